#if Web
  import NoticeArchive

  /// A file is sent here to be read and shown.
  struct ParsePage {
    let frame: WebFrame

    init(_ frame: WebFrame) { self.frame = frame }

    /// - Parameter failure: What was wrong with the file that was sent.
    func reply(_ failure: Failure? = nil) -> Reply {
      let problem: HTML =
        failure.map { "<p class=\"remark\" role=\"alert\" id=\"problem\">\($0.message.capitalized)</p>" }
        ?? ""
      let size = Phrase.size(frame.application.options.limits.body)
      let content: HTML = """
        <section class="hero small">
        <h1>\(Phrase("Đọc một tệp", "Read a file"))</h1>
        <p>\(Phrase("Gửi văn bản đã quét hay đã nhận dạng: trang này chỉ ra ai ban hành, giao việc gì cho ai, đến khi nào. Không lưu lại gì.", "Send the text of a notice: see who issued it, who must do what, and by when. Nothing is kept."))</p>
        \(problem)
        <form class="upload" action="/parse" method="post" enctype="multipart/form-data">
        <div class="drop" data-drop>
        <label for="file">\(Phrase("Tệp (thả vào đây cũng được)", "File (or drop it here)"))</label>
        <input type="file" id="file" name="file">
        <p class="hint">\(Phrase("Nhiều nhất ", "At most "))\(size)</p>
        </div>
        <div><label for="text">\(Phrase("Hoặc dán nguyên văn", "Or paste the text"))</label>
        <textarea id="text" name="text" rows="12" spellcheck="false"></textarea></div>
        <p><button type="submit">\(Phrase("Đọc", "Read"))</button></p>
        </form>
        </section>
        """
      return frame.reply(
        Phrase("Đọc một tệp", "Read a file").both, .parse, status: failure?.status ?? 200, content)
    }
  }
#endif
