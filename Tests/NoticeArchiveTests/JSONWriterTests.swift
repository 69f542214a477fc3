import Foundation
import NoticeText
import Testing

@testable import NoticeArchive

struct JSONWriterTests {
  private func written(_ layout: JSONWriter.Layout = .compact, _ write: (inout JSONWriter) -> Void) -> String
  {
    var writer = JSONWriter(layout: layout)
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("", #""""#), ("Tỉnh ủy", #""Tỉnh ủy""#), (#"a"b\c"#, #""a\"b\\c""#),
    ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#), ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""),
    ("\"", #""\"""#), ("x\n", #""x\n""#), ("\nx", #""\nx""#), ("😀\u{2028}", "\"😀\u{2028}\""),
  ])
  func escapesWhatJSONWantsEscaped(text: String, json: String) {
    #expect(written { $0.string(text) } == json)
  }

  @Test(arguments: [
    (0, "0"), (7, "7"), (-7, "-7"), (1_234_567_890, "1234567890"), (Int.max, "9223372036854775807"),
    (Int.min, "-9223372036854775808"),
  ])
  func printsIntegers(value: Int, json: String) {
    #expect(written { $0.integer(value) } == json)
  }

  @Test func printsNumbers() {
    #expect(written { $0.number(0.75) } == "0.75")
    #expect(written { $0.number(1e-20) } == "1e-20")
    #expect(written { $0.number(.infinity) } == "null")
  }

  @Test func everyScalarComesBack() throws {
    let scalars = (0..<0x3000).compactMap { Unicode.Scalar($0) } + [Unicode.Scalar(0x1F600)].compactMap { $0 }
    let text = String(String.UnicodeScalarView(scalars))
    let json = written { writer in
      writer.beginArray()
      writer.string(text)
      writer.endArray()
    }
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String]
    #expect(read?.first?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
  }

  @Test func bytesThatAreNoUTF8ShowAsReplacement() {
    #expect(written { $0.string([0x61, 0xFF, 0x22, 0xC3], from: 0, to: 4) } == "\"a\u{FFFD}\\\"\u{FFFD}\"")
    #expect(written { $0.string([0x61, 0x62, 0x63], from: 1, to: 2) } == "\"b\"")
    #expect(written { $0.string([0x61], from: -3, to: 9) } == "\"a\"")
    #expect(written { $0.string([], from: 0, to: 0) } == "\"\"")
  }

  private func nested(_ writer: inout JSONWriter) {
    writer.beginObject()
    writer.name("a")
    writer.beginArray()
    writer.integer(1)
    writer.beginObject()
    writer.endObject()
    writer.beginArray()
    writer.endArray()
    writer.endArray()
    writer.name("span")
    writer.span(SourceRange(3, 6))
    writer.name(of: "b\"")
    writer.boolean(true)
    writer.endObject()
  }

  @Test func compactIsOneLine() {
    #expect(written { nested(&$0) } == #"{"a":[1,{},[]],"span":[3,6],"b\"":true}"#)
  }

  @Test func prettyIndentsAndKeepsShortListsOnTheirLine() {
    #expect(
      written(.pretty) { nested(&$0) } == """
        {
          "a": [
            1,
            {},
            []
          ],
          "span": [3, 6],
          "b\\"": true
        }
        """)
  }

  @Test func aValueInsideSomethingIsIndentedLikeIt() {
    var writer = JSONWriter(layout: .pretty, depth: 1)
    writer.beginObject()
    writer.name("a")
    writer.integer(1)
    writer.endObject()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\n    \"a\": 1\n  }")
  }
}
