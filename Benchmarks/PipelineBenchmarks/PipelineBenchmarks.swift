import Glibc

/// Measures every step of the pipeline beside what the machine can do; `Benchmarks/README.md` says how to read it.
@main
struct PipelineBenchmarks {
  var folder = "Corpus/notices"
  /// Pairs of clean and OCR texts.
  var scans = "Corpus/scans/test/heavy"
  var megabytes = 64
  var rounds = 5
  var jobs = 2
  var csv: String?
  /// Whether to measure the parse alone, so that a profiler sees nothing else.
  var isParseOnly = false

  static func main() async {
    do {
      try await PipelineBenchmarks(CommandLine.arguments.dropFirst()).run()
    } catch {
      let message = Array("\(error)\n".utf8)
      _ = Glibc.write(STDERR_FILENO, message, message.count)
      exit(1)
    }
  }

  struct Usage: Error, CustomStringConvertible {
    let description: String
  }

  init(_ arguments: some Sequence<String>) throws {
    var rest = Array(arguments)[...]
    while let option = rest.popFirst() {
      if option == "--parse-only" {
        isParseOnly = true
        continue
      }
      guard let value = rest.popFirst() else { throw Self.usage }
      switch (option, Int(value)) {
      case ("--megabytes", let number?) where number > 0: megabytes = number
      case ("--rounds", let number?) where number > 0: rounds = number
      case ("--jobs", let number?) where number > 0: jobs = number
      case ("--csv", _): csv = value
      case ("--notices", _): folder = value
      case ("--scans", _): scans = value
      default: throw Self.usage
      }
    }
  }

  private static let usage = Usage(
    description: """
      usage: PipelineBenchmarks [--notices FOLDER] [--scans FOLDER] [--megabytes N] [--rounds N] [--jobs N]
                                 [--csv FILE] [--parse-only]
      """)

  func run() async throws {
    guard let batch = NoticeBatch(folder: folder, size: megabytes * 1_000_000) else {
      throw Usage(description: "no notices in \(folder)")
    }
    print(
      "\(batch.texts.count) notices (\(batch.distinct) different), \(batch.bytes / 1_000_000) MB,",
      terminator: " ")
    print("fastest of \(rounds) rounds, CPU time of one thread")

    if isParseOnly {
      report([Stages.parsing(batch, repair: .off, rounds: rounds)])
      return
    }
    var rows = limits(of: batch)
    rows.append(Stages.decoding(batch, rounds: rounds))
    rows.append(Stages.normalizing(batch, rounds: rounds))
    rows.append(Stages.tokenizing(batch, rounds: rounds))
    let clean = NoticeBatch(folder: scans, size: batch.bytes / 4, suffix: ".clean.txt")
    if let clean { rows.append(Stages.repairing(clean, "of clean text", rounds: rounds)) }
    if let scanned = NoticeBatch(folder: scans, size: batch.bytes / 16, suffix: ".ocr.txt") {
      rows.append(Stages.repairing(scanned, "of heavy damage", rounds: rounds))
    }
    rows.append(Stages.parsing(batch, repair: .off, rounds: rounds))
    rows.append(Stages.parsing(batch, repair: .safe, rounds: rounds))
    if let clean {
      rows.append(Stages.parsing(clean, " clean text", repair: .off, rounds: rounds))
      rows.append(Stages.parsing(clean, " clean text", repair: .safe, rounds: rounds))
    }
    rows.append(Stages.writingJSON(batch, rounds: rounds))
    rows.append(Stages.everything(batch, rounds: rounds))
    report(rows)

    let one = try await JobsMeasurement.run(batch, jobs: 1, rounds: rounds)
    let many = try await JobsMeasurement.run(batch, jobs: jobs, rounds: rounds)
    for run in [one, many] {
      print(
        "files to NDJSON, \(run.jobs) job(s):  CPU \(decimal(run.cpu, 2)) s  wall \(decimal(run.wall, 2)) s  "
          + "\(decimal(Double(batch.bytes) / 1e6 / run.wall, 1)) MB/s wall  \(run.written / 1_000_000) MB written"
      )
    }
    print("CPU of \(jobs) jobs to that of one: \(decimal(many.cpu / one.cpu, 3))")
    if let csv { try write(rows, one, many, to: csv) }
  }

  private func limits(of batch: NoticeBatch) -> [Measurement] {
    let text = batch.joined()
    return [
      Limits.copying(text, rounds: rounds), Limits.validating(text, rounds: rounds),
      Limits.checkingNFC(text, rounds: rounds),
    ]
  }

  // MARK: - Output

  private func report(_ rows: [Measurement]) {
    print(line("", ["MB/s", "of memcpy", "of ICU", "found", "peak MB"]))
    for row in rows {
      print(
        line(
          row.name,
          [
            decimal(row.megabytesPerSecond, 1), ratio(of: row, to: "memcpy", in: rows),
            ratio(of: row, to: "ICU NFC quick check", in: rows), String(row.count),
            String(row.memory / 1_000_000),
          ]))
    }
  }

  private func write(
    _ rows: [Measurement], _ one: JobsMeasurement, _ many: JobsMeasurement, to path: String
  ) throws {
    var lines = ["name,bytes,cpu_seconds,mb_per_second,found,peak_bytes"]
    for row in rows {
      lines.append(
        "\(row.name),\(row.bytes),\(decimal(row.seconds, 6)),\(decimal(row.megabytesPerSecond, 2)),"
          + "\(row.count),\(row.memory)")
    }
    let bytes = rows.first?.bytes ?? 0
    for run in [one, many] {
      lines.append(
        "files to NDJSON with \(run.jobs) jobs,\(bytes),\(decimal(run.cpu, 6)),"
          + "\(decimal(Double(bytes) / 1e6 / run.cpu, 2)),\(run.written),\(Clock.peakMemory())")
    }
    guard let file = fopen(path, "w") else { throw Usage(description: "cannot write \(path)") }
    defer { fclose(file) }
    fputs(lines.joined(separator: "\n") + "\n", file)
  }

  private func ratio(of row: Measurement, to name: String, in rows: [Measurement]) -> String {
    guard let limit = rows.first(where: { $0.name == name }) else { return "" }
    return decimal(row.megabytesPerSecond / limit.megabytesPerSecond, 3)
  }

  private func line(_ name: String, _ cells: [String]) -> String {
    name + String(repeating: " ", count: max(24 - name.count, 0))
      + cells.map { String(repeating: " ", count: max(11 - $0.count, 0)) + $0 }.joined()
  }
}

/// `value` with `places` digits behind the point, rounded.
func decimal(_ value: Double, _ places: Int) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "-" }
  let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
  let units = Int((abs(value) * Double(scale)).rounded())
  let fraction = String(units % scale)
  let sign = value < 0 && units > 0 ? "-" : ""
  guard places > 0 else { return "\(sign)\(units)" }
  return "\(sign)\(units / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
}
