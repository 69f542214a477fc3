import NoticeIntake
import Foundation
import NoticeArchive
import NoticeIndex
import NoticeSearch
import TestSupport
import Testing

/// Search beside what a reader judged: how high what is wanted stands, with floors.
@Suite struct SearchQualityTests {
  /// An archive of the Corpus, made as `thongbao add` makes one.
  private static func searcher() async throws -> Searcher {
    let directory = MemoryDirectory()
    let notices = FilePath(Corpus.folder.appendingPathComponent("notices").path)
    let tally = try await Archive(directory).add(InputWalker([notices]), IngestOptions()) { _ in }
    #expect(tally.added == Corpus.notices.count && tally.failed == 0)
    return Searcher(try IndexReader(directory))
  }

  /// Names of the first ten notices.
  private static func names(_ text: String, _ searcher: Searcher) throws -> (names: [String], count: Int) {
    let query = try Query.parse(text)
    var options = SearchOptions()
    options.countsHits = true
    options.sort = query.usualSort
    let results = try searcher.search(query, options)
    let documents = StoredDocuments(searcher.reader)
    let names = try results.hits.map {
      try documents.id($0).split(separator: "/").last.map(String.init) ?? ""
    }
    return (names, results.count ?? 0)
  }

  @Test func queriesStandAboveTheirFloors() async throws {
    let searcher = try await Self.searcher()
    var record = "query\tnDCG@10\thits\n"
    var groups: [String: [Double]] = [:]
    for query in JudgedQuery.all {
      let (names, count) = try Self.names(query.text, searcher)
      if query.grades.isEmpty {
        #expect(names.isEmpty && count == 0, "\(query.id) finds \(names)")
        continue
      }
      let value = query.nDCG10(names)
      groups[query.group, default: []].append(value)
      groups["all", default: []].append(value)
      record += "\(query.id)\t\(Self.text(value))\t\(count)\n"
      if ProcessInfo.processInfo.environment["SHOW_MISTAKES"] == "1", value < 0.95 {
        let missed = query.grades.filter { !names.contains($0.key) }.sorted { $0.value > $1.value }
        print("\(query.id)  \(Self.text(value))  \(query.text)")
        for name in names { print("    \(query.grades[name] ?? 0)  \(name)") }
        for (name, grade) in missed { print("    missed: \(grade)  \(name)") }
      }
    }
    let floors = try JSONDecoder().decode(
      [String: Double].self,
      from: Data(contentsOf: JudgedQuery.folder.appendingPathComponent("floors.json")))
    for (group, values) in groups.sorted(by: { $0.key < $1.key }) {
      let mean = values.reduce(0, +) / Double(values.count)
      print("nDCG@10  \(Self.text(mean))  \(group), \(values.count) queries")
      #expect(mean >= floors[group] ?? 0, "\(group): below its floor")
    }
    #expect(Set(floors.keys) == Set(groups.keys))
    try Self.compare(record)
  }

  /// Prints gains and losses, and expects what was recorded.
  private static func compare(_ record: String) throws {
    let file = JudgedQuery.folder.appendingPathComponent("scores.tsv")
    let before = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var old: [Substring: Double] = [:]
    for line in before.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t")
      if cells.count > 1 { old[cells[0]] = Double(cells[1]) }
    }
    for line in record.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t")
      guard let was = old[cells[0]], let now = Double(cells[1]), was != now else { continue }
      print("\(now > was ? "gain" : "loss")  \(cells[0])  \(text(was)) → \(text(now))")
    }
    let difference = try Golden.difference(of: Array(record.utf8), from: file)
    #expect(difference == nil)
  }

  private static func text(_ value: Double) -> String { String(format: "%.3f", value) }

  @Test func everyJudgedNoticeIsThere() {
    let names = Set(Corpus.notices.map(\.name))
    for query in JudgedQuery.all {
      #expect(Set(query.grades.keys).isSubset(of: names), "\(query.id)")
      #expect(Set(query.grades.values).isSubset(of: [1, 2, 3]), "\(query.id)")
    }
    #expect(JudgedQuery.all.count { $0.grades.isEmpty } == 4)
  }

  @Test func aPerfectOrderScoresOne() {
    let query = JudgedQuery(id: "q001", text: "", grades: ["a": 3, "b": 1])
    #expect(query.nDCG10(["a", "b"]) == 1)
    #expect(query.nDCG10(["x", "y"]) == 0)
    // Only the second place: 7 ÷ log₂3 of 7 + 1 ÷ log₂3.
    #expect(abs(query.nDCG10(["x", "a"]) - 0.579) < 0.001)
  }
}
