import NoticeText
import TestSupport
import Testing

@Suite struct RepairScorerTests {
  /// The plain way: a row after the other.
  private static func plain(_ a: [Int], _ b: [Int]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, corner + (x == y ? 0 : 1))
        corner = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }

  @Test(arguments: UInt64(0)..<200)
  func distanceIsThatOfThePlainWay(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let a = (0..<random.below(200)).map { _ in random.below(4) }
    var b = random.oneIn(2) ? a : (0..<random.below(200)).map { _ in random.below(4) }
    for _ in 0..<random.below(8) where !b.isEmpty {
      switch random.below(3) {
      case 0: b.remove(at: random.below(b.count))
      case 1: b.insert(random.below(4), at: random.below(b.count))
      default: b[random.below(b.count)] = 9
      }
    }
    let (fast, slow) = (EditDistance.between(a, b), Self.plain(a, b))
    #expect(fast == slow)
  }

  @Test func countsWhatIsGoneAndWhatIsBroken() {
    var score = RepairScore()
    score.add(clean: "một hai ba bốn năm", read: "mọt hai bà\nbốn năm", repaired: "một hai bà  bôn năm")
    #expect(score.words.before == 2 && score.words.after == 2)
    #expect(score.letters.before == 2 && score.letters.after == 2)
    #expect(score.correct == 3)
    #expect(score.broken == ["bốn"])
    score.add(clean: "sáu", read: "sàu", repaired: "sáu")
    #expect(score.words.before == 3 && score.words.after == 2)
    #expect(abs(score.words.cut - 1.0 / 3) < 1e-9)
    #expect(score.harm == 1.0 / 3)
  }
}

/// Repair beside what stood on the page, over the scans that nothing was trained on: figures, with floors.
@Suite struct RepairAccuracyTests {
  struct Floor: Sendable, CustomStringConvertible {
    let severity: ScanSeverity
    /// The least share of errors that is gone, of letters and of words.
    let letters: Double
    let words: Double
    /// The greatest share of correct words that is broken.
    let harm: Double

    var description: String { "\(severity)" }
  }

  static let floors = [
    Floor(severity: .light, letters: 0.22, words: 0.44, harm: 0.0004),
    Floor(severity: .medium, letters: 0.28, words: 0.43, harm: 0.0013),
    Floor(severity: .heavy, letters: 0.22, words: 0.34, harm: 0.0009),
  ]

  @Test(arguments: floors)
  func repairStandsAboveItsFloors(_ floor: Floor) throws {
    let repairer = Repairer()
    var score = RepairScore()
    // Every second one: each notice in one of its fonts.
    for (index, scan) in Corpus.scans(.test, floor.severity).enumerated() where index / 2 % 2 == index % 2 {
      let read = try scan.ocr()
      let repaired = repairer.repair(SourceText(read))
      score.add(
        clean: try scan.clean(), read: read, repaired: String(decoding: repaired.bytes, as: UTF8.self))
    }
    let figures =
      "\(floor): letters −\(Int(score.letters.cut * 100)) %, words −\(Int(score.words.cut * 100)) %, "
      + "harm \(score.broken.count) of \(score.correct)"
    print(figures)
    #expect(score.correct > 5_000)
    #expect(score.letters.cut >= floor.letters, "\(figures)")
    #expect(score.words.cut >= floor.words, "\(figures)")
    #expect(score.harm <= floor.harm, "\(figures): \(score.broken)")
  }
}
