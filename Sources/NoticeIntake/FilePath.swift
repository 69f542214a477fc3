/// A path of the file system: bytes, which need not be UTF-8.
public struct FilePath: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Without a NUL, not empty.
  public let bytes: [UInt8]

  /// - Precondition: `bytes` has no NUL.
  package init(bytes: [UInt8]) {
    precondition(!bytes.contains(0), "a path has no NUL")
    self.bytes = bytes
  }

  public init(_ string: String) {
    self.init(bytes: Array(string.utf8.prefix { $0 != 0 }))
  }

  /// For people and for JSON: bytes that are no UTF-8 show as U+FFFD.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// In byte order.
  public static func < (a: FilePath, b: FilePath) -> Bool {
    a.bytes.lexicographicallyPrecedes(b.bytes)
  }

  /// What stands after the last slash: `b.txt` of `a/b.txt`; empty after a slash at the end.
  public var lastComponent: FilePath {
    let start = bytes.lastIndex(of: Self.slash).map { $0 + 1 } ?? 0
    return FilePath(bytes: Array(bytes[start...]))
  }

  /// What stands after the last dot of the last component, in lower case; `nil` if there is none.
  public var fileExtension: String? {
    let name = lastComponent.bytes
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0, dot + 1 < name.count else { return nil }
    return String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
  }

  /// The last component without what stands after its last dot.
  var withoutExtension: [UInt8] {
    let name = lastComponent.bytes
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return name }
    return Array(name[..<dot])
  }

  /// The folder that the path stands in; `nil` if it names none.
  public var folder: FilePath? {
    guard let slash = bytes.lastIndex(of: Self.slash) else { return nil }
    return FilePath(bytes: slash == 0 ? [Self.slash] : Array(bytes[..<slash]))
  }

  /// `name` inside this folder; `name` itself if this path is empty.
  public func appending(_ name: FilePath) -> FilePath { appending(name.bytes) }

  package func appending(_ name: [UInt8]) -> FilePath {
    if bytes.isEmpty { return FilePath(bytes: name) }
    return FilePath(bytes: bytes.last == Self.slash ? bytes + name : bytes + [Self.slash] + name)
  }

  /// Calls `body` with the path as C wants it.
  package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes + [0]).withUnsafeBytes { buffer in
      // The array has at least its NUL, so its buffer has an address.
      body(buffer.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped)
    }
  }

  package static let slash = UInt8(ascii: "/")
}
