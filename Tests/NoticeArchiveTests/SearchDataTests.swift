import Foundation
import NoticeIndex
import TestSupport
import Testing

@testable import NoticeArchive

@Suite struct SearchDataTests {
  /// Reads a list of documents as the page's script does.
  private func documents(_ text: String) throws -> [UInt32] {
    let padded = text.dropFirst() + String(repeating: "=", count: (4 - (text.count - 1) % 4) % 4)
    let bytes = try #require(Data(base64Encoded: String(padded)))
    if text.first == "*" {
      var set: [UInt32] = []
      for (index, byte) in bytes.enumerated() {
        for bit in 0..<8 where byte >> UInt8(bit) & 1 == 1 { set.append(UInt32(index * 8 + bit)) }
      }
      return set
    }
    var (found, document, distance, shift) = ([UInt32](), UInt32(0), UInt32(0), UInt32(0))
    for byte in bytes {
      distance |= UInt32(byte & 127) << shift
      shift += 7
      if byte < 128 {
        document += distance
        found.append(document)
        (distance, shift) = (0, 0)
      }
    }
    return found
  }

  @Test(arguments: UInt64(0)..<60)
  func listsReadBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...50_000, using: &random)
    let share = [0.0001, 0.01, 0.2, 0.9, 1][Int(seed % 5)]
    let list = (0..<UInt32(count)).filter { _ in Double.random(in: 0..<1, using: &random) < share }
    let text = DocumentList.text(list, of: count)
    #expect(try documents(text) == list)
    #expect(text.count <= 1 + (count + 7) / 8 * 4 / 3 + 3)
  }

  private func value(_ script: String) throws -> Any {
    let equals = try #require(script.firstIndex(of: "="))
    let text = script[script.index(after: equals)...].dropLast(2)
    return try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  /// Every word of every text is in the data, with just the documents that have it.
  @Test func wordsAreThoseOfTheTexts() throws {
    let texts = ["Tiêm chủng mở rộng", "tiêm phòng; Hoà Bình", "hòa tiêm chung", "Đường 18-CT/TU"]
    let pages = try ReportPages(
      texts.enumerated().map { number, text in
        IndexDocument(
          id: "\(number)", version: 1, text: Array(text.utf8), subject: "",
          days: [IndexDocument.Day(.date, DayNumber(-number))],
          stored: DocumentCard().bytes + Array("{}".utf8))
      }, perSegment: 2)
    let words = try #require(try value(try pages.text("data/w/0.js")) as? [String: [String]])
    func documents(of folded: String) throws -> [String: [UInt32]] {
      let entry = words[folded] ?? []
      return try stride(from: 0, to: entry.count, by: 2).reduce(into: [:]) {
        $0[entry[$1]] = try self.documents(entry[$1 + 1])
      }
    }
    #expect(try documents(of: "tiem") == ["tiêm": [0, 1, 2]])
    #expect(try documents(of: "chung") == ["chung": [2], "chủng": [0]])
    #expect(try documents(of: "hoa") == ["hòa": [1, 2]])
    #expect(try documents(of: "duong") == ["đường": [3]] && documents(of: "ct") == ["ct": [3]])
    #expect(words["x"] == nil)
    let pairs = try #require(try value(try pages.text("data/p/0.js")) as? [String: String])
    func together(_ first: String, _ second: String) throws -> [UInt32] {
      let hash = WordPairs.mix(WordPairs.hash(Array(first.utf8)), WordPairs.hash(Array(second.utf8)))
      return try pairs[String(hash, radix: 36)].map { try self.documents($0) } ?? []
    }
    #expect(try together("tiem", "chung") == [0, 2])
    #expect(try together("tiem", "phong") == [1] && together("chung", "tiem") == [])
    #expect(try together("18", "ct") == [3])
  }
}
