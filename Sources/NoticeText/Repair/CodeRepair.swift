/// Damage to what is spelled in capitals: abbreviations and the codes of symbols (`QĐ-TTE`, `ƯBND`), and Roman
/// numerals. Closed lists all: the unique nearest member, or nothing.
struct CodeRepair: Sendable {
  /// What a list holds, by its capital letters without marks.
  let kinds: [[UInt8]: String]
  let bodies: [[UInt8]: String]
  let abbreviations: [[UInt8]: String]
  /// The codes of a kind by the last two words of its name: `quyết định` ↦ `QĐ`.
  private let named: [Name: [String]]
  /// Everything that is right as it is.
  private let known: Set<WordKey>

  static let standard = CodeRepair(model: .standard)

  /// - Parameter tables: Texts of a user's tables by file name, which add lines to the built-in ones.
  init(model: LanguageModel, adding tables: [String: String] = [:]) {
    func rows(_ name: String) -> [[String]] { DataTable(name, extra: tables[name]).rows }
    var known: Set<WordKey> = []
    func list(_ codes: [String]) -> [[UInt8]: String] {
      var out: [[UInt8]: String] = [:]
      for code in codes where code.count >= 2 && code.count <= 12 && code.allSatisfy(\.isLetter) {
        known.insert(WordKey(code))
        out[Glyphs(code).codes] = code
      }
      return out
    }
    let kindRows = rows("kinds.tsv")
    kinds = list(kindRows.map { $0[0] })
    named = kindRows.reduce(into: [:]) { named, row in
      guard row.count > 1, let name = Name(row[1]) else { return }
      named[name, default: []].append(row[0])
    }
    bodies = list(rows("bodies.tsv").map { $0[0] })
    abbreviations = list(
      rows("agencies.tsv").map { $0[1] }.filter { $0 == $0.uppercased() } + rows("bodies.tsv").map { $0[0] })
    for (index, key) in model.keys.enumerated() where model.capsShare[index] > 0.5 { known.insert(key) }
    self.known = known
  }

  /// Whether the lists have it, spelled like that.
  func isCode(_ text: String) -> Bool {
    let codes = Glyphs(text).codes
    return kinds[codes] == text || bodies[codes] == text || abbreviations[codes] == text
  }

  private struct Name: Hashable {
    var first: WordKey
    var second: WordKey

    init(_ first: WordKey, _ second: WordKey) { (self.first, self.second) = (first, second) }

    init?(_ text: String) {
      let words = text.split(separator: " ").suffix(2).map { WordKey(String($0).lowercased()) }
      guard words.count == 2 else { return nil }
      self.init(words[0], words[1])
    }
  }

  /// The code that the name before it tells: `Nghị định số 60/2021/ND-CP`, `Tờ trình số 3129/TTt-SNV`.
  ///
  /// - Parameter before: The three tokens before the number.
  func kind(
    _ text: UnsafeBufferPointer<UInt8>, _ token: Token, after before: Slice<UnsafeBufferPointer<Token>>
  ) -> String? {
    guard before.count == 3, token.kind == .word, token.length <= 8, let number = before.last,
      number.key == Self.number,
      let codes = named[Name(before[before.startIndex].key, before[before.startIndex + 1].key)]
    else { return nil }
    let range = Int(token.start)..<token.end
    let spelling = String(decoding: text[range], as: UTF8.self)
    guard !codes.contains(spelling) else { return nil }
    let glyphs = Glyphs(text, range).codes
    let read = glyphs.map { $0 & 31 }
    // What differs in more than its marks must be no other kind's code.
    let limit = kinds[glyphs] == spelling ? 0 : 1
    var found: (code: String, distance: Int)?
    for code in codes {
      let letters = Glyphs(code).codes.map { $0 & 31 }
      // QĐi is more than QĐ.
      if read.count > letters.count, spelling.last?.isLowercase == true { continue }
      let distance = EditRow.distance(read, letters, limit: limit)
      if distance > limit { continue }
      if let known = found, known.distance == distance { return nil }
      if distance < found?.distance ?? 2 { found = (code, distance) }
    }
    return found?.code
  }

  private static let number = WordKey("số")

  /// The codes of a symbol: `878/QĐ-TTE` has `QĐ`, then `TTg`.
  func code(_ text: UnsafeBufferPointer<UInt8>, _ token: Token, isKind: Bool) -> String? {
    guard token.kind == .word, token.length >= 2, token.length <= 16, !known.contains(token.key) else {
      return nil
    }
    let codes = Glyphs(text, Int(token.start)..<token.end).codes
    if !isKind, let body = bodies[Self.withWide(codes)] { return body }
    return isKind
      ? nearest(codes, in: kinds, limit: codes.count > 3 ? 4 : 2)
      : nearest(codes, in: bodies, limit: codes.count > 2 ? 4 : 2)
  }

  /// The letters with a W for every IV and VV: `KL/TIV` is `KL/TW`.
  private static func withWide(_ codes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for code in codes {
      if code == v, let last = out.last, last == i || last == v {
        out[out.count - 1] = w
      } else {
        out.append(code)
      }
    }
    return out
  }

  private static let i = Glyphs("I").codes[0]
  private static let v = Glyphs("V").codes[0]
  private static let w = Glyphs("W").codes[0]

  /// An abbreviation in running text.
  func abbreviation(_ text: UnsafeBufferPointer<UInt8>, _ token: Token, _ model: LanguageModel) -> String? {
    guard token.kind == .word, token.has(.caps), token.length >= 3, token.length <= 14,
      !known.contains(token.key),
      model.id(token.key) == model.unknown
    else { return nil }
    let codes = Glyphs(text, Int(token.start)..<token.end)
    guard codes.codes.count >= 3 else { return nil }
    return nearest(codes.codes, in: abbreviations, limit: codes.codes.count > 3 ? 4 : 2)
  }

  private func nearest(_ read: [UInt8], in list: [[UInt8]: String], limit: Int) -> String? {
    var (best, second): ((Int, String)?, Int) = (nil, 99)
    for (codes, code) in list where codes.count == read.count {
      var cost = 0
      for (a, b) in zip(codes, read) where a != b {
        cost += a & 31 == b & 31 ? 2 : Self.areAlike(a, b) ? 3 : 9
        // Up to 5 it counts who is second, and the list has no order.
        if cost > 5 { break }
      }
      if cost < best?.0 ?? 5 {
        second = min(second, best?.0 ?? 99)
        best = (cost, code)
      } else {
        second = min(second, cost)
      }
    }
    guard let best, best.0 <= limit, second > best.0 + 1 else { return nil }
    return best.1
  }

  /// Whether two capitals have like shapes.
  static func areAlike(_ a: UInt8, _ b: UInt8) -> Bool { shapes.contains(pair(a, b)) }

  private static func pair(_ a: UInt8, _ b: UInt8) -> UInt16 { UInt16(min(a, b)) << 8 | UInt16(max(a, b)) }

  /// `capitals.tsv`: capitals that are taken for each other by their shape.
  private static let shapes: Set<UInt16> = {
    var out: Set<UInt16> = []
    for group in DataTable("capitals.tsv").rows {
      let codes = Glyphs(group[0]).codes
      for a in codes { for b in codes where a != b { out.insert(pair(a, b)) } }
    }
    return out
  }()

  /// The Roman numeral that a damaged one must be: `1II`, `IIL`, `xm`; at most `limit`.
  static func roman(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, limit: Int) -> String? {
    var letters: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let (scalar, size) = UTF8Bytes.decode(text, at: index)
      switch scalar {
      // I 1 l L Í ì Ì | ! i í
      case 0x49, 0x31, 0x6C, 0x4C, 0xCD, 0xEC, 0xCC, 0x7C, 0x21, 0x69, 0xED: letters.append(0x49)
      // ï Ï
      case 0xEF, 0xCF: letters.append(0x49)
      // T before V or X: TV is IV.
      case 0x54 where index + 1 < range.upperBound && [0x56, 0x58].contains(text[index + 1]):
        letters.append(0x49)
      case 0x48: letters += [0x49, 0x49]  // H
      case 0x4D, 0x6D: letters += [0x49, 0x49, 0x49]  // M
      case 0x56, 0x76, 0x59: letters.append(0x56)
      case 0x58, 0x78: letters.append(0x58)
      default: return nil
      }
      index += size
    }
    let read = String(decoding: letters, as: UTF8.self)
    guard let value = numerals.firstIndex(of: read), value < limit else { return nil }
    return read
  }

  private static let numerals = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
    "XVII",
    "XVIII", "XIX", "XX",
  ]
}
