import Foundation
import TestSupport
import Testing

@testable import NoticeText

/// Bytes from before Unicode: read right, found, and nothing else taken for them.
@Suite struct LegacyEncodingTests {
  @Test(arguments: LegacyEncoding.allCases)
  func losesNoCharacterOfTheCorpus(encoding: LegacyEncoding) throws {
    let encoder = LegacyEncoder(encoding)
    for notice in Corpus.notices {
      let text = encoder.simplified(String(decoding: try notice.bytes(), as: UTF8.self))
      let read = String(decoding: encoding.decode(encoder.encode(text)), as: UTF8.self)
        .precomposedStringWithCanonicalMapping
      if encoding == .tcvn3 {
        // Of capitals with tones only their font knows.
        #expect(read.lowercased() == text.lowercased(), "\(notice)")
      } else {
        #expect(read == text, "\(notice)")
      }
    }
  }

  /// glibc's converters read the bytes the same way, and we theirs.
  @Test(arguments: [
    (LegacyEncoding.viscii, "VISCII"), (.windows1258, "CP1258"), (.tcvn5712, "TCVN5712-1"),
  ])
  func agreesWithIconv(encoding: LegacyEncoding, name: String) throws {
    let encoder = LegacyEncoder(encoding)
    for notice in Corpus.notices {
      let text = encoder.simplified(String(decoding: try notice.bytes(), as: UTF8.self))
      guard let theirs = text.data(toIconv: name) else {
        Issue.record("iconv has no \(name)")
        return
      }
      let read = String(decoding: encoding.decode(theirs), as: UTF8.self)
      #expect(read.precomposedStringWithCanonicalMapping == text, "\(notice)")
    }
  }

  /// Texts of 500 bytes and more, cut from the Corpus between words.
  static func pieces() throws -> [String] {
    var pieces: [String] = []
    for notice in Corpus.notices {
      let text = String(decoding: try notice.bytes(), as: UTF8.self)
      pieces.append(text)
      var piece = ""
      for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        piece += word + " "
        if piece.utf8.count >= 700 {
          pieces.append(piece)
          piece = ""
        }
      }
    }
    return pieces
  }

  @Test(arguments: LegacyEncoding.allCases)
  func isFound(encoding: LegacyEncoding) throws {
    let encoder = LegacyEncoder(encoding)
    var (right, missed, wrong) = (0, 0, 0)
    for piece in try Self.pieces() {
      let text = encoder.simplified(piece)
      let bytes = encoder.encode(text)
      guard bytes.count >= 500, bytes.contains(where: { $0 >= 0x80 }) else { continue }
      let guess = LegacyEncoding.detect(bytes: bytes)
      if let guess, Self.same(guess.encoding.decode(bytes), encoding.decode(bytes)) {
        right += 1
      } else if guess == nil {
        missed += 1
      } else {
        wrong += 1
      }
    }
    let share = Double(right) / Double(right + missed + wrong)
    // TCVN3 is read where the few bytes that tell TCVN 5712-1 from it stand in abbreviations alone.
    let floor = encoding == .tcvn5712 ? 0.99 : 0.995
    #expect(share >= floor, "\(encoding): \(right) right, \(missed) missed, \(wrong) wrong")
  }

  /// Encodings that read the bytes alike are both right.
  private static func same(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    String(decoding: a, as: UTF8.self).precomposedStringWithCanonicalMapping
      == String(decoding: b, as: UTF8.self).precomposedStringWithCanonicalMapping
  }

  /// As text whose bytes were taken for Latin-1, in a file of UTF-8.
  @Test(arguments: [LegacyEncoding.tcvn3, .vni])
  func isFoundInText(encoding: LegacyEncoding) throws {
    let encoder = LegacyEncoder(encoding)
    var (right, wrong) = (0, 0)
    var odd: [String] = []
    for piece in try Self.pieces() {
      let text = encoder.simplified(piece)
      let bytes = encoder.encode(text)
      guard bytes.count >= 500, bytes.contains(where: { $0 >= 0x80 }) else { continue }
      let latin = Array(LegacyEncoder.asLatin(bytes).utf8)
      let source = try TextDecoder.decode(latin)
      if String(decoding: source.bytes, as: UTF8.self).lowercased() == text.lowercased() {
        right += 1
        let expected = encoding == .tcvn3 ? TextEncoding.utf8WithTCVN3 : .utf8WithVNI
        #expect(source.encoding == expected)
        #expect(source.diagnostics.contains { $0.code == "decoded" })
      } else {
        wrong += 1
        let lines = zip(
          String(decoding: source.bytes, as: UTF8.self).components(separatedBy: "\n"),
          text.components(separatedBy: "\n"))
        odd += lines.filter { $0.lowercased() != $1.lowercased() }.map { "\($0) ≠ \($1)" }.prefix(2)
      }
    }
    #expect(odd.count < 2, "\(odd.joined(separator: "\n"))")
    #expect(Double(right) / Double(right + wrong) >= 0.995, "\(encoding): \(right) right, \(wrong) wrong")
  }

  /// Every second paragraph in one encoding, the others in UTF-8.
  @Test(arguments: [LegacyEncoding.tcvn3, .vni], [false, true])
  func readsMixedFiles(encoding: LegacyEncoding, asText: Bool) throws {
    let encoder = LegacyEncoder(encoding)
    var (right, lines) = (0, 0)
    for notice in Corpus.notices where !notice.isMalformed {
      let text = encoder.simplified(String(decoding: try notice.bytes(), as: UTF8.self))
      var bytes: [UInt8] = []
      let expected = text.components(separatedBy: "\n")
      for (index, line) in expected.enumerated() {
        if index > 0 { bytes.append(10) }
        let legacy = encoder.encode(line)
        bytes +=
          index % 8 < 4 ? Array(line.utf8) : asText ? Array(LegacyEncoder.asLatin(legacy).utf8) : legacy
      }
      let source = try TextDecoder.decode(bytes)
      let read = String(decoding: source.bytes, as: UTF8.self).components(separatedBy: "\n")
      guard read.count == expected.count else {
        Issue.record("\(notice): other lines")
        continue
      }
      for (a, b) in zip(read, expected) where b.utf8.contains(where: { $0 >= 0x80 }) {
        lines += 1
        if a.lowercased() == b.lowercased() { right += 1 }
      }
    }
    #expect(Double(right) / Double(lines) > 0.98, "\(right) of \(lines) lines")
  }

  @Test func utf8StaysAsItIs() throws {
    var texts = try Self.pieces()
    texts += Self.otherLanguages
    texts += texts.map(\.decomposedStringWithCanonicalMapping)
    texts.append("© 2024 UBND xã Ðồng Tâm ® § 5, 25 °C, 3 ± 1 µm, 40 m², “à là”, naïve, Öst, señor")
    for text in texts {
      let source = try TextDecoder.decode(Array(text.utf8))
      #expect(source.encoding == .utf8, "\(text.prefix(80))")
      #expect(source.bytes == Array(text.utf8))
    }
  }

  /// Long enough to be found, were they Vietnamese; those with words that are syllables by chance, above all.
  static let otherLanguages = [
    String(
      repeating: "Où sont passés les élèves ? À la fête, là-bas, près de l'été : déjà mûrs, naïfs.\n",
      count: 30),
    String(
      repeating: "Die Öffnung der Tür für schöne Gäste fällt später, müßig, größer und süß.\n", count: 30),
    String(repeating: "Nå må du gå på. Så få må på nå. Då så!\nBåten är där på sjön, Ærø Øst.\n", count: 30),
    String(repeating: "El niño añadió señales según la corazón; ¿dónde está el baño? ¡Allí!\n", count: 30),
    String(repeating: "Não há razão, são ações; à mãe, pão. Ó céu! É você? Só lá.\n", count: 30),
    String(repeating: "各位代表,请注意。会议决定如下:ø ñ ö 第一条\n", count: 30),
    String(
      repeating: "Plain English text with naïve coöperation, façade, ® and © marks, ñandú.\n", count: 30),
    String(repeating: "Það er ekki rétt, þú átt að vera góð við öll börn, ísland ég á þær.\n", count: 30),
  ]

  /// The same languages in Latin-1: not Vietnamese, so they stay what they were, bytes that are no UTF-8.
  @Test func otherLanguagesInLatin1AreNoVietnamese() throws {
    for text in Self.otherLanguages where text.unicodeScalars.allSatisfy({ $0.value < 0x100 }) {
      let source = try TextDecoder.decode(text.unicodeScalars.map { UInt8($0.value) })
      #expect(source.encoding == .utf8, "\(text.prefix(80))")
    }
  }

  @Test(arguments: UInt64(0)..<300)
  func randomBytesAreNoVietnamese(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Without the control bytes that make a file binary.
    let bytes = random.bytes(2000).map { $0 < 0x20 ? 0x20 : $0 }
    #expect(LegacyEncoding.detect(bytes: bytes) == nil)
    let latin = Array(LegacyEncoder.asLatin(bytes.map { $0 < 0x80 || $0 >= 0xA0 ? $0 : 0x20 }).utf8)
    #expect(MixedText(latin) == nil)
  }

  @Test func capitalsComeFromTheirNeighbours() {
    let cases: [(String, String)] = [
      ("TH¤NG B¸O", "THÔNG BÁO"), ("Sè 12/TB-UBND ngµy", "Số 12/TB-UBND ngày"),
      ("Uû BAN NH¢N D¢N TØNH", "UỶ BAN NHÂN DÂN TỈNH"),
      ("Uû ban nh©n d©n tØnh", "Uỷ ban nhân dân tỉnh"), ("I. Lý do", "I. Lý do"),
      ("Lµ g×", "Là gì"), ("II. Nãi râ", "II. Nói rõ"), ("Hµ Néi", "Hà Nội"),
      ("céng hoµ x· héi chñ nghÜa viÖt nam", "cộng hoà xã hội chủ nghĩa việt nam"),
    ]
    for (latin, text) in cases {
      #expect(String(decoding: LegacyEncoding.tcvn3.convert(latin.utf8), as: UTF8.self) == text)
    }
    let whole = LegacyEncoding.tcvn3.convert("céng hoµ x· héi".utf8, capitals: true)
    #expect(String(decoding: whole, as: UTF8.self) == "CỘNG HOÀ XÃ HỘI")
    let vni = LegacyEncoding.vni.convert("Uûy ban nhaân daân, coäng hoøa, AØ Aø Ñoàng".utf8)
    #expect(String(decoding: vni, as: UTF8.self) == "Ủy ban nhân dân, cộng hòa, À À Đồng")
  }

  @Test func fontsTellTheirEncoding() {
    #expect(LegacyEncoding.font(named: ".VnTimeH")?.capitals == true)
    #expect(LegacyEncoding.font(named: ".VnTime")?.encoding == .tcvn3)
    #expect(LegacyEncoding.font(named: ".VnArial")?.capitals == false)
    #expect(LegacyEncoding.font(named: "VNI-Times")?.encoding == .vni)
    #expect(LegacyEncoding.font(named: "Times New Roman") == nil)
  }
}

extension String {
  /// Through the system's converter; `nil` where there is none.
  fileprivate func data(toIconv name: String) -> [UInt8]? {
    guard let handle = iconv_open(name, "UTF-8"), handle != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(handle) }
    var input = utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 2 + 16)
    var (left, free) = (input.count, output.count)
    let failed = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var from = input.baseAddress
        var to = output.baseAddress
        return iconv(handle, &from, &left, &to, &free) == -1
      }
    }
    return failed ? nil : output[..<(output.count - free)].map { UInt8(bitPattern: $0) }
  }
}
