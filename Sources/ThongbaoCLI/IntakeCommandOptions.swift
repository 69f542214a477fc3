import ArgumentParser
import NoticeIntake

/// How files are read.
struct IntakeCommandOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read pages by OCR: auto (those without a text that can be right), never or always.", valueName: "when")
  )
  var ocr = OCRMode.auto

  var intake: Intake {
    var options = IntakeOptions()
    options.ocr = ocr
    return Intake(options)
  }
}

extension OCRMode: ExpressibleByArgument {}
