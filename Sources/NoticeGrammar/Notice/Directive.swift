import NoticeText

/// One numbered item of the operative part, with who must do it by when.
public struct Directive: Sendable {
  /// As printed: `2.4`, `(1)`, `-`, `Điều 3`, `a)`; empty where OCR lost it.
  public var label: String
  /// The ordinals from the root, joined by `.`: `2.4.1`.
  public var path: String
  /// A run-in heading, if any.
  public var heading: String?
  /// Its own text without the children's, the run-in heading included.
  public var text: String
  /// From the label to the end of the last child.
  public var span: SourceRange
  public var assignees: [Assignee] = []
  public var deadlines: [Deadline] = []
  /// Indices into the notice's references.
  public var references: [Int] = []
  public var children: [Directive] = []

  /// Whether it, or a directive below it, names who must act or by when.
  var isTask: Bool {
    !assignees.isEmpty || !deadlines.isEmpty || children.contains(where: \.isTask)
  }

  public init(label: String, path: String, heading: String? = nil, text: String, span: SourceRange) {
    self.label = label
    self.path = path
    self.heading = heading
    self.text = text
    self.span = span
  }
}

/// A body that a directive tells to act.
public struct Assignee: Hashable, Sendable {
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// chủ trì
    case lead
    /// phối hợp
    case coordinate
    /// chỉ đạo: it is to direct the next one of the chain
    case direct
    case assigned
  }

  public var agency: Agency
  public var role: Role

  public init(agency: Agency, role: Role) {
    self.agency = agency
    self.role = role
  }
}

/// thời hạn: when a directive is due.
public struct Deadline: Hashable, Sendable {
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    case by, before, within, from, during, recurring
  }

  /// EDTF of the day, month or quarter itself; `nil` for a recurrence or a term whose start is unknown.
  public var value: String?
  /// ISO 8601: `R/P1M`, `P5D`.
  public var period: String?
  public var relation: Relation
  public var span: SourceRange
  public var inferred: [String]

  public init(
    value: String? = nil, period: String? = nil, relation: Relation, span: SourceRange,
    inferred: [String] = []
  ) {
    self.value = value
    self.period = period
    self.relation = relation
    self.span = span
    self.inferred = inferred
  }
}
