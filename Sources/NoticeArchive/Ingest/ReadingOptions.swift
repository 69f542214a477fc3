import NoticeIntake
import Glibc
import NoticeGrammar
import NoticeText

/// What decides, beside a file's bytes, how a notice is read from it.
public struct ReadingOptions: Hashable, Sendable {
  public var repair = RepairLevel.safe
  /// A file of `train-repair`.
  public var model: FilePath?
  /// A folder with tables.
  public var lexicon: FilePath?

  public init() {}

  /// A number for all of it, the content of the files among it: `IngestOptions.reading`.
  public var fingerprint: UInt64 {
    var reading = Fingerprint()
    reading.add(repair.rawValue)
    if let model { reading.add(file: model) }
    if let lexicon { reading.add(tablesIn: lexicon) }
    return reading.value
  }

  /// The parser; `nil` if a file is not there, or not right.
  func parser() -> NoticeParser? {
    var repairer = Repairer(level: repair)
    if let model {
      guard let text = try? Input(path: model, name: model).readText(limit: Batch.standardSizeLimit),
        let own = try? RepairModel(adding: String(decoding: text.bytes, as: UTF8.self))
      else { return nil }
      repairer = Repairer(level: repair, model: own)
    }
    guard let lexicon else { return NoticeParser(repairer: repairer) }
    guard let tables = try? Lexicon(folder: lexicon) else { return nil }
    return NoticeParser(lexicon: tables, repairer: repairer)
  }
}

/// With which files notices of an archive were read: a note of its commits, for those that have to be read again from
/// their texts.
///
///     89abcdef01234567 aggressive⇥/home/a/model.tsv⇥/home/a/tables
///
/// A line each: the fingerprint, the level, the model and the folder of tables, the latter two as absolute paths.
/// What was read without files needs no line.
struct ReadingNote {
  private(set) var lines: [UInt64: ReadingOptions] = [:]

  /// Its name among a commit's notes.
  static let name = "readings"

  init(_ note: [UInt8]?) {
    for line in (note ?? []).split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      let words = String(decoding: parts[0], as: UTF8.self).split(separator: " ").map(String.init)
      guard words.count == 2, let fingerprint = UInt64(words[0], radix: 16),
        let level = RepairLevel(rawValue: words[1])
      else { continue }
      var options = ReadingOptions()
      options.repair = level
      if parts.count > 1, !parts[1].isEmpty { options.model = FilePath(bytes: Array(parts[1])) }
      if parts.count > 2, !parts[2].isEmpty { options.lexicon = FilePath(bytes: Array(parts[2])) }
      lines[fingerprint] = options
    }
  }

  /// Takes one down, unless its paths cannot be told again.
  mutating func add(_ options: ReadingOptions, as fingerprint: UInt64) {
    if options.model == nil, options.lexicon == nil { return }
    var options = options
    for path in [\ReadingOptions.model, \ReadingOptions.lexicon] {
      guard let own = options[keyPath: path] else { continue }
      guard let absolute = own.absolute, !absolute.bytes.contains(where: { $0 < 0x20 }) else { return }
      options[keyPath: path] = absolute
    }
    lines[fingerprint] = options
  }

  mutating func add(_ other: ReadingNote) { lines.merge(other.lines) { own, _ in own } }

  /// `nil` if there is nothing to note.
  var bytes: [UInt8]? {
    if lines.isEmpty { return nil }
    return lines.sorted { $0.key < $1.key }.flatMap { fingerprint, options in
      let tab = [UInt8(ascii: "\t")]
      let paths = tab + (options.model?.bytes ?? []) + tab + (options.lexicon?.bytes ?? [])
      return Array("\(Self.hexadecimal(fingerprint)) \(options.repair.rawValue)".utf8)
        + paths + [UInt8(ascii: "\n")]
    }
  }

  /// The parser of notices that were read so; `nil` if nothing is known of it, or a file of it has changed.
  func parser(_ fingerprint: UInt64) -> NoticeParser? {
    // What no options were given for was read by the standard parser.
    if fingerprint == 0 { return NoticeParser() }
    for level in RepairLevel.allCases {
      var options = ReadingOptions()
      options.repair = level
      if options.fingerprint == fingerprint { return options.parser() }
    }
    guard let options = lines[fingerprint], options.fingerprint == fingerprint else { return nil }
    return options.parser()
  }

  static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

extension FilePath {
  /// From the root; `nil` if the system does not tell the working folder.
  var absolute: FilePath? {
    if bytes.first == Self.slash { return self }
    guard let name = getcwd(nil, 0) else { return nil }
    defer { free(name) }
    let folder = Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
    return FilePath(bytes: folder).appending(self)
  }
}
