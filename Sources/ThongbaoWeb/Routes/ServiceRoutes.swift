#if Web
  import NoticeArchive
  import NoticeData

  /// Files that are read and not kept, and the server itself.
  extension WebApplication {
    static func apiRoutes(_ limits: WebLimits) -> [Route] {
      searchRoutes(limits) + documentRoutes() + referenceRoutes(limits) + taskRoutes(limits) + serviceRoutes()
    }

    static func serviceRoutes() -> [Route] {
      [
        Route(
          "/api/v1/parse",
          [
            Parameter("name", .text(longest: 200), "What the file is called: its ending may say what it is."),
            Parameter("text", .flag, "Whether the text that spans point into is given too."),
          ],
          method: .post,
          operation: Operation(
            id: "parse", summary: "Read a file, sent as it is or in a form; nothing is kept.",
            answer: .json("Notice"),
            errors: [408, 413, 422], takesFile: true)
        ) { exchange, application in
          let (bytes, name) = try exchange.upload()
          let notice = try await application.parse(bytes, named: name)
          return .json(notice.json(includeText: exchange["text"] == "true"))
        },
        Route(
          "/api/v1/health",
          operation: Operation(
            id: "health", summary: "Whether the archive can be read.", answer: .json("Health"))
        ) { _, application in
          let snapshot = application.archive.snapshot()
          return .json { writer in
            writer.beginObject()
            writer.name("status")
            writer.string("ok")
            writer.name("version")
            writer.string(ProgramVersion.current)
            writer.name("generation")
            writer.integer(Int(clamping: snapshot.generation))
            writer.name("documents")
            writer.integer(snapshot.searcher.reader.documents)
            writer.endObject()
          }
        },
        Route(
          "/api/v1/metrics",
          operation: Operation(
            id: "metrics", summary: "Counts for Prometheus.", answer: .other(["text/plain"]))
        ) { _, application in
          let snapshot = application.archive.snapshot()
          let text = application.metrics.text(gauges: [
            ("thongbao_generation", "The commit that is served.", Int(clamping: snapshot.generation)),
            ("thongbao_documents", "Documents of the archive.", snapshot.searcher.reader.documents),
            (
              "thongbao_reload_failures", "Commits that could not be opened.",
              application.archive.reloadFailures
            ),
          ])
          return Reply(contentType: "text/plain; version=0.0.4; charset=utf-8", body: Array(text.utf8))
        },
        Route(
          "/api/v1/openapi.json",
          operation: Operation(id: "description", summary: "This description.", answer: .json("Description"))
        ) { _, application in
          .json(OpenAPIDocument(application.routes).json)
        },
      ]
    }
  }

  extension Exchange {
    /// The file that was sent: the form's `file` or `text`, or the body as it is.
    func upload() throws(Failure) -> (bytes: [UInt8], name: String) {
      let named = self["name"]
      if contentType.lowercased().hasPrefix("multipart/form-data") {
        guard let form = FormParts(body, contentType: contentType) else {
          throw Failure(422, "bad-form", Phrase("biểu mẫu bị hỏng", "the form is damaged"))
        }
        if let file = form["file"], !file.content.isEmpty {
          return (Array(file.content), named.isEmpty ? file.fileName ?? "" : named)
        }
        return (Array(form["text"]?.content ?? []), named.isEmpty ? "text.txt" : named)
      }
      return (body, named.isEmpty ? "text.txt" : named)
    }
  }
#endif
