#!/usr/bin/env python3
"""Make the pairs of clean and OCR text in this folder from the notices of the Corpus.

    make_scans.py --ocrlab DIR                           all that is committed here; what exists is kept
    make_scans.py --ocrlab DIR --split train --seeds 3,4 --out OTHER     more pairs, elsewhere
    make_scans.py --markup OTHER                         only write what is drawn, one file a notice
    make_scans.py --check                                do the clean files say what the notices say?
    make_scans.py --table                                error rates by split and severity, from metrics.tsv

DIR holds a page renderer and degrader around Tesseract: a module `ocrlab` whose `run(path, folder, severity, seed, overrides,
keep_images)` draws a text, damages the pages, reads them and writes `truth_region.txt`, `ocr_region.txt`, `ocr.txt` and
`metrics.json`. Its input is a paragraph a line; `@L` and `@R` are the left and right columns of the head, `@T` the title's lines,
`@N` the recipients and `@S` the signature.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent
SEVERITIES = ("light", "medium", "heavy", "extreme")
TEST_FONTS = ("freeserif", "noto")  # never drawn for training
COLUMNS = ("split", "severity", "name", "variant", "seed", "font", "pages", "dpi", "bw",
           "chars", "words", "char_err", "word_err", "cer", "wer")

KINDS = ("CÔNG ĐIỆN|CHỈ THỊ|CHƯƠNG TRÌNH HÀNH ĐỘNG|CHƯƠNG TRÌNH|GIẤY MỜI|HƯỚNG DẪN|KẾ HOẠCH|KẾT LUẬN THANH TRA|KẾT LUẬN|"
         "NGHỊ ĐỊNH|NGHỊ QUYẾT|QUY CHẾ|QUY ĐỊNH|QUYẾT ĐỊNH|THÔNG BÁO|THÔNG TRI|THÔNG TƯ|TỜ TRÌNH|BÁO CÁO")
TITLE = re.compile(rf"(?:{KINDS})$")
RULE = re.compile(r"[-_*─—]{3,}$|(?:\| ?:?-+:? ?)+\|$")
NATIONAL = re.compile(r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM")
STRONG_LABEL = re.compile(r"[“\"]?(?:\d{1,2}(?:\.\d{1,2})*[.)-]|[a-zđ][)-]|[IVX]+[.-]|Điều \d+\.) ")
LABEL = re.compile(STRONG_LABEL.pattern + r"|(?:\(\d+\)|[-–+]|Chương|Mục|Phần) ")
PAGE_NUMBER = re.compile(r"\s*(?:\d+|- \d+ -)$")
ENDS = tuple(".;:!?”\"")


# ------------------------------------------------------------------ reading a notice
def plain(line: str) -> str:
    """The line without Markdown marks; its indentation and wide gaps are kept."""
    if line.strip() in ("*", r"\*"):
        return line.replace("\\", "")
    line = re.sub(r"^(\s*)#+ ", r"\1", line)
    line = re.sub(r"^(\s*)\* ", r"\1- ", line) if not re.match(r"\s*\*\s{2,}", line) else line
    line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"(?<=\S)\*+|\*+(?=\S)", "", line)
    return re.sub(r"\\([\\*_.#|-])", r"\1", line).rstrip()


def joined_emphasis(lines: list[str]) -> list[str]:
    """Lines that one pair of emphasis marks runs over, as one line."""
    out: list[str] = []
    unclosed = False
    for line in lines:
        if unclosed and line.strip():
            out[-1] += " " + line.strip()
        else:
            out.append(line)
        text = out[-1].strip()
        unclosed = re.match(r"\*+[^\s*]", text) is not None and len(re.findall(r"\*+", text)) % 2 == 1
    return out


def cells(line: str) -> list[str]:
    """What stands side by side in a line: the cells of a table's row, or texts with a wide gap between."""
    if "|" in line:
        return [c.strip() for c in line.strip().strip("|").split("|")]
    return [c for c in re.split(r"\s{2,}", line.strip()) if c]


@dataclass
class Notice:
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)

    def blocks(self) -> list[tuple[str, list[str]]]:
        return [("@L ", self.left), ("@R ", self.right), ("@T ", self.title), ("", self.body),
                ("@N ", self.recipients), ("@S ", self.signature)]

    def markup(self) -> str:
        return "".join(f"{mark}{line}\n" for mark, lines in self.blocks() for line in lines)

    def words(self) -> list[str]:
        return [w for _, lines in self.blocks() for line in lines for w in line.split()]


def gold_header(path: Path) -> dict[str, str]:
    return json.loads((CORPUS / "gold" / f"{path.name}.gold.json").read_text(encoding="utf8"))["header"]


def read(path: Path) -> Notice:
    gold = gold_header(path)
    raw = unicodedata.normalize("NFC", path.read_text(encoding="utf8")).split("\n")
    if "|" in (line.strip() for line in raw) or path.suffix == ".md":
        raw = joined_emphasis(raw)
    tail = max((k for k, line in enumerate(raw) if "Nơi nhận" in line), default=len(raw))
    texts = [plain(line) for line in raw]
    start = next((k for k, text in enumerate(texts[:tail]) if TITLE.match(text.strip())), None)
    if start is None:
        start = next((k for k, text in enumerate(texts[:tail]) if re.match(r"\s*Kính gửi", text)), 0)
        body = start
    else:
        body = after_title(texts, start)
    notice = Notice()
    read_head(notice, texts[:start], gold.get("place", ""))
    notice.title = title_lines(raw[start:body], texts[start:body])
    notice.body = paragraphs(texts[body:tail])
    read_tail(notice, texts[tail:], gold.get("signer", ""))
    return notice


def read_head(notice: Notice, lines: list[str], place: str) -> None:
    """The right column is the national title or the Party's name and the place with the date; all else is the left one."""
    dated = re.compile(rf"{re.escape(place)}, .*ngày \d+ tháng \d+ năm \d+$") if place else None
    texts = [text.strip() for line in lines if not RULE.match(line.strip()) for cell in cells(line) for text in cell.split("<br>")]
    for text in texts:
        found = NATIONAL.search(text) or (dated and dated.search(text))
        if found and found.end() == len(text):
            notice.right.append(found.group())
            text = text[:found.start()].strip()
        if text and not RULE.match(text):
            notice.left.append(text)


def after_title(texts: list[str], start: int) -> int:
    """Index of the first line after the title: after a rule near by, else after what the document is about and who decides."""
    for k in range(start, min(start + 14, len(texts))):
        if RULE.match(texts[k].strip()):
            return k + 1
    end = start + 1
    blocks, wanted = 0, 1 if texts[end].strip() else 2  # the kind's name can be a block alone
    for k in range(end, len(texts)):
        text = texts[k].strip()
        if not text:
            blocks += bool(texts[k - 1].strip())
        elif text.startswith("Căn cứ") or LABEL.match(text) or (blocks >= wanted and text != text.upper()):
            break
        else:
            end = k + 1
    return end


def title_lines(raw: list[str], texts: list[str]) -> list[str]:
    """The kind's name, whose it is, and what it is about, in a line each."""
    out: list[str] = []
    fresh = True
    for mark, text in zip(map(str.strip, raw), map(str.strip, texts)):
        if not text or RULE.match(text):
            fresh = True
            continue
        emphasised = mark.startswith("**") and mark.endswith("**")
        caps = text == text.upper()
        whose = out and out[-1] == out[-1].upper() and not caps
        if len(out) > 1 and not (fresh or emphasised or whose or caps and text.startswith("KHÓA")):
            out[-1] += " " + text
        else:
            out.append(text)
        fresh = emphasised
    return out


def paragraphs(lines: list[str]) -> list[str]:
    """Hard-wrapped lines joined; a row of a table is a paragraph."""
    lines = [line for line in lines if not RULE.match(line.strip()) and not PAGE_NUMBER.match(line)]
    lines = ["" if line.strip() == "|" else line for line in lines]
    lengths = sorted(len(line) for line in lines if line.strip() and "|" not in line)
    wrapped = not lengths or lengths[len(lengths) * 9 // 10] < 120
    width = max((n for n in lengths if n < 120), default=0)
    out: list[str] = []
    last, indent, single = "", 0, True
    for line in lines:
        text = " ".join(line.split())
        here = len(line) - len(line.lstrip())
        row = len(re.findall(r"\S\s{3,}(?=\S)", line)) >= 2 or line.strip().startswith("|")
        if row:
            out.append(" ".join(" ".join(cells(line)).split()))
            last = ""
            continue
        if not text:
            last = ""
            continue
        hanging = bool(out) and re.match(r"[-–] ", out[-1]) is not None and here == indent + 2
        fits = len(last) + 1 + len(text.split()[0]) <= width
        heading = single and len(last) < 0.7 * width and not re.match(r"[a-zđ]\)", last.strip())
        ended = last.endswith(ENDS) or heading
        caps = text == text.upper() and len(text) > 6 and not re.search(r"\d", text)
        upper = text.lstrip("“\"")[:1].isupper()
        new = not last or not wrapped or STRONG_LABEL.match(text) is not None or caps or (not hanging and (
            (here >= 4 and here > len(last) - len(last.lstrip()))
            or ((ended or last.endswith(",")) and re.match(rf"{LABEL.pattern}|Căn cứ |Xét ", text) is not None)
            or (ended and fits and upper)))
        if new:
            out.append(text)
            indent, single = here, True
        else:
            out[-1] += " " + text
            single = False
        last = line
    return out


def read_tail(notice: Notice, lines: list[str], signer: str) -> None:
    """The recipients and the signature, side by side or one after the other, either first."""
    first = next((line for line in lines if "Nơi nhận" in line), "")
    swapped = not re.match(r"[\s|]*Nơi nhận", first)
    for line in lines:
        if not line.strip() or line.strip() == "|" or RULE.match(line.strip()):
            continue
        parts = cells(line)
        if "|" in line:
            parts = [*parts, ""][:2]
        elif len(parts) > 1:
            parts = [" ".join(parts[:-1]), parts[-1]]
        elif swapped and len(line) - len(line.lstrip()) > 20:
            parts = ["", parts[0]]
        elif swapped:
            parts = [parts[0], ""]
        else:
            parts = one_column(line, notice, signer)
        who, sign = reversed(parts) if swapped else parts
        if who and notice.recipients and not re.match(r"[-–] ", who) and not notice.recipients[-1].endswith((":", "nhận")):
            notice.recipients[-1] += " " + who
        elif who:
            notice.recipients.append(who)
        if sign:
            notice.signature.append(sign)


def one_column(line: str, notice: Notice, signer: str) -> list[str]:
    """[of the recipients, of the signature] for a line without a gap, which may hold both all the same."""
    text, indent = line.strip(), len(line) - len(line.lstrip())
    if not re.match(r"[-–] |Nơi nhận", text):
        continued = 1 < indent <= 6 and notice.recipients and not notice.recipients[-1].endswith((",", ";", ".", ":"))
        deeper = indent >= 2 and notice.recipients and notice.recipients[-1].endswith(",") and text.endswith(";")
        return [text, ""] if continued or deeper else ["", text]
    if signer and text.endswith(" " + signer):
        return [text.removesuffix(signer).strip(), signer]
    words = text.split()
    at = len(words)
    while at and words[at - 1] == words[at - 1].upper() and words[at - 1][0].isalpha() and words[at - 1][-1].isalpha():
        at -= 1
    if len(words) - at > 2 and at and words[at - 1].endswith((":", ",", ";", ".", ")")):
        return [" ".join(words[:at]), " ".join(words[at:])]
    return [text, ""]


# ------------------------------------------------------------------ the Corpus
def names(file: Path) -> set[str]:
    lines = file.read_text(encoding="utf8").split("\n") if file.exists() else []
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def clean_notices() -> dict[str, Path]:
    """Name and path of every notice that is not damaged already."""
    damaged = names(CORPUS / "malformed.txt")
    return {p.stem: p for p in sorted((CORPUS / "notices").iterdir()) if p.suffix in (".txt", ".md") and p.stem not in damaged}


def of_split(split: str) -> dict[str, Path]:
    held_out = names(HERE / "test.txt")
    return {n: p for n, p in clean_notices().items() if (n in held_out) == (split == "test")}


def variant(split: str, name: str, seed: int) -> tuple[str, str | None]:
    """(what the file's name says of this drawing, its font when it is not left to chance)"""
    if seed == 1:
        return "", None
    if split == "test" and seed == 2:
        font = TEST_FONTS[sorted(of_split("test")).index(name) % len(TEST_FONTS)]
        return f".{font}", font
    return f".seed{seed}", None


# ------------------------------------------------------------------ making
def make(lab, out: Path, split: str, severity: str, seed: int, only: set[str]) -> None:
    for name, path in of_split(split).items():
        if only and name not in only:
            continue
        suffix, font = variant(split, name, seed)
        folder = out / split / severity
        stem = folder / f"{name}{suffix}"
        if Path(f"{stem}.ocr.txt").exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as temporary:
            work = Path(temporary)
            source = work / f"{name}.txt"
            source.write_text(read(path).markup(), encoding="utf8")
            made = lab.run(str(source), str(work / "out"), severity, seed, {"font": font} if font else None, keep_images=False)
            files = {"clean": "truth_region.txt", "ocr": "ocr_region.txt"} | ({"page": "ocr.txt"} if split == "test" else {})
            for kind, file in files.items():
                Path(f"{stem}.{kind}.txt").write_text((work / "out" / file).read_text(encoding="utf8"), encoding="utf8")
        record(out / "metrics.tsv", {"split": split, "severity": severity, "name": name, "variant": suffix.lstrip("."), **made})
        print(f"{split} {severity} {name}{suffix} {made['font']} {made['pages']} pages, "
              f"CER {100 * made['cer']:.2f} WER {100 * made['wer']:.2f}", flush=True)


def rows(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def record(file: Path, made: dict) -> None:
    row = {c: f"{made[c]:.4f}" if c in ("cer", "wer") else str(int(made[c]) if c == "bw" else made[c]) for c in COLUMNS}

    def key(r: dict[str, str]) -> tuple:
        return r["split"] == "test", SEVERITIES.index(r["severity"]), r["name"], r["variant"]

    kept = sorted([r for r in rows(file) if key(r) != key(row)] + [row], key=key)
    with file.open("w", encoding="utf8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


def table(file: Path) -> str:
    out = ["| split | severity | documents | pages | words | CER % | WER % | CER % of one document |", "|---|---|---|---|---|---|---|---|"]
    for split, fonts in (("train", None), ("test", None), ("test", False), ("test", True)):
        for severity in SEVERITIES:
            some = [r for r in rows(file) if (r["split"], r["severity"]) == (split, severity)
                    and (fonts is None or (r["font"] in TEST_FONTS) == fonts)]
            if not some:
                continue
            def total(column): return sum(int(r[column]) for r in some)
            label = split if fonts is None else f"{split}, {'other fonts' if fonts else 'usual fonts'}"
            each = [100 * float(r["cer"]) for r in some]
            out.append(f"| {label} | {severity} | {len(some)} | {total('pages')} | {total('words')} | "
                       f"{100 * total('char_err') / total('chars'):.2f} | {100 * total('word_err') / total('words'):.2f} | "
                       f"{min(each):.1f}–{max(each):.1f} |")
    return "\n".join(out)


# ------------------------------------------------------------------ checking
def source_words(path: Path) -> list[str]:
    """The words of a notice as it stands, without rules, marks and page numbers; independent of the parts found in it."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf8"))
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("<br>", " ").replace(r"\*", "*")
    lines = [line for line in text.split("\n") if not RULE.match(line.strip()) and not PAGE_NUMBER.match(line)]
    lines = [re.sub(r"[-_─]{4,}", " ", line) for line in lines]
    lines = [line if line.strip() == "*" else re.sub(r"^\s*\* (?=\S)", "- ", re.sub(r"^#+ ", "", line)) for line in lines]
    lines = [re.sub(r"(?<=\S)\*+|\*+(?=\S)", "", line).replace("|", " ") for line in lines]
    return " ".join(lines).split()


def in_order(some: list[str], all_: list[str]) -> bool:
    rest = iter(all_)
    return all(w in rest for w in some)


def wrong_markup(name: str, path: Path) -> list[str]:
    """What the converter lost, added or moved."""
    notice, words = read(path), source_words(path)
    mistakes = []
    header = gold_header(path)
    if header.get("signer") not in (None, notice.signature[-1]) or any(line.endswith((",", ";")) for line in notice.signature):
        mistakes.append(f"{name}: the signature is {notice.signature}")
    if header.get("place") and not any(line.startswith(header["place"]) for line in notice.right):
        mistakes.append(f"{name}: no place in the right column {notice.right}")
    lost, added = Counter(words) - Counter(notice.words()), Counter(notice.words()) - Counter(words)
    if lost or added:
        mistakes.append(f"{name}: lost {dict(lost)}, added {dict(added)}")
    for mark, lines in notice.blocks():
        if not in_order([w for line in lines for w in line.split()], words):
            mistakes.append(f"{name}: {mark.strip() or 'body'} is not in the notice's order")
    run = [w for line in notice.title + notice.body for w in line.split()]
    if not any(words[k:k + len(run)] == run for k in range(len(words) - len(run) + 1)):
        mistakes.append(f"{name}: title and body are not one run of the notice's words")
    return mistakes


def wrong_clean(file: Path, notice: Notice) -> list[str]:
    """A clean file has the words that were drawn, in that order, and the numbers of its pages."""
    page, kept = 2, []
    for line in file.read_text(encoding="utf8").split("\n"):
        if line == str(page):
            page += 1
        else:
            kept += line.split()
    return [] if kept == notice.words() else [f"{file.name}: other words than the notice"]


def check(out: Path) -> int:
    mistakes = []
    notices = clean_notices()
    for name, path in notices.items():
        mistakes += wrong_markup(name, path)
    read_ = {name: read(path) for name, path in notices.items()}
    files = sorted(out.glob("*/*/*.clean.txt"))
    measured = {(r["split"], r["severity"], ".".join(filter(None, (r["name"], r["variant"])))) for r in rows(out / "metrics.tsv")}
    for file in files:
        name = file.name.split(".")[0]
        mistakes += wrong_clean(file, read_[name])
        split, severity = file.parts[-3:-1]
        for kind in ("ocr", "page") if split == "test" else ("ocr", ):
            if not file.with_name(file.name.replace(".clean.", f".{kind}.")).exists():
                mistakes.append(f"{file.name}: no .{kind}.txt")
        if (split, severity, file.name.removesuffix(".clean.txt")) not in measured:
            mistakes.append(f"{file.name}: not in metrics.tsv")
    print("\n".join(mistakes) or f"{len(notices)} notices and {len(files)} clean files agree")
    return bool(mistakes)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ocrlab", type=Path, metavar="DIR", help="folder of the renderer and degrader")
    parser.add_argument("--out", type=Path, default=HERE, help="where the pairs go (this folder)")
    parser.add_argument("--split", choices=("train", "test"), help="only this one")
    parser.add_argument("--severities", default=",".join(SEVERITIES), help="only these")
    parser.add_argument("--seeds", help="draw so often (train 1, test 1,2)")
    parser.add_argument("--only", default="", help="names of notices")
    parser.add_argument("--markup", type=Path, metavar="DIR", help="only write the marked-up texts")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args()
    if asked.check:
        return check(asked.out)
    if asked.table:
        print(table(asked.out / "metrics.tsv"))
        return 0
    if asked.markup:
        asked.markup.mkdir(parents=True, exist_ok=True)
        for name, path in clean_notices().items():
            (asked.markup / f"{name}.txt").write_text(read(path).markup(), encoding="utf8")
        return 0
    if not asked.ocrlab:
        parser.error("--ocrlab DIR is needed to make scans")
    sys.path.insert(0, str(asked.ocrlab.resolve()))
    import ocrlab
    for split in (asked.split,) if asked.split else ("train", "test"):
        for severity in asked.severities.split(","):
            for seed in map(int, (asked.seeds or ("1" if split == "train" else "1,2")).split(",")):
                make(ocrlab, asked.out, split, severity, seed, set(asked.only.split(",")) - {""})
    return 0


if __name__ == "__main__":
    sys.exit(main())
