import NoticeIndex

extension Searcher {
  /// Every document that matches, by its place in the index, ascending.
  ///
  /// - Complexity: O(documents ÷ 64) and the matches; no score is worked out.
  package func documents(matching query: Query) throws(IndexError) -> [(segment: Int, document: Int)] {
    var found: [(segment: Int, document: Int)] = []
    for (segment, run) in try runs(plan(query)).enumerated() {
      run.matches { first, words, count in
        for word in 0..<count where words[word] != 0 {
          Bits.forEach(words[word]) { found.append((segment, (first + word) * 64 + $0)) }
        }
      }
    }
    return found
  }
}
