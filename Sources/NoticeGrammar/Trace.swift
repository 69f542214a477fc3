import NoticeText

/// What the grammar's rules did, for `thongbao explain`: which took which part of the text, and which
/// looked at a part and left it, with the reason.
///
/// Only filled when asked for: recording costs nothing otherwise.
public struct Trace: Sendable {
  public struct Step: Hashable, Sendable {
    /// The production's name in `docs/GRAMMAR.md`, such as `reference`.
    public var rule: String
    public var span: SourceRange
    /// What was made of it (`18-CT/TU, exact`), or why the rule left it (`no symbol follows`).
    public var note: String
    public var taken: Bool
  }

  public internal(set) var steps: [Step] = []

  public init() {}
}
