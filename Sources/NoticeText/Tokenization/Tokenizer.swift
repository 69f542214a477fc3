import CICU

/// Normalised text → tokens, in one pass.
///
/// Markdown emphasis, headings, table bars, ruled lines and page numbers become flags of the token after
/// them. The loop decodes one to three bytes, looks the code point up in `Letter.table` and packs a
/// word's letters into its key as it goes.
///
///     token ← WORD / NUMBER / PUNCTUATION
///
/// - Complexity: O(bytes); 16 bytes a token.
package enum Tokenizer {
  /// How many `.end` tokens follow the last one.
  package static let padding = 8

  /// The tokens of `text`, `padding` of them `.end`.
  package static func tokenize(_ text: borrowing NormalizedText) -> [Token] {
    text.bytes.withUnsafeBufferPointer { scan($0, knowsWords: true) }
  }

  /// The same without what was met before: the slow twin that the tests compare with.
  static func tokenizeByLetters(_ text: borrowing NormalizedText) -> [Token] {
    text.bytes.withUnsafeBufferPointer { scan($0, knowsWords: false) }
  }

  /// Every token takes a byte at least, so the array never grows: the pages that are not written cost nothing.
  private static func scan(_ p: UnsafeBufferPointer<UInt8>, knowsWords: Bool) -> [Token] {
    WordMemo.lend { memo in
      Array(unsafeUninitializedCapacity: p.count + padding) { buffer, count in
        var scanner = Scanner(p, into: buffer, memo)
        scanner.run(knowsWords: knowsWords)
        count = scanner.tokens.count
      }
    }
  }

  /// Appends tokens without asking whether there is room.
  private struct TokenWriter {
    private let buffer: UnsafeMutableBufferPointer<Token>
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<Token>) { self.buffer = buffer }

    @inline(__always)
    mutating func append(_ token: Token) {
      buffer.initializeElement(at: count, to: token)
      count &+= 1
    }

    @inline(__always)
    subscript(_ index: Int) -> Token { buffer[index] }

    /// Takes back the tokens from `index` on.
    @inline(__always)
    mutating func truncate(to index: Int) { count = index }
  }

  /// The loop and what it knows: the words are taken in it, everything else by a function that is called for it, so
  /// that the loop keeps its few values in registers.
  private struct Scanner {
    private let p: UnsafeBufferPointer<UInt8>
    private let table = Letter.table
    private let sums = Letter.sums
    private let memo: WordMemo
    private(set) var tokens: TokenWriter
    private var i = 0
    private var flags: Token.Flags = [.newline]  // of the next token
    private var gap = 0  // blanks since the last token of the line
    private var bold = false
    private var lineStart = 0  // index of the line's first token
    private var lineHasMark = false
    private var page = 0  // the last page number seen
    private var isInSentence = false  // whether the page before ended inside a sentence

    private var n: Int { p.count }

    init(_ p: UnsafeBufferPointer<UInt8>, into buffer: UnsafeMutableBufferPointer<Token>, _ memo: WordMemo) {
      self.p = p
      self.memo = memo
      tokens = TokenWriter(buffer)
    }

    mutating func run(knowsWords: Bool) {
      while i < n {
        if knowsWords { takeKnown() }
        if i == n { break }
        let a = p[i]
        var scalar = UInt32(a)
        var size = 1
        if a >= 0x80 {
          if a < 0xE0, i &+ 1 < n {
            scalar = UInt32(a & 0x1F) << 6 | UInt32(p[i &+ 1] & 0x3F)
            size = 2
          } else if a < 0xF0, i &+ 2 < n {
            scalar = UInt32(a & 0x0F) << 12 | UInt32(p[i &+ 1] & 0x3F) << 6 | UInt32(p[i &+ 2] & 0x3F)
            size = 3
          } else {
            (scalar, size) = UTF8Bytes.decode(p, at: i)
          }
        }
        let entry = scalar < UInt32(Letter.tableSize) ? table[Int(scalar)] : Tokenizer.entry(beyond: scalar)
        // Nearly everything that begins here is a word: asked first, that is one branch, and mostly foreseen.
        if entry >> 11 == Letter.Class.letter.rawValue {
          takeWord(entry)
        } else {
          takeOther(entry, scalar, size)
        }
      }
      for _ in 0..<padding {
        tokens.append(
          Token(
            start: UInt32(truncatingIfNeeded: n), length: 0, kind: .end, flags: [.newline, .blank, .space],
            key: 0))
      }
    }

    @inline(__always)
    private mutating func take(
      _ start: Int, _ end: Int, _ kind: Token.Kind, _ key: UInt64, _ own: Token.Flags = []
    ) {
      var all = flags.union(own)
      if gap > 0 { all.insert(gap >= 3 && !all.contains(.newline) ? [.space, .wide] : .space) }
      if bold { all.insert(.bold) }
      tokens.append(
        Token(
          start: UInt32(truncatingIfNeeded: start), length: UInt16(truncatingIfNeeded: end &- start),
          kind: kind, flags: all, key: key))
      flags = []
      gap = 0
    }

    /// Takes words that were met before, and single marks, from `i` on: nearly everything, without a look at single
    /// letters. It ends at any other word, number or mark, at the end of the line, and before a second blank.
    @inline(__always)
    private mutating func takeKnown() {
      var (i, gap, flags) = (i, gap, flags.rawValue)
      let bold = bold ? Token.Flags.bold.rawValue : 0
      while let form = WordMemo.Form(p, at: i) {
        var all = flags | bold
        if gap > 0 {
          all |= Token.Flags.space.rawValue
          if gap >= 3, flags & Token.Flags.newline.rawValue == 0 { all |= Token.Flags.wide.rawValue }
        }
        let (kind, key): (Token.Kind, UInt64)
        if form.length > 0 {
          guard let known = memo.known(form) else { break }
          (kind, key) = (.word, known.key)
          all |= known.flags
        } else {
          // A run of one mark is one token.
          guard Tokenizer.isPlainMark(p[i]), p[i &+ 1] != p[i] else { break }
          (kind, key) = (.punctuation, UInt64(p[i]))
        }
        let length = max(form.length, 1)
        tokens.append(
          Token(
            start: UInt32(truncatingIfNeeded: i), length: UInt16(truncatingIfNeeded: length), kind: kind,
            flags: Token.Flags(rawValue: all), key: key))
        i &+= length
        gap = p[i] == 32 ? 1 : 0
        i &+= gap
        flags = 0
      }
      (self.i, self.gap, self.flags) = (i, gap, Token.Flags(rawValue: flags))
    }

    private mutating func takeWord(_ first: UInt16) {
      // A word takes a scalar at least: `TokenWriter` has room for no more tokens than bytes.
      let (end, key, own) = Tokenizer.word(p, from: i, first: first, table, sums)
      take(i, end, .word, key, own)
      if let form = WordMemo.Form(p, at: i), form.length == end &- i {
        memo.note(form, key: key, flags: own.rawValue)
      }
      i = max(end, i &+ 1)
      // One blank stands after nearly every word.
      if i < n, p[i] == 32 {
        gap = 1
        i &+= 1
      }
    }

    /// Leaves out the line of a page's number or mark. A sentence that it parts goes on.
    private mutating func takePage() {
      flags = tokens[lineStart].flags.subtracting([.upper, .caps, .newTone, .wide])
      tokens.truncate(to: lineStart)
      isInSentence =
        isInSentence
        || lineStart > 0 && tokens[lineStart - 1].kind == .word && !tokens[lineStart - 1].has(.caps)
      if isInSentence { flags.remove(.blank) }
    }

    /// Takes what begins at `i`: blanks, a line's end, a number, a mark, or a word of foreign letters.
    @inline(never)
    private mutating func takeOther(_ entry: UInt16, _ scalar: UInt32, _ size: Int) {
      var size = size
      let a = p[i]
      switch entry >> 11 {
      case Letter.Class.space.rawValue:
        gap &+= a == 9 ? 4 : 1
        i &+= size
        while i < n, p[i] == 32 {
          gap &+= 1
          i &+= 1
        }

      case Letter.Class.newline.rawValue:
        let isEmpty = tokens.count == lineStart
        var isPage = false
        if !isEmpty, Tokenizer.isPageNumber(tokens, from: lineStart, after: page) {
          page =
            tokens[lineStart].number + (tokens[lineStart].kind == .number ? 0 : tokens[lineStart + 1].number)
          takePage()
          isPage = true
        } else if !isEmpty, Tokenizer.isPageMark(tokens, from: lineStart) {
          takePage()
          isPage = true
        } else if isEmpty, lineHasMark {
          flags.insert(.blank)
        } else if isEmpty, i > 0, !isInSentence {
          flags.insert(.blank)
        }
        if !isEmpty, !isPage { isInSentence = false }
        flags.insert([.newline, .space])
        if a == 13, i &+ 1 < n, p[i &+ 1] == 10 { size = 2 }
        lineStart = tokens.count
        lineHasMark = false
        gap = 0
        i &+= size

      case Letter.Class.foreignLetter.rawValue, Letter.Class.combining.rawValue:
        takeWord(entry)

      case Letter.Class.digit.rawValue:
        var value: UInt64 = 0
        var end = i
        while end < n, end &- i < 0xFFFF {
          let digit = p[end] &- 48
          guard digit <= 9 else { break }
          value = value < 1 << 58 ? value &* 10 &+ UInt64(digit) : 1 << 62
          end &+= 1
        }
        take(i, end, .number, value)
        i = end

      default:
        let start = i
        i &+= size
        switch scalar {
        case 42, 95:  // * _: emphasis, the Party's asterisk, rulings
          while i < n, p[i] == a { i &+= 1 }
          // "* text": an item of a Markdown list.
          if a == 42, i &- start == 1, tokens.count == lineStart, i < n, p[i] == 32,
            !Tokenizer.isLineEnd(p, i)
          {
            take(start, i, .punctuation, 0x2022)
            return
          }
          if a == 42, (i &- start) / 2 & 1 == 1 { bold.toggle() }  // **** closes and opens
          if a == 95, i &- start < 2, gap == 0, tokens.count > lineStart { return }  // B_04b
          // Emphasis that parts two words without a blank parts them all the same.
          if tokens.count > lineStart, gap == 0, i < n, p[i] > 0x2F, i &- start >= 2 { gap = 1 }
          lineHasMark = true
          if tokens.count == lineStart, Tokenizer.isLineEnd(p, i) {
            flags.insert([.rule, .blank])
            if i &- start >= 2 || gap > 0 { bold = false }
          }
          return
        case 35 where tokens.count == lineStart:  // #: heading
          while i < n, p[i] == 35 { i &+= 1 }
          flags.insert(.heading)
          lineHasMark = true
          return
        case 124:  // |: table cell
          // |---|:---:|: the line under a table's head.
          // Looked for at the line's first bar only: a line of bars takes linear time.
          if tokens.count == lineStart, !lineHasMark, let end = Tokenizer.tableRuleEnd(p, i) {
            i = end
            lineHasMark = true
            flags.insert(.cell)
            return
          }
          flags.insert([.cell, .space])
          lineHasMark = true
          return
        case 92 where i < n && p[i] > 0x20 && p[i] < 0x7F && !Tokenizer.isASCIILetterOrDigit(p[i]):
          return  // \- escapes
        case 96, 0xFFFD: return  // ` and what could not be read
        case 60:  // <br>
          if i &+ 2 < n, p[i] | 32 == 98, p[i &+ 1] | 32 == 114 {
            var end = i &+ 2
            while end < n, end < i &+ 6, p[end] != 62 { end &+= 1 }
            if end < n, p[end] == 62 {
              i = end &+ 1
              flags.insert([.newline, .space])
              lineStart = tokens.count
              return
            }
          }
        default: break
        }
        let mark = Tokenizer.canonicalMark(scalar)
        // A run of one mark is one token.
        while i &+ size <= n, i &- start < 0xFF00, p[i] == a,
          size == 1 || Tokenizer.sameBytes(p, start, i, size)
        {
          i &+= size
        }
        if mark == 45 || mark == 61 || mark == 46, i &- start >= 3 * size, tokens.count == lineStart,
          Tokenizer.isLineEnd(p, i), mark != 46 || i &- start > 3
        {
          flags.insert([.rule, .blank])
          lineHasMark = true
          return
        }
        take(start, i, .punctuation, UInt64(mark))
      }
    }
  }

  /// The word at `start`, whose first letter has the entry `first`: its end, its key, and how it is written.
  ///
  /// Vietnamese letters, as nearly all are, take the short loop, which packs their codes and adds up all else that is
  /// asked of them; the first other one hands over to `oddWord`.
  @inline(__always)
  private static func word(
    _ p: UnsafeBufferPointer<UInt8>, from start: Int, first: UInt16, _ table: UnsafePointer<UInt16>,
    _ sums: UnsafePointer<UInt32>
  ) -> (end: Int, key: UInt64, flags: Token.Flags) {
    // Beyond this stands a ninth letter: a key has room for eight, of three bytes at most.
    let limit = min(p.count, start &+ 25)
    var i = start
    var key: UInt64 = 0
    var shift: UInt64 = 0
    var sum = Letter.Sum()
    var last: UInt32 = 0
    while i < limit {
      let a = p[i]
      var scalar = Int(a)
      var size = 1
      if a >= 0x80 {
        // The text is valid: no scalar is cut off by its end.
        if a < 0xE0 {
          scalar = Int(a & 0x1F) << 6 | Int(p[i &+ 1] & 0x3F)
          size = 2
        } else if a < 0xF0 {
          scalar = Int(a & 0x0F) << 12 | Int(p[i &+ 1] & 0x3F) << 6 | Int(p[i &+ 2] & 0x3F)
          size = 3
        } else {
          return oddWord(p, from: start, table: table)
        }
        if scalar >= Letter.tableSize {
          if Self.entry(beyond: UInt32(scalar)) >> 11 < Letter.Class.foreignLetter.rawValue { break }
          return oddWord(p, from: start, table: table)
        }
      }
      let entry = sums[scalar]
      if entry == Letter.Sum.other {
        if table[scalar] >> 11 < Letter.Class.foreignLetter.rawValue { break }
        return oddWord(p, from: start, table: table)
      }
      key |= UInt64(entry & 0x7F) &<< shift
      sum.bits &+= entry
      last = entry
      shift &+= 7
      i &+= size
    }
    if shift > 56 || sum.tones > 1 { return oddWord(p, from: start, table: table) }
    var flags: Token.Flags = []
    if first >> 10 & 1 != 0 { flags = .upper }
    if UInt64(sum.capitals) &* 7 == shift { flags.insert(.caps) }
    if last >> 22 != 0, shift >= 14 {
      // oa oe: base letters 15 then 1 or 5; uy: 21 then 25, but not after q.
      let l = last & 0x7F
      let before = key >> (shift &- 14) & 0x7F
      if before == 15 && (l == 1 || l == 5) { flags.insert(.newTone) }
      if before == 21 && l == 25, shift < 21 || key >> (shift &- 21) & 0x7F != 17 { flags.insert(.newTone) }
    }
    return (i, key | UInt64(sum.tone) << 56, flags)
  }

  /// A word that does not fit a key: nine letters and more, foreign letters, loose marks, two tones.
  @inline(never)
  private static func oddWord(
    _ p: UnsafeBufferPointer<UInt8>, from start: Int, table: UnsafePointer<UInt16>
  ) -> (end: Int, key: UInt64, flags: Token.Flags) {
    var i = start
    var count = 0
    var uppers = 0
    var flags: Token.Flags = []
    while i < p.count, i &- start < 0xFF00 {
      let (scalar, size) = UTF8Bytes.decode(p, at: i)
      let entry = scalar < UInt32(Letter.tableSize) ? table[Int(scalar)] : Self.entry(beyond: scalar)
      let kind = entry >> 11
      if kind == Letter.Class.letter.rawValue {
        if entry >> 10 & 1 != 0 {
          uppers += 1
          if count == 0 { flags.insert(.upper) }
        }
      } else if kind >= Letter.Class.foreignLetter.rawValue {
        if kind == Letter.Class.foreignLetter.rawValue, ci_lower(scalar) != scalar {
          uppers += 1
          if count == 0 { flags.insert(.upper) }
        }
      } else {
        break
      }
      count += 1
      i += size
    }
    if uppers == count { flags.insert(.caps) }
    return (i, hash(p, start, i), flags)
  }

  /// A key for a word that does not fit: FNV-1a over its case-folded scalars, bit 63 set.
  private static func hash(_ p: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var i = start
    let word = UnsafeBufferPointer(rebasing: p[start..<end])
    i = 0
    while i < word.count {
      let (scalar, size) = UTF8Bytes.decode(word, at: i)
      hash = (hash ^ UInt64(ci_lower(scalar == UTF8Bytes.invalid ? 0xFFFD : scalar))) &* 0x100_0000_01B3
      i += size
    }
    return hash | 1 << 63
  }

  /// What a code point from U+2000 on is, as an entry of the letter table.
  @inline(never)
  private static func entry(beyond scalar: UInt32) -> UInt16 {
    switch scalar {
    case 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return Letter.Class.space.rawValue << 11
    case 0x2028, 0x2029: return Letter.Class.newline.rawValue << 11
    case 0x2010...0x206F, 0xFFFD, UTF8Bytes.invalid: return 0
    default:
      switch ci_category(scalar) {
      case 1, 2, 3, 4, 5: return Letter.Class.foreignLetter.rawValue << 11
      case 6, 7, 8: return Letter.Class.combining.rawValue << 11
      default: return 0
      }
    }
  }

  /// Dashes, slashes and quotes as their ASCII form.
  @inline(__always)
  private static func canonicalMark(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar }
    switch scalar {
    case 0x2010...0x2015, 0x2212, 0x2043, 0xAD, 0xFE58, 0xFE63: return 45
    case 0x2044, 0x2215, 0x29F8: return 47
    case 0x201C...0x201F, 0xAB, 0xBB: return 34
    case 0x2018...0x201B, 0xB4, 0x2032: return 39
    case 0x2022, 0x25CF, 0x25E6, 0x2023, 0x25AA, 0x25A0, 0xB7, 0xF0B7: return 0x2022
    default: return scalar
    }
  }

  /// Whether a byte is a mark that means nothing but itself: none of Markdown's, and none that is another one's form.
  @inline(__always)
  private static func isPlainMark(_ byte: UInt8) -> Bool {
    let set = byte < 64 ? plainMarks.low : plainMarks.high
    return byte < 128 && set &>> UInt64(byte & 63) & 1 != 0
  }

  /// A bit for each of `!"$%&'()+,-./:;=>?` and `@[]^{}~`.
  private static let plainMarks: (low: UInt64, high: UInt64) = (0xEC00_FBF6_0000_0000, 0x6800_0000_6800_0001)

  private static func sameBytes(_ p: UnsafeBufferPointer<UInt8>, _ a: Int, _ b: Int, _ count: Int) -> Bool {
    for k in 0..<count where p[a + k] != p[b + k] { return false }
    return true
  }

  private static func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
    (byte | 32 >= 97 && byte | 32 <= 122) || (byte >= 48 && byte <= 57)
  }

  /// The end of the line, if only bars, dashes, colons and blanks stand before it, and a dash.
  private static func tableRuleEnd(_ p: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int? {
    var k = i
    var hasDash = false
    while k < p.count, p[k] == 45 || p[k] == 58 || p[k] == 124 || p[k] == 32 {
      hasDash = hasDash || p[k] == 45
      k += 1
    }
    return hasDash && (k == p.count || p[k] == 10 || p[k] == 13) ? k : nil
  }

  /// Whether only blanks and asterisks stand between `i` and the end of the line.
  private static func isLineEnd(_ p: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
    var k = i
    while k < p.count, k < i + 64, p[k] == 32 || p[k] == 9 || p[k] == 42 { k += 1 }
    return k == p.count || p[k] == 10 || p[k] == 13
  }

  /// Whether the line from `first` is a page number: a small number alone, perhaps between dashes, that
  /// follows the last one (or opens the count).
  private static func isPageNumber(_ tokens: TokenWriter, from first: Int, after page: Int) -> Bool {
    let count = tokens.count - first
    guard count == 1 || count == 3, !tokens[first].has(.cell) else { return false }
    let number = tokens[first + (count == 3 ? 1 : 0)]
    if count == 3, !tokens[first].isMark(45) || !tokens[first + 2].isMark(45) { return false }
    guard number.kind == .number, number.length <= 3 else { return false }
    return number.number == page + 1 || (page == 0 && number.number == 2)
  }

  /// Whether the line from `first` is what a converter puts between two pages: `--- PAGE BREAK ---`, `[Page 2]`,
  /// `Trang 2/5`.
  private static func isPageMark(_ tokens: TokenWriter, from first: Int) -> Bool {
    let count = tokens.count
    guard 2...8 ~= count - first, !tokens[first].has(.cell) else { return false }
    let word = tokens[first].kind == .punctuation ? first + 1 : first
    guard pageWords.contains(where: { $0 == tokens[word].key }), tokens[word].has(.upper) else {
      return false
    }
    var isMark = false
    for index in word + 1..<count {
      switch tokens[index].kind {
      case .number: isMark = true
      case .word:
        if tokens[index].key == breakWord {
          isMark = true
        } else if tokens[index].key != ofWord {
          return false
        }
      default: break
      }
    }
    return isMark
  }

  private static let pageWords = [WordKey("page"), WordKey("trang")]
  private static let breakWord = WordKey("break")
  private static let ofWord = WordKey("of")
}
