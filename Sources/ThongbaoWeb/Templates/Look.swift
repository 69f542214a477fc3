#if Web
  import Glibc
  import NoticeArchive
  import NoticeIntake

  /// How the pages look: their templates, and the files that a browser fetches for them.
  ///
  /// A folder may have files of the same names as the shipped ones, which then take their places.
  struct Look: Sendable {
    let templates: PageTemplates
    private var files: [String: [UInt8]] = [:]
    /// What tells the files of one look from those of another, in their addresses: browsers keep them for a day.
    private(set) var version = ProgramVersion.current

    /// What a browser fetches.
    static let assets = ["report.css", "report.svg", "web.css", "web.js"]
    /// Of a template or an asset, in bytes.
    private static let longest = 1_000_000

    /// As it is shipped.
    init() throws(TemplateFault) { templates = try PageTemplates() }

    /// - Parameter folder: Hidden files in it are passed over.
    init(_ folder: FilePath) throws(TemplateFault) {
      var names: [String] = []
      do {
        names = try namesOfFolder(folder).map { String(decoding: $0, as: UTF8.self) }
      } catch {
        throw TemplateFault(.unreadable)
      }
      var others: [String: String] = [:]
      var digests = ""
      for name in names.sorted() where !name.hasPrefix(".") {
        if Self.assets.contains(name) {
          let bytes = try Self.read(folder, name)
          files[name] = bytes
          digests += bytes.withUnsafeBytes { sha256($0) } ?? ""
        } else if name.hasSuffix(PageTemplates.suffix) {
          guard let text = String(validating: try Self.read(folder, name), as: UTF8.self) else {
            throw TemplateFault(file: name, .unreadable)
          }
          others[String(name.dropLast(PageTemplates.suffix.count))] = text
        } else {
          throw TemplateFault(
            file: name,
            .unknownFile(known: PageTemplates.names.map { $0 + PageTemplates.suffix } + Self.assets))
        }
      }
      templates = try PageTemplates(replacing: others)
      if let digest = Array(digests.utf8).withUnsafeBytes({ sha256($0) }), !digests.isEmpty {
        version += "-" + digest.prefix(12)
      }
    }

    /// - Returns: `nil` of what is no asset.
    func asset(_ name: String) -> [UInt8]? {
      Self.assets.contains(name) ? files[name] ?? Asset.bytes(name) : nil
    }

    private static func read(_ folder: FilePath, _ name: String) throws(TemplateFault) -> [UInt8] {
      var bytes: [UInt8] = []
      do {
        let file = try OpenFile(reading: folder.appending(FilePath(name)))
        try file.read(upTo: longest + 1, into: &bytes)
      } catch {
        throw TemplateFault(file: name, .unreadable)
      }
      if bytes.count > longest { throw TemplateFault(file: name, .unreadable) }
      return bytes
    }

    /// Writes the shipped templates and assets into a folder, to start a look of one's own from. Nothing is written over.
    ///
    /// - Returns: How many files.
    /// - Throws: `OutputError`: `cannotCreate` with `EEXIST` where one is already there.
    static func write(to folder: FilePath) throws(OutputError) -> Int {
      var contents = PageTemplates.names.map {
        ($0 + PageTemplates.suffix, Array(PageTemplates.shipped($0).utf8))
      }
      contents += assets.map { ($0, Asset.bytes($0)) }
      try createFolder(folder)
      for (name, _) in contents {
        let path = folder.appending(FilePath(name))
        if (try? PathKind(of: path, followingLinks: false)) != nil {
          throw .cannotCreate(path, errno: EEXIST)
        }
      }
      for (name, bytes) in contents {
        var output = try OutputFile(folder.appending(FilePath(name)))
        try output.write(bytes)
        try output.commit()
      }
      return contents.count
    }
  }
#endif
