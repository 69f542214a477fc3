import NoticeGrammar
import NoticeText

extension CorrectingNotice {
  /// Sets the values of the head; of several rules for one value the last counts.
  mutating func setHeader() {
    var values: [Correction.HeaderProperty: String] = [:]
    for rule in corrections.headers where corrections.rules[rule].documents.matches(name) {
      guard case .header(let said) = corrections.rules[rule].change else { continue }
      used.insert(rule)
      for value in said { values[value.property] = value.value }
    }
    if !values.isEmpty { notice.set(values, corrections.named) }
  }
}

extension Notice {
  fileprivate mutating func set(_ values: [Correction.HeaderProperty: String], _ named: NamedReferences) {
    func value(_ property: Correction.HeaderProperty) -> String?? {
      values[property].map { $0.isEmpty ? nil : $0 }
    }
    if let text = value(.kind) { kind = text.map { Kind(named: $0) } }
    if let text = value(.date) { date = text }
    if let text = value(.subject) { subject = text }
    if let text = value(.place) { place = text }
    if let text = value(.signer) {
      if text != nil || signature != nil {
        var changed = signature ?? Signature()
        changed.name = text
        changed.spans.removeAll { $0.name == "name" }
        signature = changed
      }
    }
    setIssuer(value(.issuer), within: value(.within))
    setNumber(value(.number), symbol: value(.symbol), identifier: value(.identifier), named)
    // What a person says stands nowhere in the text, and is not inferred.
    var names = values.keys.map(\.rawValue)
    if !Set(values.keys).isDisjoint(with: [.number, .symbol, .identifier]) {
      names += ["number", "symbol", "identifier"]
    }
    spans.removeAll { names.contains($0.name) }
    inferred.removeAll { names.contains($0) }
    let naming: [Correction.HeaderProperty] = [
      .kind, .number, .symbol, .identifier, .issuer, .within, .date,
    ]
    if !Set(values.keys).isDisjoint(with: naming) { uri = correctedURI(named) }
  }

  private mutating func setIssuer(_ name: String??, within: String??) {
    if let name {
      issuer = name.map { Agency(name: $0, span: SourceRange(0, 0)) }
    }
    if let within {
      issuer?.within = within
      issuer?.inferred.removeAll { $0 == "within" }
    }
  }

  /// Number, symbol and identifier say the same: what is said of one changes the others.
  private mutating func setNumber(
    _ number: String??, symbol: String??, identifier: String??, _ named: NamedReferences
  ) {
    let before = (number: self.number, symbol: self.symbol, identifier: self.identifier)
    if let number { self.number = number }
    if let symbol { self.symbol = symbol }
    if let identifier {
      self.identifier = identifier
      let read = identifier.map { named.reference(Correction.NamedDocument(identifier: $0)) }
      if number == nil { self.number = read?.number }
      if symbol == nil { self.symbol = read?.symbol }
      if kind == nil { kind = read?.kind }
    } else if number != nil || symbol != nil {
      self.identifier = Self.identifier(self.number, self.symbol, before)
    }
  }

  /// The whole of number and symbol: what stood between the two before, or the sign of the symbol's form.
  private static func identifier(
    _ number: String?, _ symbol: String?,
    _ before: (number: String?, symbol: String?, identifier: String?)
  ) -> String? {
    guard let number, let symbol else { return nil }
    let isParty = symbol.contains("/")
    if let old = before.identifier, let oldNumber = before.number, let oldSymbol = before.symbol,
      old.hasPrefix(oldNumber), old.hasSuffix(oldSymbol), oldSymbol.contains("/") == isParty,
      old.utf8.count > oldNumber.utf8.count + oldSymbol.utf8.count
    {
      return number + old.dropFirst(oldNumber.count).dropLast(oldSymbol.count) + symbol
    }
    return number + (isParty ? "-" : "/") + symbol
  }
}
