import NoticeIndex
import NoticeText

/// A field as a query names it.
enum QueryField: Hashable, Sendable {
  case text(TextField)
  case keyword(KeywordField)
  case day(DateField)

  /// The names, the first of each field being the one that is printed.
  ///
  /// Case does not matter, and blanks are written as `-` or left out. A Vietnamese name is typed with all of its
  /// marks or with none: `sở` is not `số`.
  private static let names: [(field: QueryField, names: [String])] = [
    (.text(.text), ["text", "nội-dung"]),
    (.text(.subject), ["subject", "trích-yếu"]),
    (.keyword(.id), ["id"]),
    (.keyword(.identifier), ["identifier", "number", "số", "số-hiệu"]),
    (.keyword(.reference), ["ref", "reference", "viện-dẫn"]),
    (.keyword(.kind), ["kind", "loại", "tên-loại"]),
    (.keyword(.issuer), ["issuer", "cơ-quan-ban-hành"]),
    (.keyword(.agency), ["agency", "cơ-quan"]),
    (.keyword(.assignee), ["assignee", "chủ-trì"]),
    (.keyword(.signer), ["signer", "người-ký"]),
    (.keyword(.place), ["place", "nơi", "địa-danh"]),
    (.day(.date), ["date", "ngày", "ngày-ban-hành"]),
    (.day(.deadline), ["due", "deadline", "hạn", "thời-hạn"]),
  ]

  private static let table: [String: QueryField] = {
    var table: [String: QueryField] = [:]
    for (field, names) in names {
      for name in names {
        table[folded(name)] = field
        table[String(folded(name).unicodeScalars.map(bare))] = field
      }
    }
    return table
  }()

  /// The name as it is printed.
  var name: String { Self.names.first { $0.field == self }?.names.first ?? "" }

  /// The field that `name` (NFC) is a name of.
  init?(named name: some StringProtocol) {
    guard name.utf8.count <= 64, let field = Self.table[Self.folded(name)] else { return nil }
    self = field
  }

  /// Small letters, and nothing between the words.
  private static func folded(_ name: some StringProtocol) -> String {
    String(name.lowercased().filter { $0 != "-" && $0 != "_" })
  }

  private static func bare(_ scalar: Unicode.Scalar) -> Character {
    let base = WordLetters.bases[scalar.value]
    return Character(base == 0 ? scalar : Unicode.Scalar(base))
  }

  /// The name that differs from `name` in the fewest letters, marks aside; `nil` if more than two differ, or more
  /// than a third.
  static func nearestName(to name: String) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let letters = folded(name).unicodeScalars.map(bare)
    var nearest: (name: String, distance: Int)?
    for candidate in names.flatMap(\.names) {
      let other = folded(candidate).unicodeScalars.map(bare)
      let distance = edits(letters, other)
      guard distance <= 2, distance * 3 <= max(letters.count, 3), distance < nearest?.distance ?? .max else {
        continue
      }
      nearest = (candidate, distance)
    }
    return nearest?.name
  }

  /// How many letters are inserted, dropped, changed or swapped with their neighbour.
  private static func edits(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}

extension KeywordField {
  /// The field that a query calls so: `kind`, `loại`, `ref`, …
  public init?(named name: some StringProtocol) {
    guard case .keyword(let field) = QueryField(named: name) else { return nil }
    self = field
  }

  /// What a query calls it.
  public var name: String { QueryField.keyword(self).name }
}
