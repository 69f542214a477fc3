import NoticeText

/// `numbering.xml`: what Word prints before the paragraphs of a list, and how far it has counted.
struct DOCXNumbering: MarkupReader {
  struct Level {
    var format = "decimal"
    /// `%1.`, `%1.%2`, `-`.
    var text = ""
    var start = 1
    /// Numbers of all levels are Arabic.
    var isLegal = false
  }

  private struct List {
    var kind = ""
    var starts: [Int: Int] = [:]
    var levels: [Int: Level] = [:]
  }

  private var kinds: [String: [Int: Level]] = [:]
  private var lists: [Int: List] = [:]
  /// By kind of list: lists of one kind count on together.
  private var counters: [String: [Int]] = [:]
  private var begun: Set<Int> = []
  // What is being read.
  private var kind: String?
  private var list: Int?
  private var level: Int?
  private var override: Int?

  static let levelCount = 9

  mutating func start(_ name: String, _ attributes: [String: String]) {
    let value = attributes["val"]
    switch name {
    case "abstractnum": kind = attributes["abstractnumid"]
    case "num":
      list = attributes["numid"].flatMap { Int($0) }
      if let list { lists[list] = List() }
    case "abstractnumid": if let list { lists[list]?.kind = value ?? "" }
    case "lvloverride": override = attributes["ilvl"].flatMap { Int($0) }
    case "startoverride":
      if let list, let override { lists[list]?.starts[override] = value.flatMap { Int($0) } ?? 1 }
    case "lvl":
      level = attributes["ilvl"].flatMap { Int($0) }
      change { _ in }
    case "numfmt": change { $0.format = value ?? "decimal" }
    case "lvltext": change { $0.text = value ?? "" }
    case "start": change { $0.start = value.flatMap { Int($0) } ?? 1 }
    case "islgl": change { $0.isLegal = value != "0" && value != "false" }
    default: break
    }
  }

  mutating func end(_ name: String) {
    switch name {
    case "abstractnum": kind = nil
    case "num": list = nil
    case "lvl": level = nil
    case "lvloverride": override = nil
    default: break
    }
  }

  mutating func text(_ bytes: UnsafeRawBufferPointer) {}

  private mutating func change(_ body: (inout Level) -> Void) {
    guard let level, 0..<Self.levelCount ~= level else { return }
    if let kind {
      body(&kinds[kind, default: [:]][level, default: Level()])
    } else if let list {
      body(&lists[list, default: List()].levels[level, default: Level()])
    }
  }

  /// Counts a paragraph of a list and gives the label that stands before it; `nil` for none.
  mutating func label(list id: Int, level: Int) -> String? {
    guard id != 0, let list = lists[id], 0..<Self.levelCount ~= level else { return nil }
    let levels = (0..<Self.levelCount).map { list.levels[$0] ?? kinds[list.kind]?[$0] ?? Level() }
    guard list.levels[level] != nil || kinds[list.kind]?[level] != nil else { return nil }
    // Below 0: not counted yet.
    var counts = counters[list.kind] ?? Array(repeating: -1, count: Self.levelCount)
    if begun.insert(id).inserted {
      for (level, _) in list.starts where counts.indices.contains(level) { counts[level] = -1 }
    }
    func first(_ level: Int) -> Int { list.starts[level] ?? levels[level].start }
    counts[level] = counts[level] < 0 ? first(level) : min(counts[level], Int(Int32.max)) + 1
    for below in (level + 1)..<max(level + 1, Self.levelCount) { counts[below] = -1 }
    counters[list.kind] = counts
    switch levels[level].format {
    case "none": return nil
    case "bullet": return Self.bullet(levels[level].text)
    default: break
    }
    var label = ""
    var rest = Substring(levels[level].text)
    while let percent = rest.firstIndex(of: "%") {
      label += rest[..<percent]
      rest = rest[rest.index(after: percent)...]
      guard let digit = rest.first?.wholeNumberValue, 1...Self.levelCount ~= digit else {
        label += "%"
        continue
      }
      rest = rest.dropFirst()
      let format = levels[level].isLegal ? "decimal" : levels[digit - 1].format
      label += Self.number(counts[digit - 1] < 0 ? first(digit - 1) : counts[digit - 1], format)
    }
    label += rest
    return label.isEmpty ? nil : label
  }

  /// The signs of symbol fonts are no text: they are dashes.
  private static func bullet(_ text: String) -> String? {
    guard let sign = text.unicodeScalars.first(where: { $0 != " " }) else { return nil }
    return ["-", "–", "—", "+", "*", "•"].contains(sign) ? String(sign) : "-"
  }

  static func number(_ value: Int, _ format: String) -> String {
    switch format {
    case "upperRoman": roman(value)
    case "lowerRoman": roman(value).lowercased()
    case "upperLetter": letter(value).uppercased()
    case "lowerLetter": letter(value)
    case "decimalZero": value < 10 ? "0\(value)" : "\(value)"
    case "none": ""
    default: "\(value)"
    }
  }

  /// a … z, aa … zz: as Word counts.
  private static func letter(_ value: Int) -> String {
    guard value > 0, value <= 26 * 20 else { return "\(value)" }
    let scalar = UnicodeScalar(UInt8(97 + (value - 1) % 26))
    return String(repeating: String(Character(scalar)), count: (value - 1) / 26 + 1)
  }

  private static func roman(_ value: Int) -> String {
    guard value > 0, value < 4000 else { return "\(value)" }
    var (rest, out) = (value, "")
    let signs = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
      (10, "X"),
      (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    for (number, sign) in signs {
      while rest >= number {
        out += sign
        rest -= number
      }
    }
    return out
  }
}
