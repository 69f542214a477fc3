/// How much repair dares.
public enum RepairLevel: String, Sendable, CaseIterable {
  case off
  /// Only what is all but certain: of a thousand correct words of a scan about one is harmed, in a clean text none.
  case safe
  /// What is likely, too: up to four of a thousand correct words are harmed.
  case aggressive
}

/// An edit that was made to the text before it was read, or to a closed list's member.
public struct Repair: Hashable, Sendable {
  /// The repaired text.
  public var text: String
  public var span: SourceRange
  /// 0…1: the share of such edits that are right, as measured (`docs/ACCURACY.md`).
  public var confidence: Double
  /// `word`, `context`, `split`, `join`, `name`, `case`, `mark`, `bullet`, `label`, `code`, `abbreviation`, `roman`, `figure`, `blank`,
  /// `dirt`, `noise`, a user's own: `custom`, and the grammar's: `lexicon`, `symbol`.
  public var rule: String

  public init(text: String, span: SourceRange, confidence: Double, rule: String) {
    self.text = text
    self.span = span
    self.confidence = confidence
    self.rule = rule
  }
}

/// One edit, in bytes of the normalised text.
struct RepairEdit: Sendable {
  var range: Range<Int>
  var text: String
  var confidence: Double
  var rule: String
  /// How much likelier the edit makes the text: a difference of logarithms; of words only.
  var margin: Float = .infinity
  /// Whether the word looks like a name.
  var isNamelike = false
}
