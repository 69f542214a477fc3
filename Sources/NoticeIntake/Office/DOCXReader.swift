import CArchive
import NoticeText

/// Reads DOCX: the text of the body, with the labels that Word counts by itself.
///
/// Headers, footers, notes, comments and what was deleted are left out.
///
/// - Source: ECMA-376, Office Open XML, part 1, chapters 11 and 17.
enum DOCXReader {
  /// Of one part of the package, unpacked.
  static let partLimit = 256_000_000
  static let parts = ["word/document.xml", "word/styles.xml", "word/numbering.xml"]

  /// - Throws: `damaged`, `encrypted`, `overLimit`, `unsupported`, `empty`.
  static func read(_ bytes: [UInt8]) throws(InputError) -> SourceText {
    let parts = try unpack(bytes)
    guard let document = parts["word/document.xml"] else {
      throw parts.isEmpty
        ? .unsupported(format: "ZIP") : .damaged(format: "DOCX", reason: "no word/document.xml")
    }
    var styles = DOCXStyles()
    if let part = parts["word/styles.xml"], styles.readXML(part) != 0 { styles = DOCXStyles() }
    var numbering = DOCXNumbering()
    if let part = parts["word/numbering.xml"], numbering.readXML(part) != 0 { numbering = DOCXNumbering() }
    var body = DOCXBody(styles: styles, numbering: numbering)
    let fault = body.readXML(document)
    if fault != 0 { throw .damaged(format: "DOCX", reason: "word/document.xml, line \(fault)") }
    let text = body.finish()
    if text.allSatisfy({ $0 <= 0x20 }) { throw .empty }
    return try FileReader.decode(text)
  }

  /// The parts that are read; none, if the file is no text document.
  private static func unpack(_ bytes: [UInt8]) throws(InputError) -> [String: [UInt8]] {
    let file = try ArchiveFile(bytes, format: "DOCX")
    var found: [String: [UInt8]] = [:]
    var count = 0
    while let entry = try file.next() {
      count += 1
      if count > 10_000 { throw .overLimit(.entries(10_000)) }
      let name = String(decoding: entry.name ?? [], as: UTF8.self)
      guard parts.contains(name), found[name] == nil else { continue }
      if entry.isEncrypted { throw .encrypted(format: "DOCX") }
      var part: [UInt8] = []
      let limit = min(partLimit, max(32_000_000, bytes.count * 200))
      try file.read(upTo: limit + 1, into: &part)
      if part.count > limit { throw .overLimit(.output(bytes: limit)) }
      found[name] = part
    }
    return found
  }
}

/// What a paragraph or a run says of its looks; `nil`: what its style says.
struct DOCXLook {
  var font: String?
  var capitals: Bool?
  var hidden: Bool?
  var list: Int?
  var level: Int?

  /// This, and where it says nothing, `base`.
  func over(_ base: DOCXLook) -> DOCXLook {
    DOCXLook(
      font: font ?? base.font, capitals: capitals ?? base.capitals, hidden: hidden ?? base.hidden,
      list: list ?? base.list, level: level ?? base.level)
  }

  /// Takes a property in, if it is one of those that count.
  mutating func take(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "rfonts": font = attributes["ascii"] ?? attributes["hansi"] ?? attributes["cs"] ?? font
    case "caps": capitals = Self.isOn(attributes)
    case "vanish": hidden = Self.isOn(attributes)
    case "numid": list = attributes["val"].flatMap { Int($0) }
    case "ilvl": level = attributes["val"].flatMap { Int($0) }
    default: break
    }
  }

  private static func isOn(_ attributes: [String: String]) -> Bool {
    !["0", "false", "off"].contains(attributes["val"] ?? "1")
  }
}

/// `styles.xml`: the looks of each style, those of what it is based on included.
struct DOCXStyles: MarkupReader {
  private var looks: [String: DOCXLook] = [:]
  private var bases: [String: String] = [:]
  private var defaults = DOCXLook()
  private var standard: String?
  private var current: String?
  private var inDefaults = false

  mutating func start(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "docdefaults": inDefaults = true
    case "style":
      current = attributes["styleid"]
      if attributes["type"] == "paragraph", attributes["default"] == "1" { standard = current }
    case "basedon": if let current { bases[current] = attributes["val"] }
    default:
      if inDefaults {
        defaults.take(name, attributes)
      } else if let current {
        looks[current, default: DOCXLook()].take(name, attributes)
      }
    }
  }

  mutating func end(_ name: String) {
    if name == "docdefaults" { inDefaults = false }
    if name == "style" { current = nil }
  }

  mutating func text(_ bytes: UnsafeRawBufferPointer) {}

  /// The look of a paragraph's or a run's style; of the standard one for `nil`.
  func look(_ style: String?, isRun: Bool = false) -> DOCXLook {
    var look = DOCXLook()
    var next = style ?? (isRun ? nil : standard)
    // A style may be based on itself, by a detour.
    for _ in 0..<32 {
      guard let style = next else { break }
      look = look.over(looks[style] ?? DOCXLook())
      next = bases[style]
    }
    return isRun ? look : look.over(defaults)
  }
}
