import Glibc
import Synchronization

/// Ctrl-C and its like, turned into an end in good order: what is written stays whole, temporary files go.
enum Interruption {
  /// Thrown where a batch notices it.
  struct Interrupted: Error {
    let signal: Int32
  }

  private static let received = Atomic<Int32>(0)

  /// Listens from now on. A second signal ends the program at once; a closed pipe becomes a write's error.
  static func listen() {
    _ = received.load(ordering: .relaxed)  // made here, since a signal's handler must not
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        Interruption.received.store(number, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  static func check() throws(Interrupted) {
    let number = received.load(ordering: .relaxed)
    if number != 0 { throw Interrupted(signal: number) }
  }

  /// Ends the program as the signal would have.
  static func die(of number: Int32) -> Never {
    signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }
}
