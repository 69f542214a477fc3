import NoticeGrammar

/// How a task's body is the one that was asked for.
public enum TaskMatch: String, Hashable, Comparable, CaseIterable, Sendable {
  /// It is named, and told to act.
  case direct
  /// It is named; others are to direct it.
  case chain
  /// It is one of those named together: `các sở, ban, ngành`.
  case group

  public static func < (left: TaskMatch, right: TaskMatch) -> Bool {
    guard let left = allCases.firstIndex(of: left), let right = allCases.firstIndex(of: right) else {
      return false
    }
    return left < right
  }
}

/// A body whose tasks are asked for, as people write it: `Sở Y tế Quảng Ninh`, `UBND tỉnh`, `so y te`.
struct AgencyAsk: Sendable {
  let text: String
  /// The ways to read it.
  let readings: [Reading]
  /// Names differ by their marks too; typed without any, they do not.
  let hasMarks: Bool
  /// Of a district or commune that is asked for without a province: where the archive names one.
  var provinces: Set<String> = []

  struct Reading: Hashable, Sendable {
    var name: BodyWords
    /// A slug; `nil`: any.
    var province: String?
    /// Whether it may be one of a group: not where a place was taken for a part of the name.
    var canBeInGroup = true
  }

  init(_ text: String, _ names: BodyNames = .standard) {
    self.text = text
    let typed = BodyWords(text)
    hasMarks = typed.hasMarks
    let name = names.expanded(typed)
    var readings: [Reading] = []
    func add(_ reading: Reading) {
      if !reading.name.isEmpty, !readings.contains(reading) { readings.append(reading) }
    }
    if let (province, length) = names.province(endOf: name, whateverTheMarks: !hasMarks),
      name.count > length
    {
      let stem = name[0..<name.count - length]
      let slug = province.words.slug
      add(Reading(name: names.withoutLevel(stem), province: slug))
      // "Công an Quảng Ninh": the level goes without saying.
      let levelled = stem + BodyWords(province.isCity ? "thành phố" : "tỉnh")
      if names.withoutLevel(levelled) == levelled, !stem.hasSuffix(BodyWords("tỉnh")),
        !stem.hasSuffix(BodyWords("thành phố"))
      {
        add(Reading(name: levelled, province: slug))
      }
      // "Công ty Điện lực Cao Bằng": the place is part of the name.
      add(Reading(name: name, province: nil, canBeInGroup: false))
    } else {
      if let level = name.words.lastIndex(where: { $0.bare == "tinh" }), level > 0, level + 1 < name.count {
        let place = name[level + 1..<name.count].slug
        add(Reading(name: names.withoutLevel(name[0..<level + 1]), province: place))
      }
      add(Reading(name: names.withoutLevel(name), province: nil))
    }
    self.readings = readings
  }

  /// How a body's tasks are the asked one's; `nil` if they are not. Never `chain`, which the directive says.
  func match(_ body: TaskKey.Body) -> TaskMatch? {
    let isNamed = readings.contains { reading in
      reading.name.slug.prefix(TaskKey.Body.longestName) == body.name
        && (!hasMarks || reading.name.hash == body.hash)
        && (reading.province == nil || reading.province == body.province)
    }
    if isNamed { return .direct }
    guard let group = BodyGroup(body.name.split(separator: "-").map(String.init)) else { return nil }
    let isMember = readings.contains { reading in
      guard reading.canBeInGroup, let member = group.member(reading.name.words.map(\.bare)) else {
        return false
      }
      // What a central body tells all of a kind, it tells those of each province.
      if body.province.isEmpty { return true }
      guard member.isInProvinces else { return false }
      if let province = reading.province { return province == body.province }
      return member.level == .province || provinces.isEmpty || provinces.contains(body.province)
    }
    return isMember ? .group : nil
  }
}
