/// The syllables of the language model by their letters, laid out flat: a search goes through thousands of its nodes.
///
/// Immutable and never freed, as the model whose words it has.
struct SyllableTrie: @unchecked Sendable {
  struct Node {
    /// Edges `[firstEdge, endEdge)`, ascending by code.
    var firstEdge: UInt32 = 0
    var endEdge: UInt32 = 0
    /// Syllables `[firstEnd, lastEnd)` that end here.
    var firstEnd: UInt32 = 0
    var lastEnd: UInt32 = 0
    /// Half the score of the likeliest syllable at or below it.
    var half: Float = -.infinity
    /// How many letters at least and at most are left to a syllable's end.
    var least: UInt8 = .max
    var most: UInt8 = 0
  }

  struct Edge {
    var code: Glyphs.Code
    var node: Int32
  }

  /// A syllable that ends at a node.
  struct End {
    var tone: UInt8
    var word: LanguageModel.ID
    /// Half its score.
    var half: Float
    /// The code of its only letter without marks; 0 if it has more.
    var single: UInt8
  }

  /// The root is 0.
  let nodes: UnsafePointer<Node>
  let edges: UnsafePointer<Edge>
  let ends: UnsafePointer<End>

  init(_ model: LanguageModel) {
    var children: [[(code: Glyphs.Code, node: Int)]] = [[]]
    var words: [[End]] = [[]]
    for (index, key) in model.keys.enumerated() where model.kinds[index] == .syllable && !key.isHashed {
      var node = 0
      for code in key.codes {
        if let child = children[node].first(where: { $0.code == code }) {
          node = child.node
        } else {
          children[node].append((code, children.count))
          node = children.count
          children.append([])
          words.append([])
        }
      }
      let id = LanguageModel.ID(truncatingIfNeeded: index)
      let bare = key.bare.bits
      words[node].append(
        End(tone: key.tone, word: id, half: model.score(id) * 0.5, single: bare < 32 ? UInt8(bare) : 0))
    }
    var nodes: [Node] = []
    var edges: [Edge] = []
    var ends: [End] = []
    for node in children.indices {
      let (firstEdge, firstEnd) = (UInt32(edges.count), UInt32(ends.count))
      edges += children[node].sorted { $0.code < $1.code }.map { Edge(code: $0.code, node: Int32($0.node)) }
      ends += words[node]
      nodes.append(
        Node(
          firstEdge: firstEdge, endEdge: UInt32(edges.count), firstEnd: firstEnd, lastEnd: UInt32(ends.count))
      )
    }
    // A child stands behind its parent.
    for node in nodes.indices.reversed() {
      var half = -Float.infinity
      for end in nodes[node].firstEnd..<nodes[node].lastEnd {
        half = max(half, ends[Int(end)].half)
        nodes[node].least = 0
      }
      for edge in nodes[node].firstEdge..<nodes[node].endEdge {
        let child = nodes[Int(edges[Int(edge)].node)]
        half = max(half, child.half)
        // A key has eight letters at most.
        nodes[node].least = min(nodes[node].least, child.least + 1)
        nodes[node].most = max(nodes[node].most, child.most + 1)
      }
      nodes[node].half = half
    }
    self.nodes = Self.frozen(nodes)
    self.edges = Self.frozen(edges)
    self.ends = Self.frozen(ends)
  }

  private static func frozen<T>(_ array: [T]) -> UnsafePointer<T> {
    let storage = UnsafeMutablePointer<T>.allocate(capacity: max(array.count, 1))
    storage.initialize(from: array, count: array.count)
    return UnsafePointer(storage)
  }

  /// The node below `node` by `code`, -1 if there is none.
  @inline(__always)
  func child(_ node: Int, _ code: Glyphs.Code) -> Int {
    var edge = Int(nodes[node].firstEdge)
    let end = Int(nodes[node].endEdge)
    while edge < end {
      if edges[edge].code == code { return Int(edges[edge].node) }
      edge &+= 1
    }
    return -1
  }

  /// The syllable that ends at `node` with `tone`.
  func word(_ node: Int, _ tone: UInt8) -> LanguageModel.ID? {
    for end in Int(nodes[node].firstEnd)..<Int(nodes[node].lastEnd) where ends[end].tone == tone {
      return ends[end].word
    }
    return nil
  }
}
