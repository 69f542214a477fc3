/// Documents on their way into one segment, in memory.
///
/// Words are kept as they come, four bytes each: the number of the term. Sealing sorts them by term with one
/// counting pass, so that nothing is chased through memory while documents are added. A builder is used by one
/// thread at a time; several fill different builders at the same time.
package final class SegmentBuilder {
  private let withText: Bool
  private let forms = FormTable()
  private var texts = Stream()
  private var subjects = Stream()
  /// By field: key → number; values by number, as first written; (number, document) as they came.
  private var keywords = KeywordField.allCases.map { _ in Keywords() }
  private var columns = SegmentWriter.Columns()
  /// By the bytes of the name, as everywhere else.
  private var ids: [[UInt8]: UInt32] = [:]
  private var dead: Set<UInt32> = []
  private var store = StoreBlocks()
  /// Words of one text on their way into a stream: a plain buffer takes them faster than an array.
  private var scratch = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 1 << 12)

  /// Words of one field of all documents, one after the other.
  private struct Stream {
    var terms: [UInt32] = []
    /// Where each document's words begin.
    var starts: [UInt32] = []
    /// Damaged words: (term, place of the mended word beside it).
    var damaged: [(term: UInt32, place: UInt32)] = []
  }

  private struct Keywords {
    var numbers: [[UInt8]: UInt32] = [:]
    /// By the bytes of a value as it is written: values recur, and their key is dear.
    var numbersByValue: [[UInt8]: UInt32] = [:]
    var entries: [[UInt8]] = []
    var pairs: [(number: UInt32, document: UInt32)] = []
  }

  /// - Parameter withText: Whether the text is kept, so that hits can be shown; it is found either way.
  package init(withText: Bool = true) {
    self.withText = withText
  }

  deinit { scratch.deallocate() }

  /// Documents taken, those that were replaced since among them.
  package var count: Int { texts.starts.count }
  package var isEmpty: Bool { count == 0 }
  /// About how many bytes of memory it takes, those that sealing will need included.
  package private(set) var size = 0

  package func add(_ document: IndexDocument) throws(IndexError) {
    guard count < Int(UInt32.max) - 1, texts.terms.count + document.text.count < Int(UInt32.max) else {
      throw .tooLarge(reason: "too many words for one segment")
    }
    let number = UInt32(count)
    if let older = ids.updateValue(number, forKey: Array(document.id.utf8)) { dead.insert(older) }
    let text = append(document.text, document.edits, to: &texts)
    let subject = append(Array(document.subject.utf8), [], to: &subjects)
    let length = max(text, subject)
    columns.lengths.append(UInt32(length))
    columns.norms.append(Scoring.norm(length: length))
    columns.versions.append(document.version)
    add(KeywordField.id, document.id, number)
    for keyword in document.keywords where keyword.field != .id {
      add(keyword.field, keyword.value, isAlias: keyword.isAlias, number)
    }
    var hasDate = false
    for day in document.days {
      // Of a date only the first counts.
      if day.field == .date {
        if hasDate { continue }
        hasDate = true
      }
      columns.days.append((day.field, day.day, number))
    }
    size += (text + subject) * 12 + 400
    size += try store.add(document, withText: withText)
  }

  private func append(_ text: [UInt8], _ edits: [IndexDocument.Edit], to stream: inout Stream) -> Int {
    let start = stream.terms.count
    stream.starts.append(UInt32(start))
    if edits.isEmpty {
      let scratch = scratch(for: text)
      let count = text.withUnsafeBufferPointer { buffer in
        var count = 0
        var scanner = WordScanner(buffer)
        while let range = scanner.next() {
          let number = forms.number(buffer, range)
          if number != FormTable.none {
            scratch[count] = number
            count &+= 1
          }
        }
        return count
      }
      stream.terms.append(contentsOf: scratch[..<count])
    } else {
      for word in TextWords.words(text, edits: edits) {
        let number = forms.number(ofTerm: word.term)
        if word.isDamaged {
          stream.damaged.append((number, UInt32(start + word.position)))
        } else {
          stream.terms.append(number)
        }
      }
    }
    return stream.terms.count - start
  }

  /// Room for the words of a text: each takes a byte, and one more stands before the next.
  private func scratch(for text: [UInt8]) -> UnsafeMutableBufferPointer<UInt32> {
    let needed = text.count / 2 + 1
    if scratch.count < needed {
      scratch.deallocate()
      scratch = .allocate(capacity: needed * 2)
    }
    return scratch
  }

  private func add(_ field: KeywordField, _ value: String, isAlias: Bool = false, _ document: UInt32) {
    let place = Int(field.rawValue)
    let recurs = !isAlias && !Self.isMostlyNew(field)
    let bytes = recurs ? Array(value.utf8) : []
    if recurs, let number = keywords[place].numbersByValue[bytes] {
      keywords[place].pairs.append((number, document))
      size += 8
      return
    }
    let key = KeywordKey.key(value, field)
    if key.isEmpty { return }
    let number: UInt32
    if let known = keywords[place].numbers[key] {
      number = known
      // What was an alias so far, and shows nothing, gets its value.
      if !isAlias, !field.isExact, keywords[place].entries[Int(known)].last == 0 {
        keywords[place].entries[Int(known)] += value.utf8.prefix(KeywordKey.longest * 2)
      }
    } else {
      number = UInt32(keywords[place].entries.count)
      keywords[place].numbers[key] = number
      let shown = isAlias ? [] : Array(value.utf8.prefix(KeywordKey.longest * 2))
      keywords[place].entries.append(field == .id || field.isExact ? key : key + [0] + shown)
      size += key.count * 3 + 100
    }
    if recurs {
      keywords[place].numbersByValue[bytes] = number
      size += bytes.count + 80
    }
    keywords[place].pairs.append((number, document))
    size += 8
  }

  /// Fields whose values hardly recur.
  private static func isMostlyNew(_ field: KeywordField) -> Bool {
    field == .id || field == .identifier || field == .work || field == .sketch
  }

  /// Writes the segment. The builder is empty afterwards and is not used again.
  ///
  /// - Returns: What the manifest says of it, and the numbers of documents that a later one of the builder replaced.
  package func seal(
    _ directory: any Directory, id: UInt64
  ) throws(IndexError) -> (entry: SegmentEntry, replaced: [UInt32]) {
    precondition(!isEmpty, "a segment has documents")
    let words = columns.lengths.reduce(0) { $0 + Int($1) }
    let average = Float(words) / Float(count)
    let norms = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    defer { norms.deallocate() }
    norms.initialize(from: columns.norms, count: count)
    let writer = try SegmentWriter(
      directory, id: id, documents: count, averageLength: average, norms: norms)
    let keys = forms.terms.map { TermKey($0) }
    // Most are told apart by eight bytes.
    let prefixes = keys.map { TermDictionaryLayout.prefix($0.folded) }
    let order = keys.indices.sorted {
      prefixes[$0] != prefixes[$1] ? prefixes[$0] < prefixes[$1] : keys[$0] < keys[$1]
    }
    let textLists = TermLists(texts.terms, starts: texts.starts, texts.damaged, terms: keys.count)
    texts.terms = []
    let subjectLists = TermLists(
      subjects.terms, starts: subjects.starts, subjects.damaged, terms: keys.count)
    try write(.words(.text), keys, order, textLists, beside: subjectLists, writer)
    try write(.words(.subject), keys, order, subjectLists, beside: textLists, writer)
    for field in KeywordField.allCases { try write(field, writer) }
    try store.write(to: writer.store)
    return (try writer.finish(columns), dead.sorted())
  }

  private func write(
    _ field: SegmentField, _ keys: [TermKey], _ order: [Int], _ lists: TermLists, beside others: TermLists,
    _ writer: SegmentWriter
  ) throws(IndexError) {
    writer.begin(field)
    var list = TermLists.Documents()
    var other = TermLists.Documents()
    var flags: [UInt8] = []
    for number in order where lists.count(number) > 0 {
      lists.read(number, into: &list)
      flags.removeAll(keepingCapacity: true)
      var isInText = false
      if others.count(number) > 0 {
        others.read(number, into: &other)
        let found = Self.mark(list.documents, in: other.documents, &flags)
        isInText = field == .words(.subject) && found == list.documents.count
      }
      let showsSubject = field == .words(.text) && !flags.isEmpty
      try list.documents.withUnsafeBufferPointer { (documents) throws(IndexError) in
        try list.frequencies.withUnsafeBufferPointer { (frequencies) throws(IndexError) in
          try list.gaps.withUnsafeBufferPointer { (gaps) throws(IndexError) in
            try flags.withUnsafeBufferPointer { (flags) throws(IndexError) in
              _ = try writer.add(
                keys[number].term,
                PostingsWriter.Term(
                  documents: documents, frequencies: frequencies, inSubject: showsSubject ? flags : nil,
                  gaps: gaps), isInText: isInText)
            }
          }
        }
      }
    }
    try writer.end(field)
  }

  /// 1 for each of `documents` that is among `others`, else 0; both ascend. Returns how many are.
  static func mark(_ documents: [UInt32], in others: [UInt32], _ flags: inout [UInt8]) -> Int {
    var next = 0
    var found = 0
    for document in documents {
      while next < others.count, others[next] < document { next += 1 }
      let isIn = next < others.count && others[next] == document
      flags.append(isIn ? 1 : 0)
      found += isIn ? 1 : 0
    }
    return found
  }

  private func write(_ field: KeywordField, _ writer: SegmentWriter) throws(IndexError) {
    let words = keywords[Int(field.rawValue)]
    keywords[Int(field.rawValue)] = Keywords()
    writer.begin(.keyword(field))
    var lists = Array(repeating: [UInt32](), count: words.entries.count)
    for pair in words.pairs where lists[Int(pair.number)].last != pair.document {
      lists[Int(pair.number)].append(pair.document)
    }
    let keys = words.entries.map { TermKey(TermDictionaryLayout.key($0)) }
    for number in keys.indices.sorted(by: { keys[$0] < keys[$1] }) {
      try lists[number].withUnsafeBufferPointer { (documents) throws(IndexError) in
        _ = try writer.add(
          words.entries[number],
          PostingsWriter.Term(
            documents: documents, frequencies: nil, inSubject: nil,
            gaps: UnsafeBufferPointer(start: nil, count: 0)))
      }
    }
    try writer.end(.keyword(field))
  }
}
