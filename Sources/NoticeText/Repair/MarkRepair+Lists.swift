/// The marks of lists: items of one list begin with the same mark, and end with the same one.
extension MarkRepair {
  /// What an item begins with.
  private enum Marker {
    case dash, plus, letter, ground
  }

  /// `… tỉnh:` before `- Ban Tổ chức;`, `Căn cứ Luật số 62/2020/QH14:` before another ground, `+ Lưu: VT` after
  /// `- Như trên;`.
  ///
  /// - Complexity: O(tokens).
  func lists() -> [RepairEdit] {
    var edits: [RepairEdit] = []
    var ends: [(token: Int, mark: UInt64)] = []
    var last: Marker?
    for index in 0..<(tokens.count - Tokenizer.padding) where tokens[index].has(.newline) || index == 0 {
      guard let marker = marker(index) else {
        // A heading, a label or an empty line ends a list; any other line goes on with the item.
        if tokens[index].has(.blank) || tokens[index].has(.caps) || tokens[index].kind == .number {
          edits += mended(ends, of: last)
          (ends, last) = ([], nil)
        }
        continue
      }
      let end = index > 0 && closes(index - 1) ? tokens[index - 1].key.bits : 0
      if last == .dash, marker == .plus, end == Self.semicolon, followsDash(index) {
        // What is of the lower level follows a colon.
        edits.append(edit(tokens[index], "-", 0.8, "bullet"))
      } else if marker != last {
        edits += mended(ends, of: last)
        (ends, last) = ([], marker)
        continue
      }
      ends.append((index - 1, end))
    }
    return edits + mended(ends, of: last)
  }

  /// The marks between items that are not the list's.
  private func mended(_ ends: [(token: Int, mark: UInt64)], of marker: Marker?) -> [RepairEdit] {
    let wanted = ends.reduce(0) { $0 + ($1.mark == Self.semicolon ? 1 : 0) }
    // A ground of law ends with a semicolon (Decree 30/2020/NĐ-CP, appendix I).
    guard marker == .ground || wanted >= 2 && wanted * 3 >= ends.count * 2 else { return [] }
    return ends.compactMap { end in
      guard end.mark == Self.colon || end.mark == Self.comma else { return nil }
      return edit(tokens[end.token], ";", 0.8, "mark")
    }
  }

  private static let (semicolon, colon, comma): (UInt64, UInt64, UInt64) = (59, 58, 44)

  private func marker(_ index: Int) -> Marker? {
    let (token, next) = (tokens[index], tokens[index + 1])
    if token.kind == .punctuation, token.length <= 3, next.has(.space), !next.has(.newline) {
      if token.isMark(45) { return .dash }
      if token.isMark(43) { return .plus }
    }
    if token.kind == .word {
      if next.isMark(41), !next.has(.space), token.length <= 2, !token.has(.upper) { return .letter }
      if token.key == Self.ground.0, next.key == Self.ground.1, token.has(.upper), !next.has(.upper) {
        return .ground
      }
    }
    return nil
  }

  private static let ground = (WordKey("căn"), WordKey("cứ"))

  /// One mark, after a word without a blank.
  private func closes(_ index: Int) -> Bool {
    tokens[index].kind == .punctuation && tokens[index].length == 1 && !tokens[index].has(.space)
      && !tokens[index].has(.newline)
  }

  /// Whether the next item, if it comes soon, is one of dashes.
  private func followsDash(_ index: Int) -> Bool {
    for next in (index + 1)..<min(index + 80, tokens.count - Tokenizer.padding)
    where tokens[next].has(.newline) {
      if let marker = marker(next) { return marker == .dash }
      if tokens[next].has(.blank) { return true }
    }
    return true
  }

  private func edit(_ token: Token, _ text: String, _ confidence: Double, _ rule: String) -> RepairEdit {
    RepairEdit(range: Int(token.start)..<token.end, text: text, confidence: confidence, rule: rule)
  }
}
