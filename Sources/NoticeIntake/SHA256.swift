import CCrypto

/// The SHA-256 of `bytes`, in lower-case hexadecimal; `nil` if libcrypto fails.
package func sha256(_ bytes: UnsafeRawBufferPointer) -> String? {
  var digest = [UInt8](repeating: 0, count: 32)
  guard cc_sha256(bytes.baseAddress, bytes.count, &digest) == 1 else { return nil }
  let hex = Array("0123456789abcdef".utf8)
  return String(decoding: digest.flatMap { [hex[Int($0 >> 4)], hex[Int($0 & 15)]] }, as: UTF8.self)
}
