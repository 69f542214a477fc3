import NoticeGrammar
import NoticeIndex
import NoticeSearch
import NoticeText
import TestSupport
import Testing

@testable import NoticeArchive

/// Tasks by the index are those that reading every document finds, in the same order.
@Suite struct FoundTasksTests {
  private static let notices: [(id: String, notice: Notice)] = Corpus.notices.compactMap { source in
    (try? source.source()).map { (source.description, NoticeParser().parse($0)) }
  }

  /// The Corpus in segments of a random size, some of it deleted or replaced.
  private func archive(_ random: inout SeededGenerator) throws -> ArchiveReader {
    let archive = try Archive(MemoryDirectory())
    var builder = SegmentBuilder(withText: Bool.random(using: &random))
    let size = Int.random(in: 3...60, using: &random)
    let again = Self.notices.shuffled(using: &random).prefix(Int.random(in: 0...5, using: &random))
    for (number, (id, notice)) in (Self.notices + again).enumerated() {
      try builder.add(IndexDocument(notice, id: id, version: UInt64(number)))
      if number % size == size - 1 {
        try archive.writer.add(builder)
        builder = SegmentBuilder(withText: true)
      }
    }
    try archive.writer.add(builder)
    let deleted = Self.notices.shuffled(using: &random).prefix(Int.random(in: 0...8, using: &random))
    for (id, _) in deleted { _ = try archive.writer.delete(id: id) }
    if Bool.random(using: &random) { try archive.writer.mergeNewest() }
    try archive.writer.commit()
    return try ArchiveReader(IndexReader(archive.directory))
  }

  private static let names = [
    "Sở Y tế", "so y te", "Sở Y tế Đà Nẵng", "UBND tỉnh", "UBND tỉnh Nghệ An", "UBND huyện Bát Xát",
    "Công an tỉnh",
    "Bộ Công an", "UBND xã Đất Mũi", "Sở Tài chính Lào Cai", "Huyện ủy Yên Thế",
    "Sở Nông nghiệp và Môi trường", "không có ai",
    "UBND quận Hải Châu", "Sở Công Thương",
  ]

  private func selection(_ random: inout SeededGenerator) -> TaskSelection {
    var selection = TaskSelection()
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    if chance(60) {
      selection.agencies = (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
        Self.names.randomElement(using: &random)
      }
    }
    if chance(30) {
      selection.roles = Set(Assignee.Role.allCases.filter { _ in Bool.random(using: &random) })
    }
    func day() -> DayNumber { DayNumber.random(in: 17_000...20_500, using: &random) }  // 2016…2026
    if chance(30) {
      let (first, second) = (day(), day())
      selection.due = min(first, second)...max(first, second)
    }
    if chance(30) { selection.overdueOn = day() }
    if chance(10) { selection.isWithoutDeadline = true }
    selection.sort = TaskSelection.Sort.allCases.randomElement(using: &random) ?? .due
    return selection
  }

  /// Every document is read, every task looked at.
  private func scan(
    _ reader: ArchiveReader, _ selection: TaskSelection, among documents: Set<String>?
  ) throws -> [ArchivedTask] {
    var all: [(day: DayNumber?, task: ArchivedTask)] = []
    var filter = TaskFilter(selection)
    let addresses = try reader.addresses()
    for address in addresses {
      for row in try reader.document(address).notice?.taskRows ?? [] {
        for index in filter.asks.indices {
          if let key = row.key, !key.province.isEmpty, filter.asks[index].match(key) == .direct {
            filter.asks[index].provinces.insert(key.province)
          }
        }
      }
    }
    for address in addresses {
      let document = try reader.document(address)
      if let documents, !documents.contains(document.id) { continue }
      for task in filter.tasks(of: document) { all.append((try reader.day(address), task)) }
    }
    func place(_ entry: (day: DayNumber?, task: ArchivedTask)) -> [Int64] {
      let order = entry.task.row.term.order
      let day = Int64(entry.day ?? .max)
      switch selection.sort {
      case .due, .agency: return [order, day]
      case .date: return [entry.day.map { -Int64($0) } ?? .max]
      }
    }
    func agency(_ entry: (day: DayNumber?, task: ArchivedTask)) -> [UInt8] {
      selection.sort == .agency ? Array((entry.task.row.key?.text ?? "~").utf8) : []
    }
    return all.sorted { left, right in
      if agency(left) != agency(right) { return agency(left).lexicographicallyPrecedes(agency(right)) }
      if place(left) != place(right) { return place(left).lexicographicallyPrecedes(place(right)) }
      if left.task.document != right.task.document {
        return Array(left.task.document.utf8).lexicographicallyPrecedes(Array(right.task.document.utf8))
      }
      return left.task.number < right.task.number
    }.map(\.task)
  }

  private func line(_ task: ArchivedTask) -> String {
    "\(task.document) \(task.number) \(task.task.path) \(task.match?.rawValue ?? "")"
  }

  @Test(arguments: UInt64(0)..<12)
  func agreesWithReadingAll(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let reader = try archive(&random)
    let finder = try TaskFinder(reader)
    for _ in 0..<4 {
      let selection = selection(&random)
      let text = Int.random(in: 0..<3, using: &random) == 0 ? "kind:TB OR kind:CT" : nil
      let query = try text.map { try Query.parse($0) }
      let documents = try query.map { query in
        Set(
          try Searcher(reader.index).documents(matching: query).map {
            try reader.id(DocumentAddress(segment: $0.segment, document: $0.document))
          })
      }
      let found = try finder.find(selection, matching: query)
      var tasks: [ArchivedTask] = []
      while let task = try found.next() { tasks.append(task) }
      let expected = try scan(reader, selection, among: documents)
      #expect(tasks.map(line) == expected.map(line), "\(selection)")
      #expect(found.count == expected.count)
    }
  }

  @Test func nearNamesAreSuggested() throws {
    var random = SeededGenerator(seed: 1)
    let finder = try TaskFinder(archive(&random))
    let near = try finder.suggestions(for: "Sở Ytế")
    #expect(near.isEmpty || near.allSatisfy { $0.count > 0 })
    let typo = try finder.suggestions(for: "Sở Tài chín")
    #expect(typo.first?.name == "Sở Tài chính" && typo.first.map { $0.count > 3 } ?? false)
    let part = try finder.suggestions(for: "Kiểm lâm")
    #expect(part.contains { $0.name.contains("Kiểm lâm") }, "\(part)")
    #expect(try finder.suggestions(for: "Hội người yêu cá cảnh").isEmpty)
    #expect(try finder.find(TaskSelection()).unknownAgencies.isEmpty)
  }

  @Test func chainsAreToldFromWhatIsDirect() throws {
    let text = """
      TỈNH ỦY NGHỆ AN                    ĐẢNG CỘNG SẢN VIỆT NAM
      *
      Số 12-TB/TU                  Nghệ An, ngày 26 tháng 10 năm 2021

      THÔNG BÁO
      Ý kiến chỉ đạo của Thường trực Tỉnh ủy

      Thường trực Tỉnh ủy có ý kiến chỉ đạo như sau:

      1. Giao Ban cán sự đảng UBND tỉnh chỉ đạo Sở Y tế rà soát, báo cáo trước ngày 30/11/2021.

      2. Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh thực hiện hằng tháng.

      """
    let archive = try Archive(MemoryDirectory())
    var builder = SegmentBuilder(withText: true)
    try builder.add(
      IndexDocument(NoticeParser().parse(SourceText(text)), id: "a", version: 1))
    try archive.writer.add(builder)
    builder = SegmentBuilder(withText: true)
    try archive.writer.commit()
    let finder = try TaskFinder(ArchiveReader(IndexReader(archive.directory)))
    var selection = TaskSelection()
    selection.agencies = ["Sở Y tế"]
    let found = try finder.find(selection)
    let (first, second) = (try #require(try found.next()), try #require(try found.next()))
    #expect(try found.next() == nil)
    #expect(first.match == .chain && first.task.through == ["Ban cán sự đảng Ủy ban nhân dân tỉnh"])
    #expect(first.task.deadline?.value == "2021-11-30" && first.province == "Nghệ An")
    #expect(second.match == .direct && second.task.assignee?.role == .lead)
    #expect(second.task.deadline?.period == "R/P1M")
  }
}
