import CICU

/// A text in the one form that all later stages read: NFC, no invisible characters, look-alikes resolved, no emphasis inside a word.
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
      if let joined = InnerEmphasis.removed(from: source.bytes) {
        (bytes, map) = joined
      } else {
        (bytes, map) = (source.bytes, OffsetMap())
      }
      diagnostics = []
    } else {
      var normalizer = Normalizer(source.bytes)
      normalizer.run()
      if let joined = InnerEmphasis.removed(from: normalizer.out) {
        (bytes, map) = (joined.bytes, joined.map.composed(after: normalizer.map))
      } else {
        (bytes, map) = (normalizer.out, normalizer.map)
      }
      diagnostics = normalizer.diagnostics
    }
  }

  /// A text derived from `text` by edits that `map` tells of.
  init(_ bytes: [UInt8], map: OffsetMap, of text: borrowing NormalizedText) {
    self.bytes = bytes
    self.map = map
    diagnostics = text.diagnostics
  }
}
