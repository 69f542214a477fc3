import TestSupport
import Testing

@testable import NoticeSearch

@Suite struct SnippetTests {
  private static func snippet(_ query: String, _ text: String, width: Int = 60) throws -> String? {
    let highlighter = Highlighter(try Query.parse(query))
    guard let snippet = highlighter.snippet(Array(text.utf8), edits: [], width: width) else { return nil }
    var out = ""
    let bytes = Array(snippet.text.utf8)
    var end = 0
    for mark in snippet.marks {
      out += String(decoding: bytes[end..<mark.lowerBound], as: UTF8.self)
      out += "[" + String(decoding: bytes[mark], as: UTF8.self) + "]"
      end = mark.upperBound
    }
    return out + String(decoding: bytes[end...], as: UTF8.self)
  }

  private static let filler = String(repeating: "một hai ba bốn năm sáu bảy. ", count: 10)

  @Test func showsTheWordsTogether() throws {
    let text =
      "tiêm. " + Self.filler + "tiêm ở đây chủng. " + Self.filler + "tiêm\nchủng ngay. " + Self.filler
    #expect(
      try Self.snippet("tiêm chủng", text)
        == "…năm sáu bảy. [tiêm] [chủng] ngay. một hai ba bốn năm sáu bảy.…")
  }

  @Test func prefersMoreWordsOfTheQuery() throws {
    let text = "dịch dịch dịch dịch. " + Self.filler + "tả rồi lợn. " + Self.filler
    #expect(try Self.snippet("dịch OR tả OR lợn", text)?.contains("[tả] rồi [lợn]") == true)
  }

  @Test func doesNotSayTheSubjectAgain() throws {
    let text = Array(("Về tiêm chủng. " + Self.filler + "Ai tiêm chủng? " + Self.filler).utf8)
    let highlighter = Highlighter(try Query.parse("tiêm chủng"))
    let snippet = highlighter.snippet(text, edits: [], subject: "Về tiêm chủng")
    #expect(snippet?.text.contains("Ai tiêm chủng") == true)
    // But where the body has one of the words only, the subject's place is better.
    let other = Array(("Về tiêm chủng. " + Self.filler + Self.filler + "Ai tiêm?").utf8)
    #expect(
      highlighter.snippet(other, edits: [], subject: "Về tiêm chủng")?.text.hasPrefix("Về tiêm") == true)
  }

  @Test func shortTextsAreShownWhole() throws {
    #expect(try Self.snippet("b", "  a\n\n b\tc  ") == "a [b] c")
    #expect(try Self.snippet("x", "a b c") == "a b c")
    #expect(try Self.snippet("x", " \n ") == nil)
    #expect(try Self.snippet("x", "") == nil)
    #expect(try Self.snippet("a", "\u{FEFF}a b") == "[a] b")
  }

  @Test func nothingFoundShowsTheBeginning() throws {
    #expect(try Self.snippet("xyz", Self.filler, width: 12) == "một hai ba…")
  }

  @Test func endlessWordsAreCutBetweenLetters() throws {
    let text = String(repeating: "ấ", count: 300)
    let snippet = try #require(try Self.snippet("ấ*", text, width: 10))
    #expect(snippet == "[" + String(repeating: "ấ", count: 10) + "]…")
    #expect(try Self.snippet("b", text + " b " + text, width: 10) == "…[b]…")
  }
}
