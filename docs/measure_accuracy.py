#!/usr/bin/env python3
"""Measures how well damaged texts are repaired and read, and writes the tables of docs/ACCURACY.md.

    python3 docs/measure_accuracy.py THONGBAO_BINARY             the tables that need only the Corpus
    python3 docs/measure_accuracy.py THONGBAO_BINARY --check     exits 1 if one of them differs from the page

What is not in the repository is asked for by option; without it, its tables and rows stay as they are:

    --symspell-python VENV/bin/python --unigrams FILE.tsv   SymSpell: a Python with PyPI's symspellpy, and the words
                                                            with their counts (docs/symspell_repair.py)
    --clean-text FILE…                                      undamaged text, each file a document
    --development CLEAN RAW                                 a text beside its OCR
    --pages                                                 from images, end to end: needs poppler and Tesseract, takes minutes
    --speed                                                 time on this machine; needs the first two for SymSpell

A table stands in the page between `<!-- part: NAME -->` and `<!-- end -->`; everything else there is written by hand.
"""
import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from bisect import bisect_left, bisect_right
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import notice_scoring
from repair_scoring import Score, bare, blocks, folded, read_lines, score, tokens

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ACCURACY.md"
CORPUS = ROOT / "Corpus"
SCANS = CORPUS / "scans"
SEVERITIES = ("light", "medium", "heavy", "extreme")
LEVELS = ("safe", "aggressive")
BINS = (0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1)
NOTHING, SYMSPELL = "nothing", "SymSpell"


# ---------------------------------------------------------------- the programs

class Programs:
    """Runs the programs; each result is made once."""

    def __init__(self, binary, folder, symspell):
        self.binary, self.folder, self.symspell = binary, Path(folder), symspell
        self.done = {}

    def repaired(self, method, paths):
        """The folder with the repaired text of each path, under its name."""
        key = (method, tuple(paths))
        if key not in self.done:
            into = self.folder / str(len(self.done))
            into.mkdir()
            if method == SYMSPELL:
                python, unigrams = self.symspell
                run(python, ROOT / "docs" / "symspell_repair.py", unigrams, into, *paths)
            else:
                run(self.binary, "repair", "--level", method, "--output-dir", into, *paths)
            self.done[key] = into
        return self.done[key]

    def repairs(self, level, paths):
        """For each path the repairs as they are logged."""
        lines = run(self.binary, "repair", "--level", level, "--json", *paths).splitlines()
        return [json.loads(line)["repairs"] for line in lines]

    def parsed(self, level, paths):
        into = Path(tempfile.mkdtemp(dir=self.folder))
        run(self.binary, "parse", "--repair", level, "--output-dir", into, *paths)
        return [json.loads((into / (path.name + ".json")).read_text("utf-8")) for path in paths]


def run(*command):
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command[:6]))} …: exit code {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def scans(split, severity):
    """(clean, ocr) of each scan."""
    found = [(path.with_name(path.name.replace(".clean.", ".ocr.")), path)
             for path in sorted((SCANS / split / severity).glob("*.clean.txt"))]
    return [(clean, ocr) for ocr, clean in found if ocr.exists()]


def text(path):
    return path.read_text("utf-8")


def listed(path):
    return {line for line in text(path).splitlines() if line and not line.startswith("#")}


def notices():
    """The Corpus's notices: (held out, for training, damaged by hand)."""
    paths = sorted((CORPUS / "notices").iterdir())
    malformed, held_out = listed(CORPUS / "malformed.txt"), listed(SCANS / "test.txt")
    return ([path for path in paths if path.stem in held_out],
            [path for path in paths if path.stem not in held_out | malformed],
            [path for path in paths if path.stem in malformed])


# ---------------------------------------------------------------- repair

def measured(job):
    """Scores of one text: the plain one, and without the lines that were not read."""
    clean, raw, repaired = map(text, job)
    raw, repaired, read = tokens(raw), tokens(repaired), read_lines(clean, tokens(raw))
    clean = tokens(clean)
    plain = score(clean, raw, repaired)
    return plain, plain if read == clean else score(read, raw, repaired)


def repair_tables(programs, pool, split):
    """The rows of the plain table and of that without lost lines."""
    plain, read = [], []
    for severity in SEVERITIES:
        pairs = scans(split, severity)
        sums = {}
        for method in (NOTHING, SYMSPELL, *LEVELS):
            if method == SYMSPELL and not programs.symspell:
                continue
            into = None if method == NOTHING else programs.repaired(method, [ocr for _, ocr in pairs])
            jobs = [(clean, ocr, into / ocr.name if into else ocr) for clean, ocr in pairs]
            results = list(pool.map(measured, jobs, chunksize=4))
            sums[method] = [sum((result[view] for result in results), Score()) for view in (0, 1)]
        for view, rows in ((0, plain), (1, read)):
            for method in (NOTHING, SYMSPELL, *LEVELS):
                rows.append([severity, method] + (
                    score_cells(sums[method][view], sums[NOTHING][view]) if method in sums else [None] * 6))
    return plain, read


def score_cells(after, before):
    if after is before:
        return [percent(after.cer), "", percent(after.wer), "", "", ""]
    return [percent(after.cer), cut(after.cer, before.cer), percent(after.wer), cut(after.wer, before.wer),
            percent(after.mended / max(after.damaged, 1), 1), percent(after.broken / max(after.correct, 1))]


def development_rows(programs, files):
    clean, raw = map(Path, files)
    before = measured((clean, raw, raw))[0]
    rows = [[NOTHING, *score_cells(before, before)]]
    methods = (SYMSPELL, *LEVELS) if programs.symspell else LEVELS
    for method in methods:
        after = measured((clean, raw, programs.repaired(method, [raw]) / raw.name))[0]
        rows.append([method, *score_cells(after, before)])
    if not programs.symspell:
        rows.insert(1, [SYMSPELL] + [None] * 6)
    return rows


REPAIR_HEAD = ["CER %", "cut", "WER %", "cut", "mended %", "broken %"]


# ---------------------------------------------------------------- confidence

def judged(job):
    """For each repair of a text: (confidence, rule, whether its words are right, and right but for punctuation)."""
    clean_path, raw_path, repairs = job
    source = raw_path.read_bytes()
    pieces, changed, end, length = [], [], 0, 0
    for repair in repairs:  # the repaired text, and where in it each repair stands
        start, stop = repair["span"]
        before, after = source[end:start].decode(), repair["text"]
        pieces += [before, after]
        length += len(before)
        changed.append((length, length + len(after)))
        length, end = length + len(after), stop
    repaired = "".join(pieces) + source[end:].decode()
    spans = [found.span() for found in re.finditer(r"\S+", repaired)]
    starts, ends = [a for a, _ in spans], [b for _, b in spans]
    clean, other = tokens(text(clean_path)), [folded(repaired[a:b]) for a, b in spans]
    exact = matched(clean, other)
    letters = matched([bare(token) or token for token in clean], [bare(token) or token for token in other])
    # An empty repair has no word of its own: it is right if no clean word stood for what it took away.
    raw = raw_path.read_text("utf-8")
    raw_spans = [found.span() for found in re.finditer(r"\S+", raw)]
    raw_exact = matched(clean, [folded(raw[a:b]) for a, b in raw_spans])
    raw_ends = [b for _, b in raw_spans]
    out = []
    for repair, (start, stop) in zip(repairs, changed):
        words = range(bisect_right(ends, start), bisect_left(starts, stop))
        if words:
            verdict = all(exact[i] for i in words), all(letters[i] for i in words)
        else:
            at = len(source[:repair["span"][0]].decode())
            i = bisect_right(raw_ends, at)
            verdict = (not (i < len(raw_exact) and raw_exact[i]),) * 2
        out.append((repair["confidence"], repair["rule"], *verdict))
    return out


def matched(clean, other):
    marks = [False] * len(other)
    for block in blocks(clean, other):
        marks[block.b:block.b + block.size] = [True] * block.size
    return marks


def confidence_rows(programs, pool):
    pairs = [pair for severity in SEVERITIES for pair in scans("test", severity)]
    found = {}
    for level in LEVELS:
        jobs = [(*pair, repairs) for pair, repairs in zip(
            pairs, programs.repairs(level, [ocr for _, ocr in pairs]), strict=True)]
        found[level] = [verdict for text in pool.map(judged, jobs, chunksize=4) for verdict in text]

    def cells(choose):
        return [cell for level in LEVELS for cell in shares([v for v in found[level] if choose(v)])]

    bins = [[f"{low:g}–{high:g}", *cells(lambda v: low <= v[0] < high or v[0] == high == 1)]
            for low, high in zip(BINS, BINS[1:])]
    rules = sorted({v[1] for level in LEVELS for v in found[level]})
    return ([row for row in bins if any(c != "0" for c in row[1::3])] + [["all", *cells(lambda v: True)]],
            [[rule, *cells(lambda v: v[1] == rule)] for rule in rules])


def shares(verdicts):
    count = len(verdicts)
    if not count:
        return ["0", "", ""]
    return [f"{count:,}"] + [percent(sum(v[i] for v in verdicts) / count, 1) for i in (2, 3)]


CONFIDENCE_HEAD = [f"{level}: {cell}" for level in LEVELS for cell in ("repairs", "right %", "letters right %")]


# ---------------------------------------------------------------- clean text

def clean_rows(programs, files):
    held_out, training, _ = notices()
    groups = [("notices held out", held_out), ("notices for training", training),
              ("public text", list(map(Path, files or [])))]
    return [[name, *(clean_cells(programs, paths) if paths else [None] * 5)] for name, paths in groups]


def clean_cells(programs, paths):
    words = sum(len(text(path).split()) for path in paths)
    counts = [sum(map(len, programs.repairs(level, paths))) for level in LEVELS]
    return [f"{words:,}"] + [cell for count in counts for cell in (f"{count:,}", f"{10_000 * count / words:.1f}")]


# ---------------------------------------------------------------- extraction

FIELDS = ("references", "dates", "agencies", "directives", "assignees", "deadlines", "tasks", "recipients", "header")


def gold(name):
    found = [path for ending in (".txt", ".md") if (path := CORPUS / "gold" / f"{name}{ending}.gold.json").exists()]
    return json.loads(text(found[0]))


def extraction_rows(programs):
    held_out, _, malformed = notices()
    groups = [("undamaged", held_out)]
    groups += [(severity, sorted((SCANS / "test" / severity).glob("*.page.txt"))) for severity in SEVERITIES]
    groups += [("damaged by hand", malformed)]
    rows = []
    for name, paths in groups:
        for level in ("off", *LEVELS):
            scores = notice_scoring.total(notice_scoring.scores(notice, gold(path.name.split(".")[0]))
                                          for notice, path in zip(programs.parsed(level, paths), paths))
            rows.append([name, level, *(percent(scores[field], 1) for field in FIELDS)])
    return rows


def page_rows(programs):
    """The scans without any text in their files, from end to end."""
    rows = []
    for severity in SEVERITIES[:2]:
        paths = sorted((SCANS / "pages" / severity).glob("*.pdf"))
        scores = [notice_scoring.scores(notice, gold(path.stem))
                  for path, notice in zip(paths, programs.parsed("safe", paths))]
        figures = notice_scoring.total(scores)
        rows.append([severity, str(len(paths)), *(percent(figures[field], 1) for field in FIELDS)])
    return rows


# ---------------------------------------------------------------- speed

def speed_rows(programs):
    """MB/s of one core's time over the test scans, ten times each, the program's start included."""
    rows = []
    for method in (SYMSPELL, *LEVELS):
        if method == SYMSPELL and not programs.symspell:
            rows.append([method] + [None] * len(SEVERITIES))
            continue
        cells = []
        for severity in SEVERITIES:
            folder = Path(tempfile.mkdtemp(dir=programs.folder))
            paths = []
            for turn in range(10):
                for _, ocr in scans("test", severity):
                    paths.append(folder / f"{turn}-{ocr.name}")
                    paths[-1].write_bytes(ocr.read_bytes())
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            programs.repaired(method, paths)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            cells.append(f"{sum(path.stat().st_size for path in paths) / seconds / 1e6:.1f}")
        rows.append([method, *cells])
    return rows


# ---------------------------------------------------------------- the page

def percent(share, digits=2):
    return f"{100 * share:.{digits}f}"


def cut(after, before):
    """What share of the errors is gone: 31 %, or +4 % if there are more."""
    change = round(100 * (1 - after / before)) if before else 0
    return f"{change} %" if change >= 0 else f"+{-change} %"


class Page:
    def __init__(self, path):
        self.path, self.old = path, path.read_text("utf-8") if path.exists() else ""
        self.new = self.old

    def put(self, part, keys, head, rows):
        """Replaces a part's table. Rows with None keep what the page has for the same first `keys` cells."""
        pattern = re.compile(rf"(<!-- part: {part} -->\n)(.*?)(<!-- end -->)", re.DOTALL)
        found = pattern.search(self.new)
        if not found:
            sys.exit(f"{self.path} has no part {part}")
        old = {}
        for line in found[2].splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            old[tuple(cells[:keys])] = cells
        full = []
        for row in rows:
            kept = old.get(tuple(row[:keys]), []) if None in row else row
            if len(kept) == len(row):
                full.append(kept)
        marks = [":---"] * keys + ["---:"] * (len(head) - keys)
        lines = "".join("| " + " | ".join(cells) + " |\n" for cells in [head, marks, *full])
        self.new = self.new[:found.start(2)] + lines + self.new[found.end(2):]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", metavar="THONGBAO_BINARY", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--symspell-python", metavar="PYTHON")
    parser.add_argument("--unigrams", metavar="FILE.tsv")
    parser.add_argument("--clean-text", nargs="+", metavar="FILE")
    parser.add_argument("--development", nargs=2, metavar=("CLEAN", "RAW"))
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if bool(options.symspell_python) != bool(options.unigrams):
        parser.error("--symspell-python and --unigrams go together")
    symspell = options.symspell_python and (options.symspell_python, options.unigrams)
    page = Page(PAGE)
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(os.cpu_count()) as pool:
        programs = Programs(options.binary.resolve(), folder, symspell)
        head = ["scans", "repair", *REPAIR_HEAD]
        plain, read = repair_tables(programs, pool, "test")
        page.put("test", 2, head, plain)
        page.put("test, what was read", 2, head, read)
        plain, read = repair_tables(programs, pool, "train")
        page.put("train", 2, head, plain)
        page.put("train, what was read", 2, head, read)
        bins, rules = confidence_rows(programs, pool)
        page.put("confidence", 1, ["confidence", *CONFIDENCE_HEAD], bins)
        page.put("rules", 1, ["rule", *CONFIDENCE_HEAD], rules)
        page.put("clean", 1, ["text", "words", *(f"{level}: {cell}" for level in LEVELS for cell in (
            "repairs", "in 10,000 words"))], clean_rows(programs, options.clean_text))
        page.put("extraction", 2, ["text", "repair", *FIELDS], extraction_rows(programs))
        if options.development:
            page.put("development", 1, ["repair", *REPAIR_HEAD], development_rows(programs, options.development))
        if options.pages:
            page.put("pages", 1, ["scans", "notices", *FIELDS], page_rows(programs))
        if options.speed:
            page.put("speed", 1, ["MB/s", *SEVERITIES], speed_rows(programs))
    if not options.check:
        page.path.write_text(page.new, "utf-8")
    elif page.new != page.old:
        sys.exit("docs/ACCURACY.md has other figures than there are: docs/measure_accuracy.py THONGBAO_BINARY")


if __name__ == "__main__":
    main()
