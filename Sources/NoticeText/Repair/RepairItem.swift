/// One place of the text that repair looks at: a word, a number or the end of a sentence.
struct RepairItem {
  enum Kind: UInt8 {
    case word, number, boundary
  }

  var kind: Kind
  /// In the model's vocabulary.
  var id: LanguageModel.ID
  /// Tokens `[first, end)`.
  var first: Int32
  var end: Int32
  /// Never repaired: part of a symbol, an abbreviation, a label.
  var isFixed: Bool
  /// No word that the model knows.
  var isUnknown: Bool
  /// Follows the item before it after a blank on the same line, nothing else between.
  var isAdjacent: Bool
  /// A name by its looks: a capital inside a sentence.
  var isNamelike: Bool
  /// A syllable of a person's name: another one would be another person, unless this text has that name elsewhere.
  var isPersonal = false
}

extension RepairItem {
  /// The items of a text.
  ///
  /// - Complexity: O(tokens).
  static func items(
    of tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>, model: LanguageModel
  ) -> [RepairItem] {
    var items = GrowingMemory<RepairItem>(capacity: tokens.count + 2)
    defer { items.free() }
    items.append(boundary(at: 0))
    let count = tokens.count - Tokenizer.padding
    let unknown = model.unknown
    var index = 0
    while index < count {
      let token = tokens[index]
      if token.has([.blank, .cell, .rule, .heading]), items.last.kind != .boundary {
        items.append(boundary(at: index))
      }
      // A word alone, as most are.
      if token.kind == .word, tokens[index + 1].has([.space, .newline]) || index + 1 == count {
        let id = model.id(token.key)
        let isUnknown = id == unknown
        let previous = items.last
        let followsWord = previous.kind == .word && !token.has(.newline)
        items.append(
          RepairItem(
            kind: .word, id: id, first: Int32(index), end: Int32(index + 1),
            isFixed: token.length <= 5 && isAbbreviation(token, id, model), isUnknown: isUnknown,
            isAdjacent: followsWord && Int(previous.end) == index,
            isNamelike: followsWord && token.has(.upper) && !token.has(.caps)))
        index += 1
        continue
      }
      // What stands together without a blank.
      var end = index + 1
      var hasDigit = token.kind == .number
      var hasCapital = token.has(.upper)
      var hasSlash = token.isMark(47) || token.isMark(64)
      while end < count, !tokens[end].has(.space), !tokens[end].has(.newline),
        Int(tokens[end].start) == tokens[end - 1].end
      {
        hasDigit = hasDigit || tokens[end].kind == .number
        hasSlash = hasSlash || tokens[end].isMark(47) || tokens[end].isMark(64)
        hasCapital = hasCapital || tokens[end].has(.upper)
        end += 1
      }
      add(tokens, text, index..<end, isSymbol: hasDigit || hasSlash && hasCapital, model: model, to: &items)
      index = end
    }
    items.append(boundary(at: count))
    var out = items.array
    markNames(&out, tokens)
    return out
  }

  /// Marks the syllables of a person's name after the first.
  ///
  ///     name ← FAMILY-NAME WORD WORD WORD?
  ///
  /// All of them begin with a capital, and what follows does not; what is no syllable is mended there as anywhere.
  private static func markNames(_ items: inout [RepairItem], _ tokens: UnsafeBufferPointer<Token>) {
    var index = 0
    while index + 2 < items.count {
      let first = tokens[Int(items[index].first)]
      guard items[index].kind == .word, first.has(.upper), !first.has(.caps),
        PersonName.isFamilyName(first.key)
      else {
        index += 1
        continue
      }
      var end = index + 1
      while end < items.count, items[end].isAdjacent, items[end].isNamelike { end += 1 }
      if 3...4 ~= end - index {
        for place in index + 1..<end
        where !items[place].isUnknown
          && SyllableTable.standard.isSyllable(tokens[Int(items[place].first)].key)
        {
          items[place].isPersonal = true
        }
      }
      index = end
    }
  }

  private static func boundary(at token: Int) -> RepairItem {
    RepairItem(
      kind: .boundary, id: LanguageModel.boundary, first: Int32(token), end: Int32(token), isFixed: true,
      isUnknown: false, isAdjacent: false, isNamelike: false)
  }

  private static func add(
    _ tokens: UnsafeBufferPointer<Token>, _ text: UnsafeBufferPointer<UInt8>, _ chunk: Range<Int>,
    isSymbol: Bool,
    model: LanguageModel, to items: inout GrowingMemory<RepairItem>
  ) {
    var index = chunk.lowerBound
    while index < chunk.upperBound {
      let token = tokens[index]
      switch token.kind {
      case .number:
        // 21/0/1973, 1.200,5: one number.
        if items.last.kind != .number || Int(items.last.first) < chunk.lowerBound {
          items.append(
            RepairItem(
              kind: .number, id: LanguageModel.number, first: Int32(index), end: Int32(index + 1),
              isFixed: true,
              isUnknown: false, isAdjacent: false, isNamelike: false))
        }
      case .punctuation:
        if isSentenceEnd(token), items.last.kind != .boundary, !isSymbol || index + 1 == chunk.upperBound {
          items.append(boundary(at: index))
        }
      case .word:
        var end = index + 1
        // phư(mg, Trưó'c: marks inside a word that is none.
        if !isSymbol {
          while end + 1 < chunk.upperBound, tokens[end].kind == .punctuation, tokens[end].length <= 3,
            !isSentenceEnd(tokens[end]), !tokens[end].isMark(45), tokens[end + 1].kind == .word,
            model.id(tokens[end - 1].key) == model.unknown || model.id(tokens[end + 1].key) == model.unknown
              || tokens[end - 1].length == 1 || tokens[end + 1].length == 1
          {
            end += 2
          }
        }
        let id = end == index + 1 ? model.id(token.key) : model.unknown
        let isUnknown = id == model.unknown
        let isAbbreviation = isAbbreviation(token, id, model)
        let isLabel =
          (token.key.isHashed ? token.length <= 3 : token.key.count == 1) && end < chunk.upperBound
          && (tokens[end].isMark(41) || tokens[end].isMark(46) || tokens[end].isMark(45))
        let previous = items.last
        items.append(
          RepairItem(
            kind: .word, id: id, first: Int32(index), end: Int32(end),
            isFixed: isSymbol || isLabel || (isAbbreviation && token.length <= 5 && end == index + 1),
            isUnknown: isUnknown,
            isAdjacent: index == chunk.lowerBound && !token.has(.newline) && previous.kind == .word
              && Int(previous.end) == index,
            isNamelike: token.has(.upper) && !token.has(.caps) && previous.kind == .word
              && !token.has(.newline)))
        index = end
        continue
      case .end: break
      }
      index += 1
    }
  }

  @inline(__always)
  private static func isAbbreviation(_ token: Token, _ id: LanguageModel.ID, _ model: LanguageModel) -> Bool {
    token.has(.caps) && token.length > 1
      && (id == model.unknown || model.kinds[Int(id)] != .syllable || model.capsShare[Int(id)] > 0.5)
  }

  /// What ends a sentence for the model, as it was counted.
  static func isSentenceEnd(_ token: Token) -> Bool {
    guard token.kind == .punctuation else { return false }
    switch token.key.bits {
    case 46, 59, 58, 33, 63, 0x2026: return true
    default: return false
    }
  }
}
