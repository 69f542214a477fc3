import NoticeData

/// One of the tab-separated tables: built in, and the lines that a user's folder adds.
///
/// UTF-8, one header line, one line an entry, no quoting. A user's file of the same name adds lines; it
/// may leave out the header.
package struct DataTable: Sendable {
  /// The cells of each line; missing ones at the end are empty.
  package let rows: [[String]]

  /// The built-in table `name` (`kinds.tsv`) and `extra`, the text of a user's table of that name.
  package init(_ name: String, extra: String? = nil) {
    var rows: [[String]] = []
    var length = 0
    var header = ""
    if let bytes = notice_table(name, &length) {
      let text = String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
      header = text.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
      Self.add(text, header: header, to: &rows)
    }
    if let extra { Self.add(extra, header: header, to: &rows) }
    self.rows = rows
  }

  private static func add(_ text: String, header: String, to rows: inout [[String]]) {
    let width = header.split(separator: "\t", omittingEmptySubsequences: false).count
    for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }) where line != header {
      if line.hasPrefix("# ") { continue }
      var cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      while cells.count < width { cells.append("") }
      rows.append(cells)
    }
  }
}
