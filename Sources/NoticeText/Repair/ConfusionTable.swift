/// What OCR makes of letters: how unlikely each misreading is, in natural logarithms (a cost, above 0).
///
/// `confusions.tsv`: the letters as they were, the letters as they were read, the cost. An empty first cell is a
/// letter out of nothing, an empty second one a letter lost. Tones stand on a dotted circle (`◌̉`, nothing for
/// ngang: `◌`), since a tone is misread apart from its letter. One letter for one, several for several.
struct ConfusionTable: Sendable {
  /// What Tesseract was measured to do, and what older recognisers are known for.
  static let standard = ConfusionTable(
    rows: DataTable("confusions.tsv").rows + DataTable("misreadings.tsv").rows)

  /// Letters that stand for several: `read` ↦ `truth`.
  struct Group: Sendable {
    let read: [Glyphs.Code]
    let truth: [Glyphs.Code]
    let cost: Float
  }

  /// Cost of reading `truth` as `read`: `substitution[truth << 7 | read]`.
  private(set) var substitution: [Float]
  /// Cost of losing a letter.
  private(set) var loss: [Float]
  /// Cost of a letter out of nothing.
  private(set) var addition: [Float]
  /// Cost of reading one tone as another: `tone[truth << 3 | read]`.
  private(set) var tone: [Float]
  /// By the first code that was read.
  private(set) var groups: [[Group]]

  /// What a misreading costs that the table does not have.
  static let unseen: Float = 11
  static let unseenTone: Float = 7
  /// What each tone mark above the first costs.
  static let extraTone: Float = 2.5

  init(rows: [[String]]) {
    substitution = [Float](repeating: Self.unseen, count: 128 * 128)
    loss = [Float](repeating: Self.unseen, count: 128)
    addition = [Float](repeating: Self.unseen, count: 128)
    tone = [Float](repeating: Self.unseenTone, count: 64)
    groups = [[Group]](repeating: [], count: 128)
    for code in 0..<128 { substitution[code << 7 | code] = 0 }
    for index in 0..<8 { tone[index << 3 | index] = 0 }
    add(rows)
  }

  /// This table and more rows; of two costs for one misreading the lower one holds.
  func adding(_ rows: [[String]]) -> ConfusionTable {
    var table = self
    table.add(rows)
    return table
  }

  private mutating func add(_ rows: [[String]]) {
    for row in rows where row.count >= 3 {
      guard let cost = Float(row[2]), cost >= 0 else { continue }
      if let truth = Self.tone(row[0]), let read = Self.tone(row[1]) {
        tone[Int(truth) << 3 | Int(read)].lower(to: cost)
        continue
      }
      let (truth, read) = (Glyphs(row[0]).codes, Glyphs(row[1]).codes)
      switch (truth.count, read.count) {
      case (1, 1): substitution[Int(truth[0]) << 7 | Int(read[0])].lower(to: cost)
      case (1, 0): loss[Int(truth[0])].lower(to: cost)
      case (0, 1): addition[Int(read[0])].lower(to: cost)
      case (0, _), (_, 0): continue
      default: groups[Int(read[0])].append(Group(read: read, truth: truth, cost: cost))
      }
    }
  }

  /// The tone of a cell such as `◌̉`.
  private static func tone(_ cell: String) -> UInt8? {
    let scalars = Array(cell.unicodeScalars)
    guard scalars.first?.value == 0x25CC else { return nil }
    guard scalars.count > 1 else { return 0 }
    return toneMarks.firstIndex(of: scalars[1].value).map { UInt8($0) }
  }

  /// The combining marks of ngang (none), huyền, sắc, hỏi, ngã, nặng.
  static let toneMarks: [UInt32] = [0, 0x300, 0x301, 0x309, 0x303, 0x323]
}

extension Float {
  /// Of two costs for one misreading the lower one holds.
  fileprivate mutating func lower(to cost: Float) { self = min(self, cost) }
}
