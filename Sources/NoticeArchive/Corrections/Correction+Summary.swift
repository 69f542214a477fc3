extension Correction {
  /// What it says, in English, for programs and the notices' diagnostics.
  var summary: String {
    switch change {
    case .agency(let variant, let name, _): "the agency “\(variant)” is “\(name)”"
    case .addReference(let document): "refers to \(document.identifier)"
    case .banReference(let identifier): "does not refer to \(identifier)"
    case .replaceReference(let identifier, let document):
      "refers to \(document.identifier), not to \(identifier)"
    case .word(let damaged, let text): "the word “\(damaged)” is “\(text)”"
    case .keep(let word): "the word “\(word)” stays as it is"
    case .header(let values):
      values.map { value in
        value.value.isEmpty
          ? "has no \(value.property.rawValue)" : "\(value.property.rawValue) is “\(value.value)”"
      }.joined(separator: ", ")
    }
  }
}
