import Foundation
import TestSupport
import Testing

struct SearchCommandTests {
  private let folder: TemporaryFolder
  private let archive: String

  init() throws {
    folder = try TemporaryFolder()
    archive = try Self.makeArchive(folder)
  }

  /// Twelve documents about vaccinations, one about pigs.
  private static func makeArchive(_ folder: TemporaryFolder) throws -> String {
    var lines = (1...12).map { number in
      """
      {"id":"tb-\(number)","text":"Thông báo số \(number)\\nvề tiêm chủng cho học sinh","subject":"Về tiêm chủng",\
      "date":"2021-10-\(number + 9)","identifier":"\(number)-TB/TU","kind":"TB","issuer":"Tỉnh ủy Quảng Ninh"}
      """
    }
    lines.append(
      """
      {"id":"ct-1","text":"Phòng dịch tả lợn","date":"2022","identifier":"1-CT/TU","kind":"CT","issuer":"Sở Y tế"}
      """)
    let documents = try folder.write("documents.ndjson", lines.joined(separator: "\n"))
    let archive = folder("archive")
    #expect(try Program.run("add", archive, "--documents", documents).code == 0)
    return archive
  }

  private func search(_ arguments: String..., input: String? = nil, environment: [String: String] = [:])
    throws -> Program.Outcome
  {
    try Program.run(
      Program.path, ["search", archive] + arguments, input: input, environment: environment)
  }

  // MARK: Text

  @Test func showsHits() throws {
    let run = try search("dịch", "tả")
    #expect(run.code == 0)
    #expect(run.errors == "")
    #expect(run.output == "1. 1-CT/TU · CT · Sở Y tế · 2022\n   Phòng dịch tả lợn\n   ct-1\n\nhit 1 of 1\n")
    let inVietnamese = try search("tiêm", "kind:TB", "--limit", "2", "--lang", "vi")
    #expect(
      inVietnamese.output.hasPrefix(
        """
        1. 1-TB/TU · TB · Tỉnh ủy Quảng Ninh · 10/10/2021
           Về tiêm chủng
           Thông báo số 1 về tiêm chủng cho học sinh
           tb-1

        2. 2-TB/TU
        """))
    #expect(inVietnamese.output.contains("kết quả 1–2 trong 12; trang sau: --after "))
  }

  @Test func marksHitsInColourWhereThereIsSome() throws {
    let inColor = try search("dịch tả", "--color", "always").output
    #expect(inColor.contains("Phòng \u{1B}[1;31mdịch\u{1B}[0m \u{1B}[1;31mtả\u{1B}[0m lợn"))
    #expect(!(try search("dịch tả").output.contains("\u{1B}")))
  }

  @Test func whatOnlySelectsIsShownNewestFirst() throws {
    #expect(try search("kind:TB", "--limit", "1").output.hasPrefix("1. 12-TB/TU"))
    #expect(try search("kind:TB", "--limit", "1", "--sort", "oldest").output.hasPrefix("1. 1-TB/TU"))
    #expect(try search("*", "--limit", "1", "--sort", "newest").output.hasPrefix("1. 1-CT/TU"))
  }

  @Test func wordsMayBeExcluded() throws {
    #expect(try search("dịch", "-tiêm", "--count").output == "1\n")
    #expect(try search("-tiêm", "--count").output == "1\n")
    #expect(try search("--count", "--", "-tiêm").output == "1\n")
    #expect(try search("\"học sinh\" -kind:CT", "--count").output == "12\n")
  }

  @Test func goesThroughPages() throws {
    var seen: [String] = []
    var cursor: String?
    for page in 0..<4 {
      let after = cursor.map { ["--after", $0] } ?? []
      let run = try Program.run(
        Program.path, ["search", archive, "tiêm", "--limit", "5"] + after, input: nil, environment: [:])
      let lines = run.output.split(separator: "\n")
      seen += lines.filter { $0.hasPrefix("    tb-") || $0.hasPrefix("   tb-") }.map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      cursor = lines.last?.components(separatedBy: "--after ").dropFirst().first
      if cursor == nil {
        #expect(page == 2)
        #expect(lines.last == "hits 11–12 of 12")
        break
      }
    }
    #expect(seen == (1...12).map { "tb-\($0)" })
  }

  @Test func anOldCursorIsUsedWithAWarning() throws {
    let next = try #require(
      (try search("tiêm", "--limit", "5", "--json").json() as? [String: Any])?["next"] as? String)
    var parts = next.split(separator: ".").map(String.init)
    parts[0] = "zz"
    let run = try search("tiêm", "--after", parts.joined(separator: "."))
    #expect(run.code == 0)
    #expect(run.output.hasPrefix(" 6. "))
    #expect(
      run.errors
        == "\(archive): warning: the archive has changed since that page: hits may be left out or come twice\n"
    )
    #expect(try search("tiêm", "--after", "nonsense").code == 64)
  }

  @Test func countsValues() throws {
    let run = try search("*", "--limit", "0", "--facets", "kind,cơ-quan-ban-hành")
    #expect(run.code == 0)
    #expect(
      run.output
        == "kind: TB 12 · CT 1\nissuer: Tỉnh ủy Quảng Ninh 12 · Sở Y tế 1\n13 hits, none shown\n")
    #expect(try search("*", "--facets", "subject").code == 64)
  }

  @Test func explainsScores() throws {
    let lines = try search("tiêm chủng", "--explain", "--limit", "1").output.split(separator: "\n")
    #expect(lines.contains { $0.contains("tiêm: 1×, in the subject, weight ") })
    #expect(lines.contains { $0.hasSuffix("  words side by side") })
    #expect(lines.contains { $0.hasSuffix("  in all") })
  }

  // MARK: Nothing found, and errors

  @Test func suggestsWhereNothingIsFound() throws {
    let run = try search("tiêm chủngg")
    #expect(run.code == 1)
    #expect(run.output == "")
    #expect(
      run.errorLines == [
        "nothing found for: tiêm chủngg", "what would be found:",
        "  12  tiêm chủng  (in no document: chủngg)", "  12  tiêm  (without: chủngg)",
      ])
    let count = try search("tiêm chủngg", "--count")
    #expect(count.code == 1 && count.output == "0\n" && count.errors == "")
    let inJSON = try search("tiêm chủngg", "--json")
    #expect(inJSON.code == 1 && inJSON.errors == "")
    let object = try #require(inJSON.json() as? [String: Any])
    #expect(object["count"] as? Int == 0)
    let first = try #require((object["suggestions"] as? [[String: Any]])?.first)
    #expect(first["query"] as? String == "tiêm chủng")
    #expect(first["count"] as? Int == 12)
    #expect(first["reason"] as? String == "other-word")
    #expect(first["instead"] as? String == "chủngg")
  }

  @Test func pointsAtWhatIsNoQuery() throws {
    let run = try search("tiêm knd:TB", "chủng")
    #expect(run.code == 64)
    #expect(run.output == "")
    #expect(
      run.errors == """
        query:6: error: there is no field “knd”
          tiêm knd:TB chủng
               ^^^
        did you mean: tiêm kind:TB chủng

        """)
    let inVietnamese = try search("ngày:hôm-nay", "--lang", "vi")
    #expect(inVietnamese.code == 64)
    #expect(
      inVietnamese.errors.hasPrefix(
        "câu tìm:6: lỗi: “hôm-nay” không phải là ngày, tháng, quý, năm hay khoảng thời gian\n"))
  }

  @Test func longQueriesAreShownInPart() throws {
    let words = String(repeating: "từ ", count: 100)
    let run = try search(words + ") " + words)
    #expect(run.errorLines.count == 3)
    let (query, carets) = (Array(run.errorLines[1]), Array(run.errorLines[2]))
    #expect(query.count < 130)
    #expect(query[try #require(carets.firstIndex(of: "^"))] == ")")
  }

  @Test func refusesWrongUsage() throws {
    #expect(try search().code == 64)
    #expect(try search("tiêm", "--limt", "3").code == 64)
    #expect(try search("tiêm", "--limit", "-1").code == 64)
    #expect(try search("tiêm", "--timings").code == 64)
    #expect(try search("tiêm", "--queries", "x").code == 64)
    #expect(try search("--queries", "x", "--json").code == 64)
  }

  @Test func saysWhyAnArchiveCannotBeSearched() throws {
    let none = try Program.run("search", folder("none"), "tiêm")
    #expect(none.code == 66)
    #expect(none.errors.hasPrefix("\(folder("none")): error: there is no archive here\n"))
    try FileManager.default.copyItem(atPath: archive, toPath: folder("damaged"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder("damaged"))
    for name in names where name != "manifest" && name != "lock" {
      try folder.write("damaged/\(name)", "not what was written")
    }
    let damaged = try Program.run("search", folder("damaged"), "tiêm")
    #expect(damaged.code == 65)
    #expect(damaged.output == "")
    #expect(damaged.errors.contains("index check"))
  }

  // MARK: JSON

  @Test func writesJSON() throws {
    let run = try search("học sinh", "--json", "--limit", "3", "--facets", "kind", "--explain")
    #expect(run.code == 0)
    let object = try #require(run.json() as? [String: Any])
    #expect(object["query"] as? String == "học sinh")
    #expect(object["sort"] as? String == "relevance")
    #expect(object["count"] as? Int == 12)
    #expect(object["next"] is String)
    #expect(object["suggestions"] == nil)
    let facet = try #require((object["facets"] as? [[String: Any]])?.first)
    #expect(facet["field"] as? String == "kind")
    #expect((facet["values"] as? [[String: Any]])?.first?["count"] as? Int == 12)
    let hits = try #require(object["hits"] as? [[String: Any]])
    #expect(hits.map { $0["rank"] as? Int } == [1, 2, 3])
    let hit = hits[0]
    #expect(hit["id"] as? String == "tb-1")
    #expect(hit["date"] as? String == "2021-10-10")
    #expect(hit["identifier"] as? String == "1-TB/TU")
    let score = try #require(hit["score"] as? Double)
    let explanation = try #require(hit["explanation"] as? [String: Any])
    #expect(abs(try #require(explanation["total"] as? Double) - score) < 1e-4)
    let snippet = try #require(hit["snippet"] as? [String: Any])
    let text = try #require(snippet["text"] as? String)
    #expect(text == "Thông báo số 1 về tiêm chủng cho học sinh")
    let marks = try #require(snippet["marks"] as? [[Int]])
    let spans = try #require(snippet["spans"] as? [[Int]])
    let source = Array("Thông báo số 1\nvề tiêm chủng cho học sinh".utf8)
    #expect(
      marks.map { String(decoding: Array(text.utf8)[$0[0]..<$0[1]], as: UTF8.self) } == ["học", "sinh"])
    #expect(spans.map { String(decoding: source[$0[0]..<$0[1]], as: UTF8.self) } == ["học", "sinh"])
    #expect(snippet["span"] as? [Int] == [0, source.count])
    // By date there is no score, and of what a document does not say nothing is written.
    let byDate = try #require(try search("kind:CT", "--json").json() as? [String: Any])
    let other = try #require((byDate["hits"] as? [[String: Any]])?.first)
    #expect(byDate["sort"] as? String == "newest" && byDate["next"] == nil)
    #expect(other["score"] == nil && other["subject"] == nil)
  }

  // MARK: Many queries

  @Test func answersManyQueries() throws {
    let file = try folder.write(
      "queries.tsv", "id\tquery\tneed\n# remark\n\na\ttiêm chủng\tx\nb\tdịch\nc\tkhông\n")
    let run = try search("--queries", file, "--limit", "2")
    #expect(run.code == 0)
    #expect(run.errors == "")
    #expect(run.output == "a\t12\ttb-1 tb-2\nb\t1\tct-1\nc\t0\t\n")
    let timed = try search("--queries", "-", "--timings", "--rounds", "2", input: "a\tdịch\n")
    let cells = timed.output.dropLast().split(separator: "\t")
    #expect(cells.count == 5)
    #expect(cells.first == "a" && cells[1] == "1" && cells.last == "ct-1")
    #expect(cells[2...3].allSatisfy { Double($0) ?? -1 > 0 })
  }

  @Test func namesTheQueriesThatItCannotRead() throws {
    let file = try folder.write("queries.tsv", "q1\ttiêm (chủng\nno tab\nq2\tdịch\n")
    let run = try search("--queries", file)
    #expect(run.code == 1)
    #expect(run.output == "q2\t1\tct-1\n")
    #expect(
      run.errorLines == [
        "\(file):1:9: error: the closing bracket is missing",
        "\(file):2: error: this is no line ID<TAB>QUERY",
      ])
    #expect(try search("--queries", folder("none.tsv")).code == 66)
  }
}
