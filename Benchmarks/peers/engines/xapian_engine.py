#!/usr/bin/env python3
"""Xapian, by its Python binding.

Its own word splitter keeps other tokens, so each token is handed over by itself, which costs two fifths of
the time of indexing. Version 1.4 has no search by edit distance.
"""
import re
import shutil

from driver import day_number, main, notices

TOKEN = re.compile(r"[^\W_]+")
FLUSH = 25_000  # documents between two writes
REFERENCE, DATE = "XREF", 0  # the prefix of a keyword, the slot of a value


def build(path, folder, _, merge):
    import xapian
    target = str(folder / "base")
    base = xapian.WritableDatabase(target, xapian.DB_CREATE_OR_OVERWRITE)
    for done, (number, text, day, references) in enumerate(notices(path), 1):
        document = xapian.Document()
        for position, token in enumerate(TOKEN.findall(text.lower()), 1):
            document.add_posting(token, position)
        for reference in references:
            document.add_boolean_term(REFERENCE + reference)
        document.add_value(DATE, xapian.sortable_serialise(day))
        base.replace_document(number + 1, document)
        if done % FLUSH == 0:
            base.commit()
    base.commit()
    if merge:
        base.compact(str(folder / "compact"))
        base.close()
        shutil.rmtree(target)
        (folder / "compact").rename(target)


class Searcher:
    def __init__(self, folder):
        import xapian
        self.xapian = xapian
        self.base = xapian.Database(str(folder / "base"))
        self.enquire = xapian.Enquire(self.base)
        self.enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 1, 0.75, 0))

    def prepare(self, query):
        make = self.xapian.Query
        if "fuzzy" in query:
            return None
        if "prefix" in query:
            return make(make.OP_WILDCARD, query["prefix"], 0, make.WILDCARD_LIMIT_ERROR, make.OP_SYNONYM)
        words = query.get("terms", [])
        if query.get("phrase"):
            return make(make.OP_PHRASE, words, len(words))
        result = make(make.OP_OR if query.get("any") else make.OP_AND, words) if words else None
        if "reference" in query:
            cited = make(REFERENCE + query["reference"])
            result = make(make.OP_FILTER, result, cited) if words else make(make.OP_SCALE_WEIGHT, cited, 0)
        if "from" in query:
            limits = [self.xapian.sortable_serialise(day_number(query[end])) for end in ("from", "to")]
            result = make(make.OP_FILTER, result, make(make.OP_VALUE_RANGE, DATE, *limits))
        return result

    def best(self, prepared, limit):
        self.enquire.set_query(prepared)
        return self.enquire.get_mset(0, limit)

    def count(self, prepared):
        self.enquire.set_query(prepared)
        return self.enquire.get_mset(0, 0, self.base.get_doccount()).get_matches_estimated()

    def numbers(self, best):
        return [match.docid - 1 for match in best]


if __name__ == "__main__":
    main(build, Searcher)
