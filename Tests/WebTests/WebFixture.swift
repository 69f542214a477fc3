#if Web
  import Foundation
  import Logging
  import NoticeArchive
  import NoticeGrammar
  import NoticeIndex
  import NoticeIntake
  import NoticeText
  import TestSupport

  @testable import ThongbaoWeb

  /// An archive on disk and what answers over it, without a network.
  struct WebFixture {
    let folder: TemporaryFolder
    let application: WebApplication

    private static let parser = NoticeParser()

    static let directive = """
      TỈNH ỦY QUẢNG NINH
      *
      Số 18-CT/TU
      Quảng Ninh, ngày 18 tháng 10 năm 2021

      CHỈ THỊ
      về công tác tiêm chủng cho học sinh

      Căn cứ Nghị quyết số 128/NQ-CP ngày 11/10/2021 của Chính phủ, Ban Thường vụ Tỉnh ủy yêu cầu:
      1. Sở Y tế chủ trì, phối hợp với Sở Giáo dục và Đào tạo tổ chức tiêm chủng trước ngày 30/11/2021.
      2. Ủy ban nhân dân tỉnh báo cáo Thường trực Tỉnh ủy trước ngày 15/12/2021.

      Nơi nhận:
      - Như trên,
      - Lưu Văn phòng Tỉnh ủy.

      T/M BAN THƯỜNG VỤ
      BÍ THƯ
      Nguyễn Văn A
      """

    static let notice = """
      TỈNH ỦY QUẢNG NINH
      *
      Số 400-TB/TU
      Quảng Ninh, ngày 25 tháng 10 năm 2021

      THÔNG BÁO
      kết luận về <script>alert(1)</script> tiêm chủng

      Thực hiện Chỉ thị số 18-CT/TU ngày 18/10/2021 của Tỉnh ủy Quảng Ninh, Thường trực Tỉnh ủy kết luận:
      1. Giao Sở Y tế báo cáo tiến độ trước ngày 05/11/2021.
      2. Văn phòng Tỉnh ủy theo dõi việc thực hiện.

      Nơi nhận:
      - Sở Y tế,
      - Lưu.
      """

    init(_ change: (inout WebOptions) -> Void = { _ in }) throws {
      folder = try TemporaryFolder()
      try Self.add(
        [("chỉ thị/18.txt", Self.directive), ("\"><script>alert(2)</script>", Self.notice)], to: folder)
      var options = WebOptions(archive: FilePath(folder.path + "/archive"))
      change(&options)
      var logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
      logger.logLevel = .critical
      application = try WebApplication(options, logger)
    }

    /// Commits documents to the archive.
    static func add(_ texts: [(id: String, text: String)], to folder: TemporaryFolder) throws {
      let archive = try Archive(path: FilePath(folder.path + "/archive"))
      let builder = SegmentBuilder()
      for (id, text) in texts {
        var notice = parser.parse(SourceText(text))
        notice.source.path = id
        notice.source.sha256 = Array(text.utf8).withUnsafeBytes { sha256($0) }
        try builder.add(IndexDocument(notice, id: id, version: UInt64(text.utf8.count)))
      }
      try archive.writer.add(builder)
      try archive.writer.commit()
    }

    func ask(
      _ target: String, method: String = "GET", headers: [String: String] = [:], body: [UInt8] = []
    ) async -> Reply {
      var headers = headers
      if headers["host"] == nil { headers["host"] = "localhost:8080" }
      let sent = headers
      return await application.answer(
        WebApplication.Incoming(
          method: method, target: target, header: { sent[$0] },
          body: { limit in
            if body.count > limit { throw Failure.tooLarge }
            return body
          }))
    }

    /// What a request for JSON gives.
    func json(_ target: String) async throws -> [String: Any] {
      let reply = await ask(target)
      return try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any] ?? [:]
    }

    func page(_ target: String, headers: [String: String] = [:]) async -> String {
      String(decoding: await ask(target, headers: headers).body, as: UTF8.self)
    }
  }

  extension Reply {
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The code of an error.
    var code: String? {
      let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
      return (object?["error"] as? [String: Any])?["code"] as? String
    }
  }
#endif
