import NoticeGrammar

/// A body that a directive tells to act, as bodies are compared: its name without its province, and the province.
///
///     Sở Y tế tỉnh Quảng Ninh                     → Sở Y tế · Quảng Ninh
///     Ủy ban nhân dân tỉnh, of tỉnh Quảng Ninh    → Ủy ban nhân dân tỉnh · Quảng Ninh
///     Ủy ban nhân dân huyện Ba Chẽ, in a notice from Quảng Ninh → the same · Quảng Ninh
struct TaskBody: Hashable, Sendable {
  var name: BodyWords
  /// As people write it; `nil` if it is of no province, or nobody knows.
  var province: String?

  /// - Parameter home: The province of whoever told it: a body of a province, or a group, that names no other is of
  ///   that one.
  init(_ agency: Agency, home: String?, _ names: BodyNames = .standard) {
    var words = BodyWords(agency.name)
    var province = agency.within.flatMap { Self.province($0, names) }
    if province == nil, home != nil {
      let isLocal = agency.level.map { [.province, .district, .commune].contains($0) } ?? false
      if isLocal || BodyGroup(words.words.map(\.bare)) != nil { province = home }
    }
    if let province {
      let place = BodyWords(province)
      let named = names.province(endOf: words)
      let isNamed =
        named.map { $0.province.words == place } ?? (words.hasSuffix(BodyWords("tỉnh") + place))
      if isNamed, words.count > place.count { words = words[0..<words.count - place.count] }
    }
    name = names.withoutLevel(words)
    self.province = province
  }

  /// The province of a body that issues documents; `nil` if it is of none.
  static func home(_ issuer: Agency?, _ names: BodyNames = .standard) -> String? {
    guard let issuer else { return nil }
    return issuer.within.flatMap { province($0, names) } ?? province(issuer.name, names)
  }

  /// The province that a name ends with: one of the list, or whatever follows "tỉnh" or "Tỉnh ủy".
  private static func province(_ name: String, _ names: BodyNames) -> String? {
    if let found = names.province(endOf: BodyWords(name)) { return found.province.name }
    let parts = name.split(separator: " ")
    guard let level = parts.lastIndex(where: { $0 == "tỉnh" || $0 == "Tỉnh" }) else { return nil }
    let place = parts[(level + 1)...].drop { $0 == "ủy" || $0 == "uỷ" }
    return 1...4 ~= place.count ? place.joined(separator: " ") : nil
  }
}
