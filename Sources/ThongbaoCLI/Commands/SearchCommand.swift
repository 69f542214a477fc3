import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeIndex
import NoticeSearch

struct SearchCommand: ParsableCommand {
  enum Sort: String, CaseIterable, ExpressibleByArgument { case relevance, newest, oldest }

  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find notices in an archive.",
    discussion: """
      Several QUERY words are one query. Put it in single quotes, so that the shell leaves its signs alone:

        tiêm chủng          both words; side by side is better
        "học sinh"          these words in this order
        tiem chung          without marks: every word of these letters
        tiêm OR chủng       one or the other; also AND, NOT (or -), brackets
        "học sinh" NEAR/5 tiêm    at most five words in between
        vắc*  v?c  dịch~1   words that begin so; any letter; one letter else
        dịch~  =hoa         other marks, and OCR's; this very form
        ref:18-CT/TU        what refers to this document
        number:400-TB/TU    the document itself
        kind:TB issuer:"Tỉnh ủy Quảng Ninh" signer:"Nguyễn Văn A"
        agency:"Sở Y tế" assignee:"Sở Y tế"     named; told to act
        date:2021-10..2021-12 due:<2021-11-30   issued then; a deadline
        subject:(tiêm chủng)      in the subject line

      docs/QUERY-LANGUAGE.md has all of it. The best hits come first; of a query that only selects, such as \
      kind:TB, the newest do. Dates and deadlines never depend on today.

      --json writes one object, as docs/SEARCH-JSON.md describes it. --facets counts the values of fields \
      among all hits: kind, issuer, agency, assignee, signer, place, ref, number.

      MANY QUERIES
      --queries takes a file with one query a line, ID<TAB>QUERY, and prints ID, number of hits and the names \
      of the best, a line each. With --timings also what finding the best and counting all took: \
      microseconds of CPU, the least of --rounds after one that does not count.

      EXAMPLES
        thongbao search archive/ tiêm chủng
        thongbao search archive/ '"tổ COVID-19 cộng đồng" -"học sinh" date:2021'
        thongbao search archive/ 'kind:CT due:>=2021-11' --sort oldest
        thongbao search archive/ 'học phí' --limit 0 --facets kind,issuer
        thongbao search archive/ 'assignee:"Sở Y tế"' --count
        thongbao search archive/ tiem chung --json | jq '.hits[].id'

      The exit code is 0 if something was found, else 1.
      """)

  @Argument(help: "The archive's folder.", completion: .directory)
  var archive: String

  @Argument(parsing: .allUnrecognized, help: "What is looked for.")
  var query: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("Show so many hits.", valueName: "k"))
  var limit = 10

  @Option(
    help: ArgumentHelp(
      "The order of the hits. (default: relevance, or newest if the query only selects)",
      valueName: "order"))
  var sort: Sort?

  @Option(
    help: ArgumentHelp(
      "Count the values of these fields among all hits, separated by commas.", valueName: "fields"))
  var facets: String?

  @Flag(help: "Print the number of hits, and nothing else.")
  var count = false

  @Flag(help: "Write JSON.")
  var json = false

  @Flag(help: "Say of each hit why it stands where it does.")
  var explain = false

  @Option(help: ArgumentHelp("Go on behind a page, whose end names its cursor.", valueName: "cursor"))
  var after: String?

  @Option(
    help: ArgumentHelp("Queries from a file, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["tsv"]))
  var queries: String?

  @Flag(help: "With --queries: print times.")
  var timings = false

  @Option(help: ArgumentHelp("With --timings: the best of so many.", valueName: "n"))
  var rounds = 5

  @Option(help: ArgumentHelp("Use colours.", valueName: "when"))
  var color = ColorMode.auto

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    // What begins with a dash may be a word that must not occur; with two, it is a misspelt option.
    if let option = query.first(where: { $0.hasPrefix("--") && $0 != "--" }) {
      throw ValidationError("Unknown option '\(option)'")
    }
    if queries == nil, query.isEmpty { throw ValidationError("Give a QUERY, or --queries.") }
    if queries != nil, !query.isEmpty { throw ValidationError("Give a QUERY or --queries, not both.") }
    if queries == nil, timings { throw ValidationError("--timings goes with --queries.") }
    if queries != nil, json || count || explain || after != nil || facets != nil || sort != nil {
      throw ValidationError("--queries goes with --limit, --timings and --rounds only.")
    }
    if !(0...10_000).contains(limit) { throw ValidationError("--limit is between 0 and 10000.") }
    if !(1...10_000).contains(rounds) { throw ValidationError("--rounds is between 1 and 10000.") }
    if let after, SearchCursor(after) == nil { throw ValidationError("'\(after)' is no cursor.") }
    _ = try facetFields()
  }

  /// The query as one line.
  private var words: String { query.filter { $0 != "--" }.joined(separator: " ") }

  private func facetFields() throws -> [KeywordField] {
    var fields: [KeywordField] = []
    for name in (facets ?? "").split(separator: ",") {
      guard let field = KeywordField(named: name.filter { $0 != " " }), field != .id else {
        throw ValidationError("There is no field '\(name)' to count.")
      }
      if !fields.contains(field) { fields.append(field) }
    }
    return fields
  }

  func run() throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    CorrectionsUpdate(archive: archive, messages: messages).beforeReading()
    do {
      if let queries {
        try answer(QueryFile(at: queries), named: queries, messages)
      } else {
        try search(messages)
      }
    } catch let error as IndexError {
      throw screen.end(on: error, archive: archive, messages)
    } catch let error as InputError {
      screen.report(queries ?? archive, messages.reason(error), messages)
      throw ExitCode(EX_NOINPUT)
    } catch let error as OutputError {
      throw screen.end(on: error, messages)
    }
  }

  private func search(_ messages: Messages) throws {
    let screen = Terminal.standardError
    let query = try Query.parsed(words, messages)
    let searcher = Searcher(try IndexReader(path: archive))
    if count {
      let count = try searcher.count(
        try query.findingSpellings(in: CitationGraph(try ArchiveReader(searcher.reader))))
      try put("\(count)\n")
      if count == 0 { throw ExitCode(1) }
      return
    }
    var options = SearchOptions()
    options.limit = limit
    options.sort = sort.flatMap { SearchOptions.Sort(rawValue: $0.rawValue) } ?? query.usualSort
    options.after = after.flatMap { SearchCursor($0) }
    options.countsHits = true
    options.facets = try facetFields()
    if let cursor = options.after, cursor.generation != searcher.reader.generation {
      screen.write("\(harmless(archive)): \(messages.warning): \(messages.cursorIsOld)\n")
    }
    let page = try SearchPage(words, query, options, searcher, explains: explain)
    if json {
      var writer = JSONWriter(layout: .pretty)
      writer.page(page)
      try put(String(decoding: writer.bytes, as: UTF8.self) + "\n")
    } else {
      try put(page.text(messages, hasColor: Terminal(STDOUT_FILENO, color: color).hasColor))
      if page.count == 0 { screen.write(messages.nothingFound(words, page.suggestions)) }
    }
    if page.count == 0 { throw ExitCode(1) }
  }

  private func put(_ text: String) throws(OutputError) {
    try writeAll(Array(text.utf8), to: STDOUT_FILENO, called: FilePath("-"))
  }

  /// Answers the queries of a file one after another, each line written when it is known.
  private func answer(_ file: QueryFile, named name: String, _ messages: Messages) throws {
    let screen = Terminal.standardError
    let searcher = Searcher(try IndexReader(path: archive))
    let graph = CitationGraph(try ArchiveReader(searcher.reader))
    var hasFailed = false
    for line in file.lines {
      guard case .query(let entry) = line else {
        hasFailed = true
        if case .bad(let number) = line {
          screen.report("\(name):\(number)", messages.noQueryLine, messages)
        }
        continue
      }
      let query: Query
      do throws(QueryError) {
        query = try Query.parse(entry.text)
      } catch {
        hasFailed = true
        let place = "\(name):\(entry.line):\(entry.column + error.column)"
        screen.report(place, messages.reason(error.kind), messages)
        continue
      }
      let spelt = try query.findingSpellings(in: graph)
      let answer = try searcher.answer(spelt, limit: limit, rounds: timings ? rounds : 0)
      let times = timings ? "\t\(answer.top)\t\(answer.counting)" : ""
      try put("\(entry.id)\t\(answer.count)\(times)\t\(answer.ids.joined(separator: " "))\n")
    }
    if hasFailed { throw ExitCode(1) }
  }
}
