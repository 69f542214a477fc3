import NoticeGrammar
import NoticeText

/// A part of a text that became something.
package struct Part: Hashable, Sendable {
  /// What is shown in one colour. In this order: of two parts with one span, the later says more.
  package enum Group: String, CaseIterable, Sendable {
    case date, deadline, agency, assignee, head, recipient, reference, signature, directive, repair
  }

  package var group: Group
  /// The property's name: `number`, `signature.position`; the group's own for a mention.
  package var name: String
  package var span: SourceRange
  /// What it became, in short.
  package var value: String

  package init(_ group: Group, name: String? = nil, _ span: SourceRange, _ value: String) {
    self.group = group
    self.name = name ?? group.rawValue
    self.span = span
    self.value = value
  }
}

/// Which of the page's zones a place is in, as the recognised parts show it.
package enum Zone: Hashable, Sendable {
  case head, body, closing
  /// The innermost directive, by its path.
  case directive(String)

  package var name: String {
    switch self {
    case .head: "head"
    case .body: "body"
    case .closing: "closing"
    case .directive: "directive"
    }
  }
}

extension Notice {
  /// Every part that was recognised, in the order of the text, outer ones before inner ones.
  package var parts: [Part] {
    var parts: [Part] = []
    for named in spans { parts.append(Part(.head, name: named.name, named.span, value(of: named.name))) }
    if let issuer { parts.append(Part(.head, name: "issuer", issuer.span, describe(issuer))) }
    for addressee in addressees {
      parts.append(Part(.recipient, name: "addressee", addressee.span, addressee.name))
    }
    forEachDirective { directive in
      parts.append(Part(.directive, labelSpan(of: directive), directive.path))
      for assignee in directive.assignees {
        let value = [describe(assignee.agency), assignee.role.rawValue].joined(separator: ", ")
        parts.append(Part(.assignee, assignee.agency.span, value))
      }
      for deadline in directive.deadlines {
        let value = [deadline.relation.rawValue, deadline.value ?? deadline.period ?? ""]
        parts.append(Part(.deadline, deadline.span, value.joined(separator: " ")))
      }
    }
    for reference in references { parts.append(Part(.reference, reference.span, describe(reference))) }
    for date in dates { parts.append(Part(.date, date.span, date.value)) }
    for agency in agencies { parts.append(Part(.agency, agency.span, describe(agency))) }
    for recipient in recipients {
      let value = [recipient.name, recipient.purpose].compactMap(\.self).joined(separator: ", ")
      parts.append(Part(.recipient, recipient.span, value))
    }
    for named in signature?.spans ?? [] {
      parts.append(
        Part(.signature, name: "signature.\(named.name)", named.span, signatureValue(of: named.name)))
    }
    for repair in repairs { parts.append(Part(.repair, repair.span, "\(repair.text) (\(repair.rule))")) }
    let order = Dictionary(uniqueKeysWithValues: Part.Group.allCases.enumerated().map { ($1, $0) })
    return parts.filter { !$0.span.isEmpty && $0.span.start >= 0 && $0.span.end <= text.bytes.count }
      .sorted { a, b in
        (a.span.start, -a.span.end, order[a.group] ?? 0) < (b.span.start, -b.span.end, order[b.group] ?? 0)
      }
  }

  /// Which zone the byte at `offset` is in.
  package func zone(at offset: Int) -> Zone {
    var innermost: Directive?
    forEachDirective { if $0.span.contains(offset) { innermost = $0 } }
    if let innermost { return .directive(innermost.path) }
    let closing = recipients.map(\.span.start) + (signature?.spans ?? []).map(\.span.start)
    if let start = closing.min(), offset >= start { return .closing }
    var head = spans.map(\.span.end)
    if let issuer, !issuer.span.isEmpty { head.append(issuer.span.end) }
    if let end = head.max(), offset < end { return .head }
    return .body
  }

  /// The label alone; the whole directive would colour all of the body.
  private func labelSpan(of directive: Directive) -> SourceRange {
    var end = min(directive.span.start + directive.label.utf8.count, directive.span.end, text.bytes.count)
    while end < directive.span.end, end < text.bytes.count, text.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return SourceRange(directive.span.start, end)
  }

  private func value(of property: String) -> String {
    switch property {
    case "kind": kind.map { [$0.code, $0.name].filter { !$0.isEmpty }.joined(separator: ", ") } ?? ""
    case "number": number ?? ""
    case "symbol": symbol ?? ""
    case "identifier": identifier ?? ""
    case "place": place ?? ""
    case "date": date ?? ""
    case "subject": subject ?? ""
    case "secrecy": marks.secrecy ?? ""
    case "urgency": marks.urgency ?? ""
    case "circulation": marks.circulation ?? ""
    case "draft": marks.draft ?? ""
    case "copy": marks.copy ?? ""
    default: ""
    }
  }

  private func signatureValue(of property: String) -> String {
    switch property {
    case "capacity": signature?.capacity ?? ""
    case "onBehalfOf": signature?.onBehalfOf ?? ""
    case "position": signature?.position ?? ""
    case "name": signature?.name ?? ""
    default: ""
    }
  }

  private func describe(_ agency: Agency) -> String {
    [agency.name, agency.within].compactMap(\.self).joined(separator: ", ")
  }

  private func describe(_ reference: Reference) -> String {
    var parts = [reference.identifier ?? reference.title ?? reference.number]
    parts += [reference.kind?.name, reference.date, reference.issuer.map(describe)]
    if !reference.candidates.isEmpty { parts.append(reference.candidates.joined(separator: " | ")) }
    parts += [reference.grade.rawValue, reference.role.rawValue]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
