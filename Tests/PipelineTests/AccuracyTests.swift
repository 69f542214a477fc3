import Foundation
import NoticeGrammar
import Testing
import TestSupport

/// The parser beside what people read: figures over the whole Corpus, with floors.
@Suite struct AccuracyTests {
  static let clean = Corpus.notices.filter { !$0.isMalformed }
  static let malformed = Corpus.notices.filter(\.isMalformed)

  @Test func corpusStandsAboveItsFloors() throws {
    let reports = [try AccuracyReport(Self.clean), try AccuracyReport(Self.malformed)]
    try expectFloors(reports[0], "clean")
    try expectFloors(reports[1], "malformed")
    try expectFloors(AccuracyReport(reports), "corpus")
  }

  @Test func scansStandAboveTheirFloors() throws {
    var reports: [AccuracyReport] = []
    for severity in ScanSeverity.allCases {
      reports.append(try AccuracyReport(Corpus.scans(.test, severity)))
      try expectFloors(reports[reports.count - 1], severity.rawValue)
    }
    try expectFloors(AccuracyReport(reports), "scans")
  }

  private func expectFloors(_ report: AccuracyReport, _ title: String) throws {
    let floors = try JSONDecoder().decode(
      [String: [String: Double]].self,
      from: Data(contentsOf: Corpus.folder.appendingPathComponent("floors.json")))[title]
    print(report.table(title: title))
    for (name, tally) in report.figures {
      guard let floor = floors?[name] else { continue }
      #expect(tally.f1 >= floor, "\(title): F1 of \(name)")
    }
    let unknown = Set(floors?.keys.map { $0 } ?? []).subtracting(report.figures.map(\.name))
    #expect(unknown.isEmpty, "floors.json names fields that are not scored")
  }

  @Test func scoresAreAsRecorded() throws {
    let report = try AccuracyReport(Corpus.notices)
    let file = Corpus.folder.appendingPathComponent("scores.tsv")
    if let record = try? String(contentsOf: file, encoding: .utf8) {
      let (gains, losses) = report.changes(since: record)
      for gain in gains { print("gain  \(gain)") }
      for loss in losses { print("loss  \(loss)") }
    }
    if ProcessInfo.processInfo.environment["SHOW_MISTAKES"] == "1" { print(report.mistakes) }
    let difference = try Golden.difference(of: Array(report.record.utf8), from: file)
    #expect(difference == nil)
  }

  @Test func everyNoticeHasGoldAndEveryGoldHasANotice() throws {
    let gold = try FileManager.default.contentsOfDirectory(
      atPath: Corpus.folder.appendingPathComponent("gold").path)
    #expect(Set(gold) == Set(Corpus.notices.map(\.gold.lastPathComponent)))
    for notice in Corpus.notices { #expect(try notice.goldNotice().doc == notice.name) }
    let stems = Corpus.notices.filter(\.isMalformed).count
    #expect(stems == Corpus.malformedNames.count, "malformed.txt names notices that there are not")
  }

  @Test(.enabled(if: Corpus.samples != nil, "no real documents in ../shared beside the package"))
  func samplesAreScored() throws {
    print(try AccuracyReport(Corpus.samples ?? []).table(title: "samples"))
  }
}
