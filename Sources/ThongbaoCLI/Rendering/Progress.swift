import ArgumentParser
import Glibc

/// How far a batch is, in numbers.
struct Progress: Sendable {
  /// What is counted; how many documents there will be, nobody knows.
  enum Unit: Sendable { case files, documents }

  var unit = Unit.files
  var done = 0
  var total = 0
  var doneBytes = 0
  var totalBytes = 0
  var seconds = 0.0

  var perSecond: Double { seconds > 0 ? Double(done) / seconds : 0 }
  var bytesPerSecond: Double { seconds > 0 ? Double(doneBytes) / seconds : 0 }

  /// 0…1: by bytes where sizes are known, since files differ.
  var fraction: Double {
    if totalBytes > 0 { return min(1, Double(doneBytes) / Double(totalBytes)) }
    return total > 0 ? min(1, Double(done) / Double(total)) : 0
  }

  /// `nil` before there is anything to tell it from.
  var secondsLeft: Int? {
    guard fraction > 0, seconds > 0 else { return nil }
    return Int((seconds / fraction - seconds).rounded())
  }
}

enum ProgressMode: String, CaseIterable, ExpressibleByArgument, Sendable {
  case auto, always, never
}

/// Shows a batch's progress on standard error: a bar that redraws itself, or lines where it cannot.
struct ProgressDisplay {
  private enum Style { case none, bar, lines }

  private var progress = Progress()
  private let style: Style
  private let terminal = Terminal.standardError
  private let messages: Messages
  private let start = Self.now()
  /// When something was shown last, in seconds since `start`.
  private var shown = 0.0
  private var isOnScreen = false

  /// - Parameter outputIsTerminal: Whether results go to the screen too, which a bar would garble.
  init(
    _ mode: ProgressMode, outputIsTerminal: Bool, messages: Messages, unit: Progress.Unit = .files
  ) {
    self.messages = messages
    progress.unit = unit
    let isFree = terminal.isInteractive && !outputIsTerminal
    style =
      switch mode {
      case .never: .none
      case .auto: isFree ? .bar : .none
      case .always: isFree ? .bar : .lines
      }
  }

  /// Whether anything will be shown, so that it pays to count the inputs first.
  var isOn: Bool { style != .none }

  mutating func expect(files: Int, bytes: Int) {
    progress.total = files
    progress.totalBytes = bytes
  }

  /// So many more are done.
  mutating func advance(by count: Int = 1, bytes: Int) {
    progress.done += count
    progress.doneBytes += bytes
    guard isOn else { return }
    let now = Self.now() - start
    // The first bar waits: a batch that is done at once needs none.
    guard now - shown >= (style == .bar ? (isOnScreen ? 0.1 : 0.3) : 1) else { return }
    shown = now
    progress.seconds = now
    if style == .lines {
      terminal.write(messages.progress(progress) + "\n")
    } else {
      terminal.write("\r" + bar(columns: terminal.columns) + "\u{1B}[K")
      isOnScreen = true
    }
  }

  /// Takes the bar off the screen, for a line that is to stay.
  mutating func clear() {
    guard isOnScreen else { return }
    terminal.write("\r\u{1B}[K")
    isOnScreen = false
  }

  /// Takes the bar off the screen, or says that all is done.
  mutating func finish() {
    clear()
    guard style == .lines else { return }
    progress.seconds = Self.now() - start
    terminal.write(messages.progress(progress) + "\n")
  }

  private func bar(columns: Int) -> String {
    let text = messages.progress(progress)
    let percent = "\(Int(progress.fraction * 100))%"
    let width = min(40, columns - text.count - percent.count - 7)
    guard width >= 5 else { return String("\(percent) \(text)".prefix(max(0, columns - 1))) }
    let filled = Int(progress.fraction * Double(width))
    let done = String(repeating: "█", count: filled)
    let left = String(repeating: "░", count: width - filled)
    let drawn = terminal.hasColor ? "\u{1B}[32m\(done)\u{1B}[2;39m\(left)\u{1B}[0m" : done + left
    return "\(drawn) \(percent)  \(text)"
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
