import NoticeSearch

extension Phrase {
  /// Why a text is no query.
  package init(_ kind: QueryError.Kind) {
    switch kind {
    case .emptyQuery: self.init("không có từ nào để tìm", "there is nothing to look for")
    case .emptyGroup: self.init("trong ngoặc không có gì", "the brackets hold nothing")
    case .emptyPhrase: self.init("trong ngoặc kép không có gì", "the quotes hold nothing")
    case .unclosedQuote: self.init("thiếu dấu ngoặc kép đóng", "the closing quote is missing")
    case .unclosedGroup: self.init("thiếu dấu ngoặc đóng", "the closing bracket is missing")
    case .unexpectedClose: self.init("dấu ngoặc đóng thừa", "no bracket is open here")
    case .missingOperand(let sign):
      self.init("“\(sign)” thiếu một vế", "“\(sign)” lacks one of its sides")
    case .unsuitableOperand(let sign):
      self.init(
        "“\(sign)” chỉ đứng giữa từ và cụm từ",
        "“\(sign)” stands between words and phrases only")
    case .misplacedOperator(let sign):
      self.init("dấu “\(sign)” không có nghĩa ở đây", "“\(sign)” means nothing here")
    case .unknownField(let name):
      self.init("không có trường “\(name)”", "there is no field “\(name)”")
    case .badDay(let text):
      self.init(
        "“\(text)” không phải là ngày, tháng, quý, năm hay khoảng thời gian",
        "“\(text)” is no day, month, quarter or year, nor a range of them")
    case .badNumber(let text):
      self.init("“\(text)” không phải là số dùng được ở đây", "“\(text)” is no number that can stand here")
    case .tooManyEdits(let found, let limit):
      self.init(
        "cho phép nhiều nhất \(limit) chữ khác, không phải \(found)",
        "at most \(limit) letters may differ, not \(found)")
    case .fuzzyPhrase:
      self.init(
        "cụm từ cần một số sau dấu ~, như \"…\"~3: số từ được chen vào giữa",
        "a phrase takes a number after its ~, such as \"…\"~3: how many words may stand in between")
    case .tooDeep(let limit):
      let most = Self.number(limit)
      self.init("ngoặc lồng nhau quá \(most.vi) lớp", "brackets more than \(most.en) deep")
    case .tooManyClauses(let limit):
      let most = Self.number(limit)
      self.init("quá \(most.vi) từ và giá trị", "more than \(most.en) words and values")
    case .tooManySides(let limit):
      let most = Self.number(limit)
      self.init("NEAR nối quá \(most.vi) vế", "NEAR joins more than \(most.en) sides")
    case .tooLong(let limit):
      let most = Self.size(limit)
      self.init("câu tìm dài hơn \(most.vi)", "the query is longer than \(most.en)")
    }
  }
}
