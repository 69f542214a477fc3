import Foundation
import NoticeGrammar
import NoticeText

/// The scores of many notices: a table to read, records to compare with.
package struct AccuracyReport: Sendable {
  /// By notice, in their order.
  package private(set) var scores: [(name: String, tallies: [AccuracyField: Tally])] = []

  package init() {}

  package mutating func add(_ name: String, _ tallies: [AccuracyField: Tally]) {
    scores.append((name, tallies))
  }

  /// Parses and scores each notice; a gold that cannot be read is an error, not a gap.
  package init(_ notices: [CorpusNotice], parser: NoticeParser = NoticeParser()) throws {
    for notice in notices {
      let parsed = parser.parse(try notice.source())
      add(notice.name, AccuracyScorer.score(parsed, against: try notice.goldNotice()))
    }
  }

  /// Parses and scores what OCR read of notices, page by page as it gave it.
  package init(_ scans: [CorpusScan], parser: NoticeParser = NoticeParser()) throws {
    for scan in scans {
      let parsed = parser.parse(SourceText(try scan.page()))
      add(scan.description, AccuracyScorer.score(parsed, against: try scan.goldNotice()))
    }
  }

  /// The scores of several reports together.
  package init(_ reports: [AccuracyReport]) { scores = reports.flatMap(\.scores) }

  /// The sum over all notices.
  package func total(_ field: AccuracyField) -> Tally {
    scores.reduce(into: Tally()) { sum, score in sum += score.tallies[field] ?? Tally() }
  }

  /// F1 by name of field, and `header` for all of its fields together.
  package var figures: [(name: String, tally: Tally)] {
    let rows = AccuracyField.allCases.map { ($0.rawValue, total($0)) }
    let header = AccuracyField.header.reduce(into: Tally()) { $0 += total($1) }
    return rows + [("header", header)]
  }

  /// The figures as a table for people.
  package func table(title: String) -> String {
    func row(_ name: String, _ cells: [String]) -> String {
      name.padding(toLength: 20, withPad: " ", startingAt: 0)
        + cells.map { String(repeating: " ", count: max(8 - $0.count, 0)) + $0 }.joined()
    }
    let rows = figures.map { name, tally in
      row(
        name,
        [tally.gold, tally.given, tally.hits].map(String.init)
          + [tally.precision, tally.recall, tally.f1].map { String(format: "%.3f", $0) })
    }
    let head = row("\(title) (\(scores.count))", ["gold", "given", "hits", "P", "R", "F1"])
    return ([head] + rows).joined(separator: "\n")
  }

  /// Every value that was missed (`-`) or given without being there (`+`), by notice and field.
  package var mistakes: String {
    var lines: [String] = []
    for (name, tallies) in scores {
      for field in AccuracyField.allCases {
        guard let tally = tallies[field], !tally.missed.isEmpty || !tally.spurious.isEmpty else { continue }
        lines.append("\(name)  \(field.rawValue)")
        lines += tally.missed.map { "  - \($0)" } + tally.spurious.map { "  + \($0)" }
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The record: notice, field, hits, gold, given, tab-separated, one line each.
  package var record: String {
    var lines = ["notice\tfield\thits\tgold\tgiven"]
    for (name, tallies) in scores {
      for field in AccuracyField.allCases {
        guard let tally = tallies[field], tally.gold + tally.given > 0 else { continue }
        lines.append("\(name)\t\(field.rawValue)\t\(tally.hits)\t\(tally.gold)\t\(tally.given)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What became better and what worse since `record`, by notice and field.
  package func changes(since record: String) -> (gains: [String], losses: [String]) {
    var before: [Substring: (hits: Int, gold: Int, given: Int)] = [:]
    for line in record.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t")
      guard cells.count == 5, let hits = Int(cells[2]), let gold = Int(cells[3]), let given = Int(cells[4])
      else { continue }
      before["\(cells[0])\t\(cells[1])"] = (hits, gold, given)
    }
    var gains: [String] = [], losses: [String] = []
    for (name, tallies) in scores {
      for field in AccuracyField.allCases {
        let now = tallies[field] ?? Tally()
        guard let old = before["\(name)\t\(field.rawValue)"] else { continue }
        let was = old.gold + old.given > 0 ? 2 * Double(old.hits) / Double(old.gold + old.given) : 1
        let change = "\(name)  \(field.rawValue)  " + String(format: "%.3f → %.3f", was, now.f1)
        if now.f1 > was + 1e-9 { gains.append(change) }
        if now.f1 < was - 1e-9 { losses.append(change) }
      }
    }
    return (gains, losses)
  }
}
