import NoticeIndex

extension IndexReader {
  /// The names of the documents that were read from the file at `path`: that, or those of its parts.
  ///
  /// - Complexity: O(parts) look-ups.
  func documents(ofFile path: String) throws(IndexError) -> [String] {
    var names: [String] = []
    if try find(id: path) != nil { names.append(path) }
    // One of the first parts may have been taken out by hand, and then says nothing of how many there are.
    var last = 4
    var part = 1
    while part <= last {
      let name = "\(path)#\(part)"
      if let (segment, document) = try find(id: name),
        let parts = try Self.parts(of: try StoreReader(segments[segment]).document(document).stored)
      {
        names.append(name)
        last = max(last, parts)
      }
      part += 1
    }
    return names
  }

  /// How many documents the file of a stored notice has; `nil` if it has one: then a file is really called so.
  private static func parts(of stored: [UInt8]) throws(IndexError) -> Int? {
    guard let json = JSONReader() else { throw .tooLarge(reason: "no memory is left") }
    let start = DocumentCard.read(stored)?.1 ?? stored.count
    return stored[start...].withUnsafeBytes { payload in
      guard let notice = JSONObject(payload)["notice"],
        let value = try? json.parse(notice, readable: notice.count)
      else { return nil }
      return value["source"]?["parts"]?.integer
    }
  }
}
