import Foundation
import NoticeGrammar
import NoticeText

/// The notices that the project ships to test itself, as `Corpus/README.md` describes them.
package enum Corpus {
  /// The package's folder.
  package static let root: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }  // Tests/TestSupport/Corpus.swift
    return folder
  }()

  package static let folder = root.appendingPathComponent("Corpus")

  /// All notices, by name.
  package static let notices: [CorpusNotice] = {
    let malformed = Set(malformedNames)
    return filesOfText(in: folder.appendingPathComponent("notices")).map { text in
      let name = text.lastPathComponent
      return CorpusNotice(
        text: text,
        gold: folder.appendingPathComponent("gold/\(name).gold.json"),
        expected: folder.appendingPathComponent("expected/\(name).json"),
        isMalformed: malformed.contains(name) || malformed.contains(CorpusNotice.stem(of: name)))
    }
  }()

  /// The names in `malformed.txt`: one a line, with or without the extension, `#` starts a remark.
  package static let malformedNames: [String] = {
    let list = try? String(contentsOf: folder.appendingPathComponent("malformed.txt"), encoding: .utf8)
    return (list ?? "").split(separator: "\n").compactMap { line in
      let name = line.prefix { $0 != "#" && $0 != "\t" }.trimmingCharacters(in: .whitespaces)
      return name.isEmpty ? nil : name
    }
  }()

  /// Real documents with gold beside a developer's checkout, in `../shared`; `nil` where there are none.
  package static let samples: [CorpusNotice]? = {
    let shared = root.deletingLastPathComponent().appendingPathComponent("shared")
    let pairs = [("seeds", "gold"), ("real", "gold-real")]
    let found = pairs.flatMap { texts, gold in
      filesOfText(in: shared.appendingPathComponent(texts)).map { text in
        CorpusNotice(
          text: text,
          gold: shared.appendingPathComponent("\(gold)/\(text.lastPathComponent).gold.json"),
          expected: nil, isMalformed: false)
      }
    }.filter { FileManager.default.fileExists(atPath: $0.gold.path) }
    return found.isEmpty ? nil : found
  }()

  /// Clean notices that were scanned and read by OCR, as `Corpus/scans/README.md` describes them, by name.
  package static func scans(_ split: ScanSplit, _ severity: ScanSeverity) -> [CorpusScan] {
    let folder = folder.appendingPathComponent("scans/\(split)/\(severity)")
    return filesOfText(in: folder).filter { $0.lastPathComponent.hasSuffix(".clean.txt") }.map {
      CorpusScan(name: String($0.lastPathComponent.dropLast(".clean.txt".count)), folder: folder)
    }
  }

  private static func filesOfText(in folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") || $0.hasSuffix(".md") }.sorted()
      .map { folder.appendingPathComponent($0) }
  }
}

/// One text with what people read in it (`gold`) and what the program made of it (`expected`).
package struct CorpusNotice: Sendable, CustomStringConvertible {
  package let text: URL
  package let gold: URL
  /// Where the recorded output stands; the samples have none.
  package let expected: URL?
  package let isMalformed: Bool

  /// The file's name, which is the notice's id: `qd-ubnd-ha-nam-2022-14.txt`.
  package var name: String { text.lastPathComponent }
  package var description: String { name }

  package func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: text)) }

  /// The text as the pipeline takes it.
  package func source() throws -> SourceText { try TextDecoder.decode(bytes()) }

  package func goldNotice() throws -> GoldNotice {
    try JSONDecoder().decode(GoldNotice.self, from: Data(contentsOf: gold))
  }

  package static func stem(of name: String) -> String {
    String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
  }
}

package enum ScanSplit: String, CaseIterable, Sendable { case train, test }
package enum ScanSeverity: String, CaseIterable, Sendable { case light, medium, heavy, extreme }

/// A text beside what OCR read of it.
package struct CorpusScan: Sendable, CustomStringConvertible {
  /// `ct-ttg-2022-21.noto`: the notice, and the font if it is another one.
  package let name: String
  let folder: URL

  package var description: String { "\(folder.lastPathComponent)/\(name)" }

  package func clean() throws -> String { try text("clean") }
  package func ocr() throws -> String { try text("ocr") }
  /// The whole document in the reading order of OCR; only what is held out has it.
  package func page() throws -> String { try text("page") }

  /// What a person read in the notice that was drawn.
  package func goldNotice() throws -> GoldNotice {
    let stem = String(name.prefix { $0 != "." })
    guard let notice = Corpus.notices.first(where: { CorpusNotice.stem(of: $0.name) == stem }) else {
      throw CocoaError(.fileNoSuchFile)
    }
    return try notice.goldNotice()
  }

  private func text(_ kind: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent("\(name).\(kind).txt"), encoding: .utf8)
  }
}

/// Whether long tests are to be left out: `SKIP_LONG_TESTS=1`.
package let skipsLongTests = ProcessInfo.processInfo.environment["SKIP_LONG_TESTS"] == "1"

/// Whether sweeps try every case. Builds that are not optimised take ten times as long: they try a part, spread over all,
/// unless `WHOLE_SWEEPS=1`.
package let sweepsWhole: Bool = {
  if skipsLongTests { return false }
  #if DEBUG
    return ProcessInfo.processInfo.environment["WHOLE_SWEEPS"] == "1"
  #else
    return true
  #endif
}()
