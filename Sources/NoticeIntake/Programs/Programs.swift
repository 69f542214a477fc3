/// The programs that files are read with; a test may put others in their place.
package struct Programs: Sendable {
  package var pdfinfo = ExternalProgram("pdfinfo", package: "poppler-utils")
  package var pdftotext = ExternalProgram("pdftotext", package: "poppler-utils")
  package var pdfimages = ExternalProgram("pdfimages", package: "poppler-utils")
  package var pdftoppm = ExternalProgram("pdftoppm", package: "poppler-utils")
  package var tesseract = ExternalProgram("tesseract", package: "tesseract-ocr")
  package var soffice = ExternalProgram("soffice", package: "libreoffice-writer-nogui")
  /// How many of those that take a core may run at once.
  package var gate = ProgramGate.shared

  package init() {}
}
