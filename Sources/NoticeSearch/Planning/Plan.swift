import NoticeIndex

/// A query with its words looked up: what to do in each segment, the same scores in all of them.
indirect enum Plan {
  case nothing
  case everything(score: Float)
  case word(WordPlan)
  case phrase(PhrasePlan)
  case near(NearPlan)
  /// Documents with any of some terms, all with the same score: prefixes and patterns.
  case terms(TermsPlan)
  /// Documents that have a value.
  case values([[TermPostings]])
  case days(DateField, Query.DayRange)
  case together([Plan], pairs: [Pair])
  case all([Plan])
  case any([Plan])
  case excluding(Plan, [Plan])

  struct Pair {
    var first: [TermPlan]
    var second: [TermPlan]
    var bonus: Float
  }
}

/// One term, in every segment.
struct TermPlan {
  var term: [UInt8]
  /// By segment; `nil` where no document has it.
  var postings: [TermPostings?]
  /// By segment: documents that have it in the subject and may not have it in the text.
  var subjects: [TermPostings?]
  var weight: Float

  /// Documents that have it in the text, in all segments.
  var count: Int { postings.reduce(0) { $0 + ($1?.count ?? 0) } }
}

/// One word of a query: the terms that it stands for, each with its weight.
struct WordPlan {
  var terms: [TermPlan]
  /// As it was typed, for explanations.
  var text: String
}

struct PhrasePlan {
  /// By word of the phrase.
  var slots: [[TermPlan]]
  /// The same in the subject; empty if the phrase is looked for in the text alone.
  var subjectSlots: [[TermPlan]]
  var shape: PhraseShape
  var weight: Float
  var text: String
}

/// What has to stand near each other, phrases or groups of them among it.
struct NearPlan {
  /// By field that all of it may stand in: the sides.
  var fields: [[NearSide]]
  var distance: Int
  var weight: Float
}

/// A side of a `NEAR`, in one field.
indirect enum NearSide {
  /// Words by slot, with at most so many others in between.
  case words([[TermPlan]], slop: Int)
  case any([NearSide])
  case near([NearSide], distance: Int)

  /// As a phrase weighs what its words do; of a choice the most.
  var weight: Float {
    switch self {
    case .words(let slots, _):
      slots.reduce(0) { sum, slot in sum + slot.reduce(0) { max($0, $1.weight) } }
    case .any(let sides): sides.reduce(0) { max($0, $1.weight) }
    case .near(let sides, _): sides.reduce(0) { $0 + $1.weight }
    }
  }

  /// The terms, if it is a single word.
  var word: [TermPlan]? {
    if case .words(let slots, _) = self, slots.count == 1 { slots[0] } else { nil }
  }
}

struct TermsPlan {
  /// By segment.
  var postings: [[TermPostings]]
  var subjects: [[TermPostings]]
  var score: Float
  /// As it was typed, for explanations.
  var text: String
}
