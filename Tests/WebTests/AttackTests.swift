#if Web
  import Foundation
  import NoticeIntake
  import TestSupport
  import Testing

  @testable import ThongbaoWeb

  @Suite struct AttackTests {
    private static let secret = "s3cret-token-0123456789"

    @Test(arguments: [
      "/assets/..%2F..%2Fetc%2Fpasswd", "/assets/../../etc/passwd", "/../../../etc/passwd", "/assets/%00",
      "/api/v1/documents/..%2F..%2Fetc%2Fpasswd/original", "/api/v1/documents/%2Fetc%2Fpasswd/original",
      "/api/v1/documents/%00/text", "//etc/passwd", "/assets/kinds.tsv",
    ])
    func nothingLeadsOutOfTheArchive(target: String) async throws {
      let reply = await (try WebFixture()).ask(target)
      #expect(reply.status == 404)
      #expect(!String(decoding: reply.body, as: UTF8.self).contains("root:"))
    }

    @Test(arguments: [
      "/", "/?q=tiem", "/?q=%22%3E%3Cscript%3Ealert(3)%3C%2Fscript%3E",
      "/?kind=%3Cscript%3E&agency=%22onload%3D%22x",
      "/documents/%22%3E%3Cscript%3Ealert(2)%3C%2Fscript%3E?q=tiem", "/documents/%3Cscript%3E",
      "/tasks?all=true",
      "/tasks?month=2021-11", "/tasks?agency=%22%3E%3Cscript%3E", "/tasks?due=%3Cscript%3E", "/references",
      "/references?document=400-TB%2FTU", "/references?document=%22%3E%3Cscript%3E", "/help", "/parse",
    ])
    func noScriptOfANoticeOrAQueryRuns(target: String) async throws {
      let web = try WebFixture()
      for language in ["vi", "en"] {
        let page = await web.page(target, headers: ["cookie": "lang=\(language)"])
        #expect(page.contains("<html lang=\"\(language)\""))
        // One script, ours; no attribute that runs code, no style in the page.
        #expect(page.components(separatedBy: "<script").count == 2)
        #expect(!page.contains("<script>"))
        #expect(!page.contains("\"onload="))
        #expect(page.firstMatch(of: /<[^>]*\son[a-z]+=/) == nil)
        #expect(page.firstMatch(of: /<[^>]*\sstyle=/) == nil)
      }
    }

    @Test(arguments: ["/", "/nix", "/api/v1/health", "/api/v1/nix", "/assets/web.js", "/api/v1/tasks.ics"])
    func everyAnswerIsGuarded(target: String) async throws {
      let reply = await (try WebFixture()).ask(target)
      let policy = try #require(reply.header("Content-Security-Policy"))
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
      #expect(reply.header("X-Content-Type-Options") == "nosniff")
    }

    @Test func noHeaderIsSplit() async throws {
      let web = try WebFixture()
      let id = "a\r\nSet-Cookie: x=1\r\n"
      try WebFixture.add([(id, WebFixture.notice)], to: web.folder)
      for target in [
        "/?lang=vi%0D%0ASet-Cookie:%20x=1", "/documents/" + PercentCoding.encoded(id),
        "/api/v1/documents/" + PercentCoding.encoded(id) + "/original",
      ] {
        let reply = await web.ask(target)
        #expect(reply.headers.allSatisfy { !$0.value.contains("\r") && !$0.value.contains("\n") })
      }
    }

    @Test func theTokenOpensAndNothingElse() async throws {
      let web = try WebFixture {
        $0.host = "0.0.0.0"
        $0.token = AccessToken(Self.secret)
      }
      func status(_ authorization: String?) async -> Int {
        await web.ask("/api/v1/health", headers: authorization.map { ["authorization": $0] } ?? [:]).status
      }
      func basic(_ text: String) -> String { "Basic " + Data(text.utf8).base64EncodedString() }
      #expect(await status("Bearer \(Self.secret)") == 200)
      #expect(await status(basic("any:\(Self.secret)")) == 200)
      for wrong in [
        nil, "", "Bearer", "Bearer ", "Bearer \(Self.secret)x", "Bearer \(Self.secret.dropLast())",
        Self.secret,
        basic(Self.secret), basic("\(Self.secret):"), basic("a:b"), "Basic !!!", "Digest \(Self.secret)",
        "Bearer " + String(repeating: "x", count: 100_000),
      ] {
        #expect(await status(wrong) == 401)
      }
      // Not even what there is.
      let page = await web.ask("/documents/nix")
      #expect(page.status == 401)
      #expect(page.header("WWW-Authenticate")?.hasPrefix("Basic") == true)
      #expect(await web.ask("/assets/web.css").status == 401)
    }

    @Test func aShortTokenIsNone() {
      #expect(AccessToken("short") == nil)
      #expect(AccessToken("with blank in it, long") == nil)
      #expect(AccessToken("0123456789abcdef")?.matches("0123456789abcdef") == true)
      #expect(AccessToken("0123456789abcdef")?.matches("0123456789abcdeF") == false)
    }

    @Test(arguments: [
      ("localhost:8080", 200), ("127.0.0.1", 200), ("[::1]:8080", 200), ("LOCALHOST", 200),
      ("evil.example", 421),
      ("localhost.evil.example", 421), ("127.0.0.1.evil.example:8080", 421), ("", 421),
    ])
    func anotherNameDoesNotReachThisMachine(host: String, status: Int) async throws {
      #expect(await (try WebFixture()).ask("/api/v1/health", headers: ["host": host]).status == status)
    }

    @Test func anotherSiteSendsNothing() async throws {
      let web = try WebFixture()
      let body = Array(WebFixture.notice.utf8)
      for site in ["cross-site", "same-site", "nonsense"] {
        let reply = await web.ask("/parse", method: "POST", headers: ["sec-fetch-site": site], body: body)
        #expect(reply.status == 403)
      }
    }

    @Test func tooMuchIsRefused() async throws {
      let web = try WebFixture { $0.limits.body = 1000 }
      #expect(
        await web.ask("/api/v1/parse", method: "POST", body: [UInt8](repeating: 65, count: 1001)).status
          == 413)
      #expect(
        await web.ask("/api/v1/parse", method: "POST", headers: ["content-length": "99999999"]).status == 413)
      #expect(await web.ask("/" + String(repeating: "a", count: 100_000)).status == 400)
      let many = PercentCoding.encoded(Array(repeating: "a*", count: 300).joined(separator: " OR "))
      #expect(await web.ask("/api/v1/search?q=\(many)").status == 400)
      let costly = PercentCoding.encoded(Array(repeating: "abc~2", count: 30).joined(separator: " "))
      #expect(await web.ask("/api/v1/search?q=\(costly)").code == "query-too-costly")
      let deep = PercentCoding.encoded(
        String(repeating: "(", count: 400) + "a" + String(repeating: ")", count: 400))
      #expect(await web.ask("/api/v1/search?q=\(deep)").code == "bad-query")
    }

    /// Whatever a query is, there is an answer and no failure of the server.
    @Test(arguments: UInt64(0)..<20)
    func anyQueryIsAnswered(seed: UInt64) async throws {
      var random = SeededGenerator(seed: seed)
      let web = try WebFixture()
      let parts = [
        "tiêm", "chủng*", "~", "\"", "(", ")", "OR", "AND", "NOT", "NEAR/3", "ref:18-CT/TU", "due:<2021-11",
        "^2", "*",
        "?", "kind:", ":", "\u{0}", "<b>", "%", "=", "-", "dịch~1", "\u{1F600}", "e\u{301}",
      ]
      for _ in 0..<20 {
        let count = Int.random(in: 0..<8, using: &random)
        let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined(separator: " ")
        for path in ["/api/v1/search?q=", "/?q=", "/api/v1/suggest?q=", "/references?document=", "/tasks?q="]
        {
          let reply = await web.ask(path + PercentCoding.encoded(text))
          #expect(reply.status < 500, "\(path) \(text)")
        }
      }
    }

    /// Whatever a form is, it is one or it is none.
    @Test(arguments: UInt64(0)..<100)
    func anyFormIsTakenOrLeft(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      let parts = [
        "--x", "\r\n", "\r\n\r\n", "--", "Content-Disposition: form-data; name=\"file\"", "; filename=\"a\"",
        "abc", "\"",
        "\u{0}", "--x--", "name=",
      ]
      for _ in 0..<200 {
        let count = Int.random(in: 0..<14, using: &random)
        let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
        let form = FormParts(Array(text.utf8), contentType: "multipart/form-data; boundary=x")
        for part in form?.parts ?? [] { #expect(part.content.count <= text.utf8.count) }
      }
    }

    @Test(arguments: UInt64(0)..<100)
    func whatIsEncodedIsDecoded(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      let scalars = (0..<40).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0..<0x11_0000, using: &random))
      }
      let text = String(String.UnicodeScalarView(scalars))
      let encoded = PercentCoding.encoded(text)
      #expect(encoded.utf8.allSatisfy { 0x21...0x7E ~= $0 })
      #expect(PercentCoding.decoded(encoded) == text)
      let pairs = PercentCoding.pairs(PercentCoding.query([("a", text), ("b", "x")]))
      #expect(pairs?.first?.value == text)
      // As the system's own decoder takes or leaves whatever else is sent.
      let garbled = String((0..<6).compactMap { _ in "%%%4aF+zé&= ".randomElement(using: &random) })
      #expect(PercentCoding.decoded(garbled) == garbled.removingPercentEncoding, "\(garbled)")
    }
  }
#endif
