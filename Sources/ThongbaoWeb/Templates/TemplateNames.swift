#if Web
  /// The names that templates may use: those that the shipped ones do.
  struct TemplateNames {
    private(set) var values: Set<String> = []
    private(set) var blocks: Set<String> = []

    mutating func learn(_ tags: [TemplateTag]) {
      for tag in tags {
        switch tag.kind {
        case .value, .unescaped, .section, .inverted: values.insert(tag.name)
        case .block: blocks.insert(tag.name)
        case .end, .partial, .parent, .comment, .delimiters, .pragma: break
        }
      }
    }

    /// Whether every section ends where it should, and every name is known.
    func check(_ tags: [TemplateTag]) throws(TemplateFault) {
      var open: [TemplateTag] = []
      for tag in tags {
        func fault(_ reason: TemplateFault.Reason) -> TemplateFault { TemplateFault(line: tag.line, reason) }
        switch tag.kind {
        case .delimiters, .pragma: throw fault(.forbiddenTag)
        case .comment: break
        case .end:
          guard let last = open.popLast() else { throw fault(.notOpened(tag.name)) }
          if last.name != tag.name { throw TemplateFault(line: last.line, .notClosed(last.name)) }
        case .partial, .parent:
          if !PageTemplates.names.contains(tag.name) { throw fault(.unknownPartial(tag.name)) }
        case .block: if !blocks.contains(tag.name) { throw fault(.unknownBlock(tag.name)) }
        case .value, .unescaped, .section, .inverted:
          let isPlace = tag.name == "." || tag.name.hasSuffix(")")
          if !isPlace, !values.contains(tag.name) { throw fault(.unknownName(tag.name)) }
        }
        if tag.isOpening { open.append(tag) }
      }
      if let last = open.last { throw TemplateFault(line: last.line, .notClosed(last.name)) }
    }

    /// No template may include itself: no page ends in one that does.
    ///
    /// - Parameter tags: Of each template, by its name.
    static func checkCircles(_ tags: [String: [TemplateTag]]) throws(TemplateFault) {
      var done: Set<String> = []
      func visit(_ name: String, from path: [String], line: Int) throws(TemplateFault) {
        if path.contains(name) {
          throw TemplateFault(
            file: (path.last ?? name) + PageTemplates.suffix, line: line, .circle(path + [name]))
        }
        if done.contains(name) { return }
        for tag in tags[name] ?? [] where tag.kind == .partial || tag.kind == .parent {
          try visit(tag.name, from: path + [name], line: tag.line)
        }
        done.insert(name)
      }
      for name in tags.keys.sorted() { try visit(name, from: [], line: 0) }
    }
  }
#endif
