import Glibc

/// Learns a `RepairModel` from texts: what an OCR program misreads, where the truth is known, and which words follow
/// each other in a user's own.
///
/// The words of both texts are aligned (Myers), then the letters of each pair of words that differ (Levenshtein);
/// each stretch of letters that differ is counted as one misreading.
public struct RepairTrainer {
  private struct Misreading: Hashable {
    let truth: [Glyphs.Code]
    let read: [Glyphs.Code]
  }

  private var counts: [Misreading: Int] = [:]
  private var tones = [Int](repeating: 0, count: 64)
  private var textWords: [String: Int] = [:]
  private var textPairs: [String: Int] = [:]
  /// How often each letter, and each pair and triple of letters, was to be read.
  private var chances: [[Glyphs.Code]: Int] = [:]
  /// Words that were read, and those of them misread.
  public private(set) var words = 0
  public private(set) var misread = 0

  public init() {}

  /// Counts one text and what OCR made of it; both in the same order of lines.
  ///
  /// Aligned a window at a time: texts that have nothing to do with each other cost no more than others.
  ///
  /// - Complexity: O(words × window).
  public mutating func add(clean: String, read: String) {
    let (clean, read) = (Self.words(clean)[...], Self.words(read)[...])
    var (cleanStart, readStart) = (0, 0)
    while cleanStart < clean.count, readStart < read.count {
      let (cleanEnd, readEnd) = (
        min(cleanStart + Self.window, clean.count), min(readStart + Self.window, read.count)
      )
      let (cleanDone, readDone) = addWindow(
        Array(clean[cleanStart..<cleanEnd]), Array(read[readStart..<readEnd]),
        isLast: cleanEnd == clean.count && readEnd == read.count)
      cleanStart += cleanDone
      readStart += readDone
    }
  }

  /// In words.
  private static let window = 1000

  /// Counts a window up to the last words that agree (all of it, if it is the last one or none agree), and says how many
  /// words of each text that were.
  private mutating func addWindow(_ clean: [String], _ read: [String], isLast: Bool) -> (Int, Int) {
    let difference = read.difference(from: clean)
    let removed = Set(
      difference.removals.map {
        if case .remove(let offset, _, _) = $0 { offset } else { -1 }
      })
    let inserted = Set(
      difference.insertions.map {
        if case .insert(let offset, _, _) = $0 { offset } else { -1 }
      })
    var (i, j) = (0, 0)
    while i < clean.count || j < read.count {
      if i < clean.count, !removed.contains(i), j < read.count, !inserted.contains(j) {
        count(clean[i], clean[i])
        i += 1
        j += 1
        continue
      }
      let (firstClean, firstRead) = (i, j)
      while i < clean.count, removed.contains(i) { i += 1 }
      while j < read.count, inserted.contains(j) { j += 1 }
      // What follows the last words that agree belongs to the next window.
      if !isLast, i == clean.count, j == read.count, firstClean > 0 { return (firstClean, firstRead) }
      align(Array(clean[firstClean..<i]), Array(read[firstRead..<j]))
    }
    return (clean.count, read.count)
  }

  /// The words of a text, marks at their ends stripped.
  private static func words(_ text: String) -> [String] {
    let normal = NormalizedText(SourceText(text))
    return String(decoding: normal.bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap {
      var word = $0.lowercased()[...]
      while let first = word.first, !first.isLetter { word.removeFirst() }
      while let last = word.last, !last.isLetter { word.removeLast() }
      return word.isEmpty || word.contains(where: \.isNumber) ? nil : String(word)
    }
  }

  /// Words between two that were read well: in pairs, the likeliest way.
  private mutating func align(_ clean: [String], _ read: [String]) {
    guard !clean.isEmpty, !read.isEmpty, clean.count * read.count < 10_000 else { return }
    var cost = [[Double]](
      repeating: [Double](repeating: 0, count: read.count + 1), count: clean.count + 1)
    func distance(_ i: Int, _ j: Int) -> Double {
      let (a, b) = (Glyphs(clean[i]), Glyphs(read[j]))
      let letters = steps(a.codes, b.codes).filter { $0.truth != $0.read }.count
      return Double(letters) / Double(max(a.codes.count, b.codes.count, 1))
    }
    for i in 0...clean.count { cost[i][0] = Double(i) * 0.7 }
    for j in 0...read.count { cost[0][j] = Double(j) * 0.7 }
    for i in 1...clean.count {
      for j in 1...read.count {
        cost[i][j] = min(
          cost[i - 1][j - 1] + distance(i - 1, j - 1), cost[i - 1][j] + 0.7, cost[i][j - 1] + 0.7)
      }
    }
    var (i, j) = (clean.count, read.count)
    while i > 0, j > 0 {
      let apart = distance(i - 1, j - 1)
      if cost[i][j] == cost[i - 1][j - 1] + apart {
        if apart < 0.7 { count(clean[i - 1], read[j - 1]) }
        i -= 1
        j -= 1
      } else if cost[i][j] == cost[i - 1][j] + 0.7 {
        i -= 1
      } else {
        j -= 1
      }
    }
  }

  private mutating func count(_ clean: String, _ read: String) {
    let (truth, seen) = (Glyphs(clean), Glyphs(read))
    words += 1
    if clean != read { misread += 1 }
    for size in 1...3 where truth.codes.count >= size {
      for start in 0...(truth.codes.count - size) {
        chances[Array(truth.codes[start..<(start + size)]), default: 0] += 1
      }
    }
    if truth.tones.count <= 1, seen.tones.count <= 1 {
      tones[Int(truth.tones.first ?? 0) << 3 | Int(seen.tones.first ?? 0)] += 1
    }
    for step in steps(truth.codes, seen.codes) where step.truth != step.read {
      counts[step, default: 0] += 1
    }
  }

  /// The letters of both words, aligned: letters that agree one by one, those that differ in stretches.
  private func steps(_ truth: [Glyphs.Code], _ read: [Glyphs.Code]) -> [Misreading] {
    let (n, m) = (truth.count, read.count)
    var cost = [[Float]](repeating: [Float](repeating: 0, count: m + 1), count: n + 1)
    func substitution(_ a: Glyphs.Code, _ b: Glyphs.Code) -> Float { a == b ? 0 : a & 31 == b & 31 ? 0.5 : 1 }
    for i in 0...n { cost[i][0] = Float(i) }
    for j in 0...m { cost[0][j] = Float(j) }
    for i in stride(from: 1, through: n, by: 1) {
      for j in stride(from: 1, through: m, by: 1) {
        cost[i][j] = min(
          cost[i - 1][j - 1] + substitution(truth[i - 1], read[j - 1]), cost[i - 1][j] + 1, cost[i][j - 1] + 1
        )
      }
    }
    var pairs: [(Glyphs.Code?, Glyphs.Code?)] = []
    var (i, j) = (n, m)
    while i > 0 || j > 0 {
      if i > 0, j > 0, cost[i][j] == cost[i - 1][j - 1] + substitution(truth[i - 1], read[j - 1]) {
        pairs.append((truth[i - 1], read[j - 1]))
        i -= 1
        j -= 1
      } else if i > 0, cost[i][j] == cost[i - 1][j] + 1 {
        pairs.append((truth[i - 1], nil))
        i -= 1
      } else {
        pairs.append((nil, read[j - 1]))
        j -= 1
      }
    }
    var out: [Misreading] = []
    var (lost, seen): ([Glyphs.Code], [Glyphs.Code]) = ([], [])
    func isMark(_ a: Glyphs.Code?, _ b: Glyphs.Code?) -> Bool {
      guard let a, let b else { return false }
      return a & 31 == b & 31
    }
    func flush() {
      if lost.count <= 3, seen.count <= 3, !(lost.isEmpty && seen.isEmpty) {
        out.append(Misreading(truth: lost, read: seen))
      }
      (lost, seen) = ([], [])
    }
    for (a, b) in pairs.reversed() {
      if let a, let b, isMark(a, b) {
        flush()
        out.append(Misreading(truth: [a], read: [b]))
      } else {
        if let a { lost.append(a) }
        if let b { seen.append(b) }
      }
    }
    flush()
    return out
  }

  /// Counts the words of a text that is right, and which follow each other within a sentence.
  ///
  /// - Complexity: O(bytes).
  public mutating func add(text: String) {
    let normal = NormalizedText(SourceText(text))
    let tokens = Tokenizer.tokenize(normal)
    normal.bytes.withUnsafeBufferPointer { bytes in
      var last: String?
      for token in tokens {
        if token.kind == .punctuation, RepairItem.isSentenceEnd(token) || token.has(.blank) { last = nil }
        if token.kind == .number || token.has(.blank) || token.has(.cell) { last = nil }
        guard token.kind == .word else { continue }
        let word = String(decoding: bytes[Int(token.start)..<token.end], as: UTF8.self)
        let isCode = token.has(.caps) && token.length > 1
        let small = isCode ? word : word.lowercased()
        textWords[small, default: 0] += 1
        if let last { textPairs[last + "\t" + small, default: 0] += 1 }
        last = small
      }
    }
  }

  /// What was learned, as `RepairModel(adding:)` reads it. Words and pairs that stood once only are left out: they
  /// may be damage.
  public func model() -> String {
    var out = "# thongbao repair model\n"
    for row in misreadings() { out += "misreading\t\(row.truth)\t\(row.read)\t\(row.cost)\n" }
    for (word, count) in textWords.sorted(by: { $0.key < $1.key }) where count > 1 {
      out += "word\t\(word)\t\(count)\n"
    }
    for (pair, count) in textPairs.sorted(by: { $0.key < $1.key }) where count > 1 {
      out += "pair\t\(pair)\t\(count)\n"
    }
    return out
  }

  /// The rows of `confusions.tsv`, sorted; none, if no pair of texts was counted.
  func misreadings() -> [(truth: String, read: String, cost: String)] {
    if words == 0 { return [] }
    var rows: [(String, String, Float)] = []
    func text(_ codes: [Glyphs.Code]) -> String { codes.map(Glyphs.text).joined() }
    func cost(_ n: Double, of total: Double, prior: Double) -> Float {
      Float(-log((n + 2 * prior) / (total + 2)))
    }
    for truth in 0..<6 {
      let total = (0..<6).reduce(0) { $0 + tones[truth << 3 | $1] }
      for read in 0..<6 where read != truth {
        let cost = cost(Double(tones[truth << 3 | read]), of: Double(total), prior: 0.01)
        rows.append((Self.cell(tone: truth), Self.cell(tone: read), cost))
      }
    }
    // Marks of one base letter change places though no sample shows it.
    var all = counts
    let vowels: [[Glyphs.Code]] = [[1, 33, 65], [5, 37], [15, 47, 79], [21, 85], [4, 100]]
    for row in vowels {
      for truth in row {
        for read in row where read != truth { all[Misreading(truth: [truth], read: [read]), default: 0] += 0 }
      }
    }
    for (misreading, count) in all {
      let (truth, read) = (misreading.truth, misreading.read)
      let isPair = truth.count == 1 && read.count == 1
      let isMark = isPair && truth[0] & 31 == read[0] & 31
      guard isMark || count >= 2, !(read.isEmpty && truth.count > 1), !(truth.isEmpty && read.count > 1)
      else {
        continue
      }
      let total = truth.isEmpty ? words * 3 : chances[truth] ?? 0
      // A group that hardly ever was to be read proves little.
      let cost = cost(Double(count), of: Double(total) + (isPair ? 0 : 30), prior: isMark ? 0.02 : 0.0005)
      if cost < 12.5, !(text(truth) + text(read)).contains("?") {
        rows.append((text(truth), text(read), cost))
      }
    }
    rows.sort { ($0.0, $0.1) < ($1.0, $1.1) }
    return rows.map { ($0.0, $0.1, Self.rounded($0.2)) }
  }

  private static func rounded(_ value: Float) -> String {
    let tenths = Int((value * 100).rounded())
    return "\(tenths / 100).\(tenths % 100 < 10 ? "0" : "")\(tenths % 100)"
  }

  private static func cell(tone: Int) -> String {
    let mark = Unicode.Scalar(ConfusionTable.toneMarks[tone])
    return tone == 0 ? "◌" : "◌" + (mark.map { String($0) } ?? "")
  }
}
