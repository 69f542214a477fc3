import NoticeText

/// `document.xml` → text: its paragraphs as lines, with the labels of lists, its tables as tables.
struct DOCXBody: MarkupReader {
  private let styles: DOCXStyles
  private var numbering: DOCXNumbering
  private var out = BlockText()

  /// A paragraph that is open: text boxes put paragraphs into paragraphs.
  private struct Paragraph {
    var style: String?
    var look = DOCXLook()
    var runStyle: String?
    var run = DOCXLook()
    var hasBegun = false
  }

  private var paragraphs: [Paragraph] = []
  /// How many elements are open whose text is not shown, or shown twice.
  private var hidden = 0
  private var inParagraphProperties = 0
  private var inRunProperties = 0
  private var inText = 0
  /// What was read of a run, in the font it stands in.
  private var pending: [UInt8] = []
  private var pendingLook = DOCXLook()

  init(styles: DOCXStyles, numbering: DOCXNumbering) {
    self.styles = styles
    self.numbering = numbering
  }

  private static let silent: Set<String> = [
    "del", "movefrom", "fallback", "footnote", "endnote", "comment", "ppr-change", "pprchange", "rprchange",
    "tblprchange", "tcprchange", "trprchange", "sectprchange", "numberingchange",
  ]

  mutating func start(_ name: String, _ attributes: [String: String]) {
    if Self.silent.contains(name) { hidden += 1 }
    if hidden > 0 { return }
    switch name {
    case "p":
      flush()
      if !paragraphs.isEmpty { out.endBlock() }
      paragraphs.append(Paragraph())
    case "ppr": inParagraphProperties += 1
    case "rpr": inRunProperties += 1
    case "r":
      if let last = paragraphs.indices.last {
        (paragraphs[last].run, paragraphs[last].runStyle) = (DOCXLook(), nil)
      }
    case "pstyle": if let last = paragraphs.indices.last { paragraphs[last].style = attributes["val"] }
    case "rstyle":
      if inParagraphProperties == 0, let last = paragraphs.indices.last {
        paragraphs[last].runStyle = attributes["val"]
      }
    case "t": inText += 1
    case "tbl":
      flush()
      out.beginTable()
    case "tc":
      flush()
      out.beginCell()
    default:
      if inParagraphProperties > 0 {
        // The properties of the paragraph's own mark are nobody's.
        if inRunProperties == 0, let last = paragraphs.indices.last {
          paragraphs[last].look.take(name, attributes)
        }
      } else if inRunProperties > 0 {
        if let last = paragraphs.indices.last { paragraphs[last].run.take(name, attributes) }
      } else {
        sign(name, attributes)
      }
    }
  }

  /// What stands for a character, or a few.
  private mutating func sign(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "tab", "ptab": append([0x09])
    case "br", "cr":
      begin()
      flush()
      out.breakLine()
    case "nobreakhyphen": append([0x2D])
    default: break
    }
  }

  mutating func end(_ name: String) {
    if Self.silent.contains(name) {
      hidden = max(0, hidden - 1)
      return
    }
    if hidden > 0 { return }
    switch name {
    case "p":
      begin()
      flush()
      if paragraphs.count > 1 || !isBlank { out.endBlock() } else { out.addGap() }
      _ = paragraphs.popLast()
      isBlank = true
    case "ppr": inParagraphProperties = max(0, inParagraphProperties - 1)
    case "rpr": inRunProperties = max(0, inRunProperties - 1)
    case "t": inText = max(0, inText - 1)
    case "tbl": out.endTable()
    case "tr": out.endRow()
    case "tc": out.endCell()
    default: break
    }
  }

  /// Nothing was put out in the paragraph.
  private var isBlank = true

  mutating func text(_ bytes: UnsafeRawBufferPointer) {
    if hidden == 0, inText > 0 { append(bytes) }
  }

  mutating func finish() -> [UInt8] {
    flush()
    return out.finish()
  }

  private mutating func append(_ bytes: some Collection<UInt8>) {
    guard let paragraph = paragraphs.last else { return }
    let look = paragraph.run.over(styles.look(paragraph.runStyle, isRun: true)).over(
      styles.look(paragraph.style))
    if look.hidden == true { return }
    begin()
    if look.font != pendingLook.font || look.capitals != pendingLook.capitals { flush() }
    pendingLook = look
    pending += bytes
  }

  /// Puts the label of a list's paragraph before its text.
  private mutating func begin() {
    guard let last = paragraphs.indices.last, !paragraphs[last].hasBegun else { return }
    paragraphs[last].hasBegun = true
    let look = paragraphs[last].look.over(styles.look(paragraphs[last].style))
    guard let list = look.list, let label = numbering.label(list: list, level: look.level ?? 0) else {
      return
    }
    out.append((label + " ").utf8)
    isBlank = false
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    var text = RunText.shown(pending, font: pendingLook.font)
    if pendingLook.capitals == true { text = Array(String(decoding: text, as: UTF8.self).uppercased().utf8) }
    pending.removeAll(keepingCapacity: true)
    isBlank = false
    for (place, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if place > 0 { out.breakLine() }
      out.append(line)
    }
  }
}
