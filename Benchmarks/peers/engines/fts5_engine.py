#!/usr/bin/env python3
"""SQLite FTS5: a contentless table for the words, plain tables for references and dates.

`unicode61 remove_diacritics 0` gives the tokens that all engines are to have. `+rowid IN (…)` keeps the planner from
driving the query by the other table.
"""
import sqlite3

from driver import day_number, main, notices

HASH_BYTES = 64 << 20  # of pending words before they are written


def build(path, folder, _, merge):
    base = sqlite3.connect(folder / "notices.sqlite", isolation_level=None)
    base.executescript("""
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize="unicode61 remove_diacritics 0");
        CREATE TABLE dates(number INTEGER PRIMARY KEY, day INTEGER);
        CREATE TABLE cited(symbol TEXT, number INTEGER, PRIMARY KEY (symbol, number)) WITHOUT ROWID;
    """)
    base.execute("INSERT INTO words(words, rank) VALUES ('hashsize', ?)", (HASH_BYTES,))
    base.execute("BEGIN")
    for number, text, day, references in notices(path):
        base.execute("INSERT INTO words(rowid, text) VALUES (?, ?)", (number, text))
        base.execute("INSERT INTO dates VALUES (?, ?)", (number, day))
        base.executemany("INSERT INTO cited VALUES (?, ?)", ((symbol, number) for symbol in references))
    base.execute("CREATE INDEX by_day ON dates(day)")
    if merge:
        base.execute("INSERT INTO words(words) VALUES ('optimize')")
    base.execute("COMMIT")
    base.execute("ANALYZE")
    base.close()


class Searcher:
    def __init__(self, folder):
        self.base = sqlite3.connect(folder / "notices.sqlite", cached_statements=4096)
        self.base.execute("PRAGMA mmap_size = 4294967296")

    def prepare(self, query):
        """What stands after FROM, its values, and how hits are ordered."""
        if "fuzzy" in query:
            return None
        words = [f'"{word}"' for word in query.get("terms", [])]
        if query.get("phrase"):
            match = '"' + " ".join(query["terms"]) + '"'
        elif "prefix" in query:
            match = f'"{query["prefix"]}"*'
        else:
            match = (" OR " if query.get("any") else " AND ").join(words)
        if not match:
            return "cited WHERE symbol = ?", [query["reference"]], "number", ""
        clause, values = "words WHERE words MATCH ?", [match]
        if "reference" in query:
            clause += " AND +rowid IN (SELECT number FROM cited WHERE symbol = ?)"
            values.append(query["reference"])
        if "from" in query:
            clause += " AND +rowid IN (SELECT number FROM dates WHERE day BETWEEN ? AND ?)"
            values += [day_number(query["from"]), day_number(query["to"])]
        return clause, values, "rowid", "ORDER BY rank"

    def best(self, prepared, limit):
        clause, values, key, order = prepared
        return self.base.execute(f"SELECT {key} FROM {clause} {order} LIMIT {limit}", values).fetchall()

    def count(self, prepared):
        clause, values, _, _ = prepared
        return self.base.execute(f"SELECT count(*) FROM {clause}", values).fetchone()[0]

    def numbers(self, best):
        return [number for number, in best]


if __name__ == "__main__":
    main(build, Searcher)
