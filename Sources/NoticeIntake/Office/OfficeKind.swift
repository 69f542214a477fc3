/// What kind of office file a ZIP file is, by the name of its first entry.
enum OfficeKind {
  case openXML
  case openDocument

  init?(_ head: [UInt8]) {
    // The local header: its name's length stands at 26, the name at 30.
    guard head.count > 30, head.starts(with: [0x50, 0x4B, 3, 4]) else { return nil }
    let length = Int(head[26]) | Int(head[27]) << 8
    guard length > 0, 30 + length <= head.count else { return nil }
    let name = String(decoding: head[30..<(30 + length)], as: UTF8.self)
    if name == "mimetype" {
      self = .openDocument
    } else if name == "[Content_Types].xml"
      || ["_rels/", "docProps/", "word/", "customXml/"].contains(where: name.hasPrefix)
    {
      self = .openXML
    } else {
      return nil
    }
  }
}
