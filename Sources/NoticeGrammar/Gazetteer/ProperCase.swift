/// Names printed in capitals, as they are written in a sentence.
enum ProperCase {
  /// Lower case but for the first letter.
  static func sentence(_ text: String) -> String {
    let lower = text.lowercased()
    return lower.prefix(1).uppercased() + lower.dropFirst()
  }

  /// A canonical name whose tail may still be in capitals: runs of capitals become small, places keep theirs.
  static func name(_ text: String) -> String {
    var words = text.split(separator: " ").map(String.init)
    var isFirst = true
    for index in words.indices {
      let word = words[index]
      let letters = word.unicodeScalars.filter { $0.properties.isAlphabetic }
      let isShouted = letters.count > 1 && letters.allSatisfy(\.properties.isUppercase)
      if isShouted
        || letters.count == 1 && letters.allSatisfy(\.properties.isUppercase) && index > 0 && isFirst == false
      {
        words[index] =
          word.contains("-") && word.contains(where: \.isNumber)
          ? word : (isFirst ? sentence(word) : word.lowercased())
        isFirst = false
      } else {
        isFirst = word != "tỉnh" && word != "phố" ? isFirst && index == 0 : true
        if index == 0 { isFirst = true }
      }
    }
    return words.joined(separator: " ")
  }
}

/// Distances between words.
enum Fuzzy {
  /// The edit distance of two short words, nil if it is more than `limit`.
  static func distance(_ a: [UInt8], _ b: [UInt8], atMost limit: Int) -> Int? {
    if abs(a.count - b.count) > limit { return nil }
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let value = min(row[j + 1] + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = value
      }
    }
    return row[b.count] <= limit ? row[b.count] : nil
  }
}
