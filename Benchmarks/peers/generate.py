#!/usr/bin/env python3
"""Writes synthetic notices, one JSON object a line.

    python3 generate.py --count 100000 --out notices.ndjson

The same seed gives the same notices, and a larger count begins with the notices of a smaller one.
Needs only the memory of one block of notices, whatever the count.
"""
import argparse
import json
import sys
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

from notices import BLOCK, NoticeWriter

writer = None  # of the process: made once in each worker


def start(seed):
    global writer
    writer = NoticeWriter(seed)


def lines_of_block(number):
    return [json.dumps(notice, ensure_ascii=False, separators=(",", ":")) for notice in writer.block(number)]


def blocks(seed, first, count, jobs):
    """The lines of each block in order, from several processes if wished."""
    numbers = range(first // BLOCK, -(-(first + count) // BLOCK))
    if jobs == 1:
        start(seed)
        yield from map(lines_of_block, numbers)
    else:
        with Pool(jobs, start, [seed]) as pool:
            yield from pool.imap(lines_of_block, numbers)


def generate(path, count, seed=1, jobs=1, first=0):
    """Writes the file under another name first, so that a file that is there is whole.

    - first: the number of the first notice, a multiple of BLOCK.
    """
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8") as out:
        lines = (line for block in blocks(seed, first, count, jobs) for line in block)
        out.writelines(line + "\n" for line in islice(lines, count))
    partial.rename(path)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--count", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--jobs", type=int, default=1, help="processes")
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args()
    generate(options.out, options.count, options.seed, options.jobs)
    print(f"{options.count} notices, {options.out.stat().st_size / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
