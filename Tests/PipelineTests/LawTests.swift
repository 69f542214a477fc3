import Foundation
import NoticeGrammar
import NoticeText
import TestSupport
import Testing

/// What holds for any text at all.
@Suite struct LawTests {
  static let parser = NoticeParser()

  static func parse(_ bytes: [UInt8]) -> Notice? {
    (try? TextDecoder.decode(bytes)).map(parser.parse)
  }

  /// What is wrong with the notice of `bytes`, which pass the decoder by: it refuses what is binary.
  static func faults(of bytes: [UInt8]) -> [String] {
    parser.parse(SourceText(bytes: bytes)).faults()
  }

  // MARK: - Spans

  @Test(arguments: Corpus.notices + (Corpus.samples ?? []))
  func spansCutTheSourceAndNest(_ notice: CorpusNotice) throws {
    let parsed = try Self.parser.parse(notice.source())
    let faults = parsed.faults()
    #expect(faults == [])
    let isNotice = !parsed.isEmpty, isTheFile = parsed.text.bytes == (try notice.bytes())
    #expect(isNotice)
    #expect(isTheFile, "spans are bytes of the file itself")
  }

  /// `allSpans` is written by hand; a property that it forgets would never be checked.
  @Test(arguments: Corpus.notices)
  func noSpanIsForgotten(_ notice: CorpusNotice) throws {
    func count(_ value: Any) -> Int {
      if value is SourceRange { return 1 }
      if value is SourceText || value is String { return 0 }
      return Mirror(reflecting: value).children.reduce(0) { $0 + count($1.value) }
    }
    let parsed = try Self.parser.parse(notice.source())
    #expect(count(parsed) == parsed.allSpans.count)
  }

  // MARK: - The same text, written differently

  @Test(arguments: Corpus.notices, TextVariant.allCases)
  func aVariantHasTheSameValues(_ notice: CorpusNotice, _ variant: TextVariant) throws {
    let text = String(decoding: try notice.bytes(), as: UTF8.self)
    let plain = Self.parser.parse(SourceText(text)),
      other = Self.parser.parse(SourceText(variant.applied(to: text)))
    let faults = other.faults()
    #expect(faults == [])
    if plain.values != other.values {
      Issue.record("\(notice.name), \(variant): \(Golden.difference(plain.values, other.values))")
    }
  }

  enum Encoding: String, CaseIterable, Sendable {
    case byteOrderMark, carriageReturns, utf16LittleEndian, utf16BigEndian

    func bytes(of text: String) -> [UInt8] {
      switch self {
      case .byteOrderMark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
      case .carriageReturns: Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8)
      case .utf16LittleEndian: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case .utf16BigEndian: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      }
    }
  }

  @Test(arguments: Corpus.notices, Encoding.allCases)
  func anEncodingHasTheSameValues(_ notice: CorpusNotice, _ encoding: Encoding) throws {
    let text = String(decoding: try notice.bytes(), as: UTF8.self)
    let plain = Self.parser.parse(SourceText(text)),
      other = try #require(Self.parse(encoding.bytes(of: text)))
    let faults = other.faults()
    #expect(faults == [])
    if plain.values != other.values {
      Issue.record("\(notice.name), \(encoding): \(Golden.difference(plain.values, other.values))")
    }
  }

  // MARK: - Normalising

  /// Whether the normal form of `bytes` is a normal form.
  private static func isNormal(_ bytes: [UInt8]) -> Bool {
    let once = NormalizedText(document: SourceText(bytes: bytes)).bytes
    return NormalizedText(document: SourceText(bytes: once)).bytes == once
  }

  @Test(arguments: Corpus.notices, TextVariant.allCases)
  func normalisingTwiceIsNormalisingOnce(_ notice: CorpusNotice, _ variant: TextVariant) throws {
    let isNormal = Self.isNormal(
      Array(variant.applied(to: String(decoding: try notice.bytes(), as: UTF8.self)).utf8))
    #expect(isNormal)
  }

  @Test(.enabled(if: !skipsLongTests), arguments: UInt64(0)..<(sweepsWhole ? 500 : 120))
  func normalisingAnyBytesTwiceIsNormalisingOnce(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let scalars = (0..<random.below(200)).map { _ in
      random.oneIn(3) ? Self.oddScalars[random.below(Self.oddScalars.count)] : UInt32(random.below(0x2100))
    }
    let fault = Self.smallest(scalars.compactMap(Unicode.Scalar.init))
    #expect(fault == nil)
    let isNormal = Self.isNormal(random.bytes(random.below(200)))
    #expect(isNormal)
  }

  /// The fewest of `scalars` whose normal form is none, as numbers; `nil` if there are none.
  private static func smallest(_ scalars: [Unicode.Scalar]) -> String? {
    func isFault(_ scalars: [Unicode.Scalar]) -> Bool {
      !isNormal(Array(String(String.UnicodeScalarView(scalars)).utf8))
    }
    guard isFault(scalars) else { return nil }
    var scalars = scalars
    for at in scalars.indices.reversed() {
      var fewer = scalars
      fewer.remove(at: at)
      if isFault(fewer) { scalars = fewer }
    }
    return scalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
  }

  /// Marks, invisible characters, look-alikes, and what composes in surprising ways.
  private static let oddScalars: [UInt32] = [
    0x300, 0x301, 0x303, 0x309, 0x323, 0x302, 0x306, 0x31B, 0x340, 0x341, 0x343, 0x344, 0x345, 0x327, 0xC2,
    0xEA, 0xD0,
    0xF0, 0x110, 0x111, 0x189, 0x1A0, 0x1B0, 0x1EA4, 0x1EF9, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD,
    0xA0, 0x202F,
    0x2010, 0x2011, 0x2013, 0x2212, 0xFF0D, 0x2044, 0x2215, 0xFF0F, 0xFF21, 0xFF41, 0x410, 0x430, 0x435,
    0x43E, 0x391,
    0x2126, 0x212A, 0x212B, 0xAC00, 0x1100, 0x1161, 0x11A8, 0xFFFD, 0x1D7D8, 0x1F600, 0xE0100, 0x0344, 0x0FB2,
    0x0F71,
  ]

  // MARK: - Damage

  @Test(.enabled(if: !skipsLongTests), arguments: UInt64(0)..<(sweepsWhole ? 500 : 120))
  func damageNeverTraps(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes = try Corpus.notices[random.below(Corpus.notices.count)].bytes()
    var done: [Mutation] = []
    for _ in 0...random.below(4) {
      let mutation = Mutation.allCases[random.below(Mutation.allCases.count)]
      bytes = mutation.apply(to: bytes, using: &random)
      done.append(mutation)
    }
    guard let parsed = Self.parse(bytes) else { return }  // binary, which decoding says
    let faults = parsed.faults()
    #expect(faults == [], "after \(done)")
  }

  /// Past the decoder, which refuses binary: the parser itself takes any bytes.
  @Test(.enabled(if: !skipsLongTests), arguments: UInt64(0)..<(sweepsWhole ? 500 : 120))
  func anyBytesGiveANotice(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let faults = Self.faults(of: random.bytes(random.below(2000)))
    #expect(faults == [])
  }

  /// Words of the grammar itself, thrown together: reaches rules that random bytes never do.
  @Test(.enabled(if: !skipsLongTests), arguments: UInt64(0)..<(sweepsWhole ? 500 : 120))
  func wordSaladGivesANotice(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let salad = (0..<random.below(400)).map { _ in Self.words[random.below(Self.words.count)] }
    let faults = Self.faults(of: Array(salad.joined().utf8))
    #expect(faults == [])
  }

  private static let words = [
    " ", " ", " ", "\n", "\n\n", "   ", "\t", ".", ",", ";", ":", "-", "/", "(", ")", "*", "**", "#", "|",
    "“", "”",
    "số ", "Số: ", "ngày ", "tháng ", "năm ", "quý ", "2021", "18", "05", "1", "31/12/2021", "30/02/2022",
    "26/10",
    "18-CT/TU", "128/NQ-CP", "30/2020/NĐ-CP", "25-KI/TW", "CT-TTg", "NQ", "TB/TU", "99999999999999999999",
    "Chỉ thị ", "Nghị quyết ", "Quyết định ", "QUYẾT ĐỊNH:", "THÔNG BÁO", "Luật Đất đai ", "khóa XIII",
    "Điều 3. ",
    "khoản 2 ", "điểm a ", "Căn cứ ", "Giao ", "chủ trì, ", "phối hợp với ", "yêu cầu ", "kết luận: ",
    "như sau:\n",
    "Ủy ban nhân dân tỉnh ", "UBND ", "Sở Y tế", "Bộ Tài chính", "Tỉnh ủy ", "Chính phủ", "các Sở: ", " và ",
    "trước ", "chậm nhất ", "hằng tháng ", "của ", "về việc ", "1. ", "a) ", "(1) ", "- ", "I. ", "2.4. ",
    "Nơi nhận:", "- Như trên;", "Lưu: VT", "Kính gửi: ", "TM. ", "KT. ", "T/L ", "CHỦ TỊCH", "HỎA TỐC", "MẬT",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "Hà Nội, ", "\u{301}", "\u{200B}", "đ",
    "Đ",
  ]

  // MARK: - Extremes

  /// A unit that is repeated to one megabyte, to an eighth where that takes long; each of them some parser took
  /// quadratic time for.
  static let units = [
    "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính hoàn thành trước ngày 30/11/2021.\n", "(", ")", "[",
    "((()", "“",
    "\"", "7", "7 ", "1.", "1.1", "-", "- ", "- \n", "/", "*", "**", "#", "# ", "|", "| ", "_", "=", "\n",
    "\r",
    "\r\n", " ", "\t", "\u{C}", ".", ". ", ":", ";\n", "\u{301}", "a\u{301}\u{323}", "\u{300}\u{323}",
    "\u{200B}",
    "\u{FEFF}", "\u{AD}", "\u{A0}", "Ð", "ờ", "A", "a ", "số ", "số 1", "số 1/", "Số: ", "ngày ",
    "ngày 1 tháng ",
    "1/1/", "1/1/2021 ", "18-CT/TU", "18-CT/TU, ", "18-CT/", "số 1, 2, ", "128/NQ-CP\n", "CT-", "Chỉ thị ",
    "Nghị quyết số ", "Luật ", "Luật Luật, ", "khoản 1 ", "điểm a khoản 1 Điều 1 ", "Điều 1. ", "Điều 1\n",
    "a) ",
    "a)\n", "(1) ", "I. ", "I.\n", "1. A\n", "- a\n", "Căn cứ ", "Căn cứ\n", "Nơi nhận:\n", "Nơi nhận: ",
    "Kính gửi: ",
    "Sở ", "Sở Y tế, ", "các Sở: ", "Ủy ban nhân dân ", "Ủy ban nhân dân tỉnh ", "Ban Chỉ đạo ", "của ",
    "và ", ", ",
    "giao ", "chủ trì ", "phối hợp ", "trước ", "trước ngày ", "trong tháng ", "hằng ", "THÔNG BÁO\n", "TM. ",
    "XIII ",
    "khóa ", "tỉnh ", "\u{FFFD}", "𝟘", "日",
  ]

  private static let size = sweepsWhole ? 1_000_000 : 125_000

  @Test(.enabled(if: !skipsLongTests), arguments: units)
  func muchOfOneThingEnds(_ unit: String) {
    var bytes = Array(unit.utf8)
    while bytes.count < Self.size { bytes += bytes }
    let faults = Self.faults(of: bytes)
    #expect(faults == [])
  }

  @Test(.enabled(if: !skipsLongTests), arguments: [UInt8(0), 0x80, 0xC3, 0xE1, 0xF4, 0xFF])
  func muchOfOneByteEnds(_ byte: UInt8) {
    let faults = Self.faults(of: Array(repeating: byte, count: Self.size))
    #expect(faults == [])
  }

  @Test(arguments: [[], [0x20], [0x0A], [0xEF, 0xBB, 0xBF], [0xFF], [0xE1, 0xBB]] as [[UInt8]])
  func almostNothingIsNoNotice(_ bytes: [UInt8]) {
    let isEmpty = Self.parser.parse(SourceText(bytes: bytes)).isEmpty, faults = Self.faults(of: bytes)
    #expect(isEmpty)
    #expect(faults == [])
  }
}
