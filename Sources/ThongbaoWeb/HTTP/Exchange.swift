#if Web
  import NoticeArchive

  /// A request, as routes see it.
  struct Exchange: Sendable {
    enum Method: String, Sendable { case get = "GET", post = "POST" }

    var method: Method
    /// As it was sent, without the query: begins with a slash.
    var path: String
    /// What the segments of the route's path that are parameters stand for.
    var segments: [String: String] = [:]
    /// Of the query, in order.
    var query: [(name: String, value: String)] = []
    var contentType = ""
    var body: [UInt8] = []
    /// Of pages; of the API, English.
    var language = Phrase.Language.vi

    /// The first value of a parameter; empty if there is none.
    subscript(name: String) -> String { query.first { $0.name == name }?.value ?? "" }

    func has(_ name: String) -> Bool { query.contains { $0.name == name } }

    /// All values of a parameter that are not empty.
    func all(_ name: String) -> [String] {
      query.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    /// A number; `standard` if there is none.
    func integer(_ name: String, standard: Int) -> Int { Int(self[name]) ?? standard }

    /// The value of a segment of the path; empty if the route has none of that name.
    func segment(_ name: String) -> String { segments[name] ?? "" }
  }

  /// What is answered.
  struct Reply: Sendable {
    var status = 200
    var contentType: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]

    static func json(_ bytes: [UInt8], status: Int = 200) -> Reply {
      Reply(status: status, contentType: "application/json; charset=utf-8", body: bytes + [0x0A])
    }

    /// Writes JSON.
    static func json(_ write: (inout JSONWriter) throws -> Void) rethrows -> Reply {
      var writer = JSONWriter()
      try write(&writer)
      return json(writer.bytes)
    }

    static func text(_ text: String) -> Reply {
      Reply(contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
    }
  }

  /// Why a request is not answered as it was meant.
  struct Failure: Error, Sendable {
    /// Where the mistake is.
    struct Place: Hashable, Sendable {
      /// The parameter's name.
      var parameter: String
      /// Characters from 1.
      var column: Int?
      /// UTF-8 bytes of the value.
      var range: Range<Int>?
      /// The value as it could be.
      var suggestion: String?
    }

    var status: Int
    /// For programs.
    var code: String
    var message: Phrase
    var place: Place?
    var headers: [(name: String, value: String)] = []

    init(
      _ status: Int, _ code: String, _ message: Phrase, place: Place? = nil,
      headers: [(name: String, value: String)] = []
    ) {
      self.status = status
      self.code = code
      self.message = message
      self.place = place
      self.headers = headers
    }

    /// As the API gives it: English, whatever the language of pages.
    var reply: Reply {
      var reply = Reply.json { writer in
        writer.beginObject()
        writer.name("error")
        writer.beginObject()
        writer.name("code")
        writer.string(code)
        writer.name("message")
        writer.string(message.en)
        if let place {
          writer.name("place")
          writer.beginObject()
          writer.name("parameter")
          writer.string(place.parameter)
          if let column = place.column {
            writer.name("column")
            writer.integer(column)
          }
          if let range = place.range {
            writer.name("range")
            writer.beginArray(inline: true)
            writer.integer(range.lowerBound)
            writer.integer(range.upperBound)
            writer.endArray()
          }
          if let suggestion = place.suggestion {
            writer.name("suggestion")
            writer.string(suggestion)
          }
          writer.endObject()
        }
        writer.endObject()
        writer.endObject()
      }
      reply.status = status
      reply.headers = headers
      return reply
    }
  }
#endif
