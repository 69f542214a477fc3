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
  /// Of the type's letters.
  var typeKey = WordKey.none
  /// What follows the type: issuing bodies and units, canonical.
  var organs: [String]
  var isRepaired = false
  /// The row of `bodies.tsv` whose code decides who issued it: the last one in the Party's shape, else the first.
  var body: Int?
  /// Other readings, if a damaged part may be more than one code.
  var candidates: [String] = []

  /// ký hiệu: `TB/TU`, `NQ-CP`, `NĐ-CP`, `UBND-VX`.
  var symbol: String {
    if type == nil, organs.count == 1 { return organs[0] }
    let (type, organs, first): (String?, [String], UInt8) = (type, organs, form == .party ? 47 : 45)
    let length = organs.reduce(type?.utf8.count ?? 0) { $0 + 1 + $1.utf8.count }
    return String(capacity: length) { out in
      if let type { out.append(type) }
      for (index, organ) in organs.enumerated() {
        if index > 0 || type != nil { out.append(index == 0 ? first : 45) }
        out.append(organ)
      }
    }
  }

  /// The code that decides who issued it.
  var issuingCode: String? { form == .party ? organs.last : organs.first }

  /// The canonical whole: `18-CT/TU`, `128/NQ-CP`, `30/2020/NĐ-CP`.
  var identifier: String { identifier(symbol) }

  /// The same, of its `symbol`.
  func identifier(_ symbol: String) -> String {
    let (number, mark): (String, UInt8) = (number, form == .party ? 45 : 47)
    let year = form == .party ? nil : year.map { String($0) + "/" }
    return String(capacity: number.utf8.count + 1 + (year?.utf8.count ?? 0) + symbol.utf8.count) { out in
      out.append(number)
      out.append(mark)
      if let year { out.append(year) }
      out.append(symbol)
    }
  }
}

extension Reading {
  /// The symbol whose number is at `index`.
  ///
  ///     symbol ← number "/" YEAR "/" code ("-" code)* / number "-" code "/" code ("-" code)*
  ///            / number "/" code ("-" code)*
  ///     number ← NUMBER LETTER? / NUMBER "." NUMBER
  ///     code ← WORD (("&" / ".") WORD)* NUMBER?
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
    if !first.has(.space), index > 0,
      isMark(index - 1, 47) || isMark(index - 1, 46) && !isMark(index - 2, 58)
        || isMark(index - 1, 44) && isNumber(index - 2)
    {
      return nil
    }
    var next = index + 1
    // 66.4/2025/…
    let hasPoint =
      isMark(next, 46) && !token(next).has(.space) && isNumber(next + 1) && !token(next + 1).has(.space)
      && token(next + 1).length <= 2 && isMark(next + 2, 47) && yearNumber(at: next + 3) != nil
    if hasPoint { next += 2 }
    // 128a/…
    let hasLetter =
      isWord(next) && token(next).length == 1 && !token(next).has(.space) && !token(next).has(.upper)
      && (isMark(next + 1, 47) || isMark(next + 1, 45))
    if hasLetter { next += 1 }
    let printed = separator(at: next, isAnnounced: isAnnounced)
    guard let mark = printed ?? (isAnnounced ? lostDash(at: next) ?? lostSlash(at: next) : nil) else {
      return nil
    }
    let isSlash = mark.isSlash
    next = mark.end
    var year: Int?
    var isDamaged = printed == nil && (isSlash || isMark(next - 1, 58))
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
    guard
      let head = code(at: next, isAnnounced: isAnnounced)
        ?? kind.flatMap({ isAnnounced ? codeWithFigure(at: next, of: $0) : nil })
    else { return nil }
    next = head.end
    var codes: [Code] = []
    codes.reserveCapacity(4)
    codes.append(head)
    var slashes: UInt8 = 0  // a bit for each mark between two codes
    while codes.count < 8, let mark = separator(at: next, isAnnounced: isAnnounced),
      !startsLineOfCapitals(mark.end),
      let code = code(at: mark.end, isAnnounced: isAnnounced) ?? committeeWithFigure(at: mark.end)
    {
      // A dash with blanks on both sides, with no announcement, parts phrases.
      if mark.isSlash { slashes |= 1 << UInt8(codes.count - 1) }
      codes.append(code)
      next = code.end
    }
    if year != nil, codes.count == 1, !isAssembly(codes[0].text), kind == nil || !isAnnounced { return nil }
    guard codes.count > 1 || year != nil || isAnnounced else { return nil }
    // "61/2018/NĐCP": a dash that the text layer of a PDF lost.
    var isGlued = false
    if codes.count == 1, isSlash, isAnnounced, let parts = parted(codes[0]) {
      codes = parts
      isGlued = true
    }
    let number = string(index..<index + (hasPoint ? 3 : 1)) + (hasLetter ? string(index + 1..<index + 2) : "")
    return resolve(
      range: index..<next, number: number, year: year, codes: codes, startsWithSlash: isSlash,
      slashes: slashes, kind: kind, isDamaged: isDamaged || isGlued)
  }

  /// "số 84 QĐ/TW", "Số 05:NQ/TU": of the Party's shape, its dash lost or misread.
  private func lostDash(at index: Int) -> (isSlash: Bool, end: Int)? {
    let type =
      isMark(index, 58) && !token(index).has(.space) && !token(index + 1).has(.space) ? index + 1 : index
    guard isWord(type), !token(type).has(.newline), token(type).has(.caps), isMark(type + 1, 47),
      !token(type + 1).has(.space), isWord(type + 2), lexicon.kindsByCode.contains(token(type).key)
    else { return nil }
    return (false, type)
  }

  /// "số 02NQ-HTT": of the State's shape, its slash lost before a type's code.
  private func lostSlash(at index: Int) -> (isSlash: Bool, end: Int)? {
    guard isWord(index), !token(index).has(.space), token(index).has(.caps), isMark(index + 1, 45),
      !token(index + 1).has(.space), isWord(index + 2), !token(index + 2).has(.space),
      token(index + 2).has(.caps),
      lexicon.kindsByCode.contains(token(index).key)
    else { return nil }
    return (true, index)
  }

  /// A type's code and a body's, if only together they make up `code`: `NĐCP`, `QĐUBND`.
  private func parted(_ code: Code) -> [Code]? {
    guard code.digits.isEmpty, code.key != .none, !lexicon.bodiesByCode.contains(code.key),
      !lexicon.kindsByCode.contains(code.key)
    else { return nil }
    for length in 2...4 {
      let type = String(code.text.prefix(length))
      let body = String(code.text.dropFirst(length))
      guard body.count >= 2, lexicon.kindsByCode.contains(WordKey(type)),
        lexicon.bodiesByCode.contains(WordKey(body))
      else { continue }
      return [
        Code(text: type, key: WordKey(type), digits: "", end: code.end),
        Code(text: body, key: WordKey(body), digits: "", end: code.end),
      ]
    }
    return nil
  }

  private func isAssembly(_ code: String) -> Bool {
    Bytes.hasPrefix(code, "QH") || Bytes.hasPrefix(code, "UBTVQH")
  }

  /// One to three dashes or slashes; the last one decides.
  private func separator(at index: Int, isAnnounced: Bool) -> (isSlash: Bool, end: Int)? {
    var next = index
    var slash = false
    while next < index + 3, isMark(next, 47) || isMark(next, 45) {
      if token(next).has(.blank) { return nil }
      if token(next).has(.space), !token(next).has(.newline), !isAnnounced,
        isMark(next, 45) || token(next + 1).has(.space)
      {
        return nil
      }
      if isMark(next, 47) { slash = true }
      next += 1
    }
    return next > index ? (slash, next) : nil
  }

  /// One code, as printed.
  private struct Code {
    let text: String
    /// Of its letters.
    let key: WordKey
    /// The digits after them: `14` of `QH14`.
    let digits: String
    let end: Int
    var letters: String { digits.isEmpty ? text : String(text.dropLast(digits.count)) }
  }

  private func code(at index: Int, isAnnounced: Bool) -> Code? {
    let first = token(index)
    guard first.kind == .word, first.length <= 40, !first.has(.blank) else { return nil }
    if first.has(.space), !isAnnounced, !first.has(.newline) { return nil }
    guard isCodeLike(index) else { return nil }
    var end = index + 1
    var digits: Int?
    while end < index + 8, !token(end).has(.space) {
      if isMark(end, 38), isWord(end + 1),
        !token(end + 1).has(.space) || isAnnounced && token(end + 1).has(.caps)
      {
        end += 2
      } else if isMark(end, 46), !token(end + 1).has(.space), joinsByPoint(index, end) {
        end += 2
      } else if token(end).kind == .number, token(end).length <= 3, digits == nil {
        digits = end
        end += 1
      } else {
        break
      }
    }
    // "QLN& PTĐT"
    let printed = string(index..<end)
    return Code(
      text: end - index > 2 ? printed.replacing(" ", with: "") : printed,
      key: end - index <= 2 ? first.key : .none,
      digits: digits.map { string($0..<$0 + 1) } ?? "", end: end)
  }

  /// "Số 32-TB/VPTW- ⏎ ĐẢNG CỘNG SẢN VIỆT NAM": debris behind a symbol, and another line.
  private func startsLineOfCapitals(_ index: Int) -> Bool {
    token(index).has(.newline) && isWord(index + 1) && token(index + 1).has(.caps)
      && token(index + 1).has(.space)
      && !token(index + 1).has(.newline)
  }

  /// "23-NQ/1W": a figure for the T of a committee's code.
  private func committeeWithFigure(at index: Int) -> Code? {
    let (first, rest) = (token(index), token(index + 1))
    guard isDamaged, first.kind == .number, first.length == 1, first.number == 1, !first.has(.space),
      rest.kind == .word, rest.length == 1, rest.has(.caps), !rest.has(.space),
      case let text = string(index..<index + 2),
      Self.committeeCodes.contains(where: { Damage.looksLike(text, $0) })
    else { return nil }
    return Code(text: text, key: .none, digits: "", end: index + 2)
  }

  /// "1B-VPCP" of a notice: the kind's own code, its first letter read as a figure.
  private func codeWithFigure(at index: Int, of kind: KindEntry) -> Code? {
    let (first, rest) = (token(index), token(index + 1))
    guard first.kind == .number, first.length == 1, !first.has(.space), rest.kind == .word, rest.has(.caps),
      !rest.has(.space), case let text = string(index..<index + 2), Damage.isNear(text, kind.kind.code)
    else { return nil }
    return Code(text: text, key: .none, digits: "", end: index + 2)
  }

  /// Whether the point at `point` joins two parts of one code that begins at `index`: "V.I", "QĐ.UB", "PGD.Q8".
  private func joinsByPoint(_ index: Int, _ point: Int) -> Bool {
    let next = token(point + 1)
    guard next.kind == .word, next.has(.caps) else { return false }
    if token(index).length == 1, point == index + 1 { return Roman.value(next.key) != nil }
    guard token(index).has(.caps), next.length <= 6 else { return false }
    return next.key.count > 1 || isNumber(point + 2) && !token(point + 2).has(.space)
  }

  /// Whether a word is written as codes are: capitals, with few small letters (TTg, CTr, SNgV).
  private func isCodeLike(_ index: Int) -> Bool {
    let token = token(index)
    if token.has(.caps) { return true }
    if lexicon.bodiesByCode.contains(token.key) || lexicon.kindsByCode.contains(token.key) {
      return token.has(.upper)
    }
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
    range: Range<Int>, number: String, year: Int?, codes: [Code], startsWithSlash: Bool, slashes: UInt8,
    kind: KindEntry?, isDamaged: Bool
  ) -> FoundSymbol? {
    var found = FoundSymbol(range: range, form: .state, number: number, year: year, organs: [])
    found.isRepaired = isDamaged
    let isPartyShape = !startsWithSlash && slashes & 1 != 0
    if year != nil, codes.count == 1 {
      let (code, body) = organ(codes[0], &found)
      found.organs = [code]
      found.body = body
      return found
    }
    if let type = type(codes[0], kind: kind, isParty: isPartyShape, isAlone: codes.count == 1, &found) {
      (found.type, found.typeKey) = type
    } else if isPartyShape {
      // An unknown type in the Party's shape: kept as printed.
      (found.type, found.typeKey) = (codes[0].text, WordKey(codes[0].text))
    } else {
      found.form = .letter
    }
    let organs = codes.dropFirst(found.type == nil ? 0 : 1)
    if organs.isEmpty, found.type != nil { return nil }
    found.organs.reserveCapacity(organs.count)
    var (first, last): (Int?, Int?) = (nil, nil)  // the bodies of the outer codes
    for code in organs {
      var body: Int?
      var text = code.text
      if found.organs.isEmpty || found.form != .letter { (text, body) = organ(code, &found) }
      if found.organs.isEmpty { first = body }
      last = body
      found.organs.append(text)
    }
    func isParty(_ body: Int?) -> Bool { body.map { lexicon.bodies[$0].system == .party } ?? false }
    found.body = first
    if isPartyShape || !startsWithSlash && codes.count > 1 {
      guard isPartyShape || isParty(last) else { return nil }
      found.form = .party
      found.body = last
    } else if year == nil, found.type != nil, isParty(first), found.organs.count == 1 {
      found.form = .party  // 31/QĐ-TW: slash and dash swapped
    } else if year == nil, slashes != 0, !isParty(last) {
      return found.type == nil ? nil : found
    }
    return found
  }

  /// The type that `code` is, repaired from the list; nil if it is none.
  private func type(
    _ printed: Code, kind: KindEntry?, isParty: Bool, isAlone: Bool, _ found: inout FoundSymbol
  ) -> (text: String, key: WordKey)? {
    let (code, key) = (printed.text, printed.key)
    if key == .none || !printed.digits.isEmpty, kind == nil { return nil }
    let expected = kind?.kind.code ?? ""
    let expectedKey = kind?.codeKey ?? .none
    if let entry = lexicon.kindsByCode[key]?.first {
      let canonical = lexicon.kinds[entry].kind.code
      // ĐA and DA, HĐ and HD are both types: the kind that is named decides.
      if !expected.isEmpty, !Bytes.equal(canonical, expected), expectedKey.bare == key.bare {
        found.isRepaired = true
        return (expected, expectedKey)
      }
      if !Bytes.equal(canonical, code) {
        found.isRepaired = canonical.lowercased() != code.lowercased() || found.isRepaired
      }
      return (canonical, lexicon.kinds[entry].codeKey)
    }
    if !expected.isEmpty, expected != "CV", Damage.isNear(code, expected) {
      found.isRepaired = true
      return (expected, expectedKey)
    }
    if lexicon.bodiesByCode.contains(key) { return nil }
    let same: [(text: String, key: WordKey)] = (lexicon.codesByBare[key.bare] ?? []).filter {
      lexicon.kindsByCode.contains($0.key)
    }
    if same.count == 1, !key.isHashed {
      found.isRepaired = true
      return same[0]
    }
    if isParty, expected.isEmpty, code.unicodeScalars.count <= 3 {
      // KI, K1: the unique type that OCR turns into this.
      let near = lexicon.kinds.filter {
        $0.system != .state && !$0.kind.code.isEmpty && Damage.looksLike(code, $0.kind.code)
      }
      let codes = Set(near.map(\.kind.code)).sorted()
      if codes.count == 1 {
        found.isRepaired = true
        return (codes[0], WordKey(codes[0]))
      }
      if codes.count > 1 { found.candidates = codes }
    }
    return nil
  }

  /// The codes of two letters that end nearly every symbol of the Party.
  private static let committeeCodes = ["TU", "TW"]

  /// The body that `code` is, repaired from the list; an unknown code stays, since each body fixes its own.
  private func organ(_ code: Code, _ found: inout FoundSymbol) -> (text: String, body: Int?) {
    let key = code.key
    if key != .none, let body = lexicon.bodiesByCode[key] {
      let canonical = lexicon.bodies[body].code
      let letters = code.letters
      if Bytes.equal(canonical, letters) { return (code.text, body) }
      found.isRepaired = true
      return (canonical + code.digits, body)
    }
    let letters = code.letters
    if let meant = Self.committeeCodes.first(where: {
      letters == "TƯ" ? $0 == "TU" : Damage.looksLike(letters, $0)
    }) {
      found.isRepaired = true
      return (meant + code.digits, lexicon.bodiesByCode[WordKey(meant)])
    }
    // QHI5: a term of the National Assembly has two figures.
    if code.digits.utf8.count == 1, let last = letters.last, last == "I" || last == "l",
      case let assembly = String(letters.dropLast()), assembly == "QH" || assembly == "UBTVQH"
    {
      found.isRepaired = true
      return (assembly + "1" + code.digits, lexicon.bodiesByCode[WordKey(assembly)])
    }
    let same =
      key.isHashed
      ? [] : (lexicon.codesByBare[key.bare] ?? []).filter { lexicon.bodiesByCode.contains($0.key) }
    if same.count == 1 {
      found.isRepaired = true
      return (same[0].text + code.digits, lexicon.bodiesByCode[same[0].key])
    }
    if code.digits.isEmpty, letters.unicodeScalars.count >= 3, let body = lexicon.damagedBodies[key] {
      // A code one letter away, in a pair of letters that OCR confuses, from one central body only.
      found.isRepaired = true
      return (lexicon.bodies[body].code, body)
    }
    return (code.text, nil)
  }
}

/// How OCR damages short codes.
enum Damage {
  /// Pairs of letters that OCR takes for each other.
  private static let pairs: Set<String> = {
    var out: Set<String> = []
    for pair in [
      "L I", "L 1", "I 1", "L T", "O 0", "O Q", "C G", "B 8", "D Đ", "U Ư", "N K", "N H", "F T", "T I", "T 1",
      "B E", "P F",
      "S 5", "g q", "g 9", "g ø", "Đ Ð", "V Y", "M N", "K X", "l I", "l 1", "H I", "E F", "A Ả", "A Á", "O Ô",
      "O Ơ",
      "Q G", "g e", "g s",
    ] {
      let letters = pair.split(separator: " ")
      out.insert("\(letters[0])\(letters[1])")
      out.insert("\(letters[1])\(letters[0])")
    }
    return out
  }()

  /// What OCR makes of a few letters, without marks: the damaged letters and the meant ones.
  private static let clusters: [(seen: [UInt8], meant: [UInt8])] = [
    ("rui", "nh"), ("iui", "nh"), ("kui", "inh"), ("uui", "inh"), ("nli", "nh"), ("mh", "inh"), ("iih", "nh"),
    ("rli", "nh"), ("nii", "nh"),
    ("ui", "nh"), ("uih", "inh"), ("iu", "in"), ("u", "tr"),
  ].map { (Array($0.0.utf8).map { $0 - 96 }, Array($0.1.utf8).map { $0 - 96 }) }

  /// The letters that read as those of `meant` after one cluster is put right.
  static func spellings(of meant: WordKey) -> [WordKey] {
    let target = meant.bare.codes
    var out: [WordKey] = []
    for (seen, right) in clusters where target.count >= right.count {
      for start in 0...(target.count - right.count)
      where target[start..<start + right.count].elementsEqual(right) {
        let letters = target[..<start] + seen + target[(start + right.count)...]
        if letters.count <= 8, !letters.elementsEqual(target) { out.append(WordKey(letters)) }
      }
    }
    return out
  }

  /// Every word of `vocabulary` with one cluster damaged, where that is no word and only one word gives it.
  static func clusterVariants(of vocabulary: VocabularyBuilder) -> [WordKey: UInt16] {
    var out: [WordKey: UInt16] = [:]
    for (key, id) in vocabulary.entries.sorted(by: { $0.value < $1.value }) where key.count >= 3 {
      let letters = key.codes
      for (seen, meant) in clusters where letters.count >= meant.count {
        // A damaged "tr" only opens a word.
        let last = seen.count == 1 ? 0 : letters.count - meant.count
        for start in 0...last where Array(letters[start..<start + meant.count]) == meant {
          let changed = Array(letters[..<start]) + seen + Array(letters[(start + meant.count)...])
          guard changed.count <= 8 else { continue }
          let variant = WordKey(changed[...])
          if vocabulary.id(variant) != 0 { continue }
          if let other = out[variant], other != id { out[variant] = 0 } else { out[variant] = id }
        }
      }
    }
    return out.filter { $0.value != 0 }
  }

  /// Every spelling of `text` with one letter confused.
  static func variants(of text: String) -> [String] {
    let letters = Array(text)
    var out: [String] = []
    for index in letters.indices {
      for pair in pairs where pair.first == letters[index] {
        guard let other = pair.last, other.isLetter else { continue }
        var copy = letters
        copy[index] = other
        out.append(String(copy))
      }
    }
    return out
  }

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

extension WordKey {
  /// The key of up to eight letter codes.
  fileprivate init(_ letters: ArraySlice<UInt8>) {
    var bits: UInt64 = 0
    for (lane, letter) in letters.enumerated() { bits |= UInt64(letter) << UInt64(lane * 7) }
    self.init(bits: bits)
  }
}
