import NoticeIntake
import Glibc
import NoticeArchive
import NoticeGrammar
import NoticeIndex
import NoticeSearch
import NoticeText

/// Measures questions about tasks and references over an archive of made notices.
///
///     swift run -c release ArchiveBenchmarks FOLDER [--notices 100000] [--rounds 9]
///
/// FOLDER gets the archive if it has none. Of each question the best round: milliseconds of CPU of finding, and of reading
/// the first 50.
@main
enum ArchiveBenchmarks {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func option(_ name: String, _ standard: Int) -> Int {
      guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count,
        let value = Int(arguments[index + 1]), value > 0
      else { return standard }
      arguments.removeSubrange(index...index + 1)
      return value
    }
    let notices = option("--notices", 100_000)
    let rounds = option("--rounds", 9)
    guard arguments.count == 1 else {
      print("ArchiveBenchmarks FOLDER [--notices N] [--rounds N]")
      exit(64)
    }
    try fill(arguments[0], notices)
    let reader = try ArchiveReader(path: FilePath(arguments[0]))
    let finder = try TaskFinder(reader)
    print("question".padded(44) + "    tasks   find ms   50 read ms")
    for (name, selection) in questions { try measure(name, selection, finder, rounds: rounds) }
    print("\n" + "references".padded(44) + "documents        ms")
    for (name, options) in references { try measure(name, options, reader, rounds: rounds) }
  }

  private static var questions: [(String, TaskSelection)] {
    func selection(_ change: (inout TaskSelection) -> Void) -> TaskSelection {
      var selection = TaskSelection()
      change(&selection)
      return selection
    }
    let november = CalendarDay.month(11, of: 2021)
    return [
      ("Sở Y tế", selection { $0.agencies = ["Sở Y tế"] }),
      ("Sở Y tế Quảng Ninh", selection { $0.agencies = ["Sở Y tế Quảng Ninh"] }),
      ("so y te", selection { $0.agencies = ["so y te"] }),
      (
        "UBND huyện Ba Chẽ tỉnh Quảng Ninh (groups)",
        selection { $0.agencies = ["UBND huyện Ba Chẽ tỉnh Quảng Ninh"] }
      ),
      ("Sở Y tế, due in 2021-11", selection { ($0.agencies, $0.due) = (["Sở Y tế"], november) }),
      (
        "Sở Y tế, overdue on 2021-11-30",
        selection { ($0.agencies, $0.overdueOn) = (["Sở Y tế"], november?.upperBound) }
      ),
      ("Sở Y tế, newest first", selection { ($0.agencies, $0.sort) = (["Sở Y tế"], .date) }),
      ("all, due in 2021-11", selection { $0.due = november }),
      ("all", selection { _ in }),
    ]
  }

  private static func measure(
    _ name: String, _ selection: TaskSelection, _ finder: TaskFinder, rounds: Int
  ) throws {
    var best = (find: Double.infinity, read: Double.infinity)
    var count = 0
    for _ in 0..<rounds {
      let start = seconds()
      let found = try finder.find(selection)
      let between = seconds()
      var read = 0
      while read < 50, try found.next() != nil { read += 1 }
      let end = seconds()
      count = found.count
      best = (min(best.find, between - start), min(best.read, end - between))
    }
    print(
      name.padded(44) + "\(count)".padded(9, atEnd: false) + milliseconds(best.find).padded(10, atEnd: false)
        + milliseconds(best.read).padded(13, atEnd: false))
  }

  /// A document, and what is asked about it; empty for what the archive lacks.
  private static var references: [(String, CitationOptions)] {
    func options(_ change: (inout CitationOptions) -> Void) -> CitationOptions {
      var options = CitationOptions()
      change(&options)
      return options
    }
    return [
      ("30/2020/NĐ-CP", options { $0.directions = [.citedBy] }),
      ("Nghị quyết số 128/NQ-CP", options { $0.directions = [.citedBy] }),
      ("18-CT/TU của Tỉnh ủy Quảng Ninh", options { $0.directions = [.citedBy] }),
      ("0.txt", options { $0.depth = 2 }),
      ("", CitationOptions()),
    ]
  }

  /// A graph of its own each time: nothing is known from the round before.
  private static func measure(
    _ name: String, _ options: CitationOptions, _ reader: ArchiveReader, rounds: Int
  ) throws {
    var best = Double.infinity
    var count = 0
    for _ in 0..<rounds {
      let start = seconds()
      let graph = CitationGraph(reader)
      if name.isEmpty {
        count = try graph.missing(limit: 20).reduce(0) { $0 + $1.documents }
      } else {
        let trees = try graph.trees(try graph.lookUp(name), options)
        count = trees.reduce(0) { $0 + ($1.citedBy?.count ?? 0) + ($1.cites?.count ?? 0) }
      }
      best = min(best, seconds() - start)
    }
    let title =
      name.isEmpty
      ? "the 20 most missing" : name + (options.depth > 1 ? ", depth \(options.depth)" : ", cited by")
    print(title.padded(44) + "\(count)".padded(9, atEnd: false) + milliseconds(best).padded(10, atEnd: false))
  }

  private static func fill(_ folder: String, _ notices: Int) throws {
    let archive = try Archive(path: FilePath(folder))
    if archive.documents > 0 { return }
    let start = seconds()
    let maker = NoticeMaker()
    let parser = NoticeParser(repair: .off)
    var builder = SegmentBuilder(withText: true)
    for number in 0..<notices {
      let notice = parser.parse(SourceText(bytes: maker.notice(number)))
      try builder.add(IndexDocument(notice, id: "\(number).txt", version: 1))
      if builder.size > 64_000_000 {
        try archive.writer.add(builder)
        builder = SegmentBuilder(withText: true)
      }
    }
    try archive.writer.add(builder)
    try archive.writer.mergeNewest()
    try archive.writer.commit()
    print("\(notices) notices made in \(Int(seconds() - start)) s")
  }

  /// CPU time of this thread.
  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func milliseconds(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 100_000).rounded())
    return "\(hundredths / 100).\(String(hundredths % 100 + 100).dropFirst())"
  }
}

extension String {
  fileprivate func padded(_ width: Int, atEnd: Bool = true) -> String {
    let blanks = String(repeating: " ", count: max(0, width - count))
    return atEnd ? self + blanks : blanks + self
  }
}
