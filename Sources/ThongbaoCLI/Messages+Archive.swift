import NoticeIntake
import NoticeArchive
import NoticeIndex

/// What is said of archives.
extension Messages {
  // MARK: Errors

  /// Why a line gave no document.
  func reason(_ reason: LineError.Reason) -> String {
    switch reason {
    case .invalid(let reason, let position):
      let place = position.map { say(vi: " tại byte \(number($0))", en: " at byte \(number($0))") } ?? ""
      return say(vi: "không phải JSON", en: "it is no JSON") + place + " (\(reason))"
    case .noObject:
      return say(vi: "không phải đối tượng JSON {…}", en: "it is no JSON object {…}")
    case .missing(let property):
      return say(vi: "thiếu “\(property)”", en: "“\(property)” is missing")
    case .wrongType(let property, let expected):
      return say(
        vi: "“\(property)” sai kiểu: cần \(vietnamese(type: expected))",
        en: "“\(property)” must be \(expected)")
    case .badName(let limit):
      return say(
        vi: "tên văn bản phải có từ 1 đến \(number(limit)) byte, không có NUL",
        en: "a document's name has 1 to \(number(limit)) bytes and no NUL")
    case .noDate(let text):
      return say(
        vi: "“\(text)” không phải ngày (cần YYYY-MM-DD, YYYY-MM hay YYYY)",
        en: "“\(text)” is no date (YYYY-MM-DD, YYYY-MM or YYYY)")
    case .tooLong(let limit):
      return say(
        vi: "dòng dài hơn \(size(limit)) (nâng giới hạn bằng --max-size)",
        en: "the line is longer than \(size(limit)) (--max-size raises the limit)")
    case .failedBefore(let path, let message):
      return say(
        vi: "\(path) đã không đọc được khi phân tích: \(message)",
        en: "\(path) could not be read when it was parsed: \(message)")
    case .noText(let path, let error):
      return say(
        vi: "thông báo thiếu “text”, và không đọc lại được \(path): ",
        en: "the notice has no “text”, and \(path) cannot be read again: ") + self.reason(error)
    }
  }

  private func vietnamese(type: String) -> String {
    switch type {
    case "a string": "chuỗi"
    case "an array of strings": "mảng chuỗi"
    case "an object": "đối tượng"
    default: type
    }
  }

  /// Why an archive cannot be read or written.
  func reason(_ error: IndexError) -> String {
    switch error {
    case .corrupt(let file, let offset, let reason):
      say(
        vi: "tệp \(file) bị hỏng tại byte \(number(offset)) (\(reason))",
        en: "its file \(file) is damaged at byte \(number(offset)) (\(reason))")
    case .missing(let file):
      say(vi: "thiếu tệp \(file)", en: "its file \(file) is missing")
    case .locked(let process):
      process.map {
        say(vi: "tiến trình \($0) đang ghi vào kho này", en: "process \($0) is writing to this archive")
      }
        ?? say(
          vi: "một tiến trình khác đang ghi vào kho này", en: "another process is writing to this archive")
    case .unsupportedVersion(let file, let found, let supported):
      say(
        vi: "tệp \(file) có định dạng \(found); bản này chỉ đọc được đến \(supported)",
        en: "its file \(file) has format \(found); this version reads up to \(supported)")
    case .noIndex:
      say(vi: "không có kho nào ở đây", en: "there is no archive here")
    case .system(let file, let operation, let errno):
      say(
        vi: "không \(vietnamese(operation)) được \(file): \(system(errno))",
        en: "cannot \(english(operation)) \(file): \(system(errno))")
    case .tooLarge(let reason):
      say(vi: "vượt giới hạn của kho: \(reason)", en: "past a limit of the archive: \(reason)")
    }
  }

  private func english(_ operation: IndexError.Operation) -> String { operation.rawValue }

  private func vietnamese(_ operation: IndexError.Operation) -> String {
    switch operation {
    case .open: "mở"
    case .read: "đọc"
    case .write: "ghi"
    case .sync: "ghi chắc chắn"
    case .rename: "đổi tên"
    case .remove: "xóa"
    case .list: "liệt kê"
    case .create: "tạo"
    case .lock: "khóa"
    }
  }

  /// What to do about it, on a line of its own; `nil` if there is nothing to say.
  func advice(_ error: IndexError, archive: String) -> String? {
    switch error {
    case .corrupt(let file, _, _) where file == "manifest":
      say(
        vi: "Không cứu được gì nếu thiếu tệp này: hãy chuyển thư mục đi và chạy lại thongbao add.",
        en: "Without this file nothing can be saved: move the folder away and run thongbao add again.")
    case .corrupt, .missing:
      say(
        vi: "Chạy “thongbao index check \(archive)” để biết phần nào bị hỏng.",
        en: "Run “thongbao index check \(archive)” to see what is damaged.")
    case .locked:
      say(
        vi:
          "Hãy đợi nó xong, hoặc kết thúc nó: những gì đã ghi chắc chắn không bị mất. Tìm kiếm vẫn dùng được.",
        en: "Wait for it, or end it: what it committed is not lost. Searching goes on meanwhile.")
    case .unsupportedVersion:
      say(vi: "Hãy dùng bản thongbao mới hơn.", en: "Use a newer version of thongbao.")
    case .noIndex:
      say(
        vi: "Tạo kho bằng “thongbao add \(archive) ĐƯỜNG-DẪN…”.",
        en: "“thongbao add \(archive) PATH…” makes one.")
    case .system, .tooLarge: nil
    }
  }

  var folderIsOccupied: String {
    say(
      vi: "thư mục này có tệp khác và không phải là kho; hãy chọn thư mục mới hoặc trống",
      en: "the folder holds other files and is no archive; name a new or an empty one")
  }

  var archiveIsItself: String {
    say(vi: "không thể gộp một kho vào chính nó", en: "an archive cannot be merged into itself")
  }

  var notInArchive: String { say(vi: "không có trong kho", en: "it is not in the archive") }

  // MARK: Results

  /// The line at the end of taking in.
  func summary(_ tally: IngestTally, of documents: Int, _ skipped: Skipped) -> String {
    var parts = [say(vi: "\(number(tally.added)) mới", en: "\(number(tally.added)) added")]
    func add(_ count: Int, vi: String, en: String) {
      if count > 0 { parts.append("\(number(count)) " + say(vi: vi, en: en)) }
    }
    add(tally.updated, vi: "cập nhật", en: "updated")
    add(tally.unchanged, vi: "không đổi", en: "unchanged")
    add(tally.replaced, vi: "bị bản sau cùng tên thay thế", en: "replaced by later ones of the same name")
    add(tally.removed, vi: "bị bỏ vì tệp nay có văn bản khác", en: "removed, as their files have others now")
    add(tally.failed, vi: "lỗi", en: "failed")
    let read = tally.taken + tally.failed
    return say(
      vi: "Đã đọc \(number(read)) văn bản (\(size(tally.bytes))): ",
      en: "\(count(read, "document")) read (\(size(tally.bytes))): ") + parts.joined(separator: ", ")
      + say(vi: "; kho có \(number(documents)) văn bản", en: "; the archive has \(number(documents))")
      + leftOut(skipped)
  }

  func healthy(_ check: IndexCheck) -> String {
    say(
      vi: "Kho tốt: \(number(check.documents)) văn bản trong \(number(check.segments.count)) phần, "
        + "\(size(check.bytes)), đã đọc và đối chiếu toàn bộ.",
      en: "All is well: \(count(check.documents, "document")) in \(count(check.segments.count, "segment")), "
        + "\(size(check.bytes)), all read and compared.") + leftOver(check)
  }

  private func leftOver(_ check: IndexCheck) -> String {
    guard !check.leftOver.isEmpty else { return "" }
    let files = check.leftOver.count
    return " "
      + say(
        vi: "\(number(files)) tệp dở dang của một lần ghi bị ngắt; lần ghi sau sẽ xóa.",
        en: "\(count(files, "file")) of a run that was ended \(files == 1 ? "is" : "are") left; "
          + "the next one that writes removes them.")
  }

  func damaged(_ check: IndexCheck) -> String {
    let bad = check.segments.count { !$0.isHealthy }
    return say(
      vi: "\(number(bad)) trong \(number(check.segments.count)) phần bị hỏng, gồm "
        + "\(number(check.lostDocuments)) trong \(number(check.documents)) văn bản.",
      en: "\(number(bad)) of \(count(check.segments.count, "segment")) damaged, with "
        + "\(number(check.lostDocuments)) of \(count(check.documents, "document")).")
  }

  func repairAdvice(_ archive: String) -> String {
    say(
      vi: "“thongbao index check \(archive) --repair” giữ các phần còn tốt, bỏ các phần hỏng và cho biết tên "
        + "văn bản bị mất; sau đó chạy lại thongbao add để đưa chúng vào.",
      en:
        "“thongbao index check \(archive) --repair” keeps the segments that are whole, gives up the others and "
        + "names their documents; run thongbao add afterwards to take those in again.")
  }

  func repaired(_ check: IndexCheck) -> String {
    let left = check.documents - check.lostDocuments
    return say(
      vi: "Đã sửa: còn \(number(left)) văn bản, mất \(number(check.lostDocuments)). "
        + "Chạy lại thongbao add để đưa chúng vào.",
      en: "Repaired: \(count(left, "document")) left, \(number(check.lostDocuments)) lost. "
        + "Run thongbao add to take them in again.")
  }

  func merged(documents: Int) -> String {
    say(vi: "Đã gộp: \(number(documents)) văn bản", en: "Merged: \(count(documents, "document"))")
  }

  func deleted(_ deleted: Int, left: Int) -> String {
    say(
      vi: "Đã xóa \(number(deleted)) văn bản; kho còn \(number(left))",
      en: "\(count(deleted, "document")) deleted; \(number(left)) left")
  }

  /// `index stats` for people, a line each.
  func table(_ statistics: IndexStatistics) -> String {
    var rows: [(String, String)] = [
      (say(vi: "văn bản", en: "documents"), number(statistics.documents)),
      (say(vi: "đã xóa", en: "deleted"), number(statistics.deleted)),
      (say(vi: "phần", en: "segments"), number(statistics.segments)),
      (say(vi: "từ", en: "words"), number(statistics.words)),
      (
        say(vi: "từ mỗi văn bản", en: "words a document"),
        number(Int(statistics.averageLength.rounded()))
      ),
      (say(vi: "dung lượng", en: "size"), size(statistics.totalBytes)),
    ]
    for part in statistics.bytes { rows.append(("  \(part.name)", size(part.count))) }
    rows.append((say(vi: "mục từ", en: "terms"), number(statistics.terms.reduce(0) { $0 + $1.count })))
    for part in statistics.terms { rows.append(("  \(part.name)", number(part.count))) }
    let width = rows.reduce(0) { max($0, $1.0.count) }
    let values = rows.reduce(0) { max($0, $1.1.count) }
    func pad(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count))
    }
    return rows.map { "\($0.0)\(pad($0.0, width))  \(pad($0.1, values))\($0.1)\n" }.joined()
  }
}
