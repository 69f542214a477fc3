import Foundation

/// A way to damage a text: what must not make the program trap, stall or point outside its source.
package enum Mutation: String, CaseIterable, Sendable {
  case dropByte, doubleByte, swapBytes, flipByte
  case dropToken, doubleToken, swapTokens
  case dropLine, doubleLine, swapLines
  case truncate, ocrNoise, splice, randomBytes

  /// `bytes` with this damage done to it once.
  package func apply(to bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    switch self {
    case .dropByte, .doubleByte, .swapBytes:
      return rearranged(bytes.map { [$0] }, using: &random)
    case .dropToken, .doubleToken, .swapTokens:
      return rearranged(pieces(of: bytes) { $0 == 0x20 || $0 == 0x0A }, using: &random)
    case .dropLine, .doubleLine, .swapLines:
      return rearranged(pieces(of: bytes) { $0 == 0x0A }, using: &random)
    case .flipByte:
      var bytes = bytes
      if !bytes.isEmpty { bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8)) }
      return bytes
    case .truncate:
      return Array(bytes.prefix(random.below(bytes.count + 1)))
    case .ocrNoise:
      let text = String(decoding: bytes, as: UTF8.self)
      return Array(OCRNoise.applied(to: text, oneIn: 20, using: &random).utf8)
    case .splice:
      let at = random.below(bytes.count + 1)
      return Array(bytes[..<at]) + random.bytes(1 + random.below(40)) + Array(bytes[at...])
    case .randomBytes:
      return random.bytes(random.below(4096))
    }
  }

  /// One piece dropped, doubled or swapped with another, as the case's name says.
  private func rearranged(_ pieces: [[UInt8]], using random: inout SeededGenerator) -> [UInt8] {
    guard !pieces.isEmpty else { return [] }
    var pieces = pieces
    let at = random.below(pieces.count)
    switch self {
    case .dropByte, .dropToken, .dropLine: pieces.remove(at: at)
    case .doubleByte, .doubleToken, .doubleLine: pieces.insert(pieces[at], at: at)
    default: pieces.swapAt(at, random.below(pieces.count))
    }
    return Array(pieces.joined())
  }

  /// `bytes` cut behind each byte that ends a piece: the pieces joined are `bytes` again.
  private func pieces(of bytes: [UInt8], endingWith ends: (UInt8) -> Bool) -> [[UInt8]] {
    var pieces: [[UInt8]] = [], start = 0
    for at in bytes.indices where ends(bytes[at]) {
      pieces.append(Array(bytes[start...at]))
      start = at + 1
    }
    if start < bytes.count { pieces.append(Array(bytes[start...])) }
    return pieces
  }
}

/// Letters as an OCR program misreads them.
package enum OCRNoise {
  /// What is printed, and what is read instead; longer ones first, so that `ình` goes before `nh`.
  package static let confusions: [(printed: String, read: [String])] = [
    ("ính", ["íiửi", "írứi"]), ("ình", ["ìrứi", "ìiửi", "mh"]), ("inh", ["mh", "irứi"]),
    ("nh", ["rửi", "ửi", "iửi", "nli", "iih", "mh"]), ("in", ["m"]), ("ưn", ["ím"]), ("tr", ["ừ", "ữ"]),
    ("XIII", ["xm", "XIIl", "Xm"]), ("Đ", ["D"]), ("đ", ["d"]), ("ơ", ["o"]), ("ư", ["u"]), ("ợ", ["ọ"]),
    ("ả", ["ằ", "à"]), ("ổ", ["ồ", "ô"]), ("ủ", ["ù"]), ("ị", ["i"]), ("ậ", ["â"]), ("ấ", ["á"]),
    ("l", ["1", "I"]), ("I", ["1", "l"]), ("L", ["I"]), ("O", ["q", "0"]), ("rn", ["m"]), (",", ["."]),
    (" ", [""]), (". ", [" . ", "■ "]),
  ]

  /// `text` with about one in `rate` of the places that can be misread misread. Digits stay.
  package static func applied(
    to text: String, oneIn rate: Int, using random: inout SeededGenerator
  ) -> String {
    let letters = Array(text)
    let table = confusions.map { (printed: Array($0.printed), read: $0.read) }
    var noisy = "", at = 0
    while at < letters.count {
      let found = table.first { letters[at...].starts(with: $0.printed) }
      if let found, random.oneIn(rate) {
        noisy += found.read[random.below(found.read.count)]
        at += found.printed.count
      } else {
        noisy.append(letters[at])
        at += 1
      }
    }
    return noisy
  }
}
