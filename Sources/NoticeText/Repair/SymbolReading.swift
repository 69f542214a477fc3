/// The best of several readings of a number and symbol: `66/2016/NB-CP` and `66/2016/NĐ-CP`.
///
/// Only what was read is chosen from, part by part: a part of digits, or a code of the closed lists, before other letters,
/// and those before what is neither.
package enum SymbolReading {
  /// The best of `readings`, or parts of several; `nil` if that is the first one.
  ///
  /// - Parameter readings: The surest first.
  package static func best(of readings: [String]) -> String? {
    guard let first = readings.first.map({ Array($0.unicodeScalars) }), isSymbolLike(first) else {
      return nil
    }
    let parts = Self.parts(first)
    let others = readings.dropFirst().map { Self.parts(Array($0.unicodeScalars)) }
    var out = parts
    for other in others where other.count == parts.count {
      for index in parts.indices {
        // A separator belongs to what it parts: of those only shapes that are none are replaced.
        if worth(other[index]) > worth(out[index]) { out[index] = other[index] }
      }
    }
    if let whole = others.first(where: { isWhole($0) && $0.count != parts.count }), !isWhole(out) {
      out = whole
    }
    let text = out.reduce(into: String.UnicodeScalarView()) { $0.append(contentsOf: $1) }
    let best = String(text)
    return best == readings[0] ? nil : best
  }

  /// Whether digits, capitals and a separator stand in it.
  static func isSymbolLike(_ text: [Unicode.Scalar]) -> Bool {
    text.contains { isDigit($0) } && text.contains { $0.properties.isUppercase }
      && text.contains { isSeparator($0) }
  }

  /// Runs of separators, and of what stands between them.
  static func parts(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var parts: [[Unicode.Scalar]] = []
    for scalar in text {
      if let last = parts.last?.last, isSeparator(last) == isSeparator(scalar) {
        parts[parts.count - 1].append(scalar)
      } else {
        parts.append([scalar])
      }
    }
    return parts
  }

  /// How much a part looks like one of a symbol.
  private static func worth(_ part: [Unicode.Scalar]) -> Int {
    guard let first = part.first else { return 0 }
    if isSeparator(first) { return part == ["/"] || part == ["-"] ? 1 : 0 }
    if part.allSatisfy(isDigit) { return 3 }
    guard part.allSatisfy(\.properties.isAlphabetic), first.properties.isUppercase else { return 0 }
    let text = String(String.UnicodeScalarView(part))
    return CodeRepair.standard.isCode(text) ? 3 : 1
  }

  /// Whether every part is one of a symbol; marks may follow.
  private static func isWhole(_ parts: [[Unicode.Scalar]]) -> Bool {
    var parts = parts[...]
    if let last = parts.last?.first, isSeparator(last) { parts.removeLast() }
    return parts.count >= 3
      && parts.allSatisfy { part in
        part.first.map(isSeparator) == true ? worth(part) > 0 : worth(part) == 3
      }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "/", "-", ".", ",", ";", ":", "\u{2044}", "(", ")", "\"", "'": true
    default: false
    }
  }
}
