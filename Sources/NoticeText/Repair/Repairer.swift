import Glibc

/// Mends what OCR damaged: a noisy channel over syllables (Shannon 1948; Brill and Moore 2000), decoded by Viterbi,
/// and closed lists for what is spelled in capitals.
///
/// Digits are never changed, but for a 1 that stands for I in a Roman numeral, and one in a code that OCR is unsure of;
/// on a page read here, a letter or mark in a number may be made a figure (`FigureRepair`); an edit never crosses a paragraph; mending
/// a mended text changes nothing, unless it takes more than `mostPasses`. Safe to share between threads.
public struct Repairer: Sendable {
  public let level: RepairLevel
  /// nil at the level `off`, which has no use for the model: then it is not read.
  private(set) var means: Means?
  let limits: Limits
  /// Before all else, at any level.
  package private(set) var words = CustomWords.none

  /// What texts are mended with.
  struct Means: Sendable {
    let model: LanguageModel
    let trie: CandidateTrie
    var codes: CodeRepair
    /// With a user's lists; nil: the built-in ones.
    var ownNames: ListedNames?

    var names: ListedNames { ownNames ?? .standard }
  }

  /// What a level asks of an edit. Scores are natural logarithms.
  struct Limits: Sendable {
    /// How much likelier an edit makes the text at least.
    var margin: Float
    /// What is asked beside that of words that look like names, and of those that are none as they stand.
    var nameMargin: Float
    /// What a clean text asks beside that: so many times the logarithm of how much cleaner it is than usual.
    var doubt: Float
    /// A word whose own and whose next word's score are lower together is looked at, if the text is damaged.
    var open: Float
    /// The same for a first look at any text.
    var glance: Float
    /// How many readings of a word are weighed, and how many ways are kept at a place.
    var candidates: Int
    var beam: Int

    /// The share of words that are edited in a usual scan.
    static let usualDamage: Float = 0.02
    /// From this share on a text is damaged: its marks are mended, too.
    static let damaged: Float = 0.004
    /// A first look that edits a smaller share finds the text clean.
    static let clean: Float = 0.0005

    init(_ level: RepairLevel) {
      let isBold = level == .aggressive
      margin = isBold ? 0 : 1
      nameMargin = isBold ? 0 : 1
      doubt = isBold ? 0.7 : 1.5
      open = isBold ? -4 : -6
      glance = isBold ? -13 : -18
      candidates = isBold ? 24 : 16
      beam = isBold ? 8 : 6
    }
  }

  /// - Parameters:
  ///   - level: `off` mends nothing.
  ///   - model: What the texts are like, and what OCR makes of them; nil: the built-in one.
  public init(level: RepairLevel = .safe, model: RepairModel? = nil) {
    self.level = level
    limits = Limits(level)
    if level == .off { return }
    let model = model ?? .standard
    means = Means(model: model.language, trie: model.trie, codes: model.codes, ownNames: model.names)
  }

  /// The same with a user's tables of codes and abbreviations: what stands there is no damage.
  package func knowing(_ tables: [String: String]) -> Repairer {
    guard !tables.isEmpty, let means else { return self }
    var repairer = self
    repairer.means?.codes = CodeRepair(model: means.model, adding: tables)
    repairer.means?.ownNames = ListedNames(model: means.model, adding: tables)
    return repairer
  }

  /// The same with a user's own words.
  package func knowing(_ words: CustomWords) -> Repairer {
    var repairer = self
    repairer.words = words
    return repairer
  }

  /// The edits that `text` needs, ascending.
  ///
  /// - Parameters:
  ///   - used: The custom words that stood in it before it was first mended.
  ///   - lattice: Of this text: it knows what it found in earlier passes. None at the level `off`.
  ///   - evidence: What OCR says of the words of the source, which `map` leads to.
  /// - Complexity: O(tokens).
  func edits(
    _ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>, used: Set<Int> = [],
    _ lattice: RepairLattice?, _ evidence: OCREvidence? = nil, _ map: OffsetMap = OffsetMap()
  ) -> [RepairEdit] {
    let (custom, kept) = words.edits(text, tokens, used: used)
    guard let means, let lattice else { return custom }
    let (model, codes) = (means.model, means.codes)
    let items = RepairItem.items(of: tokens, text, model: model)
    let readings = evidence?.words(items, tokens, text, map, model) ?? []
    let (found, words, isOpen) = words(items, text, tokens, means, lattice, readings)
    let count = items.reduce(0) { $0 + ($1.kind == .word ? 1 : 0) }
    let damage = Float(found.count) / Float(count + 200)
    // A text that is clean but for one word is clean: that word is a name, or rare.
    let doubt = damage > 0 ? max(0, logf(Limits.usualDamage / damage)) * limits.doubt : 0
    let edits = found.filter {
      $0.margin >= limits.margin + doubt + ($0.isNamelike || $0.rule != "context" ? limits.nameMargin : 0)
    }
    var marks = MarkRepair(text, tokens, words: words, model: model)
    let isDamaged = damage > Limits.damaged
    marks.run(isDamaged: isDamaged, codes: codes)
    let noise = isDamaged ? NoiseRepair(text: text, tokens: tokens, model: model).edits() : []
    let names =
      isDamaged
      ? NameRepair(
        names: means.names, means: means, items: items, tokens: tokens, text: text, words: words,
        isOpen: isOpen
      ).edits(beside: edits) : []
    let unsure = evidence?.codes(tokens, text, map, codes) ?? []
    // Of a text from elsewhere nobody knows what else was read there: its numbers stay as they are, and are reported.
    let figures = evidence == nil ? [] : FigureRepair(text: text, tokens: tokens, codes: codes).edits()
    let all = Self.merged([
      noise, unsure, figures, marks.edits.filter { $0.rule == "roman" }, names, edits, marks.edits,
    ])
    return kept.isEmpty ? all : Self.merged([custom, Self.outside(kept, all)])
  }

  /// The edits that touch none of these ranges; both ascend.
  private static func outside(_ kept: [Range<Int>], _ edits: [RepairEdit]) -> [RepairEdit] {
    var next = 0
    return edits.filter { edit in
      while next < kept.count, kept[next].upperBound <= edit.range.lowerBound { next += 1 }
      return next == kept.count || kept[next].lowerBound >= edit.range.upperBound
    }
  }

  /// All lists in the order of the text; of edits that overlap that of the earliest list stays.
  private static func merged(_ lists: [[RepairEdit]]) -> [RepairEdit] {
    var all: [(edit: RepairEdit, rank: Int)] = []
    for (rank, list) in lists.enumerated() { all += list.map { ($0, rank) } }
    all.sort { ($0.edit.range.lowerBound, $0.rank) < ($1.edit.range.lowerBound, $1.rank) }
    var out: [(edit: RepairEdit, rank: Int)] = []
    for next in all {
      if let last = out.last, last.edit.range.upperBound > next.edit.range.lowerBound {
        if next.rank < last.rank { out[out.count - 1] = next }
      } else {
        out.append(next)
      }
    }
    return out.map(\.edit)
  }

  /// The edits of words, whatever their margin, of each token the word that it was mended to, and the items in doubt.
  ///
  /// A first look opens only what stands out; only if that finds damage is every doubtful word looked at.
  private func words(
    _ items: [RepairItem], _ text: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>,
    _ means: Means, _ lattice: RepairLattice, _ readings: [OCREvidence.Word?]
  ) -> (edits: [RepairEdit], words: [LanguageModel.ID], isOpen: [Bool]) {
    let scores = fits(items, means.model)
    var mending = Mending(
      means: means, limits: limits, items: items, text: text, tokens: tokens, lattice: lattice,
      readings: readings)
    var clear = 0
    var isDamaged = false
    mending.run(scores, opening: limits.glance, isDamaged: false) { edits in
      // Edits only become more: what is damaged already stays so.
      for edit in edits where edit.margin >= limits.margin { clear += 1 }
      isDamaged = Float(clear) > Limits.clean * Float(items.count)
      return isDamaged
    }
    if isDamaged {
      mending = Mending(
        means: means, limits: limits, items: items, text: text, tokens: tokens, lattice: lattice,
        readings: readings)
      mending.run(scores, opening: limits.open, isDamaged: true) { _ in false }
    }
    return (mending.edits, mending.words, mending.isOpen)
  }

  /// How well each item fits where it stands: log p(item | the two before it), the end of a sentence last.
  private func fits(_ items: [RepairItem], _ model: LanguageModel) -> [Float] {
    var scores = [Float](repeating: 0, count: items.count + 1)
    var pair: Int32 = -1
    items.withUnsafeBufferPointer { items in
      scores.withUnsafeMutableBufferPointer { scores in
        for index in 1..<items.count {
          (scores[index], pair) = model.step(items[index].id, after: pair, items[index - 1].id)
        }
      }
    }
    return scores
  }
}
