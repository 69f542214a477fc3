import Foundation
import NoticeGrammar
import NoticeIndex
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

/// JSON-LD, and the bulk lines of OpenSearch.
struct LinkedDataTests {
  private func exported(_ notice: Notice, id: String = "a/b.txt") -> ExportedDocument {
    ExportedDocument(
      ArchivedDocument(
        id: id, card: DocumentCard(), subject: notice.subject ?? "", text: notice.text.bytes, notice: notice,
        json: notice.json()), notice)
  }

  private func object(_ bytes: some Sequence<UInt8>) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private func difference(_ bytes: [UInt8], _ name: String) throws -> String? {
    try Golden.difference(of: bytes, from: Corpus.folder.appendingPathComponent("exports/\(name)"))
  }

  @Test(arguments: [
    ("sample.jsonld", ExportFormat.jsonld(JSONLD(includeText: true))),
    ("sample.bulk", .opensearch(OpenSearchBulk())), ("sample.ndjson", .lines(includeText: true)),
    ("sample.csv", .table(.directives, byteOrderMark: true, guardsFormulas: true)),
  ])
  func theSampleIsAsRecorded(name: String, format: ExportFormat) throws {
    let document = exported(SampleNotice.make())
    let bytes = format.opening + format.separator(isFirst: true) + format.bytes(of: document) + format.closing
    #expect(try difference(bytes, name) == nil)
  }

  @Test func theTemplateIsAsRecorded() throws {
    #expect(try difference(OpenSearchBulk().template, "template.json") == nil)
  }

  @Test func everyPropertyOfADocumentHasAField() throws {
    func check(_ value: Any, _ properties: [String: Any], _ path: String) throws {
      if let list = value as? [Any] {
        for element in list { try check(element, properties, path) }
      } else if let object = value as? [String: Any] {
        for (name, value) in object {
          let field = try #require(properties[name] as? [String: Any], "\(path).\(name)")
          let below = field["properties"] as? [String: Any]
          if field["type"] as? String != "date_range" { try check(value, below ?? [:], "\(path).\(name)") }
        }
      }
    }
    let template = try object(OpenSearchBulk().template)["template"] as? [String: Any]
    let mappings = try #require(template?["mappings"] as? [String: Any])
    let properties = try #require(mappings["properties"] as? [String: Any])
    var notice = SampleNotice.make()
    notice.references[0].title = "Luật"
    notice.references[0].candidates = ["x"]
    notice.directives[0].assignees += Assignee.Role.allCases.map {
      Assignee(agency: Agency(name: "\($0)", span: SourceRange(0, 0)), role: $0)
    }
    notice.marks.secrecy = "Mật"
    let lines = OpenSearchBulk().bytes(of: exported(notice)).split(separator: 10)
    let document = try object(lines[1])
    try check(document, properties, "")
    #expect(Set(document.keys).union(["damaged"]) == Set(properties.keys))
  }

  @Test func wordsAreThoseOfTheIndex() throws {
    var notice = Notice(text: SourceText("Uỷ ban HOÀ Bình\u{301}, chậm nhât 18-CT/TU"))
    notice.repairs = [
      Repair(text: "nhất", span: SampleNotice.span("nhât", in: notice.text.bytes), confidence: 1, rule: "x")
    ]
    let document = try object(OpenSearchBulk().bytes(of: exported(notice)).split(separator: 10)[1])
    #expect(document["words"] as? String == "ủy ban hòa bình́ chậm nhất 18 ct tu")
    #expect(document["folded"] as? String == "uy ban hoa binh\u{301} cham nhat 18 ct tu")
    #expect(document["damaged"] as? String == "nhât")
  }

  @Test func longNamesAreNamedByTheirHash() throws {
    let id = String(repeating: "ủ", count: 200)
    let action = try object(
      OpenSearchBulk(index: "x").bytes(of: exported(SampleNotice.make(), id: id)).split(separator: 10)[0])
    let index = try #require(action["index"] as? [String: String])
    #expect(index["_index"] == "x")
    #expect(index["_id"]?.hasPrefix("sha256-") == true && index["_id"]?.utf8.count == 71)
  }

  @Test func aBodyWithoutAPlaceHasNoName() throws {
    var notice = Notice(text: SourceText(""))
    let span = SourceRange(0, 0)
    notice.agencies = [
      Agency(name: "Sở Y tế", span: span), Agency(name: "Sở Y tế", within: "tỉnh A", span: span),
      Agency(name: "Bộ Y tế", level: .central, span: span),
      Agency(name: "Bộ Y tế", level: .central, span: span),
    ]
    let data = try object(JSONLD().bytes(of: exported(notice)))
    let mentions = try #require(data["mentions"] as? [[String: String]])
    #expect(mentions.map { $0["name"] } == ["Sở Y tế", "Sở Y tế tỉnh A", "Bộ Y tế"])
    #expect(
      mentions.map { $0["@id"] } == [
        nil, "/akn/ontology/organization/vn/so-y-te-tinh-a", "/akn/ontology/organization/vn/bo-y-te",
      ])
  }

  @Test func anAmbiguousReferenceIsNone() throws {
    var notice = SampleNotice.make()
    notice.references[0].role = .repeals
    let known = try object(JSONLD().bytes(of: exported(notice)))
    #expect(known["eli:repeals"] != nil && known["legislationChanges"] != nil && known["citation"] != nil)
    notice.references[0].grade = .ambiguous
    let unknown = try object(JSONLD().bytes(of: exported(notice)))
    #expect(
      unknown["eli:repeals"] == nil && unknown["legislationChanges"] == nil && unknown["citation"] == nil)
    notice.references[0].grade = .partial
    notice.references[0].uri = nil
    let partial = try object(JSONLD().bytes(of: exported(notice)))
    #expect(partial["eli:repeals"] == nil && partial["legislationChanges"] != nil)
  }
}
