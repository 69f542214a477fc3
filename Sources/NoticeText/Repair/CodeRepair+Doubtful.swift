/// Codes that OCR says it is unsure of: more may be wrong with them than with others.
extension CodeRepair {
  /// The code that a part of a symbol must be: `T1`, `TT8`; `nil` if it is one, or nothing is near, or several are.
  ///
  /// Here a letter may be one too many, and a digit may stand for a letter of its shape: no code of the lists has digits. A
  /// letter too few proves nothing: `CHQS` is as good as `BCHQS`. Nor is a body's code of letters alone mended: there are
  /// more bodies than the list has.
  ///
  /// - Parameter isKind: Whether a kind of document is named here, not a body.
  func doubtful(_ part: String, isKind: Bool) -> String? {
    let read = Glyphs(part).codes
    guard read.count >= 2, read.count <= 12, !isCode(part), isKind || !part.allSatisfy(\.isLetter) else {
      return nil
    }
    var best: (cost: Int, code: String)?
    var second = Self.far
    func look(_ codes: [UInt8], _ code: String) {
      guard codes.count == read.count || codes.count == read.count - 1 && read.count > 3, best?.code != code
      else { return }
      let cost = Self.distance(codes, read)
      if cost < best?.cost ?? Self.far {
        (best, second) = ((cost, code), best?.cost ?? Self.far)
      } else {
        second = min(second, cost)
      }
    }
    for (codes, code) in isKind ? kinds : bodies { look(codes, code) }
    if !isKind { for (codes, code) in abbreviations { look(codes, code) } }
    guard let best, best.cost <= (read.count > 2 ? 4 : 3), second > best.cost + 1 else { return nil }
    return best.code
  }

  /// The parts of a symbol with the strokes put right that OCR takes for a mark or a figure: `NQI.T` is `NQLT`, `KI7TU`
  /// is `KL/TU`, and after a year and before a body's code `11` is `TT`.
  func withStrokes(_ parts: [[Unicode.Scalar]]) -> [[Unicode.Scalar]] {
    var out: [[Unicode.Scalar]] = []
    var index = 0
    while index < parts.count {
      var part = parts[index]
      // I. is L where capitals go on.
      while index + 2 < parts.count, part.count > 1, part.last == "I", parts[index + 1].first == ".",
        parts[index + 1].allSatisfy({ $0 == "." || $0 == "," }), parts[index + 2][0].properties.isUppercase,
        part.allSatisfy(\.properties.isUppercase), out.count > 1
      {
        part[part.count - 1] = "L"
        part += parts[index + 2]
        index += 2
      }
      if out.count == 2, let pair = parted(part) {
        out += pair
      } else if out.count == 4, out[2].count == 4, part == ["1", "1"], index + 2 < parts.count,
        parts[index + 1] == ["-"], isCode(String(String.UnicodeScalarView(parts[index + 2])))
      {
        out.append(["T", "T"])
      } else {
        out.append(part)
      }
      index += 1
    }
    return out
  }

  /// A kind's code and a body's, with a slash between them that was read as a figure.
  private func parted(_ part: [Unicode.Scalar]) -> [[Unicode.Scalar]]? {
    guard part.count >= 4, !isCode(String(String.UnicodeScalarView(part))) else { return nil }
    for place in 2..<part.count - 1 where part[place] == "7" || part[place] == "1" {
      let left = String(String.UnicodeScalarView(part[..<place]))
      let right = String(String.UnicodeScalarView(part[(place + 1)...]))
      let kind = kinds[Glyphs(left).codes] == left ? left : doubtful(left, isKind: true)
      guard let kind, bodies[Glyphs(right).codes] == right else { continue }
      return [Array(kind.unicodeScalars), ["/"], Array(right.unicodeScalars)]
    }
    return nil
  }

  private static let far = 99
  /// What a letter out of nothing costs; one of another shape costs more than any limit.
  private static let gap = 4

  /// The price of reading `read` for `truth`, which is as long, or by a letter shorter.
  ///
  /// - Complexity: O(letters): of a letter too many every place is tried as the sums go along.
  private static func distance(_ truth: [UInt8], _ read: [UInt8]) -> Int {
    if truth.count == read.count { return zip(truth, read).reduce(0) { $0 + cost($1.0, $1.1) } }
    var (before, after) = (0, gap)  // without the letter too many up to here, and with it
    for index in truth.indices {
      after = min(after, before + gap) + cost(truth[index], read[index + 1])
      before += cost(truth[index], read[index])
    }
    return min(after, before + gap)
  }

  private static func cost(_ truth: UInt8, _ read: UInt8) -> Int {
    if truth == read { return 0 }
    if let letters = digits[read] { return letters.contains(truth & 31) ? 3 : 9 }
    return truth & 31 == read & 31 ? 2 : areAlike(truth, read) ? 3 : 9
  }

  /// Digits, and the letters that they are taken for.
  private static let digits: [UInt8: Set<UInt8>] = [
    ("0", "odqc"), ("1", "iltj"), ("5", "s"), ("6", "gb"), ("7", "t"), ("8", "bgs"),
  ].reduce(into: [:]) { table, row in
    for code in Glyphs(row.0).codes { table[code] = Set(Glyphs(row.1).codes) }
  }
}
