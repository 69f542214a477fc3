import NoticeGrammar

/// What a mention says of which document it means, or a document of which it is.
///
///     Chỉ thị số 18-CT/TU ngày 18/10/2021 của Tỉnh ủy Quảng Ninh → 18-ct-tu · tinh-uy-quang-ninh · 2021-10-18
///     Nghị quyết 128 của Chính phủ                               → 128-nq · chinh-phu
///     Luật Đất đai năm 2013                                      → luat-dat-dai · quoc-hoi · 2013
///
/// A number alone is no identity: `18-CT/TU` exists in every province and every term.
package struct WorkKey: Hashable, Sendable {
  /// The number and symbol, or the title, as a URI names them; zeros in front do not count. Not empty.
  package var name: String
  /// Who gave out the number, as a URI names them; empty if that is not known.
  package var author = ""
  /// Where the author is not known, the province of who mentions it: `quang-ninh`; empty for central bodies.
  package var home = ""
  /// EDTF: the day or the year, empty if it is not known.
  package var date = ""

  package var year: Substring { date.prefix(4) }
  /// Empty if only the year is known.
  package var day: String { date.utf8.count == 10 ? date : "" }

  /// Longer names are cut, so that a key of the index has room for the rest.
  private static let longestName = 110
  private static let longestAuthor = 50

  package init(name: String, author: String = "", home: String = "", date: String = "") {
    self.name = String(name.prefix(Self.longestName))
    self.author = String(author.prefix(Self.longestAuthor))
    self.home = author.isEmpty ? String(home.prefix(Self.longestAuthor)) : ""
    self.date = date
  }

  /// - Parameter uri: `/akn/vn/doc/chi-thi/tinh-uy-quang-ninh/2021/18-ct-tu`
  package init?(uri: some StringProtocol) {
    let parts = uri.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 8, parts[1] == "akn", parts.allSatisfy({ $0 == parts[0] || !$0.isEmpty }) else {
      return nil
    }
    self.init(name: Self.withoutZeros(parts[7]), author: String(parts[5]), date: String(parts[6]))
  }

  /// What a notice itself is; `nil` if it has no number.
  package init?(_ notice: Notice) {
    if let uri = notice.uri, var key = WorkKey(uri: uri) {
      if let date = notice.date { key.date = date }
      self = key
    } else {
      guard let name = notice.identifier.flatMap(Self.name) else { return nil }
      self.init(
        name: name, author: notice.issuer.flatMap(Self.author) ?? "",
        date: notice.date.map(Self.dayOrYear) ?? "")
    }
  }

  /// The number and symbol of a document, as the name of a key.
  package static func name(_ identifier: String) -> String? {
    WorkURI.slug(identifier).map { withoutZeros($0[...]) }
  }

  /// A day stays, of anything else the year.
  static func dayOrYear(_ date: String) -> String {
    date.utf8.count == 10 && !date.contains("/") ? date : String(date.prefix(4))
  }

  private static func withoutZeros(_ name: some StringProtocol) -> String {
    let rest = name.drop { $0 == "0" }
    return rest.first?.isNumber == true ? String(rest) : String(name)
  }

  /// A body as a URI names it.
  ///
  /// The bodies of the Central Committee number their documents together.
  ///
  /// - Source: Hướng dẫn 36-HD/VPTW (2018), Appendix 2: symbols of documents of the Party.
  static func author(_ agency: Agency) -> String? {
    var name = agency.name
    if let within = agency.within, !name.hasSuffix(within) {
      let place = within.split(separator: " ", maxSplits: 1).last.map(String.init) ?? within
      if name.hasSuffix(place) {
      } else if let level = within.split(separator: " ").first, name.hasSuffix(level.lowercased()) {
        name += within.dropFirst(level.count)
      } else {
        name += " " + within
      }
    }
    guard let slug = WorkURI.slug(name) else { return nil }
    if ofCentralCommittee.contains(slug) { return "trung-uong" }
    return isVague(slug) ? nil : slug
  }

  /// "Tỉnh ủy", "Ủy ban nhân dân huyện": of which province or district is not said; "Tỉnh ủy Hà Tĩnh" says it.
  private static func isVague(_ author: String) -> Bool {
    guard let last = author.split(separator: "-").last else { return true }
    return levels.contains(last) && Provinces.standard.home(of: author) == nil
  }

  /// Documents that several bodies issued together, in symbols: thông tư liên tịch, nghị quyết liên tịch. Their number
  /// and year are those of all, and which of them comes first in a text is chance.
  private static func isJoint(_ name: String) -> Bool {
    name.split(separator: "-").contains { $0 == "ttlt" || $0 == "nqlt" }
  }

  private static let levels: Set<Substring> = [
    "uy", "tinh", "thanh", "pho", "huyen", "quan", "thi", "xa", "phuong",
  ]

  private static let ofCentralCommittee: Set<String> = [
    "trung-uong", "trung-uong-dang", "ban-chap-hanh-trung-uong", "ban-chap-hanh-trung-uong-dang",
    "bo-chinh-tri",
    "ban-bi-thu", "ban-bi-thu-trung-uong", "ban-bi-thu-trung-uong-dang",
  ]
}

extension WorkKey {
  /// What a mention may mean: one document, or each of several.
  ///
  /// - Parameter notice: Where it stands; its province is that of bodies of no known one.
  static func keys(of reference: Reference, in notice: Notice) -> [WorkKey] {
    let known = reference.uri.flatMap { WorkKey(uri: $0) }
    var author = known?.author ?? reference.author ?? reference.issuer.flatMap(Self.author) ?? ""
    if isVague(author) || reference.identifier.flatMap(name).map(isJoint) ?? false { author = "" }
    let home = author.isEmpty ? Self.home(of: notice) : ""
    var date = reference.date.map(dayOrYear) ?? known?.date ?? ""
    // A day that another mention of the number lent is no second witness for it.
    if reference.inferred.contains("date") { date = String(date.prefix(4)) }
    var names: [String] = []
    if let known {
      names = [known.name]
    } else if let identifier = reference.identifier {
      names = name(identifier).map { [$0] } ?? []
    } else if reference.grade == .ambiguous {
      names = reference.candidates.compactMap(name)
    } else if let title = reference.title {
      names = WorkURI.slug(title).map { [$0] } ?? []
    } else if let number = reference.number, let kind = reference.kind, !kind.code.isEmpty {
      names = name("\(number)-\(kind.code)").map { [$0] } ?? []
    }
    return names.map { name in
      WorkKey(name: name, author: author, home: home, date: date.isEmpty ? yearInside(name) : date)
    }
  }

  /// `30-2020-nd-cp` → 2020
  private static func yearInside(_ name: String) -> String {
    let parts = name.split(separator: "-", maxSplits: 2)
    guard parts.count == 3, parts[0].allSatisfy(\.isNumber), parts[1].count == 4, let year = Int(parts[1]),
      1945...2100 ~= year
    else { return "" }
    return String(parts[1])
  }

  /// The province of who issued a notice.
  private static func home(of notice: Notice) -> String {
    let author = notice.uri.flatMap { WorkKey(uri: $0)?.author } ?? notice.issuer.flatMap(Self.author) ?? ""
    return Provinces.standard.home(of: author) ?? ""
  }
}
