/// Damage to marks: bullets, labels, quotation marks, commas and full stops, and dirt that was read as a mark.
///
/// Only texts that are damaged elsewhere are mended so: in a clean one an odd mark is the writer's.
struct MarkRepair {
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let model: LanguageModel
  private(set) var edits: [Repairer.Edit] = []

  init(_ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>, model: LanguageModel) {
    self.text = text
    self.tokens = tokens
    self.model = model
  }

  /// The last label of a list of letters: a), b), c) …
  private var letter: Int?

  /// - Parameters:
  ///   - isDamaged: whether the text is damaged elsewhere.
  ///   - isHeavy: whether dirt is to be expected too.
  mutating func run(isDamaged: Bool, isHeavy: Bool, codes: CodeRepair) {
    let count = tokens.count - Tokenizer.padding
    var index = 0
    while index < count {
      let token = tokens[index]
      if token.has(.blank) { noise(index, count, isHeavy: isHeavy) }
      switch token.kind {
      case .punctuation:
        bullet(index)
        label(index)
        if isDamaged {
          comma(index)
          colon(index)
          if isHeavy { dirt(index, count) }
        }
      case .word:
        label(index)
        abbreviation(index, codes)
        mixedCase(index)
        quarter(index)
      case .number:
        symbol(index, codes)
        quarter(index)
        date(index)
      case .end: break
      }
      index += 1
    }
  }

  /// First of what stands together without a blank.
  private func opensChunk(_ index: Int) -> Bool {
    index == 0 || tokens[index].has(.space) || tokens[index].has(.newline)
  }

  /// Last of what stands together without a blank.
  private func closesChunk(_ index: Int) -> Bool {
    tokens[index + 1].kind == .end || tokens[index + 1].has(.space) || tokens[index + 1].has(.newline)
  }

  private mutating func edit(_ index: Int, _ text: String, _ confidence: Double, _ rule: String) {
    let range = Int(tokens[index].start)..<tokens[index].end
    edits.append(Repairer.Edit(range: range, text: text, confidence: confidence, rule: rule, margin: 9))
  }

  /// `~ Lưu: VT`, `¬ Như trên`, `~- Như trên`: the dash of a list.
  private mutating func bullet(_ index: Int) {
    let token = tokens[index]
    guard token.isMark(0x7E) || token.isMark(0xAC), opensChunk(index) else { return }
    let next = tokens[index + 1]
    if next.isMark(45), !next.has(.space) {
      edit(index, "", 0.97, "bullet")
    } else if next.kind == .word {
      edit(index, next.has(.space) ? "-" : "- ", 0.97, "bullet")
    }
  }

  /// `©)`, `đd)`: the letter that the list comes to.
  private mutating func label(_ index: Int) {
    let close = tokens[index + 1]
    guard opensChunk(index), close.isMark(41), close.length == 1, !close.has(.space), tokens[index + 2].has(.space)
    else { return }
    let token = tokens[index]
    if token.kind == .word, let place = Self.labels.firstIndex(where: { $0.key == token.key }) {
      if place == 0 || letter == place - 1 || letter == nil { letter = place }
      return
    }
    let text = String(decoding: text[Int(token.start)..<token.end], as: UTF8.self)
    if text == "©" || text == "¢" {
      letter = 2
      return edit(index, "c", 0.97, "label")
    }
    guard let last = letter, last + 1 < Self.labels.count else { return }
    let next = Self.labels[last + 1]
    let isNext = ["€": ["c", "e"], "đd": ["d", "đ"], "dđ": ["d", "đ"], "ø": ["e", "g"], "@": ["a", "e"], "ẹ": ["e"],
      "ẻ": ["e"], "ê": ["e"], "ä": ["a"], "ď": ["d"]][text]?.contains(next.text) ?? false
    if isNext {
      letter = last + 1
      edit(index, next.text, 0.95, "label")
    }
  }

  private static let labels = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n"].map {
    (text: $0, key: WordKey($0))
  }

  /// `ƯBND`.
  private mutating func abbreviation(_ index: Int, _ codes: CodeRepair) {
    guard opensChunk(index) || tokens[index - 1].kind == .punctuation, let meant = codes.abbreviation(text, tokens[index], model)
    else { return }
    edit(index, meant, 0.93, "abbreviation")
  }

  /// `878/QĐ-TTE`: codes of kinds and bodies.
  private mutating func symbol(_ index: Int, _ codes: CodeRepair) {
    guard tokens[index + 1].isMark(47) || tokens[index + 1].isMark(45) else { return }
    var next = index + 2
    // 30/2020/NĐ-CP.
    if tokens[next].kind == .number, tokens[next + 1].isMark(47) { next += 2 }
    var isKind = true
    while tokens[next].kind == .word, !tokens[next].has(.space), tokens[next].has(.upper) {
      // Alone after a number, a code proves nothing: 24/Ha.
      let isPair = !isKind || tokens[next + 1].isMark(45) || tokens[next + 1].isMark(47)
      if isPair, let meant = codes.code(text, tokens[next], isKind: isKind) { edit(next, meant, 0.93, "code") }
      isKind = false
      guard tokens[next + 1].isMark(45) || tokens[next + 1].isMark(47), !tokens[next + 1].has(.space) else { break }
      next += 2
    }
  }

  /// `tỉnH`, `TRựC`: one case, and its neighbours' where that is open.
  private mutating func mixedCase(_ index: Int) {
    let token = tokens[index]
    guard token.length >= 4, !token.has(.caps), isSyllable(token) else { return }
    let range = Int(token.start)..<token.end
    let letters = WordCase(text, range)
    guard letters.isMixed else { return }
    let isCapital = [index - 1, index + 1].contains { $0 >= 0 && tokens[$0].has(.caps) && tokens[$0].length > 2 }
    let word = String(decoding: text[range], as: UTF8.self)
    let small = word.lowercased()
    edit(
      index,
      isCapital ? word.uppercased() : token.has(.upper) ? small.prefix(1).uppercased() + small.dropFirst() : small, 0.92,
      "case")
  }

  /// `quý 1V/2030`: of quarters there are four.
  private mutating func quarter(_ index: Int) {
    guard index > 0, tokens[index - 1].key == Self.quarterWord, tokens[index].length <= 4 else { return }
    var end = index + 1
    while end < index + 3, !tokens[end].has(.space), tokens[end].kind == .word || tokens[end].kind == .number { end += 1 }
    guard end > index + 1 || tokens[index].kind == .word else { return }
    let range = Int(tokens[index].start)..<tokens[end - 1].end
    guard range.count <= 5, let meant = CodeRepair.roman(text, range, expected: nil, limit: 4),
      !meant.utf8.elementsEqual(text[range])
    else { return }
    edits.append(Repairer.Edit(range: range, text: meant, confidence: 0.93, rule: "roman", margin: 9))
  }

  private static let quarterWord = WordKey("quý")

  /// `08/1 1/2025`: a blank within a month.
  private mutating func date(_ index: Int) {
    let token = tokens[index]
    let next = tokens[index + 1]
    guard index > 1, token.length == 1, token.number == 1, tokens[index - 1].isMark(47), !token.has(.space),
      tokens[index - 2].kind == .number, tokens[index - 2].length <= 2, next.kind == .number, next.length == 1,
      next.has(.space), !next.has(.newline), next.number <= 2, tokens[index + 2].isMark(47), !tokens[index + 2].has(.space),
      tokens[index + 3].kind == .number, tokens[index + 3].length == 4
    else { return }
    let range = token.end..<Int(next.start)
    edits.append(Repairer.Edit(range: range, text: "", confidence: 0.95, rule: "blank", margin: 9))
  }

  /// Stamps and signatures that were read as letters: a line of scraps without one word.
  private mutating func noise(_ index: Int, _ count: Int, isHeavy: Bool) {
    // Built on the chunks of a line; see `NoiseRun`.
  }

  /// `vệ sinh. tiêu độc`: no sentence begins with a small letter.
  private mutating func comma(_ index: Int) {
    let token = tokens[index]
    guard token.isMark(46), token.length == 1, index > 0, !opensChunk(index) else { return }
    let (previous, next) = (tokens[index - 1], tokens[index + 1])
    guard next.kind == .word, next.has(.space), !next.has(.blank), !next.has(.upper), !next.has(.cell),
      previous.kind == .word, previous.length > 1, !previous.has(.upper), isSyllable(previous), isSyllable(next),
      !tokens[index + 2].isMark(41), !tokens[index + 2].isMark(46)
    else { return }
    edit(index, ",", 0.93, "mark")
  }

  /// `Nơi nhận;`, `như sau;`.
  private mutating func colon(_ index: Int) {
    let token = tokens[index]
    guard token.isMark(59) || token.isMark(46), token.length == 1, index > 1, !opensChunk(index), closesChunk(index)
    else { return }
    let pair = (tokens[index - 2].key, tokens[index - 1].key)
    guard Self.leadIns.contains(where: { $0.0 == pair.0 && $0.1 == pair.1 }) else { return }
    edit(index, ":", 0.95, "mark")
  }

  private static let leadIns: [(WordKey, WordKey)] = [
    ("nơi", "nhận"), ("kính", "gửi"), ("như", "sau"), ("sau", "đây"),
  ].map { (WordKey($0.0), WordKey($0.1)) }

  /// A mark alone between blanks that no writer sets there.
  private mutating func dirt(_ index: Int, _ count: Int) {
    guard opensChunk(index), closesChunk(index) else { return }
    switch tokens[index].key.bits {
    case 0x27, 0x22, 0x60, 0x5E, 0x5C, 0x5F, 0x2C6, 0x2DC, 0xBF, 0xA1, 0x7C, 0xA6, 0xB0, 0x7B, 0x7D, 0x3E, 0x3C, 0x2C,
      0x3A, 0x2E:
      edit(index, "", 0.9, "dirt")
    default: break
    }
  }

  private func isSyllable(_ token: Token) -> Bool {
    let id = model.id(token.key)
    return id != model.unknown && model.kinds[Int(id)] == .syllable
  }
}
