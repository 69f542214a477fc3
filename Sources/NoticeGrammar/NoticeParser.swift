import NoticeText

/// Reads notices: text in, `Notice` out.
///
/// A pure function of the text and the lexicon, safe to share between threads. It gives a `Notice` for any
/// text at all; whether that is a notice, `Notice.isEmpty` says.
public struct NoticeParser: Sendable {
  public let lexicon: Lexicon

  public init(lexicon: Lexicon = .standard) {
    self.lexicon = lexicon
  }

  /// Reads one document.
  ///
  /// - Complexity: O(bytes).
  public func parse(_ text: SourceText) -> Notice {
    Notice(text: text)
  }

  /// Reads one document and says what every rule did.
  public func explain(_ text: SourceText) -> (notice: Notice, trace: Trace) {
    (parse(text), Trace())
  }
}

extension Notice {
  /// Whether the text has nothing of a notice: no head, no directives, no references.
  public var isEmpty: Bool {
    kind == nil && identifier == nil && symbol == nil && directives.isEmpty && references.isEmpty
  }
}
