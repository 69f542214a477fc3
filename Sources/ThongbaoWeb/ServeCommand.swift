import ArgumentParser
import Glibc

#if Web
  import Logging
  import NoticeArchive
  import NoticeIndex
  import NoticeIntake
#endif

@main
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thongbao-serve",
    abstract: "Search and read an archive in a browser.",
    discussion: """
      Serves the archive's pages, and an HTTP API under /api/v1 whose description is /api/v1/openapi.json. \
      It follows new commits by itself, and changes nothing.

      Only programs of this machine reach it, unless --host names another interface: then --token-file is \
      needed, a file with a secret of at least 16 letters. A browser asks for it as a password, with any user \
      name; programs send “Authorization: Bearer SECRET”. The server speaks plain HTTP: over a network that you \
      do not trust, put a proxy with TLS before it.

      EXAMPLES
        thongbao serve archive/
        thongbao serve archive/ --port 9000 --originals scans/
        thongbao serve archive/ --host 0.0.0.0 --token-file token.txt
        thongbao serve --write-templates look/ && thongbao serve archive/ --templates look/

      SIGTERM or Ctrl-C ends it when the requests under way are answered.
      """)

  @Argument(help: "The archive's folder.", completion: .directory)
  var archive: String?

  @Option(help: ArgumentHelp("The interface's address.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "number"))
  var port = 8080

  @Option(
    help: ArgumentHelp("A file with the secret that opens the archive.", valueName: "file"),
    completion: .file())
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "What relative paths of original files start from. (default: here)", valueName: "folder"),
    completion: .directory)
  var originals: String?

  @Option(help: ArgumentHelp("What the archive is called on its pages.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "A folder with templates and styles in place of the shipped ones of the same names.",
      valueName: "folder"),
    completion: .directory)
  var templates: String?

  @Option(
    help: ArgumentHelp(
      "Write the shipped templates and styles into a folder, to start from, and end.", valueName: "folder"),
    completion: .directory)
  var writeTemplates: String?

  @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error.", valueName: "level"))
  var logLevel = "info"

  #if Web
    func validate() throws {
      if !(0...65535).contains(port) { throw ValidationError(StartFailure.badPort.reason) }
      if Logger.Level(rawValue: logLevel) == nil {
        throw ValidationError(StartFailure.badLogLevel(logLevel).reason)
      }
      if archive == nil, writeTemplates == nil { throw ValidationError(StartFailure.noArchive.reason) }
      var options = WebOptions(archive: FilePath(archive ?? ""))
      options.host = host
      if !options.isLoopback, tokenFile == nil {
        throw ValidationError(StartFailure.noToken(host: host).reason)
      }
    }

    func run() async throws {
      if let writeTemplates { return try writeLook(to: writeTemplates) }
      let archive = archive ?? ""
      let level = Logger.Level(rawValue: logLevel) ?? .info
      var logger = Logger(label: "thongbao-serve") { StreamLogHandler.standardError(label: $0) }
      logger.logLevel = level
      var options = WebOptions(archive: FilePath(archive))
      options.host = host
      options.port = port
      options.title = title
      options.originals = originals.map { FilePath($0) }
      options.templates = templates.map { FilePath($0) }
      if let tokenFile { options.token = try token(tokenFile) }
      let application: WebApplication
      do {
        application = try WebApplication(options, logger)
      } catch {
        if case .template = error {
          say("\(templates ?? ""): \(error.message)")
          throw ExitCode(EX_DATAERR)
        }
        say("\(archive): \(error.message)")
        throw ExitCode(error.isAbsence ? EX_NOINPUT : EX_DATAERR)
      }
      do {
        try await WebServer(application: application).run { port in
          let name = host.contains(":") ? "[\(host)]" : host
          // What a program that started the server waits for.
          print("http://\(name):\(port)/")
          fflush(nil)
        }
      } catch {
        say("\(host):\(port): \(StartFailure.address("\(error)").message)")
        throw ExitCode(EX_UNAVAILABLE)
      }
    }

    private func writeLook(to folder: String) throws {
      do throws(OutputError) {
        let count = try Look.write(to: FilePath(folder))
        say(StartFailure.written(count)[StartFailure.language])
      } catch {
        say("\(folder): \(StartFailure.output(error).message)")
        throw ExitCode(EX_CANTCREAT)
      }
    }

    private func token(_ file: String) throws -> AccessToken {
      let path = FilePath(file)
      guard let text = try? Input(path: path, name: path).readText(limit: 4096) else {
        say("\(file): \(StartFailure.tokenUnreadable.message)")
        throw ExitCode(EX_NOINPUT)
      }
      let words = String(decoding: text.bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      guard words.count == 1, let token = AccessToken(words[0]) else {
        say("\(file): \(StartFailure.badToken.message)")
        throw ExitCode(EX_DATAERR)
      }
      return token
    }
  #else
    func run() async throws {
      say(
        """
        thongbao-serve: chương trình này được dựng không có phần web; dựng lại: / this was built without the web part; \
        build it again:
          swift build -c release --traits Web --product thongbao-serve
        """)
      throw ExitCode(EX_UNAVAILABLE)
    }
  #endif

  private func say(_ text: String) {
    var bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, &bytes, bytes.count)
  }
}

#if Web
  extension StartFailure {
    /// Whether there is no archive, rather than a damaged one.
    fileprivate var isAbsence: Bool {
      if case .archive(.noIndex) = self { return true }
      return false
    }
  }
#endif
