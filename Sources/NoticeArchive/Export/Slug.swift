import NoticeIndex
import NoticeText

/// A name in letters that every identifier and address can hold.
///
///     Ủy ban nhân dân tỉnh → uy-ban-nhan-dan-tinh
enum Slug {
  /// Empty if nothing of the name can be written so.
  static func make(_ name: String) -> String {
    let text = NormalizedText(SourceText(name)).bytes
    var out: [UInt8] = []
    text.withUnsafeBufferPointer { buffer in
      var words = WordScanner(buffer)
      while let word = words.next() {
        let letters = TermForm.folded(TermForm.term(buffer[word])).filter(isPlain)
        if letters.isEmpty { continue }
        if !out.isEmpty { out.append(UInt8(ascii: "-")) }
        out += letters
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

/// Identifiers of which no two are the same.
struct UniqueNames {
  private var taken: Set<String> = []
  /// What to try next, by name, so that a thousand of one name cost no more than others.
  private var numbers: [String: Int] = [:]

  /// `name`, or `name-2`, `name-3`, … if that is taken.
  mutating func take(_ name: String) -> String {
    if taken.insert(name).inserted { return name }
    var number = numbers[name] ?? 2
    // Ends: of the names tried, only so many are taken.
    while !taken.insert("\(name)-\(number)").inserted { number += 1 }
    numbers[name] = number + 1
    return "\(name)-\(number)"
  }
}
