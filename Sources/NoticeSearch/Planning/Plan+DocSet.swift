import NoticeIndex

extension Plan {
  /// The set of one segment.
  func set(
    _ index: Int, _ scoring: SegmentScoring, _ threshold: Threshold
  ) throws(IndexError) -> DocSet {
    let documents = scoring.segment.documents
    switch self {
    case .nothing: return EmptyDocSet(documents: documents)
    case .everything(let score): return try BitmapDocSet.everything(documents: documents, score: score)
    case .word(let word): return try word.set(index, scoring)
    case .phrase(let phrase): return try phrase.set(index, scoring, threshold)
    case .near(let near): return try near.set(index, scoring)
    case .terms(let terms): return try terms.set(index, scoring)
    case .values(let values):
      return try Self.union(values[index], scoring, hasFrequencies: false, score: 0)
    case .days(let field, let range): return try Self.days(field, range, scoring)
    case .together(let parts, let pairs):
      let sets = try Self.sets(parts, index, scoring, threshold)
      if sets.contains(where: { $0.cost == 0 }) { return EmptyDocSet(documents: documents) }
      if sets.count == 1 { return sets[0] }
      return Together(sets, pairs: try Self.slots(pairs, index, scoring), threshold)
    case .all(let parts):
      let sets = try Self.sets(parts, index, scoring, threshold)
      if sets.contains(where: { $0.cost == 0 }) { return EmptyDocSet(documents: documents) }
      return sets.count == 1 ? sets[0] : Intersection(sets)
    case .any(let parts):
      let sets = try Self.sets(parts, index, scoring, threshold).filter { $0.cost > 0 }
      if sets.isEmpty { return EmptyDocSet(documents: documents) }
      return sets.count == 1 ? sets[0] : Union(sets, .sum)
    case .excluding(let part, let excluded):
      let set = try part.set(index, scoring, threshold)
      // What is excluded is only asked whether it matches.
      let others = try Self.sets(excluded, index, scoring, Threshold()).filter { $0.cost > 0 }
      if others.isEmpty || set.cost == 0 { return set }
      return Exclusion(set, without: others.count == 1 ? others[0] : Union(others, .best))
    }
  }

  /// A word between two others is read once for both pairs.
  private static func slots(
    _ pairs: [Pair], _ index: Int, _ scoring: SegmentScoring
  ) throws(IndexError) -> [Together.Pair] {
    var slots: [Together.Pair] = []
    var last: (terms: [[UInt8]], slot: PhraseSlot)?
    for pair in pairs {
      var first = last?.slot
      if first == nil || last?.terms != pair.first.map(\.term) {
        first = try PhraseSlot(pair.first, index, scoring)
      }
      last = nil
      guard let first, let second = try PhraseSlot(pair.second, index, scoring) else { continue }
      slots.append(Together.Pair(first: first, second: second, bonus: pair.bonus))
      last = (pair.second.map(\.term), second)
    }
    return slots
  }

  private static func sets(
    _ parts: [Plan], _ index: Int, _ scoring: SegmentScoring, _ threshold: Threshold
  ) throws(IndexError) -> [DocSet] {
    var out: [DocSet] = []
    for part in parts { out.append(try part.set(index, scoring, threshold)) }
    return out
  }

  /// The documents of any of the terms, all with the same score.
  static func union(
    _ terms: [TermPostings], _ scoring: SegmentScoring, hasFrequencies: Bool, score: Float
  ) throws(IndexError) -> DocSet {
    let documents = scoring.segment.documents
    if terms.isEmpty { return EmptyDocSet(documents: documents) }
    if terms.count == 1, score == 0 {
      return try TermDocSet.make(scoring, terms[0], hasFrequencies: hasFrequencies, weight: 0)
    }
    var lists: [PostingsList] = []
    for term in terms {
      lists.append(try PostingsList(scoring.segment, term, hasFrequencies: hasFrequencies))
    }
    return TermsDocSet(lists, documents: documents, score: score)
  }

  private static func days(
    _ field: DateField, _ range: Query.DayRange, _ scoring: SegmentScoring
  ) throws(IndexError) -> DocSet {
    let documents = scoring.segment.documents
    let list = try DayList(scoring.segment, field)
    let places = list.range(from: range.first, to: range.last)
    if places.isEmpty { return EmptyDocSet(documents: documents) }
    return try BitmapDocSet(documents: documents) { (bitmap) throws(IndexError) in
      guard list.setBits(of: places, below: documents, in: bitmap) else {
        throw .corrupt(file: "columns", offset: 0, reason: "a date of a document that is not there")
      }
    }
  }
}

extension WordPlan {
  fileprivate func set(_ index: Int, _ scoring: SegmentScoring) throws(IndexError) -> DocSet {
    var sets: [DocSet] = []
    for term in terms {
      var text: TermDocSet?
      if let postings = term.postings[index] {
        let set = try TermDocSet.make(scoring, postings, hasFrequencies: true, weight: term.weight)
        text = set
        sets.append(set)
      }
      if let postings = term.subjects[index] {
        let subject = try TermDocSet.make(scoring, postings, hasFrequencies: true, weight: 0)
        sets.append(SubjectOnly(subject, without: text, weight: term.weight, scoring))
      }
    }
    if sets.isEmpty { return EmptyDocSet(documents: scoring.segment.documents) }
    return sets.count == 1 ? sets[0] : Union(sets, .best)
  }
}

extension PhrasePlan {
  fileprivate func set(
    _ index: Int, _ scoring: SegmentScoring, _ threshold: Threshold
  ) throws(IndexError) -> DocSet {
    var sets: [DocSet] = []
    for slots in [slots, subjectSlots] where !slots.isEmpty {
      if let found = try PhraseSlot.slots(slots, index, scoring) {
        sets.append(Phrase(found, shape, weight: weight, scoring, threshold))
      }
    }
    if sets.isEmpty { return EmptyDocSet(documents: scoring.segment.documents) }
    return sets.count == 1 ? sets[0] : Union(sets, .sum)
  }
}

extension NearPlan {
  fileprivate func set(_ index: Int, _ scoring: SegmentScoring) throws(IndexError) -> DocSet {
    var sets: [DocSet] = []
    for sides in fields {
      if let parts = try NearPart.parts(sides, index, scoring) {
        sets.append(Near(parts, distance: distance, weight: weight, scoring))
      }
    }
    if sets.isEmpty { return EmptyDocSet(documents: scoring.segment.documents) }
    return sets.count == 1 ? sets[0] : Union(sets, .sum)
  }
}

extension NearPart {
  /// All sides; `nil` if the segment lacks one.
  fileprivate static func parts(
    _ sides: [NearSide], _ index: Int, _ scoring: SegmentScoring
  ) throws(IndexError) -> [NearPart]? {
    var parts: [NearPart] = []
    for side in sides {
      guard let part = try part(side, index, scoring) else { return nil }
      parts.append(part)
    }
    return parts
  }

  private static func part(
    _ side: NearSide, _ index: Int, _ scoring: SegmentScoring
  ) throws(IndexError) -> NearPart? {
    switch side {
    case .words(let words, let slop):
      guard let slots = try PhraseSlot.slots(words, index, scoring) else { return nil }
      return NearPart(slots, slop: slop)
    case .any(let sides):
      var parts: [NearPart] = []
      for side in sides {
        if let part = try part(side, index, scoring) { parts.append(part) }
      }
      return parts.isEmpty ? nil : NearPart(any: parts)
    case .near(let sides, let distance):
      return try parts(sides, index, scoring).map { NearPart($0, distance: distance) }
    }
  }
}

extension TermsPlan {
  fileprivate func set(_ index: Int, _ scoring: SegmentScoring) throws(IndexError) -> DocSet {
    try Plan.union(postings[index] + subjects[index], scoring, hasFrequencies: true, score: score)
  }
}

extension PhraseSlot {
  /// All slots; `nil` if the segment lacks one.
  fileprivate static func slots(
    _ words: [[TermPlan]], _ index: Int, _ scoring: SegmentScoring
  ) throws(IndexError) -> [PhraseSlot]? {
    var slots: [PhraseSlot] = []
    for terms in words {
      guard let slot = try PhraseSlot(terms, index, scoring) else { return nil }
      slots.append(slot)
    }
    return slots
  }

  /// `nil` if the segment has none of the terms.
  fileprivate convenience init?(
    _ terms: [TermPlan], _ index: Int, _ scoring: SegmentScoring
  ) throws(IndexError) {
    var sets: [TermDocSet] = []
    for term in terms {
      guard let postings = term.postings[index] else { continue }
      // A slot's weight is 1: what it bounds are shares.
      let set = try TermDocSet.make(scoring, postings, hasFrequencies: true, weight: 1)
      try set.list.checkPositions()
      sets.append(set)
    }
    if sets.isEmpty { return nil }
    self.init(sets)
  }
}
