import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive

enum ColorMode: String, CaseIterable, ExpressibleByArgument, Sendable {
  case auto, always, never
}

/// What the other end of an output can show.
struct Terminal: Sendable {
  let descriptor: Int32
  /// A terminal that can move its cursor.
  let isInteractive: Bool
  let hasColor: Bool

  /// `NO_COLOR` (https://no-color.org) and `TERM=dumb` speak against colour, unless it is asked for.
  init(_ descriptor: Int32, color: ColorMode = .auto) {
    self.descriptor = descriptor
    isInteractive = isatty(descriptor) == 1 && environment("TERM") != "dumb"
    hasColor =
      switch color {
      case .always: true
      case .never: false
      case .auto: isInteractive && (environment("NO_COLOR") ?? "").isEmpty
      }
  }

  static let standardError = Terminal(STDERR_FILENO)

  /// How wide it is now, in columns.
  var columns: Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes to it; failures are not talked about, for where should that go.
  func write(_ text: String) {
    try? writeAll(Array(text.utf8), to: descriptor, called: FilePath("terminal"))
  }

  /// `path: error: reason`, on a line.
  func report(_ path: String, _ reason: String, _ messages: Messages) {
    let severity = hasColor ? "\u{1B}[1;31m\(messages.error)\u{1B}[0m" : messages.error
    write("\(harmless(path)): \(severity): \(reason)\n")
  }
}

extension Terminal {
  /// Says why output failed, and gives the exit code for it; a closed pipe ends the program without a word.
  func end(on error: OutputError, _ messages: Messages) -> ExitCode {
    switch error {
    case .closed: ClosedPipe.die()
    case .cannotCreate(let path, _):
      report(path.description, messages.reason(error), messages)
      return ExitCode(EX_CANTCREAT)
    case .cannotWrite(let path, _):
      report(path.description, messages.reason(error), messages)
      return ExitCode(EX_IOERR)
    }
  }
}

/// `text` without what a terminal would obey: control characters, and marks that turn the direction of
/// writing, show as U+FFFD.
func harmless(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09, 0x20..<0x7F: scalars.append(scalar)
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: scalars.append("\u{FFFD}")
    default: scalars.append(scalar)
    }
  }
  return String(scalars)
}
