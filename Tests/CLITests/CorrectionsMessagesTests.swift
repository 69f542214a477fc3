import NoticeArchive
import NoticeIndex
import Testing

@testable import ThongbaoCLI

struct CorrectionsMessagesTests {
  private let vi = Messages(.vi)
  private let en = Messages(.en)

  @Test(
    arguments: [
      (.syntax("oops"), "không phải TOML (oops)", "it is no TOML (oops)"),
      (
        .unknown(name: "x", known: ["a", "b"]), "không có mục “x”; chỉ có a, b",
        "there is no “x”; there are a, b"
      ),
      (.noTables(name: "agency"), "viết mỗi mục là [[agency]]", "write each as [[agency]]"),
      (.missing(name: "in"), "thiếu “in”", "“in” is missing"),
      (.needsOneOf(["add", "ban"]), "cần một trong: add, ban", "one of these is needed: add, ban"),
      (.goesWith(name: "by", other: "replace"), "“by” chỉ đi với “replace”", "“by” goes with “replace” only"),
      (
        .wrongType(name: "also", expected: "a string or an array of strings"),
        "“also” sai kiểu: cần chuỗi hay mảng chuỗi", "“also” must be a string or an array of strings"
      ),
      (.wrongType(name: "in", expected: "a string"), "“in” sai kiểu: cần chuỗi", "“in” must be a string"),
      (.empty(name: "in"), "“in” trống", "“in” is empty"),
      (
        .noDate("2021-13"), "“2021-13” không phải ngày (cần YYYY-MM-DD, YYYY-MM hay YYYY)",
        "“2021-13” is no date (YYYY-MM-DD, YYYY-MM or YYYY)"
      ),
      (
        .noChoice(name: "role", value: "x", choices: ["basis"]), "“role” không thể là “x”; chỉ có basis",
        "“role” cannot be “x”; there are basis"
      ),
      (
        .contradicts(value: "SYT", line: 1200), "“SYT” đã được nói khác ở dòng 1.200",
        "line 1,200 says otherwise of “SYT”"
      ),
      (.noWord("--"), "“--” không phải là từ hay cụm từ ngắn", "“--” is no word and no short phrase"),
      (.changesAgain("a"), "dòng khác lại sửa “a”", "another line changes “a” again"),
      (.changesNothing, "không đổi gì", "it changes nothing"),
    ] as [(CorrectionFault.Reason, String, String)])
  func mistakes(reason: CorrectionFault.Reason, vietnamese: String, english: String) {
    #expect(vi.reason(reason) == vietnamese)
    #expect(en.reason(reason) == english)
  }

  @Test func files() {
    #expect(vi.reason(CorrectionsError.tooLarge(limit: 4_000_000)) == "lớn hơn 4 MB")
    #expect(en.reason(CorrectionsError.tooLarge(limit: 4_000_000)) == "it is larger than 4 MB")
    #expect(en.reason(CorrectionsError.unreadable(.noIndex)) == "there is no archive here")
    let fault = CorrectionFault(place: TextPlace(line: 1, column: 2), reason: .changesNothing)
    #expect(en.reason(CorrectionsError.faults([fault, fault])) == "it changes nothing; it changes nothing")
  }

  @Test func lines() throws {
    let text = """
      [[agency]]
      name = "B"
      also = "A"
      [[reference]]
      in = "a/*"
      add = "1-CT/TU"
      [[reference]]
      ban = "2-CT/TU"
      [[reference]]
      replace = "3-CT/TU"
      by = "4-CT/TU"
      [[word]]
      damaged = "tkửi"
      text = "thời"
      [[word]]
      keep = "Đắk Lắk"
      [[header]]
      in = "a.txt"
      kind = "TB"
      number = "1"
      symbol = "TB/TU"
      identifier = "1-TB/TU"
      issuer = "I"
      within = "W"
      date = "2021"
      subject = "S"
      place = ""
      signer = "N"
      """
    let rules = try Corrections(text: Array(text.utf8)).rules
    #expect(
      rules.map(en.line) == [
        "agency “A” → “B”", "reference 1-CT/TU added in a/*", "reference 2-CT/TU banned",
        "reference 3-CT/TU → 4-CT/TU", "word “tkửi” → “thời”", "word “Đắk Lắk” kept",
        "kind “TB”, number “1”, symbol “TB/TU”, identifier “1-TB/TU”, issuer “I”, within “W”, date “2021”, "
          + "subject “S”, no place, signer “N” in a.txt",
      ])
    #expect(
      rules.map(vi.line) == [
        "cơ quan “A” → “B”", "thêm viện dẫn 1-CT/TU trong a/*", "bỏ viện dẫn 2-CT/TU",
        "viện dẫn 3-CT/TU → 4-CT/TU", "từ “tkửi” → “thời”", "giữ nguyên từ “Đắk Lắk”",
        "tên loại “TB”, số “1”, ký hiệu “TB/TU”, số và ký hiệu “1-TB/TU”, cơ quan ban hành “I”, thuộc “W”, "
          + "ngày ban hành “2021”, trích yếu “S”, bỏ địa danh, người ký “N” trong a.txt",
      ])
  }

  @Test func results() {
    #expect(en.documents(1) == "1 document" && vi.documents(1200) == "1.200 văn bản")
    #expect(vi.noLongerThere == "không còn" && en.noLongerThere == "taken back")
    #expect(vi.matchesNothing == "không khớp với văn bản nào" && en.matchesNothing == "matches no document")
    #expect(
      vi.reason(.noText)
        == "chưa sửa được: kho không giữ văn bản, còn tệp thì đã mất hoặc đã khác; hãy chạy lại thongbao add")
    #expect(
      en.reason(.noText)
        == "not corrected: the archive keeps no texts, and the file is gone or has changed; run thongbao add")
    #expect(
      vi.reason(.otherReading)
        == "chưa sửa được: mô hình hay bảng từ lúc đọc nó đã mất hoặc đã khác; hãy chạy lại thongbao add")
    #expect(
      en.reason(.otherReading)
        == "not corrected: the model or the tables that it was read with are gone or have changed; run thongbao add"
    )
    var report = CorrectionsReport()
    report.documents = 1
    #expect(vi.corrected(report, isCheck: false) == "0 dòng; đã sửa lại 1 văn bản")
    #expect(en.corrected(report, isCheck: false) == "0 corrections; 1 document indexed anew")
    #expect(vi.corrected(report, isCheck: true) == "0 dòng; sẽ sửa lại 1 văn bản")
    #expect(en.corrected(report, isCheck: true) == "0 corrections; 1 document would be indexed anew")
    #expect(
      vi.correctionsAreNotApplied == "chưa áp dụng thay đổi của tệp này; kết quả theo bản áp dụng lần trước")
    #expect(
      en.correctionsAreNotApplied
        == "what has changed in it is not applied; this goes by what was applied last")
  }
}
