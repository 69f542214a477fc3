#if Web
  import Logging
  import NoticeArchive
  import NoticeGrammar
  import NoticeIndex
  import NoticeIntake
  import NoticeSearch
  import Synchronization

  /// Everything that is between a request and its answer, whatever brought it.
  final class WebApplication: Sendable {
    let options: WebOptions
    let archive: ArchiveService
    let metrics = WebMetrics()
    let logger: Logger
    let routes: [Route]
    let look: Look
    private let parses = Atomic<Int>(0)
    private let knownParser = Mutex<NoticeParser?>(nil)

    init(_ options: WebOptions, _ logger: Logger) throws(StartFailure) {
      self.options = options
      self.logger = logger
      do throws(TemplateFault) {
        if let folder = options.templates { look = try Look(folder) } else { look = try Look() }
      } catch {
        throw .template(error)
      }
      do throws(IndexError) {
        archive = try ArchiveService(options.archive, logger)
      } catch {
        throw .archive(error)
      }
      routes = Self.apiRoutes(options.limits) + Self.pageRoutes(options.limits)
    }

    /// Loaded when something is first parsed: its tables are some tens of megabytes.
    var parser: NoticeParser {
      knownParser.withLock { known in
        if let known { return known }
        let made = NoticeParser()
        known = made
        return made
      }
    }

    /// Reads and parses a file, no more than so many at one time.
    func parse(_ bytes: [UInt8], named name: String) async throws(Failure) -> Notice {
      guard parses.add(1, ordering: .relaxed).newValue <= options.limits.parses else {
        parses.subtract(1, ordering: .relaxed)
        throw .busy
      }
      defer { parses.subtract(1, ordering: .relaxed) }
      if bytes.isEmpty { throw .input(.empty) }
      do {
        let reader = try FileReader.forContent(bytes, named: FilePath(name))
        let file = try await Intake().read(bytes, reader)
        var notice = parser.parse(file.text)
        if notice.isEmpty { throw InputError.noNotice }
        let input = Input(path: FilePath(name), name: FilePath(name), size: bytes.count)
        notice.source = NoticeSource(input, file)
        return notice
      } catch let error as InputError {
        throw .input(error)
      } catch {
        throw Failure(500, "internal", Phrase("lỗi của máy chủ", "the server failed"))
      }
    }

    // MARK: Answering

    /// A request as it came.
    struct Incoming: Sendable {
      var method: String
      /// Path and query.
      var target: String
      /// A header's value by its lower-case name.
      var header: @Sendable (String) -> String?
      var body: @Sendable (_ limit: Int) async throws -> [UInt8]
    }

    /// The answer; there always is one.
    func answer(_ incoming: Incoming) async -> Reply {
      let start = ContinuousClock.now
      guard metrics.begin(most: options.limits.requests) else {
        return finish(Failure.busy.reply, "", start, incoming)
      }
      defer { metrics.end() }
      let sides = incoming.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
      let path = String(sides.first ?? "/")
      let isAPI = path.hasPrefix("/api/")
      var exchange = Exchange(method: .get, path: path)
      exchange.language = language(incoming)
      var route: Route?
      var reply: Reply
      do {
        try checkAccess(incoming)
        guard let query = PercentCoding.pairs(sides.count > 1 ? sides[1] : "") else {
          throw Failure.badAddress
        }
        exchange.query = query
        if let chosen = Phrase.Language(rawValue: exchange["lang"]), !isAPI { exchange.language = chosen }
        let (found, segments) = try find(incoming.method, path)
        route = found
        exchange.method = found.method
        exchange.segments = segments
        try found.check(exchange)
        exchange.contentType = incoming.header("content-type") ?? ""
        if found.method == .post {
          try checkOrigin(incoming)
          exchange.body = try await body(incoming)
        }
        reply = try await found.answer(exchange, self)
      } catch {
        let failure = self.failure(error, route?.path ?? path)
        reply = isAPI || path.hasPrefix("/assets/") ? failure.reply : ErrorPage(self, exchange).reply(failure)
      }
      if !isAPI, exchange.has("lang") {
        let value = "lang=\(exchange.language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
        reply.headers.append(("Set-Cookie", value))
      }
      return finish(reply, route?.path ?? "", start, incoming)
    }

    private func finish(
      _ reply: Reply, _ route: String, _ start: ContinuousClock.Instant, _ incoming: Incoming
    ) -> Reply {
      var reply = reply
      func add(_ name: String, _ value: String) {
        if !reply.headers.contains(where: { $0.name == name }) { reply.headers.append((name, value)) }
      }
      add("Content-Security-Policy", Self.contentPolicy)
      add("X-Content-Type-Options", "nosniff")
      add("Referrer-Policy", "same-origin")
      add("Cross-Origin-Opener-Policy", "same-origin")
      add("Cross-Origin-Resource-Policy", "same-origin")
      add("Cache-Control", "private, no-cache")
      if reply.contentType.hasPrefix("text/html") { add("Vary", "Accept-Language, Cookie") }
      let time = start.duration(to: .now)
      metrics.count(route: route, status: reply.status, bytes: reply.body.count, time: time)
      // What was asked for may be a secret of its own: the route alone is said.
      logger.debug(
        "answered", metadata: ["route": "\(route)", "status": "\(reply.status)", "time": "\(time)"])
      if incoming.method == "HEAD" {
        add("Content-Length", "\(reply.body.count)")
        reply.body = []
      }
      return reply
    }

    /// Nothing but what the server itself serves; no script or style within a page, no frame around one.
    static let contentPolicy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    private func find(_ method: String, _ path: String) throws(Failure) -> (Route, [String: String]) {
      guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= 8192 else { throw .badAddress }
      var segments: [String] = []
      for part in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
        guard let segment = PercentCoding.decoded(part) else { throw .badAddress }
        segments.append(segment)
      }
      if segments == [""] { segments = [] }
      let wanted = method == "HEAD" ? "GET" : method
      var allowed: [String] = []
      for route in routes {
        guard let found = route.match(segments) else { continue }
        if route.method.rawValue == wanted { return (route, found) }
        allowed += route.method == .get ? ["GET", "HEAD"] : [route.method.rawValue]
      }
      guard !allowed.isEmpty else { throw .notFound }
      throw Failure(
        405, "method", Phrase("không dùng được cách gọi này ở đây", "this method is not for this address"),
        headers: [("Allow", allowed.joined(separator: ", "))])
    }

    private func body(_ incoming: Incoming) async throws -> [UInt8] {
      let limits = options.limits
      if let length = incoming.header("content-length").flatMap(Int.init), length > limits.body {
        throw Failure.tooLarge
      }
      return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
        group.addTask { try await incoming.body(limits.body) }
        group.addTask {
          try await Task.sleep(for: .seconds(limits.seconds))
          return nil
        }
        defer { group.cancelAll() }
        guard let bytes = try await group.next() ?? nil else {
          throw Failure(408, "too-slow", Phrase("dữ liệu đến quá chậm", "what was sent came too slowly"))
        }
        return bytes
      }
    }

    private func failure(_ error: any Error, _ route: String) -> Failure {
      switch error {
      case let failure as Failure: return failure
      case let error as IndexError:
        logger.error("the archive cannot be read", metadata: ["route": "\(route)", "error": "\(error)"])
        return .index(error)
      default:
        logger.error("failed", metadata: ["route": "\(route)", "error": "\(error)"])
        return Failure(500, "internal", Phrase("lỗi của máy chủ", "the server failed"))
      }
    }

    // MARK: Who asks

    private func checkAccess(_ incoming: Incoming) throws(Failure) {
      // A page of another site must not reach a server of this machine by a name of its own.
      if options.token == nil, let host = incoming.header("host"), !Self.isOwnName(host) {
        throw Failure(
          421, "host", Phrase("máy chủ không mang tên này", "this server does not go by that name"))
      }
      guard let token = options.token else { return }
      guard token.opens(authorization: incoming.header("authorization")) else {
        throw Failure(
          401, "no-access",
          Phrase("cần mã truy cập của máy chủ này", "the access token of this server is needed"),
          headers: [("WWW-Authenticate", "Basic realm=\"thongbao\", charset=\"UTF-8\"")])
      }
    }

    static func isOwnName(_ host: String) -> Bool {
      var name = host[...]
      if name.first == "[" {
        name = name.dropFirst().prefix { $0 != "]" }
      } else {
        name = name.prefix { $0 != ":" }
      }
      return ["localhost", "127.0.0.1", "::1"].contains(name.lowercased())
    }

    /// Only pages of this server send forms to it.
    private func checkOrigin(_ incoming: Incoming) throws(Failure) {
      let site = incoming.header("sec-fetch-site") ?? "none"
      guard ["same-origin", "none"].contains(site) else {
        throw Failure(403, "origin", Phrase("trang khác không gửi được", "another site cannot send this"))
      }
    }

    /// By cookie, else as the browser asks; Vietnamese if nothing is said.
    private func language(_ incoming: Incoming) -> Phrase.Language {
      for part in (incoming.header("cookie") ?? "").split(separator: ";") {
        let sides = part.split(separator: "=", maxSplits: 1)
        if sides.count == 2, sides[0].filter({ $0 != " " }) == "lang",
          let language = Phrase.Language(rawValue: String(sides[1]))
        {
          return language
        }
      }
      for part in (incoming.header("accept-language") ?? "").split(separator: ",").prefix(8) {
        let code = part.prefix { $0 != ";" }.filter { $0 != " " }.lowercased().prefix(2)
        if let language = Phrase.Language(rawValue: String(code)) { return language }
      }
      return .vi
    }
  }

  extension Failure {
    static var badAddress: Failure {
      Failure(400, "bad-address", Phrase("địa chỉ sai", "the address is wrong"))
    }
  }
#endif
