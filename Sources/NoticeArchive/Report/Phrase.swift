/// What pages themselves say, in both languages.
///
/// A page of the report carries both and shows one; what is rendered within `$shown` has one language alone.
package struct Phrase: Hashable, Sendable {
  package enum Language: String, CaseIterable, Sendable { case vi, en }

  /// The language of what is rendered now; `nil` for both.
  @TaskLocal package static var shown: Language?

  package let vi: String
  package let en: String

  package init(_ vi: String, _ en: String) {
    self.vi = vi
    self.en = en
  }

  /// The same in both.
  package init(_ text: String) { self.init(text, text) }

  package var html: HTML {
    if let language = Self.shown { return HTML(text: self[language]) }
    return vi == en
      ? HTML(text: vi) : "<span class=\"vi\">\(vi)</span><span class=\"en\" lang=\"en\">\(en)</span>"
  }

  /// Where only one text can stand, as in a title that pops up: `cơ quan / agency`.
  package var both: String {
    if let language = Self.shown { return self[language] }
    return vi == en ? vi : "\(vi) / \(en)"
  }

  package subscript(language: Language) -> String { language == .vi ? vi : en }

  package static func + (a: Phrase, b: Phrase) -> Phrase { Phrase(a.vi + b.vi, a.en + b.en) }
  package static func + (a: Phrase, b: String) -> Phrase { Phrase(a.vi + b, a.en + b) }

  // MARK: Numbers and dates

  /// `12.345` and `12,345`.
  package static func number(_ value: Int) -> Phrase {
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

  /// `999 B`, `1.2 kB`, `35 MB`: 1 kB is 1000 bytes.
  package static func size(_ bytes: Int) -> Phrase {
    var value = bytes
    var rest = 0
    for unit in ["B", "kB", "MB", "GB"] {
      if value < 1000 || unit == "GB" {
        let tenths = rest / 100
        if unit == "B" || value >= 10 || tenths == 0 { return number(value) + " \(unit)" }
        return Phrase("\(value),\(tenths) \(unit)", "\(value).\(tenths) \(unit)")
      }
      (value, rest) = (value / 1000, value % 1000)
    }
    return Phrase("\(bytes) B")
  }

  /// `3 thời hạn`, `3 deadlines`.
  package static func count(_ value: Int, _ vi: String, _ en: String, plural: String? = nil) -> Phrase {
    number(value) + Phrase(" \(vi)", " \(value == 1 ? en : plural ?? "\(en)s")")
  }

  /// A date of a notice (EDTF) as people write it.
  ///
  ///     2021-10-18 → 18/10/2021     2021-10 → 10/2021     2021-36 → quý IV/2021, Q4/2021
  package static func date(_ edtf: String) -> Phrase {
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
  package static func period(_ iso: String) -> Phrase {
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
