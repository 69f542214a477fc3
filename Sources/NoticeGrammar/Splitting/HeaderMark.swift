import Glibc
import NoticeText

/// A line that only the head of a document has: the national title, its motto, the Party's name.
struct HeaderMark {
  enum Kind { case nationalTitle, motto, party }
  var kind: Kind
  /// Where its line begins, in bytes.
  var line: Int

  private static let nationalTitle = LetterPattern("conghoaxahoichunghiavietnam", limit: 6)
  private static let motto = LetterPattern("doclaptudohanhphuc", limit: 4)
  private static let party = LetterPattern("dangcongsanvietnam", limit: 3)

  /// All of a text, ascending.
  ///
  /// Running text is passed by its first letters, which are small.
  ///
  /// - Complexity: O(bytes); most of them are only looked through for the end of their line.
  static func all(in bytes: UnsafeBufferPointer<UInt8>) -> [HeaderMark] {
    guard let base = bytes.baseAddress else { return [] }
    var marks: [HeaderMark] = []
    var start = 0
    while start < bytes.count {
      let found = memchr(base + start, 0x0A, bytes.count - start)
      let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
      if mayBe(bytes, start..<end), let kind = kind(LineLetters(bytes, start..<end)) {
        marks.append(HeaderMark(kind: kind, line: start))
      }
      start = end + 1
    }
    return marks
  }

  /// Whether a line is neither too short nor too long, and begins in capitals or is short.
  private static func mayBe(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    guard (14...600).contains(line.count) else { return false }
    var small = 0
    // The left column of a head is some forty letters wide at most; a motto alone has seven small ones of ten.
    for index in line.prefix(line.count > 80 ? 24 : 12) where bytes[index] >= 0x61 && bytes[index] <= 0x7A {
      small += 1
    }
    return small < 9
  }

  private static func kind(_ letters: LineLetters) -> Kind? {
    // The motto first: a damaged title may stand on its line, but never the other way round.
    if let end = nationalTitle.end(in: letters.codes), letters.isCaps(max(0, end - nationalTitle.count)..<end)
    {
      return .nationalTitle
    }
    if let end = party.end(in: letters.codes), letters.isCaps(max(0, end - party.count)..<end) {
      return .party
    }
    return motto.end(in: letters.codes) == nil ? nil : .motto
  }
}
