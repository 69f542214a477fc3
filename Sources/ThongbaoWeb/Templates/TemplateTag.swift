#if Web
  /// A tag of a template, and where it stands.
  ///
  /// - Source: The Mustache manual, mustache(5).
  struct TemplateTag: Equatable {
    enum Kind: Character {
      case value = " "
      case unescaped = "&"
      case section = "#"
      case inverted = "^"
      case end = "/"
      case partial = ">"
      case parent = "<"
      case block = "$"
      case comment = "!"
      /// Another way to write tags. It would hide them from whoever checks a template.
      case delimiters = "="
      /// What the engine alone understands: another way to escape.
      case pragma = "%"
    }

    let kind: Kind
    let name: String
    /// From 1.
    let line: Int

    /// Whether a section ends with it.
    var isOpening: Bool { [.section, .inverted, .parent, .block].contains(kind) }

    /// The tags of a template, in order.
    ///
    /// - Throws: `badTag`, with its line: one that does not end, or whose name is none.
    /// - Complexity: O(length).
    static func all(of text: String) throws(TemplateFault) -> [TemplateTag] {
      let text = Array(text.utf8)
      var tags: [TemplateTag] = []
      var line = 1
      var index = 0
      while index + 1 < text.count {
        guard text[index] == brace, text[index + 1] == brace else {
          if text[index] == lineEnd { line += 1 }
          index += 1
          continue
        }
        index += 2
        var kind = Kind.value
        var close = [UInt8](repeating: closingBrace, count: 2)
        if index < text.count {
          if text[index] == brace {
            kind = .unescaped
            close.append(closingBrace)
            index += 1
          } else if let known = Kind(rawValue: Character(Unicode.Scalar(text[index]))), known != .value {
            kind = known
            index += 1
          }
        }
        guard let end = find(close, in: text, from: index) else {
          throw TemplateFault(line: line, .badTag)
        }
        let name = String(decoding: text[index..<end], as: UTF8.self)
        let trimmed = String(
          name.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        if kind != .comment, !isName(trimmed, kind) { throw TemplateFault(line: line, .badTag) }
        tags.append(TemplateTag(kind: kind, name: trimmed, line: line))
        line += name.utf8.count { $0 == lineEnd }
        index = end + close.count
      }
      return tags
    }

    private static let brace = UInt8(ascii: "{")
    private static let closingBrace = UInt8(ascii: "}")
    private static let lineEnd = UInt8(ascii: "\n")

    private static func find(_ mark: [UInt8], in text: [UInt8], from start: Int) -> Int? {
      var index = start
      while index + mark.count <= text.count {
        if text[index..<index + mark.count].elementsEqual(mark) { return index }
        index += 1
      }
      return nil
    }

    /// What a sequence says of its element's place.
    private static let places: Set<String> = ["first()", "last()", "even()", "odd()", "index()"]

    private static func isName(_ name: String, _ kind: Kind) -> Bool {
      switch kind {
      case .comment, .delimiters, .pragma: true
      case .partial, .parent, .block: !name.isEmpty && name.utf8.allSatisfy(isLetter)
      case .value, .unescaped, .section, .inverted, .end:
        name == "." || places.contains(name) || !name.isEmpty && name.utf8.allSatisfy(isLetter)
      }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
      default: false
      }
    }
  }

  /// Why a template cannot be used, and where.
  struct TemplateFault: Error, Equatable {
    enum Reason: Equatable {
      /// No template or file of the pages has this name; those that have one.
      case unknownFile(known: [String])
      /// It cannot be read, or it is no UTF-8, or longer than a template may be.
      case unreadable
      case badTag
      case notOpened(String)
      case notClosed(String)
      /// `{{=` or `{{%`.
      case forbiddenTag
      /// No page has a value of this name.
      case unknownName(String)
      case unknownPartial(String)
      case unknownBlock(String)
      /// It includes itself, through those templates.
      case circle([String])
      /// What the engine says, in English.
      case engine(String)
    }

    /// `search.mustache`
    var file = ""
    /// From 1; 0: of the file as a whole.
    var line: Int
    var reason: Reason

    init(file: String = "", line: Int = 0, _ reason: Reason) {
      self.file = file
      self.line = line
      self.reason = reason
    }
  }
#endif
