import CICU
import Glibc

/// What the machine can do at all: the rows that the stages stand beside.
enum Limits {
  static func copying(_ text: [UInt8], rounds: Int) -> Measurement {
    var copy = [UInt8](repeating: 0, count: text.count)
    return measure("memcpy", bytes: text.count, rounds: rounds) { round in
      text.withUnsafeBytes { from in
        copy.withUnsafeMutableBytes { to in
          guard let source = from.baseAddress, let target = to.baseAddress else { return }
          memcpy(target, source, from.count)
        }
      }
      return Int(copy[round % copy.count])
    }
  }

  /// The standard library's check, which a text has to pass before it is read.
  static func validating(_ text: [UInt8], rounds: Int) -> Measurement {
    measure("UTF-8 validation", bytes: text.count, rounds: rounds) { round in
      text.span.extracting((round & 1)...).withUnsafeBufferPointer { part in
        (try? UTF8Span(validating: part.span)) == nil ? 0 : part.count
      }
    }
  }

  /// ICU's own check for NFC, over UTF-16 as it wants it; in bytes of the UTF-8 that it came from.
  static func checkingNFC(_ text: [UInt8], rounds: Int) -> Measurement {
    let units = Array(String(decoding: text, as: UTF8.self).utf16)
    return measure("ICU NFC quick check", bytes: text.count, rounds: rounds) { round in
      units.withUnsafeBufferPointer { buffer in
        let part = UnsafeBufferPointer(rebasing: buffer.dropFirst(round & 1))
        guard let start = part.baseAddress else { return 0 }
        return Int(ci_nfc_span(start, Int32(part.count)))
      }
    }
  }
}
