import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeText

struct TrainRepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-repair",
    abstract: "Learn from your own texts what repair should know.",
    discussion: """
      Writes a model for repair --model and parse --model. It is added to the built-in one, and it is plain \
      text: look at it, and take out what is wrong.

      --pairs teaches what your scanner and OCR program misread. It takes files two by two: first a text \
      as it should read, then what OCR made of it, both in the same order of lines.
      --text teaches the words and names of your documents. It takes texts that are right; what stands \
      there only once is not learned.

      EXAMPLES
        thongbao train-repair --pairs right-1.txt ocr-1.txt right-2.txt ocr-2.txt -o our-scanner.tsv
        thongbao train-repair --text letters/*.txt -o our-names.tsv
        thongbao parse scans/ --model our-names.tsv
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Right text and OCR text, two by two.", valueName: "file"), completion: .file())
  var pairs: [String] = []

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Texts that are right.", valueName: "file"),
    completion: .file())
  var text: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if pairs.isEmpty, text.isEmpty { throw ValidationError("Give --pairs or --text.") }
    if pairs.count % 2 != 0 { throw ValidationError(Messages.english.pairsMustBeTwo(pairs.count)) }
  }

  func run() throws {
    let messages = language.messages
    ClosedPipe.becomesAnError()
    if let output, let file = FileIdentity(FilePath(output)), file.isRegular,
      (pairs + text).contains(where: { FileIdentity(FilePath($0)) == file })
    {
      Terminal.standardError.report(output, messages.outputIsInput, messages)
      throw ExitCode(EX_USAGE)
    }
    var trainer = RepairTrainer()
    for index in stride(from: 0, to: pairs.count, by: 2) {
      trainer.add(clean: try read(pairs[index], messages), read: try read(pairs[index + 1], messages))
    }
    for path in text { trainer.add(text: try read(path, messages)) }
    do {
      let destination = try Destination(output.map { FilePath($0) })
      try destination.write(Array(trainer.model().utf8))
      try destination.finish()
    } catch {
      throw Terminal.standardError.end(on: error, messages)
    }
  }

  /// A model that lacks one of its texts would be another one: the first that cannot be read ends the program.
  private func read(_ path: String, _ messages: Messages) throws -> String {
    do {
      let source = try Input(path: FilePath(path), name: FilePath(path)).readText(
        limit: Batch.standardSizeLimit)
      return String(decoding: source.bytes, as: UTF8.self)
    } catch {
      Terminal.standardError.report(path, messages.reason(error), messages)
      throw ExitCode(error == .noSuchPath ? EX_NOINPUT : 1)
    }
  }
}
