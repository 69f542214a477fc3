import NoticeGrammar

/// How documents of an archive are written one after the other.
public enum ExportFormat: Sendable {
  /// NDJSON that `add` takes in again.
  case lines(includeText: Bool)
  case table(CSVTable, byteOrderMark: Bool, guardsFormulas: Bool)
  /// A document of Akoma Ntoso: of one only.
  case akn
  case jsonld(JSONLD)
  case opensearch(OpenSearchBulk)

  /// What stands before the first document.
  public var opening: [UInt8] {
    switch self {
    case .lines, .akn, .opensearch: return []
    case .jsonld(let data): return data.opening
    case .table(let table, let byteOrderMark, _):
      var writer = CSVWriter()
      if byteOrderMark { writer.byteOrderMark() }
      table.header(into: &writer)
      return writer.bytes
    }
  }

  /// What stands before a document.
  public func separator(isFirst: Bool) -> [UInt8] {
    if case .jsonld(let data) = self { data.separator(isFirst: isFirst) } else { [] }
  }

  /// What stands after the last document.
  public var closing: [UInt8] {
    if case .jsonld(let data) = self { data.closing } else { [] }
  }

  /// What stands for one document.
  public func bytes(of document: ExportedDocument) -> [UInt8] {
    switch self {
    case .jsonld(let data): return data.bytes(of: document)
    case .opensearch(let bulk): return bulk.bytes(of: document)
    case .akn: return document.notice.akomaNtoso(id: document.stored.id)
    case .lines(let includeText): return document.stored.line(includeText: includeText)
    case .table(let table, _, let guardsFormulas):
      var writer = CSVWriter(guardsFormulas: guardsFormulas)
      table.rows(of: document.notice, path: document.stored.id, into: &writer)
      return writer.bytes
    }
  }
}

extension ArchivedDocument {
  /// The document as a line that makes the same document again.
  ///
  ///     {"path":"a.txt","notice":{…}}               as `parse --format ndjson` writes it
  ///     {"id":"2021/0400","subject":"…","kind":"TB",…}   a ready document
  func line(includeText: Bool) -> [UInt8] {
    var name = JSONWriter()
    name.string(id)
    var text = JSONWriter()
    if includeText, !self.text.isEmpty || notice == nil {
      text.string(self.text, from: 0, to: self.text.count)
    }
    // The object as it was taken in, but for its closing bracket.
    let members = json.last == UInt8(ascii: "}") ? json.dropLast() : [UInt8(ascii: "{")]
    let hasMembers = members.count > 1
    var out: [UInt8] = []
    if notice != nil {
      out += Array("{\"path\":".utf8) + name.bytes + Array(",\"notice\":".utf8) + members
    } else {
      out += Array("{\"id\":".utf8) + name.bytes
      if !subject.isEmpty {
        var writer = JSONWriter()
        writer.string(subject)
        out += Array(",\"subject\":".utf8) + writer.bytes
      }
      if hasMembers { out += [UInt8(ascii: ",")] + members.dropFirst() }
    }
    if !text.bytes.isEmpty {
      if notice == nil || hasMembers { out.append(UInt8(ascii: ",")) }
      out += Array("\"text\":".utf8) + text.bytes
    }
    return out + Array((notice != nil ? "}}\n" : "}\n").utf8)
  }
}
