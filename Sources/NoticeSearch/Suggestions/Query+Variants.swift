import NoticeIndex
import NoticeText

extension Query {
  /// What stands inside it and is looked for: no excluded parts.
  private var children: [Query] {
    switch self {
    case .everything, .word, .phrase, .keyword, .days, .not: []
    case .near(_, let parts), .together(let parts), .all(let parts), .any(let parts): parts
    case .boosted(let part, _): [part]
    }
  }

  /// The same with one child replaced; without it if there is no `other`.
  private func with(_ index: Int, _ other: Query?) -> Query? {
    func replaced(_ parts: [Query], _ make: ([Query]) -> Query) -> Query? {
      var parts = parts
      if let other {
        parts[index] = other
        return make(parts)
      }
      parts.remove(at: index)
      return parts.count > 1 ? make(parts) : parts.first
    }
    switch self {
    case .everything, .word, .phrase, .keyword, .days, .not: return nil
    case .near(let distance, let parts): return replaced(parts) { .near(distance: distance, $0) }
    case .together(let parts): return replaced(parts) { .together($0) }
    case .all(let parts): return replaced(parts) { .all($0) }
    case .any(let parts): return replaced(parts) { .any($0) }
    case .boosted(_, let factor): return other.map { .boosted($0, factor) }
    }
  }

  /// Its words, phrases and values that are looked for.
  var parts: [Query] {
    switch self {
    case .word, .phrase, .keyword, .days: [self]
    default: children.flatMap(\.parts)
    }
  }

  /// As it was typed, of a word or phrase.
  var text: String {
    switch self {
    case .word(let word): word.text
    case .phrase(let phrase): phrase.text
    default: description
    }
  }

  /// Every query that comes of putting one of `change(part)` in the place of one part.
  func replacing(_ change: (Query) -> [Query]) -> [(query: Query, part: Query)] {
    var out = change(self).map { ($0, self) }
    for (index, child) in children.enumerated() {
      for variant in child.replacing(change) {
        if let whole = with(index, variant.query) { out.append((whole, variant.part)) }
      }
    }
    return out
  }

  /// Every query that comes of leaving one part out, where all of them are wanted.
  var withoutOne: [(query: Query, part: Query)] {
    var out: [(query: Query, part: Query)] = []
    switch self {
    case .together(let parts), .all(let parts):
      for (index, part) in parts.enumerated() where parts.count > 1 {
        if let rest = with(index, nil) { out.append((rest, part)) }
      }
    default: break
    }
    for (index, child) in children.enumerated() {
      for variant in child.withoutOne {
        if let whole = with(index, variant.query) { out.append((whole, variant.part)) }
      }
    }
    return out
  }

  /// The same with no marks on its words.
  var withoutMarks: Query {
    mapTexts { String(decoding: TermForm.folded($0.utf8), as: UTF8.self) }
  }

  /// The same with another word for one, wherever that stands.
  func replacing(word: [UInt8], with other: String) -> Query {
    mapTexts { text in
      var text = text
      return text.withUTF8 { buffer in
        var out: [UInt8] = []
        var scanner = WordScanner(buffer)
        var end = 0
        while let range = scanner.next() {
          out += buffer[end..<range.lowerBound]
          out += TermForm.term(buffer[range]) == word ? Array(other.utf8) : Array(buffer[range])
          end = range.upperBound
        }
        out += buffer[end...]
        return String(decoding: out, as: UTF8.self)
      }
    }
  }

  private func mapTexts(_ change: (String) -> String) -> Query {
    switch self {
    case .everything, .keyword, .days, .not: return self
    case .word(var word):
      word.text = change(word.text)
      return .word(word)
    case .phrase(var phrase):
      phrase.text = change(phrase.text)
      return .phrase(phrase)
    case .near(let distance, let parts):
      return .near(distance: distance, parts.map { $0.mapTexts(change) })
    case .together(let parts): return .together(parts.map { $0.mapTexts(change) })
    case .all(let parts): return .all(parts.map { $0.mapTexts(change) })
    case .any(let parts): return .any(parts.map { $0.mapTexts(change) })
    case .boosted(let part, let factor): return .boosted(part.mapTexts(change), factor)
    }
  }
}

extension Query.Phrase {
  /// Its words side by side; `nil` if it has one only.
  var apart: Query? {
    let words = Planner.terms(text).map {
      Query.word(Query.Word(String(decoding: $0, as: UTF8.self), field: field, isExact: isExact))
    }
    return words.count > 1 ? .together(words) : nil
  }
}
