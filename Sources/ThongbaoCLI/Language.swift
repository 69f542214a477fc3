import ArgumentParser
import Glibc

/// What the program talks to people in. JSON and `--help` are English always.
enum Language: String, CaseIterable, ExpressibleByArgument, Sendable {
  case vi, en

  /// What the environment asks for, as other programs read it.
  static var ofEnvironment: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
    return locale?.hasPrefix("vi") == true ? .vi : .en
  }
}

/// A variable of the environment; `nil` if it is not set.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

struct LanguageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Language of messages. (default: the locale's)", valueName: "language"))
  var lang: Language?

  var messages: Messages { Messages(lang ?? .ofEnvironment) }
}
