import Foundation

/// The same text written another way: a reader sees no difference, so the values must be the same.
package enum TextVariant: String, CaseIterable, Sendable {
  case composed, decomposed, newStyleTones, traditionalTones, hardWrapped, unwrapped

  package func applied(to text: String) -> String {
    switch self {
    case .composed: text.precomposedStringWithCanonicalMapping
    case .decomposed: text.decomposedStringWithCanonicalMapping
    case .newStyleTones: TonePlacement.newStyle(text)
    case .traditionalTones: TonePlacement.traditional(text)
    case .hardWrapped: LineBreaks.wrapped(text, at: 72)
    case .unwrapped: LineBreaks.unwrapped(text)
    }
  }
}

/// The two ways to place the tone mark of `oa`, `oe`, `uy` at the end of a syllable.
package enum TonePlacement {
  /// `ủy`, `hòa` → `uỷ`, `hoà`.
  package static func newStyle(_ text: String) -> String { replaced(text, by: pairs) }

  /// `uỷ`, `hoà` → `ủy`, `hòa`.
  package static func traditional(_ text: String) -> String { replaced(text, by: inverse) }

  private typealias Pair = [Character]

  /// Traditional → new: `òa` → `oà`, in either case of both letters, with each tone.
  private static let pairs: [Pair: Pair] = {
    var pairs: [Pair: Pair] = [:]
    for (first, seconds) in [("oO", "aAeE"), ("uU", "yY")] {
      for tone in ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
        for one in first {
          for two in seconds {
            let marked = [one, two].map { Character("\($0)\(tone)".precomposedStringWithCanonicalMapping) }
            pairs[[marked[0], two]] = [one, marked[1]]
          }
        }
      }
    }
    return pairs
  }()
  private static let inverse = Dictionary(uniqueKeysWithValues: pairs.map { ($1, $0) })

  /// Each pair at the end of a syllable replaced; `qu` is no vowel.
  private static func replaced(_ text: String, by pairs: [Pair: Pair]) -> String {
    let firsts = Set(pairs.keys.map { $0[0] })
    var letters = Array(text.precomposedStringWithCanonicalMapping)
    for at in letters.indices.dropLast() where firsts.contains(letters[at]) {
      let isOpen = at + 2 >= letters.count || !letters[at + 2].isLetter
      let afterQ = at > 0 && "qQ".contains(letters[at - 1])
      guard isOpen, !afterQ, let new = pairs[Array(letters[at...at + 1])] else { continue }
      letters.replaceSubrange(at...at + 1, with: new)
    }
    return String(letters)
  }
}

/// Paragraphs broken into short lines, and joined again.
package enum LineBreaks {
  /// Long lines broken at blanks so that none has more than `width` letters.
  ///
  /// No break where the next word would then look like an item's label (`-`, `2.`, `b)`, `Điều`): there two
  /// different texts become one, and no reader could tell which it was. Columns, table rows and Markdown
  /// headings stay as they are.
  package static func wrapped(_ text: String, at width: Int) -> String {
    lines(of: text).map { line in
      let isTable = line.contains("|") || line.contains("\t") || line.drop { $0 == " " }.contains("   ")
      guard line.count > width, !isTable, !line.hasPrefix("#") else { return line }
      var rows: [[Substring]] = [[]], length = 0
      for word in line.split(separator: " ", omittingEmptySubsequences: false) {
        let fits = length + 1 + word.count <= width
        if fits || word.isEmpty || startsItem(word) || rows[rows.count - 1].allSatisfy(\.isEmpty) {
          rows[rows.count - 1].append(word)
          length += word.count + 1
        } else {
          rows.append([word])
          length = word.count
        }
      }
      return rows.map { $0.joined(separator: " ") }.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// Lines that plainly go on in the next one joined with it: a full line without a final point before a
  /// line that starts with a small letter and is no item.
  package static func unwrapped(_ text: String) -> String {
    var joined: [String] = []
    for line in lines(of: text) {
      if let last = joined.last, last.count >= 55, let first = line.first, first.isLowercase,
        let end = last.last(where: { $0 != " " }), !".:;|".contains(end), !line.contains("|"),
        !last.hasPrefix("#"), !startsItem(line.prefix { $0 != " " })
      {
        joined[joined.count - 1] = last.trimmingCharacters(in: .whitespaces) + " " + line
      } else {
        joined.append(line)
      }
    }
    return joined.joined(separator: "\n")
  }

  private static func lines(of text: String) -> [String] {
    text.components(separatedBy: "\n")
  }

  /// Whether a line that starts with `word` may be an item, a heading or a part of the closing.
  private static func startsItem(_ word: some StringProtocol) -> Bool {
    guard let first = word.first, let last = word.last else { return false }
    if "-–—+*•>#|_=/(".contains(first) || ".):".contains(last) && word.count <= 6 { return true }
    let opensPart = ["Điều", "Phần", "Chương", "Mục", "Nơi", "Số", "Số:", "Kính", "Căn"]
    return opensPart.contains(String(word)) || word.allSatisfy { $0.isNumber || $0 == "." }
  }
}
