#if Web
  /// What the API's description says of a route.
  struct Operation: Sendable {
    /// A name for programs: `search`.
    var id: String
    var summary: String
    var answer: Answer
    /// Beside the answer: 422 where a query may be none, 404 where a name may be unknown.
    var errors: [Int] = []
    /// Whether a body is taken: a file, or a form with one.
    var takesFile = false

    enum Answer: Sendable {
      /// JSON, by the name of its schema.
      case json(String)
      case other([String])
    }
  }
#endif
