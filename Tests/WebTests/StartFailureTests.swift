#if Web
  import NoticeIndex
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
        (.badLogLevel("loud"), "không có mức ghi “loud”", "there is no log level “loud”"),
      ]
      for (failure, vietnamese, english) in expected {
        #expect(failure.message(in: .vi) == "lỗi: " + vietnamese)
        #expect(failure.message(in: .en) == "error: " + english)
      }
    }
  }
#endif
