import Foundation
import NoticeSearch
import TestSupport
import Testing

/// `docs/QUERY-LANGUAGE.md` is true to the parser.
@Suite struct QueryLanguagePageTests {
  struct Row: Sendable, CustomStringConvertible {
    /// The last heading before it.
    var section: String
    var header: [String]
    var cells: [String]
    var query: String { Self.code(cells[0]).first ?? "" }
    var description: String { query }

    /// What stands in backticks in a cell.
    static func code(_ cell: String) -> [String] {
      let pieces = cell.split(separator: "`", omittingEmptySubsequences: false)
      return pieces.indices.filter { $0 % 2 == 1 }.map { String(pieces[$0].map { $0 == "\u{1}" ? "|" : $0 }) }
    }
  }

  static let rows: [Row] = {
    let page = Corpus.root.appendingPathComponent("docs/QUERY-LANGUAGE.md")
    var rows: [Row] = []
    var (section, header): (String, [String]) = ("", [])
    for line in ((try? String(contentsOf: page, encoding: .utf8)) ?? "").split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("#") { section = String(line.drop { $0 == "#" || $0 == " " }) }
      guard line.hasPrefix("|") else {
        header = []
        continue
      }
      let cells = line.replacing("\\|", with: "\u{1}").split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if header.isEmpty {
        header = cells
      } else if !line.hasPrefix("|-") {
        rows.append(Row(section: section, header: header, cells: cells))
      }
    }
    return rows
  }()

  @Test func hasExamples() {
    #expect(Self.rows.count > 100)
    #expect(Set(Self.rows.map(\.section)) == ["By example", "Fields", "Rules", "Errors"])
  }

  @Test(arguments: rows.filter { $0.section != "Errors" })
  func exampleParses(_ row: Row) throws {
    let query = try Query.parse(row.query).withoutRanges()
    if row.header == ["query", "is read as"] {
      #expect(query == (try Query.parse(Row.code(row.cells[1])[0]).withoutRanges()))
    }
    // Each name of a field in place of the first.
    if row.header.contains("names") {
      for name in Row.code(row.cells[1]) {
        let value = row.query.drop { $0 != ":" }.dropFirst()
        #expect(query == (try Query.parse(name + value).withoutRanges()), "\(name)")
      }
    }
  }

  @Test(arguments: rows.filter { $0.section == "Errors" })
  func exampleFails(_ row: Row) {
    let error = #expect(throws: QueryError.self) { try Query.parse(row.query) }
    let kind = error.map { String(describing: $0.kind).prefix { $0 != "(" } }
    #expect(kind.map(String.init) == row.cells[1])
  }
}
