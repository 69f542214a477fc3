import NoticeText

/// What a token may be to the rules: which of them it can begin (their first sets), and which words of theirs it is.
///
/// Known for each word number beforehand and for each token of a text once, so that a rule that goes over many tokens
/// looks at two bytes of each, and closer at the few that it has a use for.
struct Traits: OptionSet, Sendable {
  let rawValue: UInt16

  // First sets of what `scan` looks for.

  /// `date`, the bare year aside.
  static let date = Traits(rawValue: 1)
  /// `year`: "năm" and a number.
  static let year = Traits(rawValue: 2)
  /// `law` and `partial`: the name of a kind of documents.
  static let kind = Traits(rawValue: 4)
  /// `agency`, also through damage to the marks.
  static let agency = Traits(rawValue: 8)
  /// `agency-list`: "các".
  static let agencyList = Traits(rawValue: 16)
  /// Digits.
  static let number = Traits(rawValue: 32)
  /// Anything that `scan` looks for.
  static let scanned: Traits = [.date, .year, .kind, .agency, .agencyList, .number]

  // Words of other rules.

  /// What `agency-group` begins with.
  static let group = Traits(rawValue: 64)
  /// What a term or a recurrence begins with, or is told by.
  static let term = Traits(rawValue: 128)
  /// What decides about the role of a document that is named behind it, and where its clause ends.
  static let cue = Traits(rawValue: 256)
  /// What a verb of change may end with; a word that no list has may be a damaged one.
  static let change = Traits(rawValue: 512)
  /// What ends a clause or leads in what follows: `.`, `;`, `:`.
  static let stop = Traits(rawValue: 1024)
  /// What follows a document that is changed.
  static let passive = Traits(rawValue: 2048)

  /// A word that no list has: it may still be a damaged one.
  static let unknownWord: Traits = [.agency, .change]

  /// Of the grammar's own words; the lists add to it.
  init(_ word: Word) {
    self =
      switch word {
      case .ngày, .tháng, .quý, .từ, .giai, .thời, .nhiệm: .date
      case .năm: .year
      case .các: [.agencyList, .group]
      case .mọi, .cấp, .cơ: .group
      case .hằng, .hàng, .định, .trong, .không, .lần, .nhất: .term
      case .cứ, .nghị, .xét, .hiện, .khai, .triệt, .hành, .tập, .tại, .như, .theo: .cue
      case .bỏ, .dụng, .đổi, .sung: .change
      case .hết, .được, .bị: .passive
      default: []
      }
  }

  /// Of a number or a mark.
  @inline(__always)
  init(_ token: Token) {
    switch token.kind {
    case .number: self = .number
    case .punctuation:
      switch token.key.bits {
      case 46, 59: self = [.cue, .stop, .passive]
      case 58: self = .stop
      default: self = []
      }
    default: self = []
    }
  }

  init(rawValue: UInt16) { self.rawValue = rawValue }

  @inline(__always)
  func has(_ other: Traits) -> Bool { rawValue & other.rawValue != 0 }
}
