/// A field of running text, indexed by its words with their positions.
public enum TextField: UInt8, CaseIterable, Sendable {
  case text
  /// trích yếu.
  case subject
}

/// A field of whole values: a document has any number of each.
public enum KeywordField: UInt8, CaseIterable, Sendable {
  /// The document's name in the archive (a path, or the `id` of a ready document): exactly one, and no two
  /// documents have the same.
  case id
  /// số và ký hiệu, canonical.
  case identifier
  /// A document that this one refers to: its canonical identifier.
  case reference
  /// tên loại: the code, `TB`.
  case kind
  case issuer
  case agency
  case assignee
  case signer
  case place
  /// For programs, exact (`isExact`): what work the document itself is.
  case work
  /// Exact: what works it refers to, and how.
  case citation
  /// Exact: who is to act, and until when.
  case task
  /// Exact: what near-duplicates have in common.
  case sketch
  /// Exact: by which corrections of its keeper the document stands as it does.
  case correction

  /// Whether its values are ASCII that is compared as it is, 1…200 letters of it, none of them zero, and are never
  /// shown; people's fields are compared by `KeywordKey`.
  package var isExact: Bool { rawValue >= KeywordField.work.rawValue }
}

/// A field of days.
public enum DateField: UInt8, CaseIterable, Sendable {
  /// ngày ban hành: at most one, its first day where only the month or the year is known.
  case date
  /// thời hạn: any number, the last day of each.
  case deadline
}

/// A day as a number: days since 1970-01-01, which may be negative.
public typealias DayNumber = Int32
