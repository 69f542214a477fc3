import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeGrammar
import NoticeIndex

struct RefsCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, dot, graphml, svg }

  static let configuration = CommandConfiguration(
    commandName: "refs",
    abstract: "Who refers to a document, and to what it refers.",
    discussion: """
      DOCUMENT is written as you like: "Chỉ thị số 18 - CT/TU", 18-ct/tu, with issuer or date to choose among \
      those of one number ("18-CT/TU ngày 18/10/2021 của Tỉnh ủy Quảng Ninh"), damaged as OCR left it; or its \
      URI, or its name in the archive. It need not be in the archive itself.

      A number alone is no identity: 18-CT/TU exists in every province and every term. What mentions a document \
      without its date or issuer is counted to it if it is the only one that it can be; what may be another \
      one, or says another day, is doubtful and marked so. A damaged number never leads to another document for \
      sure.

      Roles, as the one who refers says it: basis (căn cứ), cites (viện dẫn), implements (thực hiện), \
      amends (sửa đổi), replaces (thay thế), repeals (bãi bỏ), amendedBy, replacedBy, repealedBy.

      Without DOCUMENT, json, dot, graphml and svg give the graph of the whole archive. svg is drawn by Graphviz.

      EXAMPLES
        thongbao refs archive/ 18-CT/TU
        thongbao refs archive/ "Nghị quyết 128/NQ-CP" --cited-by --depth 3
        thongbao refs archive/ 30/2020/NĐ-CP --role amends,replaces,repeals
        thongbao refs archive/ notices/tb-400.txt --timeline
        thongbao refs archive/ --missing
        thongbao refs archive/ 18-CT/TU --format svg -o 18-ct-tu.svg
        thongbao refs archive/ --format graphml -o citations.graphml
      """)

  @Argument(help: "The archive's folder.", completion: .directory)
  var archive: String

  @Argument(help: "A document, in any way of writing it.")
  var document: [String] = []

  @Flag(help: "Only what it refers to.")
  var cites = false

  @Flag(help: "Only what refers to it.")
  var citedBy = false

  @Option(help: ArgumentHelp("How far to go: 2 for who refers to those who refer to it, ….", valueName: "n"))
  var depth = 1

  @Option(help: ArgumentHelp("Only these roles, separated by commas.", valueName: "roles"))
  var role: String?

  @Flag(help: "Leave out what is doubtful.")
  var sure = false

  @Flag(help: "The documents that most refer to and the archive lacks.")
  var missing = false

  @Flag(help: "By date: what it refers to, itself, and what refers to it.")
  var timeline = false

  @Option(
    help: ArgumentHelp(
      "So many of each list, the newest first; 0 for all. (default: 20, in text and of --missing)",
      valueName: "k"))
  var limit: Int?

  @Option(help: "Format of the output.")
  var format = Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("Use colours.", valueName: "when"))
  var color = ColorMode.auto

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    let isPlain = format == .text || format == .json
    if missing, !document.isEmpty { throw ValidationError("--missing is about the archive, not a DOCUMENT.") }
    if missing, !isPlain { throw ValidationError("--missing gives text or json.") }
    if missing, cites || citedBy || timeline || role != nil || sure || depth != 1 {
      throw ValidationError("--missing goes with --limit and --format only.")
    }
    if timeline, format != .text || depth != 1 { throw ValidationError("--timeline is text, of depth 1.") }
    if !missing, document.isEmpty, isPlain { throw ValidationError("Give a DOCUMENT, or --missing.") }
    if document.isEmpty, cites || citedBy || depth != 1 || role != nil || limit != nil, !missing {
      throw ValidationError("Those options are about a DOCUMENT.")
    }
    if !(1...20).contains(depth) { throw ValidationError("--depth is between 1 and 20.") }
    if let limit, !(0...1_000_000).contains(limit) {
      throw ValidationError("--limit is between 0 and 1000000.")
    }
    _ = try roles()
  }

  private func roles() throws -> Set<Reference.Role> {
    var roles: Set<Reference.Role> = []
    for name in (role ?? "").split(separator: ",") {
      guard let role = Reference.Role(rawValue: name.filter { $0 != " " }) else {
        let known = Reference.Role.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("There is no role '\(name)'; there are \(known).")
      }
      roles.insert(role)
    }
    return roles
  }

  func run() throws {
    let messages = language.messages
    let screen = Terminal.standardError
    ClosedPipe.becomesAnError()
    CorrectionsUpdate(archive: archive, messages: messages).beforeReading()
    do {
      let graph = CitationGraph(try ArchiveReader(path: FilePath(archive)))
      let isFound = try missing ? answerMissing(graph, messages) : answer(graph, messages)
      if !isFound { throw ExitCode(1) }
    } catch let error as IndexError {
      throw screen.end(on: error, archive: archive, messages)
    } catch let error as OutputError {
      throw screen.end(on: error, messages)
    } catch let error as Graphviz.Failure {
      switch error {
      case .missing: screen.report("dot", messages.noGraphviz, messages)
      case .failed(let code): screen.report("dot", messages.graphvizFailed(code), messages)
      }
      throw ExitCode(EX_UNAVAILABLE)
    }
  }

  /// Returns whether anything is missing.
  private func answerMissing(_ graph: CitationGraph, _ messages: Messages) throws -> Bool {
    let works = try graph.missing(limit: limit == 0 ? .max : limit ?? 20)
    if format == .json {
      var writer = JSONWriter(layout: .pretty)
      writer.missing(works)
      try put(writer.bytes + [0x0A])
    } else if works.isEmpty {
      Terminal.standardError.write(messages.nothingIsMissing + "\n")
    } else {
      let page = CitationPage(messages: messages, hasColor: hasColor)
      try put(Array(page.missing(works).utf8))
    }
    return !works.isEmpty
  }

  /// Returns whether the document is known.
  private func answer(_ graph: CitationGraph, _ messages: Messages) throws -> Bool {
    if document.isEmpty {
      try put(try graph.network(withDoubtful: !sure))
      return true
    }
    let name = document.joined(separator: " ")
    let lookup = try graph.lookUp(name)
    guard !lookup.isEmpty else {
      Terminal.standardError.write(messages.noWork(name, lookup.similar))
      return false
    }
    let trees = try graph.trees(lookup, try options())
    switch format {
    case .text: try put(Array(page(trees, messages).utf8))
    case .json:
      var writer = JSONWriter(layout: .pretty)
      writer.citations(trees)
      try put(writer.bytes + [0x0A])
    case .dot, .graphml, .svg:
      var network = CitationNetwork()
      for tree in trees { network.add(tree) }
      try put(network)
    }
    return true
  }

  private func options() throws -> CitationOptions {
    var options = CitationOptions()
    if cites != citedBy { options.directions = [cites ? .cites : .citedBy] }
    options.depth = depth
    options.limit = limit == 0 || limit == nil && format != .text ? nil : limit ?? 20
    options.roles = try roles()
    options.withDoubtful = !sure
    return options
  }

  private func page(_ trees: [CitationTree], _ messages: Messages) -> String {
    let page = CitationPage(messages: messages, hasColor: hasColor)
    let pages = trees.map { timeline ? page.timeline($0) : page.tree($0) }
    let head = trees.count > 1 ? messages.severalWorks(trees.count) + "\n\n" : ""
    return head + pages.joined(separator: "\n")
  }

  private var hasColor: Bool { output == nil && Terminal(STDOUT_FILENO, color: color).hasColor }

  private func put(_ network: CitationNetwork) throws {
    switch format {
    case .graphml: try put(Array(network.graphML().utf8))
    case .svg: try put(try Graphviz.svg(network.dot()))
    case .dot, .text, .json: try put(Array(network.dot().utf8))
    }
  }

  private func put(_ bytes: [UInt8]) throws {
    let destination = try Destination(output.map { FilePath($0) })
    try destination.write(bytes)
    try destination.finish()
  }
}
