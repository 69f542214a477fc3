import NoticeIndex

/// What a notice is found by, put together from its parts, whether they come from a `Notice` or from its JSON.
struct NoticeFields {
  private(set) var keywords: [IndexDocument.Keyword] = []
  private(set) var days: [IndexDocument.Day] = []
  private(set) var card = DocumentCard()
  private var seen: Set<IndexDocument.Keyword> = []

  mutating func add(_ field: KeywordField, _ value: String?, isAlias: Bool = false) {
    guard let value, !value.isEmpty else { return }
    let keyword = IndexDocument.Keyword(field, value, isAlias: isAlias)
    if seen.insert(keyword).inserted { keywords.append(keyword) }
  }

  mutating func addIdentifier(_ identifier: String?) {
    add(.identifier, identifier)
    card.identifier = identifier ?? ""
  }

  /// The code, and the name too: people look for both.
  mutating func addKind(code: String, name: String?) {
    add(.kind, code)
    add(.kind, name, isAlias: !code.isEmpty)
    card.kind = code.isEmpty ? name ?? "" : code
  }

  /// The name with what the body belongs to.
  ///
  ///     Ban Thường vụ Tỉnh ủy, tỉnh Bình Phước → Ban Thường vụ Tỉnh ủy tỉnh Bình Phước
  ///     Thanh tra tỉnh, tỉnh Bắc Giang         → Thanh tra tỉnh Bắc Giang
  ///     Tỉnh ủy Nghệ An, tỉnh Nghệ An          → the name says it already
  static func wholeName(_ name: String, within: String?) -> String {
    guard let within, let space = within.firstIndex(of: " "), !name.hasSuffix(within[space...]) else {
      return name
    }
    let isLevelSaid = name.lowercased().hasSuffix(" \(within[..<space].lowercased())")
    return name + (isLevelSaid ? String(within[space...]) : " \(within)")
  }

  /// The whole name, and the name as it is.
  mutating func addIssuer(name: String?, within: String?) {
    guard let name else { return }
    card.issuer = name
    let whole = Self.wholeName(name, within: within)
    add(.issuer, whole)
    if whole == name { return }
    add(.issuer, name, isAlias: true)
  }

  /// An identifier; of a reference without a symbol, its kind and number. What may be one of several documents is
  /// not found as any of them.
  ///
  ///     18-CT/TU
  ///     NQ 128
  mutating func addReference(grade: String?, identifier: String?, kind: String?, number: String?) {
    if grade == "ambiguous" { return }
    if let identifier {
      add(.reference, identifier)
    } else if grade == "partial", let kind, !kind.isEmpty, let number, !number.isEmpty {
      add(.reference, "\(kind) \(number)")
    }
  }

  mutating func addDate(_ date: String?) {
    guard let date else { return }
    card.date = date
    if let range = EDTFDays.range(date) { days.append(IndexDocument.Day(.date, range.lowerBound)) }
  }

  /// The last day of a deadline; none of a recurrence, whose `value` is nil.
  mutating func addDeadline(_ value: String?) {
    guard let value, let range = EDTFDays.range(value) else { return }
    let day = IndexDocument.Day(.deadline, range.upperBound)
    if !days.contains(day) { days.append(day) }
  }

  /// The edits that the index can take: inside a text of so many bytes, ascending, not overlapping.
  static func edits(_ repairs: [IndexDocument.Edit], textLength: Int) -> [IndexDocument.Edit] {
    var edits: [IndexDocument.Edit] = []
    var end = 0
    for repair in repairs.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where repair.range.lowerBound >= end && repair.range.upperBound <= textLength {
      edits.append(repair)
      end = repair.range.upperBound
    }
    return edits
  }

  /// What the index keeps behind the card: an object with the notice's JSON.
  ///
  /// - Parameter reading: `IngestOptions.reading`, if the notice was read by a parser and not taken as it is.
  func payload(notice json: some Collection<UInt8>, reading: UInt64?) -> [UInt8] {
    let end = reading.map { ",\"reading\":\"\(ReadingNote.hexadecimal($0))\"}" } ?? "}"
    return Array("{\"notice\":".utf8) + json + Array(end.utf8)
  }
}
