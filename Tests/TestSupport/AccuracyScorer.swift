import NoticeGrammar

/// What is counted. The raw values are the names in `Corpus/scores.tsv` and `Corpus/floors.json`.
package enum AccuracyField: String, CaseIterable, Sendable {
  /// Mentions of documents: identifier, and the date where the mention prints one.
  case references
  /// Among the mentions that were found: what the document does to the other one, its URI, its issuer.
  case role = "references.role"
  /// The role of those that one side has as amending, replacing or repealing.
  case change = "references.change"
  case uri = "references.uri"
  case referenceIssuer = "references.issuer"
  case dates, directives, assignees, deadlines, agencies, recipients
  /// Who must do what by when.
  case tasks
  case number = "header.number"
  case symbol = "header.symbol"
  case identifier = "header.identifier"
  case kind = "header.kind"
  case issuer = "header.issuer"
  case place = "header.place"
  case date = "header.date"
  case subject = "header.subject"
  case signer = "header.signer"
  case position = "header.position"
  case capacity = "header.capacity"

  package static let header = allCases.filter { $0.rawValue.hasPrefix("header.") }

  /// The name in the gold's `header`.
  var key: String { String(rawValue.split(separator: ".").last ?? "") }
}

/// How many of the gold's values were found, and how many were given that it lacks.
package struct Tally: Hashable, Sendable {
  package var hits = 0
  package var missed: [String] = []
  package var spurious: [String] = []

  package init(hits: Int = 0, missed: [String] = [], spurious: [String] = []) {
    self.hits = hits
    self.missed = missed
    self.spurious = spurious
  }

  package var gold: Int { hits + missed.count }
  package var given: Int { hits + spurious.count }
  /// 1 where nothing was to be found and nothing was given.
  package var precision: Double { given > 0 ? Double(hits) / Double(given) : gold == 0 ? 1 : 0 }
  package var recall: Double { gold > 0 ? Double(hits) / Double(gold) : given == 0 ? 1 : 0 }
  package var f1: Double {
    gold + given > 0 ? 2 * Double(hits) / Double(gold + given) : 1
  }

  package static func += (sum: inout Tally, other: Tally) {
    sum.hits += other.hits
    sum.missed += other.missed
    sum.spurious += other.spurious
  }
}

/// Scores one notice against what a person read in it.
///
/// Values are compared as `NameFolding` and the fold functions here write them; each value of the gold is paired
/// with at most one of the notice, the most similar pairs first. What the gold calls optional counts neither
/// way, a part that it lacks or calls partial is not scored.
package struct AccuracyScorer: Sendable {
  private let gold: GoldNotice
  private let names: NameFolding
  private var tallies: [AccuracyField: Tally] = [:]

  package static func score(_ notice: Notice, against gold: GoldNotice) -> [AccuracyField: Tally] {
    var scorer = AccuracyScorer(gold)
    scorer.scoreHeader(notice)
    if scorer.isAnnotated("references"), let wanted = gold.references {
      scorer.scoreReferences(notice.references, wanted)
    }
    if scorer.isAnnotated("directives"), let wanted = gold.directives {
      scorer.scoreDirectives(notice, wanted)
    }
    if scorer.isAnnotated("dates"), let wanted = gold.dates { scorer.scoreDates(notice.dates, wanted) }
    if scorer.isAnnotated("agencies"), let wanted = gold.agencies {
      scorer.scoreAgencies(notice.agencies, wanted)
    }
    if scorer.isAnnotated("recipients"), let wanted = gold.recipients {
      scorer.scoreRecipients(notice.recipients, wanted)
    }
    return scorer.tallies
  }

  private init(_ gold: GoldNotice) {
    self.gold = gold
    names = NameFolding(province: gold.province, sameAs: gold.sameAs ?? [])
  }

  private func isAnnotated(_ part: String) -> Bool { !(gold.partial ?? []).contains(part) }

  // MARK: - Lists

  private mutating func scoreDates(_ found: [DateMention], _ wanted: [GoldNotice.Counted]) {
    var allowance = Allowance(gold.datesOptional ?? [], fold: Self.foldDate)
    let all = wanted.flatMap { Array(repeating: Self.foldDate($0.value), count: $0.count ?? 1) }
    tallies[.dates] = Pairing(all, found.map { Self.foldDate($0.value) }, ==).tally { !allowance.takes($0) }
  }

  private mutating func scoreAgencies(_ found: [AgencyMention], _ wanted: [String]) {
    let optional = Set((gold.agenciesOptional ?? []).map(names.agency))
    let given = unique(found.map { names.agency($0.name) })
    tallies[.agencies] = Pairing(unique(wanted.map(names.agency)), given, ==).tally {
      !optional.contains($0) && !NameFolding.isGroup($0)
    }
  }

  private mutating func scoreRecipients(_ found: [Recipient], _ wanted: [String]) {
    let optional = (gold.recipientsOptional ?? []).map { names($0) }
    let alike = { (one: String, other: String) in similarity(one, other, least: 0.85) }
    let pairing = Pairing(wanted.map { names($0) }, found.map { names($0.name) }, similarity: alike)
    tallies[.recipients] = pairing.tally { name in !optional.contains { alike($0, name) > 0 } }
  }

  // MARK: - References

  private struct Mention {
    var id: String
    var date: String?
    /// Dates that are as good as none: of other mentions, the year of a law.
    var otherDates: Set<String> = []
    var gold: GoldReference?
    var found: Reference?
    var name: String { "\(id) \(date ?? "(no date)")" }
  }

  private mutating func scoreReferences(_ found: [Reference], _ wanted: [GoldReference]) {
    let mentions = wanted.flatMap { entry in
      Array(repeating: mention(of: entry, among: wanted), count: entry.count ?? 1)
    }
    var allowance = Allowance(gold.referencesOptional ?? [])
    let optional = (gold.referencesOptional ?? []).map { Self.foldReference($0.identifier) }
    let known = Set(mentions.map(\.id)).union(optional)
    let pairing = Pairing(mentions, found.map(mention), similarity: Self.sameMention)
    tallies[.references] = pairing.named(\.name).tally { given in
      guard let reference = given.found else { return true }
      if reference.grade == .ambiguous {
        return !reference.candidates.contains { known.contains(Self.foldReference($0)) }
      }
      return reference.identifier != nil && !allowance.takes(given.id)
    }
    scoreDetails(of: pairing.pairs)
  }

  /// Role, URI and issuer of the mentions that were found, where the gold has them.
  private mutating func scoreDetails(of pairs: [(wanted: Mention, found: Mention)]) {
    var roles = Tally(), changes = Tally(), uris = Tally(), issuers = Tally()
    let hasURIs = gold.references?.contains { $0.uri != nil } ?? false
    for (wanted, found) in pairs {
      guard let gold = wanted.gold, let reference = found.found else { continue }
      if let role = gold.role {
        let right = [role] + (gold.roleAlso ?? [])
        roles.compare(right, reference.role.rawValue, of: wanted.id)
        if Self.isChange(role)
          || Self.isChange(reference.role.rawValue) && !right.contains(reference.role.rawValue)
        {
          changes.compare(right, reference.role.rawValue, of: wanted.id)
        }
      }
      if let uri = gold.uri {
        uris.compare([uri] + (gold.uriAlso ?? []), reference.uri, of: wanted.id)
      } else if hasURIs, let uri = reference.uri {
        uris.spurious.append("\(wanted.id): \(uri)")
      }
      let right = ([gold.issuer].compactMap { $0 } + (gold.issuerAlso ?? [])).map(names.agency)
      let issuer = reference.issuer.map { names.agency($0.name) }
      // Only other issuers in the gold: the text names none, so that none need be given.
      if !right.isEmpty, issuer != nil || gold.issuer != nil { issuers.compare(right, issuer, of: wanted.id) }
    }
    tallies[.role] = roles
    tallies[.change] = changes
    tallies[.uri] = uris
    tallies[.referenceIssuer] = issuers
  }

  private static func isChange(_ role: String) -> Bool {
    ["amend", "replace", "repeal"].contains { role.hasPrefix($0) }
  }

  private func mention(of entry: GoldReference, among all: [GoldReference]) -> Mention {
    var mention = Mention(id: Self.foldReference(entry.identifier), date: entry.date, gold: entry)
    mention.otherDates = Set(entry.dateAlso ?? [])
    if entry.date == nil {
      mention.otherDates.formUnion(all.filter { $0.identifier == entry.identifier }.compactMap(\.date))
      let tail = entry.identifier.suffix(6)
      if tail.hasPrefix(", ") { mention.otherDates.insert(String(tail.dropFirst(2))) }
    }
    return mention
  }

  private func mention(of reference: Reference) -> Mention {
    let date = reference.date.map(Self.foldDate)
    var id = ""
    if reference.grade == .ambiguous {
      id = "? " + reference.candidates.map(Self.foldReference).joined(separator: " | ")
    } else if let identifier = reference.identifier {
      id = Self.foldReference(identifier)
    } else if let number = reference.number {
      id = Self.fold("\(reference.kind?.code ?? "") \(number)")
    } else {
      let title = Self.fold(reference.title ?? "")
      let isWhole = ["luật", "bộ luật", "pháp lệnh", "hiến pháp"].contains { title.hasPrefix($0) }
      id = (isWhole ? title : "luật \(title)") + (date.map { " \($0.prefix(4))" } ?? "")
    }
    return Mention(id: id, date: date, found: reference)
  }

  private static func sameMention(_ wanted: Mention, _ found: Mention) -> Double {
    guard wanted.id == found.id else { return 0 }
    // A date that the mention has from another one is no date of its own.
    let isInferred = found.found?.inferred.contains("date") ?? false
    if wanted.date == found.date { return isInferred ? 0.75 : 1 }
    guard let date = found.date, wanted.otherDates.contains(date) else { return 0 }
    return isInferred ? 1 : 0.5
  }

  // MARK: - Directives

  private struct Item {
    var path: String
    /// What it may start with: its text, or its heading and text.
    var starts: [String]
  }

  /// Something that a directive says, at its path.
  private struct Told: Hashable {
    var path: String
    var what: String
    var name: String { "\(path) \(what)" }
  }

  private mutating func scoreDirectives(_ notice: Notice, _ wanted: [GoldDirective]) {
    let found = flattened(notice.directives)
    let optional = (gold.directivesOptional ?? []).map(item)
    let items = Pairing(wanted.map(item), found.map(item), similarity: Self.sameItem)
    tallies[.directives] = items.named { "\($0.path) \($0.starts[0].prefix(40))" }
      .tally { given in !optional.contains { Self.sameItem($0, given) > 0 } }
    if isAnnotated("assignees"), isAnnotated("deadlines") {
      tallies[.tasks] = TaskScorer(gold: gold, names: names)
        .tally(notice.directives, wanted, matched: Set(items.pairs.map(\.wanted.path)))
    }

    let free = Set(optional.map(\.path)).subtracting(wanted.map(\.path))
    if isAnnotated("assignees") {
      let told = wanted.flatMap { item in
        unique((item.assignees ?? []).map { Told(path: item.path, what: names.agency($0)) })
      }.filter { !NameFolding.isGroup($0.what) }
      let optional = Set(repeated(told, by: wanted)).union(
        wanted.flatMap { item in
          (item.assigneesOptional ?? []).map { Told(path: item.path, what: names.agency($0)) }
        })
      let given = found.flatMap { item in
        item.assignees.map { Told(path: item.path, what: names.agency($0.agency.name)) }
      }
      tallies[.assignees] = Pairing(told, unique(given), ==).named(\.name).tally {
        !optional.contains($0) && !free.contains($0.path) && !NameFolding.isGroup($0.what)
      }
    }
    if isAnnotated("deadlines") {
      let told = wanted.flatMap { item in
        (item.deadlines ?? []).map { Told(path: item.path, what: Self.foldDate($0)) }
      }
      let optional = Set(repeated(told, by: wanted)).union(
        wanted.flatMap { item in
          (item.deadlinesOptional ?? []).map { Told(path: item.path, what: Self.foldDate($0)) }
        })
      let given = found.flatMap { item in
        item.deadlines.compactMap(\.value).map { Told(path: item.path, what: Self.foldDate($0)) }
      }
      tallies[.deadlines] = Pairing(told, given, ==).named(\.name).tally {
        !optional.contains($0) && !free.contains($0.path)
      }
    }
  }

  /// What children may repeat of what their parents were told.
  private func repeated(_ told: [Told], by items: [GoldDirective]) -> [Told] {
    items.flatMap { item in
      told.filter { item.path.hasPrefix($0.path + ".") }.map { Told(path: item.path, what: $0.what) }
    }
  }

  private func item(_ directive: GoldDirective) -> Item {
    Item(path: directive.path, starts: [Self.foldProse(directive.starts)])
  }

  private func item(_ directive: Directive) -> Item {
    let text = Self.foldProse(directive.text)
    return Item(path: directive.path, starts: [text, Self.foldProse("\(directive.heading ?? "") \(text)")])
  }

  private static func sameItem(_ wanted: Item, _ found: Item) -> Double {
    guard wanted.path == found.path else { return 0 }
    let start = wanted.starts[0]
    return found.starts.map { similarity(start, String($0.prefix(start.count)), least: 0.85) }.max() ?? 0
  }

  private func flattened(_ directives: [Directive]) -> [Directive] {
    directives.flatMap { [$0] + flattened($0.children) }
  }

  // MARK: - Header

  private mutating func scoreHeader(_ notice: Notice) {
    let given: [AccuracyField: String?] = [
      .number: notice.number, .symbol: notice.symbol, .identifier: notice.identifier,
      .kind: notice.kind?.code, .issuer: notice.issuer?.name, .place: notice.place, .date: notice.date,
      .subject: notice.subject,
      .signer: notice.signature?.name, .position: notice.signature?.position,
      .capacity: notice.signature?.capacity,
    ]
    let isOpen = gold.headerOpen ?? gold.fragment ?? false
    for field in AccuracyField.header where !(gold.headerOptional ?? []).contains(field.key) {
      let alternatives = gold.header[field.key + "Alternatives"]?.values ?? []
      let given = given[field] ?? nil
      guard let wanted = gold.header[field.key]?.values.first else {
        if let given, !isOpen, !given.isEmpty { tallies[field] = Tally(spurious: [given]) }
        continue
      }
      var right = [wanted] + alternatives
      if field == .subject {
        right += (gold.sameAs ?? []).filter { $0.contains(wanted) }.joined()
      }
      var tally = Tally()
      let isRight = given.map { given in right.contains { same(field, $0, given) } } ?? false
      tally.compare(isRight ? [given ?? ""] : [wanted], given, of: field.key)
      tallies[field] = tally
    }
  }

  private func same(_ field: AccuracyField, _ wanted: String, _ given: String) -> Bool {
    switch field {
    case .subject: similarity(Self.fold(wanted), Self.fold(given), least: 0.9) > 0
    case .number, .symbol, .identifier: Self.foldIdentifier(wanted) == Self.foldIdentifier(given)
    case .issuer: names.agency(wanted) == names.agency(given)
    case .position: names(wanted) == names(given)
    case .capacity: Self.fold(wanted).filter { $0 != " " } == Self.fold(given).filter { $0 != " " }
    default: Self.fold(wanted) == Self.fold(given)
    }
  }

  // MARK: - Folding

  static func fold(_ text: String) -> String { NameFolding.plainWords(text).joined(separator: " ") }

  private static func foldProse(_ text: String) -> String { NameFolding.words(text).joined(separator: " ") }

  /// `400 - TB/TU` → `400-tb/tu`: the letters stay apart, CD is not CĐ.
  static func foldIdentifier(_ text: String) -> String {
    let dashes: Set<Character> = ["‐", "‑", "‒", "–", "—", "―", "−"]
    return String(
      text.precomposedStringWithCanonicalMapping.lowercased().filter { !$0.isWhitespace }
        .map { dashes.contains($0) ? "-" : $0 })
  }

  /// An identifier with a symbol, or words: `luật đất đai 2013`, `nq 128`.
  static func foldReference(_ text: String) -> String {
    let isSymbol = text.first?.isNumber == true && text.contains { "-/".contains($0) }
    return isSymbol ? foldIdentifier(text) : fold(text)
  }

  /// An open interval counts as its bound.
  static func foldDate(_ text: String) -> String {
    var date = text[...]
    if date.hasPrefix("../") { date = date.dropFirst(3) }
    if date.hasSuffix("/..") { date = date.dropLast(3) }
    return String(date)
  }
}

extension Tally {
  /// Counts one value: a hit if `given` is one of `right`, else a miss, and spurious too if there is one.
  fileprivate mutating func compare(_ right: [String], _ given: String?, of name: String) {
    if let given, right.contains(given) {
      hits += 1
      return
    }
    missed.append("\(name): \(right[0])")
    if let given, !given.isEmpty { spurious.append("\(name): \(given)") }
  }
}
