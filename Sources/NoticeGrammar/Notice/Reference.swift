import NoticeText

/// A mention of another document.
public struct Reference: Hashable, Sendable {
  public enum Role: String, Hashable, Sendable, CaseIterable {
    case basis, cites, implements, amends, replaces, repeals
    /// This document is changed by the one named: "Chỉ thị này được thay thế bởi …".
    case amendedBy, replacedBy, repealedBy
  }

  public enum Grade: String, Hashable, Sendable, CaseIterable {
    /// as printed
    case exact
    /// certain after a repair
    case repaired
    /// no symbol: "Nghị quyết 128 của Chính phủ"
    case partial
    /// a law by name: "Luật Tố tụng hành chính năm 2015"
    case titled
    /// `candidates` only
    case ambiguous
  }

  public var identifier: String?
  public var kind: Kind?
  public var number: String?
  public var symbol: String?
  public var title: String?
  /// EDTF
  public var date: String?
  public var issuer: Agency?
  public var uri: String?
  /// Where there is no `uri`, since the date is unknown: who has given out the number, as a URI names them.
  public var author: String?
  public var role: Role
  public var pinpoint: Pinpoint?
  public var grade: Grade
  /// Identifiers that it may be, if `ambiguous`.
  public var candidates: [String] = []
  /// The path of the directive that it stands in.
  public var directive: String?
  public var span: SourceRange
  public var inferred: [String] = []

  public init(role: Role = .cites, grade: Grade, span: SourceRange) {
    self.role = role
    self.grade = grade
    self.span = span
  }
}

/// điểm, khoản, điều of a reference.
public struct Pinpoint: Hashable, Sendable {
  public var article: String?
  public var clause: String?
  public var point: String?

  public init(article: String? = nil, clause: String? = nil, point: String? = nil) {
    self.article = article
    self.clause = clause
    self.point = point
  }
}
