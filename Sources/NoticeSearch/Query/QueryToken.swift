/// One sign of a query.
struct QueryToken {
  enum Kind {
    case word(String, Query.WordMatch, isExact: Bool)
    case phrase(String, isExact: Bool, slop: Int)
    /// Of a keyword or a day field, as typed.
    case value(String, isQuoted: Bool, isPrefix: Bool)
    /// `*` alone.
    case everything
    /// The next token is its value, or opens the group of its values.
    case field(QueryField)
    /// Belongs to the token before it.
    case boost(Double)
    case open, close
    case and, or, not
    case near(distance: Int)
    case end
  }

  var kind: Kind
  /// Scalars of the normalised query.
  var range: Range<Int>

  /// A word without any sign.
  var plainWord: String? {
    if case .word(let text, .whole, isExact: false) = kind { text } else { nil }
  }

  var isBoost: Bool { if case .boost = kind { true } else { false } }
  var isClose: Bool { if case .close = kind { true } else { false } }
}
