import NoticeGrammar
import NoticeIndex

extension IndexDocument {
  /// What a notice is found by once it is corrected, and its JSON as it was read, so that any correction can be taken
  /// back.
  ///
  /// - Parameter json: The notice as it is to be kept, if otherwise than it is written here.
  init(
    _ notice: Notice, id: String, version: UInt64, json: [UInt8]? = nil, corrections: Corrections
  ) {
    var corrected = notice
    let used = corrections.apply(to: &corrected, named: id)
    guard !used.isEmpty else {
      self.init(notice, id: id, version: version, json: json)
      return
    }
    self.init(corrected, id: id, version: version, json: json ?? notice.json())
    note(used, of: corrections)
  }

  /// Notes by which corrections the document stands as it does.
  mutating func note(_ used: [Int], of corrections: Corrections) {
    for index in used { keywords.append(Keyword(.correction, corrections.keys[index])) }
  }
}
