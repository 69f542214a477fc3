import NoticeIntake
import Glibc
import NoticeArchive

/// Everything that the program says to people, in both languages.
///
/// `--help` is not here: it is English and stands with the commands.
struct Messages: Sendable {
  let language: Language

  /// What JSON and CSV carry, whatever the locale.
  static let english = Messages(.en)

  init(_ language: Language) { self.language = language }

  func say(vi: String, en: String) -> String { language == .vi ? vi : en }

  // MARK: Errors

  var error: String { say(vi: "lỗi", en: "error") }

  private func overLimit(_ limit: InputError.Limit) -> String {
    switch limit {
    case .seconds(let seconds):
      say(
        vi: "đọc lâu hơn \(number(seconds)) giây",
        en: "reading it takes longer than \(number(seconds)) seconds")
    case .memory(let bytes):
      say(vi: "đọc tốn hơn \(size(bytes)) bộ nhớ", en: "reading it takes more than \(size(bytes)) of memory")
    case .output(let bytes):
      say(vi: "nội dung lớn hơn \(size(bytes))", en: "what is in it is larger than \(size(bytes))")
    case .pages(let count):
      say(vi: "có hơn \(number(count)) trang", en: "it has more than \(number(count)) pages")
    case .entries(let count):
      say(vi: "có hơn \(number(count)) tệp", en: "it has more than \(number(count)) files")
    case .nesting(let count):
      say(
        vi: "tệp nén lồng nhau quá \(number(count)) lớp",
        en: "archives stand in each other more than \(number(count)) deep")
    case .pixels(let count):
      say(vi: "ảnh có hơn \(number(count)) điểm ảnh", en: "its image has more than \(number(count)) pixels")
    }
  }

  /// Why an input gave no notice.
  func reason(_ error: InputError) -> String {
    switch error {
    case .noSuchPath:
      say(vi: "không có tệp hay thư mục này", en: "there is no such file or folder")
    case .noPermission:
      say(vi: "không có quyền đọc", en: "no permission to read it")
    case .empty:
      say(vi: "không có nội dung", en: "it is empty")
    case .binary(let offset):
      say(
        vi: "không phải văn bản: có dữ liệu nhị phân tại byte \(number(offset))",
        en: "it is not text: there is binary data at byte \(number(offset))")
    case .invalidUTF16(let offset):
      say(
        vi: "mã UTF-16 bị hỏng tại byte \(number(offset))",
        en: "its UTF-16 is broken at byte \(number(offset))")
    case .unsupported(let format):
      say(
        vi: "đây là tệp \(format), loại không đọc được (đọc được: \(kinds))",
        en: "it is a \(format) file, which is not read (read are \(kinds))")
    case .tooLarge(let limit):
      say(
        vi: "lớn hơn \(size(limit)) (nâng giới hạn bằng --max-size)",
        en: "it is larger than \(size(limit)) (--max-size raises the limit)")
    case .unsafeName:
      say(
        vi: "tên tệp trong tệp nén chỉ ra ngoài tệp nén, nên không đọc",
        en: "its name leads out of the archive, so it is not read")
    case .damaged(let format, let reason):
      say(vi: "tệp \(format) bị hỏng: \(reason)", en: "the \(format) file is damaged: \(reason)")
    case .encrypted(let format):
      say(
        vi: "tệp \(format) có mật khẩu; hãy lưu lại bản không có mật khẩu",
        en: "the \(format) file has a password; save it without one")
    case .missingProgram(let program, let package):
      say(
        vi: "cần chương trình \(program): apt-get install \(package)",
        en: "the program \(program) is needed: apt-get install \(package)")
    case .programFailed(let program, let reason):
      say(vi: "\(program) không đọc được: \(reason)", en: "\(program) cannot read it: \(reason)")
    case .overLimit(let limit): overLimit(limit)
    case .needsOCR(let format):
      say(
        vi: "tệp \(format) chỉ có ảnh, phải đọc bằng OCR (bỏ --ocr never)",
        en: "the \(format) file has only images, which takes OCR (leave out --ocr never)")
    case .cancelled: say(vi: "đã dừng", en: "it was stopped")
    case .needsReading:
      say(
        vi: "thiếu văn bản đã đọc (dùng parse --include-text)",
        en: "the text that was read is missing (parse with --include-text)")
    case .noNotice:
      say(
        vi: "không phải thông báo: không thấy phần đầu, ý kiến chỉ đạo hay văn bản viện dẫn nào",
        en: "it is no notice: it has no head, no directives and no references")
    case .severalNotices(let count):
      say(
        vi: "tệp có \(number(count)) văn bản: hãy dùng --output-dir",
        en: "the file has \(number(count)) notices: use --output-dir")
    case .noNotices:
      say(
        vi: "thư mục không có tệp nào thuộc loại \(kinds)",
        en: "the folder has no file of the kinds \(kinds)")
    case .noMatch:
      say(vi: "không có tệp nào khớp với mẫu này", en: "no file matches this pattern")
    case .unreadable(let errno):
      say(vi: "không đọc được: \(system(errno))", en: "it cannot be read: \(system(errno))")
    case .nameTaken(let other):
      say(
        vi: "kết quả sẽ ghi đè lên kết quả của \(other)", en: "its output would overwrite that of \(other)")
    case .unwritable(let errno):
      say(
        vi: "không ghi được kết quả: \(system(errno))", en: "its output cannot be written: \(system(errno))")
    }
  }

  /// Why output failed; `closed` is not talked about.
  func reason(_ error: OutputError) -> String {
    switch error {
    case .cannotCreate(_, let errno):
      say(vi: "không tạo được: \(system(errno))", en: "cannot create it: \(system(errno))")
    case .cannotWrite(_, let errno):
      say(vi: "không ghi được: \(system(errno))", en: "cannot write it: \(system(errno))")
    case .closed:
      say(vi: "đầu ra đã bị đóng", en: "the output was closed")
    }
  }

  var noModelLine: String {
    say(
      vi: "không phải dòng của mô hình sửa lỗi (misreading, word hay pair)",
      en: "this is no line of a repair model (misreading, word or pair)")
  }

  func pairsMustBeTwo(_ count: Int) -> String {
    say(
      vi: "--pairs cần từng cặp tệp: bản đúng, bản OCR (có \(count) tệp)",
      en: "--pairs takes files two by two: the right text, the OCR text (there are \(count))")
  }

  var outputIsInput: String {
    say(vi: "tệp kết quả trùng với tệp đầu vào", en: "the output is also an input")
  }

  var oneFileOnly: String {
    say(vi: "explain chỉ nhận một tệp, không nhận thư mục", en: "explain takes one file, not a folder")
  }

  func noPart(_ part: Int, of parts: Int) -> String {
    say(
      vi: "tệp có \(number(parts)) văn bản, không có văn bản thứ \(number(part))",
      en: "the file has \(count(parts, "notice")), none of number \(number(part))")
  }

  /// What `explain` says of a file of several notices.
  func firstOf(_ parts: Int, path: String) -> String {
    say(
      vi: "Tệp có \(number(parts)) văn bản; đây là văn bản thứ nhất, thứ hai là \(harmless(path))#2.",
      en: "The file has \(count(parts, "notice")); this is the first, \(harmless(path))#2 is the second.")
  }

  func noTables(_ names: [String]) -> String {
    say(vi: "thư mục không có bảng nào trong số ", en: "the folder has none of the tables ")
      + names.joined(separator: ", ")
  }

  func notFound(_ what: String) -> String {
    say(vi: "không tìm thấy “\(what)” trong văn bản", en: "“\(what)” is not in the text")
  }

  // MARK: Batches

  /// The line at the end of a batch.
  func summary(_ tally: Tally, _ skipped: Skipped) -> String {
    let read = say(
      vi: "Đã đọc \(number(tally.inputs)) tệp (\(size(tally.bytes))): "
        + "\(number(tally.notices)) thông báo, \(number(tally.failed)) lỗi",
      en: "\(count(tally.inputs, "file")) read (\(size(tally.bytes))): "
        + "\(count(tally.notices, "notice")), \(number(tally.failed)) failed")
    return read + leftOut(skipped)
  }

  /// What a walk left out, as the end of a line; empty if that is nothing.
  func leftOut(_ skipped: Skipped) -> String {
    var parts: [String] = []
    if skipped.hidden > 0 {
      parts.append(say(vi: "\(number(skipped.hidden)) ẩn", en: "\(number(skipped.hidden)) hidden"))
    }
    if skipped.links > 0 {
      parts.append(say(vi: "\(number(skipped.links)) liên kết", en: count(skipped.links, "link")))
    }
    if skipped.special > 0 {
      parts.append(say(vi: "\(number(skipped.special)) đặc biệt", en: "\(number(skipped.special)) special"))
    }
    if !skipped.otherKinds.isEmpty {
      let total = number(skipped.otherKinds.values.reduce(0, +))
      parts.append(say(vi: "\(total) loại khác", en: "\(total) of other kinds") + " (\(kinds(skipped)))")
    }
    guard !parts.isEmpty else { return "" }
    return say(vi: "; bỏ qua: ", en: "; left out: ") + parts.joined(separator: ", ")
  }

  /// The commonest extensions first, at most five.
  private func kinds(_ skipped: Skipped) -> String {
    let sorted = skipped.otherKinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var parts = sorted.prefix(5).map { kind, count in
      (kind.isEmpty ? say(vi: "không đuôi", en: "no extension") : ".\(kind)") + " \(number(count))"
    }
    if sorted.count > 5 { parts.append("…") }
    return parts.joined(separator: ", ")
  }

  /// How far a batch is.
  func progress(_ progress: Progress) -> String {
    let rate = number(Int(progress.perSecond.rounded()))
    var parts =
      switch progress.unit {
      case .files:
        [
          say(
            vi: "\(number(progress.done))/\(number(progress.total)) tệp",
            en: "\(number(progress.done))/\(number(progress.total)) files"),
          say(vi: "\(rate) tệp/s", en: "\(rate) files/s"),
        ]
      case .documents:
        [
          say(vi: "\(number(progress.done)) văn bản", en: count(progress.done, "document")),
          say(vi: "\(rate) văn bản/s", en: "\(rate) documents/s"),
        ]
      }
    parts.append("\(size(Int(progress.bytesPerSecond)))/s")
    if let left = progress.secondsLeft {
      parts.append(say(vi: "còn \(duration(left))", en: "\(duration(left)) left"))
    }
    return parts.joined(separator: ", ")
  }

  // MARK: Explanations

  var legend: String { say(vi: "Chú giải", en: "Legend") }
  var noNoticeHere: String { reason(InputError.noNotice) }

  func group(_ group: Part.Group) -> String {
    switch group {
    case .head: say(vi: "phần đầu", en: "head")
    case .directive: say(vi: "ý kiến chỉ đạo", en: "directive")
    case .reference: say(vi: "văn bản viện dẫn", en: "reference")
    case .date: say(vi: "ngày tháng", en: "date")
    case .deadline: say(vi: "thời hạn", en: "deadline")
    case .agency: say(vi: "cơ quan", en: "agency")
    case .assignee: say(vi: "cơ quan thực hiện", en: "assignee")
    case .recipient: say(vi: "nơi nhận", en: "recipient")
    case .signature: say(vi: "người ký", en: "signature")
    case .repair: say(vi: "chữ đã sửa", en: "repair")
    }
  }

  func zone(_ zone: Zone) -> String {
    switch zone {
    case .head: say(vi: "phần đầu", en: "the head")
    case .body: say(vi: "phần nội dung", en: "the body")
    case .directive(let path): say(vi: "ý kiến chỉ đạo \(path)", en: "directive \(path)")
    case .closing: say(vi: "phần cuối", en: "the closing")
    }
  }

  func stands(in zone: Zone) -> String {
    say(vi: "nằm trong \(self.zone(zone))", en: "stands in \(self.zone(zone))")
  }

  /// What a part is called: a mention by its group, a property by its own name.
  func name(of part: Part) -> String {
    switch part.name {
    case "kind": say(vi: "tên loại", en: "kind")
    case "number": say(vi: "số", en: "number")
    case "symbol": say(vi: "ký hiệu", en: "symbol")
    case "identifier": say(vi: "số và ký hiệu", en: "identifier")
    case "issuer": say(vi: "cơ quan ban hành", en: "issuer")
    case "place": say(vi: "địa danh", en: "place")
    case "date": part.group == .head ? say(vi: "ngày ban hành", en: "date of issue") : group(.date)
    case "subject": say(vi: "trích yếu", en: "subject")
    case "secrecy": say(vi: "độ mật", en: "secrecy")
    case "urgency": say(vi: "độ khẩn", en: "urgency")
    case "circulation": say(vi: "phạm vi lưu hành", en: "circulation")
    case "draft": say(vi: "dự thảo", en: "draft")
    case "copy": say(vi: "bản sao", en: "copy")
    case "addressee": say(vi: "kính gửi", en: "addressee")
    case "signature.capacity": say(vi: "thẩm quyền ký", en: "signing capacity")
    case "signature.onBehalfOf": say(vi: "ký thay mặt", en: "signed on behalf of")
    case "signature.position": say(vi: "chức vụ", en: "position")
    case "signature.name": say(vi: "người ký", en: "signer")
    default: group(part.group)
    }
  }

  func becomes(_ part: Part) -> String {
    say(vi: "thành \(name(of: part)): \(part.value)", en: "became \(name(of: part)): \(part.value)")
  }

  func took(_ rule: String, _ raw: String, _ note: String) -> String {
    say(vi: "quy tắc \(rule) nhận “\(raw)”", en: "rule \(rule) took “\(raw)”")
      + (note.isEmpty ? "" : ": \(note)")
  }

  func left(_ rule: String, _ raw: String, _ note: String) -> String {
    say(vi: "quy tắc \(rule) xét “\(raw)” và bỏ", en: "rule \(rule) looked at “\(raw)” and left it")
      + (note.isEmpty ? "" : ": \(note)")
  }

  var noRule: String { say(vi: "không có quy tắc nào bắt đầu ở đây", en: "no rule starts here") }

  func morePlaces(_ more: Int) -> String {
    say(vi: "… và \(number(more)) chỗ khác", en: "… and \(count(more, "more place"))")
  }

  /// What the whole notice holds, in one line.
  func contents(directives: Int, references: Int, dates: Int, agencies: Int, diagnostics: Int) -> String {
    say(
      vi:
        "\(number(directives)) ý kiến chỉ đạo, \(number(references)) văn bản viện dẫn, \(number(dates)) ngày, "
        + "\(number(agencies)) lượt nhắc cơ quan, \(number(diagnostics)) lưu ý",
      en: "\(count(directives, "directive")), \(count(references, "reference")), \(count(dates, "date")), "
        + "\(count(agencies, "mention")) of agencies, \(count(diagnostics, "diagnostic"))")
  }

  // MARK: Words and numbers

  /// `.txt, .text, .md, .markdown`
  private var kinds: String {
    FileReader.all.flatMap(\.extensions).map { ".\($0)" }.joined(separator: ", ")
  }

  func count(_ value: Int, _ noun: String) -> String {
    "\(number(value)) \(noun)\(value == 1 ? "" : "s")"
  }

  /// `12,345`, in Vietnamese `12.345`.
  func number(_ value: Int) -> String {
    let digits = Array(String(value))
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      let left = digits.count - index
      if index > 0, left % 3 == 0, digits[index - 1] != "-" { grouped += say(vi: ".", en: ",") }
      grouped.append(digit)
    }
    return grouped
  }

  /// `999 B`, `1.2 kB`, `35 MB`: 1 kB is 1000 bytes.
  func size(_ bytes: Int) -> String {
    let phrase = Phrase.size(bytes)
    return say(vi: phrase.vi, en: phrase.en)
  }

  /// `0:07`, `12:30`, `1:02:30`.
  func duration(_ seconds: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
  }

  func system(_ errno: Int32) -> String {
    strerror(errno).map { String(cString: $0) } ?? "errno \(errno)"
  }
}
