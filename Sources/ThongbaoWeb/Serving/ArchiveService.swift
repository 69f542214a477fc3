#if Web
  import Glibc
  import Logging
  import NoticeArchive
  import NoticeIndex
  import NoticeIntake
  import NoticeSearch
  import Synchronization

  /// The archive as it is now: follows commits without being restarted.
  ///
  /// A request keeps the commit that it began with. Whether there is a newer one is asked of the file system at most
  /// `checksPerSecond` times a second: one look at the manifest's name.
  final class ArchiveService: Sendable {
    /// One commit, and desks that answer questions about it.
    final class Snapshot: Sendable {
      let searcher: Searcher
      let cache = ReplyCache()
      private let idle = Mutex<IdleDesks>(IdleDesks())

      /// A desk is handed from one request to the next, never used by two.
      private struct IdleDesks: @unchecked Sendable { var desks: [ArchiveDesk] = [] }

      private let columns: FacetColumns
      private let memory: CitationMemory

      /// - Parameter earlier: The commit before: segments that both have are kept with what was made of them.
      init(_ index: IndexReader, after earlier: Snapshot? = nil) throws(IndexError) {
        columns = FacetColumns(index, keeping: earlier?.columns)
        if let earlier {
          memory = try CitationMemory(index, keeping: earlier.memory)
        } else {
          memory = CitationMemory(index)
        }
        searcher = Searcher(index, columns: columns)
      }

      var generation: UInt64 { searcher.reader.generation }

      /// Lends a desk.
      func withDesk<Result>(_ body: (ArchiveDesk) throws -> Result) throws -> Result {
        let desk: ArchiveDesk
        if let taken = idle.withLock({ Taken(desk: $0.desks.popLast()) }).desk {
          desk = taken
        } else {
          desk = try ArchiveDesk(searcher, memory)
        }
        defer {
          desk.endQuestion()
          let returned = Taken(desk: desk)
          idle.withLock { if $0.desks.count < 8, let desk = returned.desk { $0.desks.append(desk) } }
        }
        return try body(desk)
      }

      private struct Taken: @unchecked Sendable { var desk: ArchiveDesk? }
    }

    private struct State {
      var snapshot: Snapshot
      var mark: ManifestMark?
      var nextCheck: ContinuousClock.Instant
      var isChecking = false
    }

    private let path: FilePath
    private let logger: Logger
    private let state: Mutex<State>
    private let failures = Atomic<Int>(0)

    private static let checkInterval = Duration.milliseconds(200)

    /// - Throws: What opening the archive throws.
    init(_ path: FilePath, _ logger: Logger) throws(IndexError) {
      self.path = path
      self.logger = logger
      let mark = ManifestMark(of: path)
      let snapshot = try Snapshot(try IndexReader(path: path.description))
      state = Mutex(State(snapshot: snapshot, mark: mark, nextCheck: .now + Self.checkInterval))
    }

    /// Commits that could not be opened.
    var reloadFailures: Int { failures.load(ordering: .relaxed) }

    /// The newest commit; the one before while another request opens it, or if it cannot be opened.
    func snapshot() -> Snapshot {
      let (snapshot, mark) = state.withLock { state -> (Snapshot, ManifestMark??) in
        guard !state.isChecking, .now >= state.nextCheck else { return (state.snapshot, nil) }
        state.isChecking = true
        return (state.snapshot, .some(state.mark))
      }
      guard let mark else { return snapshot }
      let now = ManifestMark(of: path)
      var newer: Snapshot?
      if now != mark, now != nil {
        do {
          let index = try IndexReader(path: path.description, after: snapshot.searcher.reader)
          // One that was made anew may have had as many commits.
          if index.manifest != snapshot.searcher.reader.manifest {
            newer = try Snapshot(index, after: snapshot)
          }
        } catch {
          failures.add(1, ordering: .relaxed)
          logger.error("a new commit cannot be opened", metadata: ["error": "\(error)"])
        }
      }
      let opened = newer
      return state.withLock { state in
        state.isChecking = false
        state.nextCheck = .now + Self.checkInterval
        if let opened {
          state.snapshot = opened
          logger.info("follows a new commit", metadata: ["generation": "\(opened.generation)"])
        }
        // What failed is tried again only when something changes.
        state.mark = now
        return state.snapshot
      }
    }
  }

  /// What tells one manifest from the next without reading it.
  struct ManifestMark: Equatable, Sendable {
    private var inode: UInt64
    private var size: Int
    private var seconds: Int
    private var nanoseconds: Int

    /// `nil` if there is none.
    init?(of archive: FilePath) {
      var status = stat()
      guard archive.appending(FilePath(Manifest.name)).withCString({ stat($0, &status) }) == 0 else {
        return nil
      }
      inode = UInt64(status.st_ino)
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }
#endif
