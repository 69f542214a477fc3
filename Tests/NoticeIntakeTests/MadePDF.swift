/// A PDF made by hand: pages of lines of Latin letters, in a font that all readers have.
enum MadePDF {
  /// - Parameter size: Of the pages, in points.
  static func bytes(_ pages: [[String]], size: (width: Int, height: Int) = (595, 842), points: Int = 20)
    -> [UInt8]
  {
    var objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    var kids: [String] = []
    for lines in pages {
      var content = "BT /F1 \(points) Tf \(points * 2) TL 60 \(size.height - 60 - points) Td\n"
      for line in lines { content += "(\(line)) Tj T*\n" }
      content += "ET"
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
      kids.append("\(objects.count + 1) 0 R")
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(size.width) \(size.height)] "
          + "/Resources << /Font << /F1 3 0 R >> >> /Contents \(objects.count) 0 R >>")
    }
    objects[1] = "<< /Type /Pages /Kids [\(kids.joined(separator: " "))] /Count \(pages.count) >>"
    return file(objects)
  }

  /// A file of these objects, the first of them the catalog.
  static func file(_ objects: [String]) -> [UInt8] {
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = "\(offset)"
      text += String(repeating: "0", count: 10 - digits.utf8.count) + digits + " 00000 n \n"
    }
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }
}
