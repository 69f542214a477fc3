import NoticeGrammar
import NoticeText

/// Bodies named together: `UBND các huyện, thị xã, thành phố`, `các sở, ban, ngành`.
///
///     group ← head "các" part+ / head part part+ / head "cấp" LEVEL part*
///
/// A head stands before parts that are places only; without one, places are their people's committees and
/// councils. `groups.tsv` says what each part contains.
struct BodyGroup: Sendable {
  /// Words without marks.
  let head: [String]
  private let members: [Member]

  /// A row of the table: what a part contains.
  struct Member: Hashable, Sendable {
    /// Words without marks, after the group's head; none: the head itself.
    var words: [String]
    /// `Sở *`: more words follow.
    var isOpen: Bool
    var level: Agency.Level
    /// A level of government, which follows a head: `huyện *`.
    var isPlace: Bool
    /// Whether it may be in a group that a province tells to act: not what is above it, nor other provinces.
    var isInProvinces = true
  }

  /// - Parameter words: A body's name, without marks.
  init?(_ words: [String], _ table: Table = .standard) {
    for start in words.indices {
      guard let (parts, end) = table.parts(words, from: start), !parts.isEmpty else { continue }
      let isClosed = words[start] == "cac" || words[start] == "cap"
      // Without "các", only two parts that end the name are many: "quận, huyện".
      if !isClosed, parts.count < 2 || end < words.count { continue }
      if end < words.count, !Table.continuations.contains(words[end]) { continue }
      let members = Self.members(of: parts)
      if members.isEmpty || start > 0 && !members.contains(where: \.isPlace) { continue }
      head = Array(words[..<start])
      self.members = start > 0 ? members.filter(\.isPlace) : members
      return
    }
    return nil
  }

  /// A part of several levels has the one of the first part that has only one; beside what is central, all is.
  private static func members(of parts: [[Member]]) -> [Member] {
    let level = parts.lazy.compactMap { part in
      Set(part.map(\.level)).count == 1 ? part.first?.level : nil
    }.first
    guard let level else { return parts.flatMap { $0 } }
    return parts.flatMap { part in
      let isMixed = Set(part.map(\.level)).count > 1
      return isMixed || level == .central ? part.filter { $0.level == level } : part
    }
  }

  /// What of the group the body of that name is; `nil` if it is not in it.
  ///
  /// - Parameter name: Words without marks; a body's, without its province.
  func member(_ name: [String]) -> Member? {
    guard name.starts(with: head) else { return nil }
    let rest = name[head.count...]
    return members.first { member in
      guard rest.starts(with: member.words) else { return false }
      return member.isOpen ? rest.count > member.words.count : rest.count == member.words.count
    }
  }

  /// `groups.tsv`.
  struct Table: Sendable {
    static let standard = Table(DataTable("groups.tsv").rows)

    /// By the part's words without marks, joined by `-`.
    private let members: [String: [Member]]
    private let longest: Int
    /// The parts that are levels of government.
    let places: [[String]]
    /// All parts, as slugs.
    var parts: [String] { members.keys.sorted() }

    init(_ rows: [[String]]) {
      var members: [String: [Member]] = [:]
      var places: [[String]] = []
      var longest = 0
      for row in rows where row.count > 2 {
        let part = BodyWords(row[0])
        longest = max(longest, part.count)
        var own = members[part.slug] ?? []
        let isPlace = row[1].first?.isLowercase ?? true
        if let level = Agency.Level(rawValue: row[2]) {
          own.append(
            Member(
              words: BodyWords(row[1]).words.map(\.bare), isOpen: row[1].hasSuffix("*"), level: level,
              isPlace: isPlace))
          if isPlace, part.words.first?.bare != "cap", !places.contains(part.words.map(\.bare)) {
            places.append(part.words.map(\.bare))
          }
        }
        members[part.slug] = own
      }
      for (part, own) in members {
        let hasPlaces = own.contains(where: \.isPlace)
        for index in own.indices
        where own[index].level == .central || hasPlaces && own[index].level == .province {
          members[part]?[index].isInProvinces = false
        }
      }
      self.members = members
      self.longest = longest
      self.places = places
    }

    /// What may follow the parts of a group: "trên địa bàn tỉnh", "có liên quan".
    static let continuations: Set<String> = [
      "truc", "thuoc", "trong", "tren", "cua", "co", "lien", "khac", "nay", "noi", "o", "tai", "cap", "va",
      "tinh", "thanh", "trung",
    ]

    /// The parts from `start` on, and where they end.
    func parts(_ words: [String], from start: Int) -> (parts: [[Member]], end: Int)? {
      var parts: [[Member]] = []
      var next = words[start] == "cac" ? start + 1 : start
      var seen: Set<String> = []
      while next < words.count {
        if !parts.isEmpty, words[next] == "va" || words[next] == "cac", part(words, at: next + 1) != nil {
          next += 1
        }
        guard let (slug, part, end) = part(words, at: next), seen.insert(slug).inserted else { break }
        // "các sở, ban, ngành tỉnh", "các sở, ngành thành phố": whose they are.
        if let first = parts.first(where: { !$0.isEmpty }), part.contains(where: \.isPlace),
          !first.contains(where: \.isPlace)
        {
          break
        }
        parts.append(part)
        next = end
      }
      return parts.isEmpty ? nil : (parts, next)
    }

    private func part(_ words: [String], at index: Int) -> (slug: String, members: [Member], end: Int)? {
      guard index < words.count else { return nil }
      for length in stride(from: min(longest, words.count - index), to: 0, by: -1) {
        let slug = words[index..<index + length].joined(separator: "-")
        if let found = members[slug] { return (slug, found, index + length) }
      }
      return nil
    }
  }
}
