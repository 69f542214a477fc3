/// How the postings of a term are laid out; `PostingsWriter` writes it, `PostingsList` reads it.
///
/// A term is *dense* in a segment if 256 documents have it, and one in eight, else *sparse*.
///
///     sparse, more than 128 documents
///       directory   one entry a block:  last document u32 · postings u32 · positions u32 · bound u8 · 0 u8×3
///       block       of 128 documents, the last of what is left; one block alone has no directory
///     block         gapWidth u8 · (document − document before − 1)[n] · frequencies
///
///     dense
///       bitmap      one bit a document, in words of 64
///       bounds      one byte a window of 16 documents                                 (text fields only)
///       directory   one entry a block, and one for the end:  frequencies u32 · positions u32
///       block       of 256 documents in a row (those without the term included): frequencies
///
///     frequencies   (text fields only)
///                   head u8: bits 0…5 the width · 0x40: has escapes · 0x80: their values are wide
///                   (escapes − 1 u8 · index u8[escapes] · value u8[escapes], or u32[escapes] if wide)?
///                   value[n], packed: occurrences less one; if there are escapes, all ones stands for one
///                   The value of an escape: weighted occurrences less one, twice, and 1 more if the document has the
///                   term in its subject too (which counts as `Scoring.subjectWeight` occurrences more, and is always
///                   an escape). The subject's own lists have no weights.
///
///     positions     of a block: one list of `RicePacking`: the first position of every document, then each one's distance
///                   from the one before, less one
///
/// Past the last list the postings file has `padding` zeros, so that reading a packed number needs no check of its
/// own; positions are followed by the file's trailer.
/// Offsets count from where the term's postings, frequencies or positions begin. A bound is the largest share of
/// the term's weight (`Scoring.share`) in its window or block.
@usableFromInline package enum PostingsFormat {
  @inlinable package static var sparseBlock: Int { 128 }
  @inlinable package static var sparseEntry: Int { 16 }
  @inlinable package static var denseBlock: Int { 256 }
  @inlinable package static var denseEntry: Int { 8 }
  @inlinable package static var window: Int { 16 }

  static let padding = 1100

  @inlinable package static func isDense(_ count: Int, of documents: Int) -> Bool {
    count >= 256 && count * 8 >= documents
  }

  @inlinable package static func words(_ documents: Int) -> Int { (documents + 63) / 64 }
  @inlinable package static func windows(_ documents: Int) -> Int { (documents + window - 1) / window }
  @inlinable package static func denseBlocks(_ documents: Int) -> Int {
    (documents + denseBlock - 1) / denseBlock
  }
  @inlinable package static func sparseBlocks(_ count: Int) -> Int { (count + sparseBlock - 1) / sparseBlock }
}

/// What a term dictionary says of a term's postings.
@frozen @usableFromInline package struct TermPostings: Equatable, Sendable {
  /// How many documents have it.
  @usableFromInline package var count: Int
  /// Occurrences in all of them; of a keyword, `count`.
  package var occurrences: Int
  /// Bytes of the postings file.
  package var postings: Range<Int>
  /// Bytes of the positions file.
  package var positions: Range<Int>
  /// The largest share of all.
  @usableFromInline package var bound: UInt8
  /// Of a word of the subject: every document that has it there has it in the text too.
  package var isInText: Bool

  package init(
    count: Int, occurrences: Int, postings: Range<Int>, positions: Range<Int> = 0..<0, bound: UInt8 = 255,
    isInText: Bool = false
  ) {
    self.count = count
    self.occurrences = occurrences
    self.postings = postings
    self.positions = positions
    self.bound = bound
    self.isInText = isInText
  }
}
