import NoticeIndex
import NoticeSearch
import NoticeText

/// A body that has tasks, instead of one that has none.
public struct AgencySuggestion: Hashable, Sendable {
  /// As a document writes it.
  public var name: String
  /// How many tasks it has, whatever else was asked for.
  public var count: Int
}

extension TaskFinder {
  /// Bodies of the archive whose names are near to one that was asked for, the nearest first.
  ///
  /// Near is a name that has all the asked words, or differs in few letters, whatever the marks.
  public func suggestions(for agency: String, limit: Int = 5) throws(IndexError) -> [AgencySuggestion] {
    let ask = AgencyAsk(agency)
    var near: [(distance: Int, name: String)] = []
    for name in try dictionary.names() {
      let distances = ask.readings.compactMap { Self.distance($0.name, name) }
      if let distance = distances.min() { near.append((distance, name)) }
    }
    near.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    var found: [(distance: Int, name: String, suggestion: AgencySuggestion)] = []
    for (distance, name) in near.prefix(4 * limit) {
      if let suggestion = try suggestion(name) { found.append((distance, name, suggestion)) }
    }
    found.sort {
      ($0.distance, -$0.suggestion.count, $0.name) < ($1.distance, -$1.suggestion.count, $1.name)
    }
    var seen: Set<String> = []
    return found.map(\.suggestion).filter { seen.insert($0.name).inserted }.prefix(limit).map { $0 }
  }

  private func suggestion(_ name: String) throws(IndexError) -> AgencySuggestion? {
    var selection = TaskSelection()
    selection.sort = .date
    var entries: [TaskDictionary.Entry] = []
    let bodies = Set(try dictionary.bodies(beginning: name + "@"))
    for body in bodies.sorted() { entries += try dictionary.entries(of: body) { _ in true } }
    let tasks = try FoundTasks(
      entries, of: [nil], TaskFilter(selection), reader, bitmaps: try bitmaps(nil), unknownAgencies: [])
    guard tasks.count > 0 else { return nil }
    // The document's rows are not all this body's.
    while let task = try tasks.next() {
      if let key = task.row.key, bodies.contains(key), let agency = task.task.assignee?.agency {
        return AgencySuggestion(name: agency.name, count: tasks.count)
      }
    }
    return nil
  }

  /// How far a slug is from the asked words: 0 if it has all of them, else the letters that differ; `nil` if too many.
  private static func distance(_ asked: BodyWords, _ slug: String) -> Int? {
    let words = slug.split(separator: "-").map(String.init)
    var next = words[...]
    let hasAll = asked.words.allSatisfy { word in
      guard let index = next.firstIndex(of: word.bare) else { return false }
      next = next[(index + 1)...]
      return true
    }
    if hasAll { return words.count == asked.count ? 0 : 1 }
    let (left, right) = (Array(asked.slug.utf8), Array(slug.utf8))
    let limit = min(3, left.count / 5)
    guard limit > 0 else { return nil }
    let letters = EditRow.distance(left, right, limit: limit)
    return letters <= limit ? letters : nil
  }
}
