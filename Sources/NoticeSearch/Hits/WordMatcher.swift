import NoticeIndex

/// Whether a word of a text is one that a word of a query looks for.
///
/// It says of one term what `TermExpander` says of a dictionary.
final class WordMatcher {
  private enum Rule {
    /// Of the number of the letters.
    case letters(UInt32)
    case prefix([UInt8], folded: Bool)
    case pattern(WordPattern, folded: Bool)
    case fuzzy(folded: Bool)
  }

  /// The number of the very term, if no other matches.
  private let only: UInt32?
  private let rule: Rule
  private var distance: EditDistance
  /// By the term's number in the highlighter's table: 0 not asked yet, 1 no, 2 yes.
  private var known: [UInt8] = []

  private init(
    _ rule: Rule, only: UInt32? = nil, _ distance: consuming EditDistance = EditDistance([], limit: 0)
  ) {
    self.rule = rule
    self.only = only
    self.distance = distance
  }

  /// The very term, or if `folded` every term of its letters.
  ///
  /// - Parameter forms: Numbers what it will be asked about.
  convenience init(_ term: [UInt8], folded: Bool, _ forms: FormTable) {
    let number = forms.number(ofTerm: folded ? TermForm.folded(term) : term)
    self.init(.letters(number), only: folded ? nil : number)
  }

  convenience init(prefix: [UInt8], folded: Bool) {
    self.init(.prefix(folded ? TermForm.folded(prefix) : prefix, folded: folded))
  }

  convenience init(_ pattern: WordPattern, folded: Bool) { self.init(.pattern(pattern, folded: folded)) }

  convenience init(fuzzy term: [UInt8], edits: Int, folded: Bool) {
    self.init(.fuzzy(folded: folded), EditDistance(folded ? TermForm.folded(term) : term, limit: edits))
  }

  /// - Parameters:
  ///   - number: Of the term in `forms`, which must be the same at each call.
  /// - Complexity: O(1) for a term that was asked about before.
  @inline(__always)
  func matches(_ number: UInt32, _ forms: FormTable) -> Bool {
    if let only { return number == only }
    let place = Int(number)
    if place < known.count, known[place] != 0 { return known[place] == 2 }
    return learn(place, forms)
  }

  @inline(never)
  private func learn(_ place: Int, _ forms: FormTable) -> Bool {
    let answer = look(UInt32(truncatingIfNeeded: place), forms)
    if place >= known.count {
      known.append(contentsOf: repeatElement(0, count: max(forms.terms.count, place + 1) - known.count))
    }
    known[place] = answer ? 2 : 1
    return answer
  }

  private func look(_ number: UInt32, _ forms: FormTable) -> Bool {
    func form(_ folded: Bool) -> [UInt8] {
      // First: it may add to the terms.
      let wanted = folded ? forms.letters(number) : number
      return forms.terms[Int(wanted)]
    }
    switch rule {
    case .letters(let letters): return letters == forms.letters(number)
    case .prefix(let prefix, let folded): return form(folded).starts(with: prefix)
    case .pattern(let pattern, let folded): return pattern.matches(form(folded))
    case .fuzzy(let folded): return distance.distance(form(folded)) != nil
    }
  }
}
