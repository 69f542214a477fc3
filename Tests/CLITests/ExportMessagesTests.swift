import Testing

@testable import ThongbaoCLI

struct ExportMessagesTests {
  private let vi = Messages(.vi)
  private let en = Messages(.en)

  @Test func errorsAreSaidInBothLanguages() {
    #expect(vi.outputIsInArchive == "không thể ghi vào chính thư mục của kho")
    #expect(en.outputIsInArchive == "the output would stand inside the archive's folder")
  }

  @Test func severalDocumentsNeedAFolder() {
    #expect(vi.severalNeedAFolder == "mỗi văn bản là một tệp: hãy cho thư mục bằng --output-dir")
    #expect(en.severalNeedAFolder == "every document is a file of its own: give a folder with --output-dir")
  }

  @Test func theSummaryCounts() {
    #expect(vi.exported(documents: 1234, bytes: 5_600) == "Đã xuất 1.234 văn bản (5,6 kB)")
    #expect(en.exported(documents: 1, bytes: 99) == "1 document exported (99 B)")
  }
}
