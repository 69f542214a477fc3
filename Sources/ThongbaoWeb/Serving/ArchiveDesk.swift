#if Web
  import NoticeArchive
  import NoticeIndex
  import NoticeSearch

  /// What answers questions about one commit of the archive; used by one request at a time.
  final class ArchiveDesk {
    let searcher: Searcher
    let reader: ArchiveReader
    private(set) var graph: CitationGraph
    let documents: StoredDocuments
    private let memory: CitationMemory
    private(set) var forms = FormTable()
    private var finder: TaskFinder?
    private var questions = 0

    /// A graph remembers what it was asked: after so many requests it forgets.
    private static let questionsPerGraph = 256
    /// It knows a language's words; more are mostly damaged ones.
    private static let mostForms = 50_000

    init(_ searcher: Searcher, _ memory: CitationMemory) throws(IndexError) {
      self.searcher = searcher
      self.memory = memory
      reader = try ArchiveReader(searcher.reader)
      graph = CitationGraph(reader, memory: memory)
      documents = StoredDocuments(searcher.reader)
    }

    /// Made when it is first needed: it reads the names of all bodies.
    func tasks() throws(IndexError) -> TaskFinder {
      if let finder { return finder }
      let made = try TaskFinder(reader)
      finder = made
      return made
    }

    func endQuestion() {
      if forms.count > Self.mostForms { forms = FormTable() }
      questions += 1
      guard questions % Self.questionsPerGraph == 0 else { return }
      graph = CitationGraph(reader, memory: memory)
    }
  }
#endif
