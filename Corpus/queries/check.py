#!/usr/bin/env python3
"""Check queries.tsv and qrels.tsv: form, names, grades, and that no query stands without judgments.

    python3 Corpus/queries/check.py

Prints what is wrong, a line each, then the counts. Exits 0 if nothing is wrong, 1 if something is.
"""

import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOTICES = HERE.parent / "notices"

# The README names both kinds.
NOTHING_FOUND = {"q084", "q085", "q086", "q087"}
DECOMPOSED = {"q078"}


def rows(path, columns, problems):
    """Yields (place, cells) for every line after the first that has as many cells as there are columns."""
    text = path.read_bytes().decode("utf-8")
    if "\r" in text or not text.endswith("\n"):
        problems.append(f"{path.name}: lines have to end with LF, the last one too")
    lines = text.removesuffix("\n").split("\n")
    if lines[0].split("\t") != columns:
        problems.append(f"{path.name}:1: the columns are {lines[0]!r}, not {columns}")
    for number, line in enumerate(lines[1:], 2):
        place, cells = f"{path.name}:{number}", line.split("\t")
        if len(cells) != len(columns):
            problems.append(f"{place}: {len(cells)} cells instead of {len(columns)}")
        elif any(not cell or cell != cell.strip() for cell in cells):
            problems.append(f"{place}: a cell is empty or has blanks around it")
        else:
            yield place, cells


def check_queries(problems):
    """Returns the query of each id."""
    queries = {}
    for place, (name, query, need) in rows(HERE / "queries.tsv", ["id", "query", "need"], problems):
        if not re.fullmatch(r"q[0-9]{3}", name):
            problems.append(f"{place}: {name!r} is no id")
        if name in queries:
            problems.append(f"{place}: {name} is there twice")
        if query in queries.values():
            problems.append(f"{place}: the query {query!r} is there twice")
        if queries and name < max(queries):
            problems.append(f"{place}: {name} is out of order")
        if not unicodedata.is_normalized("NFC", need):
            problems.append(f"{place}: the need is not NFC")
        form, other = ("NFD", "NFC") if name in DECOMPOSED else ("NFC", "NFD")
        if not unicodedata.is_normalized(form, query):
            problems.append(f"{place}: the query is not {form}")
        if form == "NFD" and unicodedata.is_normalized(other, query):
            problems.append(f"{place}: the query has nothing to decompose")
        queries[name] = query
    return queries


def check_judgments(queries, problems):
    """Returns the grade of each (query, document)."""
    documents = {path.name for path in NOTICES.iterdir()}
    grades, previous = {}, ("", 0, "")
    for place, (name, document, grade) in rows(HERE / "qrels.tsv", ["id", "document", "grade"], problems):
        if name not in queries:
            problems.append(f"{place}: there is no query {name}")
        if document not in documents:
            problems.append(f"{place}: there is no notice {document}")
        if grade not in {"1", "2", "3"}:
            problems.append(f"{place}: {grade!r} is no grade")
            continue
        if (name, document) in grades:
            problems.append(f"{place}: {document} is judged twice for {name}")
        order = (name, -int(grade), document)
        if order < previous:
            problems.append(f"{place}: out of order; by id, then the best grade, then document")
        grades[name, document], previous = int(grade), order
    return grades


def check_coverage(queries, grades, problems):
    best = {}
    for (name, _), grade in grades.items():
        best[name] = max(grade, best.get(name, 0))
    for name in sorted(queries):
        if name in NOTHING_FOUND:
            if name in best:
                problems.append(f"{name} should find nothing, but has judgments")
        elif best.get(name, 0) < 2:
            problems.append(f"{name} has no document of grade 2 or 3")
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    for name in sorted(NOTHING_FOUND | DECOMPOSED):
        if name not in queries:
            problems.append(f"there is no query {name}")
        if name not in readme:
            problems.append(f"README.md does not name {name}")


def main():
    problems = []
    queries = check_queries(problems)
    grades = check_judgments(queries, problems)
    check_coverage(queries, grades, problems)
    for problem in problems:
        print(problem)
    counts = Counter(grades.values())
    print(f"{len(queries)} queries, {len(grades)} judgments ({counts[3]} of 3, {counts[2]} of 2, {counts[1]} of 1), "
          f"{len({document for _, document in grades})} notices judged, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
