import NoticeText

/// The bodies of a notice.
extension Reading {
  /// The province of the document, which "tỉnh" alone means: a row of `provinces.tsv`.
  func province(_ head: Head) -> Int? {
    if let province = head.issuer?.province { return province }
    if let issuer = head.issuer, issuer.level == .central { return nil }
    if let place = head.place, let province = province(named: place) { return province }
    if head.issuer?.level == .province || head.issuer == nil {
      return agencies.lazy.compactMap(\.province).first
    }
    return nil
  }

  func agency(_ found: FoundAgency, _ province: Int?) -> Agency {
    let printed = found.name.string
    let name = found.isShouted ? ProperCase.name(printed) : printed
    let home = found.within == nil && found.level == .province ? province : nil
    return Agency(
      name: name, within: home.map { lexicon.provinces[$0].title } ?? found.within?.string,
      level: found.level,
      system: found.system, span: span(found.range), inferred: home == nil ? [] : Self.inferredWithin)
  }

  private static let inferredWithin = ["within"]

  func fillAgencies(_ notice: inout Notice, head: Head, province: Int?) {
    var order = Array(agencies.indices)
    var starts = order.map { agencies[$0].range.lowerBound }
    if let issuer = head.issuer, !order.contains(where: { agencies[$0].range.overlaps(issuer.range) }) {
      order.append(agencies.count)
      starts.append(issuer.range.lowerBound)
    }
    if !Self.ascend(starts, by: \.self) { order.sort { starts[$0] < starts[$1] } }
    notice.agencies.reserveCapacity(order.count)
    // "ĐẢNG ỦY XÃ TÂN PHÚ": read as a list of lines a letterhead says more than the same words in the text.
    let cut = head.issuer.flatMap { issuer in
      order.last {
        $0 < agencies.count && issuer.range.contains(agencies[$0].range.lowerBound)
          && issuer.range.upperBound >= agencies[$0].range.upperBound
          && issuer.name.count > agencies[$0].name.count
          && Bytes.hasPrefix(issuer.name.string, agencies[$0].name.string)
      }
    }
    for index in order {
      if index == cut, let issuer = head.issuer {
        notice.agencies.append(agency(issuer, province))
      } else if index < agencies.count {
        notice.agencies.append(agency(agencies[index], province))
      } else if let issuer = head.issuer {
        notice.agencies.append(agency(issuer, province))
      }
    }
  }
}
