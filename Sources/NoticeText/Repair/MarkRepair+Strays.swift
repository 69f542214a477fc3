/// Dirt that was read as a letter or as a mark where neither can stand.
extension MarkRepair {
  /// - Parameter index: Of the token that may be too much.
  /// - Complexity: O(1).
  func stray(_ index: Int) -> RepairEdit? {
    let (token, next) = (tokens[index], tokens[index + 1])
    guard index > 0, next.kind != .end else { return nil }
    let previous = tokens[index - 1]
    switch token.kind {
    case .word: return isStrayLetter(index) ? without(token) : nil
    case .punctuation where token.isMark(45):
      guard token.length <= 3, token.has(.space), next.has(.space), !next.has(.blank) else { return nil }
      let opensLine = token.has(.newline)
      // "- 4. Ban Tổ chức": of two labels the dash is none.
      let isLabelled =
        opensLine && !next.has(.newline) && next.kind == .number && next.length <= 2
        && tokens[index + 2].isMark(46)
        && !tokens[index + 2].has(.space) && tokens[index + 3].has(.space) && tokens[index + 3].has(.upper)
      // "ngày - 28/01/2023", at the end of a line too; "19/2025/QH15, - ngày": nothing parts a date from its word.
      let isParted =
        !next.has(.upper) && previous.kind == .word && next.kind == .number
        && Self.governing.contains(previous.key)
        || previous.isMark(44) && next.key == Self.day && tokens[index + 2].kind == .number
      return isLabelled || isParted && !(opensLine && next.has(.newline)) ? without(token) : nil
    case .punctuation where token.length == 1 && !token.has(.space):
      // "năm. 2024", "ngày, 20/11", "quý. I/2023", but "năm. 2. Sở Y tế".
      let isEnd = token.isMark(46) || token.isMark(44) || token.isMark(59)
      let isQuarter =
        previous.key == Self.quarter && next.has(.upper) && Self.quarters.contains(next.key)
        && tokens[index + 2].isMark(47)
      guard isEnd, previous.kind == .word, next.has(.space), !next.has(.blank),
        isQuarter || Self.governing.contains(previous.key) && next.kind == .number && !isLabel(index + 1)
      else { return nil }
      return without(token)
    default: return nil
    }
  }

  /// `… hồ sơ; ụ` at the end of its line: one letter after the end of a sentence, and a new line after it.
  private func isStrayLetter(_ index: Int) -> Bool {
    let (previous, token, next) = (tokens[index - 1], tokens[index], tokens[index + 1])
    guard token.has(.space), !token.has(.newline), next.has(.newline), RepairItem.isSentenceEnd(previous),
      !previous.has(.space), token.key.isHashed ? token.length <= 3 : token.key.count == 1
    else { return false }
    // What goes on in small letters was no end.
    return next.has(.upper) || next.kind != .word || tokens[index + 2].isMark(41)
  }

  /// Whether a number opens an item: `2. Sở`, `2) Sở`, `1.2. Sở`.
  private func isLabel(_ index: Int) -> Bool {
    guard tokens[index].length <= 2 else { return false }
    var next = index + 1
    while tokens[next].isMark(46), tokens[next + 1].kind == .number, !tokens[next + 1].has(.space) {
      next += 2
    }
    return tokens[next].isMark(46) || tokens[next].isMark(41) || tokens[next].isMark(45)
  }

  private func without(_ token: Token) -> RepairEdit {
    RepairEdit(range: Int(token.start)..<token.end, text: "", confidence: 0.8, rule: "dirt")
  }

  private static let day = WordKey("ngày")
  private static let quarter = WordKey("quý")
  private static let quarters = Set(["I", "II", "III", "IV"].map { WordKey($0) })

  /// Words that a number follows, and no mark parts from it.
  static let governing = Set(
    ["ngày", "tháng", "năm", "số", "điều", "khoản", "điểm", "quý", "tổ", "cấp"].map { WordKey($0) })
}
