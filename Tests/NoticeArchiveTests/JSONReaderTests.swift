import Testing

@testable import NoticeArchive

struct JSONReaderTests {
  private let reader: JSONReader

  init() throws { reader = try #require(JSONReader()) }

  private func parse<Result>(_ text: String, _ use: (JSONValue) throws -> Result) throws -> Result {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBytes { try use(try reader.parse($0, readable: $0.count)) }
  }

  @Test func membersAndElements() throws {
    try parse("{\"a\":\"x\\u1ef7\\n\",\"b\":[1,\"y\",{\"c\":-7}],\"d\":null,\"e\":1.5,\"f\":{}}") { value in
      #expect(value.isObject)
      #expect(value["a"]?.string == "xỷ\n")
      #expect(value["a"]?.integer == nil)
      #expect(value["b"]?.elements.map(\.string) == [nil, "y", nil])
      #expect(value["b"]?.elements.compactMap { $0["c"]?.integer } == [-7])
      #expect(value["d"]?.string == nil)
      #expect(value["e"]?.integer == nil)
      #expect(value["f"]?.elements.map(\.string) == [])
      #expect(value["g"]?.string == nil)
      #expect(value["a"]?["b"]?.string == nil)
      #expect(JSONValue.noElements.map(\.string) == [])
    }
    try parse("\"text\"") { #expect(!$0.isObject && $0.string == "text") }
  }

  /// Whether a copy is made for the parser or not, the value is the same.
  @Test func whatMayBeReadBehindDoesNotCount() throws {
    let text = Array("{\"a\":[1,2]}".utf8)
    let bytes = text + Array(repeating: UInt8(ascii: "]"), count: 64)
    for readable in [text.count, text.count + 63, text.count + 64] {
      try bytes.withUnsafeBytes { bytes in
        let value = try reader.parse(
          UnsafeRawBufferPointer(rebasing: bytes[..<text.count]), readable: readable)
        #expect(value["a"]?.elements.compactMap(\.integer) == [1, 2])
      }
    }
  }

  @Test(arguments: [
    ("{\"a\":1,}", 7), ("{\"a\":tru}", 5), ("{\"a\":\"b\" \"c\":1}", 9), ("[1,2,x]", 5),
  ])
  func saysWhereItIsWrong(text: String, position: Int) throws {
    let failure = #expect(throws: JSONReader.Failure.self) { try parse(text) { _ in } }
    #expect(failure?.position == position)
    #expect(failure?.reason.isEmpty == false)
  }

  @Test(arguments: [
    ([0xFF], 0), ([0xC0, 0x80], 0), ([0xE1, 0xBB], 0), ([0xED, 0xA0, 0x80], 0),
    ([0xF5, 0x80, 0x80, 0x80], 0),
    ([0xE1, 0xBB, 0xA7, 0x80], 3), ([0xF4, 0x90, 0x80, 0x80], 0),
  ])
  func saysWhereTheTextIsNoUTF8(bytes: [UInt8], offset: Int) {
    let text = Array("{\"a\":\"".utf8) + bytes + Array("\"}".utf8)
    let failure = #expect(throws: JSONReader.Failure.self) {
      try text.withUnsafeBytes { _ = try reader.parse($0, readable: $0.count) }
    }
    #expect(failure?.position == 6 + offset)
  }

  @Test(arguments: ["", " ", "{", "{\"a\"", "{\"a\":\"", "\"a", "nul", String(repeating: "[", count: 2000)])
  func whatIsCutFails(text: String) {
    #expect(throws: JSONReader.Failure.self) { try parse(text) { _ in } }
  }

  @Test func anObjectsMembersAreCutOutAsTheyStand() {
    let text = "{ \"a\" : 1.50 ,\"t\\\"\":{\"x\":[\"]}\",{}]},\"text\":\"\\\\\",\"z\":[ ] }"
    Array(text.utf8).withUnsafeBytes { bytes in
      let object = JSONObject(bytes)
      #expect(object.members.count == 4)
      #expect(object["z"].map { String(decoding: $0, as: UTF8.self) } == "[ ]")
      #expect(object["text"].map { String(decoding: $0, as: UTF8.self) } == "\"\\\\\"")
      #expect(object["x"] == nil)
      #expect(
        String(decoding: object.without("text"), as: UTF8.self)
          == "{\"a\" : 1.50 ,\"t\\\"\":{\"x\":[\"]}\",{}]},\"z\":[ ]}")
    }
    for end in 0..<text.utf8.count {
      Array(text.utf8.prefix(end)).withUnsafeBytes { _ = JSONObject($0).without("text") }
    }
  }
}
