import NoticeArchive

/// What is said of reports.
extension Messages {
  /// Why no report can be written.
  func reason(_ error: ReportError) -> String {
    switch error {
    case .occupied:
      say(
        vi: "thư mục có tệp khác, không phải báo cáo: hãy chọn thư mục mới hoặc trống",
        en: "the folder holds other files, not a report: choose a new or an empty one")
    }
  }

  /// The line at the end.
  func reportWritten(_ summary: Report.Summary, _ folder: String) -> String {
    let slash = folder.hasSuffix("/") ? "" : "/"
    let place = harmless(folder) + slash + "index.html"
    return say(
      vi:
        "\(number(summary.documents)) văn bản, \(number(summary.files)) tệp (\(size(summary.bytes))): mở \(place)",
      en:
        "\(count(summary.documents, "document")), \(count(summary.files, "file")) (\(size(summary.bytes))): open \(place)"
    )
  }
}
