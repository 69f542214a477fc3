#if Web
  import Foundation
  import NoticeArchive
  import Testing

  @testable import ThongbaoWeb

  @Suite struct PageTests {
    @Test func speaksTheLanguageThatIsAskedFor() async throws {
      let web = try WebFixture()
      #expect(await web.page("/").contains("Tìm văn bản"))
      #expect(await web.page("/", headers: ["accept-language": "en-GB,vi;q=0.5"]).contains("Find documents"))
      #expect(
        await web.page("/", headers: ["accept-language": "en", "cookie": "a=b; lang=vi"]).contains(
          "Tìm văn bản"))
      let chosen = await web.ask("/?lang=en")
      #expect(chosen.header("Set-Cookie")?.hasPrefix("lang=en;") == true)
      #expect(String(decoding: chosen.body, as: UTF8.self).contains("Find documents"))
    }

    @Test func facetsAreLinksThatNarrow() async throws {
      let web = try WebFixture()
      let page = await web.page("/?q=tiem")
      #expect(page.contains("href=\"/?q=tiem&amp;kind=CT\""))
      #expect(page.contains("href=\"/?q=tiem&amp;year=2021\""))
      let narrowed = await web.page("/?q=tiem&kind=CT")
      // Chosen once more, it is gone.
      #expect(narrowed.contains("href=\"/?q=tiem\""))
      #expect(narrowed.contains("18-CT/TU") && !narrowed.contains("400-TB/TU"))
    }

    @Test func aBrokenQueryIsShownWithItsPlace() async throws {
      let reply = await (try WebFixture()).ask("/?q=knd:TB")
      let page = String(decoding: reply.body, as: UTF8.self)
      #expect(reply.status == 422)
      #expect(page.contains("<mark>knd</mark>:TB"))
      #expect(page.contains("kind:TB</code>"))
    }

    @Test func aDocumentShowsWhatItSays() async throws {
      let web = try WebFixture()
      let address = "/documents/" + PercentCoding.encoded("chỉ thị/18.txt")
      let page = await web.page(address + "?q=tiem")
      #expect(page.contains("30/11/2021") && page.contains("Sở Y tế"))
      #expect(page.contains("m found"))
      // Cited by the notice; what it rests on is not in the archive.
      #expect(page.contains("<section id=\"cited\">"))
      #expect(page.contains("class=\"missing\" href=\"/references?"))
    }

    @Test func aReferenceLeadsToItsDocument() async throws {
      let web = try WebFixture()
      let page = await web.page("/documents/" + PercentCoding.encoded("\"><script>alert(2)</script>"))
      #expect(page.contains("href=\"/documents/ch%E1%BB%89%20th%E1%BB%8B%2F18.txt\""))
    }

    @Test func thePictureHasALinkForEveryBox() async throws {
      let page = await (try WebFixture()).page("/references?document=18-CT%2FTU")
      #expect(page.contains("<svg"))
      let boxes = page.components(separatedBy: "<rect ").count - 1
      let links = page.matches(of: /<a href="[^"]+"><title>/).count
      #expect(boxes == 3 && links == 3)
    }

    @Test func thePictureGoesOnASecondStep() async throws {
      let web = try WebFixture()
      // The resolution is cited by the directive, which the notice cites.
      func boxes(_ depth: String) async -> Int {
        await web.page("/references?document=128%2FNQ-CP" + depth).components(separatedBy: "<rect ").count - 1
      }
      #expect(await boxes("") == 2)
      #expect(await boxes("&depth=2") == 3)
      let page = await web.page("/references?document=128%2FNQ-CP&depth=2&lang=en")
      #expect(page.contains("depth=2\" aria-current=\"true\">two steps"))
      #expect(page.contains("\">Graph</a>"))
      #expect(await web.ask("/references?document=128%2FNQ-CP&depth=3").status == 400)
    }

    @Test func aMonthShowsItsDays() async throws {
      let web = try WebFixture()
      let page = await web.page("/tasks?month=2021-11&lang=en")
      #expect(page.contains("href=\"#day-2021-11-30\"") && page.contains("id=\"day-2021-11-30\""))
      #expect(page.components(separatedBy: "<td").count - 1 == 35)
      #expect(await web.ask("/tasks?month=2021-13").status == 400)
      #expect(await web.page("/tasks?agency=So%20Y%20te&all=true").contains("Sở Y tế"))
      // Without a month: the last that has deadlines.
      #expect(await web.page("/tasks?lang=en").contains("<caption>2021-12</caption>"))
    }

    @Test func aFileIsReadAndShown() async throws {
      let web = try WebFixture()
      let form =
        "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\(WebFixture.notice)\r\n--x--\r\n"
      let headers = ["content-type": "multipart/form-data; boundary=x", "sec-fetch-site": "same-origin"]
      let reply = await web.ask("/parse", method: "POST", headers: headers, body: Array(form.utf8))
      let page = String(decoding: reply.body, as: UTF8.self)
      #expect(reply.status == 200)
      #expect(page.contains("400-TB/TU") && page.contains("không được lưu vào kho"))
      #expect(page.contains("href=\"/documents/ch%E1%BB%89%20th%E1%BB%8B%2F18.txt\""))
      let bad = await web.ask("/parse", method: "POST", headers: headers, body: [1, 2, 3])
      #expect(bad.status == 422)
      #expect(String(decoding: bad.body, as: UTF8.self).contains("role=\"alert\""))
    }
  }
#endif
