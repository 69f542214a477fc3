/// What an index takes: fields, no meaning.
public struct IndexDocument: Sendable {
  /// Names the document; a later document of the same name replaces this one.
  public var id: String
  /// Changes when the document has to be indexed anew: a hash of its content and of the program that read it.
  public var version: UInt64
  /// UTF-8, as it was read: what hits are cut from.
  public var text: [UInt8]
  /// Places of `text` that are indexed under other words too, ascending, not overlapping.
  public var edits: [Edit]
  public var subject: String
  public var keywords: [Keyword]
  public var days: [Day]
  /// Anything; given back as it is.
  public var stored: [UInt8]
  /// So many bytes of `stored` are read with every hit, the others only when they are asked for; `nil`: all.
  public var head: Int?

  public init(
    id: String, version: UInt64 = 0, text: [UInt8], edits: [Edit] = [], subject: String = "",
    keywords: [Keyword] = [], days: [Day] = [], stored: [UInt8] = [], head: Int? = nil
  ) {
    self.id = id
    self.version = version
    self.text = text
    self.edits = edits
    self.subject = subject
    self.keywords = keywords
    self.days = days
    self.stored = stored
    self.head = head
  }

  /// A repair: at this place of the text the words of `replacement` are found, and the damaged ones too.
  public struct Edit: Hashable, Sendable {
    /// UTF-8 bytes of `text`.
    public var range: Range<Int>
    public var replacement: [UInt8]

    public init(range: Range<Int>, replacement: [UInt8]) {
      self.range = range
      self.replacement = replacement
    }
  }

  public struct Keyword: Hashable, Sendable {
    /// Not `id`.
    public var field: KeywordField
    /// As people write it; compared by `KeywordKey`.
    public var value: String
    /// Another name of a value that is given too: found, and not counted as a value of its own.
    public var isAlias: Bool

    public init(_ field: KeywordField, _ value: String, isAlias: Bool = false) {
      self.field = field
      self.value = value
      self.isAlias = isAlias
    }
  }

  public struct Day: Hashable, Sendable {
    public var field: DateField
    public var day: DayNumber

    public init(_ field: DateField, _ day: DayNumber) {
      self.field = field
      self.day = day
    }
  }
}
