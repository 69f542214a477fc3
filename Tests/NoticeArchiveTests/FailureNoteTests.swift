import NoticeIntake
import Testing

@testable import NoticeArchive

struct FailureNoteTests {
  private static let remembered: [InputError] = [
    .noNotice, .empty, .binary(offset: 9), .invalidUTF16(offset: 3), .encrypted(format: "PDF"),
    .damaged(format: "DOCX", reason: "a member is cut"), .programFailed("tesseract", reason: ""),
    .overLimit(.seconds(60)), .overLimit(.memory(bytes: 7)), .overLimit(.output(bytes: 8)),
    .overLimit(.pages(9)),
    .overLimit(.entries(10)), .overLimit(.pixels(11)), .needsOCR(format: "PNG"),
  ]

  @Test func itReadsBackAsItWasWritten() {
    var note = FailureNote(nil)
    #expect(note.bytes == nil)
    for (index, error) in Self.remembered.enumerated() { note.add(error, version: UInt64(index) << 40) }
    let back = FailureNote(note.bytes)
    #expect(back.order == note.order)
    #expect(back.errors == note.errors)
    #expect(back.errors.count == Self.remembered.count)
  }

  /// What is not the file's fault may be otherwise the next time.
  @Test(arguments: [
    InputError.noPermission, .missingProgram("tesseract", package: "tesseract-ocr"), .noSuchPath,
    .unreadable(errno: 5),
    .tooLarge(limit: 1), .needsReading(format: "PDF"),
  ])
  func whatIsNotTheFilesFaultIsForgotten(error: InputError) {
    var note = FailureNote(nil)
    note.add(error, version: 1)
    #expect(note.bytes == nil)
  }

  @Test func reasonsCannotBreakIt() {
    var note = FailureNote(nil)
    note.add(.damaged(format: "a\tb\nc", reason: String(repeating: "ấ", count: 5000)), version: 1)
    note.add(.noNotice, version: 2)
    let back = FailureNote(note.bytes)
    #expect(back.order == [1, 2])
    #expect((note.bytes ?? []).count < 500)
  }

  @Test func itIsBounded() {
    var note = FailureNote(nil)
    for version in 0..<UInt64(FailureNote.most + 50) { note.add(.noNotice, version: version) }
    let back = FailureNote(note.bytes)
    #expect(back.order.count == FailureNote.most)
    #expect(back.order.first == 50)
  }

  @Test(arguments: [
    "", "\n\n", "xyz\tno-notice", "0\tbinary\tx", "0\tover-limit\tseconds", "1\tno-notice\t2\t3",
  ])
  func otherLinesAreLeftOut(line: String) {
    #expect(FailureNote(Array(line.utf8)).errors.isEmpty)
  }
}
