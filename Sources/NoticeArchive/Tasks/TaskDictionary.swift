import NoticeIndex

/// The field `task` of an index: its bodies, and what they are to do.
struct TaskDictionary {
  private let dictionaries: [TermDictionary]

  init(_ index: IndexReader) throws(IndexError) {
    var dictionaries: [TermDictionary] = []
    for segment in index.segments { dictionaries.append(try segment.dictionary(.keyword(.task))) }
    self.dictionaries = dictionaries
  }

  /// Behind all keys of a body, which go on with `|`.
  private static let behindBody = UInt8(ascii: "}")
  /// Behind all bodies of a name, which go on with `@`.
  private static let behindName = UInt8(ascii: "A")

  /// The bodies whose names begin so, each once, in order.
  ///
  /// - Complexity: O(bodies · log terms), however many tasks they have.
  func bodies(beginning prefix: String) throws(IndexError) -> [TaskKey.Body] {
    var bodies: Set<TaskKey.Body> = []
    let prefix = Array(prefix.utf8)
    for dictionary in dictionaries {
      var cursor = TermCursor(dictionary)
      var isThere = try cursor.seek(folded: prefix)
      while isThere {
        let key = cursor.key
        guard key.starts(with: prefix) else { break }
        let text = key.prefix { $0 != TaskKey.separator }
        if text.isEmpty { break }
        if let body = TaskKey.body(text) { bodies.insert(body) }
        isThere = try cursor.skip(toFolded: Array(text) + [Self.behindBody])
      }
    }
    return bodies.sorted()
  }

  /// The names of all bodies, as slugs, in order.
  func names() throws(IndexError) -> [String] {
    var names: Set<String> = []
    for dictionary in dictionaries {
      var cursor = TermCursor(dictionary)
      var isThere = try cursor.next()
      while isThere {
        let name = cursor.key.prefix { $0 != UInt8(ascii: "@") && $0 != TaskKey.separator }
        if name.isEmpty { break }
        names.insert(String(decoding: name, as: UTF8.self))
        isThere = try cursor.skip(toFolded: Array(name) + [Self.behindName])
      }
    }
    return names.sorted()
  }

  /// A key of one segment, and the documents that have it.
  struct Entry {
    var segment: Int
    var key: TaskKey
    var postings: TermPostings
  }

  /// The keys of a body, or of any (`nil`), that are wanted; those of a segment in the order of their terms.
  func entries(
    of body: TaskKey.Body?, where isWanted: (TaskKey) -> Bool
  ) throws(IndexError) -> [Entry] {
    var entries: [Entry] = []
    let prefix = Array("\(body?.text ?? "")|".utf8)
    for (segment, dictionary) in dictionaries.enumerated() {
      var cursor = TermCursor(dictionary)
      var isThere = try cursor.seek(folded: prefix)
      while isThere {
        let text = cursor.key
        guard text.starts(with: prefix) else { break }
        if let key = TaskKey(text), isWanted(key) {
          entries.append(Entry(segment: segment, key: key, postings: cursor.postings))
        }
        isThere = try cursor.next()
      }
    }
    return entries
  }
}

extension AgencyAsk {
  /// What the names of the bodies begin with that may be the asked one, or a group that it is in.
  var prefixes: [String] {
    var prefixes: Set<String> = []
    for reading in readings {
      prefixes.insert(reading.name.slug.prefix(TaskKey.Body.longestName) + "@")
      guard reading.canBeInGroup else { continue }
      let words = reading.name.words.map(\.bare)
      for length in 0...words.count {
        let head = words[..<length].map { $0 + "-" }.joined()
        prefixes.insert(head + "cac-")
        prefixes.insert(head + "cap-")
        let places = BodyGroup.Table.standard.places
        for first in places where length > 0 {
          for second in places where second != first {
            prefixes.insert(head + (first + second).joined(separator: "-"))
          }
        }
      }
    }
    return prefixes.sorted()
  }
}
