import Foundation

/// The program as it was built, beside the tests.
enum Program {
  struct Outcome {
    var code: Int32
    var output: String
    var errors: String

    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

    func json() throws -> Any {
      try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)
    }
  }

  static var path: String {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (tests as NSString).deletingLastPathComponent + "/thongbao"
  }

  static func run(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(path, arguments, input: input, environment: environment)
  }

  /// Runs a line of bash, where `$thongbao` is the program.
  static func shell(_ line: String) throws -> Outcome {
    try run("/bin/bash", ["-c", line], input: nil, environment: ["thongbao": path])
  }

  static func run(
    _ program: String, _ arguments: [String], input: String?, environment: [String: String]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] { variables[name] = nil }
    process.environment = variables.merging(environment) { $1 }
    // Files instead of pipes: nothing has to be read while the program runs.
    let folder = NSTemporaryDirectory() + "thongbao-run-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func file(_ name: String, _ content: String = "") throws -> URL {
      let url = URL(fileURLWithPath: folder + "/" + name)
      try Data(content.utf8).write(to: url)
      return url
    }
    let (output, errors) = (try file("output"), try file("errors"))
    process.standardInput = try FileHandle(forReadingFrom: file("input", input ?? ""))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    let code = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Outcome(
      code: Int32(code) + process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// A notice that any parser should know, with another number if wanted.
func sampleText(_ number: Int = 12) -> String {
  """
  TỈNH ỦY SÔNG LAM                    ĐẢNG CỘNG SẢN VIỆT NAM
  *
  Số \(number)-TB/TU                  Sông Lam, ngày 26 tháng 10 năm 2021

  THÔNG BÁO
  Ý kiến chỉ đạo của Thường trực Tỉnh ủy về công tác phòng, chống dịch

  Thường trực Tỉnh ủy có ý kiến chỉ đạo như sau:

  1. Giao Sở Y tế chủ trì thực hiện Chỉ thị số 18-CT/TU ngày 18/10/2021 của Ban Thường vụ Tỉnh ủy,
  xong trước ngày 30/10/2021.

  2. Công an tỉnh phối hợp với Sở Y tế.

  """
}
