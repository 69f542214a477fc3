import NoticeGrammar
import NoticeText

/// The text as it was read beside the mended one, and what was changed.
extension NoticePage {
  package var sideBySide: HTML {
    let title = Phrase("Nguyên văn", "Text")
    guard !text.isEmpty else {
      let why = Phrase(
        "Kho này không giữ nguyên văn (add --no-text), nên ở đây chỉ có những gì đã đọc ra được.",
        "This archive keeps no texts (add --no-text): here is what was read out of them.")
      return "<section id=\"text\"><h2>\(title)</h2><p class=\"none\">\(why)</p></section>"
    }
    let repairs = shownRepairs
    let marks = self.marks
    return """
      <section id="text" class="wide-text\(repairs.isEmpty ? " same" : "")"><h2>\(title)</h2>
      \(legend(hasRepairs: !repairs.isEmpty))
      \(table(marks, repairs))
      </section>
      """
  }

  private func table(_ marks: [TextColumn.Mark], _ repairs: [Repair]) -> HTML {
    // Where nothing was repaired, there is one column, and it says all.
    var left = TextColumn(text, repairs.isEmpty ? .mended : .asRead, marks: marks, repairs: repairs)
    var right = TextColumn(text, .mended, marks: marks, repairs: repairs)
    let asRead = Phrase("Như đã quét", "As scanned")
    let mended = Phrase("Đã sửa lỗi OCR", "Repaired")
    var html: HTML = """
      <table class="text">
      <thead><tr><th scope="col"><span class="unseen">\(Phrase("Dòng", "Line"))</span></th>
      """
    html +=
      repairs.isEmpty
      ? "<th scope=\"col\">\(Phrase("Nguyên văn, không có chữ nào phải sửa", "The text; nothing had to be repaired"))</th></tr></thead>\n<tbody>\n"
      : "<th scope=\"col\" class=\"asread\">\(asRead)</th><th scope=\"col\" class=\"mended\">\(mended)</th></tr></thead>\n<tbody>\n"
    var repair = 0
    for number in 0..<lines.count - 1 {
      let range = lineContent(number)
      let end = lines[number + 1]
      while repair < repairs.count, repairs[repair].span.end < range.lowerBound { repair += 1 }
      let isChanged = repair < repairs.count && repairs[repair].span.start < end
      html += "<tr id=\"L\(number + 1)\"\(isChanged ? " class=\"changed\"" as HTML : "")>"
      html += "<th scope=\"row\"><a href=\"#L\(number + 1)\">\(number + 1)</a></th>"
      if repairs.isEmpty {
        html += "<td>\(left.line(range))</td></tr>\n"
      } else {
        html +=
          "<td class=\"asread\">\(left.line(range))</td><td class=\"mended\">\(right.line(range))</td></tr>\n"
      }
    }
    html += "</tbody></table>"
    return html
  }

  /// A line without what ends it.
  private func lineContent(_ number: Int) -> Range<Int> {
    let start = lines[number]
    var end = lines[number + 1]
    while end > start, text[end - 1] == 0x0A || text[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// Boxes that show and hide each kind of mark; they need no script.
  private func legend(hasRepairs: Bool) -> HTML {
    let boxes = Self.shownGroups.map { group -> HTML in
      """
      <label class="key \(group.rawValue)"><input type="checkbox" id="show-\(group.rawValue)" checked><span>\(Phrase(group))</span></label>

      """
    }
    let columns: HTML =
      !hasRepairs
      ? ""
      : """
      <fieldset class="choice columns-choice"><legend class="unseen">\(Phrase("Cột", "Columns"))</legend>
      <label><input type="radio" name="columns" id="columns-both" checked><span>\(Phrase("Hai cột", "Side by side"))</span></label>
      <label><input type="radio" name="columns" id="columns-asread"><span>\(Phrase("Như đã quét", "As scanned"))</span></label>
      <label><input type="radio" name="columns" id="columns-mended"><span>\(Phrase("Đã sửa", "Repaired"))</span></label>
      </fieldset>
      """
    return """
      <div class="legend">
      <fieldset class="keys"><legend>\(Phrase("Đánh dấu", "Marks"))</legend>
      \(boxes)\(hasRepairs ? "<span class=\"key repair\"><del>\(Phrase("trước", "before"))</del> <ins>\(Phrase("sau", "after"))</ins> \(Phrase(Part.Group.repair))</span>" as HTML : "")</fieldset>
      \(columns)
      </div>
      """
  }

  static let shownGroups: [Part.Group] = [
    .head, .directive, .assignee, .deadline, .reference, .agency, .date, .recipient, .signature,
  ]

  /// What was recognised, outer ones before inner ones; of two with one span that which says more.
  private var marks: [TextColumn.Mark] {
    guard let notice else { return [] }
    var references: [SourceRange: Int] = [:]
    for (index, reference) in notice.references.enumerated() where references[reference.span] == nil {
      references[reference.span] = index
    }
    var marks: [TextColumn.Mark] = []
    for part in notice.parts where part.group != .repair {
      if marks.last?.span == part.span { marks.removeLast() }
      var mark = TextColumn.Mark(span: part.span, classes: "m \(part.group.rawValue)", title: part.value)
      if part.group == .reference, let reference = references[part.span] {
        switch surroundings.target(of: reference) {
        case .page(let page): mark.link = page
        case .absent(let page):
          mark.link = page
          mark.classes += " missing"
        case .itself: break
        }
      }
      marks.append(mark)
    }
    guard !surroundings.found.isEmpty else { return marks }
    for span in surroundings.found {
      marks.append(TextColumn.Mark(span: span, classes: "m found", title: ""))
    }
    // Words that were found stand inside of what was recognised; sorting keeps the order of equals.
    return marks.sorted { ($0.span.start, -$0.span.end) < ($1.span.start, -$1.span.end) }
  }

  /// Those that can be shown: inside of the text, ascending, none over another.
  private var shownRepairs: [Repair] {
    var shown: [Repair] = []
    var end = 0
    for repair in (notice?.repairs ?? []).sorted(by: { $0.span.start < $1.span.start })
    where repair.span.start >= end && repair.span.end >= repair.span.start && repair.span.end <= text.count {
      shown.append(repair)
      end = repair.span.end
    }
    return shown
  }

  /// Every repair with its rule, for those who cannot hover.
  package var repairs: HTML {
    guard let notice, !notice.repairs.isEmpty else { return "" }
    let rows = notice.repairs.map { repair -> HTML in
      """
      <tr><td>\(lineLink(repair.span))</td><td><del>\(notice.raw(repair.span))</del></td><td><ins>\(repair.text)</ins></td><td>\(Phrase(rule: repair.rule))</td><td class="number">\(repair.percent) %</td></tr>

      """
    }
    let columns = [
      Phrase("Dòng", "Line"), Phrase("Như đã quét", "As scanned"), Phrase("Đã sửa", "Repaired"),
      Phrase("Quy tắc", "Rule"), Phrase("Độ tin cậy", "Confidence"),
    ].map { "<th scope=\"col\">\($0)</th>" as HTML }
    return """
      <section id="repairs"><h2>\(Phrase("Chữ đã sửa", "Repairs"))</h2>
      <details><summary>\(Phrase.count(notice.repairs.count, "chỗ đã sửa", "repair"))</summary>
      <div class="scroll"><table class="plain-table">
      <thead><tr>\(columns)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div></details></section>
      """
  }
}
