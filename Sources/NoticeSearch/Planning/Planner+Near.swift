import NoticeIndex

extension Planner {
  /// All sides within the distance, in one field: those without a field in text or subject.
  func near(_ distance: Int, _ parts: [Query], _ boost: Float) throws(IndexError) -> Plan {
    var fields: [[NearSide]] = []
    var words: [TextField: [[TermPlan]]] = [:]
    for field in TextField.allCases {
      guard let sides = try sides(parts, field, boost) else { continue }
      fields.append(sides)
      words[field] = sides.compactMap(\.word)
    }
    guard let first = fields.first else { return .nothing }
    var weight = first.reduce(0) { $0 + $1.weight }
    if weight == 0 { weight = boost }
    // Where every side is one word, its positions are all there is.
    if words.values.allSatisfy({ $0.count == parts.count }) {
      return .phrase(
        PhrasePlan(
          slots: words[.text] ?? [], subjectSlots: words[.subject] ?? [], shape: .near(distance: distance),
          weight: weight, text: ""))
    }
    return .near(NearPlan(fields: fields, distance: distance, weight: weight))
  }

  /// `nil` if one of them cannot stand in the field.
  private func sides(
    _ parts: [Query], _ field: TextField, _ boost: Float
  ) throws(IndexError) -> [NearSide]? {
    var sides: [NearSide] = []
    for part in parts {
      guard let side = try side(part, field, boost) else { return nil }
      sides.append(side)
    }
    return sides
  }

  private func side(_ part: Query, _ field: TextField, _ boost: Float) throws(IndexError) -> NearSide? {
    switch part {
    case .word(let word):
      guard word.field ?? field == field else { return nil }
      let slots = try slots(word, field, boost)
      return slots.isEmpty ? nil : .words(slots, slop: 0)
    case .phrase(let phrase):
      guard phrase.field ?? field == field else { return nil }
      let slots = try slots(phrase, field, boost)
      return slots.isEmpty ? nil : .words(slots, slop: phrase.slop)
    case .any(let parts):
      var sides: [NearSide] = []
      for part in parts {
        if let side = try side(part, field, boost) { sides.append(side) }
      }
      let words = sides.compactMap(\.word)
      if words.count == sides.count, !words.isEmpty { return .words([words.flatMap { $0 }], slop: 0) }
      return sides.isEmpty ? nil : .any(sides)
    case .near(let distance, let parts):
      return try sides(parts, field, boost).map { .near($0, distance: distance) }
    case .boosted(let part, let factor): return try side(part, field, Self.boost(boost, factor))
    default: return nil
    }
  }
}
