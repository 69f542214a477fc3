import Glibc
import Subprocess

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
  /// place, so they hold even where this process is gone.
  ///
  /// - Parameter input: What it reads from its standard input.
  ///
  /// - Throws: `missingProgram`, `programFailed`, `overLimit`, `cancelled`.
  package func run(
    _ arguments: [String], input: [UInt8] = [], limits: ProgramLimits
  ) async throws(InputError) -> [UInt8] {
    do {
      let file = try await executable()
      // From a file, not through a pipe: writing to a program that is gone would end this process, too.
      let folder = try ScratchFolder()
      let inputFile = input.isEmpty ? "/dev/null" : try folder.write(input, named: "in").description
      // Half of the shell's words are the program's: nothing in them is read by the shell.
      let script =
        #"ulimit -c 0; ulimit -v "$1"; ulimit -t "$2"; ulimit -f "$3"; input=$4; shift 4; exec "$@" < "$input""#
      let shell = [
        "-c", script, "sh", "\(limits.memory >> 10)", "\(limits.seconds + 1)",
        "\(max(1, limits.output >> 9))", inputFile,
        file,
      ]
      let output = try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
        group.addTask { try await capture(shell + arguments, limits: limits) }
        group.addTask {
          try await Task.sleep(for: .seconds(limits.seconds))
          return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let output = first else {
          throw InputError.overLimit(.seconds(limits.seconds))
        }
        return output
      }
      _ = consume folder
      return output
    } catch let error as InputError {
      throw error
    } catch {
      if Task.isCancelled || error is CancellationError { throw .cancelled }
      throw .programFailed(name, reason: Self.cut("\(error)"))
    }
  }

  /// - Throws: `missingProgram`.
  private func executable() async throws -> String {
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

  private func capture(_ arguments: [String], limits: ProgramLimits) async throws -> [UInt8] {
    let result = try await Subprocess.run(
      .path("/bin/sh"), arguments: Arguments(arguments), environment: Self.environment, input: .none,
      output: .sequence, error: .sequence
    ) { try await Self.collect($0.standardOutput, $0.standardError, limit: limits.output) }
    let (output, complaint) = result.closureResult
    if result.terminationStatus.isSuccess { return output }
    throw failure(result.terminationStatus, complaint, limits: limits)
  }

  private static func collect(
    _ output: SubprocessOutputSequence, _ error: SubprocessOutputSequence, limit: Int
  ) async throws -> (output: [UInt8], complaint: [UInt8]) {
    async let complaint = tail(of: error)
    var bytes: [UInt8] = []
    for try await buffer in output {
      if bytes.count + buffer.count > limit { throw InputError.overLimit(.output(bytes: limit)) }
      buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    return (bytes, try await complaint)
  }

  /// The last that a program complains of.
  private static func tail(of sequence: SubprocessOutputSequence) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await buffer in sequence {
      buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
      if bytes.count > 2 * tailLength { bytes.removeFirst(bytes.count - tailLength) }
    }
    return bytes
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
    if isShort { return .overLimit(.memory(bytes: limits.memory)) }
    let last = text.split(whereSeparator: \.isNewline).last.map(String.init)
    return .programFailed(name, reason: Self.cut(last ?? "\(status)"))
  }

  /// A line that fits into a message: no control characters, at most 200 characters.
  static func cut(_ line: String) -> String {
    let plain = line.unicodeScalars.filter { $0.properties.generalCategory != .control }
    return String(String(String.UnicodeScalarView(plain)).prefix(200))
  }

  private static let tailLength = 8 << 10

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
