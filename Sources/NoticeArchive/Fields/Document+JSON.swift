import NoticeIndex

extension IndexDocument {
  /// The same as from a `Notice`, from the JSON that `parse --include-text` wrote of it.
  ///
  /// - Parameters:
  ///   - notice: An object with `text`.
  ///   - json: The object's bytes.
  static func fromJSON(
    _ notice: JSONValue, _ json: UnsafeRawBufferPointer, id: String, version: UInt64
  ) throws(LineError.Reason) -> IndexDocument {
    guard let text = notice["text"]?.utf8 else { throw .wrongType(property: "text", expected: "a string") }
    var fields = NoticeFields()
    fields.addIdentifier(notice["identifier"]?.string)
    if let kind = notice["kind"] {
      fields.addKind(code: kind["code"]?.string ?? "", name: kind["name"]?.string)
    }
    let issuer = notice["issuer"]
    fields.addIssuer(name: issuer?["name"]?.string, within: issuer?["within"]?.string)
    fields.add(.place, notice["place"]?.string)
    fields.add(.signer, notice["signature"]?["name"]?.string)
    fields.addDate(notice["date"]?.string)
    for reference in notice["references"]?.elements ?? JSONValue.noElements {
      fields.addReference(
        grade: reference["grade"]?.string, identifier: reference["identifier"]?.string,
        kind: reference["kind"]?["code"]?.string, number: reference["number"]?.string)
    }
    for agency in notice["agencies"]?.elements ?? JSONValue.noElements {
      fields.add(.agency, agency["name"]?.string)
    }
    for directive in notice["directives"]?.elements ?? JSONValue.noElements { fields.add(directive) }
    var repairs: [Edit] = []
    for repair in notice["repairs"]?.elements ?? JSONValue.noElements {
      let span = repair["span"]?.elements.compactMap(\.integer) ?? []
      guard let replacement = repair["text"]?.utf8, span.count == 2, span[0] >= 0, span[1] >= span[0] else {
        continue
      }
      repairs.append(Edit(range: span[0]..<span[1], replacement: Array(replacement)))
    }
    return IndexDocument(
      id: id, version: version, text: Array(text),
      edits: NoticeFields.edits(repairs, textLength: text.count), subject: notice["subject"]?.string ?? "",
      keywords: fields.keywords, days: fields.days,
      stored: fields.stored(notice: JSONObject(json).without("text")))
  }
}

extension NoticeFields {
  /// No deeper than the parser of JSON goes, 1024 levels.
  fileprivate mutating func add(_ directive: JSONValue) {
    for assignee in directive["assignees"]?.elements ?? JSONValue.noElements {
      add(.assignee, assignee["agency"]?["name"]?.string)
    }
    for deadline in directive["deadlines"]?.elements ?? JSONValue.noElements {
      addDeadline(deadline["value"]?.string)
    }
    for child in directive["children"]?.elements ?? JSONValue.noElements { add(child) }
  }
}
