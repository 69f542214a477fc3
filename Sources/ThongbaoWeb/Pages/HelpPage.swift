#if Web
  import NoticeArchive

  /// How queries are written.
  struct HelpPage {
    let frame: WebFrame

    init(_ frame: WebFrame) { self.frame = frame }

    private static let examples: [(query: String, meaning: Phrase)] = [
      ("tiêm chủng", Phrase("cả hai từ; đứng cạnh nhau thì lên trước", "both words; side by side is better")),
      (
        "tiem chung",
        Phrase("gõ không dấu: mọi từ có những chữ này", "without marks: every word of these letters")
      ),
      ("\"học sinh\"", Phrase("đúng các từ này, đúng thứ tự này", "these words in this order")),
      (
        "tiêm OR chủng",
        Phrase(
          "một trong hai; còn có AND, NOT (hay -), ngoặc", "one or the other; also AND, NOT (or -), brackets")
      ),
      ("\"học sinh\" NEAR/5 tiêm", Phrase("cách nhau nhiều nhất năm từ", "at most five words in between")),
      ("vắc*", Phrase("từ bắt đầu như thế; ? thay một chữ", "words that begin so; ? is any letter")),
      ("dịch~1", Phrase("sai một chữ cũng được", "one letter may differ")),
      ("dịch~", Phrase("dấu khác, và những gì OCR đọc nhầm", "other marks, and what OCR makes of it")),
      ("ref:18-CT/TU", Phrase("văn bản viện dẫn văn bản này", "what refers to this document")),
      ("number:400-TB/TU", Phrase("chính văn bản mang số này", "the document itself")),
      ("kind:TB issuer:\"Tỉnh ủy Quảng Ninh\"", Phrase("loại và cơ quan ban hành", "kind and issuer")),
      ("assignee:\"Sở Y tế\"", Phrase("giao việc cho cơ quan này", "tells this body to act")),
      ("date:2021-10..2021-12", Phrase("ban hành trong thời gian này", "issued then")),
      ("due:<2021-11-30", Phrase("có hạn trước ngày này", "has a deadline before that day")),
      ("subject:(tiêm chủng)", Phrase("trong trích yếu", "in the subject")),
    ]

    func reply() -> Reply {
      let rows = Self.examples.map { query, meaning -> HTML in
        let address = "/?" + PercentCoding.query([("q", query)])
        return "<tr><td><a href=\"\(address)\"><code>\(query)</code></a></td><td>\(meaning)</td></tr>\n"
      }
      let content: HTML = """
        <section class="hero small help"><h1>\(Phrase("Cách viết câu tìm", "How to write queries"))</h1>
        <div class="scroll"><table class="plain-table">
        <thead><tr><th scope="col">\(Phrase("Câu tìm", "Query"))</th><th scope="col">\(Phrase("Tìm gì", "Finds"))</th></tr></thead>
        <tbody>\(rows)</tbody></table></div>
        <h2>\(Phrase("Trên trang văn bản", "On a document's page"))</h2>
        <p>\(Phrase("Mỗi chỗ OCR sai hiện hai lần: như đã quét, và đã sửa; rê chuột hay xem bảng “Chữ đã sửa” để biết trước và sau. Viện dẫn màu đỏ gạch đứt là văn bản mà kho không có: bấm vào để xem những ai khác viện dẫn nó.", "What OCR damaged is shown twice: as scanned, and repaired; hover, or see “Repairs”, for before and after. A reference in red is to a document that the archive lacks: follow it to see who else refers to it."))</p>
        <h2>\(Phrase("Bàn phím", "Keyboard"))</h2>
        <p><kbd>/</kbd> \(Phrase("đến ô tìm;", "goes to the search field;")) <kbd>↑</kbd> <kbd>↓</kbd> \(Phrase("chọn gợi ý, hay đi theo tuần trong lịch;", "choose a suggestion, or go by weeks in the calendar;")) <kbd>←</kbd> <kbd>→</kbd> \(Phrase("đi theo ngày trong lịch.", "go by days in the calendar."))</p>
        <h2>\(Phrase("Cho chương trình", "For programs"))</h2>
        <p><a href="/api/v1/openapi.json">/api/v1/openapi.json</a></p>
        </section>
        """
      return frame.reply(Phrase("Trợ giúp", "Help").both, .help, content)
    }
  }
#endif
