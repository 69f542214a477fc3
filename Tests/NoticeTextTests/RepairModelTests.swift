import Testing

@testable import NoticeText

@Suite struct RepairModelTests {
  private func mended(_ text: String, _ model: RepairModel = .standard) -> String {
    String(decoding: Repairer(model: model).repair(SourceText(text)).bytes, as: UTF8.self)
  }

  // MARK: - Built-in tables

  @Test(arguments: ["confusions.tsv", "misreadings.tsv"])
  func everyRowOfTheTablesIsRead(_ name: String) {
    let rows = DataTable(name).rows
    #expect(!rows.isEmpty)
    for row in rows {
      #expect(row.count == 3, "\(row)")
      #expect(row.count == 3 && (Float(row[2]).map { $0 >= 0 && $0 <= 14 } ?? false), "\(row)")
      guard row.count == 3 else { continue }
      // An unknown mark has the code of every other: it would teach nothing.
      let other = Glyphs("§").codes[0]
      let isTone = row[0].unicodeScalars.first?.value == 0x25CC
      let codes = Glyphs(row[0]).codes + Glyphs(row[1]).codes
      #expect(isTone || !codes.isEmpty && !codes.contains(other), "\(row)")
      #expect(Glyphs(row[0]).codes.count <= 3 && Glyphs(row[1]).codes.count <= 3, "\(row)")
    }
  }

  @Test func aRowOfTheTablesChangesTheChannel() {
    let none = ConfusionTable(rows: [])
    for row in DataTable("confusions.tsv").rows + DataTable("misreadings.tsv").rows {
      let one = ConfusionTable(rows: [row])
      let isLearned =
        one.substitution != none.substitution || one.loss != none.loss || one.addition != none.addition
        || one.tone != none.tone || one.groups.contains { !$0.isEmpty }
      #expect(isLearned || Float(row[2]).map { $0 >= ConfusionTable.unseenTone } ?? false, "\(row)")
    }
  }

  @Test func theLanguageModelIsWhole() {
    let model = LanguageModel.standard
    #expect(model.keys.count > 5_000)
    #expect(model.id(WordKey("nghị")) != model.unknown)
    #expect(model.id(WordKey("tỉrửi")) == model.unknown)
    #expect(model.nameShare.allSatisfy { (0...1).contains($0) })
    #expect(model.capsShare.allSatisfy { (0...1).contains($0) })
    func pair(_ first: String, _ second: String) -> Float {
      model.score(model.id(WordKey(second)), after: model.id(WordKey(first)))
    }
    #expect(pair("nghị", "quyết") > pair("nghị", "quyệt"))
    #expect(pair("trường", "hợp") > pair("trường", "họp"))
  }

  // MARK: - A user's model

  @Test(arguments: [
    ("misreading\tnh\twz\t3.5\nmisreading\ta\n", 2), ("word\tbuôn\n", 1),
    ("# a remark\n\nword\tbuôn\t0\n", 3),
    ("word\tbuôn\t-1", 1), ("word\tbuôn\tmany", 1), ("word\tbuôn\t1\tx", 1), ("pair\ta\tb\n", 1),
    ("pair\ta\tb\t0", 1), ("misreading\ta\tb\t-1", 1), ("misreading\ta\tb\tnan", 1), ("words\tbuôn\t1", 1),
    ("no model at all", 1), ("word\tbuôn\t2\r\nword\tplei\r\n", 2), ("word\ta\t99999999999999999999", 1),
  ])
  func theFirstBadLineIsNamed(_ text: String, _ line: Int) {
    #expect(throws: RepairModelError(line: line)) { try RepairModel(adding: text) }
  }

  @Test(arguments: [
    "", "\n", "# only a remark\n", "word\tbuôn\t2\r\npair\tbuôn\tkroa\t1\r\n", "\u{FEFF}word\tbuôn\t2\n",
    "word\t\t1\n", "word\ta\t\(Int.max)\nword\ta\t\(Int.max)\n", "pair\ta\ta\t\(Int.max)\npair\ta\ta\t1\n",
    "misreading\t\t\t1\n", "misreading\tnghiêng\tx\t1\n", "misreading\t◌̉\t◌\t0\n", "misreading\t◌x\t◌\t0\n",
  ])
  func whatIsNoMistakeIsRead(_ text: String) throws {
    let model = try RepairModel(adding: text)
    #expect(
      mended("Công tác kiểm ừa phải được tiến hành.", model) == "Công tác kiểm tra phải được tiến hành.")
  }

  @Test func aMisreadingOfTheUsersIsRepaired() throws {
    let text = "Sở Tài chíwz chủ trì, phối hợp với các cơ quan liên quan."
    #expect(mended(text) == text)
    let model = try RepairModel(adding: "misreading\tnh\twz\t3\n")
    #expect(mended(text, model) == "Sở Tài chính chủ trì, phối hợp với các cơ quan liên quan.")
  }

  @Test func aWordOfTheUsersIsLeftAlone() throws {
    let text = "Các hộ dân ở khu vực triềm phuơng báo cáo kết quả."
    let plain = mended(text)
    #expect(plain.contains("phương"))
    let model = try RepairModel(adding: "word\tphuơng\t50\npair\ttriềm\tphuơng\t50\nword\ttriềm\t50\n")
    #expect(mended(text, model).contains("triềm phuơng"))
  }

  @Test func linesMayComeInAnyOrder() throws {
    let lines = ["word\tplei\t4", "word\tkroa\t3", "pair\tplei\tkroa\t3", "misreading\tnh\twz\t3"]
    let text = "Dân ở plei kroa phối họp với Sở Tài chíwz."
    let first = mended(text, try RepairModel(adding: lines.joined(separator: "\n")))
    #expect(mended(text, try RepairModel(adding: lines.reversed().joined(separator: "\n"))) == first)
    #expect(first.contains("plei kroa"))
  }
}

@Suite struct RepairTrainerTests {
  private static let clean = """
    Sở Tài chính trình Ủy ban nhân dân tỉnh kế hoạch hành động.
    Đề nghị các đơn vị nhanh chóng hoàn thành, định kỳ báo cáo tình hình.
    Công tác hành chính của ngành được đánh giá là ổn định.
    """
  /// Every nh at the end of a word read as wz.
  private static let read = clean.replacing(/nh\b/, with: "wz")

  private func mended(_ text: String, _ model: String) throws -> String {
    let repairer = Repairer(model: try RepairModel(adding: model))
    return String(decoding: repairer.repair(SourceText(text)).bytes, as: UTF8.self)
  }

  @Test func pairsTeachWhatIsMisread() throws {
    var trainer = RepairTrainer()
    trainer.add(clean: Self.clean, read: Self.read)
    #expect(trainer.words > 30)
    #expect(trainer.misread == Self.read.split(whereSeparator: \.isWhitespace).count { $0.contains("wz") })
    let model = trainer.model()
    #expect(model.split(separator: "\n").contains { $0.hasPrefix("misreading\tnh\twz\t") })
    let text = "Văn phòng Bộ Quốc phòng và Bộ Tài chíwz tham gia ý kiến."
    #expect(try mended(text, "") == text)
    #expect(try mended(text, model) == text.replacing("wz", with: "nh"))
  }

  @Test func textsTeachWordsAndNames() throws {
    var trainer = RepairTrainer()
    for _ in 0..<5 { trainer.add(text: "Đồng chí Phuơng Triềm, bí thư chi bộ plei Kroa. UBND xã báo cáo.") }
    let model = trainer.model()
    let lines = model.split(separator: "\n").map(String.init)
    #expect(lines.contains("word\tphuơng\t5"))
    #expect(lines.contains("pair\tplei\tkroa\t5"))
    #expect(lines.contains("word\tUBND\t5"), "a code keeps its capitals")
    #expect(!lines.contains { $0.hasPrefix("pair\tkroa\t") }, "no pair over the end of a sentence")
    let text = "Các đồng chí phuơng triềm báo cáo kết quả với Sở Tài chírửi, phối họp với các sờ, ban, ngành."
    #expect(try mended(text, "").contains("phương"))
    #expect(try mended(text, model).contains("phuơng triềm"))
  }

  /// A new word is read where it was damaged.
  @Test func aWordThatWasLearnedIsRepairedTo() throws {
    var trainer = RepairTrainer()
    for _ in 0..<20 { trainer.add(text: "Các hộ dân trồng cây thìn buôn ở bản tẩu vình.") }
    let model = trainer.model()
    let text = "Các hộ dân trồng cây thìn buôn ở bản tẩu vìrửi."
    #expect(try mended(text, model) == "Các hộ dân trồng cây thìn buôn ở bản tẩu vình.")
    #expect(try mended(text, "") != mended(text, model))
  }

  @Test func whatStoodOnceIsNotLearned() {
    var trainer = RepairTrainer()
    trainer.add(text: "Một hai ba bốn.")
    #expect(trainer.model() == "# thongbao repair model\n")
  }

  @Test func trainingTwiceGivesTheSameText() {
    func model() -> String {
      var trainer = RepairTrainer()
      trainer.add(clean: Self.clean, read: Self.read)
      for _ in 0..<2 { trainer.add(text: Self.clean + "\nhoà bình, hòa bình, uỷ ban, ủy ban") }
      return trainer.model()
    }
    #expect(model() == model())
    #expect(model().contains("\npair\t"))
  }

  /// Whatever the texts, the model can be read.
  @Test(arguments: [
    ("", ""), ("a", ""), ("", "a"), ("một hai", "ba bốn năm sáu"), ("\u{301}", "\u{323}"), ("日本", "бг"),
    ("ộ ộ ộ", "o o o"), ("nghiêngnghiêng", "x"), ("tab\tbed", "tab\tbad"), ("“trích”", "'trích'"),
    ("#1 #2", "#3"),
  ])
  func everyModelIsReadAgain(_ clean: String, _ read: String) throws {
    var trainer = RepairTrainer()
    for _ in 0..<3 {
      trainer.add(clean: clean, read: read)
      trainer.add(text: clean)
      trainer.add(text: read)
    }
    let model = trainer.model()
    #expect(throws: Never.self) { try RepairModel(adding: model) }
  }
}
