#!/usr/bin/env python3
"""Reads scans and files of other programs from end to end, and compares what comes out with the Corpus.

    Tests/read_intake.py THONGBAO               a part of the scans; WHOLE_SWEEPS=1 for all of them
    Tests/read_intake.py THONGBAO --mistakes    lists by notice and field what is not right

Scans are scored by gold and held to `Corpus/floors.json`. Boxes are laid over the words of the hOCR file and over the lines that were
drawn. Every format gives what the plain text gives. What takes a program that is not installed is skipped, and said so.
Exits 1 if anything is not as it should be.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "Corpus"
PAGES, FORMATS = CORPUS / "scans" / "pages", CORPUS / "formats"
sys.path.insert(0, str(ROOT / "docs"))
import notice_scoring  # noqa: E402

SEVERITIES = ("light", "medium")
ASKED = ("references", "dates", "header", "directives")
PART = ("gm-vpub-lao-cai-2022-312", "tb-hu-than-uyen-2024-503", "qd-tu-gia-lai-2025-187", "cv-bkhdt-2019-5427")
PROGRAMS = {"pdftoppm": "poppler-utils", "tesseract": "tesseract-ocr", "soffice": "libreoffice-writer-nogui"}
NEEDS = {"pdf": ["pdftoppm"], "pdf-tcvn3": ["pdftoppm"], "pdf-wrong-layer": ["pdftoppm", "tesseract"], "doc": ["soffice"],
         "odt": ["soffice"], "rtf": ["soffice"], "bundle": ["pdftoppm"], "pdf-scan-with-layer": ["pdftoppm", "tesseract"]}
EXACT = ("vni", "viscii", "vps", "windows-1258", "utf-16")
# Walked like folders, and not named among what is read.
ARCHIVES = ("zip", "gz")
# Seconds that no run takes, unless it hangs.
LONGEST = 900
# What no reader does yet: old encodings in the text of PDF. It is said, and fails nothing.
GAPS = ("pdf-tcvn3", )
failures = []


def expect(condition, *what):
    if not condition:
        failures.append(" ".join(map(str, what)))
        print("intake:", failures[-1])


def missing(programs):
    """Says what is missing; whether anything is."""
    gone = [program for program in programs if not shutil.which(program)]
    for program in gone:
        print(f"SKIPPED: no {program} ({PROGRAMS[program]})")
    return bool(gone)


def processes_now():
    """A line a process: its number, its parent's, its state, its command line."""
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda folder: int(folder.name)):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            arguments = (folder / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
        except OSError:
            continue
        yield f"{folder.name} {parent} {state} {arguments}"


def parsed(program, paths, *options):
    """{path of the output without .json: notice} of files or folders."""
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "parse", "--output-dir", folder, *options, *paths]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            _, complaints = running.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            # Before it is killed: what runs tells what it waits for.
            processes = "\n".join(processes_now())
            running.kill()
            sys.exit(f"this goes on after {LONGEST} s: {command}\n{processes}")
        if complaints.strip():
            print(complaints.strip())
        return {str(file.relative_to(folder)).removesuffix(".json"): json.loads(file.read_text("utf8"))
                for file in sorted(Path(folder).rglob("*.json"))}


def gold(name):
    return json.loads(next((CORPUS / "gold").glob(f"{name}.*.gold.json")).read_text("utf8"))


def f1(tally):
    return 2 * tally[0] / (tally[1] + tally[2]) if tally[1] + tally[2] else 1.0


def stem(name):
    """The notice's name in that of a file that was made of it."""
    return Path(name).name.split(".")[0]


# ---------------------------------------------------------------- scans

def scans(severity, whole):
    found = sorted((PAGES / severity).glob("*.pdf"))
    return [path for path in found if whole or path.stem in PART]


def read_scans(program, whole, mistakes):
    """Every scan by gold; {severity: {name: notice}}, and the figures as a table."""
    floors = json.loads((CORPUS / "floors.json").read_text("utf8"))
    found = {}
    for severity in SEVERITIES:
        paths = scans(severity, whole)
        notices = parsed(program, paths, "--include-text")
        expect(len(notices) == len(paths), severity, "scans read:", len(notices), "of", len(paths))
        scored = {name: notice_scoring.scores(notice, gold(stem(name))) for name, notice in notices.items()}
        figures = notice_scoring.total(scored.values())
        print(f"{severity:7} {len(notices):2} scans  " + "  ".join(f"{field} {figures[field]:.3f}" for field in figures))
        for field, floor in floors[f"pages.{severity}" + ("" if whole else ".part")].items():
            expect(figures.get(field, 0) >= floor, severity, field, round(figures.get(field, 0), 3), "is below", floor)
        if mistakes:
            for name, scores in scored.items():
                wrong = [f"{field} {tally}" for field, tally in scores.items() if f1(tally) < 1]
                print(f"  {name}: " + ", ".join(wrong))
        found[severity] = {stem(name): notice for name, notice in notices.items()}
    return found


def read_sheets(program):
    """An image file of several pages gives them all, in order, as one notice."""
    for path in sorted(PAGES.rglob("*.tif")):
        notices = parsed(program, [path], "--include-text")
        expect(len(notices) == 1, path.name, "gave", len(notices), "notices")
        for notice in notices.values():
            drawn = json.loads(path.with_name(f"{stem(path.name)}.boxes.json").read_text("utf8"))
            expect([page["number"] for page in notice["pages"]] == list(range(1, len(drawn) + 1)), path.name, "has", len(notice["pages"]))
            expect(all(page["words"] for page in notice["pages"]), path.name, "has empty pages")
            wanted = gold(stem(path.name))
            figures = notice_scoring.total([notice_scoring.scores(notice, wanted)])
            print(f"{path.parent.name}/{path.name}: {len(drawn)} pages, directives {figures['directives']:.3f}")
            expect(figures["directives"] >= 0.5, path.name, "directives", figures["directives"])


# ---------------------------------------------------------------- boxes

def located(value):
    """Everything of a notice that has a span and a region."""
    if isinstance(value, dict):
        if "span" in value and "region" in value:
            yield value
        for part in value.values():
            yield from located(part)
    elif isinstance(value, list):
        for part in value:
            yield from located(part)


def union(boxes):
    lefts, tops, rights, bottoms = zip(*boxes)
    return min(lefts), min(tops), max(rights), max(bottoms)


def area(box):
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def common(one, other):
    return area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))


def overlap(one, other):
    """Intersection over union."""
    both = common(one, other)
    return both / (area(one) + area(other) - both) if both else 0.0


def folded(text):
    return re.sub(r"\W", "", unicodedata.normalize("NFC", text).lower())


def lies_on_hocr(program, path):
    """The words and the boxes are those of the hOCR file, and what stands in a region is what its span says."""
    notice, = parsed(program, [path], "--include-text").values()
    hocr = path.read_text("utf8")
    pages = re.split(r"<div class=['\"]ocr_page['\"]", hocr)[1:]
    word = re.compile(r"class=['\"]ocrx_word['\"][^>]*title=['\"]bbox (\d+) (\d+) (\d+) (\d+)[^>]*>(.*?)</span>", re.S)
    truth = [[(tuple(map(int, m.group(1, 2, 3, 4))), unescape(re.sub(r"<[^>]+>", "", m[5])).strip()) for m in word.finditer(page)]
             for page in pages]
    expect(len(notice.get("pages", [])) == len(truth), path.name, "has", len(truth), "pages")
    text = notice["text"].encode()
    for page in notice.get("pages", []):
        words = truth[page["number"] - 1]
        for start, end, *box in (word[:6] for word in page["words"]):
            said = text[start:end].decode()
            best = max(words, key=lambda other: overlap(box, other[0]))
            expect(overlap(box, best[0]) > 0.9 and folded(said) == folded(best[1]), path.name, "word", said, box, best)
    count = 0
    for value in located(notice):
        for region in value["region"]:
            page = notice["pages"][region["page"] - 1]
            within = [tuple(word[2:6]) for word in page["words"]
                      if word[0] < value["span"][1] and word[1] > value["span"][0]]
            count += 1
            if len({r["page"] for r in value["region"]}) == len(value["region"]):
                expect(within and overlap(union(within), region["box"]) > 0.99, path.name, "region", region, value["span"])
            else:  # a box a line: the words of the line are in it
                expect(any(common(box, region["box"]) == area(box) for box in within), path.name, "region", region)
    expect(count > 20, path.name, "has only", count, "regions")
    return count


def lies_on_drawing(name, severity, notice):
    """How many regions of references and dates lie on a drawn line that has their first word, and how many there are."""
    drawn = json.loads((PAGES / severity / f"{name}.boxes.json").read_text("utf8"))
    text = notice["text"].encode()
    hits = asked = 0
    for value in notice.get("references", []) + notice.get("dates", []):
        if not value.get("region"):
            continue
        region = value["region"][0]
        page, sheet = notice["pages"][region["page"] - 1], drawn[region["page"] - 1]
        across, down = sheet["width"] / page["width"], sheet["height"] / page["height"]
        left, top, right, bottom = region["box"]
        box = left * across, top * down, right * across, bottom * down
        said = text[value["span"][0]:value["span"][1]].decode().split()
        lines = [line for line in sheet["lines"] if common(box, line[1:5]) >= 0.8 * area(box)]
        asked += 1
        hits += any(folded(word) in folded(line[5]) for line in lines for word in said[:3] if folded(word))
    return hits, asked


def read_boxes(program, found):
    for path in sorted(PAGES.rglob("*.hocr")):
        print(f"{path.parent.name}/{path.name}: {lies_on_hocr(program, path)} regions lie on their words")
    for severity, notices in found.items():
        each = [lies_on_drawing(name, severity, notice) for name, notice in notices.items()]
        hits, asked = (sum(column) for column in zip(*each))
        print(f"{severity}: {hits} of {asked} references and dates lie on the line that was drawn")
        expect(asked > 20 and hits >= 0.95 * asked, severity, "boxes beside their lines:", asked - hits, "of", asked)


# ---------------------------------------------------------------- other formats

def without_places(value):
    """A notice without where its parts stand, and how its text was read."""
    if isinstance(value, dict):
        hidden = ("span", "spans", "region", "regions", "source", "pages", "diagnostics", "repairs")
        return {key: without_places(part) for key, part in value.items() if key not in hidden}
    return [without_places(part) for part in value] if isinstance(value, list) else value


def extensions(program):
    """What the program says that it reads; `None` if it does not say."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "picture.gif"
        picture.write_bytes(b"GIF89a")
        done = subprocess.run([program, "parse", picture], capture_output=True, text=True)
    said = re.search(r"read are ([^)]*)\)", done.stderr)
    return re.findall(r"\.([\w.]+)", said[1]) if said else None


def read_formats(program):
    known = extensions(program)
    known = known and [*known, *ARCHIVES]
    plain = {stem(name): notice for name, notice in parsed(program, [FORMATS / "utf-8"]).items()}
    text = {stem(name): notice for name, notice in parsed(program, [CORPUS / "notices"]).items()}
    for folder in sorted(path for path in FORMATS.iterdir() if path.is_dir() and path.name != "utf-8"):
        kind, files = folder.name, sorted(folder.iterdir())
        if missing(NEEDS.get(kind, [])):
            continue
        unknown = {path.suffix[1:] for path in files if known and path.suffix[1:] not in known}
        if unknown:
            print("SKIPPED: this program reads no", *sorted(unknown))
        before = len(failures)
        for path in (path for path in files if path.suffix[1:] not in unknown):
            read_format(kind, path, parsed(program, [path]), plain, text)
        if kind in GAPS:
            del failures[before:]
            print(f"{kind}: not held to anything yet")
        else:
            print(f"{kind}: {len(files)} files")


def read_format(kind, path, notices, plain, text):
    where = f"{kind}/{path.name}"
    if kind == "bundle" and len(notices) == 1:
        return print(f"SKIPPED: this program takes {where} for one notice")
    if kind in ("archives", "bundle"):
        expect(len(notices) == 3, where, "has", len(notices), "notices:", *notices)
        identifiers = sorted(str(notice.get("identifier")) for notice in notices.values())
        known = {gold(name)["header"].get("identifier") for name in text}
        expect(set(identifiers) <= known and len(set(identifiers)) == 3, where, "has", *identifiers)
        return
    if len(notices) != 1:
        return expect(False, where, "gave", len(notices), "notices")
    notice, = notices.values()
    name = stem(path.name)
    if kind in EXACT:
        same = without_places(plain[name] if kind not in ("utf-16", "windows-1258") else text[name])
        given = without_places(notice)
        expect(given == same, where, "differs in", *[key for key in same | given if same.get(key) != given.get(key)])
        return
    wanted = gold(name)
    scanned = kind in ("pdf-wrong-layer", "pdf-scan-with-layer")
    for field in ("identifier", "date"):
        expect(scanned or notice.get(field) == wanted["header"][field], where, field, notice.get(field))
    given = notice_scoring.total([notice_scoring.scores(notice, wanted)])
    of_text = notice_scoring.total([notice_scoring.scores(text[name], wanted)])
    for field in ASKED:
        floor = of_text[field] - (0.2 if scanned else 0.1 if field == "header" else 0.02)
        expect(given[field] >= floor, where, field, round(given[field], 3), "as text", round(of_text[field], 3))


def main(program, *options):
    whole = os.environ.get("WHOLE_SWEEPS") == "1"
    found = {}
    if not missing(["pdftoppm", "tesseract"]):
        found = read_scans(program, whole, "--mistakes" in options)
        if whole:
            read_sheets(program)
    read_boxes(program, found)
    read_formats(program)
    if failures:
        sys.exit(f"{len(failures)} things are not as they should be")
    print("scans and files of other programs give what they say")


if __name__ == "__main__":
    main(*sys.argv[1:])
