import NoticeIndex
import NoticeSearch

/// What a query finds among the documents of a `NaiveIndex`, one document after the other.
package struct NaiveQuery {
  private let index: NaiveIndex
  /// Whether a word without marks stands for all words of its letters: no word of the whole query has any.
  private let isUnmarked: Bool
  /// What parts of the query were found to match: each is asked for several times.
  private let memory = Memory()

  private final class Memory {
    var selected: [Query: [Bool]] = [:]
    var slots: [Query: [[Float]]] = [:]
  }

  package init(_ index: NaiveIndex, _ query: Query) {
    self.index = index
    isUnmarked = !Self.hasMarks(query)
  }

  private static func hasMarks(_ query: Query) -> Bool {
    switch query {
    case .everything, .keyword, .days: false
    case .word(let word): NaiveWords.words(word.text).contains { !NaiveWords.isBare($0) }
    case .phrase(let phrase): NaiveWords.words(phrase.text).contains { !NaiveWords.isBare($0) }
    case .near(_, let parts), .together(let parts), .all(let parts), .any(let parts):
      parts.contains { hasMarks($0) }
    case .not(let part), .boosted(let part, _): hasMarks(part)
    }
  }

  // MARK: Words

  /// Of each word of the index, how much of the query's word it is: 0 if it is none of its forms, 1 if it is what was
  /// typed.
  private func forms(
    _ term: String, _ match: Query.WordMatch, isExact: Bool, typed: String? = nil
  ) -> [Float] {
    let folds = isUnmarked && !isExact
    let folded = NaiveWords.folded(term)
    return index.words.map { word in
      switch match {
      case .whole:
        if word.term == term { return 1 }
        return folds && word.folded == term ? 0.7 : 0
      case .prefix:
        // A tone at the end may stay where it was typed: `hoà*` finds `hòa` and `hoàn`.
        let letters = folds ? word.folded : word.term
        return letters.hasPrefix(term) || letters.hasPrefix(folds ? term : typed ?? term) ? 1 : 0
      case .pattern: return NaiveWords.fits(term, folds ? word.folded : word.term) ? 1 : 0
      case .fuzzy(let edits):
        let distance = NaiveWords.distance(folds ? word.folded : word.term, folds ? folded : term)
        return distance <= edits ? Self.factor(distance) : 0
      case .widened:
        let distance = NaiveWords.distance(word.folded, folded)
        return distance <= (folded.count > 2 ? 1 : 0) ? Self.factor(distance) : 0
      }
    }
  }

  private static func factor(_ distance: Int) -> Float { distance == 0 ? 1 : distance == 1 ? 0.6 : 0.35 }

  /// The words that were typed as one or in quotes, each with its forms; none of anything else.
  private func slots(_ query: Query) -> [[Float]] {
    if let known = memory.slots[query] { return known }
    let slots: [[Float]]
    switch query {
    case .word(let word): slots = forms(word)
    case .phrase(let phrase):
      slots = NaiveWords.words(phrase.text).map { forms($0, .whole, isExact: phrase.isExact) }
    default: slots = []
    }
    memory.slots[query] = slots
    return slots
  }

  private func forms(_ word: Query.Word) -> [[Float]] {
    if word.match == .pattern {
      let letters = word.text.split(omittingEmptySubsequences: false) { $0 == "*" || $0 == "?" }
      let signs = word.text.filter { $0 == "*" || $0 == "?" }
      var pattern = NaiveWords.term(letters[0])
      for (sign, part) in zip(signs, letters.dropFirst()) { pattern += String(sign) + NaiveWords.term(part) }
      return [forms(pattern, .pattern, isExact: word.isExact)]
    }
    let terms = NaiveWords.words(word.text)
    let typed = NaiveWords.words(word.text, placingTones: false).last
    return terms.enumerated().map { place, term in
      // The sign at the end of several words is the last one's; `~` says nothing of several.
      let isLast = place == terms.count - 1
      let match: Query.WordMatch =
        terms.count == 1 || word.match == .prefix && isLast ? word.match : .whole
      return forms(term, match, isExact: word.isExact, typed: typed)
    }
  }

  private static func fields(_ field: TextField?) -> [TextField] { field.map { [$0] } ?? TextField.allCases }

  /// Where any of the forms stands, each position once.
  private func positions(_ forms: [Float], _ words: NaiveIndex.Words) -> [Int] {
    var out: [Int] = []
    var damaged = 0
    for (position, word) in words.mended.enumerated() {
      var stands = forms[word] > 0
      while damaged < words.damaged.count, words.damaged[damaged].position == position {
        if forms[words.damaged[damaged].word] > 0 { stands = true }
        damaged += 1
      }
      if stands { out.append(position) }
    }
    return out
  }

  /// Places where the words follow one another in order, with at most `slop` others in between: from each place of the
  /// first, the nearest of each next one.
  private func stretches(_ slots: [[Float]], slop: Int, _ words: NaiveIndex.Words) -> [ClosedRange<Int>] {
    if slots.isEmpty { return [] }
    let places = slots.map { positions($0, words) }
    return places[0].compactMap { start in
      var last = start
      for place in places.dropFirst() {
        guard let next = place.first(where: { $0 > last }) else { return nil }
        last = next
      }
      return last - start - (slots.count - 1) <= slop ? start...last : nil
    }
  }

  // MARK: Matching

  /// The documents that match, ascending.
  package func matches(_ query: Query) -> [Int] {
    let isThere = select(query)
    return isThere.indices.filter { isThere[$0] }
  }

  private func select(_ query: Query) -> [Bool] {
    if let known = memory.selected[query] { return known }
    let selected = look(query)
    memory.selected[query] = selected
    return selected
  }

  private func look(_ query: Query) -> [Bool] {
    switch query {
    case .everything: return index.documents.map { _ in true }
    case .word(let word): return select(slots(query), slop: 0, word.field)
    case .phrase(let phrase): return select(slots(query), slop: phrase.slop, phrase.field)
    case .near(let distance, let parts): return near(distance, parts)
    case .keyword(let field, let match, _): return values(field, match)
    case .days(let field, let range):
      return index.documents.map { document in
        let days = field == .date ? document.date.map { [$0] } ?? [] : document.deadlines
        return days.contains { $0 >= range.first ?? .min && $0 <= range.last ?? .max }
      }
    case .together(let parts), .all(let parts):
      return parts.map { select($0) }.reduce(index.documents.map { _ in true }) {
        zip($0, $1).map { $0 && $1 }
      }
    case .any(let parts):
      return parts.map { select($0) }.reduce(index.documents.map { _ in false }) {
        zip($0, $1).map { $0 || $1 }
      }
    case .not(let part): return select(part).map { !$0 }
    case .boosted(let part, _): return select(part)
    }
  }

  private func select(_ slots: [[Float]], slop: Int, _ field: TextField?) -> [Bool] {
    let fields = Self.fields(field)
    return index.documents.indices.map { document in
      fields.contains { !stretches(slots, slop: slop, words(document, $0)).isEmpty }
    }
  }

  private func words(_ document: Int, _ field: TextField) -> NaiveIndex.Words {
    index.fields[Int(field.rawValue)][document]
  }

  private func values(_ field: KeywordField, _ match: Query.KeywordMatch) -> [Bool] {
    func has(_ isRight: (String) -> Bool) -> [Bool] {
      index.documents.map { $0.keywords.contains { $0.field == field && isRight($0.key) } }
    }
    switch match {
    case .present: return has { _ in true }
    case .value(let value):
      let key = NaiveIndex.key(value, field)
      let folds = field != .id && NaiveWords.isBare(key)
      return has { folds ? NaiveWords.folded($0) == key : $0.utf8.elementsEqual(key.utf8) }
    case .prefix(let value):
      let key = NaiveIndex.key(value, field, isFront: true)
      let folds = field != .id && NaiveWords.isBare(key)
      return has { (folds ? NaiveWords.folded($0) : $0).utf8.starts(with: key.utf8) }
    }
  }

  /// Stretches of one field, one of each part, none over another, with at most `distance` words between all of them.
  private func near(_ distance: Int, _ parts: [Query]) -> [Bool] {
    index.documents.indices.map { document in
      TextField.allCases.contains { field in
        var isFound = false
        arrange(parts.map { stretches(of: $0, field, document) }, distance) { _ in
          isFound = true
          return false
        }
        return isFound
      }
    }
  }

  /// Tries every choice of one stretch a part; calls `found` with what a fitting one covers, as long as that wants more.
  private func arrange(
    _ choices: [[ClosedRange<Int>]], _ distance: Int, _ found: (ClosedRange<Int>) -> Bool
  ) {
    if choices.contains(where: \.isEmpty) { return }
    // What is still to come fills some of the room.
    let longest = choices.map { $0.reduce(0) { max($0, $1.count) } }
    func goOn(_ part: Int, _ taken: [ClosedRange<Int>]) -> Bool {
      if let first = taken.map(\.lowerBound).min(), let last = taken.map(\.upperBound).max() {
        let between = last - first + 1 - taken.reduce(0) { $0 + $1.count }
        if between - longest[part...].reduce(0, +) > distance { return true }
        if part == choices.count { return found(first...last) }
      }
      return choices[part].allSatisfy { choice in
        taken.contains { $0.overlaps(choice) } || goOn(part + 1, taken + [choice])
      }
    }
    _ = goOn(0, [])
  }

  private func stretches(
    of part: Query, _ field: TextField, _ document: Int
  ) -> [ClosedRange<Int>] {
    switch part {
    case .word(let word):
      guard word.field ?? field == field else { return [] }
      return stretches(slots(part), slop: 0, words(document, field))
    case .phrase(let phrase):
      guard phrase.field ?? field == field else { return [] }
      return stretches(slots(part), slop: phrase.slop, words(document, field))
    case .any(let parts): return parts.flatMap { stretches(of: $0, field, document) }
    case .near(let distance, let parts):
      var out: Set<ClosedRange<Int>> = []
      arrange(parts.map { stretches(of: $0, field, document) }, distance) {
        out.insert($0)
        return true
      }
      return out.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    case .boosted(let part, _): return stretches(of: part, field, document)
    default: return []
    }
  }

  // MARK: Scores

  /// What each document scores, 0 for those that do not match; `nil` if the query has a part whose score nobody
  /// promised.
  package func scores(_ query: Query) -> [Float]? {
    guard let scores = score(query, boost: 1) else { return nil }
    return zip(scores, select(query)).map { $1 ? $0 : 0 }
  }

  private var saturation: [Float] {
    let words = index.documents.reduce(0) { $0 + $1.length }
    return Scoring.saturation(average: Float(words) / Float(max(1, index.documents.count)))
  }

  private func score(_ query: Query, boost: Float) -> [Float]? {
    let zeros = index.documents.map { _ in Float(0) }
    switch query {
    case .everything, .keyword, .days, .not: return zeros
    case .near: return nil
    case .word(let word):
      let slots = slots(query)
      if slots.count < 2, word.match == .prefix || word.match == .pattern {
        return select(query).map { $0 ? boost : 0 }
      }
      return slots.count == 1 ? score(slots[0], word.field, boost) : score(slots, 0, word.field, boost)
    case .phrase(let phrase):
      let slots = slots(query)
      return slots.count == 1
        ? score(slots[0], phrase.field, boost) : score(slots, phrase.slop, phrase.field, boost)
    case .boosted(let part, let factor): return score(part, boost: boost * Float(factor))
    case .any(let parts), .all(let parts), .together(let parts):
      var sum = zeros
      for part in parts {
        guard let own = score(part, boost: boost) else { return nil }
        let matches = select(part)
        for document in sum.indices where matches[document] { sum[document] += own[document] }
      }
      if case .together = query { addNearness(parts, boost, to: &sum) }
      return sum
    }
  }

  /// How often a word stands in a field.
  private func count(_ word: Int, _ words: NaiveIndex.Words) -> Int {
    words.mended.count { $0 == word } + words.damaged.count { $0.word == word }
  }

  /// All forms weigh what the most frequent one does: in the text if it is looked for there and found there at all.
  private func weight(_ forms: [Float], _ field: TextField?, _ boost: Float) -> Float {
    func most(_ field: TextField) -> Int {
      zip(forms, index.frequencies[Int(field.rawValue)]).map { $0 > 0 ? $1 : 0 }.max() ?? 0
    }
    var most = most(field ?? .text)
    if most == 0, field == nil { most = zip(forms, index.frequencies[1]).map { $0 > 0 ? $1 : 0 }.max() ?? 0 }
    return most == 0 ? 0 : Scoring.weight(documents: most, of: index.documents.count) * boost
  }

  /// What the best of a word's forms scores.
  private func score(_ forms: [Float], _ field: TextField?, _ boost: Float) -> [Float] {
    let weight = weight(forms, field, boost)
    let saturation = saturation
    return index.documents.indices.map { document in
      var best: Float = 0
      let (text, subject) = (words(document, .text), words(document, .subject))
      let all = text.mended + text.damaged.map(\.word) + subject.mended
      for word in Set(all.filter { forms[$0] > 0 }) {
        let inText = count(word, text)
        let inSubject = count(word, subject)
        let frequency: Int
        if field == .subject {
          frequency = inSubject
        } else if inText > 0 {
          frequency = inText + (inSubject > 0 ? Int(Scoring.subjectWeight) : 0)
        } else {
          // In the subject it counts the same, whether the text has it as well or not.
          frequency = field == nil && inSubject > 0 ? Int(Scoring.subjectWeight) : 0
        }
        if frequency == 0 { continue }
        let share = Scoring.share(
          UInt32(frequency), saturation[Int(Scoring.norm(length: index.documents[document].length))])
        best = max(best, weight * forms[word] * share)
      }
      return best
    }
  }

  /// A phrase scores as a word does that weighs as much as its words together.
  private func score(_ slots: [[Float]], _ slop: Int, _ field: TextField?, _ boost: Float) -> [Float] {
    var weight: Float = 0
    for forms in slots {
      let own = self.weight(forms, field ?? .text, boost)
      let frequencies = index.frequencies[Int((field ?? .text).rawValue)]
      weight += own * (zip(forms, frequencies).map { $1 > 0 ? $0 : 0 }.max() ?? 0)
    }
    if weight == 0 { weight = boost }
    let saturation = saturation
    return index.documents.indices.map { document in
      Self.fields(field).reduce(0) { sum, field in
        // No phrase occurs more often than its rarest word.
        let count = slots.reduce(stretches(slots, slop: slop, words(document, field)).count) {
          min($0, positions($1, words(document, field)).count)
        }
        if count == 0 { return sum }
        return sum + weight
          * Scoring.share(
            UInt32(count), saturation[Int(Scoring.norm(length: index.documents[document].length))])
      }
    }
  }

  /// Neighbours that stand side by side in a field give up to four fifths of the lesser weight of the two.
  private func addNearness(_ parts: [Query], _ boost: Float, to scores: inout [Float]) {
    func plain(_ query: Query) -> (forms: [Float], field: TextField, weight: Float)? {
      guard case .word(let word) = query, !word.isExact, word.match != .prefix, word.match != .pattern,
        case let slots = slots(query), slots.count == 1
      else { return nil }
      let found = zip(slots[0], zip(index.frequencies[0], index.frequencies[1]))
        .map { $1.0 > 0 && word.field != .subject || $1.1 > 0 && word.field != .text ? $0 : 0 }
      return (slots[0], word.field ?? .text, weight(slots[0], word.field, boost) * (found.max() ?? 0))
    }
    for (a, b) in zip(parts, parts.dropFirst()) {
      guard let first = plain(a), let second = plain(b), first.field == second.field else {
        continue
      }
      for document in index.documents.indices {
        let words = words(document, first.field)
        // The nearest counts, of two as near the one in the order of the query.
        var nearest: (distance: Int, inOrder: Bool)?
        for i in positions(first.forms, words) {
          for j in positions(second.forms, words) where i != j && abs(i - j) <= 8 {
            let distance = abs(i - j)
            let isNearer = nearest.map { distance < $0.distance || distance == $0.distance && i < j } ?? true
            if isNearer { nearest = (distance, i < j) }
          }
        }
        guard let nearest else { continue }
        scores[document] +=
          0.8 * min(first.weight, second.weight) * (nearest.inOrder ? 1 : 0.5) / Float(nearest.distance)
      }
    }
  }
}
