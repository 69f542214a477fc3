import ArgumentParser
import NoticeArchive

/// How tables are written, wherever they are.
struct CSVOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What a row of csv is. (default: notices)", valueName: "table"))
  var csvTable: CSVTable?

  @Flag(help: "Begin csv with a byte-order mark, by which Excel knows UTF-8.")
  var csvBom = false

  @Flag(help: "Put ' before csv fields that a spreadsheet would compute: those that begin with = + - @.")
  var csvGuard = false

  /// Whether any of it was asked for.
  var isUsed: Bool { csvTable != nil || csvBom || csvGuard }
}

extension CSVTable: ExpressibleByArgument {}
