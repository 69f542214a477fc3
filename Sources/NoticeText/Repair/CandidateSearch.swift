/// One search for the syllables that a damaged word may have been: down the trie with the misreadings that the
/// letters admit, the best `most` kept.
///
/// Misreading and frequency together say which are worth looking at: the cost less half the syllable's score. What
/// lies below a node cannot be better than its cost up to there, and what it takes to make up for letters that are too
/// many or too few, less the most that any syllable below it scores, so that hardly a branch is gone down. Cheap misreadings are tried first, then dearer ones,
/// until what is left cannot be better than what is found.
struct CandidateSearch {
  /// Dearer misreadings are not looked at.
  private static let limit: Float = 14
  /// How many candidates a word has at most.
  static let most = 24
  /// More misreadings are none that can be told.
  private static let mostEdits = 3

  private struct Found {
    var rank: Float
    var word: LanguageModel.ID
    var cost: Float

    @inline(__always)
    static func < (a: Found, b: Found) -> Bool { (a.rank, a.word) < (b.rank, b.word) }
  }

  private let trie: SyllableTrie
  private unowned(unsafe) let costs: MisreadingCosts
  private let read: UnsafeBufferPointer<Glyphs.Code>
  /// What each tone costs, given the tones that were read.
  private let tones: UnsafePointer<Float>
  private let leastTone: Float
  /// `most` places, ascending.
  private let found: UnsafeMutablePointer<Found>
  private var count = 0
  /// The rank of the last one, once all places are taken.
  private var worst = Float.infinity
  private var limit = Self.limit

  static func run(
    _ trie: SyllableTrie, _ costs: MisreadingCosts, _ read: Glyphs
  ) -> [CandidateTrie.Candidate] {
    withUnsafeTemporaryAllocation(of: Found.self, capacity: most) { found in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 8) { tones in
        guard let found = found.baseAddress, let toneCosts = tones.baseAddress else { return [] }
        var least = Float.infinity
        for truth in 0..<8 {
          let cost = costs.tone(truth, read: read.tones)
          tones.initializeElement(at: truth, to: cost)
          least = min(least, cost)
        }
        return read.codes.withUnsafeBufferPointer { codes in
          withExtendedLifetime(costs) {
            var search = CandidateSearch(
              trie: trie, costs: costs, read: codes, tones: UnsafePointer(toneCosts), leastTone: least,
              found: found)
            search.run()
            return (0..<search.count).map { .init(word: found[$0].word, cost: found[$0].cost) }
          }
        }
      }
    }
  }

  private init(
    trie: SyllableTrie, costs: MisreadingCosts, read: UnsafeBufferPointer<Glyphs.Code>,
    tones: UnsafePointer<Float>, leastTone: Float, found: UnsafeMutablePointer<Found>
  ) {
    self.trie = trie
    self.costs = costs
    self.read = read
    self.tones = tones
    self.leastTone = leastTone
    self.found = found
  }

  private mutating func run() {
    for limit in [5, 9, Self.limit] {
      self.limit = limit
      visit(0, 0, 0, 0)
      // What is dearer ranks behind all that is found.
      if count == Self.most, limit - trie.nodes[0].half > worst { return }
    }
  }

  /// Whether anything below `node`, the letters from `position` on still to be read, may be worth keeping.
  @inline(__always)
  private func mayPay(_ cost: Float, below node: Int, _ position: Int) -> Bool {
    var least = cost + leastTone
    guard least <= limit else { return false }
    let node = trie.nodes[node]
    let left = read.count &- position
    if left > Int(node.most) {
      least += Float(left &- Int(node.most)) * costs.leastMore
    } else if left < Int(node.least) {
      least += Float(Int(node.least) &- left) * costs.leastLess
    }
    return least <= limit && least - node.half <= worst
  }

  /// - Parameter edits: How many misreadings it took up to here.
  private mutating func visit(_ node: Int, _ position: Int, _ cost: Float, _ edits: Int) {
    let isEnd = position == read.count
    let letter = isEnd ? 0 : Int(read[position])
    if isEnd {
      for end in Int(trie.nodes[node].firstEnd)..<Int(trie.nodes[node].lastEnd) { add(trie.ends[end], cost) }
    }
    let (first, last) = (Int(trie.nodes[node].firstEdge), Int(trie.nodes[node].endEdge))
    if !isEnd {
      // As it was read: the likeliest way first.
      let same = trie.child(node, UInt8(truncatingIfNeeded: letter))
      if same >= 0, mayPay(cost, below: same, position &+ 1) { visit(same, position &+ 1, cost, edits) }
    }
    if edits == Self.mostEdits { return }
    if !isEnd {
      var edge = first
      while edge < last {
        let (code, child) = (Int(trie.edges[edge].code), Int(trie.edges[edge].node))
        let substituted = cost + costs.substitution[letter &<< 7 | code]
        if code != letter, mayPay(substituted, below: child, position &+ 1) {
          visit(child, position &+ 1, substituted, edits &+ 1)
        }
        edge &+= 1
      }
      // A letter out of nothing.
      let added = cost + costs.addition[letter]
      if mayPay(added, below: node, position &+ 1) { visit(node, position &+ 1, added, edits &+ 1) }
      var group = Int(costs.firstGroup[letter])
      let end = Int(costs.firstGroup[letter &+ 1])
      while group < end, cost + costs.groups[group].cost + leastTone <= limit {
        take(costs.groups[group], node, position, cost, edits)
        group &+= 1
      }
    }
    // A letter lost.
    var edge = first
    while edge < last {
      let child = Int(trie.edges[edge].node)
      let lost = cost + costs.loss[Int(trie.edges[edge].code)]
      if mayPay(lost, below: child, position) { visit(child, position, lost, edits &+ 1) }
      edge &+= 1
    }
  }

  /// Letters that were read for several.
  @inline(__always)
  private mutating func take(
    _ group: MisreadingCosts.Group, _ node: Int, _ position: Int, _ cost: Float, _ edits: Int
  ) {
    let total = cost + group.cost
    guard position &+ Int(group.readCount) <= read.count else { return }
    for offset in 0..<Int(group.readCount)
    where costs.letters[Int(group.read) &+ offset] != read[position &+ offset] { return }
    var next = node
    for offset in 0..<Int(group.truthCount) {
      next = trie.child(next, costs.letters[Int(group.truth) &+ offset])
      if next < 0 { return }
    }
    if mayPay(total, below: next, position &+ Int(group.readCount)) {
      visit(next, position &+ Int(group.readCount), total, edits &+ 1)
    }
  }

  /// Keeps a syllable, if it is better than one that is kept.
  private mutating func add(_ end: SyllableTrie.End, _ cost: Float) {
    let total = cost + tones[Int(end.tone)]
    guard total <= limit, total > 0 else { return }
    // Of one letter only the marks are mended: anything may have been a scrap.
    if read.count == 1, end.single != read[0] & 31 { return }
    let new = Found(rank: total - end.half, word: end.word, cost: total)
    if count == Self.most, !(new < found[count &- 1]) { return }
    var place = 0
    while place < count, found[place].word != end.word { place &+= 1 }
    if place < count {
      if found[place].cost <= total { return }
    } else if count < Self.most {
      count &+= 1
    } else {
      place = count &- 1
    }
    while place > 0, new < found[place &- 1] {
      found[place] = found[place &- 1]
      place &-= 1
    }
    found[place] = new
    if count == Self.most { worst = found[count &- 1].rank }
  }
}
