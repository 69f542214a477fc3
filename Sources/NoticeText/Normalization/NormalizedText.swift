import CICU

/// A text in the one form that all later stages read: NFC, no invisible characters, look-alikes resolved; of a document
/// no emphasis inside a word either.
///
/// Tone style, spelling, layout and case stay as printed. Normalising a normalised text changes nothing.
package struct NormalizedText: Sendable {
  /// Valid UTF-8, NFC.
  package let bytes: [UInt8]
  /// Back to the bytes of the source.
  package let map: OffsetMap
  package let diagnostics: [Diagnostic]

  /// Normalises `source`; text that is clean already, as most is, costs one scan and no copy.
  ///
  /// - Complexity: O(bytes). Runs of more than 30 combining marks are cut (UAX #15, stream-safe text): ICU's
  ///   normaliser takes quadratic time in them.
  package init(_ source: SourceText) {
    if source.scan?.isClean ?? source.bytes.withUnsafeBufferPointer({ ByteScan($0) }).isClean {
      bytes = source.bytes
      map = OffsetMap()
      diagnostics = []
    } else {
      var normalizer = Normalizer(source.bytes)
      normalizer.run()
      bytes = normalizer.out
      map = normalizer.map
      diagnostics = normalizer.diagnostics
    }
  }

  /// Normalises a document: Markdown's emphasis inside words is left out too. In a name or a query an asterisk means
  /// something else.
  ///
  /// - Complexity: O(bytes).
  package init(document source: SourceText) {
    let text = NormalizedText(source)
    if let joined = InnerEmphasis.removed(from: text.bytes) {
      self.init(
        joined.bytes, map: joined.map.composed(after: text.map), of: text)
    } else {
      self = text
    }
  }

  /// A text derived from `text` by edits that `map` tells of.
  init(_ bytes: [UInt8], map: OffsetMap, of text: borrowing NormalizedText) {
    self.bytes = bytes
    self.map = map
    diagnostics = text.diagnostics
  }
}
