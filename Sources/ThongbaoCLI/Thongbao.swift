import ArgumentParser

@main
struct Thongbao: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thongbao", abstract: "Scanned Vietnamese official notices → exact structured data.",
    version: "0.1.0")
}
