import Foundation
import FoundationXML
import NoticeGrammar
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

struct AkomaNtosoTests {
  /// What a reader sees of a document.
  private final class Reader: NSObject, XMLParserDelegate {
    struct Element {
      var name: String
      var attributes: [String: String]
      var text = ""
    }

    var elements: [Element] = []
    private var open: [Int] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      open.append(elements.count)
      elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      for index in open { elements[index].text += string }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      open.removeLast()
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }
  }

  private func read(_ notice: Notice, id: String = "a/b.txt") throws -> Reader {
    let reader = Reader()
    let parser = XMLParser(data: Data(notice.akomaNtoso(id: id)))
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reader
  }

  private func directives(_ notice: Notice) -> [Directive] {
    var all: [Directive] = []
    notice.forEachDirective { all.append($0) }
    return all
  }

  /// Whatever a document refers to inside itself is there, and nothing has the name of another.
  private func checkNames(_ reader: Reader) {
    let names = reader.elements.compactMap { $0.attributes["eId"] }
    #expect(Set(names).count == names.count)
    for element in reader.elements {
      for attribute in ["refersTo", "source", "href", "as", "place"] {
        guard let value = element.attributes[attribute], value.hasPrefix("#") else { continue }
        #expect(names.contains(String(value.dropFirst())), "\(element.name) \(attribute)=\(value)")
      }
    }
  }

  @Test func theSampleIsAsRecorded() throws {
    let difference = try Golden.difference(
      of: SampleNotice.make().akomaNtoso(id: "a/b.txt"),
      from: Corpus.folder.appendingPathComponent("exports/sample.xml"))
    #expect(difference == nil)
  }

  @Test(arguments: Corpus.notices)
  func nothingOfTheCorpusIsLost(_ source: CorpusNotice) throws {
    let notice = NoticeParser().parse(try source.source())
    let reader = try read(notice, id: source.name)
    checkNames(reader)
    // The label, the heading and the text of each directive are there, in order.
    let levels: Set<String> = [
      "part", "chapter", "section", "article", "clause", "paragraph", "subparagraph", "point", "indent",
    ]
    let written = reader.elements.filter { levels.contains($0.name) }
    let directives = directives(notice)
    #expect(written.count == directives.count)
    let letters = { (text: String) in text.filter { !$0.isWhitespace } }
    for (element, directive) in zip(written, directives) {
      #expect(letters(element.text).hasPrefix(letters(directive.label + directive.text)))
    }
    // Every reference is listed, and those with an address point to it.
    let references = reader.all("tb:reference")
    #expect(references.count == notice.references.count)
    let links = reader.all("ref").compactMap { $0.attributes["href"] }
    let addresses = Set(notice.references.compactMap { reference in reference.uri })
    #expect(links.allSatisfy { link in addresses.contains { link.hasPrefix($0) } })
    let placed = references.count { $0.attributes["place"] != nil }
    #expect(placed * 100 >= references.count * 90)
  }

  @Test(arguments: Mutation.allCases)
  func anythingIsWellFormed(_ mutation: Mutation) throws {
    for seed in UInt64(0)..<6 {
      var random = SeededGenerator(seed: seed)
      let source = Corpus.notices[random.below(Corpus.notices.count)]
      let bytes = mutation.apply(to: try source.source().bytes, using: &random)
      checkNames(try read(NoticeParser().parse(SourceText(bytes: bytes)), id: "\u{1}\"<"))
    }
  }

  @Test func anEmptyNoticeIsADocumentToo() throws {
    let reader = try read(Notice(text: SourceText(bytes: [])), id: "a b<.txt")
    checkNames(reader)
    #expect(reader.all("FRBRuri").first?.attributes["value"] == "urn:thongbao:a%20b%3C.txt")
    #expect(reader.all("FRBRdate").first?.attributes == ["date": "0001-01-01", "name": "unknown"])
    #expect(reader.all("mainBody").count == 1 && reader.all("preface").isEmpty)
  }

  /// The same path twice, paths with blanks, spans that point nowhere: what a person may have written.
  @Test func oddNoticesAreWrittenToo() throws {
    var notice = SampleNotice.make()
    var odd = notice.directives[0]
    odd.path = "1 \u{1}"
    odd.span = SourceRange(50, 10)
    notice.directives.append(odd)
    notice.directives.append(notice.directives[0])
    notice.references[0].span = SourceRange(5, 10_000)
    notice.date = "0000-13"
    checkNames(try read(notice))
  }

  @Test(arguments: [
    ("Điều 3.", "3", nil, "article", "3"), ("ĐIỀU I.", "1", nil, "article", "1"),
    ("I.", "1", nil, "section", "1"),
    ("Chương II", "2", nil, "chapter", "2"), ("1.", "3.1", "Điều 3", "clause", "1"),
    ("2.4", "2.4", "2.", "subparagraph", "4"),
    ("a)", "3.1.1", "1.", "point", "a"), ("đ)", "3.1.5", "1.", "point", "đ"),
    ("l.", "1", nil, "paragraph", "1"),
    ("-", "1.2", "1.", "indent", "2"), ("(1)", "1.1", "1.", "subparagraph", "1"),
    ("", "", nil, "indent", "1"),
  ])
  func levelsAreToldByTheirLabels(
    label: String, path: String, parent: String?, element: String, number: String
  ) {
    func directive(_ label: String, _ path: String) -> Directive {
      Directive(label: label, path: path, text: "", span: SourceRange(0, 0))
    }
    let above = parent.map { DirectiveLevel(directive($0, "3"), below: nil).element }
    let level = DirectiveLevel(directive(label, path), below: above)
    #expect("\(level.element)" == element)
    #expect(level.number == number)
  }

  @Test func aHeadingTakesTheMarkThatEndsIt() throws {
    var notice = Notice(text: SourceText("1. Tiêm chủng: giao Sở Y tế."))
    notice.directives = [
      Directive(
        label: "1.", path: "1", heading: "Tiêm chủng", text: "Tiêm chủng: giao Sở Y tế.",
        span: SourceRange(0, notice.text.bytes.count))
    ]
    notice.agencies = [
      Agency(name: "Sở Y tế", within: "tỉnh A", span: SampleNotice.span("Sở Y tế", in: notice.text.bytes))
    ]
    let reader = try read(notice)
    #expect(reader.all("heading").map(\.text) == ["Tiêm chủng:"])
    #expect(reader.all("p").first?.text == "giao Sở Y tế.")
    #expect(reader.all("organization").map(\.text) == ["Sở Y tế"])
    #expect(
      reader.all("TLCOrganization").map { $0.attributes["href"] }.contains(
        "/akn/ontology/organization/vn/so-y-te-tinh-a"))
  }
}
