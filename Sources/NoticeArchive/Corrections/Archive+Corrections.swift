import NoticeGrammar
import NoticeIndex

extension Archive {
  /// Makes the documents stand by other corrections, all in one commit; those that no changed rule is for are not looked at.
  ///
  /// - Parameters:
  ///   - corrections: All that there are to be.
  ///   - isFirst: Whether it is unknown what the documents stand by, as after other archives were taken in.
  ///   - memory: About how many bytes building may take.
  @discardableResult
  public func correct(
    _ corrections: Corrections, isFirst: Bool = false, memory: Int = IngestOptions.standardMemory
  ) throws(IndexError) -> CorrectionsReport {
    let change = CorrectionsChange(from: self.corrections, to: corrections, isFirst: isFirst)
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
    try writer.commit()
    self.corrections = corrections
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
