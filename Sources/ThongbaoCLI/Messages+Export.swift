/// What is said of exports.
extension Messages {
  var outputIsInArchive: String {
    say(
      vi: "không thể ghi vào chính thư mục của kho",
      en: "the output would stand inside the archive's folder")
  }

  /// The line at the end.
  func exported(documents: Int, bytes: Int) -> String {
    say(
      vi: "Đã xuất \(number(documents)) văn bản (\(size(bytes)))",
      en: "\(count(documents, "document")) exported (\(size(bytes)))")
  }
}
