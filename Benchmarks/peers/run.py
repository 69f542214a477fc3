#!/usr/bin/env python3
"""Measures thongbao's index beside tantivy, Lucene, Xapian and SQLite FTS5 on the same synthetic notices.

    ./setup.sh
    ./run.py --documents 100000 --out results/
    ./run.py --growth 10000,100000,1000000 --out growth/

README.md says what is measured how. Exits with 1 if engines count hits differently.
"""
import argparse
import csv
import os
import platform
import shutil
import sys
from pathlib import Path

WORK = Path(__file__).resolve().parent / ".work"
PYTHON = WORK / "venv/bin/python"
if Path(sys.prefix) != WORK / "venv":
    if not PYTHON.exists():
        raise SystemExit("run setup.sh first")
    os.execv(PYTHON, [str(PYTHON), *sys.argv])

from contestants import OWN, OWN_WITH_TEXT, PEERS, Thongbao, contestants
from generate import generate
from measure import Failed, first_query, merge_tables, run, search, size_of
from notices import BLOCK
from queries import EXACT, write_queries
from report import UNRANKED, Report, markdown, mismatches, number, percentile, times

STANDARD = [OWN, OWN_WITH_TEXT, "lucene", "lucene-merged", "tantivy", "xapian", "fts5"]
BINARY = WORK.parents[2] / ".build/release/thongbao"
FIRST_QUERIES = 5  # new processes, of which the fastest counts
ADDED = 1000  # notices that are added to a finished archive, in --growth


def say(text):
    print(text, file=sys.stderr, flush=True)


def made_notices(count, seed, first=0):
    """The file of those notices, generated if it is not there yet."""
    name = f"notices-{seed}-{first}-{count}" if first else f"notices-{seed}-{count}"
    path = WORK / f"{name}.ndjson"
    if not path.exists():
        say(f"generating {count} notices")
        generate(path, count, seed, first=first)
    return path


def made_queries(count, seed, each):
    """The folder of queries for those notices."""
    folder = WORK / f"queries-{seed}-{count}-{each}"
    if not (folder / "thongbao-own.tsv").exists():
        say("making queries")
        write_queries(made_notices(count, seed), folder, each, seed)
    return folder


def build(contestant, notices, folder, threads):
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(exist_ok=True)
    return run(contestant.index(notices, folder, threads))


def compare(options):
    """Indexes and searches with each engine in turn; gives the report."""
    engines = contestants(options.engines, options.thongbao)
    notices = made_notices(options.documents, options.seed)
    queries = made_queries(options.documents, options.seed, options.each)
    costs = {engine.name: {} for engine in engines}
    folders = {engine.name: WORK / "indexes" / f"{engine.name}-{options.documents}" for engine in engines}
    for threads in sorted(options.threads, reverse=True):  # one thread last: its index is the one searched
        for engine in engines:
            if engine.can_use(threads):
                say(f"{engine.name}: indexing, threads {threads}")
                usage = build(engine, notices, folders[engine.name], threads)
                costs[engine.name].update({
                    f"docs per CPU s, threads {threads}": options.documents / usage.cpu,
                    f"docs per s, threads {threads}": options.documents / usage.wall,
                    f"RSS MiB, threads {threads}": usage.rss,
                    "index MiB": size_of(folders[engine.name]),
                })
    answers = {engine.name: {} for engine in engines}
    own = {}
    for number_of_pass in range(options.passes):
        for engine in engines:
            say(f"{engine.name}: searching, pass {number_of_pass + 1} of {options.passes}")
            folder, table = folders[engine.name], WORK / f"table-{engine.name}.tsv"
            found, usage = search(engine, folder, queries / engine.queries, table, options.rounds, options.limit)
            answers[engine.name] = merge_tables(answers[engine.name], found)
            costs[engine.name]["RSS MiB, searching"] = usage.rss
            if engine.name == OWN:
                found, _ = search(engine, folder, queries / engine.own_queries, table, options.rounds, options.limit)
                own = merge_tables(own, found)
    for engine in engines:
        costs[engine.name]["open + first query, ms"] = min(
            first_query(engine, folders[engine.name], queries / engine.queries) for _ in range(FIRST_QUERIES))
    return Report(answers, costs, own)


def grow(options):
    """What thongbao costs at several sizes: the same queries, made from the smallest, over larger and larger archives."""
    engine = Thongbao(options.thongbao, OWN_WITH_TEXT)
    queries = made_queries(min(options.growth), options.seed, options.each)
    heads = ["documents", "CPU µs a document", f"CPU µs a document, {ADDED} added later", "RSS MiB, indexing",
             "index bytes a document", "RSS MiB, searching", "first query ms", "best ten p50", "best ten p95", "count p50",
             "count p95"]
    rows = []
    for count in sorted(options.growth):
        say(f"{count} notices")
        folder = WORK / "indexes" / f"{engine.name}-growth"
        usage = build(engine, made_notices(count, options.seed), folder, 1)
        size = size_of(folder)
        found, searching = search(engine, folder, queries / engine.queries, WORK / "table-growth.tsv", options.rounds,
                                  options.limit)
        first = min(first_query(engine, folder, queries / engine.queries) for _ in range(FIRST_QUERIES))
        later = run(engine.index(made_notices(ADDED, options.seed, first=-(-count // BLOCK) * BLOCK), folder, 1))
        latencies = [percentile([time for kind in EXACT for time in times(found, kind, measure)], share)
                     for measure in ("best_time", "count_time") for share in (50, 95)]
        rows.append([count, *map(number, [1e6 * usage.cpu / count, 1e6 * later.cpu / ADDED, usage.rss, size * 2**20 / count,
                                          searching.rss, first, *latencies])])
    return heads, rows


def machine():
    """One line about where this was measured."""
    names = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    return f"{names[0]}, {len(names)} processors, {platform.platform()}, load {os.getloadavg()[0]:.1f}"


def save(folder, text, rows):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(text, encoding="utf-8")
    with (folder / "results.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    print(text)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--documents", type=int, default=100_000)
    arguments.add_argument("--out", type=Path, required=True, help="folder for README.md and results.csv")
    arguments.add_argument("--engines", type=lambda text: text.split(","), default=STANDARD,
                           help=f"of {OWN}, {OWN_WITH_TEXT}, {', '.join(PEERS)}")
    arguments.add_argument("--threads", type=lambda text: list(map(int, text.split(","))), default=[1, 2])
    arguments.add_argument("--each", type=int, default=100, help="queries of each class")
    arguments.add_argument("--passes", type=int, default=2, help="times that every engine is started")
    arguments.add_argument("--rounds", type=int, default=5, help="rounds over all queries in each pass")
    arguments.add_argument("--limit", type=int, default=10)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--thongbao", type=Path, default=BINARY, help="the program")
    arguments.add_argument("--growth", type=lambda text: list(map(int, text.split(","))), metavar="SIZES")
    options = arguments.parse_args()
    started = machine()

    if options.growth:
        heads, rows = grow(options)
        save(options.out, f"# Growth\n\n{started}\n\n{markdown(heads, rows)}", [heads, *rows])
        return 0
    report = compare(options)
    wrong = list(mismatches(report.answers, EXACT))
    loose = list(mismatches(report.answers, UNRANKED))
    said = f"{len(wrong)} queries are counted differently, and {len(loose)} of prefix and fuzzy."
    save(options.out, f"# {options.documents:,} notices\n\n{started}\n\n{said}\n\n{report.text()}",
         [("engine", "measure", "class", "value"), *report.rows()])
    for line in wrong + loose:
        say(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        sys.exit(str(failure))
