import NoticeIndex

/// What is looked for: the query language as a tree, before any index is asked.
public indirect enum Query: Hashable, Sendable {
  /// Every document.
  case everything
  case word(Word)
  case phrase(Phrase)
  /// Parts that stand together in any order, no more than `distance` words between them.
  case near(distance: Int, [Query])
  case keyword(KeywordField, KeywordMatch, Range<Int>)
  case days(DateField, DayRange)
  /// Parts side by side: all of them, and documents that have them side by side come first.
  case together([Query])
  case all([Query])
  case any([Query])
  case not(Query)
  case boosted(Query, Double)

  /// One word as it was typed; `COVID-19` is one as well, and is looked for as a phrase of its parts.
  public struct Word: Hashable, Sendable {
    public var text: String
    /// `nil`: text and subject.
    public var field: TextField?
    public var match: WordMatch
    /// `=`: the very form, marks or none.
    public var isExact: Bool
    /// UTF-8 bytes of the query.
    public var range: Range<Int>

    public init(
      _ text: String, field: TextField? = nil, match: WordMatch = .whole, isExact: Bool = false,
      range: Range<Int> = 0..<0
    ) {
      self.text = text
      self.field = field
      self.match = match
      self.isExact = isExact
      self.range = range
    }
  }

  public enum WordMatch: Hashable, Sendable {
    case whole
    /// `vắc*`; `text` is without the star.
    case prefix
    /// `v*c`, `v?c`: `*` any letters, `?` one letter.
    case pattern
    /// `dịch~1`: at most so many letters inserted, dropped, changed or swapped with their neighbour.
    case fuzzy(edits: Int)
    /// `dịch~`: other marks, and what OCR makes of it.
    case widened
  }

  /// `"tổ COVID-19 cộng đồng"`, `"tiêm chủng"~3`.
  public struct Phrase: Hashable, Sendable {
    public var text: String
    public var field: TextField?
    public var isExact: Bool
    /// How many words may stand in between, all gaps together.
    public var slop: Int
    public var range: Range<Int>

    public init(
      _ text: String, field: TextField? = nil, isExact: Bool = false, slop: Int = 0, range: Range<Int> = 0..<0
    ) {
      self.text = text
      self.field = field
      self.isExact = isExact
      self.slop = slop
      self.range = range
    }
  }

  public enum KeywordMatch: Hashable, Sendable {
    /// The whole value, whatever its case, marks of spelling and zeros in front.
    case value(String)
    case prefix(String)
    /// The field has any value.
    case present
  }

  /// Days, both included; `nil` is open, both `nil` any day.
  public struct DayRange: Hashable, Sendable {
    public var first: DayNumber?
    public var last: DayNumber?

    public init(first: DayNumber?, last: DayNumber?) {
      self.first = first
      self.last = last
    }
  }
}
