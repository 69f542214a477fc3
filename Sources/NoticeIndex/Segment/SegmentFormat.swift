/// The files of a segment, each checked page by page (`CheckedFile`).
///
/// | file | holds |
/// |---|---|
/// | `dictionary` | the terms of every field, one after the other: `TermDictionaryLayout` |
/// | `postings` | documents and frequencies of every term: `PostingsFormat` |
/// | `positions` | positions of the words of text and subject: `PostingsFormat` |
/// | `columns` | what is known of every document by its number, and where everything is: below |
/// | `store` | the documents themselves, in frames of zstd: `StoreWriter`, `StoredDocument` |
/// | `del` | one bit a document, in words of 64: 1 if it is still there |
///
/// `docs/INDEX-FORMAT.md` has all of it on one page, with an example byte by byte.
///
/// `columns`, all little-endian:
///
///     0    documents u32 · flags u32: 1: every word of a subject is in the text of its document too
///     8    words u64: the lengths of all documents added up
///     16   average u32: the length, as the bits of a Float, that the bounds were made for
///     20   fields u32 · for each field, in the order of `SegmentField.all`:
///            start u64 · length u64 · terms u64 · blocks u64       of `TermDictionaryLayout`
///          for each section, in the order of `ColumnSection`: offset u64 · length u64
///          the sections
///
/// A document's number is its place in the segment; numbers follow the order in which documents were added.
enum ColumnSection: Int, CaseIterable {
  /// `Scoring.norm`, u8 a document.
  case norms
  /// Words of the text (of the subject, if that is longer), u32 a document.
  case lengths
  /// `IndexDocument.version`, u64 a document.
  case versions
  /// First document of each block of the store, u32, and the number of documents.
  case storeFirsts
  /// Offset of each block of the store, u64, and the end.
  case storeOffsets
  /// `DateField.date`, i32 a document, `Int32.min` for none.
  case dates
  /// Distinct days of `date`, ascending: day i32 · first u32 into `dateDocuments`; and an end.
  case dateDays
  /// Documents by day, ascending for each: u32.
  case dateDocuments
  case deadlineDays
  case deadlineDocuments
}

/// A field that has a dictionary.
package enum SegmentField: Hashable, Sendable {
  case words(TextField)
  case keyword(KeywordField)

  package static let all: [SegmentField] =
    TextField.allCases.map { .words($0) } + KeywordField.allCases.map { .keyword($0) }

  package var isText: Bool {
    if case .words = self { return true }
    return false
  }

  var index: Int {
    switch self {
    case .words(let field): Int(field.rawValue)
    case .keyword(let field): TextField.allCases.count + Int(field.rawValue)
    }
  }
}
