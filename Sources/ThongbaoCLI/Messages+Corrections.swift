import NoticeArchive

/// What is said of corrections.
extension Messages {
  // MARK: Mistakes

  /// Why a file of corrections cannot be used, but for what is wrong at a place in it.
  func reason(_ error: CorrectionsError) -> String {
    switch error {
    case .faults(let faults): faults.map { reason($0.reason) }.joined(separator: "; ")
    case .tooLarge(let limit):
      say(vi: "lớn hơn \(size(limit))", en: "it is larger than \(size(limit))")
    case .unreadable(let error): reason(error)
    }
  }

  /// What is wrong at a place, and what to do.
  func reason(_ reason: CorrectionFault.Reason) -> String {
    switch reason {
    case .syntax(let reason): return say(vi: "không phải TOML", en: "it is no TOML") + " (\(reason))"
    case .unknown(let name, let known):
      return say(vi: "không có mục “\(name)”; chỉ có ", en: "there is no “\(name)”; there are ")
        + known.joined(separator: ", ")
    case .noTables(let name):
      return say(vi: "viết mỗi mục là [[\(name)]]", en: "write each as [[\(name)]]")
    case .missing(let name): return say(vi: "thiếu “\(name)”", en: "“\(name)” is missing")
    case .needsOneOf(let names):
      return say(vi: "cần một trong: ", en: "one of these is needed: ") + names.joined(separator: ", ")
    case .goesWith(let name, let other):
      return say(vi: "“\(name)” chỉ đi với “\(other)”", en: "“\(name)” goes with “\(other)” only")
    case .wrongType(let name, let expected):
      return say(
        vi: "“\(name)” sai kiểu: cần \(expected == "a string" ? "chuỗi" : "chuỗi hay mảng chuỗi")",
        en: "“\(name)” must be \(expected)")
    case .empty(let name): return say(vi: "“\(name)” trống", en: "“\(name)” is empty")
    case .noDate(let text): return self.reason(LineError.Reason.noDate(text))
    case .noChoice(let name, let value, let choices):
      return say(
        vi: "“\(name)” không thể là “\(value)”; chỉ có ", en: "“\(name)” cannot be “\(value)”; there are ")
        + choices.joined(separator: ", ")
    case .contradicts(let value, let line):
      return say(
        vi: "“\(value)” đã được nói khác ở dòng \(number(line))",
        en: "line \(number(line)) says otherwise of “\(value)”")
    case .noWord(let text):
      return say(
        vi: "“\(text)” không phải là từ hay cụm từ ngắn", en: "“\(text)” is no word and no short phrase")
    case .changesAgain(let text):
      return say(vi: "dòng khác lại sửa “\(text)”", en: "another line changes “\(text)” again")
    case .changesNothing: return say(vi: "không đổi gì", en: "it changes nothing")
    }
  }

  // MARK: Lines

  func line(_ correction: Correction) -> String {
    let change = self.change(correction.change)
    if correction.documents.isAll { return change }
    return change + say(vi: " trong ", en: " in ") + correction.documents.description
  }

  private func change(_ change: Correction.Change) -> String {
    switch change {
    case .agency(let variant, let name, _):
      say(vi: "cơ quan “\(variant)” → “\(name)”", en: "agency “\(variant)” → “\(name)”")
    case .addReference(let document):
      say(vi: "thêm viện dẫn \(document.identifier)", en: "reference \(document.identifier) added")
    case .banReference(let identifier):
      say(vi: "bỏ viện dẫn \(identifier)", en: "reference \(identifier) banned")
    case .replaceReference(let identifier, let document):
      say(vi: "viện dẫn", en: "reference") + " \(identifier) → \(document.identifier)"
    case .word(let damaged, let text):
      say(vi: "từ “\(damaged)” → “\(text)”", en: "word “\(damaged)” → “\(text)”")
    case .keep(let word): say(vi: "giữ nguyên từ “\(word)”", en: "word “\(word)” kept")
    case .header(let values): values.map(value).joined(separator: ", ")
    }
  }

  private func value(_ value: Correction.HeaderValue) -> String {
    let name = name(of: value.property)
    if value.value.isEmpty { return say(vi: "bỏ \(name)", en: "no \(name)") }
    return "\(name) “\(value.value)”"
  }

  private func name(of property: Correction.HeaderProperty) -> String {
    switch property {
    case .kind: say(vi: "tên loại", en: "kind")
    case .number: say(vi: "số", en: "number")
    case .symbol: say(vi: "ký hiệu", en: "symbol")
    case .identifier: say(vi: "số và ký hiệu", en: "identifier")
    case .issuer: say(vi: "cơ quan ban hành", en: "issuer")
    case .within: say(vi: "thuộc", en: "within")
    case .date: say(vi: "ngày ban hành", en: "date")
    case .subject: say(vi: "trích yếu", en: "subject")
    case .place: say(vi: "địa danh", en: "place")
    case .signer: say(vi: "người ký", en: "signer")
    }
  }

  /// `37 documents`, behind a line.
  func documents(_ documents: Int) -> String {
    say(vi: "\(number(documents)) văn bản", en: count(documents, "document"))
  }

  var noLongerThere: String { say(vi: "không còn", en: "taken back") }

  var matchesNothing: String { say(vi: "không khớp với văn bản nào", en: "matches no document") }

  /// Why a document could not be corrected.
  func reason(_ reason: CorrectionsReport.Failure.Reason) -> String {
    switch reason {
    case .noText:
      say(
        vi:
          "chưa sửa được: kho không giữ văn bản, còn tệp thì đã mất hoặc đã khác; hãy chạy lại thongbao add",
        en: "not corrected: the archive keeps no texts, and the file is gone or has changed; run thongbao add"
      )
    case .otherReading:
      say(
        vi: "chưa sửa được: mô hình hay bảng từ lúc đọc nó đã mất hoặc đã khác; hãy chạy lại thongbao add",
        en: "not corrected: the model or the tables that it was read with are gone or have changed; "
          + "run thongbao add")
    }
  }

  func corrected(_ report: CorrectionsReport, isCheck: Bool) -> String {
    let (lines, documents) = (report.lines.count, self.documents(report.documents))
    return isCheck
      ? say(
        vi: "\(number(lines)) dòng; sẽ sửa lại \(documents)",
        en: "\(count(lines, "correction")); \(documents) would be indexed anew")
      : say(
        vi: "\(number(lines)) dòng; đã sửa lại \(documents)",
        en: "\(count(lines, "correction")); \(documents) indexed anew")
  }

  var correctionsAreNotApplied: String {
    say(
      vi: "chưa áp dụng thay đổi của tệp này; kết quả theo bản áp dụng lần trước",
      en: "what has changed in it is not applied; this goes by what was applied last")
  }
}
