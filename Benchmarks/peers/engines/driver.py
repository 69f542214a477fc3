"""What the drivers of the Python-bound engines have in common: the command line, the clock, the table.

    ENGINE.py index NOTICES FOLDER [--threads N] [--merge]
    ENGINE.py search FOLDER QUERIES TABLE [--rounds N] [--limit K]
    ENGINE.py open FOLDER QUERIES          prints the ms from before the engine is loaded to the hits of the first query

A table has, for each query: id, hits, CPU µs for the best K, CPU µs for the count, ids of the best K.
"""
import argparse
import json
import shutil
import time
from pathlib import Path


def notices(path):
    """(number, text, date as yyyymmdd, references) of each notice."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            notice = json.loads(line)
            yield int(notice["id"][1:]), notice["text"], day_number(notice["date"]), notice["references"]


def day_number(day):
    """2021-10-26 → 20211026."""
    return int(day.replace("-", ""))


def read_queries(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            name, _, query = line.rstrip("\n").split("\t")
            yield name, json.loads(query)


def timed(work):
    """The result of the work and the CPU time of this thread that it took, in ns."""
    start = time.thread_time_ns()
    result = work()
    return result, time.thread_time_ns() - start


def measure(searcher, queries, rounds, limit):
    """Rows of the table. Each round goes through all queries; the best time of each counts."""
    rows = {}
    for _ in range(rounds):
        for name, query in queries:
            prepared = searcher.prepare(query)
            if prepared is None:
                continue
            best, best_time = timed(lambda: searcher.best(prepared, limit))
            count, count_time = timed(lambda: searcher.count(prepared))
            _, _, least, least_count = rows.get(name, (0, 0, best_time, count_time))
            rows[name] = (count, best, min(least, best_time), min(least_count, count_time))
    for name, (count, best, best_time, count_time) in rows.items():
        ids = " ".join(f"n{number:07d}" for number in searcher.numbers(best))
        yield f"{name}\t{count}\t{best_time / 1000:.1f}\t{count_time / 1000:.1f}\t{ids}\n"


def main(build, open_searcher, threads_allowed=False):
    """Runs the command line.

    - build: takes the notices' path, an empty folder, the number of threads and whether to merge into one segment.
    - open_searcher: takes the folder; gives an object with `prepare`, `best`, `count` and `numbers`. `prepare` gives
      None for a query that the engine cannot do.
    """
    arguments = argparse.ArgumentParser()
    commands = arguments.add_subparsers(dest="command", required=True)
    index = commands.add_parser("index")
    index.add_argument("notices", type=Path)
    index.add_argument("folder", type=Path)
    index.add_argument("--threads", type=int, default=1)
    index.add_argument("--merge", action="store_true")
    search = commands.add_parser("search")
    search.add_argument("folder", type=Path)
    search.add_argument("queries", type=Path)
    search.add_argument("table", type=Path)
    search.add_argument("--rounds", type=int, default=5)
    search.add_argument("--limit", type=int, default=10)
    first = commands.add_parser("open")
    first.add_argument("folder", type=Path)
    first.add_argument("queries", type=Path)
    options = arguments.parse_args()

    if options.command == "index":
        if options.threads > 1 and not threads_allowed:
            arguments.error("this engine writes with one thread only")
        shutil.rmtree(options.folder, ignore_errors=True)
        options.folder.mkdir(parents=True)
        build(options.notices, options.folder, options.threads, options.merge)
    elif options.command == "search":
        with options.table.open("w", encoding="utf-8") as table:
            queries = list(read_queries(options.queries))
            table.writelines(measure(open_searcher(options.folder), queries, options.rounds, options.limit))
    else:
        _, query = next(read_queries(options.queries))
        start = time.perf_counter()
        searcher = open_searcher(options.folder)
        searcher.best(searcher.prepare(query), 10)
        print(f"{1000 * (time.perf_counter() - start):.2f}")
