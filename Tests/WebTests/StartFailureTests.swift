#if Web
  import NoticeIndex
  import NoticeIntake
  import Testing

  @testable import ThongbaoWeb

  /// What is said to whoever starts the server, word by word.
  @Suite struct StartFailureTests {
    @Test func everyFailureIsSaidInBothLanguages() {
      let expected: [(StartFailure, String, String)] = [
        (.archive(.noIndex), "không có kho nào trong thư mục này", "there is no archive in this folder"),
        (
          .archive(.corrupt(file: "a.store", offset: 7, reason: "checksum")),
          "kho bị hỏng: a.store, byte 7 (checksum)", "the archive is damaged: a.store, byte 7 (checksum)"
        ),
        (.archive(.missing(file: "a.store")), "kho thiếu tệp a.store", "the archive lacks the file a.store"),
        (
          .archive(.locked(by: nil)), "một chương trình khác đang ghi vào kho",
          "another program is writing to the archive"
        ),
        (
          .archive(.unsupportedVersion(file: "manifest", found: 9, supported: 2)),
          "manifest thuộc phiên bản 9; chương trình này đọc đến 2",
          "manifest is of version 9; this program reads up to 2"
        ),
        (
          .archive(.system(file: "manifest", operation: .open, errno: 13)), "manifest: Permission denied",
          "manifest: Permission denied"
        ),
        (.archive(.tooLarge(reason: "x")), "kho quá lớn: x", "the archive is too large: x"),
        (.address("in use"), "không mở được địa chỉ này: in use", "this address cannot be opened: in use"),
        (.noArchive, "cần thư mục của kho", "an archive's folder is needed"),
        (
          .output(.cannotCreate(FilePath("look/hit.mustache"), errno: 17)),
          "đã có look/hit.mustache, không ghi đè",
          "look/hit.mustache is there already, and is not written over"
        ),
        (
          .output(.cannotWrite(FilePath("look"), errno: 13)), "look: Permission denied",
          "look: Permission denied"
        ),
        (.output(.closed), "không ghi được", "cannot be written"),
        (
          .noToken(host: "0.0.0.0"), "--host 0.0.0.0 mở cho máy khác: cần --token-file, một tệp có mã bí mật",
          "--host 0.0.0.0 is open to others: give --token-file, a file with a secret"
        ),
        (.tokenUnreadable, "không đọc được tệp này", "this file cannot be read"),
        (
          .badToken, "cần một mã bí mật ít nhất 16 chữ, không có dấu cách",
          "one secret of at least 16 letters is needed, without blanks"
        ),
        (.badPort, "--port từ 0 đến 65535", "--port is between 0 and 65535"),
        (
          .template(TemplateFault(file: "a.mustache", .unknownFile(known: ["b.mustache", "web.css"]))),
          "a.mustache: không có tệp nào tên như vậy; chỉ có: b.mustache, web.css",
          "a.mustache: no file has this name; those that have one: b.mustache, web.css"
        ),
        (
          .template(TemplateFault(.unreadable)), "không đọc được, hay không phải UTF-8",
          "cannot be read, or is no UTF-8"
        ),
        (
          .template(TemplateFault(file: "a.mustache", line: 3, .badTag)),
          "a.mustache:3: thẻ {{…}} này không đúng", "a.mustache:3: this tag {{…}} is none"
        ),
        (
          .template(TemplateFault(line: 3, .notOpened("x"))), "{{/x}} đóng phần chưa mở",
          "{{/x}} ends what has not begun"
        ),
        (
          .template(TemplateFault(line: 3, .notClosed("x"))), "phần “x” không được đóng bằng {{/x}}",
          "“x” does not end with {{/x}}"
        ),
        (
          .template(TemplateFault(.forbiddenTag)), "không dùng được thẻ {{=…}} và {{%…}}",
          "tags {{=…}} and {{%…}} are not taken"
        ),
        (
          .template(TemplateFault(.unknownName("x"))), "không trang nào có giá trị “x”",
          "no page has a value “x”"
        ),
        (.template(TemplateFault(.unknownPartial("x"))), "không có mẫu “x”", "there is no template “x”"),
        (.template(TemplateFault(.unknownBlock("x"))), "không có khối “x”", "there is no block “x”"),
        (
          .template(TemplateFault(.circle(["a", "b", "a"]))), "mẫu gọi lại chính nó: a → b → a",
          "a template includes itself: a → b → a"
        ),
        (.template(TemplateFault(.engine("e"))), "không phân tích được: e", "cannot be parsed: e"),
        (.badLogLevel("loud"), "không có mức ghi “loud”", "there is no log level “loud”"),
      ]
      for (failure, vietnamese, english) in expected {
        #expect(failure.message(in: .vi) == "lỗi: " + vietnamese)
        #expect(failure.message(in: .en) == "error: " + english)
      }
    }
  }
#endif
