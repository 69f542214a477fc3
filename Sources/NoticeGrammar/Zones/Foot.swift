import NoticeText

/// The foot of a document: who gets it and who signed it.
struct Foot {
  /// The token where it begins.
  var start: Int
  var recipients: [FoundRecipient] = []
  var signature: FoundSignature?
  /// The lines of the signature: no bodies are looked for in them.
  var signatureLines: [Range<Int>] = []
  /// The token after it: an appendix may follow.
  var end: Int
}

struct FoundRecipient {
  var range: Range<Int>
  var name: String
  var purpose: String?
}

struct FoundSignature {
  var capacity: (text: String, range: Range<Int>)?
  var onBehalfOf: (text: String, range: Range<Int>)?
  var position: (text: String, range: Range<Int>)?
  var name: (text: String, range: Range<Int>)?
}

extension Reading {
  /// Reads the foot.
  ///
  ///     foot ← (recipients / signature)+
  ///
  /// The two stand side by side in print: in the text one follows the other, or they share lines.
  ///
  /// - Source: Decree 30/2020/NĐ-CP, Appendix I, boxes 7 and 9.
  mutating func readFoot(after bodyStart: Int) -> Foot? {
    let lines = lines(bodyStart..<count, columns: true)
    guard !lines.isEmpty else { return nil }
    var headed = recipientsHeading(lines)
    // Columns read in disorder may bring the heading after its list.
    let bare = listWithoutHeading(lines)
    if bare != nil, let heading = headed, !lines[heading...].contains(where: startsItem) { headed = nil }
    let listLine = headed ?? bare
    var signLine: Int?
    if let listLine {
      // The signature stands at most a dozen lines before the list, or after it.
      let from = max(0, listLine - 12)
      signLine = (from..<listLine).first {
        capacity(at: lines[$0].range.lowerBound) != nil && !startsItem(lines[$0])
      }
    } else {
      let from = max(0, lines.count - 40)
      signLine = (from..<lines.count).first { capacity(at: lines[$0].range.lowerBound) != nil }
    }
    guard listLine != nil || signLine != nil else { return bareSignature(lines) }
    let first = min(listLine ?? lines.count, signLine ?? lines.count)
    var foot = Foot(start: lines[first].range.lowerBound, end: count)
    let end = appendixStart(lines, after: first) ?? lines.count
    foot.end = end < lines.count ? lines[end].range.lowerBound : count
    var listRows: [Line] = []
    var signRows: [Line] = []
    var isList = false
    var hasDash = false
    for number in first..<end {
      var line = lines[number]
      let start = line.range.lowerBound
      if number == listLine {
        isList = true
        if headed == nil {
          (hasDash, _) = (true, listRows.append(line))
          continue
        }
        var next = start + 2
        while next < line.range.upperBound, isMark(next, 58) || isMark(next, 46) || isMark(next, 44) {
          next += 1
        }
        line.range = next..<line.range.upperBound
        if !line.range.isEmpty {
          if isSignatureText(line.range) { signRows.append(line) } else { listRows.append(line) }
        }
        continue
      }
      if line.isColumn {
        // The right column of a line whose left one is a recipient.
        signRows.append(line)
        continue
      }
      if !isList {
        signRows.append(line)
        continue
      }
      let isItem = startsItem(line)
      hasDash = hasDash || isItem
      if !isItem,
        startsSignature(line, hasDash: hasDash)
          || !signRows.isEmpty && !(line.range.lowerBound > 0 && continuesItem(line, listRows))
      {
        if startsSignature(line, hasDash: hasDash) || isName(line.range) || isCaps(line.range)
          || at(line.range.lowerBound, .kiêm)
        {
          signRows.append(line)
          if !listRows.isEmpty, !isSharedLine(lines, number) { isList = listRows.isEmpty }
          continue
        }
      }
      // A signature that shares the line with a recipient, after its semicolon.
      if let cut = sharedSignature(line.range) {
        var right = line
        right.range = cut..<line.range.upperBound
        signRows.append(right)
        line.range = start..<cut
      }
      listRows.append(line)
    }
    foot.recipients = recipients(listRows)
    foot.signature = signature(signatureBlock(signRows))
    // Below the name stand notes and appendices.
    let name = foot.signature?.name?.range.lowerBound ?? count
    foot.signatureLines = signRows.map(\.range).filter { $0.lowerBound <= name }
    if listLine != nil { took("recipients", lines[first].range, "\(foot.recipients.count) recipients") }
    return foot
  }

  /// The line of "Nơi nhận" that is the document's own: the first one with a filing item or a signature near it, since
  /// forms in the appendices have theirs; the last one, if none has.
  private func recipientsHeading(_ lines: [Line]) -> Int? {
    var last: Int?
    for (number, line) in lines.enumerated() where isRecipientsHeading(line.range) {
      last = number
      guard isExactHeading(line.range) else { continue }
      for near in max(0, number - 12)..<min(lines.count, number + 40) {
        let row = lines[near]
        if near > number, isRecipientsHeading(row.range) { break }
        if near > number, startsItem(row),
          atBare(row.range.lowerBound + 1, .luu)
            || capacity(at: row.range.lowerBound) != nil && !startsItem(row)
        {
          return number
        }
      }
    }
    return last
  }

  private func isExactHeading(_ range: Range<Int>) -> Bool {
    let start = range.lowerBound + (token(range.lowerBound).kind == .punctuation ? 1 : 0)
    return atBare(start, .noi) && atBare(start + 1, .nhan)
  }

  /// The first line of a list of recipients whose heading OCR or a copy lost: dashes down to "Lưu".
  private func listWithoutHeading(_ lines: [Line]) -> Int? {
    let kept = lines.lastIndex {
      startsItem($0) && atBare($0.range.lowerBound + 1, .luu) && $0.range.count < 14
    }
    guard var first = kept, isDamaged || first + 12 >= lines.count else { return nil }
    while first > 0, startsItem(lines[first - 1]), lines[first - 1].range.count <= 40 { first -= 1 }
    return kept.map { $0 - first >= 2 } == true ? first : nil
  }

  /// "Nơi nhận", through damage: the second word and what is left of the first.
  private func isRecipientsHeading(_ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start < range.lowerBound + 2, token(start).kind == .punctuation { start += 1 }
    guard range.upperBound - start >= 2 else { return false }
    let (first, second) = (token(start), token(start + 1))
    guard first.kind == .word, second.kind == .word else { return false }
    let exact = first.key.bare == BareWord.noi.key && second.key.bare == BareWord.nhan.key
    let damaged =
      second.key.bare == BareWord.nhan.key && first.key.count <= 4 && isMark(start + 2, 58)
      || first.key.bare == BareWord.noi.key && second.key.count <= 5 && isMark(start + 2, 58)
    return (exact && first.has(.upper) || damaged)
      && (range.upperBound - start <= 3 || isMark(start + 2, 58) || isColumnLike(start + 2))
  }

  private func isColumnLike(_ index: Int) -> Bool { token(index).has(.caps) }

  private func startsItem(_ line: Line) -> Bool {
    isBullet(line.range.lowerBound)
  }

  /// A dash, a plus or a dot that begins an item of a list.
  func isBullet(_ index: Int) -> Bool {
    guard token(index).kind == .punctuation, token(index).length <= 3 else { return false }
    switch token(index).key.bits {
    case 45, 43, 0x2022: return true
    // ~ = « ¬: what OCR makes of a dash at the beginning of a line.
    case 126, 61, 0xAB, 0xBB, 0xAC:
      return token(index).has(.newline) && (token(index + 1).has(.space) || isMark(index + 1, 45))
    default: return false
    }
  }

  /// Whether the next line's column belongs to the same printed row.
  private func isSharedLine(_ lines: [Line], _ number: Int) -> Bool {
    number + 1 < lines.count && startsItem(lines[number + 1])
  }

  private func continuesItem(_ line: Line, _ rows: [Line]) -> Bool {
    guard let last = rows.last else { return false }
    let mark = token(last.range.upperBound - 1)
    let closed = mark.isMark(59) || mark.isMark(46)
    return !closed && !isCaps(line.range) && !line.isBlankBefore && !isName(line.range)
  }

  /// The authority a line begins with: `T/L`, `TM.`, `KT.`, `TUQ.`, `Q.`
  ///
  ///     capacity ← ("T" / "K") "/" ("M" / "T" / "L" / "UQ") / ("TM" / "KT" / "TL" / "TUQ" / "Q") "."
  func capacity(at index: Int) -> (text: String, end: Int)? {
    var start = index
    if token(start).isMark(39) { start += 1 }
    let first = token(start)
    guard first.kind == .word, first.has(.caps), first.length <= 5 else { return nil }
    // "TL BAN THƯỜNG VỤ": the mark lost.
    if isDamaged, first.key.count == 2, Self.stateCapacities.contains(first.key), token(start + 1).has(.caps),
      isWord(start + 1), token(start + 1).length > 2, isWord(start + 2), token(start + 2).has(.caps)
    {
      return (string(start..<start + 1), start + 1)
    }
    guard isMark(start + 1, 46) || isMark(start + 1, 47) else { return nil }
    if isMark(start + 1, 47), isWord(start + 2), token(start + 2).has(.caps), token(start + 2).length <= 2,
      first.length == 1
    {
      guard Self.partyCapacities.contains(first.key), Self.partyCapacityTails.contains(token(start + 2).key),
        token(start + 3).has(.caps)
      else { return nil }
      return (string(start..<start + 3), start + 3)
    }
    guard Self.stateCapacities.contains(first.key), isMark(start + 1, 46), token(start + 2).has(.caps) else {
      return nil
    }
    let text = string(start..<start + 1) == "TƯQ" ? "TUQ." : string(start..<start + 2)
    return (Bytes.withoutBlanks(text), start + 2)
  }

  private static let stateCapacities = WordTable([
    WordKey("TM"), WordKey("KT"), WordKey("TL"), WordKey("TUQ"), WordKey("TƯQ"), WordKey("Q"),
  ])
  private static let partyCapacities = WordTable([WordKey("T"), WordKey("K")])
  private static let partyCapacityTails = WordTable([
    WordKey("M"), WordKey("T"), WordKey("L"), WordKey("UQ"), WordKey("U"),
  ])

  private func startsSignature(_ line: Line, hasDash: Bool) -> Bool {
    let start = line.range.lowerBound
    if capacity(at: start) != nil || afterSigned(line.range).map(isName) == true { return true }
    return isCaps(line.range) && line.range.count >= 2 && longest(lexicon.postPhrases, at: start) != nil
      && token(start).has(.caps)
  }

  /// What stands after "(Đã ký)".
  private func afterSigned(_ range: Range<Int>) -> Range<Int>? {
    guard isMark(range.lowerBound, 40), let close = range.prefix(5).first(where: { isMark($0, 41) }),
      at(close - 1, .ký)
    else { return nil }
    return close + 1..<range.upperBound
  }

  private func isSignatureText(_ range: Range<Int>) -> Bool {
    capacity(at: range.lowerBound) != nil || isCaps(range) && range.count >= 2
  }

  /// Where capitals of a signature begin on a recipient's line: after its closing mark.
  private func sharedSignature(_ range: Range<Int>) -> Int? {
    for index in range.dropFirst() where isMark(index, 59) || isMark(index, 44) || isMark(index, 46) {
      let rest = index + 1..<range.upperBound
      if rest.count >= 2, token(rest.lowerBound).has(.caps), token(rest.lowerBound).length > 2, isCaps(rest),
        isMark(index, 59) || capacity(at: rest.lowerBound) != nil
          || longest(lexicon.postPhrases, at: rest.lowerBound) != nil
      {
        return index + 1
      }
      // "- Lưu Văn phòng. Trần Văn A"
      if isMark(index, 46) || isMark(index, 59), 2...4 ~= rest.count, isName(rest),
        longest(lexicon.headPhrases, at: rest.lowerBound) == nil
      {
        return index + 1
      }
      if rest.count >= 1, isMark(index, 59), rest.count <= 3,
        rest.contains(where: { token($0).kind == .punctuation }),
        !isMark(rest.lowerBound, 40), !rest.contains(where: { isMark($0, 59) })
      {
        return index + 1  // what is left of a signature
      }
    }
    return nil
  }

  private func appendixStart(_ lines: [Line], after first: Int) -> Int? {
    for number in first..<lines.count {
      let start = lines[number].range.lowerBound
      if at(start, .phụ), atBare(start + 1, .lucWord), token(start).has(.upper), number > first + 3 {
        return number
      }
    }
    return nil
  }

  // MARK: Recipients

  /// nơi nhận.
  ///
  ///     recipients ← "Nơi" "nhận" ":" ("-"? recipient (";" / "," / "."))+
  ///     recipient ← NAME ("(" PURPOSE ")")?
  private func recipients(_ rows: [Line]) -> [FoundRecipient] {
    let dashed = rows.contains { startsItem($0) }
    var items: [Range<Int>] = []
    for row in rows {
      let isItem = startsItem(row)
      if isItem {
        // "~-": one dash, read twice.
        let start = row.range.lowerBound + (isMark(row.range.lowerBound + 1, 45) ? 2 : 1)
        if start < row.range.upperBound { items.append(start..<row.range.upperBound) }
      } else if dashed {
        // Before the first dash: a remark such as "Gửi bản điện tử:". After it: a wrapped line.
        if let last = items.last {
          let mark = token(last.upperBound - 1)
          if mark.isMark(46), row.isBlankBefore { break }
          items[items.count - 1] = last.lowerBound..<row.range.upperBound
        }
      } else if let last = items.last, !row.isBlankBefore, !token(row.range.lowerBound).has(.upper),
        !isMark(last.upperBound - 1, 44),
        !isMark(last.upperBound - 1, 59)
      {
        items[items.count - 1] = last.lowerBound..<row.range.upperBound
      } else {
        items.append(row.range)
      }
    }
    var out: [FoundRecipient] = []
    for item in items {
      if isFiling(item, isLast: item == items.last) { break }
      for part in split(item) {
        if let recipient = recipient(part) { out.append(recipient) }
      }
    }
    return out
  }

  /// "Lưu: VT, …": what is filed, not who gets it.
  private func isFiling(_ range: Range<Int>, isLast: Bool) -> Bool {
    let first = token(range.lowerBound)
    if first.key.bare == BareWord.luu.key { return true }
    // "LưuVPTU": the blank was lost.
    return isLast && first.has(.upper) && !first.key.isHashed
      && first.key.bare.bits & 0x3FFF == BareWord.luu.key.bits & 0x3FFF
  }

  /// One item that lists whole names gives one recipient each; one whose parts share a word stays whole.
  private func split(_ item: Range<Int>) -> [Range<Int>] {
    var out: [Range<Int>] = []
    var start = item.lowerBound
    var depth = 0
    var hasColon = false
    var index = item.lowerBound
    while index < item.upperBound {
      if isMark(index, 40) { depth += 1 }
      if isMark(index, 41) { depth -= 1 }
      if isMark(index, 58) { hasColon = true }
      if depth <= 0, index > start, index + 1 < item.upperBound {
        let isComma = isMark(index, 44)
        let isSemicolon = isMark(index, 59)
        if !hasColon,
          isSemicolon && !isMark(index + 1, 40) && token(index + 1).length > 2
            || isComma && isWhole(start..<index) && beginsWhole(index + 1, item.upperBound)
              && !(sharesHead(item.lowerBound) && longest(lexicon.headPhrases, at: index + 1) == nil)
        {
          out.append(start..<index)
          start = index + 1
        }
      }
      index += 1
    }
    out.append(start..<item.upperBound)
    return out
  }

  /// Whether a part is a name that needs nothing of what follows: it has a body with its level, or is a group.
  private func isWhole(_ range: Range<Int>) -> Bool {
    if at(range.lowerBound, .các) { return range.count >= 3 }
    var last: FoundAgency?
    var index = range.lowerBound
    while index < range.upperBound {
      if let agency = agency(at: index), agency.range.upperBound <= range.upperBound {
        last = agency
        index = agency.range.upperBound
      } else {
        index += 1
      }
    }
    return last.map { !isBareName($0) } ?? false
  }

  func isBareName(_ agency: FoundAgency) -> Bool {
    Self.bareNames.contains { $0 == agency.name }
  }

  private static let bareNames = [
    Wording("Ủy ban nhân dân"), Wording("Hội đồng nhân dân"), Wording("Thường trực Hội đồng nhân dân"),
    Wording("Văn phòng"),
  ]

  private func beginsWhole(_ index: Int, _ end: Int) -> Bool {
    if at(index, .các) {
      return at(index + 1, .sở) || at(index + 1, .ban) || at(index + 1, .bộ) || at(index + 1, .huyện)
        || at(index + 1, .cơ, .quan)
    }
    var start = index
    while let post = longest(lexicon.postPhrases, at: start), post.end < end { start = post.end }
    guard let agency = agency(at: start) else { return false }
    return !isBareName(agency) && agency.name.bytes.split(separator: 32, maxSplits: 1).count > 1
  }

  /// "Các Tập đoàn EVN, Viettel": names that stand under one head.
  private func sharesHead(_ index: Int) -> Bool {
    guard at(index, .các), let head = longest(lexicon.headPhrases, at: index + 1) else { return false }
    return lexicon.heads[head.value].tail == .name
  }

  private func recipient(_ range: Range<Int>) -> FoundRecipient? {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, token(start).kind == .punctuation, !isMark(start, 34), !isMark(start, 40) {
      start += 1
    }
    var purpose: String?
    var text = ""
    func add(_ range: Range<Int>) {
      let part = string(range)
      // A mark alone is no name.
      if part.utf8.count <= 1, part.utf8.allSatisfy({ $0 == 59 || $0 == 44 || $0 == 46 }) { return }
      if !text.isEmpty { text += " " }
      text += part
    }
    var from = start
    var index = start
    while index < end {
      if isMark(index, 40) {
        if index > from { add(from..<index) }
        var close = index + 1
        while close < end, !isMark(close, 41) { close += 1 }
        if isPurpose(index + 1), purpose == nil { purpose = string(index + 1..<min(close, end)) }
        index = min(close + 1, end)
        from = index
        continue
      }
      index += 1
    }
    while end > from, isMark(end - 1, 59) || isMark(end - 1, 44) || isMark(end - 1, 46) || isMark(end - 1, 58)
    { end -= 1 }
    if end > from { add(from..<end) }
    while let last = text.utf8.last, last == 59 || last == 44 || last == 32 {
      text.unicodeScalars.removeLast()
    }
    guard text.utf8.contains(where: { 97...122 ~= $0 | 32 }) || text.contains(where: \.isLetter) else {
      return nil
    }
    return FoundRecipient(range: start..<max(end, start + 1), name: text, purpose: purpose)
  }

  private func isPurpose(_ index: Int) -> Bool {
    at(index, .để) || atBare(index, .deWord) || at(index, .báo) || at(index, .phối) || at(index, .thực)
      || at(index, .đôn)
      || isWord(index) && token(index).length == 1 && isMark(index + 1, 47)
  }

  // MARK: Signature

  /// The rows up to where the text goes on: a signature has a dozen short lines, then a name or none.
  private func signatureBlock(_ rows: [Line]) -> [Line] {
    let isLong = { (row: Line) in
      row.range.count > 16 && !self.isCaps(row.range) && self.capacity(at: row.range.lowerBound) == nil
    }
    let end = rows.prefix(16).firstIndex(where: isLong) ?? min(rows.count, 16)
    return Array(rows[..<end])
  }

  /// Who signed.
  ///
  ///     signature ← capacity? BODY? (capacity? POST)* ("kiêm" POST)? NAME
  private func signature(_ rows: [Line]) -> FoundSignature? {
    var found = FoundSignature()
    var posts: [Range<Int>] = []  // of each chunk that begins with a post
    var behalf: Range<Int>?
    var joins: Set<Int> = []  // chunks that "kiêm" joins to the one before
    var isJoined = false
    var hasCapitals = false
    var read = 0  // the end of a post that goes on beyond its row
    rows: for (number, row) in rows.enumerated() {
      if row.range.upperBound <= read { continue }
      if hasCapitals || found.capacity != nil, let name = wrappedName(rows, number) {
        found.name = (string(name), name)
        break rows
      }
      var index = max(row.range.lowerBound, read)
      let end = row.range.upperBound
      if at(index, .kiêm), row.range.count == 1 {
        isJoined = true
        continue
      }
      if hasCapitals || found.capacity != nil || rows.count <= 2, !isCaps(row.range) {
        let range = afterRank(afterSigned(row.range) ?? row.range)
        if isName(range) {
          var start = range.lowerBound
          while token(start).kind != .word { start += 1 }
          found.name = (string(start..<end), start..<end)
          break rows
        }
        if let name = damagedName(range) {
          found.name = (name, range)
          break rows
        }
        if !token(index).has(.caps) { continue }
      }
      // What a post that wraps took of this line already.
      if let last = posts.last, last.contains(index) { index = last.upperBound }
      while index < end {
        if let capacity = capacity(at: index) {
          if found.capacity == nil {
            found.capacity = (capacity.text, index..<capacity.end)
            behalf = nil
          }
          hasCapitals = true
          index = capacity.end
          continue
        }
        guard token(index).has(.caps), token(index).kind == .word else {
          if at(index, .kiêm) { isJoined = true }
          index += 1
          continue
        }
        if at(index, .kiêm) {
          isJoined = true
          index += 1
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
          hasCapitals = true
          index = max(chunkEnd, index + 1)
          continue
        }
        hasCapitals = true
        if posts.isEmpty, found.capacity != nil {
          behalf = (behalf?.lowerBound ?? index)..<index + 1
        } else if let last = posts.last, last.upperBound == index || token(index).has(.newline),
          token(index).key.count > 1, belongsToPost(index),
          !isDamaged || isCaps(row.range) && row.range.allSatisfy({ isWord($0) })
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
      while first > 0, joins.contains(first) { first -= 1 }
      // KT. and TL. name the head first; if nothing follows, the signer's own post was lost.
      if !(speaksForHead && first == 0 && behalf == nil && posts.count == 1) {
        let own = posts[first...]
        let text = own.map { post($0) }.joined(separator: " kiêm ")
        if let from = own.first, let to = own.last {
          found.position = (text, from.lowerBound..<to.upperBound)
        }
      }
      if first > 0, behalf == nil { found.onBehalfOf = (post(posts[0]), posts[0]) }
    }
    return found
  }

  private static let headCapacities: Set<String> = ["KT.", "K/T", "KT", "TL.", "T/L", "TL", "TUQ."]

  /// A post in a signature: "TONG CUC TRUONG" too, where OCR lost the marks.
  private func signedPost(at index: Int) -> (value: Int, end: Int)? {
    let read =
      longest(lexicon.postPhrases, at: index)
      ?? (isDamaged ? longestBare(lexicon.barePostPhrases, at: index) : nil)
    guard let near = damagedPost(at: index), near.end > read?.end ?? index else { return read }
    return near
  }

  /// Whether a word may go on with a post: beside a seal only one that is a syllable, or a body's name.
  private func belongsToPost(_ index: Int) -> Bool {
    !isDamaged || token(index).key.count > 1 && SyllableTable.standard.isSyllable(token(index).key)
      || agency(at: index) != nil
  }

  /// A post printed in capitals, as it is written in a sentence.
  private func post(_ range: Range<Int>) -> String {
    guard let match = signedPost(at: range.lowerBound) else {
      return ProperCase.sentence(string(range))
    }
    let isDamaged = longest(lexicon.postPhrases, at: range.lowerBound)?.end != match.end
    var text = ProperCase.sentence(
      isDamaged ? lexicon.posts[match.value] : string(range.lowerBound..<match.end))
    if match.end < range.upperBound { text += " " + canonical(match.end..<range.upperBound) }
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
    guard next.range.lowerBound == row.range.upperBound, !next.isBlankBefore, !next.isColumn else {
      return nil
    }
    let start = afterRank(row.range.lowerBound..<next.range.upperBound).lowerBound
    // "Đại / tướng Lê Văn Hòa"
    if start >= next.range.lowerBound {
      return isName(start..<next.range.upperBound) ? start..<next.range.upperBound : nil
    }
    guard
      Self.familyNames.contains(token(start).key), !token(start).has(.caps),
      isName(start..<next.range.upperBound)
    else { return nil }
    if row.range.upperBound - start > 1 {
      let isLast = number + 2 == rows.count || rows[number + 2].isBlankBefore
      guard isLast, next.range.count == 1 || row.range.upperBound - start == 2 && next.range.count == 2 else {
        return nil
      }
    }
    return start..<next.range.upperBound
  }

  /// What stands after an officer's rank: "Thượng tá Lê Văn Hòa".
  private func afterRank(_ range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound
    guard range.count >= 4, Self.rankGrades.contains(token(start).key),
      Self.ranks.contains(token(start + 1).key)
    else { return range }
    return start + 2..<range.upperBound
  }

  private static let rankGrades = WordTable([
    WordKey("Thiếu"), WordKey("Trung"), WordKey("Thượng"), WordKey("Đại"),
  ])
  private static let ranks = WordTable([
    WordKey("úy"), WordKey("tá"), WordKey("tướng"), WordKey("đốc"),
  ])

  /// Two to five words in title case: a person's name.
  func isName(_ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound, token(start).kind == .punctuation { start += 1 }
    guard 2...5 ~= range.upperBound - start else { return false }
    return (start..<range.upperBound).allSatisfy {
      let token = token($0)
      return token.kind == .word && token.has(.upper) && (!token.has(.caps) || token.key.count == 1)
    }
  }

  /// A foot without a list and without an authority: a post in capitals and a name, at the very end.
  private func bareSignature(_ lines: [Line]) -> Foot? {
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
  static let lucWord = BareWord("lục")
  static let deWord = BareWord("để")
}
