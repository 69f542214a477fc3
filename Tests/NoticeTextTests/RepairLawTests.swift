import Foundation
import NoticeText
import TestSupport
import Testing

/// What holds for the repair of any text at all: digits stay, lines stay, once is enough, and spans are true.
@Suite struct RepairLawTests {
  static let repairers = [RepairLevel.off, .safe, .aggressive].map { Repairer(level: $0) }
  static let safe = repairers[1]

  /// What is wrong at any level.
  static func faults(_ bytes: [UInt8]) -> [String] {
    repairers.flatMap { repairer in
      repairer.faults(of: SourceText(bytes: bytes)).map { "\(repairer.level): \($0)" }
    }
  }

  static func faults(_ text: String) -> [String] { faults(Array(text.utf8)) }

  static let scans = ScanSplit.allCases.flatMap { split in
    ScanSeverity.allCases.flatMap { Corpus.scans(split, $0) }
  }

  /// Every seventeenth scan, of all splits and severities; every thirty-fourth where that takes long.
  static let someScans = every(sweepsWhole ? 17 : 34, of: scans)

  private static func every(_ step: Int, of scans: [CorpusScan]) -> [CorpusScan] {
    stride(from: 0, to: scans.count, by: step).map { scans[$0] }
  }

  // MARK: - Corpus

  @Test(arguments: Corpus.notices)
  func noticesAreMendedByTheLaws(_ notice: CorpusNotice) throws {
    let faults = try Self.faults(notice.bytes())
    #expect(faults == [])
  }

  @Test(.enabled(if: !skipsLongTests), arguments: someScans)
  func scansAreMendedByTheLaws(_ scan: CorpusScan) throws {
    let faults = try Self.faults(scan.ocr())
    #expect(faults == [])
  }

  // MARK: - The same text, written differently

  @Test(.enabled(if: !skipsLongTests), arguments: zip(every(31, of: scans), TextVariant.allCases))
  func aVariantIsMendedByTheLaws(_ scan: CorpusScan, _ variant: TextVariant) throws {
    let faults = try Self.faults(variant.applied(to: scan.ocr()))
    #expect(faults == [])
  }

  /// The repairs of `text`, each beside what stood there, whatever the way it is written.
  private static func repairs(_ text: String) -> [String] {
    let source = SourceText(text)
    return safe.repair(source).repairs.map { repair in
      let raw = source.raw(repair.span).precomposedStringWithCanonicalMapping
      return "\(raw.replacing("\r\n", with: "\n")) → \(repair.text), \(repair.rule), \(repair.confidence)"
    }
  }

  @Test(.enabled(if: !skipsLongTests), arguments: someScans)
  func theWayATextIsWrittenChangesNoRepair(_ scan: CorpusScan) throws {
    let text = try scan.ocr().precomposedStringWithCanonicalMapping
    let plain = Self.repairs(text)
    #expect(Self.repairs(text.decomposedStringWithCanonicalMapping) == plain, "decomposed")
    #expect(Self.repairs(text.replacing("\n", with: "\r\n")) == plain, "carriage returns")
    #expect(Self.repairs("\u{FEFF}" + text) == plain, "byte-order mark")
  }

  // MARK: - Damage

  @Test(.enabled(if: !skipsLongTests), arguments: UInt64(0)..<(sweepsWhole ? 80 : 40))
  func damageIsMendedByTheLaws(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes =
      random.oneIn(2)
      ? try Corpus.notices[random.below(Corpus.notices.count)].bytes()
      : Array(try Self.scans[random.below(Self.scans.count)].ocr().utf8)
    // A part of it: a test of a law gains nothing from length.
    let start = random.below(bytes.count)
    bytes = Array(bytes[start..<min(bytes.count, start + 2000)])
    for _ in 0...random.below(4) {
      bytes = Mutation.allCases[random.below(Mutation.allCases.count)].apply(to: bytes, using: &random)
    }
    let faults = Self.faults(bytes)
    #expect(faults == [])
  }

  @Test(arguments: UInt64(0)..<(sweepsWhole ? 120 : 60))
  func anyBytesAreMendedByTheLaws(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let faults = Self.faults(random.bytes(random.below(600)))
    #expect(faults == [])
  }

  /// Damaged words, marks and numbers thrown together: reaches rules that random bytes never do.
  @Test(arguments: UInt64(0)..<(sweepsWhole ? 200 : 100))
  func damagedWordsThrownTogetherAreMendedByTheLaws(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let salad = (0..<random.below(120)).map { _ in Self.words[random.below(Self.words.count)] }.joined()
    let faults = Self.faults(salad)
    #expect(faults == [])
  }

  private static let words = [
    " ", " ", " ", " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "   ", "\u{A0}", ".", ", ", "; ", ":", "-", "/",
    "(", ")",
    "~ ", "¬ ", "~- ", "©) ", "¢) ", "đd) ", "a) ", "b) ", "'", "`", "\\ ", "^", "°", "{", "}", "§", "€", "$",
    "«", "¿", "#", "|", "*",
    "**", "_", "“", "0", "1", "7 ", "5", "11", "2025 ", "1. ", "2, ", "08/1 1/2025", "21/0/1973",
    "1.200,5 ", "878/QĐ-TTE ",
    "30/2020/ND-CP ", "18-CT/TU ", "ƯBND ", "UBND ", "QĐ-TTE ", "quý 1V ", "quý ", "khóa xm ", "thứ 1I ",
    "Chương 1II ", "thứ ",
    "khóa ", "1V ", "xm ", "IIL ", "tỉrửi ", "trường họp ", "điện tò ", "Lưuvăn ", "ph ương ", "ph\nương ",
    "phư(mg ", "Trưó'c ",
    "Chírửi phủ ", "thành phó ", "của ", "cùa ", "cùng cố ", "đề nghị ", "dề nghị ", "tổ chức ", "tồ chức ",
    "thực hiện ",
    "Nơi nhận; ", "như sau; ", "Kính gửi. ", "vệ sinh. tiêu độc ", "ban-hành ", "Thành: ủy ", "tỉnH ",
    "TRựC ", "Nguyễn Văn A ",
    "Kpă Klơng ", "COVID-19 ", "bô-xít ", "l8", "1O", "b1ên ", "o", "l ", "ư ", "a\u{301}", "\u{323}",
    "\u{31B}", "u\u{31B}\u{309}", "\u{FFFD}", "\u{200B}", "日", "я", "😀", "quyết đính ", "nhiệm vụ ",
    "các sờ, ngành ", "rn", "li", "ii",
  ]

  // MARK: - Extremes

  static let units = [
    "a", "ư", "A", "\u{301}", "\u{323}", "a\u{301}\u{323}", "7", "7 ", "1", "l", "~", "~ ", "~ a\n", "©) ",
    "'", "'a ", "\\ ",
    "^ ` ", ". ", ", a", "-", "- ", "/", "/A-", "1/QĐ-", "1/QĐ-TTE ", "ƯBND ", "a) ", "đd) ", "quý 1V ",
    "khóa ", "(", "a(", "a'a",
    "m(m ", "rửi ", "tỉrửi", "xq ", "Xq ", "xqz ph ", "ph ương ", "o ", "Lưuvăn ", "Lưuvăn", "1/1 1/2025 ",
    "Nơi nhận:\n- ",
    "Nơi nhận - a; ", "|", "| x ", "**", "**x", "\n", "\r\n", "\r", "\u{2028}", "\u{FFFD}", "日", "я ",
    "trường họp ", "tỉnH ",
  ]

  /// Much of one thing is mended by the laws, too.
  @Test(.enabled(if: !skipsLongTests), arguments: units)
  func manyOfOneThingAreMendedByTheLaws(_ unit: String) {
    let faults = Self.faults(String(repeating: unit, count: 4_000 / unit.utf8.count))
    #expect(faults == [])
  }

  @Test(arguments: ["", " ", "\n", "a", "ư", "1", "~", "©", "\u{301}", "\u{FEFF}", "\u{0}"])
  func almostNothingIsMendedByTheLaws(_ text: String) {
    let faults = Self.faults(text)
    #expect(faults == [])
  }

  @Test(arguments: UInt8.min...UInt8.max)
  func oneByteIsMendedByTheLaws(_ byte: UInt8) {
    let faults = Self.faults([byte])
    #expect(faults == [])
  }

  /// More than any notice has, in one line.
  @Test(
    .enabled(if: !skipsLongTests),
    arguments: [
      ("letters without a blank", 10_000, 10_000), ("words of one letter", 10_000, 2),
      ("unknown words", 20_000, 5), ("marks", 50_000, 0), ("one line of words", 20_000, 6),
    ])
  func muchOfAKindEnds(_ name: String, _ count: Int, _ length: Int) {
    var random = SeededGenerator(seed: UInt64(count + length))
    let letters = Array("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwzáàảãạ")
    let marks = Array("~'`^\\{}°§.,;:-/()“”!?©¢")
    func word(_ letters: [Character], _ length: Int) -> String {
      String((0..<length).map { _ in letters[random.below(letters.count)] })
    }
    // Of many words not all are new: what new ones cost is bounded by their letters.
    let words = (0..<min(count, 500)).map { _ in word(length > 0 ? letters : marks, max(length, 1)) }
    let text =
      length == count
      ? word(letters, length)
      : (0..<count).map { _ in words[random.below(words.count)] }
        .joined(separator: length > 0 ? " " : "")
    let source = SourceText(text)
    let repaired = Self.safe.repair(source)
    #expect(repaired.repairs.allSatisfy { !$0.span.isEmpty && $0.span.end <= source.bytes.count })
    #expect(!repaired.bytes.isEmpty)
  }

  @Test(.enabled(if: !skipsLongTests))
  func aMegabyteInOneLineEnds() {
    let line = "Giao Sở Y tế chủ trì, phối họp với Sở Tài chính và các đơn vị liên quan kiểm ừa, báo cáo. "
    let count = 1_000_000 / line.utf8.count
    let repaired = Self.safe.repair(SourceText(String(repeating: line, count: count)))
    #expect(repaired.repairs.count == 2 * count)
  }

  // MARK: - Clean text

  /// A repair in a clean text is harm: one in ten thousand words at most.
  @Test func cleanNoticesAreLeftAlone() throws {
    var (words, found) = (0, [String]())
    for notice in Corpus.notices where !notice.isMalformed {
      let source = try notice.source()
      words += String(decoding: source.bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).count
      found += Self.safe.repair(source).repairs.map {
        "\(notice.name): \(source.raw($0.span)) → \($0.text), \($0.rule)"
      }
    }
    #expect(words > 20_000)
    #expect(found.count * 10_000 <= words, "\(found)")
  }

  // MARK: - Levels and threads

  /// What is all but certain is likely, too.
  @Test(arguments: someScans)
  func aggressiveMendsNearlyAllThatSafeDoes(_ scan: CorpusScan) throws {
    let source = SourceText(try scan.ocr())
    let (safe, bold) = (Self.safe.repair(source).repairs, Self.repairers[2].repair(source).repairs)
    let left = safe.filter { repair in !bold.contains { $0.span.overlaps(repair.span) } }
    #expect(bold.count >= safe.count)
    #expect(left.count * 20 <= safe.count, "\(left.map { "\(source.raw($0.span)) → \($0.text)" })")
  }

  @Test func threadsThatShareARepairerMendAlike() async throws {
    let sources = try Corpus.scans(.test, .medium).prefix(8).map { SourceText(try $0.ocr()) }
    // A cache of its own, so that the threads fill it together.
    let shared = Repairer(level: .safe, model: try RepairModel(adding: "word\tthongbao\t1\n"))
    let alone = Repairer(level: .safe, model: try RepairModel(adding: "word\tthongbao\t1\n"))
    let expected = sources.map { alone.repair($0) }
    let found = await withTaskGroup(of: (Int, RepairedText).self) { group in
      for round in 0..<2 {
        for (index, source) in sources.enumerated() {
          group.addTask { (round * sources.count + index, shared.repair(source)) }
        }
      }
      return await group.reduce(into: [Int: RepairedText]()) { $0[$1.0] = $1.1 }
    }
    for round in 0..<2 {
      for (index, text) in expected.enumerated() {
        let other = try #require(found[round * sources.count + index])
        #expect(other.repairs == text.repairs)
        #expect(other.bytes == text.bytes)
      }
    }
  }
}
