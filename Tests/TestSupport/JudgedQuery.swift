import Foundation

/// The queries of `Corpus/queries`, and what a reader judged to answer them, as the README there describes.
package struct JudgedQuery: Sendable {
  package let id: String
  package let text: String
  /// By the notice's name: 1…3.
  package let grades: [String: Int]

  package init(id: String, text: String, grades: [String: Int]) {
    self.id = id
    self.text = text
    self.grades = grades
  }

  package static let folder = Corpus.folder.appendingPathComponent("queries")

  package static let all: [JudgedQuery] = {
    var grades: [Substring: [String: Int]] = [:]
    for row in rows("qrels.tsv") where row.count == 3 {
      grades[row[0], default: [:]][String(row[1])] = Int(row[2]) ?? 0
    }
    return rows("queries.tsv").filter { $0.count >= 2 }.map {
      JudgedQuery(id: String($0[0]), text: String($0[1]), grades: grades[$0[0]] ?? [:])
    }
  }()

  private static func rows(_ file: String) -> [[Substring]] {
    let text = try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    return (text ?? "").split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
  }

  /// What kind of query it is: the sections of the README's table.
  package var group: String {
    switch Int(id.dropFirst()) ?? 0 {
    case 1...32: "words"
    case 33...45: "unmarked"
    case 46...52: "phrases"
    case 53...62: "references"
    case 63...72: "fields"
    case 73...78: "forms"
    case 79...83: "operators"
    default: "empty"
    }
  }

  /// How well the first ten of `found` answer it, from 0 to 1.
  ///
  /// A grade gains 2^grade − 1, less the further down it stands; what was judged and is not found counts as missed.
  ///
  /// - Source: Järvelin, Kekäläinen, “Cumulated gain-based evaluation of IR techniques”, TOIS 20 (2002); gains as
  ///   Burges et al. (2005).
  package func nDCG10(_ found: [String]) -> Double {
    func gain(_ grades: [Int]) -> Double {
      grades.prefix(10).enumerated().reduce(0) { sum, entry in
        sum + (pow(2, Double(entry.element)) - 1) / log2(Double(entry.offset) + 2)
      }
    }
    let best = gain(grades.values.sorted(by: >))
    return best > 0 ? gain(found.map { grades[$0] ?? 0 }) / best : 0
  }
}
