import Glibc
import Subprocess
import Synchronization

/// A program that is not part of this one, and the Debian package that has it.
public struct ExternalProgram: Hashable, Sendable {
  public let name: String
  public let package: String
  /// Where it is; `nil`: wherever `PATH` finds it.
  var path: String?

  public init(_ name: String, package: String, path: String? = nil) {
    self.name = name
    self.package = package
    self.path = path
  }

  /// Runs it and gives what it wrote.
  ///
  /// It sees none of this process's environment but where programs and temporary files are, runs with one thread, and
  /// is killed if the task is cancelled or a limit is passed. A shell sets the limits before the program takes its
  /// place, so they hold even where this process is gone. This returns a few seconds after the limit at the latest,
  /// even if the program cannot be killed.
  ///
  /// - Parameters:
  ///   - input: What it reads from its standard input.
  ///   - files: What stands in the folder that it runs in, which is gone afterwards.
  ///
  /// - Throws: `missingProgram`, `programFailed`, `overLimit`, `cancelled`.
  package func run(
    _ arguments: [String], input: [UInt8] = [], files: [String: [UInt8]] = [:], limits: ProgramLimits
  ) async throws(InputError) -> [UInt8] {
    let file = try await executable()
    // Files, no pipes: writing to a program that is gone would end this process, too, and what a program leaves
    // running would keep its pipes open.
    let folder = try ScratchFolder()
    let inputFile = input.isEmpty ? "/dev/null" : try folder.write(input, named: "in").description
    for (name, bytes) in files { _ = try folder.write(bytes, named: name) }
    let output = try folder.write([], named: "out")
    let complaints = try folder.write([], named: "complaints")
    // Half of the shell's words are the program's: nothing in them is read by the shell.
    let script =
      #"ulimit -c 0; ulimit -v "$1"; ulimit -t "$2"; ulimit -f "$3"; input=$4; shift 4; "#
      + #"exec "$@" < "$input" > out 2> complaints"#
    let shell = [
      "-c", script, "sh", "\(limits.memory >> 10)", "\(limits.seconds + 1)",
      "\(max(1, (limits.output + 511) >> 9))", inputFile, file,
    ]
    let status = try await status(of: shell + arguments, in: folder.path.description, limits: limits)
    guard status.isSuccess else {
      throw failure(status, try Self.end(of: complaints, upTo: Self.tailLength), limits: limits)
    }
    let bytes = try Self.end(of: output, upTo: limits.output + 1)
    if bytes.count > limits.output { throw .overLimit(.output(bytes: limits.output)) }
    return bytes
  }

  /// - Throws: `missingProgram`.
  private func executable() async throws(InputError) -> String {
    if let path {
      guard access(path, X_OK) == 0 else { throw InputError.missingProgram(name, package: package) }
      return path
    }
    do {
      return try await Executable.name(name).resolveExecutablePath(in: .inherit).string
    } catch {
      throw InputError.missingProgram(name, package: package)
    }
  }

  /// Runs the shell with these arguments, and says how it ended.
  private func status(
    of arguments: [String], in folder: String, limits: ProgramLimits
  ) async throws(InputError) -> TerminationStatus {
    typealias End = Result<TerminationStatus, InputError>
    let (ends, end) = AsyncStream<End>.makeStream(bufferingPolicy: .bufferingOldest(1))
    let shell = Task {
      do {
        let result = try await Subprocess.run(
          .path("/bin/sh"), arguments: Arguments(arguments), environment: Self.environment,
          workingDirectory: .init(folder), input: .none, output: .discarded, error: .discarded)
        end.yield(.success(result.terminationStatus))
      } catch {
        end.yield(.failure(.programFailed(name, reason: Self.cut("\(error)"))))
      }
    }
    let stopped = Mutex<InputError?>(nil)
    /// Kills it, and waits no longer for its end than it may take to die.
    @Sendable func stop(_ reason: InputError) {
      stopped.withLock { $0 = $0 ?? reason }
      shell.cancel()
      Task {
        try? await Task.sleep(for: .seconds(Self.secondsToDie))
        end.yield(.failure(reason))
      }
    }
    let clock = Task {
      try await Task.sleep(for: .seconds(limits.seconds))
      stop(.overLimit(.seconds(limits.seconds)))
    }
    defer { clock.cancel() }
    // Waited for by a task that nobody cancels: what is killed is to be gone when this returns.
    let first = Task { await ends.first { _ in true } }
    let ended = await withTaskCancellationHandler {
      await first.value
    } onCancel: {
      stop(.cancelled)
    }
    if let reason = stopped.withLock({ $0 }) { throw reason }
    guard let ended else { throw .cancelled }
    return try ended.get()
  }

  private func failure(
    _ status: TerminationStatus, _ complaint: [UInt8], limits: ProgramLimits
  ) -> InputError {
    let text = String(decoding: complaint, as: UTF8.self)
    if case .signaled(let signal) = status {
      if signal == SIGXCPU { return .overLimit(.seconds(limits.seconds)) }
      if signal == SIGXFSZ { return .overLimit(.output(bytes: limits.output)) }
    }
    let isShort = ["bad_alloc", "Out of memory", "out of memory", "Cannot allocate memory"].contains {
      text.contains($0)
    }
    if text.contains("File too large") { return .overLimit(.output(bytes: limits.output)) }
    if isShort { return .overLimit(.memory(bytes: limits.memory)) }
    let last = text.split(whereSeparator: \.isNewline).last.map(String.init)
    return .programFailed(name, reason: Self.cut(last ?? "\(status)"))
  }

  /// The last bytes of a file.
  private static func end(of path: FilePath, upTo count: Int) throws(InputError) -> [UInt8] {
    let file = try OpenFile(reading: path)
    let size = file.size ?? 0
    var bytes: [UInt8] = []
    if size > count { try file.skip(to: size - count) }
    try file.read(upTo: min(size, count), into: &bytes)
    return bytes
  }

  /// A line that fits into a message: no control characters, at most 200 characters.
  static func cut(_ line: String) -> String {
    let plain = line.unicodeScalars.filter { $0.properties.generalCategory != .control }
    return String(String(String.UnicodeScalarView(plain)).prefix(200))
  }

  private static let tailLength = 8 << 10
  private static let secondsToDie = 5

  private static var environment: Environment {
    var values: [Environment.Key: String] = ["LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"]
    for (key, name) in [
      ("PATH", "PATH"), ("HOME", "HOME"), ("TMPDIR", "TMPDIR"), ("TESSDATA_PREFIX", "TESSDATA_PREFIX"),
    ]
      as [(Environment.Key, String)]
    {
      if let value = getenv(name) { values[key] = String(cString: value) }
    }
    return .custom(values)
  }
}
