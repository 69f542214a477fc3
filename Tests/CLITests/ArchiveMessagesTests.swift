import NoticeIntake
import Glibc
import NoticeArchive
import NoticeIndex
import Testing

@testable import ThongbaoCLI

struct ArchiveMessagesTests {
  private let vi = Messages(.vi)
  private let en = Messages(.en)

  @Test(arguments: [
    (
      LineError.Reason.invalid(reason: "unclosed", position: 1234),
      "không phải JSON tại byte 1.234 (unclosed)", "it is no JSON at byte 1,234 (unclosed)"
    ),
    (.invalid(reason: "unclosed", position: nil), "không phải JSON (unclosed)", "it is no JSON (unclosed)"),
    (.noObject, "không phải đối tượng JSON {…}", "it is no JSON object {…}"),
    (.missing(property: "text"), "thiếu “text”", "“text” is missing"),
    (
      .wrongType(property: "agencies", expected: "an array of strings"),
      "“agencies” sai kiểu: cần mảng chuỗi",
      "“agencies” must be an array of strings"
    ),
    (
      .badName(limit: 800), "tên văn bản phải có từ 1 đến 800 byte, không có NUL",
      "a document's name has 1 to 800 bytes and no NUL"
    ),
    (
      .noDate("x"), "“x” không phải ngày (cần YYYY-MM-DD, YYYY-MM hay YYYY)",
      "“x” is no date (YYYY-MM-DD, YYYY-MM or YYYY)"
    ),
    (
      .tooLong(limit: 256_000_000), "dòng dài hơn 256 MB (nâng giới hạn bằng --max-size)",
      "the line is longer than 256 MB (--max-size raises the limit)"
    ),
    (
      .failedBefore(path: "a", message: "it is empty"), "a đã không đọc được khi phân tích: it is empty",
      "a could not be read when it was parsed: it is empty"
    ),
    (
      .noText(path: "a", .noSuchPath),
      "thông báo thiếu “text”, và không đọc lại được a: không có tệp hay thư mục này",
      "the notice has no “text”, and a cannot be read again: there is no such file or folder"
    ),
  ])
  func reasonsOfLines(reason: LineError.Reason, inVietnamese: String, inEnglish: String) {
    #expect(vi.reason(reason) == inVietnamese)
    #expect(en.reason(reason) == inEnglish)
  }

  @Test(arguments: [
    (
      IndexError.corrupt(file: "1.store", offset: 16_384, reason: "checksum"),
      "tệp 1.store bị hỏng tại byte 16.384 (checksum)",
      "its file 1.store is damaged at byte 16,384 (checksum)"
    ),
    (.missing(file: "1.store"), "thiếu tệp 1.store", "its file 1.store is missing"),
    (.locked(by: 12), "tiến trình 12 đang ghi vào kho này", "process 12 is writing to this archive"),
    (
      .locked(by: nil), "một tiến trình khác đang ghi vào kho này",
      "another process is writing to this archive"
    ),
    (
      .unsupportedVersion(file: "manifest", found: 2, supported: 1),
      "tệp manifest có định dạng 2; bản này chỉ đọc được đến 1",
      "its file manifest has format 2; this version reads up to 1"
    ),
    (.noIndex, "không có kho nào ở đây", "there is no archive here"),
    (
      .system(file: "x", operation: .create, errno: EACCES), "không tạo được x: Permission denied",
      "cannot create x: Permission denied"
    ),
    (.tooLarge(reason: "words"), "vượt giới hạn của kho: words", "past a limit of the archive: words"),
  ])
  func reasonsOfArchives(error: IndexError, inVietnamese: String, inEnglish: String) {
    #expect(vi.reason(error) == inVietnamese)
    #expect(en.reason(error) == inEnglish)
  }

  @Test func whatIsToBeDone() {
    #expect(
      en.advice(.corrupt(file: "manifest", offset: 0, reason: ""), archive: "a")
        == "Without this file nothing can be saved: move the folder away and run thongbao add again.")
    #expect(
      vi.advice(.missing(file: "x"), archive: "a")
        == "Chạy “thongbao index check a” để biết phần nào bị hỏng.")
    #expect(
      en.advice(.locked(by: 1), archive: "a")
        == "Wait for it, or end it: what it committed is not lost. Searching goes on meanwhile.")
    #expect(en.advice(.noIndex, archive: "a") == "“thongbao add a PATH…” makes one.")
    #expect(en.advice(.tooLarge(reason: ""), archive: "a") == nil)
  }

  @Test func summaries() {
    var tally = IngestTally()
    tally.added = 1200
    tally.bytes = 3_456_789
    #expect(
      en.summary(tally, of: 1200, Skipped())
        == "1,200 documents read (3.4 MB): 1,200 added; the archive has 1,200")
    (tally.updated, tally.unchanged, tally.replaced, tally.failed) = (1, 2, 3, 4)
    var skipped = Skipped()
    skipped.hidden = 1
    #expect(
      en.summary(tally, of: 1200, skipped)
        == "1,207 documents read (3.4 MB): 1,200 added, 1 updated, 2 unchanged, "
        + "3 replaced by later ones of the same name, 4 failed; the archive has 1,200; left out: 1 hidden")
    #expect(
      vi.summary(tally, of: 1200, skipped)
        == "Đã đọc 1.207 văn bản (3,4 MB): 1.200 mới, 1 cập nhật, 2 không đổi, "
        + "3 bị bản sau cùng tên thay thế, 4 lỗi; kho có 1.200 văn bản; bỏ qua: 1 ẩn")
    #expect(vi.deleted(2, left: 1200) == "Đã xóa 2 văn bản; kho còn 1.200")
    #expect(en.deleted(1, left: 0) == "1 document deleted; 0 left")
    #expect(vi.merged(documents: 1200) == "Đã gộp: 1.200 văn bản")
  }

  @Test func progressInDocuments() {
    let progress = Progress(
      unit: .documents, done: 250, doneBytes: 5_000_000, totalBytes: 20_000_000, seconds: 10)
    #expect(en.progress(progress) == "250 documents, 25 documents/s, 500 kB/s, 0:30 left")
    #expect(vi.progress(progress) == "250 văn bản, 25 văn bản/s, 500 kB/s, còn 0:30")
  }
}
