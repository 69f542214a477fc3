#if Web
  import NoticeArchive
  import NoticeIntake

  /// What a server is started with.
  struct WebOptions: Sendable {
    var archive: FilePath
    var host = Self.loopback
    var port = 8080
    /// Whoever asks must know it; `nil` on the loopback interface alone.
    var token: AccessToken?
    /// What relative paths of the archive start from; `nil`: where the server was started.
    var originals: FilePath?
    /// What the archive is called; `nil` for “Kho văn bản”.
    var title: String?
    /// A folder with templates and files in place of the shipped ones.
    var templates: FilePath?
    var limits = WebLimits()

    static let loopback = "127.0.0.1"

    /// Whether only programs of this machine can reach the server.
    var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }
  }

  /// What a request may take.
  struct WebLimits: Sendable {
    /// Bytes that are sent.
    var body = 20_000_000
    /// Bytes of all header fields, the address among them.
    var headers = 64 << 10
    /// Open connections.
    var connections = 1024
    /// Requests that are answered, or wait to be, at one time.
    var requests = 256
    /// Files that are read and parsed at one time.
    var parses = 2
    /// Seconds that a connection may be silent, and that a body may take.
    var seconds = 20
    /// Hits, tasks or citations of one answer.
    var results = 100
    /// `QueryCost` of a query.
    var queryCost = 400
  }
#endif
