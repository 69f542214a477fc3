import Foundation
import NoticeIndex
import TestSupport
import Testing

@testable import NoticeSearch

@Suite struct QueryParserTests {
  /// The query, its tree as `outline` draws it, and its canonical text if that is another.
  @Test(
    arguments: [
      // Words and what stands between them.
      ("tiêm", "tiêm", nil),
      ("tiêm chủng", "together(tiêm chủng)", nil),
      ("  tiêm,\tchủng.\n", "together(tiêm chủng)", "tiêm chủng"),
      ("THÔNG BÁO TIÊM CHỦNG", "together(THÔNG BÁO TIÊM CHỦNG)", nil),
      ("COVID-19 18-CT/TU 12/2021", "together(COVID-19 18-CT/TU 12/2021)", nil),
      ("LĐTB&XH 1.234 TM.UBND", "together(LĐTB&XH 1.234 TM UBND)", "LĐTB&XH 1.234 TM UBND"),
      ("a- -/b c--d e/", "together(a b c d e)", "a b c d e"),
      ("https://quangninh.gov.vn", "together(https quangninh gov vn)", "https quangninh gov vn"),
      ("10:30 Nơi nhận: x", "together(10 30 Nơi nhận x)", "10 30 Nơi nhận x"),
      ("kind: TB số: 5", "together(kind TB số 5)", "kind TB số 5"),
      ("a=b c ^ d ? !", "together(a b c d)", "a b c d"),
      ("ai?", "ai", "ai"),
      ("日本 Ελλάδα", "together(日本 Ελλάδα)", nil),
      // AND, OR, NOT.
      ("a AND b", "all(a b)", nil),
      ("a b AND c", "all(together(a b) c)", nil),
      ("a b AND c d AND e", "all(together(a b) together(c d) e)", nil),
      ("a && b&&c", "all(a b c)", "a AND b AND c"),
      ("a OR b c", "any(a together(b c))", nil),
      ("a OR b AND c OR d", "any(a all(b c) d)", nil),
      ("a || b||c", "any(a b c)", "a OR b OR c"),
      ("(a OR b) c", "together(any(a b) c)", nil),
      ("a (b c)", "together(a together(b c))", nil),
      ("(a b) AND c", "all(together(a b) c)", "a b AND c"),
      ("a AND (b AND c)", "all(a all(b c))", nil),
      ("((((a))))", "a", "a"),
      ("a -b", "all(a not(b))", nil),
      ("a NOT b", "all(a not(b))", "a -b"),
      ("a AND NOT b", "all(a not(b))", "a -b"),
      ("a AND b -c", "all(a b not(c))", nil),
      ("a -b c", "all(together(a c) not(b))", "a c -b"),
      ("-a", "all(* not(a))", nil),
      ("-a -b", "all(* not(a) not(b))", nil),
      ("NOT a b", "all(b not(a))", "b -a"),
      ("NOT NOT a", "a", "a"),
      ("NOT -a", "a", "a"),
      ("a !b", "all(a not(b))", "a -b"),
      ("wow! a!b", "together(wow a b)", "wow a b"),
      ("a - b", "together(a b)", "a b"),
      ("a OR -b", "any(a all(* not(b)))", nil),
      ("-(a b)", "all(* not(together(a b)))", nil),
      ("(-a)", "all(* not(a))", "-a"),
      ("a (-b)", "together(a all(* not(b)))", nil),
      ("-\"a b\"~2 c", "all(c not(“a b”~2))", "c -\"a b\"~2"),
      ("-=a -b*", "all(* not(=a) not(b…))", nil),
      ("* -a", "all(* not(a))", "-a"),
      ("* a", "all(* a)", nil),
      ("and or not near a", "together(and or not near a)", nil),
      // NEAR.
      ("a NEAR/5 b", "near5(a b)", nil),
      ("a NEAR b", "near10(a b)", "a NEAR/10 b"),
      ("a NEAR/0 b NEAR/0 c", "near0(a b c)", nil),
      ("a NEAR/5 b NEAR/3 c", "near3(near5(a b) c)", "(a NEAR/5 b) NEAR/3 c"),
      ("a NEAR/5 (b NEAR/5 c)", "near5(a near5(b c))", nil),
      ("tổ chức NEAR/5 tiêm chủng", "near5(“tổ chức” “tiêm chủng”)", "\"tổ chức\" NEAR/5 \"tiêm chủng\""),
      ("(tổ chức) NEAR/5 tiêm", "near5(“tổ chức” tiêm)", "\"tổ chức\" NEAR/5 tiêm"),
      ("(a OR \"b c\") NEAR/5 d*", "near5(any(a “b c”) d…)", nil),
      (
        "kind:TB a b NEAR/5 c d -e", "all(kind=‹TB› near5(“a b” “c d”) not(e))",
        "kind:TB (\"a b\" NEAR/5 \"c d\") -e"
      ),
      ("x* a b NEAR/5 c y^2", "together(x… near5(“a b” c) y^2.0)", "x* (\"a b\" NEAR/5 c) y^2"),
      ("NOT a NEAR/5 b c", "all(* not(near5(a “b c”)))", "-(a NEAR/5 \"b c\")"),
      ("NOT a b NEAR/5 c", "all(near5(b c) not(a))", "(b NEAR/5 c) -a"),
      ("subject:(a b NEAR/5 c)", "near5(subject:“a b” subject:c)", "subject:\"a b\" NEAR/5 subject:c"),
      // Phrases.
      ("\"tổ COVID-19 cộng đồng\"", "“tổ COVID-19 cộng đồng”", nil),
      ("“a b” «c» \"d\"~3", "together(“a b” “c” “d”~3)", "\"a b\" \"c\" \"d\"~3"),
      ("=“a b”~2", "=“a b”~2", "=\"a b\"~2"),
      ("\"a \"\"b\"\" c\"", "“a \"b\" c”", nil),
      ("\"a AND (b\"", "“a AND (b”", nil),
      ("a\"b\"c", "together(a “b” c)", "a \"b\" c"),
      // Signs of words.
      ("vắc* v*c v?c *c", "together(vắc… v*c? v?c? *c?)", nil),
      ("v** **v a*?", "together(v… *v? a…)", "v* *v a*"),
      ("?c a?* v*c* ??", "together(?c? a?*? v*c*?)", "?c a?* v*c*"),
      ("18-CT*", "18-CT…", nil),
      ("dịch~ ~dịch dịch~1 dịch~2", "together(dịch~ dịch~ dịch~1 dịch~2)", "dịch~ dịch~ dịch~1 dịch~2"),
      ("=hòa =vắc* =v*c", "together(=hòa =vắc… =v*c?)", nil),
      ("*", "*", nil),
      ("***", "*", "*"),
      ("a^2 \"b c\"^0.5 (d e)^3 *^0", "all(together(a^2.0 “b c”^0.5 together(d e)^3.0) *^0.0)", nil),
      ("a^0,125 b~^2 c*^1000", "together(a^0.125 b~^2.0 c…^1000.0)", "a^0.125 b~^2 c*^1000"),
      ("(a^2)^3", "a^2.0^3.0", nil),
      // Fields of text.
      ("subject:a", "subject:a", nil),
      ("subject:(a b) c", "together(together(subject:a subject:b) c)", "(subject:a subject:b) c"),
      ("subject:\"a b\"~2 text:=a", "together(subject:“a b”~2 text:=a)", nil),
      (
        "subject:(a OR text:b OR kind:TB)^2", "any(subject:a text:b kind=‹TB›)^2.0",
        "(subject:a OR text:b OR kind:TB)^2"
      ),
      ("trích-yếu:dịch* TRICHYEU:~b", "together(subject:dịch… subject:b~)", "subject:dịch* subject:b~"),
      ("-subject:a b", "all(b not(subject:a))", "b -subject:a"),
      // Fields of values.
      ("kind:TB", "kind=‹TB›", nil),
      ("KIND:TB, Loại:CT.", "all(kind=‹TB› kind=‹CT›)", "kind:TB kind:CT"),
      ("ref:18-CT/TU", "reference=‹18-CT/TU›", nil),
      ("viện-dẫn:\"Chỉ thị số 18-CT/TU\"", "reference=‹Chỉ thị số 18-CT/TU›", "ref:\"Chỉ thị số 18-CT/TU\""),
      ("ref:18-CT* ref:\"a b\"* ref:*", "all(reference=‹18-CT…› reference=‹a b…› reference=*)", nil),
      ("issuer:“Tỉnh ủy”", "issuer=‹Tỉnh ủy›", "issuer:\"Tỉnh ủy\""),
      ("kind:(TB OR CT)", "any(kind=‹TB› kind=‹CT›)", "kind:TB OR kind:CT"),
      (
        "issuer:(Tỉnh ủy Quảng Ninh || Sở Y tế*)", "any(issuer=‹Tỉnh ủy Quảng Ninh› issuer=‹Sở Y tế…›)",
        "issuer:\"Tỉnh ủy Quảng Ninh\" OR issuer:\"Sở Y tế\"*"
      ),
      (
        "agency:(\"A\" AND \"B\" -C)", "all(agency=‹A› agency=‹B› not(agency=‹C›))",
        "agency:A agency:B -agency:C"
      ),
      ("agency:(A - B)", "agency=‹A - B›", "agency:\"A - B\""),
      (
        "agency:(A NOT B C OR D)", "any(all(agency=‹A› not(agency=‹B C›)) agency=‹D›)",
        "agency:A -agency:\"B C\" OR agency:D"
      ),
      (
        "kind:TB^2 kind:(A OR B)^3", "all(kind=‹TB›^2.0 any(kind=‹A› kind=‹B›)^3.0)",
        "kind:TB^2 (kind:A OR kind:B)^3"
      ),
      ("kind:TB||kind:CT", "any(kind=‹TB› kind=‹CT›)", "kind:TB OR kind:CT"),
      ("kind:AND", "kind=‹AND›", nil),
      ("id:a/b.c_d", "id=‹a/b.c_d›", nil),
      ("id:C:\\x", "id=‹C:\\x›", "id:\"C:\\x\""),
      ("id:\"a \"\"b\"\"\"", "id=‹a \"b\"›", nil),
      ("(kind:TB)", "kind=‹TB›", "kind:TB"),
      // Values beside words.
      ("kind:TB a b", "all(kind=‹TB› together(a b))", nil),
      ("a kind:TB b place:X", "all(together(a b) kind=‹TB› place=‹X›)", "a b kind:TB place:X"),
      ("kind:TB AND a AND b date:2021", "all(kind=‹TB› a b date[18628…18992])", "kind:TB a AND b date:2021"),
      ("(kind:TB place:X) a", "all(all(kind=‹TB› place=‹X›) a)", nil),
      ("(kind:TB OR a) b", "together(any(kind=‹TB› a) b)", nil),
      ("-kind:TB", "all(* not(kind=‹TB›))", nil),
      // Days.
      ("date:2021-10", "date[18901…18931]", nil),
      ("ngày:18/10/2021", "date[18918…18918]", "date:2021-10-18"),
      ("date:2021-10..2021-12", "date[18901…18992]", "date:2021-36"),
      (
        "due:<2021-11-30, deadline:>=2021", "all(deadline[…18960] deadline[18628…])",
        "due:..2021-11-29 due:2021-01-01.."
      ),
      ("date:2021-10.. a", "all(date[18901…] a)", "date:2021-10-01.. a"),
      ("hạn:\"quý IV/2021\" hạn:*", "all(deadline[18901…18992] deadline[…])", "due:2021-36 due:*"),
      ("date:(quý 4/2021 OR 2020)", "any(date[18901…18992] date[18262…18627])", "date:2021-36 OR date:2020"),
      ("date:2021^2", "date[18628…18992]^2.0", nil),
    ] as [(String, String, String?)])
  func reads(_ text: String, _ tree: String, _ canonical: String?) throws {
    let query = try Query.parse(text)
    #expect(outline(query) == tree)
    #expect(query.description == canonical ?? text)
    #expect(try Query.parse(query.description).withoutRanges() == query.withoutRanges())
    #expect(QueryLaws.isInForm(query))
  }

  /// The query, what is wrong with it, the bytes, the column, and the suggestion.
  @Test(
    arguments: [
      ("", .emptyQuery, 0..<0, 1, nil),
      (" , … ", .emptyQuery, 0..<7, 1, nil),
      ("tiêm ()", .emptyGroup, 6..<8, 6, nil),
      ("kind:( , )", .emptyGroup, 5..<10, 6, nil),
      ("tiêm \"…\"", .emptyPhrase, 6..<11, 6, nil),
      ("kind:\"\"", .emptyPhrase, 5..<7, 6, nil),
      ("tiêm \"chủng OR a", .unclosedQuote, 6..<19, 6, "\"chủng OR a\""),
      ("“a", .unclosedQuote, 0..<4, 1, "“a”"),
      ("kind:\"a", .unclosedQuote, 5..<7, 6, "\"a\""),
      ("a (b (c", .unclosedGroup, 5..<7, 6, "(c)"),
      ("👩‍👩‍👧 )", .unexpectedClose, 19..<20, 3, ""),
      ("-=(a)", .misplacedOperator("="), 1..<2, 2, nil),
      ("dịch) a", .unexpectedClose, 6..<7, 5, ""),
      ("a AND", .missingOperand(operator: "AND"), 2..<5, 3, nil),
      ("a && OR b", .missingOperand(operator: "&&"), 2..<4, 3, nil),
      ("OR b", .missingOperand(operator: "OR"), 0..<2, 1, nil),
      ("a OR || b", .missingOperand(operator: "OR"), 2..<4, 3, nil),
      ("AND", .missingOperand(operator: "AND"), 0..<3, 1, nil),
      ("a AND AND b", .missingOperand(operator: "AND"), 6..<9, 7, nil),
      ("(a OR) b", .missingOperand(operator: "OR"), 3..<5, 4, nil),
      ("NOT", .missingOperand(operator: "NOT"), 0..<3, 1, nil),
      ("a NOT AND b", .missingOperand(operator: "NOT"), 2..<5, 3, nil),
      ("NEAR/5 b", .missingOperand(operator: "NEAR/5"), 0..<6, 1, nil),
      ("a NEAR", .missingOperand(operator: "NEAR"), 2..<6, 3, nil),
      ("a NEAR -b", .missingOperand(operator: "NEAR"), 2..<6, 3, nil),
      ("kind:(OR TB)", .missingOperand(operator: "OR"), 6..<8, 7, nil),
      ("a NEAR/5 kind:TB", .unsuitableOperand(operator: "NEAR/5"), 9..<16, 10, nil),
      ("(a AND b) NEAR c", .unsuitableOperand(operator: "NEAR"), 0..<9, 1, nil),
      ("a NEAR b^2", .unsuitableOperand(operator: "NEAR"), 7..<10, 8, nil),
      ("* NEAR b", .unsuitableOperand(operator: "NEAR"), 0..<1, 1, nil),
      ("=dịch~", .misplacedOperator("~"), 7..<8, 6, ""),
      ("dịch*~1", .misplacedOperator("~"), 7..<8, 6, ""),
      ("~dịch*", .misplacedOperator("~"), 0..<1, 1, ""),
      ("~dịch~1", .misplacedOperator("~"), 7..<8, 6, ""),
      ("(a b)~2", .misplacedOperator("~"), 5..<6, 6, ""),
      ("=(a b)", .misplacedOperator("="), 0..<1, 1, nil),
      ("subject:~(a)", .misplacedOperator("~"), 8..<9, 9, nil),
      ("=subject:a", .misplacedOperator("="), 0..<1, 1, nil),
      ("=*", .misplacedOperator("="), 0..<2, 1, nil),
      ("*~", .misplacedOperator("*"), 0..<1, 1, nil),
      ("text:*", .misplacedOperator("*"), 5..<6, 6, nil),
      ("\"a b\"*", .misplacedOperator("*"), 5..<6, 6, ""),
      ("subject:-a", .misplacedOperator("-"), 8..<9, 9, nil),
      ("subject:kind:TB", .misplacedOperator(":"), 12..<13, 13, nil),
      ("ref:1*8", .misplacedOperator("*"), 4..<7, 5, "\"1*8\""),
      ("ref:18-CT/TU~1", .misplacedOperator("~"), 4..<14, 5, "\"18-CT/TU~1\""),
      ("kind:=TB", .misplacedOperator("="), 5..<8, 6, "\"=TB\""),
      ("kind:-TB", .misplacedOperator("-"), 5..<8, 6, "\"-TB\""),
      ("kind:\"a\"~1", .misplacedOperator("~"), 8..<9, 9, ""),
      ("dịch knd:TB", .unknownField("knd"), 7..<10, 6, "kind"),
      ("isuer:a", .unknownField("isuer"), 0..<5, 1, "issuer"),
      ("sở:a", .unknownField("sở"), 0..<4, 1, "số"),
      ("trích yếu:a", .unknownField("trích yếu"), 0..<12, 1, "trích-yếu"),
      ("x cơ quan ban hành:\"a\"", .unknownField("cơ quan ban hành"), 2..<20, 3, "cơ-quan-ban-hành"),
      ("xyzzy:(a)", .unknownField("xyzzy"), 0..<5, 1, nil),
      ("date:hôm-nay", .badDay("hôm-nay"), 5..<13, 6, nil),
      ("date:\"today\"", .badDay("today"), 5..<12, 6, nil),
      ("date:2021-13", .badDay("2021-13"), 5..<12, 6, nil),
      ("date:2021*", .badDay("2021*"), 5..<10, 6, nil),
      ("date:10/18/2021", .badDay("10/18/2021"), 5..<15, 6, "18/10/2021"),
      ("due:2021-12..2021-10", .badDay("2021-12..2021-10"), 4..<20, 5, "2021-10..2021-12"),
      ("due:\"2021..2020\"", .badDay("2021..2020"), 4..<16, 5, "\"2020..2021\""),
      ("due:<", .badDay("<"), 4..<5, 5, nil),
      ("a^b", .badNumber("b"), 1..<3, 2, nil),
      ("a^", .badNumber(""), 1..<2, 2, nil),
      ("a^2^3", .badNumber("2^3"), 1..<5, 2, nil),
      ("a^-1", .badNumber("-1"), 1..<4, 2, nil),
      ("a^1001", .badNumber("1001"), 1..<6, 2, nil),
      ("a^1.0000001", .badNumber("1.0000001"), 1..<11, 2, nil),
      ("a NEAR/x b", .badNumber("x"), 7..<8, 8, nil),
      ("a NEAR/1001 b", .badNumber("1001"), 7..<11, 8, nil),
      ("\"a\"~99999999999999999999", .badNumber("99999999999999999999"), 4..<24, 5, nil),
      ("a~b", .badNumber("b"), 2..<3, 3, nil),
      ("a~0", .badNumber("0"), 2..<3, 3, nil),
      ("dịch~3", .tooManyEdits(found: 3, limit: 2), 7..<8, 6, "2"),
      ("\"a b\"~", .fuzzyPhrase, 0..<6, 1, nil),
      ("~\"a b\"", .fuzzyPhrase, 0..<6, 1, nil),
    ] as [(String, QueryError.Kind, Range<Int>, Int, String?)])
  func refuses(
    _ text: String, _ kind: QueryError.Kind, _ range: Range<Int>, _ column: Int, _ suggestion: String?
  ) {
    let error = #expect(throws: QueryError.self) { try Query.parse(text) }
    #expect(error == QueryError(kind: kind, range: range, column: column, suggestion: suggestion))
  }

  @Test func operatorsInQuotesAndBehindColonsAreWords() throws {
    #expect(outline(try Query.parse("=AND \"OR\" text:NOT NOT~")) == "together(=AND “OR” text:NOT NOT~)")
  }

  @Test func rangesAreBytesAsTyped() throws {
    // Decomposed: ê and ủ take more bytes than they do in the tree.
    let text = "=tiêm* kind:TB \"chủng\"~2 ref:\"x y\"*".decomposedStringWithCanonicalMapping
    var found: [String] = []
    func collect(_ query: Query) {
      func add(_ range: Range<Int>) { found.append(String(decoding: Array(text.utf8)[range], as: UTF8.self)) }
      switch query {
      case .word(let word): add(word.range)
      case .phrase(let phrase): add(phrase.range)
      case .keyword(_, _, let range): add(range)
      case .all(let parts), .together(let parts): parts.forEach(collect)
      default: break
      }
    }
    collect(try Query.parse(text))
    #expect(found == ["=tiêm*", "\"chủng\"~2", "TB", "\"x y\"*"])
  }

  /// Letters with their accents apart are the same query, byte for byte, and an error is in the same column.
  @Test(arguments: [
    "tiêm chủng", "trích-yếu:\"tổ COVID-19 cộng đồng\"~3", "NGƯỜI-KÝ:Nguyễn", "hạn:\"quý IV năm 2021\"",
    "vắc* dịch~ =hòa",
    "Đà Nẵng ợ ở ỡ NEAR/5 ữ", "dịch~3", "tiêm (chủng", "trích yếu:a",
  ])
  func decomposedLettersAreTheSame(_ text: String) {
    let composed = text.precomposedStringWithCanonicalMapping
    let decomposed = text.decomposedStringWithCanonicalMapping
    #expect(Array(composed.utf8) != Array(decomposed.utf8))
    func result(_ text: String) -> [UInt8] {
      switch QueryLaws.parse(text) {
      case .success(let query): Array(outline(query).utf8)
      case .failure(let error): Array("\(error.kind) \(error.column)".utf8)
      }
    }
    #expect(result(composed) == result(decomposed))
  }

  @Test func limitsAreErrors() throws {
    func kind(_ text: String) -> QueryError.Kind? {
      if case .failure(let error) = QueryLaws.parse(text) { error.kind } else { nil }
    }
    func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }
    #expect(kind(times(100, "(") + "a" + times(100, ")")) == nil)
    #expect(kind(times(101, "(") + "a" + times(101, ")")) == .tooDeep(limit: 100))
    #expect(kind(times(50_000, "(")) == .tooDeep(limit: 100))
    #expect(kind(times(1_000, "a ")) == nil)
    #expect(kind(times(1_001, "a ")) == .tooManyClauses(limit: 1_000))
    #expect(kind("\"" + times(1_001, "a ") + "\"") == .tooManyClauses(limit: 1_000))
    #expect(kind(times(1_001, "a-")) == .tooManyClauses(limit: 1_000))
    #expect(kind(times(1_001, "kind:a OR ") + "b") == .tooManyClauses(limit: 1_000))
    #expect(kind(times(61, "a NEAR ") + "a") == nil)
    #expect(kind(times(62, "a NEAR ") + "a") == .tooManySides(limit: 62))
    #expect(kind(times(100_000, "a")) == nil)
    #expect(kind(times(100_001, "a")) == .tooLong(limit: 100_000))
  }

  /// 100 kB of one thing, a third of it where that takes long: quadratic time would show as minutes.
  @Test(
    .enabled(if: !skipsLongTests),
    arguments: [
      "a", "ậ", "a\u{301}", "\u{301}", "?", "*", "?*", "a?", "a?a", "a*a", "~", "=", "=?", "-", " -", " !",
      "-?", "^", "^1", "a^1 ",
      "\"", "\"\"", "“", "\"a", "(", ")", "()", "a:", ":a", "date:", "kind:", "kind:(", "kind:a,", "..", "1.",
      "NOT ", "NOT -",
      "AND ", "a OR ", "a NEAR ", "NEAR/", "&", "&&", "|", "||", "a\u{200B}", "\u{0430}", "x\u{0430}", "\r\n",
      "\0", "👩‍👩‍👧", "ref:1", "~1",
      "a~", "\"a\"~1 ", "text:", "subject:a ", "trích ", "<", "date:<", "a/", "/", "\u{FFFD}", "\u{338}",
    ])
  func isLinear(_ piece: String) {
    for wrap in [("", ""), ("kind:(", ")"), ("a\"", "\"")] {
      let size = QueryLexer.longestQuery / (sweepsWhole ? 1 : 3)
      let count = (size - wrap.0.utf8.count - wrap.1.utf8.count) / piece.utf8.count
      QueryLaws.check(wrap.0 + String(repeating: piece, count: count) + wrap.1)
    }
  }

  @Test(arguments: UInt64(0)..<500)
  func printedTreesAreReadBack(seed: UInt64) throws {
    var random = QueryGenerator(seed: seed)
    let query = random.query()
    #expect(QueryLaws.isInForm(query))
    #expect(outline(try Query.parse(query.description).withoutRanges()) == outline(query), "\(query)")
    #expect(try Query.parse(query.description).withoutRanges() == query)
  }

  @Test(arguments: UInt64(0)..<(sweepsWhole ? 100 : 40))
  func garbledQueriesHarmNothing(seed: UInt64) {
    var random = QueryGenerator(seed: seed)
    for _ in 0..<100 { QueryLaws.check(random.garbled()) }
  }
}
