#if Web
  import NoticeArchive
  import NoticeData

  /// The API's description, made of the routes themselves: what it says of addresses and parameters is what is checked.
  ///
  /// - Source: OpenAPI 3.1.0. The shapes of answers are `web/schemas.json`.
  struct OpenAPIDocument {
    private let routes: [Route]

    init(_ routes: [Route]) { self.routes = routes }

    var json: [UInt8] {
      var writer = JSONWriter(layout: .pretty)
      writer.beginObject()
      writer.name("openapi")
      writer.string("3.1.0")
      writer.name("info")
      writer.beginObject()
      writer.name("title")
      writer.string("thongbao")
      writer.name("version")
      writer.string("1.0.0")
      writer.name("description")
      writer.string(
        "An archive of official notices: search it, read its documents, follow references and deadlines.")
      writer.endObject()
      writer.name("security")
      writer.json(Array(#"[{}, {"bearer": []}, {"basic": []}]"#.utf8))
      writer.name("paths")
      writer.beginObject()
      for route in routes {
        guard let operation = route.operation else { continue }
        writer.name(of: route.path)
        writer.beginObject()
        writer.name(of: route.method == .get ? "get" : "post")
        write(route, operation, to: &writer)
        writer.endObject()
      }
      writer.endObject()
      writer.name("components")
      writer.beginObject()
      writer.name("securitySchemes")
      writer.json(
        Array(
          #"{"bearer": {"type": "http", "scheme": "bearer"}, "basic": {"type": "http", "scheme": "basic"}}"#
            .utf8))
      writer.name("schemas")
      writer.json(Asset.bytes("schemas.json"))
      writer.endObject()
      writer.endObject()
      return writer.bytes
    }

    private func write(_ route: Route, _ operation: Operation, to writer: inout JSONWriter) {
      writer.beginObject()
      writer.name("operationId")
      writer.string(operation.id)
      writer.name("summary")
      writer.string(operation.summary)
      writer.name("parameters")
      writer.beginArray()
      for name in route.segmentNames { writer.segment(name) }
      for parameter in route.parameters { writer.parameter(parameter) }
      writer.endArray()
      if operation.takesFile {
        writer.name("requestBody")
        writer.json(
          Array(
            #"{"required": true, "content": {"application/octet-stream": {"schema": {}}, "text/plain": {"schema": {"type": "string"}}}}"#
              .utf8))
      }
      writer.name("responses")
      writer.beginObject()
      writer.name("200")
      writer.beginObject()
      writer.name("description")
      writer.string("As asked for.")
      writer.name("content")
      writer.beginObject()
      switch operation.answer {
      case .json(let schema):
        writer.name("application/json")
        writer.json(Array(##"{"schema": {"$ref": "#/components/schemas/\##(schema)"}}"##.utf8))
      case .other(let types):
        for type in types {
          writer.name(of: type)
          writer.json(Array("{}".utf8))
        }
      }
      writer.endObject()
      writer.endObject()
      for status in ([400, 401, 421, 500, 503] + operation.errors).sorted() { writer.error(status) }
      writer.endObject()
      writer.endObject()
    }
  }

  extension JSONWriter {
    fileprivate mutating func segment(_ name: String) {
      beginObject()
      self.name("name")
      string(name)
      self.name("in")
      string("path")
      self.name("required")
      boolean(true)
      self.name("description")
      string(name == "id" ? "A document's name in the archive; its slashes as %2F." : "From 1.")
      self.name("schema")
      json(
        Array(
          (name == "id"
            ? #"{"type": "string", "minLength": 1, "maxLength": 800}"#
            : #"{"type": "integer", "minimum": 1, "maximum": 10000}"#).utf8))
      endObject()
    }

    fileprivate mutating func parameter(_ parameter: Parameter) {
      beginObject()
      name("name")
      string(parameter.name)
      name("in")
      string("query")
      if parameter.isRequired {
        name("required")
        boolean(true)
      }
      name("description")
      string(parameter.about)
      if case .choices = parameter.kind {
        name("style")
        string("form")
        name("explode")
        boolean(false)
      }
      name("schema")
      if parameter.repeats {
        beginObject()
        name("type")
        string("array")
        name("items")
        schema(parameter)
        endObject()
      } else {
        schema(parameter)
      }
      endObject()
    }

    private mutating func schema(_ parameter: Parameter) {
      beginObject()
      name("type")
      switch parameter.kind {
      case .text(let longest):
        string("string")
        if parameter.isRequired {
          name("minLength")
          integer(1)
        }
        name("maxLength")
        integer(longest)
      case .integer(let range):
        string("integer")
        name("minimum")
        integer(range.lowerBound)
        name("maximum")
        integer(range.upperBound)
        if let standard = parameter.standard {
          name("default")
          integer(standard)
        }
      case .choice(let choices):
        string("string")
        self.choices(choices)
      case .choices(let choices):
        string("array")
        name("minItems")
        integer(1)
        name("items")
        beginObject()
        name("type")
        string("string")
        self.choices(choices)
        endObject()
      case .flag: string("boolean")
      }
      endObject()
    }

    private mutating func choices(_ choices: [String]) {
      name("enum")
      beginArray(inline: true)
      for choice in choices { string(choice) }
      endArray()
    }

    fileprivate mutating func error(_ status: Int) {
      let reasons = [
        400: "A parameter is not what it may be.", 401: "The access token is missing or wrong.",
        404: "There is no such thing.", 408: "The body came too slowly.", 409: "It has changed.",
        413: "The body is too large.", 421: "The server does not go by that name.",
        422: "It was read, but means nothing.",
        500: "The server failed.", 503: "The server is busy.",
      ]
      name(of: "\(status)")
      beginObject()
      name("description")
      string(reasons[status] ?? "")
      name("content")
      json(Array(##"{"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}"##.utf8))
      endObject()
    }
  }

  /// Files that are embedded.
  enum Asset {
    static func bytes(_ name: String) -> [UInt8] {
      var length = 0
      guard let bytes = notice_table(name, &length) else { return [] }
      return Array(UnsafeBufferPointer(start: bytes, count: length))
    }
  }
#endif
