import NoticeArchive
import NoticeGrammar
import NoticeText
import TestSupport
import Testing

@Suite struct CitationTests {
  private func report(_ score: CitationScorer.Score, _ what: String) {
    let numbers = [score.f1, score.precision, score.recall].map { "\(($0 * 1000).rounded() / 1000)" }
    print("citations \(what): F1 \(numbers[0]), precision \(numbers[1]), recall \(numbers[2]), \(score.found.count)")
    for line in score.missed { print("  missed \(line)") }
    for line in score.wrong { print("  wrong  \(line)") }
  }

  @Test func cleanNoticesAreLinkedRight() throws {
    let notices = Corpus.notices + (Corpus.samples ?? [])
    let score = try CitationScorer(notices.map { ($0.name, try $0.source(), try $0.goldNotice()) }).score()
    report(score, "clean")
    #expect(score.f1 >= 0.99)
  }

  @Test(arguments: ScanSeverity.allCases)
  func scansAreLinkedRight(_ severity: ScanSeverity) throws {
    let gold = Dictionary(
      try Corpus.notices.map { (CorpusNotice.stem(of: $0.name), try $0.goldNotice()) }) { first, _ in first }
    let scans = try ScanSplit.allCases.flatMap { Corpus.scans($0, severity) }.compactMap { scan in
      let stem = String(scan.name.prefix { $0 != "." })
      return try gold[stem].map { (scan.name, SourceText(try scan.ocr()), $0) }
    }
    let score = try CitationScorer(scans).score()
    report(score, "\(severity)")
    #expect(score.f1 >= 0.5)
  }
}
