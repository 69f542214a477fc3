import NoticeText

extension Reading {
  /// The groups of bodies of which one begins at `index`, and where they end: "các sở, ban, ngành và địa phương".
  ///
  ///     agency-group ← ("các" / "mọi") GROUP-WORD (("," / "và") "các"? GROUP-WORD)* / "cấp" "ủy" "các" "cấp"
  ///                  / "cơ" "quan" "ngang" "bộ"
  ///
  /// Followed by a name it is no group but a list: "các sở: Tài chính, Y tế", "các huyện Gio Linh, Hải Lăng".
  func agencyGroups(at index: Int) -> (groups: [AgencyGroup], end: Int)? {
    if at(index, .cấp, .ủy), at(index + 2, .các), at(index + 3, .cấp) { return ([.partyLevels], index + 4) }
    // "Bộ trưởng, Thủ trưởng cơ quan ngang bộ"
    if at(index, .cơ, .quan), at(index + 2, .ngang) { return ([.ministries], index + 4) }
    // In a title, capitals say what it is about.
    guard at(index, .các) || at(index, .mọi), !token(index).has(.caps) else { return nil }
    var next = index + 1
    var groups: [AgencyGroup] = []
    while let (group, end) = groupWord(at: next, after: groups.last) {
      if !groups.contains(group) { groups.append(group) }
      next = end
      var after = next
      if isMark(after, 44) { after += 1 }
      if at(after, .và) || at(after, .hoặc) { after += 1 }
      if at(after, .các) { after += 1 }
      guard after > next, groupWord(at: after, after: group) != nil else { break }
      next = after
    }
    guard !groups.isEmpty, !isMark(next, 58) else { return nil }
    // "các tỉnh Đồng Nai, Lâm Đồng"; "các sở của tỉnh" goes on in small letters.
    if isWord(next), token(next).has(.upper), !token(next).has(.newline), !token(next).has(.caps),
      longest(lexicon.postPhrases, at: next) == nil, !agencyCanStart(next)
    {
      return nil
    }
    return (groups, next)
  }

  /// One word of a group at `index`, and where it ends.
  private func groupWord(at index: Int, after previous: AgencyGroup?) -> (AgencyGroup, end: Int)? {
    if at(index + 1, .ủy), isWord(index) {
      switch Word(rawValue: word(index)) {
      case .huyện, .thị, .quận: return (.districtParty, index + 2)
      // "các huyện ủy, thành ủy" are districts', "các tỉnh ủy, thành ủy" provinces'.
      case .thành: return (previous == .provincialParty ? .provincialParty : .districtParty, index + 2)
      case .tỉnh: return (.provincialParty, index + 2)
      case .đảng: return (.partyCommittees, at(index + 2, .trực, .thuộc) ? index + 4 : index + 2)
      case .cấp: return (.partyLevels, index + 2)
      default: break
      }
    }
    switch Word(rawValue: word(index)) {
    case .sở where !isMark(index + 1, 58): return (.departments, index + 1)
    case .bộ: return (.ministries, index + 1)
    // "sở, ban, ngành", "bộ, ngành": what goes on a list is of its first.
    case .ban where previous == .departments || previous == .ministries,
      .ngành where previous == .departments || previous == .ministries:
      return previous.map { ($0, index + 1) }
    case .cơ where at(index + 1, .quan):
      if at(index + 2, .ngang) || at(index + 2, .thuộc), previous == .ministries || previous == nil {
        return (.ministries, index + 4)
      }
      return (.units, index + 2)
    case .đơn where at(index + 1, .vị): return (.units, index + 2)
    case .địa where atBare(index + 1, BareWord.phuong): return (.localities, index + 2)
    case .đoàn where at(index + 1, .thể): return (.organisations, index + 2)
    case .tổ where at(index + 1, .chức, .đảng): return (.partyLevels, index + 3)
    default: break
    }
    guard let (_, level, end) = levelWord(at: index), !at(end, .ủy) else { return nil }
    switch level {
    case .province: return (previous == .districts ? .districts : .provinces, end)
    case .district: return (.districts, end)
    default: return (.communes, end)
    }
  }

  /// The words that a group's level begins with.
  private static let groupTails = [
    "các", "cấp", "huyện", "xã", "phường", "quận", "thị", "tỉnh", "thành", "đặc",
  ]

  /// The canonical name of a group that has a head: "UBND các huyện, thị xã" is `Ủy ban nhân dân cấp huyện`.
  func groupName(_ agency: FoundAgency) -> Wording {
    guard agency.isGroup, let level = agency.level else { return agency.name }
    let words = agency.name.bytes.split { $0 == 32 || $0 == 44 }
    let cut = words.indices.dropFirst().first { index in
      // "Bảo hiểm xã hội cấp huyện": society, no commune.
      let isSociety =
        words[index].elementsEqual("xã".utf8) && index + 1 < words.count
        && words[index + 1].elementsEqual("hội".utf8)
      return !isSociety && Self.groupTails.contains { $0.utf8.elementsEqual(words[index]) }
    }
    guard let cut else { return agency.name }
    let tail: StaticString =
      switch level {
      case .province: "các tỉnh, thành phố"
      case .district: "cấp huyện"
      case .commune: "cấp xã"
      default: ""
      }
    if tail.utf8CodeUnitCount == 0 { return agency.name }
    return scratch.joined(scratch.joined(words[..<cut]), Wording(tail))
  }
}
