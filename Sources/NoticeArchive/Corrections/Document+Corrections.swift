import NoticeGrammar
import NoticeIndex

extension IndexDocument {
  /// What a notice is found by once it is corrected, and its JSON as it was read, so that any correction can be taken
  /// back.
  ///
  /// - Parameters:
  ///   - json: The notice as it is to be kept, if otherwise than it is written here.
  ///   - reading: `IngestOptions.reading`, if it was read by a parser that knows the corrections' words, and not taken
  ///     as it is.
  init(
    _ notice: Notice, id: String, version: UInt64, json: [UInt8]? = nil, reading: UInt64? = nil,
    corrections: Corrections
  ) {
    var corrected = notice
    let used = corrections.apply(to: &corrected, named: id)
    self.init(
      used.isEmpty ? notice : corrected, id: id, version: version,
      json: json ?? (used.isEmpty ? nil : notice.keptJSON), reading: reading)
    note(used, of: corrections)
    if reading != nil { note(corrections.used(in: notice.text), of: corrections) }
  }

  /// Notes by which corrections the document stands as it does.
  mutating func note(_ used: [Int], of corrections: Corrections) {
    for index in used { keywords.append(Keyword(.correction, corrections.keys[index])) }
  }
}
