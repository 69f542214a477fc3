import NoticeText

/// What speaks for a document's beginning at a place of a text.
public struct SplitEvidence: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// quốc hiệu.
  public static let nationalTitle = SplitEvidence(rawValue: 1)
  /// tiêu ngữ.
  public static let motto = SplitEvidence(rawValue: 1 << 1)
  /// The Party's name, where its papers have the national title.
  public static let party = SplitEvidence(rawValue: 1 << 2)
  /// số, with its figures.
  public static let number = SplitEvidence(rawValue: 1 << 3)
  /// ký hiệu alone: a blank was left for the number.
  public static let symbol = SplitEvidence(rawValue: 1 << 4)
  /// địa danh, ngày tháng năm.
  public static let date = SplitEvidence(rawValue: 1 << 5)
  /// tên loại.
  public static let kind = SplitEvidence(rawValue: 1 << 6)
  /// cơ quan ban hành.
  public static let issuer = SplitEvidence(rawValue: 1 << 7)
  /// kính gửi.
  public static let addressees = SplitEvidence(rawValue: 1 << 8)
  /// A page begins there.
  public static let page = SplitEvidence(rawValue: 1 << 9)
  /// nơi nhận: what stands before has come to its end.
  public static let closing = SplitEvidence(rawValue: 1 << 10)

  private static let weights: [(evidence: SplitEvidence, weight: Int, name: String)] = [
    (.nationalTitle, 2, "national title"), (.motto, 2, "motto"), (.party, 3, "name of the Party"),
    (.number, 3, "number"), (.symbol, 1, "symbol"), (.date, 2, "date"), (.kind, 2, "kind"),
    (.issuer, 1, "issuer"), (.addressees, 1, "addressees"), (.page, 2, "new page"),
    (.closing, 2, "recipients before it"),
  ]
  private static let enough = 9

  /// Whether it is a document that begins, and no form, specimen or quotation.
  ///
  /// The figures of a number or a date have to be there: a form leaves them blank.
  var isEnough: Bool {
    guard !isDisjoint(with: [.nationalTitle, .motto, .party]), !isDisjoint(with: [.number, .date]),
      !isDisjoint(with: [.kind, .addressees, .number])
    else { return false }
    return Self.weights.reduce(0) { $0 + (contains($1.evidence) ? $1.weight : 0) } >= Self.enough
  }

  /// For people, in English: `national title, motto, number`.
  public var names: String {
    Self.weights.filter { contains($0.evidence) }.map(\.name).joined(separator: ", ")
  }
}
