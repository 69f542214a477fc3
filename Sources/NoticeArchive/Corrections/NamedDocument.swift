import NoticeGrammar
import NoticeIndex
import NoticeSearch
import NoticeText
import Synchronization

/// What documents that corrections name are as references; each is read once.
final class NamedReferences: Sendable {
  private let known = Mutex<[Correction.NamedDocument: Reference]>([:])

  /// More are hardly ever named again.
  private static let limit = 10_000

  func reference(_ document: Correction.NamedDocument) -> Reference {
    if let reference = known.withLock({ $0[document] }) { return reference }
    let reference = document.reference
    known.withLock { known in
      if known.count >= Self.limit { known = [:] }
      known[document] = reference
    }
    return reference
  }
}

extension Correction.NamedDocument {
  /// The reference that a notice makes which names the document so.
  ///
  /// Read by the grammar, so that what people write becomes what it would have become in a notice. What the grammar
  /// does not know is taken as it is.
  fileprivate var reference: Reference {
    let role = self.role.flatMap { Reference.Role(rawValue: $0) } ?? .cites
    var reference = read() ?? Reference(grade: .exact, span: SourceRange(0, 0))
    if reference.identifier == nil, reference.grade != .partial { reference.identifier = identifier }
    reference.role = role
    if reference.grade != .partial { reference.grade = .exact }
    reference.span = SourceRange(0, 0)
    reference.directive = nil
    reference.inferred = []
    reference.pinpoint = nil
    if let kind, reference.kind != Kind(named: kind) {
      // A symbol may say another kind than people do.
      reference.kind = Kind(named: kind)
      reference.uri = nil
    }
    reference.date = date
    if let issuer {
      var agency = reference.issuer ?? Agency(name: issuer, span: SourceRange(0, 0))
      if KeywordKey.key(agency.name, .agency) != KeywordKey.key(issuer, .agency) {
        agency = Agency(name: issuer, span: SourceRange(0, 0))
        reference.author = nil
      }
      reference.issuer = agency
    }
    reference.issuer?.span = SourceRange(0, 0)
    reference.uri = reference.uri ?? Self.uri(reference)
    return reference
  }

  private func read() -> Reference? {
    var words = ["Căn cứ"]
    let parts = identifier.split(separator: " ")
    if parts.count > 1 {
      // “NQ 128”: the code stands for the name.
      let first = Lexicon.standard.kind(String(parts[0]))?.kind.name ?? String(parts[0])
      words += [first] + parts.dropFirst().map(String.init)
    } else {
      if let kind { words.append(Kind(named: kind).name) }
      words += ["số", identifier]
    }
    if let date, let day = EDTFDays.range(date)?.lowerBound {
      let (year, month, day) = CalendarDay.civil(day)
      words += ["ngày", "\(day)/\(month)/\(year)"]
    }
    if let issuer { words += ["của", issuer] }
    let notice = NoticeParser(repair: .off).parse(SourceText(words.joined(separator: " ")))
    guard notice.references.count == 1, let found = notice.references.first else { return nil }
    let key = KeywordKey.key(identifier, .reference)
    if let known = found.identifier {
      return KeywordKey.key(known, .reference) == key ? found : nil
    }
    return found.grade == .partial && found.number != nil ? found : nil
  }

  private static func uri(_ reference: Reference) -> String? {
    guard let kind = reference.kind, let date = reference.date, let issuer = reference.issuer,
      let identifier = reference.identifier
    else { return nil }
    let isAct = Lexicon.standard.kind(kind.name)?.isAct ?? false
    return WorkURI.make(
      kind: kind, isAct: isAct, issuer: issuer.wholeName, year: Substring(date.utf8.prefix(4)),
      name: identifier)
  }
}

extension Kind {
  /// The kind of this code or name; one that no list has is called so.
  init(named text: String) {
    self = Lexicon.standard.kind(text)?.kind ?? Kind(code: "", name: text)
  }

  /// The code; the name of a kind that has none.
  var shortName: String { code.isEmpty ? name : code }
}

extension Reference {
  /// What the index calls it: its identifier, or kind and number; `nil` of what is not found by any.
  var indexedName: String? {
    var fields = NoticeFields()
    fields.addReference(grade: grade.rawValue, identifier: identifier, kind: kind?.code, number: number)
    return fields.keywords.first?.value
  }
}
