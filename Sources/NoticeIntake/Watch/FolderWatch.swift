import Glibc

/// Tells which files below some folders are new or have changed, once nobody writes to them any more.
///
/// The system says where something happens (inotify). Where it cannot, as on network drives or where its limits are
/// reached, and for files and patterns that are no folders, sizes and times are compared every few seconds. What a walk
/// of the folders would leave out is left out here too. What is deleted is not told of.
public final class FolderWatch {
  /// Whether files are compared, since the system does not tell.
  public private(set) var isPolling: Bool
  /// Of these the system tells.
  public var folders: Int { isPolling ? roots.count : events?.count ?? 0 }

  /// What a file was when it was looked at.
  private struct Stamp: Equatable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int

    /// `nil` if no regular file is there.
    init?(_ path: FilePath) {
      var status = stat()
      guard path.withCString({ lstat($0, &status) }) == 0, case .file(let size) = PathKind(status) else {
        return nil
      }
      self.size = size
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  private let roots: [FilePath]
  /// Files and patterns: they are compared.
  private let others: [FilePath]
  private let quiet: Duration
  private let interval: Duration
  private var events: FolderEvents?
  /// What files were when they were compared last.
  private var known: [FilePath: Stamp] = [:]
  /// What changed and is still being written to, maybe; since when it has been the same.
  private var pending: [FilePath: (stamp: Stamp, since: ContinuousClock.Instant)] = [:]
  private var compared = ContinuousClock.now

  /// Begins at once: what changes from now on is told.
  ///
  /// - Parameters:
  ///   - quiet: For so long a file must be the same.
  ///   - interval: So often files are compared.
  public init(
    _ paths: [FilePath], polling: Bool = false, quiet: Duration = .seconds(1),
    interval: Duration = .seconds(2)
  ) {
    let isFolder = { (path: FilePath) -> Bool in
      if case .folder = try? PathKind(of: path, followingLinks: true) { return true }
      return false
    }
    roots = paths.filter(isFolder)
    others = paths.filter { !isFolder($0) }
    self.quiet = quiet
    self.interval = interval
    isPolling = polling || roots.contains(where: RemoteDrives().has)
    if !isPolling, !roots.isEmpty {
      events = FolderEvents()
      if events == nil || !roots.allSatisfy({ add($0, telling: false) }) { startPolling() }
    }
    for path in comparedFiles() { known[path] = Stamp(path) }
  }

  /// Waits for files that are new or have changed, archives among them, and gives them in byte order of their paths.
  ///
  /// - Parameters:
  ///   - stop: A descriptor: once it can be read, the watch is over.
  ///   - timeout: Empty after so long; `nil`: waits for ever.
  /// - Returns: `nil` if it is over.
  public func next(stop: Int32, timeout: Duration? = nil) -> [Input]? {
    let start = ContinuousClock.now
    while true {
      let ready = takeReady()
      if !ready.isEmpty { return ready }
      if let timeout, ContinuousClock.now - start > timeout { return [] }
      let comparing = isPolling || !others.isEmpty
      let wait = !pending.isEmpty ? min(quiet / 4, .milliseconds(250)) : comparing ? interval : .seconds(3600)
      guard pause(stop: stop, at: min(wait, timeout ?? wait)) else { return nil }
      takeEvents()
      if comparing, ContinuousClock.now - compared >= interval { compare() }
    }
  }

  // MARK: Waiting

  /// Returns false if the watch is over.
  private func pause(stop: Int32, at most: Duration) -> Bool {
    var wanted = [pollfd(fd: stop, events: Int16(POLLIN), revents: 0)]
    if let descriptor = events?.descriptor {
      wanted.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    }
    let milliseconds = Int32(clamping: Int64(most / .milliseconds(1)) + 1)
    _ = poll(&wanted, UInt(wanted.count), milliseconds)
    return wanted[0].revents == 0
  }

  private func takeReady() -> [Input] {
    let now = ContinuousClock.now
    var ready: [FilePath] = []
    for (path, before) in pending {
      guard let stamp = Stamp(path) else {
        pending[path] = nil
        continue
      }
      if stamp != before.stamp {
        pending[path] = (stamp, now)
      } else if now - before.since >= quiet {
        pending[path] = nil
        if InputWalker.takes(path) { ready.append(path) }
      }
    }
    return ready.sorted().map { Input(path: $0, name: $0.lastComponent, size: Stamp($0)?.size ?? 0) }
  }

  private func note(_ path: FilePath) {
    guard !Self.isHidden(path), let stamp = Stamp(path) else { return }
    pending[path] = (stamp, .now)
  }

  private static func isHidden(_ path: FilePath) -> Bool {
    path.lastComponent.bytes.first == UInt8(ascii: ".")
  }

  // MARK: Events

  private func takeEvents() {
    for event in events?.take() ?? [] {
      switch event {
      case .file(let path): note(path)
      case .folder(let path):
        guard path.lastComponent.bytes.first != UInt8(ascii: ".") else { continue }
        if !add(path, telling: true) { startPolling() }
      case .overflow:
        for root in roots where !add(root, telling: true) { startPolling() }
      }
    }
  }

  /// Is told of a folder and those inside it from now on; false if the system does not want to.
  ///
  /// - Parameter telling: Whether the files that are there are new.
  private func add(_ folder: FilePath, telling: Bool) -> Bool {
    var folders = [folder]
    // Ends: each turn takes one folder; links are not followed, so that there is no circle.
    while let next = folders.popLast() {
      guard events?.add(next) ?? false else { return false }
      // Only now, so that what comes into it meanwhile is told of.
      for name in (try? namesOfFolder(next)) ?? [] where name.first != UInt8(ascii: ".") {
        let path = next.appending(name)
        switch try? PathKind(of: path, followingLinks: false) {
        case .folder: folders.append(path)
        case .file where telling: note(path)
        default: break
        }
      }
    }
    return true
  }

  // MARK: Comparing

  /// From now on files are compared; what was told of and not yet given is not forgotten.
  private func startPolling() {
    events = nil
    if isPolling { return }
    isPolling = true
    for path in comparedFiles() where pending[path] == nil { known[path] = Stamp(path) }
  }

  private func comparedFiles() -> [FilePath] {
    InputWalker(others + (isPolling ? roots : []), opensArchives: false).compactMap { found in
      if case .input(let input) = found, !input.isStandardInput { return input.path }
      return nil
    }
  }

  private func compare() {
    compared = .now
    for path in comparedFiles() {
      guard let stamp = Stamp(path), known[path] != stamp else { continue }
      known[path] = stamp
      pending[path] = (stamp, .now)
    }
  }
}
