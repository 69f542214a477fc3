import NoticeIntake

/// Writes a line for every document of a run: which scans are worth another look.
///
/// NDJSON, or CSV if the file is named so. The lines stand in the order of the inputs, whatever the number of jobs.
public struct RunReport: Sendable {
  public enum Format: Sendable { case ndjson, csv }
  public let format: Format

  /// The names of the columns of CSV, in order; those of NDJSON are the same, but for what is empty.
  public static let columns = [
    "path", "reader", "pages", "ocrPages", "confidence", "quality", "repairs", "diagnostics", "error",
    "message",
  ]

  public init(fileNamed path: FilePath) {
    format = path.fileExtension == "csv" ? .csv : .ndjson
  }

  /// What stands before the first line.
  public var opening: [UInt8] {
    guard format == .csv else { return [] }
    var writer = CSVWriter()
    for column in Self.columns { writer.field(column) }
    writer.endRow()
    return writer.bytes
  }

  public func line(_ facts: DocumentFacts) -> [UInt8] {
    // One decimal is as much as there is in it.
    let confidence = facts.confidence.map { Int($0.rounded()) }
    switch format {
    case .csv:
      var writer = CSVWriter()
      writer.field(facts.name)
      writer.field(facts.reader)
      writer.field(facts.pages)
      writer.field(facts.ocrPages)
      writer.field(confidence.map { "\($0)" } ?? "")
      writer.field(facts.quality)
      writer.field(facts.repairs)
      writer.field(facts.diagnostics)
      writer.field("")
      writer.field("")
      writer.endRow()
      return writer.bytes
    case .ndjson:
      var writer = JSONWriter()
      writer.beginObject()
      writer.property("path", facts.name)
      writer.property("reader", facts.reader)
      writer.property("pages", facts.pages)
      writer.property("ocrPages", facts.ocrPages)
      writer.property("confidence", confidence)
      writer.property("quality", facts.quality)
      writer.property("repairs", facts.repairs)
      writer.property("diagnostics", facts.diagnostics)
      writer.endObject()
      return writer.bytes + [0x0A]
    }
  }

  /// - Parameter message: In English: files do not depend on the locale.
  public func line(_ error: InputError, message: String, path: FilePath) -> [UInt8] {
    switch format {
    case .csv:
      var writer = CSVWriter()
      writer.field(path.description)
      for _ in 1..<(Self.columns.count - 2) { writer.field("") }
      writer.field(error.code)
      writer.field(message)
      writer.endRow()
      return writer.bytes
    case .ndjson:
      var writer = JSONWriter()
      writer.beginObject()
      writer.property("path", path.description)
      writer.property("error", error.code)
      writer.property("message", message)
      writer.endObject()
      return writer.bytes + [0x0A]
    }
  }
}
