import NoticeText

/// A body: an organ of Party or State, a mass organisation, a company.
public struct Agency: Hashable, Sendable {
  public enum Level: String, Hashable, Sendable, CaseIterable {
    case central, province, district, commune, unit
  }

  public enum System: String, Hashable, Sendable, CaseIterable {
    case party, state, front, organisation, company
  }

  /// Canonical: abbreviations expanded, traditional tone placement: `Ủy ban nhân dân tỉnh`.
  public var name: String
  /// What it belongs to: the province or the parent body.
  public var within: String?
  public var level: Level?
  public var system: System?
  public var span: SourceRange
  /// `["within"]` where the text says only "tỉnh" and the head says which.
  public var inferred: [String]

  public init(
    name: String, within: String? = nil, level: Level? = nil, system: System? = nil, span: SourceRange,
    inferred: [String] = []
  ) {
    self.name = name
    self.within = within
    self.level = level
    self.system = system
    self.span = span
    self.inferred = inferred
  }
}

/// A mention of a body in the text.
public typealias AgencyMention = Agency
