/// Properties that are left out where there is nothing to say.
extension JSONWriter {
  mutating func put(_ name: StaticString, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    self.name(name)
    string(value)
  }

  mutating func put(_ name: StaticString, _ values: [String]) {
    if values.isEmpty { return }
    self.name(name)
    beginArray(inline: true)
    for value in values { string(value) }
    endArray()
  }

  mutating func put<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    if elements.isEmpty { return }
    self.name(name)
    beginArray()
    for element in elements { write(&self, element) }
    endArray()
  }
}

extension Array where Element: Hashable {
  /// Each once, where it stood first.
  var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
