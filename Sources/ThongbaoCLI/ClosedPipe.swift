import Glibc

/// A pipe that its reader has closed, as in `thongbao parse notices/ | head`.
enum ClosedPipe {
  /// From now on, writing to one is an error like others, so that a batch ends in good order.
  static func becomesAnError() { signal(SIGPIPE, SIG_IGN) }

  /// Ends the program as the signal would have.
  static func die() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(128 + SIGPIPE)
  }
}
