import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeIndex
import NoticeSearch

struct ExportCommand: AsyncParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case ndjson, csv, akn, jsonld, opensearch }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write an archive's documents for other programs.",
    discussion: """
      Documents are written in the order of their names, as they stand at the last commit: the same bytes \
      whatever the number of jobs and however the archive grew.

      FORMATS
        ndjson   one line a document, as 'parse --format ndjson' writes it; with --include-text, 'add' takes \
      it in again
        csv      one row a notice, or what --csv-table says
        akn      Akoma Ntoso 3.0 (XML): DIR/NAME.xml for every document, where NAME is its name in the \
      archive without .. and a slash in front; without --output-dir, one document
        jsonld   schema.org/Legislation with the relations of ELI; one object, a line of @graph a document
        opensearch
                 the bulk API's lines for OpenSearch and Elasticsearch; the index template with --template

      --query takes what 'search' takes, and only what it finds is written. A file named by --output appears \
      whole or not at all.

      docs/EXPORTS.md has every format, field by field.

      EXAMPLES
        thongbao export archive/ --include-text -o notices.ndjson
        thongbao export archive/ --format csv --csv-table directives -o tasks.csv
        thongbao export archive/ --format akn --output-dir xml
        thongbao export archive/ --format opensearch --template -o template.json
        curl -XPUT "$HOST/_index_template/thongbao" -H 'Content-Type: application/json' -d @template.json
        thongbao export archive/ --format opensearch |
          curl -XPOST "$HOST/_bulk" -H 'Content-Type: application/x-ndjson' --data-binary @-
        thongbao export archive/ --query 'issuer:"Tỉnh ủy Quảng Ninh" date:2021' --format csv

      The exit code is 1 if the query finds nothing.
      """)

  @Argument(help: "The archive's folder.", completion: .directory)
  var archive: String

  @Option(help: "Format of the output.")
  var format = Format.ndjson

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("Write DIR/NAME.xml for every document.", valueName: "dir"), completion: .directory)
  var outputDir: String?

  @Option(help: ArgumentHelp("Only the documents that this finds.", valueName: "query"))
  var query: String?

  @Flag(help: "Give the text of each document, as \"text\", if the archive keeps it.")
  var includeText = false

  @OptionGroup var csv: CSVOptions

  @Option(
    help: ArgumentHelp(
      "What names of works are relative to, in jsonld. (default: \(JSONLD.standardBase))", valueName: "url"))
  var base: String?

  @Option(
    help: ArgumentHelp(
      "The index that opensearch writes to. (default: \(OpenSearchBulk.standardIndex))", valueName: "name"))
  var indexName: String?

  @Flag(help: "Write the index template for opensearch instead of documents.")
  var template = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Work on so many documents at the same time. (default: one a processor)", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Show progress on standard error; auto: if that is a terminal and the results go elsewhere.",
      valueName: "when"))
  var progress = ProgressMode.auto

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is between 1 and 1024.") }
    if output != nil, outputDir != nil { throw ValidationError("Give either --output or --output-dir.") }
    if output == "" || outputDir == "" { throw ValidationError("The output needs a name.") }
    if format != .akn, outputDir != nil { throw ValidationError("--output-dir is for --format akn only.") }
    if format != .csv, csv.isUsed { throw ValidationError("That is for --format csv only.") }
    if ![.ndjson, .jsonld].contains(format), includeText {
      throw ValidationError("--include-text is for ndjson and jsonld only.")
    }
    if format != .jsonld, base != nil { throw ValidationError("--base is for --format jsonld only.") }
    if format != .opensearch, template || indexName != nil {
      throw ValidationError("That is for --format opensearch only.")
    }
    if let indexName, !Self.isIndexName(indexName) {
      throw ValidationError("'\(indexName)' is no name of an index: small letters, digits, - and _ inside.")
    }
    if template, query != nil { throw ValidationError("A template has no documents to choose.") }
  }

  /// What OpenSearch and Elasticsearch take, and has no other meaning to them.
  private static func isIndexName(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count <= 200, first != UInt8(ascii: "-"),
      first != UInt8(ascii: "_")
    else { return false }
    return name.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
  }

  func run() async throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    CorrectionsUpdate(archive: archive, messages: messages).beforeReading()
    do {
      let query = try query.map { try Query.parsed($0, messages) }
      let export = try ArchiveExport(try IndexReader(path: archive), query: query)
      try checkThatOutputIsOutside(messages)
      if template { return try writeTemplate() }
      let outcome =
        if outputDir == nil { try await write(export, messages) } else {
          try await writeFiles(export, messages)
        }
      screen.write(messages.exported(documents: export.count - outcome.failed, bytes: outcome.bytes) + "\n")
      if outcome.failed > 0 || query != nil && export.count == 0 { throw ExitCode(1) }
    } catch let error as IndexError {
      throw screen.end(on: error, archive: archive, messages)
    } catch let error as OutputError {
      throw screen.end(on: error, messages)
    }
  }

  private struct Outcome {
    var bytes = 0
    var failed = 0
  }

  private func write(_ export: ArchiveExport, _ messages: Messages) async throws -> Outcome {
    let format = try exportFormat(of: export, messages)
    if self.format == .akn, export.count == 0 { return Outcome() }
    let destination = try Destination(output.map { FilePath($0) })
    var display = self.display(messages, of: export)
    defer { display.clear() }
    var outcome = Outcome()
    func write(_ bytes: [UInt8]) throws(OutputError) {
      try destination.write(bytes)
      outcome.bytes += bytes.count
    }
    try write(format.opening)
    var isFirst = true
    try await export.run(jobs: jobs ?? Self.processors) { document in
      format.bytes(of: document)
    } deliver: { bytes in
      try write(format.separator(isFirst: isFirst) + bytes)
      isFirst = false
      display.advance(bytes: bytes.count)
    }
    try write(format.closing)
    try destination.finish()
    display.finish()
    return outcome
  }

  private func writeTemplate() throws {
    let destination = try Destination(output.map { FilePath($0) })
    try destination.write(OpenSearchBulk(index: indexName ?? OpenSearchBulk.standardIndex).template)
    try destination.finish()
  }

  /// A file for each document; of two with one name the second fails.
  private func writeFiles(_ export: ArchiveExport, _ messages: Messages) async throws -> Outcome {
    let folder = FilePath(outputDir ?? ".")
    try createFolder(folder)
    var display = self.display(messages, of: export)
    defer { display.clear() }
    var outcome = Outcome()
    var names: [FilePath: String] = [:]
    try await export.run(jobs: jobs ?? Self.processors) { document in
      (id: document.stored.id, bytes: NoticeFile.akn.bytes(of: document.notice, id: document.stored.id))
    } deliver: { document in
      let name = Self.fileName(of: document.id)
      var failure = names[name].map { InputError.nameTaken(by: $0) }
      if failure == nil {
        names[name] = document.id
        do throws(OutputError) {
          try NoticeFile.akn.save(document.bytes, in: folder, name: name)
          outcome.bytes += document.bytes.count
        } catch {
          guard let one = NoticeFile.concernsOne(error) else { throw error }
          failure = one
        }
      }
      if let failure {
        outcome.failed += 1
        display.clear()
        Terminal.standardError.report(document.id, messages.reason(failure), messages)
      }
      display.advance(bytes: document.bytes.count)
    }
    display.finish()
    return outcome
  }

  /// A document's name as a path that stays inside a folder.
  private static func fileName(of id: String) -> FilePath {
    if id == "-" { return FilePath("stdin") }
    let parts = id.split(separator: "/").filter { $0 != "." && $0 != ".." }
    return FilePath(parts.isEmpty ? "document" : parts.joined(separator: "/"))
  }

  private func exportFormat(of export: ArchiveExport, _ messages: Messages) throws -> ExportFormat {
    switch format {
    case .ndjson: return .lines(includeText: includeText)
    case .csv:
      return .table(csv.csvTable ?? .notices, byteOrderMark: csv.csvBom, guardsFormulas: csv.csvGuard)
    case .jsonld:
      return .jsonld(JSONLD(base: base ?? JSONLD.standardBase, includeText: includeText))
    case .opensearch:
      return .opensearch(OpenSearchBulk(index: indexName ?? OpenSearchBulk.standardIndex))
    case .akn:
      guard export.count <= 1 else {
        Terminal.standardError.report("--format akn", messages.severalNeedAFolder, messages)
        throw ExitCode(EX_USAGE)
      }
      return .akn
    }
  }

  private func display(_ messages: Messages, of export: ArchiveExport) -> ProgressDisplay {
    var display = ProgressDisplay(
      progress, outputIsTerminal: output == nil && isatty(STDOUT_FILENO) == 1, messages: messages,
      unit: .documents)
    display.expect(files: export.count, bytes: 0)
    return display
  }

  /// Nothing but the archive belongs into its folder.
  private func checkThatOutputIsOutside(_ messages: Messages) throws {
    guard let output = output ?? outputDir, let folder = FileIdentity(FilePath(archive)),
      FileIdentity(outputDir.map { FilePath($0) } ?? FilePath(output).folder ?? FilePath(".")) == folder
    else { return }
    Terminal.standardError.report(output, messages.outputIsInArchive, messages)
    throw ExitCode(EX_USAGE)
  }

  private static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
