import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeGrammar
import NoticeText

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what was read out of a notice, where, and why.",
    discussion: """
      Without WHAT: the notice with every recognised part in colour, or in brackets where there is no \
      colour. With WHAT: what became of that place, which rule of docs/GRAMMAR.md took it, and which rules \
      looked at it and left it, with their reasons.

      WHAT is a word or phrase (wherever it stands, whatever its case and line breaks), a LINE:COLUMN (from \
      1, in characters), or a byte as spans count them, such as @1042.

      Of a file of several notices the first is shown; FILE#2 is the second, and its lines are counted from its own \
      first.

      EXAMPLES
        thongbao explain notice.txt --color always | less -R
        thongbao explain notice.txt "18-CT/TU"
        thongbao explain notice.txt 12:5 --json
      """)

  @Argument(help: "A file, FILE#2 for its second notice, or - for standard input.", completion: .file())
  var path: String

  @Argument(help: "A word, a phrase, LINE:COLUMN, or @BYTE.")
  var what: String?

  @Flag(help: "Write JSON.")
  var json = false

  @Option(help: ArgumentHelp("Use colours.", valueName: "when"))
  var color = ColorMode.auto

  @OptionGroup var repair: RepairOptions

  @OptionGroup var words: LexiconOptions

  @OptionGroup var intake: IntakeCommandOptions

  @OptionGroup var language: LanguageOptions

  /// How many places of one phrase are explained on the screen.
  private static let mostPlaces = 20

  func run() async throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    do {
      let (notice, trace) = try await read()
      let output = json ? explainInJSON(notice, trace) : explain(notice, trace, messages)
      try writeAll(output.bytes, to: STDOUT_FILENO, called: FilePath("-"))
      if notice.isEmpty { screen.report(path, messages.reason(InputError.noNotice), messages) }
      if !output.isFound, let what { screen.report(path, messages.notFound(what), messages) }
      if notice.isEmpty || !output.isFound { throw ExitCode(1) }
    } catch let error as InputError {
      screen.report(path, messages.reason(error), messages)
      throw ExitCode(error == .noSuchPath ? EX_NOINPUT : 1)
    } catch let error as OutputError {
      if error == .closed { ClosedPipe.die() }
      screen.report("-", messages.reason(error), messages)
      throw ExitCode(EX_IOERR)
    }
  }

  private func read() async throws -> (Notice, Trace) {
    let (path, wanted) = partName()
    var status = stat()
    if stat(path.description, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw ValidationError(language.messages.oneFileOnly)
    }
    let input = Input(path: path, name: path.lastComponent)
    let file = try await intake.intake.read(input, limit: Batch.standardSizeLimit)
    let parser = try words.parser(language.messages, repair.repairer(language.messages))
    let parts = NoticeSplitter(parser).parts(of: file.text)
    let number = wanted ?? 1
    guard parts.indices.contains(number - 1) else {
      throw ValidationError(language.messages.noPart(number, of: parts.count))
    }
    if wanted == nil, parts.count > 1 {
      Terminal.standardError.write(language.messages.firstOf(parts.count, path: self.path) + "\n")
    }
    var (notice, trace) = parser.explain(parts[number - 1].text)
    let quality = notice.source.quality
    notice.source = NoticeSource(input, file)
    notice.source.quality = quality
    if parts.count > 1 {
      notice.source.part = number
      notice.source.parts = parts.count
      notice.source.span = parts[number - 1].span
    }
    return (notice, trace)
  }

  /// `bundle.pdf#2` is the second notice of `bundle.pdf`, unless there is a file of that very name.
  private func partName() -> (path: FilePath, part: Int?) {
    guard let mark = path.lastIndex(of: "#"), let part = Int(path[path.index(after: mark)...]),
      access(path, F_OK) != 0
    else { return (FilePath(path), nil) }
    return (FilePath(String(path[..<mark])), part)
  }

  private func explain(
    _ notice: Notice, _ trace: Trace, _ messages: Messages
  ) -> (bytes: [UInt8], isFound: Bool) {
    let hasColor = Terminal(STDOUT_FILENO, color: color).hasColor
    let parts = notice.parts
    guard let what else {
      var directives = 0
      notice.forEachDirective { _ in directives += 1 }
      let contents = messages.contents(
        directives: directives, references: notice.references.count, dates: notice.dates.count,
        agencies: notice.agencies.count, diagnostics: notice.diagnostics.count)
      let text =
        AnnotatedText.legend(parts, hasColor: hasColor, messages: messages)
        + AnnotatedText.render(notice.text, parts: parts, hasColor: hasColor, messages: messages)
        + "\n\(contents)\n" + diagnostics(of: notice, messages)
      return (Array(text.utf8), true)
    }
    let places = Question(what).places(in: notice.text)
    var text = places.prefix(Self.mostPlaces).map { place in
      Explanation(of: place, in: notice, parts: parts, trace: trace)
        .text(path: path, notice: notice, messages: messages, hasColor: hasColor)
    }.joined(separator: "\n")
    if places.count > Self.mostPlaces {
      text += "\n\(messages.morePlaces(places.count - Self.mostPlaces))\n"
    }
    return (Array(text.utf8), !places.isEmpty)
  }

  /// `path:line:column: severity: message`, a line each.
  private func diagnostics(of notice: Notice, _ messages: Messages) -> String {
    let lines = LineTable(notice.text.bytes)
    return notice.diagnostics.map { diagnostic in
      let place = diagnostic.span.map { lines.place(of: $0) }
      let position = place.map { ":\($0.line):\($0.column)" } ?? ""
      return
        "\(harmless(path))\(position): \(diagnostic.severity.rawValue): \(harmless(diagnostic.message))\n"
    }.joined()
  }

  private func explainInJSON(_ notice: Notice, _ trace: Trace) -> (bytes: [UInt8], isFound: Bool) {
    var writer = JSONWriter(layout: .pretty)
    var isFound = true
    writer.beginObject()
    writer.name("path")
    writer.string(path)
    if let what {
      writer.name("what")
      writer.string(what)
      let parts = notice.parts
      let places = Question(what).places(in: notice.text)
      isFound = !places.isEmpty
      writer.name("places")
      writer.beginArray()
      for place in places {
        writer.explanation(Explanation(of: place, in: notice, parts: parts, trace: trace), in: notice)
      }
      writer.endArray()
    } else {
      writer.name("notice")
      writer.notice(notice)
      writer.name("steps")
      writer.beginArray()
      for step in trace.steps { writer.step(step, in: notice) }
      writer.endArray()
    }
    writer.endObject()
    return (writer.bytes + [0x0A], isFound)
  }
}
