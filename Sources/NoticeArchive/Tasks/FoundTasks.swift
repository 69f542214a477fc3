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
  /// Sorted; those that `isTogether` stand side by side.
  private let entries: [TaskDictionary.Entry]
  private var nextEntry = 0
  /// The documents of the present entries by their dates, the last one first.
  private var documents: [(day: DayNumber?, address: DocumentAddress)] = []
  /// Those of one date, the last one first.
  private var sameDay: [DocumentAddress] = []
  private var group: TaskDictionary.Entry?
  private var tasks: [ArchivedTask] = []
  private var nextTask = 0

  init(
    _ entries: [TaskDictionary.Entry], _ filter: TaskFilter, _ reader: ArchiveReader, bitmaps: [[UInt64]?],
    unknownAgencies: [String]
  ) throws(IndexError) {
    self.reader = reader
    self.filter = filter
    self.bitmaps = bitmaps
    self.unknownAgencies = unknownAgencies
    switch filter.selection.sort {
    case .due: self.entries = entries.sorted { $0.key.term < $1.key.term }
    case .date: self.entries = entries
    case .agency: self.entries = entries.sorted { Self.isBefore($0.key, $1.key) }
    }
    var count = 0
    for entry in entries {
      if let bitmap = bitmaps[entry.segment] {
        let list = try PostingsList(
          reader.index.segments[entry.segment], entry.postings, hasFrequencies: false)
        count += list.count(in: bitmap) * entry.key.rows
      } else {
        count += entry.postings.count * entry.key.rows
      }
    }
    self.count = count
  }

  /// By the body, nobody last; then by the term.
  private static func isBefore(_ left: TaskKey, _ right: TaskKey) -> Bool {
    if left.body == right.body { return left.term < right.term }
    guard let leftBody = left.body else { return false }
    guard let rightBody = right.body else { return true }
    return leftBody < rightBody
  }

  private func isTogether(_ left: TaskKey, _ right: TaskKey) -> Bool {
    switch filter.selection.sort {
    case .due: left.term == right.term
    case .date: true
    case .agency: left.body == right.body && left.term == right.term
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
    let tasks = filter.tasks(of: try reader.document(address))
    guard let group else { return [] }
    switch filter.selection.sort {
    case .due: return tasks.filter { $0.row.term == group.key.term }
    case .date: return tasks
    case .agency: return tasks.filter { $0.row.term == group.key.term && $0.row.key == group.key.body }
    }
  }

  /// The documents of the next date, by their names.
  private func takeDay() throws(IndexError) {
    guard let day = documents.last?.day else { return try takeSameDay(documents.count) }
    try takeSameDay(documents.reversed().prefix { $0.day == day }.count)
  }

  private func takeSameDay(_ count: Int) throws(IndexError) {
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
    var addresses: Set<DocumentAddress> = []
    var numbers: [UInt32] = []
    while nextEntry < entries.count, isTogether(entries[nextEntry].key, first.key) {
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
        addresses.insert(DocumentAddress(segment: entry.segment, document: Int(number)))
      }
    }
    var dated: [(day: DayNumber?, address: DocumentAddress)] = []
    for address in addresses { dated.append((try reader.day(address), address)) }
    // The last one is the next: the newest by date, else the oldest; those without a date at the end.
    let newestFirst = filter.selection.sort == .date
    documents = dated.sorted { left, right in
      guard let leftDay = left.day else { return right.day != nil }
      guard let rightDay = right.day else { return false }
      return newestFirst ? leftDay < rightDay : leftDay > rightDay
    }
  }
}
