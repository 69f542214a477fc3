import NoticeArchive
import NoticeGrammar
import NoticeText

/// The steps of the pipeline, each over the whole batch with what the step before it gave.
enum Stages {
  static func decoding(_ batch: NoticeBatch, rounds: Int) -> Measurement {
    measure("decode", bytes: batch.bytes, rounds: rounds) { round in
      eachText(of: batch, from: round) { text in (try? TextDecoder.decode(text))?.bytes.count ?? 0 }
    }
  }

  static func normalizing(_ batch: NoticeBatch, rounds: Int) -> Measurement {
    measure("normalise", bytes: batch.bytes, rounds: rounds) { round in
      eachText(of: batch, from: round) { text in NormalizedText(SourceText(bytes: text)).bytes.count }
    }
  }

  static func tokenizing(_ batch: NoticeBatch, rounds: Int) -> Measurement {
    let texts = batch.texts.map { NormalizedText(SourceText(bytes: $0)) }
    return measure("tokenise", bytes: batch.bytes, rounds: rounds) { round in
      var found = 0
      for index in texts.indices { found += Tokenizer.tokenize(texts[(index + round) % texts.count]).count }
      return found
    }
  }

  /// Tokens → mended text, without what comes before.
  static func repairing(_ batch: NoticeBatch, _ name: String, rounds: Int) -> Measurement {
    let repairer = Repairer()
    let texts = batch.texts.map { NormalizedText(SourceText(bytes: $0)) }
    let tokens = texts.map { Tokenizer.tokenize($0) }
    return measure("repair \(name)", bytes: batch.bytes, rounds: rounds) { round in
      var found = 0
      for index in texts.indices {
        let index = (index + round) % texts.count
        found += repairer.repair(texts[index], tokens: tokens[index])?.repairs.count ?? 0
      }
      return found
    }
  }

  /// Text → notice, everything included but decoding.
  ///
  /// - Parameter kind: What texts these are, if not all.
  static func parsing(
    _ batch: NoticeBatch, _ kind: String = "", repair level: RepairLevel, rounds: Int
  ) -> Measurement {
    let parser = NoticeParser(repair: level)
    return measure("parse\(kind), repair \(level.rawValue)", bytes: batch.bytes, rounds: rounds) { round in
      eachText(of: batch, from: round) { parser.parse(SourceText(bytes: $0)).references.count }
    }
  }

  /// In bytes of the source, like the others.
  static func writingJSON(_ batch: NoticeBatch, rounds: Int) -> Measurement {
    let parser = NoticeParser()
    let notices = batch.texts.prefix(batch.distinct).map { parser.parse(SourceText(bytes: $0)) }
    return measure("write JSON", bytes: batch.bytes, rounds: rounds) { round in
      var written = 0
      for index in batch.texts.indices { written += notices[(index + round) % notices.count].json().count }
      return written
    }
  }

  /// Bytes → JSON: what a batch costs on one core, but for reading files.
  static func everything(_ batch: NoticeBatch, rounds: Int) -> Measurement {
    let parser = NoticeParser()
    return measure("whole (bytes to JSON)", bytes: batch.bytes, rounds: rounds) { round in
      eachText(of: batch, from: round) { text in
        guard let source = try? TextDecoder.decode(text) else { return 0 }
        return parser.parse(source).json().count
      }
    }
  }

  /// The sum of what `work` gives for each text, beginning with another one in each round.
  private static func eachText(of batch: NoticeBatch, from round: Int, _ work: ([UInt8]) -> Int) -> Int {
    let texts = batch.texts
    var sum = 0
    for index in texts.indices { sum += work(texts[(index + round) % texts.count]) }
    return sum
  }
}
