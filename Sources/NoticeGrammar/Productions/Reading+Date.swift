import NoticeText

/// A day, month, quarter or year, or an interval of two.
///
/// Eight bytes, since many are handed on; 0 stands for what is not said.
struct DateValue: Hashable {
  private var storedYear: Int16 = 0
  private var storedMonth: Int16 = 0
  private var storedDay: Int16 = 0
  private var storedQuarter: Int16 = 0

  init(year: Int? = nil, month: Int? = nil, day: Int? = nil, quarter: Int? = nil) {
    (self.year, self.month, self.day, self.quarter) = (year, month, day, quarter)
  }

  var year: Int? {
    get { Self.value(storedYear) }
    set { storedYear = Self.stored(newValue) }
  }
  var month: Int? {
    get { Self.value(storedMonth) }
    set { storedMonth = Self.stored(newValue) }
  }
  var day: Int? {
    get { Self.value(storedDay) }
    set { storedDay = Self.stored(newValue) }
  }
  var quarter: Int? {
    get { Self.value(storedQuarter) }
    set { storedQuarter = Self.stored(newValue) }
  }

  private static func value(_ stored: Int16) -> Int? { stored == 0 ? nil : Int(stored) }
  private static func stored(_ value: Int?) -> Int16 { Int16(truncatingIfNeeded: value ?? 0) }

  /// Whether the month has that day.
  var isPossible: Bool {
    guard let month else { return quarter.map { 1...4 ~= $0 } ?? true }
    guard 1...12 ~= month else { return false }
    guard let day else { return true }
    let leap = year.map { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) } ?? true
    switch month {
    case 2: return 1...(leap ? 29 : 28) ~= day
    case 4, 6, 9, 11: return 1...30 ~= day
    default: return 1...31 ~= day
    }
  }

  /// EDTF (ISO 8601-2), quarters as 33…36.
  func edtf(defaultYear: Int?) -> String? {
    guard let year = year ?? defaultYear, year > 0, year < 10_000 else { return nil }
    return String(unsafeUninitializedCapacity: 10) { out in
      var count = 0
      func append(_ value: Int, divisor: Int) {
        var divisor = divisor
        while divisor > 0 {
          out[count] = UInt8(48 + value / divisor % 10)
          count += 1
          divisor /= 10
        }
      }
      append(year, divisor: 1000)
      if let second = quarter.map({ 32 + $0 }) ?? month {
        out[count] = 45
        count += 1
        append(second, divisor: 10)
        if quarter == nil, let day {
          out[count] = 45
          count += 1
          append(day, divisor: 10)
        }
      }
      return count
    }
  }
}

/// A date or period found in the text.
struct FoundDate {
  var range: Range<Int>
  var first: DateValue
  /// The end of an interval.
  var last: DateValue?
  /// Whether it is the date of a document that is named.
  var isOfReference = false
  /// Whether it is a bare year, a date only as a deadline.
  var isBareYear: Bool { last == nil && first.month == nil && first.quarter == nil }
}

extension Reading {
  /// The date or period that begins at `index`.
  ///
  ///     date ← interval / day / month / quarter / stage
  ///
  /// - Source: Decree 30/2020/NĐ-CP, Appendix I: day, month, year in this order.
  func date(at index: Int) -> FoundDate? {
    if let interval = interval(at: index) { return interval }
    if let found = dayOrDays(at: index) { return found }
    if let (value, end) = month(at: index) ?? quarter(at: index) {
      return FoundDate(range: index..<end, first: value)
    }
    return stage(at: index)
  }

  /// The same where a number of one or two digits stands at `index`.
  func numericDate(at index: Int) -> FoundDate? {
    guard isMark(index + 1, 47) || isMark(index + 1, 45) || isMark(index + 1, 46) || at(index + 1, .tháng)
    else {
      return nil
    }
    return interval(at: index) ?? dayOrDays(at: index)
  }

  /// A day, or two whole ones that a dash joins: "01/7/2025-31/12/2026".
  private func dayOrDays(at index: Int) -> FoundDate? {
    guard let (value, end) = day(at: index) else { return nil }
    if isMark(end, 45), isWholeDay(end + 1), value.year != nil, let (last, end) = day(at: end + 1),
      value.edtf(defaultYear: nil) ?? "" < last.edtf(defaultYear: nil) ?? ""
    {
      return FoundDate(range: index..<end, first: value, last: last)
    }
    return FoundDate(range: index..<end, first: value)
  }

  /// A day.
  ///
  ///     day ← "ngày"? NUMBER sep NUMBER sep YEAR / "ngày" NUMBER sep NUMBER
  ///         / "ngày"? NUMBER "tháng" month-number ("năm" YEAR)?
  ///     sep ← "/" / "-" / "."
  func day(at index: Int) -> (DateValue, Int)? {
    let isWorded = at(index, .ngày)
    let start = isWorded ? index + 1 : index
    // "trước 20/9": after a cue the word may be left out.
    let hasWord =
      isWorded || at(index - 1, .trước) || at(index - 1, .đến) || at(index - 1, .hết) || at(index - 1, .nhất)
    let first = token(start)
    if isWorded, isDamaged, let found = dayAfterStroke(at: start) { return found }
    guard first.kind == .number, first.length <= 2, 1...31 ~= first.number else {
      return isWorded ? damagedDay(at: start) : nil
    }
    if at(start + 1, .tháng) || isWorded && atBare(start + 1, .thang) && isNumber(start + 2),
      let (month, afterMonth) = monthNumber(at: start + 2)
    {
      var value = DateValue(month: month, day: first.number)
      var end = afterMonth
      if let (year, after) = yearAfterWord(at: end) {
        (value.year, end) = (year, after)
      } else if isMark(end, 47), let year = yearNumber(at: end + 1) {
        (value.year, end) = (year, end + 2)
      } else if !hasWord, at(start - 1, .ngày) == false {
        return nil
      }
      return value.isPossible ? (value, end) : nil
    }
    guard let mark = dateSeparator(at: start + 1) else { return nil }
    let second = token(start + 2)
    guard second.kind == .number, second.length <= 2, 1...12 ~= second.number else { return nil }
    var value = DateValue(month: second.number, day: first.number)
    guard value.isPossible else { return nil }
    if dateSeparator(at: start + 3) == mark, isNumber(start + 4) {
      let year = token(start + 4)
      if let number = yearNumber(at: start + 4) {
        value.year = number
        return value.isPossible && !continuesNumber(start + 5) ? (value, start + 5) : nil
      }
      if hasWord, year.length == 2 {
        value.year = 2000 + year.number
        return (value, start + 5)
      }
      return nil
    }
    // A day and a month alone need the word, and a slash.
    guard hasWord, mark == 47 || mark == 45, !continuesNumber(start + 3) else { return nil }
    if mark == 45, isMark(start + 3, 47) { return nil }
    return (value, start + 3)
  }

  /// "ngày |6 tháng 12 năm 2025", "ngày Í6 tháng 12 năm 2025", "ngày 3! tháng 12 năm 2025": a stroke that stands for the
  /// digit 1; "ngày Ø7 tháng 12 năm 2025": a letter for 0.
  private func dayAfterStroke(at start: Int) -> (DateValue, Int)? {
    var digit = start
    var isLast = false
    var tens = 10
    let bare = token(start).key.bare
    if bare == BareWord.i.key || bare == BareWord.l.key, !token(start + 1).has(.space) {
      digit += 1
    } else if isZero(start), !token(start + 1).has(.space) {
      (digit, tens) = (start + 1, 0)
    } else if isNumber(start), isStroke(token(start + 1)), !token(start + 1).has(.space) {
      isLast = true
    } else if !isBar(before: start) {
      return nil
    }
    let next = isLast ? digit + 2 : digit + 1
    guard isNumber(digit), token(digit).length == 1, at(next, .tháng),
      let (month, end) = monthNumber(at: next + 1), let (year, after) = yearAfterWord(at: end)
    else { return nil }
    let figure = token(digit).number
    let value = DateValue(year: year, month: month, day: isLast ? 10 * figure + 1 : tens + figure)
    return value.isPossible && (1...31).contains(value.day ?? 0) ? (value, after) : nil
  }

  /// Whether an upright bar, which in a row of a table would part two cells, is joined to the token at `index`.
  private func isBar(before index: Int) -> Bool {
    let start = Int(token(index).start)
    return token(index).has(.cell) && start > 0 && text[start - 1] == 124
  }

  /// A day whose number OCR lost: what is left of it, the month, is kept.
  private func damagedDay(at start: Int) -> (DateValue, Int)? {
    var next = start
    while next < start + 3, next < count, !token(next).has(.blank) {
      if at(next, .tháng), let (month, end) = monthNumber(at: next + 1),
        let (year, after) = yearAfterWord(at: end)
          ?? (token(end).kind == .punctuation && isDamaged ? yearAfterWord(at: end + 1) : nil)
      {
        return (DateValue(year: year, month: month), after)
      }
      // "ngày 92/11/2020"
      if next == start, isDamaged, isNumber(next), token(next).length <= 2, isMark(next + 1, 47),
        isNumber(next + 2), token(next + 2).length <= 2, 1...12 ~= token(next + 2).number,
        isMark(next + 3, 47),
        let year = yearNumber(at: next + 4)
      {
        return (DateValue(year: year, month: token(next + 2).number), next + 5)
      }
      if at(next, .ngày) || at(next, .năm) { return nil }
      if token(next).kind == .word, token(next).length > 3 { return nil }
      next += 1
    }
    return nil
  }

  /// A month.
  ///
  ///     month ← "tháng" month-number (("/" / "-" / "năm") YEAR)?
  func month(at index: Int) -> (DateValue, Int)? {
    guard at(index, .tháng), let (month, end) = monthNumber(at: index + 1) else { return nil }
    // "ngày tháng năm ban hành": three words, and no May.
    if at(index - 1, .ngày), at(index + 1, .năm) { return nil }
    if let (year, after) = yearAfterWord(at: end) { return (DateValue(year: year, month: month), after) }
    if isMark(end, 47) || isMark(end, 45), let year = yearNumber(at: end + 1) {
      return (DateValue(year: year, month: month), end + 2)
    }
    if isMark(end, 47), isNumber(end + 1) { return nil }
    // Without a year it must not count months: "trong tháng 11" but "09 tháng đầu năm".
    if isNumber(index - 1) { return nil }
    return (DateValue(month: month), end)
  }

  /// A quarter.
  ///
  ///     quarter ← "quý" (ROMAN / NUMBER) (("/" / "-" / "năm") YEAR)?
  func quarter(at index: Int) -> (DateValue, Int)? {
    guard at(index, .quý) else { return nil }
    let next = token(index + 1)
    var number = next.kind == .number ? next.number : Roman.value(next.key) ?? 0
    var end = index + 2
    // "quý IH", "quý †V"
    if number == 0, isDamaged, next.kind == .word, next.has(.caps) { number = Roman.asHeading(next.key) ?? 0 }
    if number == 0, isDamaged, next.kind == .punctuation, !token(index + 2).has(.space), at(index + 2, .v) {
      (number, end) = (4, index + 3)
    }
    guard 1...4 ~= number, next.kind != .word || next.has(.caps) || number == 3 else { return nil }
    if let (year, after) = yearAfterWord(at: end) { return (DateValue(year: year, quarter: number), after) }
    if isMark(end, 47) || isMark(end, 45), let year = yearNumber(at: end + 1) {
      return (DateValue(year: year, quarter: number), end + 2)
    }
    return (DateValue(quarter: number), end)
  }

  /// A period of years that has a name.
  ///
  ///     stage ← ("giai" "đoạn" / "thời" "kỳ" / "nhiệm" "kỳ") "từ"? "năm"? YEAR ("-" / "đến") "năm"? YEAR
  func stage(at index: Int) -> FoundDate? {
    guard at(index, .giai, .đoạn) || at(index, .thời, .kỳ) || at(index, .nhiệm, .kỳ) else { return nil }
    var next = index + 2
    if at(next, .từ) { next += 1 }
    if at(next, .năm) { next += 1 }
    guard let first = yearNumber(at: next) else { return nil }
    next += 1
    guard isMark(next, 45) || isMark(next, 47) || at(next, .đến) else { return nil }
    next += 1
    if at(next, .hết) { next += 1 }
    if at(next, .năm) { next += 1 }
    guard let last = yearNumber(at: next), last > first else { return nil }
    return FoundDate(range: index..<next + 1, first: DateValue(year: first), last: DateValue(year: last))
  }

  /// Two dates that bound a period.
  ///
  ///     interval ← "từ" limit "đến" ("hết" / "trước")? limit / "ngày" NUMBER "đến" "hết"? day
  ///              / NUMBER "-" NUMBER "/" NUMBER "/" YEAR / day "-" day
  ///     limit ← day / month / "ngày"? NUMBER
  func interval(at index: Int) -> FoundDate? {
    if at(index, .từ) {
      let wordy = at(index + 1, .ngày)
      var next = index + 1
      var first: DateValue
      if let (value, end) = day(at: next) ?? month(at: next) ?? quarter(at: next) {
        (first, next) = (value, end)
      } else {
        let number = token(next + (wordy ? 1 : 0))
        guard number.kind == .number, number.length <= 2, 1...31 ~= number.number else { return nil }
        first = DateValue(day: number.number)
        next += wordy ? 2 : 1
        if dateSeparator(at: next) == 47, isNumber(next + 1), 1...12 ~= token(next + 1).number,
          token(next + 1).length <= 2
        {
          first.month = token(next + 1).number
          next += 2
        }
      }
      guard at(next, .đến) || isMark(next, 45) else { return nil }
      next += 1
      if at(next, .hết) || at(next, .trước) { next += 1 }
      guard let (last, end) = day(at: next) ?? month(at: next) ?? quarter(at: next) else { return nil }
      if first.year == nil { first.year = last.year }
      if first.month == nil, first.quarter == nil {
        guard last.day != nil else { return nil }
        first.month = last.month
      }
      if first.year == last.year, let a = first.month, let b = last.month, a > b, let year = last.year {
        first.year = year - 1
      }
      guard first.isPossible else { return nil }
      return FoundDate(range: index..<end, first: first, last: last)
    }
    // "ngày 15 đến ngày 31 tháng 12 năm 2025"
    if at(index, .ngày), isNumber(index + 1), token(index + 1).length <= 2, at(index + 2, .đến) {
      let next = at(index + 3, .hết) ? index + 4 : index + 3
      if at(next, .ngày), let (last, end) = day(at: next), let until = last.day,
        1..<until ~= token(index + 1).number
      {
        let first = DateValue(year: last.year, month: last.month, day: token(index + 1).number)
        return FoundDate(range: index..<end, first: first, last: last)
      }
    }
    // 16-20/11/2025
    let start = at(index, .ngày) ? index + 1 : index
    let from = token(start)
    guard from.kind == .number, from.length <= 2, 1...31 ~= from.number, isMark(start + 1, 45),
      isNumber(start + 2),
      isMark(start + 3, 47), !isMark(start - 1, 47), !isMark(start - 1, 45),
      let (last, end) = day(at: start + 2),
      last.year != nil, let until = last.day, until > from.number
    else { return nil }
    let first = DateValue(year: last.year, month: last.month, day: from.number)
    return FoundDate(range: index..<end, first: first, last: last)
  }

  /// The year alone, which is a date only as a deadline.
  ///
  ///     year ← "năm" YEAR
  func bareYear(at index: Int) -> FoundDate? {
    guard let (year, end) = yearAfterWord(at: index) else { return nil }
    return FoundDate(range: index..<end, first: DateValue(year: year))
  }

  // MARK: Parts

  /// The number of a month, in digits or in words.
  ///
  ///     month-number ← NUMBER / "giêng" / "một" / "hai" / "ba" / "tư" / "bốn" / "năm" / "sáu" / "bảy" / "tám"
  ///                  / "chín" / "mười" ("một" / "hai")? / "chạp"
  func monthNumber(at index: Int) -> (Int, Int)? {
    let token = token(index)
    if isDamaged, let misread = misreadMonth(at: index) { return misread }
    if token.kind == .number {
      return token.length <= 2 && 1...12 ~= token.number && !token.has(.blank)
        ? (token.number, index + 1) : nil
    }
    switch Word(rawValue: word(index)) {
    case .giêng, .một: return (1, index + 1)
    case .hai: return (2, index + 1)
    case .ba: return (3, index + 1)
    case .tư, .bốn: return (4, index + 1)
    case .năm: return isNumber(index + 1) ? nil : (5, index + 1)
    case .sáu: return (6, index + 1)
    case .bảy: return (7, index + 1)
    case .tám: return (8, index + 1)
    case .chín: return (9, index + 1)
    case .mười:
      if at(index + 1, .một) { return (11, index + 2) }
      if at(index + 1, .hai) { return (12, index + 2) }
      return (10, index + 1)
    case .chạp: return (12, index + 1)
    default: return nil
    }
  }

  /// "tháng I1 năm 2025", "tháng Í0 năm 2025", "tháng }0 năm 2025", "tháng 1l năm 2025": a stroke that
  /// stands for the digit 1, before the year; "tháng Ø2 năm 2025": a letter for 0.
  private func misreadMonth(at index: Int) -> (Int, Int)? {
    let (first, second) = (token(index), token(index + 1))
    guard !second.has(.space), at(index + 2, .năm), yearNumber(at: index + 3) != nil else { return nil }
    if isZero(index), second.kind == .number, second.length == 1, second.number > 0 {
      return (second.number, index + 2)
    }
    if isStroke(first), second.kind == .number, second.length == 1, 0...2 ~= second.number {
      return (10 + second.number, index + 2)
    }
    if first.kind == .number, first.length == 1, first.number == 1, isStroke(second) {
      return (11, index + 2)
    }
    return isStroke(first) && isStroke(second) ? (11, index + 2) : nil
  }

  /// O, o, Ø, ø: letters that are taken for a 0.
  private func isZero(_ index: Int) -> Bool {
    let token = token(index)
    guard token.kind == .word, token.length <= 2 else { return false }
    let (scalar, length) = UTF8Bytes.decode(text, at: Int(token.start))
    return length == Int(token.length) && [0x4F, 0x6F, 0xD8, 0xF8].contains(scalar)
  }

  /// I, l, i, Í: letters of one stroke; `}`, `]` and `!`, which are taken for one.
  private func isStroke(_ token: Token) -> Bool {
    token.kind == .word && (token.key.bare == BareWord.i.key || token.key.bare == BareWord.l.key)
      || token.isMark(125) || token.isMark(93) || token.isMark(33)
  }

  func yearNumber(at index: Int) -> Int? {
    let token = token(index)
    return token.kind == .number && token.length == 4 && 1900...2100 ~= token.number ? token.number : nil
  }

  private func yearAfterWord(at index: Int) -> (Int, Int)? {
    guard at(index, .năm) || atBare(index, .nam), let year = yearNumber(at: index + 1) else { return nil }
    return (year, index + 2)
  }

  private func dateSeparator(at index: Int) -> UInt8? {
    let token = token(index)
    guard index >= 0, token.kind == .punctuation, token.length <= 3 else { return nil }
    switch token.key.bits {
    case 45, 46, 47: return UInt8(truncatingIfNeeded: token.key.bits)
    default: return nil
    }
  }

  /// Whether digits stand as in "31/12/2026".
  private func isWholeDay(_ index: Int) -> Bool {
    isNumber(index) && isMark(index + 1, 47) && isNumber(index + 2) && isMark(index + 3, 47)
      && yearNumber(at: index + 4) != nil
  }

  /// Whether a number goes on: a slash or a dash, and a letter or a digit.
  private func continuesNumber(_ index: Int) -> Bool {
    if isMark(index, 45), isWholeDay(index + 1) { return false }
    return (isMark(index, 47) || isMark(index, 45) || isMark(index, 46)) && !token(index).has(.space)
      && !token(index + 1).has(.space)
      && (isNumber(index + 1) || isWord(index + 1) && token(index + 1).has(.upper))
  }
}

extension BareWord {
  static let i = BareWord("i")
  static let l = BareWord("l")
}

/// Roman numerals, and what OCR makes of them.
enum Roman {
  private static let values: WordTable<Int> = {
    var out: [WordKey: Int] = [:]
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    for ten in 0...3 {
      for one in 0...9 where ten + one > 0 {
        out[WordKey(String(repeating: "X", count: ten) + ones[one])] = ten * 10 + one
      }
    }
    return WordTable(out)
  }()

  /// III read as one letter.
  private static let damaged = WordTable([
    WordKey("xm"): 13, WordKey("xn"): 12, WordKey("vm"): 8, WordKey("m"): 3, WordKey("n"): 2,
    WordKey("xin"): 13,
    WordKey("vin"): 8, WordKey("in"): 3, WordKey("ni"): 3, WordKey("xih"): 13, WordKey("xỉ"): 11,
    WordKey("xvm"): 18,
    WordKey("xvn"): 17, WordKey("xiii"): 13,
  ])

  /// The value of a Roman numeral, as printed.
  static func value(_ key: WordKey) -> Int? { values[key] }
  /// The value where only a Roman numeral can stand.
  static func repaired(_ key: WordKey) -> Int? { values[key] ?? damaged[key] }

  /// The value where a heading's Roman numeral stands at the beginning of a line.
  static func asHeading(_ key: WordKey) -> Int? { headings[key] }

  private static let headings = WordTable([
    WordKey("h"): 2, WordKey("n"): 2, WordKey("il"): 2, WordKey("li"): 2, WordKey("ll"): 2, WordKey("m"): 3,
    WordKey("hi"): 3,
    WordKey("ih"): 3, WordKey("in"): 3, WordKey("ni"): 3, WordKey("iil"): 3, WordKey("ili"): 3,
    WordKey("lv"): 4, WordKey("iv"): 4,
    WordKey("l"): 1, WordKey("hl"): 3, WordKey("vl"): 6,
  ])

  static func string(_ value: Int) -> String {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    return String(repeating: "X", count: value / 10) + ones[value % 10]
  }
}
