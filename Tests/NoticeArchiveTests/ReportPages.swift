import NoticeIntake
import Foundation
import NoticeGrammar
import NoticeIndex
import NoticeText
import TestSupport

@testable import NoticeArchive

/// A report as it stands on disk, and what is wrong with its markup.
struct ReportPages {
  let folder: TemporaryFolder

  /// - Parameter perSegment: How many documents the index puts into a segment.
  init(
    _ documents: [IndexDocument], perSegment: Int = 100, title: String? = nil,
    into folder: TemporaryFolder? = nil
  ) throws {
    self.folder = try folder ?? TemporaryFolder()
    _ = try Report(ReportPages.reader(documents, perSegment: perSegment), Report.Options(title: title))
      .write(to: FilePath(self.folder.path))
  }

  static func reader(_ documents: [IndexDocument], perSegment: Int = 100) throws -> ArchiveReader {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory)
    for start in stride(from: 0, to: documents.count, by: perSegment) {
      let builder = SegmentBuilder()
      for document in documents[start..<min(start + perSegment, documents.count)] {
        try builder.add(document)
      }
      try writer.add(builder)
    }
    try writer.commit()
    return try ArchiveReader(try IndexReader(directory))
  }

  static func document(_ notice: Notice, _ id: String) -> IndexDocument {
    IndexDocument(notice, id: id, version: 1)
  }

  static func parsed(_ text: String, _ id: String) -> IndexDocument {
    document(NoticeParser().parse(SourceText(text)), id)
  }

  var names: [String] { get throws { try folder.files().filter { $0.hasSuffix(".html") } } }

  func text(_ name: String) throws -> String { String(decoding: try folder.read(name), as: UTF8.self) }

  /// The page of the document whose name in the archive stands on it.
  func page(of id: String) throws -> String {
    for name in try names where name.hasPrefix("n/") {
      let page = try text(name)
      if page.contains("<code>\(id)</code>") { return page }
    }
    return ""
  }

  /// Tags that are not closed, attributes without quotes or that run code, links that lead nowhere, names that stand
  /// twice; a line each.
  func faults() throws -> [String] {
    var anchors: [String: Set<String>] = [:]
    var links: [(page: String, target: String)] = []
    var faults: [String] = []
    for name in try names {
      var scan = MarkupScan(try text(name))
      scan.run()
      faults += scan.faults.map { "\(name): \($0)" }
      anchors[name] = scan.ids
      links += scan.links.map { (name, $0) }
    }
    let files = Set(try folder.files())
    for (page, target) in links {
      let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let path = parts[0].isEmpty ? page : Self.resolved(String(parts[0]), from: page)
      if !files.contains(path) { faults.append("\(page): no file for \(target)") }
      if parts.count == 2, anchors[path]?.contains(String(parts[1])) != true {
        faults.append("\(page): no place for \(target)")
      }
    }
    return faults
  }

  private static func resolved(_ target: String, from page: String) -> String {
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for part in target.split(separator: "/") {
      if part == ".." { _ = folders.popLast() } else { folders.append(String(part)) }
    }
    return folders.joined(separator: "/")
  }
}

/// Reads the tags of a page, strictly: what the report writes is a small part of HTML.
private struct MarkupScan {
  private var rest: Substring
  private var open: [String] = []
  private(set) var faults: [String] = []
  private(set) var ids: Set<String> = []
  private(set) var links: [String] = []

  private static let void: Set = ["meta", "link", "input", "!DOCTYPE"]
  private static let known: Set = [
    "html", "head", "title", "script", "body", "a", "header", "footer", "main", "nav", "section", "article",
    "div",
    "p", "span", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "small", "b", "code", "kbd", "time", "table",
    "thead", "tbody", "tr", "th", "td", "del", "ins", "fieldset", "legend", "label", "button", "select",
    "details",
    "summary",
  ]

  init(_ page: String) { rest = page[...] }

  mutating func run() {
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: ">") else { return faults.append("a tag does not end") }
      tag(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
    if !open.isEmpty { faults.append("not closed: \(open)") }
  }

  private mutating func tag(_ tag: Substring) {
    let name = String(tag.prefix { $0 != " " && $0 != "\n" })
    if name.hasPrefix("/") {
      if open.popLast() != String(name.dropFirst()) { faults.append("closed where it is not open: \(tag)") }
      return
    }
    if Self.void.contains(name) {
      // Has no content.
    } else if Self.known.contains(name) {
      open.append(name)
    } else {
      faults.append("unknown tag: \(tag)")
    }
    attributes(tag.dropFirst(name.count), of: name)
  }

  private mutating func attributes(_ text: Substring, of tag: String) {
    if tag == "!DOCTYPE" { return }
    var text = text.drop { $0 == " " || $0 == "\n" }
    while !text.isEmpty {
      let name = String(text.prefix { $0 != "=" && $0 != " " })
      text = text.dropFirst(name.count)
      if name.hasPrefix("on") || name == "style" { faults.append("inline code: \(name)") }
      if text.first == "=" {
        text = text.dropFirst()
        guard text.first == "\"", let end = text.dropFirst().firstIndex(of: "\"") else {
          return faults.append("no quotes: \(name) of \(tag)")
        }
        value(String(text[text.index(after: text.startIndex)..<end]), of: name)
        text = text[text.index(after: end)...]
      }
      text = text.drop { $0 == " " || $0 == "\n" }
    }
  }

  private mutating func value(_ value: String, of name: String) {
    if name == "id", !ids.insert(value).inserted { faults.append("twice: \(value)") }
    if name == "href" || name == "src" {
      links.append(value)
      if value.contains(":") || value.hasPrefix("/") { faults.append("leads outside: \(value)") }
    }
  }
}
