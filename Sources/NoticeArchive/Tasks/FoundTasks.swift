import NoticeIndex

/// Tasks that were found, in order; each document is read when its turn comes.
public final class FoundTasks {
  /// How many there are.
  public let count: Int
  /// Bodies that were asked for and that no task names.
  public let unknownAgencies: [String]

  private let reader: ArchiveReader
  private let filter: TaskFilter
  private let bitmaps: [[UInt64]?]
  /// What entries name by its number.
  private let bodies: [TaskKey.Body?]
  /// Sorted; those that `isTogether` stand side by side.
  private let entries: [TaskDictionary.Entry]
  private var nextEntry = 0
  /// The documents of the present entries, ascending: the last one is the next. Those without a date have the
  /// least rank.
  private var documents: [(rank: DayNumber, address: DocumentAddress)] = []
  /// Those of one date, the last one first.
  private var sameDay: [DocumentAddress] = []
  private var group: TaskDictionary.Entry?
  private var tasks: [ArchivedTask] = []
  private var nextTask = 0

  init(
    _ entries: [TaskDictionary.Entry], of bodies: [TaskKey.Body?], _ filter: TaskFilter,
    _ reader: ArchiveReader, bitmaps: [[UInt64]?], unknownAgencies: [String]
  ) throws(IndexError) {
    self.reader = reader
    self.filter = filter
    self.bitmaps = bitmaps
    self.unknownAgencies = unknownAgencies
    self.bodies = bodies
    switch filter.selection.sort {
    case .due: self.entries = entries.sorted { $0.order < $1.order }
    case .date: self.entries = entries
    // Bodies are numbered in their order, nobody last.
    case .agency: self.entries = entries.sorted { ($0.body, $0.order) < ($1.body, $1.order) }
    }
    var count = 0
    for entry in entries {
      if let bitmap = bitmaps[entry.segment] {
        let list = try PostingsList(
          reader.index.segments[entry.segment], entry.postings, hasFrequencies: false)
        count += list.count(in: bitmap) * entry.rows
      } else {
        count += entry.postings.count * entry.rows
      }
    }
    self.count = count
  }

  private func isTogether(_ left: TaskDictionary.Entry, _ right: TaskDictionary.Entry) -> Bool {
    switch filter.selection.sort {
    case .due: left.order == right.order
    case .date: true
    case .agency: left.body == right.body && left.order == right.order
    }
  }

  /// The next task; `nil` behind the last.
  ///
  /// - Complexity: A document is read once for each term that it has, and never kept.
  public func next() throws(IndexError) -> ArchivedTask? {
    while true {
      if nextTask < tasks.count {
        defer { nextTask += 1 }
        return tasks[nextTask]
      }
      if let address = sameDay.popLast() {
        (tasks, nextTask) = (try tasks(of: address), 0)
      } else if !documents.isEmpty {
        try takeDay()
      } else if nextEntry < entries.count {
        try takeEntries()
      } else {
        return nil
      }
    }
  }

  private func tasks(of address: DocumentAddress) throws(IndexError) -> [ArchivedTask] {
    let tasks = filter.tasks(of: try reader.directives(address))
    guard let group else { return [] }
    switch filter.selection.sort {
    case .due: return tasks.filter { $0.row.term.order == group.order }
    case .date: return tasks
    case .agency:
      return tasks.filter { $0.row.term.order == group.order && $0.row.key == bodies[group.body] }
    }
  }

  /// The documents of the next date, by their names.
  private func takeDay() throws(IndexError) {
    guard let rank = documents.last?.rank else { return }
    let count = documents.reversed().prefix { $0.rank == rank }.count
    let addresses = documents.suffix(count).map(\.address)
    documents.removeLast(count)
    if addresses.count < 2 {
      sameDay = addresses
      return
    }
    var named: [(name: [UInt8], address: DocumentAddress)] = []
    for address in addresses.sorted() { named.append((Array(try reader.id(address).utf8), address)) }
    sameDay = named.sorted { $1.name.lexicographicallyPrecedes($0.name) }.map(\.address)
  }

  /// The documents of the next entries that stand together.
  private func takeEntries() throws(IndexError) {
    let first = entries[nextEntry]
    group = first
    var addresses: [DocumentAddress] = []
    var numbers: [UInt32] = []
    while nextEntry < entries.count, isTogether(entries[nextEntry], first) {
      let entry = entries[nextEntry]
      nextEntry += 1
      let list = try PostingsList(
        reader.index.segments[entry.segment], entry.postings, hasFrequencies: false)
      numbers.removeAll(keepingCapacity: true)
      for block in 0..<list.blocks { list.appendDocuments(of: block, to: &numbers) }
      for number in numbers {
        if let bitmap = bitmaps[entry.segment], bitmap[Int(number) >> 6] >> UInt64(number & 63) & 1 == 0 {
          continue
        }
        addresses.append(DocumentAddress(segment: entry.segment, document: Int(number)))
      }
    }
    addresses.sort()
    let newestFirst = filter.selection.sort == .date
    documents.removeAll(keepingCapacity: true)
    for address in addresses where address != documents.last?.address {
      let day = try reader.day(address)
      documents.append((day.map { newestFirst ? $0 : -$0 } ?? .min, address))
    }
    documents.sort { $0.rank < $1.rank }
  }
}
