import NoticeText

/// What a name ends with: a level of government, and perhaps which one.
struct LevelTail {
  var end: Int
  var text: Wording
  var level: Agency.Level?
  var within: Wording?
  var isGroup = false
  var province: Int?
}

extension Reading {
  /// The level of government, and its place, at `index`.
  ///
  ///     level ← ("tỉnh" / "thành phố" / "TP" / "huyện" / "quận" / "thị xã" / "xã" / "phường" / "thị trấn"
  ///              / "đặc khu") PLACE? / "cấp" level-word / "các" level-word+ / PLACE / "Trung ương" / "Việt Nam"
  func levelTail(at index: Int, allowsPlace: Bool) -> LevelTail? {
    let token = token(index)
    guard token.kind == .word, !token.has(.blank), !token.has(.cell) else { return nil }
    if let (word, level, next) = levelWord(at: index) {
      let isProvince = level == .province && Wording(word) == "tỉnh"
      // "xã, phường", "huyện, thị xã": many.
      if isMark(next, 44), let other = levelWord(at: next + 1),
        level != .province || isProvince && at(next + 1, .thành, .phố),
        !self.token(index).has(.upper)
      {
        var end = other.next
        while isMark(end, 44), let more = levelWord(at: end + 1) { end = more.next }
        return LevelTail(end: end, text: wording(index..<end), level: level, isGroup: true)
      }
      if let place = placeEnd(from: next, level: level, isNamedProvince: isProvince) {
        let known = (isProvince ? provinceName(at: next) : longest(lexicon.provincePhrases, at: next))
          .flatMap { $0.end == place ? $0.value : nil }
        let name = known.map { lexicon.provinces[$0].nameWording } ?? placeName(next..<place)
        let text = scratch.joined(Wording(word), name)
        return LevelTail(
          end: place, text: text, level: level, within: text, province: level == .province ? known : nil)
      }
      return LevelTail(end: next, text: Wording(word), level: level)
    }
    if at(index, .cấp), let (word, level, next) = levelWord(at: index + 1) {
      if !isMark(next, 44) || !at(next + 1, .cấp) {
        return LevelTail(
          end: next, text: scratch.joined(Wording("cấp"), Wording(word)), level: level,
          isGroup: level != .province)
      }
      var end = next
      while isMark(end, 44), at(end + 1, .cấp), let more = levelWord(at: end + 2) { end = more.next }
      return LevelTail(end: end, text: wording(index..<end), level: level, isGroup: level != .province)
    }
    if at(index, .các) {
      var next = index + 1
      if at(next, .cấp) { return LevelTail(end: next + 1, text: wording(index..<next + 1), isGroup: true) }
      if at(next, .địa), atBare(next + 1, BareWord.phuong) {
        return LevelTail(end: next + 2, text: wording(index..<next + 2), isGroup: true)
      }
      guard let (_, level, after) = levelWord(at: next) else { return nil }
      next = after
      // "Ban Thường vụ các huyện ủy, thành ủy": whose committees.
      if at(next, .ủy) {
        next += 1
        while isMark(next, 44) || at(next, .và), at(next + 2, .ủy), !self.token(next + 1).has(.upper) {
          next += 3
        }
        return LevelTail(end: next, text: wording(index..<next), level: level, isGroup: true)
      }
      while isMark(next, 44) || at(next, .và), let more = levelWord(at: next + 1) { next = more.next }
      return LevelTail(end: next, text: wording(index..<next), level: level, isGroup: true)
    }
    // "UBND địa phương": whichever.
    if at(index, .địa), atBare(index + 1, BareWord.phuong), !token.has(.upper) {
      return LevelTail(end: index + 2, text: wording(index..<index + 2), isGroup: true)
    }
    // "Kho bạc Nhà nước khu vực I", "Tòa án nhân dân khu vực 3"
    if at(index, .khu, .vực),
      isNumber(index + 2)
        || token.has(.upper) == false && Roman.value(self.token(index + 2).key) != nil
          && self.token(index + 2).has(.caps)
    {
      return LevelTail(end: index + 3, text: wording(index..<index + 3))
    }
    // "Hạt Kiểm lâm khu vực Văn Bàn"
    if at(index, .khu, .vực), !token.has(.upper), !self.token(index + 2).has(.caps),
      let end = placeEnd(from: index + 2, level: .district, isNamedProvince: false)
    {
      return LevelTail(end: end, text: wording(index..<end))
    }
    if at(index, .trung, .ương) {
      return LevelTail(end: index + 2, text: wording(index..<index + 2), level: .central)
    }
    if at(index, .quốc, .gia) {
      return LevelTail(end: index + 2, text: wording(index..<index + 2), level: .central)
    }
    if at(index, .việt, .nam), token.has(.upper) {
      return LevelTail(end: index + 2, text: wording(index..<index + 2), level: .central)
    }
    if allowsPlace, token.has(.upper) {
      if let province = longest(lexicon.provincePhrases, at: index) {
        let entry = lexicon.provinces[province.value]
        return LevelTail(
          end: province.end, text: entry.nameWording, level: nil, within: entry.titleWording,
          province: province.value)
      }
      if !isIndependent(index), longest(lexicon.postPhrases, at: index) == nil,
        !token.has(.caps) || token.length <= 2,
        let end = placeEnd(from: index, level: .district, isNamedProvince: false),
        end <= index + 4
      {
        return LevelTail(end: end, text: wording(index..<end))
      }
    }
    return nil
  }

  /// The province whose name follows the word "tỉnh", whatever its marks: "Đăk Nông" too is Đắk Nông.
  private func provinceName(at index: Int) -> (value: Int, end: Int)? {
    if let exact = longest(lexicon.provincePhrases, at: index) { return exact }
    guard let bare = longestBare(lexicon.bareProvincePhrases, at: index),
      (index..<bare.end).allSatisfy({ token($0).has(.upper) })
    else { return nil }
    return bare
  }

  /// A place's name, each word of it with a capital where it was printed in capitals throughout.
  private func placeName(_ range: Range<Int>) -> Wording {
    guard
      range.allSatisfy({
        isNumber($0)
          || token($0).has(.caps) && SyllableTable.standard.isSyllable(token($0).key)
            && token($0).key.count > 1
      })
    else {
      return wording(range)
    }
    return scratch.keep(range.map { ProperCase.sentence(string($0..<$0 + 1)) }.joined(separator: " "))
  }

  /// The word for a level of government.
  ///
  ///     level-word ← "tỉnh" / "thành" "phố" / "TP" / "huyện" / "quận" / "thị" "xã" / "thị" "trấn" / "xã"
  ///                / "phường" / "đặc" "khu"
  func levelWord(at index: Int) -> (text: StaticString, level: Agency.Level, next: Int)? {
    switch Word(rawValue: word(index)) {
    case .tỉnh: return ("tỉnh", .province, index + 1)
    case .thành where at(index + 1, .phố):
      return (
        token(index).has(.upper) && !token(index).has(.caps) ? "Thành phố" : "thành phố", .province, index + 2
      )
    case .tp where token(index).has(.upper):
      return ("thành phố", .province, isMark(index + 1, 46) ? index + 2 : index + 1)
    case .huyện: return ("huyện", .district, index + 1)
    case .quận: return ("quận", .district, index + 1)
    case .thị where at(index + 1, .xã): return ("thị xã", .district, index + 2)
    case .thị where at(index + 1, .trấn): return ("thị trấn", .commune, index + 2)
    case .xã where !at(index + 1, .hội): return ("xã", .commune, index + 1)
    case .phường: return ("phường", .commune, index + 1)
    case .đặc where at(index + 1, .khu): return ("đặc khu", .commune, index + 2)
    default:
      // "tinh", "tmh", "tkửi": damage, where only a level can stand.
      let token = token(index)
      guard
        token.key.bare == BareWord.tinh.key && (!token.has(.upper) || isLetterhead && token.has(.caps))
          || Self.readsAsTinh(token)
      else {
        return nil
      }
      return ("tỉnh", .province, index + 1)
    }
  }

  /// "tmh", "tkửi", "tìrứi": what OCR makes of "tỉnh", where only a level can stand.
  static func readsAsTinh(_ token: Token) -> Bool {
    guard token.kind == .word, !token.has(.upper), 3...6 ~= token.key.count else { return false }
    return damagedTinh.contains(token.key.bare)
  }

  private static let damagedTinh = WordTable(Damage.spellings(of: BareWord.tinh.key))

  /// Where a place's name ends: a province's name, or one to four capitalised words, or a number.
  ///
  /// Provinces are a closed list; after "tỉnh" nothing else is a place, so that "UBND tỉnh Võ Phiên" is not one.
  func placeEnd(from start: Int, level: Agency.Level, isNamedProvince: Bool) -> Int? {
    let token = token(start)
    guard !token.has(.blank), !token.has(.cell), !token.has(.wide) else { return nil }
    if token.kind == .number, level != .province, !token.has(.newline) {
      // "phường 2 Bảo Lộc": which of the wards of that name.
      let next = self.token(start + 1)
      guard next.has(.upper), !next.has(.caps), !next.has(.newline), levelWord(at: start + 1) == nil,
        longest(lexicon.provincePhrases, at: start + 1) == nil,
        let end = placeEnd(from: start + 1, level: level, isNamedProvince: false), end <= start + 4
      else { return start + 1 }
      return end
    }
    guard token.kind == .word, token.has(.upper) else { return nil }
    if let province = isNamedProvince ? provinceName(at: start) : longest(lexicon.provincePhrases, at: start)
    {
      return province.end
    }
    if isNamedProvince || token.has(.caps) && token.length > 2 && !isLetterhead { return nil }
    var end = start
    while end < start + 4, isWord(end), self.token(end).has(.upper),
      end == start || !self.token(end).has(.blank) && !self.token(end).has(.wide)
    {
      if end > start, isIndependent(end) || longest(lexicon.postPhrases, at: end) != nil { break }
      if lexicon.postPhrases.canStart(word(end)), longest(lexicon.postPhrases, at: end) != nil { return nil }
      end += 1
    }
    guard end > start, !isIndependent(start) else { return nil }
    // One capital before small letters is a common word, not a place.
    if end == start + 1, isWord(end), !self.token(end).has(.upper), !self.token(end).has(.newline),
      longest(lexicon.stopPhrases, at: end) == nil, !at(end, .và),
      levelWord(at: end) == nil
    {
      return nil
    }
    // A person: a family name and two more.
    if end - start >= 3, PersonName.isFamilyName(token.key) { return nil }
    // "xã Bảo Lâm 2": which of the communes of that name.
    if level == .commune, isNumber(end), self.token(end).length == 1, self.token(end).number > 0,
      !self.token(end).has([.newline, .blank, .cell]), self.token(end + 1).has(.space) || !isMark(end + 1, 47)
    {
      end += 1
    }
    return end
  }
}
