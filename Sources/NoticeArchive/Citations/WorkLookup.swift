import NoticeGrammar
import NoticeIndex
import NoticeText

/// What a person means who names a document.
public struct WorkLookup: Sendable {
  /// The works that it can be: one, or those of all issuers and years that the name leaves open.
  package var works: [Work] = []
  /// Other names that are in the archive or mentioned there and look like this one, and how many documents have each.
  public var similar: [(name: String, documents: Int)] = []

  public var isEmpty: Bool { works.isEmpty }
}

extension CitationGraph {
  /// Finds a document that is named in any way: as it is called in the archive, by its URI, or as a text would mention
  /// it, damaged by OCR or not.
  ///
  ///     notices/tb-400.txt      /akn/vn/doc/chi-thi/tinh-uy-quang-ninh/2021/18-ct-tu
  ///     18-ct/tu                Chỉ thị số 18 - CT/TU ngày 18/10/2021 của Tỉnh ủy Quảng Ninh
  public func lookUp(_ name: String) throws(IndexError) -> WorkLookup {
    if let address = try reader.address(id: name) {
      guard let notice = reader.notice(of: try reader.document(address)),
        let work = try work(of: notice, at: address)
      else {
        return WorkLookup()
      }
      return WorkLookup(works: [work])
    }
    // Most names are a number and a symbol and need no reading, whose tables take longer to load than any answer.
    if let plain = WorkKey(plain: name) {
      let works = try works([(plain, false)])
      if !works.isEmpty { return WorkLookup(works: works) }
    }
    let keys = WorkKey.keys(named: name)
    var lookup = WorkLookup(works: try works(keys))
    if lookup.isEmpty {
      for key in keys { lookup.similar += try similar(to: key.whole.name) }
    }
    return lookup
  }

  /// The works that any of the keys may be, in order.
  private func works(_ keys: [(whole: WorkKey, isPartial: Bool)]) throws(IndexError) -> [Work] {
    var works: [Work] = []
    for key in keys {
      for name in key.isPartial ? try names(withNumberAndKind: key.whole.name) : [key.whole.name] {
        for work in try family(name).clusters.works where key.whole.mayBe(work) && !works.contains(work) {
          works.append(work)
        }
      }
    }
    return works.sorted { ($0.name, $0.author, $0.year) < ($1.name, $1.author, $1.year) }
  }

  /// Names of the same number whose symbol differs in few letters, or of the same symbol whose number does in one digit.
  private func similar(to name: String) throws(IndexError) -> [(name: String, documents: Int)] {
    let number = name.prefix { $0 != "-" }
    var counts: [String: Int] = [:]
    var prefixes = ["\(number)-"]
    for place in number.indices {
      for digit in "0123456789" where digit != number[place] {
        prefixes.append(
          String(number[..<place]) + String(digit) + number[number.index(after: place)...] + "-")
      }
    }
    for (index, prefix) in prefixes.enumerated() {
      for field in [KeywordField.work, .citation] {
        try forEachTerm(field, prefix: prefix) { text, occurrence in
          let other = text.prefix { $0 != "|" }
          let isNear =
            index == 0
            ? EditRow.distance(Array(name.utf8), Array(other.utf8)) <= 2
            : other.dropFirst(prefix.count) == name.dropFirst(number.count + 1)
          if isNear { counts[String(other), default: 0] += occurrence.postings.count }
        }
      }
    }
    return counts.map { (name: $0.key, documents: $0.value) }
      .sorted { ($1.documents, $0.name) < ($0.documents, $1.name) }
  }
}

extension WorkKey {
  /// What a name that a person wrote may mean; partial if it has no symbol.
  fileprivate static func keys(named name: String) -> [(whole: WorkKey, isPartial: Bool)] {
    // As it would stand in a text; people type small letters.
    var partial: [(whole: WorkKey, isPartial: Bool)] = []
    for text in [name, name.uppercased()] {
      let notice = parser.parse(SourceText("Căn cứ \(text);"))
      guard let reference = notice.references.first else { continue }
      let keys = WorkKey.keys(of: reference, in: notice).map {
        (whole: $0, isPartial: reference.grade == .partial)
      }
      if reference.grade != .partial, !keys.isEmpty { return keys }
      if partial.isEmpty { partial = keys }
    }
    // As `ref:` compares it: kinds in words and blanks do not count.
    if !partial.isEmpty { return partial }
    let key = String(decoding: KeywordKey.key(name, .reference), as: UTF8.self)
    return WorkKey.name(key).map { [(WorkKey(name: $0), false)] } ?? []
  }

  /// What is nothing but a URI, or a number with a symbol, as `ref:` compares it: kinds in words and blanks do not count.
  fileprivate init?(plain name: String) {
    if let key = WorkKey(uri: name) {
      self = key
      return
    }
    let key = String(decoding: KeywordKey.key(name, .reference), as: UTF8.self)
    guard key.first?.isNumber == true, key.contains("/"), !key.contains(" "), let name = WorkKey.name(key)
    else {
      return nil
    }
    self.init(name: name)
  }

  /// Without the model of the language, whose loading takes longer than any answer: the lists mend kinds and symbols.
  private static let parser = NoticeParser(repair: .off)

  /// Whether nothing that is known of a work speaks against it.
  fileprivate func mayBe(_ work: Work) -> Bool {
    (author.isEmpty || work.author.isEmpty || author == work.author
      || isAuthorVague && work.author.hasPrefix(author))
      && (year.isEmpty || work.year.isEmpty || year == work.year)
      && (day.isEmpty || work.day.isEmpty || day == work.day)
  }

  /// "của Tỉnh ủy": of which one is not said.
  private var isAuthorVague: Bool { Provinces.standard.home(of: author) == nil }
}
