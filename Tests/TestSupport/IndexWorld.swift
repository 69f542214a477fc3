import Foundation
import NoticeIndex

/// Generated documents with all that an index makes a difference of.
///
/// Words follow Zipf's law: some are in most documents, some in one. Many are the same letters with other marks. Some
/// documents have no text, some are very long, some replace an earlier one of their name, some are repaired.
package struct IndexWorld {
  /// In the order in which they are added.
  package private(set) var documents: [IndexDocument] = []
  /// The words that documents are made of, the most frequent first.
  package private(set) var vocabulary: [String] = []
  private var random: SeededGenerator

  package init(seed: UInt64, documents count: Int) {
    random = SeededGenerator(seed: seed &* 0x9E37 &+ 17)
    makeVocabulary(count < 100 ? 12 + random.below(40) : 150 + random.below(400))
    for number in 0..<count { documents.append(document(number, of: count)) }
  }

  /// Adds documents of these texts, each text in several.
  package mutating func add(texts: [String]) {
    for text in texts {
      for _ in 0..<1 + random.below(40) {
        let number = documents.count
        documents.append(
          IndexDocument(
            id: "text \(number)", text: Array((text + " \(word())").utf8),
            subject: random.oneIn(3) ? text : "",
            keywords: keywords(), days: days()))
      }
    }
  }

  // MARK: Words

  private static let families = [
    ["hoa", "hòa", "hoá", "họa", "hoạ", "hoàn", "hoàng"], ["tiem", "tiêm", "tiềm", "tiệm", "tiêmm"],
    ["chung", "chủng", "chứng", "chúng", "chugn"], ["dich", "dịch", "địch", "dịhc"],
    ["binh", "bình", "bính"],
    ["thuy", "thủy", "thuỵ"], ["uy", "ủy", "uỷ"], ["quy", "quý", "quỹ"], ["covid", "covit"],
    ["vac", "vắc", "vác", "vắcxin", "vaccine"], ["a", "ả", "á"], ["o", "ô", "ở"], ["di", "đi", "dị"],
    ["19", "18", "2021", "12", "1"], ["so", "sở", "số", "sổ"], ["te", "tế", "tễ"], ["y", "ý"],
    ["hoc", "học", "hộc"], ["sinh", "sịnh", "sin"], ["to", "tổ", "tờ"], ["khoe", "khỏe", "khoẻ"],
  ]
  private static let onsets = [
    "b", "c", "ch", "d", "đ", "g", "gi", "kh", "l", "m", "ng", "nh", "ph", "qu", "t", "th", "tr", "v", "x",
  ]
  private static let rimes = [
    "a", "á", "an", "ạn", "ang", "âm", "ấm", "ăng", "e", "ẻ", "ên", "êt", "i", "ị", "iên", "iền", "o", "ong",
    "ông", "ôn", "ơ", "ơi",
    "u", "ung", "ương", "ước", "uyên", "ưu",
  ]

  private mutating func makeVocabulary(_ count: Int) {
    var all = Self.families.shuffled(using: &random).flatMap { $0 }
    while all.count < count {
      all.append(Self.onsets[random.below(Self.onsets.count)] + Self.rimes[random.below(Self.rimes.count)])
    }
    var seen: Set<String> = []
    vocabulary = all.prefix(count).filter { seen.insert(NaiveWords.term($0)).inserted }
    vocabulary.shuffle(using: &random)
  }

  private mutating func word() -> String {
    let place = Double(random.below(1_000_000)) / 1_000_000
    return vocabulary[Int(Double(vocabulary.count) * place * place * place)]
  }

  /// A word as somebody may write it.
  private mutating func written(_ word: String) -> String {
    switch random.below(12) {
    case 0: word.uppercased()
    case 1: word.decomposedStringWithCanonicalMapping
    case 2: NaiveWords.otherStyle(word)
    case 3: word.capitalized
    default: word
    }
  }

  private mutating func one<T>(of choices: [T]) -> T { choices[random.below(choices.count)] }

  // MARK: Documents

  private mutating func document(_ number: Int, of count: Int) -> IndexDocument {
    let isReplacement = number > 0 && random.oneIn(12)
    let words = (0..<length(of: count)).map { _ in word() }
    let id = isReplacement ? documents[random.below(number)].id : name(number)
    let (text, edits) = text(words)
    var document = IndexDocument(
      id: id, version: UInt64(number), text: text, edits: edits, subject: subject(words),
      stored: Array("\(number)".utf8), head: number % 3)
    document.keywords = keywords()
    document.days = days()
    return document
  }

  private mutating func name(_ number: Int) -> String {
    one(of: ["\(number)", "2021/tb-\(number).txt", "Tệp \(number)", "tep \(number)"])
  }

  private mutating func length(of count: Int) -> Int {
    switch random.below(20) {
    case 0: 0
    case 1, 2: 1 + random.below(4)
    case 3 where random.oneIn(max(8, count / 4)): 1_500 + random.below(2_500)
    case 3, 4: 100 + random.below(150)
    default: 4 + random.below(50)
    }
  }

  private mutating func text(_ words: [String]) -> (text: [UInt8], edits: [IndexDocument.Edit]) {
    var text: [UInt8] = []
    var edits: [IndexDocument.Edit] = []
    let isRepaired = random.oneIn(4)
    var index = 0
    while index < words.count {
      let start = text.count
      text += Array(written(words[index]).utf8)
      index += 1
      if isRepaired, random.oneIn(6) {
        if random.oneIn(3), index < words.count {
          text += Array(" \(written(words[index]))".utf8)
          index += 1
        }
        let replacement = (0..<(random.oneIn(4) ? 2 : 1)).map { _ in word() }.joined(separator: " ")
        edits.append(IndexDocument.Edit(range: start..<text.count, replacement: Array(replacement.utf8)))
      }
      text += Array(one(of: [" ", " ", " ", " ", " ", ", ", "\n", ". ", "-", "/", " – "]).utf8)
    }
    return (text, edits)
  }

  private mutating func subject(_ words: [String]) -> String {
    switch random.below(4) {
    case 0: return ""
    case 1: return (0..<1 + random.below(6)).map { _ in written(word()) }.joined(separator: " ")
    default:
      let start = random.below(max(1, words.count - 4))
      return words.dropFirst(start).prefix(1 + random.below(6)).map { written($0) }.joined(separator: " ")
    }
  }

  package static let values: [(field: KeywordField, values: [String])] = [
    (.kind, ["TB", "CT", "CV", "QĐ", "qd", "tb"]),
    (
      .issuer,
      [
        "Tỉnh ủy Quảng Ninh", "TỈNH UỶ  QUẢNG NINH", "Tinh uy Quang Ninh", "Sở Y tế", "Sở Y Tế", "Số y tế",
        "Sở Nội vụ",
      ]
    ),
    (.agency, ["Sở Y tế", "So Y te", "Sở Y tế tỉnh", "Sở Nội vụ", "UBND tỉnh", "Tổ COVID-19"]),
    (.assignee, ["Sở Y tế", "Sở Nội vụ", "Công an tỉnh"]),
    (
      .identifier, ["18-CT/TU", "018-CT/TU", "18 - CT / TU", "180-CT/TU", "128/NQ-CP", "1-CT/TU", "/TB-UBND"]
    ),
    (
      .reference,
      ["18-CT/TU", "Chỉ thị 18-CT/TU", "chỉ thị số 018–CT/TU", "128/NQ-CP", "12/2021/QĐ-TTg", "5"]
    ),
    (.signer, ["Nguyễn Văn A", "Nguyen Van A", "Trần Thị Hòa", "Trần Thị Hoà"]),
    (.place, ["Hạ Long", "Quảng Ninh", "ha long"]),
  ]

  private mutating func keywords() -> [IndexDocument.Keyword] {
    var out: [IndexDocument.Keyword] = []
    for (field, values) in Self.values {
      let count = one(of: [0, 1, 1, 1, 2, 3])
      for _ in 0..<count {
        // The first values are the frequent ones.
        out.append(.init(field, values[min(random.below(values.count), random.below(values.count))]))
      }
    }
    return out
  }

  package static let days: ClosedRange<DayNumber> = 18_600...18_640

  private mutating func days() -> [IndexDocument.Day] {
    func day() -> DayNumber {
      random.oneIn(10)
        ? one(of: [-719_162, 2_932_896, 0, -1])
        : Self.days.lowerBound + DayNumber(random.below(Self.days.count))
    }
    var out: [IndexDocument.Day] = []
    if !random.oneIn(5) { out.append(.init(.date, day())) }
    if random.oneIn(9) { out.append(.init(.date, day())) }
    for _ in 0..<one(of: [0, 0, 1, 3]) { out.append(.init(.deadline, day())) }
    return out
  }
}
