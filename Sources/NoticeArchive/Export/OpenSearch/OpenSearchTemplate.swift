import NoticeIndex
import NoticeText

/// The index template that the documents of `OpenSearchBulk` want: `PUT _index_template/thongbao`.
///
/// Works with OpenSearch from 1.0 and Elasticsearch from 7.8, without plugins: what is typed is cut, put in small letters
/// and its tones placed as our analyser does it, by the engine's own filters.
extension OpenSearchBulk {
  public var template: [UInt8] {
    var writer = JSONWriter(layout: .pretty)
    writer.beginObject()
    writer.put("index_patterns", [index, index + "-*"])
    writer.name("template")
    writer.beginObject()
    writer.name("settings")
    writer.beginObject()
    writer.name("analysis")
    Self.analysis(&writer)
    writer.endObject()
    writer.name("mappings")
    writer.beginObject()
    // What a document has beside is kept and not searched.
    writer.name("dynamic")
    writer.boolean(false)
    writer.name("properties")
    Self.properties(Self.fields, &writer)
    writer.endObject()
    writer.endObject()
    writer.endObject()
    return writer.bytes + [0x0A]
  }

  // MARK: Fields

  indirect enum Field {
    /// Compared whole; also without marks and case, as `NAME.folded`.
    case keyword
    /// Compared as it is, by programs.
    case key
    case days
    /// As the engine cuts it.
    case text
    /// Our words, a blank between two.
    case words
    /// Our words without marks.
    case folded
    case objects([(String, Field)])
  }

  /// All that a document may have.
  static let fields: [(String, Field)] = [
    ("path", .key), ("uri", .key), ("kind", .keyword), ("kindName", .keyword), ("identifier", .keyword),
    ("identifierKey", .key), ("issuer", .keyword), ("place", .keyword), ("date", .key), ("days", .days),
    ("subject", .text), ("secrecy", .keyword), ("urgency", .keyword), ("signer", .keyword),
    ("position", .keyword), ("agency", .keyword), ("assignee", .keyword), ("recipient", .keyword),
    (
      "references",
      .objects([
        ("identifier", .keyword), ("identifierKey", .key), ("kind", .keyword), ("number", .key),
        ("title", .text), ("date", .key), ("issuer", .keyword), ("uri", .key), ("role", .key),
        ("grade", .key),
        ("candidates", .key), ("directive", .key),
      ])
    ),
    (
      "tasks",
      .objects([
        ("directive", .key), ("label", .key), ("text", .text), ("lead", .keyword), ("coordinate", .keyword),
        ("direct", .keyword), ("assigned", .keyword),
        (
          "deadlines", .objects([("relation", .key), ("date", .key), ("days", .days), ("period", .key)])
        ),
      ])
    ),
    ("text", .text), ("words", .words), ("folded", .folded), ("damaged", .words),
  ]

  private static func properties(_ fields: [(String, Field)], _ writer: inout JSONWriter) {
    writer.beginObject()
    for (name, field) in fields {
      writer.name(of: name)
      writer.beginObject()
      switch field {
      case .keyword:
        writer.put("type", "keyword")
        limit(&writer)
        writer.name("fields")
        writer.beginObject()
        writer.name("folded")
        writer.beginObject()
        writer.put("type", "keyword")
        limit(&writer)
        writer.put("normalizer", "thongbao_folded")
        writer.endObject()
        writer.endObject()
      case .key:
        writer.put("type", "keyword")
        limit(&writer)
      case .days:
        writer.put("type", "date_range")
        writer.put("format", "strict_date")
      case .text:
        writer.put("type", "text")
        writer.put("analyzer", "thongbao_query")
        writer.name("fields")
        writer.beginObject()
        writer.name("folded")
        writer.beginObject()
        writer.put("type", "text")
        writer.put("analyzer", "thongbao_folded_query")
        writer.endObject()
        writer.endObject()
      case .words:
        writer.put("type", "text")
        writer.put("analyzer", "thongbao_words")
        writer.put("search_analyzer", "thongbao_query")
      case .folded:
        writer.put("type", "text")
        writer.put("analyzer", "thongbao_words")
        writer.put("search_analyzer", "thongbao_folded_query")
      case .objects(let fields):
        writer.put("type", "nested")
        writer.name("properties")
        properties(fields, &writer)
      }
      writer.endObject()
    }
    writer.endObject()
  }

  /// A whole value longer than that is kept and not compared: Lucene takes no term of more than 32,766 bytes.
  private static func limit(_ writer: inout JSONWriter) {
    writer.name("ignore_above")
    writer.integer(8191)
  }

  // MARK: Words

  private static func analysis(_ writer: inout JSONWriter) {
    let tones = Self.tones
    writer.beginObject()
    writer.name("char_filter")
    writer.beginObject()
    writer.name("thongbao_marks")
    writer.beginObject()
    writer.put("type", "mapping")
    writer.put("mappings", marks)
    writer.endObject()
    writer.endObject()
    writer.name("tokenizer")
    writer.beginObject()
    writer.name("thongbao_scanner")
    writer.beginObject()
    writer.put("type", "pattern")
    // The longest runs of letters, marks and digits, as `WordScanner` finds them.
    writer.put("pattern", #"[^\p{L}\p{M}\p{N}]+"#)
    writer.endObject()
    writer.endObject()
    writer.name("filter")
    writer.beginObject()
    for (index, tone) in tones.enumerated() {
      writer.name(of: "thongbao_tone_\(index + 1)")
      writer.beginObject()
      writer.put("type", "pattern_replace")
      writer.put("pattern", tone.pattern)
      writer.put("replacement", tone.replacement)
      writer.endObject()
    }
    writer.endObject()
    writer.name("analyzer")
    writer.beginObject()
    let placed = tones.indices.map { "thongbao_tone_\($0 + 1)" }
    analyzer("thongbao_words", tokenizer: "whitespace", &writer)
    analyzer("thongbao_query", tokenizer: "thongbao_scanner", filters: ["lowercase"] + placed, &writer)
    analyzer(
      "thongbao_folded_query", characters: ["thongbao_marks"], tokenizer: "thongbao_scanner",
      filters: ["lowercase"],
      &writer)
    writer.endObject()
    writer.name("normalizer")
    writer.beginObject()
    writer.name("thongbao_folded")
    writer.beginObject()
    writer.put("type", "custom")
    writer.put("char_filter", ["thongbao_marks"])
    writer.put("filter", ["lowercase"])
    writer.endObject()
    writer.endObject()
    writer.endObject()
  }

  private static func analyzer(
    _ name: String, characters: [String] = [], tokenizer: String, filters: [String] = [],
    _ writer: inout JSONWriter
  ) {
    writer.name(of: name)
    writer.beginObject()
    writer.put("type", "custom")
    writer.put("char_filter", characters)
    writer.put("tokenizer", tokenizer)
    writer.put("filter", filters)
    writer.endObject()
  }

  /// What `TermForm.folded` makes of letters: `ệ=>e`. Not `asciifolding`, which takes the marks off other letters too.
  private static var marks: [String] {
    (0x80..<UInt32(Letter.tableSize)).compactMap { scalar in
      let letter = WordLetters.bases[scalar]
      guard letter != 0, let marked = Unicode.Scalar(scalar) else { return nil }
      return "\(marked)=>\(Unicode.Scalar(letter))"
    }
  }

  /// What `TermForm` does to tones of the new style, as patterns: `oà$` → `òa`, but not after q.
  private static var tones: [(pattern: String, replacement: String)] {
    var tones: [(pattern: String, replacement: String)] = []
    for (first, seconds) in [("o", "àáảãạ"), ("o", "èéẻẽẹ"), ("u", "ỳýỷỹỵ")] {
      for second in seconds {
        let written = "\(first)\(second)"
        let placed = String(decoding: TermForm.term(Array(written.utf8)), as: UTF8.self)
        if placed != written { tones.append(("\(first == "u" ? "(?<!q)" : "")\(written)$", placed)) }
      }
    }
    return tones
  }
}
