import NoticeIntake
import Glibc
import NoticeArchive
import NoticeIndex
import NoticeSearch

/// Queries from a file, one a line: `id<TAB>query`, and further columns for people.
struct QueryFile {
  enum Line {
    case query(Entry)
    /// No `id<TAB>query`; its number.
    case bad(Int)
  }

  struct Entry {
    var id: String
    var text: String
    /// From 1.
    var line: Int
    /// Characters before the query.
    var column: Int
  }

  private(set) var lines: [Line] = []

  init(at path: String) throws(InputError) {
    let path = FilePath(path)
    self.init(try Input(path: path, name: path.lastComponent).readText(limit: Batch.standardSizeLimit).bytes)
  }

  /// Lines that are empty or begin with `#` are passed over, and so is a first one that names the columns.
  init(_ bytes: [UInt8]) {
    var number = 0
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      var line = line
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      if line.last == 13 { line.removeLast() }
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      if number == 1, line.starts(with: Array("id\tquery".utf8)) { continue }
      guard let tab = line.firstIndex(of: 9), tab > line.startIndex, tab + 1 < line.endIndex else {
        lines.append(.bad(number))
        continue
      }
      let rest = line[(tab + 1)...]
      let end = rest.firstIndex(of: 9) ?? rest.endIndex
      let id = String(decoding: line[..<tab], as: UTF8.self)
      lines.append(
        .query(
          Entry(
            id: id, text: String(decoding: rest[..<end], as: UTF8.self), line: number, column: id.count + 1)))
    }
  }
}

/// What became of one query of a batch.
struct BatchAnswer {
  var count: Int
  var ids: [String]
  /// CPU time of the best round, in microseconds.
  var top: Double
  var counting: Double
}

extension Searcher {
  /// Answers one query so many times, after one time that does not count.
  ///
  /// Both times are of looking the words up and of finding, not of reading the query or the documents' names.
  func answer(_ query: Query, limit: Int, rounds: Int) throws(IndexError) -> BatchAnswer {
    var options = SearchOptions()
    options.limit = limit
    var answer = BatchAnswer(count: try count(query), ids: [], top: .infinity, counting: .infinity)
    var hits = try search(query, options).hits
    for _ in 0..<rounds {
      let start = Self.threadTime()
      hits = try search(query, options).hits
      let middle = Self.threadTime()
      answer.count = try count(query)
      let end = Self.threadTime()
      answer.top = min(answer.top, middle - start)
      answer.counting = min(answer.counting, end - middle)
    }
    let documents = StoredDocuments(reader)
    for hit in hits { answer.ids.append(try documents.id(hit)) }
    return answer
  }

  /// Of this thread, in microseconds.
  private static func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }
}
