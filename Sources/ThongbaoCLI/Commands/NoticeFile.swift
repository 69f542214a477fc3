import NoticeIntake
import Glibc
import NoticeArchive
import NoticeGrammar

/// What a file holds that has one notice.
enum NoticeFile: Sendable {
  case json(JSONWriter.Layout, includeText: Bool)
  /// Akoma Ntoso.
  case akn

  /// - Parameter id: The path that the notice was read from.
  func bytes(of notice: Notice, id: String) -> [UInt8] {
    switch self {
    case .json(let layout, let includeText): notice.json(layout: layout, includeText: includeText) + [0x0A]
    case .akn: notice.akomaNtoso(id: id)
    }
  }

  private var suffix: String {
    switch self {
    case .json: ".json"
    case .akn: ".xml"
    }
  }

  /// Writes `FOLDER/NAME.json` or `.xml`, with the folders that it stands in.
  func save(_ bytes: [UInt8], in folder: FilePath, name: FilePath) throws(OutputError) {
    let path = folder.appending(FilePath(bytes: name.bytes + Array(suffix.utf8)))
    if let folder = path.folder { try createFolder(folder) }
    var file = try OutputFile(path)
    try file.write(bytes)
    try file.commit()
  }

  /// What is wrong with this one's name; `nil` if it is wrong for all, as a full disk is.
  static func concernsOne(_ error: OutputError) -> InputError? {
    guard case .cannotCreate(_, let errno) = error, [ENAMETOOLONG, EISDIR, ENOTDIR, EEXIST].contains(errno)
    else { return nil }
    return .unwritable(errno: errno)
  }
}
