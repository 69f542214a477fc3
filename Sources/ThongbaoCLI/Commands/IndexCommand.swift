import NoticeIntake
import ArgumentParser
import Glibc
import NoticeArchive
import NoticeIndex

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Look after an archive: check, count, find duplicates, merge, delete.",
    discussion: """
      An archive needs no care in daily use. 'check' is for after a crash of the disk, or before a backup is \
      trusted; 'merge' makes an archive that has grown in many pieces a little faster and smaller, and takes \
      in others.
      """,
    subcommands: [Check.self, Stats.self, Duplicates.self, Merge.self, Delete.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read everything in an archive, and say what is damaged and what to do.",
      discussion: """
        Every page of every file is compared with its checksum; then all words, postings, positions and \
        documents are read and compared with each other. Nothing is changed.

        An archive is kept in segments, each with a part of the documents. With --repair those that are \
        whole are kept and the damaged ones are given up; their documents are named first, one a line on \
        standard output, as far as their names can be read. Add them again afterwards: only what is missing \
        is parsed.

        The exit code is 0 if nothing is wrong, else 1, after a repair too.

        EXAMPLES
          thongbao index check archive/
          thongbao index check archive/ --repair > lost.txt && thongbao add archive/ notices/
        """)

    @Argument(help: "The archive's folder.", completion: .directory)
    var archive: String

    @Flag(help: "Keep what is whole, give up what is damaged.")
    var repair = false

    @OptionGroup var language: LanguageOptions

    func run() throws {
      let messages = language.messages
      let screen = Terminal.standardError
      ClosedPipe.becomesAnError()
      do {
        let check = try IndexCheck(path: archive)
        for segment in check.segments {
          for error in segment.errors { screen.report(archive, messages.reason(error), messages) }
        }
        if check.isHealthy {
          screen.write(messages.healthy(check) + "\n")
          return
        }
        screen.write(messages.damaged(check) + "\n")
        if repair {
          var names = ""
          for segment in check.segments where !segment.isHealthy {
            for name in check.names(of: segment, path: archive) { names += harmless(name) + "\n" }
          }
          try check.repair(path: archive)
          try writeAll(Array(names.utf8), to: STDOUT_FILENO, called: FilePath("-"))
          screen.write(messages.repaired(check) + "\n")
        } else {
          screen.write(messages.repairAdvice(archive) + "\n")
        }
        throw ExitCode(1)
      } catch let error as IndexError {
        throw screen.end(on: error, archive: archive, messages)
      } catch let error as OutputError {
        throw screen.end(on: error, messages)
      }
    }
  }

  struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Count what an archive holds and what it takes.",
      discussion: """
        documents   that are there
        deleted     that are not there any more, or were replaced; they take room until they are merged away
        segments    pieces that the archive is kept in
        terms       different values of each field; a word of several segments counts once in each
        bytes       of each part on disk: dictionary (words), postings (documents of each word), positions \
        (where in the text), columns (dates, lengths), store (texts and notices, compressed), del (deletions)
        """)

    @Argument(help: "The archive's folder.", completion: .directory)
    var archive: String

    @Flag(help: "As JSON.")
    var json = false

    @OptionGroup var language: LanguageOptions

    func run() throws {
      let messages = language.messages
      ClosedPipe.becomesAnError()
      do {
        let statistics = try IndexReader(path: archive).statistics()
        let text = json ? statistics.json() : Array(messages.table(statistics).utf8)
        try writeAll(text + (json ? [0x0A] : []), to: STDOUT_FILENO, called: FilePath("-"))
      } catch let error as IndexError {
        throw Terminal.standardError.end(on: error, archive: archive, messages)
      } catch let error as OutputError {
        throw Terminal.standardError.end(on: error, messages)
      }
    }
  }

  struct Duplicates: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find notices that are in an archive twice, such as two scans of one.",
      discussion: """
        Candidates are notices of one number, and those whose texts look alike; they are compared word by \
        word, without marks, which OCR loses first. Of one number, issuer and year two fifths of the pairs of \
        neighbouring words in common are enough, of others four fifths. Nothing is deleted.

        The exit code is 0 if there are any, else 1.

        EXAMPLES
          thongbao index duplicates archive/
          thongbao index duplicates archive/ --json
        """)

    @Argument(help: "The archive's folder.", completion: .directory)
    var archive: String

    @Flag(help: "As JSON.")
    var json = false

    @OptionGroup var language: LanguageOptions

    func run() throws {
      let messages = language.messages
      ClosedPipe.becomesAnError()
      CorrectionsUpdate(archive: archive, messages: messages).beforeReading()
      do {
        let groups = try CitationGraph(try ArchiveReader(path: FilePath(archive))).nearDuplicates()
        var out: [UInt8] = []
        if json {
          var writer = JSONWriter(layout: .pretty)
          writer.nearDuplicates(groups)
          out = writer.bytes + [0x0A]
        } else {
          for group in groups {
            out += "\(messages.duplicates(group))\n".utf8
            for name in group.documents { out += "  \(harmless(name))\n".utf8 }
          }
        }
        try writeAll(out, to: STDOUT_FILENO, called: FilePath("-"))
        if groups.isEmpty {
          if !json { Terminal.standardError.write(messages.noDuplicates + "\n") }
          throw ExitCode(1)
        }
      } catch let error as IndexError {
        throw Terminal.standardError.end(on: error, archive: archive, messages)
      } catch let error as OutputError {
        throw Terminal.standardError.end(on: error, messages)
      }
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make an archive one piece, and take in others.",
      discussion: """
        What was deleted is gone for good afterwards. Each FROM is another archive; its documents come \
        after those of ARCHIVE and replace those of the same name. FROM stays as it is. ARCHIVE is made if \
        there is none. It needs as much room on disk again as the result takes; searches go on meanwhile.

        EXAMPLES
          thongbao index merge archive/
          thongbao index merge all/ 2021/ 2022/ 2023/
        """)

    @Argument(help: "The archive's folder.", completion: .directory)
    var archive: String

    @Argument(help: "Archives to take in.", completion: .directory)
    var from: [String] = []

    @OptionGroup var language: LanguageOptions

    func run() throws {
      let messages = language.messages
      let screen = Terminal.standardError
      let own = FileIdentity(FilePath(archive))
      for other in from where own != nil && FileIdentity(FilePath(other)) == own {
        screen.report(other, messages.archiveIsItself, messages)
        throw ExitCode(EX_USAGE)
      }
      var name = archive
      do {
        if from.isEmpty { _ = try IndexReader(path: archive) }
        // All of them before anything is changed.
        var readers: [(name: String, reader: IndexReader)] = []
        for other in from {
          name = other
          readers.append((other, try IndexReader(path: other)))
        }
        name = archive
        if Archive.isOccupied(FilePath(archive)) {
          screen.report(archive, messages.folderIsOccupied, messages)
          throw ExitCode(EX_CANTCREAT)
        }
        let merged = try Archive(path: FilePath(archive))
        try CorrectionsUpdate(archive: archive, messages: messages).beforeWriting(merged)
        for (other, reader) in readers {
          name = other
          try merged.take(contentsOf: reader)
        }
        name = archive
        try merged.mergeAll()
        screen.write(messages.merged(documents: merged.documents) + "\n")
      } catch let error as IndexError {
        throw screen.end(on: error, archive: name, messages)
      }
    }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take documents out of an archive.",
      discussion: """
        An ID is the document's name in the archive: the path that it was added as, or the id of a ready \
        document. The files themselves are not touched. What is not in the archive is named on standard \
        error, and the exit code is 1; the rest is deleted.

        EXAMPLES
          thongbao index delete archive/ notices/2021/400.txt
          thongbao index delete archive/ $(cat outdated.txt)
        """)

    @Argument(help: "The archive's folder.", completion: .directory)
    var archive: String

    @Argument(help: "Names of documents.")
    var id: [String]

    @OptionGroup var language: LanguageOptions

    func run() throws {
      let messages = language.messages
      let screen = Terminal.standardError
      do {
        _ = try IndexReader(path: archive)
        let writer = try IndexWriter(path: archive)
        var missing = 0
        for id in id where try !writer.delete(id: id) {
          missing += 1
          screen.report(id, messages.notInArchive, messages)
        }
        try writer.commit()
        screen.write(messages.deleted(id.count - missing, left: writer.documents) + "\n")
        if missing > 0 { throw ExitCode(1) }
      } catch let error as IndexError {
        throw screen.end(on: error, archive: archive, messages)
      }
    }
  }
}

extension IndexStatistics {
  /// One object, on one line.
  func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.name("documents")
    writer.integer(documents)
    writer.name("deleted")
    writer.integer(deleted)
    writer.name("segments")
    writer.integer(segments)
    writer.name("generation")
    writer.integer(Int(clamping: generation))
    writer.name("words")
    writer.integer(words)
    writer.name("averageLength")
    writer.number((averageLength * 100).rounded() / 100)
    writer.name("terms")
    writer.parts(terms)
    writer.name("bytes")
    writer.parts(bytes)
    writer.endObject()
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func parts(_ parts: [IndexStatistics.Part]) {
    beginObject()
    for part in parts {
      name(of: part.name)
      integer(part.count)
    }
    endObject()
  }
}

extension Terminal {
  /// Says why an archive cannot be used, and gives the exit code for it.
  func end(on error: IndexError, archive: String, _ messages: Messages) -> ExitCode {
    report(archive, messages.reason(error), messages)
    if let advice = messages.advice(error, archive: archive) { write(advice + "\n") }
    switch error {
    case .corrupt, .missing, .unsupportedVersion, .tooLarge: return ExitCode(EX_DATAERR)
    case .noIndex: return ExitCode(EX_NOINPUT)
    case .locked: return ExitCode(EX_TEMPFAIL)
    case .system(_, let operation, let errno):
      switch operation {
      case .create, .lock: return ExitCode(EX_CANTCREAT)
      case .open where [ENOENT, EACCES, ENOTDIR].contains(errno): return ExitCode(EX_NOINPUT)
      default: return ExitCode(EX_IOERR)
      }
    }
  }
}
