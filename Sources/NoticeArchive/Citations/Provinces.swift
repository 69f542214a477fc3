import NoticeGrammar

/// The provinces, as URIs name them.
struct Provinces: Sendable {
  static let standard = Provinces(Lexicon.standard.provinceNames)

  private let slugs: Set<String>
  private let longest: Int

  init(_ names: [String]) {
    slugs = Set(names.compactMap(WorkURI.slug))
    longest = slugs.map { $0.split(separator: "-").count }.max() ?? 0
  }

  /// The province that a body's name ends with: `tinh-uy-quang-ninh` → `quang-ninh`; `nil` if it is no province's.
  func home(of author: some StringProtocol) -> String? {
    let parts = author.split(separator: "-")
    for count in stride(from: min(longest, parts.count), to: 0, by: -1) {
      let end = parts.suffix(count).joined(separator: "-")
      if slugs.contains(end) { return end }
    }
    return nil
  }
}
