/// A pattern of paths, for shells that leave it alone and for users who quote it.
///
///     pattern   ← component ("/" component)*
///     component ← "**" | ("*" | "?" | BYTE)+
///
/// `*` is any run of characters but `/`, `?` one character, `**` any number of folders, none included.
/// Hidden names match only a component that begins with a dot; links are not followed below `**`.
package struct GlobPattern {
  private let components: [[UInt8]]
  /// The folders that the pattern names outright: `a/b` of `a/b/*.txt`; empty if there are none.
  let base: FilePath

  /// `nil` if the text has neither `*` nor `?`.
  package init?(_ text: FilePath) {
    guard text.bytes.contains(where: Self.isWild) else { return nil }
    let parts = text.bytes.split(separator: FilePath.slash).map(Array.init)
    let plain = parts.prefix { !$0.contains(where: Self.isWild) }
    var base = FilePath(bytes: text.bytes.first == FilePath.slash ? [FilePath.slash] : [])
    for part in plain { base = base.appending(part) }
    self.base = base
    components = Array(parts[plain.count...])
  }

  /// What matches, in byte order, each once.
  ///
  /// Folders that cannot be read match nothing.
  func expand() -> [FilePath] {
    var found: Set<FilePath> = []
    expand(components[...], in: base, into: &found)
    return found.sorted()
  }

  private func expand(_ components: ArraySlice<[UInt8]>, in folder: FilePath, into found: inout Set<FilePath>)
  {
    guard let component = components.first else { return }
    let rest = components.dropFirst()
    let isAnyDepth = component == Array("**".utf8)
    if isAnyDepth, !rest.isEmpty { expand(rest, in: folder, into: &found) }
    let names = (try? namesOfFolder(folder.bytes.isEmpty ? FilePath(".") : folder)) ?? []
    for name in names where isAnyDepth ? name.first != UInt8(ascii: ".") : Self.matches(name, component) {
      let path = folder.appending(name)
      if isAnyDepth {
        guard let kind = try? PathKind(of: path, followingLinks: false) else { continue }
        if case .folder = kind {
          expand(components, in: path, into: &found)
        } else if rest.isEmpty, case .file = kind {
          found.insert(path)
        }
      } else if rest.isEmpty {
        found.insert(path)
      } else if case .folder? = try? PathKind(of: path, followingLinks: true) {
        expand(rest, in: path, into: &found)
      }
    }
  }

  /// Whether `name` matches one component.
  ///
  /// Goes back only to the last `*`: an earlier one could but take what the last one can take too.
  ///
  /// - Complexity: O(name · pattern).
  package static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    if name.first == UInt8(ascii: "."), pattern.first != UInt8(ascii: ".") { return false }
    var (n, p) = (0, 0)
    var star: (name: Int, pattern: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        p += 1
        star = (n, p)
      } else if p < pattern.count, pattern[p] == UInt8(ascii: "?") {
        p += 1
        n += 1
        while n < name.count, name[n] & 0xC0 == 0x80 { n += 1 }  // the rest of the character
      } else if p < pattern.count, pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = star {
        star = (last.name + 1, last.pattern)
        (n, p) = (last.name + 1, last.pattern)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  private static func isWild(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") }
}
