#if Web
  import NoticeArchive
  import NoticeGrammar
  import NoticeIndex
  import NoticeIntake

  /// Documents as the archive keeps them.
  extension WebApplication {
    static func documentRoutes() -> [Route] {
      [
        Route(
          "/api/v1/documents/{id}",
          [Parameter("text", .flag, "Whether the text that spans point into is given too.")],
          operation: Operation(
            id: "document", summary: "A document, as its notice.", answer: .json("Document"), errors: [404])
        ) { exchange, application in
          try application.archive.snapshot().withDesk { desk in
            let document = try application.document(exchange, desk)
            return .json { writer in
              writer.beginObject()
              writer.name("id")
              writer.string(document.id)
              writer.name("generation")
              writer.integer(Int(clamping: desk.reader.index.generation))
              writer.name("corrected")
              writer.boolean(document.isCorrected)
              if exchange["text"] == "true", let notice = document.notice {
                writer.name("notice")
                writer.json(notice.json(includeText: true))
              } else {
                writer.name(of: document.notice == nil ? "document" : "notice")
                writer.json(document.json)
              }
              writer.endObject()
            }
          }
        },
        Route(
          "/api/v1/documents/{id}/text",
          operation: Operation(
            id: "text", summary: "A document's text as it was read; spans are its bytes.",
            answer: .other(["text/plain"]), errors: [404])
        ) { exchange, application in
          try application.archive.snapshot().withDesk { desk in
            let document = try application.document(exchange, desk)
            guard !document.text.isEmpty else {
              throw Failure(
                404, "no-text", Phrase("kho không giữ nguyên văn", "the archive keeps no text of it"))
            }
            return Reply(
              contentType: "text/plain; charset=utf-8",
              body: Array(String(decoding: document.text, as: UTF8.self).utf8))
          }
        },
        Route(
          "/api/v1/documents/{id}/original",
          operation: Operation(
            id: "original", summary: "The file that a document was read from, if it is still the same.",
            answer: .other(["application/octet-stream"]), errors: [404, 409])
        ) { exchange, application in
          let (bytes, name) = try application.original(exchange)
          return Reply(
            contentType: "application/octet-stream",
            headers: [
              ("Content-Disposition", "attachment; filename*=UTF-8''\(PercentCoding.encoded(name))"),
              ("Content-Security-Policy", "sandbox; default-src 'none'"),
            ], body: bytes)
        },
        Route(
          "/api/v1/documents/{id}/pages/{n}.png",
          operation: Operation(
            id: "pageImage", summary: "A page of the original file as a picture; of a JPEG, the file itself.",
            answer: .other(["image/png", "image/jpeg"]), errors: [404, 409, 422])
        ) { exchange, application in
          try await application.picture(exchange)
        },
      ]
    }

    /// A page of the file that a document was read from, drawn when it is asked for.
    func picture(_ exchange: Exchange) async throws -> Reply {
      guard let page = Int(exchange.segment("n")), (1...10_000).contains(page) else { throw Failure.notFound }
      let (bytes, _) = try original(exchange)
      do throws(InputError) {
        let picture = try await Intake().picture(of: bytes, page: page)
        return Reply(
          contentType: picture.mediaType, headers: [("Cache-Control", "private, max-age=3600")],
          body: picture.bytes)
      } catch {
        guard case .noSuchPath = error else { throw Failure.input(error) }
        throw Failure(
          404, "no-page", Phrase("tệp gốc không có trang này", "the original file has no such page"))
      }
    }

    /// The document that a route's path names.
    func document(_ exchange: Exchange, _ desk: ArchiveDesk) throws -> ArchivedDocument {
      let id = exchange.segment("id")
      guard !id.utf8.contains(0), let address = try desk.reader.address(id: id) else {
        throw Failure.noDocument(id)
      }
      return try desk.reader.document(address)
    }

    /// The file that a document was read from.
    ///
    /// Its path is the archive's, never the request's; and since its SHA-256 must be the one that was taken down, nobody
    /// gets a file by it whose content he does not know.
    func original(_ exchange: Exchange) throws -> (bytes: [UInt8], name: String) {
      let source = try archive.snapshot().withDesk { desk in try document(exchange, desk).notice?.source }
      guard let source, let recorded = source.path, let sha256 = source.sha256, !recorded.utf8.contains(0)
      else {
        throw Failure(
          404, "no-original", Phrase("không ghi lại tệp gốc", "no original file was taken down"))
      }
      let missing = Failure(
        404, "original-missing",
        Phrase(
          "tệp gốc không còn ở chỗ cũ: \(recorded)",
          "the original file is no longer where it was: \(recorded)"))
      let path = FilePath(recorded)
      let place = self.place(ofOriginal: path)
      guard case .file(let size)? = try? PathKind(of: place, followingLinks: true) else { throw missing }
      guard size <= options.limits.body * 10 else { throw Failure.tooLarge }
      var bytes: [UInt8] = []
      do {
        let file = try OpenFile(reading: place)
        try file.read(upTo: size + 1, into: &bytes)
      } catch {
        throw missing
      }
      guard bytes.withUnsafeBytes({ NoticeIntake.sha256($0) }) == sha256 else {
        throw Failure(
          409, "original-changed",
          Phrase(
            "tệp gốc đã khác so với lúc đọc: \(recorded)",
            "the original file has changed since it was read: \(recorded)"))
      }
      return (bytes, path.lastComponent.description)
    }

    /// Where the file of that recorded path should be.
    func place(ofOriginal path: FilePath) -> FilePath {
      path.bytes.first == FilePath.slash ? path : options.originals.map { $0.appending(path) } ?? path
    }
  }
#endif
