import Foundation
import NoticeGrammar
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

struct NoticeJSONTests {
  private let notice = SampleNotice.make()

  private func object(_ notice: Notice, includeText: Bool = false) throws -> [String: Any] {
    let json = notice.json(includeText: includeText)
    return try #require(JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
  }

  @Test func compactAndPrettySayTheSame() throws {
    let compact = try JSONSerialization.jsonObject(with: Data(notice.json())) as? NSDictionary
    let pretty = try JSONSerialization.jsonObject(with: Data(notice.json(layout: .pretty))) as? NSDictionary
    #expect(compact != nil && compact == pretty)
    #expect(!notice.json().contains(0x0A))
  }

  @Test func propertiesStandInTheContractsOrder() throws {
    let order = [
      "schema", "source", "kind", "number", "symbol", "identifier", "uri", "issuer", "place", "date",
      "subject",
      "marks", "addressees", "basis", "directives", "references", "dates", "agencies", "recipients",
      "signature", "repairs", "diagnostics", "spans", "inferred", "text",
    ]
    #expect(Set(try object(notice, includeText: true).keys) == Set(order))
    let lines = String(decoding: notice.json(layout: .pretty, includeText: true), as: UTF8.self)
      .split(separator: "\n")
    let names = lines.filter { $0.hasPrefix("  \"") }.map { $0.split(separator: "\"")[1] }
    #expect(names.map(String.init) == order)
  }

  @Test func anEmptyNoticeHasItsListsAndNothingElse() {
    let json = String(decoding: Notice(text: SourceText("")).json(), as: UTF8.self)
    #expect(
      json
        == #"{"schema":"thongbao/notice/1","directives":[],"references":[],"dates":[],"agencies":[],"recipients":[]}"#
    )
  }

  @Test func aDirectiveHasEverythingOfIt() throws {
    let directives = try #require(object(notice)["directives"] as? [[String: Any]])
    let directive = try #require(directives.first)
    #expect(
      Set(directive.keys) == [
        "label", "path", "heading", "text", "span", "assignees", "deadlines", "references", "children",
      ])
    let deadline = try #require((directive["deadlines"] as? [[String: Any]])?.first)
    #expect(deadline["value"] as? String == "2021-10-30")
    #expect(deadline["relation"] as? String == "before")
    #expect(deadline["inferred"] as? [String] == ["value"])
    let child = try #require((directive["children"] as? [[String: Any]])?.first)
    #expect(Set(child.keys) == ["label", "path", "text", "span", "deadlines"])
    #expect((child["deadlines"] as? [[String: Any]])?.first?["period"] as? String == "R/P1M")
  }

  @Test func aReferenceHasItsIssuerAsAnAgency() throws {
    let reference = try #require((object(notice)["references"] as? [[String: Any]])?.first)
    let issuer = try #require(reference["issuer"] as? [String: Any])
    #expect(issuer["name"] as? String == "Tỉnh ủy")
    // It stands nowhere in the text.
    #expect(issuer["raw"] == nil && issuer["span"] == nil)
    #expect(issuer["inferred"] as? [String] == ["name"])
    #expect((reference["pinpoint"] as? [String: String]) == ["article": "3", "clause": "2", "point": "đ"])
    #expect(reference["raw"] as? String == "Chỉ thị số 18-CT/TU")
  }

  @Test func aKindWithoutACodeHasNone() throws {
    var notice = notice
    notice.kind = Kind(code: "", name: "Luật")
    #expect(try object(notice)["kind"] as? [String: String] == ["name": "Luật"])
  }

  @Test func everyRawIsCutFromTheTextBySpan() throws {
    var count = 0
    func look(_ value: Any) {
      if let list = value as? [Any] { list.forEach(look) }
      guard let object = value as? [String: Any] else { return }
      if let raw = object["raw"] as? String, let span = object["span"] as? [Int] {
        #expect(raw == notice.raw(SourceRange(span[0], span[1])))
        count += 1
      }
      object.values.forEach(look)
    }
    look(try object(notice))
    #expect(count == 10)
  }

  @Test func theTextIsGivenOnRequest() throws {
    #expect(try object(notice)["text"] == nil)
    let text = try #require(object(notice, includeText: true)["text"] as? String)
    #expect(text.hasSuffix("Nguyễn Văn A\u{FFFD}"))
    #expect(text.contains("30/10/2021\u{1}"))
  }

  @Test func linesSayWhatBecameOfAnInput() throws {
    var writer = JSONWriter()
    writer.line(path: "a\"b.txt", error: .noSuchPath, message: "there is no such file or folder")
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"path":"a\"b.txt","error":{"code":"no-such-path","message":"there is no such file or folder"}}"#
    )
    var other = JSONWriter()
    other.line(path: "b.txt", notice: notice)
    #expect(
      String(decoding: other.bytes, as: UTF8.self)
        == #"{"path":"b.txt","notice":"# + String(decoding: notice.json(), as: UTF8.self) + "}")
  }
}
