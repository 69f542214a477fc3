import NoticeGrammar
import TestSupport
import Testing

@testable import NoticeArchive

@Suite struct WorkClustersTests {
  private func mention(
    _ author: String = "", _ date: String = "", home: String = "", _ grade: Reference.Grade = .exact,
    documents: Int = 1, isVariant: Bool = false
  ) -> WorkClusters.Mention {
    WorkClusters.Mention(
      key: WorkKey(name: "18-ct-tu", author: author, home: home, date: date), grade: grade,
      documents: documents,
      isVariant: isVariant)
  }

  /// What each mention means: `author year certainty`.
  private func links(_ mentions: WorkClusters.Mention..., documents: [WorkKey] = []) -> [[String]] {
    let clusters = WorkClusters(
      documents: documents, mentions: mentions, provinces: ["Quảng Ninh", "Nghệ An", "Hà Nội"])
    return clusters.links.map { links in
      links.map { "\(clusters.works[$0.work].author) \(clusters.works[$0.work].year) \($0.certainty)" }
    }
  }

  private let ours = "tinh-uy-quang-ninh"
  private let theirs = "tinh-uy-nghe-an"

  @Test func allThatAgreeAreOne() {
    #expect(
      links(mention(ours, "2021-10-18"), mention(ours, "2021"), mention(ours), mention("", "2021-10-18"))
        == [
          ["\(ours) 2021 certain"], ["\(ours) 2021 likely"], ["\(ours) 2021 likely"], ["\(ours) 2021 likely"],
        ])
  }

  @Test func otherProvincesAndTermsAreOthers() {
    #expect(
      links(mention(ours, "2021-10-18"), mention(theirs, "2021-10-18"), mention(ours, "2016-10-18"))
        == [["\(ours) 2021 certain"], ["\(theirs) 2021 certain"], ["\(ours) 2016 certain"]])
  }

  @Test func whatMayBeSeveralIsDoubtful() {
    #expect(
      links(mention(ours, "2021-10-18"), mention(ours, "2016-10-18"), mention(ours)).last
        == ["\(ours) 2021 doubtful", "\(ours) 2016 doubtful"])
  }

  @Test func aMentionWithoutIssuerIsOfItsProvince() {
    let found = links(
      mention(ours, "2021-10-18"), mention(theirs, "2021-10-20"), mention("", "2021", home: "nghe-an"))
    #expect(found.last == ["\(theirs) 2021 likely"])
    // Of a province that has none of this number it is another one.
    #expect(links(mention(ours, "2021-10-18"), mention("", "2021", home: "ha-noi")).last == [" 2021 likely"])
  }

  @Test func anotherDayIsDoubtful() {
    let own = WorkKey(name: "18-ct-tu", author: ours, date: "2021-10-18")
    #expect(
      links(mention(ours, "2021-10-18"), mention(ours, "2021-10-13", documents: 9), documents: [own])
        == [["\(ours) 2021 certain"], ["\(ours) 2021 doubtful"]])
    // Without the document the day is what most say; if none is said more often, nothing is certain.
    #expect(
      links(mention(ours, "2021-10-18", documents: 2), mention(ours, "2021-10-13"))
        == [["\(ours) 2021 certain"], ["\(ours) 2021 doubtful"]])
    #expect(
      links(mention(ours, "2021-10-18"), mention(ours, "2021-10-13"))
        == [["\(ours) 2021 likely"], ["\(ours) 2021 likely"]])
  }

  @Test func candidatesAndBareNumbersAreDoubtful() {
    #expect(
      links(mention(ours, "2021-10-18"), mention(ours, "2021-10-18", .ambiguous), mention("", "", .partial))
        == [["\(ours) 2021 certain"], ["\(ours) 2021 doubtful"], ["\(ours) 2021 doubtful"]])
    // They make no work of their own.
    #expect(links(mention(ours, "2021-10-18", .ambiguous)) == [[]])
  }

  @Test func aMisspeltSymbolIsLikelyIfTheDayAgrees() {
    #expect(
      links(mention(ours, "2021-10-18"), mention(ours, "2021-10-18", isVariant: true)).last
        == ["\(ours) 2021 likely"])
    #expect(links(mention(ours, "2021-10-18"), mention(ours, "2021-10-19", isVariant: true)).last == [])
  }

  @Test(arguments: UInt64(0)..<200)
  func whoeverSaysAllMeansOne(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func one<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &random)] }
    let mentions = (0..<6).map { _ in
      mention(
        one(["", ours, theirs]), one(["", "2021", "2021-10-18", "2021-10-13", "2016-01-02"]),
        home: one(["", "nghe-an"]))
    }
    let clusters = WorkClusters(documents: [], mentions: mentions, provinces: ["Quảng Ninh", "Nghệ An"])
    for (mention, links) in zip(mentions, clusters.links) {
      #expect(!links.isEmpty)
      if !mention.key.author.isEmpty, !mention.key.date.isEmpty { #expect(links.count == 1) }
      // What is said is never contradicted, and what is sure says all.
      for link in links {
        let work = clusters.works[link.work]
        #expect(mention.key.author.isEmpty || work.author.isEmpty || mention.key.author == work.author)
        #expect(mention.key.year.isEmpty || work.year.isEmpty || mention.key.year == work.year)
        if link.certainty == .certain {
          #expect(mention.key.day == work.day && mention.key.author == work.author)
        }
        if links.count > 1 { #expect(link.certainty == .doubtful) }
      }
    }
  }
}
