import NoticeArchive
import NoticeGrammar

/// What is said of references.
extension Messages {
  /// căn cứ, thực hiện, …: what the one who refers does with the other.
  func role(_ role: Reference.Role) -> String {
    switch role {
    case .basis: say(vi: "căn cứ", en: "basis")
    case .cites: say(vi: "viện dẫn", en: "cites")
    case .implements: say(vi: "thực hiện", en: "implements")
    case .amends: say(vi: "sửa đổi", en: "amends")
    case .replaces: say(vi: "thay thế", en: "replaces")
    case .repeals: say(vi: "bãi bỏ", en: "repeals")
    case .amendedBy: say(vi: "được sửa đổi bởi", en: "amended by")
    case .replacedBy: say(vi: "được thay thế bởi", en: "replaced by")
    case .repealedBy: say(vi: "bị bãi bỏ bởi", en: "repealed by")
    }
  }

  /// Of one that refers.
  func certainty(_ certainty: LinkCertainty) -> String {
    switch certainty {
    case .certain: say(vi: "chắc chắn", en: "certain")
    case .likely: say(vi: "có lẽ", en: "likely")
    case .doubtful: say(vi: "chưa rõ", en: "doubtful")
    }
  }

  func citedBy(_ list: CitationList) -> String {
    list.count == 0
      ? say(vi: "Chưa thấy văn bản nào viện dẫn", en: "Nothing found that refers to it")
      : say(
        vi: "\(number(list.count)) văn bản viện dẫn",
        en: "\(number(list.count)) document\(list.count == 1 ? " refers" : "s refer") to it") + roles(list)
  }

  func cites(_ list: CitationList) -> String {
    list.count == 0
      ? say(vi: "Không viện dẫn văn bản nào", en: "Refers to nothing")
      : say(vi: "Viện dẫn \(number(list.count)) văn bản", en: "Refers to \(number(list.count))") + roles(list)
  }

  /// `: thực hiện 3, căn cứ 1 (1 chưa rõ)`
  private func roles(_ list: CitationList) -> String {
    let roles = Reference.Role.allCases.compactMap { role in
      list.roles[role].map { "\(self.role(role)) \(number($0))" }
    }
    let doubtful =
      list.doubtful == 0 ? "" : " (" + number(list.doubtful) + " " + certainty(.doubtful) + ")"
    return (roles.isEmpty ? "" : ": " + roles.joined(separator: ", ")) + doubtful
  }

  func more(_ count: Int) -> String {
    say(
      vi: "… còn \(number(count)) (--limit 0 cho tất cả)", en: "… \(number(count)) more (--limit 0 for all)")
  }

  var isLacking: String { say(vi: "kho không có", en: "not in the archive") }
  var shownAbove: String { say(vi: "đã nêu", en: "shown before") }

  /// Of a name that fits several works.
  func severalWorks(_ count: Int) -> String {
    say(
      vi: "\(number(count)) văn bản cùng số; thêm cơ quan ban hành hoặc ngày để chọn một",
      en: "\(number(count)) documents have this number; add the issuer or the date to choose one")
  }

  /// A document that nothing mentions, and names like it.
  func noWork(_ name: String, _ similar: [(name: String, documents: Int)]) -> String {
    var out =
      say(
        vi: "không thấy “\(harmless(name))” trong kho, cũng không văn bản nào viện dẫn",
        en: "“\(harmless(name))” is neither in the archive nor mentioned in it") + "\n"
    if !similar.isEmpty {
      out += say(vi: "có thể là:", en: "perhaps:") + "\n"
      for (name, count) in similar.prefix(8) { out += "  \(harmless(name)) (\(number(count)))\n" }
    }
    return out
  }

  var nothingIsMissing: String {
    say(
      vi: "mọi văn bản được viện dẫn đều có trong kho",
      en: "every document that is referred to is in the archive")
  }

  /// The head of the list of what an archive lacks.
  var missingHead: String {
    say(
      vi: "số văn bản viện dẫn · văn bản kho không có",
      en: "documents that refer to it · document not in the archive")
  }

  var noDuplicates: String { say(vi: "không có bản trùng", en: "there are no duplicates") }

  /// What a group of near-duplicates is.
  func duplicates(_ group: NearDuplicates) -> String {
    let percent = number(Int((group.resemblance * 100).rounded()))
    return group.isSameWork
      ? say(vi: "cùng một văn bản, giống nhau \(percent) %", en: "the same document, \(percent) % alike")
      : say(vi: "khác số, giống nhau \(percent) %", en: "other numbers, \(percent) % alike")
  }

  /// The first groups of near-duplicates that were taken in, a line each, and how many more there are.
  func duplicatesTaken(_ groups: [NearDuplicates]) -> String {
    let most = 5
    var lines = groups.prefix(most).map { group in
      let others = group.documents.dropFirst().prefix(most).map(harmless).joined(separator: ", ")
      let more = group.documents.count - 1 - most
      return
        "\(harmless(group.documents.first ?? "")) ≈ \(others)\(more > 0 ? ", …" : ""): \(duplicates(group))"
    }
    let more = groups.count - most
    lines.append(
      more > 0
        ? say(
          vi: "và \(number(more)) nhóm trùng nữa; xem “thongbao index duplicates”, không có gì bị xóa",
          en:
            "and \(count(more, "more group")) of near-duplicates; see 'thongbao index duplicates'; nothing is deleted"
        )
        : say(
          vi: "văn bản trùng: tất cả đều được giữ lại; “thongbao index delete” bỏ bản không cần",
          en: "near-duplicates: all are kept; 'thongbao index delete' takes out what is not needed"))
    return lines.joined(separator: "\n")
  }

  // MARK: Pictures

  var noGraphviz: String {
    say(
      vi: "cần chương trình dot của Graphviz: sudo apt install graphviz (hoặc dùng --format dot)",
      en: "the program dot of Graphviz is needed: sudo apt install graphviz (or use --format dot)")
  }

  func graphvizFailed(_ code: Int32) -> String {
    say(vi: "dot của Graphviz báo lỗi \(code)", en: "dot of Graphviz failed with \(code)")
  }
}
