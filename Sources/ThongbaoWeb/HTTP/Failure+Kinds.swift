#if Web
  import NoticeArchive
  import NoticeIndex
  import NoticeIntake
  import NoticeSearch

  /// The mistakes there are, each said once.
  extension Failure {
    static func badParameter(_ name: String, _ message: Phrase) -> Failure {
      Failure(400, "bad-parameter", message, place: Place(parameter: name))
    }

    static func unknownParameter(_ name: String) -> Failure {
      Failure(
        400, "unknown-parameter", Phrase("không có tham số “\(name)”", "there is no parameter “\(name)”"),
        place: Place(parameter: name))
    }

    static var notFound: Failure {
      Failure(404, "not-found", Phrase("không có trang này", "there is nothing at this address"))
    }

    static func noDocument(_ id: String) -> Failure {
      Failure(
        404, "no-document", Phrase("kho không có văn bản “\(id)”", "the archive has no document “\(id)”"),
        place: Place(parameter: "id"))
    }

    static var tooLarge: Failure {
      Failure(413, "too-large", Phrase("dữ liệu gửi lên quá lớn", "what was sent is too large"))
    }

    static var busy: Failure {
      Failure(
        503, "busy", Phrase("máy chủ đang bận, xin thử lại", "the server is busy, try again"),
        headers: [("Retry-After", "1")])
    }

    static var tooCostly: Failure {
      Failure(
        422, "query-too-costly",
        Phrase(
          "câu tìm cần quá nhiều công: bớt từ, dấu * hay ~",
          "the query takes too much work: use fewer words, * or ~"),
        place: Place(parameter: "q"))
    }

    static func query(_ error: QueryError, in text: String, parameter: String = "q") -> Failure {
      var mended: String?
      if let suggestion = error.suggestion {
        let bytes = Array(text.utf8)
        let start = min(max(error.range.lowerBound, 0), bytes.count)
        let end = min(max(error.range.upperBound, start), bytes.count)
        mended =
          String(decoding: bytes[..<start], as: UTF8.self) + suggestion
          + String(decoding: bytes[end...], as: UTF8.self)
      }
      return Failure(
        422, "bad-query", Phrase(error.kind),
        place: Place(parameter: parameter, column: error.column, range: error.range, suggestion: mended))
    }

    /// What became of the archive is for the log, not for whoever asks.
    static func index(_ error: IndexError) -> Failure {
      Failure(500, "archive", Phrase("không đọc được kho", "the archive cannot be read"))
    }

    static func input(_ error: InputError) -> Failure {
      switch error {
      case .empty: Failure(422, error.code, Phrase("tệp trống", "the file is empty"))
      case .binary, .invalidUTF16:
        Failure(422, error.code, Phrase("tệp không phải văn bản", "the file is no text"))
      case .unsupported(let format):
        Failure(
          422, error.code, Phrase("chưa đọc được tệp \(format)", "files of this kind are not read: \(format)")
        )
      case .damaged(let format, _):
        Failure(422, error.code, Phrase("tệp \(format) bị hỏng", "the \(format) file is damaged"))
      case .encrypted(let format):
        Failure(422, error.code, Phrase("tệp \(format) có mật khẩu", "the \(format) file has a password"))
      case .missingProgram(let program, let package):
        Failure(
          422, error.code,
          Phrase(
            "máy chủ thiếu chương trình \(program) (gói \(package))",
            "the server lacks the program \(program) (package \(package))"))
      case .tooLarge: .tooLarge
      case .overLimit:
        Failure(422, error.code, Phrase("tệp cần quá nhiều công", "the file takes too much work"))
      case .noNotice:
        Failure(
          422, error.code,
          Phrase("không thấy thông báo nào trong tệp này", "no notice was found in this file"))
      default: Failure(422, error.code, Phrase("không đọc được tệp", "the file cannot be read"))
      }
    }
  }
#endif
