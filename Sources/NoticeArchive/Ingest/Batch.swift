import NoticeGrammar
import NoticeIntake
import NoticeText

/// Parses many inputs at once and hands the results over in the order of the inputs.
///
/// Parsing one input is a pure function of its bytes, so the results are the same whatever the number of
/// jobs. Only so much is under way at a time (`sizeInFlight`), so that memory does not grow with the batch.
public struct Batch: Sendable {
  /// What became of one input.
  public struct Result: Sendable {
    public var path: FilePath
    /// What the output is called after; `nil` for a path that could not even be walked.
    public var name: FilePath?
    /// The size of the input in bytes, as the walk found it.
    public var size: Int
    public var outcome: Swift.Result<Notice, InputError>

    public init(
      path: FilePath, name: FilePath? = nil, size: Int = 0, outcome: Swift.Result<Notice, InputError>
    ) {
      self.path = path
      self.name = name
      self.size = size
      self.outcome = outcome
    }
  }

  /// How many inputs are parsed at the same time; at least 1.
  public var jobs: Int
  /// The largest input, in bytes.
  public var sizeLimit: Int
  /// How many bytes of input may be under way; one input larger than that goes alone.
  public var sizeInFlight = standardSizeLimit

  /// What reads the files.
  public let intake: Intake
  private let parser: @Sendable (SourceText) -> Notice

  public static let standardSizeLimit = 256_000_000

  public init(
    jobs: Int, sizeLimit: Int = standardSizeLimit, intake: Intake = Intake(),
    parser: NoticeParser = NoticeParser()
  ) {
    self.init(jobs: jobs, sizeLimit: sizeLimit, intake: intake) { parser.parse($0) }
  }

  init(
    jobs: Int, sizeLimit: Int = standardSizeLimit, intake: Intake = Intake(),
    parse: @escaping @Sendable (SourceText) -> Notice
  ) {
    self.jobs = max(1, jobs)
    self.sizeLimit = sizeLimit
    self.intake = intake
    parser = parse
  }

  /// Reads and parses one input.
  ///
  /// - Throws: `noNotice` for a text that is none, or what keeps the input from being read.
  public func read(_ input: Input) async throws(InputError) -> Notice {
    try parse(input, try await intake.read(input, limit: sizeLimit))
  }

  /// Reads and parses one input of text, without waiting for any program.
  func readText(_ input: Input) throws(InputError) -> Notice {
    try parse(input, try Intake.readText(input, limit: sizeLimit))
  }

  /// Parses an input that was read.
  func parse(_ input: Input, _ file: FileText) throws(InputError) -> Notice {
    var notice = parser(file.text)
    if notice.isEmpty { throw .noNotice }
    notice.source = NoticeSource(input, file)
    return notice
  }

  /// Parses everything in `inputs`.
  ///
  /// - Parameters:
  ///   - inputs: Taken as there is room, by one task.
  ///   - transform: Makes of a result what is to be delivered; runs beside other jobs.
  ///   - deliver: Called in the order of the inputs, by one task; if it throws, nothing more is started.
  /// - Throws: What `deliver` throws, once the inputs under way are finished or given up.
  public func run<Output: Sendable>(
    _ inputs: some Sequence<Found>, transform: @escaping @Sendable (Result) -> Output,
    deliver: (Output) throws -> Void
  ) async throws {
    var runs = Runs(inputs.makeIterator())
    try await inOrder(jobs: jobs, sizeInFlight: sizeInFlight) { (room, alone) throws(any Error) in
      runs.next(upTo: room, alone: alone)
    } work: { found in
      var outputs: [Output] = []
      for found in found where !Task.isCancelled { outputs.append(transform(await result(found))) }
      return outputs
    } deliver: { (outputs) throws(any Error) in
      for output in outputs { try deliver(output) }
    }
  }

  private func result(_ found: Found) async -> Result {
    switch found {
    case .failure(let path, let error): return Result(path: path, outcome: .failure(error))
    case .input(let input):
      let outcome: Swift.Result<Notice, InputError>
      do {
        outcome = .success(try await read(input))
      } catch {
        outcome = .failure(error)
      }
      return Result(path: input.path, name: input.name, size: input.size, outcome: outcome)
    }
  }
}

extension NoticeSource {
  package init(_ input: Input, _ file: FileText) {
    self.init()
    path = input.path.description
    mediaType = file.mediaType
    bytes = file.bytes
    sha256 = file.sha256
    pages = file.text.pages.isEmpty ? nil : file.text.pages.count
    reader = file.reader
    if file.text.encoding != .utf8 {
      encoding = file.text.encoding.rawValue
      encodingConfidence = file.text.confidence
    }
  }
}

/// Inputs in runs long enough that handing one to a task costs little beside parsing it.
struct Runs<Inputs: IteratorProtocol<Found>> {
  private var inputs: Inputs
  private var ahead: Found?

  init(_ inputs: Inputs) {
    self.inputs = inputs
    ahead = self.inputs.next()
  }

  /// The next run; `nil` at the end, or if its first input is larger than `room` and not `alone`.
  mutating func next(upTo room: Int, alone: Bool) -> (thing: [Found], size: Int)? {
    var found: [Found] = []
    var size = 0
    while let next = ahead, found.count < 16, size < 64 << 10 {
      if size + next.size > room, !(alone && found.isEmpty) { break }
      found.append(next)
      size += next.size
      ahead = inputs.next()
    }
    return found.isEmpty ? nil : (found, size)
  }
}

extension Found {
  fileprivate var size: Int {
    if case .input(let input) = self { return input.size }
    return 0
  }
}
