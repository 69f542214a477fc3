import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeText

extension RepairLevel: ExpressibleByArgument {}

/// A model of the user's own for repair.
struct RepairModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file from train-repair, added to the built-in model.", valueName: "file"), completion: .file())
  var model: String?

  /// What mends at `level`; what is wrong with the user's model ends the program.
  func repairer(_ level: RepairLevel, _ messages: Messages) throws -> Repairer {
    guard let model else { return Repairer(level: level) }
    let screen = Terminal.standardError
    let path = FilePath(model)
    let text: SourceText
    do {
      text = try Input(path: path, name: path).readText(limit: Batch.standardSizeLimit)
    } catch {
      screen.report(model, messages.reason(error), messages)
      throw ExitCode(EX_NOINPUT)
    }
    do {
      return Repairer(
        level: level, model: try RepairModel(adding: String(decoding: text.bytes, as: UTF8.self)))
    } catch {
      screen.report("\(model):\(error.line)", messages.noModelLine, messages)
      throw ExitCode(EX_DATAERR)
    }
  }
}

/// How much is mended before a notice is read.
struct RepairOptions: ParsableArguments {
  @Option(help: "Mend OCR damage before reading: off, safe or aggressive.")
  var repair = RepairLevel.safe

  @OptionGroup var models: RepairModelOptions

  func repairer(_ messages: Messages) throws -> Repairer { try models.repairer(repair, messages) }
}
