#if Web
  import NoticeArchive

  /// What people see when something is not there.
  struct ErrorPage {
    let application: WebApplication
    let exchange: Exchange

    init(_ application: WebApplication, _ exchange: Exchange) {
      self.application = application
      self.exchange = exchange
    }

    func reply(_ failure: Failure) -> Reply {
      var reply = WebFrame.render(application, exchange) { frame in
        let content: HTML = """
          <section class="hero error"><h1>\(failure.message.capitalized)</h1>
          \(ErrorPage.place(failure, exchange))
          <p><a href="/">\(Phrase("Về trang tìm", "To the search"))</a></p></section>
          """
        return frame.reply(failure.message.capitalized.both, .none, status: failure.status, content)
      }
      reply.headers += failure.headers
      return reply
    }

    /// The value with what is wrong in it marked, and how it could be.
    static func place(_ failure: Failure, _ exchange: Exchange) -> HTML {
      guard let place = failure.place else { return "" }
      var html: HTML = ""
      let value = exchange[place.parameter]
      if let range = place.range, !value.isEmpty {
        html += "<p class=\"wrong\"><code>\(HTML(value, marks: [range]))</code></p>"
      }
      if let suggestion = place.suggestion {
        let pairs = exchange.query.map { ($0.name, $0.name == place.parameter ? suggestion : $0.value) }
        html += """
          <p>\(Phrase("Có phải là:", "Did you mean:")) <a href="\(exchange.path)?\(PercentCoding.query(pairs))"><code>\(suggestion)</code></a></p>
          """
      }
      return html
    }
  }

  extension Phrase {
    /// As a sentence begins.
    var capitalized: Phrase {
      func first(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
      return Phrase(first(vi), first(en))
    }
  }
#endif
