import NoticeGrammar
import NoticeIndex
import NoticeText

extension Corrections {
  /// Corrects a notice.
  ///
  /// Values of the head come first, agencies then, references last. Of several rules for one value the last counts; what one
  /// rule has made of a value, no other of its kind looks at. What was done is noted among the diagnostics.
  ///
  /// - Parameter name: The document's in the archive.
  /// - Returns: The places of the rules that are for something in the notice, ascending.
  func apply(to notice: inout Notice, named name: String) -> [Int] {
    if isEmpty { return [] }
    var correcting = CorrectingNotice(corrections: self, name: name, notice: notice)
    correcting.setHeader()
    correcting.mergeAgencies()
    correcting.correctReferences()
    let used = correcting.used.sorted()
    if used.isEmpty { return [] }
    notice = correcting.notice
    for index in used { notice.diagnostics.append(Diagnostic(.note, "corrected", rules[index].summary)) }
    return used
  }
}

/// A notice that is being corrected.
struct CorrectingNotice {
  let corrections: Corrections
  let name: String
  var notice: Notice
  var used: Set<Int> = []
  /// The rule for agencies of that name.
  private var ruleByName: [String: Int?] = [:]

  init(corrections: Corrections, name: String, notice: Notice) {
    self.corrections = corrections
    self.name = name
    self.notice = notice
  }

  // MARK: Agencies

  mutating func mergeAgencies() {
    if corrections.agencies.isEmpty { return }
    var hasIssuerChanged = false
    if let issuer = merged(notice.issuer) {
      notice.issuer = issuer
      hasIssuerChanged = true
    }
    notice.agencies = notice.agencies.map { merged($0) ?? $0 }
    notice.directives = notice.directives.map { merged(in: $0) }
    // Those of references are not values that the index finds, so that they cannot be all that a rule is for.
    if used.contains(where: { corrections.isAgency($0) }) {
      let before = used
      for index in notice.references.indices {
        guard let issuer = merged(notice.references[index].issuer) else { continue }
        notice.references[index].issuer = issuer
        notice.references[index].findWork(corrections.named)
      }
      used = before
    }
    if hasIssuerChanged { notice.uri = notice.correctedURI(corrections.named) }
  }

  private mutating func merged(in directive: Directive) -> Directive {
    var directive = directive
    for (index, assignee) in directive.assignees.enumerated() {
      if let agency = merged(assignee.agency) { directive.assignees[index].agency = agency }
    }
    directive.children = directive.children.map { merged(in: $0) }
    return directive
  }

  /// What a rule makes of an agency; `nil` if none is for it.
  private mutating func merged(_ agency: Agency?) -> Agency? {
    guard var agency else { return nil }
    let rule: Int?
    if let known = ruleByName[agency.name] {
      rule = known
    } else {
      rule = corrections.last(corrections.agencies[KeywordKey.key(agency.name, .agency)], for: name)
      ruleByName[agency.name] = .some(rule)
    }
    guard let rule, case .agency(_, let right, let within) = corrections.rules[rule].change else {
      return nil
    }
    used.insert(rule)
    agency.name = right
    if let within {
      agency.within = within.isEmpty ? nil : within
      agency.inferred.removeAll { $0 == "within" }
    }
    agency.inferred.removeAll { $0 == "name" }
    return agency
  }

  // MARK: References

  mutating func correctReferences() {
    var banned: Set<Int> = []
    if !corrections.references.isEmpty {
      for index in notice.references.indices {
        guard let rule = rule(for: notice.references[index]) else { continue }
        used.insert(rule)
        switch corrections.rules[rule].change {
        case .replaceReference(_, let document): notice.references[index].become(document, corrections.named)
        default: banned.insert(index)
        }
      }
      if !banned.isEmpty { notice.removeReferences(banned) }
    }
    for rule in corrections.additions where corrections.rules[rule].documents.matches(name) {
      guard case .addReference(let document) = corrections.rules[rule].change else { continue }
      used.insert(rule)
      let reference = corrections.named.reference(document)
      let key = reference.indexedName.map { KeywordKey.key($0, .reference) }
      let isThere = notice.references.contains { other in
        other.indexedName.map { KeywordKey.key($0, .reference) } == key
      }
      if isThere { continue }
      if reference.role == .basis { notice.basis.append(notice.references.count) }
      notice.references.append(reference)
    }
  }

  /// The rule that bans or replaces a reference. What may be several documents is meant by any of them, but only
  /// in a rule for this one document: no index finds it.
  private func rule(for reference: Reference) -> Int? {
    if let own = reference.indexedName {
      return corrections.last(corrections.references[KeywordKey.key(own, .reference)], for: name)
    }
    return reference.candidates.compactMap { candidate in
      let rules = corrections.references[KeywordKey.key(candidate, .reference)]
      return rules?.last { corrections.rules[$0].documents.name == name }
    }.max()
  }
}

extension Corrections {
  fileprivate func isAgency(_ rule: Int) -> Bool {
    if case .agency = rules[rule].change { return true }
    return false
  }
}

extension Reference {
  /// Takes another document's identity; where it stands and what part is meant stays.
  fileprivate mutating func become(_ document: Correction.NamedDocument, _ named: NamedReferences) {
    var document = document
    document.date = document.date ?? date
    document.issuer = document.issuer ?? issuer?.wholeName
    let other = named.reference(document)
    identifier = other.identifier
    kind = other.kind ?? kind
    number = other.number
    symbol = other.symbol
    title = nil
    date = other.date
    if document.issuer != issuer?.wholeName || issuer == nil { issuer = other.issuer }
    uri = other.uri
    author = other.author
    grade = other.grade
    candidates = []
    if let said = document.role.flatMap({ Role(rawValue: $0) }) { role = said }
  }

  /// Finds which document the values mean that it has now.
  fileprivate mutating func findWork(_ named: NamedReferences) {
    guard let identifier else { return }
    let other = named.reference(
      Correction.NamedDocument(
        identifier: identifier, kind: kind?.name, date: date, issuer: issuer?.wholeName))
    (uri, author) = (other.uri, other.author)
  }
}

extension Notice {
  /// The URI that it has with the values that it has now.
  func correctedURI(_ named: NamedReferences) -> String? {
    guard let identifier, let kind, let date, let issuer else { return nil }
    return named.reference(
      Correction.NamedDocument(
        identifier: identifier, kind: kind.name, date: date, issuer: issuer.wholeName)
    ).uri
  }

  /// Takes references out, and from all lists that name them by their numbers.
  fileprivate mutating func removeReferences(_ removed: Set<Int>) {
    var numbers: [Int?] = []
    var left: [Reference] = []
    for (index, reference) in references.enumerated() {
      numbers.append(removed.contains(index) ? nil : left.count)
      if !removed.contains(index) { left.append(reference) }
    }
    references = left
    basis = basis.compactMap { numbers[$0] }
    for index in directives.indices { directives[index].renumber(numbers) }
  }
}

extension Directive {
  fileprivate mutating func renumber(_ numbers: [Int?]) {
    references = references.compactMap { numbers.indices.contains($0) ? numbers[$0] : nil }
    for index in children.indices { children[index].renumber(numbers) }
  }
}
