import NoticeIntake
import NoticeGrammar

/// Why a folder gives no lexicon.
public enum LexiconError: Error, Hashable, Sendable {
  case unreadable(FilePath, InputError)
  /// No file of the folder is called like a table.
  case noTables(FilePath)
}

extension Lexicon {
  /// The built-in lists with the lines that the tables in a folder add: `folder/agencies.tsv`, ….
  public init(folder: FilePath) throws(LexiconError) {
    let names: [[UInt8]]
    do {
      names = try namesOfFolder(folder)
    } catch {
      throw .unreadable(folder, error)
    }
    var tables: [String: String] = [:]
    for name in Lexicon.tableNames where names.contains(Array(name.utf8)) {
      let path = folder.appending(FilePath(name))
      do {
        let text = try Input(path: path, name: path).readText(limit: Batch.standardSizeLimit)
        let mark = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        tables[name] = String(decoding: text.bytes[mark...], as: UTF8.self)
      } catch .empty {
        tables[name] = ""
      } catch {
        throw .unreadable(path, error)
      }
    }
    if tables.isEmpty { throw .noTables(folder) }
    self.init(adding: tables)
  }
}
