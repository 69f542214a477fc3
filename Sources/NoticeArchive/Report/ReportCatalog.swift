import CXXHash
import NoticeGrammar
import NoticeIndex

/// What the report knows of every document while it writes its pages: some kilobytes each.
///
/// Newest first; of one day, by name; documents without a day last. A document's number is its place in this order.
struct ReportCatalog {
  struct Entry {
    var address: DocumentAddress
    /// `nil` if the document has none, or none that a calendar has.
    var day: DayNumber?
    /// `n/3f/12-tb-tu-3f9a1c2b4d5e.html`, in the report's folder: ASCII, nothing to be escaped.
    var page = ""
    var identifier = ""
    /// Of a document that has neither subject nor identifier, its name in the archive.
    var subject = ""
    /// EDTF.
    var date = ""
    var kind = 0
    var issuer = 0
    var directives = 0
    var deadlines = 0
  }

  private(set) var entries: [Entry] = []
  /// Codes with the names that documents print; number 0 is that of documents that say none.
  private(set) var kinds: [(code: String, name: String)] = [("", "")]
  private(set) var issuers: [String] = [""]
  /// Deadlines with a day, ascending; then those without.
  private(set) var deadlines: [DueItem] = []
  private(set) var references = 0
  /// Of each segment, the number of each document; −1 if it is not in the report.
  private(set) var numbers: [[Int32]] = []
  private(set) var links = ReportLinks()
  private(set) var textBytes = 0

  /// Not of an archive that keeps no texts.
  var hasTexts: Bool { textBytes > 0 || entries.isEmpty }

  /// A deadline of a directive; days from which something holds are none.
  struct DueItem: Hashable {
    /// The last day of it; `nil` of a recurrence, or a term whose start is unknown.
    var day: DayNumber?
    var document: Int32
    /// Of the notice's deadlines, in the order of `forEachDirective`.
    var number: Int32
  }

  /// Longer subjects are cut in lists.
  static let subjectLimit = 240

  /// Reads every document once.
  init(_ reader: ArchiveReader, _ addresses: [DocumentAddress]) throws(IndexError) {
    entries.reserveCapacity(addresses.count)
    for address in addresses { entries.append(Entry(address: address, day: try reader.day(address))) }
    // Addresses come by name, and sorting keeps the order of equals.
    entries.sort { ($0.day ?? .min) > ($1.day ?? .min) }
    numbers = reader.index.segments.map { [Int32](repeating: -1, count: $0.documents) }
    for (number, entry) in entries.enumerated() {
      numbers[entry.address.segment][entry.address.document] = Int32(number)
    }
    var finder = ReportLinks.Finder(reader, numbers: numbers)
    var tables = Tables()
    for number in entries.indices {
      let document = try reader.document(entries[number].address)
      textBytes += document.text.count
      add(document, number, &tables)
      try finder.add(document.notice)
    }
    deadlines.sort { a, b in
      (a.day ?? .max, a.document, a.number) < (b.day ?? .max, b.document, b.number)
    }
    links = finder.finished()
  }

  private struct Tables {
    var kinds: [String: Int] = ["": 0]
    var issuers: [String: Int] = ["": 0]
    var pages: Set<String> = []
  }

  private mutating func add(_ document: ArchivedDocument, _ number: Int, _ tables: inout Tables) {
    var entry = entries[number]
    let card = document.card
    entry.identifier = card.identifier
    entry.date = card.date
    entry.subject = Self.cut(
      document.subject.isEmpty ? (card.identifier.isEmpty ? document.id : "") : document.subject)
    entry.page = Self.page(document.id, card.identifier, taken: &tables.pages)
    entry.kind = tables.kinds[card.kind] ?? kinds.count
    if entry.kind == kinds.count {
      tables.kinds[card.kind] = entry.kind
      kinds.append((card.kind, document.notice?.kind?.name ?? ""))
    }
    let issuer = document.notice?.issuer?.fullName ?? card.issuer
    entry.issuer = tables.issuers[issuer] ?? issuers.count
    if entry.issuer == issuers.count {
      tables.issuers[issuer] = entry.issuer
      issuers.append(issuer)
    }
    if let notice = document.notice {
      notice.forEachDirective { directive in
        entry.directives += 1
        for deadline in directive.deadlines where deadline.isLimit {
          let day = deadline.value.flatMap { EDTFDays.range($0) }?.upperBound
          deadlines.append(
            DueItem(day: day, document: Int32(number), number: Int32(entry.deadlines)))
          entry.deadlines += 1
        }
      }
      references += notice.references.count
    }
    entries[number] = entry
  }

  private static func cut(_ subject: String) -> String {
    guard subject.utf8.count > subjectLimit, subject.count > subjectLimit else { return subject }
    return String(subject.prefix(subjectLimit - 1)) + "…"
  }

  /// Where the page of a document stands: found by its name in the archive alone, so that a link still holds when the
  /// report is written anew with more documents.
  private static func page(_ id: String, _ identifier: String, taken: inout Set<String>) -> String {
    let hash = Array(id.utf8).withUnsafeBytes { cx_hash($0.baseAddress, $0.count) }
    let digits = String(hash >> 16, radix: 16)
    let name = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    let slug = slug(identifier)
    let stem = "n/\(name.prefix(2))/\(slug.isEmpty ? "" : slug + "-")\(name)"
    var page = stem + ".html"
    // Two names with one hash: the later one gets a number.
    var next = 2
    while !taken.insert(page).inserted {
      page = "\(stem)-\(next).html"
      next += 1
    }
    return page
  }

  /// `12-TB/TU` → `12-tb-tu`
  private static func slug(_ identifier: String) -> String {
    var out = ""
    for byte in TermForm.folded(identifier.lowercased().utf8).prefix(60) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default: if !out.isEmpty, out.last != "-" { out.append("-") }
      }
    }
    while out.last == "-" { out.removeLast() }
    return String(out.prefix(40))
  }
}
