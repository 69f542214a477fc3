import ArgumentParser
import Glibc
import NoticeArchive
import NoticeText

struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Mend the OCR damage of a text.")

  @Argument(help: "A file, or - for standard input.", completion: .file())
  var path: String
  @Option var threshold: Float = 1
  @Option var nameThreshold: Float = 1
  @Option var shift: Float = 0
  @Option var unknown: Float = 0
  @Option var channel: Float = 1
  @Option var damaged: Float = 0.004
  @Option var heavy: Float = 0.02
  @Option var shape: Float = 1
  @Option var gate: Float = -13
  @Option var usual: Float = 0.02
  @Option var doubt: Float = 1.5
  @Option var most = 16
  @Option var beam = 6
  @Option var out: String?
  @Flag var json = false
  @Argument var more: [String] = []

  func run() throws {
    var repairer = Repairer()
    repairer.tuning.threshold = threshold
    repairer.tuning.nameThreshold = nameThreshold
    repairer.tuning.shape = shape
    repairer.tuning.open = gate
    repairer.tuning.usual = usual
    repairer.tuning.doubt = doubt
    repairer.tuning.most = most
    repairer.tuning.beam = beam
    repairer.tuning.shift = shift
    repairer.tuning.damaged = damaged
    repairer.tuning.heavy = heavy
    repairer.tuning.unknown = unknown
    repairer.tuning.channelWeight = channel
    for path in [path] + more {
      let input = Input(path: FilePath(path), name: FilePath(path).lastComponent)
      let (source, _) = try input.read(limit: Batch.standardSizeLimit)
      let text = NormalizedText(source)
      let tokens = Tokenizer.tokenize(text)
      let result = repairer.repair(text, tokens: tokens)
      let repaired = (bytes: result?.text.bytes ?? text.bytes, repairs: result?.repairs ?? [])
      if json {
        for repair in repaired.repairs {
          print(source.raw(repair.span), repair.text, repair.confidence, repair.rule, separator: "\t")
        }
      } else if let out {
        let name = path.split(separator: "/").last.map(String.init) ?? "x"
        try writeAll(repaired.bytes, to: open("\(out)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o644), called: FilePath("-"))
      } else {
        try writeAll(repaired.bytes, to: STDOUT_FILENO, called: FilePath("-"))
      }
    }
  }
}

struct TrainRepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "train-repair", abstract: "Learn.")
  @Argument var pairs: [String]

  func run() throws {
    var trainer = ConfusionTrainer()
    func text(_ path: String) throws -> String {
      let (source, _) = try Input(path: FilePath(path), name: FilePath(path).lastComponent).read(limit: Batch.standardSizeLimit)
      return String(decoding: source.bytes, as: UTF8.self)
    }
    for index in stride(from: 0, to: pairs.count - 1, by: 2) {
      trainer.add(clean: try text(pairs[index]), read: try text(pairs[index + 1]))
    }
    try writeAll(Array(trainer.table().utf8), to: STDOUT_FILENO, called: FilePath("-"))
  }
}
