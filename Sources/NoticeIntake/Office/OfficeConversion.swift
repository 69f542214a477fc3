import Glibc
import NoticeText

/// Reads what LibreOffice reads, through DOCX: DOC, RTF, ODT.
struct OfficeConversion {
  let intake: Intake
  let format: String
  /// Of the file, for LibreOffice to know its kind.
  let fileExtension: String

  /// - Throws: `missingProgram`, `programFailed`, `overLimit`, and what reading DOCX throws.
  func read(_ bytes: [UInt8]) async throws(InputError) -> SourceText {
    let folder = try ScratchFolder()
    let file = try folder.write(bytes, named: "notice.\(fileExtension)")
    // A profile of its own: two that share one wait for each other, or fail.
    let profile = try ScratchFolder()
    defer { profile.removeFolders() }
    let limits = ProgramLimits(seconds: 120, memory: 4 << 30, output: 256 << 20)
    _ = try await intake.programs.gate.pass { () async throws(InputError) in
      try await intake.programs.soffice.run(
        [
          "-env:UserInstallation=file://\(profile.path)/profile", "--headless", "--norestore",
          "--nolockcheck",
          "--convert-to", "docx:MS Word 2007 XML", "--outdir", "\(folder.path)", "\(file)",
        ], limits: limits)
    }
    let made = Input(path: folder.path.appending(FilePath("notice.docx")), name: FilePath("notice.docx"))
    do {
      return try DOCXReader.read(try made.load(limit: limits.output))
    } catch {
      if error == .noSuchPath { throw .damaged(format: format, reason: "LibreOffice makes no text of it") }
      throw error
    }
  }
}

extension ScratchFolder {
  /// Removes the folders in it with all that they hold; links are not followed.
  func removeFolders() {
    var left = [(path, false)]
    // Ends: each folder is looked into once, and then removed.
    while let (folder, isEmpty) = left.popLast() {
      if isEmpty {
        _ = folder.withCString { rmdir($0) }
        continue
      }
      left.append((folder, true))
      for name in (try? namesOfFolder(folder)) ?? [] {
        let path = folder.appending(name)
        guard let kind = try? PathKind(of: path, followingLinks: false) else { continue }
        if case .folder = kind {
          left.append((path, false))
        } else {
          _ = path.withCString { unlink($0) }
        }
      }
    }
  }
}
