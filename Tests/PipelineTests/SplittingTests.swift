import Foundation
import NoticeArchive
import NoticeGrammar
import NoticeIntake
import NoticeText
import TestSupport
import Testing

/// Files with several notices.
@Suite struct SplittingTests {
  private let splitter = NoticeSplitter()

  @Test(arguments: Corpus.notices)
  func aNoticeOfTheCorpusIsOne(_ notice: CorpusNotice) throws {
    let text = try TextDecoder.decode(Array(Data(contentsOf: notice.text)))
    let parts = splitter.parts(of: text)
    #expect(
      parts.map { "\($0.span.start) \($0.evidence.names)" }.count == 1, "\(parts.map(\.evidence.names))")
  }

  /// Scans and other texts that are kept beside the repository; where they are not, that is said.
  @Test(
    .enabled("the folders ../shared/seeds and ../shared/real are not there") {
      FileManager.default.fileExists(atPath: SplittingTests.shared.appendingPathComponent("seeds").path)
    })
  func aRealDocumentIsOne() throws {
    var seen = 0
    for folder in ["seeds", "real"] {
      let place = Self.shared.appendingPathComponent(folder)
      for name in (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
      where name != "README.md" {
        guard let data = try? Data(contentsOf: place.appendingPathComponent(name)),
          let text = try? TextDecoder.decode(Array(data))
        else { continue }
        seen += 1
        #expect(splitter.parts(of: text).count == 1, "\(folder)/\(name)")
      }
    }
    #expect(seen > 10)
  }

  private static let shared = Corpus.folder.appendingPathComponent("../../shared").standardized

  @Test(arguments: ["\n", "\n\n\n", "\n\u{0C}"])
  func bundlesOfTheCorpusAreSplitWhereTheyWereJoined(separator: String) throws {
    var (found, wanted, wrong) = (0, 0, 0)
    var lost: [String] = []
    let texts = Corpus.notices.compactMap { notice -> (name: String, text: String)? in
      guard let text = try? String(contentsOf: notice.text, encoding: .utf8), Self.hasHead(text) else {
        return nil
      }
      return (notice.name, text)
    }
    for start in stride(from: 0, to: texts.count - 2, by: 3) {
      var whole = ""
      var joins: [Int: String] = [:]
      for (name, text) in texts[start..<start + 3] {
        if !whole.isEmpty {
          whole += separator
          joins[whole.utf8.count] = name
        }
        whole += text
      }
      let text = SourceText(whole)
      let parts = splitter.parts(of: text)
      #expect(parts.flatMap(\.text.bytes) == text.bytes)
      wanted += joins.count
      for part in parts.dropFirst() {
        // Blank lines may go to either side.
        let near = joins.keys.first { abs($0 - part.span.start) <= 6 }
        if let near {
          found += 1
          joins[near] = nil
        } else {
          wrong += 1
          lost.append(
            "wrong at \(part.span.start): \(text.raw(SourceRange(part.span.start, part.span.start + 80)))")
        }
      }
      lost += joins.values
    }
    #expect(wrong == 0, "\(lost)")
    #expect(Double(found) >= 0.95 * Double(wanted), "\(found) of \(wanted), lost: \(lost)")
    print("split \(found) of \(wanted) joins, \(wrong) wrong")
  }

  /// Whether the text begins with a head that can be told: national title or Party, in its first lines.
  private static func hasHead(_ text: String) -> Bool {
    let head = text.prefix(700).decomposedStringWithCanonicalMapping.uppercased().filter {
      $0.isASCII && $0.isLetter
    }
    let folded = String(
      text.prefix(700).folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).filter(
        \.isLetter))
    return !head.isEmpty && (folded.contains("chunghiavietnam") || folded.contains("congsanvietnam"))
  }

  private static let state = """
    ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH QUẢNG NINH              Độc lập - Tự do - Hạnh phúc
    Số: 12/TB-UBND             Quảng Ninh, ngày 05 tháng 3 năm 2022

    THÔNG BÁO
    Kết luận của Chủ tịch Ủy ban nhân dân tỉnh về phòng, chống dịch

    1. Giao Sở Y tế chủ trì, phối hợp với các địa phương rà soát, báo cáo trước ngày 15/3/2022.
    2. Yêu cầu Sở Tài chính tham mưu bố trí kinh phí theo Nghị quyết số 128/NQ-CP ngày 11/10/2021.

    Nơi nhận:                                TL. CHỦ TỊCH
    - Như trên;                            CHÁNH VĂN PHÒNG
    - Lưu: VT.                                Trần Văn Bình

    """

  private func parts(_ text: String) -> [NoticePart] { splitter.parts(of: SourceText(text)) }

  @Test func twoNoticesAreSplitWithTheirEvidence() throws {
    let second = Self.state.replacing("Số: 12/", with: "Số: 13/")
    let found = parts(Self.state + second)
    #expect(found.count == 2)
    #expect(found.last?.span.start == Self.state.utf8.count)
    #expect(
      found.last?.evidence == [.nationalTitle, .motto, .number, .date, .kind, .issuer, .closing])
    #expect(
      found.map { $0.text.diagnostics.map(\.message) } == [
        ["part 1 of 2 of its file"],
        [
          "part 2 of 2 of its file, where it begins: national title, motto, number, date, kind, issuer, "
            + "recipients before it"
        ],
      ])
    #expect(NoticeParser().parse(found[1].text).identifier == "13/TB-UBND")
  }

  @Test func aDamagedTitleIsATitle() {
    let second = Self.state.replacing("Số: 12/", with: "Số: 13/")
      .replacing("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", with: "CÔNG HOA XÀ HÔI CHÚ NGHlA VIÊT NAM")
      .replacing("Độc lập - Tự do - Hạnh phúc", with: "Đôc lâp - Tư do - Hanh phuc")
    #expect(parts(Self.state + second).count == 2)
  }

  @Test(arguments: ["Mẫu số 01", "PHỤ LỤC I\n(Kèm theo Thông báo số 12/TB-UBND)", "Biểu mẫu 3"])
  func aHeadInAnAnnexIsNoNotice(_ title: String) {
    let second = Self.state.replacing("Số: 12/", with: "Số: 13/")
    #expect(parts(Self.state + "\n" + title + "\n\n" + second).count == 1)
  }

  @Test func aFormIsNoNotice() {
    let form = Self.state.replacing("Số: 12/TB-UBND", with: "Số: ...../TB-UBND")
      .replacing("ngày 05 tháng 3 năm 2022", with: "ngày ... tháng ... năm 20...")
    #expect(parts(Self.state + form).count == 1)
  }

  @Test func aHeadThatIsRepeatedIsNoOther() {
    #expect(parts(Self.state + Self.state).count == 1)
  }

  @Test func theTitleInATextIsNoHead() {
    let text =
      Self.state + """
        Nước Cộng hòa xã hội chủ nghĩa Việt Nam ra đời năm 1976.
        ĐIỀU LỆ ĐẢNG CỘNG SẢN VIỆT NAM
        Số: 15/QĐ-TW là văn bản của Đảng ngày 28/7/2006, Độc lập - Tự do - Hạnh phúc.

        """
    #expect(parts(text + String(repeating: "Chữ thường của một đoạn văn dài.\n", count: 30)).count == 1)
  }

  @Test func pagesAndSpansAreThoseOfThePart() throws {
    let second = Self.state.replacing("Số: 12/", with: "Số: 13/")
    var text = SourceText(Self.state + second)
    let middle = Self.state.utf8.count
    text.pages = [
      Page(number: 1, width: 10, height: 10, span: SourceRange(0, middle), reader: "ocr"),
      Page(
        number: 2, width: 10, height: 10, span: SourceRange(middle, text.bytes.count), reader: "ocr",
        words: [
          PageWord(
            span: SourceRange(middle, middle + 4), box: Box(left: 1, top: 1, right: 2, bottom: 2),
            confidence: 90)
        ]),
    ]
    let found = splitter.parts(of: text)
    #expect(found.count == 2)
    #expect(found[0].text.pages.map(\.number) == [1])
    #expect(found[1].text.pages.map(\.number) == [2])
    #expect(found[1].text.pages[0].words[0].span == SourceRange(0, 4))
    #expect(found[1].evidence.contains(.page))
  }

  /// Whatever the bytes: the parts make up the text, in order, and none is empty.
  @Test(arguments: UInt64(0)..<60)
  func partsMakeUpTheText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = Array((Self.state + Self.state.replacing("Số: 12/", with: "Số: 13/") + Self.state).utf8)
    for _ in 0..<(Int(seed) * 4) {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: at)
      default: bytes.insert(contentsOf: bytes.suffix(40), at: at)
      }
    }
    let text = SourceText(bytes: bytes)
    let found = splitter.parts(of: text)
    #expect(found.flatMap(\.text.bytes) == bytes)
    #expect(found.allSatisfy { !$0.span.isEmpty } || bytes.isEmpty)
  }

  @Test func titlesWithoutEndTakeNoLongerThanTheirBytes() {
    let many = String(
      repeating: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n", count: 3000)
    #expect(parts(many).count == 1)
    let long = String(repeating: "ĐẢNG CỘNG SẢN VIỆT NAM ", count: 20_000)
    #expect(parts(long + "\n" + long).count == 1)
  }
}
