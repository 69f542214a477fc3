import NoticeIntake
import Glibc
import NoticeArchive
import Testing

@testable import ThongbaoCLI

/// What is read, by its extensions.
private let kinds = FileReader.all.flatMap(\.extensions).map { ".\($0)" }.joined(separator: ", ")

struct MessagesTests {
  private let vi = Messages(.vi)
  private let en = Messages(.en)

  @Test(arguments: [
    (
      InputError.noSuchPath, "no-such-path", "không có tệp hay thư mục này", "there is no such file or folder"
    ),
    (.noPermission, "no-permission", "không có quyền đọc", "no permission to read it"),
    (.empty, "empty", "không có nội dung", "it is empty"),
    (
      .binary(offset: 1234), "binary", "không phải văn bản: có dữ liệu nhị phân tại byte 1.234",
      "it is not text: there is binary data at byte 1,234"
    ),
    (
      .invalidUTF16(offset: 8), "invalid-utf16", "mã UTF-16 bị hỏng tại byte 8",
      "its UTF-16 is broken at byte 8"
    ),
    (
      .unsupported(format: "GIF"), "unsupported",
      "đây là tệp GIF, loại không đọc được (đọc được: \(kinds))",
      "it is a GIF file, which is not read (read are \(kinds))"
    ),
    (
      .tooLarge(limit: 256_000_000), "too-large", "lớn hơn 256 MB (nâng giới hạn bằng --max-size)",
      "it is larger than 256 MB (--max-size raises the limit)"
    ),
    (
      .noNotice, "no-notice",
      "không phải thông báo: không thấy phần đầu, ý kiến chỉ đạo hay văn bản viện dẫn nào",
      "it is no notice: it has no head, no directives and no references"
    ),
    (
      .severalNotices(count: 12), "several-notices", "tệp có 12 văn bản: hãy dùng --output-dir",
      "the file has 12 notices: use --output-dir"
    ),
    (
      .noNotices, "no-notices", "thư mục không có tệp nào thuộc loại \(kinds)",
      "the folder has no file of the kinds \(kinds)"
    ),
    (
      .needsOCR(format: "PDF"), "needs-ocr", "tệp PDF chỉ có ảnh, phải đọc bằng OCR (bỏ --ocr never)",
      "the PDF file has only images, which takes OCR (leave out --ocr never)"
    ),
    (
      .overLimit(.pixels(1_000_000)), "over-limit", "ảnh có hơn 1.000.000 điểm ảnh",
      "its image has more than 1,000,000 pixels"
    ),
    (
      .unsafeName, "unsafe-name", "tên tệp trong tệp nén chỉ ra ngoài tệp nén, nên không đọc",
      "its name leads out of the archive, so it is not read"
    ),
    (
      .overLimit(.nesting(2)), "over-limit", "tệp nén lồng nhau quá 2 lớp",
      "archives stand in each other more than 2 deep"
    ),
    (.cancelled, "cancelled", "đã dừng", "it was stopped"),
    (.noMatch, "no-match", "không có tệp nào khớp với mẫu này", "no file matches this pattern"),
    (
      .unreadable(errno: EIO), "unreadable", "không đọc được: Input/output error",
      "it cannot be read: Input/output error"
    ),
    (
      .nameTaken(by: "a.txt"), "name-taken", "kết quả sẽ ghi đè lên kết quả của a.txt",
      "its output would overwrite that of a.txt"
    ),
    (
      .unwritable(errno: ENAMETOOLONG), "unwritable", "không ghi được kết quả: File name too long",
      "its output cannot be written: File name too long"
    ),
  ])
  func reasonsOfInputs(error: InputError, code: String, inVietnamese: String, inEnglish: String) {
    #expect(error.code == code)
    #expect(vi.reason(error) == inVietnamese)
    #expect(en.reason(error) == inEnglish)
  }

  @Test func reasonsOfOutputs() {
    let create = OutputError.cannotCreate(FilePath("x"), errno: EACCES)
    #expect(en.reason(create) == "cannot create it: Permission denied")
    #expect(vi.reason(create) == "không tạo được: Permission denied")
    let write = OutputError.cannotWrite(FilePath("x"), errno: ENOSPC)
    #expect(en.reason(write) == "cannot write it: No space left on device")
    #expect(vi.reason(write) == "không ghi được: No space left on device")
  }

  @Test func summaries() {
    var tally = Tally()
    tally.inputs = 1200
    (tally.parsed, tally.notices) = (1198, 1198)
    tally.bytes = 3_456_789
    var skipped = Skipped()
    #expect(en.summary(tally, skipped) == "1,200 files read (3.4 MB): 1,198 notices, 2 failed")
    #expect(vi.summary(tally, skipped) == "Đã đọc 1.200 tệp (3,4 MB): 1.198 thông báo, 2 lỗi")
    tally.inputs = 1
    (tally.parsed, tally.notices) = (1, 1)
    skipped.hidden = 3
    skipped.links = 1
    skipped.special = 2
    skipped.otherKinds = ["pdf": 4, "": 1, "docx": 1]
    #expect(
      en.summary(tally, skipped)
        == "1 file read (3.4 MB): 1 notice, 0 failed; left out: 3 hidden, 1 link, 2 special, "
        + "6 of other kinds (.pdf 4, no extension 1, .docx 1)")
    #expect(
      vi.summary(tally, skipped)
        == "Đã đọc 1 tệp (3,4 MB): 1 thông báo, 0 lỗi; bỏ qua: 3 ẩn, 1 liên kết, 2 đặc biệt, "
        + "6 loại khác (.pdf 4, không đuôi 1, .docx 1)")
    skipped = Skipped()
    skipped.otherKinds = ["a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 7]
    #expect(en.summary(tally, skipped).hasSuffix("12 of other kinds (.f 7, .a 1, .b 1, .c 1, .d 1, …)"))
  }

  @Test func progress() {
    var progress = Progress(done: 250, total: 1000, doneBytes: 5_000_000, totalBytes: 20_000_000, seconds: 10)
    #expect(en.progress(progress) == "250/1,000 files, 25 files/s, 500 kB/s, 0:30 left")
    #expect(vi.progress(progress) == "250/1.000 tệp, 25 tệp/s, 500 kB/s, còn 0:30")
    progress = Progress(total: 3)
    #expect(en.progress(progress) == "0/3 files, 0 files/s, 0 B/s")
  }

  @Test(arguments: [
    (0, "0", "0"), (999, "999", "999"), (1000, "1,000", "1.000"), (-1234567, "-1,234,567", "-1.234.567"),
    (-100, "-100", "-100"),
  ])
  func numbers(value: Int, inEnglish: String, inVietnamese: String) {
    #expect(en.number(value) == inEnglish)
    #expect(vi.number(value) == inVietnamese)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1 kB"), (1234, "1.2 kB"), (12_345, "12 kB"), (9_999_999, "9.9 MB"),
    (5_000_000_000_000, "5,000 GB"),
  ])
  func sizes(bytes: Int, text: String) {
    #expect(en.size(bytes) == text)
  }

  @Test(arguments: [(0, "0:00"), (67, "1:07"), (3600, "1:00:00"), (36_061, "10:01:01")])
  func durations(seconds: Int, text: String) {
    #expect(en.duration(seconds) == text)
  }

  @Test func explanations() {
    #expect(en.notFound("x") == "“x” is not in the text")
    #expect(vi.notFound("x") == "không tìm thấy “x” trong văn bản")
    #expect(en.stands(in: .directive("2.1")) == "stands in directive 2.1")
    #expect(vi.stands(in: .directive("2.1")) == "nằm trong ý kiến chỉ đạo 2.1")
    #expect(en.stands(in: .head) == "stands in the head")
    #expect(vi.stands(in: .closing) == "nằm trong phần cuối")
    #expect(en.took("reference", "18-CT/TU", "exact") == "rule reference took “18-CT/TU”: exact")
    #expect(vi.took("reference", "18-CT/TU", "") == "quy tắc reference nhận “18-CT/TU”")
    #expect(
      en.left("reference", "18", "no symbol follows")
        == "rule reference looked at “18” and left it: no symbol follows")
    #expect(
      vi.left("reference", "18", "no symbol follows")
        == "quy tắc reference xét “18” và bỏ: no symbol follows")
    #expect(en.noRule == "no rule starts here")
    #expect(vi.noRule == "không có quy tắc nào bắt đầu ở đây")
    #expect(en.morePlaces(1) == "… and 1 more place")
    #expect(vi.morePlaces(3) == "… và 3 chỗ khác")
    #expect(
      en.contents(directives: 2, references: 1, dates: 0, agencies: 3, diagnostics: 1)
        == "2 directives, 1 reference, 0 dates, 3 mentions of agencies, 1 diagnostic")
    #expect(
      vi.contents(directives: 2, references: 1, dates: 0, agencies: 3, diagnostics: 1)
        == "2 ý kiến chỉ đạo, 1 văn bản viện dẫn, 0 ngày, 3 lượt nhắc cơ quan, 1 lưu ý")
    #expect(en.oneFileOnly == "explain takes one file, not a folder")
    #expect(en.noPart(4, of: 3) == "the file has 3 notices, none of number 4")
    #expect(vi.noPart(4, of: 3) == "tệp có 3 văn bản, không có văn bản thứ 4")
    #expect(
      en.firstOf(3, path: "a.pdf") == "The file has 3 notices; this is the first, a.pdf#2 is the second.")
    #expect(
      vi.firstOf(3, path: "a.pdf") == "Tệp có 3 văn bản; đây là văn bản thứ nhất, thứ hai là a.pdf#2.")
    #expect(en.outputIsInput == "the output is also an input")
    #expect(vi.outputIsInput == "tệp kết quả trùng với tệp đầu vào")
  }

  @Test func missingServer() {
    #expect(
      Messages(.vi).noServer
        == "không thấy chương trình này bên cạnh thongbao; dựng nó bằng: swift build -c release --traits Web --product thongbao-serve"
    )
    #expect(
      Messages(.en).noServer
        == "this program does not stand beside thongbao; build it by: swift build -c release --traits Web --product thongbao-serve"
    )
  }
}
