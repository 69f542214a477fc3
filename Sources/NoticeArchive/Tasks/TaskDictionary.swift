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
        guard key.withUnsafeBufferPointer({ Self.has($0, prefix) }) else { break }
        let text = key.prefix { $0 != TaskKey.separator }
        if text.isEmpty { break }
        if let body = TaskKey.body(text) { bodies.insert(body) }
        isThere = try cursor.skip(toFolded: Array(text) + [Self.behindBody])
      }
    }
    return bodies.sorted()
  }

  private static func has(_ text: UnsafeBufferPointer<UInt8>, _ prefix: [UInt8]) -> Bool {
    guard text.count >= prefix.count else { return false }
    var index = 0
    while index < prefix.count, text[index] == prefix[index] { index &+= 1 }
    return index == prefix.count
  }

  /// Whether the name of any body begins so.
  func hasBody(beginning prefix: String) throws(IndexError) -> Bool {
    let prefix = Array(prefix.utf8)
    for dictionary in dictionaries {
      var cursor = TermCursor(dictionary)
      if try cursor.seek(folded: prefix), cursor.withKey({ Self.has($0, prefix) }) { return true }
    }
    return false
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
  struct Entry: Sendable {
    var segment: Int
    /// Of its term.
    var order: Int64
    /// Tasks of each document.
    var rows: Int
    /// Which of the bodies that were asked for.
    var body: Int
    var postings: TermPostings
  }

  /// The keys of a body, or of any (`nil`), that are wanted; those of a segment in the order of their terms.
  ///
  /// - Parameter number: The body's, for the entries.
  func entries(
    of body: TaskKey.Body?, number: Int = 0, where isWanted: (TaskKey) -> Bool
  ) throws(IndexError) -> [Entry] {
    var entries: [Entry] = []
    let prefix = Array("\(body?.text ?? "")|".utf8)
    for (segment, dictionary) in dictionaries.enumerated() {
      var cursor = TermCursor(dictionary)
      var isThere = try cursor.seek(folded: prefix)
      while isThere {
        // What follows the body, if it is this one.
        let (isOwn, key) = cursor.withKey { text in
          guard Self.has(text, prefix) else { return (false, TaskKey?.none) }
          let rest = UnsafeBufferPointer(rebasing: text[(prefix.count - 1)...])
          return (true, TaskKey(body, rest: rest))
        }
        guard isOwn else { break }
        if let key, isWanted(key) {
          entries.append(
            Entry(
              segment: segment, order: key.term.order, rows: key.rows, body: number, postings: cursor.postings
            ))
        }
        isThere = try cursor.next()
      }
    }
    return entries
  }
}

extension TaskDictionary {
  /// The bodies that may be the asked one, or a group that it is in.
  func candidates(for ask: AgencyAsk) throws(IndexError) -> Set<TaskKey.Body> {
    var candidates: Set<TaskKey.Body> = []
    for reading in ask.readings {
      let name = reading.name.slug.prefix(TaskKey.Body.longestName)
      candidates.formUnion(try bodies(beginning: name + "@" + (reading.province.map { $0 + "#" } ?? "")))
      if reading.canBeInGroup { candidates.formUnion(try groups(of: reading.name)) }
    }
    return candidates
  }

  /// The bodies whose names begin as a group does that may have a body of that name in it.
  private func groups(of name: BodyWords) throws(IndexError) -> Set<TaskKey.Body> {
    var found: Set<TaskKey.Body> = []
    let places = BodyGroup.Table.standard.places.map { $0.joined(separator: "-") }
    let parts = BodyGroup.Table.standard.parts
    var head = ""
    for word in [""] + name.words.map({ $0.bare + "-" }) {
      head += word
      if !head.isEmpty, try !hasBody(beginning: head) { break }
      for front in ["cac-", "cap-"] { found.formUnion(try bodies(beginning: head + front)) }
      // "quận, huyện", "sở, ngành": a head stands before places only.
      for first in head.isEmpty ? parts : places {
        guard try hasBody(beginning: "\(head)\(first)-") else { continue }
        for second in parts where second != first {
          found.formUnion(try bodies(beginning: "\(head)\(first)-\(second)"))
        }
      }
    }
    return found
  }
}
