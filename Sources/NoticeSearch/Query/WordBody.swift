import NoticeText

/// A word as it stands in a query, without the signs around it.
///
///     word ← (LETTER / JOINER / "*" / "?")+
///
/// A `?` at the end is a question mark, and a run of `*` is one. The last `*` of a word, if it is the only sign, makes
/// it a prefix and is not part of `text`.
struct WordBody {
  private(set) var text = ""
  private(set) var match = Query.WordMatch.whole
  private(set) var end: Int
  /// How many words the analyser will make of it.
  private(set) var words = 0
  private(set) var hasLetter = false
  /// `*` and nothing else.
  private(set) var isStar = false
  /// Vietnamese letters, with dashes in between at most: what the name of a field is made of.
  private(set) var isName = true

  init(_ scalars: [UInt32], from start: Int) {
    let (star, question): (UInt32, UInt32) = (42, 63)
    var out = String.UnicodeScalarView()
    var signs = (stars: 0, questions: 0)
    end = start
    func isWord(_ index: Int) -> Bool { index < scalars.count && QueryScalar.isWord(scalars[index]) }
    func isSign(_ index: Int) -> Bool {
      index < scalars.count && (scalars[index] == star || scalars[index] == question)
    }
    func append(_ scalar: UInt32) { if let scalar = Unicode.Scalar(scalar) { out.append(scalar) } }
    while end < scalars.count {
      let scalar = scalars[end]
      if QueryScalar.isWord(scalar) {
        if end == start || !isWord(end - 1) { words += 1 }
        hasLetter = true
        if scalar >= UInt32(Letter.tableSize)
          || Letter.table[Int(scalar)] >> 11 != Letter.Class.letter.rawValue
        {
          isName = false
        }
        append(scalar)
        end += 1
      } else if isSign(end) {
        var runEnd = end
        while isSign(runEnd) { runEnd += 1 }
        if !isWord(runEnd) {
          // The question marks behind the last star are punctuation.
          while runEnd > end, scalars[runEnd - 1] == question { runEnd -= 1 }
          if runEnd == end { break }
        }
        for index in end..<runEnd where scalars[index] != star || index == end || scalars[index - 1] != star {
          append(scalars[index])
          if scalars[index] == star { signs.stars += 1 } else { signs.questions += 1 }
        }
        isName = false
        end = runEnd
        if !isWord(end) { break }
      } else if end > start, isWord(end - 1) || isSign(end - 1), isWord(end + 1),
        QueryScalar.isJoiner(scalar, between: scalars[end - 1], and: scalars[end + 1])
      {
        if scalar != 0x2D, scalar != 0x5F { isName = false }
        append(scalar)
        end += 1
      } else {
        break
      }
    }
    isStar = !hasLetter && signs.stars > 0 && signs.questions == 0
    if signs.stars == 1, signs.questions == 0, end > start, scalars[end - 1] == star, hasLetter {
      out.removeLast()
      match = .prefix
    } else if signs.stars + signs.questions > 0 {
      match = .pattern
    }
    text = String(out)
  }
}
