import NoticeGrammar
import NoticeText

/// Which of the names of one number may be another one, damaged: `43-2024-qhj5` → `43-2024-qh15`.
///
/// Only letters of the symbol: digits of a number are never taken for others. A damaged symbol has a part that is no code
/// of a kind or body; `12-kl-tu` and `12-kh-tu` are two documents.
struct SymbolVariants: Sendable {
  private var originals: [String: [String]] = [:]
  private var variants: [String: [String]] = [:]

  /// - Parameter names: All names of one number, each with the documents that it is in.
  init(_ names: [String: Int], codes: SymbolCodes = .standard) {
    let known = names.filter { codes.isKnown($0.key) }
    for (name, documents) in names where !codes.isKnown(name) {
      // Of two unknown ones, the one that more have.
      let others = names.filter { known[$0.key] != nil || ($0.value, name) > (documents, $0.key) }
      let near = others.keys.filter { Self.resemble($0, name) }.sorted()
      if near.isEmpty { continue }
      originals[name] = near
      for other in near { variants[other, default: []].append(name) }
    }
    for (name, list) in variants { variants[name] = list.sorted() }
  }

  /// What a name may be instead of itself.
  func originals(of name: String) -> [String] { originals[name] ?? [] }
  /// What else a name may be written as.
  func variants(of name: String) -> [String] { variants[name] ?? [] }

  /// Whether two names of one number differ in one letter of their symbols, or in two of longer ones.
  private static func resemble(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8.drop { $0 != 0x2D }), Array(right.utf8.drop { $0 != 0x2D }))
    let limit = min(left.count, right.count) > 6 ? 2 : 1
    guard abs(left.count - right.count) <= limit else { return false }
    // The year of a normative text is no letter.
    guard digits(left) == digits(right) || !isYear(left) && !isYear(right) else { return false }
    return EditRow.distance(left, right, limit: limit) <= limit
  }

  private static func digits(_ name: [UInt8]) -> ArraySlice<UInt8> { name.prefix(6) }
  private static func isYear(_ name: [UInt8]) -> Bool {
    name.count > 5 && name[5] == 0x2D && name[1..<5].allSatisfy { (48...57).contains($0) }
  }
}

/// The codes of which symbols are made, as URIs write them.
struct SymbolCodes: Sendable {
  static let standard = SymbolCodes(Lexicon.standard.codes)

  private let codes: Set<String>

  init(_ codes: [String]) { self.codes = Set(codes.compactMap(WorkURI.slug)) }

  /// Whether every part of a symbol is a code: `18-ct-tu`, `43-2024-qh15`; a title is none.
  func isKnown(_ name: String) -> Bool {
    let parts = name.split(separator: "-").drop { $0.allSatisfy(\.isNumber) }
    return parts.allSatisfy { part in
      codes.contains(String(part))
        || codes.contains(String(part.prefix { !$0.isNumber })) && part.last?.isNumber == true
    }
  }
}
