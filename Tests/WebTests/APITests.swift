#if Web
  import Foundation
  import NoticeArchive
  import NoticeIndex
  import Testing

  @testable import ThongbaoWeb

  @Suite struct APITests {
    @Test func findsWithFacetsAndSnippets() async throws {
      let web = try WebFixture()
      let found = try await web.json("/api/v1/search?q=tiem%20chung&facets=kind,issuer")
      #expect(found["count"] as? Int == 2)
      let hits = try #require(found["hits"] as? [[String: Any]])
      #expect(hits.allSatisfy { $0["snippet"] != nil })
      #expect((found["years"] as? [[String: Int]]) == [["year": 2021, "count": 2]])
      #expect(found["withDeadline"] as? Int == 2)
      let narrowed = try await web.json("/api/v1/search?q=tiem%20chung&kind=CT&year=2021&hasDeadline=true")
      #expect(narrowed["count"] as? Int == 1)
      let none = try await web.json("/api/v1/search?year=1999")
      #expect(none["count"] as? Int == 0)
    }

    @Test func pagesFollowEachOther() async throws {
      let web = try WebFixture()
      let first = try await web.json("/api/v1/search?limit=1")
      let next = try #require(first["next"] as? String)
      let second = try await web.json("/api/v1/search?limit=1&after=\(next)")
      let ids = [first, second].compactMap { ($0["hits"] as? [[String: Any]])?.first?["id"] as? String }
      #expect(Set(ids).count == 2)
      #expect(second["next"] == nil)
    }

    @Test func saysWhatIsWrongAndWhere() async throws {
      let web = try WebFixture()
      let reply = await web.ask("/api/v1/search?q=knd:TB")
      #expect(reply.status == 422)
      let object = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: [String: Any]]
      let error = try #require(object?["error"])
      #expect(error["code"] as? String == "bad-query")
      let place = try #require(error["place"] as? [String: Any])
      #expect(place["parameter"] as? String == "q")
      #expect(place["column"] as? Int == 1)
      #expect(place["suggestion"] as? String == "kind:TB")
    }

    @Test(arguments: [
      ("/api/v1/search?limit=abc", 400, "bad-parameter"), ("/api/v1/search?limit=101", 400, "bad-parameter"),
      ("/api/v1/search?limit=01", 400, "bad-parameter"), ("/api/v1/search?nix=1", 400, "unknown-parameter"),
      ("/api/v1/search?q=a&q=b", 400, "bad-parameter"), ("/api/v1/search?facets=nix", 400, "bad-parameter"),
      ("/api/v1/search?q=%FF", 400, "bad-address"), ("/api/v1/search?q=%2", 400, "bad-address"),
      ("/api/v1/search?after=x", 422, "bad-cursor"), ("/api/v1/suggest", 400, "bad-parameter"),
      ("/api/v1/tasks?due=nix", 422, "bad-day"), ("/api/v1/documents/nix", 404, "no-document"),
      ("/api/v1/nix", 404, "not-found"), ("/api/v1/parse", 405, "method"),
    ])
    func refuses(target: String, status: Int, code: String) async throws {
      let reply = await (try WebFixture()).ask(target)
      #expect(reply.status == status)
      #expect(reply.code == code)
    }

    @Test func tellsWhichMethodsThereAre() async throws {
      let web = try WebFixture()
      #expect(await web.ask("/api/v1/parse").header("Allow") == "POST")
      #expect(await web.ask("/api/v1/search", method: "DELETE").header("Allow") == "GET, HEAD")
      let head = await web.ask("/api/v1/health", method: "HEAD")
      #expect(head.status == 200 && head.body.isEmpty)
      #expect(head.header("Content-Length") == "\(await web.ask("/api/v1/health").body.count)")
    }

    @Test func followsNewCommits() async throws {
      let web = try WebFixture()
      #expect(try await web.json("/api/v1/health")["documents"] as? Int == 2)
      try WebFixture.add([("new.txt", WebFixture.directive + "\nmới")], to: web.folder)
      #expect(try await documents(3, of: web) == 3)
      // Another archive in its place, at first of fewer commits, then of as many.
      for count in [1, 4] {
        try FileManager.default.removeItem(atPath: web.folder.path + "/archive")
        let texts = (0..<count).map { ("\($0).txt", WebFixture.notice + "\nlần \($0)") }
        try WebFixture.add(texts, to: web.folder)
        #expect(try await documents(count, of: web) == count)
      }
    }

    /// How many documents there are, once they are so many or enough time has passed.
    private func documents(_ wanted: Int, of web: WebFixture) async throws -> Int {
      var documents = -1
      // Ends: the archive is looked at some times a second.
      for _ in 0..<200 where documents != wanted {
        try await Task.sleep(for: .milliseconds(20))
        documents = try await web.json("/api/v1/health")["documents"] as? Int ?? 0
      }
      return documents
    }

    @Test func staysWhereItIsIfACommitIsDamaged() async throws {
      let web = try WebFixture()
      let manifest = web.folder.path + "/archive/manifest"
      try Data("nonsense".utf8).write(to: URL(fileURLWithPath: manifest))
      try await Task.sleep(for: .milliseconds(300))
      #expect(try await web.json("/api/v1/health")["documents"] as? Int == 2)
      #expect(web.application.archive.reloadFailures > 0)
    }

    @Test func givesADocumentByItsName() async throws {
      let web = try WebFixture()
      let path = "/api/v1/documents/" + PercentCoding.encoded("chỉ thị/18.txt")
      let document = try await web.json(path)
      #expect((document["notice"] as? [String: Any])?["identifier"] as? String == "18-CT/TU")
      let text = await web.ask(path + "/text")
      #expect(String(decoding: text.body, as: UTF8.self) == WebFixture.directive)
      let whole = try await web.json(path + "?text=true")
      #expect((whole["notice"] as? [String: Any])?["text"] as? String == WebFixture.directive)
    }

    @Test func givesTheOriginalOnlyIfItIsTheSame() async throws {
      let files = try WebFixture().folder.path
      let web = try WebFixture { $0.originals = .init(files) }
      let path = "/api/v1/documents/" + PercentCoding.encoded("chỉ thị/18.txt") + "/original"
      #expect(await web.ask(path).code == "original-missing")
      let folder = URL(fileURLWithPath: files + "/chỉ thị")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appendingPathComponent("18.txt")
      try Data("another".utf8).write(to: file)
      #expect(await web.ask(path).code == "original-changed")
      try Data(WebFixture.directive.utf8).write(to: file)
      let reply = await web.ask(path)
      #expect(reply.status == 200)
      #expect(reply.body == Array(WebFixture.directive.utf8))
      #expect(reply.header("Content-Disposition")?.hasPrefix("attachment") == true)
    }

    @Test func followsReferences() async throws {
      let web = try WebFixture()
      let found = try await web.json("/api/v1/references?document=18-CT%2FTU")
      let work = try #require((found["works"] as? [[String: Any]])?.first)
      #expect((work["citedBy"] as? [String: Any])?["count"] as? Int == 1)
      let missing = try await web.json("/api/v1/references/missing")
      #expect(
        (missing["missing"] as? [[String: Any]])?.contains {
          ($0["work"] as? [String: Any])?["identifier"] as? String == "128/NQ-CP"
        } == true)
    }

    @Test func listsTasksAndTheirCalendar() async throws {
      let web = try WebFixture()
      let tasks = try await web.json("/api/v1/tasks?due=2021-11&limit=10")
      #expect(tasks["count"] as? Int ?? 0 >= 2)
      let calendar = await web.ask("/api/v1/tasks.ics?due=2021-11&lang=en")
      let text = String(decoding: calendar.body, as: UTF8.self)
      #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VCALENDAR\r\n"))
      #expect(text.contains("DTSTART;VALUE=DATE:20211130"))
    }

    @Test func readsFilesAndKeepsNothing() async throws {
      let web = try WebFixture()
      let plain = await web.ask(
        "/api/v1/parse?name=a.txt", method: "POST", body: Array(WebFixture.notice.utf8))
      #expect(plain.status == 200)
      let notice = try JSONSerialization.jsonObject(with: Data(plain.body)) as? [String: Any]
      #expect(notice?["identifier"] as? String == "400-TB/TU")
      let form =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n\(WebFixture.notice)\r\n--x--\r\n"
      let sent = await web.ask(
        "/api/v1/parse", method: "POST", headers: ["content-type": "multipart/form-data; boundary=x"],
        body: Array(form.utf8))
      #expect(sent.status == 200)
      #expect(await web.ask("/api/v1/parse", method: "POST").code == "empty")
      #expect(
        await web.ask("/api/v1/parse", method: "POST", body: Array("xin chào".utf8)).code == "no-notice")
      #expect(try await web.json("/api/v1/health")["documents"] as? Int == 2)
    }

    @Test func completesWhatIsTyped() async throws {
      let web = try WebFixture()
      func texts(_ typed: String) async throws -> [String] {
        let found = try await web.json("/api/v1/suggest?q=" + PercentCoding.encoded(typed))
        return (found["completions"] as? [[String: Any]])?.compactMap { $0["text"] as? String } ?? []
      }
      #expect(try await texts("tinh uy").contains("Tỉnh ủy Quảng Ninh"))
      #expect(try await texts("công tác tie").contains("công tác tiêm"))
      #expect(try await texts("400-").contains("400-TB/TU"))
      #expect(try await texts("zzzz").isEmpty)
    }

    @Test func countsRequests() async throws {
      let web = try WebFixture()
      _ = await web.ask("/api/v1/health")
      let text = await web.page("/api/v1/metrics")
      #expect(text.contains("thongbao_requests_total{route=\"/api/v1/health\",status=\"200\"} 1\n"))
      #expect(text.contains("thongbao_documents 2\n"))
      #expect(text.contains("le=\"+Inf\"} 1\n"))
    }
  }
#endif
