/// What tells the name of a person (họ và tên) from other names.
package enum PersonName {
  /// The most frequent family names (họ), as they are written: `family_names.tsv`.
  package static let familyNames = DataTable("family_names.tsv").rows.compactMap(\.first)

  package static func isFamilyName(_ key: WordKey) -> Bool { familyKeys.contains(key) }

  private static let familyKeys = Set(familyNames.map { WordKey($0) })
}
