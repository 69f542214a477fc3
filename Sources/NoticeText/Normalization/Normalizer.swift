import CICU

/// The slow path of normalisation: one cluster of scalars after the other.
struct Normalizer {
  static let longestMarkRun = 30

  private let source: [UInt8]
  private(set) var out: [UInt8] = []
  private(set) var map = OffsetMap()
  private(set) var diagnostics: [Diagnostic] = []
  private var cutMarks: SourceRange?
  private var lookAlikes = 0

  init(_ source: [UInt8]) {
    self.source = source
    out.reserveCapacity(source.count)
  }

  mutating func run() {
    source.withUnsafeBufferPointer { walk($0) }
    if let cutMarks {
      diagnostics.append(
        Diagnostic(
          .warning, "combining-marks",
          "more than \(Self.longestMarkRun) combining marks in a row: the rest is left out",
          span: cutMarks))
    }
    if lookAlikes > 0 {
      diagnostics.append(
        Diagnostic(
          .note, "look-alikes",
          "\(lookAlikes) letters of another script read as the Latin letters they look like"))
    }
  }

  private mutating func walk(_ p: UnsafeBufferPointer<UInt8>) {
    var i = 0
    var cluster: [UInt32] = []
    while i < p.count {
      // Stretches that stay as they are are copied whole; the scalar before something else may carry a mark.
      let (end, last) = Self.plainRun(p, from: i)
      if end == p.count {
        out.append(contentsOf: p[i..<end])
        break
      }
      out.append(contentsOf: p[i..<last])
      i = last
      let start = i
      cluster.removeAll(keepingCapacity: true)
      var changed = false
      (i, changed) = collect(p, from: i, into: &cluster)
      emit(cluster, source: start..<i, p, changed: changed)
    }
  }

  /// How far the scalars from `start` on are in NFC, mapped to nothing else and no marks; where the last of them
  /// begins (`start`, if there is none).
  @inline(__always)
  private static func plainRun(
    _ p: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, last: Int) {
    var (i, last) = (start, start)
    while i < p.count {
      var size = 1
      if p[i] >= 0x80 {
        let scalar: UInt32
        (scalar, size) = UTF8Bytes.decode(p, at: i)
        switch scalar {
        case 0xA0, 0xAD, 0xD0, 0xF0, 0x189, 0x256, 0x1C0...0x1FF: return (i, last)
        case 0..<0x300, 0x1E00...0x1EFF, 0x2010...0x2027: break
        default: return (i, last)
        }
      }
      last = i
      i &+= size
    }
    return (i, last)
  }

  /// Collects the scalars from `start` up to the next one that NFC cannot compose with them.
  private mutating func collect(
    _ p: UnsafeBufferPointer<UInt8>, from start: Int, into cluster: inout [UInt32]
  ) -> (end: Int, changed: Bool) {
    var i = start
    var end = start
    var changed = false
    var marks = 0
    while i < p.count {
      let (raw, size) = UTF8Bytes.decode(p, at: i)
      let scalar = mapped(raw, p, at: i, size: size)
      if let scalar {
        let joins = scalar >= 0x300 && !ci_nfc_boundary_before(scalar)
        if !cluster.isEmpty, !joins { break }
        if joins, ci_combining_class(scalar) != 0 {
          marks += 1
          if marks > Self.longestMarkRun {
            if cutMarks == nil { cutMarks = SourceRange(i, i + size) } else { cutMarks?.end = i + size }
            i += size
            end = i
            changed = true
            continue
          }
        }
        cluster.append(scalar)
        if scalar == 0xFB01 || scalar == 0xFB02 { changed = true }
        if scalar != raw { changed = true }
        i += size
        end = i
      } else {
        // Dropped: but it must not keep a mark from its letter.
        i += size
        if cluster.isEmpty {
          end = i
          changed = true
          // Alone: a deletion of its own.
          return (end, true)
        }
        var ahead = i
        while ahead < p.count {
          let (next, nextSize) = UTF8Bytes.decode(p, at: ahead)
          guard mapped(next, p, at: ahead, size: nextSize) == nil else {
            if next < 0x300 || ci_nfc_boundary_before(next) { return (end, changed) }
            break
          }
          ahead += nextSize
        }
        if ahead >= p.count { return (end, changed) }
        i = ahead
        end = ahead
        changed = true
      }
    }
    return (end, changed)
  }

  /// What `scalar` stands for, nil if it is dropped.
  private mutating func mapped(
    _ scalar: UInt32, _ p: UnsafeBufferPointer<UInt8>, at index: Int, size: Int
  ) -> UInt32? {
    if scalar < 0x80 { return scalar }
    switch scalar {
    case UTF8Bytes.invalid: return 0xFFFD
    case 0xA0, 0x2007, 0x202F: return 0x20
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFE00...0xFE0F, 0x180E: return nil
    case 0x340: return 0x300
    case 0x341: return 0x301
    case 0xD0, 0x189: return 0x110
    case 0xF0, 0x256: return 0x111
    case 0x1CD: return 0x102
    case 0x1CE: return 0x103
    case 0xFF01...0xFF5E: return scalar - 0xFEE0
    case 0x400...0x4FF, 0x370...0x3FF:
      if let latin = LookAlikes.latin(scalar), LookAlikes.isInLatinWord(p, at: index, size: size) {
        lookAlikes += 1
        return latin
      }
      return scalar
    default: return scalar
    }
  }

  private mutating func emit(
    _ cluster: [UInt32], source range: Range<Int>, _ p: UnsafeBufferPointer<UInt8>, changed: Bool
  ) {
    let start = out.count
    if cluster.count == 1, !changed {
      if cluster[0] < 0x300 || 0x1E00...0x1EFF ~= cluster[0] || 0x2010...0x2027 ~= cluster[0]
        || ci_nfc_inert(cluster[0]) || ci_nfc_boundary_before(cluster[0]) && isNFC(cluster)
      {
        out.append(contentsOf: p[range])
        return
      }
    }
    for scalar in compose(cluster) {
      switch scalar {
      case 0xFB01: out.append(contentsOf: [102, 105])
      case 0xFB02: out.append(contentsOf: [102, 108])
      default: UTF8Bytes.append(scalar, to: &out)
      }
    }
    if out.count - start == range.count, out[start...].elementsEqual(p[range]) { return }
    map.edits.append(
      OffsetMap.Edit(
        start: UInt32(start), end: UInt32(out.count), sourceStart: UInt32(range.lowerBound),
        sourceEnd: UInt32(range.upperBound)))
  }

  private func isNFC(_ cluster: [UInt32]) -> Bool { compose(cluster) == cluster }

  /// NFC of one cluster, with a Vietnamese letter's quality mark brought before its tone.
  private func compose(_ cluster: [UInt32]) -> [UInt32] {
    var scalars = cluster
    if scalars.count == 1, scalars[0] < 0x300 { return scalars }
    if scalars.count > 1 {
      // é + circumflex: the tone was composed first. Take it off again.
      if scalars[0] < UInt32(Letter.tableSize) {
        let entry = Letter.table[Int(scalars[0])]
        let tone = entry >> 7 & 7
        if entry >> 11 == Letter.Class.letter.rawValue, tone != 0,
          scalars.contains(where: Self.isQuality),
          let plain = Letter.scalar(code: entry & 0x7F, tone: 0, upper: entry >> 10 & 1 != 0)
        {
          scalars[0] = plain
          scalars.insert([0, 0x300, 0x301, 0x309, 0x303, 0x323][Int(tone)], at: 1)
        }
      }
      if scalars.contains(where: Self.isQuality), scalars.contains(where: Self.isTone) {
        let marks = scalars.dropFirst()
        scalars = [scalars[0]] + marks.filter(Self.isQuality) + marks.filter { !Self.isQuality($0) }
      }
    }
    var units: [UInt16] = []
    for scalar in scalars {
      if scalar < 0x10000 {
        units.append(UInt16(scalar))
      } else {
        units.append(UInt16(0xD800 + (scalar - 0x10000) >> 10))
        units.append(UInt16(0xDC00 + (scalar - 0x10000) & 0x3FF))
      }
    }
    var composed = [UInt16](repeating: 0, count: units.count * 3 + 8)
    let length = ci_nfc(units, Int32(units.count), &composed, Int32(composed.count))
    guard length >= 0, Int(length) <= composed.count else { return scalars }
    var result: [UInt32] = []
    var k = 0
    while k < Int(length) {
      let unit = UInt32(composed[k])
      if unit & 0xFC00 == 0xD800, k + 1 < Int(length) {
        result.append(0x10000 + (unit & 0x3FF) << 10 + UInt32(composed[k + 1]) & 0x3FF)
        k += 2
      } else {
        result.append(unit)
        k += 1
      }
    }
    return result
  }

  private static func isQuality(_ scalar: UInt32) -> Bool {
    scalar == 0x302 || scalar == 0x306 || scalar == 0x31B
  }
  private static func isTone(_ scalar: UInt32) -> Bool {
    scalar == 0x344 || scalar == 0x300 || scalar == 0x301 || scalar == 0x303 || scalar == 0x309
      || scalar == 0x323
  }
}

/// Letters of other scripts that look like Latin ones.
enum LookAlikes {
  /// The Latin letter that a Cyrillic or Greek one looks like.
  static func latin(_ scalar: UInt32) -> UInt32? { table[scalar] }

  private static let table: [UInt32: UInt32] = {
    let pairs: [(String, String)] = [
      ("АВЕЅІЈКМНОРСТУХЗ", "ABESIJKMHOPCTYX3"), ("аеѕіјорсухк", "aesijopcyxk"),
      ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"), ("ο", "o"),
    ]
    var out: [UInt32: UInt32] = [:]
    for (others, latins) in pairs {
      for (other, latin) in zip(others.unicodeScalars, latins.unicodeScalars) {
        out[other.value] = latin.value
      }
    }
    out[0x417] = nil  // З is more often itself
    return out
  }()

  /// Whether the word around `index` has a Latin letter; a word of more than 32 letters either way has none.
  ///
  /// It must say the same of the normalised text: what stands around the letter is looked at as it will be
  /// then, and a limit that is reached is reached again.
  static func isInLatinWord(_ p: UnsafeBufferPointer<UInt8>, at index: Int, size: Int) -> Bool {
    var found = false
    var i = index + size
    var (letters, others) = (0, 0)
    while i < p.count {
      let (scalar, length) = UTF8Bytes.decode(p, at: i)
      guard let part = part(scalar) else { break }
      if part == .silent { others += 1 } else { letters += 1 }
      if letters > 32 || others > 256 { return false }
      found = found || part == .latin
      i += length
    }
    i = index
    (letters, others) = (0, 0)
    while i > 0 {
      var k = i - 1
      while k > 0, k > i - 4, p[k] & 0xC0 == 0x80 { k -= 1 }
      guard let part = part(UTF8Bytes.decode(p, at: k).scalar) else { break }
      if part == .silent { others += 1 } else { letters += 1 }
      if letters > 32 || others > 256 { return false }
      found = found || part == .latin
      i = k
    }
    return found
  }

  private enum Part {
    case latin, other
    /// A mark, or what normalising drops: it ends no word and is no letter.
    case silent
  }

  /// What a scalar is in a word; `nil` if it ends one.
  private static func part(_ scalar: UInt32) -> Part? {
    switch scalar {
    case 0x300...0x36F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFE00...0xFE0F,
      0x180E:
      return .silent
    case 0x37E, 0x387: return nil  // composed, they are ; and ·
    case 0x370...0x4FF, 0x1F00...0x1FFF, 0x2126: return .other
    case 0x212A, 0x212B, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFB01, 0xFB02: return .latin
    case 0..<0x300, 0x1E00...0x1EFF:
      let kind = Letter.table[Int(scalar)] >> 11
      return kind == Letter.Class.letter.rawValue || kind == Letter.Class.foreignLetter.rawValue
        ? .latin : nil
    default: return nil
    }
  }
}
