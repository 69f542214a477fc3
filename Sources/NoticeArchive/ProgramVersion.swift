/// The program's version: what is indexed by another one is indexed anew.
public enum ProgramVersion {
  public static let current = "0.1.0"
}
