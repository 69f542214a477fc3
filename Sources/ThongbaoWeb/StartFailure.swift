#if Web
  import Glibc
  import NoticeArchive
  import NoticeIndex

  /// Why a server does not start, as it is said to whoever starts it.
  enum StartFailure: Error {
    case archive(IndexError)
    /// Of the folder of templates, or a file in it.
    case template(TemplateFault)
    /// The templates cannot be written.
    case output(OutputError)
    /// The interface or the port cannot be had; the system says why, in English.
    case address(String)
    case noArchive
    case noToken(host: String)
    case tokenUnreadable
    case badToken
    case badPort
    case badLogLevel(String)

    var text: Phrase {
      switch self {
      case .archive(let error): Self.text(error)
      case .template(let fault): fault.text
      case .output(let error): Self.text(error)
      case .address(let reason):
        Phrase("không mở được địa chỉ này: \(reason)", "this address cannot be opened: \(reason)")
      case .noArchive:
        Phrase("cần thư mục của kho", "an archive's folder is needed")
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

    private static func text(_ error: OutputError) -> Phrase {
      switch error {
      case .cannotCreate(let path, errno: EEXIST):
        Phrase("đã có \(path), không ghi đè", "\(path) is there already, and is not written over")
      case .cannotCreate(let path, let number), .cannotWrite(let path, let number):
        Phrase("\(path): \(String(cString: strerror(number)))")
      case .closed: Phrase("không ghi được", "cannot be written")
      }
    }

    /// In the language of the locale.
    var message: String { message(in: Self.language) }

    func message(in language: Phrase.Language) -> String {
      Phrase("lỗi: ", "error: ")[language] + text[language]
    }

    /// The text alone, in the language of the locale.
    var reason: String { text[Self.language] + "." }

    /// What is said when the templates have been written.
    static func written(_ files: Int) -> Phrase {
      Phrase.count(files, "tệp đã ghi", "file written", plural: "files written")
    }

    static var language: Phrase.Language {
      let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { (name: String) in
        getenv(name).map { String(cString: $0) }
      }
      return names.first { !$0.isEmpty }?.hasPrefix("vi") == true ? .vi : .en
    }
  }

  extension TemplateFault {
    /// What is wrong, behind the place: `search.mustache:12: …`.
    var text: Phrase {
      let place = file.isEmpty ? "" : line > 0 ? "\(file):\(line): " : "\(file): "
      return Phrase(place) + reason.text
    }
  }

  extension TemplateFault.Reason {
    fileprivate var text: Phrase {
      switch self {
      case .unknownFile(let known):
        let all = known.joined(separator: ", ")
        return Phrase(
          "không có tệp nào tên như vậy; chỉ có: \(all)", "no file has this name; those that have one: \(all)"
        )
      case .unreadable:
        return Phrase("không đọc được, hay không phải UTF-8", "cannot be read, or is no UTF-8")
      case .badTag: return Phrase("thẻ {{…}} này không đúng", "this tag {{…}} is none")
      case .notOpened(let name):
        return Phrase("{{/\(name)}} đóng phần chưa mở", "{{/\(name)}} ends what has not begun")
      case .notClosed(let name):
        return Phrase(
          "phần “\(name)” không được đóng bằng {{/\(name)}}", "“\(name)” does not end with {{/\(name)}}")
      case .forbiddenTag:
        return Phrase("không dùng được thẻ {{=…}} và {{%…}}", "tags {{=…}} and {{%…}} are not taken")
      case .unknownName(let name):
        return Phrase("không trang nào có giá trị “\(name)”", "no page has a value “\(name)”")
      case .unknownPartial(let name):
        return Phrase("không có mẫu “\(name)”", "there is no template “\(name)”")
      case .unknownBlock(let name): return Phrase("không có khối “\(name)”", "there is no block “\(name)”")
      case .circle(let names):
        let way = names.joined(separator: " → ")
        return Phrase("mẫu gọi lại chính nó: \(way)", "a template includes itself: \(way)")
      case .engine(let reason):
        return Phrase("không phân tích được: \(reason)", "cannot be parsed: \(reason)")
      }
    }
  }
#endif
