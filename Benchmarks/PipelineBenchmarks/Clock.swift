import Glibc

/// CPU time of this thread: what other programs on the machine do hardly changes it.
enum Clock {
  static func threadSeconds() -> Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

  /// CPU time of all threads of the process.
  static func processSeconds() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

  static func wallSeconds() -> Double { seconds(CLOCK_MONOTONIC) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory that the process has had so far, in bytes.
  static func peakMemory() -> Int {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}

/// One row of the table.
struct Measurement {
  var name: String
  var bytes: Int
  /// The fastest round, in seconds of CPU.
  var seconds: Double
  /// What the work found, so that two runs can be seen to have done the same.
  var count: Int
  /// Peak memory of the process after it.
  var memory: Int

  var megabytesPerSecond: Double { Double(bytes) / 1e6 / seconds }
}

/// Runs `work` several times on this thread and keeps the fastest.
///
/// - Parameter work: Takes the number of the round, which its result has to depend on: the optimiser moves
///   work that is always the same out of the loop. Returns what it found.
func measure(_ name: String, bytes: Int, rounds: Int, _ work: (_ round: Int) -> Int) -> Measurement {
  var best = Double.infinity, count = 0
  for round in 0..<rounds {
    let start = Clock.threadSeconds()
    let found = work(round)
    best = min(best, Clock.threadSeconds() - start)
    count = max(count, found)
  }
  return Measurement(name: name, bytes: bytes, seconds: best, count: count, memory: Clock.peakMemory())
}
