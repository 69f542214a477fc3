#if Web
  /// The parts of a form that uploads files.
  ///
  ///     --BOUNDARY⏎ Content-Disposition: form-data; name="file"; filename="a.txt"⏎ ⏎ bytes ⏎--BOUNDARY--
  ///
  /// - Source: RFC 7578 (multipart/form-data), RFC 2046, 5.1.
  struct FormParts {
    struct Part {
      var name: String
      /// The last component of what the browser calls it; `nil` of a plain field.
      var fileName: String?
      var content: ArraySlice<UInt8>
    }

    private(set) var parts: [Part] = []

    /// More parts than this are no form of ours.
    private static let most = 32

    /// - Complexity: O(body): the boundary begins with a line's end, and each byte is looked at some times at most.
    /// - Returns: `nil` if the body is no such form.
    init?(_ body: [UInt8], contentType: String) {
      guard let boundary = Self.boundary(contentType) else { return nil }
      let mark = Array("--\(boundary)".utf8)
      let lineEnd: [UInt8] = [0x0D, 0x0A]
      guard var start = Self.find(mark, in: body[...]) else { return nil }
      while parts.count <= Self.most {
        var rest = body[(start + mark.count)...]
        if rest.starts(with: Array("--".utf8)) { return }
        guard rest.starts(with: lineEnd) else { return nil }
        rest = rest.dropFirst(2)
        guard let headEnd = Self.find([0x0D, 0x0A, 0x0D, 0x0A], in: rest.prefix(8192)),
          let end = Self.find(lineEnd + mark, in: body[(headEnd + 2)...])
        else { return nil }
        let head = String(decoding: rest[..<headEnd], as: UTF8.self)
        if let name = Self.value("name", of: head) {
          let file = Self.value("filename", of: head)?.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last
          let first = min(headEnd + 4, end)
          parts.append(
            Part(
              name: name,
              fileName: Self.value("filename", of: head) == nil ? nil : file.map(String.init) ?? "",
              content: body[first..<max(first, end)]))
        }
        start = end + 2
      }
      return nil
    }

    subscript(name: String) -> Part? { parts.first { $0.name == name } }

    private static func boundary(_ contentType: String) -> String? {
      guard contentType.lowercased().hasPrefix("multipart/form-data"),
        let range = contentType.lowercased().firstRange(of: "boundary=")
      else { return nil }
      var text = contentType[range.upperBound...].prefix { $0 != ";" }
      if text.first == "\"" { text = text.dropFirst().prefix { $0 != "\"" } }
      return (1...70).contains(text.utf8.count) ? String(text) : nil
    }

    /// `name="file"` of the line `Content-Disposition`.
    private static func value(_ name: String, of head: String) -> String? {
      for line in head.split(whereSeparator: \.isNewline)
      where line.lowercased().hasPrefix("content-disposition:") {
        for part in line.split(separator: ";").dropFirst() {
          let sides = part.split(separator: "=", maxSplits: 1)
          guard sides.count == 2, sides[0].filter({ $0 != " " }).lowercased() == name else { continue }
          return sides[1].trimmingQuotes()
        }
      }
      return nil
    }

    private static func find(_ mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
      guard let first = mark.first, bytes.count >= mark.count else { return nil }
      return bytes.withUnsafeBufferPointer { buffer in
        var index = 0
        while index + mark.count <= buffer.count {
          if buffer[index] == first,
            UnsafeBufferPointer(rebasing: buffer[index..<index + mark.count]).elementsEqual(mark)
          {
            return bytes.startIndex + index
          }
          index += 1
        }
        return nil
      }
    }
  }

  extension Substring {
    fileprivate func trimmingQuotes() -> String {
      var text = self
      while text.last == " " { text.removeLast() }
      while text.first == " " { text.removeFirst() }
      if text.first == "\"", text.last == "\"", text.count > 1 { text = text.dropFirst().dropLast() }
      return String(text)
    }
  }
#endif
