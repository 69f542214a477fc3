import Foundation
import NoticeArchive
import NoticeGrammar
import NoticeText
import TestSupport
import Testing

@Suite struct CitationTests {
  private func report(_ score: CitationScorer.Score, _ what: String) {
    let numbers = [score.f1, score.precision, score.recall].map { "\(($0 * 1000).rounded() / 1000)" }
    print(
      "citations \(what): F1 \(numbers[0]), precision \(numbers[1]), recall \(numbers[2]), \(score.found.count)"
    )
    for line in score.missed { print("  missed \(line)") }
    for line in score.wrong { print("  wrong  \(line)") }
  }

  @Test func cleanNoticesAreLinkedRight() throws {
    let notices = Corpus.notices + (Corpus.samples ?? [])
    let score = try CitationScorer(notices.map { ($0.name, try $0.source(), try $0.goldNotice()) }).score()
    report(score, "clean")
    #expect(score.f1 >= 0.99)
  }

  /// Each scan beside the clean notices: what one of them damaged, another may say.
  @Test(arguments: ScanSeverity.allCases)
  func scansAreLinkedRight(_ severity: ScanSeverity) throws {
    let clean = try Corpus.notices.map { ($0.name, try $0.source(), try $0.goldNotice()) }
    let gold = Dictionary(clean.map { (CorpusNotice.stem(of: $0.0), $0.2) }) { first, _ in first }
    let scans = try ScanSplit.allCases.flatMap { Corpus.scans($0, severity) }.compactMap { scan in
      let stem = String(scan.name.prefix { $0 != "." })
      return try gold[stem].map { (scan.name, SourceText(try scan.ocr()), $0) }
    }
    let score = try CitationScorer(scans + clean, of: Set(scans.map(\.0))).score()
    report(score, "\(severity)")
    let floors: [ScanSeverity: Double] = [.light: 0.98, .medium: 0.9, .heavy: 0.7, .extreme: 0.4]
    #expect(score.f1 >= floors[severity] ?? 1)
  }
}

/// A damaged number never leads to another document for sure.
@Suite struct CitationMutationTests {
  /// `LINK_MUTATIONS=10000` for all of it, with tests built for release.
  private static let count = ProcessInfo.processInfo.environment["LINK_MUTATIONS"].flatMap { Int($0) } ?? 40

  private struct Case {
    var notice: Notice
    var bytes: [UInt8]
    var reference: Reference
    var works: Set<Work>
  }

  @Test func noMutationLeadsElsewhereForSure() throws {
    let notices = try Corpus.notices.map { ($0.name, try $0.source(), try $0.goldNotice()) }
    let graph = try CitationScorer(notices).graph
    let parser = NoticeParser()
    var cases: [Case] = []
    for (_, source, _) in notices {
      let notice = parser.parse(source)
      for reference in notice.references where reference.grade == .exact && reference.identifier != nil {
        let works = Set(
          try CitationTerm.terms(of: reference, in: notice).flatMap { try graph.links($0).map(\.work) })
        cases.append(Case(notice: notice, bytes: source.bytes, reference: reference, works: works))
      }
    }
    var random = SeededGenerator(seed: 7)
    var (sure, elsewhere) = (0, [String]())
    for _ in 0..<Self.count {
      let one = cases[Int.random(in: 0..<cases.count, using: &random)]
      let (bytes, span, what) = Self.mutated(one.bytes, one.reference.span, using: &random)
      let notice = parser.parse(SourceText(bytes: bytes))
      for reference in notice.references where reference.span.overlaps(span) {
        for term in CitationTerm.terms(of: reference, in: notice) {
          for link in try graph.links(term) where link.certainty == .certain {
            sure += 1
            if !one.works.contains(link.work) { elsewhere.append("\(what) → \(link.work.key)") }
          }
        }
      }
    }
    print("mutations: \(Self.count), \(sure) links that are sure, \(elsewhere.count) elsewhere")
    #expect(elsewhere.isEmpty, "\(elsewhere.joined(separator: "\n"))")
  }

  /// One to two of the digits and letters of a mention's number and symbol are changed, dropped or doubled.
  private static func mutated(
    _ bytes: [UInt8], _ span: SourceRange, using random: inout SeededGenerator
  ) -> (bytes: [UInt8], span: SourceRange, what: String) {
    var mention = Array(bytes[span.start..<span.end])
    let before = String(decoding: mention, as: UTF8.self)
    let alike: [UInt8: String] = [
      0x30: "OoD", 0x31: "lI7i", 0x32: "Zz", 0x33: "B8", 0x34: "A", 0x35: "S6", 0x36: "b8G", 0x37: "1T",
      0x38: "B3",
      0x39: "gq",
    ]
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let places = mention.indices.filter { place in
        let byte = mention[place]
        return 0x30...0x39 ~= byte || 0x41...0x5A ~= byte && (place == 0 || mention[place - 1] < 0x80)
      }
      guard let place = places.randomElement(using: &random) else { break }
      let byte = mention[place]
      switch Int.random(in: 0..<6, using: &random) {
      case 0: mention.remove(at: place)
      case 1: mention.insert(byte, at: place)
      case 2: mention[place] = Array((alike[byte] ?? "EFIKLT").utf8).randomElement(using: &random) ?? byte
      default:
        let range: ClosedRange<UInt8> = byte < 0x41 ? 0x30...0x39 : 0x41...0x5A
        mention[place] = UInt8.random(in: range, using: &random)
      }
    }
    let out = Array(bytes[..<span.start]) + mention + Array(bytes[span.end...])
    return (
      out, SourceRange(span.start, span.start + mention.count),
      "\(before) → \(String(decoding: mention, as: UTF8.self))"
    )
  }
}
