/// Damage to marks: bullets, labels, quotation marks, commas and full stops, and dirt that was read as a mark.
///
/// List dashes, labels, Roman numerals and blanks within dates are mended in any text; all else only where the text is
/// damaged elsewhere: in a clean one an odd mark is the writer's.
struct MarkRepair {
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let model: LanguageModel
  /// Of each token the word that it was mended to.
  let words: [LanguageModel.ID]
  private(set) var edits: [RepairEdit] = []

  init(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>, words: [LanguageModel.ID],
    model: LanguageModel
  ) {
    self.text = text
    self.tokens = tokens
    self.words = words
    self.model = model
  }

  /// The last label of a list of letters: a), b), c) …
  private var letter: Int?

  /// - Parameter isDamaged: whether the text is damaged elsewhere.
  mutating func run(isDamaged: Bool, codes: CodeRepair) {
    let count = tokens.count - Tokenizer.padding
    var index = 0
    while index < count {
      let token = tokens[index]
      switch token.kind {
      case .punctuation:
        bullet(index)
        if tokens[index + 1].isMark(41) { label(index) }
        if isDamaged {
          comma(index)
          sentence(index)
          close(index)
          slash(index)
          glued(index)
          quote(index)
          bracket(index)
          colon(index)
        }
      case .word:
        if tokens[index + 1].isMark(41) { label(index) }
        if token.length <= 4 { roman(index) }
        if isDamaged {
          abbreviation(index, codes)
          mixedCase(index)
          capital(index)
          recipients(index, count)
        }
      case .number:
        if isDamaged {
          symbol(index, codes)
          item(index)
          edits += dateWords(index)
        }
        roman(index)
        date(index)
      case .end: break
      }
      if isDamaged, let edit = stray(index) { edits.append(edit) }
      index += 1
    }
    if isDamaged { edits += lists() }
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
    edits.append(RepairEdit(range: range, text: text, confidence: confidence, rule: rule))
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
    guard close.isMark(41), close.length == 1, !close.has(.space), opensChunk(index),
      tokens[index + 2].has(.space)
    else { return }
    let token = tokens[index]
    if token.kind == .word, let place = Self.labels.firstIndex(where: { $0.key == token.key }) {
      if place == 0 || letter == place - 1 || letter == nil { letter = place }
      return
    }
    guard token.length <= 4,
      let letters = Self.misreadLabels[String(decoding: text[Int(token.start)..<token.end], as: UTF8.self)]
    else { return }
    // One letter may be read so, or of several the next one of the list.
    let meant =
      letters.count == 1 && token.kind == .punctuation
      ? letters[0] : letters.first { letter.map { $0 + 1 } == $0 }
    guard let meant else { return }
    letter = meant
    edit(index, Self.labels[meant].text, 0.88, "label")
  }

  /// `labels.tsv`: what labels are misread as ↦ the places of the letters that they may be.
  private static let misreadLabels: [String: [Int]] = DataTable("labels.tsv").rows.reduce(into: [:]) {
    table, row in
    table[row[0]] = row[1].split(separator: " ").compactMap { letter in
      labels.firstIndex { $0.text == letter }
    }
  }

  private static let labels = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n"].map {
    (text: $0, key: WordKey($0))
  }

  /// Nơi nhận: `- Ban Tổ chức. - Ban Nội chính;`: the marks after its lines are all the same.
  private mutating func recipients(_ index: Int, _ count: Int) {
    guard tokens[index].key == Self.leadIns[0].1, index > 0, tokens[index - 1].key == Self.leadIns[0].0,
      tokens[index - 1].has(.upper)
    else { return }
    var marks: [Int] = []
    var counts: [UInt64: Int] = [:]
    var next = index + 2
    let end = min(index + 250, count)
    while next + 1 < end, !tokens[next].has(.caps) || tokens[next].length <= 2 || !tokens[next].has(.newline)
    {
      let after = tokens[next + 1]
      if after.isMark(45) || after.isMark(0x7E) || after.isMark(0x2B), after.has(.space),
        tokens[next].isMark(59) || tokens[next].isMark(44) || tokens[next].isMark(46)
          || tokens[next].isMark(58),
        tokens[next].length == 1, next > index + 3
      {
        marks.append(next)
        counts[tokens[next].key.bits, default: 0] += 1
      }
      next += 1
    }
    guard marks.count >= 4, let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      most.key == 59 || most.key == 44, most.value * 3 > marks.count * 2
    else { return }
    for mark in marks where tokens[mark].key.bits != most.key {
      edit(mark, most.key == 59 ? ";" : ",", 0.78, "mark")
    }
  }

  /// `ƯBND`.
  private mutating func abbreviation(_ index: Int, _ codes: CodeRepair) {
    guard opensChunk(index) || tokens[index - 1].kind == .punctuation,
      let meant = codes.abbreviation(text, tokens[index], model)
    else { return }
    edit(index, meant, 0.85, "abbreviation")
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
      if isPair, isKind, index > 2,
        let meant = codes.kind(text, tokens[next], after: tokens[index - 3...index - 1])
      {
        edit(next, meant, 0.85, "code")
      } else if isPair, let meant = codes.code(text, tokens[next], isKind: isKind) {
        edit(next, meant, 0.75, "code")
      }
      isKind = false
      guard tokens[next + 1].isMark(45) || tokens[next + 1].isMark(47), !tokens[next + 1].has(.space) else {
        break
      }
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
    let isCapital = [index - 1, index + 1].contains {
      $0 >= 0 && tokens[$0].has(.caps) && tokens[$0].length > 2
    }
    let word = String(decoding: text[range], as: UTF8.self)
    let small = word.lowercased()
    edit(
      index,
      isCapital
        ? word.uppercased() : token.has(.upper) ? small.prefix(1).uppercased() + small.dropFirst() : small,
      0.55, "case")
  }

  /// `BAN THƯỜNG vụ TỈNH ỦY`, `7. về việc`: letters whose capitals look the same.
  private mutating func capital(_ index: Int) {
    let token = tokens[index]
    guard index > 1, !token.has(.upper), isSyllable(words[index]) else { return }
    let range = Int(token.start)..<token.end
    let (before, after) = (tokens[index - 1], tokens[index + 1])
    func isTitle(_ token: Token) -> Bool { token.kind == .word && token.has(.caps) && token.length > 3 }
    guard isTitle(before) || before.isMark(46) else { return }
    let codes = Glyphs(text, range).codes
    if codes.allSatisfy({ Self.alike.contains($0 & 31) }), isTitle(before), !token.has(.newline),
      tokens[index - 2].has(.caps) || isTitle(after),
      !after.has(.upper) || after.has(.caps),
      isTitle(after) || after.has(.newline) || after.kind != .word
    {
      edit(index, String(decoding: text[range], as: UTF8.self).uppercased(), 0.55, "case")
    } else if before.isMark(46), before.length == 1, !before.has(.space), token.has(.space), token.length > 1,
      tokens[index - 2].kind == .number, tokens[index - 2].length <= 2, tokens[index - 2].has(.newline),
      let first = codes.first, Self.alike.contains(first & 31)
    {
      let word = String(decoding: text[range], as: UTF8.self)
      edit(index, word.prefix(1).uppercased() + word.dropFirst(), 0.55, "case")
    }
  }

  /// c o s u v x z, the base letters whose small form has the shape of the capital.
  private static let alike: Set<UInt8> = [3, 15, 19, 21, 22, 24, 26]

  /// `quý 1V/2030`, `khóa xm`: a Roman numeral by its place. Of quarters there are four.
  @inline(__always)
  private mutating func roman(_ index: Int) {
    guard index > 0, tokens[index].length <= 4, let limit = numbered[tokens[index - 1].key] else { return }
    roman(index, limit: limit)
  }

  private mutating func roman(_ index: Int, limit: Int) {
    var end = index + 1
    while end < index + 3, !tokens[end].has(.space), tokens[end].kind == .word || tokens[end].kind == .number
    { end += 1 }
    // A number alone is one, but no quarter is an eleventh; a syllable is a word.
    let isOnes = limit == 4 && (tokens[index].number == 11 || tokens[index].number == 111)
    guard
      end > index + 1 || isOnes
        || tokens[index].kind == .word && (limit == 4 || !isSyllable(tokens[index]))
    else { return }
    let range = Int(tokens[index].start)..<tokens[end - 1].end
    // Small letters are no damage: chương iii. Nor is one letter: phần tử thứ m.
    guard range.count <= 6, limit == 4 || range.count > 1,
      let meant = CodeRepair.roman(text, range, limit: limit),
      meant != String(decoding: text[range], as: UTF8.self).uppercased()
    else { return }
    edits.append(RepairEdit(range: range, text: meant, confidence: 0.88, rule: "roman"))
  }

  /// The words that a Roman numeral follows, and how far those count.
  private struct Numbered {
    let quarter = WordKey("quý"), term = WordKey("khóa"), ordinal = WordKey("thứ"),
      chapter = WordKey("chương")

    @inline(__always)
    subscript(_ key: WordKey) -> Int? {
      if key == quarter { return 4 }
      return key == term || key == ordinal || key == chapter ? 20 : nil
    }

    static let words = Numbered()
  }

  private let numbered = Numbered.words

  /// `08/1 1/2025`: a blank within a month.
  private mutating func date(_ index: Int) {
    let token = tokens[index]
    let next = tokens[index + 1]
    guard index > 1, token.length == 1, token.number == 1, tokens[index - 1].isMark(47), !token.has(.space),
      tokens[index - 2].kind == .number, tokens[index - 2].length <= 2, next.kind == .number,
      next.length == 1,
      next.has(.space), !next.has(.newline), next.number <= 2, tokens[index + 2].isMark(47),
      !tokens[index + 2].has(.space),
      tokens[index + 3].kind == .number, tokens[index + 3].length == 4
    else { return }
    let range = token.end..<Int(next.start)
    edits.append(RepairEdit(range: range, text: "", confidence: 0.95, rule: "blank"))
  }

  /// `vệ sinh. tiêu độc`, `Thành: ủy`: no sentence begins with a small letter, and no mark parts a word.
  private mutating func comma(_ index: Int) {
    let token = tokens[index]
    guard RepairItem.isSentenceEnd(token), token.length == 1, index > 0, !opensChunk(index) else { return }
    let (previous, next) = (tokens[index - 1], tokens[index + 1])
    // "số 1919/QĐ-UBND. ngày 30/9/2021": the date is the symbol's.
    if next.key == Self.day, next.has(.space), !next.has(.blank), !next.has(.upper), previous.has(.caps),
      tokens[index + 2].kind == .number, index > 2,
      tokens[index - 2].isMark(45) || tokens[index - 2].isMark(47)
    {
      edit(index, ",", 0.78, "mark")
      return
    }
    // "Hà Nội. ngày 12 tháng 3 năm 2015".
    if next.key == Self.day, next.has(.space), !next.has(.blank), !next.has(.upper), previous.has(.upper),
      tokens[index + 2].kind == .number, tokens[index + 3].key == Self.month
    {
      edit(index, ",", 0.9, "mark")
      return
    }
    guard next.kind == .word, next.has(.space), !next.has(.blank), !next.has(.upper), !next.has(.cell),
      previous.kind == .word, previous.length > 1, isSyllable(words[index - 1]), isSyllable(words[index + 1]),
      !tokens[index + 2].isMark(41), !tokens[index + 2].isMark(46)
    else { return }
    let before = index > 1 && tokens[index - 2].kind == .word ? words[index - 2] : LanguageModel.boundary
    let (left, right) = (words[index - 1], words[index + 1])
    let joined = model.score(right, after: model.pair(before, left), left)
    if joined - model.score(right) > 4 {
      let apart = model.score(right, after: model.pair(left, LanguageModel.boundary), LanguageModel.boundary)
      if token.isMark(46) || joined - apart > 3 { edit(index, "", 0.78, "mark") }
    } else if token.isMark(46), !previous.has(.upper) {
      edit(index, ",", 0.78, "mark")
    }
  }

  private static let day = WordKey("ngày")
  private static let month = WordKey("tháng")

  /// `thực hiện./,`: the end of a text.
  private mutating func close(_ index: Int) {
    guard tokens[index].isMark(44), index > 1, tokens[index].length == 1, !tokens[index].has(.space),
      tokens[index - 1].isMark(47), !tokens[index - 1].has(.space), tokens[index - 2].isMark(46),
      closesChunk(index)
    else { return }
    edit(index, ".", 0.9, "mark")
  }

  /// `01⁄CĐ-UBND`, `V⁄v`: a slash that was read as that of a fraction.
  private mutating func slash(_ index: Int) {
    let token = tokens[index]
    guard token.isMark(47), token.length == 3, index > 0, !opensChunk(index), !closesChunk(index),
      tokens[index + 1].kind == .word
    else { return }
    edit(index, "/", 0.95, "mark")
  }

  /// `VI,NGUYÊN`, `ban-hành`, `1.MỤC`: a blank lost beside a mark.
  private mutating func glued(_ index: Int) {
    let token = tokens[index]
    guard index > 0, token.length == 1, !opensChunk(index), !closesChunk(index),
      !tokens[index + 1].has(.space)
    else {
      return
    }
    let (previous, next) = (tokens[index - 1], tokens[index + 1])
    guard next.kind == .word, isSyllable(words[index + 1]) else { return }
    let range = Int(token.start)..<token.end
    if token.isMark(44) || token.isMark(59), previous.kind == .word, isSyllable(words[index - 1]) {
      edits.append(
        RepairEdit(
          range: range, text: token.isMark(44) ? ", " : "; ", confidence: 0.8, rule: "blank"))
    } else if token.isMark(46) || token.isMark(58), previous.kind == .word, previous.length > 2,
      next.length > 2,
      isSyllable(words[index - 1]), !next.has(.upper), !previous.has(.upper)
    {
      edits.append(RepairEdit(range: range, text: " ", confidence: 0.8, rule: "blank"))
    } else if token.isMark(46), previous.kind == .number, previous.length <= 2, opensChunk(index - 1),
      next.has(.upper),
      next.length > 2
    {
      edits.append(RepairEdit(range: range, text: ". ", confidence: 0.8, rule: "blank"))
    } else if token.isMark(45), previous.kind == .word, isSyllable(words[index - 1]), opensChunk(index - 1),
      closesChunk(index + 1) || tokens[index + 2].kind == .punctuation,
      !Self.loans.contains(where: { $0.0 == previous.key && $0.1 == next.key }),
      // Other loan words have rare syllables: bô-xít.
      model.score(words[index - 1]) > -9.5, model.score(words[index + 1]) > -9.5,
      model.score(words[index + 1], after: words[index - 1]) - model.score(words[index + 1]) > 4
    {
      edits.append(RepairEdit(range: range, text: " ", confidence: 0.8, rule: "blank"))
    }
  }

  /// `loans.tsv`: loan words of two syllables that are common, each of them, without the dash.
  private static let loans: [(WordKey, WordKey)] = DataTable("loans.tsv").rows.compactMap { row in
    let words = row[0].split(separator: " ").map { WordKey(String($0)) }
    return words.count == 2 ? (words[0], words[1]) : nil
  }

  /// `của cấp mình, 2. Sở Y tế`, `ngành Y tế, (3) Vụ`: before a new item a sentence ends; a colon introduces the first one only.
  private mutating func sentence(_ index: Int) {
    let (token, label, mark) = (tokens[index], tokens[index + 1], tokens[index + 2])
    guard token.isMark(44) || token.isMark(58) && (2...20).contains(label.number), token.length == 1,
      index > 0,
      !opensChunk(index), label.has(.space), !mark.has(.space)
    else { return }
    let isPlain =
      label.kind == .number && label.length <= 2 && (mark.isMark(46) || mark.isMark(45))
      || token.isMark(44) && label.kind == .word && label.length == 1 && !label.has(.upper) && mark.isMark(41)
    // (2)
    let isBracketed =
      label.isMark(40) && mark.kind == .number && mark.length <= 2 && tokens[index + 3].isMark(41)
      && !tokens[index + 3].has(.space)
    let first = tokens[index + (isBracketed ? 4 : 3)]
    guard isPlain || isBracketed, first.has(.space), first.has(.upper), first.kind == .word else { return }
    edit(index, ".", 0.78, "mark")
  }

  /// `2, Đảng ủy`, `1.1, Kiện toàn`, `Điều 3: Quyền`: the full stop of a number that opens an item.
  private mutating func item(_ index: Int) {
    // First what is cheap: a chain of numbers is walked from its end only.
    let (mark, next) = (tokens[index + 1], tokens[index + 2])
    guard tokens[index].length <= 2,
      mark.isMark(44) || mark.isMark(58) || mark.isMark(59), mark.length == 1, !mark.has(.space),
      next.kind == .word, next.has(.space), next.has(.upper), isSyllable(words[index + 2])
    else { return }
    // 1.1, is one label.
    var first = index
    while first >= 2, tokens[first - 1].isMark(46), tokens[first - 1].length == 1,
      tokens[first - 2].kind == .number,
      !tokens[first].has(.space), !tokens[first - 1].has(.space)
    {
      first -= 2
    }
    guard opensChunk(first) else { return }
    var before = first
    if before > 0, tokens[before - 1].key == Self.article {
      // Điều 3, Điều 5 are articles that are named.
      guard next.key != Self.article else { return }
      before -= 1
    }
    let opens = before == 0 || tokens[before].has(.newline) && (before == first || tokens[before].has(.upper))
    let previous = tokens[max(before - 1, 0)]
    guard
      opens || tokens[before].has(.blank) || RepairItem.isSentenceEnd(previous)
        || previous.kind == .word && previous.has(.caps) && previous.length > 3
    else { return }
    edit(index + 1, ".", 0.78, "mark")
  }

  private static let article = WordKey("điều")

  /// `'Tỉnh ủy`, `“Trong`: a quotation mark that nothing closes.
  private mutating func quote(_ index: Int) {
    let token = tokens[index]
    let isCurly = text[Int(token.start)..<token.end].elementsEqual("“".utf8)
    guard token.isMark(0x27) || isCurly, opensChunk(index), !closesChunk(index),
      tokens[index + 1].kind == .word,
      !tokens[index + 1].has(.space)
    else { return }
    var next = index + 1
    while next < index + 80, tokens[next].kind != .end, !tokens[next].has(.blank) {
      if tokens[next].isMark(isCurly ? 0x22 : 0x27) { return }
      next += 1
    }
    edit(index, "", 0.78, "mark")
  }

  /// `Công (tác nhân sự`: a bracket that nothing closes, within what the model knows as one phrase.
  private mutating func bracket(_ index: Int) {
    guard tokens[index].isMark(40), tokens[index].length == 1, index > 0, opensChunk(index) else { return }
    let (previous, next) = (tokens[index - 1], tokens[index + 1])
    guard next.kind == .word, !next.has(.space), !next.has(.upper), previous.kind == .word,
      isSyllable(words[index - 1]), isSyllable(words[index + 1])
    else { return }
    let (left, right) = (words[index - 1], words[index + 1])
    guard model.score(right, after: left) - model.score(right) > 4 else { return }
    var end = index + 1
    while end < index + 120, tokens[end].kind != .end, !tokens[end].has(.blank) {
      if tokens[end].isMark(41) { return }
      end += 1
    }
    edit(index, "", 0.78, "mark")
  }

  /// `Nơi nhận;`, `như sau;`.
  private mutating func colon(_ index: Int) {
    let token = tokens[index]
    guard token.isMark(59) || token.isMark(46), token.length == 1, index > 1, !opensChunk(index),
      closesChunk(index)
    else { return }
    let pair = (tokens[index - 2].key, tokens[index - 1].key)
    guard Self.leadIns.contains(where: { $0.0 == pair.0 && $0.1 == pair.1 }) else { return }
    edit(index, ":", 0.78, "mark")
  }

  private static let leadIns: [(WordKey, WordKey)] = [
    ("nơi", "nhận"), ("kính", "gửi"), ("như", "sau"), ("sau", "đây"),
  ].map { (WordKey($0.0), WordKey($0.1)) }

  private func isSyllable(_ token: Token) -> Bool { isSyllable(model.id(token.key)) }
  private func isSyllable(_ word: LanguageModel.ID) -> Bool { model.kinds[Int(word)] == .syllable }
}
