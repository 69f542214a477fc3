/// The best of several readings of a day in figures: `15/3/2924` and `15/3/2024`.
package enum DateReading {
  /// The surest of `readings` that the calendar has; `nil` if that is the first one, or that is no date.
  ///
  /// - Parameter readings: The surest first.
  package static func best(of readings: [String]) -> String? {
    guard let first = readings.first, isDateLike(first), !isPossible(first) else { return nil }
    return readings.dropFirst().first(where: isPossible)
  }

  /// Whether two separators part three numbers, most of their figures read as such.
  private static func isDateLike(_ text: String) -> Bool {
    let parts = parts(text)
    let figures = text.utf8.count { 0x30...0x39 ~= $0 }
    return parts.count == 3 && parts.allSatisfy { !$0.isEmpty && $0.count <= 4 } && 4...8 ~= figures
  }

  private static func isPossible(_ text: String) -> Bool {
    let parts = parts(text)
    guard parts.count == 3, parts[0].count <= 2, parts[1].count <= 2, parts[2].count == 4,
      let day = number(parts[0]), let month = number(parts[1]), let year = number(parts[2])
    else { return false }
    return FigureRepair.isDay(day, month) && 1900...2100 ~= year
  }

  private static func number(_ part: Substring) -> Int? {
    part.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(part) : nil
  }

  /// What `/`, `-` or `.` parts, without the marks after it.
  private static func parts(_ text: String) -> [Substring] {
    let text = text[...].trimmingSuffix { ".,;:)".contains($0) }
    for mark in ["/", "-", "."] as [Character] where text.contains(mark) {
      return text.split(separator: mark, omittingEmptySubsequences: false)
    }
    return []
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, predicate(last) { text.removeLast() }
    return text
  }
}
