#!/usr/bin/env python3
"""Writes `counts.tsv`, the statistics that `generate.py` draws its words from.

    python3 make_counts.py UNIGRAMS.tsv BIGRAMS.tsv.gz

UNIGRAMS has the columns token, count, count in legal texts, kind, share printed in capitals; BIGRAMS
first, second, count, count in legal texts. `<s>` is the end of a sentence and `<n>` a number. Official
notices are nearest to legal texts, so a legal occurrence weighs ten times.

The result holds the most frequent pairs, one line for each first word:

    word <TAB> weight <TAB> second weight second weight …

Words that are printed in capitals stand in capitals, tone marks stand where tradition puts them (hòa,
not hoà), and a second word is given by the number of its line, from 0.
"""
import argparse
import gzip
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

LEGAL_EXTRA = 9
SCALE = 4  # weights are divided by it: four occurrences are one
MOVED = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe",
         "oẽ": "õe", "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}
FINAL = re.compile("(?<!q)(" + "|".join(MOVED) + ")$")


def traditional(word):
    """Moves the tone mark of hoà, khoẻ, uỷ to where tradition puts it: hòa, khỏe, ủy."""
    return FINAL.sub(lambda match: MOVED[match.group()], word)


def rows(lines):
    """The columns of the lines that are no remarks."""
    return (line.rstrip("\n").split("\t") for line in lines if not line.startswith("#"))


def weight(count, legal):
    return (int(count) + LEGAL_EXTRA * int(legal)) // SCALE


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("unigrams", type=Path)
    arguments.add_argument("bigrams", type=Path)
    arguments.add_argument("--pairs", type=int, default=60_000)
    arguments.add_argument("--out", type=Path, default=Path(__file__).parent / "counts.tsv")
    options = arguments.parse_args()

    words, seen = [], {}
    with options.unigrams.open(encoding="utf-8") as lines:
        for token, count, legal, _, capitals in rows(lines):
            seen[token] = len(words)
            plain = unicodedata.normalize("NFKC", token)  # km² → km2: not all engines hold ² to be a digit
            printed = plain.upper() if float(capitals) > 0.9 else traditional(plain)
            words.append((printed, max(weight(count, legal), 1)))

    with gzip.open(options.bigrams, "rt", encoding="utf-8") as lines:
        pairs = [(weight(count, legal), first, second) for first, second, count, legal in rows(lines)]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    following = defaultdict(list)
    for count, first, second in pairs[:options.pairs]:
        following[first].append(f"{seen[second]} {count}")

    with options.out.open("w", encoding="utf-8") as out:
        for token, number in seen.items():
            printed, count = words[number]
            out.write(f"{printed}\t{count}\t{' '.join(following[token])}\n")


if __name__ == "__main__":
    main()
