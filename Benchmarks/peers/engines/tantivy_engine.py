#!/usr/bin/env python3
"""tantivy, by its Python binding.

Its `simple` tokenizer cuts at whatever is no letter and no digit, so with small letters it gives the tokens that all
engines are to have. The binding has no collector that only counts. The cheapest that it has is used: of one term, its
document frequency; of few hits, a count beside the single best one; else a sum of ones over `number`, which needs no scores.
"""
import re

from driver import day_number, main, notices

MEMORY = 256 << 20  # bytes before a segment is written
HITS = {"hits": {"value_count": {"field": "number"}}}


def with_tokenizers(tantivy, index):
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase()).build()
    index.register_tokenizer("words", words)
    return index


def build(path, folder, threads, merge):
    import tantivy
    if merge:
        raise SystemExit("the binding cannot merge segments")
    schema = (tantivy.SchemaBuilder()
              .add_text_field("text", tokenizer_name="words", index_option="position")
              .add_text_field("reference", tokenizer_name="raw", index_option="basic")
              .add_unsigned_field("date", fast=True)
              .add_unsigned_field("number", fast=True).build())
    writer = with_tokenizers(tantivy, tantivy.Index(schema, str(folder))).writer(MEMORY * threads, threads)
    for number, text, day, references in notices(path):
        document = tantivy.Document()
        document.add_text("text", text)
        document.add_unsigned("date", day)
        document.add_unsigned("number", number)
        for reference in references:
            document.add_text("reference", reference)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class Searcher:
    def __init__(self, folder):
        import tantivy
        self.tantivy = tantivy
        index = with_tokenizers(tantivy, tantivy.Index.open(str(folder)))
        self.schema = index.schema
        self.searcher = index.searcher()

    def _term(self, field, value, option):
        return self.tantivy.Query.term_query(self.schema, field, value, option)

    def prepare(self, query):
        """The query, and what counts its hits."""
        built, term = self._built(query)
        if term:
            return built, lambda: self.searcher.doc_freq(*term)
        if "reference" in query:
            return built, lambda: self.searcher.search(built, 1, count=True).count
        return built, lambda: int(self.searcher.aggregate(built, HITS)["hits"]["value"])

    def _built(self, query):
        """The query, and its field and word if it is one term."""
        tantivy, schema = self.tantivy, self.schema
        make, must, should = tantivy.Query, tantivy.Occur.Must, tantivy.Occur.Should
        if "prefix" in query:
            return make.regex_query(schema, "text", re.escape(query["prefix"]) + ".*"), None
        if "fuzzy" in query:
            return make.fuzzy_term_query(schema, "text", query["fuzzy"], 1, True), None
        words = query.get("terms", [])
        terms = [self._term("text", word, "freq") for word in words]
        if query.get("phrase"):
            return make.phrase_query(schema, "text", words), None
        if query.get("any"):
            return make.boolean_query([(should, term) for term in terms]), None
        parts = [(must, term) for term in terms]
        if "reference" in query:
            cited = self._term("reference", query["reference"], "basic")
            if not terms:
                return make.const_score_query(cited, 1), ("reference", query["reference"])
            parts.append((must, make.const_score_query(cited, 0)))
        if "from" in query:
            limits = day_number(query["from"]), day_number(query["to"])
            days = make.range_query(schema, "date", tantivy.FieldType.Unsigned, *limits)
            parts.append((must, make.const_score_query(days, 0)))
        return (terms[0], ("text", words[0])) if len(parts) == 1 else (make.boolean_query(parts), None)

    def best(self, prepared, limit):
        return self.searcher.search(prepared[0], limit, count=False)

    def count(self, prepared):
        return prepared[1]()

    def numbers(self, best):
        return self.searcher.fast_field_values("number", [address for _, address in best.hits])


if __name__ == "__main__":
    main(build, Searcher, threads_allowed=True)
