import NoticeText

/// Texts whose line breaks are lost: copies of web pages and PDF text layers on one line, or a few.
enum RunOnText {
  /// The tokens, with a break where only a part of the page can begin; as they are if the text has lines.
  ///
  ///     break ← &("Điều" NUMBER "." / "Nơi" "nhận" ":" / "Căn" "cứ" / NUMBER "." / LETTER ")" / "-" / capacity)
  ///
  /// What begins must stand after the end of a sentence, a clause or a lead-in. A text counts as run on from 150
  /// tokens a line: paragraphs have half of that at most.
  ///
  /// - Complexity: O(tokens).
  static func parted(_ tokens: [Token]) -> [Token] { partedAtParts(withAddresseesApart(tokens)) }

  /// The tokens with a break before "Kính gửi:" of the head, where a copy left it on the line of place and date.
  ///
  ///     addressees-line ← &("Kính" "gửi" ":")
  private static func withAddresseesApart(_ tokens: [Token]) -> [Token] {
    let end = min(tokens.count - Tokenizer.padding, mostOfHead)
    guard end > 1,
      let index = (1..<end).first(where: {
        tokens[$0].key == greeting && tokens[$0].has(.upper) && tokens[$0 + 1].key == sent
          && tokens[$0 + 2].isMark(58)
      }), case let before = tokens[index - 1], before.kind == .word || before.kind == .number,
      !tokens[index].has(.newline), !tokens[index].has(.cell), !tokens[index].has(.wide)
    else { return tokens }
    var out = tokens
    out[index].flags.insert([.newline, .blank, .space])
    return out
  }

  private static func partedAtParts(_ tokens: [Token]) -> [Token] {
    let count = tokens.count - Tokenizer.padding
    guard count > 1 else { return tokens }
    var lines = 1
    var dashes: [Int] = []  // of "…; - …"
    for index in 1..<count {
      let token = tokens[index]
      if token.has(.newline) || token.has(.cell) {
        lines += 1
      } else if token.isMark(45), tokens[index - 1].isMark(59), token.has(.space),
        tokens[index + 1].has(.space)
      {
        dashes.append(index)
      }
    }
    guard count > 150, count / lines >= 150 else {
      // A list of recipients in one cell.
      if dashes.count < 2 { return tokens }
      var out = tokens
      for index in dashes { out[index].flags.insert([.newline, .space]) }
      return out
    }
    var out = tokens
    for index in 1..<count where beginsPart(tokens, index) {
      out[index].flags.insert([.newline, .blank, .space])
    }
    return out
  }

  private static func beginsPart(_ tokens: [Token], _ index: Int) -> Bool {
    let (before, token) = (tokens[index - 1], tokens[index])
    let (next, third) = (tokens[index + 1], tokens[index + 2])
    guard token.has(.space), !token.has(.newline) else { return false }
    let isAfterEnd = before.isMark(46) || before.isMark(59) || before.isMark(58) || before.isMark(47)
    switch token.kind {
    case .word:
      if token.key == recipients, next.key.bare == received.bare, token.has(.upper), third.isMark(58) {
        return true
      }
      if isAfterEnd, token.length <= 2, next.isMark(41), !next.has(.space) { return true }
      guard token.has(.upper), isAfterEnd || before.has(.caps) && !token.has(.caps) else { return false }
      if token.key == article { return next.kind == .number && third.isMark(46) }
      if token.key == ground { return next.key == reason }
      return token.has(.caps) && token.length <= 3 && (next.isMark(46) || next.isMark(47)) && third.has(.caps)
    case .number:
      return isAfterEnd && token.length <= 2 && next.isMark(46) && !next.has(.space) && third.has(.upper)
        && third.has(.space)
    case .punctuation:
      return token.isMark(45) && token.length == 1 && isAfterEnd && next.has(.space)
        && (next.has(.upper) || next.kind == .number)
    case .end: return false
    }
  }

  /// No head has more tokens before its addressees.
  private static let mostOfHead = 300
  private static let greeting = WordKey("Kính")
  private static let sent = WordKey("gửi")
  private static let article = WordKey("Điều")
  private static let recipients = WordKey("Nơi")
  private static let received = WordKey("nhận")
  private static let ground = WordKey("Căn")
  private static let reason = WordKey("cứ")
}
