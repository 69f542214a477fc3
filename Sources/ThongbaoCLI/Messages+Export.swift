/// What is said of exports.
extension Messages {
  var outputIsInArchive: String {
    say(
      vi: "không thể ghi vào chính thư mục của kho",
      en: "the output would stand inside the archive's folder")
  }

  var severalNeedAFolder: String {
    say(
      vi: "mỗi văn bản là một tệp: hãy cho thư mục bằng --output-dir",
      en: "every document is a file of its own: give a folder with --output-dir")
  }

  /// The line at the end.
  func exported(documents: Int, bytes: Int) -> String {
    say(
      vi: "Đã xuất \(number(documents)) văn bản (\(size(bytes)))",
      en: "\(count(documents, "document")) exported (\(size(bytes)))")
  }
}
