import CXXHash

/// What people know better than the program: a rule of `corrections.toml`.
public struct Correction: Hashable, Sendable {
  /// Where it stands.
  public var place: TextPlace
  public var documents: DocumentPattern
  public var change: Change

  public enum Change: Hashable, Sendable {
    /// A body that is called `variant` is `name`.
    case agency(variant: String, name: String, within: String?)
    case addReference(NamedDocument)
    case banReference(String)
    case replaceReference(String, by: NamedDocument)
    /// In notices that are parsed, this word or phrase is that one.
    case word(damaged: String, text: String)
    /// This word or phrase is left as it stands, however odd it looks.
    case keep(String)
    /// Values of the head; an empty one takes away what is there.
    case header([HeaderValue])
  }

  /// A document as a correction names it.
  public struct NamedDocument: Hashable, Sendable {
    public var identifier: String
    /// The code, or the name.
    public var kind: String?
    /// EDTF.
    public var date: String?
    public var issuer: String?
    /// `Reference.Role`.
    public var role: String?
  }

  public struct HeaderValue: Hashable, Sendable {
    public var property: HeaderProperty
    public var value: String
  }

  public enum HeaderProperty: String, Hashable, Sendable, CaseIterable {
    case kind, number, symbol, identifier, issuer, within, date, subject, place, signer
  }

  /// What the index knows it by: the same for what says the same, wherever it stands.
  var key: String {
    var hash = String(hash, radix: 16)
    hash = String(repeating: "0", count: 16 - hash.utf8.count) + hash
    return hash
  }

  private var hash: UInt64 {
    var parts = [documents.description]
    func add(_ document: NamedDocument) {
      parts += [
        document.identifier, document.kind ?? "", document.date ?? "", document.issuer ?? "",
        document.role ?? "",
      ]
    }
    switch change {
    case .agency(let variant, let name, let within):
      // What is not said is not the same as what is said to be empty.
      parts += ["agency", variant, name, within.map { "=\($0)" } ?? ""]
    case .addReference(let document):
      parts.append("add")
      add(document)
    case .banReference(let identifier): parts += ["ban", identifier]
    case .replaceReference(let identifier, let document):
      parts += ["replace", identifier]
      add(document)
    case .word(let damaged, let text): parts += ["word", damaged, text]
    case .keep(let word): parts += ["keep", word]
    case .header(let values):
      parts.append("header")
      for value in values { parts += [value.property.rawValue, value.value] }
    }
    return LineIngest.hash(parts.map { "\($0.utf8.count):\($0)" }.joined())
  }
}
