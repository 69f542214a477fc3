#!/usr/bin/env python3
"""Makes the queries of the benchmark from what the notices hold.

    python3 queries.py notices.ndjson --out FOLDER

writes, to FOLDER,

    queries.tsv            id, class, the query as JSON: for the drivers of the peers
    thongbao-queries.tsv   id, the same in thongbao's own language
    thongbao-own.tsv       id, queries that only thongbao has: unmarked, marked and widened words

The JSON has what its class needs of `terms` (all of them, unless `any` or `phrase` is true), `prefix`, `fuzzy`,
`reference`, `from` and `to` (days, both included).
Words are asked for as they are printed, in small letters. None of them occurs in the numbers of documents, which an
engine may keep whole, and none is a Roman numeral.
"""
import argparse
import json
import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

from notices import DAYS, FIRST_DAY

TOKEN = re.compile(r"[^\W_]+")
PAIR = re.compile(r"(?<![^\W_])(?=([^\W\d_]{2,}) ([^\W\d_]{2,})(?![^\W_]))")
WORD = re.compile(r"[^\W\d_]{2,}")
ROMAN = re.compile(r"[ivxlcdm]+")
PAIR_SAMPLE = 5000  # notices from which pairs are counted
SPANS = (30, 90, 365, 730)  # days of a date filter

# The classes whose hits every engine must count alike.
EXACT = ("term_frequent", "term_medium", "term_rare", "and2", "or5", "phrase2", "reference", "reference_and_text",
         "date_filtered")
CLASSES = EXACT + ("prefix", "fuzzy")


class Statistics:
    """Document frequencies of words, pairs and references."""

    def __init__(self, path):
        self.count, words, codes = 0, Counter(), set()
        self.pairs, self.references = Counter(), Counter()
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                notice = json.loads(line)
                text = notice["text"].lower()
                words.update(set(TOKEN.findall(text)))
                self.references.update(notice["references"])
                for symbol in notice["references"] + [notice["identifier"]]:
                    codes.update(TOKEN.findall(symbol.lower()))
                if self.count < PAIR_SAMPLE:
                    self.pairs.update({match.groups() for match in PAIR.finditer(text)})
                self.count += 1
        self.words = {word: found for word, found in words.items()
                      if WORD.fullmatch(word) and not ROMAN.fullmatch(word) and word not in codes}

    def words_between(self, low, high):
        """Words that are in that share of the notices; of few notices, at least in two."""
        least, most = max(low * self.count, 2), max(high * self.count, 5)
        return sorted(word for word, found in self.words.items() if least <= found < most)

    def pairs_between(self, low, high):
        sampled = min(self.count, PAIR_SAMPLE)
        least, most = max(low * sampled, 2), max(high * sampled, 5)
        return sorted(pair for pair, found in self.pairs.items()
                      if least <= found < most and pair[0] != pair[1] and all(word in self.words for word in pair))

    def references_between(self, low, high):
        return sorted(symbol for symbol, found in self.references.items() if low <= found < high)


class QueryMaker:
    """Draws queries of each class, no two of a class the same."""

    def __init__(self, statistics, seed):
        self.random = Random(f"{seed} queries")
        self.statistics = statistics
        self.frequent = statistics.words_between(0.2, 0.9)
        self.medium = statistics.words_between(0.01, 0.1)
        self.rare = statistics.words_between(0.0001, 0.001)
        self.frequent_pairs = statistics.pairs_between(0.02, 0.9)
        self.rarer_pairs = statistics.pairs_between(0.0005, 0.01)
        bands = [(1, 10), (10, 100), (100, 1000), (1000, 10**9)]
        self.references = [band for band in (statistics.references_between(*limits) for limits in bands) if band]

    def several(self, count, make):
        """Distinct results of `make`, as many as wished or as a fair number of tries gives."""
        found = {}
        for number in range(20 * count):
            query = make(number)
            found.setdefault(json.dumps(query, ensure_ascii=False, sort_keys=True), query)
            if len(found) == count:
                break
        return list(found.values())

    def term_frequent(self, _):
        return {"terms": [self.random.choice(self.frequent)]}

    def term_medium(self, _):
        return {"terms": [self.random.choice(self.medium)]}

    def term_rare(self, _):
        return {"terms": [self.random.choice(self.rare)]}

    def and2(self, number):
        """Two frequent words, a frequent and a medium one, two medium ones, in turn."""
        kinds = [(self.frequent, self.frequent), (self.frequent, self.medium), (self.medium, self.medium)][number % 3]
        return {"terms": self._distinct(kinds)}

    def or5(self, _):
        pools = [self.random.choice((self.frequent, self.medium)) for _ in range(4)] + [self.rare]
        return {"terms": self._distinct(pools), "any": True}

    def phrase2(self, number):
        return {"terms": list(self.random.choice((self.frequent_pairs, self.rarer_pairs)[number % 2])), "phrase": True}

    def prefix(self, number):
        pool = [word for word in (self.frequent, self.medium, self.rare)[number % 3] if len(word) > 2]
        word = self.random.choice(pool)
        return {"prefix": word[:self.random.randrange(2, min(len(word), 5))]}

    def fuzzy(self, number):
        pool = [word for word in (self.frequent, self.medium, self.rare)[number % 3] if len(word) > 3]
        return {"fuzzy": self.random.choice(pool)}

    def reference(self, number):
        return {"reference": self.random.choice(self.references[number % len(self.references)])}

    def reference_and_text(self, number):
        cited = self.references[1:] or self.references
        pool = (self.frequent, self.medium)[number % 2]
        return {"reference": self.random.choice(cited[number % len(cited)]), "terms": [self.random.choice(pool)]}

    def date_filtered(self, number):
        span = SPANS[number % len(SPANS)]
        first = FIRST_DAY + timedelta(days=self.random.randrange(DAYS - span))
        pool = (self.frequent, self.medium)[number // len(SPANS) % 2]
        return {"terms": [self.random.choice(pool)], "from": first.isoformat(),
                "to": (first + timedelta(days=span - 1)).isoformat()}

    def pair(self, number):
        return self.phrase2(number)["terms"]

    def _distinct(self, pools):
        words = [self.random.choice(pool) for pool in pools]
        return words if len(set(words)) == len(words) else self._distinct(pools)


def in_thongbao(query):
    """The query in thongbao's language, `=` asking for the very word."""
    words = ["=" + word for word in query.get("terms", [])]
    if query.get("phrase"):
        return '="' + " ".join(query["terms"]) + '"'
    if query.get("any"):
        return " OR ".join(words)
    if "prefix" in query:
        return f"={query['prefix']}*"
    if "fuzzy" in query:
        return f"={query['fuzzy']}~1"
    if "reference" in query:
        words.insert(0, f"ref:{query['reference']}")
    if "from" in query:
        words.append(f"date:{query['from']}..{query['to']}")
    return " AND ".join(words)


def unmarked(word):
    """Without tone marks and diacritics: đảng → dang."""
    plain = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def read_queries(path):
    """(id, class, query) of each line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            name, kind, query = line.rstrip("\n").split("\t")
            yield name, kind, json.loads(query)


def write_queries(notices, folder, each=100, seed=1):
    maker = QueryMaker(Statistics(notices), seed)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "queries.tsv").open("w", encoding="utf-8") as peers, \
            (folder / "thongbao-queries.tsv").open("w", encoding="utf-8") as ours:
        for kind in CLASSES:
            for number, query in enumerate(maker.several(each, getattr(maker, kind))):
                name = f"{kind}-{number:03d}"
                peers.write(f"{name}\t{kind}\t{json.dumps(query, ensure_ascii=False)}\n")
                ours.write(f"{name}\t{in_thongbao(query)}\n")
    with (folder / "thongbao-own.tsv").open("w", encoding="utf-8") as ours:
        for number, pair in enumerate(maker.several(each, maker.pair)):
            ours.write(f"own_unmarked-{number:03d}\t{' '.join(map(unmarked, pair))}\n")
            ours.write(f"own_marked-{number:03d}\t{' '.join(pair)}\n")
            ours.write(f"own_widened-{number:03d}\t{' '.join(word + '~' for word in pair)}\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("notices", type=Path)
    arguments.add_argument("--out", type=Path, required=True, help="folder")
    arguments.add_argument("--each", type=int, default=100, help="queries of each class")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    write_queries(options.notices, options.out, options.each, options.seed)


if __name__ == "__main__":
    main()
