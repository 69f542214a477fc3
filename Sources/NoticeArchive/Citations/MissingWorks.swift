import NoticeIndex

/// A work that the archive lacks, and how many of its documents refer to it.
public struct MissingWork: Sendable {
  public var card: WorkCard
  public var documents: Int
}

extension CitationGraph {
  /// The works that most documents refer to and the archive lacks; what is doubtful does not count.
  ///
  /// - Complexity: What `MentionCounts` says, and more for the names that may be among them, unless the memory has them.
  public func missing(limit: Int) throws(IndexError) -> [MissingWork] {
    guard limit > 0 else { return [] }
    var best: [(work: Work, documents: Int)] = []
    var floor = 0
    for (name, bound) in try memory.mentions.byMentions() {
      // No name further down has as many. One that has may come before others by its name, whatever was deleted.
      if best.count >= limit, bound < floor { break }
      let works = try memory.lacking(name) { () throws(IndexError) in try lacking(try family(name)) }
      for (work, documents) in works where documents >= floor || best.count < limit {
        best.append((work, documents))
      }
      if best.count >= limit {
        best.sort {
          ($1.documents, $0.work.name, $0.work.author) < ($0.documents, $1.work.name, $1.work.author)
        }
        best.removeLast(best.count - limit)
        floor = best.last?.documents ?? 0
      }
    }
    best.sort { ($1.documents, $0.work.name, $0.work.author) < ($0.documents, $1.work.name, $1.work.author) }
    var missing: [MissingWork] = []
    for (work, documents) in best {
      let card = try memory.card(work) { () throws(IndexError) in try self.card(work) }
      missing.append(MissingWork(card: card, documents: documents))
    }
    return missing
  }

  /// The works of a name that the archive lacks, and how many documents refer to each.
  private func lacking(_ family: WorkFamily) throws(IndexError) -> [(work: Work, documents: Int)] {
    let owned = Set(family.clusters.owners)
    var documents: [Int: Set<DocumentAddress>] = [:]
    for (mention, links) in zip(family.mentions, family.clusters.links) {
      guard let link = links.first, links.count == 1, link.certainty > .doubtful, !owned.contains(link.work)
      else {
        continue
      }
      for occurrence in mention.occurrences {
        documents[link.work, default: []].formUnion(try addresses(occurrence))
      }
    }
    return documents.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }
      .map { (family.clusters.works[$0.key], $0.value.count) }
  }
}
