import NoticeIntake
import Foundation
import NoticeArchive
import NoticeGrammar
import TestSupport
import Testing

/// The whole output of every notice of the Corpus, byte by byte, as `thongbao parse --output-dir` writes it.
@Suite struct GoldenTests {
  @Test(arguments: Corpus.notices)
  func outputIsAsRecorded(_ notice: CorpusNotice) async throws {
    let input = Input(path: FilePath(notice.text.path), name: FilePath(notice.name))
    let notices = try await Batch(jobs: 1).read(input)
    var parsed = try #require(notices.first)
    #expect(notices.count == 1)
    parsed.source.path = "Corpus/notices/\(notice.name)"
    let json = parsed.json(layout: .pretty) + Array("\n".utf8)
    let difference = try Golden.difference(of: json, from: #require(notice.expected))
    #expect(difference == nil)
  }

  @Test func everyRecordHasANotice() throws {
    let folder = Corpus.folder.appendingPathComponent("expected").path
    let records = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let orphans = Set(records).subtracting(Corpus.notices.compactMap { $0.expected?.lastPathComponent })
    #expect(orphans.isEmpty)
  }
}
