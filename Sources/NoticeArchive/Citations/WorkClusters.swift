import NoticeGrammar

/// One document, in the archive or not: what all that name it agree on.
package struct Work: Hashable, Sendable {
  /// As in `WorkKey`.
  package var name: String
  /// Empty if nobody says it.
  package var author: String
  package var year: String
  /// The day that it has itself, else the one that most mentions have; empty if there is none.
  package var day: String

  package var key: WorkKey { WorkKey(name: name, author: author, date: day.isEmpty ? year : day) }
}

/// How sure it is that a mention means a work.
public enum LinkCertainty: Int, Comparable, Sendable, CaseIterable {
  /// It may mean another one as well; or it says another day, or may have been misread.
  case doubtful
  /// Number and symbol are this work's, nothing speaks against it, and no other work is known that it could be; but the
  /// mention does not say the day, or not who issued it.
  case likely
  /// Number, symbol, issuer and day are this work's.
  case certain

  public static func < (left: LinkCertainty, right: LinkCertainty) -> Bool { left.rawValue < right.rawValue }
}

/// Decides which mentions of one name mean the same document.
///
///     18-CT/TU, Tỉnh ủy Quảng Ninh, 18/10/2021        one work, certain
///     18-CT/TU, Tỉnh ủy Quảng Ninh                    that one, likely, if it is the only one of that issuer
///     18-CT/TU, Tỉnh ủy Quảng Ninh, 18/10/2016        another one: of another term
///     18-CT/TU, Tỉnh ủy Quảng Ninh, 13/10/2021        doubtful: the year's only one has another day
///
/// - Complexity: O(documents and mentions that say author and year, plus all works for each that does not) of one name.
package struct WorkClusters: Sendable {
  /// A mention means `works[work]`.
  package struct Link: Hashable, Sendable {
    package var work: Int
    package var certainty: LinkCertainty
  }

  /// Those in the archive first, then by author and year.
  package private(set) var works: [Work] = []
  private var places: [Identity: Int] = [:]
  /// Works whose author or year nobody says.
  private var open: [Int] = []
  /// For every mention, in their order: one work, or each of several that it may mean; or none.
  package private(set) var links: [[Link]] = []
  /// For every document of the archive, in their order, its work.
  package private(set) var owners: [Int] = []

  private struct Identity: Hashable {
    var author: String
    var year: String
  }

  /// A mention, and how many documents have it.
  package struct Mention: Hashable, Sendable {
    package var key: WorkKey
    package var grade: Reference.Grade
    package var documents: Int
    /// Whether its symbol is spelt otherwise, as by OCR (`SymbolVariants`): it means a work only if the day says so too.
    package var isVariant: Bool

    package init(key: WorkKey, grade: Reference.Grade, documents: Int = 1, isVariant: Bool = false) {
      self.key = key
      self.grade = grade
      self.documents = documents
      self.isVariant = isVariant
    }
  }

  /// - Parameters:
  ///   - documents: Documents of the archive of one name.
  ///   - mentions: Mentions of that name, or of the number and the kind alone.
  package init(documents: [WorkKey], mentions: [Mention], provinces: [String]? = nil) {
    let homes = provinces.map { Provinces($0) } ?? .standard
    // Who says most decides first, so that what says less finds all there is.
    for key in documents.filter({ !$0.author.isEmpty && !$0.date.isEmpty }) { _ = exactWork(key) }
    for mention in mentions where Self.names(mention) {
      if !mention.key.author.isEmpty, !mention.key.date.isEmpty { _ = exactWork(mention.key) }
    }
    owners = documents.map { key in
      let found = compatible(key, homes)
      return found.count == 1 ? found[0] : add(key)
    }
    for key in Self.incomplete(mentions) where compatible(key, homes).isEmpty { _ = add(key) }
    settleDays(documents, mentions)
    links = mentions.map { link($0, homes) }
  }

  /// Whether a mention says the whole name, so that its work exists.
  private static func names(_ mention: Mention) -> Bool {
    !mention.isVariant && mention.grade != .partial && mention.grade != .ambiguous
  }

  /// What says not all, beginning with what says most.
  private static func incomplete(_ mentions: [Mention]) -> [WorkKey] {
    func says(_ key: WorkKey) -> Int { (key.author.isEmpty ? 0 : 2) + (key.date.isEmpty ? 0 : 1) }
    return mentions.filter { names($0) && says($0.key) < 3 }.map(\.key)
      .enumerated().sorted { (says($0.element), $1.offset) > (says($1.element), $0.offset) }.map(\.element)
  }

  private mutating func add(_ key: WorkKey) -> Int {
    let identity = Identity(author: key.author, year: String(key.year))
    let place = works.count
    works.append(Work(name: key.name, author: identity.author, year: identity.year, day: ""))
    places[identity] = place
    if identity.author.isEmpty || identity.year.isEmpty { open.append(place) }
    return place
  }

  private mutating func exactWork(_ key: WorkKey) -> Int { place(key) ?? add(key) }

  /// The work of this very author and year.
  private func place(_ key: WorkKey) -> Int? { places[Identity(author: key.author, year: String(key.year))] }

  /// The works that what is said of a document does not speak against, ascending.
  private func compatible(_ key: WorkKey, _ homes: Provinces) -> [Int] {
    guard key.author.isEmpty || key.year.isEmpty else {
      // Who says author and year agrees with that work, and with those that say less.
      let found = open.filter { isCompatible(key, works[$0], homes) }
      guard let place = place(key), !found.contains(place) else { return found }
      return (found + [place]).sorted()
    }
    return works.indices.filter { isCompatible(key, works[$0], homes) }
  }

  private func isCompatible(_ key: WorkKey, _ work: Work, _ homes: Provinces) -> Bool {
    guard key.year.isEmpty || work.year.isEmpty || key.year == work.year else { return false }
    if key.author == work.author || work.author.isEmpty { return true }
    guard key.author.isEmpty else { return false }
    guard !key.home.isEmpty, let home = homes.home(of: work.author) else { return true }
    return home == key.home
  }

  /// What a mention means that was not among those that decided.
  package func links(_ mention: Mention) -> [Link] { link(mention, .standard) }

  // MARK: Days

  /// A work's day is that of its document, else the one that more documents say than any other.
  private mutating func settleDays(_ documents: [WorkKey], _ mentions: [Mention]) {
    var own = Array(repeating: Set<String>(), count: works.count)
    for (key, owner) in zip(documents, owners) where !key.day.isEmpty { own[owner].insert(key.day) }
    var votes = Array(repeating: [String: Int](), count: works.count)
    for mention in mentions where Self.names(mention) && !mention.key.day.isEmpty {
      if let place = place(mention.key) { votes[place][mention.key.day, default: 0] += mention.documents }
    }
    for index in works.indices {
      if let day = own[index].first, own[index].count == 1 {
        works[index].day = day
        continue
      }
      let best = votes[index].values.max() ?? 0
      let winners = votes[index].filter { $0.value == best }
      if let winner = winners.first, winners.count == 1 { works[index].day = winner.key }
    }
  }

  // MARK: Links

  private func link(_ mention: Mention, _ homes: Provinces) -> [Link] {
    let found = compatible(mention.key, homes)
    if mention.isVariant { return links(ofVariant: mention, found) }
    let exact = found.filter { !mention.key.author.isEmpty && works[$0].author == mention.key.author }
    let work: Int
    if !mention.key.date.isEmpty, exact.count == 1 {
      work = exact[0]
    } else if found.count == 1 {
      work = found[0]
    } else {
      return found.map { Link(work: $0, certainty: .doubtful) }
    }
    return [Link(work: work, certainty: certainty(mention, works[work]))]
  }

  /// None if the days differ: another document, then, of a symbol that looks like it.
  private func links(ofVariant mention: Mention, _ found: [Int]) -> [Link] {
    let day = mention.key.day
    let agreeing = found.filter { day.isEmpty || works[$0].day.isEmpty || works[$0].day == day }
    let certainty: LinkCertainty = agreeing.count == 1 && mention.grade != .ambiguous ? .likely : .doubtful
    return agreeing.map { Link(work: $0, certainty: certainty) }
  }

  private func certainty(_ mention: Mention, _ work: Work) -> LinkCertainty {
    switch mention.grade {
    case .ambiguous: return .doubtful
    // A number and a kind: "Nghị quyết 18" may be anybody's, unless it says whose.
    case .partial:
      return mention.key.author.isEmpty || mention.key.author != work.author ? .doubtful : .likely
    case .exact, .repaired, .titled: break
    }
    let day = mention.key.day
    if day.isEmpty || work.day.isEmpty { return .likely }
    if day != work.day { return .doubtful }
    return mention.key.author.isEmpty || mention.key.author != work.author ? .likely : .certain
  }
}
