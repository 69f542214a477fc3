import NoticeGrammar
import NoticeText

/// What the values of a notice are called.
extension Phrase {
  package init(_ role: Assignee.Role) {
    switch role {
    case .lead: self.init("chủ trì", "lead")
    case .coordinate: self.init("phối hợp", "coordinate")
    case .direct: self.init("chỉ đạo", "direct")
    case .assigned: self.init("thực hiện", "assigned")
    }
  }

  package init(_ relation: Deadline.Relation) {
    switch relation {
    case .by: self.init("đến", "by")
    case .before: self.init("trước", "before")
    case .within: self.init("trong", "within")
    case .from: self.init("từ", "from")
    case .during: self.init("trong", "during")
    case .recurring: self.init("định kỳ", "recurring")
    }
  }

  package init(_ role: Reference.Role) {
    switch role {
    case .basis: self.init("căn cứ", "basis")
    case .cites: self.init("viện dẫn", "cites")
    case .implements: self.init("thực hiện", "implements")
    case .amends: self.init("sửa đổi", "amends")
    case .replaces: self.init("thay thế", "replaces")
    case .repeals: self.init("bãi bỏ", "repeals")
    case .amendedBy: self.init("được sửa đổi bởi", "amended by")
    case .replacedBy: self.init("được thay thế bởi", "replaced by")
    case .repealedBy: self.init("bị bãi bỏ bởi", "repealed by")
    }
  }

  package init(_ grade: Reference.Grade) {
    switch grade {
    case .exact: self.init("đúng như in", "as printed")
    case .repaired: self.init("đã sửa lỗi OCR", "repaired")
    case .partial: self.init("thiếu ký hiệu", "no symbol")
    case .titled: self.init("theo tên", "by title")
    case .ambiguous: self.init("không chắc chắn", "ambiguous")
    }
  }

  package init(_ group: Part.Group) {
    switch group {
    case .head: self.init("phần đầu", "head")
    case .directive: self.init("ý kiến chỉ đạo", "directive")
    case .reference: self.init("văn bản viện dẫn", "reference")
    case .date: self.init("ngày tháng", "date")
    case .deadline: self.init("thời hạn", "deadline")
    case .agency: self.init("cơ quan", "agency")
    case .assignee: self.init("cơ quan thực hiện", "assignee")
    case .recipient: self.init("nơi nhận", "recipient")
    case .signature: self.init("người ký", "signature")
    case .repair: self.init("chữ đã sửa", "repair")
    }
  }

  package init(_ severity: Diagnostic.Severity) {
    switch severity {
    case .note: self.init("ghi chú", "note")
    case .warning: self.init("lưu ý", "warning")
    case .error: self.init("lỗi", "error")
    }
  }

  /// A rule of repair; one that is not known stands as it is.
  package init(rule: String) {
    switch rule {
    case "word": self.init("từ", "word")
    case "context": self.init("ngữ cảnh", "context")
    case "split": self.init("tách từ", "split")
    case "join": self.init("ghép từ", "join")
    case "name": self.init("tên trong danh mục", "listed name")
    case "case": self.init("chữ hoa, thường", "case")
    case "mark": self.init("dấu câu", "mark")
    case "bullet": self.init("gạch đầu dòng", "bullet")
    case "label": self.init("số mục", "label")
    case "code": self.init("ký hiệu", "code")
    case "abbreviation": self.init("chữ viết tắt", "abbreviation")
    case "roman": self.init("số La Mã", "Roman numeral")
    case "figure": self.init("chữ số", "figure")
    case "blank": self.init("khoảng trắng", "blank")
    case "dirt": self.init("vết bẩn", "dirt")
    case "noise": self.init("rác OCR", "noise")
    case "lexicon": self.init("từ điển", "lexicon")
    case "symbol": self.init("ký hiệu theo tên loại", "symbol from kind")
    default: self.init(rule)
    }
  }

  /// What was inferred, not printed.
  package static let inferred = Phrase("suy ra", "inferred")
}

extension Deadline {
  /// Whether something must be done by then, not: from then.
  package var isLimit: Bool { relation != .from }

  /// `trước 30/10/2021`, `hằng tháng`.
  package var phrase: Phrase {
    guard let value else { return Phrase.period(period ?? "") }
    let shown = Phrase.date(value)
    // A month is begun or done by, a period is gone through: the word stands before the date in both languages.
    return Phrase(relation) + " " + shown
  }
}

extension Agency {
  /// With what it belongs to, if its own name does not say that.
  package var fullName: String {
    guard let within else { return name }
    let place = within.firstIndex(of: " ").map { String(within[$0...]) } ?? within
    return name.hasSuffix(place) ? name : "\(name), \(within)"
  }
}

extension Pinpoint {
  /// `điểm đ, khoản 2, Điều 3`.
  package var phrase: Phrase {
    var parts: [Phrase] = []
    if let point { parts.append(Phrase("điểm \(point)", "point \(point)")) }
    if let clause { parts.append(Phrase("khoản \(clause)", "clause \(clause)")) }
    if let article { parts.append(Phrase("Điều \(article)", "article \(article)")) }
    guard let first = parts.first else { return Phrase("") }
    return parts.dropFirst().reduce(first) { $0 + ", " + $1 }
  }
}
