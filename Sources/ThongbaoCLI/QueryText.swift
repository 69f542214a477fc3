import ArgumentParser
import Glibc
import NoticeSearch

extension Query {
  /// A query that a person wrote; what is wrong with one is told with its place, and ends the program.
  static func parsed(_ text: String, _ messages: Messages) throws -> Query {
    do throws(QueryError) {
      return try Query.parse(text)
    } catch {
      let screen = Terminal.standardError
      screen.write(messages.report(error, in: text, hasColor: screen.hasColor))
      throw ExitCode(EX_USAGE)
    }
  }
}
