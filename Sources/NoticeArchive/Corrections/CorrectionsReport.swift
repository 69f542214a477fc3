/// What corrections make of an archive.
public struct CorrectionsReport: Sendable {
  /// A correction, and for how many documents it is. One that is for none matches nothing, or nothing any more.
  public struct Line: Sendable {
    public var correction: Correction
    public var documents: Int
    public var isNew: Bool
  }

  /// In the order of the file.
  public var lines: [Line] = []
  /// Those that stood by an earlier file and are not in this one, with how many documents stood by them.
  public var takenBack: [Line] = []
  /// Documents that were indexed anew, or would be.
  public var documents = 0
  /// Documents that could not be, by their names.
  public var failed: [Failure] = []

  public struct Failure: Hashable, Sendable {
    public var document: String
    public var reason: Reason

    public enum Reason: Hashable, Sendable {
      /// The archive keeps no text of it, and its file cannot be read or has changed.
      case noText
      /// It was read with a model or tables that are not there any more, or have changed.
      case otherReading
    }
  }

  public init() {}

  /// Whether there was something to do.
  public var hasChanges: Bool { !takenBack.isEmpty || lines.contains(where: \.isNew) }
}
