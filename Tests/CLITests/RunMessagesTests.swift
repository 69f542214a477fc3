import NoticeGrammar
import NoticeIntake
import NoticeText
import Testing

@testable import NoticeArchive
@testable import ThongbaoCLI

@Suite struct RunMessagesTests {
  private let vi = Messages(.vi)
  private let en = Messages(.en)

  private func facts(_ reader: String, quality: Int, repairs: Int, part: Int? = nil) -> DocumentFacts {
    var notice = Notice(text: SourceText("x"))
    notice.source.reader = reader
    notice.source.quality = quality
    notice.source.part = part
    var facts = DocumentFacts(notice, path: FilePath("a"))
    facts.repairs = repairs
    facts.ocrPages = reader == "ocr" ? 2 : 0
    return facts
  }

  @Test func theDetailsOfARun() {
    var summary = RunSummary()
    for quality in [100, 95, 70, 49] { summary.add(facts("text", quality: quality, repairs: 0)) }
    summary.add(facts("ocr", quality: 10, repairs: 7, part: 1))
    summary.add(facts("ocr", quality: 0, repairs: 1, part: 2))
    for name in ["a", "b\u{1B}", "c", "d"] { summary.add(InputError.noNotice, at: FilePath(name)) }
    summary.add(InputError.empty, at: FilePath("e"))
    #expect(
      en.details(summary, documents: 6, seconds: 2) == """
        Read as: text 4, ocr 2 (4 pages by OCR)
        Mended: 2 of 6 documents (8 places)
        Quality: 90–100: 2, 70–89: 1, 0–49: 3
        Files of several documents: 1
        Failed × 4: it is no notice: it has no head, no directives and no references (a, b\u{FFFD}, c, …)
        Failed × 1: it is empty (e)
        Time: 0:02, 3 documents/s

        """)
    #expect(
      vi.details(summary, documents: 6, seconds: 2) == """
        Cách đọc: text 4, ocr 2 (4 trang OCR)
        Đã sửa chữ: 2/6 văn bản (8 chỗ)
        Chất lượng: 90–100: 2, 70–89: 1, 0–49: 3
        Tệp có nhiều văn bản: 1
        Lỗi × 4: không phải thông báo: không thấy phần đầu, ý kiến chỉ đạo hay văn bản viện dẫn nào (a, b\u{FFFD}, c, …)
        Lỗi × 1: không có nội dung (e)
        Thời gian: 0:02, 3 văn bản/s

        """)
    #expect(en.details(RunSummary(), documents: 0, seconds: 0) == "Time: 0:00, 0 documents/s\n")
  }

  @Test func whatFailedBefore() {
    #expect(en.reasonAsBefore(.empty) == "it is empty (as before; --retry-failed reads it again)")
    #expect(vi.reasonAsBefore(.empty) == "không có nội dung (như lần trước; --retry-failed để đọc lại)")
  }

  @Test func whatIsWatched() {
    #expect(en.watching(1, polling: false) == "Watching 1 folder; Ctrl-C ends it.")
    #expect(
      en.watching(1200, polling: true) == "Watching 1,200 folders (by looking now and then); Ctrl-C ends it.")
    #expect(
      vi.watching(2, polling: true) == "Đang theo dõi 2 thư mục (bằng cách dò định kỳ); Ctrl-C để dừng.")
    #expect((en.watchEnded, vi.watchEnded) == ("The watch has ended.", "Đã dừng theo dõi."))
  }
}
