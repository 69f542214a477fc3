#!/usr/bin/env python3
"""Kill `thongbao add` at random moments, run it again until it is done, and see that nothing is lost or doubled.

    Tests/kill_add.py BINARY [--kills 200] [--seed 1]

An archive is filled in stages: texts of the Corpus and ready documents, then the same again with some of them
changed and some new. Each stage runs until one run of it comes to its end; those before are killed by SIGKILL, at
any time, near the end, or as soon as a commit has begun. Little memory and many jobs make segments small, so that
kills meet writing, merging and committing; every fifth archive is fed slowly once, so that a run commits in its
middle. When an archive is complete, the next one begins, until so many runs were killed.

After every kill `index check` must pass, and no document that was committed may be gone. A complete archive
must have each document once, as it was last, no file that it does not need, and answer queries as an archive
that was built without a kill; once both are merged, with the hits in the same order too.

A kill leaves what the system was told to write; what a power cut leaves, the tests of `MemoryDirectory` sweep.

Exits 0 if all that holds, else 1; then the folder is kept and named.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENERATIONS = 3
READY, NEW = 400, 40  # ready documents at first, and more with each generation
NOTICES = 24
WORDS = 1900  # of a document, about 11 KB
# 256 KiB a segment, the smallest there is: 17 of them at first, so that 16 are merged.
ADD = ["--memory", "16", "--jobs", "10", "--progress", "never", "--lang", "en"]


class Failure(Exception):
    pass


def mark(name, version):
    """A word that stands in this version of this document and nowhere else."""
    return "kt" + re.sub(r"\W|_", "", name) + f"v{version}"


class World:
    """What is to be indexed: for each generation, the documents and what command takes them in."""

    def __init__(self, folder, dice):
        self.folder = folder
        paths = sorted((ROOT / "Corpus/notices").iterdir())[:NOTICES]
        self.texts = {f"notices/{p.name}": p.read_text("utf-8") for p in paths}
        self.vocabulary = sorted(set(re.findall(r"[^\W\d_]+", " ".join(self.texts.values()).lower())))
        dice.shuffle(self.vocabulary)
        # Few words are frequent, many are rare.
        self.weights = [1 / (rank + 3) for rank in range(len(self.vocabulary))]
        self.versions = {}  # by name: the generation that last changed the document
        self.replaced = []  # marks of versions that are no more
        self.bodies = {}
        for generation in range(GENERATIONS):
            self.change(generation, dice)
            self.write(generation)

    def change(self, generation, dice):
        old = dict(self.versions)
        if generation == 0:
            names = list(self.texts) + [f"ready/{n:04}" for n in range(READY)]
        else:
            names = dice.sample(sorted(old), len(old) // 6)
            names += [f"ready/{generation}-{n:04}" for n in range(NEW)]
        for name in names:
            if name in old:
                self.replaced.append(mark(name, old[name]))
            self.versions[name] = generation
            if name not in self.texts:
                self.bodies[name] = " ".join(dice.choices(self.vocabulary, self.weights, k=WORDS))

    def write(self, generation):
        place = self.folder / f"inputs-{generation}"
        (place / "notices").mkdir(parents=True)
        for name, text in self.texts.items():
            ending = f"\nMã lưu trữ: {mark(name, self.versions[name])}\n"
            (place / name).write_text(text + ending, "utf-8")
        with (place / "ready.ndjson").open("w", encoding="utf-8") as out:
            for name, body in self.bodies.items():
                text = f"{mark(name, self.versions[name])} {body}"
                line = {"id": name, "text": text, "subject": body[:60], "kind": "TB", "date": "2021-10"}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")

    def stages(self):
        """(folder to stand in, arguments) of every run of `add`, in order."""
        for generation in range(GENERATIONS):
            place = self.folder / f"inputs-{generation}"
            yield place, ["notices"]
            yield place, ["--documents", "ready.ndjson"]

    def queries(self, dice):
        """Lines of queries with few answers, one, and none."""
        yield from (mark(name, version) for name, version in self.versions.items())
        yield from self.replaced
        bodies = list(self.bodies.values())
        for _ in range(60):
            a, b = dice.choices(self.vocabulary, k=2)
            words = dice.choice(bodies).split()
            place = dice.randrange(len(words) - 1)
            yield from (a, f"{a} {b}", f"{a} OR {b}", f'"{words[place]} {words[place + 1]}"', f"{a[:2]}*")


class Archive:
    """An archive on disk, and what the program says of it."""

    def __init__(self, binary, path, queries):
        self.binary, self.path, self.queries = binary, path, queries

    def run(self, *arguments):
        command = [self.binary, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        if done.returncode != 0:
            raise Failure(f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def exists(self):
        return (self.path / "manifest").exists()

    def state(self):
        """Number of the last commit, and of its documents."""
        if not self.exists():
            return 0, 0
        statistics = json.loads(self.run("index", "stats", "--json", self.path))
        return statistics["generation"], statistics["documents"]

    def documents(self):
        return self.state()[1]

    def check(self):
        if self.exists():
            self.run("index", "check", self.path)

    def answers(self):
        """Of every query, how many documents it finds, and their names in order."""
        lines = self.run("search", self.path, "--queries", self.queries, "--limit", 5000).splitlines()
        cells = [line.split("\t") for line in lines]
        return [(int(line[1]), line[-1].split()) for line in cells]

    def needless(self):
        """Files that the last commit does not name."""
        needed = {"manifest", "write.lock"}
        for line in (self.path / "manifest").read_text("ascii").splitlines():
            word, *rest = line.split()
            if word == "segment":
                number = f"{int(rest[0]):08}"
                if rest[-1] != "0":
                    needed.add(f"{number}.del-{rest[-1]}")
            elif word == "file":
                needed.add(f"{number}.{rest[0]}")
        return sorted({p.name for p in self.path.iterdir()} - needed)


class Killer:
    def __init__(self, binary, world, dice, kills):
        self.binary, self.world, self.dice, self.kills = binary, world, dice, kills
        self.tally = Counter()

    def start(self, archive, place, arguments, **options):
        return subprocess.Popen(
            [self.binary, "add", str(archive.path), *arguments, *ADD], cwd=place,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)

    def finish(self, process, how):
        """Waits; whether the run came to its end before it was killed."""
        error = process.stderr.read().decode("utf-8", "replace")
        process.stderr.close()
        if process.wait() == -9:
            self.tally["kills"] += 1
            self.tally[how] += 1
            return False
        if process.returncode != 0:
            raise Failure(f"add: exit code {process.returncode}\n{error}")
        return True

    def killed_run(self, archive, place, arguments, duration):
        """One run, killed at some moment or just not; whether it came to its end."""
        how = self.dice.choice(["at any time", "near the end", "while committing"])
        process = self.start(archive, place, arguments)
        if how == "while committing":
            begun = archive.path / "manifest.new"
            while process.poll() is None and not begun.exists():
                time.sleep(0.0002)
            time.sleep(self.dice.uniform(0, 0.004))
        else:
            first, last = (0, 1) if how == "at any time" else (0.75, 1.1)
            deadline = time.monotonic() + duration * self.dice.uniform(first, last)
            while process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.0005)
        process.kill()
        return self.finish(process, how)

    def slow_run(self, archive, place):
        """Feeds half of the documents, waits until a commit is due, feeds more, and kills after the commit."""
        lines = (place / "ready.ndjson").read_bytes()
        middle = lines.rfind(b"\n", 0, len(lines) // 2) + 1
        before = (archive.path / "manifest").read_bytes()
        process = self.start(archive, place, ["--documents", "-"], stdin=subprocess.PIPE)
        process.stdin.write(lines[:middle])
        process.stdin.flush()
        time.sleep(10.2)
        process.stdin.write(lines[middle : middle + len(lines) // 3])
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while (archive.path / "manifest").read_bytes() == before:
            if process.poll() is not None or time.monotonic() > deadline:
                raise Failure("no commit in the middle of a run")
            time.sleep(0.001)
        process.kill()
        process.stdin.close()
        self.finish(process, "in the middle, after a commit")

    def look(self, archive, before, after):
        """After a kill: nothing damaged, nothing gone, nothing twice. Gives what state the archive is in."""
        archive.check()
        state = archive.state()
        if state[0] < before[0] or not before[1] <= state[1] <= after:
            raise Failure(f"{state[1]} documents; there were {before[1]}, and were to be {after}")
        if state[0] == before[0] and state != before:
            raise Failure(f"commit {state[0]} has {state[1]} documents, and had {before[1]}")
        self.tally["behind a commit" if state[0] > before[0] else "before one"] += 1
        return state

    def fill(self, archive, durations, counts, *, is_slow):
        before = (0, 0)
        for stage, (place, arguments) in enumerate(self.world.stages()):
            if stage == 1 and is_slow and self.tally["kills"] < self.kills:
                self.slow_run(archive, place)
                state = self.look(archive, before, counts[stage])
                if state[1] == before[1]:
                    raise Failure("what was committed in the middle of a run is gone")
                before = state
            while True:
                if self.tally["kills"] == self.kills:
                    is_done = self.finish(self.start(archive, place, arguments), "")
                else:
                    is_done = self.killed_run(archive, place, arguments, durations[stage])
                if is_done:
                    break
                before = self.look(archive, before, counts[stage])
            before = archive.state()
            if before[1] != counts[stage]:
                raise Failure(f"{before[1]} documents after a whole run instead of {counts[stage]}")


def compare(archive, whole, marks):
    """`archive` says what `whole` says, the hits in any order; each document is there once, as it was last."""
    answers = archive.answers()
    for (count, names), (name, wanted) in zip(answers, marks):
        if count != wanted or names != [name] * wanted:
            raise Failure(f"{name} is found {count} times instead of {wanted}: {names}")
    if [(n, sorted(names)) for n, names in answers] != [(n, sorted(names)) for n, names in whole.answers()]:
        raise Failure("the archive answers otherwise than one that was built without a kill")


def run(binary, folder, kills, seed):
    dice = random.Random(seed)
    world = World(folder, dice)
    queries = folder / "queries.tsv"
    lines = [f"{number}\t{query}\n" for number, query in enumerate(world.queries(dice))]
    queries.write_text("".join(lines), "utf-8")
    marks = [(name, 1) for name in world.versions] + [("what was replaced", 0) for _ in world.replaced]

    killer = Killer(binary, world, dice, kills)
    whole = Archive(binary, folder / "whole", queries)
    durations, counts = [], []
    for place, arguments in world.stages():
        start = time.monotonic()
        killer.finish(killer.start(whole, place, arguments), "")
        durations.append(time.monotonic() - start)
        counts.append(whole.documents())
    if counts[-1] != len(world.versions):
        raise Failure(f"{counts[-1]} documents of {len(world.versions)} without any kill")
    compare(whole, whole, marks)
    merged = Archive(binary, folder / "merged", queries)
    merged.run("index", "merge", merged.path, whole.path)
    in_order = merged.answers()

    while killer.tally["kills"] < kills:
        archive = Archive(binary, folder / f"killed-{killer.tally['archives']}", queries)
        killer.fill(archive, durations, counts, is_slow=killer.tally["archives"] % 5 == 0)
        archive.check()
        if needless := archive.needless():
            raise Failure(f"files that nothing needs: {' '.join(needless)}")
        compare(archive, whole, marks)
        archive.run("index", "merge", archive.path)
        archive.check()
        if archive.answers() != in_order:
            raise Failure("merged, the archive answers otherwise than one that was built without a kill")
        shutil.rmtree(archive.path)
        killer.tally["archives"] += 1
    return killer.tally, len(world.versions), len(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kill-add-"))
    try:
        tally, documents, queries = run(
            str(arguments.binary.resolve()), folder, arguments.kills, arguments.seed)
    except Failure as failure:
        sys.exit(f"{failure}\nthe archive is in {folder}")
    shutil.rmtree(folder)
    kinds = ["at any time", "near the end", "while committing", "in the middle, after a commit"]
    print(f"{tally['archives']} archives of {documents} documents, {queries} queries of each")
    print("killed " + ", ".join(f"{kind}: {tally[kind]}" for kind in kinds if tally[kind]))
    print(f"of these before the run's commit: {tally['before one']}, behind one: {tally['behind a commit']}")
    print(f"{tally['kills']} kills, nothing lost, nothing doubled")


if __name__ == "__main__":
    main()
