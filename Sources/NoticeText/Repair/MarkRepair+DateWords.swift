/// The words of a date in words: its numbers and two of three words prove the third one.
extension MarkRepair {
  /// `nsày 4 tháng 10 năm 2022`, `ngày 08 thông 3 năm 2024`.
  ///
  /// - Parameter index: Of the day's number.
  func dateWords(_ index: Int) -> [RepairEdit] {
    guard index > 0, isNumber(index, 1...31), isNumber(index + 2, 1...12), isNumber(index + 4, 1900...2100)
    else { return [] }
    var edits: [RepairEdit] = []
    for (place, word) in zip([index - 1, index + 1, index + 3], Self.dateWords) {
      let token = tokens[place]
      guard token.kind == .word, !token.has(.blank), place < index || token.has(.space) else { return [] }
      if token.key == word.key { continue }
      let range = Int(token.start)..<token.end
      let read = Glyphs(text, range).codes.map { $0 & 31 }
      let limit = word.letters.count > 3 ? 2 : 1
      guard EditRow.distance(read, word.letters, limit: limit) <= limit else { return [] }
      let meant = WordCase(text, range).applied(to: word.text)
      edits.append(RepairEdit(range: range, text: meant, confidence: 0.95, rule: "date"))
    }
    // Of three words one at least is as it should be.
    return edits.count < 3 ? edits : []
  }

  private func isNumber(_ index: Int, _ values: ClosedRange<Int>) -> Bool {
    index < tokens.count && tokens[index].kind == .number && values.contains(tokens[index].number)
      && tokens[index].length == (values.upperBound > 31 ? 4 : min(tokens[index].length, 2))
  }

  private static let dateWords = ["ngày", "tháng", "năm"].map { text in
    (text: text, key: WordKey(text), letters: Glyphs(text).codes.map { $0 & 31 })
  }
}
