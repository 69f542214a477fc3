import NoticeText

extension Reading {
  /// Reads the whole document.
  ///
  ///     notice ← head text directives foot
  mutating func notice(of source: SourceText, diagnostics: [Diagnostic]) -> Notice {
    let head = readHead()
    year = head.date?.first.year
    if let date = head.date?.first, let year, let month = date.month, let day = date.day {
      own = (year, month, day)
    }
    isNormative = head.kind.map { $0.isAct || Self.changingKinds.contains($0.kind.code) } ?? false
    month = head.date?.first.month
    let foot = readFoot(after: head.bodyStart)
    scan(
      0..<count, except: head.symbol?.range ?? head.numberDebris ?? head.symbolOnly?.range,
      silent: head.national + (foot?.signatureLines ?? []))
    if year == nil {
      year =
        dates.lazy.compactMap { $0.first.day == nil ? nil : $0.first.year }.first
        ?? dates.lazy.compactMap(\.first.year).first
    }
    let items = readItems(head.bodyStart..<(foot?.start ?? count))

    var notice = Notice(text: source)
    let province = province(head)
    fill(&notice, head: head, foot: foot, province: province)
    let places = fillReferences(&notice, items, head: head, province: province)
    let deadlineYears = fillDirectives(
      &notice, items, references: places, issuer: head.issuer?.name.string, province: province)
    fillDates(&notice, bareYears: deadlineYears)
    fillAgencies(&notice, head: head, province: province)
    for replacement in replacements {
      repairs.append(
        Repair(
          text: replacement.text, span: span(replacement.index..<replacement.index + 1), confidence: 0.9,
          rule: "lexicon"))
    }
    checkDates()
    notice.repairs = repairs.sorted { $0.span.start < $1.span.start }
    notice.diagnostics = diagnostics + self.diagnostics
    return notice
  }

  /// A place as it is written; a province whose name OCR damaged by its own.
  private func placeName(_ place: Range<Int>, province: Int?) -> String {
    let printed = string(place)
    guard isDamaged else { return printed }
    if let named = self.province(named: place) { return lexicon.provinces[named].name }
    return province.map { lexicon.provinces[$0] }.flatMap {
      isDamaged(place, name: $0.bareWords) ? $0.name : nil
    }
      ?? printed
  }

  /// "Lâm Đẳng", "Ñ Lâm Đồng", "âu Đồng" of an issuer in Lâm Đồng: each word a letter off, debris before them; or the
  /// last word of the name alone, and what is left of the one before it.
  private func isDamaged(_ place: Range<Int>, name: [[UInt8]]) -> Bool {
    func isNear(_ index: Int, _ word: [UInt8]) -> Bool {
      EditRow.distance(token(index).key.bare.codes, word, limit: 1) <= 1
    }
    if name.count <= place.count, place.count <= name.count + 2 {
      let words = place.suffix(name.count)
      if zip(words, name).allSatisfy(isNear) {
        return place.prefix(place.count - name.count).allSatisfy { token($0).key.count <= 2 }
      }
    }
    guard let last = name.last, place.count <= name.count, let end = place.last else { return false }
    return token(end).key.bare.codes == last
      && place.dropLast().allSatisfy {
        !SyllableTable.standard.isSyllable(token($0).key) || !token($0).has(.upper)
      }
  }

  /// The words of a subject; the place and date of the other column, that stand between them, left out.
  private func text(of subject: Range<Int>, without head: Head) -> String {
    guard let place = head.place, let date = head.date?.range, place.lowerBound > subject.lowerBound,
      date.lowerBound >= place.lowerBound, date.upperBound < subject.upperBound
    else { return string(subject) }
    return string(subject.lowerBound..<place.lowerBound) + " " + string(date.upperBound..<subject.upperBound)
  }

  private static let changingKinds: Set<String> = ["QĐ", "NQ", "QC", "QyĐ", "TT", "NĐ"]

  private func fill(_ notice: inout Notice, head: Head, foot: Foot?, province: Int?) {
    notice.kind = head.kind?.kind
    if let range = head.kindRange { notice.spans.append(NamedSpan("kind", span(range))) }
    if let symbol = head.symbol {
      notice.number = symbol.number
      notice.symbol = symbol.symbol
      notice.identifier = symbol.identifier
      let at = span(symbol.range)
      let numberEnd = symbol.range.lowerBound + (symbol.number.utf8.contains(46) ? 3 : 1)
      notice.spans.append(NamedSpan("number", span(symbol.range.lowerBound..<numberEnd)))
      notice.spans.append(NamedSpan("symbol", at))
      notice.spans.append(NamedSpan("identifier", at))
    } else if let only = head.symbolOnly {
      notice.symbol = only.text
      notice.spans.append(NamedSpan("symbol", span(only.range)))
      if let number = head.numberApart {
        notice.number = string(number)
        notice.identifier = string(number) + "/" + only.text
        let whole =
          min(number.lowerBound, only.range.lowerBound)..<max(number.upperBound, only.range.upperBound)
        notice.spans.append(NamedSpan("number", span(number)))
        notice.spans.append(NamedSpan("identifier", span(whole)))
      }
    }
    if let issuer = head.issuer {
      notice.issuer = agency(issuer, province)
    }
    if let place = head.place {
      notice.place = placeName(place, province: province)
      notice.spans.append(NamedSpan("place", span(place)))
    }
    if let date = head.date {
      notice.date = date.first.edtf(defaultYear: nil)
      notice.spans.append(NamedSpan("date", span(date.range)))
    }
    if let subject = head.subject {
      notice.subject = text(of: subject, without: head)
      notice.spans.append(NamedSpan("subject", span(subject)))
    }
    for mark in head.marks {
      switch mark.class {
      case "secrecy": notice.marks.secrecy = mark.mark
      case "urgency": notice.marks.urgency = mark.mark
      case "circulation": notice.marks.circulation = mark.mark
      case "draft": notice.marks.draft = mark.mark
      default: notice.marks.copy = mark.mark
      }
      notice.spans.append(NamedSpan(mark.class, span(mark.range)))
    }
    notice.addressees = head.addressees.map { Recipient(name: string($0), span: span($0)) }
    if let kind = notice.kind, let identifier = notice.identifier,
      let date = notice.date ?? head.symbol?.year.map(String.init)
    {
      let issuer =
        head.symbol.flatMap { issuerName(of: $0, named: head.issuer, province: province) }
        ?? notice.issuer?.name
      if let issuer {
        notice.uri = WorkURI.make(
          kind: kind, isAct: head.symbol?.year != nil || head.kind?.isAct == true, issuer: issuer,
          year: Substring(date.utf8.prefix(4)), name: identifier)
      }
    }
    guard let foot else { return }
    notice.recipients = foot.recipients.map {
      Recipient(name: $0.name, purpose: $0.purpose, span: span($0.range))
    }
    guard let found = foot.signature else { return }
    var signature = Signature()
    func put(_ value: (text: String, range: Range<Int>)?, _ name: String) -> String? {
      guard let value else { return nil }
      signature.spans.append(NamedSpan(name, span(value.range)))
      return value.text
    }
    signature.capacity = put(found.capacity, "capacity")
    signature.onBehalfOf = put(found.onBehalfOf, "onBehalfOf")
    signature.position = put(found.position, "position")
    signature.name = put(found.name, "name")
    notice.signature = signature
  }
}
