import Foundation
import TestSupport
import Testing

/// `tasks`.
struct TasksCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.txt", notice("QUẢNG NINH", "Quảng Ninh", 12))
    try folder.write("b.txt", notice("NGHỆ AN", "Nghệ An", 13))
    #expect(try Program.run("add", archive, folder("a.txt"), folder("b.txt")).code == 0)
  }

  private var archive: String { folder("archive") }

  private func notice(_ title: String, _ province: String, _ number: Int) -> String {
    """
    ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH \(title)                    Độc lập - Tự do - Hạnh phúc
    Số: \(number)/TB-UBND                    \(province), ngày 26 tháng 10 năm 2021

    THÔNG BÁO
    Kết luận của Chủ tịch UBND tỉnh

    Chủ tịch UBND tỉnh có ý kiến chỉ đạo như sau:

    1. Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát, báo cáo trước ngày 30/11/2021.

    2. UBND các huyện, thị xã, thành phố báo cáo hằng tháng.

    3. Giao Sở Nội vụ tham mưu, xong trong tháng 12/2021.

    """
  }

  private func tasks(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(Program.path, ["tasks", archive] + arguments, input: nil, environment: [:])
  }

  @Test func aTableIsReadByPeople() throws {
    let run = try tasks("--agency", "Sở Y tế Quảng Ninh")
    #expect(run.code == 0 && run.errors == "")
    #expect(
      run.output == """
        before 30/11/2021   Sở Y tế (Quảng Ninh) · lead
                            1 Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát,…
                            12/TB-UBND · TB · Ủy ban nhân dân tỉnh Quảng Ninh · 26/10/2021 · \(folder("a.txt"))

        1 task

        """)
    let late = try tasks("--overdue-on", "2/12/2021", "--lang", "vi", "--agency", "so y te nghe an")
    #expect(late.output.hasPrefix("trước 30/11/2021    Sở Y tế (Nghệ An) · chủ trì · quá hạn 3 ngày\n"))
    let more = try tasks("--limit", "3")
    #expect(more.output.hasSuffix("\n3 of 8 tasks (--limit shows more)\n"))
  }

  @Test(arguments: [
    (["--agency", "Sở Y tế"], 2), (["--agency", "Sở Y tế", "--agency", "Sở Nội vụ Nghệ An"], 3),
    (["--agency", "UBND huyện Ba Chẽ, Quảng Ninh"], 1), (["--role", "coordinate"], 2),
    (["--role", "lead", "--role", "coordinate"], 4), (["--due", "2021-11"], 4),
    (["--due", "quý IV/2021"], 6),
    (["--due", "*"], 6), (["--no-deadline"], 0), (["--overdue-on", "30/11/2021"], 4),
    (["--overdue-on", "2021-11-29"], 0), (["--overdue-on", "hôm nay"], 6), (["--overdue-on", "today"], 6),
    (["--query", "number:12/TB-UBND"], 4), (["--sort", "agency"], 8),
  ])
  func tasksAreCounted(arguments: [String], count: Int) throws {
    let run = try Program.run(
      Program.path, ["tasks", archive, "--count"] + arguments, input: nil, environment: [:])
    #expect(run.output == "\(count)\n")
    #expect(run.code == (count > 0 ? 0 : 1))
  }

  @Test func tablesReadBack() throws {
    let run = try tasks("--format", "csv", "--agency", "UBND huyện Ba Chẽ tỉnh Quảng Ninh")
    let rows = run.output.components(separatedBy: "\r\n")
    #expect(rows.count == 3 && rows[2] == "")
    let names = rows[0].components(separatedBy: ",")
    let values = rows[1].components(separatedBy: ",")
    #expect(rows[1].contains("\"UBND các huyện, thị xã, thành phố báo cáo hằng tháng.\""))
    #expect(names.prefix(4) == ["due", "deadline", "relation", "period"])
    #expect(values.prefix(4) == ["", "", "recurring", "R/P1M"])
  }

  @Test func jsonReadsBack() throws {
    let run = try tasks(
      "--format", "json", "--agency", "Sở Y tế", "--overdue-on", "1/12/2021", "--sort", "date")
    let all = try #require(try run.json() as? [[String: Any]])
    let task = try #require(all.first)
    #expect(all.count == 2)
    #expect(task["due"] as? String == "2021-11-30" && task["daysLate"] as? Int == 2)
    #expect(task["role"] as? String == "lead" && task["as"] as? String == "direct")
    #expect(
      task["agency"] as? [String: String]
        == ["name": "Sở Y tế", "within": "tỉnh Quảng Ninh", "level": "province", "province": "Quảng Ninh"])
    #expect(task["path"] as? String == "1" && task["document"] as? String == folder("a.txt"))
    #expect((task["notice"] as? [String: String])?["identifier"] == "12/TB-UBND")
    let lines = try tasks("--format", "ndjson")
    #expect(lines.output.split(separator: "\n").count == 8)
    #expect(try tasks("--format", "json", "--role", "direct").output == "[]\n")
  }

  @Test func aCalendarIsWrittenToAFile() throws {
    let file = folder("tasks.ics")
    let run = try tasks("--format", "ics", "-o", file, "--alarm", "1", "--lang", "vi")
    #expect(run.code == 0 && run.output == "" && run.errors == "")
    let text = String(decoding: try folder.read("tasks.ics"), as: UTF8.self).replacing("\r\n ", with: "")
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.count { $0 == "BEGIN:VEVENT" } == 8)
    #expect(
      lines.contains {
        $0.hasPrefix("SUMMARY:Sở Y tế (Quảng Ninh) (chủ trì): Giao Sở Y tế chủ trì\\, phối hợp")
      })
    #expect(lines.contains("RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"))
    #expect(try tasks("--format", "ics").output == (try tasks("--format", "ics").output))
  }

  @Test func whatIsNotFoundHasNeighbours() throws {
    let run = try tasks("--agency", "Sở Nội vu")
    #expect(run.code == 0)
    let near = try tasks("--agency", "Nội vụ")
    #expect(near.code == 1 && near.output == "")
    #expect(
      near.errors == """
        no tasks found
        no document tells to act: Nội vụ
        these have tasks:
          2  Sở Nội vụ

        """)
    let none = try tasks("--agency", "Sở Y tế", "--due", "2030", "--lang", "vi")
    #expect(none.code == 1 && none.errors == "không tìm thấy việc nào\n")
  }

  @Test(arguments: [
    ["--due", "2021-13"], ["--overdue-on", "2021-11"], ["--overdue-on", "today..."], ["--limit", "0"],
    ["--no-deadline", "--due", "2021"], ["--ics-kind", "todo"], ["--alarm", "3"], ["--role", "x"],
    ["--agency", "12"],
    ["--query", "("], ["--count", "--format", "csv"],
  ])
  func usageIsChecked(arguments: [String]) throws {
    let run = try Program.run(Program.path, ["tasks", archive] + arguments, input: nil, environment: [:])
    #expect(run.code == 64 && run.output == "" && !run.errors.isEmpty)
  }

  @Test func daysAreCorrected() throws {
    let run = try tasks("--due", "2021-12..2021-10")
    #expect(
      run.errorLines == [
        "2021-12..2021-10: error: “2021-12..2021-10” is no day, month, quarter or year, nor a range of them",
        "did you mean: 2021-10..2021-12",
      ])
    #expect(try Program.run("tasks", folder("nix")).code == 66)
  }
}
