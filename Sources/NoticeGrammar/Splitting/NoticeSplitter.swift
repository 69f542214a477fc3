import NoticeText

/// A notice's part of a text that may have several.
public struct NoticePart: Sendable {
  /// The part as a text of its own.
  public var text: SourceText
  /// Where it stands in the whole text.
  public var span: SourceRange
  /// What showed that it begins there; empty of the first.
  public var evidence: SplitEvidence
}

/// Finds where the documents of a text begin: a bundle that was scanned as one, a file that many were copied into.
///
///     bundle ← DOCUMENT (bundle-head DOCUMENT)*
///     bundle-head ← LETTERHEAD? (NATIONAL-TITLE / MOTTO / PARTY) number-line? place-date? KIND?
///
/// A header that stands in an annex (“Phụ lục”, “Mẫu số”, “Kèm theo”), that has no figures, as forms have none, or that repeats the
/// one before it is none: better two documents in one than one in two. Annexes stay with their document.
/// Safe to share between threads.
///
/// - Source: Decree 30/2020/NĐ-CP, Appendix I; Guidance 36-HD/VPTW, for what a head has.
public struct NoticeSplitter: Sendable {
  private let parser: NoticeParser

  /// - Parameter parser: Reads the headers.
  public init(_ parser: NoticeParser = NoticeParser()) {
    self.parser = parser
  }

  /// The documents of a text, in its order; they make up the whole text, and at least one is there.
  ///
  /// - Complexity: O(bytes). Of a text with one header, a look at its lines.
  public func parts(of text: SourceText) -> [NoticePart] {
    let begins = beginnings(of: text)
    guard !begins.isEmpty else {
      return [NoticePart(text: text, span: SourceRange(0, text.bytes.count), evidence: [])]
    }
    let starts = [0] + begins.map(\.start)
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : text.bytes.count
      let span = SourceRange(starts[index], end)
      var part = NoticePart(
        text: text.part(span), span: span, evidence: index == 0 ? [] : begins[index - 1].evidence)
      part.text.diagnostics.append(
        Diagnostic(
          .note, "split",
          "part \(index + 1) of \(starts.count) of its file"
            + (index == 0 ? "" : ", where it begins: \(part.evidence.names)"),
          span: SourceRange(0, index == 0 ? 0 : min(begins[index - 1].markEnd, end) - span.start)))
      return part
    }
  }

  // MARK: Headers

  private struct Beginning {
    var start: Int
    /// Where the line of its title ends.
    var markEnd: Int
    var evidence: SplitEvidence
  }

  /// What a header says, to know one that is repeated.
  private struct Header: Equatable {
    var identifier: String?
    var date: String?
  }

  /// A header is read in so many bytes.
  private static let headerLength = 4000
  /// Less than that before the first header belongs to it: what a web page or a scan has above a letterhead.
  private static let prefaceLength = 1500
  /// A document has at least so many bytes.
  private static let leastLength = 300

  /// Where documents begin after the first.
  private func beginnings(of text: SourceText) -> [Beginning] {
    text.bytes.withUnsafeBufferPointer { bytes in
      let groups = Self.groups(HeaderMark.all(in: bytes))
      guard let first = groups.first, groups.count > 1 || first.line > Self.prefaceLength else { return [] }
      let lines = HeaderLines(bytes, text)
      var starts = groups.map { lines.beginning(before: $0.line) }
      var begins: [Beginning] = []
      var previous: (start: Int, header: Header?) = (0, nil)
      var next = 0
      // What stands above the first title is a document if its own head can be read.
      let preface = read(text, 0..<min(starts[0].offset, Self.headerLength))
      let isDocument =
        starts[0].offset > Self.prefaceLength && !preface.evidence.isDisjoint(with: .number)
        && !preface.evidence.isDisjoint(with: .date)
        && !preface.evidence.isDisjoint(with: [.kind, .addressees])
      if isDocument {
        previous.header = preface.header
      } else {
        next = 1
      }
      starts.append((bytes.count, false))
      for index in next..<max(next, groups.count) {
        let (start, isPage) = starts[index]
        guard start >= previous.start + Self.leastLength, bytes.count - start >= Self.leastLength else {
          continue
        }
        let end = lines.lineEnd(
          min(start + Self.headerLength, max(starts[index + 1].offset, groups[index].line + 1)))
        let markEnd = lines.lineEnd(groups[index].line)
        if lines.isAnnex(start: start, mark: groups[index].line, end: end) { continue }
        var (evidence, header) = read(text, start..<end)
        evidence.formUnion(groups[index].evidence)
        if isPage { evidence.insert(.page) }
        if lines.hasClosing(in: max(previous.start, start - Self.headerLength)..<start) {
          evidence.insert(.closing)
        }
        guard evidence.isEnough else { continue }
        if previous.header == nil {
          let first = starts[0].offset
          previous.header = read(text, first..<min(first + Self.headerLength, start)).header
        }
        if header.identifier != nil, header == previous.header { continue }
        begins.append(Beginning(start: start, markEnd: markEnd, evidence: evidence))
        previous = (start, header)
      }
      return begins
    }
  }

  private struct Group {
    var line: Int
    var lastLine: Int
    var evidence: SplitEvidence
  }

  /// The marks of one header are one: they stand within a few lines.
  private static func groups(_ marks: [HeaderMark]) -> [Group] {
    var groups: [Group] = []
    for mark in marks {
      let evidence: SplitEvidence =
        switch mark.kind {
        case .nationalTitle: .nationalTitle
        case .motto: .motto
        case .party: .party
        }
      if let last = groups.last, mark.line - last.lastLine < leastLength, !last.evidence.contains(evidence) {
        groups[groups.count - 1].evidence.insert(evidence)
        groups[groups.count - 1].lastLine = mark.line
      } else {
        groups.append(Group(line: mark.line, lastLine: mark.line, evidence: evidence))
      }
    }
    return groups
  }

  /// What the grammar finds of a header.
  private func read(_ text: SourceText, _ range: Range<Int>) -> (evidence: SplitEvidence, header: Header) {
    guard !range.isEmpty else { return ([], Header()) }
    let notice = parser.parse(SourceText(bytes: Array(text.bytes[range])))
    var evidence: SplitEvidence = []
    if notice.number?.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false {
      evidence.insert(.number)
    } else if notice.symbol != nil {
      evidence.insert(.symbol)
    }
    // A day: 2021-10-26.
    if notice.date?.utf8.count == 10 { evidence.insert(.date) }
    if notice.spans.contains(where: { $0.name == "kind" }) { evidence.insert(.kind) }
    if notice.issuer?.span.isEmpty == false { evidence.insert(.issuer) }
    if !notice.addressees.isEmpty { evidence.insert(.addressees) }
    return (evidence, Header(identifier: notice.identifier, date: notice.date))
  }
}
