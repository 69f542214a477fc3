#if Web
  import NoticeArchive

  /// How queries are written: all of it stands in its template.
  struct HelpPage {
    let frame: WebFrame

    init(_ frame: WebFrame) { self.frame = frame }

    func reply() -> Reply { frame.reply(.help, Phrase("Trợ giúp", "Help")[frame.language], .help, [:]) }
  }
#endif
