/// The word lists that the grammar reads by: kinds, bodies, agencies, provinces, cues.
public struct Lexicon: Sendable {
  /// The lists that are built in.
  public static let standard = Lexicon()
}
