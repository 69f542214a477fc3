import NoticeIndex

/// What another file of corrections changes, and for which documents.
struct CorrectionsChange {
  let old: Corrections
  let new: Corrections
  /// Keys of rules that are new, or stand in another order than before.
  private(set) var added: Set<String>
  /// Keys of rules that are not there any more, or not there in that order.
  private(set) var removed: Set<String>
  let isFirst: Bool

  /// - Parameter isFirst: Whether it is unknown by what the documents stand, so that all rules are as good as new.
  init(from old: Corrections, to new: Corrections, isFirst: Bool = false) {
    self.old = old
    self.new = new
    self.isFirst = isFirst
    let (before, after) = (Set(old.keys), Set(new.keys))
    added = after.subtracting(before)
    removed = before.subtracting(after)
    // Of two rules for one value the last counts: another order may be another result.
    let kept = (old.keys.filter { after.contains($0) }, new.keys.filter { before.contains($0) })
    if kept.0 != kept.1 || isFirst {
      added = after
      removed = before
    }
  }

  var isEmpty: Bool { added.isEmpty && removed.isEmpty && !isFirst }

  /// The documents that a changed rule may be for, in the order of the index. Others stand as they are.
  func documents(_ finder: DocumentFinder) throws(IndexError) -> [DocumentAddress] {
    var found: Set<DocumentAddress> = []
    let stale = isFirst ? Array(try finder.corrections().keys) : Array(removed)
    for key in stale.sorted() { found.formUnion(try finder.documents(.correction, key)) }
    for (rule, key) in zip(new.rules, new.keys) where added.contains(key) {
      found.formUnion(try documents(of: rule, finder))
    }
    return found.sorted()
  }

  private func documents(
    of rule: Correction, _ finder: DocumentFinder
  ) throws(IndexError) -> [DocumentAddress] {
    var found: [DocumentAddress] = []
    switch rule.change {
    case .agency(let variant, _, _):
      for field in [KeywordField.agency, .assignee, .issuer] { found += try finder.documents(field, variant) }
      found += try hidden(by: old.agencies[KeywordKey.key(variant, .agency)], finder)
    case .banReference(let identifier), .replaceReference(let identifier, _):
      // What may be several documents is not in the index, but a single document is soon looked at.
      if rule.documents.name != nil { return try finder.documents(rule.documents) }
      found = try finder.documents(.reference, identifier)
      found += try hidden(by: old.references[KeywordKey.key(identifier, .reference)], finder)
    case .word(let phrase, _), .keep(let phrase): return try finder.documents(containing: phrase)
    case .addReference, .header: return try finder.documents(rule.documents)
    }
    if rule.documents.isAll { return found }
    let matching = Set(try finder.documents(rule.documents))
    return found.filter(matching.contains)
  }

  /// The documents in which earlier rules for the same value have put another one in its place.
  private func hidden(by rules: [Int]?, _ finder: DocumentFinder) throws(IndexError) -> [DocumentAddress] {
    var found: [DocumentAddress] = []
    for rule in rules ?? [] { found += try finder.documents(.correction, old.keys[rule]) }
    return found
  }
}
