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
