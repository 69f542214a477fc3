import Foundation

/// Words, as the documentation speaks of them, made with Foundation alone: the engine has its own way.
package enum NaiveWords {
  /// The words of a text: what stands between everything that is no letter and no digit.
  ///
  /// - Parameter placingTones: Whether both styles of tones are one.
  package static func words(_ text: some StringProtocol, placingTones: Bool = true) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map { placingTones ? term($0) : small($0) }
  }

  private static func small(_ word: some StringProtocol) -> String {
    String(word).precomposedStringWithCanonicalMapping.lowercased()
  }

  /// Small letters, composed, the tone of `oa`, `oe` and `uy` at the end on the first letter.
  package static func term(_ word: some StringProtocol) -> String {
    let term = small(word)
    for (new, old) in pairs where term.hasSuffix(new) {
      let front = term.dropLast(2)
      return new.hasPrefix("u") && front.hasSuffix("q") ? term : front + old
    }
    return term
  }

  /// The same term with the tone where the other style has it; the term itself if there is no other way.
  package static func otherStyle(_ term: String) -> String {
    for (new, old) in pairs where term.hasSuffix(old) {
      let front = term.dropLast(2)
      return old.hasSuffix("y") && front.hasSuffix("q") ? term : front + new
    }
    return term
  }

  private static let pairs: [(new: String, old: String)] = [
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
  ]

  /// The letters without marks, `đ` among them.
  package static func folded(_ term: String) -> String {
    var out = ""
    for scalar in term.decomposedStringWithCanonicalMapping.unicodeScalars
    where !(0x300...0x36F).contains(scalar.value) {
      out.unicodeScalars.append(scalar == "đ" ? "d" : scalar)
    }
    return out
  }

  package static func isBare(_ term: String) -> Bool {
    folded(term).unicodeScalars.elementsEqual(term.unicodeScalars)
  }

  /// How many letters have to be inserted, dropped, changed or swapped with their neighbour, each once at most.
  package static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (a.unicodeScalars.map(\.value), b.unicodeScalars.map(\.value))
    var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
      for j in 0...b.count {
        if i == 0 || j == 0 {
          table[i][j] = i + j
          continue
        }
        var best = min(table[i - 1][j], table[i][j - 1]) + 1
        best = min(best, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, table[i - 2][j - 2] + 1)
        }
        table[i][j] = best
      }
    }
    return table[a.count][b.count]
  }

  /// Whether the pattern, with `*` for any letters and `?` for one, is the whole word.
  package static func fits(_ pattern: String, _ word: String) -> Bool {
    fits(Array(pattern.unicodeScalars)[...], Array(word.unicodeScalars)[...])
  }

  private static func fits(
    _ pattern: ArraySlice<Unicode.Scalar>, _ word: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard let first = pattern.first else { return word.isEmpty }
    if first == "*" {
      return (word.startIndex...word.endIndex).contains { fits(pattern.dropFirst(), word[$0...]) }
    }
    guard let letter = word.first, first == "?" || first == letter else { return false }
    return fits(pattern.dropFirst(), word.dropFirst())
  }
}
