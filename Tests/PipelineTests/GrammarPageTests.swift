import Foundation
import TestSupport
import Testing

/// `docs/GRAMMAR.md` says what the doc comments say, and no rule of it is missing.
@Test func grammarPageIsWhatTheDocCommentsSay() throws {
  let process = Process(), output = Pipe()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["python3", "docs/collect_grammar.py", "--check"]
  process.currentDirectoryURL = Corpus.root
  process.standardError = output
  process.standardOutput = output
  try process.run()
  let complaint = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  #expect(process.terminationStatus == 0, "\(complaint)")
}
