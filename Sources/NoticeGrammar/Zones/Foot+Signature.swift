import NoticeText

/// Who signed it.
extension Reading {
  /// The rows up to where the text goes on: a signature has a dozen short lines, then a name or none.
  func signatureBlock(_ rows: [Line]) -> [Line] {
    let isLong = { (row: Line) in
      row.range.count > 16 && !self.isCaps(row.range) && self.capacity(at: row.range.lowerBound) == nil
    }
    let rows = rows.filter { !isCertificate($0.range) }
    let end = rows.prefix(16).firstIndex(where: isLong) ?? min(rows.count, 16)
    return Array(rows[..<end])
  }

  /// A line of the box that a digital signature prints: who signed it and when stand in the certificate.
  ///
  ///     certificate-line ← "["? ("Ký" ("số"? "bởi") / "Người" "ký" / "Thời" "gian" "ký") ":"
  ///
  /// - Source: Decree 30/2020/NĐ-CP, Appendix I: what the picture of a digital signature shows.
  private func isCertificate(_ range: Range<Int>) -> Bool {
    guard var start = range.prefix(3).first(where: { isWord($0) }) else { return false }
    if atBare(start, .thoi), atBare(start + 1, .gian), atBare(start + 2, .ky) {
      return isMark(start + 3, 58)
    }
    if atBare(start, .nguoi), atBare(start + 1, .ky) { return isMark(start + 2, 58) }
    guard atBare(start, .ky), token(start).has(.upper) else { return false }
    if at(start + 1, .số) { start += 1 }
    return atBare(start + 1, .boi) && isMark(start + 2, 58)
  }

  /// Who signed.
  ///
  ///     signature ← capacity? BODY? (capacity? POST)* ("kiêm" POST)? NAME
  func signature(_ rows: [Line]) -> FoundSignature? {
    var found = FoundSignature()
    var posts: [Range<Int>] = []  // of each chunk that begins with a post
    var behalf: Range<Int>?
    var joins: Set<Int> = []  // chunks that "kiêm" joins to the one before
    var wraps: Set<Int> = []  // chunks that only go on with the one before, in a column of their own
    var isJoined = false
    var hasCapitals = false
    var read = 0  // the end of a post that goes on beyond its row
    var heads = 0  // the posts up to the last row that speaks for a head
    var awaitsHead = false
    var isSigned = false
    rows: for (number, row) in rows.enumerated() {
      if row.range.upperBound <= read { continue }
      if hasCapitals || found.capacity != nil, let name = wrappedName(rows, number) {
        found.name = (string(name), name)
        break rows
      }
      var index = max(row.range.lowerBound, read)
      let end = row.range.upperBound
      // Below "(Đã ký)" of a copy stand names, and what else the signer is.
      if isSigned, !posts.isEmpty, isCaps(row.range) { continue }
      isSigned = isSigned || isDamaged && row.range.prefix(2).contains { at($0, .đã, .ký) }
      if at(index, .kiêm), row.range.count == 1 {
        isJoined = true
        continue
      }
      if let authority = authorityAfterDebris(row.range) {
        index = max(index, authority)
      } else if hasCapitals || found.capacity != nil || rows.count <= 2, !isCaps(row.range) {
        let range = afterRank(afterSigned(row.range) ?? row.range)
        if isName(range), !isStrayName(range) {
          var start = range.lowerBound
          while token(start).kind != .word { start += 1 }
          found.name = (string(start..<end), start..<end)
          break rows
        }
        if let name = damagedName(range) ?? (hasCapitals ? nameAtEnd(range) : nil) {
          found.name = (name, range)
          break rows
        }
        if !token(index).has(.caps) { continue }
      }
      let isForHead = capacity(at: index).map { Self.headCapacities.contains($0.text.uppercased()) } ?? false
      // What a post that wraps took of this line already.
      if let last = posts.last, last.contains(index) { index = last.upperBound }
      while index < end {
        if let capacity = capacity(at: index) {
          if found.capacity == nil {
            found.capacity = (capacity.text, index..<capacity.end)
            behalf = nil
          }
          hasCapitals = true
          awaitsHead = awaitsHead || isForHead
          index = capacity.end
          continue
        }
        guard token(index).has(.caps), token(index).kind == .word else {
          // "BỘ TRƯỞNG Trần Văn An": on one line with the post.
          if hasCapitals, !posts.isEmpty, token(index).has(.upper), isName(index..<end) {
            found.name = (string(index..<end), index..<end)
            break rows
          }
          if at(index, .kiêm) { isJoined = true }
          index += 1
          continue
        }
        if at(index, .kiêm) {
          isJoined = true
          index += 1
          continue
        }
        // "T/M BAN BÍ THƯ": the body that it is signed for, whatever post its name holds.
        if posts.isEmpty, let capacity = found.capacity, capacity.range.upperBound == index,
          Self.bodyCapacities.contains(capacity.text.uppercased()),
          let body = longest(lexicon.agencyPhrases, at: index), body.end == end
        {
          hasCapitals = true
          behalf = index..<body.end
          index = body.end
          continue
        }
        if let post = signedPost(at: index), post.end <= max(end, index + 1) + 6 {
          if isJoined { joins.insert(posts.count) }
          isJoined = false
          read = max(read, post.end)
          var chunkEnd = post.end
          // What belongs to the post: "TRƯỞNG BAN CHỈ ĐẠO", "PHÓ BÍ THƯ THƯỜNG TRỰC".
          while chunkEnd < end, token(chunkEnd).has(.caps), token(chunkEnd).kind == .word,
            longest(lexicon.postPhrases, at: chunkEnd) == nil,
            !at(chunkEnd, .kiêm), belongsToPost(chunkEnd)
          {
            chunkEnd += 1
          }
          posts.append(index..<chunkEnd)
          if isForHead || awaitsHead { heads = posts.count }
          awaitsHead = false
          hasCapitals = true
          index = max(chunkEnd, index + 1)
          continue
        }
        hasCapitals = true
        // "VỤ TRƯỞNG ⏎ VỤ CẢI CÁCH HÀNH CHÍNH" in the right column.
        if !posts.isEmpty, !isDamaged, row.isColumn, index == row.range.lowerBound, isCaps(row.range),
          !at(index, .đã)
        {
          wraps.insert(posts.count)
          posts.append(row.range)
          if heads == posts.count - 1 { heads = posts.count }
          index = end
          continue
        }
        if posts.isEmpty, found.capacity != nil {
          behalf = (behalf?.lowerBound ?? index)..<index + 1
        } else if let last = posts.last, last.upperBound == index || token(index).has(.newline) && !isDamaged,
          token(index).key.count > 1, belongsToPost(index),
          !isDamaged
            || isCaps(row.range) && !row.isBlankBefore && row.range.count > 1
              && row.range.allSatisfy({ isWord($0) })
        {
          // A post that wraps onto the next line.
          posts[posts.count - 1] = last.lowerBound..<index + 1
        }
        index += 1
      }
    }
    guard found.capacity != nil || !posts.isEmpty else { return found.name == nil ? nil : found }
    let speaksForHead = found.capacity.map { Self.headCapacities.contains($0.text.uppercased()) } ?? false
    if let behalf { found.onBehalfOf = (ProperCase.name(canonical(behalf)), behalf) }
    if !posts.isEmpty {
      var first = posts.count - 1
      while first > 0, joins.contains(first) || wraps.contains(first) { first -= 1 }
      // "PHÓ TRƯỞNG BAN THƯỜNG TRỰC ⏎ PHÓ THỦ TƯỚNG": two posts of the signer.
      if !isDamaged, heads < first { first = heads }
      // KT. and TL. name the head first; if nothing follows, the signer's own post was lost.
      if !(speaksForHead && first == 0 && behalf == nil && posts.count == 1) {
        let own = posts[first...]
        let text = own.indices.map { index -> String in
          if wraps.contains(index) { return " " + canonical(own[index]) }
          return (index == own.startIndex ? "" : joins.contains(index) ? " kiêm " : ", ") + post(own[index])
        }.joined()
        if let from = own.first, let to = own.last {
          found.position = (text, from.lowerBound..<to.upperBound)
        }
      }
      if first > 0, behalf == nil { found.onBehalfOf = (post(posts[0]), posts[0]) }
    }
    if isDamaged, let deputy = damagedDeputy(found, posts, rows) { found.position = deputy }
    return found
  }

  /// Whether a line is a person's name, an officer's rank before it aside.
  func isSigner(_ range: Range<Int>) -> Bool { isName(afterRank(range)) }

  /// Whether a line is an officer's rank and his name.
  func isOfficer(_ range: Range<Int>) -> Bool { afterRank(range) != range && isSigner(range) }

  private static let headCapacities: Set<String> = ["KT.", "K/T", "KT", "TL.", "T/L", "TL", "TUQ."]
  private static let bodyCapacities: Set<String> = ["TM.", "T/M", "TM"]

  /// A post in a signature: "TONG CUC TRUONG" too, where OCR lost the marks.
  func signedPost(at index: Int) -> (value: Int, end: Int)? {
    let read =
      printedPost(at: index)
      ?? (isDamaged ? longestBare(lexicon.barePostPhrases, at: index) : nil)
    guard let near = damagedPost(at: index), near.end > read?.end ?? index else { return read }
    return near
  }

  /// The longest post of the list at `index`. One in capitals does not go on below in small letters: under
  /// "PHÓ CHỦ NHIỆM" of the right column stands "- Thường trực Tỉnh ủy" of the left one.
  private func printedPost(at index: Int) -> (value: Int, end: Int)? {
    let node = lexicon.postPhrases.root(word(index))
    guard node != 0 else { return nil }
    let isShouted = token(index).has(.caps)
    var best: (value: Int, end: Int)?
    walk(lexicon.postPhrases, from: node, at: index) { value, end in
      let goesBelow = (index + 1..<end).contains { token($0).has(.newline) }
      if !(isShouted && goesBelow) || token(end - 1).has(.caps) { best = (value, end) }
    }
    return best
  }

  /// Whether a word may go on with a post: beside a seal only one that is a syllable, or a body's name.
  private func belongsToPost(_ index: Int) -> Bool {
    !isDamaged || token(index).key.count > 1 && SyllableTable.standard.isSyllable(token(index).key)
      || agency(at: index) != nil
  }

  /// A post printed in capitals, as it is written in a sentence.
  func post(_ range: Range<Int>) -> String {
    guard let match = signedPost(at: range.lowerBound) else {
      return ProperCase.sentence(string(range))
    }
    let isDamaged = longest(lexicon.postPhrases, at: range.lowerBound)?.end != match.end
    var text = ProperCase.sentence(
      isDamaged ? lexicon.posts[match.value] : string(range.lowerBound..<match.end))
    if match.end < range.upperBound { text += " " + canonical(match.end..<range.upperBound) }
    // No post ends in "Thường": what a seal hides after it.
    if self.isDamaged, text.hasSuffix(" thường") || text.hasSuffix(" Thường") {
      text += " trực"
    }
    return text
  }

  private func canonical(_ range: Range<Int>) -> String {
    if let agency = agency(at: range.lowerBound), agency.range.upperBound <= range.upperBound,
      !agency.name.isEmpty
    {
      return ProperCase.name(agency.name.string)
    }
    return ProperCase.lower(string(range))
  }

  /// "Bùi / Xuân Cường", "Lê Hoàng / Nam": a name that wraps. A column is narrow: the rest has one word, or two.
  private func wrappedName(_ rows: [Line], _ number: Int) -> Range<Int>? {
    guard number + 1 < rows.count else { return nil }
    let (row, next) = (rows[number], rows[number + 1])
    // "Nguyễn      Thị Mai": a wide gap in a name, where a seal is.
    let isParted =
      next.isColumn && isDamaged && row.range.count == 1 && !next.range.contains { isMark($0, 45) }
    guard next.range.lowerBound == row.range.upperBound, !next.isBlankBefore, !next.isColumn || isParted
    else {
      return nil
    }
    let start = afterRank(row.range.lowerBound..<next.range.upperBound).lowerBound
    // "Đại / tướng Lê Văn Hòa"
    if start >= next.range.lowerBound {
      return isName(start..<next.range.upperBound) ? start..<next.range.upperBound : nil
    }
    guard
      PersonName.isFamilyName(token(start).key), !token(start).has(.caps),
      isName(start..<next.range.upperBound)
    else { return nil }
    if isParted { return PersonName.isFamilyName(token(start + 1).key) ? nil : start..<next.range.upperBound }
    if row.range.upperBound - start > 1 {
      let isLast = number + 2 == rows.count || rows[number + 2].isBlankBefore
      guard isLast, next.range.count == 1 || row.range.upperBound - start == 2 && next.range.count == 2 else {
        return nil
      }
    }
    return start..<next.range.upperBound
  }

  /// "N Vi", "Như G", "Đartd Trần Văn An": what a seal left beside a word or a name.
  private func isStrayName(_ range: Range<Int>) -> Bool {
    guard isDamaged, !PersonName.isFamilyName(token(range.lowerBound).key) else { return false }
    return range.contains { token($0).kind == .word && token($0).key.count == 1 && !at($0, .y) }
      || !SyllableTable.standard.isSyllable(token(range.lowerBound).key) && nameAtEnd(range) != nil
  }

  /// What stands after an officer's rank: "Thượng tá Lê Văn Hòa".
  private func afterRank(_ range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound
    guard range.count >= 4 else { return range }
    let (grade, rank) = (token(start).key, token(start + 1).key)
    guard
      Self.rankGrades.contains(grade) && Self.ranks.contains(rank)
        || isDamaged && Self.bareRankGrades.contains(grade.bare) && Self.bareRanks.contains(rank.bare)
    else { return range }
    return start + 2..<range.upperBound
  }

  private static let rankGradeWords = ["Thiếu", "Trung", "Thượng", "Đại"].map { WordKey($0) }
  private static let rankWords = ["úy", "tá", "tướng", "đốc"].map { WordKey($0) }
  private static let rankGrades = WordTable(rankGradeWords)
  private static let ranks = WordTable(rankWords)
  private static let bareRankGrades = WordTable(rankGradeWords.map(\.bare))
  private static let bareRanks = WordTable(rankWords.map(\.bare))

  /// Two to five words in title case: a person's name. An apostrophe follows one letter: "K' Brông", "Y'Nhâm".
  func isName(_ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound, token(start).kind == .punctuation { start += 1 }
    guard 2...5 ~= range.upperBound - start else { return false }
    return (start..<range.upperBound).allSatisfy {
      let token = token($0)
      if token.kind == .punctuation { return $0 > start && isApostrophe($0) }
      return token.kind == .word && token.has(.upper) && (!token.has(.caps) || token.key.count == 1)
        && !(isDamaged && hasInnerCapital($0))
    }
  }

  /// "OuóeZfản": a capital behind a small letter, which no name has.
  private func hasInnerCapital(_ index: Int) -> Bool {
    WordCase(text, Int(token(index).start)..<token(index).end).isMixed
  }

  /// The apostrophe behind the one letter that a name begins with.
  private func isApostrophe(_ index: Int) -> Bool {
    let before = token(index - 1)
    return (token(index).isMark(39) || token(index).key.bits == 0x2019) && !token(index).has(.space)
      && before.kind == .word && before.key.count == 1 && before.has(.upper)
  }

  /// The signature of a web copy: "UBND tỉnh … / Chủ tịch / (Đã ký) / Lê Văn Hải", the post in small letters.
  private func copiedSignature(_ lines: [Line]) -> Foot? {
    for number in max(1, lines.count - 8)..<max(1, lines.count - 1) {
      let (post, signed, name) = (lines[number - 1].range, lines[number].range, lines[number + 1].range)
      guard signed.count == 4, isMark(signed.lowerBound, 40), at(signed.lowerBound + 1, .đã, .ký),
        let match = longest(lexicon.postPhrases, at: post.lowerBound), match.end == post.upperBound,
        token(post.lowerBound).has(.upper), isName(name)
      else { continue }
      var found = FoundSignature()
      found.position = (string(post), post)
      found.name = (string(name), name)
      var start = post.lowerBound
      if number >= 2, case let body = lines[number - 2].range, agency(at: body.lowerBound)?.range == body {
        start = body.lowerBound
      }
      return Foot(start: start, recipients: [], signature: found, end: count)
    }
    return nil
  }

  /// A foot without a list and without an authority: a post in capitals and a name, at the very end.
  func bareSignature(_ lines: [Line]) -> Foot? {
    if let copied = copiedSignature(lines) { return copied }
    let from = max(0, lines.count - 8)
    for number in from..<lines.count {
      let range = lines[number].range
      guard isCaps(range), longest(lexicon.postPhrases, at: range.lowerBound) != nil,
        token(range.lowerBound).has(.caps)
      else { continue }
      guard let signature = signature(Array(lines[number...])), signature.name != nil else { continue }
      return Foot(start: range.lowerBound, recipients: [], signature: signature, end: count)
    }
    return nil
  }
}

extension BareWord {
  static let ky = BareWord("ký")
  static let boi = BareWord("bởi")
  static let nguoi = BareWord("người")
  static let thoi = BareWord("thời")
}
