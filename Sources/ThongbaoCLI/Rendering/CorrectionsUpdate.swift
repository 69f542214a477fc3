import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeIndex

/// Applies the corrections of an archive before a command uses it, and says which.
struct CorrectionsUpdate {
  let archive: String
  let messages: Messages
  var screen = Terminal.standardError

  private var file: String { FilePath(archive).appending(FilePath(Corrections.fileName)).description }

  /// For a command that reads: what keeps corrections from being applied is said, and the command goes on without.
  func beforeReading() {
    do throws(CorrectionsError) {
      guard let corrections = try Archive.pendingCorrections(path: FilePath(archive)) else { return }
      do throws(IndexError) {
        let report = try Archive(path: FilePath(archive)).correct(corrections)
        tell(report)
      } catch {
        warn(file, messages.correctionsAreNotApplied + " (\(messages.reason(error)))")
      }
    } catch {
      tell(error, severity: messages.warning)
      warn(file, messages.correctionsAreNotApplied)
    }
  }

  /// For a command that writes.
  ///
  /// - Throws: `ExitCode` for a file that cannot be used; nothing is changed then.
  func beforeWriting(_ archive: Archive) throws {
    do throws(CorrectionsError) {
      guard let corrections = try archive.pendingCorrections() else { return }
      let report: CorrectionsReport
      do throws(IndexError) {
        report = try archive.correct(corrections)
      } catch {
        throw .unreadable(error)
      }
      tell(report)
    } catch {
      throw end(on: error)
    }
  }

  /// Says why the file cannot be used, and gives the exit code for it.
  func end(on error: CorrectionsError) -> ExitCode {
    if case .unreadable(let error) = error { return screen.end(on: error, archive: archive, messages) }
    tell(error, severity: messages.error)
    return ExitCode(EX_DATAERR)
  }

  private func tell(_ error: CorrectionsError, severity: String) {
    guard case .faults(let faults) = error else {
      return screen.write("\(harmless(file)): \(severity): \(messages.reason(error))\n")
    }
    for fault in faults {
      let place = "\(harmless(file)):\(fault.place.line):\(fault.place.column)"
      screen.write("\(place): \(severity): \(harmless(messages.reason(fault.reason)))\n")
    }
  }

  private func warn(_ place: String, _ text: String) {
    screen.write("\(harmless(place)): \(messages.warning): \(harmless(text))\n")
  }

  /// Says what is new.
  private func tell(_ report: CorrectionsReport) {
    var text = lines(report) { $0.isNew && $0.documents > 0 }
    text += takenBack(report)
    screen.write(text)
    warnings(report, of: \.isNew)
  }

  /// A line each: where it stands, what it says, for how many documents it is.
  func lines(
    _ report: CorrectionsReport, where isWanted: (CorrectionsReport.Line) -> Bool
  ) -> String {
    report.lines.filter(isWanted).map { line in
      let place = "\(harmless(file)):\(line.correction.place.line)"
      return "\(place): \(harmless(messages.line(line.correction))): \(messages.documents(line.documents))\n"
    }.joined()
  }

  func takenBack(_ report: CorrectionsReport) -> String {
    report.takenBack.map { line in
      "\(harmless(file)): \(messages.noLongerThere): \(harmless(messages.line(line.correction))): "
        + "\(messages.documents(line.documents))\n"
    }.joined()
  }

  /// Warns of lines that match nothing, and of documents that could not be corrected.
  func warnings(_ report: CorrectionsReport, of isWanted: (CorrectionsReport.Line) -> Bool = { _ in true }) {
    for line in report.lines where line.documents == 0 && isWanted(line) {
      let place = line.correction.place
      warn(
        "\(file):\(place.line):\(place.column)",
        "\(messages.line(line.correction)): \(messages.matchesNothing)")
    }
    for failure in report.failed {
      screen.report(failure.document, messages.reason(failure.reason), messages)
    }
  }
}
