import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import NoticeArchive

struct XMLWriterTests {
  private func text(_ writer: XMLWriter) -> String { String(decoding: writer.bytes, as: UTF8.self) }

  @Test func elementsStandOnLinesButNotInText() {
    var xml = XMLWriter()
    xml.declaration()
    xml.begin("a")
    xml.attribute("x", "1")
    xml.attribute("y", nil)
    xml.begin("b")
    xml.end()
    xml.begin("p", isText: true)
    xml.text("một ")
    xml.begin("i")
    xml.element("u", "hai")
    xml.end()
    xml.text(" ba")
    xml.end()
    xml.end()
    #expect(
      text(xml) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a x="1">
          <b/>
          <p>một <i><u>hai</u></i> ba</p>
        </a>
        """)
  }

  @Test(arguments: [
    ("a<b>&\"c\"", "a&lt;b&gt;&amp;\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"), ("]]>", "]]&gt;", "]]&gt;"),
    ("\t\n\r", "\t\n&#13;", "&#9;&#10;&#13;"),
    ("\u{0}\u{8}\u{1F}", "\u{FFFD}\u{FFFD}\u{FFFD}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("\u{FFFE}\u{FFFF}\u{FFFD}", "\u{FFFD}\u{FFFD}\u{FFFD}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("\u{7F}\u{85}\u{1F600}Ủy", "\u{7F}\u{85}\u{1F600}Ủy", "\u{7F}\u{85}\u{1F600}Ủy"),
  ])
  func whatXMLHasNotIsReplaced(value: String, inText: String, inAttribute: String) {
    var xml = XMLWriter()
    xml.begin("a")
    xml.attribute("b", value)
    xml.text(value)
    xml.end()
    #expect(text(xml) == "<a b=\"\(inAttribute)\">\(inText)</a>")
  }

  @Test(arguments: UInt64(0)..<200)
  func aReaderFindsWhatWasWritten(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let scalars: [Unicode.Scalar] = [
      "<", ">", "&", "\"", "'", " ", "\n", "\t", "\r", "a", "ủ", "]", "\u{FFFE}", "\u{FFFD}", "\u{10FFFF}",
      "\u{2028}",
    ]
    var value = String.UnicodeScalarView()
    for _ in 0..<random.below(30) {
      let next = Unicode.Scalar(UInt32(random.below(0x300)))
      value.append(random.oneIn(3) ? next ?? " " : scalars[random.below(scalars.count)])
    }
    var xml = XMLWriter()
    xml.begin("a", isText: true)
    xml.attribute("b", String(value))
    xml.text(String(value))
    xml.end()
    let expected = String(
      String.UnicodeScalarView(
        value.map { scalar in
          switch scalar.value {
          case 9, 10, 13: scalar
          case 0..<0x20, 0xFFFE, 0xFFFF: "\u{FFFD}"
          default: scalar
          }
        }))
    let reader = Reader()
    let parser = XMLParser(data: Data(xml.bytes))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError)): \(text(xml))")
    #expect(Array(reader.text.utf8) == Array(expected.utf8))
    #expect(Array((reader.attribute ?? "").utf8) == Array(expected.utf8))
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var text = ""
    var attribute: String?

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      attribute = attributes["b"]
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }
}
