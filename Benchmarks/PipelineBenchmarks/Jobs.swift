import NoticeIntake
import NoticeArchive
import NoticeGrammar

/// The batch as `thongbao parse --format ndjson --jobs N` runs it: files read, parsed side by side, delivered in order.
struct JobsMeasurement {
  var jobs: Int
  /// CPU time of all threads.
  var cpu: Double
  var wall: Double
  var written: Int

  static func run(_ batch: NoticeBatch, jobs: Int, rounds: Int) async throws -> JobsMeasurement {
    let inputs = zip(batch.paths, batch.texts).map { path, text in
      Found.input(Input(path: FilePath(path), name: FilePath(path), size: text.count))
    }
    var best = JobsMeasurement(jobs: jobs, cpu: .infinity, wall: .infinity, written: 0)
    for _ in 0..<rounds {
      var written = 0
      let cpu = Clock.processSeconds(), wall = Clock.wallSeconds()
      try await Batch(jobs: jobs).run(
        inputs,
        transform: { result -> [UInt8] in
          guard case .success(let notices) = result.outcome else { return [] }
          return notices.flatMap { $0.json() }
        },
        deliver: { written += $0.count })
      best.cpu = min(best.cpu, Clock.processSeconds() - cpu)
      best.wall = min(best.wall, Clock.wallSeconds() - wall)
      best.written = written
    }
    return best
  }
}
