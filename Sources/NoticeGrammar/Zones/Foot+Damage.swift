import NoticeText

/// What a seal and a stroke leave of a signature: posts and names with marks in them, or a letter misread.
extension Reading {
  /// The post of the closed list that the words from `index` on come nearest to, if it is longer than what stands
  /// there letter by letter: `PHÓ BÍ THƯ THƯỜN ` TRỰC`, `PHÓ      THỦ -TƯỚNG`.
  ///
  /// Marks and wide gaps between its words are passed over; of every six letters one may be wrong, and one more.
  ///
  /// - Complexity: O(posts · letters²).
  func damagedPost(at index: Int) -> (value: Int, end: Int)? {
    guard isDamaged, token(index).kind == .word, token(index).has(.caps) else { return nil }
    var words: [(letters: [UInt8], end: Int)] = []
    var next = index
    while words.count < 6, next < index + 10, next == index || !token(next).has(.newline) {
      let token = token(next)
      next += 1
      if token.kind == .punctuation { continue }
      guard token.kind == .word, token.has(.caps), !token.key.isHashed else { break }
      words.append((token.key.bare.codes, next))
    }
    var best: (value: Int, end: Int, score: Int)?
    for (value, post) in lexicon.postLetters.enumerated() {
      guard let first = post.first, post.count <= words.count, first == words[0].letters else { continue }
      let letters = post.reduce(0) { $0 + $1.count }
      let limit = 1 + letters / 6
      var cost = 0
      for (wanted, read) in zip(post, words) where cost <= limit {
        cost += EditRow.distance(wanted, read.letters, limit: limit)
      }
      // A wrong letter weighs more than a longer post.
      guard cost <= limit, letters - 4 * cost > best?.score ?? 0 else { continue }
      best = (value, words[post.count - 1].end, letters - 4 * cost)
    }
    return best.map { ($0.value, $0.end) }
  }

  /// A person's name that marks part, or of which a word is written in capitals: `Trần Thanh.Nguyện`,
  /// `Trịnh THỊ Lụa`, `Huỳ nh "Ngọc Thạch`.
  ///
  /// It begins with a family name, or has three words at least; all of them are syllables.
  ///
  /// - Returns: The name as it is written.
  func damagedName(_ range: Range<Int>) -> String? {
    guard isDamaged, range.count <= 9 else { return nil }
    var words: [String] = []
    var marks = 0
    var capitals = 0
    for index in range {
      let token = token(index)
      if token.kind == .punctuation, token.length <= 3 {
        marks += 1
        continue
      }
      guard token.kind == .word else { return nil }
      let word = string(index..<index + 1)
      if token.has(.upper), SyllableTable.standard.isSyllable(token.key) {
        words.append(ProperCase.sentence(word))
        if token.has(.caps), token.key.count > 1 { capitals += 1 }
      } else if let last = words.last, !token.has(.upper), token.key.count <= 3,
        SyllableTable.standard.isSyllable(WordKey(last + word))
      {
        // A blank within a word.
        words[words.count - 1] = last + word
      } else {
        return nil
      }
    }
    guard 2...5 ~= words.count, marks <= 2, capitals * 2 < words.count, let first = words.first else {
      return nil
    }
    return words.count > 2 || Self.familyNames.contains(WordKey(first)) ? words.joined(separator: " ") : nil
  }
}
