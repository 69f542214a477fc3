import ArgumentParser
import Glibc
import NoticeIntake

/// Runs the server, a program of its own, so that its dependencies are none of this one's.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Search and read an archive in a browser.",
    discussion: """
      Runs thongbao-serve, which stands beside this program, and hands all arguments on:

        thongbao serve archive/
        thongbao serve archive/ --port 9000 --originals scans/
        thongbao serve archive/ --host 0.0.0.0 --token-file token.txt

      thongbao serve --help tells its options. It is built by:

        swift build -c release --traits Web --product thongbao-serve
      """)

  static let program = "thongbao-serve"

  @Argument(parsing: .captureForPassthrough, help: "What thongbao-serve takes.")
  var arguments: [String] = []

  @OptionGroup var language: LanguageOptions

  func run() throws {
    let messages = language.messages
    let screen = Terminal.standardError
    guard let path = Self.path else {
      screen.report(Self.program, messages.noServer, messages)
      throw ExitCode(EX_UNAVAILABLE)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([Self.program] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    // It takes this process over, with its signals and its exit code; it returns only if there is no such program.
    _ = path.withCString { execv($0, words) }
    screen.report(Self.program, messages.noServer, messages)
    throw ExitCode(EX_UNAVAILABLE)
  }

  /// Where it should stand; `nil` if the system does not tell where this program does.
  private static var path: FilePath? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    return FilePath(bytes: buffer[..<count].map { UInt8(bitPattern: $0) }).folder?.appending(
      FilePath(program))
  }
}
