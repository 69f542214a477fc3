import NoticeText

/// The head of a document: everything before its body.
struct Head {
  var kind: KindEntry?
  var kindRange: Range<Int>?
  var symbol: FoundSymbol?
  /// The symbol where the number is blank: drafts, and stamps that hid it.
  var symbolOnly: (text: String, range: Range<Int>)?
  /// The number of `symbolOnly`, where it stands apart from it: stamped above the line, or in a column read first.
  var numberApart: Range<Int>?
  /// What stands for its number: no reference.
  var numberDebris: Range<Int>?
  var issuer: FoundAgency?
  var isIssuerInferred = false
  var place: Range<Int>?
  var date: FoundDate?
  var subject: Range<Int>?
  var addressees: [Range<Int>] = []
  var marks: [(class: String, mark: String, range: Range<Int>)] = []
  /// Where number, date and author end that stand under the title: "KẾT LUẬN / số 12-KL/TW, ngày 03/4/2020".
  var titleEnd: Int?
  /// The token where the body begins.
  var bodyStart = 0
  /// The national title and motto: no bodies are named in them.
  var national: [Range<Int>] = []
}

extension Reading {
  /// Reads the head.
  ///
  ///     head ← LETTERHEAD number-line? place-date? MARK* (KIND subject / subject? addressees) ENACTING-BODY?
  ///
  /// Two columns are told apart by a wide gap, by table cells, or by the national title and motto, whose
  /// words are known; OCR often runs them together on one line.
  ///
  /// - Source: Decree 30/2020/NĐ-CP, Appendix I; Guidance 36-HD/VPTW.
  mutating func readHead() -> Head {
    var head = Head()
    let limit = min(count, 900)
    let lines = lines(0..<limit, columns: true)
    head.national = nationalTitle(upTo: limit)
    findKind(lines, &head)
    let kindStart = head.kindRange?.lowerBound ?? addresseeLine(lines) ?? min(limit, 160)
    findNumber(upTo: kindStart, &head)
    findPlaceAndDate(upTo: head.kindRange?.lowerBound ?? kindStart, &head)
    if head.symbol == nil, head.symbolOnly == nil { findNumberUnderTitle(&head) }
    findIssuer(upTo: kindStart, &head)
    findMarks(lines, upTo: kindStart, &head)
    findSubject(lines, &head, kindStart: kindStart)
    if head.kind == nil { inferKind(&head, lines) }
    if head.issuer == nil, head.kind?.kind.code == "CĐ" { issuerOfTelegram(lines, &head) }
    return head
  }

  mutating func noteRepair(_ text: String, _ range: Range<Int>, _ rule: String) {
    repairs.append(Repair(text: text, span: span(range), confidence: 0.95, rule: rule))
  }
}
