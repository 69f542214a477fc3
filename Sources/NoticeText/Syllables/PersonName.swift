/// The names of persons, as far as they are known.
package enum PersonName {
  /// The most frequent family names, as they are written.
  package static let familyNames =
    ("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Đoàn Lưu Mai Trịnh Cao Hà Tạ "
    + "Đậu Phùng Tô Vương Quách Đàm Tống Chu Kiều Nghiêm Hứa Mạc Lại Nông")
    .split(separator: " ").map(String.init)

  package static func isFamilyName(_ key: WordKey) -> Bool { keys.contains(key) }

  private static let keys = Set(familyNames.map { WordKey($0) })
}
