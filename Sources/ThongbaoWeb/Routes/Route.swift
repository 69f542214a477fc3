#if Web
  import NoticeArchive

  /// An address, or a family of them, and what answers there.
  struct Route: Sendable {
    /// Where it is answered.
    typealias Answer = @Sendable (Exchange, WebApplication) async throws -> Reply

    let method: Exchange.Method
    /// `/api/v1/documents/{id}`
    let path: String
    let parameters: [Parameter]
    /// `nil` of pages.
    let operation: Operation?
    let answer: Answer
    private let pattern: [Segment]

    private enum Segment: Sendable {
      case literal(String)
      /// What stands before `suffix`.
      case parameter(String, suffix: String)
    }

    init(
      _ path: String, _ parameters: [Parameter] = [], method: Exchange.Method = .get,
      operation: Operation? = nil, answer: @escaping Answer
    ) {
      self.method = method
      self.path = path
      self.parameters = parameters
      self.operation = operation
      self.answer = answer
      pattern = path.split(separator: "/").map { part in
        guard part.first == "{", let end = part.firstIndex(of: "}") else { return .literal(String(part)) }
        return .parameter(
          String(part[part.index(after: part.startIndex)..<end]),
          suffix: String(part[part.index(after: end)...]))
      }
    }

    /// The names of what its path leaves open.
    var segmentNames: [String] {
      pattern.compactMap { if case .parameter(let name, _) = $0 { name } else { nil } }
    }

    /// What the open segments are, if the path is this route's.
    ///
    /// - Parameter segments: Decoded; one may hold slashes.
    func match(_ segments: [String]) -> [String: String]? {
      guard segments.count == pattern.count else { return nil }
      var found: [String: String] = [:]
      for (wanted, segment) in zip(pattern, segments) {
        switch wanted {
        case .literal(let text): if text != segment { return nil }
        case .parameter(let name, let suffix):
          guard segment.hasSuffix(suffix), segment.utf8.count > suffix.utf8.count else { return nil }
          found[name] = String(segment.dropLast(suffix.count))
        }
      }
      return found
    }

    /// Whether all parameters are what they may be; of pages, those that they know.
    func check(_ exchange: Exchange) throws(Failure) {
      for parameter in parameters {
        let values = exchange.query.filter { $0.name == parameter.name }.map(\.value)
        if values.count > 1, !parameter.repeats {
          throw .badParameter(
            parameter.name,
            Phrase("“\(parameter.name)” chỉ có một giá trị", "“\(parameter.name)” takes one value"))
        }
        if values.isEmpty, parameter.isRequired {
          throw .badParameter(
            parameter.name, Phrase("thiếu “\(parameter.name)”", "“\(parameter.name)” is missing"))
        }
        for value in values where !value.isEmpty || operation != nil { try parameter.check(value) }
      }
      guard operation != nil else { return }
      for (name, _) in exchange.query where !parameters.contains(where: { $0.name == name }) {
        throw .unknownParameter(name)
      }
    }
  }
#endif
