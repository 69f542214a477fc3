#if Web
  import HTTPTypes
  import Hummingbird
  import HummingbirdCore
  import Logging
  import NIOCore
  import NoticeIndex
  import UnixSignals

  /// The application behind HTTP/1.1.
  struct WebServer {
    let application: WebApplication

    /// - Parameter onRunning: Is told the port.
    func run(onRunning: @escaping @Sendable (Int) -> Void) async throws {
      let options = application.options
      let limits = options.limits
      let app = Application(
        responder: Responder(application: application),
        server: .http1(
          configuration: .init(
            idleTimeout: .seconds(Int64(limits.seconds)),
            httpDecoderConfiguration: .init(
              maxHeaderFieldSize: limits.headers, maxHeaderListSize: limits.headers, maxHeaderFieldCount: 100)
          )),
        configuration: ApplicationConfiguration(
          address: .hostname(options.host, port: options.port),
          availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
        onServerRunning: { channel in onRunning(channel.localAddress?.port ?? options.port) },
        logger: application.logger)
      try await app.runService(gracefulShutdownSignals: [.sigterm, .sigint])
    }

    private struct Responder: HTTPResponder {
      typealias Context = BasicRequestContext

      let application: WebApplication

      func respond(to request: Request, context: Context) async throws -> Response {
        let fields = request.headers
        let reply = await application.answer(
          WebApplication.Incoming(
            method: request.method.rawValue, target: request.head.path ?? "/",
            header: { name in
              if name == "host" { return request.head.authority }
              return HTTPField.Name(name).flatMap { fields[$0] }
            },
            body: { limit in
              do {
                return Array(buffer: try await request.body.collect(upTo: limit))
              } catch is NIOTooManyBytesError {
                throw Failure.tooLarge
              }
            }))
        var headers = HTTPFields()
        headers[.contentType] = reply.contentType
        for (name, value) in reply.headers {
          if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        return Response(
          status: .init(code: reply.status), headers: headers,
          body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
      }
    }
  }
#endif
