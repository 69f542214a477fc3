import NoticeIndex

/// Why a file of corrections cannot be used. How it is said to people is the front end's business.
public enum CorrectionsError: Error, Hashable, Sendable {
  /// What is wrong in it, in the order of the file.
  case faults([CorrectionFault])
  case tooLarge(limit: Int)
  case unreadable(IndexError)
}

/// Something in a file of corrections that is not as it must be.
public struct CorrectionFault: Hashable, Sendable {
  public var place: TextPlace
  public var reason: Reason

  public init(place: TextPlace, reason: Reason) {
    self.place = place
    self.reason = reason
  }

  public enum Reason: Hashable, Sendable {
    /// No TOML: what the parser says (English).
    case syntax(String)
    /// A name that nothing has; the names that there are.
    case unknown(name: String, known: [String])
    /// `[agency]` or `agency = …`: it must be `[[agency]]`.
    case noTables(name: String)
    case missing(name: String)
    /// Of these, one is needed, and no more than one.
    case needsOneOf([String])
    /// It goes with that only.
    case goesWith(name: String, other: String)
    /// A value that is not of its type: `a string`, `a string or an array of strings`.
    case wrongType(name: String, expected: String)
    case empty(name: String)
    /// No day, month or year of the calendar.
    case noDate(String)
    /// A value that is none of these.
    case noChoice(name: String, value: String, choices: [String])
    /// The same was said in that line, with another result.
    case contradicts(value: String, line: Int)
    /// Without a word, or too long for a phrase.
    case noWord(String)
    /// What a word is to be, and what another rule changes.
    case changesAgain(String)
    /// A correction that changes nothing.
    case changesNothing
  }
}
