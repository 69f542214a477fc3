/// What is around every page: its head, the way to the other pages, the switches of language and light.
struct PageFrame {
  /// The report's, if it was given one.
  let title: String?

  enum Place {
    case documents, deadlines, document
  }

  /// The name of the whole.
  var name: Phrase { title.map { Phrase($0) } ?? Phrase("Kho văn bản", "Archive of notices") }

  /// - Parameters:
  ///   - heading: What the window is called.
  ///   - root: The way back to the report's folder: empty, `../../`.
  ///   - data: Scripts that the page's own script needs, from `root`.
  func page(_ heading: String, root: String, place: Place, data: [String] = [], _ content: HTML) -> [UInt8] {
    let scripts = data.map { "<script src=\"\(root)\($0)\"></script>\n" as HTML }
    let window = [heading, title ?? Phrase("Kho văn bản", "Archive of notices").both].filter { !$0.isEmpty }
      .joined(separator: " · ")
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="vi">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <title>\(window)</title>
      <link rel="stylesheet" href="\(root)assets/report.css">
      <link rel="icon" href="\(root)assets/report.svg" type="image/svg+xml">
      <script src="\(root)assets/report.js"></script>
      </head>
      <body data-root="\(root)">
      <a class="skip" href="#main">\(Phrase("Đến nội dung", "To the content"))</a>
      <header class="top">
      <div class="wide">
      <a class="brand" href="\(root)index.html"><span class="seal" aria-hidden="true"></span>\(name)</a>
      <nav aria-label="\(Phrase("Các trang", "Pages").both)">
      \(link("index.html", root, Phrase("Văn bản", "Documents"), isCurrent: place == .documents))
      \(link("deadlines.html", root, Phrase("Thời hạn", "Deadlines"), isCurrent: place == .deadlines))
      </nav>
      \(switches)
      </div>
      </header>
      <main id="main" tabindex="-1">
      \(content)
      </main>
      <footer class="foot"><div class="wide">
      <p>\(Phrase("Trang này do thongbao lập từ văn bản đã quét; mỗi giá trị đều chỉ về chỗ của nó trong nguyên văn.", "Made by thongbao from scanned notices; every value points back to its place in the text."))</p>
      </div></footer>
      \(scripts)
      </body>
      </html>

      """
    return page.bytes
  }

  private func link(_ page: String, _ root: String, _ text: Phrase, isCurrent: Bool) -> HTML {
    isCurrent
      ? "<a href=\"\(root)\(page)\" aria-current=\"page\">\(text)</a>"
      : "<a href=\"\(root)\(page)\">\(text)</a>"
  }

  /// The language changes without a script; the light, and what is remembered from page to page, needs one.
  private var switches: HTML {
    """
    <div class="switches">
    <fieldset class="choice"><legend class="unseen">Ngôn ngữ / Language</legend>
    <label><input type="radio" name="lang" id="lang-vi" value="vi" checked><span>Tiếng Việt</span></label>
    <label><input type="radio" name="lang" id="lang-en" value="en"><span lang="en">English</span></label>
    </fieldset>
    <button type="button" class="light" data-light hidden><span class="unseen">\(Phrase("Sáng hay tối", "Light or dark"))</span></button>
    </div>
    """
  }
}
