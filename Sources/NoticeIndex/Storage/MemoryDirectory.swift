import Glibc
import Synchronization

/// A folder in memory, for tests: it knows what a power cut would leave of it.
///
/// It keeps apart what was written and what is durable. Of a file, that is how many of its bytes were there
/// at the last `sync`; of the names, how they were at the last `syncNames`, and all that was done to them
/// since. `afterCrash(seed:)` makes of this one of the folders that may be found afterwards.
package final class MemoryDirectory: Directory {
  /// What a name stands for; it goes on without one while somebody has it open.
  struct File {
    var bytes: [UInt8] = []
    var durableCount = 0
  }

  enum NameChange {
    case create(String, file: Int)
    case rename(String, to: String)
    case remove(String)
  }

  struct State {
    var files: [File] = []
    var names: [String: Int] = [:]
    var durableNames: [String: Int] = [:]
    /// Since the last `syncNames`, in order; `durableNames` with them are `names`.
    var changes: [NameChange] = []
    var operations = 0
    var allowedOperations = Int.max
    var isLocked = false

    /// Counts an operation that changes something.
    ///
    /// - Throws: `system` with `EIO` once no more are allowed.
    mutating func begin(_ operation: IndexError.Operation, _ file: String) throws(IndexError) {
      guard operations < allowedOperations else {
        throw .system(file: file, operation: operation, errno: EIO)
      }
      operations += 1
    }

    mutating func change(_ change: NameChange) {
      changes.append(change)
      change.apply(to: &names)
    }
  }

  let state: Mutex<State>

  package init() { state = Mutex(State()) }

  init(_ state: consuming State) { self.state = Mutex(state) }

  /// How often something was changed or synced: every `create`, `append`, `sync`, `rename`, `remove` and
  /// `syncNames` that was let through.
  package var operations: Int { state.withLock { $0.operations } }

  /// Lets `count` operations from the beginning succeed; every later one fails and changes nothing.
  package func failAfter(operations count: Int) { state.withLock { $0.allowedOperations = count } }

  /// Puts a file there, name and bytes durable, without counting: what a test finds or damages.
  package func put(_ name: String, _ bytes: [UInt8]) {
    state.withLock { state in
      state.files.append(File(bytes: bytes, durableCount: bytes.count))
      state.names[name] = state.files.count - 1
      state.durableNames[name] = state.files.count - 1
    }
  }

  package func names() throws(IndexError) -> [String] { state.withLock { Array($0.names.keys) } }

  package func open(_ name: String) throws(IndexError) -> FileBytes {
    let bytes = state.withLock { state in state.names[name].map { state.files[$0].bytes } }
    guard let bytes else { throw .missing(file: name) }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    let address = UInt(bitPattern: copy.baseAddress)
    return FileBytes(UnsafeRawBufferPointer(copy)) {
      UnsafeMutableRawPointer(bitPattern: address)?.deallocate()
    }
  }

  package func read(_ name: String, upTo limit: Int) throws(IndexError) -> [UInt8] {
    let bytes = state.withLock { state in state.names[name].map { state.files[$0].bytes } }
    guard let bytes else { throw .missing(file: name) }
    return Array(bytes.prefix(limit))
  }

  package func create(_ name: String) throws(IndexError) -> any FileSink {
    let file = try state.withLock { (state) throws(IndexError) in
      try state.begin(.create, name)
      state.files.append(File())
      let file = state.files.count - 1
      if state.names[name] != nil { state.change(.remove(name)) }
      state.change(.create(name, file: file))
      return file
    }
    return MemoryFileSink(self, file: file, name: name)
  }

  package func rename(_ name: String, to newName: String) throws(IndexError) {
    try state.withLock { (state) throws(IndexError) in
      try state.begin(.rename, name)
      guard state.names[name] != nil else { throw .system(file: name, operation: .rename, errno: ENOENT) }
      if name != newName { state.change(.rename(name, to: newName)) }
    }
  }

  package func remove(_ name: String) throws(IndexError) {
    try state.withLock { (state) throws(IndexError) in
      try state.begin(.remove, name)
      guard state.names[name] != nil else { throw .system(file: name, operation: .remove, errno: ENOENT) }
      state.change(.remove(name))
    }
  }

  package func syncNames() throws(IndexError) {
    try state.withLock { (state) throws(IndexError) in
      try state.begin(.sync, "")
      state.durableNames = state.names
      state.changes = []
    }
  }

  package func lock() throws(IndexError) -> any AnyObject & Sendable {
    try state.withLock { (state) throws(IndexError) in
      guard !state.isLocked else { throw .locked(by: getpid()) }
      state.isLocked = true
    }
    return MemoryLock(self)
  }
}

/// Gives the directory free when it goes.
private final class MemoryLock: Sendable {
  private let directory: MemoryDirectory

  init(_ directory: MemoryDirectory) {
    self.directory = directory
  }

  deinit { directory.state.withLock { $0.isLocked = false } }
}

/// A file of a folder in memory, being written.
private final class MemoryFileSink: FileSink {
  private let directory: MemoryDirectory
  private let file: Int
  private let name: String
  private var isClosed = false
  private(set) var count = 0

  init(_ directory: MemoryDirectory, file: Int, name: String) {
    self.directory = directory
    self.file = file
    self.name = name
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    try change(.write) { $0.bytes.append(contentsOf: bytes) }
    count += bytes.count
  }

  func sync() throws(IndexError) { try change(.sync) { $0.durableCount = $0.bytes.count } }

  func close() throws(IndexError) {
    if isClosed { throw .system(file: name, operation: .write, errno: EBADF) }
    isClosed = true
  }

  private func change(
    _ operation: IndexError.Operation, _ body: (inout MemoryDirectory.File) -> Void
  ) throws(IndexError) {
    if isClosed { throw .system(file: name, operation: operation, errno: EBADF) }
    try directory.state.withLock { (state) throws(IndexError) in
      try state.begin(operation, name)
      body(&state.files[file])
    }
  }
}
