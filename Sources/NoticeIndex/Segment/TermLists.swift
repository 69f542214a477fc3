/// The words of a stream of documents, sorted by term: for each term the places where it stands, ascending.
///
/// - Complexity: O(words + terms), one counting pass and one that puts every word in its place.
struct TermLists {
  /// Where each term's places begin, and the end.
  private var offsets: [UInt32]
  /// Places of the stream.
  private var places: [UInt32]
  private let starts: [UInt32]
  /// The document of every 64th place, for finding the document of a place.
  private var documents: [UInt32]

  /// - Parameters:
  ///   - stream: The terms of all documents, one after the other.
  ///   - starts: Where each document begins in it.
  ///   - damaged: Terms that stand beside a place of the stream.
  init(_ stream: [UInt32], starts: [UInt32], _ damaged: [(term: UInt32, place: UInt32)], terms: Int) {
    self.starts = starts
    offsets = Array(repeating: 0, count: terms + 1)
    places = Array(repeating: 0, count: stream.count + damaged.count)
    documents = []
    var document = 0
    for place in stride(from: 0, to: stream.count, by: 64) {
      while document + 1 < starts.count, Int(starts[document + 1]) <= place { document += 1 }
      documents.append(UInt32(document))
    }
    offsets.withUnsafeMutableBufferPointer { offsets in
      for term in stream { offsets[Int(term)] &+= 1 }
      for (term, _) in damaged { offsets[Int(term)] &+= 1 }
      var sum: UInt32 = 0
      for index in offsets.indices { (offsets[index], sum) = (sum, sum &+ offsets[index]) }
      // Each term's offset moves to its end while its places are put down, and back afterwards.
      places.withUnsafeMutableBufferPointer { places in
        for (place, term) in stream.enumerated() {
          places[Int(offsets[Int(term)])] = UInt32(truncatingIfNeeded: place)
          offsets[Int(term)] &+= 1
        }
        for (term, place) in damaged {
          places[Int(offsets[Int(term)])] = place
          offsets[Int(term)] &+= 1
        }
        var index = offsets.count - 1
        while index > 0 {
          offsets[index] = offsets[index - 1]
          index -= 1
        }
        if !offsets.isEmpty { offsets[0] = 0 }
        for term in Set(damaged.map(\.term)) {
          places[Int(offsets[Int(term)])..<Int(offsets[Int(term) + 1])].sort()
        }
      }
    }
  }

  /// How often the term stands anywhere.
  func count(_ term: Int) -> Int { Int(offsets[term + 1] - offsets[term]) }

  /// One term's documents; buffers that are used again.
  struct Documents {
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    /// As `PostingsWriter.Term` has them.
    var gaps: [UInt32] = []
  }

  func read(_ term: Int, into out: inout Documents) {
    out.documents.removeAll(keepingCapacity: true)
    out.frequencies.removeAll(keepingCapacity: true)
    out.gaps.removeAll(keepingCapacity: true)
    let range = Int(offsets[term])..<Int(offsets[term + 1])
    out.gaps.reserveCapacity(range.count)
    places.withUnsafeBufferPointer { places in
      starts.withUnsafeBufferPointer { starts in
        documents.withUnsafeBufferPointer { sample in
          var document = -1
          var end: UInt32 = 0
          /// Where the next position would be if it followed at once.
          var next: UInt32 = 0
          var frequency: UInt32 = 0
          for index in range {
            let place = places[index]
            if document < 0 || place >= end {
              if frequency > 0 { out.frequencies.append(frequency) }
              frequency = 0
              document = max(document, Int(sample[Int(place >> 6)]))
              while document + 1 < starts.count, starts[document + 1] <= place { document &+= 1 }
              next = starts[document]
              end = document + 1 < starts.count ? starts[document + 1] : UInt32.max
              out.documents.append(UInt32(truncatingIfNeeded: document))
            }
            frequency &+= 1
            out.gaps.append(place &- next)
            next = place &+ 1
          }
          if frequency > 0 { out.frequencies.append(frequency) }
        }
      }
    }
  }
}
