#if Web
  import Mustache
  import NoticeArchive

  /// What a template may show, by name: values that are ready, nothing that it would have to work out.
  ///
  ///     let view: TemplateView = ["address": .text("/tasks"), "isChosen": .flag(true)]
  ///
  /// Names are looked up here and never by reflection. A view says all names that it has, `none` where it has no value:
  /// a name that it does not say is sought in the view around it.
  struct TemplateView: Sendable, ExpressibleByDictionaryLiteral {
    private(set) var values: [String: TemplateValue]

    /// - Precondition: No name twice.
    init(dictionaryLiteral elements: (String, TemplateValue)...) {
      values = Dictionary(uniqueKeysWithValues: elements)
    }

    /// With another's values beside its own.
    ///
    /// - Precondition: No name is in both.
    func adding(_ other: TemplateView) -> TemplateView {
      var sum = self
      sum.values.merge(other.values) { _, _ in preconditionFailure("a page and its frame share a name") }
      return sum
    }

    /// A number, and whether it is one: for the form of the noun behind it.
    static func count(_ number: Int, _ language: Phrase.Language) -> TemplateView {
      ["number": .number(number, language), "isOne": .flag(number == 1)]
    }
  }

  /// A value of a view.
  ///
  /// Text is escaped by being text, whatever braces a template writes around its name, and only `HTML`, which can hold no
  /// text that is not escaped, stands as it is. An empty text is no value: a section of its name is left out.
  enum TemplateValue: Sendable {
    case text(String)
    case markup(HTML)
    case flag(Bool)
    case view(TemplateView)
    case views([TemplateView])
    case none

    /// `none` for `nil`.
    static func text(_ text: String?) -> TemplateValue { text.map { TemplateValue.text($0) } ?? .none }

    static func markup(_ markup: HTML?) -> TemplateValue { markup.map { TemplateValue.markup($0) } ?? .none }

    static func view(_ view: TemplateView?) -> TemplateValue { view.map { TemplateValue.view($0) } ?? .none }

    /// As it stands: a place in a picture, a number of a page.
    static func integer(_ value: Int) -> TemplateValue { .text(String(value)) }

    /// As people write it: `12.345`.
    static func number(_ value: Int, _ language: Phrase.Language) -> TemplateValue {
      .text(Phrase.number(value)[language])
    }
  }

  // MARK: As the engine sees them

  extension TemplateView: MustacheParent, MustacheCustomRenderable {
    func child(named name: String) -> Any? {
      switch values[name] {
      case nil: nil
      case .text(let text)?: text.isEmpty ? ShownMarkup.nothing : ShownMarkup(renderText: HTML.escaped(text))
      case .markup(let markup)?:
        markup.isEmpty
          ? ShownMarkup.nothing : ShownMarkup(renderText: String(decoding: markup.bytes, as: UTF8.self))
      case .flag(let flag)?: flag
      case .view(let view)?: view
      case .views(let views)?: ShownViews(views: views)
      case TemplateValue.none?: ShownMarkup.nothing
      }
    }

    /// A view is no text: its name alone shows nothing.
    var renderText: String { "" }
    var isNull: Bool { false }
  }

  /// What stands in a page as it is.
  private struct ShownMarkup: MustacheParent, MustacheCustomRenderable {
    let renderText: String

    static let nothing = ShownMarkup(renderText: "")

    var isNull: Bool { renderText.isEmpty }

    func child(named name: String) -> Any? { nil }
  }

  private struct ShownViews: MustacheParent, MustacheCustomRenderable, MustacheSequence {
    let views: [TemplateView]

    func makeIterator() -> IndexingIterator<[TemplateView]> { views.makeIterator() }

    var renderText: String { "" }
    var isNull: Bool { false }

    func child(named name: String) -> Any? { nil }
  }
#endif
