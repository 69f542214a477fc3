#!/usr/bin/env python3
"""Make the files in this folder: notices of the Corpus as other programs and other times have written them.

    make_formats.py --tables FILE.tsv       all that is committed; what exists is kept
    make_formats.py --check                 do the files that can be read back here say what the notice says?

FILE.tsv has for each letter (column `char`) its bytes in the encodings that no program at hand can write, in hexadecimal: columns
`tcvn3_hex`, `vni_hex`, `vps_hex`. All else is written by programs: `iconv` (glibc), `soffice` (LibreOffice), `tesseract` (with `eng`
and `vie`), `img2pdf`, `pdftoppm`, `qpdf`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import html
import io
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent
sys.path.insert(0, str(CORPUS / "scans"))
import make_scans  # noqa: E402

OFFICE = ("tb-hu-than-uyen-2024-503", "cd-bct-2024-6802", "qd-tu-gia-lai-2025-187", "gm-vpub-lao-cai-2022-312")
TEXT = ("tb-hu-than-uyen-2024-503", "cv-bkhdt-2019-5427", "qd-tu-gia-lai-2025-187", "gm-vpub-lao-cai-2022-312")
BUNDLE = ("tb-hu-than-uyen-2024-503", "cd-bct-2024-6802", "gm-vpub-lao-cai-2022-312")
OFFICE_KINDS = {"docx": "MS Word 2007 XML", "doc": "MS Word 97", "rtf": "Rich Text Format", "pdf": "writer_pdf_Export"}
BY_TABLE = {"tcvn3": "tcvn3_hex", "vni": "vni_hex", "vps": "vps_hex"}
BY_ICONV = {"viscii": "VISCII", "windows-1258": "CP1258"}
TYPEWRITTEN = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "─": "-", "°": "o", "\u00a0": " "})


# ------------------------------------------------------------------ as a page of HTML
def page(notice: make_scans.Notice, encode=lambda text: text) -> str:
    """The notice as an office writes it: the head and the end are tables without borders."""
    def lines(some: list[str], mark: str = "{}") -> str:
        return "<br>\n".join(mark.format(html.escape(encode(line), quote=False)) for line in some)

    def cell(some: list[str], mark: str, align: str, width: int) -> str:
        return f'<td width="{width}%" align="{align}" valign="top">{lines(some, mark)}</td>'

    def table(left: str, right: str) -> str:
        return f'<table width="100%" border="0" cellspacing="0"><tr>\n{left}\n{right}\n</tr></table>\n'

    parts = [table(cell(notice.left, "{}", "center", 44), cell(notice.right, "<b>{}</b>", "center", 56))]
    parts += [f'<p align="center">{lines([line], "<b>{}</b>")}</p>\n' for line in notice.title]
    parts += [f'<p style="text-indent: 1.27cm; text-align: justify">{lines([line])}</p>\n' for line in notice.body]
    parts += [table(cell(notice.recipients, "{}", "left", 50), cell(notice.signature, "<b>{}</b>", "center", 50))]
    return "".join(parts)


def document(*pages: str) -> str:
    """A whole file; each page begins a sheet."""
    style = 'body { font-family: "Tinos", "Times New Roman", serif; font-size: 13pt }'
    sheets = [f'<div style="page-break-before: {"always" if n else "auto"}">\n{page}</div>\n' for n, page in enumerate(pages)]
    return ('<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title></title>\n'
            f'<style>{style}</style>\n</head>\n<body>\n{"".join(sheets)}</body>\n</html>\n')


# ------------------------------------------------------------------ old encodings
def source(name: str) -> Path:
    return make_scans.clean_notices()[name]


def text(name: str) -> str:
    return unicodedata.normalize("NFC", source(name).read_text(encoding="utf8"))


def typewritten(content: str) -> str:
    """Without the signs that no old encoding has."""
    return content.translate(TYPEWRITTEN)


class Table:
    """One encoding of the table.

    A capital with a tone that TCVN3 has no byte for is that of the small letter, as it stands in files whose headings were
    set in a font of capitals.
    """

    def __init__(self, path: Path, encoding: str):
        with path.open(encoding="utf8", newline="") as rows:
            self.codes = {row["char"]: bytes.fromhex(row[BY_TABLE[encoding]]) for row in csv.DictReader(rows, delimiter="\t")}
        if encoding == "tcvn3":
            for letter, code in self.codes.items():
                if len(code) > 1:
                    self.codes[letter] = self.codes[letter.lower()]

    def encode(self, content: str) -> bytes:
        return b"".join(self.codes[c] if c in self.codes else c.encode("ascii") for c in typewritten(content))


def by_iconv(content: str, encoding: str) -> bytes:
    return run(["iconv", "-f", "UTF-8", "-t", encoding], input=content.encode())


# ------------------------------------------------------------------ programs
def run(command: list, **options) -> bytes:
    return subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options).stdout


def converted(path: Path, kind: str, filter: str, *options: str) -> bytes:
    """What LibreOffice makes of a file."""
    with tempfile.TemporaryDirectory() as folder:
        run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *options, "--convert-to", f"{kind}:{filter}",
             "--outdir", folder, path])
        return (Path(folder) / f"{path.stem}.{kind}").read_bytes()


def odt(content: str, name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.html"
        path.write_text(content, encoding="utf8")
        return converted(path, "odt", "writer8", "--infilter=HTML (StarWriter)")


def office(content: str, name: str, kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.odt"
        path.write_bytes(odt(content, name))
        return path.read_bytes() if kind == "odt" else converted(path, kind, OFFICE_KINDS[kind])


def with_layer(scan: Path, language: str) -> bytes:
    """A scan with the text under it that Tesseract reads in it with the words of a language."""
    with tempfile.TemporaryDirectory() as folder:
        run(["pdfimages", "-j", scan, Path(folder) / "page"])
        names = sorted(path.name for path in Path(folder).iterdir())
        (Path(folder) / "pages.txt").write_text("\n".join(names), encoding="utf8")
        run(["tesseract", "pages.txt", "out", "-l", language, "pdf"], cwd=folder)
        return (Path(folder) / "out.pdf").read_bytes()


# ------------------------------------------------------------------ archives
def in_zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def in_tar(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


# ------------------------------------------------------------------ all of it
def wanted(tables: Path):
    """(path under this folder, how to make it)"""
    notices = {name: make_scans.read(source(name)) for name in OFFICE}
    for name in TEXT:
        yield f"utf-8/{name}.txt", lambda n=name: typewritten(text(n)).encode()
        for encoding in BY_TABLE:
            yield f"{encoding}/{name}.txt", lambda e=encoding, n=name: Table(tables, e).encode(text(n))
        yield f"viscii/{name}.txt", lambda n=name: by_iconv(typewritten(text(n)), BY_ICONV["viscii"])
        yield f"windows-1258/{name}.txt", lambda n=name: by_iconv(text(n).replace("─", "-"), BY_ICONV["windows-1258"])
        yield f"utf-16/{name}.txt", lambda n=name: b"\xff\xfe" + text(n).encode("utf-16-le")
    yield f"utf-16/{TEXT[0]}.be.txt", lambda: b"\xfe\xff" + text(TEXT[0]).encode("utf-16-be")
    for name, notice in notices.items():
        yield f"html/{name}.html", lambda n=notice: document(page(n)).encode()
        for kind in ("odt", *OFFICE_KINDS):
            yield f"{kind}/{name}.{kind}", lambda n=notice, s=name, k=kind: office(document(page(n)), s, k)
    legacy = lambda content: Table(tables, "tcvn3").encode(content).decode("latin-1")  # noqa: E731
    first, second = OFFICE[:2]
    yield f"tcvn3-in-utf-8/{first}.html", lambda: document(page(notices[first], legacy)).encode()
    yield f"tcvn3-in-utf-8/{second}.docx", lambda: office(document(page(notices[second], legacy)), second, "docx")
    for name in (first, second):
        yield f"pdf-tcvn3/{name}.pdf", lambda n=name: office(document(page(notices[n], legacy)), n, "pdf")
    scan = CORPUS / "scans" / "pages" / "light"
    yield f"pdf-wrong-layer/{first}.pdf", lambda: with_layer(scan / f"{first}.pdf", "eng")
    yield f"pdf-scan-with-layer/{OFFICE[3]}.pdf", lambda: with_layer(scan / f"{OFFICE[3]}.pdf", "vie")
    bundle = [page(make_scans.read(source(name))) for name in BUNDLE]
    yield "bundle/three.txt", lambda: "\n\n".join(text(name).strip("\n") for name in BUNDLE).encode() + b"\n"
    yield "bundle/three.pdf", lambda: office(document(*bundle), "three", "pdf")
    made = lambda *paths: {path: (HERE / path).read_bytes() for path in paths}  # noqa: E731
    yield "archives/office.zip", lambda: in_zip(made(f"html/{OFFICE[0]}.html", f"docx/{OFFICE[1]}.docx", f"odt/{OFFICE[2]}.odt"))
    yield "archives/texts.tar.gz", lambda: in_tar(made(f"tcvn3/{TEXT[0]}.txt", f"vni/{TEXT[1]}.txt", f"utf-16/{TEXT[2]}.txt"))


def undivided(content: str) -> list[str]:
    """The words, without hyphens: `pdftotext` takes those at the end of a line for divided words."""
    return sorted(unicodedata.normalize("NFC", content).replace("-", "").split())


def check() -> int:
    mistakes = []
    for name in TEXT:
        for encoding, code in BY_ICONV.items():
            wanted = typewritten(text(name)) if encoding == "viscii" else text(name).replace("─", "-")
            found = run(["iconv", "-f", code, "-t", "UTF-8"], input=(HERE / encoding / f"{name}.txt").read_bytes()).decode()
            if unicodedata.normalize("NFC", found) != wanted:
                mistakes.append(f"{encoding}/{name}: another text")
    words = {name: make_scans.read(source(name)).words() for name in OFFICE}
    for name in OFFICE:
        found = run(["pdftotext", HERE / "pdf" / f"{name}.pdf", "-"]).decode()
        if undivided(found) != undivided(" ".join(words[name])):
            mistakes.append(f"pdf/{name}: other words")
    for path in HERE.rglob("*"):
        if path.is_file() and path.stat().st_size > 1_000_000:
            mistakes.append(f"{path.relative_to(HERE)}: {path.stat().st_size} bytes")
    print("\n".join(mistakes) or f"{sum(1 for path in HERE.glob('*/*'))} files")
    return bool(mistakes)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=Path, metavar="FILE.tsv", help="bytes of the letters in old encodings")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if asked.check:
        return check()
    if not asked.tables:
        parser.error("--tables FILE.tsv is needed")
    for path, content in wanted(asked.tables):
        file = HERE / path
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content())
            print(path, file.stat().st_size, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
