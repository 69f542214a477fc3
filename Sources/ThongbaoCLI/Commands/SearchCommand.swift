import ArgumentParser
import Glibc
import NoticeIndex
import NoticeSearch

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "search", abstract: "Search an archive.")

  @Argument var archive: String
  @Argument var query: [String] = []
  @Option var queries: String?
  @Flag var timings = false
  @Option var limit = 10
  @Option var rounds = 5

  func run() throws {
    let searcher = Searcher(try IndexReader(path: archive))
    guard let queries else { throw ExitCode(EX_USAGE) }
    guard let file = fopen(queries, "r") else { throw ExitCode(EX_NOINPUT) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let n = fread(&buffer, 1, buffer.count, file), n > 0 { bytes += buffer[..<n] }
    for entry in QueryFile(bytes).entries {
      guard let query = try? Query.parse(entry.text) else { print("\(entry.id)\tbad"); continue }
      let answer = try searcher.answer(query, limit: limit, rounds: rounds)
      print(
        "\(entry.id)\t\(answer.count)\t\(answer.top)\t\(answer.counting)\t\(answer.ids.joined(separator: " "))"
      )
    }
  }
}
