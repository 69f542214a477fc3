#if Web
  import NoticeArchive

  /// A parameter of an address: what it is called, and which values it takes.
  struct Parameter: Sendable {
    enum Kind: Sendable {
      /// In characters (Unicode scalars).
      case text(longest: Int)
      case integer(ClosedRange<Int>)
      case choice([String])
      /// Some of these, separated by commas.
      case choices([String])
      /// `true` or `false`.
      case flag
    }

    var name: String
    var kind: Kind
    /// English, for the API's description.
    var about: String
    var isRequired = false
    /// Whether it may come several times.
    var repeats = false
    /// What an integer is if it is not given.
    var standard: Int?

    init(
      _ name: String, _ kind: Kind, _ about: String, isRequired: Bool = false, repeats: Bool = false,
      standard: Int? = nil
    ) {
      self.name = name
      self.kind = kind
      self.about = about
      self.isRequired = isRequired
      self.repeats = repeats
      self.standard = standard
    }

    /// - Throws: `bad-parameter`.
    func check(_ value: String) throws(Failure) {
      switch kind {
      case .text(let longest):
        if value.unicodeScalars.count > longest {
          throw .badParameter(
            name,
            Phrase("“\(name)” dài hơn \(longest) ký tự", "“\(name)” is longer than \(longest) characters"))
        }
        if isRequired, value.isEmpty {
          throw .badParameter(name, Phrase("“\(name)” trống", "“\(name)” is empty"))
        }
      case .integer(let range):
        // What JSON would say: digits alone, no sign before them but a minus.
        guard let number = Int(value), range.contains(number), String(number) == value else {
          throw .badParameter(
            name,
            Phrase(
              "“\(name)” là số từ \(range.lowerBound) đến \(range.upperBound)",
              "“\(name)” is a number from \(range.lowerBound) to \(range.upperBound)"))
        }
      case .choice(let choices): try check(value, among: choices)
      case .choices(let choices):
        for part in value.split(separator: ",", omittingEmptySubsequences: false) {
          try check(String(part), among: choices)
        }
      case .flag: try check(value, among: ["true", "false"])
      }
    }

    private func check(_ value: String, among choices: [String]) throws(Failure) {
      if choices.contains(value) { return }
      let all = choices.joined(separator: ", ")
      throw .badParameter(
        name, Phrase("“\(name)” là một trong: \(all)", "“\(name)” is one of: \(all)"))
    }
  }
#endif
