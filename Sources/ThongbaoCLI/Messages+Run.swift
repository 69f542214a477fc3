import NoticeArchive
import NoticeIntake

/// What is said at the end of a run over many files.
extension Messages {
  /// Some lines; each with its end.
  func details(_ summary: RunSummary, documents: Int, seconds: Double) -> String {
    var lines: [String] = []
    if summary.documents > 0 {
      lines.append(say(vi: "Cách đọc: ", en: "Read as: ") + readers(summary))
      lines.append(
        say(
          vi: "Đã sửa chữ: \(number(summary.repaired))/\(number(summary.documents)) văn bản "
            + "(\(number(summary.repairs)) chỗ)",
          en: "Mended: \(number(summary.repaired)) of \(count(summary.documents, "document")) "
            + "(\(count(summary.repairs, "place")))"))
      lines.append(say(vi: "Chất lượng: ", en: "Quality: ") + qualities(summary))
    }
    if summary.splitFiles > 0 {
      lines.append(
        say(
          vi: "Tệp có nhiều văn bản: \(number(summary.splitFiles))",
          en: "Files of several documents: \(number(summary.splitFiles))"))
    }
    let failures = summary.failures.values.sorted { ($1.count, $0.error.code) < ($0.count, $1.error.code) }
    for failure in failures {
      let more = failure.count > failure.examples.count ? ", …" : ""
      let examples = failure.examples.map { harmless($0.description) }.joined(separator: ", ")
      lines.append(
        say(vi: "Lỗi × \(number(failure.count)): ", en: "Failed × \(number(failure.count)): ")
          + "\(reason(failure.error)) (\(examples)\(more))")
    }
    let rate = number(Int((Double(documents) / max(seconds, 0.001)).rounded()))
    lines.append(
      say(vi: "Thời gian: ", en: "Time: ") + duration(Int(seconds.rounded()))
        + say(vi: ", \(rate) văn bản/s", en: ", \(rate) documents/s"))
    return lines.map { $0 + "\n" }.joined()
  }

  /// `text 95, ocr 5 (12 pages by OCR)`, the commonest first.
  private func readers(_ summary: RunSummary) -> String {
    let readers = summary.readers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \(number($0.value))" }.joined(separator: ", ")
    if summary.ocrPages == 0 { return readers }
    return readers
      + say(
        vi: " (\(number(summary.ocrPages)) trang OCR)", en: " (\(count(summary.ocrPages, "page")) by OCR)")
  }

  /// `90–100: 80, 50–89: 15, 0–49: 5`, without what no document has.
  private func qualities(_ summary: RunSummary) -> String {
    [("90–100", 9..<10), ("70–89", 7..<9), ("50–69", 5..<7), ("0–49", 0..<5)].compactMap { name, tens in
      let count = summary.qualities[tens].reduce(0, +)
      return count > 0 ? "\(name): \(number(count))" : nil
    }.joined(separator: ", ")
  }

  /// A failure of a run before, that was not tried again.
  func reasonAsBefore(_ error: InputError) -> String {
    reason(error)
      + say(
        vi: " (như lần trước; --retry-failed để đọc lại)", en: " (as before; --retry-failed reads it again)")
  }

  // MARK: Watching

  func watching(_ folders: Int, polling: Bool) -> String {
    let how = polling ? say(vi: " (bằng cách dò định kỳ)", en: " (by looking now and then)") : ""
    return say(
      vi: "Đang theo dõi \(number(folders)) thư mục\(how); Ctrl-C để dừng.",
      en: "Watching \(count(folders, "folder"))\(how); Ctrl-C ends it.")
  }

  var watchEnded: String { say(vi: "Đã dừng theo dõi.", en: "The watch has ended.") }
}
