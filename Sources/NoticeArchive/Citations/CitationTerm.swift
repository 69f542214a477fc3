import NoticeGrammar

/// A mention as the index keeps it (`KeywordField.citation`): one term for all that say the same.
///
///     18-ct-tu|tinh-uy-quang-ninh|2021-10-18|implements|e
///     140-tb-hu|@thai-nguyen|2022-05-05|cites|e               the author is not known
///     name | author, or @ and the province | date | role | grade
///
/// And what a document itself is (`KeywordField.work`): name, author and date alone. Terms ascend by name, so that all
/// that may mean one document stand together.
package struct CitationTerm: Hashable, Sendable {
  package var key: WorkKey
  package var role: Reference.Role
  package var grade: Reference.Grade

  package init(key: WorkKey, role: Reference.Role, grade: Reference.Grade) {
    self.key = key
    self.role = role
    self.grade = grade
  }

  var text: String {
    "\(Self.text(key))|\(role.rawValue)|\(Self.letter(grade))"
  }

  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 5, let key = Self.key(parts[0..<3]),
      let role = Reference.Role(rawValue: String(parts[3])),
      let grade = Reference.Grade.allCases.first(where: { Self.letter($0) == parts[4] })
    else { return nil }
    self.init(key: key, role: role, grade: grade)
  }

  /// The term of a document itself.
  static func text(_ key: WorkKey) -> String {
    let author = key.author.isEmpty && !key.home.isEmpty ? "@\(key.home)" : key.author
    return "\(key.name)|\(author)|\(key.date)"
  }

  static func key(_ text: some StringProtocol) -> WorkKey? {
    key(text.split(separator: "|", omittingEmptySubsequences: false)[...])
  }

  private static func key<Part: StringProtocol>(_ parts: ArraySlice<Part>) -> WorkKey? {
    let parts = Array(parts)
    guard parts.count == 3, !parts[0].isEmpty else { return nil }
    let isHome = parts[1].first == "@"
    return WorkKey(
      name: String(parts[0]), author: isHome ? "" : String(parts[1]),
      home: isHome ? String(parts[1].dropFirst()) : "",
      date: String(parts[2]))
  }

  private static func letter(_ grade: Reference.Grade) -> String {
    switch grade {
    case .exact: "e"
    case .repaired: "r"
    case .partial: "p"
    case .titled: "t"
    case .ambiguous: "a"
    }
  }

  /// The terms of all mentions of a notice, each once.
  package static func terms(of notice: Notice) -> [String] {
    var seen: Set<String> = []
    var out: [String] = []
    for reference in notice.references {
      for term in terms(of: reference, in: notice) where seen.insert(term.text).inserted {
        out.append(term.text)
      }
    }
    return out
  }

  /// The terms of one mention: several if it may mean several documents, none if it says too little.
  package static func terms(of reference: Reference, in notice: Notice) -> [CitationTerm] {
    WorkKey.keys(of: reference, in: notice).map {
      CitationTerm(key: $0, role: reference.role, grade: reference.grade)
    }
  }

  /// The term of a mention that means one document, as far as it says; `nil` if it may mean several.
  package static func single(of reference: Reference, in notice: Notice) -> CitationTerm? {
    guard reference.grade != .ambiguous else { return nil }
    let terms = terms(of: reference, in: notice)
    return terms.count == 1 ? terms.first : nil
  }
}
