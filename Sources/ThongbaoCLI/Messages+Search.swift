import NoticeArchive
import NoticeSearch

/// What is said of queries and what they find.
extension Messages {
  var warning: String { say(vi: "lưu ý", en: "warning") }

  // MARK: Errors

  /// Why a text is no query.
  func reason(_ kind: QueryError.Kind) -> String {
    let phrase = Phrase(kind)
    return say(vi: phrase.vi, en: phrase.en)
  }

  /// The error, the query, and what is meant under it; then the query as it could be.
  ///
  ///     query:1: error: there is no field “knd”
  ///       knd:TB
  ///       ^^^
  ///     did you mean: kind:TB
  func report(_ error: QueryError, in query: String, hasColor: Bool) -> String {
    let severity = hasColor ? "\u{1B}[1;31m\(self.error)\u{1B}[0m" : self.error
    var out =
      say(vi: "câu tìm", en: "query") + ":\(error.column): \(severity): \(harmless(reason(error.kind)))\n"
    let bytes = Array(query.utf8)
    let start = min(max(error.range.lowerBound, 0), bytes.count)
    let end = min(max(error.range.upperBound, start), bytes.count)
    // Of a long query only what is near: one row of a terminal.
    func text(_ range: Range<Int>) -> String {
      harmless(String(decoding: bytes[range], as: UTF8.self)).replacing("\t", with: " ")
    }
    let before = text(0..<start)
    let shownBefore = before.count > 50 ? "…" + before.suffix(49) : before
    let meant = text(start..<end)
    let shownMeant = String(meant.prefix(60))
    let after = text(end..<bytes.count)
    let room = max(0, 70 - shownMeant.count)
    let shownAfter =
      meant.count > 60 ? "…" : after.count > room ? after.prefix(room) + "…" : after
    out += "  \(shownBefore)\(shownMeant)\(shownAfter)\n"
    out += "  " + String(repeating: " ", count: shownBefore.count)
    out += String(repeating: "^", count: max(1, shownMeant.count)) + "\n"
    if let suggestion = error.suggestion, bytes.count <= 200 {
      let mended =
        String(decoding: bytes[..<start], as: UTF8.self) + suggestion
        + String(decoding: bytes[end...], as: UTF8.self)
      out += say(vi: "có phải là: ", en: "did you mean: ") + harmless(mended) + "\n"
    }
    return out
  }

  var noQueryLine: String {
    say(vi: "không phải dòng ID<TAB>CÂU-TÌM", en: "this is no line ID<TAB>QUERY")
  }

  var cursorIsOld: String {
    say(
      vi: "kho đã thay đổi từ trang trước: có thể có kết quả bị sót hoặc lặp lại",
      en: "the archive has changed since that page: hits may be left out or come twice")
  }

  // MARK: Results

  /// A date as people write it; EDTF that is no single day in the words of the language.
  ///
  ///     2021-10-18 → 18/10/2021     2021-10 → 10/2021     2021-36 → Q4/2021, quý IV/2021
  func date(_ edtf: String) -> String {
    let ends = edtf.split(separator: "/", omittingEmptySubsequences: false)
    return ends.map { day($0) }.joined(separator: " – ")
  }

  private func day(_ edtf: Substring) -> String {
    let parts = edtf.split(separator: "-")
    guard parts.allSatisfy({ Int($0) != nil }), (2...3).contains(parts.count) else { return String(edtf) }
    if parts.count == 2, let quarter = Int(parts[1]), (33...36).contains(quarter) {
      return say(vi: "quý \(["I", "II", "III", "IV"][quarter - 33])", en: "Q\(quarter - 32)") + "/\(parts[0])"
    }
    return parts.reversed().joined(separator: "/")
  }

  /// Where the reader is: `hits 1–10 of 57; next page: --after …`.
  func page(_ ranks: ClosedRange<Int>?, of count: Int, next: String?) -> String {
    guard let ranks else {
      return say(
        vi: "\(number(count)) kết quả, không hiện kết quả nào", en: "\(self.count(count, "hit")), none shown")
    }
    let shown =
      ranks.count == 1
      ? number(ranks.lowerBound) : "\(number(ranks.lowerBound))–\(number(ranks.upperBound))"
    let noun = ranks.count == 1 ? "hit" : "hits"
    return say(vi: "kết quả \(shown) trong \(number(count))", en: "\(noun) \(shown) of \(number(count))")
      + (next.map { say(vi: "; trang sau: --after \($0)", en: "; next page: --after \($0)") } ?? "")
  }

  /// Nothing was found; what would be.
  func nothingFound(_ query: String, _ suggestions: [Suggestion]) -> String {
    var out = say(vi: "không tìm thấy gì cho: ", en: "nothing found for: ") + harmless(query) + "\n"
    if suggestions.isEmpty { return out }
    out += say(vi: "có thể tìm:", en: "what would be found:") + "\n"
    let counts = suggestions.map { number($0.count) }
    let width = counts.map(\.count).max() ?? 0
    for (suggestion, count) in zip(suggestions, counts) {
      let blanks = String(repeating: " ", count: width - count.count)
      out += "  \(blanks)\(count)  \(harmless(suggestion.query))  (\(harmless(reason(suggestion.reason))))\n"
    }
    return out
  }

  func reason(_ reason: Suggestion.Reason) -> String {
    switch reason {
    case .otherWord(let word):
      say(vi: "không văn bản nào có: \(word)", en: "in no document: \(word)")
    case .withoutMarks: say(vi: "không kể dấu", en: "whatever the marks")
    case .otherValue(let value):
      say(vi: "không văn bản nào có: \(value)", en: "in no document: \(value)")
    case .apart: say(vi: "các từ không cần liền nhau", en: "the words need not stand together")
    case .without(let part): say(vi: "bỏ: \(part)", en: "without: \(part)")
    }
  }

  /// Why a hit stands where it does, a line each.
  func lines(_ explanation: ScoreExplanation) -> [String] {
    var lines = explanation.parts.map { part in
      let text = part.text.isEmpty ? "NEAR" : part.text
      let form = part.form.flatMap { $0 == text.lowercased() ? nil : " (\($0))" } ?? ""
      var places: [String] = []
      if let occurrences = part.occurrences {
        places.append(say(vi: "\(number(occurrences)) lần", en: "\(number(occurrences))×"))
      }
      if part.isInSubject { places.append(say(vi: "có trong trích yếu", en: "in the subject")) }
      return "\(decimal(part.score))  \(text)\(form): "
        + (places + [
          say(vi: "trọng số", en: "weight") + " \(decimal(part.weight)) × \(decimal(part.share))"
        ]).joined(separator: ", ")
    }
    if explanation.nearness > 0 {
      lines.append(
        "\(decimal(explanation.nearness))  " + say(vi: "các từ đứng gần nhau", en: "words side by side"))
    }
    lines.append("\(decimal(explanation.total))  " + say(vi: "tổng cộng", en: "in all"))
    return lines
  }

  /// `1.234`, in Vietnamese `1,234`.
  func decimal(_ value: Float) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "–" }
    let thousandths = Int((Double(value) * 1000).rounded())
    let (whole, part) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    let digits = String(String(part + 1000).dropFirst())
    return (thousandths < 0 ? "-" : "") + "\(whole)" + say(vi: ",", en: ".") + digits
  }
}
