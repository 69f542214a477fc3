import NoticeText

extension Repairer {
  /// What is wrong with how `source` is mended, whatever its text; empty for every text there is.
  ///
  /// - Parameter limit: How many faults are told at most.
  package func faults(of source: SourceText, limit: Int = 5) -> [String] {
    let repaired = repair(source)
    let normal = NormalizedText(document: source).bytes
    let bytes = repaired.bytes
    var faults: [String] = []
    func check(_ holds: Bool, _ fault: @autoclosure () -> String) {
      if !holds, faults.count < limit { faults.append(fault()) }
    }
    if level == .off { check(repaired.repairs.isEmpty && bytes == normal, "off mends") }
    check(
      NormalizedText(document: SourceText(bytes: bytes)).bytes == bytes,
      "the repaired text is not in its normal form")
    for repair in repaired.repairs {
      check((0...1).contains(repair.confidence), "\(repair.rule) has the confidence \(repair.confidence)")
    }

    // Spans ascend, and cut the source.
    var end = 0
    for repair in repaired.repairs {
      let span = repair.span
      check(span.start >= end, "\(repair.rule) \(span) overlaps what ends at \(end)")
      check(
        !span.isEmpty && span.end <= source.bytes.count, "\(repair.rule) \(span) is no span of the source")
      end = max(end, span.end)
    }
    guard faults.isEmpty else { return faults }

    // The source between the repairs, and the repairs, are the repaired text.
    var applied: [UInt8] = []
    var withRomanUndone: [UInt8] = []
    end = 0
    for repair in repaired.repairs {
      let between = NormalizedText(document: SourceText(bytes: Array(source.bytes[end..<repair.span.start])))
        .bytes
      let raw = NormalizedText(
        SourceText(bytes: Array(source.bytes[repair.span.start..<repair.span.end]))
      ).bytes
      let isRoman = repair.rule == "roman"
      check(raw != Array(repair.text.utf8), "\(repair.rule) changes nothing of \(repair.text)")
      check(
        !isRoman || RomanNumeral.isLikely(raw, after: applied + between),
        "roman makes \(repair.text) of \(source.raw(repair.span))")
      check(!Self.hasEmptyLine(raw), "\(repair.rule) crosses the end of a paragraph")
      check(
        Self.lineBreaks(raw) == Self.lineBreaks(Array(repair.text.utf8)),
        "\(repair.rule) of \(source.raw(repair.span)) has another number of lines")
      check(
        isRoman || Self.digits(raw) == Self.digits(Array(repair.text.utf8)),
        "\(repair.rule) makes ‘\(repair.text)’ of the digits in ‘\(source.raw(repair.span))’")
      applied += between + Array(repair.text.utf8)
      withRomanUndone += between + (isRoman ? raw : Array(repair.text.utf8))
      end = repair.span.end
    }
    let rest = NormalizedText(document: SourceText(bytes: Array(source.bytes[end...]))).bytes
    let whole = applied + rest
    // A mark on a byte that is no UTF-8 has no place of its own in the source.
    if whole != bytes, String(validating: source.bytes, as: UTF8.self) != nil {
      let place = max(0, zip(whole, bytes).prefix { $0 == $1 }.count - 12)
      let found = [whole, bytes].map { String(decoding: $0.dropFirst(place).prefix(30), as: UTF8.self) }
      check(false, "the repairs make ‘\(found[0])’, the repaired text has ‘\(found[1])’")
    }
    check(Self.digits(withRomanUndone + rest) == Self.digits(normal), "digits change")
    check(Self.lineBreaks(bytes) == Self.lineBreaks(normal), "the number of lines changes")

    let again = repair(SourceText(bytes: bytes))
    check(
      again.repairs.isEmpty && again.bytes == bytes,
      "mended again: "
        + again.repairs.prefix(3).map { "\(SourceText(bytes: bytes).raw($0.span))→\($0.text)" }
        .joined(separator: ", "))
    return faults
  }

  private static func digits(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { (48...57).contains($0) } }

  private static func lineBreaks(_ bytes: [UInt8]) -> Int { bytes.count { $0 == 10 } }

  private static func hasEmptyLine(_ bytes: [UInt8]) -> Bool {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst().dropLast().contains { $0.allSatisfy(\.isWhitespace) }
  }
}

/// What OCR makes of Roman numerals.
private enum RomanNumeral {
  /// Whether `raw` may have been one: a letter of one in it, or one of the words before it that ask for one.
  static func isLikely(_ raw: [UInt8], after before: [UInt8]) -> Bool {
    let raw = String(decoding: raw, as: UTF8.self)
    if raw.contains(where: { "IVXivx".contains($0) }) { return true }
    let words = String(decoding: before.suffix(40), as: UTF8.self).split { !$0.isLetter }
    let names = ["quý", "khóa", "khoá", "thứ", "chương"]
    return words.last.map { names.contains($0.lowercased()) } ?? false
  }
}
