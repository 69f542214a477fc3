import NoticeIntake
import NoticeIndex
import NoticeText

/// The corrections of an archive: what its folder's `corrections.toml` says.
public struct Corrections: Sendable {
  /// In the order of the file.
  public let rules: [Correction]
  /// As the file has it; what is kept of it once it is applied.
  let text: [UInt8]
  let keys: [String]
  /// By the key of the name that is merged, of the reference that is banned or replaced.
  let agencies: [[UInt8]: [Int]]
  let references: [[UInt8]: [Int]]
  /// Places of rules that add references, and of those that set values of the head.
  let additions: [Int]
  let headers: [Int]
  /// Those of words, with the place of the rule for each entry.
  package let words: CustomWords
  private let wordRules: [Int]
  let named = NamedReferences()

  /// The file's name in the archive's folder, which no commit touches.
  public static let fileName = "corrections.toml"
  /// A larger file is none that people wrote.
  static let sizeLimit = 4_000_000

  public static let none = Corrections([], text: [])

  public var isEmpty: Bool { rules.isEmpty }

  init(_ rules: [Correction], text: [UInt8]) {
    self.rules = rules
    self.text = text
    keys = rules.map(\.key)
    var agencies: [[UInt8]: [Int]] = [:]
    var references: [[UInt8]: [Int]] = [:]
    var additions: [Int] = []
    var headers: [Int] = []
    var words: [(entry: CustomWords.Entry, rule: Int)] = []
    for (index, rule) in rules.enumerated() {
      switch rule.change {
      case .agency(let variant, _, _):
        agencies[KeywordKey.key(variant, .agency), default: []].append(index)
      case .banReference(let identifier), .replaceReference(let identifier, _):
        references[KeywordKey.key(identifier, .reference), default: []].append(index)
      case .addReference: additions.append(index)
      case .header: headers.append(index)
      case .word(let damaged, let text):
        words.append((CustomWords.Entry(damaged: damaged, text: text), index))
      case .keep(let word): words.append((CustomWords.Entry(damaged: word, text: nil), index))
      }
    }
    self.agencies = agencies
    self.references = references
    self.additions = additions
    self.headers = headers
    self.words = words.isEmpty ? .none : CustomWords(words.map(\.entry))
    wordRules = words.map(\.rule)
  }

  /// The rules for words that stand in a text.
  func used(in text: SourceText) -> [Int] { words.used(in: text).map { wordRules[$0] } }

  /// Reads a text of TOML.
  ///
  /// - Throws: `faults`.
  public init(text: [UInt8]) throws(CorrectionsError) {
    self.init(try CorrectionsParser.rules(text), text: text)
  }

  /// The name of the note with the text that a commit's documents stand by.
  static let note = "corrections"

  /// The name of a note that says nothing: that it is unknown by which corrections some of the documents stand.
  static let unknownNote = "corrections-unknown"

  /// What a commit's note says; `none` if it cannot be read, so that all of the file is taken to be new.
  static func applied(_ note: [UInt8]?) -> Corrections {
    guard let note, let applied = try? Corrections(text: note) else { return .none }
    return applied
  }

  /// Reads the file in an archive's folder; `none` if there is no file.
  package static func read(from directory: any Directory) throws(CorrectionsError) -> Corrections {
    let text: [UInt8]
    do {
      text = try directory.read(fileName, upTo: sizeLimit + 1)
    } catch .missing {
      return .none
    } catch {
      throw .unreadable(error)
    }
    guard text.count <= sizeLimit else { throw .tooLarge(limit: sizeLimit) }
    return try Corrections(text: text)
  }

  /// Reads the file in an archive's folder; `none` if there is no file.
  public static func read(from folder: FilePath) throws(CorrectionsError) -> Corrections {
    let directory: FileDirectory
    do {
      directory = try FileDirectory(path: folder.description)
    } catch {
      throw .unreadable(error)
    }
    return try read(from: directory)
  }

  /// The last of these rules that is for the document.
  func last(_ rules: [Int]?, for name: String) -> Int? {
    rules?.last { self.rules[$0].documents.matches(name) }
  }
}
