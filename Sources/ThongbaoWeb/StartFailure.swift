#if Web
  import Glibc
  import NoticeArchive
  import NoticeIndex

  /// Why a server does not start, as it is said to whoever starts it.
  enum StartFailure {
    case archive(IndexError)
    /// The interface or the port cannot be had; the system says why, in English.
    case address(String)
    case noToken(host: String)
    case tokenUnreadable
    case badToken
    case badPort
    case badLogLevel(String)

    var text: Phrase {
      switch self {
      case .archive(let error): Self.text(error)
      case .address(let reason):
        Phrase("không mở được địa chỉ này: \(reason)", "this address cannot be opened: \(reason)")
      case .noToken(let host):
        Phrase(
          "--host \(host) mở cho máy khác: cần --token-file, một tệp có mã bí mật",
          "--host \(host) is open to others: give --token-file, a file with a secret")
      case .tokenUnreadable: Phrase("không đọc được tệp này", "this file cannot be read")
      case .badToken:
        Phrase(
          "cần một mã bí mật ít nhất \(AccessToken.shortest) chữ, không có dấu cách",
          "one secret of at least \(AccessToken.shortest) letters is needed, without blanks")
      case .badPort: Phrase("--port từ 0 đến 65535", "--port is between 0 and 65535")
      case .badLogLevel(let level):
        Phrase("không có mức ghi “\(level)”", "there is no log level “\(level)”")
      }
    }

    private static func text(_ error: IndexError) -> Phrase {
      switch error {
      case .noIndex: Phrase("không có kho nào trong thư mục này", "there is no archive in this folder")
      case .corrupt(let file, let offset, let reason):
        Phrase(
          "kho bị hỏng: \(file), byte \(offset) (\(reason))",
          "the archive is damaged: \(file), byte \(offset) (\(reason))")
      case .missing(let file): Phrase("kho thiếu tệp \(file)", "the archive lacks the file \(file)")
      case .locked:
        Phrase("một chương trình khác đang ghi vào kho", "another program is writing to the archive")
      case .unsupportedVersion(let file, let found, let supported):
        Phrase(
          "\(file) thuộc phiên bản \(found); chương trình này đọc đến \(supported)",
          "\(file) is of version \(found); this program reads up to \(supported)")
      case .system(let file, _, let number):
        Phrase(
          "\(file): \(String(cString: strerror(number)))", "\(file): \(String(cString: strerror(number)))")
      case .tooLarge(let reason):
        Phrase("kho quá lớn: \(reason)", "the archive is too large: \(reason)")
      }
    }

    /// In the language of the locale.
    var message: String { message(in: Self.language) }

    func message(in language: Phrase.Language) -> String {
      Phrase("lỗi: ", "error: ")[language] + text[language]
    }

    /// The text alone, in the language of the locale.
    var reason: String { text[Self.language] + "." }

    static var language: Phrase.Language {
      let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { (name: String) in
        getenv(name).map { String(cString: $0) }
      }
      return names.first { !$0.isEmpty }?.hasPrefix("vi") == true ? .vi : .en
    }
  }
#endif
