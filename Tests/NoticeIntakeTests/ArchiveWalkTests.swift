import Foundation
import TestSupport
import Testing

@testable import NoticeIntake

/// Archives as folders: in order, with their bytes, within limits, and nothing believed that they say.
struct ArchiveWalkTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What a walk finds: `name=text` of an input, `name: code` of a failure, with the folder's path taken off.
  private func walk(
    _ path: String, limits: ArchiveLimits = ArchiveLimits()
  ) -> (found: [String], skipped: Skipped) {
    var walker = InputWalker([FilePath(path)], limits: limits)
    var found: [String] = []
    while let next = walker.next() {
      switch next {
      case .input(let input):
        let text = try? input.readText(limit: 1_000_000)
        found.append(
          "\(input.name)=\(text.map { String(decoding: $0.bytes.prefix(20), as: UTF8.self) } ?? "?")")
      case .failure(let path, let error):
        found.append("\(path)".replacingOccurrences(of: folder.path + "/", with: "") + ": " + error.code)
      }
    }
    return (found, walker.skipped)
  }

  @Test func isAFolderInItsOwnOrder() throws {
    let inner = ZipMaker.zip([.init("x.md", "deep")])
    let bytes = ZipMaker.zip([
      .init("b.txt", "second"), .init("a/Thông báo số 1.txt", "first"), .init("c.png.exe", "no"),
      .init(".hidden.txt", "no"), .init("inner.zip", inner), .init("noext", Array("<html><p>a".utf8)),
    ])
    let path = try folder.write("all.zip", bytes)
    let (found, skipped) = walk(path)
    #expect(
      found == [
        "all.zip/b.txt=second", "all.zip/a/Thông báo số 1.txt=first", "all.zip/inner.zip/x.md=deep",
        "all.zip/noext=?",
      ])
    #expect(skipped.otherKinds == ["exe": 1])
    #expect(skipped.hidden == 1)
    // The same inside a folder, and by content, not by name.
    try folder.write("f/scans", bytes)
    try folder.write("f/z.txt", "last")
    let inFolder = walk(folder("f")).found
    #expect(inFolder.first == "scans/b.txt=second")
    #expect(inFolder.last == "z.txt=last")
    #expect(inFolder.count == 5)
  }

  @Test func countsWithoutUnpacking() throws {
    let path = try folder.write("a.zip", ZipMaker.zip([.init("a.txt", "x"), .init("b.txt", "x")]))
    #expect(Array(InputWalker([FilePath(path)], opensArchives: false)).count == 1)
    #expect(InputWalker.isArchive(FilePath(path)))
    #expect(!InputWalker.isArchive(FilePath(try folder.write("a.txt", "x"))))
  }

  @Test func namesLeadNowhere() throws {
    let bytes = ZipMaker.zip([
      .init("../up.txt", "x"), .init("a/../../up.txt", "x"), .init("/etc/passwd.txt", "x"),
      .init("..\\up.txt", "x"), .init("good.txt", "good"),
    ])
    let (found, _) = walk(try folder.write("evil.zip", bytes))
    #expect(found.filter { $0.hasSuffix(": unsafe-name") }.count == 4)
    #expect(found.last == "evil.zip/good.txt=good")
  }

  @Test func linksAndDevicesAreLeftOut() throws {
    let bytes = ZipMaker.tar([
      ("link.txt", "2", "/etc/passwd", []), ("hard.txt", "1", "good.txt", []), ("device", "3", "", []),
      ("folder", "5", "", []), ("good.txt", "0", "", Array("good".utf8)),
    ])
    let (found, skipped) = walk(try folder.write("a.tar", bytes))
    #expect(found == ["a.tar/good.txt=good"])
    #expect(skipped.links == 2)
    #expect(skipped.special == 1)
  }

  @Test func whatIsCutGivesWhatCameBefore() throws {
    let bytes = ZipMaker.tar([
      ("a.txt", "0", "", Array("first".utf8)), ("b.txt", "0", "", [UInt8](repeating: 0x61, count: 5000)),
    ])
    let (found, _) = walk(try folder.write("cut.tar", Array(bytes.prefix(3000))))
    #expect(found == ["cut.tar/a.txt=first", "cut.tar: damaged"])
  }

  @Test func whatIsLockedIsToldApart() throws {
    var locked = ZipMaker.Entry("a.txt", "secret secret secret")
    locked.flags |= 1
    let (found, _) = walk(try folder.write("a.zip", ZipMaker.zip([locked, .init("b.txt", "open")])))
    #expect(found == ["a.zip/a.txt: encrypted", "a.zip/b.txt=open"])
  }

  /// Made by gzip, xz, Python's tarfile and libarchive.
  @Test(arguments: [
    ("x.txt.gz", "H4sIAAAAAAACAwt5uLvDz0Ph4e5lkQqBoQ93LfJzV/Dz9PPgAgAQ/TylGQAAAA==", "x.txt.gz/x.txt"),
    (
      "x.txt.xz",
      "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAYVOG7iE5IIOG7plkgUVXhuqJORyBOSU5ICgAAAADRYbJvTUreQQABMRlZGrCCH7bzfQEAAAAABFla",
      "x.txt.xz/x.txt"
    ),
    (
      "a.tar.xz",
      "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AHZdADCLywMN5+txTm45dnXP0k64TB8fQ3vd0fFK4IlJz8RPOwuVKP5VQ+LTQAaVW3rNyt/f9krnQJQCHERGiH6RFi5PjZ7WHuw69PB7BMwfDM8VuTFOLuFQ8cy3bpA0Z38T6IAfvDjfanqkicYcGnCjKKfYZxUNbgAAAABGvMKEmlUefAABkgGAUAAArtJ+L7HEZ/sCAAAAAARZWg==",
      "a.tar.xz/a/x.txt"
    ),
    (
      "b.7z",
      "N3q8ryccAAOSWOwBJQAAAAAAAABmAAAAAAAAAFUxAhgAKjhTaIKEqPb+FoIW5uZn4JG1F7KEV5Fn/gme5bct//+nvAAAAQQGAAEJJQAHCwEAASMDAQEFXQAAgAAMGQAICgEQ/TylAAAFARERAGEALwB4AC4AdAB4AHQAAAAUCgEAzm8EcF963QESCgEAzm8EcF963QETCgEAzm8EcF963QEVBgEAIICkgQAA",
      "b.7z/a/x.txt"
    ),
  ])
  func compressedInEveryWay(_ name: String, _ base64: String, _ inside: String) throws {
    let bytes = Array(try #require(Data(base64Encoded: base64)))
    let (found, _) = walk(try folder.write(name, bytes))
    #expect(found == ["\(inside)=TỈNH ỦY QUẢNG "])
    // Cut short it is damaged, whole inside another archive it is read.
    #expect(
      walk(try folder.write("cut-\(name)", bytes.dropLast(bytes.count / 3))).found.allSatisfy {
        $0.hasSuffix(": damaged")
      })
    #expect(
      walk(try folder.write("z.zip", ZipMaker.zip([.init(name, bytes)]))).found == [
        "z.zip/\(inside)=TỈNH ỦY QUẢNG "
      ])
  }

  @Test func limitsHold() throws {
    let many = ZipMaker.zip((0..<20).map { .init("\($0).txt", "text \($0)") })
    var limits = ArchiveLimits()
    limits.entries = 5
    var found = walk(try folder.write("many.zip", many), limits: limits).found
    #expect(found.count == 6)
    #expect(found.last == "many.zip: over-limit")
    // 1000 : 1.
    limits = ArchiveLimits()
    limits.least = 10_000
    limits.ratio = 2
    let large = ZipMaker.zip([
      .init("a.txt", "small"),
      .init("b.zip", ZipMaker.zip([.init("x.txt", [UInt8](repeating: 0x20, count: 40_000))])),
    ])
    found = walk(try folder.write("bomb.zip", large), limits: limits).found
    #expect(found.first == "bomb.zip/a.txt=small")
    limits.ratio = 0
    found = walk(folder("bomb.zip"), limits: limits).found
    #expect(found == ["bomb.zip/a.txt=small", "bomb.zip: over-limit"])
    limits = ArchiveLimits()
    limits.entrySize = 100
    found =
      walk(
        try folder.write(
          "big.zip",
          ZipMaker.zip([.init("a.txt", [UInt8](repeating: 0x61, count: 70_000)), .init("b.txt", "b")])),
        limits: limits
      ).found
    #expect(found == ["big.zip/a.txt: too-large", "big.zip/b.txt=b"])
  }

  @Test func archivesNestNoDeeperThanTwo() throws {
    var bytes = ZipMaker.zip([.init("deep.txt", "deep")])
    for _ in 0..<4 { bytes = ZipMaker.zip([.init("next.zip", bytes), .init("here.txt", "here")]) }
    let (found, _) = walk(try folder.write("nest.zip", bytes))
    #expect(
      found == [
        "nest.zip/next.zip/next.zip: over-limit", "nest.zip/next.zip/here.txt=here", "nest.zip/here.txt=here",
      ])
  }

  @Test(arguments: UInt64(0)..<100)
  func damageEndsSomewhere(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes = ZipMaker.zip([
      .init("a.txt", "first"), .init("b.txt", "second"),
      .init("c.zip", ZipMaker.zip([.init("d.txt", "third")])),
    ])
    for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
    bytes.removeLast(random.below(3) == 0 ? random.below(bytes.count) : 0)
    let path = try folder.write("x\(seed).zip", bytes)
    #expect(walk(path).found.count < 20)
  }

  @Test func inputsKeepTheirBytes() async throws {
    let path = try folder.write("a.zip", ZipMaker.zip([.init("a.md", "abc")]))
    var walker = InputWalker([FilePath(path)])
    guard case .input(let input)? = walker.next() else {
      Issue.record("nothing found")
      return
    }
    // What was found is what is read, whatever becomes of the archive.
    try folder.write("a.zip", "gone")
    let file = try await Intake().read(input, limit: 100)
    #expect(file.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(file.reader == "markdown")
    #expect(input.path.description == folder("a.zip") + "/a.md")
  }
}
