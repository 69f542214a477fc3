/// What a person read in a notice: `Corpus/gold/<name>.gold.json`, as `Corpus/README.md` describes it.
package struct GoldNotice: Decodable, Sendable {
  package var doc: String
  /// The name that may be left out at the end of a body's name.
  package var province: String?
  package var header: [String: OneOrMany]
  package var headerOptional: [String]?
  package var headerOpen: Bool?
  package var fragment: Bool?
  package var recipients: [String]?
  package var recipientsOptional: [String]?
  package var directives: [GoldDirective]?
  package var directivesOptional: [GoldDirective]?
  package var references: [GoldReference]?
  package var referencesOptional: [GoldReference]?
  package var dates: [Counted]?
  package var datesOptional: [Counted]?
  package var agencies: [String]?
  package var agenciesOptional: [String]?
  /// Groups of names that mean the same.
  package var sameAs: [[String]]?
  /// Parts that are not annotated.
  package var partial: [String]?

  /// A header field, or the other values of it that are right.
  package enum OneOrMany: Decodable, Sendable {
    case one(String), many([String])

    package init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let one = try? value.decode(String.self) {
        self = .one(one)
      } else {
        self = .many(try value.decode([String].self))
      }
    }

    package var values: [String] {
      switch self {
      case .one(let value): [value]
      case .many(let values): values
      }
    }
  }

  /// A value and how often the text has it: no `count` means once, or any number of times if optional.
  package struct Counted: Decodable, Sendable {
    package var value: String
    package var count: Int?

    enum CodingKeys: CodingKey { case value, count }

    package init(from decoder: any Decoder) throws {
      if let plain = try? decoder.singleValueContainer().decode(String.self) {
        value = plain
      } else {
        let entry = try decoder.container(keyedBy: CodingKeys.self)
        value = try entry.decode(String.self, forKey: .value)
        count = try entry.decodeIfPresent(Int.self, forKey: .count)
      }
    }
  }
}

/// An item of the operative part; `starts` is its first words.
package struct GoldDirective: Decodable, Sendable {
  package var path: String
  package var starts: String
  package var assignees: [String]?
  package var assigneesOptional: [String]?
  package var deadlines: [String]?
  package var deadlinesOptional: [String]?
}

/// A document that the text names, `count` times in this form.
package struct GoldReference: Decodable, Sendable {
  /// `18-CT/TU`, `Luật Đất đai, 2013`, or `NQ 128` where the text has no symbol.
  package var identifier: String
  package var date: String?
  package var dateAlso: [String]?
  package var issuer: String?
  package var issuerAlso: [String]?
  package var role: String?
  package var roleAlso: [String]?
  package var uri: String?
  package var uriAlso: [String]?
  package var count: Int?
}
