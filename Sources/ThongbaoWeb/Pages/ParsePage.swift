#if Web
  import NoticeArchive

  /// A file is sent here to be read and shown.
  struct ParsePage {
    let frame: WebFrame

    init(_ frame: WebFrame) { self.frame = frame }

    /// - Parameter failure: What was wrong with the file that was sent.
    func reply(_ failure: Failure? = nil) -> Reply {
      let language = frame.language
      return frame.reply(
        .parse, Phrase("Đọc một tệp", "Read a file")[language], .parse, status: failure?.status ?? 200,
        [
          "message": .text(failure?.message.capitalized[language]),
          "mostBytes": .text(Phrase.size(frame.application.options.limits.body)[language]),
        ])
    }
  }
#endif
