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
      let view = Self.view(failure, exchange)
      var reply = WebFrame(application, exchange).reply(
        .error, failure.message.capitalized[exchange.language], .none, status: failure.status, view)
      reply.headers += failure.headers
      return reply
    }

    /// What is wrong; the value with that marked in it, and how it could be.
    static func view(_ failure: Failure, _ exchange: Exchange) -> TemplateView {
      var marked: HTML?
      var suggestion: TemplateView?
      if let place = failure.place {
        let value = exchange[place.parameter]
        if let range = place.range, !value.isEmpty { marked = HTML(value, marks: [range]) }
        if let text = place.suggestion {
          let pairs = exchange.query.map { ($0.name, $0.name == place.parameter ? text : $0.value) }
          suggestion = [
            "address": .text(exchange.path + "?" + PercentCoding.query(pairs)), "text": .text(text),
          ]
        }
      }
      return [
        "message": .text(failure.message.capitalized[exchange.language]), "marked": .markup(marked),
        "suggestion": .view(suggestion),
      ]
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
