#if Web
  import Mustache
  import NoticeArchive
  import NoticeData

  /// A page that has a template of its own.
  enum PageTemplate: String, CaseIterable, Sendable {
    case search, document, references, missing, tasks, parse, help, error
    case queryError = "query-error"
  }

  /// The templates of all pages and of their parts, checked when they are read, so that no page can fail to be shown.
  struct PageTemplates: Sendable {
    private let library: MustacheLibrary

    /// What their names end in, as files.
    static let suffix = ".mustache"
    private static let folder = "templates/"

    /// The names of those that are shipped, in order: `frame`.
    static let names: [String] = {
      var names: [String] = []
      var index = 0
      while let name = notice_table_name(index).map({ String(cString: $0) }) {
        index += 1
        if name.hasPrefix(folder), name.hasSuffix(suffix) {
          names.append(String(name.dropFirst(folder.count).dropLast(suffix.count)))
        }
      }
      return names.sorted()
    }()

    /// The text of one that is shipped.
    static func shipped(_ name: String) -> String {
      String(decoding: Asset.bytes(folder + name + suffix), as: UTF8.self)
    }

    /// - Parameter others: By name, in place of the shipped ones.
    init(replacing others: [String: String] = [:]) throws(TemplateFault) {
      var texts: [String: String] = [:]
      var tags: [String: [TemplateTag]] = [:]
      var known = TemplateNames()
      for name in Self.names {
        let text = Self.shipped(name)
        texts[name] = text
        tags[name] = try Self.at(name) { () throws(TemplateFault) in try TemplateTag.all(of: text) }
        known.learn(tags[name] ?? [])
      }
      for (name, text) in others.sorted(by: { $0.key < $1.key }) {
        guard texts[name] != nil else {
          throw TemplateFault(
            file: name + Self.suffix, .unknownFile(known: Self.names.map { $0 + Self.suffix }))
        }
        texts[name] = text
        tags[name] = try Self.at(name) { () throws(TemplateFault) in try TemplateTag.all(of: text) }
      }
      for (name, tags) in tags.sorted(by: { $0.key < $1.key }) {
        try Self.at(name) { () throws(TemplateFault) in try known.check(tags) }
      }
      try TemplateNames.checkCircles(tags)
      var library = MustacheLibrary()
      for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
        library.register(
          try Self.at(name) { () throws(TemplateFault) in try Self.template(text) }, named: name)
      }
      self.library = library
    }

    func render(_ view: TemplateView, _ page: PageTemplate) -> [UInt8] {
      Array((library.render(view, withTemplate: page.rawValue) ?? "").utf8)
    }

    // MARK: Reading

    /// Its values are escaped already, by being what they are; the engine's own escaping would do it twice, and not as well:
    /// it passes over a quote that a combining mark follows.
    private static let head = "{{%CONTENT_TYPE:TEXT}}\n"

    private static func template(_ text: String) throws(TemplateFault) -> MustacheTemplate {
      do {
        // The end of the last line is the file's, not the template's: parts stand within lines.
        return try MustacheTemplate(string: head + (text.hasSuffix("\n") ? String(text.dropLast()) : text))
      } catch let error as MustacheTemplate.ParserError {
        throw TemplateFault(line: max(1, error.context.lineNumber - 1), .engine("\(error.error)"))
      } catch {
        throw TemplateFault(.engine("\(error)"))
      }
    }

    private static func at<Result>(
      _ name: String, _ body: () throws(TemplateFault) -> Result
    ) throws(TemplateFault) -> Result {
      do throws(TemplateFault) {
        return try body()
      } catch {
        throw TemplateFault(file: name + suffix, line: error.line, error.reason)
      }
    }
  }
#endif
