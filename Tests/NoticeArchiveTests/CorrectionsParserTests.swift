import NoticeGrammar
import Testing

@testable import NoticeArchive

@Suite struct CorrectionsParserTests {
  private func faults(_ text: String) -> [String] {
    do throws(CorrectionsError) {
      _ = try Corrections(text: Array(text.utf8))
      return []
    } catch {
      guard case .faults(let faults) = error else { return ["\(error)"] }
      return faults.map { "\($0.place.line):\($0.place.column) \($0.reason)" }
    }
  }

  @Test func rulesAreReadInTheirOrder() throws {
    let corrections = try Corrections(
      text: Array(
        #"""
        # What we know better.
        [[header]]
        in = "a/b.txt"
        number = "400"
        date = 2021-10-26
        subject = ""

        [[agency]]
        name = "Sở Y tế tỉnh X"
        within = "tỉnh X"
        also = ["SYT tỉnh X", "SYT X"]
        in = "x/**"

        [[reference]]
        in = "a/b.txt"
        add = "18-CT/TU"
        date = "2021-10"
        role = "basis"

        [[reference]]
        ban = "19-CT/TU"

        [[reference]]
        replace = "13-CT/TU"
        by = "18-CT/TU"

        [[agency]]
        name = "Bộ Y tế"
        also = "BYT"
        """#.utf8))
    #expect(corrections.rules.map(\.place.line) == [2, 11, 11, 14, 20, 23, 29])
    #expect(corrections.rules[1].place.column == 9 && corrections.rules[2].place.column == 23)
    #expect(
      corrections.rules[0].change
        == .header([
          .init(property: .number, value: "400"), .init(property: .date, value: "2021-10-26"),
          .init(property: .subject, value: ""),
        ]))
    #expect(
      corrections.rules[2].change == .agency(variant: "SYT X", name: "Sở Y tế tỉnh X", within: "tỉnh X"))
    #expect(corrections.rules[2].documents.description == "x/**")
    #expect(
      corrections.rules[3].change
        == .addReference(.init(identifier: "18-CT/TU", date: "2021-10", role: "basis")))
    #expect(corrections.rules[4].change == .banReference("19-CT/TU") && corrections.rules[4].documents.isAll)
    #expect(Set(corrections.keys).count == 7)
  }

  @Test func theSameIsKnownWhereverItStands() throws {
    let one = try Corrections(text: Array("[[reference]]\nban = '1-CT/TU'\n".utf8))
    let other = try Corrections(text: Array("\n\n[[reference]]\nin='*'\nban = \"1-CT/TU\"\n".utf8))
    #expect(one.keys == other.keys)
    // What is not said is something else than what is taken away.
    let without = try Corrections(text: Array("[[agency]]\nname='A B'\nalso='C'\n".utf8))
    let empty = try Corrections(text: Array("[[agency]]\nname='A B'\nwithin=''\nalso='C'\n".utf8))
    #expect(without.keys != empty.keys)
  }

  @Test func nothingIsNothing() throws {
    #expect(faults("") == [])
    #expect(faults("# only this\n") == [])
    #expect(try Corrections(text: []).isEmpty)
  }

  @Test(arguments: [
    ("[[agency]\n", "1:10 syntax("),
    ("a = \"\u{FF}\n", "syntax("),
    ("[[header]]\nin='a'\ndate = 2021-02-30\n", "3:"),
    (
      "[[agencies]]\nname='a'\n",
      "1:3 unknown(name: \"agencies\", known: [\"agency\", \"reference\", \"header\", \"word\"])"
    ),
    ("[agency]\nname='a'\n", "1:2 noTables(name: \"agency\")"),
    ("agency = 3\n", "1:1 noTables(name: \"agency\")"),
    ("agency = [{name='a', also='b'}, 3]\n", "1:1 noTables(name: \"agency\")"),
    ("[[agency]]\nalso = 'a'\n", "1:1 missing(name: \"name\")"),
    ("[[agency]]\nname = 'a'\n", "1:1 missing(name: \"also\")"),
    ("[[agency]]\nname = 'a'\nalso = []\n", "3:8 empty(name: \"also\")"),
    ("[[agency]]\nname = 'a'\nalso = ['b', 3]\n", "3:14 wrongType(name: \"also\""),
    ("[[agency]]\nname = 'a'\nalso = ['b', ' ']\n", "3:14 empty(name: \"also\")"),
    ("[[agency]]\nname = 7\nalso = 'b'\n", "2:8 wrongType(name: \"name\", expected: \"a string\")"),
    ("[[agency]]\nname = 'a'\nalso = 'a'\n", "3:8 changesNothing"),
    ("[[agency]]\nname = 'a'\nalso = 'b'\nwihtin = 'c'\n", "4:1 unknown(name: \"wihtin\""),
    (
      "[[agency]]\nname='a'\nalso='b'\n[[agency]]\nname='c'\nalso='B'\n",
      "6:6 contradicts(value: \"B\", line: 3)"
    ),
    ("[[reference]]\nin='a'\n", "1:1 needsOneOf([\"add\", \"ban\", \"replace\"])"),
    ("[[reference]]\nban='1-CT/TU'\nadd='2-CT/TU'\nin='a'\n", "1:1 needsOneOf("),
    ("[[reference]]\nadd='2-CT/TU'\n", "1:1 missing(name: \"in\")"),
    ("[[reference]]\nreplace='2-CT/TU'\n", "1:1 missing(name: \"by\")"),
    ("[[reference]]\nban='2-CT/TU'\nby='3-CT/TU'\n", "3:1 goesWith(name: \"by\", other: \"replace\")"),
    ("[[reference]]\nban='2-CT/TU'\ndate=2021-10-18\n", "3:1 goesWith(name: \"date\", other: \"add\")"),
    ("[[reference]]\nadd='2-CT/TU'\nin='a'\ndate='2021-13'\n", "4:6 noDate(\"2021-13\")"),
    ("[[reference]]\nadd='2-CT/TU'\nin='a'\nrole='loves'\n", "4:1 noChoice(name: \"role\", value: \"loves\""),
    ("[[reference]]\nban='2-CT/TU'\n[[reference]]\nreplace='02 - CT/TU'\nby='3-CT/TU'\n", "3:1 contradicts("),
    ("[[header]]\nnumber='1'\n", "1:1 missing(name: \"in\")"),
    ("[[word]]\ntext='a'\n", "1:1 needsOneOf([\"damaged\", \"keep\"])"),
    ("[[word]]\ndamaged='tkửi'\n", "1:1 missing(name: \"text\")"),
    ("[[word]]\nkeep='tkửi'\ntext='a'\n", "3:1 goesWith(name: \"text\", other: \"damaged\")"),
    ("[[word]]\ndamaged=['a', '--']\ntext='b'\n", "2:15 noWord(\"--\")"),
    ("[[word]]\ndamaged='a'\ntext='b a c'\n", "2:9 changesAgain(\"b a c\")"),
    ("[[word]]\ndamaged='a'\ntext='b'\n[[word]]\nkeep='A'\n", "5:6 contradicts("),
    ("[[word]]\ndamaged='a'\ntext='b'\nin='x'\n", "4:1 unknown(name: \"in\""),
    ("[[header]]\nin='a'\n", "1:1 needsOneOf("),
    ("[[header]]\nin=''\nnumber='1'\n", "2:4 empty(name: \"in\")"),
    ("[[header]]\nin='a'\nnumber=1\n", "3:8 wrongType(name: \"number\""),
  ])
  func whatIsWrongIsToldWithItsPlace(text: String, fault: String) {
    let found = faults(text)
    #expect(found.count == 1 && found[0].contains(fault), "\(found) for \(fault)")
  }

  @Test func allFaultsAreTold() {
    let found = faults("[[agency]]\nname=1\nalso=2\n[[header]]\nin=3\nx=4\n[[reference]]\n[[word]]\n")
    #expect(found.map { $0.prefix(4) } == ["2:6 ", "3:6 ", "5:4 ", "6:1 ", "7:1 ", "8:1 "], "\(found)")
  }

  @Test(arguments: [
    ("*", "a/b.txt", true), ("**", "", true), ("a/*.txt", "a/b.txt", true), ("a/*.txt", "a/b/c.txt", false),
    ("a/**", "a/b/c.txt", true), ("a/**", "ab/c", false), ("**/c.txt", "c.txt", true),
    ("**/c.txt", "a/b/c.txt", true), ("a/**/c?.txt", "a/cắ.txt", true), ("a/**/b/**/c", "a/b/b/x/c", true),
    ("a/**/b/**/c", "a/x/c", false), ("/x/*", "/x/.hidden", true), ("a.txt", "a.txt", true),
    ("a.txt", "b/a.txt", false), ("2021/0*", "2021/0400", true), ("a//b*", "a/b", false),
  ])
  func patternsMatchNames(pattern: String, name: String, matches: Bool) {
    #expect(DocumentPattern(pattern).matches(name) == matches)
  }
}
