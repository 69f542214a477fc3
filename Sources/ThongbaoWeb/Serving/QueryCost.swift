#if Web
  import NoticeSearch

  /// How much work a query may take, roughly: 1 is a word.
  ///
  /// What opens a word up to many others costs more than the word, and what looks at places in the text more than what
  /// looks at documents. It is counted before the archive is asked.
  enum QueryCost {
    static func of(_ query: Query) -> Int {
      switch query {
      case .everything, .days: 1
      case .word(let word):
        switch word.match {
        case .whole: 1 + word.text.utf8.count / 32
        case .prefix: word.text.count < 3 ? 40 : 12
        case .pattern: 40
        case .fuzzy(let edits): 20 * max(edits, 1)
        case .widened: 20
        }
      case .phrase(let phrase): 3 * max(1, phrase.text.split(separator: " ").count)
      case .near(_, let parts): 4 * sum(parts)
      case .keyword(_, .prefix, _): 8
      case .keyword: 1
      case .together(let parts): 2 * sum(parts)
      case .all(let parts), .any(let parts): sum(parts)
      case .not(let part), .boosted(let part, _): of(part)
      }
    }

    private static func sum(_ parts: [Query]) -> Int { parts.reduce(0) { $0 + of($1) } }
  }
#endif
