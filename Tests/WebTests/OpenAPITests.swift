#if Web
  import Foundation
  import Testing

  @testable import ThongbaoWeb

  /// The description against what the routes do.
  @Suite struct OpenAPITests {
    /// For every operation, addresses that bring out what it can answer.
    private static let addresses = [
      "search": [
        "/api/v1/search?q=tiem&facets=kind", "/api/v1/search?q=zzz", "/api/v1/search?q=tiem&sort=newest",
      ],
      "facets": ["/api/v1/facets?q=tiem", "/api/v1/facets?fields=place,signer"],
      "suggest": ["/api/v1/suggest?q=tinh", "/api/v1/suggest?q=400"],
      "document": ["/api/v1/documents/ch%E1%BB%89%20th%E1%BB%8B%2F18.txt", "/api/v1/documents/nix"],
      "text": ["/api/v1/documents/ch%E1%BB%89%20th%E1%BB%8B%2F18.txt/text"],
      "original": ["/api/v1/documents/ch%E1%BB%89%20th%E1%BB%8B%2F18.txt/original"],
      "pageImage": ["/api/v1/documents/ch%E1%BB%89%20th%E1%BB%8B%2F18.txt/pages/1.png"],
      "references": ["/api/v1/references?document=18-CT%2FTU&depth=2", "/api/v1/references?document=nix"],
      "missing": ["/api/v1/references/missing"],
      "tasks": ["/api/v1/tasks", "/api/v1/tasks?agency=So%20Y%20te"],
      "calendar": ["/api/v1/tasks.ics"], "health": ["/api/v1/health"], "metrics": ["/api/v1/metrics"],
      "description": ["/api/v1/openapi.json"], "parse": ["/api/v1/parse"],
    ]

    @Test func everyOperationAnswersAsItSays() async throws {
      let web = try WebFixture()
      let description = try await web.json("/api/v1/openapi.json")
      #expect(description["openapi"] as? String == "3.1.0")
      let paths = try #require(description["paths"] as? [String: [String: [String: Any]]])
      var seen = 0
      for (_, operations) in paths {
        for (method, operation) in operations {
          let id = try #require(operation["operationId"] as? String)
          let responses = try #require(operation["responses"] as? [String: [String: Any]])
          for address in try #require(Self.addresses[id], "no address for \(id)") {
            let reply = await web.ask(
              address, method: method.uppercased(),
              body: method == "post" ? Array(WebFixture.notice.utf8) : [])
            let response = try #require(responses["\(reply.status)"], "\(address): \(reply.status)")
            let content = try #require(response["content"] as? [String: [String: Any]])
            let type = String(reply.contentType.prefix { $0 != ";" })
            let media = try #require(content[type], "\(address): \(type)")
            seen += 1
            guard let schema = media["schema"] as? [String: Any], !schema.isEmpty else { continue }
            let value = try JSONSerialization.jsonObject(with: Data(reply.body), options: .fragmentsAllowed)
            let problems = SchemaCheck(description).problems(value, schema, "\(address) $")
            #expect(problems.isEmpty)
          }
        }
      }
      #expect(seen >= 20)
    }

    @Test func everyRouteOfTheAPIIsDescribed() throws {
      let web = try WebFixture()
      for route in web.application.routes where route.path.hasPrefix("/api/") {
        let operation = try #require(route.operation, "\(route.path)")
        #expect(!operation.summary.isEmpty && route.parameters.allSatisfy { !$0.about.isEmpty })
      }
    }

    @Test func theCheckFindsWhatIsWrong() {
      let check = SchemaCheck([:])
      let schema: [String: Any] = [
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": ["a": ["type": "integer", "minimum": 1]],
      ]
      #expect(check.problems(["a": 1], schema, "$").isEmpty)
      #expect(!check.problems(["a": 0], schema, "$").isEmpty)
      #expect(!check.problems(["b": 1], schema, "$").isEmpty)
      #expect(!check.problems(["a": "1"], schema, "$").isEmpty)
    }
  }

  /// As much of JSON Schema as the description uses.
  struct SchemaCheck {
    let root: [String: Any]

    init(_ root: [String: Any]) { self.root = root }

    func problems(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
      if let reference = schema["$ref"] as? String {
        var found: Any = root
        for part in reference.dropFirst(2).split(separator: "/") {
          found = (found as? [String: Any])?[String(part)] ?? [:]
        }
        guard let target = found as? [String: Any], !target.isEmpty else {
          return ["\(place): no \(reference)"]
        }
        return problems(value, target, place)
      }
      var problems: [String] = []
      if let type = schema["type"] as? String, !Self.has(value, type) {
        return ["\(place): no \(type): \(value)"]
      }
      if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
        problems.append("\(place): \(value) is none of \(choices)")
      }
      if let constant = schema["const"] as? String, constant != value as? String {
        problems.append("\(place): \(value) is not \(constant)")
      }
      if let least = schema["minimum"] as? Int, let number = value as? Int, number < least {
        problems.append("\(place): \(number) is below \(least)")
      }
      if let object = value as? [String: Any] {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        for name in schema["required"] as? [String] ?? [] where object[name] == nil {
          problems.append("\(place): lacks \(name)")
        }
        for (name, inner) in object {
          if let schema = properties[name] {
            problems += self.problems(inner, schema, "\(place).\(name)")
          } else if schema["additionalProperties"] as? Bool == false {
            problems.append("\(place): \(name) is not described")
          }
        }
      }
      if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
        for (index, inner) in array.enumerated() {
          problems += self.problems(inner, items, "\(place)[\(index)]")
        }
      }
      return problems
    }

    private static func has(_ value: Any, _ type: String) -> Bool {
      switch type {
      case "object": value is [String: Any]
      case "array": value is [Any]
      case "string": value is String
      case "integer": value is Int
      case "number": value is Double || value is Int
      case "boolean": value is Bool
      default: false
      }
    }
  }
#endif
