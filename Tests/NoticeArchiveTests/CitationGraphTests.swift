import NoticeGrammar
import NoticeIndex
import NoticeSearch
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

@Suite struct CitationGraphTests {
  /// A notice of Tỉnh ủy Sông Lam's neighbour, by number and day, that says something.
  private static func notice(_ number: Int, _ day: String, _ body: String, province: String = "Quảng Ninh")
    -> String
  {
    """
    TỈNH ỦY \(province.uppercased())
    *
    Số \(number)-TB/TU

    ĐẢNG CỘNG SẢN VIỆT NAM
    \(province), ngày \(day)

    THÔNG BÁO
    ý kiến chỉ đạo của Thường trực Tỉnh ủy về công tác số \(number)

    Thường trực Tỉnh ủy có ý kiến chỉ đạo như sau:
    1. \(body)

    T/L BAN THƯỜNG VỤ
    CHÁNH VĂN PHÒNG
    Trần Văn Minh
    """
  }

  private static let texts: [String: String] = [
    "a.txt": notice(
      401, "20 tháng 11 năm 2021",
      "Tiếp tục thực hiện Chỉ thị số 18-CT/TU ngày 18/10/2021 của Ban Thường vụ Tỉnh ủy."),
    "b.txt": notice(
      402, "22 tháng 11 năm 2021",
      "Thực hiện Chỉ thị số 18 - CT/TU và Thông báo số 401-TB/TU ngày 20/11/2021 của Tỉnh ủy; Luật Đất đai năm 2013."
    ),
    "c.txt": notice(
      77, "02 tháng 12 năm 2021", "Thực hiện Chỉ thị số 18-CT/TU ngày 05/11/2021 của Tỉnh ủy.",
      province: "Nghệ An"),
    "d.txt": notice(
      403, "25 tháng 11 năm 2021",
      "Thông báo này thay thế Thông báo số 402-TB/TU ngày 22/11/2021 của Tỉnh ủy."),
    "f.txt": notice(
      390, "19 tháng 10 năm 2021", "Thực hiện Chỉ thị số 18-CT/TU ngày 18/10/2021 của Ban Thường vụ Tỉnh ủy."),
    "e.txt": notice(
      404, "26 tháng 11 năm 2021", "Thực hiện Chỉ thị số 18-CT/TU ngày 13/10/2021 của Tỉnh ủy."),
  ]

  /// - Parameter segments: Names of the documents of each.
  private func graph(_ segments: [[String]], merged: Bool = false, deleting: [String] = []) throws
    -> CitationGraph
  {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let parser = NoticeParser()
    for names in segments {
      let builder = SegmentBuilder()
      for name in names {
        let text = SourceText(try #require(Self.texts[name]))
        try builder.add(IndexDocument(parser.parse(text), id: name, version: UInt64(name.utf8.first ?? 0)))
      }
      try writer.add(builder)
    }
    for name in deleting { try writer.delete(id: name) }
    if merged { try writer.mergeAll() }
    try writer.commit()
    return CitationGraph(try ArchiveReader(try IndexReader(directory)))
  }

  private var whole: CitationGraph { get throws { try graph([Self.texts.keys.sorted()]) } }

  private func json(
    _ graph: CitationGraph, _ name: String, _ change: (inout CitationOptions) -> Void = { _ in }
  ) throws
    -> String
  {
    var options = CitationOptions()
    options.limit = nil
    change(&options)
    var writer = JSONWriter(layout: .pretty)
    writer.citations(try graph.trees(try graph.lookUp(name), options))
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Who refers to a work: `b.txt implements likely`.
  private func citing(_ graph: CitationGraph, _ name: String) throws -> [String] {
    let lookup = try graph.lookUp(name)
    return try graph.trees(lookup, CitationOptions()).flatMap { tree in
      (tree.citedBy?.citations ?? []).map { "\($0.document) \($0.role.rawValue) \($0.certainty)" }
    }
  }

  @Test func aNumberIsToldApartByIssuerAndDay() throws {
    let graph = try whole
    #expect(try graph.lookUp("18-CT/TU").works.map(\.author) == ["tinh-uy-nghe-an", "tinh-uy-quang-ninh"])
    let ours = "Chỉ thị số 18-CT/TU ngày 18/10/2021 của Tỉnh ủy Quảng Ninh"
    #expect(
      try citing(graph, ours)
        == [
          "b.txt implements likely", "a.txt implements certain", "f.txt implements certain",
          "e.txt implements doubtful",
        ])
    #expect(try citing(graph, "18-CT/TU của Tỉnh ủy Nghệ An") == ["c.txt implements certain"])
  }

  @Test(arguments: [
    "18-ct/tu", "18-CT/TU", "Chỉ thị số 18 - CT/TU", "CT 018-CT/TU", "18–CT/TU", "  18-CT / TU ",
    "chỉ thị 18-ct/tu", "/akn/vn/doc/chi-thi/tinh-uy-quang-ninh/2021/18-ct-tu",
  ])
  func aDocumentMayBeWrittenInAnyWay(name: String) throws {
    #expect(
      try whole.lookUp(name).works.contains { $0.author == "tinh-uy-quang-ninh" && $0.day == "2021-10-18" })
  }

  @Test func namesOfTheArchiveAreFound() throws {
    let tree = try #require(try whole.trees(try whole.lookUp("b.txt"), CitationOptions()).first)
    #expect(tree.card.identifier == "402-TB/TU" && tree.card.documents == ["b.txt"])
    #expect(tree.citedBy?.citations.map(\.card.identifier) == ["403-TB/TU"])
    #expect(tree.citedBy?.roles == [.replaces: 1])
    #expect(
      Set(tree.cites?.citations.map(\.card.identifier) ?? []) == ["18-CT/TU", "401-TB/TU", "Luật Đất đai"])
  }

  @Test func evidenceCutsTheSource() throws {
    let tree = try #require(try whole.trees(try whole.lookUp("a.txt"), CitationOptions()).first)
    let citation = try #require(tree.cites?.citations.first)
    let evidence = try #require(citation.evidence)
    let bytes = Array(evidence.text.utf8)
    #expect(
      String(decoding: bytes[evidence.mark], as: UTF8.self)
        == "Chỉ thị số 18-CT/TU ngày 18/10/2021 của Ban Thường vụ Tỉnh ủy")
    #expect(citation.directive == "1" && citation.role == .implements)
  }

  @Test func waysAreFollowedAndEnd() throws {
    var options = CitationOptions()
    options.directions = [.citedBy]
    options.depth = 9
    let tree = try #require(try whole.trees(try whole.lookUp("a.txt"), options).first)
    let second = try #require(tree.citedBy?.citations.first)
    #expect(second.card.identifier == "402-TB/TU")
    #expect(second.next?.citedBy?.citations.map(\.card.identifier) == ["403-TB/TU"])
  }

  @Test func unknownNamesGetLikeOnes() throws {
    let lookup = try whole.lookUp("404-TB/TV")
    #expect(lookup.isEmpty && lookup.similar.map(\.name).contains("404-tb-tu"))
    #expect(try whole.lookUp("không có gì").isEmpty)
    #expect(try whole.lookUp("").isEmpty)
  }

  @Test func missingWorksAreCounted() throws {
    let missing = try whole.missing(limit: 10)
    #expect(missing.first?.card.identifier == "18-CT/TU" && missing.first?.documents == 3)
    #expect(Set(missing.map(\.card.identifier)) == ["18-CT/TU", "Luật Đất đai"])
    #expect(missing.allSatisfy { $0.card.documents.isEmpty })
    #expect(try whole.missing(limit: 1).count == 1)
  }

  /// What is missing, by going through all documents that are there.
  private func missingCounts(_ graph: CitationGraph) throws -> [String: Int] {
    var documents: [Work: Set<DocumentAddress>] = [:]
    for (number, segment) in graph.reader.index.segments.enumerated() {
      for document in 0..<segment.documents where segment.isLive(document) {
        let address = DocumentAddress(segment: number, document: document)
        guard let notice = try graph.notice(address) else { continue }
        for reference in notice.references {
          for term in CitationTerm.terms(of: reference, in: notice) {
            let links = try graph.links(term)
            guard let link = links.first, links.count == 1, link.certainty > .doubtful,
              try graph.documents(link.work).isEmpty
            else { continue }
            documents[link.work, default: []].insert(address)
          }
        }
      }
    }
    var counts: [String: Int] = [:]
    for (work, addresses) in documents {
      counts["\(work.name) \(work.author)", default: 0] += addresses.count
    }
    return counts
  }

  /// Names with their counts, by going through all terms.
  private func mentionCounts(_ graph: CitationGraph) throws -> [(name: String, documents: Int)] {
    var counts: [String: Int] = [:]
    try graph.forEachTerm(.citation, prefix: "") { text, occurrence in
      if !text.hasSuffix("|p") {
        counts[String(text.prefix { $0 != "|" }), default: 0] += occurrence.postings.count
      }
    }
    return counts.map { (name: $0.key, documents: $0.value) }
      .sorted { ($1.documents, $0.name) < ($0.documents, $1.name) }
  }

  @Test(arguments: UInt64(0)..<4)
  func whatIsMissingIsTheSameCommitByCommit(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let parser = NoticeParser(repair: .off)
    var names: [String] = []
    var memory: CitationMemory?
    for commit in 0..<6 {
      let builder = SegmentBuilder()
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let number = 500 + names.count
        // Some are mentioned often, and some of what is mentioned is there.
        let cited = (0..<Int.random(in: 1...6, using: &random)).map { _ in
          let number = Int.random(in: 1...4, using: &random) * Int.random(in: 1...9, using: &random)
          let own = Bool.random(using: &random) ? 500 + Int.random(in: 0...30, using: &random) : number
          return "Thực hiện Thông báo số \(own)-TB/TU ngày 20/11/2021 của Tỉnh ủy."
        }
        let text = Self.notice(number, "20 tháng 11 năm 2021", cited.joined(separator: "\n2. "))
        names.append("\(number).txt")
        try builder.add(
          IndexDocument(parser.parse(SourceText(text)), id: "\(number).txt", version: UInt64(number)))
      }
      try writer.add(builder)
      for name in names where Int.random(in: 0..<9, using: &random) == 0 { try writer.delete(id: name) }
      if commit == 4 { try writer.mergeAll() }
      try writer.commit()
      let index = try IndexReader(directory)
      // As a server does: what was found out for a commit is kept for the next.
      let kept: CitationMemory
      if let memory {
        kept = try CitationMemory(index, keeping: memory)
      } else {
        kept = CitationMemory(index)
      }
      memory = kept
      let graph = CitationGraph(try ArchiveReader(index), memory: kept)
      let expected = try mentionCounts(graph)
      let counted = Array(try kept.mentions.byMentions())
      #expect(counted.map(\.name) == expected.map(\.name))
      #expect(counted.map(\.documents) == expected.map(\.documents))
      let found = try graph.missing(limit: .max)
      let counts = try missingCounts(graph)
      #expect(found.map(\.documents) == counts.values.sorted(by: >))
      #expect(!found.isEmpty)
      let first = try CitationGraph(try ArchiveReader(index)).missing(limit: 3)
      #expect(first.map(\.card) == found.prefix(3).map(\.card))
      #expect(first.map(\.documents) == found.prefix(3).map(\.documents))
    }
  }

  @Test func segmentsChangeNothing() throws {
    let layouts = try [
      whole, graph([["e.txt", "c.txt"], ["a.txt"], ["d.txt", "b.txt", "f.txt"]]),
      graph([["d.txt"], ["b.txt"], ["a.txt"], ["c.txt", "f.txt"], ["e.txt"]], merged: true),
      graph([["d.txt", "a.txt"], ["a.txt", "b.txt", "c.txt", "e.txt", "f.txt"]]),
    ]
    for name in ["18-CT/TU", "401-TB/TU", "402-TB/TU", "Luật Đất đai năm 2013"] {
      let expected = try json(layouts[0], name) { $0.depth = 3 }
      #expect(expected.contains("identifier"))
      for other in layouts.dropFirst() { #expect(try json(other, name) { $0.depth = 3 } == expected) }
    }
    let graphML = try layouts[0].network().graphML()
    for other in layouts { #expect(try other.network().graphML() == graphML) }
  }

  @Test func whatIsDeletedRefersToNothing() throws {
    let graph = try graph([Self.texts.keys.sorted()], deleting: ["a.txt", "c.txt"])
    #expect(try citing(graph, "18-CT/TU của Tỉnh ủy Nghệ An").isEmpty)
    #expect(try citing(graph, "401-TB/TU") == ["b.txt implements certain"])
    #expect(try graph.missing(limit: 9).map(\.card.identifier).contains("401-TB/TU"))
  }

  @Test func everyTermReadsBack() throws {
    for name in Self.texts.keys.sorted() {
      let notice = NoticeParser().parse(SourceText(try #require(Self.texts[name])))
      for term in notice.references.flatMap({ CitationTerm.terms(of: $0, in: notice) }) {
        #expect(CitationTerm(term.text) == term)
      }
    }
    #expect(CitationTerm("") == nil && CitationTerm("a|b") == nil && CitationTerm("a|b|c|loves|e") == nil)
  }

  @Test func graphsAreWellFormedWhateverTheText() {
    var network = CitationNetwork()
    let work = Work(name: "1-ct-tu", author: "", year: "", day: "")
    let card = WorkCard(identifier: "<\"1\\&\u{1}\n'", issuer: "a\u{FFFE}b")
    network.add(CitationTree(work: work, card: card))
    #expect(network.graphML().contains("&lt;\"1\\&amp;\u{FFFD}\n'"))
    #expect(network.dot().contains(#"label="<\"1\\&"# + "\u{FFFD}" + #"\n'\n"#))
  }

  @Test func damagedSpellingsAreFoundByReference() throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    let body = { (symbol: String) in "Thực hiện Công văn số 552/\(symbol) ngày 18/10/2021 của Sở Y tế." }
    for (name, symbol) in [("a", "SYT-NVYD"), ("b", "SYT-NVYD"), ("c", "SYT-NVYO")] {
      let text = SourceText(Self.notice(400, "20 tháng 11 năm 2021", body(symbol)))
      try builder.add(IndexDocument(NoticeParser(repair: .off).parse(text), id: name, version: 1))
    }
    try writer.add(builder)
    try writer.commit()
    let index = try IndexReader(directory)
    let graph = CitationGraph(try ArchiveReader(index))
    let query = try Query.parse("ref:552/SYT-NVYD")
    #expect(try Searcher(index).count(query) == 2)
    #expect(try Searcher(index).count(try query.findingSpellings(in: graph)) == 3)
    let finder = try MentionFinder(query, graph)
    let address = try #require(try graph.reader.address(id: "c"))
    let notice = try #require(try graph.reader.document(address).notice)
    #expect(
      finder.spans(in: notice).map { notice.raw(SourceRange($0.lowerBound, $0.upperBound)) }
        == ["Công văn số 552/SYT-NVYO ngày 18/10/2021 của Sở Y tế"])
    #expect(
      try citing(graph, "552/SYT-NVYD").sorted() == [
        "a implements certain", "b implements certain", "c implements likely",
      ])
  }

  @Test func twoReadingsOfOneNoticeAreNamed() throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    let builder = SegmentBuilder()
    let text = try #require(Corpus.notices.first).source()
    let other = try #require(Corpus.notices.last).source()
    var damaged = text.bytes
    for index in damaged.indices where index % 97 == 5 && damaged[index] > 0x60 && damaged[index] < 0x7B {
      damaged[index] = 0x78
    }
    for (name, bytes) in [("one", text.bytes), ("two", damaged), ("three", other.bytes)] {
      try builder.add(IndexDocument(NoticeParser().parse(SourceText(bytes: bytes)), id: name, version: 1))
    }
    try writer.add(builder)
    try writer.commit()
    let groups = try CitationGraph(try ArchiveReader(try IndexReader(directory))).nearDuplicates()
    #expect(groups.map(\.documents) == [["one", "two"]])
    #expect(groups.allSatisfy { group in group.resemblance > 0.4 && group.resemblance < 1 })
  }
}
