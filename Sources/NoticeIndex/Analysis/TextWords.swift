/// The words of a text whose damage was mended, each with its place among the words and in the source.
///
/// Where an edit stands, the words of the mended text take the positions, and the damaged words stand beside
/// them, each at the position of the mended word that it overlaps: so that both are found, and a phrase runs
/// through either.
package struct TextWords {
  package struct Word: Equatable, Sendable {
    /// Of the words of the mended text.
    package var position: Int
    /// UTF-8 bytes of the source.
    package var source: Range<Int>
    /// Of its term in the table.
    package var number: UInt32
    /// As it stood in the damaged text.
    package var isDamaged: Bool
  }

  /// Every word, by position, the damaged ones after the mended one.
  ///
  /// - Parameter forms: Numbers the terms; a word whose form it knows costs no more than a look.
  /// - Complexity: O(text + edits).
  package static func words(
    _ text: [UInt8], edits: [IndexDocument.Edit], _ forms: FormTable
  ) -> [Word] {
    if edits.isEmpty {
      return text.withUnsafeBufferPointer { text -> [Word] in Self.words(text, forms) { range in range } }
    }
    let (mended, pieces) = mend(text, edits)
    var piece = 0
    let words = mended.withUnsafeBufferPointer { mended -> [Word] in
      Self.words(mended, forms) { range in sourceRange(of: range, pieces, &piece) }
    }
    return withDamaged(words, text, edits, forms)
  }

  /// The terms of the words of a text.
  package static func terms(_ text: [UInt8]) -> [[UInt8]] {
    let forms = FormTable(capacity: 1 << 6)
    return words(text, edits: [], forms).map { forms.terms[Int($0.number)] }
  }

  @inline(__always)
  private static func words(
    _ text: UnsafeBufferPointer<UInt8>, _ forms: FormTable, source: (Range<Int>) -> Range<Int>
  ) -> [Word] {
    var out: [Word] = []
    out.reserveCapacity(text.count / 5)
    var scanner = WordScanner(text)
    while let range = scanner.next() {
      let number = forms.number(text, range)
      if number == FormTable.none { continue }
      out.append(Word(position: out.count, source: source(range), number: number, isDamaged: false))
    }
    return out
  }

  /// A stretch of the mended text and what it stands for.
  private struct Piece {
    var mended: Range<Int>
    var source: Range<Int>
    var isEdit: Bool
  }

  private static func mend(
    _ text: [UInt8], _ edits: [IndexDocument.Edit]
  ) -> (mended: [UInt8], pieces: [Piece]) {
    var mended: [UInt8] = []
    var pieces: [Piece] = []
    mended.reserveCapacity(text.count)
    var end = 0
    func take(_ range: Range<Int>, _ bytes: some Collection<UInt8>, isEdit: Bool) {
      let start = mended.count
      mended.append(contentsOf: bytes)
      pieces.append(Piece(mended: start..<mended.count, source: range, isEdit: isEdit))
    }
    for edit in edits where edit.range.lowerBound >= end && edit.range.upperBound <= text.count {
      take(end..<edit.range.lowerBound, text[end..<edit.range.lowerBound], isEdit: false)
      take(edit.range, edit.replacement, isEdit: true)
      end = edit.range.upperBound
    }
    take(end..<text.count, text[end...], isEdit: false)
    return (mended, pieces)
  }

  /// - Parameter piece: The piece that the search begins at; words ascend.
  private static func sourceRange(of range: Range<Int>, _ pieces: [Piece], _ piece: inout Int) -> Range<Int> {
    while piece + 1 < pieces.count, pieces[piece].mended.upperBound <= range.lowerBound { piece += 1 }
    var last = piece
    while last + 1 < pieces.count, pieces[last].mended.upperBound < range.upperBound { last += 1 }
    let first = pieces[piece]
    let start =
      first.isEdit
      ? first.source.lowerBound : first.source.lowerBound + range.lowerBound - first.mended.lowerBound
    let end =
      pieces[last].isEdit
      ? pieces[last].source.upperBound
      : pieces[last].source.lowerBound + range.upperBound - pieces[last].mended.lowerBound
    return start..<max(start, end)
  }

  private static func withDamaged(
    _ words: [Word], _ text: [UInt8], _ edits: [IndexDocument.Edit], _ forms: FormTable
  ) -> [Word] {
    var damaged: [Word] = []
    text.withUnsafeBufferPointer { buffer in
      var scanner = WordScanner(buffer)
      var edit = 0
      var word = 0
      while let range = scanner.next() {
        while edit < edits.count, edits[edit].range.upperBound <= range.lowerBound { edit += 1 }
        guard edit < edits.count else { break }
        if edits[edit].range.lowerBound >= range.upperBound { continue }
        let number = forms.number(buffer, range)
        // The mended word that it overlaps, else the next one.
        while word < words.count, words[word].source.upperBound <= range.lowerBound { word += 1 }
        let place = min(word, words.count - 1)
        guard place >= 0, number != FormTable.none, words[place].number != number else { continue }
        damaged.append(
          Word(position: words[place].position, source: range, number: number, isDamaged: true))
      }
    }
    if damaged.isEmpty { return words }
    var out: [Word] = []
    out.reserveCapacity(words.count + damaged.count)
    var next = 0
    for word in words {
      out.append(word)
      var seen: [UInt32] = []
      while next < damaged.count, damaged[next].position == word.position {
        if !seen.contains(damaged[next].number) { out.append(damaged[next]) }
        seen.append(damaged[next].number)
        next += 1
      }
    }
    return out
  }
}
