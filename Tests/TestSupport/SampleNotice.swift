import NoticeGrammar
import NoticeText

/// A notice with every property, made by hand: it shows what writers make of it, whatever a parser reads.
public enum SampleNotice {
  /// Two directives, a reference, a quote, a control character and a byte that is no UTF-8.
  public static let text: [UInt8] =
    Array(
      """
      TỈNH ỦY SÔNG LAM
      Số 12-TB/TU
      1. Giao Sở Y tế "khẩn trương" thực hiện Chỉ thị số 18-CT/TU
      trước ngày 30/10/2021\u{1}
      - Báo cáo hằng tháng
      Nơi nhận: Bộ Y tế
      Nguyễn Văn A
      """.utf8) + [0xFF]

  /// The span of the first place where `phrase` stands.
  public static func span(_ phrase: String, in text: [UInt8] = text) -> SourceRange {
    let wanted = Array(phrase.utf8)
    let start = text.indices.first { text[$0...].starts(with: wanted) }
    return start.map { SourceRange($0, $0 + wanted.count) } ?? SourceRange(0, 0)
  }

  public static func make() -> Notice {
    var notice = Notice(text: SourceText(bytes: text))
    notice.source.path = "a/b.txt"
    notice.source.mediaType = "text/plain"
    notice.source.bytes = text.count
    notice.source.sha256 = String(repeating: "0a", count: 32)
    notice.source.pages = 2
    notice.source.reader = "text"
    notice.kind = Kind(code: "TB", name: "Thông báo")
    notice.number = "12"
    notice.symbol = "TB/TU"
    notice.identifier = "12-TB/TU"
    notice.uri = "/akn/vn/doc/thong-bao/tinh-uy-song-lam/2021/12-tb-tu"
    notice.issuer = Agency(
      name: "Tỉnh ủy", within: "Sông Lam", level: .province, system: .party, span: span("TỈNH ỦY SÔNG LAM"))
    notice.place = "Sông Lam"
    notice.date = "2021-10"
    notice.subject = "V/v \"tổ COVID-19 cộng đồng\", đợt 2"
    notice.marks.urgency = "Khẩn"
    notice.addressees = [Recipient(name: "Sở Y tế", span: span("Sở Y tế"))]
    notice.basis = [0]
    notice.directives = [directive]
    notice.references = [reference]
    notice.dates = [DateMention(value: "2021-10-30", span: span("30/10/2021"), inferred: ["value"])]
    notice.agencies = [Agency(name: "Sở Y tế", level: .province, system: .state, span: span("Sở Y tế"))]
    notice.recipients = [Recipient(name: "Bộ Y tế", purpose: "để báo cáo", span: span("Bộ Y tế"))]
    var signature = Signature()
    signature.capacity = "T/L"
    signature.onBehalfOf = "Thường trực Tỉnh ủy"
    signature.position = "Phó Chánh Văn phòng"
    signature.name = "Nguyễn Văn A"
    signature.spans = [NamedSpan("name", span("Nguyễn Văn A"))]
    notice.signature = signature
    notice.repairs = [Repair(text: "Sở", span: span("Sở"), confidence: 0.75, rule: "closed-list")]
    notice.diagnostics = [
      Diagnostic(.warning, "invalid-utf8", "1 byte", span: SourceRange(text.count - 1, text.count))
    ]
    notice.spans = [NamedSpan("number", span("12"))]
    notice.inferred = ["date"]
    return notice
  }

  private static var reference: Reference {
    var reference = Reference(role: .implements, grade: .exact, span: span("Chỉ thị số 18-CT/TU"))
    reference.identifier = "18-CT/TU"
    reference.kind = Kind(code: "CT", name: "Chỉ thị")
    reference.number = "18"
    reference.symbol = "CT/TU"
    reference.date = "2021-10-18"
    reference.issuer = Agency(name: "Tỉnh ủy", span: SourceRange(0, 0), inferred: ["name"])
    reference.uri = "/akn/vn/doc/chi-thi/tinh-uy-song-lam/2021/18-ct-tu"
    reference.pinpoint = Pinpoint(article: "3", clause: "2", point: "đ")
    reference.directive = "1"
    reference.inferred = ["date", "issuer"]
    return reference
  }

  private static var directive: Directive {
    let whole = SourceRange(span("1. Giao").start, span("Nơi nhận").start)
    var directive = Directive(label: "1.", path: "1", heading: "Giao", text: "Giao Sở Y tế", span: whole)
    directive.assignees = [Assignee(agency: Agency(name: "Sở Y tế", span: span("Sở Y tế")), role: .lead)]
    directive.deadlines = [
      Deadline(
        value: "2021-10-30", relation: .before, span: span("trước ngày 30/10/2021"), inferred: ["value"])
    ]
    directive.references = [0]
    var child = Directive(
      label: "-", path: "1.1", text: "Báo cáo hằng tháng", span: span("- Báo cáo hằng tháng"))
    child.deadlines = [Deadline(period: "R/P1M", relation: .recurring, span: span("hằng tháng"))]
    directive.children = [child]
    return directive
  }
}
