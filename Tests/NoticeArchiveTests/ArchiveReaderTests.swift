import Foundation
import NoticeGrammar
import NoticeIndex
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

@Suite struct ArchiveReaderTests {
  private func read(_ json: [UInt8], _ text: [UInt8] = []) throws -> Notice {
    let reader = try #require(JSONReader())
    return try json.withUnsafeBytes { Notice(try reader.parse($0, readable: $0.count), text: text) }
  }

  @Test(arguments: Corpus.notices)
  func aNoticeReadsBackFromItsJSON(_ source: CorpusNotice) throws {
    let notice = NoticeParser().parse(try source.source())
    let again = try read(notice.json(), notice.text.bytes)
    #expect(String(decoding: again.json(), as: UTF8.self) == String(decoding: notice.json(), as: UTF8.self))
  }

  @Test func everyPropertyReadsBack() throws {
    let notice = SampleNotice.make()
    let again = try read(notice.json(), notice.text.bytes)
    #expect(String(decoding: again.json(), as: UTF8.self) == String(decoding: notice.json(), as: UTF8.self))
  }

  /// Every word of the Corpus gets a box; all that the JSON says of paper comes from those, again and again.
  @Test(arguments: Corpus.notices.prefix(8))
  func pagesReadBack(_ source: CorpusNotice) throws {
    var text = try source.source()
    text.pages = [
      Page(number: 1, width: 999, height: 9999, span: SourceRange(0, text.bytes.count), reader: "ocr")
    ]
    var start = 0
    for word in text.bytes.split(omittingEmptySubsequences: false, whereSeparator: { $0 <= 0x20 }) {
      defer { start += word.count + 1 }
      if word.isEmpty { continue }
      text.pages[0].words.append(
        PageWord(
          span: SourceRange(start, start + word.count),
          box: Box(
            left: start % 100, top: start / 100, right: start % 100 + word.count, bottom: start / 100 + 1),
          confidence: start % 3 == 0 ? nil : UInt8(start % 100),
          alternatives: start % 3 == 1 ? [WordReading(text: "ủy \"", confidence: UInt8(start % 90))] : []))
    }
    let notice = NoticeParser().parse(text)
    let again = try read(notice.keptJSON, notice.text.bytes)
    #expect(again.text.pages == text.pages)
    let json = notice.json(includeText: true)
    #expect(
      String(decoding: again.json(includeText: true), as: UTF8.self) == String(decoding: json, as: UTF8.self))
    let regions = String(decoding: json, as: UTF8.self).components(separatedBy: "\"region\":").count - 1
    #expect(regions > notice.references.count + notice.dates.count)
  }

  @Test func whatIsOfAnotherTypeIsLeftOut() throws {
    let json = #"""
      {"number":7,"kind":"TB","issuer":{"within":"x"},"basis":[0,5,"a"],"spans":{"number":[9,3],"date":[1]},
       "references":[{"identifier":"18-CT/TU","role":"loves"},3],"dates":[{"value":"2021","span":"x"}],
       "directives":[{"label":"1."},{"path":"2","deadlines":[{}],"assignees":[{"role":"lead"}]}],"repairs":{}}
      """#
    let notice = try read(Array(json.utf8))
    #expect(notice.number == nil && notice.kind == nil && notice.issuer == nil && notice.spans.isEmpty)
    #expect(notice.references.map(\.identifier) == ["18-CT/TU", nil] && notice.references[0].role == .cites)
    #expect(notice.basis == [0] && notice.dates.map(\.span.count) == [0] && notice.repairs.isEmpty)
    #expect(notice.directives.map(\.path) == ["2"])
    #expect(notice.directives[0].deadlines.isEmpty && notice.directives[0].assignees.isEmpty)
  }
}
