import NoticeGrammar
import NoticeIndex
import NoticeText

/// What is asked of the graph about one work.
public struct CitationOptions: Sendable {
  public enum Direction: String, CaseIterable, Sendable { case cites, citedBy }

  public var directions: Set<Direction> = [.cites, .citedBy]
  /// How far it goes: 1 for the neighbours alone.
  public var depth = 1
  /// So many of each work's neighbours in one direction, the newest first; `nil` for all.
  public var limit: Int? = 20
  /// Only these; empty for all.
  public var roles: Set<Reference.Role> = []
  /// Whether what is doubtful is given too.
  public var withDoubtful = true

  public init() {}
}

/// A work and who refers to it, or to whom it refers.
public struct CitationTree: Sendable {
  package var work: Work
  public var card: WorkCard
  public var citedBy: CitationList?
  public var cites: CitationList?
}

public struct CitationList: Sendable {
  /// Documents that refer to it; of what it refers to, the works.
  public var count = 0
  /// How many of them in each role; one may have several.
  public var roles: [Reference.Role: Int] = [:]
  /// How many may mean another document.
  public var doubtful = 0
  public var citations: [Citation] = []
}

/// That one document refers to another.
public struct Citation: Sendable {
  /// The other: who refers, or what is referred to. One without a number is called by its name in the archive.
  public var card: WorkCard
  /// `nil` if it has no number.
  package var work: Work?
  /// Where the mention stands.
  public var document: String
  public var role: Reference.Role
  public var certainty: LinkCertainty
  public var grade: Reference.Grade
  public var pinpoint: Pinpoint?
  /// The path of the directive that the mention stands in.
  public var directive: String?
  /// In bytes of the document's text.
  public var span: SourceRange
  /// `nil` in an archive that keeps no texts.
  public var evidence: Evidence?
  /// What goes on from there; `nil` at the end of the way, and where it was shown before.
  public var next: CitationTree?
}

extension CitationGraph {
  /// A work with its neighbours, and theirs.
  ///
  /// A work that was met before is not followed again, so that circles end.
  ///
  /// - Complexity: O(documents that refer to it), and one document read for each that is given.
  package func tree(_ work: Work, _ options: CitationOptions) throws(IndexError) -> CitationTree {
    var seen: Set<Work> = [work]
    return try tree(work, options, depth: max(1, options.depth), &seen)
  }

  /// Each work that a name can be, with its neighbours.
  public func trees(_ lookup: WorkLookup, _ options: CitationOptions) throws(IndexError) -> [CitationTree] {
    var trees: [CitationTree] = []
    for work in lookup.works { trees.append(try tree(work, options)) }
    return trees
  }

  private func tree(
    _ work: Work, _ options: CitationOptions, depth: Int, _ seen: inout Set<Work>
  ) throws(IndexError) -> CitationTree {
    var tree = CitationTree(work: work, card: try card(work))
    if options.directions.contains(.citedBy) {
      tree.citedBy = try citedBy(work, options, depth: depth, &seen)
    }
    if options.directions.contains(.cites) { tree.cites = try cites(work, options, depth: depth, &seen) }
    return tree
  }

  // MARK: Both ways

  private func citedBy(
    _ work: Work, _ options: CitationOptions, depth: Int, _ seen: inout Set<Work>
  ) throws(IndexError) -> CitationList {
    var list = CitationList()
    // Each document once, by the mention that says most; its mentions are neighbours.
    var best: [CitingDocument] = []
    for citing in try citing(work) where options.takes(citing.role, citing.certainty) {
      list.roles[citing.role, default: 0] += 1
      if let other = best.last, other.address == citing.address {
        if (other.certainty, other.weight) < (citing.certainty, citing.weight) {
          best[best.count - 1] = citing
        }
      } else {
        best.append(citing)
      }
    }
    list.count = best.count
    list.doubtful = best.count { $0.certainty == .doubtful }
    // Certain ones first where there are more than are shown; the newest of them.
    var shown = Smallest<RankedCiting>(limit: options.limit ?? .max)
    for citing in best {
      shown.offer(
        RankedCiting(
          isDoubtful: citing.certainty == .doubtful, day: try reader.day(citing.address) ?? .min,
          version: try reader.version(citing.address), citing: citing))
    }
    for ranked in shown.sorted {
      let citing = ranked.citing
      guard let citation = try citation(citing, of: work) else { continue }
      list.citations.append(citation)
    }
    try follow(&list, options, .citedBy, depth: depth, &seen)
    return list
  }

  /// A document as one that refers to a work, by the mention that says it best.
  private func citation(_ citing: CitingDocument, of work: Work) throws(IndexError) -> Citation? {
    let document = try reader.document(citing.address)
    guard let notice = reader.notice(of: document) else { return nil }
    let mentions = try references(of: notice, to: work).filter { $0.reference.role == citing.role }
    guard let (reference, certainty) = mentions.max(by: { $0.certainty < $1.certainty }) else { return nil }
    let own = try self.work(of: notice, at: citing.address)
    var card = try own.map { own throws(IndexError) in try self.card(own) } ?? WorkCard(document, notice)
    if card.documents.isEmpty { card.documents = [document.id] }
    return Citation(reference, certainty, in: document, card, own)
  }

  private func cites(
    _ work: Work, _ options: CitationOptions, depth: Int, _ seen: inout Set<Work>
  ) throws(IndexError) -> CitationList {
    var list = CitationList()
    var best: [Work: Int] = [:]
    var hasRole: Set<[String]> = []
    for address in try documents(work) {
      let document = try reader.document(address)
      guard let notice = reader.notice(of: document) else { continue }
      for reference in notice.references {
        for term in CitationTerm.terms(of: reference, in: notice) {
          for (other, certainty) in try links(term)
          where other != work && options.takes(reference.role, certainty) {
            if hasRole.insert([other.key.name, other.author, other.year, reference.role.rawValue]).inserted {
              list.roles[reference.role, default: 0] += 1
            }
            let citation = Citation(reference, certainty, in: document, try card(other), other)
            if let place = best[other] {
              if list.citations[place].certainty < certainty { list.citations[place] = citation }
            } else {
              best[other] = list.citations.count
              list.citations.append(citation)
            }
          }
        }
      }
    }
    list.count = best.count
    list.doubtful = list.citations.count { $0.certainty == .doubtful }
    if let limit = options.limit, list.citations.count > limit {
      list.citations.removeLast(list.citations.count - limit)
    }
    try follow(&list, options, .cites, depth: depth, &seen)
    return list
  }

  /// Goes on from those that are shown, in the same direction.
  private func follow(
    _ list: inout CitationList, _ options: CitationOptions, _ direction: CitationOptions.Direction,
    depth: Int,
    _ seen: inout Set<Work>
  ) throws(IndexError) {
    guard depth > 1 else { return }
    var options = options
    options.directions = [direction]
    for index in list.citations.indices where list.citations[index].certainty > .doubtful {
      guard let work = list.citations[index].work, seen.insert(work).inserted else { continue }
      list.citations[index].next = try tree(work, options, depth: depth - 1, &seen)
    }
  }
}

extension CitationOptions {
  fileprivate func takes(_ role: Reference.Role, _ certainty: LinkCertainty) -> Bool {
    (roles.isEmpty || roles.contains(role)) && (withDoubtful || certainty > .doubtful)
  }
}

/// Of documents that refer to a work, those that are shown first are the smallest.
private struct RankedCiting: Comparable {
  var isDoubtful: Bool
  var day: DayNumber
  var version: UInt64
  var citing: CitingDocument

  static func < (left: RankedCiting, right: RankedCiting) -> Bool {
    if left.isDoubtful != right.isDoubtful { return right.isDoubtful }
    if left.day != right.day { return left.day > right.day }
    return left.version != right.version ? left.version < right.version : left.citing < right.citing
  }
}

extension CitingDocument {
  /// Of a document's several mentions, the one that says most about the other.
  fileprivate var weight: Int {
    switch role {
    case .cites: 0
    case .basis: 1
    case .implements: 2
    case .amends, .replaces, .repeals, .amendedBy, .replacedBy, .repealedBy: 3
    }
  }
}

extension Citation {
  init(
    _ reference: Reference, _ certainty: LinkCertainty, in document: ArchivedDocument, _ card: WorkCard,
    _ work: Work?
  ) {
    self.init(
      card: card, work: work, document: document.id, role: reference.role, certainty: certainty,
      grade: reference.grade, pinpoint: reference.pinpoint, directive: reference.directive,
      span: reference.span,
      evidence: Evidence(reference.span, in: document.text))
  }
}

extension WorkCard {
  /// A document without a number, called by its name.
  init(_ document: ArchivedDocument, _ notice: Notice) {
    self.init(
      identifier: document.id, kind: notice.kind?.name ?? "", issuer: notice.issuer?.name ?? "",
      date: notice.date ?? "", subject: notice.subject ?? "", documents: [document.id])
  }
}
