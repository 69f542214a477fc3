import NoticeText

/// The word lists that the grammar reads by: kinds, bodies, agencies, provinces, and the words that end a name.
///
/// All of it is data (`Sources/NoticeData/data/*.tsv`); a user's folder adds lines to each list.
public struct Lexicon: Sendable {
  /// The lists that are built in.
  public static let standard = Lexicon()

  let storage: LexiconStorage
  /// The user's tables.
  let tables: [String: String]

  /// The built-in lists, and the lines that a user's tables add to them.
  ///
  /// - Parameter tables: texts of tables by file name: `["agencies.tsv": "Sở Y tế\tSYT\n…"]`. The names are
  ///   those of `Lexicon.tableNames`.
  public init(adding tables: [String: String] = [:]) {
    storage = LexiconStorage(adding: tables)
    self.tables = tables
  }

  /// The provinces, as `provinces.tsv` names them.
  package var provinceNames: [String] { storage.provinces.map(\.name) }

  /// The codes of kinds and bodies, of which symbols are made: `CT`, `TU`, `UBND`.
  package var codes: [String] { storage.kinds.map(\.kind.code) + storage.bodies.map(\.code) }

  /// The file names of the lists.
  public static let tableNames = [
    "agencies.tsv", "bodies.tsv", "compounds.tsv", "fields.tsv", "heads.tsv", "kinds.tsv", "laws.tsv",
    "marks.tsv", "posts.tsv",
    "provinces.tsv", "stops.tsv", "topics.tsv",
  ]

  /// The kind of this code or, whatever the case, of this name, and whether it is normative.
  package func kind(_ text: String) -> (kind: Kind, isAct: Bool)? {
    let entry = storage.kinds.first { !$0.kind.code.isEmpty && $0.kind.code == text }
    let named = entry ?? storage.kinds.first { $0.kind.name.lowercased() == text.lowercased() }
    return named.map { ($0.kind, $0.isAct) }
  }
}

// The entries of the lists are classes: a rule that holds one copies a reference, not its strings.

/// One row of `kinds.tsv`.
final class KindEntry: Sendable {
  let kind: Kind
  let system: Agency.System?
  /// Whether it is normative (`act` in URIs).
  let isAct: Bool
  /// Of the code.
  let codeKey: WordKey
  /// Of the code, in characters.
  let codeLength: Int

  init(kind: Kind, system: Agency.System?, isAct: Bool) {
    (self.kind, self.system, self.isAct) = (kind, system, isAct)
    codeKey = WordKey(kind.code)
    codeLength = kind.code.count
  }
}

/// One row of `bodies.tsv`: what a code in a symbol stands for.
final class BodyEntry: Sendable {
  let code: String
  let name: String
  let system: Agency.System?
  let level: String
  /// What a province's body is called before the province's name: without "tỉnh" and "thành phố".
  let stem: String
  /// The Party's, in a city.
  let cityName: String

  init(code: String, name: String, system: Agency.System?, level: String) {
    (self.code, self.name, self.system, self.level) = (code, name, system, level)
    stem = name.replacing(" tỉnh", with: "").replacing(" thành phố", with: "")
    cityName = name.replacing("Tỉnh ủy", with: "Thành ủy")
  }
}

/// One row of `agencies.tsv` under its full name.
final class AgencyEntry: Sendable {
  let wording: Wording
  let level: Agency.Level?
  let system: Agency.System?
  /// Whether the alias is an abbreviation, which must stand in capitals.
  let isAbbreviation: Bool

  init(wording: Wording, level: Agency.Level?, system: Agency.System?, isAbbreviation: Bool) {
    (self.wording, self.level, self.system, self.isAbbreviation) = (wording, level, system, isAbbreviation)
  }
}

/// One row of `heads.tsv`: what a name may begin with, and what may follow.
final class HeadEntry: Sendable {
  enum Tail: String, Sendable { case field, name, body, level, place, topic }
  let wording: Wording
  let tail: Tail
  let level: Agency.Level?
  let system: Agency.System?
  let isAbbreviation: Bool

  let special: Special
  /// Whether the head alone names a body: a committee of the Party, whose level it says itself, and one of a
  /// People's Council or a district's rangers, whose field it says.
  let standsAlone: Bool

  /// The names that have rules of their own.
  enum Special: String, Sendable {
    case steeringCommittee = "Ban Chỉ đạo"
    case council = "Hội đồng"
    case office = "Văn phòng"
    case standing = "Thường trực"
    case partyCommittee = "Đảng ủy"
    case partyCell = "Chi bộ"
    case peoplesCommittee = "Ủy ban nhân dân"
    case peoplesCouncil = "Hội đồng nhân dân"
    case department = "Cục"
    case division = "Vụ"
    case association = "Hội"
    case station = "Trạm"
    case squad = "Đội"
    case broadcaster = "Đài"
    case none = ""
  }

  init(
    name: String, wording: Wording, tail: Tail, level: Agency.Level?, system: Agency.System?,
    isAbbreviation: Bool
  ) {
    (self.wording, self.tail, self.level) = (wording, tail, level)
    (self.system, self.isAbbreviation) = (system, isAbbreviation)
    special = Special(rawValue: name) ?? .none
    standsAlone =
      system == .front
      || ["Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Tỉnh đoàn", "Thành đoàn", "Hạt Kiểm lâm"]
        .contains(name)
      || tail == .body && system == .state && level == nil
  }
}

final class ProvinceEntry: Sendable {
  let name: String
  let isCity: Bool
  /// "tỉnh Sơn La", "thành phố Huế".
  let title: String
  let nameWording: Wording
  let titleWording: Wording
  /// The letters of its name's words, without their marks.
  let bareWords: [[UInt8]]

  init(name: String, isCity: Bool, names: Scratch) {
    (self.name, self.isCity) = (name, isCity)
    bareWords = name.split(separator: " ").map { WordKey(String($0)).bare.codes }
    title = (isCity ? "thành phố " : "tỉnh ") + name
    nameWording = names.keep(name)
    titleWording = names.keep(title)
  }
}

final class LexiconStorage: @unchecked Sendable {
  /// The memory of the names; nothing is written to it once the lists are read.
  private let scratch: Scratch
  let vocabulary: Vocabulary
  /// The same for words without their marks, for the lists that are matched through damage.
  let bareVocabulary: Vocabulary
  /// Words whose clusters OCR damaged (`hàiih`, `tkửi`), by their letters: the number of the word that is meant.
  let damagedWords: RareWords
  /// The words that share their letters without marks, by the number of those letters.
  let wordsByBare: [[(id: UInt16, tone: UInt8, text: String)]]

  let kinds: [KindEntry]
  let kindPhrases: PhraseTable
  let bareKindPhrases: PhraseTable
  /// The letters of each kind's name without marks, word after word, for titles that OCR damaged.
  let kindLetters: [(kind: Int, words: Int, letters: [UInt8])]
  let kindsByCode: WordTable<[Int]>

  let bodies: [BodyEntry]
  let bodiesByCode: WordTable<Int>
  /// Codes of central bodies with one letter confused, where only one body's gives that.
  let damagedBodies: WordTable<Int>
  /// Codes (of kinds and bodies) by their letters without marks; more than one if they are not told apart.
  let codesByBare: WordTable<[(text: String, key: WordKey)]>

  /// By word number.
  private let wordTraits: [Traits]
  /// By word number.
  private let syllables: [Bool]
  let agencies: [AgencyEntry]
  let agencyPhrases: PhraseTable
  /// The bodies, heads and posts together.
  let names: NameTable
  /// Bodies and heads of two words and more, by letters without marks.
  let bareNames: NameTable
  /// The fields again, by letters without marks: names of two words and more.
  let bareFieldPhrases: PhraseTable
  /// Abbreviations one confused letter away (UBKD, BCD): the abbreviation that is meant.
  let damagedAbbreviations: WordTable<(text: String, id: UInt16)>
  let laws: [String]
  let lawPhrases: PhraseTable
  let bareLawPhrases: PhraseTable
  let heads: [HeadEntry]
  let headPhrases: PhraseTable
  let fields: [Wording]
  let fieldPhrases: PhraseTable
  let topicPhrases: PhraseTable
  let posts: [String]
  /// The posts of those who sign for a head, where that is not "Phó" and his own.
  let deputies: [String: String]
  let postPhrases: PhraseTable
  /// Of two words and more, by letters without marks.
  let barePostPhrases: PhraseTable
  /// Of each post its words, as letters without marks.
  let postLetters: [[[UInt8]]]
  let stopPhrases: PhraseTable
  /// Two words and more in small letters that go on with a name: "thủy văn", "chất lượng".
  let compoundPhrases: PhraseTable
  /// Those with a comma, without marks.
  let bareCommaTerms: PhraseTable
  let provinces: [ProvinceEntry]
  let provincePhrases: PhraseTable
  /// By letters without marks.
  let bareProvincePhrases: PhraseTable
  let marks: [(mark: String, class: String)]
  let markPhrases: PhraseTable

  init(adding tables: [String: String]) {
    var vocabulary = VocabularyBuilder()
    var bare = VocabularyBuilder()
    let scratch = Scratch()
    self.scratch = scratch
    for word in Word.allCases where word != .none { _ = vocabulary.add(WordKey(word.spelling)) }
    func table(_ name: String) -> [[String]] { DataTable(name, extra: tables[name]).rows }
    func phrase(_ text: String) -> [UInt16] {
      let tokens = Tokenizer.tokenize(NormalizedText(SourceText(text)))
      return tokens.compactMap { token in
        switch token.kind {
        case .word: vocabulary.add(token.key)
        case .number: vocabulary.add(Self.numberKey(token))
        default: token.isMark(38) ? vocabulary.add(Self.ampersand) : nil
        }
      }
    }
    func barePhrase(_ text: String) -> [UInt16] {
      Tokenizer.tokenize(NormalizedText(SourceText(text))).compactMap {
        $0.kind == .word ? bare.add($0.key.bare) : nil
      }
    }
    func system(_ text: String) -> Agency.System? { Agency.System(rawValue: text) }
    func level(_ text: String) -> Agency.Level? { Agency.Level(rawValue: text) }

    var kinds: [KindEntry] = []
    var kindPhrases = PhraseTableBuilder()
    var bareKindPhrases = PhraseTableBuilder()
    var kindsByCode: [WordKey: [Int]] = [:]
    var codesByBare: [WordKey: [String]] = [:]
    func note(code: String) {
      let key = WordKey(code).bare
      if !(codesByBare[key]?.contains(code) ?? false) { codesByBare[key, default: []].append(code) }
    }
    for row in table("kinds.tsv") where row.count >= 4 && !row[1].isEmpty {
      kinds.append(
        KindEntry(
          kind: Kind(code: row[0], name: row[1]), system: system(row[2]), isAct: row[3] == "act"))
      kindPhrases.add(phrase(row[1]), kinds.count - 1)
      bareKindPhrases.add(barePhrase(row[1]), kinds.count - 1)
      if !row[0].isEmpty {
        kindsByCode[WordKey(row[0]), default: []].append(kinds.count - 1)
        note(code: row[0])
      }
    }
    var bodies: [BodyEntry] = []
    var bodiesByCode: [WordKey: Int] = [:]
    for row in table("bodies.tsv") where row.count >= 4 && !row[0].isEmpty {
      bodies.append(BodyEntry(code: row[0], name: row[1], system: system(row[2]), level: row[3]))
      let key = WordKey(row[0])
      if bodiesByCode[key] == nil { bodiesByCode[key] = bodies.count - 1 }
      if row[3] != "unit" { note(code: row[0]) }
    }
    var nameTable = NameTableBuilder()
    var bareNameTable = NameTableBuilder()
    var agencies: [AgencyEntry] = []
    var agencyPhrases = PhraseTableBuilder()
    var bareFieldPhrases = PhraseTableBuilder()
    var abbreviations: Set<String> = []
    /// The words of a name of two and more, without marks; abbreviations are noted.
    func bareName(_ text: String) -> [UInt16]? {
      if Self.isAbbreviation(text) {
        if !text.contains(" ") { abbreviations.insert(text) }
        return nil
      }
      let words = barePhrase(text)
      return words.count >= 2 ? words : nil
    }
    for row in table("agencies.tsv") where row.count >= 4 {
      agencies.append(
        AgencyEntry(
          wording: scratch.keep(row[0]), level: level(row[2]), system: system(row[3]),
          isAbbreviation: Self.isAbbreviation(row[1])))
      agencyPhrases.add(phrase(row[1]), agencies.count - 1)
      nameTable.add(agency: phrase(row[1]), agencies.count - 1)
      if let words = bareName(row[1]) { bareNameTable.add(agency: words, agencies.count - 1) }
    }
    var heads: [HeadEntry] = []
    var headPhrases = PhraseTableBuilder()
    for row in table("heads.tsv") where row.count >= 5 {
      guard let tail = HeadEntry.Tail(rawValue: row[2]) else { continue }
      heads.append(
        HeadEntry(
          name: row[1], wording: scratch.keep(row[1]), tail: tail, level: level(row[3]),
          system: system(row[4]),
          isAbbreviation: Self.isAbbreviation(row[0])))
      headPhrases.add(phrase(row[0]), heads.count - 1)
      nameTable.add(head: phrase(row[0]), heads.count - 1)
      if let words = bareName(row[0]) { bareNameTable.add(head: words, heads.count - 1) }
    }
    var fields: [Wording] = []
    var fieldPhrases = PhraseTableBuilder()
    for row in table("fields.tsv") where row.count >= 2 {
      fields.append(scratch.keep(row[0]))
      fieldPhrases.add(phrase(row[1]), fields.count - 1)
      if !Self.isAbbreviation(row[1]), let words = bareName(row[1]) {
        bareFieldPhrases.add(words, fields.count - 1)
      }
    }
    func plain(_ name: String) -> PhraseTable {
      var out = PhraseTableBuilder()
      for (index, row) in table(name).enumerated() where !row.isEmpty { out.add(phrase(row[0]), index) }
      return out.build()
    }
    var laws: [String] = []
    var lawPhrases = PhraseTableBuilder()
    var bareLawPhrases = PhraseTableBuilder()
    for row in table("laws.tsv") where !row.isEmpty && !row[0].isEmpty {
      laws.append(row[0])
      lawPhrases.add(phrase(row[0]), laws.count - 1)
      bareLawPhrases.add(barePhrase(row[0]), laws.count - 1)
    }
    self.laws = laws
    self.lawPhrases = lawPhrases.build()
    self.bareLawPhrases = bareLawPhrases.build()
    topicPhrases = plain("topics.tsv")
    postPhrases = plain("posts.tsv")
    posts = table("posts.tsv").map { $0.first ?? "" }
    for row in table("posts.tsv") where !row.isEmpty { nameTable.add(post: phrase(row[0])) }
    names = nameTable.build()
    bareNames = bareNameTable.build()
    var barePostPhrases = PhraseTableBuilder()
    for (index, post) in posts.enumerated() where post.contains(" ") {
      barePostPhrases.add(barePhrase(post), index)
    }
    self.barePostPhrases = barePostPhrases.build()
    deputies = Dictionary(
      table("posts.tsv").filter { $0.count > 1 && !$0[1].isEmpty }.map { ($0[0], $0[1]) },
      uniquingKeysWith: { _, last in last })
    postLetters = posts.map { post in
      post.split { !$0.isLetter }.map { WordKey(String($0)).bare.codes }
    }
    stopPhrases = plain("stops.tsv")
    compoundPhrases = plain("compounds.tsv")
    var bareCommaTerms = PhraseTableBuilder()
    for (index, row) in table("compounds.tsv").enumerated() where row.first?.contains(",") == true {
      bareCommaTerms.add(barePhrase(row[0]), index)
    }
    self.bareCommaTerms = bareCommaTerms.build()
    var provinces: [ProvinceEntry] = []
    var provincePhrases = PhraseTableBuilder()
    var bareProvincePhrases = PhraseTableBuilder()
    for row in table("provinces.tsv") where row.count >= 2 {
      provinces.append(ProvinceEntry(name: row[0], isCity: row[1] == "city", names: scratch))
      provincePhrases.add(phrase(row[0]), provinces.count - 1)
      bareProvincePhrases.add(barePhrase(row[0]), provinces.count - 1)
    }
    var marks: [(String, String)] = []
    var markPhrases = PhraseTableBuilder()
    for row in table("marks.tsv") where row.count >= 2 {
      marks.append((row[0], row[1]))
      markPhrases.add(phrase(row[0]), marks.count - 1)
    }
    self.kinds = kinds
    kindLetters = kinds.enumerated().compactMap { index, entry in
      let words = entry.kind.name.split(separator: " ").map { WordKey(String($0)).bare.codes.map { $0 & 31 } }
      guard words.count > 1 || !entry.kind.code.isEmpty else { return nil }
      return (index, words.count, words.flatMap { $0 })
    }
    self.kindPhrases = kindPhrases.build()
    self.bareKindPhrases = bareKindPhrases.build()
    self.kindsByCode = WordTable(kindsByCode)
    self.bodies = bodies
    self.bodiesByCode = WordTable(bodiesByCode)
    self.codesByBare = WordTable(codesByBare.mapValues { $0.map { ($0, WordKey($0)) } })
    self.agencies = agencies
    self.agencyPhrases = agencyPhrases.build()
    self.bareFieldPhrases = bareFieldPhrases.build()
    self.heads = heads
    self.headPhrases = headPhrases.build()
    self.fields = fields
    self.fieldPhrases = fieldPhrases.build()
    self.provinces = provinces
    self.provincePhrases = provincePhrases.build()
    self.bareProvincePhrases = bareProvincePhrases.build()
    self.marks = marks
    self.markPhrases = markPhrases.build()
    var damaged: [WordKey: String] = [:]
    for text in abbreviations.sorted() where text.unicodeScalars.count >= 3 {
      for variant in Damage.variants(of: text) {
        let key = WordKey(variant)
        if vocabulary.id(key) != 0 || bodiesByCode[key] != nil { continue }
        if let other = damaged[key], other != text { damaged[key] = "" } else { damaged[key] = text }
      }
    }
    damagedAbbreviations = WordTable(
      damaged.filter { !$0.value.isEmpty }.mapValues { ($0, vocabulary.id(WordKey($0))) })
    var damagedBodies: [WordKey: Int] = [:]
    for (index, body) in bodies.enumerated()
    where body.level == "central" && body.code.unicodeScalars.count >= 3 {
      for variant in Damage.variants(of: body.code) {
        let key = WordKey(variant)
        if bodiesByCode[key] != nil { continue }
        if let other = damagedBodies[key], other != index {
          damagedBodies[key] = -1
        } else {
          damagedBodies[key] = index
        }
      }
    }
    self.damagedBodies = WordTable(damagedBodies.filter { $0.value >= 0 })
    damagedWords = RareWords(Damage.clusterVariants(of: bare))
    var wordsByBare = [[(id: UInt16, tone: UInt8, text: String)]](
      repeating: [], count: bare.entries.count + 1)
    for (key, id) in vocabulary.entries.sorted(by: { $0.value < $1.value }) {
      let number = Int(bare.id(key.bare))
      if number > 0, let text = key.spelling { wordsByBare[number].append((id, key.tone, text)) }
    }
    self.wordsByBare = wordsByBare
    self.vocabulary = vocabulary.build()
    bareVocabulary = bare.build()
    // A word that no list has may still be a damaged one.
    var wordTraits = [Traits](repeating: .unknownWord, count: vocabulary.entries.count + 1)
    for (key, id) in vocabulary.entries {
      var traits = Word(rawValue: id).map { Traits($0) } ?? []
      let bareID = bareVocabulary.id(key.bare)
      if self.kindPhrases.canStart(id) { traits.insert(.kind) }
      if self.headPhrases.canStart(id) || self.agencyPhrases.canStart(id)
        || bareNames.phrases.canStart(bareID)
      {
        traits.insert(.agency)
      }
      if key.bare == BareWord.thay.key { traits.insert(.change) }
      wordTraits[Int(id)] = traits
    }
    self.wordTraits = wordTraits
    var syllables = [Bool](repeating: false, count: wordTraits.count)
    for (key, id) in vocabulary.entries { syllables[Int(id)] = SyllableTable.standard.isSyllable(key) }
    self.syllables = syllables
  }

  /// What the word of that number may be to the rules.
  @inline(__always)
  func traits(_ word: UInt16) -> Traits { wordTraits[Int(word)] }

  /// Whether the word of that number is a Vietnamese syllable.
  @inline(__always)
  func isSyllable(_ word: UInt16) -> Bool { syllables[Int(word)] }

  /// Whether a closed list may have a meaning for a word that no list has: no for nearly all that are no damage.
  @inline(__always)
  func mayBeDamaged(_ token: Token) -> Bool {
    if token.has(.caps), token.length > 2 { return token.length <= 12 }
    return token.length <= 14 && (token.key.isHashed || damagedWords.id(token.key.bare) != 0)
  }

  /// The grammar's word that a token is with one cluster of letters damaged, if only one is.
  func wordMeant(by token: Token, in text: [UInt8]) -> (id: UInt16, text: String)? {
    let key =
      token.key.isHashed
      ? WordKey.bare(of: text, Int(token.start)..<token.end) : (token.key.bare, token.key.tone)
    guard let (bare, tone) = key else { return nil }
    let number = damagedWords.id(bare)
    guard number != 0, !SyllableTable.standard.isSyllable(token.key) else { return nil }
    let words = wordsByBare[Int(number)]
    let fits = words.count == 1 ? words : words.filter { $0.tone == tone }
    guard fits.count == 1 else { return nil }
    let word = fits[0]
    return (word.id, token.has(.upper) ? word.text.prefix(1).uppercased() + word.text.dropFirst() : word.text)
  }

  /// A number inside a phrase (`COVID-19`, `Đề án 06`) as a key that no word has.
  static func numberKey(_ token: Token) -> WordKey { WordKey(bits: token.key.bits | 1 << 62) }
  static let ampersand = WordKey(bits: 38 | 1 << 61)

  private static func isAbbreviation(_ text: String) -> Bool {
    guard let word = text.split(separator: " ").first else { return false }
    return word.unicodeScalars.count > 1
      && word.unicodeScalars.allSatisfy { $0.properties.isUppercase || !$0.properties.isAlphabetic }
  }
}
