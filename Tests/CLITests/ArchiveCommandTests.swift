import Foundation
import TestSupport
import Testing

/// `add` and `index`.
struct ArchiveCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var archive: String { folder("archive") }

  private func line(_ id: String, _ text: String) -> String { "{\"id\":\"\(id)\",\"text\":\"\(text)\"}\n" }

  private func statistics() throws -> [String: Any] {
    try #require(try Program.run("index", "stats", archive, "--json").json() as? [String: Any])
  }

  @Test func noticesAreAddedAndKeptUpToDate() throws {
    let texts = folder("notices")
    for number in 0..<3 { try folder.write("notices/\(number).txt", sampleText(number)) }
    try folder.write("notices/scan.gif", "GIF89a")
    let first = try Program.run("add", archive, texts)
    #expect(first.code == 0)
    #expect(first.output == "")
    #expect(
      first.errorLines == [
        "3 documents read (1.5 kB): 3 added; the archive has 3; left out: 1 of other kinds (.gif 1)"
      ])
    try folder.write("notices/1.txt", sampleText(7))
    let second = try Program.run("add", archive, texts, "--lang", "vi", "--jobs", "1")
    #expect(
      second.errorLines == [
        "Đã đọc 3 văn bản (1,5 kB): 0 mới, 1 cập nhật, 2 không đổi; kho có 3 văn bản; bỏ qua: 1 loại khác (.gif 1)"
      ])
    // Another repair reads them anew.
    #expect(try Program.run("add", archive, texts, "--repair", "off").errors.contains("0 added, 3 updated"))
    #expect(try statistics()["documents"] as? Int == 3)
    #expect(try Program.run("index", "check", archive).code == 0)
  }

  @Test func whatParseWritesIsTaken() throws {
    let text = try folder.write("a.txt", sampleText())
    let shell = try Program.shell(
      "$thongbao parse '\(text)' '\(text)' --format ndjson --include-text 2>/dev/null | $thongbao add '\(archive)' -"
    )
    #expect(shell.code == 0)
    #expect(shell.errors.contains("the archive has 1"))
  }

  @Test func badLinesAreNamed() throws {
    let file = try folder.write(
      "a.ndjson", line("a", "x") + "{\"id\":\"b\"}\n{\"id\": oops}\n" + line("c", "y"))
    let run = try Program.run("add", archive, "--documents", file, folder("nix.txt"))
    #expect(run.code == 1)
    #expect(
      run.errorLines == [
        "\(folder("nix.txt")): error: there is no such file or folder",
        "\(file):2: error: “text” is missing",
        "\(file):3: error: it is no JSON at byte 7 (\(run.errorLines[2].split(separator: "(").last ?? "")",
        "5 documents read (\(run.size)): 2 added, 3 failed; the archive has 2",
      ])
    let vietnamese = try Program.run("add", archive, "--documents", file, "--lang", "vi")
    #expect(vietnamese.errorLines.first == "\(file):2: lỗi: thiếu “text”")
  }

  @Test func progressIsShownIfAskedFor() throws {
    let file = try folder.write("a.ndjson", line("a", "x"))
    let run = try Program.run("add", archive, "--documents", file, "--progress", "always")
    #expect(run.errors.contains("1 document, "))
    #expect(run.errors.contains("B/s, 0:00 left"))
  }

  @Test func sharedFoldersAreNotTakenForArchives() throws {
    try folder.write("notices/a.txt", sampleText())
    let run = try Program.run("add", folder("notices"), folder("notices/a.txt"))
    #expect(run.code == 73)
    #expect(try folder.files() == ["notices/a.txt"])
    #expect(try Program.run("add", folder("nix/archive"), folder("notices")).code == 73)
    #expect(try Program.run("add", folder("new"), folder("nix.txt")).code == 66)
    #expect(try Program.run("add", archive).code == 64)
    #expect(try Program.run("add", archive, "a.txt", "--memory", "1").code == 64)
  }

  @Test(arguments: [["check"], ["stats"], ["merge"], ["delete", "a"]])
  func withoutAnArchiveThereIsNothingToDo(arguments: [String]) throws {
    var arguments = ["index"] + arguments
    arguments.insert(archive, at: 2)
    let run = try Program.run(Program.path, arguments, input: nil, environment: [:])
    #expect(run.code == 66)
    #expect(
      run.errorLines == [
        "\(archive): error: there is no archive here", "“thongbao add \(archive) PATH…” makes one.",
      ])
    #expect(try folder.files() == [])
  }

  @Test func anArchiveThatIsWrittenToSaysByWhom() throws {
    try folder.write("a.ndjson", line("a", "x"))
    #expect(try Program.run("add", archive, "--documents", folder("a.ndjson")).code == 0)
    // Held by another program for as long as its standard input is open.
    let run = try Program.shell(
      """
      exec 9>>'\(archive)/write.lock'; flock 9; echo 4711 >&9
      $thongbao add '\(archive)' --documents '\(folder("a.ndjson"))'
      """)
    #expect(run.code == 75)
    #expect(run.errorLines.first == "\(archive): error: process 4711 is writing to this archive")
    #expect(run.errorLines.count == 2)
    // Readers are not in the way.
    #expect(
      try Program.shell("exec 9>>'\(archive)/write.lock'; flock 9; $thongbao index stats '\(archive)'").code
        == 0)
  }

  @Test func documentsAreDeletedAndMerged() throws {
    let file = try folder.write("a.ndjson", line("a", "x") + line("b", "y") + line("c", "z"))
    #expect(try Program.run("add", archive, "--documents", file).code == 0)
    let run = try Program.run("index", "delete", archive, "a", "nix", "b")
    #expect(run.code == 1)
    #expect(run.errorLines == ["nix: error: it is not in the archive", "2 documents deleted; 1 left"])
    #expect(try statistics()["deleted"] as? Int == 2)
    #expect(try Program.run("index", "merge", archive).errorLines == ["Merged: 1 document"])
    #expect(try statistics()["deleted"] as? Int == 0)

    try folder.write("b.ndjson", line("c", "other") + line("d", "w"))
    #expect(try Program.run("add", folder("other"), "--documents", folder("b.ndjson")).code == 0)
    #expect(try Program.run("index", "merge", archive, folder("other")).errorLines == ["Merged: 2 documents"])
    #expect(try statistics()["segments"] as? Int == 1)
    #expect(try Program.run("index", "merge", folder("new"), archive, folder("other")).code == 0)
    #expect(try Program.run("index", "merge", archive, archive).code == 64)
    #expect(try Program.run("index", "merge", archive, folder("nix")).code == 66)
  }

  @Test func statisticsAreATable() throws {
    let file = try folder.write("a.ndjson", line("a", "tiêm chủng tiêm"))
    #expect(try Program.run("add", archive, "--documents", file).code == 0)
    let english = try Program.run("index", "stats", archive).output.split(separator: "\n")
    #expect(
      english.prefix(5).map(String.init).map { $0.split(separator: " ").last } == ["1", "0", "1", "3", "3"])
    #expect(english.contains { $0.hasPrefix("  postings ") })
    let vietnamese = try Program.run("index", "stats", archive, "--lang", "vi").output
    #expect(vietnamese.hasPrefix("văn bản "))
    let terms = try #require(try statistics()["terms"] as? [String: Int])
    #expect(terms["text"] == 2)
    #expect(terms["id"] == 1)
  }

  @Test func damageIsFoundAndRepaired() throws {
    let file = try folder.write("a.ndjson", line("a", "x") + line("b", "y"))
    #expect(try Program.run("add", archive, "--documents", file).code == 0)
    let whole = try Program.run("index", "check", archive)
    #expect(whole.code == 0)
    #expect(whole.errors.hasPrefix("All is well: 2 documents in 1 segment, "))

    let store = try #require(try folder.files().first { $0.hasSuffix(".store") })
    var bytes = try folder.read(store)
    bytes[5] ^= 1
    try folder.write(store, bytes)
    let check = try Program.run("index", "check", archive)
    #expect(check.code == 1)
    #expect(
      check.errorLines.prefix(2) == [
        "\(archive): error: its file 00000001.store is damaged at byte 0 (checksum)",
        "1 of 1 segment damaged, with 2 of 2 documents.",
      ])
    let repair = try Program.run("index", "check", archive, "--repair")
    #expect(repair.code == 1)
    #expect(repair.output == "a\nb\n")
    #expect(try Program.run("index", "check", archive).code == 0)
    #expect(try Program.run("add", archive, "--documents", file).errors.contains("2 added"))

    try folder.write("archive/manifest", "thongbao-index 1\n")
    let broken = try Program.run("index", "check", archive)
    #expect(broken.code == 65)
    #expect(broken.errors.contains("move the folder away"))
    try folder.write("archive/manifest", "thongbao-index 9\n")
    let newer = try Program.run("add", archive, "--documents", file)
    #expect(newer.code == 65)
    #expect(newer.errors.contains("format 9; this version reads up to 2"))
  }

  /// A run that is killed leaves an archive; the next run goes on from there.
  @Test func aKilledRunIsContinued() throws {
    var text = ""
    for index in 0..<4000 { text += line("\(index)", String(repeating: "văn bản số \(index) ", count: 60)) }
    let file = try folder.write("a.ndjson", text)
    for delay in ["0.1", "0.3", "0.6"] {
      _ = try Program.shell(
        "$thongbao add '\(archive)' --documents '\(file)' --memory 16 & sleep \(delay); kill -9 $!; wait")
    }
    #expect(try Program.run("add", archive, "--documents", file).code == 0)
    #expect(try statistics()["documents"] as? Int == 4000)
    #expect(try Program.run("index", "check", archive).code == 0)
  }
}

extension Program.Outcome {
  /// What the summary says in parentheses.
  fileprivate var size: Substring {
    let last = errorLines.last ?? ""
    return last.split(separator: "(").last?.split(separator: ")").first ?? ""
  }
}
