import NoticeIndex

/// Runs a query's set over one segment.
struct SegmentRun {
  let root: DocSet
  let scoring: SegmentScoring
  /// Number of the segment's first document in the whole index.
  let base: UInt64
  /// All matches, where they were counted first: none is looked for again.
  var found: FoundDocuments?

  init(root: DocSet, scoring: SegmentScoring, base: UInt64) {
    self.root = root
    self.scoring = scoring
    self.base = base
  }

  private func live(_ word: Int) -> UInt64 { scoring.live.map { $0[word] } ?? .max }

  /// The matches of a word that are not deleted.
  @inline(__always)
  private func bits(_ word: Int) -> UInt64 { found.map { $0.bits(word) } ?? root.bits(word) & live(word) }

  /// The first word from `word` that may have a match; as many as there are words if there is none.
  @inline(__always)
  private func next(_ word: Int) -> Int { found.map { $0.next(word) } ?? root.next(word) }

  // MARK: The best

  /// Offers every document that could be among the best.
  ///
  /// Few matches are all scored, in order. Of many, first the windows that promise most are scored, so that the
  /// threshold is high when the others are gone through.
  func collect(into top: inout TopHits, _ threshold: Threshold) {
    guard top.limit > 0 else { return }
    if let score = root.constantScore { return collectFirst(score, &top) }
    var hits = HitCollector(top, root.lateBonus, base: base, threshold)
    if let found, found.count <= root.documents / Self.fewMatches {
      collect(found, &hits, threshold)
    } else if let lead = lead {
      collect(led: lead, &hits, threshold)
    } else if root.cost < root.documents / 64 || root.windows < 32 {
      collectAll(&hits, threshold)
    } else {
      collectByBounds(&hits, threshold)
    }
    hits.settle()
    top = hits.top
  }

  /// All score the same: the first ones are the best.
  private func collectFirst(_ score: Float, _ top: inout TopHits) {
    var word = next(0)
    while word < root.words {
      if let last = top.last, last.document < base + UInt64(word * 64), last.score >= score { return }
      Bits.forEach(bits(word)) { top.offer(score, base + UInt64(word * 64 + $0)) }
      word = next(word + 1)
    }
  }

  /// Where one document in so many matches, or fewer, each match is looked at: what windows promise would cost more.
  private static let fewMatches = 16

  /// Goes through matches that are known, in order; drops by what is cheap to know before they are scored.
  private func collect(_ found: FoundDocuments, _ hits: inout HitCollector, _ threshold: Threshold) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * Self.batch) { buffer in
      guard let documents = buffer.baseAddress else { return }
      let scores = UnsafeMutableRawPointer(documents + Self.batch).bindMemory(
        to: Float.self, capacity: Self.batch)
      if let last = hits.last { threshold.score = last.score }
      var count = 0
      var word = found.next(0)
      while word < root.words {
        Bits.forEach(found.bits(word)) { bit in
          documents[count] = UInt32(truncatingIfNeeded: word &* 64 &+ bit)
          count &+= 1
        }
        word = found.next(word &+ 1)
        guard count > Self.batch &- 64 || word >= root.words else { continue }
        if threshold.score > 0 { count = promising(documents, count, scores, threshold.score) }
        scores.update(repeating: 0, count: count)
        root.addScores(documents, count, scores)
        for index in 0..<count { hits.offer(scores[index], documents[index]) }
        if let last = hits.last { threshold.score = last.score }
        count = 0
      }
    }
  }

  /// Documents that are scored together; at least two words of them.
  private static let batch = 192

  private func collectAll(_ hits: inout HitCollector, _ threshold: Threshold) {
    let most = root.maxScore
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 64) { buffer in
      guard let scores = buffer.baseAddress else { return }
      var word = next(0)
      while word < root.words {
        if let last = hits.last {
          if most < last.score { return }
          threshold.score = last.score
        }
        score(word, bits(word), scores, &hits)
        word = next(word &+ 1)
      }
    }
  }

  /// The rarest term, if every match has it and it is no bitmap.
  private var lead: SparseTermDocSet? {
    if let term = root as? SparseTermDocSet { return term }
    if let all = root as? Intersection { return all.sets[0] as? SparseTermDocSet }
    return nil
  }

  /// Goes through the blocks of the rarest term, those first that promise most; in each, documents are dropped by
  /// what is cheap to know before they are scored.
  private func collect(led lead: SparseTermDocSet, _ hits: inout HitCollector, _ threshold: Threshold) {
    let blocks = lead.list.blocks
    let order =
      blocks > 2 ? (0..<blocks).sorted { lead.list.bound($0) > lead.list.bound($1) } : Array(0..<blocks)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3 * PostingsFormat.sparseBlock) { buffer in
      guard let documents = buffer.baseAddress else { return }
      let scores = UnsafeMutableRawPointer(documents + PostingsFormat.sparseBlock)
        .bindMemory(to: Float.self, capacity: 2 * PostingsFormat.sparseBlock)
      if let last = hits.last { threshold.score = last.score }
      for block in order {
        // Blocks come by what the lead can score in them: once one is too weak, all that follow are.
        let most = bound(lead, lead.maxScore(block: block))
        if lead.weight > 0, most < threshold.score { return }
        var count = lead.documents(ofBlock: block, documents)
        if let found {
          count = Bits.retain(found.words, documents, count)
        } else if let live = scoring.live {
          count = Bits.retain(live, documents, count)
        }
        if found != nil {
          // They match.
        } else if let phrase = root as? Phrase {
          count = phrase.retainCandidates(documents, count)
        } else if root !== lead {
          count = root.retain(documents, count)
        }
        if count == 0 { continue }
        if threshold.score > 0, root !== lead { count = promising(documents, count, scores, threshold.score) }
        scores.update(repeating: 0, count: count)
        root.addScores(documents, count, scores)
        for index in 0..<count where scores[index] > 0 { hits.offer(scores[index], documents[index]) }
        if let last = hits.last { threshold.score = last.score }
      }
    }
  }

  /// What a document can score at most that scores `own` for the lead.
  private func bound(_ lead: SparseTermDocSet, _ own: Float) -> Float {
    // The words of a phrase give shares of its weight.
    if let phrase = root as? Phrase { return phrase.weight * own * 1.000_01 }
    return own + (root.maxScore - lead.maxScore) * 1.000_01
  }

  /// Keeps the documents that may reach the threshold.
  private func promising(
    _ documents: UnsafeMutablePointer<UInt32>, _ count: Int, _ bounds: UnsafeMutablePointer<Float>,
    _ threshold: Float
  ) -> Int {
    bounds.update(repeating: 0, count: count)
    root.addBounds(documents, count, bounds)
    var kept = 0
    for index in 0..<count {
      documents[kept] = documents[index]
      kept &+= bounds[index] * 1.000_01 >= threshold ? 1 : 0
    }
    return kept
  }

  @inline(__always)
  private func score(
    _ word: Int, _ bits: UInt64, _ scores: UnsafeMutablePointer<Float>, _ hits: inout HitCollector
  ) {
    if bits == 0 { return }
    scores.update(repeating: 0, count: 64)
    root.addScores(word, bits, scores)
    let least = root.matchesByScore ? Float.leastNonzeroMagnitude : 0
    Bits.forEach(bits) {
      if scores[$0] >= least { hits.offer(scores[$0], UInt32(truncatingIfNeeded: word &* 64 &+ $0)) }
    }
  }

  /// So many windows are scored first.
  private static let seeds = 64
  private static let buckets = 256

  private func collectByBounds(_ hits: inout HitCollector, _ threshold: Threshold) {
    let windows = root.windows
    withUnsafeTemporaryAllocation(of: Float.self, capacity: windows + 8 + 64) { buffer in
      guard let bounds = buffer.baseAddress else { return }
      bounds.initialize(repeating: 0, count: windows + 8)
      let scores = bounds + windows + 8
      scores.initialize(repeating: 0, count: 64)
      if let last = hits.last { threshold.score = last.score }
      if let forms = root as? Union, let limit = hits.seedLimit {
        let words = found?.words ?? scoring.live
        let reached = forms.addBounds(ofBest: limit, bounds) { document in
          words.map { $0[Int(document &>> 6)] &>> UInt64(document & 63) & 1 != 0 } ?? true
        }
        threshold.score = max(threshold.score, reached)
      } else {
        root.addBounds(bounds)
      }
      let cut = seedCut(bounds, windows, atLeast: threshold.score)
      if cut > 0 {
        visit(bounds, from: cut, below: .infinity, scores, &hits, threshold)
        hits.settle()
      }
      visit(bounds, from: 0, below: cut > 0 ? cut : .infinity, scores, &hits, threshold)
    }
  }

  /// A bound that about `seeds` windows reach.
  private func seedCut(_ bounds: UnsafePointer<Float>, _ windows: Int, atLeast: Float) -> Float {
    let most = Self.largest(bounds, windows)
    guard most > atLeast else { return 0 }
    let low = max(most * 0.5, atLeast)
    let scale = Float(Self.buckets - 1) / max(most - low, .leastNormalMagnitude)
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.buckets) { counts in
      counts.initialize(repeating: 0)
      let lows = Four(repeating: low)
      for first in stride(from: 0, to: windows, by: 4) where any(Self.four(bounds, first) .> lows) {
        for window in first..<min(first + 4, windows) where bounds[window] > low {
          counts[Int((bounds[window] - low) * scale)] &+= 1
        }
      }
      var sum: Int32 = 0
      var bucket = Self.buckets - 1
      while bucket > 0 {
        sum += counts[bucket]
        if sum >= Int32(Self.seeds) { break }
        bucket -= 1
      }
      return low + Float(bucket) / scale
    }
  }

  private typealias Four = SIMD4<Float>

  /// The bounds of four windows; behind the last of a segment there is room for three.
  @inline(__always)
  private static func four(_ bounds: UnsafePointer<Float>, _ window: Int) -> Four {
    UnsafeRawPointer(bounds + window).loadUnaligned(as: Four.self)
  }

  /// The largest bound, which is not below 0; four at a time, as the processor compares them.
  private static func largest(_ bounds: UnsafePointer<Float>, _ windows: Int) -> Float {
    var most = (Four.zero, Four.zero)
    var window = 0
    while window < windows {
      let (first, second) = (four(bounds, window), four(bounds, window + 4))
      most.0.replace(with: first, where: first .> most.0)
      most.1.replace(with: second, where: second .> most.1)
      window += 8
    }
    return max(most.0.max(), most.1.max())
  }

  /// Scores the documents of the windows whose bounds are from `from` to `below` and may still matter.
  private func visit(
    _ bounds: UnsafePointer<Float>, from: Float, below: Float, _ scores: UnsafeMutablePointer<Float>,
    _ hits: inout HitCollector, _ threshold: Threshold
  ) {
    let words = root.words
    let known = found?.words
    let byScore = known == nil && root.matchesByScore
    for word in 0..<words {
      let own = bounds + word &* 4
      let least = max(threshold.score, from)
      // Bounds of 0 have no match; those beyond the last window are 0.
      if !any(Self.four(own, 0) .>= Four(repeating: least)) { continue }
      var wanted: UInt64 = 0
      for window in 0..<4 where own[window] >= least && own[window] > 0 && own[window] < below {
        wanted |= 0xFFFF &<< UInt64(window &* 16)
      }
      if wanted == 0 { continue }
      let bits = wanted & (known.map { $0[word] } ?? (byScore ? .max : root.bits(word)) & live(word))
      if bits == 0 { continue }
      score(word, bits, scores, &hits)
      if let last = hits.last { threshold.score = max(threshold.score, last.score) }
    }
  }

  // MARK: Counting

  private static let chunk = 512

  /// How many documents match.
  func count() -> Int {
    if root.cost < root.documents / 64 {
      var count = 0
      var word = root.next(0)
      while word < root.words {
        count += (root.bits(word) & live(word)).nonzeroBitCount
        word = root.next(word &+ 1)
      }
      return count
    }
    if scoring.live == nil, let term = root as? TermDocSet { return term.list.count }
    var count = 0
    matches { _, words, length in count += Bits.count(words, length) }
    return count
  }

  /// Calls `use` with all words in chunks: the first word's number, the matches, how many words.
  func matches(_ use: (Int, UnsafePointer<UInt64>, Int) -> Void) {
    if let found { return use(0, found.words, root.words) }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.chunk) { buffer in
      guard let words = buffer.baseAddress else { return }
      var first = 0
      while first < root.words {
        let range = first..<min(root.words, first + Self.chunk)
        root.fill(range, words)
        if let live = scoring.live { Bits.and(words, live + first, range.count) }
        use(first, words, range.count)
        first = range.upperBound
      }
    }
  }
}
