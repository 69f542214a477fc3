import NoticeIntake
import NoticeGrammar
import NoticeIndex

extension Archive {
  /// Makes the documents stand by other corrections, all in one commit; those that no changed rule is for are not looked at.
  ///
  /// - Parameters:
  ///   - corrections: All that there are to be.
  ///   - memory: About how many bytes building may take.
  /// - Precondition: Nothing was added since the last commit.
  @discardableResult
  public func correct(
    _ corrections: Corrections, memory: Int = IngestOptions.standardMemory
  ) throws(IndexError) -> CorrectionsReport {
    let change = CorrectionsChange(
      from: self.corrections, to: corrections, isFirst: writer.note(Corrections.unknownNote) != nil)
    guard documents > 0 else {
      if !change.isEmpty { try commit(corrections) }
      return CorrectionsReport(change)
    }
    var run = CorrectionsRun(try ArchiveReader(IndexReader(directory)), change)
    if change.isEmpty { return try run.report() }
    var builders = [true, false].map { SegmentBuilder(withText: $0) }
    try run.forEachDocument { (document, withText) throws(IndexError) in
      let place = withText ? 0 : 1
      try builders[place].add(document)
      guard builders[place].size > memory / 4 else { return }
      try writer.add(builders[place])
      builders[place] = SegmentBuilder(withText: withText)
    }
    for builder in builders { try writer.add(builder) }
    try writer.mergeNewest()
    let report = try run.report()
    try commit(corrections)
    return report
  }

  private func commit(_ corrections: Corrections) throws(IndexError) {
    writer.setNote(Corrections.note, corrections.isEmpty ? nil : corrections.text)
    writer.setNote(Corrections.unknownNote, nil)
    try writer.commit()
    self.corrections = corrections
  }

  /// Takes in the documents of another archive; those of the same names replace others. To be committed by `mergeAll`.
  public func take(contentsOf other: IndexReader) throws(IndexError) {
    try writer.add(contentsOf: other)
    var readings = ReadingNote(writer.note(ReadingNote.name))
    readings.add(ReadingNote(other.note(ReadingNote.name)))
    writer.setNote(ReadingNote.name, readings.bytes)
    let stoodByRules = other.note(Corrections.note) != nil || other.note(Corrections.unknownNote) != nil
    if !corrections.isEmpty || stoodByRules { writer.setNote(Corrections.unknownNote, []) }
  }

  /// Makes the archive one piece, and what was taken in stand by its corrections; commits.
  ///
  /// What a crash leaves of that, the next `correct` does.
  public func mergeAll() throws(IndexError) {
    if writer.note(Corrections.unknownNote) != nil {
      try writer.commit()
      try correct(corrections)
    }
    try writer.mergeAll()
    try writer.commit()
  }

  /// The corrections of the folder's file, if the documents do not stand by them.
  public func pendingCorrections() throws(CorrectionsError) -> Corrections? {
    try Self.pendingCorrections(
      in: directory, applied: writer.note(Corrections.note),
      isUnknown: writer.note(Corrections.unknownNote) != nil)
  }

  /// The same of an archive that nobody has opened; `nil` if there is none.
  ///
  /// - Complexity: O(bytes of the file), where nothing is to be done.
  public static func pendingCorrections(path: FilePath) throws(CorrectionsError) -> Corrections? {
    let directory: FileDirectory
    let manifest: Manifest
    do {
      directory = try FileDirectory(path: path.description)
      manifest = try Manifest.read(from: directory)
    } catch {
      return nil
    }
    return try pendingCorrections(
      in: directory, applied: manifest.notes[Corrections.note],
      isUnknown: manifest.notes[Corrections.unknownNote] != nil)
  }

  private static func pendingCorrections(
    in directory: any Directory, applied: [UInt8]?, isUnknown: Bool
  ) throws(CorrectionsError) -> Corrections? {
    let corrections = try Corrections.read(from: directory)
    if isUnknown { return corrections }
    if corrections.text == applied ?? [] { return nil }
    // Remarks and blanks change nothing.
    return corrections.keys == Corrections.applied(applied).keys ? nil : corrections
  }
}

extension ArchiveReader {
  /// What `Archive.correct` would do.
  public func check(_ corrections: Corrections) throws(IndexError) -> CorrectionsReport {
    var run = CorrectionsRun(self, CorrectionsChange(from: self.corrections, to: corrections))
    try run.forEachDocument { _, _ in }
    return try run.report()
  }
}

extension CorrectionsReport {
  /// Of an archive without documents.
  init(_ change: CorrectionsChange) {
    lines = zip(change.new.rules, change.new.keys).map {
      Line(correction: $0, documents: 0, isNew: change.added.contains($1))
    }
  }
}
