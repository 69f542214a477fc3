"""Runs programs and reads what they cost: processor time, wall time, memory, tables of queries."""
import os
import re
import shlex
import subprocess
import time
from dataclasses import dataclass


class Failed(Exception):
    """A program ended with an error."""


@dataclass(frozen=True)
class Usage:
    """What one process took, its threads included.

    - cpu, wall: seconds. rss: the most memory that it held, in MiB.
    """
    cpu: float
    wall: float
    rss: float


def run(command, output=subprocess.DEVNULL):
    """Runs a program to its end. What it says on stderr is shown only if it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE) as process:
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        raise Failed(f"{shlex.join(command)}: exit {process.returncode}\n{said.decode(errors='replace')[-3000:]}")
    return Usage(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def size_of(folder):
    """MiB of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


@dataclass
class Answer:
    """What an engine said to one query.

    - best_time, count_time: CPU µs. ids: of the best hits, the best first.
    """
    hits: int
    best_time: float
    count_time: float
    ids: list[str]


def read_table(path):
    """Answers by the name of their query. Lines that are no rows, such as a heading, are passed over."""
    answers = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 4 and fields[1].isdigit():
                ids = re.split("[ ,]+", fields[4]) if len(fields) > 4 and fields[4] else []
                answers[fields[0]] = Answer(int(fields[1]), float(fields[2]), float(fields[3]), ids)
    return answers


def merge_tables(old, new):
    """Keeps the least time of each query."""
    for name, answer in new.items():
        if name in old:
            answer.best_time = min(answer.best_time, old[name].best_time)
            answer.count_time = min(answer.count_time, old[name].count_time)
    return {**old, **new}


def search(contestant, folder, queries, table, rounds, limit):
    """Answers of one run of an engine over all queries, and what the run took."""
    command = contestant.search(folder, queries, table, rounds, limit)
    if contestant.prints_table:
        with table.open("wb") as output:
            usage = run(command, output)
    else:
        usage = run(command)
    return read_table(table), usage


def first_query(contestant, folder, queries):
    """ms to open the index and answer a query, in a new process."""
    command = contestant.first(folder, queries)
    if not contestant.prints_first:
        return 1000 * run(command).wall
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return float(said.stdout)
