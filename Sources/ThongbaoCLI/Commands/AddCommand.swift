import ArgumentParser
import Glibc
import NoticeArchive
import NoticeIndex

struct AddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Take documents into an archive, to be searched.",
    discussion: """
      ARCHIVE is a folder; if there is none, it is made. What it holds already and has not changed is left \
      alone, so the same command brings an archive up to date, and goes on where one that was ended stopped.
      """)

  @Argument(help: "The archive's folder.", completion: .directory)
  var archive: String

  @Option(
    help: ArgumentHelp("Ready documents, one a line of NDJSON; may be given again.", valueName: "file.ndjson"),
    completion: .file(extensions: ["ndjson", "jsonl"]))
  var documents: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Work on so many at the same time. (default: one a processor)", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Memory for building, about.", valueName: "mb"))
  var memory = IngestOptions.standardMemory / 1_000_000

  @Flag(help: "Do not keep the texts: they are found, but hits show no passages.")
  var noText = false

  @OptionGroup var language: LanguageOptions

  func run() async throws {
    var options = IngestOptions()
    options.jobs = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    options.memory = memory * 1_000_000
    options.withText = !noText
    let archive = try Archive(path: FilePath(archive))
    let tally = try await archive.add(InputWalker([]), documents: documents.map { FilePath($0) }, options) { event in
      if case .progress = event { return }
      print(event)
    }
    print(tally)
  }
}
