import NoticeGrammar
import NoticeIndex

/// Which documents of the report the references mean, and who refers to a document.
///
/// A link is made where `CitationGraph` finds one work that a mention means, at least likely, and the report has it.
/// Everything else stays without a link: a wrong one is worse than none. Of a work that was scanned more than once,
/// every scan is cited.
struct ReportLinks {
  /// Of each document, by number, where its references begin among `targets`.
  private var starts: [Int] = [0]
  /// −1 where the report has no such document.
  private var targets: [Int32] = []
  /// Document, then who refers to it; both ascending.
  private var citations: [(cited: Int32, by: Int32)] = []

  /// The documents that the references of a document mean, in their order; `nil` if the report has none of which that
  /// is sure.
  func targets(of document: Int) -> [Int?] {
    targets[starts[document]..<starts[document + 1]].map { $0 < 0 ? nil : Int($0) }
  }

  /// Who refers to a document, each once, ascending.
  func citing(_ document: Int) -> [Int] {
    var low = 0
    var high = citations.count
    while low < high {
      let middle = (low + high) / 2
      if citations[middle].cited < document { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    while low < citations.count, citations[low].cited == document {
      let by = Int(citations[low].by)
      if found.last != by { found.append(by) }
      low += 1
    }
    return found
  }

  /// Finds the links of all documents, which are added by number.
  struct Finder {
    private let reader: ArchiveReader
    /// Of each segment, the report's number of each document; −1 if it is not in the report.
    private let numbers: [[Int32]]
    private var graph: CitationGraph
    private var known: [CitationTerm: [Int32]] = [:]
    private var links = ReportLinks()

    /// The graph and what it found are forgotten after so many documents, so that memory does not grow with the archive.
    private static let documentsPerGraph = 4096

    init(_ reader: ArchiveReader, numbers: [[Int32]]) {
      self.reader = reader
      self.numbers = numbers
      graph = CitationGraph(reader)
    }

    /// - Parameter notice: `nil` of a document without one.
    mutating func add(_ notice: Notice?) throws(IndexError) {
      let number = Int32(links.starts.count - 1)
      if number > 0, Int(number) % Self.documentsPerGraph == 0 {
        graph = CitationGraph(reader)
        known = [:]
      }
      if let notice {
        for reference in notice.references {
          let documents = try documents(reference, in: notice)
          links.targets.append(documents.contains(number) ? number : documents.first ?? -1)
          if documents.contains(number) { continue }
          for document in documents { links.citations.append((document, number)) }
        }
      }
      links.starts.append(links.targets.count)
    }

    func finished() -> ReportLinks {
      var links = links
      links.citations.sort { ($0.cited, $0.by) < ($1.cited, $1.by) }
      return links
    }

    /// All documents of the report that are the one work which a reference means, ascending.
    private mutating func documents(_ reference: Reference, in notice: Notice) throws(IndexError) -> [Int32] {
      guard let term = CitationTerm.single(of: reference, in: notice) else { return [] }
      if let documents = known[term] { return documents }
      var documents: [Int32] = []
      for address in try graph.documents(term) {
        let number = numbers[address.segment][address.document]
        if number >= 0 { documents.append(number) }
      }
      documents.sort()
      known[term] = documents
      return documents
    }
  }
}
