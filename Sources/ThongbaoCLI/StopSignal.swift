import Glibc
import Synchronization

/// SIGINT and SIGTERM as a wish: what is under way comes to its end first. A second one ends the program at once.
enum StopSignal {
  private static let raised = Atomic<Bool>(false)
  private static let readEnd = Atomic<Int32>(-1)
  private static let writeEnd = Atomic<Int32>(-1)

  static var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// Can be read once a signal came; -1 before `catch` was called.
  static var descriptor: Int32 { readEnd.load(ordering: .relaxed) }

  /// From now on.
  static func `catch`() {
    guard descriptor < 0 else { return }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd.store(ends[0], ordering: .relaxed)
    writeEnd.store(ends[1], ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in StopSignal.raise() }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
  }

  /// Only what may be done in a signal's handler.
  private static func raise() {
    raised.store(true, ordering: .relaxed)
    var byte: UInt8 = 0
    _ = write(writeEnd.load(ordering: .relaxed), &byte, 1)
  }
}
