import NoticeArchive
import NoticeGrammar
import NoticeIndex
import NoticeText

/// How well an archive's links agree with what people read: pairs of a document and a work that it refers to.
package struct CitationScorer {
  package struct Score {
    package var found: Set<String> = []
    package var missed: [String] = []
    package var wrong: [String] = []

    package var precision: Double { Double(found.count) / Double(max(1, found.count + wrong.count)) }
    package var recall: Double { Double(found.count) / Double(max(1, found.count + missed.count)) }
    package var f1: Double { 2 * precision * recall / max(precision + recall, .leastNonzeroMagnitude) }
  }

  package let graph: CitationGraph
  private let gold: [String: GoldNotice]

  /// - Parameters:
  ///   - texts: Of each notice its name, what is to be read, and what people read in it.
  ///   - scored: Those that count; `nil` for all.
  package init(
    _ texts: [(name: String, text: SourceText, gold: GoldNotice)], of scored: Set<String>? = nil
  ) throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    let parser = NoticeParser()
    for (name, text, _) in texts { try builder.add(IndexDocument(parser.parse(text), id: name, version: 1)) }
    try writer.add(builder)
    try writer.commit()
    graph = CitationGraph(try ArchiveReader(try IndexReader(directory)))
    gold = Dictionary(
      texts.filter { scored?.contains($0.name) ?? true }.map { ($0.name, $0.gold) }
    ) { first, _ in first }
  }

  /// A work as gold names it: what is not said is empty.
  fileprivate struct Label: Hashable {
    var name: String
    var author = ""
    var year = ""

    init?(_ reference: GoldReference, uri: String?) {
      if let uri, let key = WorkKey(uri: uri) {
        (name, author, year) = (key.name, key.author, String(key.year))
      } else {
        // A law by name stands as "title, year", a document without symbol as "NQ 128".
        let parts = reference.identifier.split(separator: ",")
        let isTitle = parts.last.map { $0.dropFirst().allSatisfy(\.isNumber) } ?? false && parts.count > 1
        let words = reference.identifier.split(separator: " ")
        let isPartial = words.count == 2 && words[1].allSatisfy(\.isNumber)
        let text = isTitle ? parts.dropLast().joined(separator: ",") : reference.identifier
        guard let key = WorkKey.name(isPartial ? "\(words[1])-\(words[0])" : text) else { return nil }
        name = key
        year = isTitle ? String(parts.last?.dropFirst() ?? "") : String(reference.date?.prefix(4) ?? "")
      }
    }

    func agrees(with work: Work) -> Bool {
      name == work.name && (author.isEmpty || work.author.isEmpty || author == work.author)
        && (year.isEmpty || work.year.isEmpty || year == work.year)
    }
  }

  private func labels(_ reference: GoldReference) -> [Label] {
    let uris: [String?] = [reference.uri] + (reference.uriAlso ?? []).map { $0 }
    return uris.compactMap { Label(reference, uri: $0) }
  }

  /// - Parameter least: Links that are less sure do not count.
  package func score(least: LinkCertainty = .likely) throws -> Score {
    var score = Score()
    for address in try graph.reader.addresses() {
      let document = try graph.reader.document(address)
      guard let notice = document.notice, let gold = gold[document.id] else { continue }
      var works: Set<Work> = []
      for reference in notice.references where reference.grade != .partial {
        for term in CitationTerm.terms(of: reference, in: notice) {
          for link in try graph.links(term) where link.certainty >= least { works.insert(link.work) }
        }
      }
      let wanted = (gold.references ?? []).map(labels).filter { !($0.first?.isPartial ?? true) }
      let optional = ((gold.referencesOptional ?? []) + (gold.references ?? [])).flatMap(labels)
      for labels in wanted {
        let name = "\(document.id): \(labels[0].name) \(labels[0].author) \(labels[0].year)"
        if works.contains(where: { work in labels.contains { $0.agrees(with: work) } }) {
          score.found.insert(name)
        } else {
          score.missed.append(name)
        }
      }
      for work in works where !optional.contains(where: { $0.agrees(with: work) }) {
        score.wrong.append("\(document.id): \(work.name) \(work.author) \(work.year)")
      }
    }
    score.missed.sort()
    score.wrong.sort()
    return score
  }
}

extension CitationScorer.Label {
  /// A number and a kind, without a symbol.
  fileprivate var isPartial: Bool {
    let parts = name.split(separator: "-")
    return parts.count == 2 && parts[0].allSatisfy(\.isNumber)
  }
}
