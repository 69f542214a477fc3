/// What can begin with a word: the first sets of the rules that `scan` tries at every token.
///
/// Known for each word number beforehand, so that one look turns nearly every token away.
struct FirstSet: OptionSet, Sendable {
  let rawValue: UInt8

  /// `date`, the bare year aside.
  static let date = FirstSet(rawValue: 1)
  /// `year`: "năm" and a number.
  static let year = FirstSet(rawValue: 2)
  /// `law` and `partial`: the name of a kind of documents.
  static let kind = FirstSet(rawValue: 4)
  /// `agency`, also through damage to the marks.
  static let agency = FirstSet(rawValue: 8)
  /// `agency-list`: "các".
  static let agencyList = FirstSet(rawValue: 16)

  /// What the grammar's own words begin; the lists add to it.
  init(_ word: Word) {
    switch word {
    case .ngày, .tháng, .quý, .từ, .giai, .thời, .nhiệm: self = .date
    case .năm: self = .year
    case .các: self = .agencyList
    default: self = []
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}
