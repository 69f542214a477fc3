import NoticeText

/// One official notice as structured data; `docs/schema/notice-1.schema.json` is its JSON.
///
/// Strings are normalised: NFC, traditional tone placement, lines unwrapped, closed lists repaired. Spans
/// point into `text`; a mention's raw source text is `raw(_:)` of its span. What the document does not
/// say is `nil` or empty; what was inferred is named in `inferred`.
public struct Notice: Sendable {
  public static let schema = "thongbao/notice/1"

  /// The text that all spans point into.
  public var text: SourceText
  public var source: NoticeSource
  public var kind: Kind?
  /// số, as printed: `400`, `05`.
  public var number: String?
  /// ký hiệu, canonical: `TB/TU`, `NQ-CP`, `NĐ-CP`.
  public var symbol: String?
  /// The canonical whole: Party `400-TB/TU`, State `128/NQ-CP`, `30/2020/NĐ-CP`.
  public var identifier: String?
  /// Akoma Ntoso work URI: `/akn/vn/doc/thong-bao/tinh-uy-quang-ninh/2021/400-tb-tu`.
  public var uri: String?
  public var issuer: Agency?
  /// địa danh.
  public var place: String?
  /// ngày ban hành, EDTF.
  public var date: String?
  /// trích yếu.
  public var subject: String?
  public var marks = Marks()
  /// kính gửi.
  public var addressees: [Recipient] = []
  /// căn cứ: indices into `references`.
  public var basis: [Int] = []
  public var directives: [Directive] = []
  public var references: [Reference] = []
  public var dates: [DateMention] = []
  public var agencies: [AgencyMention] = []
  /// nơi nhận.
  public var recipients: [Recipient] = []
  public var signature: Signature?
  public var repairs: [Repair] = []
  public var diagnostics: [Diagnostic] = []
  /// Where the plain strings stand, by property name, in the order of this type's properties.
  public var spans: [NamedSpan] = []
  /// The properties whose value was inferred, not printed.
  public var inferred: [String] = []

  public init(text: SourceText, source: NoticeSource = NoticeSource()) {
    self.text = text
    self.source = source
  }

  /// The source text of `span`, unrepaired.
  public func raw(_ span: SourceRange) -> String { text.raw(span) }
}

/// Where a notice came from.
public struct NoticeSource: Hashable, Sendable {
  /// As the user gave it.
  public var path: String?
  public var mediaType: String?
  /// Size of the file.
  public var bytes: Int?
  /// Of the file, lower-case hexadecimal.
  public var sha256: String?
  public var pages: Int?
  /// What read it: `text`, `markdown`, `pdf-text`, `ocr`, …
  public var reader: String?
  /// The encoding of a text that is not UTF-8: `tcvn3`, `utf-16le`, …, `TextEncoding` has all.
  public var encoding: String?
  /// 0…1: how sure the encoding is.
  public var encodingConfidence: Double?

  public init() {}
}

/// A plain string's place: the property's name and its span.
public struct NamedSpan: Hashable, Sendable {
  public var name: String
  public var span: SourceRange

  public init(_ name: String, _ span: SourceRange) {
    self.name = name
    self.span = span
  }
}

/// tên loại: what kind of document it is.
public struct Kind: Hashable, Sendable {
  /// `TB`, `NĐ`, …; empty for kinds without a code (Luật).
  public var code: String
  /// `Thông báo`.
  public var name: String

  public init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}

/// độ mật, độ khẩn and the other marks of the head.
public struct Marks: Hashable, Sendable {
  public var secrecy: String?
  public var urgency: String?
  public var circulation: String?
  public var draft: String?
  public var copy: String?

  public init() {}
  public var isEmpty: Bool { self == Marks() }
}

/// One who gets the document: an item of nơi nhận, or of kính gửi.
public struct Recipient: Hashable, Sendable {
  public var name: String
  /// `để báo cáo`; none in kính gửi.
  public var purpose: String?
  public var span: SourceRange

  public init(name: String, purpose: String? = nil, span: SourceRange) {
    self.name = name
    self.purpose = purpose
    self.span = span
  }
}

/// Who signed, for whom.
public struct Signature: Hashable, Sendable {
  /// As printed: `T/L`, `TM.`, `KT.`.
  public var capacity: String?
  public var onBehalfOf: String?
  public var position: String?
  public var name: String?
  public var spans: [NamedSpan] = []

  public init() {}
}

/// Every date or period of the text, those of deadlines and references included.
public struct DateMention: Hashable, Sendable {
  /// EDTF: `2021-10-18`, `2021-10`, `2021-36` (fourth quarter), `2021/2025`.
  public var value: String
  public var span: SourceRange
  /// `["value"]` if the text leaves the year out.
  public var inferred: [String]

  public init(value: String, span: SourceRange, inferred: [String] = []) {
    self.value = value
    self.span = span
    self.inferred = inferred
  }
}
