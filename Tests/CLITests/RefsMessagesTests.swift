import NoticeGrammar
import Testing

@testable import NoticeArchive
@testable import ThongbaoCLI

struct RefsMessagesTests {
  private let vi = Messages(.vi)
  private let en = Messages(.en)

  @Test func listsAreCounted() {
    var list = CitationList()
    #expect(vi.citedBy(list) == "Chưa thấy văn bản nào viện dẫn")
    #expect(en.citedBy(list) == "Nothing found that refers to it")
    #expect(vi.cites(list) == "Không viện dẫn văn bản nào")
    #expect(en.cites(list) == "Refers to nothing")
    list.count = 1200
    list.roles = [.implements: 1000, .basis: 200]
    list.doubtful = 3
    #expect(vi.citedBy(list) == "1.200 văn bản viện dẫn: căn cứ 200, thực hiện 1.000 (3 chưa rõ)")
    #expect(en.citedBy(list) == "1,200 documents refer to it: basis 200, implements 1,000 (3 doubtful)")
    #expect(vi.cites(list) == "Viện dẫn 1.200 văn bản: căn cứ 200, thực hiện 1.000 (3 chưa rõ)")
    list = CitationList()
    list.count = 1
    #expect(en.citedBy(list) == "1 document refers to it")
  }

  @Test func unknownNamesGetAdvice() {
    #expect(
      vi.noWork("1-CT/TU", [(name: "1-ct-tw", documents: 2000)])
        == "không thấy “1-CT/TU” trong kho, cũng không văn bản nào viện dẫn\ncó thể là:\n  1-ct-tw (2.000)\n")
    #expect(en.noWork("x", []) == "“x” is neither in the archive nor mentioned in it\n")
    #expect(vi.severalWorks(3) == "3 văn bản cùng số; thêm cơ quan ban hành hoặc ngày để chọn một")
    #expect(en.severalWorks(3) == "3 documents have this number; add the issuer or the date to choose one")
    #expect(vi.more(7) == "… còn 7 (--limit 0 cho tất cả)")
    #expect(vi.nothingIsMissing == "mọi văn bản được viện dẫn đều có trong kho")
    #expect(en.nothingIsMissing == "every document that is referred to is in the archive")
  }

  @Test func picturesNeedGraphviz() {
    #expect(
      vi.noGraphviz == "cần chương trình dot của Graphviz: sudo apt install graphviz (hoặc dùng --format dot)"
    )
    #expect(
      en.noGraphviz
        == "the program dot of Graphviz is needed: sudo apt install graphviz (or use --format dot)")
    #expect(vi.graphvizFailed(1) == "dot của Graphviz báo lỗi 1")
    #expect(en.graphvizFailed(1) == "dot of Graphviz failed with 1")
  }

  @Test func everyRoleAndDoubtHasAName() {
    for messages in [vi, en] {
      #expect(Set(Reference.Role.allCases.map(messages.role)).count == Reference.Role.allCases.count)
      #expect(Set(LinkCertainty.allCases.map(messages.certainty)).count == LinkCertainty.allCases.count)
    }
    #expect(vi.role(.replacedBy) == "được thay thế bởi" && en.role(.basis) == "basis")
  }

  @Test func duplicatesSayHowMuch() {
    let same = NearDuplicates(documents: ["a", "b"], resemblance: 0.816, isSameWork: true)
    #expect(vi.duplicates(same) == "cùng một văn bản, giống nhau 82 %")
    #expect(en.duplicates(same) == "the same document, 82 % alike")
    let other = NearDuplicates(documents: ["a", "b"], resemblance: 0.9, isSameWork: false)
    #expect(vi.duplicates(other) == "khác số, giống nhau 90 %")
    #expect(en.duplicates(other) == "other numbers, 90 % alike")
    #expect(
      vi.duplicatesTaken([same])
        == """
        a ≈ b: cùng một văn bản, giống nhau 82 %
        văn bản trùng: tất cả đều được giữ lại; “thongbao index delete” bỏ bản không cần
        """)
    let many = NearDuplicates(documents: (1...8).map(String.init), resemblance: 1, isSameWork: true)
    #expect(
      en.duplicatesTaken([many] + Array(repeating: same, count: 5)).split(separator: "\n").map(String.init)
        == ["1 ≈ 2, 3, 4, 5, 6, …: the same document, 100 % alike"]
        + Array(repeating: "a ≈ b: the same document, 82 % alike", count: 4)
        + ["and 1 more group of near-duplicates; see 'thongbao index duplicates'; nothing is deleted"])
  }
}
