import NoticeText

/// What the tables say of bodies' names: abbreviations, provinces, and the heads of names that say their level.
struct BodyNames: Sendable {
  static let standard = BodyNames()

  struct Province: Sendable {
    var name: String
    var words: BodyWords
    var isCity: Bool
  }

  /// By the last word of the name, without marks; longer names first.
  private let provinces: [String: [Province]]
  /// Whole names and abbreviations of bodies, by their bare words: the full name.
  private let agencies: [String: BodyWords]
  /// What a name begins with, by its bare words.
  private let heads: [String: Head]
  /// What a head with a field goes on with, by its bare words.
  private let fields: [String: BodyWords]
  private static let longestAlias = 12

  private struct Head: Sendable {
    var name: BodyWords
    var takesField: Bool
    var isProvincial: Bool
  }

  private init() {
    let provinces = DataTable("provinces.tsv").rows.filter { $0.count > 1 }
      .map { Province(name: $0[0], words: BodyWords($0[0]), isCity: $0[1] == "city") }
      .sorted { ($0.words.count, $1.name) > ($1.words.count, $0.name) }
    self.provinces = Dictionary(grouping: provinces) { $0.words.words.last?.bare ?? "" }
    var agencies: [String: BodyWords] = [:]
    var heads: [String: Head] = [:]
    var fields: [String: BodyWords] = [:]
    func add(_ alias: String, _ name: String) {
      let (alias, name) = (BodyWords(alias), BodyWords(name))
      if agencies[alias.slug] == nil, alias.count <= Self.longestAlias { agencies[alias.slug] = name }
    }
    for row in DataTable("agencies.tsv").rows where row.count > 1 { add(row[1], row[0]) }
    for row in DataTable("heads.tsv").rows where row.count > 3 {
      let head = Head(
        name: BodyWords(row[1]), takesField: row[2] == "field", isProvincial: row[3] == "province")
      let alias = BodyWords(row[0]).slug
      if heads[alias] == nil { heads[alias] = head }
    }
    for row in DataTable("fields.tsv").rows where row.count > 1 {
      let alias = BodyWords(row[1]).slug
      if fields[alias] == nil { fields[alias] = BodyWords(row[0]) }
    }
    // Codes of symbols, as far as they stand for one body: SYT, UBND.
    for row in DataTable("bodies.tsv").rows where row.count > 1 && !row[1].contains("/") {
      let code = BodyWords(row[0])
      if code.count == 1, heads[code.slug] == nil { add(row[0], row[1]) }
    }
    self.agencies = agencies
    self.heads = heads
    self.fields = fields
  }

  // MARK: Abbreviations

  /// The name with its abbreviations written out: `UBND tỉnh` → `Ủy ban nhân dân tỉnh`.
  func expanded(_ name: BodyWords) -> BodyWords {
    var out = BodyWords()
    var index = 0
    var isFront = true  // only heads so far
    var takesField = false
    while index < name.count {
      if takesField, let (field, length) = longest(fields, in: name, at: index) {
        out = out + field
        index += length
        (takesField, isFront) = (false, false)
        continue
      }
      if isFront {
        let agency = longest(agencies, in: name, at: index)
        if let (head, length) = longest(heads, in: name, at: index), length >= agency?.length ?? 0 {
          out = out + head.name
          index += length
          takesField = head.takesField
          continue
        }
        if let agency {
          out = out + agency.value
          index += agency.length
          (takesField, isFront) = (false, false)
          continue
        }
      }
      let word = name.words[index].bare
      out = out + (Self.levels[word].map { BodyWords($0) } ?? name[index..<index + 1])
      index += 1
      takesField = false
      // "Ban Tuyên giáo Tỉnh ủy", "Văn phòng UBND tỉnh": heads follow heads directly only.
      isFront = false
    }
    return out
  }

  private static let levels = ["tp": "thành phố", "tx": "thị xã", "tw": "trung ương"]

  private func longest<Value>(
    _ table: [String: Value], in name: BodyWords, at index: Int
  ) -> (value: Value, length: Int)? {
    for length in stride(from: min(Self.longestAlias, name.count - index), to: 0, by: -1) {
      if let value = table[name[index..<index + length].slug] { return (value, length) }
    }
    return nil
  }

  // MARK: Levels

  /// Words before a place that is no province, although it may be called like one.
  private static let smallerLevels: [[String]] = [
    ["huyen"], ["quan"], ["thi", "xa"], ["xa"], ["phuong"], ["thi", "tran"], ["dac", "khu"],
  ]

  /// The province that ends the name, and how many words say so; `nil` if none does.
  ///
  ///     Sở Y tế Quảng Ninh → Quảng Ninh, 2      UBND thị xã Quảng Trị → nil: a town
  ///     Thành ủy Bến Tre   → nil: a city of the province Bến Tre
  func province(endOf name: BodyWords, whateverTheMarks: Bool = false) -> (province: Province, length: Int)? {
    guard let last = name.words.last, let ending = provinces[last.bare] else { return nil }
    let found = ending.first {
      whateverTheMarks ? name.hasBareSuffix($0.words) : name.hasSuffix($0.words)
    }
    guard let found else { return nil }
    let before = name.count - found.words.count
    for level in Self.smallerLevels where name.has(level, at: before - level.count) { return nil }
    let isInCity = name.has(["thanh", "pho"], at: before - 2) || name.has(["thanh", "uy"], at: before - 2)
    if isInCity, !found.isCity { return nil }
    return (found, found.words.count)
  }

  /// The name without a level that its head says anyhow: `Sở Y tế tỉnh` → `Sở Y tế`, but `Công an tỉnh` as it is.
  func withoutLevel(_ name: BodyWords) -> BodyWords {
    for level in [["tinh"], ["thanh", "pho"]]
    where name.count > level.count && name.has(level, at: name.count - level.count) {
      guard let (head, length) = longest(heads, in: name, at: 0), head.isProvincial,
        length <= name.count - level.count,
        !name.words.contains(where: { $0.bare == "cac" || $0.bare == "cap" })
      else { return name }
      return name[0..<name.count - level.count]
    }
    return name
  }
}
