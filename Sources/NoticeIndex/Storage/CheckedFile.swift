import CXXHash
import Synchronization

/// A finished file with a checksum for every page, which is looked at when the page is first used.
///
///     0        content   whatever its kind says; in pages of 16 KiB, the last one shorter
///     n        padding   zeros, 0 to 7, up to a multiple of 8
///              table     for each page of the content, in order: its XXH3-64, 8 bytes
///     end−40   footer    length of the content (n)    u64
///     end−32             page size, 16384             u32
///     end−28             version of the content       u32, from 1
///     end−24             kind of file                 u32, `FileKind`
///     end−20             0                            u32
///     end−16             hash                         u64, XXH3-64 of padding, table and footer up to here
///     end−8              "TBINDEX1"                   8 bytes
///
/// Numbers are little-endian. Every byte counts: of the content for its page's hash, of the rest for the
/// trailer's hash or for the magic, and the length follows from n. So much follows the content (40 bytes)
/// that a load of up to 16 bytes from its last byte stays in the file.
///
/// Opening reads the trailer alone: 8 bytes for 16 KiB of content.
///
/// - Source: XXH3, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md.
package final class CheckedFile: @unchecked Sendable {
  package let name: String
  package let kind: FileKind
  /// Of the content, 1 to `kind.version`.
  package let version: UInt32
  package let summary: CheckedFileSummary
  /// Without the trailer; valid for as long as the file is. What of it was not passed to `verify` may be
  /// anything.
  package let content: UnsafeRawBufferPointer

  private let file: FileBytes
  private let hashes: UnsafeRawBufferPointer
  /// A bit for each page, from the lowest of the first word: 1 once the page was found to be right. Bits are
  /// only ever set, and say something of bytes that nobody changes; hence no ordering is needed.
  private let verified: UnsafeMutableBufferPointer<Atomic<UInt64>>

  package static let pageSize = 1 << pageShift
  private static let pageShift = 14
  private static let footerSize = 40
  static let magic = Array("TBINDEX1".utf8)

  /// The zeros between `count` bytes of content and the table.
  static func padding(after count: Int) -> Int { -count & 7 }

  /// - Parameter expected: What the file must be, if something says so.
  /// - Throws: `missing`, `system`; `unsupportedVersion`; `corrupt` if the trailer is not right, or is right
  ///   but not the expected one.
  package init(
    directory: any Directory, name: String, kind: FileKind, expecting expected: CheckedFileSummary? = nil
  ) throws(IndexError) {
    let file = try directory.open(name)
    let bytes = file.bytes
    let end = bytes.count
    func check(_ isRight: Bool, at offset: Int, _ reason: String) throws(IndexError) {
      if !isRight { throw .corrupt(file: name, offset: offset, reason: reason) }
    }
    try check(end >= Self.footerSize, at: 0, "shorter than its footer")
    try check(bytes[(end - 8)...].elementsEqual(Self.magic), at: end - 8, "magic")
    let footer = end - Self.footerSize
    let version = bytes.loadLittleEndian(at: footer + 12, as: UInt32.self)
    guard version <= kind.version else {
      throw .unsupportedVersion(file: name, found: Int(version), supported: Int(kind.version))
    }
    try check(version > 0, at: footer + 12, "version")
    let pageSize = bytes.loadLittleEndian(at: footer + 8, as: UInt32.self)
    try check(pageSize == Self.pageSize, at: footer + 8, "page size")
    let foundKind = bytes.loadLittleEndian(at: footer + 16, as: UInt32.self)
    try check(foundKind == kind.rawValue, at: footer + 16, "kind")

    // No sum can overflow: the content is not longer than the file.
    let stated = bytes.loadLittleEndian(at: footer, as: UInt64.self)
    try check(stated <= UInt64(footer), at: footer, "length")
    let count = Int(stated)
    let pages = (count + Self.pageSize - 1) >> Self.pageShift
    let table = count + Self.padding(after: count)
    try check(table + pages * 8 == footer, at: footer, "length")
    let hash = bytes.loadLittleEndian(at: end - 16, as: UInt64.self)
    let trailer = UnsafeRawBufferPointer(rebasing: bytes[count..<(end - 16)])
    try check(cx_hash(trailer.baseAddress, trailer.count) == hash, at: count, "checksum of the trailer")
    let summary = CheckedFileSummary(length: end, hash: hash)
    if let expected { try check(summary == expected, at: end - 16, "not the file of this commit") }

    self.name = name
    self.kind = kind
    self.version = version
    self.summary = summary
    self.file = file
    content = UnsafeRawBufferPointer(rebasing: bytes[..<count])
    hashes = UnsafeRawBufferPointer(rebasing: bytes[table..<footer])
    verified = .allocate(capacity: (pages + 63) / 64)
    for word in verified.indices { verified.initializeElement(at: word, to: Atomic(0)) }
  }

  deinit {
    verified.deinitialize()
    verified.deallocate()
  }
}

extension CheckedFile {
  /// Makes sure that these bytes are there, and are what was written.
  ///
  /// Threads may call this at the same time; at worst they hash the same page. Hashes whole pages: the first
  /// use of a byte costs some 16 KiB, every later one a load.
  ///
  /// - Throws: `corrupt`, with the start of the range if it leaves the content, of the page if that is wrong.
  package func verify(_ range: Range<Int>) throws(IndexError) {
    try verify(at: range.lowerBound, count: range.upperBound - range.lowerBound)
  }

  /// The same, of numbers that a file gave and that may be anything.
  package func verify(at offset: Int, count: Int) throws(IndexError) {
    guard offset >= 0, count >= 0, offset <= content.count, count <= content.count - offset else {
      throw .corrupt(file: name, offset: offset, reason: "points outside of the content")
    }
    guard count > 0 else { return }
    let first = offset >> Self.pageShift
    let last = (offset + count - 1) >> Self.pageShift
    if first == last, isVerified(first) { return }
    try verifyPages(first...last)
  }

  /// These bytes, verified; valid for as long as the file is.
  package func bytes(at offset: Int, count: Int) throws(IndexError) -> UnsafeRawBufferPointer {
    try verify(at: offset, count: count)
    return UnsafeRawBufferPointer(rebasing: content[offset..<(offset + count)])
  }

  /// Bytes that were read and are not needed for a while take no memory any more.
  package func letGo(of range: Range<Int>) { file.letGo(of: range) }

  package func verifyAll() throws(IndexError) { try verify(0..<content.count) }

  /// The pages that are not what was written, as ranges of the content. Reads all of it, verified or not.
  package func corruptPages() -> [Range<Int>] {
    (0..<pageCount).filter { !isRight($0) }.map(range(ofPage:))
  }

  private var pageCount: Int { hashes.count / 8 }

  private func range(ofPage page: Int) -> Range<Int> {
    let start = page << Self.pageShift
    return start..<min(start + Self.pageSize, content.count)
  }

  private func isVerified(_ page: Int) -> Bool {
    verified[page >> 6].load(ordering: .relaxed) & (1 << UInt64(page & 63)) != 0
  }

  private func isRight(_ page: Int) -> Bool {
    let bytes = UnsafeRawBufferPointer(rebasing: content[range(ofPage: page)])
    return cx_hash(bytes.baseAddress, bytes.count) == hashes.loadLittleEndian(at: page * 8, as: UInt64.self)
  }

  /// - Precondition: The content has these pages.
  private func verifyPages(_ pages: ClosedRange<Int>) throws(IndexError) {
    for word in (pages.lowerBound >> 6)...(pages.upperBound >> 6) {
      let first = max(pages.lowerBound - word * 64, 0)
      let last = min(pages.upperBound - word * 64, 63)
      let wanted = UInt64.max << UInt64(first) & UInt64.max >> UInt64(63 - last)
      // Ends: each turn clears a bit or fails.
      var missing = wanted & ~verified[word].load(ordering: .relaxed)
      while missing != 0 {
        let bit = missing.trailingZeroBitCount
        let page = word * 64 + bit
        guard isRight(page) else {
          throw .corrupt(file: name, offset: page << Self.pageShift, reason: "checksum")
        }
        verified[word].bitwiseOr(1 << UInt64(bit), ordering: .relaxed)
        missing &= missing - 1
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func loadLittleEndian<Value: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Value.Type
  ) -> Value {
    Value(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}
