import NoticeGrammar
import NoticeIndex

extension IndexDocument {
  /// The same as from a `Notice`, from the JSON that `parse --include-text` wrote of it; kept as it is, what is not
  /// ours included.
  ///
  /// - Parameters:
  ///   - notice: An object with `text`.
  ///   - json: The object's bytes.
  static func fromJSON(
    _ notice: JSONValue, _ json: UnsafeRawBufferPointer, id: String, version: UInt64,
    corrections: Corrections = .none
  ) throws(LineError.Reason) -> IndexDocument {
    guard let text = notice["text"]?.utf8 else { throw .wrongType(property: "text", expected: "a string") }
    return IndexDocument(
      Notice(notice, text: Array(text)), id: id, version: version, json: JSONObject(json).without("text"),
      corrections: corrections)
  }
}
