import NoticeText

/// Several readings of one page as one.
///
/// Two readings of a coarse scan, one of them enlarged, go wrong at different words: where one errs, the other is right
/// more often than not.
extension ReadPage {
  /// Takes from another reading of the same page what it is surer of, word by word.
  ///
  /// Where words of both stand in one place, the surer one stays, and the other becomes its alternative; where one reading
  /// parts what the other does not, the surer of both stays whole. What only `other` has is added if it is sure of it.
  ///
  /// - Parameters:
  ///   - other: May have another scale.
  ///   - zones: What it has in these is left alone.
  /// - Complexity: O(n log n) for n words, if few of them stand on one line.
  mutating func take(_ other: ReadPage, except zones: [Box] = []) {
    var other = other.scaled(to: self)
    for zone in zones { other = other.part(in: zone, isInside: false) }
    var replaced: [WordGroups.Place: [ReadWord]] = [:]
    var added: [ReadLine] = []
    for group in WordGroups(lines, other.lines).groups {
      let mine = group.mine.map { lines[$0.line].words[$0.word] }
      let theirs = group.theirs.map { other.lines[$0.line].words[$0.word] }
      if mine.isEmpty {
        added += theirs.filter(\.isWord).map { ReadLine(words: [$0]) }
      } else if theirs.isEmpty {
        for (place, word) in zip(group.mine, mine) where word.isLoneMark && isSpeck(place) {
          replaced[place] = []
        }
      } else if mine.count == theirs.count {
        for (place, pair) in zip(group.mine, zip(mine, theirs)) { replaced[place] = [pair.0.beside(pair.1)] }
      } else if Self.sureness(theirs) > Self.sureness(mine),
        group.mine.allSatisfy({ $0.line == group.mine[0].line })
      {
        for place in group.mine { replaced[place] = [] }
        replaced[group.mine[0]] = theirs
      }
    }
    for line in lines.indices {
      lines[line].words = lines[line].words.indices.flatMap { word in
        replaced[WordGroups.Place(line: line, word: word)] ?? [lines[line].words[word]]
      }
    }
    lines.removeAll(where: \.words.isEmpty)
    lines += added
  }

  /// Whether a mark that one reading alone has, and is not sure of, is none: it stands within a line, or before a label.
  private func isSpeck(_ place: WordGroups.Place) -> Bool {
    let words = lines[place.line].words
    return place.word > 0 || place.word + 1 < words.count && words[place.word + 1].isLabel
  }

  /// The mean confidence of letters.
  private static func sureness(_ words: [ReadWord]) -> Double {
    let letters = words.reduce(0) { $0 + $1.text.unicodeScalars.count }
    let sum = words.reduce(0) { $0 + $1.text.unicodeScalars.count * Int($1.confidence ?? 0) }
    return Double(sum) / Double(max(letters, 1))
  }

  /// The same with boxes in the units of another page.
  private func scaled(to page: ReadPage) -> ReadPage {
    if width == page.width, height == page.height || width == 0 || height == 0 { return self }
    var scaled = self
    (scaled.width, scaled.height) = (page.width, page.height)
    for line in lines.indices {
      for word in lines[line].words.indices {
        let box = lines[line].words[word].box
        scaled.lines[line].words[word].box = Box(
          left: box.left * page.width / width, top: box.top * page.height / height,
          right: box.right * page.width / width, bottom: box.bottom * page.height / height)
      }
    }
    return scaled
  }
}

extension ReadWord {
  /// The surer one of two readings of a word; the other one is then an alternative.
  fileprivate func beside(_ other: ReadWord) -> ReadWord {
    var surer = other.weight > weight ? other : self
    surer.box = box
    var readings = alternatives + other.alternatives
    for word in [self, other] {
      readings.append(WordReading(text: word.text, confidence: word.confidence ?? 0))
    }
    readings.sort { $0.confidence > $1.confidence }
    let texts = [surer.text] + readings.map(\.text)
    if let best = SymbolReading.best(of: texts) ?? DateReading.best(of: texts) { surer.text = best }
    surer.alternatives = []
    for reading in readings
    where reading.text != surer.text && !surer.alternatives.contains(where: { $0.text == reading.text }) {
      surer.alternatives.append(reading)
    }
    return surer
  }
}

extension ReadWord {
  /// Whether it is a word though one reading alone has it: no speck, and OCR is sure of it.
  fileprivate var isWord: Bool {
    confidence ?? 0 >= 70 && text.unicodeScalars.count { $0.properties.isAlphabetic || "0"..."9" ~= $0 } > 1
  }

  /// Whether it is a mark without any letter or figure, which OCR is not sure of.
  fileprivate var isLoneMark: Bool {
    confidence ?? 0 < 60
      && !text.unicodeScalars.contains {
        "0"..."9" ~= $0
          || [.lowercaseLetter, .uppercaseLetter].contains($0.properties.generalCategory)
      }
  }

  /// How sure OCR is of it, and more for a label: `1.` and `II-` are not read out of nothing, but are often misread.
  fileprivate var weight: Int { Int(confidence ?? 0) + (isLabel ? 30 : 0) }

  /// Whether it has the form of a label: `12.`, `a)`, `(2)`, `3-`, `II.`, `IV`, `-`.
  fileprivate var isLabel: Bool {
    if text == "-" { return true }
    let numeral = text.unicodeScalars.prefix { "IVX".unicodeScalars.contains($0) }
    if !numeral.isEmpty, text.unicodeScalars.dropFirst(numeral.count).allSatisfy({ $0 == "." || $0 == "-" }) {
      return true
    }
    var rest = text.unicodeScalars[...]
    guard let close = rest.popLast(), close == "." || close == ")" || close == "-" else { return false }
    if rest.first == "(" { rest.removeFirst() }
    guard let first = rest.first, rest.count <= 2 else { return false }
    return rest.allSatisfy { "0"..."9" ~= $0 }
      || close == ")" && rest.count == 1 && ("a"..."z" ~= first || first == "đ")
  }
}

/// The words of two readings, those together that stand in one place.
private struct WordGroups {
  struct Place: Hashable {
    var line: Int
    var word: Int
  }
  /// Left to right.
  struct Group {
    var mine: [Place] = []
    var theirs: [Place] = []
  }
  private struct Item {
    var place: Place
    var box: Box
    var isMine: Bool
  }

  /// In the order of their words, from the top.
  private(set) var groups: [Group] = []

  init(_ mine: [ReadLine], _ theirs: [ReadLine]) {
    var items: [Item] = []
    for (lines, isMine) in [(mine, true), (theirs, false)] {
      for (line, words) in lines.enumerated() {
        for (word, read) in words.words.enumerated() {
          items.append(Item(place: Place(line: line, word: word), box: read.box, isMine: isMine))
        }
      }
    }
    items.sort { ($0.box.top, $0.box.left, $0.isMine ? 0 : 1) < ($1.box.top, $1.box.left, $1.isMine ? 0 : 1) }
    var parents = Array(items.indices)  // of each item another one of its group, or itself
    func root(_ index: Int) -> Int {
      var index = index
      while parents[index] != index { index = parents[index] }
      return index
    }
    for (index, item) in items.enumerated() {
      for next in items[(index + 1)...].indices {
        if items[next].box.top >= item.box.bottom { break }
        if items[next].isMine != item.isMine, Self.isSamePlace(item.box, items[next].box) {
          let (one, other) = (root(index), root(next))
          parents[max(one, other)] = min(one, other)
        }
      }
    }
    var members: [Int: [Int]] = [:]
    for index in items.indices { members[root(index), default: []].append(index) }
    for (_, group) in members.sorted(by: { $0.key < $1.key }) {
      let words = group.map { items[$0] }.sorted { $0.box.left < $1.box.left }
      groups.append(
        Group(mine: words.filter(\.isMine).map(\.place), theirs: words.filter { !$0.isMine }.map(\.place)))
    }
  }

  /// Whether more than half of the lower box's height, and a third of the narrower one's width, are common to both.
  private static func isSamePlace(_ one: Box, _ other: Box) -> Bool {
    let height = min(one.bottom, other.bottom) - max(one.top, other.top)
    let width = min(one.right, other.right) - max(one.left, other.left)
    return height * 2 > min(one.bottom - one.top, other.bottom - other.top)
      && width * 3 > min(one.right - one.left, other.right - other.left)
  }
}
