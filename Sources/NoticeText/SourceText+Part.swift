extension SourceText {
  /// A part of it as a text of its own: offsets count from the part's beginning.
  ///
  /// Of pages stands what is in the part; what decoding noticed elsewhere is left out.
  ///
  /// - Parameter span: Within the text, and not through the middle of a character.
  /// - Complexity: O(bytes of the part + pages + words of its pages).
  public func part(_ span: SourceRange) -> SourceText {
    let start = min(max(span.start, 0), bytes.count)
    let end = min(max(span.end, start), bytes.count)
    func moved(_ range: SourceRange) -> SourceRange {
      SourceRange(max(range.start, start) - start, min(range.end, end) - start)
    }
    let whole = SourceRange(start, end)
    var part = SourceText(
      bytes: Array(bytes[start..<end]), encoding: encoding, confidence: confidence,
      diagnostics: diagnostics.compactMap { diagnostic in
        guard let span = diagnostic.span else { return diagnostic }
        guard start <= span.start, span.start < end || span.start == end && end == bytes.count else {
          return nil
        }
        var own = diagnostic
        own.span = moved(span)
        return own
      })
    part.pages = pages.compactMap { page in
      guard page.span.overlaps(whole) else { return nil }
      var own = page
      own.span = moved(page.span)
      own.words = page.words.compactMap { word in
        guard word.span.overlaps(whole) else { return nil }
        var word = word
        word.span = moved(word.span)
        return word
      }
      return own
    }
    return part
  }
}
