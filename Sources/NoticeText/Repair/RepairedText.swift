/// A text with its OCR damage mended.
public struct RepairedText: Sendable {
  /// Still NFC; its map goes back to the bytes of the source.
  package let text: NormalizedText
  /// Ascending, none overlaps another; spans point into the source.
  public let repairs: [Repair]

  /// UTF-8, line for line as the source.
  public var bytes: [UInt8] { text.bytes }
}

extension Repairer {
  /// Mends `source`.
  ///
  /// - Complexity: O(bytes).
  public func repair(_ source: SourceText) -> RepairedText {
    let text = NormalizedText(document: source)
    return repair(text, tokens: Tokenizer.tokenize(text), source) ?? RepairedText(text: text, repairs: [])
  }

  /// `text` with its damage mended; nil if it has none.
  ///
  /// A word is easier to read between words that are mended, so a mended text is looked at again, until nothing more
  /// is found (then mending it once more changes nothing), at most five times.
  ///
  /// - Parameter source: What OCR says of the words of its pages is weighed.
  /// - Complexity: O(bytes).
  package func repair(
    _ text: borrowing NormalizedText, tokens: [Token], _ source: SourceText? = nil
  ) -> RepairedText? {
    if level == .off, words.isEmpty { return nil }
    let used = words.used(in: text.bytes, tokens)
    let evidence = level == .off ? nil : source.flatMap { OCREvidence($0) }
    let lattice = means.map { RepairLattice(model: $0.model, beam: limits.beam) }
    var edits = edits(text.bytes, tokens, used, lattice, evidence, text.map)
    if edits.isEmpty { return nil }
    var changes: [Change] = []
    var (bytes, map) = (text.bytes, text.map)
    for _ in 0..<Self.mostPasses where !edits.isEmpty {
      (bytes, changes) = Self.applied(edits, to: bytes, after: changes)
      map = OffsetMap(changes).composed(after: text.map)
      let next = NormalizedText(bytes, map: map, of: text)
      edits = self.edits(bytes, Tokenizer.tokenize(next), used, lattice, evidence, map)
    }
    var repairs: [Repair] = []
    // What a later pass took back is none.
    for change in changes where bytes[change.range] != text.bytes[change.source] {
      repairs.append(
        Repair(
          text: String(decoding: bytes[change.range], as: UTF8.self), span: text.map.source(change.source),
          confidence: change.confidence, rule: change.rule))
    }
    return RepairedText(text: NormalizedText(bytes, map: map, of: text), repairs: repairs)
  }

  private static let mostPasses = 5

  private func edits(
    _ bytes: [UInt8], _ tokens: [Token], _ used: Set<Int>, _ lattice: RepairLattice?,
    _ evidence: OCREvidence?, _ map: OffsetMap
  ) -> [RepairEdit] {
    bytes.withUnsafeBufferPointer { bytes in
      tokens.withUnsafeBufferPointer { self.edits(bytes, $0, used: used, lattice, evidence, map) }
    }
  }

  /// `bytes` after `edits`, and what became of each place since the first pass.
  ///
  /// Changes that overlap are one: by the rule of the later one, as sure as the less sure of both.
  ///
  /// - Complexity: O(bytes).
  private static func applied(
    _ edits: [RepairEdit], to bytes: [UInt8], after earlier: [Change]
  ) -> (bytes: [UInt8], changes: [Change]) {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + edits.count * 4)
    var changes: [Change] = []
    var (olds, news) = (earlier[...], edits[...])
    var end = 0  // of `bytes`: `out` has them up to here
    var shift = 0  // the text before the first pass minus `bytes`, up to here
    func copy(to place: Int) {
      out.append(contentsOf: bytes[end..<place])
      end = place
    }
    while let low = [olds.first?.range.lowerBound, news.first?.range.lowerBound].compactMap(\.self).min() {
      copy(to: low)
      let start = out.count
      var high = low
      var change = Change(source: low + shift..<low + shift, range: start..<start, confidence: 1, rule: "")
      while true {
        // What was left out ends where it begins.
        if let old = olds.first, old.range.lowerBound < high || high == low && old.range.lowerBound == low {
          high = max(high, old.range.upperBound)
          shift = old.source.upperBound - old.range.upperBound
          change.confidence = min(change.confidence, old.confidence)
          if change.rule.isEmpty { change.rule = old.rule }
          olds.removeFirst()
          if old.range.isEmpty, high == low { break }
        } else if let new = news.first, new.range.lowerBound < high || high == low {
          high = max(high, new.range.upperBound)
          change.confidence = min(change.confidence, new.confidence)
          change.rule = new.rule
          copy(to: new.range.lowerBound)
          out.append(contentsOf: new.text.utf8)
          end = new.range.upperBound
          news.removeFirst()
        } else {
          break
        }
      }
      copy(to: high)
      change.range = start..<out.count
      change.source = change.source.lowerBound..<high + shift
      changes.append(change)
    }
    copy(to: bytes.count)
    return (out, changes)
  }
}

/// What all passes up to now made of one place.
private struct Change {
  /// In bytes of the text before the first pass.
  var source: Range<Int>
  /// In bytes of the text as it is now.
  var range: Range<Int>
  var confidence: Double
  var rule: String
}

extension OffsetMap {
  fileprivate init(_ changes: [Change]) {
    self.init()
    edits = changes.map {
      Edit(
        start: UInt32($0.range.lowerBound), end: UInt32($0.range.upperBound),
        sourceStart: UInt32($0.source.lowerBound), sourceEnd: UInt32($0.source.upperBound))
    }
  }
}
