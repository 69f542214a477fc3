import Foundation

/// Names of bodies and people as the scorer compares them.
///
/// Case, punctuation, tone placement, parentheses and the usual abbreviations make no difference; nor does
/// the province's name at the end, or which of the gold's `sameAs` names was used.
package struct NameFolding: Sendable {
  private let province: [String]
  private var same: [[String]: [String]] = [:]

  package init(province: String?, sameAs groups: [[String]]) {
    self.province = province.map(Self.words) ?? []
    for group in groups where !group.isEmpty {
      for name in group { same[withoutProvince(Self.words(name))] = withoutProvince(Self.words(group[0])) }
    }
  }

  /// `name` in the form that is compared.
  package func callAsFunction(_ name: String) -> String { folded(Self.words(name)).joined(separator: " ") }

  /// The body that `name` means: a post stands for its body, `Giám đốc Sở Y tế` → `sở y tế`.
  package func agency(_ name: String) -> String {
    folded(Self.withoutPost(folded(Self.words(name)))).joined(separator: " ")
  }

  private func folded(_ words: [String]) -> [String] {
    let name = withoutProvince(words)
    return same[name] ?? name
  }

  private func withoutProvince(_ name: [String]) -> [String] {
    let isTail = !province.isEmpty && name.count > province.count && name.ends(with: province)
    return isTail ? name.dropLast(province.count) : name
  }

  // MARK: - Words

  /// The words of a text: lower case, tones in the traditional place, no punctuation; `5%` is one word.
  package static func plainWords(_ text: String) -> [String] {
    TonePlacement.traditional(text).lowercased()
      .split { !($0.isLetter || $0.isNumber || $0 == "%") }.map(String.init)
  }

  /// The words of a name: no parentheses, abbreviations written out, no `và`.
  package static func words(_ name: String) -> [String] {
    var words: [String] = []
    var rest = plainWords(withoutParentheses(name))[...]
    if let second = rest.dropFirst().first, rest.first == "tt",
      ["bcđ", "ban", "tỉnh", "thành", "hđnd", "hội"].contains(second)
    {
      words += ["thường", "trực"]
      rest = rest.dropFirst()
    }
    while let word = rest.first {
      let pair = Array(rest.prefix(2))
      if let full = abbreviations[pair] {
        words += full
        rest = rest.dropFirst(2)
        continue
      }
      words += abbreviations[[word]] ?? (word == "và" ? [] : [word])
      rest = rest.dropFirst()
    }
    return replaced(words, ["mặt", "trận", "tổ", "quốc", "việt", "nam"], by: ["mặt", "trận", "tổ", "quốc"])
  }

  /// Whether a folded name is a group of bodies, which nobody scores: `các sở ban ngành`.
  package static func isGroup(_ folded: String) -> Bool {
    let words = split(folded)
    guard let first = words.first else { return true }
    let heads = ["các", "mọi", "từng", "toàn", "những", "người"]
    if heads.contains(first) || words.starts(with: ["tất", "cả"]) || words.starts(with: ["nhân", "dân"]) {
      return true
    }
    return groups.contains { group in words.indices.contains { words[$0...].starts(with: group) } }
  }

  private static let groups = [
    "cấp huyện", "cấp xã", "các cấp", "địa phương", "đơn vị", "cơ quan chức năng", "các xã", "các phường",
    "các thị trấn", "các thị xã", "các huyện", "các quận", "các tỉnh", "các thành phố", "các đặc khu",
    "các sở", "các bộ", "xã phường", "huyện thị xã", "huyện thành phố", "tỉnh thành phố",
  ].map(split)

  /// One or two words each.
  private static let abbreviations: [[String]: [String]] = {
    let table: KeyValuePairs = [
      "ubmttqvn": "ủy ban mặt trận tổ quốc", "ubmttq": "ủy ban mặt trận tổ quốc",
      "mttqvn": "mặt trận tổ quốc", "mttq": "mặt trận tổ quốc", "ubnd": "ủy ban nhân dân",
      "hđnd": "hội đồng nhân dân", "ub": "ủy ban", "bcđ": "ban chỉ đạo", "bcsđ": "ban cán sự đảng",
      "bcs": "ban cán sự", "btv": "ban thường vụ", "bch": "ban chấp hành", "tw": "trung ương",
      "vptw": "văn phòng trung ương", "vptu": "văn phòng tỉnh ủy", "vpcp": "văn phòng chính phủ",
      "vp": "văn phòng", "pcd": "phòng chống dịch", "tp": "thành phố", "đbqh": "đại biểu quốc hội",
      "ct xh": "chính trị xã hội", "đ c": "đồng chí", "gdđt": "giáo dục đào tạo",
      "gd đt": "giáo dục đào tạo", "tttt": "thông tin truyền thông", "tt tt": "thông tin truyền thông",
      "lđtb xh": "lao động thương binh xã hội",
    ]
    return Dictionary(uniqueKeysWithValues: table.map { (split($0), split($1)) })
  }()

  // MARK: - Posts

  /// The body behind one who leads it: `bộ trưởng bộ y tế` → `bộ y tế`; `thủ tướng chính phủ` stays.
  private static func withoutPost(_ name: [String]) -> [String] {
    var rest = name[...]
    while let length = posts.first(where: { rest.starts(with: $0) && fits($0, before: rest) })?.count {
      rest = rest.dropFirst(length)
    }
    return Array(rest)
  }

  /// Whether `post` is one here: a body follows, and it is not the state's president or a board's own head.
  private static func fits(_ post: [String], before name: ArraySlice<String>) -> Bool {
    let after = name.dropFirst(post.count)
    guard let next = after.first else { return false }
    switch post.last {
    case "tịch": return next != "nước"
    case "ban": return next == "ban"
    case "các", "chí", "phó": return posts.contains { $0 != post && after.starts(with: $0) }
    default: return true
    }
  }

  private static let posts = [
    "phó thủ tướng thường trực", "phó thủ tướng", "tổng cục trưởng", "chi cục trưởng", "tổng giám đốc",
    "người đứng đầu", "thành viên", "giám đốc", "chủ tịch", "bí thư", "ủy viên", "chủ nhiệm", "thống đốc",
    "trưởng ban", "bộ trưởng", "thứ trưởng", "cục trưởng", "vụ trưởng", "viện trưởng", "hiệu trưởng",
    "thủ trưởng", "đồng chí", "trưởng", "chánh", "lãnh đạo", "phó", "các",
  ].map(split)

  // MARK: - Small tools

  private static func split(_ words: String) -> [String] { words.split(separator: " ").map(String.init) }

  private static func withoutParentheses(_ text: String) -> String {
    var depth = 0
    return String(
      text.filter { letter in
        if letter == "(" { depth += 1 }
        defer { if letter == ")" { depth = max(depth - 1, 0) } }
        return depth == 0
      })
  }

  private static func replaced(_ words: [String], _ old: [String], by new: [String]) -> [String] {
    var result: [String] = [], rest = words[...]
    while let word = rest.first {
      let found = rest.starts(with: old)
      result += found ? new : [word]
      rest = rest.dropFirst(found ? old.count : 1)
    }
    return result
  }
}

extension Array where Element: Equatable {
  fileprivate func ends(with tail: [Element]) -> Bool { suffix(tail.count).elementsEqual(tail) }
}
