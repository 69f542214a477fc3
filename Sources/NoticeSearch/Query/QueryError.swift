/// Why a text is no query, and where.
///
/// What is said to the user is the front end's business; each kind carries what the sentence needs.
public struct QueryError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Nothing but blanks and punctuation.
    case emptyQuery
    /// `()`, or brackets around punctuation.
    case emptyGroup
    /// `""`, or quotes around punctuation.
    case emptyPhrase
    case unclosedQuote
    case unclosedGroup
    /// `)` where no group is open.
    case unexpectedClose
    /// `a AND`, `OR b`: the operator as it was typed.
    case missingOperand(operator: String)
    /// `a NEAR/5 kind:TB`: only words, phrases, and what `OR` and `NEAR` make of them have a place in the text.
    case unsuitableOperand(operator: String)
    /// A sign that means nothing where it stands: `=dịch~`, `(a b)~2`, `ref:1*8`.
    case misplacedOperator(String)
    case unknownField(String)
    /// The text of a `date:` or `due:` that is no day, month, quarter or year, no range of them, or one that ends
    /// before it begins.
    case badDay(String)
    /// The number of a boost, of `NEAR`, of a slop or of edits.
    case badNumber(String)
    case tooManyEdits(found: Int, limit: Int)
    /// `"a b"~` and `~"a b"`: a phrase takes a slop (`"a b"~3`) only.
    case fuzzyPhrase
    /// Groups in groups.
    case tooDeep(limit: Int)
    /// Words and values, those inside quotes too.
    case tooManyClauses(limit: Int)
    /// Sides of one `NEAR`.
    case tooManySides(limit: Int)
    /// UTF-8 bytes.
    case tooLong(limit: Int)
  }

  public var kind: Kind
  /// UTF-8 bytes of the query as it was typed.
  public var range: Range<Int>
  /// Where `range` begins: characters as people count them, from 1.
  public var column: Int
  /// What to put in place of `range`, if there is a good guess.
  public var suggestion: String?

  public init(kind: Kind, range: Range<Int>, column: Int, suggestion: String? = nil) {
    self.kind = kind
    self.range = range
    self.column = column
    self.suggestion = suggestion
  }

  /// - Complexity: O(query).
  init(_ kind: Kind, _ range: Range<Int>, in query: String, suggestion: String? = nil) {
    var column = 1
    var end = 0
    for character in query {
      end += character.utf8.count
      if end > range.lowerBound { break }
      column += 1
    }
    self.init(kind: kind, range: range, column: column, suggestion: suggestion)
  }
}
