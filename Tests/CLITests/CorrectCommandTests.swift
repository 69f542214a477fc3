import NoticeIntake
import Foundation
import NoticeArchive
import TestSupport
import Testing

/// `correct`, and what other commands make of a changed `corrections.toml`.
struct CorrectCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var archive: String { folder("archive") }
  private var file: String { archive + "/corrections.toml" }

  private func makeArchive() throws {
    for number in 1...3 { try folder.write("notices/\(number).txt", sampleText(number)) }
    #expect(try Program.run("add", archive, folder("notices")).code == 0)
  }

  private func write(_ text: String) throws { try folder.write("archive/corrections.toml", Array(text.utf8)) }

  private var rules: String {
    """
    [[agency]]
    name = "Sở Y tế Sông Lam"
    also = "Sở Y tế"

    [[header]]
    in = "\(folder("notices"))/2.txt"
    number = "22"

    [[reference]]
    ban = "7-XX/YY"
    """
  }

  @Test func linesAreAppliedAndReported() throws {
    try makeArchive()
    try write(rules)
    let expected = [
      "\(file):3: agency “Sở Y tế” → “Sở Y tế Sông Lam”: 3 documents",
      "\(file):5: number “22” in \(folder("notices"))/2.txt: 1 document",
    ]
    let check = try Program.run("correct", archive, "--check")
    #expect(check.code == 0 && check.output == expected.map { $0 + "\n" }.joined())
    #expect(
      check.errorLines == [
        "\(file):9:1: warning: reference 7-XX/YY banned: matches no document",
        "3 corrections; 3 documents would be indexed anew",
      ])
    let run = try Program.run("correct", archive)
    #expect(run.code == 0 && run.output == check.output)
    #expect(run.errorLines.last == "3 corrections; 3 documents indexed anew")
    let again = try Program.run("correct", archive, "--lang", "vi")
    #expect(again.output.contains(":3: cơ quan “Sở Y tế” → “Sở Y tế Sông Lam”: 3 văn bản\n"))
    #expect(again.errorLines.last == "3 dòng; đã sửa lại 0 văn bản")
    #expect(try Program.run("search", archive, "number:22-TB/TU", "--count").output == "1\n")
    #expect(try Program.run("search", archive, "agency:\"Sở Y tế\"", "--count").code == 1)
    #expect(try Program.run("index", "check", archive).code == 0)
  }

  @Test func otherCommandsApplyWhatChanged() throws {
    try makeArchive()
    try write(rules)
    let search = try Program.run("search", archive, "agency:\"Sở Y tế Sông Lam\"", "--count")
    #expect(search.output == "3\n" && search.code == 0)
    #expect(search.errorLines.count == 3 && search.errors.contains(":3: agency “Sở Y tế”"))
    #expect(try Program.run("search", archive, "tiêm", "--count").errors == "")
    // Remarks are no change.
    try write("# 2021\n" + rules)
    #expect(try Program.run("search", archive, "number:22-TB/TU", "--count").errors == "")
    try FileManager.default.removeItem(atPath: file)
    let add = try Program.run("add", archive, folder("notices"))
    #expect(add.code == 0)
    #expect(
      add.errorLines.dropLast() == [
        "\(file): taken back: agency “Sở Y tế” → “Sở Y tế Sông Lam”: 3 documents",
        "\(file): taken back: number “22” in \(folder("notices"))/2.txt: 1 document",
        "\(file): taken back: reference 7-XX/YY banned: 0 documents",
      ])
    #expect(try Program.run("search", archive, "agency:\"Sở Y tế\"", "--count").output == "3\n")
  }

  @Test func aBadFileChangesNothing() throws {
    try makeArchive()
    try write(rules)
    #expect(try Program.run("correct", archive).code == 0)
    try write("[[agency]]\nname = 'a'\n\n[[header]]\nin = 'a'\ndate = '2021-02-30'\n")
    let places = ["\(file):1:1: error: “also” is missing", "\(file):6:8: error: “2021-02-30” is no date"]
    for run in [
      try Program.run("correct", archive), try Program.run("correct", archive, "--check"),
      try Program.run("add", archive, folder("notices")), try Program.run("index", "merge", archive),
    ] {
      #expect(run.code == 65 && run.output == "")
      #expect(run.errorLines.count == 2)
      for (line, place) in zip(run.errorLines, places) { #expect(line.hasPrefix(place)) }
    }
    // Searching goes on by what was applied last.
    let search = try Program.run("search", archive, "number:22-TB/TU", "--count")
    #expect(search.output == "1\n" && search.errorLines.count == 3)
    #expect(search.errorLines[0] == "\(file):1:1: warning: “also” is missing")
    #expect(
      search.errorLines[2]
        == "\(file): warning: what has changed in it is not applied; this goes by what was applied last")
  }

  @Test func whileAnotherWritesTheLastOnesAreGoneBy() throws {
    try makeArchive()
    let other = try Archive(path: FilePath(archive))
    try write(rules)
    let search = try Program.run("search", archive, "agency:\"Sở Y tế\"", "--count")
    #expect(search.code == 0 && search.output == "3\n" && search.errorLines.count == 1)
    #expect(search.errors.hasPrefix("\(file): warning: what has changed in it is not applied;"))
    #expect(try Program.run("correct", archive).code == 75)
    #expect(try Program.run("correct", archive, "--check").code == 0)
    withExtendedLifetime(other) {}
  }

  @Test func allCommandsGoByThem() throws {
    try makeArchive()
    try write(rules)
    let tasks = try Program.run("tasks", archive, "--agency", "Sở Y tế Sông Lam", "--count")
    #expect(tasks.code == 0 && tasks.output != "0\n" && tasks.errors.contains(":3: agency"))
    let export = try Program.run("export", archive, "--format", "ndjson", "--query", "number:22-TB/TU")
    #expect(export.output.contains("\"identifier\":\"22-TB/TU\"") && !export.output.contains("\"2-TB/TU\""))
    try write("[[reference]]\nreplace = '18-CT/TU'\nby = '19-CT/TU'\n")
    let refs = try Program.run("refs", archive, "19-CT/TU")
    #expect(
      refs.code == 0 && refs.output.contains("2021/19-CT/TU") == false && refs.output.contains("19-CT/TU"))
    #expect(try Program.run("refs", archive, "18-CT/TU").code == 1)
  }

  @Test func anArchiveMayBeginWithCorrections() throws {
    try write("[[agency]]\nname = 'Sở Y tế Sông Lam'\nalso = 'Sở Y tế'\n")
    try folder.write("1.txt", sampleText(1))
    let add = try Program.run("add", archive, folder("1.txt"))
    #expect(add.code == 0)
    #expect(try Program.run("search", archive, "agency:\"Sở Y tế Sông Lam\"", "--count").output == "1\n")
    // They belong to this archive, and others that are taken in come under them.
    let other = folder("other")
    try folder.write("2.txt", sampleText(2))
    #expect(try Program.run("add", other, folder("2.txt")).code == 0)
    #expect(try Program.run("index", "merge", archive, other).code == 0)
    #expect(try Program.run("search", archive, "agency:\"Sở Y tế Sông Lam\"", "--count").output == "2\n")
    #expect(try Program.run("index", "check", archive).code == 0)
    #expect(FileManager.default.fileExists(atPath: file))
  }

  @Test func withoutAnArchiveThereIsNothingToCorrect() throws {
    #expect(try Program.run("correct", archive).code == 66)
    try write(rules)
    #expect(try Program.run("correct", archive).code == 66)
  }
}
