import NoticeText

/// A body that an item tells to act.
struct FoundAssignee {
  var agency: FoundAgency
  var role: Assignee.Role
}

extension Reading {
  /// The bodies that the text of an item tells to act, among the agencies `found` in it.
  ///
  ///     assignee ← ("giao" / "yêu cầu" / "đề nghị" / "chỉ đạo" / "đôn đốc" / "phân công" / "ủy nhiệm") agency-chain
  ///              / "phối hợp" "chặt chẽ"? "với" agency-chain / agency-chain VERB
  ///     agency-chain ← POST? agency (("," / "và") POST? agency)*
  ///
  /// A body is named for many reasons; only one that is a sentence's subject, or the object of an order, is
  /// told to act. Those reported to, advised, passed through or quoted are not.
  func assignees(in own: Range<Int>, _ found: Range<Int>, issuer: String?) -> [FoundAssignee] {
    var out: [FoundAssignee] = []
    var previousRole: Assignee.Role?
    var previousEnd = own.lowerBound
    // "Cơ quan phối hợp: A; B; C": after a label that says the role, semicolons part its list.
    var isLabelled = false
    let quietEnd = topicEnd(of: own)
    for body in bodies(in: own, found) {
      let agency = body.range
      if agency.lowerBound < quietEnd || agency.upperBound > own.upperBound { continue }
      var start = nameStart(agency.lowerBound, floor: own.lowerBound)
      // "lãnh đạo" after a body is what it does, else a post.
      if start == previousEnd, at(start, .lãnh, .đạo) { start += 2 }
      var role: Assignee.Role?
      if let last = previousRole,
        isChained(previousEnd, start, bySemicolons: isLabelled) || agency.upperBound == previousEnd
      {
        role = last
      } else if let cue = orderCue(
        before: start, floor: own.lowerBound, previousEnd: previousRole == nil ? -1 : previousEnd)
      {
        role = cue
        isLabelled = isMark(start - 1, 58)
        if cue == .assigned, at(start - 1, .đạo), let last = out.indices.last,
          sentenceStart(of: start, floor: own.lowerBound) <= out[last].agency.range.lowerBound
        {
          // A chỉ đạo B: A directs.
          for earlier in out.indices
          where out[earlier].role == .assigned
            && out[earlier].agency.range.upperBound + 1 >= start - 3
          {
            out[earlier].role = .direct
          }
        }
      } else if previousRole == .lead, isMark(start - 1, 44) || isMark(start - 1, 59),
        at(agency.upperBound, .phối), !at(agency.upperBound + 2, .với)
      {
        role = .coordinate  // "A chủ trì, B phối hợp"
      } else if isSubject(start, body, own: own, issuer: issuer, after: out.last) {
        role = .assigned
      }
      guard var role else {
        previousRole = nil
        continue
      }
      if role == .assigned, leads(after: agency.upperBound, floor: own.upperBound) { role = .lead }
      out.append(FoundAssignee(agency: body, role: role))
      previousRole = role
      previousEnd = agency.upperBound
    }
    return out
  }

  /// Where that ends which an item says it is about: "Về kiến nghị giao …:" orders nothing.
  ///
  /// A line of its own ends it, and so does an order behind a comma: "Về nội dung kế hoạch, giao …:".
  private func topicEnd(of own: Range<Int>) -> Int {
    guard at(own.lowerBound, .về) else { return own.lowerBound }
    let isOwnOrder = !at(own.lowerBound + 1, .kiến) && !at(own.lowerBound + 1, .đề)
    return own.prefix(160).first {
      isMark($0, 58) || opensBelowHeading($0, own) || isOwnOrder && isMark($0, 44) && at($0 + 1, .giao)
    } ?? own.lowerBound
  }

  /// The bodies `found` in an item, and between them the groups that no list knows, in the order of the text.
  private func bodies(in own: Range<Int>, _ found: Range<Int>) -> [FoundAgency] {
    var out: [FoundAgency] = []
    out.reserveCapacity(found.count)
    var index = own.lowerBound
    func addGroups(upTo end: Int) {
      while index < end {
        guard traits[index].has(.group), let (groups, last) = agencyGroups(at: index),
          last <= end
        else {
          index += 1
          continue
        }
        for group in groups {
          var body = FoundAgency(range: index..<last, name: scratch.keep(group.rawValue))
          body.isGroup = true
          out.append(body)
        }
        index = last
      }
    }
    for number in found {
      addGroups(upTo: agencies[number].range.lowerBound)
      var body = agencies[number]
      if body.isGroup { body.name = groupName(body) }
      out.append(body)
      index = max(index, body.range.upperBound)
    }
    addGroups(upTo: own.upperBound)
    return out
  }

  /// Where a name with the posts before it begins: "Giám đốc Sở Y tế" at "Giám đốc".
  func nameStart(_ index: Int, floor: Int) -> Int {
    var start = numberedDivision(before: index, floor: floor) ?? index
    for _ in 0..<4 {
      var moved = false
      for length in stride(from: 4, through: 1, by: -1) where start - length >= floor {
        if let post = longest(lexicon.postPhrases, at: start - length), post.end == start {
          start -= length
          moved = true
          break
        }
      }
      // "Chánh Văn phòng": the post ends with the body's own head; "hành chính ⏎ Ủy ban" names no Chính ủy.
      if !moved, start > floor, !token(start).has(.newline) || token(start - 1).has(.upper),
        let post = longest(lexicon.postPhrases, at: start - 1), post.end > start
      {
        start -= 1
        moved = true
      }
      if !moved { break }
      if start - 2 >= floor, isMark(start - 1, 44),
        let post = longest(lexicon.postPhrases, at: start - 3 >= floor ? start - 3 : start - 2),
        post.end == start - 1
      {
        start -= 1
      }
    }
    while start > floor, at(start - 1, .các) || at(start - 1, .chí) && at(start - 2, .đồng) {
      start -= at(start - 1, .các) ? 1 : 2
    }
    // "Trưởng các phòng: Nội vụ, Tư pháp": a post of each of them.
    if start > floor, at(start, .các), at(start - 1, .trưởng) { start -= 1 }
    return max(start, floor)
  }

  /// Where "Phòng 5, Cục Hậu cần" begins, whose body is the Cục.
  private func numberedDivision(before index: Int, floor: Int) -> Int? {
    let number = isMark(index - 1, 44) ? index - 2 : index - 1
    guard number > floor, isNumber(number), token(number).length <= 2, at(number - 1, .phòng),
      token(number - 1).has(.upper)
    else { return nil }
    return number - 1
  }

  /// "đồng chí Lê Văn Hải, Giám đốc Sở Y tế": where the person begins whose post, and with it his body, is named at `start`.
  private func person(before start: Int, floor: Int) -> Int? {
    guard isMark(start - 1, 44) || isMark(start - 1, 45) || isMark(start - 1, 40),
      longest(lexicon.postPhrases, at: start) != nil
    else { return nil }
    var name = start - 1
    while name > floor, start - name <= 5, isWord(name - 1), token(name - 1).has(.upper),
      !token(name - 1).has(.caps)
    {
      name -= 1
    }
    guard start - 1 - name >= 2 else { return nil }
    if at(name - 1, .chí), at(name - 2, .đồng), name - 2 >= floor { return name - 2 }
    return (at(name - 1, .ông) || at(name - 1, .bà)) && name - 1 >= floor ? name - 1 : nil
  }

  /// The order that ends just before `start`.
  private func orderCue(before start: Int, floor: Int, previousEnd: Int) -> Assignee.Role? {
    let last = start - 1
    guard last >= floor else { return nil }
    if let person = person(before: start, floor: floor) {
      // "Chủ trì: Đồng chí …" of an invitation says who presides.
      return isMark(person - 1, 58) ? nil : orderCue(before: person, floor: floor, previousEnd: previousEnd)
    }
    if at(last, .giao) || at(last, .cho) && at(last - 1, .giao) {
      // "dự toán ngân sách Thành phố giao cho Công an": what the money is for.
      if at(last, .cho), at(last - 2, .phố) || at(last - 2, .tỉnh) || at(last - 2, .ương) { return nil }
      return at(last - 1, .được) ? nil : .assigned
    }
    if at(last, .cầu), at(last - 1, .yêu) { return at(last - 2, .theo) ? nil : .assigned }
    if at(last, .nghị), at(last - 1, .đề) { return at(last - 2, .theo) ? nil : .assigned }
    // "Kiến nghị Bộ Tài chính bổ sung …": at the head of a sentence no noun.
    if at(last, .nghị), at(last - 1, .kiến) {
      return token(last - 1).has(.upper) && !token(last).has(.caps) ? .assigned : nil
    }
    // "Đồng ý cho Sở Y tế mua sắm", "Ủy quyền cho Ban Quản lý dự án ký".
    if at(last, .cho), at(last - 1, .ý), at(last - 2, .đồng) { return .assigned }
    if at(last, .cho), at(last - 1, .quyền), at(last - 2, .ủy), token(last - 2).has(.upper) {
      return .assigned
    }
    if at(last, .đạo), at(last - 1, .chỉ) {
      return at(last - 2, .theo) || at(last - 2, .kiến) || at(last - 2, .sự) ? nil : .assigned
    }
    if at(last, .đạo), at(last - 1, .lãnh), last - 1 == previousEnd { return .assigned }
    if at(last, .đốc), at(last - 1, .đôn) { return .assigned }
    if at(last, .nhiệm), at(last - 1, .ủy) { return at(last - 2, .theo) ? nil : .assigned }
    if at(last, .công), at(last - 1, .phân) { return at(last - 2, .theo) ? nil : .assigned }
    // "thừa ủy quyền Thủ tướng": the one who gave the authority.
    if at(last, .quyền), at(last - 1, .ủy) {
      return at(last - 2, .thừa) || at(last - 2, .theo) ? nil : .assigned
    }
    if at(last, .với) || at(last, .cùng) {
      for back in 1...4 where at(last - back, .hợp) && at(last - back - 1, .phối) { return .coordinate }
      // "chủ trì, cùng với …"
      for back in 1...4 where at(last - back, .trì) && at(last - back - 1, .chủ) { return .coordinate }
      if at(last, .với), at(last - 1, .phối) { return .coordinate }
    }
    if at(last, .hợp), at(last - 1, .phối) { return .coordinate }
    if at(last, .hướng), at(last - 1, .định) { return .assigned }
    if at(last, .cho), at(last - 1, .nhất), at(last - 2, .thống) { return .assigned }
    if isMark(last, 58) {
      if at(last - 1, .trì), at(last - 2, .chủ) { return .lead }
      if at(last - 1, .hợp), at(last - 2, .phối) { return .coordinate }
      if at(last - 1, .hiện), at(last - 2, .thực) { return .assigned }
      if at(last - 1, .mưu), at(last - 2, .tham) { return .assigned }
    }
    return nil
  }

  /// Whether a name goes on the list of the one before: only commas, "và", groups and posts between.
  private func isChained(_ end: Int, _ start: Int, bySemicolons: Bool) -> Bool {
    guard start > end, start - end <= 24 else { return false }
    var index = end
    var separators = 0
    var depth = 0
    while index < start {
      if isMark(index, 40) { depth += 1 }
      if isMark(index, 41) { depth -= 1 }
      if depth > 0 || isMark(index, 41) {
        index += 1
        continue
      }
      if isMark(index, 44) || at(index, .và) || at(index, .cùng) || bySemicolons && isMark(index, 59) {
        separators += 1
      } else if token(index).kind == .punctuation, !isMark(index, 45) {
        return false
      } else if isPredicate(index) || at(index, .của) || at(index, .theo) || at(index, .để) || at(index, .cho)
        || at(index, .thuộc) || at(index, .về)
        || at(index, .tại) || at(index, .trước) || at(index, .giao) || at(index, .yêu) || at(index, .đã)
        || at(index, .với)
      {
        return false
      }
      index += 1
    }
    return separators > 0
      && (isMark(start - 1, 44) || isMark(start - 1, 59) || at(start - 1, .và) || at(start - 1, .cùng))
  }

  /// Whether a verb of doing begins at `index`.
  func isPredicate(_ index: Int) -> Bool {
    switch Word(rawValue: word(index)) {
    case .chủ: return at(index + 1, .trì)
    case .phối: return at(index + 1, .hợp)
    case .có:
      // "có văn bản hướng dẫn", "có giải pháp khắc phục"; a text with a number is there already.
      return at(index + 1, .trách) || at(index + 1, .nhiệm)
        || (at(index + 1, .văn, .bản) || at(index + 2, .pháp)) && isWord(index + 3) && !at(index + 3, .số)
    case .khẩn: return at(index + 1, .trương)
    case .tập: return at(index + 1, .trung)
    case .tiếp: return at(index + 1, .tục) || at(index + 1, .nhận) || atBare(index + 1, .thu)
    case .hướng: return at(index + 1, .dẫn)
    case .báo: return at(index + 1, .cáo)
    case .tham: return at(index + 1, .mưu)
    case .triển: return at(index + 1, .khai)
    case .thực: return at(index + 1, .hiện)
    case .căn: return at(index + 1, .cứ)
    case .theo, .phải, .cần, .sẽ, .gửi: return true
    case .chỉ: return at(index + 1, .đạo)
    case .lãnh: return at(index + 1, .đạo)
    default: return longest(lexicon.stopPhrases, at: index).map { $0.end - index == 2 } ?? false
    }
  }

  /// Whether a body is the subject of its sentence, and the sentence tells it to act.
  ///
  /// - Parameter last: The assignee before: after an adverbial clause a sentence has one subject.
  private func isSubject(
    _ start: Int, _ agency: FoundAgency, own: Range<Int>, issuer: String?, after last: FoundAssignee?
  ) -> Bool {
    // A cell of a table's row: the columns of who leads and who joins in.
    if token(start).has(.cell), token(own.lowerBound - 1).has(.cell) { return true }
    let sentence = sentenceStart(of: start, floor: own.lowerBound)
    let after = agency.range.upperBound
    // "Đối với Giám đốc Sở Y tế": whom an item is about, if it says no more, is told what stands below.
    if start - 2 == own.lowerBound, at(own.lowerBound, .đối, .với), endsHeading(after, own) { return true }
    // "Đối với Sở Y tế: khẩn trương …", "Riêng Sở Y tế: …": and what stands behind the colon.
    if isAddressed(from: sentence, to: start), endsInColon(after, own) { return true }
    // "Trách nhiệm của Sở Y tế": a heading that says whose the items below are.
    if start - 3 == own.lowerBound, at(own.lowerBound, .trách, .nhiệm), at(own.lowerBound + 2, .của),
      endsHeading(after, own) || token(after).has(.blank)
    {
      return true
    }
    // "Các xã còn lại: 20.000 đồng" is a place, "Các xã rà soát" a body.
    if agency.isGroup, agency.level == nil, Self.territories.contains(agency.name.string),
      !isPredicate(after),
      !endsHeading(after, own)
    {
      return false
    }
    if start == sentence, isMark(start - 1, 59), isOnlyNames(from: after, own),
      !(last?.role == .assigned && (endsInDuty(after, own) || endsInColon(after, own)))
    {
      return false
    }
    // "… 06 hội gồm: Hội Làm vườn, Hội Tin học": what is counted, not who acts.
    if isMark(sentence - 1, 58), at(sentence - 2, .gồm) { return false }
    if start != sentence {
      // "(qua Văn phòng Chính phủ, Bộ Tài chính)": a remark has no subject; "Các chủ rừng (A, B)" names them.
      if let bracket = openBracket(before: start, floor: sentence), !token(bracket + 1).has(.upper) {
        return false
      }
      // "1. Về cải cách hành chính ⏎ Sở Nội vụ chủ trì …": below a heading.
      if opensBelowHeading(start, own), isPredicate(after) {
        return !isAppraisal(after, agency, issuer: issuer)
      }
      // After an adverbial clause ("Trước ngày …,"), or inside a list of posts and groups that is the subject.
      guard isMark(start - 1, 44) || at(start - 1, .và) || isMark(start - 1, 40) else { return false }
      let isAdverbial = isMark(start - 1, 44) && isAdverb(sentence)
      if !isAdverbial {
        guard isNominal(sentence..<start) else { return false }
      } else {
        guard last.map({ $0.agency.range.lowerBound < sentence }) ?? true else { return false }
        guard isPredicate(after) || after < own.upperBound && (isMark(after, 44) || at(after, .và)) else {
          return false
        }
      }
    }
    return !isAppraisal(after, agency, issuer: issuer)
  }

  /// Whether `index` begins the line below an item's first one, and that is a heading: "Về …" without a mark at its end.
  private func opensBelowHeading(_ index: Int, _ own: Range<Int>) -> Bool {
    guard token(index).has(.newline), token(index).has(.upper), at(own.lowerBound, .về),
      token(own.lowerBound).has(.upper), index - own.lowerBound <= 24, isWord(index - 1),
      !isFunctionWord(index - 1) || at(index - 1, .số)
    else { return false }
    // Behind a semicolon the sentence goes on: "…; đề nghị Đảng ủy phường ⏎ Mỹ Trà".
    return !(own.lowerBound + 1..<index).contains { token($0).has(.newline) || isMark($0, 59) }
  }

  private static let territories = Set(
    [AgencyGroup.provinces, .districts, .communes].map(\.rawValue))

  /// Whether an item ends at `index`, a colon or full stop aside.
  private func endsHeading(_ index: Int, _ own: Range<Int>) -> Bool {
    let end = isMark(index, 58) || isMark(index, 46) ? index + 1 : index
    return end >= own.upperBound
  }

  /// Whether a sentence begins by naming whom it is for.
  ///
  ///     address ← "Đối" "với" / "Riêng" ("đối" "với")? / ("Trách" "nhiệm" / "Nhiệm" "vụ") "của" / "Phía"
  private func isAddressed(from start: Int, to end: Int) -> Bool {
    guard start < end, end - start <= 3, token(start).has(.upper) else { return false }
    if at(end - 2, .đối, .với) { return start == end - 2 || start == end - 3 && isRieng(start) }
    if at(end - 1, .của) {
      return start == end - 3 && (at(start, .trách, .nhiệm) || at(start, .nhiệm) && atBare(start + 1, .vu))
    }
    return start == end - 1 && (isRieng(start) || atBare(start, .phia))
  }

  private func isRieng(_ index: Int) -> Bool { atBare(index, .rieng) }

  /// Whether a body, or the list that goes on from it, ends in a colon that something follows.
  private func endsInColon(_ index: Int, _ own: Range<Int>) -> Bool {
    var next = index
    while isMark(next, 44) || isMark(next, 59) || at(next, .và), let other = agency(at: next + 1) {
      next = other.range.upperBound
    }
    return isMark(next, 58) && next + 1 < own.upperBound
  }

  /// Whether a list that semicolons part ends in "… chịu trách nhiệm …", which is said of all its members.
  private func endsInDuty(_ index: Int, _ own: Range<Int>) -> Bool {
    for next in index..<min(own.upperBound, index + 120) {
      if isMark(next, 46), !isAbbreviationDot(next) { return false }
      if at(next, .trách, .nhiệm) { return next > index + 1 }
    }
    return false
  }

  /// Whether up to the end of the clause nothing but names follows: one more of a list, no one who acts.
  private func isOnlyNames(from index: Int, _ own: Range<Int>) -> Bool {
    var next = index
    while next < own.upperBound, !isMark(next, 59), !isMark(next, 46) || isAbbreviationDot(next) {
      guard isMark(next, 44) || at(next, .và) || token(next).has(.upper) && isWord(next) || isNumber(next)
      else {
        return false
      }
      next += 1
    }
    return true
  }

  /// "… ghi nhận, biểu dương", "… yêu cầu" of the issuer: it speaks, it is not told.
  private func isAppraisal(_ index: Int, _ agency: FoundAgency, issuer: String?) -> Bool {
    var next = index
    // The last of several subjects.
    while isMark(next, 44) || at(next, .và), let other = self.agency(at: next + 1) {
      next = other.range.upperBound
    }
    if at(next, .cơ, .bản) { next += 2 }
    if atBare(next, .xin) { next += 1 }
    if atBare(next, .tran), atBare(next + 1, .trong) { next += 2 }
    if at(next, .thông, .báo) || at(next, .kết, .luận) { return true }
    if atBare(next, .cam), atBare(next + 1, .on) { return true }  // "trân trọng cảm ơn"
    if at(next, .nhất) || at(next, .thống) || at(next, .đã) { return true }
    if at(next, .yêu, .cầu) || at(next, .đề, .nghị) || at(next, .giao) {
      guard let issuer else { return true }
      return speaks(agency, for: issuer) || isServed(agency, by: issuer)
        || agency.name.string.contains("Chính phủ")
    }
    // What the issuer says that it will do itself.
    if let issuer, speaks(agency, for: issuer), at(next, .sẽ) || at(next, .xem, .xét) { return true }
    if at(next, .phê, .bình) || atBare(next, .nhac) && atBare(next + 1, .nho) { return true }
    let key = token(next).key
    return key == BareWord.ghi.key && token(next + 1).key.bare == BareWord.nhan.key
      || key.bare == BareWord.bieu.key && token(next + 1).key.bare == BareWord.duong.key
  }

  /// Whether a body is the issuer of the document, or an organ that speaks for it.
  private func speaks(_ agency: FoundAgency, for issuer: String) -> Bool {
    let name = agency.name.string
    return Bytes.hasPrefix(issuer.lowercased(), name.lowercased())
      || Self.speakers.contains {
        Bytes.hasPrefix(name, $0) && Bytes.hasPrefix(issuer, String(name.dropFirst($0.count)))
      }
  }

  /// Whether it is in a body's name that the issuer writes: an office for its committee, the Central Committee for
  /// those whom it elects.
  private func isServed(_ agency: FoundAgency, by issuer: String) -> Bool {
    var name = agency.name.string
    if let organ = Self.speakers.first(where: { Bytes.hasPrefix(name, $0) }) {
      name = String(name.dropFirst(organ.count))
    }
    return Bytes.hasPrefix(issuer, "Văn phòng " + name)
      || Bytes.hasPrefix(issuer, "Ban Chấp hành Trung ương") && Self.elected.contains(name)
  }

  private static let elected = ["Bộ Chính trị", "Ban Bí thư"]

  /// Organs that speak for their committee.
  private static let speakers = ["Ban Thường vụ ", "Thường trực "]

  private func isAdverb(_ index: Int) -> Bool {
    switch Word(rawValue: word(index)) {
    case .trước, .trên, .trong, .sau, .căn, .để, .đối, .định, .hằng, .hàng, .từ, .khi, .đến, .chậm, .đồng,
      .ngày, .quá, .tại, .qua, .theo:
      return true
    case .liên: return at(index + 1, .quan)
    default: return false
    }
  }

  /// Whether a stretch is a list of posts, groups and bodies: no verb in it.
  private func isNominal(_ range: Range<Int>) -> Bool {
    guard range.count <= 60, let first = range.first else { return false }
    guard token(first).has(.upper),
      longest(lexicon.postPhrases, at: first) != nil || at(first, .các)
        || lexicon.headPhrases.canStart(word(first))
    else { return false }
    for index in range {
      if at(index, .theo) || at(index, .thuộc) { continue }
      if at(index, .tổ, .chức),
        isMark(index - 1, 44) || at(index - 1, .các) || at(index - 1, .và) || index == range.lowerBound
      {
        continue
      }
      if isPredicate(index), !at(index, .có) { return false }
    }
    if let last = range.last, at(last, .thuộc) || at(last, .của) { return false }
    return true
  }

  /// Where the sentence of `index` begins, at most a thousand words before: each of its bodies asks, and a text without
  /// full stops may be of any length.
  func sentenceStart(of index: Int, floor: Int) -> Int {
    let floor = max(floor, index - 1000)
    var start = index
    while start > floor {
      guard traits[start - 1].has(.stop) || token(start).has(.blank) || token(start).has(.newline) else {
        start -= 1
        continue
      }
      let before = token(start - 1)
      if before.isMark(46) && (token(start).has(.space) || token(start).has(.upper)) && !isNumber(start)
        && !isAbbreviationDot(start - 1)
      {
        break
      }
      if before.isMark(59) || before.isMark(58) { break }
      if token(start).has(.upper), token(start).has(.blank) || endsHeadingLine(before: start, floor) { break }
      start -= 1
    }
    return start
  }

  /// Whether a paragraph begins at `index`, below the one line of a heading that begins at `floor`.
  private func endsHeadingLine(before index: Int, _ floor: Int) -> Bool {
    token(index).has(.newline) && edge(at: index) == .begins
      && !(floor + 1..<max(index, floor + 1)).contains { token($0).has(.newline) }
  }

  private func isAbbreviationDot(_ index: Int) -> Bool {
    token(index - 1).has(.caps) && token(index - 1).length <= 2 && token(index - 1).kind == .word
  }

  /// Whether "chủ trì" follows a subject, other members of its list aside.
  private func leads(after index: Int, floor: Int) -> Bool {
    var next = index
    let end = min(floor, index + 14)
    while next < end {
      if at(next, .chủ, .trì) { return true }
      if token(next).kind == .punctuation, !isMark(next, 44) || next > index { return false }
      if at(next, .phối) || at(next, .giao) || at(next, .yêu) || at(next, .và) && token(next + 1).has(.upper)
      {
        return false
      }
      next += 1
    }
    return false
  }
}

extension BareWord {
  static let ghi = BareWord("ghi")
  static let xin = BareWord("xin")
  static let cam = BareWord("cảm")
  static let on = BareWord("ơn")
  static let tran = BareWord("trân")
  static let trong = BareWord("trọng")
  static let thay = BareWord("thay")
  static let the = BareWord("thế")
  static let bieu = BareWord("biểu")
  static let duong = BareWord("dương")
  static let nhac = BareWord("nhắc")
  static let nho = BareWord("nhở")
  static let vu = BareWord("vụ")
  static let thu = BareWord("thu")
  static let phia = BareWord("phía")
  static let rieng = BareWord("riêng")
}
