import NoticeGrammar
import NoticeIndex

/// A work as people name it.
public struct WorkCard: Hashable, Sendable {
  /// As printed: `18-CT/TU`; a law's title.
  public var identifier: String
  /// tên loại: `Chỉ thị`; empty if nobody says it.
  public var kind = ""
  public var issuer = ""
  /// EDTF; empty if nobody says it.
  public var date = ""
  public var subject = ""
  /// Akoma Ntoso; empty if it is not known who issued it, or when.
  public var uri = ""
  /// The documents of the archive that it is, by name: none if the archive lacks it, several if there are several scans.
  public var documents: [String] = []
}

extension CitationGraph {
  /// A work as its document names it, or where the archive lacks it, as the mentions do.
  func card(_ work: Work) throws(IndexError) -> WorkCard {
    if let known = cards[work] { return known }
    var card = WorkCard(identifier: work.name)
    let addresses = try documents(work)
    if let first = addresses.first {
      if let notice = try notice(first) { card = WorkCard(notice) ?? card }
      for address in addresses { card.documents.append(try reader.id(address)) }
      card.documents.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } else {
      try describe(work, &card)
      if card.date.isEmpty { card.date = work.day.isEmpty ? work.year : work.day }
    }
    cards[work] = card
    return card
  }

  /// From the likeliest mention that says most; of a work that many mention, from some of them.
  private func describe(_ work: Work, _ card: inout WorkCard) throws(IndexError) {
    var best = -1
    var sources = Smallest<Source>(limit: 5)
    for citing in try citing(work) {
      sources.offer(Source(citing: citing, version: try reader.version(citing.address)))
    }
    for source in sources.sorted {
      let citing = source.citing
      guard let notice = try notice(citing.address) else { continue }
      for (reference, certainty) in try references(of: notice, to: work) {
        let said = [
          reference.kind?.name, reference.issuer?.name, reference.date, reference.uri, reference.identifier,
        ]
        let score = certainty.rawValue * 10 + said.compactMap(\.self).count
        guard score > best, let name = reference.identifier ?? reference.title ?? reference.numberAndKind
        else {
          continue
        }
        best = score
        card.identifier = name
        card.kind = reference.kind?.name ?? ""
        card.issuer = reference.issuer?.name ?? ""
        // Of a doubtful mention the day is another's.
        card.date = certainty > .doubtful ? reference.date ?? "" : ""
        card.uri = certainty > .doubtful ? reference.uri ?? "" : ""
        // Nothing says more.
        if certainty == .certain, said.allSatisfy({ $0 != nil }) { return }
      }
    }
  }

  /// The mentions of a notice that may mean a work.
  func references(
    of notice: Notice, to work: Work
  ) throws(IndexError) -> [(reference: Reference, certainty: LinkCertainty)] {
    var found: [(reference: Reference, certainty: LinkCertainty)] = []
    let family = try family(work.name)
    for reference in notice.references {
      var best: LinkCertainty?
      for term in CitationTerm.terms(of: reference, in: notice) where family.place(of: term) != nil {
        for link in family.links(term) where family.clusters.works[link.work] == work {
          best = max(best ?? link.certainty, link.certainty)
        }
      }
      if let best { found.append((reference, best)) }
    }
    return found
  }

  /// A document's notice, or what a ready document was given with as one.
  func notice(_ address: DocumentAddress) throws(IndexError) -> Notice? {
    reader.notice(of: try reader.document(address))
  }
}

/// Of documents that refer to a work, the surest are the smallest.
private struct Source: Comparable {
  var citing: CitingDocument
  var version: UInt64

  static func < (left: Source, right: Source) -> Bool {
    if left.citing.certainty != right.citing.certainty {
      return left.citing.certainty > right.citing.certainty
    }
    return left.version != right.version ? left.version < right.version : left.citing < right.citing
  }
}

extension WorkCard {
  /// `nil` of a notice without a number.
  init?(_ notice: Notice) {
    guard let identifier = notice.identifier else { return nil }
    self.init(
      identifier: identifier, kind: notice.kind?.name ?? "", issuer: notice.issuer?.name ?? "",
      date: notice.date ?? "", subject: notice.subject ?? "", uri: notice.uri ?? "")
  }
}

extension Reference {
  /// `NQ 128`, where there is no more.
  fileprivate var numberAndKind: String? {
    guard let number, let kind else { return nil }
    return "\(kind.code.isEmpty ? kind.name : kind.code) \(number)"
  }
}
