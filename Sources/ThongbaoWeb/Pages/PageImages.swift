#if Web
  import NoticeArchive
  import NoticeText

  /// The pages that a document was read from, as pictures, with a box around each value.
  struct PageImages {
    let document: ArchivedDocument

    init(_ document: ArchivedDocument) { self.document = document }

    var html: HTML { "" }
  }
#endif
