/// What is said of the server.
extension Messages {
  /// The program that serves is not beside this one.
  var noServer: String {
    say(
      vi:
        "không thấy chương trình này bên cạnh thongbao; dựng nó bằng: swift build -c release --traits Web --product thongbao-serve",
      en:
        "this program does not stand beside thongbao; build it by: swift build -c release --traits Web --product thongbao-serve"
    )
  }
}
