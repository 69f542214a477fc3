/// What the report itself says, in both languages; a page carries both and shows one.
struct Phrase: Hashable, Sendable {
  let vi: String
  let en: String

  init(_ vi: String, _ en: String) {
    self.vi = vi
    self.en = en
  }

  /// The same in both.
  init(_ text: String) { self.init(text, text) }

  var html: HTML {
    vi == en ? HTML(text: vi) : "<span class=\"vi\">\(vi)</span><span class=\"en\" lang=\"en\">\(en)</span>"
  }

  /// Where only one text can stand, as in a title that pops up: `cơ quan / agency`.
  var both: String { vi == en ? vi : "\(vi) / \(en)" }

  static func + (a: Phrase, b: Phrase) -> Phrase { Phrase(a.vi + b.vi, a.en + b.en) }
  static func + (a: Phrase, b: String) -> Phrase { Phrase(a.vi + b, a.en + b) }

  // MARK: Numbers and dates

  /// `12.345` and `12,345`.
  static func number(_ value: Int) -> Phrase {
    let digits = Array(String(value.magnitude))
    var (vi, en) = (value < 0 ? "-" : "", value < 0 ? "-" : "")
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 {
        vi.append(".")
        en.append(",")
      }
      vi.append(digit)
      en.append(digit)
    }
    return Phrase(vi, en)
  }

  /// `3 thời hạn`, `3 deadlines`.
  static func count(_ value: Int, _ vi: String, _ en: String, plural: String? = nil) -> Phrase {
    number(value) + Phrase(" \(vi)", " \(value == 1 ? en : plural ?? "\(en)s")")
  }

  /// A date of a notice (EDTF) as people write it.
  ///
  ///     2021-10-18 → 18/10/2021     2021-10 → 10/2021     2021-36 → quý IV/2021, Q4/2021
  static func date(_ edtf: String) -> Phrase {
    var phrase = Phrase("")
    for (index, end) in edtf.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      phrase = phrase + (index == 0 ? "" : " – ") + day(end)
    }
    return phrase
  }

  private static func day(_ edtf: Substring) -> Phrase {
    let parts = edtf.split(separator: "-")
    guard parts.allSatisfy({ Int($0) != nil }), (2...3).contains(parts.count) else {
      return Phrase(String(edtf))
    }
    if parts.count == 2, let quarter = Int(parts[1]), (33...36).contains(quarter) {
      let roman = ["I", "II", "III", "IV"][quarter - 33]
      return Phrase("quý \(roman)/\(parts[0])", "Q\(quarter - 32)/\(parts[0])")
    }
    return Phrase(parts.reversed().joined(separator: "/"))
  }

  /// A recurrence or a term (ISO 8601) in words.
  ///
  ///     R/P1M → hằng tháng, every month     P5D → 5 ngày, 5 days
  static func period(_ iso: String) -> Phrase {
    let isRecurring = iso.hasPrefix("R")
    let term = iso.split(separator: "/").last ?? ""
    let unit = term.last
    guard term.first == "P", let unit, let count = Int(term.dropFirst().dropLast()),
      let (vi, en) = units[unit]
    else { return Phrase(iso) }
    switch (isRecurring, count) {
    case (true, 1): return Phrase("hằng \(vi)", "every \(en)")
    case (true, 3) where unit == "M": return Phrase("hằng quý", "every quarter")
    case (true, _): return Phrase("\(count) \(vi) một lần", "every \(count) \(en)s")
    case (false, _): return Phrase("\(count) \(vi)", "\(count) \(en)\(count == 1 ? "" : "s")")
    }
  }

  private static let units: [Character: (String, String)] = [
    "D": ("ngày", "day"), "W": ("tuần", "week"), "M": ("tháng", "month"), "Y": ("năm", "year"),
  ]
}
