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
    // "VIỄN THÔNG": a body that the seal names, no "VIỆN TRƯỞNG".
    if let head = longest(lexicon.headPhrases, at: index), head.end >= index + 2 { return nil }
    var words: [(letters: [UInt8], end: Int)] = []
    var next = index
    while words.count < 6, next < index + 10, next == index || !token(next).has(.newline) {
      let token = token(next)
      next += 1
      if token.kind == .punctuation { continue }
      guard token.kind == .word, token.has(.caps), !token.key.isHashed else { break }
      words.append((token.key.bare.codes, next))
    }
    // "MÔI TRƯỜNG" is no "ĐỘI TRƯỞNG": a syllable lost its first letter, or is what it says.
    let isSyllable = SyllableTable.standard.isSyllable(token(index).key)
    var best: (value: Int, end: Int, score: Int)?
    for (value, post) in lexicon.postLetters.enumerated() {
      guard let first = post.first, post.count <= words.count else { continue }
      let letters = post.reduce(0) { $0 + $1.count }
      // "HỨ TRƯỞNG", "YHỦ TƯỚNG": of the first word one letter may be wrong, if all others are right.
      let isSame = first == words[0].letters
      guard
        isSame
          || post.count > 1 && zip(post, words).dropFirst().allSatisfy({ $0 == $1.letters })
            && EditRow.distance(first, words[0].letters, limit: 1) <= 1
            && !(isSyllable && first.count == words[0].letters.count)
      else { continue }
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

  /// "`" . w TL. CHỦ TỊCH`: an authority in capitals that ends a line, debris of a few signs before it.
  func authorityAfterDebris(_ range: Range<Int>) -> Int? {
    guard isDamaged, range.count > 3 else { return nil }
    return range.dropFirst().prefix(4).first { index in
      capacity(at: index) != nil && isCaps(index..<range.upperBound)
        && (range.lowerBound..<index).allSatisfy { debris in
          let token = token(debris)
          // "đosbrhevg TM. BAN THƯỜNG TRỰC": what is left of "Nơi nhận:".
          return token.kind != .word || token.key.count == 1
            || debris == range.lowerBound && !token.has(.caps)
              && !SyllableTable.standard.isSyllable(token.key)
        }
    }
  }

  /// Who signs for a head is his deputy: the post below "KT. CỤC TRƯỞNG" of which a seal left the last word alone.
  ///
  /// - Returns: The head's post with "Phó", a minister's deputy by his own name; nil if no line says the head's last
  ///   word again.
  func damagedDeputy(
    _ found: FoundSignature, _ posts: [Range<Int>], _ rows: [Line]
  ) -> (text: String, range: Range<Int>)? {
    guard let capacity = found.capacity, Self.forHead.contains(capacity.text.uppercased()),
      let row = rows.firstIndex(where: { $0.range.contains(capacity.range.lowerBound) }),
      row + 1 < rows.count,
      let head = signedPost(at: capacity.range.upperBound), head.end <= rows[row].range.upperBound
    else { return nil }
    // "KT. BỘ TRƯỞNG, CHỦ NHIỆM": of two posts the last one is held of the office that issued it.
    let headPost = lexicon.posts[head.value].split(separator: ", ").last.map(String.init) ?? ""
    let deputy = lexicon.deputies[headPost] ?? "Phó " + ProperCase.lower(headPost)
    if let again = found.position {
      // "THỨ TRƯƠNG" has the letters of two posts: below "KT. BỘ TRƯỞNG" it is the deputy's.
      let isHead = again.text.lowercased() == post(capacity.range.upperBound..<head.end).lowercased()
      let isSame =
        again.text.lowercased() != deputy.lowercased()
        && again.text.split(separator: " ").map { WordKey(String($0)).bare }
          == deputy.split(separator: " ").map { WordKey(String($0)).bare }
      return isHead || isSame ? (deputy, again.range) : nil
    }
    guard let last = headPost.split(separator: " ").last.map({ WordKey(String($0)).bare }),
      let line = rows[(row + 1)...].prefix(2).first(where: { $0.range.contains { token($0).has(.caps) } }),
      let word = line.range.last(where: { token($0).kind == .word }), token(word).has(.caps),
      token(word).key.bare == last
    else { return nil }
    let range = line.range.lowerBound..<word + 1
    return (deputy, range)
  }

  private static let forHead: Set<String> = ["KT.", "K/T", "KT"]

  /// Whether a line is what OCR made of a seal or a stroke: at most half of its signs are syllables or abbreviations.
  func isDebris(_ range: Range<Int>) -> Bool {
    guard isDamaged else { return false }
    let words = range.count {
      let token = token($0)
      return token.kind == .word && token.key.count > 1
        && (token.has(.caps) || SyllableTable.standard.isSyllable(token.key))
    }
    let marks = range.count { isMark($0, 44) || isMark($0, 58) || isMark($0, 59) || isMark($0, 46) }
    return words * 2 <= range.count - marks
  }

  /// A person's name at the end of a line of which a seal spoilt the rest: a family name, and one to three more.
  func nameAtEnd(_ range: Range<Int>) -> String? {
    guard isDamaged, range.count > 2 else { return nil }
    for length in stride(from: 4, through: 2, by: -1) where range.count > length {
      let name = range.upperBound - length..<range.upperBound
      guard isName(name), let family = Self.familyName(token(name.lowerBound).key),
        name.dropFirst().allSatisfy({ SyllableTable.standard.isSyllable(token($0).key) }),
        case let before = token(name.lowerBound - 1),
        before.kind != .word || !before.has(.upper) || before.has(.caps)
          || !SyllableTable.standard.isSyllable(before.key)
      else { continue }
      return family + " " + string(name.lowerBound + 1..<name.upperBound)
    }
    return nil
  }

  /// The family name that a word is, its marks perhaps misread: "Nguyên" is Nguyễn.
  private static func familyName(_ key: WordKey) -> String? {
    PersonName.familyNames.first { WordKey($0) == key }
      ?? PersonName.familyNames.first { WordKey($0).bare == key.bare }
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
    return words.count > 2 || PersonName.isFamilyName(WordKey(first)) ? words.joined(separator: " ") : nil
  }
}
