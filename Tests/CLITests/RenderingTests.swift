import NoticeArchive
@testable import NoticeGrammar
import NoticeText
import TestSupport
import Testing

@testable import ThongbaoCLI

struct RenderingTests {
  private let en = Messages(.en)

  private func rendered(_ text: String, _ parts: [(Part.Group, String)], hasColor: Bool = false) -> String {
    let bytes = Array(text.utf8)
    let parts = parts.map { Part($0, SampleNotice.span($1, in: bytes), "") }
    return AnnotatedText.render(SourceText(bytes: bytes), parts: parts, hasColor: hasColor, messages: en)
  }

  @Test func partsStandInBrackets() {
    let text = "Theo Chỉ thị số 18 ngày 18/10/2021\ncủa Tỉnh ủy."
    #expect(
      rendered(
        text, [(.reference, "Chỉ thị số 18 ngày 18/10/2021"), (.date, "18/10/2021"), (.agency, "Tỉnh ủy")])
          == """
          1 │ Theo [reference: Chỉ thị số 18 ngày [date: 18/10/2021]]
          2 │ của [agency: Tỉnh ủy].

          """)
  }

  @Test func ofTwoPartsWithOneSpanTheLaterIsShown() {
    #expect(
      rendered("30/10/2021", [(.date, "30/10/2021"), (.deadline, "30/10/2021")])
        == "1 │ [deadline: 30/10/2021]\n")
  }

  @Test func aPartThatCrossesAnotherIsCut() {
    #expect(rendered("abcdef", [(.date, "abcd"), (.agency, "cdef")]) == "1 │ [date: ab[agency: cd]]ef\n")
  }

  @Test func coloursAreTakenUpAgainAfterALineBreak() {
    #expect(
      rendered("a bc\nd e", [(.reference, "bc\nd")], hasColor: true)
        == "\u{1B}[2m1 │ \u{1B}[0ma \u{1B}[32mbc\u{1B}[0m\n\u{1B}[2m2 │ \u{1B}[0m\u{1B}[32md\u{1B}[0m e\n")
  }

  @Test func whatATerminalWouldObeyIsShownAsHarmless() {
    #expect(rendered("a\u{1B}[2Jb\r\nc\u{202E}d\u{9B}", []) == "1 │ a\u{FFFD}[2Jb\n2 │ c\u{FFFD}d\u{FFFD}\n")
  }

  @Test func everyByteOfTheTextIsShownOnce() {
    let shown = AnnotatedText.render(notice.text, parts: notice.parts, hasColor: true, messages: en)
    var plain = ""
    var isEscape = false
    for scalar in shown.unicodeScalars {
      if scalar == "\u{1B}" { isEscape = true }
      if !isEscape { plain.unicodeScalars.append(scalar) }
      if scalar == "m" { isEscape = false }
    }
    let lines = plain.split(separator: "\n").map { $0.dropFirst(4) }.joined(separator: "\n")
    let text = String(decoding: notice.text.bytes, as: UTF8.self)
    #expect(lines == text.replacing("\u{1}", with: "\u{FFFD}"))
  }

  @Test func theLegendNamesWhatIsThere() {
    let parts = [Part(.date, SourceRange(0, 1), ""), Part(.reference, SourceRange(0, 1), "")]
    #expect(
      AnnotatedText.legend(parts, hasColor: true, messages: en)
        == "Legend: \u{1B}[35mdate\u{1B}[0m  \u{1B}[32mreference\u{1B}[0m\n\n")
    #expect(AnnotatedText.legend(parts, hasColor: false, messages: en) == "")
  }

  // MARK: Places

  @Test func questionsAreToldApart() {
    #expect(Question("@12") == .byte(12))
    #expect(Question("3:4") == .position(line: 3, column: 4))
    #expect(Question("18-CT/TU") == .phrase("18-CT/TU"))
    #expect(Question("@x") == .phrase("@x"))
    #expect(Question("0:1") == .phrase("0:1"))
    #expect(Question("a:1") == .phrase("a:1"))
  }

  private func places(_ what: String, _ text: [UInt8]) -> [String] {
    Question(what).places(in: SourceText(bytes: text)).map { place in
      "\(place.line):\(place.column) \(place.span.start)-\(place.span.end)"
    }
  }

  @Test func placesAreFound() {
    let text = Array("Tỉnh ủy\r\nSở Y\n  tế, sở y tế".utf8)
    #expect(places("@1", text) == ["1:2 1-4"])
    #expect(places("@3", text) == ["1:2 1-4"])
    #expect(places("@99", text) == [])
    #expect(places("1:2", text) == ["1:2 1-4"])
    #expect(places("2:1", text) == ["2:1 13-14"])
    #expect(places("2:9", text) == [])
    #expect(places("9:1", text) == [])
    #expect(places("SỞ Y TẾ", text) == ["2:1 13-26", "3:7 28-39"])
    #expect(places("Tế", text) == ["3:3 22-26", "3:12 35-39"])
    #expect(places("không", text) == [])
    #expect(places(" ", text) == [])
  }

  @Test func placesAreFoundInAnyUnicodeForm() {
    let text = Array("u\u{309}y ban".utf8)
    #expect(places("ủy", text) == ["1:1 0-4"])
  }

  @Test func bytesThatAreNoUTF8CountOneEach() {
    let text: [UInt8] = [0x61, 0xFF, 0xE1, 0xBB, 0x62, 0x63]
    #expect(places("c", text) == ["1:6 5-6"])
    #expect(places("1:5", text) == ["1:5 4-5"])
  }

  // MARK: Explanations

  private let notice = SampleNotice.make()

  private func explanation(_ what: String, _ steps: [Trace.Step] = []) throws -> String {
    var trace = Trace()
    trace.steps = steps
    let place = try #require(Question(what).places(in: notice.text).first)
    return Explanation(of: place, in: notice, parts: notice.parts, trace: trace)
      .text(path: "a.txt", notice: notice, messages: en, hasColor: false)
  }

  @Test func saysWhatAPlaceBecameAndWhy() throws {
    let span = SampleNotice.span("Chỉ thị số 18-CT/TU")
    let steps = [
      Trace.Step(rule: "date", span: SampleNotice.span("18-CT"), note: "no month", taken: false),
      Trace.Step(rule: "reference", span: span, note: "18-CT/TU, exact", taken: true),
      Trace.Step(rule: "kind", span: SourceRange(0, 2), note: "elsewhere", taken: true),
    ]
    #expect(
      try explanation("18-CT", steps) == """
        a.txt:3:52: “18-CT”
          became reference: 18-CT/TU, Chỉ thị, 2021-10-18, Tỉnh ủy, exact, implements
          rule reference took “Chỉ thị số 18-CT/TU”: 18-CT/TU, exact
          rule date looked at “18-CT” and left it: no month
          stands in directive 1

        """)
  }

  @Test func saysThatNothingStartsHere() throws {
    #expect(
      try explanation("khẩn trương") == """
        a.txt:3:18: “khẩn trương”
          no rule starts here
          stands in directive 1

        """)
  }

  @Test func namesTheInnermostPartFirst() throws {
    let text = try explanation("30/10/2021")
    let date = try #require(text.range(of: "became date: 2021-10-30"))
    let deadline = try #require(text.range(of: "became deadline: before 2021-10-30"))
    #expect(date.lowerBound < deadline.lowerBound)
  }

  @Test func knowsTheZones() {
    func zone(_ phrase: String) -> Zone { notice.zone(at: SampleNotice.span(phrase).start) }
    #expect(zone("SÔNG LAM") == .head)
    #expect(zone("Giao") == .directive("1"))
    #expect(zone("hằng") == .directive("1.1"))
    var open = notice
    open.directives = []
    open.signature = nil
    #expect(open.zone(at: SampleNotice.span("Giao").start) == .body)
    #expect(open.zone(at: SampleNotice.span("Bộ Y tế").start) == .closing)
  }
}
