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
    let lines = joinedHeading(lines(bodyStart..<count, columns: true))
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
        (capacity(at: lines[$0].range.lowerBound) != nil || authorityAfterDebris(lines[$0].range) != nil)
          && !startsItem(lines[$0])
      }
    } else {
      // An appendix may follow it: then the name says that it is one.
      let from = max(0, lines.count - 40)
      signLine =
        lines.indices.first { isSignature(lines, $0) }
        ?? (from..<lines.count).first { capacity(at: lines[$0].range.lowerBound) != nil }
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
        // "Nơi nhận ễ T/L BAN THƯỜNG VỤ": debris before the signature.
        if let sign = line.range.first(where: { $0 >= next && $0 < next + 3 && capacity(at: $0) != nil }) {
          next = sign
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
      if !isList, goesOnWithList(line, listRows) { isList = true }
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
        if startsSignature(line, hasDash: hasDash) || isSigner(line.range) || isCaps(line.range)
          || at(line.range.lowerBound, .kiêm) || isFiled(listRows) && nameAtEnd(line.range) != nil
        {
          signRows.append(line)
          if !listRows.isEmpty, !isSharedLine(lines, number) { isList = listRows.isEmpty }
          continue
        }
        // What a seal left between the items is none of theirs.
        if !signRows.isEmpty, isDebris(line.range) {
          signRows.append(line)
          continue
        }
      }
      // Below the filing item nothing follows but who signed.
      if !isItem, signRows.isEmpty, line.isBlankBefore, isFiled(listRows), isSigner(line.range) {
        signRows.append(line)
        continue
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

  /// Whether a line beside a signature is an item of the list: a dash begins no line of a signature, and what is filed
  /// ends the list.
  private func goesOnWithList(_ line: Line, _ rows: [Line]) -> Bool {
    isDamaged && !rows.isEmpty && startsItem(line) && !isFiled(rows)
  }

  /// Whether a list has its last item, "Lưu".
  private func isFiled(_ rows: [Line]) -> Bool {
    rows.contains { row in
      let first = token(row.range.lowerBound + 1)
      return startsItem(row)
        && (first.key.bare == BareWord.luu.key
          || first.has(.upper) && !first.key.isHashed && row.range.count <= 4
            && first.key.bare.bits & 0x3FFF == BareWord.luu.key.bits & 0x3FFF)  // "LưuVPTU"
    }
  }

  /// "Nơi ⏎ nhận:": a heading that a narrow column wraps is one line.
  private func joinedHeading(_ lines: [Line]) -> [Line] {
    guard
      let first = lines.indices.dropLast().last(where: { number in
        let range = lines[number].range
        return range.count == 1 && atBare(range.lowerBound, .noi) && token(range.lowerBound).has(.upper)
          && atBare(lines[number + 1].range.lowerBound, .nhan)
      })
    else { return lines }
    var out = lines
    out[first].range = lines[first].range.lowerBound..<lines[first + 1].range.upperBound
    out.remove(at: first + 1)
    return out
  }

  /// Whether an authority in capitals begins at a line, and a name follows within a few short lines.
  private func isSignature(_ lines: [Line], _ number: Int) -> Bool {
    guard capacity(at: lines[number].range.lowerBound) != nil, isCaps(lines[number].range) else {
      return false
    }
    for line in lines[(number + 1)...].prefix(6) {
      if isName(line.range) { return true }
      guard isCaps(line.range) || line.range.count <= 6 else { return false }
    }
    return false
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
    let kept =
      lines.lastIndex {
        startsItem($0) && atBare($0.range.lowerBound + 1, .luu) && $0.range.count < 14
      } ?? (isDamaged ? lastReportedTo(lines) : nil)
    guard var first = kept, isDamaged || first + 12 >= lines.count else { return nil }
    // A wrapped line goes on with the item above it.
    while first > 0, lines[first - 1].range.count <= 40 {
      if startsItem(lines[first - 1]) {
        first -= 1
      } else if isDamaged, first > 1, startsItem(lines[first - 2]), !lines[first - 1].isBlankBefore,
        lines[first - 2].range.count <= 40
      {
        first -= 2
      } else {
        break
      }
    }
    return kept.map { $0 - first >= 2 } == true ? first : nil
  }

  /// The last item of the list in which one says "(để báo cáo)": only who gets a document is told so.
  private func lastReportedTo(_ lines: [Line]) -> Int? {
    let from = max(0, lines.count - 20)
    guard
      var last = lines[from...].lastIndex(where: { line in
        startsItem(line) && line.range.count < 24
          && line.range.contains { isMark($0, 40) && isPurpose($0 + 1) }
      })
    else { return nil }
    while last + 1 < lines.count, startsItem(lines[last + 1]) { last += 1 }
    return last
  }

  /// "Nơi nhận", through damage: the second word and what is left of the first.
  func isRecipientsHeading(_ range: Range<Int>) -> Bool {
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
      && (range.upperBound - start <= 3 || isMark(start + 2, 58) || isColumnLike(start + 2)
        || isDamaged && token(start + 2).kind == .punctuation && isColumnLike(start + 3)
        || isDamaged && (start + 3..<start + 5).contains { capacity(at: $0) != nil })
  }

  private func isColumnLike(_ index: Int) -> Bool { token(index).has(.caps) }

  func startsItem(_ line: Line) -> Bool {
    let start = line.range.lowerBound
    // ".- Sở Nội vụ": a speck before the dash.
    return isBullet(start)
      || isDamaged && token(start).kind == .punctuation && token(start).has(.newline) && isMark(start + 1, 45)
        && !token(start + 1).has(.space)
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
    // Behind the filing item stands who signed, whatever the seal made of it.
    if isFiled(rows), isDamaged, isSigner(line.range) || nameAtEnd(line.range) != nil { return false }
    return !closed && !isCaps(line.range) && !line.isBlankBefore && !isName(line.range)
  }

  /// The authority a line begins with: `T/L`, `TM.`, `KT.`, `TUQ.`, `Q.`
  ///
  ///     capacity ← ("T" / "K") "/" ("M" / "T" / "L" / "UQ") / ("TM" / "KT" / "TL" / "TUQ" / "Q") "."
  func capacity(at index: Int) -> (text: String, end: Int)? {
    var start = index
    if token(start).isMark(39) { start += 1 }
    let first = token(start)
    // "1L. BỘ TRƯỞNG": a stroke of the T lost.
    if isDamaged, isNumber(start), first.number == 1, first.length == 1,
      token(start + 1).key == WordKey("L"), !token(start + 1).has(.space), isMark(start + 2, 46),
      token(start + 3).has(.caps), opensRow(start)
    {
      return ("TL.", start + 3)
    }
    guard first.kind == .word, first.has(.caps), first.length <= 5 else { return nil }
    // "TL BAN THƯỜNG VỤ": the mark lost.
    if isDamaged, first.key.count == 2, Self.stateCapacities.contains(first.key), token(start + 1).has(.caps),
      isWord(start + 1), token(start + 1).length > 2, isWord(start + 2), token(start + 2).has(.caps)
    {
      return (string(start..<start + 1), start + 1)
    }
    // "K/TTRƯỞNG BAN": the blank lost.
    if isDamaged, first.length == 1, Self.partyCapacities.contains(first.key), isMark(start + 1, 47),
      case let glued = token(start + 2), glued.kind == .word, glued.has(.caps), glued.key.count >= 3,
      !glued.has(.space), glued.key.bare.codes.first == WordKey("t").codes.first,
      SyllableTable.standard.isSyllable(WordKey(String(string(start + 2..<start + 3).dropFirst()))),
      !SyllableTable.standard.isSyllable(glued.key)
    {
      return (string(start..<start + 2) + "T", start + 2)
    }
    // "TẠM ỦY BAN KIỂM TRA": what a coarse scan makes of T/M.
    if isDamaged, atBare(start, .tam), token(start).has(.newline), isWord(start + 1),
      token(start + 1).has(.caps),
      longest(lexicon.headPhrases, at: start + 1) != nil
        || longest(lexicon.agencyPhrases, at: start + 1) != nil
    {
      return ("T/M", start + 1)
    }
    // "TM:-BAN THƯỜNG VỤ": a speck above the point.
    if isDamaged, isMark(start + 1, 58), !token(start + 1).has(.space),
      Self.stateCapacities.contains(first.key),
      case let next = isMark(start + 2, 45) ? start + 3 : start + 2, isWord(next), token(next).has(.caps),
      token(next).length > 2
    {
      return (string(start..<start + 1) + ".", next)
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

  /// Whether a line begins at `index`, a stray mark aside.
  private func opensRow(_ index: Int) -> Bool {
    token(index).has(.newline) || token(index - 1).kind == .punctuation && token(index - 1).has(.newline)
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
    return isCaps(line.range) && line.range.count >= 2 && signedPost(at: start) != nil
      && token(start).has(.caps)
  }

  /// What stands after "(Đã ký)".
  func afterSigned(_ range: Range<Int>) -> Range<Int>? {
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
    for index in range.dropFirst()
    where [44, 46, 47, 58, 59].contains(where: { isMark(index, $0) }) {
      let rest = index + 1..<range.upperBound
      // "Sở Y tế; Í Š Sưcc", "… và Du lịch / Q27 2": what a seal left beside an item.
      if !rest.isEmpty, isDebris(rest), isMark(index, 59) || isMark(index, 47) && isSetOff(index) {
        return isMark(index, 59) ? index + 1 : index
      }
      // "UBKT Tỉnh ủy, 5J TH", "…, Đài » tu": behind a comma only with what no list of names has.
      if isMark(index, 44), rest.contains(where: isStrayMark) || isFigureAtLetter(rest.lowerBound),
        isDebris(rest),
        !rest.contains(where: { isMark($0, 44) || isMark($0, 59) })
      {
        return index
      }
      // "… (để phối hợp): PIIÓ GIẢ", "… (để báo cáo); 92 NT": nothing follows what a document is sent for.
      if isDamaged, !rest.isEmpty, endsPurpose(index - 1, floor: range.lowerBound) { return index + 1 }
      if isMark(index, 47) || isMark(index, 58) { continue }
      if rest.count >= 2, token(rest.lowerBound).has(.caps), token(rest.lowerBound).length > 2, isCaps(rest),
        isMark(index, 59) || capacity(at: rest.lowerBound) != nil || signedPost(at: rest.lowerBound) != nil
      {
        return index + 1
      }
      // "- Lưu Văn phòng. Trần Văn A"
      if isMark(index, 46) || isMark(index, 59), 2...6 ~= rest.count,
        rest.count <= 4 ? isSigner(rest) : isOfficer(rest),
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
    return postBeforeName(range) ?? (isDamaged ? afterPurpose(range) ?? postAtEnd(range) : nil)
  }

  /// "5J": a figure that a letter follows without a blank.
  private func isFigureAtLetter(_ index: Int) -> Bool {
    isNumber(index) && isWord(index + 1) && !token(index + 1).has(.space)
  }

  /// A sign that stands in no list of names: "`", "\\", "*", "»".
  private func isStrayMark(_ index: Int) -> Bool {
    guard token(index).kind == .punctuation, let bits = UInt8(exactly: token(index).key.bits) else {
      return token(index).kind == .punctuation
    }
    return !Self.listMarks.contains(bits)
  }

  /// & ( ) , - . / : ;
  private static let listMarks: Set<UInt8> = [38, 40, 41, 44, 45, 46, 47, 58, 59]

  /// Whether the bracket that closes at `index` says what a recipient gets the document for.
  private func endsPurpose(_ index: Int, floor: Int) -> Bool {
    guard isMark(index, 41), let open = (max(floor, index - 12)..<index).last(where: { isMark($0, 40) })
    else { return false }
    return isPurpose(open + 1)
  }

  /// "Văn phòng Chính phủ (để thực hiện) F c 2z": where debris begins behind what a recipient gets the document for.
  private func afterPurpose(_ range: Range<Int>) -> Int? {
    range.dropLast().first { index in
      endsPurpose(index, floor: range.lowerBound) && !at(index + 1, .và)
        && !(token(index + 1).kind == .punctuation && index + 2 == range.upperBound)
        && !(44...46 ~= token(index + 1).key.bits) && !isMark(index + 1, 58) && !isMark(index + 1, 59)
    }.map { $0 + 1 }
  }

  /// "Sở Nội vụ ˆ PHÓ GIÁM ĐÓC": a post in capitals that ends a recipient's line.
  private func postAtEnd(_ range: Range<Int>) -> Int? {
    let start = range.dropFirst(2).first { index in
      token(index).has(.caps) && token(index).length > 2 && !token(index - 1).has(.caps)
        && range.upperBound - index >= 2 && isCaps(index..<range.upperBound)
        && (index..<range.upperBound).allSatisfy { isWord($0) }
        && signedPost(at: index)?.end == range.upperBound
    }
    guard var start else { return nil }
    while start > range.lowerBound + 1, token(start - 1).kind == .punctuation { start -= 1 }
    return start
  }

  private func isSetOff(_ index: Int) -> Bool { token(index).has(.space) && token(index + 1).has(.space) }

  /// "… (2b). Văn thư BỘ TRƯỞNG, CHỦ NHIỆM Trần Văn An": a post in capitals and a name that end a recipient's line.
  private func postBeforeName(_ range: Range<Int>) -> Int? {
    for index in range.dropFirst(2)
    where token(index).has(.caps) && token(index).length > 2 && !token(index - 1).has(.caps) {
      guard let post = longest(lexicon.postPhrases, at: index),
        let name = (post.end..<max(post.end, range.upperBound)).first(where: {
          isWord($0) && !token($0).has(.caps)
        })
      else { continue }
      if isCaps(index..<name), isName(name..<range.upperBound) { return index }
    }
    return nil
  }

  private func appendixStart(_ lines: [Line], after first: Int) -> Int? {
    for number in first..<lines.count {
      let start = lines[number].range.lowerBound
      if at(start, .phụ), atBare(start + 1, .lucWord), token(start).has(.upper), number > first + 2 {
        return number
      }
    }
    return nil
  }

}

extension BareWord {
  static let lucWord = BareWord("lục")
  static let deWord = BareWord("để")
  static let tam = BareWord("tạm")
  static let comrade = BareWord("đ")
}
