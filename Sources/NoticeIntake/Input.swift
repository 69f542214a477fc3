import NoticeText

/// One file to be parsed, or standard input.
public struct Input: Hashable, Sendable {
  /// As given, or as found below what was given; `-` is standard input.
  public let path: FilePath
  /// The file's name, under the path that it has inside the folder given: what its output is called after.
  public let name: FilePath
  /// In bytes when it was found; 0 where nothing can tell.
  public let size: Int
  /// Its bytes, where it is no file of its own: an archive's.
  let content: [UInt8]?

  public init(path: FilePath, name: FilePath, size: Int = 0) {
    self.path = path
    self.name = name
    self.size = size
    content = nil
  }

  /// A file inside an archive.
  init(path: FilePath, name: FilePath, content: [UInt8]) {
    self.path = path
    self.name = name
    size = content.count
    self.content = content
  }

  public static func == (a: Input, b: Input) -> Bool {
    a.path == b.path && a.name == b.name && a.size == b.size && a.content == b.content
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(name)
  }

  static let standardInput = Input(path: FilePath("-"), name: FilePath("stdin"))
  public var isStandardInput: Bool { path == Self.standardInput.path }

  /// How much of a file is looked at before it is read whole.
  static let headLength = 64 << 10

  /// Reads a file of text, whatever its name, such as a table: no other kind of file, and no notice.
  ///
  /// - Parameter limit: The largest size, in bytes.
  public func readText(limit: Int) throws(InputError) -> SourceText {
    guard case .file(let bytes, let reader) = try load(limit: limit, unless: { _ in false }) else {
      throw .empty
    }
    guard reader.isText else { throw .unsupported(format: reader.name) }
    return try FileReader.decode(bytes)
  }

  /// Reads the file.
  ///
  /// It is read, not mapped: a mapped file that another program cuts short kills the process. What is too large, or of a
  /// kind that no reader takes, costs no more than its first 64 KiB.
  package func load(limit: Int) throws(InputError) -> [UInt8] {
    guard case .file(let bytes, _) = try load(limit: limit, unless: { _ in false }) else { throw .empty }
    return bytes
  }

  package enum Loaded {
    case file([UInt8], FileReader)
    /// What was asked for; its first bytes.
    case other(head: [UInt8])
  }

  /// Reads the file, unless its first bytes show that it is something else.
  package func load(limit: Int, unless isOther: ([UInt8]) -> Bool) throws(InputError) -> Loaded {
    if let content { return try Self.given(content, named: path, limit: limit, unless: isOther) }
    let file = isStandardInput ? OpenFile.standardInput() : try OpenFile(reading: path)
    var bytes: [UInt8] = []
    try file.read(upTo: Self.headLength, into: &bytes)
    if isOther(bytes) { return .other(head: bytes) }
    let reader = try FileReader.forContent(bytes, named: path)
    if bytes.count == Self.headLength {
      try reader.look(bytes)
      try Self.readRest(of: file, limit: limit, into: &bytes)
    }
    return try Self.checked(bytes, reader, limit: limit)
  }

  private static func given(
    _ bytes: [UInt8], named path: FilePath, limit: Int, unless isOther: ([UInt8]) -> Bool
  ) throws(InputError) -> Loaded {
    let head = Array(bytes.prefix(headLength))
    if isOther(head) { return .other(head: bytes) }
    return try checked(bytes, try FileReader.forContent(head, named: path), limit: limit)
  }

  private static func checked(
    _ bytes: [UInt8], _ reader: FileReader, limit: Int
  ) throws(InputError) -> Loaded {
    if bytes.count > limit { throw .tooLarge(limit: limit) }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0).allSatisfy(isBlank) { throw .empty }
    return .file(bytes, reader)
  }

  private static func readRest(
    of file: borrowing OpenFile, limit: Int, into bytes: inout [UInt8]
  ) throws(InputError) {
    let size = file.size
    if let size, size > limit { throw .tooLarge(limit: limit) }
    // One byte more than there should be tells the end, or a file that grows while it is read.
    var step = size.map { max(1, $0 - bytes.count + 1) } ?? headLength
    // Ends: each turn takes all that it may, or the file has ended; no more than `limit` and one byte.
    while bytes.count <= limit {
      let expected = bytes.count + min(step, limit + 1 - bytes.count)
      try file.read(upTo: expected - bytes.count, into: &bytes)
      if bytes.count < expected { return }
      step = bytes.count
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
