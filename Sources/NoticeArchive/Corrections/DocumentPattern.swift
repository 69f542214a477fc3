import NoticeIntake

/// Which documents a correction is for, by their names: one, those that match a pattern, or all.
///
///     notices/a.txt     this one
///     notices/*.txt     those of this folder
///     notices/**        those below this folder
///     *                 all
///
/// `*` is any run of characters but `/`, `?` one character, `**` any number of folders, none included.
public struct DocumentPattern: Hashable, Sendable, CustomStringConvertible {
  public let description: String
  private let components: [[UInt8]]

  init(_ text: String) {
    description = text
    components = text.utf8.split(separator: FilePath.slash, omittingEmptySubsequences: false).map(Array.init)
  }

  static let all = DocumentPattern("*")

  public var isAll: Bool { description == "*" || description == "**" }

  /// The document that it names outright.
  public var name: String? {
    description.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } ? nil : description
  }

  func matches(_ name: String) -> Bool {
    if isAll { return true }
    if let own = self.name { return own.utf8.elementsEqual(name.utf8) }
    let parts = name.utf8.split(separator: FilePath.slash, omittingEmptySubsequences: false).map(Array.init)
    return matches(parts[...])
  }

  /// Goes back only to the last `**`, as `GlobPattern.matches` does to the last `*`.
  ///
  /// - Complexity: O(name · pattern).
  private func matches(_ parts: ArraySlice<[UInt8]>) -> Bool {
    let anyDepth = Array("**".utf8)
    var (part, place) = (parts.startIndex, 0)
    var stars: (part: Int, place: Int)?
    while part < parts.endIndex {
      if place < components.count, components[place] == anyDepth {
        place += 1
        stars = (part, place)
        // At the end it stands for all that is left.
        if place == components.count { return true }
      } else if place < components.count, Self.matches(parts[part], components[place]) {
        part += 1
        place += 1
      } else if let last = stars {
        stars = (last.part + 1, last.place)
        (part, place) = (last.part + 1, last.place)
      } else {
        return false
      }
    }
    return components[place...].allSatisfy { $0 == anyDepth }
  }

  /// Hidden names are names of documents like all others.
  private static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    GlobPattern.matches([0x61] + name, [0x61] + pattern)
  }
}
