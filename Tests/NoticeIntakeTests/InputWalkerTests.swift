import Foundation
import TestSupport
import Testing

@testable import NoticeIntake

struct InputWalkerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What a walk finds: `name` of an input, `name: code` of a failure, with the folder's path taken off.
  private func walk(_ paths: [String], namesAreUnique: Bool = false) -> (found: [String], skipped: Skipped) {
    var walker = InputWalker(paths.map { FilePath($0) }, namesAreUnique: namesAreUnique)
    var found: [String] = []
    while let next = walker.next() {
      switch next {
      case .input(let input): found.append(input.name.description)
      case .failure(let path, let error):
        found.append("\(path)".replacingOccurrences(of: folder.path, with: "") + ": " + error.code)
      }
    }
    return (found, walker.skipped)
  }

  @Test func walksFoldersInByteOrderOfThePath() throws {
    for name in ["b.txt", "a/z.md", "a.txt", "a/b/c.text", "a-.txt", "Á.txt", "B.markdown", "a/B.TXT"] {
      try folder.write(name, "x")
    }
    let (found, _) = walk([folder.path])
    #expect(
      found == ["B.markdown", "a-.txt", "a.txt", "a/B.TXT", "a/b/c.text", "a/z.md", "b.txt", "Á.txt"])
    #expect(found == found.map { FilePath($0) }.sorted().map(\.description))
  }

  @Test func pathsAreAsGiven() throws {
    try folder.write("a/b.txt", "x")
    var walker = InputWalker([FilePath(folder("a/"))])
    guard case .input(let input)? = walker.next() else {
      Issue.record("nothing found")
      return
    }
    #expect(input.path.description == folder("a/b.txt"))
    #expect(input.size == 1)
  }

  @Test func countsWhatItLeavesOut() throws {
    try folder.write("a.txt", "x")
    try folder.write(".hidden.txt", "x")
    try folder.write(".git/b.txt", "x")
    try folder.write("c.gif", "x")
    try folder.write("d.GIF", "x")
    try folder.write("e", "x")
    try FileManager.default.createSymbolicLink(atPath: folder("l.txt"), withDestinationPath: "a.txt")
    try FileManager.default.createSymbolicLink(atPath: folder("loop"), withDestinationPath: ".")
    mkfifo(folder("pipe.txt"), 0o600)
    let (found, skipped) = walk([folder.path])
    #expect(found == ["a.txt"])
    #expect(skipped.hidden == 2)
    #expect(skipped.otherKinds == ["gif": 2, "": 1])
    #expect(skipped.links == 2)
    #expect(skipped.special == 1)
    #expect(skipped.count == 8)
  }

  @Test func whatIsNamedIsMeant() throws {
    try folder.write(".hidden", "x")
    try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: ".hidden")
    #expect(walk([folder(".hidden"), folder("link"), "-"]).found == [".hidden", "link", "stdin"])
  }

  @Test func namesWhatIsNotThere() throws {
    try folder.write("full/a.txt", "x")
    try folder.write("other/a.gif", "x")
    let paths = ["absent", "full", "other", "full/a.txt/b", "*.nothing"].map { folder($0) }
    #expect(
      walk(paths + [""]).found == [
        "/absent: no-such-path", "a.txt", "/other: no-notices", "/full/a.txt/b: no-such-path",
        "/*.nothing: no-match", ": no-such-path",
      ])
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func aClosedFolderStopsNothing() throws {
    try folder.write("a/x.txt", "x")
    try folder.write("b.txt", "x")
    chmod(folder("a"), 0)
    defer { chmod(folder("a"), 0o700) }
    #expect(walk([folder.path]).found == ["/a: no-permission", "b.txt"])
  }

  @Test func theSecondOfOneNameFails() throws {
    try folder.write("a/x.txt", "1")
    try folder.write("b/x.txt", "2")
    let paths = [folder("a"), folder("b"), folder("b/x.txt")]
    #expect(walk(paths).found == ["x.txt", "x.txt", "x.txt"])
    #expect(
      walk(paths, namesAreUnique: true).found == ["x.txt", "/b/x.txt: name-taken", "/b/x.txt: name-taken"])
  }

  @Test func expandsQuotedPatterns() throws {
    for name in ["2020/a.txt", "2021/a.txt", "2021/b.md", "2021/q/c.txt", ".h/d.txt", "2021/.e.txt"] {
      try folder.write(name, "x")
    }
    #expect(walk([folder("*/*.txt")]).found == ["2020/a.txt", "2021/a.txt"])
    #expect(walk([folder("**/*.txt")]).found == ["2020/a.txt", "2021/a.txt", "2021/q/c.txt"])
    #expect(walk([folder("202?/?.md")]).found == ["2021/b.md"])
    #expect(walk([folder("2021/**")]).found == ["a.txt", "b.md", "q/c.txt"])
    #expect(walk([folder("2021/**/c.txt")]).found == ["q/c.txt"])
    #expect(walk([folder("2021/.*")]).found == [".e.txt"])
    // A folder that matches is walked, its names begin inside it.
    #expect(walk([folder("*20")]).found == ["a.txt"])
  }

  @Test func aFileWithAStarInItsNameIsItself() throws {
    try folder.write("a*.txt", "x")
    try folder.write("ab.txt", "x")
    #expect(walk([folder("a*.txt")]).found == ["a*.txt"])
  }

  @Test(arguments: [
    ("abc", "abc", true), ("abc", "a*c", true), ("abc", "*", true), ("abc", "a?c", true),
    ("ac", "a?c", false),
    ("aủc", "a?c", true), ("abcbc", "a*bc", true), ("abcbd", "a*bc", false), ("", "*", true),
    (".a", "*", false),
    (".a", ".*", true), ("aaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*c", false), ("a", "a*?", false),
  ])
  func matchesComponents(name: String, pattern: String, isMatch: Bool) {
    #expect(GlobPattern.matches(Array(name.utf8), Array(pattern.utf8)) == isMatch)
  }
}
