import NoticeText

/// A document's number and symbol: số, ký hiệu.
struct FoundSymbol {
  enum Form {
    /// `18-CT/TU`
    case party
    /// `128/NQ-CP`, `30/2020/NĐ-CP`, `29/2018/QH14`
    case state
    /// `1234/UBND-VX`: no type
    case letter
  }

  var range: Range<Int>
  var form: Form
  /// As printed, a suffix letter included: `05`, `128a`.
  var number: String
  var year: Int?
  /// The type's code, canonical; nil for letters and for laws.
  var type: String?
  /// What follows the type: issuing bodies and units, canonical.
  var organs: [String]
  var isRepaired = false
  /// Other readings, if a damaged part may be more than one code.
  var candidates: [String] = []

  /// ký hiệu: `TB/TU`, `NQ-CP`, `NĐ-CP`, `UBND-VX`.
  var symbol: String {
    let organs = organs.joined(separator: "-")
    guard let type else { return organs }
    if organs.isEmpty { return type }
    return type + (form == .party ? "/" : "-") + organs
  }

  /// The canonical whole: `18-CT/TU`, `128/NQ-CP`, `30/2020/NĐ-CP`.
  var identifier: String {
    if form == .party { return "\(number)-\(symbol)" }
    if let year { return "\(number)/\(year)/\(symbol)" }
    return "\(number)/\(symbol)"
  }
}

extension Reading {
  /// The symbol whose number is at `index`.
  ///
  ///     symbol ← number "/" YEAR "/" code ("-" code)* / number "-" code "/" code ("-" code)*
  ///            / number "/" code ("-" code)*
  ///     number ← NUMBER LETTER?
  ///     code ← WORD ("&" WORD)* NUMBER?
  ///
  /// Blanks and line breaks round the dashes and slashes are passed over where the word `số` or a kind
  /// stands before. Types and bodies are repaired from their lists; digits never are.
  ///
  /// - Parameter kind: the kind that stands before, which is the stronger witness: after "Kết luận số",
  ///   `25-KI/TW` is `25-KL/TW`.
  /// - Source: Decree 30/2020/NĐ-CP, Appendix I, II.3; Guidance 36-HD/VPTW.
  func symbol(at index: Int, kind: KindEntry?, isAnnounced: Bool) -> FoundSymbol? {
    let first = token(index)
    guard first.kind == .number, first.length <= 6 else { return nil }
    if !first.has(.space), index > 0, isMark(index - 1, 47) || isMark(index - 1, 46) || isMark(index - 1, 44) && isNumber(index - 2) { return nil }
    var next = index + 1
    var number = string(index..<index + 1)
    // 128a/…
    if isWord(next), token(next).length == 1, !token(next).has(.space), !token(next).has(.upper),
      isMark(next + 1, 47) || isMark(next + 1, 45)
    {
      number += string(next..<next + 1)
      next += 1
    }
    guard let mark = separator(at: next, isAnnounced: isAnnounced) else { return nil }
    let isSlash = mark.isSlash
    next = mark.end
    var year: Int?
    var isDamaged = false
    if isSlash, let value = yearNumber(at: next), value >= 1945, !token(next).has(.space) || isAnnounced {
      year = value
      next += 1
      if let mark = separator(at: next, isAnnounced: isAnnounced) {
        guard mark.isSlash || isAnnounced else { return nil }
        next = mark.end
      } else if isWord(next), !token(next).has(.space) {
        isDamaged = true  // 03/2014NĐ-CP
      } else {
        return nil
      }
    }
    guard let head = code(at: next, isAnnounced: isAnnounced) else { return nil }
    next = head.end
    var codes = [head.text]
    var marks: [Bool] = []  // slashes
    while codes.count < 8, let mark = separator(at: next, isAnnounced: isAnnounced),
      let code = code(at: mark.end, isAnnounced: isAnnounced)
    {
      // A dash with blanks on both sides, with no announcement, parts phrases.
      codes.append(code.text)
      marks.append(mark.isSlash)
      next = code.end
    }
    if let year, year > 0, codes.count == 1, !isAssembly(codes[0]), kind == nil || !isAnnounced { return nil }
    guard codes.count > 1 || year != nil || isAnnounced else { return nil }
    return resolve(
      range: index..<next, number: number, year: year, codes: codes, startsWithSlash: isSlash, marks: marks,
      kind: kind, isDamaged: isDamaged)
  }

  private func isAssembly(_ code: String) -> Bool { code.hasPrefix("QH") || code.hasPrefix("UBTVQH") }

  /// One to three dashes or slashes; the last one decides.
  private func separator(at index: Int, isAnnounced: Bool) -> (isSlash: Bool, end: Int)? {
    var next = index
    var slash = false
    while next < index + 3, isMark(next, 47) || isMark(next, 45) {
      if token(next).has(.blank) { return nil }
      if token(next).has(.space), !token(next).has(.newline), !isAnnounced, isMark(next, 45) || token(next + 1).has(.space) {
        return nil
      }
      if isMark(next, 47) { slash = true }
      next += 1
    }
    return next > index ? (slash, next) : nil
  }

  /// One code, as printed.
  private func code(at index: Int, isAnnounced: Bool) -> (text: String, end: Int)? {
    let first = token(index)
    guard first.kind == .word, first.length <= 40, !first.has(.blank) else { return nil }
    if first.has(.space), !isAnnounced, !first.has(.newline) { return nil }
    guard isCodeLike(index) else { return nil }
    var end = index + 1
    var digits = 0
    while end < index + 8, !token(end).has(.space) {
      if isMark(end, 38), isWord(end + 1), !token(end + 1).has(.space) {
        end += 2
      } else if token(end).kind == .number, token(end).length <= 3, digits == 0 {
        digits = 1
        end += 1
      } else {
        break
      }
    }
    return (string(index..<end), end)
  }

  /// Whether a word is written as codes are: capitals, with few small letters (TTg, CTr, SNgV).
  private func isCodeLike(_ index: Int) -> Bool {
    let token = token(index)
    if token.has(.caps) { return true }
    if lexicon.bodiesByCode[token.key] != nil || lexicon.kindsByCode[token.key] != nil { return token.has(.upper) }
    var (uppers, letters) = (0, 0)
    var offset = Int(token.start)
    while offset < token.end {
      let (scalar, size) = UTF8Bytes.decode(text, at: offset)
      if scalar < UInt32(Letter.tableSize) {
        uppers += Int(Letter.table[Int(scalar)] >> 10 & 1)
        letters += 1
      }
      offset += size
    }
    return uppers >= 2 && uppers * 2 >= letters
  }

  /// Decides which code is the type and which are bodies, and repairs them from their lists.
  private func resolve(
    range: Range<Int>, number: String, year: Int?, codes: [String], startsWithSlash: Bool, marks: [Bool],
    kind: KindEntry?, isDamaged: Bool
  ) -> FoundSymbol? {
    var found = FoundSymbol(range: range, form: .state, number: number, year: year, organs: [])
    found.isRepaired = isDamaged
    var organs = codes
    let isPartyShape = !startsWithSlash && marks.first == true
    if year != nil, codes.count == 1 {
      found.organs = [organ(codes[0], &found)]
      return found
    }
    if let type = type(codes[0], kind: kind, isParty: isPartyShape, isAlone: codes.count == 1, &found) {
      found.type = type
      organs.removeFirst()
    } else if isPartyShape {
      // An unknown type in the Party's shape: kept as printed.
      found.type = codes[0]
      organs.removeFirst()
    } else {
      found.form = .letter
    }
    if organs.isEmpty, found.type != nil { return nil }
    for (index, code) in organs.enumerated() {
      found.organs.append(index == 0 || found.form != .letter ? organ(code, &found) : code)
    }
    if isPartyShape || !startsWithSlash && codes.count > 1 {
      guard isPartyShape || isParty(found.organs.last) else { return nil }
      found.form = .party
    } else if year == nil, found.type != nil, isParty(found.organs.first), found.organs.count == 1 {
      found.form = .party  // 31/QĐ-TW: slash and dash swapped
    } else if year == nil, marks.contains(true), !isParty(found.organs.last) {
      return found.type == nil ? nil : found
    }
    return found
  }

  private func isParty(_ code: String?) -> Bool {
    guard let code, let body = lexicon.bodiesByCode[WordKey(code)] else { return false }
    return lexicon.bodies[body].system == .party
  }

  /// The type that `code` is, repaired from the list; nil if it is none.
  private func type(
    _ code: String, kind: KindEntry?, isParty: Bool, isAlone: Bool, _ found: inout FoundSymbol
  ) -> String? {
    let key = WordKey(code)
    let expected = kind?.kind.code ?? ""
    if let entries = lexicon.kindsByCode[key], let entry = entries.first {
      let canonical = lexicon.kinds[entry].kind.code
      // ĐA and DA, HĐ and HD are both types: the kind that is named decides.
      if !expected.isEmpty, canonical != expected, WordKey(expected).bare == key.bare {
        found.isRepaired = true
        return expected
      }
      if canonical != code { found.isRepaired = canonical.lowercased() != code.lowercased() || found.isRepaired }
      return canonical
    }
    if !expected.isEmpty, expected != "CV", Damage.isNear(code, expected) {
      found.isRepaired = true
      return expected
    }
    if lexicon.bodiesByCode[key] != nil { return nil }
    let same = (lexicon.codesByBare[key.bare] ?? []).filter { lexicon.kindsByCode[WordKey($0)] != nil }
    if same.count == 1, !key.isHashed {
      found.isRepaired = true
      return same[0]
    }
    if isParty, expected.isEmpty, code.unicodeScalars.count <= 3 {
      // KI, K1: the unique type that OCR turns into this.
      let near = lexicon.kinds.filter { $0.system != .state && !$0.kind.code.isEmpty && Damage.looksLike(code, $0.kind.code) }
      let codes = Set(near.map(\.kind.code)).sorted()
      if codes.count == 1 {
        found.isRepaired = true
        return codes[0]
      }
      if codes.count > 1 { found.candidates = codes }
    }
    return nil
  }

  /// The body that `code` is, repaired from the list; an unknown code stays, since each body fixes its own.
  private func organ(_ code: String, _ found: inout FoundSymbol) -> String {
    let digits = String(code.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    let letters = String(code.dropLast(digits.count))
    let key = WordKey(letters)
    if let body = lexicon.bodiesByCode[key] {
      let canonical = lexicon.bodies[body].code
      if canonical != letters { found.isRepaired = true }
      return canonical + digits
    }
    if letters == "TƯ" {
      found.isRepaired = true
      return "TU"
    }
    let same = (lexicon.codesByBare[key.bare] ?? []).filter { lexicon.bodiesByCode[WordKey($0)] != nil }
    if same.count == 1, !key.isHashed {
      found.isRepaired = true
      return same[0] + digits
    }
    if digits.isEmpty, letters.unicodeScalars.count >= 3 {
      // A code one letter away, in a pair of letters that OCR confuses, from one body only.
      let near = lexicon.bodies.filter { $0.level == "central" && Damage.looksLike(letters, $0.code) }
      if near.count == 1 {
        found.isRepaired = true
        return near[0].code
      }
    }
    return code
  }
}

/// How OCR damages short codes.
enum Damage {
  /// Pairs of letters that OCR takes for each other.
  private static let pairs: Set<String> = {
    var out: Set<String> = []
    for pair in [
      "L I", "L 1", "I 1", "L T", "O 0", "O Q", "C G", "B 8", "D Đ", "U Ư", "N K", "N H", "F T", "T I", "T 1", "B E", "P F",
      "S 5", "g q", "g 9", "Đ Ð", "V Y", "M N", "K X", "l I", "l 1", "H I", "E F", "A Ả", "A Á", "O Ô", "O Ơ", "Q G",
    ] {
      let letters = pair.split(separator: " ")
      out.insert("\(letters[0])\(letters[1])")
      out.insert("\(letters[1])\(letters[0])")
    }
    return out
  }()

  /// Whether `seen` differs from `meant` by one confused pair of letters.
  static func looksLike(_ seen: String, _ meant: String) -> Bool {
    let (a, b) = (Array(seen), Array(meant))
    guard a.count == b.count, a.count >= 2 else { return false }
    var differences = 0
    for (x, y) in zip(a, b) where x != y {
      differences += 1
      if !pairs.contains("\(x)\(y)") { return false }
    }
    return differences == 1
  }

  /// Whether `seen` is at most one insertion, deletion or substitution from `meant`.
  static func isNear(_ seen: String, _ meant: String) -> Bool {
    let (a, b) = (Array(seen.uppercased()), Array(meant.uppercased()))
    guard abs(a.count - b.count) <= 1, b.count >= 2 else { return false }
    var (i, j, edits) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        i += 1
        j += 1
        continue
      }
      edits += 1
      if a.count == b.count {
        i += 1
        j += 1
      } else if a.count > b.count {
        i += 1
      } else {
        j += 1
      }
    }
    return edits + (a.count - i) + (b.count - j) <= 1
  }
}
