import NoticeIndex

/// Documents to be read from the first to the last for every query: what an index gives must be the same.
package struct NaiveIndex {
  /// One field of running text: its words by position, as numbers of `words`.
  struct Words {
    /// Of the mended text.
    var mended: [Int] = []
    /// What stood in the damaged text, beside the mended word of this position.
    var damaged: [(position: Int, word: Int)] = []
  }

  struct Document {
    var id: String
    var keywords: [(field: KeywordField, key: String)]
    var date: DayNumber?
    var deadlines: [DayNumber]
    /// Of text and subject the longer.
    var length: Int
  }

  /// Every word that is anywhere, and its letters without marks.
  private(set) var words: [(term: String, folded: String)] = []
  private var numbers: [String: Int] = [:]
  private(set) var documents: [Document] = []
  /// By field and document.
  private(set) var fields: [[Words]] = TextField.allCases.map { _ in [] }
  /// How many documents have a word, by field and word.
  private(set) var frequencies: [[Int]] = []
  package private(set) var ids: [String] = []

  /// - Parameter documents: In the order in which they were added; of those of one name only the last is there.
  package init(_ documents: [IndexDocument]) {
    var last: [String: Int] = [:]
    for (index, document) in documents.enumerated() { last[document.id] = index }
    for (index, document) in documents.enumerated() where last[document.id] == index { add(document) }
    countWords()
  }

  package var count: Int { documents.count }

  /// The same without some documents.
  package func without(_ ids: Set<String>) -> NaiveIndex {
    var out = self
    out.fields = fields.map { field in field.indices.filter { !ids.contains(self.ids[$0]) }.map { field[$0] }
    }
    out.documents.removeAll { ids.contains($0.id) }
    out.countWords()
    return out
  }

  private mutating func countWords() {
    ids = documents.map(\.id)
    frequencies = fields.map { field in
      var counts = Array(repeating: 0, count: words.count)
      for words in field {
        for word in Set(words.mended + words.damaged.map(\.word)) { counts[word] += 1 }
      }
      return counts
    }
  }

  package func date(_ document: Int) -> DayNumber? { documents[document].date }

  private mutating func add(_ document: IndexDocument) {
    var keywords = [(field: KeywordField.id, key: document.id)]
    for keyword in document.keywords where keyword.field != .id {
      keywords.append((keyword.field, Self.key(keyword.value, keyword.field)))
    }
    let text = read(document.text, document.edits)
    let subject = read(Array(document.subject.utf8), [])
    for (field, words) in zip(fields.indices, [text, subject]) { fields[field].append(words) }
    documents.append(
      Document(
        id: document.id, keywords: keywords.filter { !$0.key.isEmpty },
        date: document.days.first { $0.field == .date }?.day,
        deadlines: document.days.filter { $0.field == .deadline }.map(\.day),
        length: max(text.mended.count, subject.mended.count)))
  }

  private mutating func number(_ term: String) -> Int {
    if let known = numbers[term] { return known }
    numbers[term] = words.count
    words.append((term, NaiveWords.folded(term)))
    return words.count - 1
  }

  /// The words of a text whose edits replace whole words by one or more.
  private mutating func read(_ text: [UInt8], _ edits: [IndexDocument.Edit]) -> Words {
    func words(_ bytes: some Sequence<UInt8>) -> [String] {
      NaiveWords.words(String(decoding: Array(bytes), as: UTF8.self))
    }
    var out = Words()
    var end = 0
    for edit in edits {
      for word in words(text[end..<edit.range.lowerBound]) { out.mended.append(number(word)) }
      let position = out.mended.count
      for word in words(edit.replacement) { out.mended.append(number(word)) }
      var beside = [out.mended[position]]
      for word in words(text[edit.range]).map({ number($0) }) where !beside.contains(word) {
        out.damaged.append((position, word))
        beside.append(word)
      }
      end = edit.range.upperBound
    }
    for word in words(text[end...]) { out.mended.append(number(word)) }
    return out
  }

  // MARK: Values

  /// What values are compared by: small letters, single blanks; of a number the sign alone, without zeros before it.
  ///
  /// - Parameter isFront: Whether the value may go on: then a dash or slash at its end counts.
  package static func key(_ value: String, _ field: KeywordField, isFront: Bool = false) -> String {
    if field == .id { return value }
    let isSymbol = field == .identifier || field == .reference
    var key = ""
    var between = ""
    var word = ""
    func endWord() {
      if word.isEmpty { return }
      if isSymbol, between.contains("/") {
        key += "/"
      } else if isSymbol, between.contains(where: { "-–".contains($0) }) {
        key += "-"
      } else if !key.isEmpty {
        key += " "
      }
      key += NaiveWords.term(word)
      (word, between) = ("", "")
    }
    for character in value {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        endWord()
        between.append(character)
      }
    }
    endWord()
    if isFront, isSymbol, let mark = between.contains("/") ? "/" : between.first(where: { "-–".contains($0) })
    {
      key += mark == "/" ? "/" : "-"
    }
    guard isSymbol, let digit = key.firstIndex(where: \.isNumber) else { return key }
    let front = key[..<digit]
    if front.hasSuffix(" "), !front.contains("-"), !front.contains("/") { key = String(key[digit...]) }
    while key.hasPrefix("0"), key.dropFirst().first?.isNumber == true { key.removeFirst() }
    return key
  }

  /// How many of the documents have each value of a field, by key.
  package func facet(_ field: KeywordField, _ documents: [Int]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for document in documents {
      for key in Set(self.documents[document].keywords.filter { $0.field == field }.map(\.key)) {
        counts[key, default: 0] += 1
      }
    }
    return counts
  }
}
