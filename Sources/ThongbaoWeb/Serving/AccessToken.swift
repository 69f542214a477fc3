#if Web
  import Foundation
  import NoticeIntake

  /// A secret that opens the archive.
  struct AccessToken: Sendable {
    /// Of the token: equally long for all.
    private let digest: [UInt8]

    /// Fewer letters can be guessed.
    static let shortest = 16

    /// - Returns: `nil` if it is too short, or not of visible ASCII alone.
    init?(_ text: some StringProtocol) {
      let isPlain = text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
      guard isPlain, text.utf8.count >= Self.shortest, let digest = Self.digest(String(text)) else {
        return nil
      }
      self.digest = digest
    }

    /// Whether it is this one.
    ///
    /// - Complexity: O(length of the text); the same whatever they have in common: digests are compared to the end.
    func matches(_ text: String) -> Bool {
      guard let other = Self.digest(text), other.count == digest.count else { return false }
      var difference: UInt8 = 0
      for index in digest.indices { difference |= digest[index] ^ other[index] }
      return difference == 0
    }

    /// Whether a header opens the archive: `Bearer TOKEN`, or `Basic` with the token as the password.
    ///
    /// - Source: RFC 6750, 2.1; RFC 7617.
    func opens(authorization: String?) -> Bool {
      guard let authorization, authorization.utf8.count <= 4096 else { return false }
      let parts = authorization.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { return false }
      switch parts[0].lowercased() {
      case "bearer": return matches(String(parts[1]))
      case "basic":
        guard let bytes = Data(base64Encoded: String(parts[1])) else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let colon = text.firstIndex(of: ":") else { return false }
        return matches(String(text[text.index(after: colon)...]))
      default: return false
      }
    }

    private static func digest(_ text: String) -> [UInt8]? {
      Array(text.utf8).withUnsafeBytes { sha256($0) }.map { Array($0.utf8) }
    }
  }
#endif
