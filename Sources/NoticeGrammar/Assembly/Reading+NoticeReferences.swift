import NoticeText

/// The documents that a notice mentions.
extension Reading {
  /// Settles the references; gives, by item, the indices of those in it.
  func fillReferences(
    _ notice: inout Notice, _ items: [FoundItem], head: Head, province: Int?
  ) -> [[Int]] {
    var previous: (range: Range<Int>, role: Reference.Role)?
    var byItem = [[Int]](repeating: [], count: items.count)
    var item = -1
    let own = head.symbol?.identifier
    notice.references.reserveCapacity(references.count)
    for found in references {
      let symbol = found.symbol
      let printed = symbol?.symbol
      let identifier = printed.flatMap { symbol?.identifier($0) }
      // The document's own number is no reference.
      if let identifier, let own, found.date == nil || found.date?.first == head.date?.first,
        Bytes.equal(identifier, own)
      {
        continue
      }
      let role = role(of: found.range, previous: previous)
      previous = (found.range, role)
      let position = found.range.lowerBound
      while item + 1 < items.count, items[item + 1].label.range.lowerBound <= position { item += 1 }
      var directive: String?
      if item >= 0, position < items[item].own.upperBound, position >= items[item].own.lowerBound {
        directive = items[item].path
        byItem[item].append(notice.references.count)
      }
      notice.references.append(
        settled(
          found, symbol, printed: printed, identifier: identifier, role: role, directive: directive,
          province: province))
    }
    shareDates(&notice.references)
    shareIssuers(&notice.references)
    notice.basis = notice.references.indices.filter { notice.references[$0].role == .basis }
    return byItem
  }

  /// A reference as the notice gives it; `printed` and `identifier` are its symbol's.
  private func settled(
    _ found: FoundReference, _ symbol: FoundSymbol?, printed: String?, identifier: String?,
    role: Reference.Role, directive: String?, province: Int?
  ) -> Reference {
    let place = span(found.range)
    var reference = Reference(role: role, grade: grade(of: found), span: place)
    reference.kind = found.kind
    reference.number = symbol?.number ?? found.number
    if let symbol, found.grade == .ambiguous {
      reference.candidates = symbol.candidates.map { candidate in
        var other = symbol
        other.type = candidate
        return other.identifier
      }
    } else {
      reference.identifier = identifier
      reference.symbol = printed
    }
    reference.title = found.title
    reference.pinpoint = found.pinpoint
    if let date = found.date {
      reference.date = edtf(date)
      if found.isDateInferred || date.first.year == nil { reference.inferred.append("date") }
    }
    var issuer = found.issuer
    if let issuer {
      reference.issuer = agency(issuer, province)
      if found.isIssuerInferred { reference.inferred.append("issuer") }
    } else if let symbol {
      if let name = closedIssuer(symbol) {
        reference.issuer = Agency(name: name, span: span(symbol.range))
        reference.inferred.append("issuer")
      } else if let body = bodyNamed(by: symbol, before: found.range.lowerBound) {
        reference.issuer = agency(body, province)
        reference.inferred.append("issuer")
        issuer = body
      }
    }
    reference.directive = directive
    guard
      let issuer = symbol.map({ issuerName(of: $0, named: issuer, province: province) })
        ?? (found.grade == .titled ? "Quốc hội" : nil)
    else { return reference }
    if let kind = found.kind, let name = reference.identifier ?? (found.grade == .titled ? found.title : nil),
      let year = symbol?.year.map({ Substring(String($0)) })
        ?? reference.date.map({ Substring($0.utf8.prefix(4)) })
        ?? found.year.map({ Substring(String($0)) })
    {
      reference.uri = WorkURI.make(kind: kind, isAct: found.isAct, issuer: issuer, year: year, name: name)
    }
    if reference.uri == nil { reference.author = WorkURI.slug(issuer) }
    return reference
  }

  /// A mention without date takes the one date that all other mentions of the document have.
  private func shareDates(_ references: inout [Reference]) {
    guard
      references.indices.contains(where: { references[$0].date == nil && references[$0].identifier != nil })
    else { return }
    var known: [Bytes: (date: String, uri: String?)?] = [:]
    known.reserveCapacity(references.count)
    for index in references.indices {
      guard let identifier = references[index].identifier, let date = references[index].date,
        !references[index].inferred.contains("date")
      else { continue }
      let key = Bytes(identifier)
      if let other = known[key] {
        if other?.date != date { known[key] = .some(nil) }
      } else {
        known[key] = (date, references[index].uri)
      }
    }
    for index in references.indices where references[index].date == nil {
      guard let identifier = references[index].identifier, let found = known[Bytes(identifier)],
        let found
      else { continue }
      // Of another body, if one is named, it is another document.
      if references[index].issuer != nil, !references[index].inferred.contains("issuer"),
        let author = references[index].author, let uri = found.uri,
        !uri.utf8.split(separator: 47).contains(where: { $0.elementsEqual(author.utf8) })
      {
        continue
      }
      references[index].date = found.date
      references[index].inferred.append("date")
      if references[index].uri == nil, let uri = found.uri {
        references[index].uri = uri
        references[index].author = nil
      }
    }
  }

  /// A mention that does not say who issued the document takes it from another one of the same number and date that
  /// does, and is not of the province that it would be of else: "… số 34-CT/TU ngày 20/11/2023 nêu trên".
  private func shareIssuers(_ references: inout [Reference]) {
    /// A document's number and date.
    struct Name: Hashable {
      let identifier: Bytes
      let date: Bytes
    }
    func lacksIssuer(_ reference: Reference) -> Bool {
      reference.issuer == nil && reference.identifier != nil && reference.date != nil
    }
    guard references.contains(where: lacksIssuer) else { return }
    var known: [Name: (issuer: Agency, uri: String)] = [:]
    for reference in references {
      guard let identifier = reference.identifier, let date = reference.date, let uri = reference.uri,
        let issuer = reference.issuer, !reference.inferred.contains("issuer")
      else { continue }
      known[Name(identifier: Bytes(identifier), date: Bytes(date))] = (issuer, uri)
    }
    guard !known.isEmpty else { return }
    for index in references.indices where references[index].issuer == nil {
      guard let identifier = references[index].identifier, let date = references[index].date,
        let found = known[Name(identifier: Bytes(identifier), date: Bytes(date))]
      else { continue }
      references[index].issuer = found.issuer
      references[index].inferred.append("issuer")
      references[index].uri = found.uri
      references[index].author = nil
    }
  }

  /// The body that a symbol's code names in the whole country, nil if the code is not closed.
  private func closedIssuer(_ symbol: FoundSymbol) -> String? {
    guard let body = symbol.body.map({ lexicon.bodies[$0] }), body.level == "central", body.code != "TW"
    else { return nil }
    if body.code == "QH", symbol.year == nil { return nil }
    return body.name
  }

  /// The body of the text whose initials the symbol's code is: `BCSĐ` of "Ban cán sự đảng UBND tỉnh".
  private func bodyNamed(by symbol: FoundSymbol, before position: Int) -> FoundAgency? {
    guard let code = symbol.issuingCode, code.utf8.count >= 3,
      symbol.body.map({ !Self.manifold.contains(lexicon.bodies[$0].code) }) ?? true
    else { return nil }
    let letters = Array(code.utf8)
    func isIts(_ index: Int) -> Bool {
      !agencies[index].isGroup
        && !(at(agencies[index].range.lowerBound - 2, .nay) && at(agencies[index].range.lowerBound - 1, .là))
        && Self.begins(agencies[index].name.bytes, withInitials: letters)
    }
    if let before = agencies.indices.last(where: { agencies[$0].range.lowerBound < position && isIts($0) }) {
      return agencies[before]
    }
    if let after = agencies.indices.first(where: isIts) { return agencies[after] }
    guard let body = symbol.body.map({ lexicon.bodies[$0] }), Bytes.hasPrefix(body.name, "Sở ") else {
      return nil
    }
    return FoundAgency(
      range: symbol.range, name: scratch.keep(body.name), level: .province, system: body.system)
  }

  /// Codes that stand for many bodies.
  private static let manifold: Set<String> = ["UBND", "HĐND", "BCĐ", "TU", "TW"]

  /// Whether the first letters of a name's words, "và" aside, begin with `code`.
  private static func begins(_ bytes: UnsafeBufferPointer<UInt8>, withInitials code: [UInt8]) -> Bool {
    var rest = code[...]
    var isStart = true
    var index = 0
    while index < bytes.count, !rest.isEmpty {
      let byte = bytes[index]
      if byte == 32 || byte == 45 || byte == 44 {
        isStart = true
      } else if isStart {
        isStart = false
        // "và" is passed over; a small first letter counts as its capital.
        if byte == 118, bytes[index...].starts(with: "và ".utf8) {
          index += 1
          continue
        }
        if byte < 0x80 {
          guard byte & 0xDF == rest.first else { return false }
          rest = rest.dropFirst()
        } else {
          // đ and the other letters of two or three bytes.
          let (scalar, length) = UTF8Bytes.decode(bytes, at: index)
          let letter = UnsafeBufferPointer(rebasing: bytes[index..<index + length])
          let upper =
            switch LetterCase.kind(scalar) {
            case .capital: String(validated: letter)
            case .small:
              String(capacity: length) { LetterCase.lower(letter[...], capitalized: true, to: &$0) }
            default: String(validated: letter).uppercased()
            }
          guard rest.starts(with: upper.utf8) else { return false }
          rest = rest.dropFirst(upper.utf8.count)
        }
      }
      index += 1
    }
    return rest.isEmpty
  }

  /// The issuer's name for URIs: by the code that closes the symbol, with its province.
  func issuerName(of symbol: FoundSymbol, named: FoundAgency?, province: Int?) -> String? {
    if symbol.organs.count > 1, symbol.form != .letter, symbol.type == "TTLT" { return nil }
    if let closed = closedIssuer(symbol) { return closed }
    let home = (named?.province ?? province).map { lexicon.provinces[$0] }
    guard let body = symbol.body.map({ lexicon.bodies[$0] }) else {
      guard let named else { return nil }
      if named.within == nil, named.level == .province, named.province == nil, let home {
        return placed(named.name.string, within: home.title)
      }
      return placed(named.name.string, within: named.within?.string)
    }
    switch body.code {
    case "TW": return "Trung ương"
    case "TU": return home.map { ($0.isCity ? "Thành ủy " : "Tỉnh ủy ") + $0.name }
    case "UBND", "HĐND":
      if let named, named.province == nil, let within = named.within, named.level != .province {
        return body.name + " " + within.string
      }
      return home.map { body.name + " " + $0.title }
    default:
      if body.level == "province" {
        guard let home else { return nil }
        if body.system == .party {
          return (home.isCity ? body.cityName : body.name) + " " + home.name
        }
        return body.stem + " " + home.title
      }
      guard let named else { return nil }
      if named.within == nil, let home {
        return placed(named.name.string, within: home.title, ifLevelIsSaid: true)
      }
      return placed(named.name.string, within: named.within?.string)
    }
  }

  /// A body's name with its place, of which no word stands twice.
  ///
  ///     Sở Y tế, tỉnh Hà Nam → Sở Y tế tỉnh Hà Nam        Công an tỉnh, tỉnh Hà Nam → Công an tỉnh Hà Nam
  ///
  /// - Parameter ifLevelIsSaid: The name takes the place only if it ends with its level, as the second does.
  private func placed(_ name: String, within: String?, ifLevelIsSaid: Bool = false) -> String {
    guard let within, !Bytes.hasSuffix(name, within) else { return name }
    for level in Self.placeLevels where Bytes.hasPrefix(within, level.opening) {
      let place = within.utf8.dropFirst(level.opening.utf8.count - 1)
      if name.utf8.count >= place.count, name.utf8.suffix(place.count).elementsEqual(place) { return name }
      let tail = name.utf8.suffix(level.ending.utf8.count)
      if Bytes.equal(String(Substring(tail)).lowercased(), level.ending) { return name + Substring(place) }
    }
    return ifLevelIsSaid ? name : name + " " + within
  }

  /// A place's level, as its name begins with it and as a body's name ends with it.
  private static let placeLevels = ["tỉnh", "thành phố"].map { (opening: $0 + " ", ending: " " + $0) }

  /// The grade that the notice gives it: what only repair made a symbol is `repaired`.
  func grade(of found: FoundReference) -> Reference.Grade {
    found.grade == .exact && isSymbolMended(span(found.range)) ? .repaired : found.grade
  }

  /// Whether the text of a symbol within `span` is not as it was printed.
  private func isSymbolMended(_ span: SourceRange) -> Bool {
    var (low, high) = (0, textRepairs.count)
    while low < high {
      let middle = (low + high) / 2
      if textRepairs[middle].span.end <= span.start { low = middle + 1 } else { high = middle }
    }
    while low < textRepairs.count, textRepairs[low].span.start < span.end {
      if ["code", "roman", "blank"].contains(textRepairs[low].rule) { return true }
      low += 1
    }
    return false
  }
}
