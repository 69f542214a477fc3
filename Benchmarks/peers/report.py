"""Compares answers and prints Markdown tables."""
import math

from contestants import OWN
from queries import CLASSES, EXACT

PERCENTILES = (50, 95, 99)
UNRANKED = ("prefix", "fuzzy")  # Lucene and tantivy give all hits one score, so that only their counts compare


def percentile(values, share):
    """The nearest rank: the least value that so many per cent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]


def class_of(name):
    """and2-017 → and2."""
    return name.rsplit("-", 1)[0]


def mismatches(answers, classes):
    """Lines for queries whose hits the engines count differently, or that one of them did not answer.

    An engine that answers no query of `prefix` or `fuzzy` cannot do them, and is left out there.
    """
    for kind in classes:
        names = sorted({name for table in answers.values() for name in table if class_of(name) == kind})
        able = [engine for engine, table in answers.items() if kind not in UNRANKED or any(name in table for name in names)]
        for name in names:
            hits = {engine: answers[engine][name].hits if name in answers[engine] else "none" for engine in able}
            if len(set(hits.values())) > 1:
                yield f"{name}: " + ", ".join(f"{engine} {count}" for engine, count in hits.items())


def overlap(first, second):
    """How much of the best ten of one query is in the best ten of the other."""
    most = max(len(first.ids), len(second.ids))
    return len(set(first.ids) & set(second.ids)) / most if most else 1.0


def times(table, kind, measure):
    """The µs of a class: `best_time` or `count_time` of each of its answers."""
    return [getattr(answer, measure) for name, answer in table.items() if class_of(name) == kind]


def markdown(heads, rows):
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def number(value):
    """Three digits that tell something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


class Report:
    """All that one run measured.

    - answers: engine → query → Answer. costs: engine → name of the measure → value. own: answers to queries that
      only thongbao has.
    """

    def __init__(self, answers, costs, own):
        self.answers = answers
        self.costs = costs
        self.own = own
        self.engines = list(costs)

    def cost_table(self):
        heads = []
        for measures in self.costs.values():
            heads += [measure for measure in measures if measure not in heads]
        rows = [[engine] + [number(measures[head]) if head in measures else "–" for head in heads]
                for engine, measures in self.costs.items()]
        return markdown(["engine"] + heads, rows)

    def latency_table(self, measure):
        rows = []
        for kind in CLASSES:
            found = [times(self.answers[engine], kind, measure) for engine in self.engines]
            rows.append([kind] + [" / ".join(number(percentile(values, share)) for share in PERCENTILES) if values else "–"
                                  for values in found])
        return markdown(["class"] + self.engines, rows)

    def sum_table(self, measure):
        """ms of all queries of a class, and over the classes that every engine answers alike."""
        rows = []
        for kind in CLASSES:
            found = [times(self.answers[engine], kind, measure) for engine in self.engines]
            rows.append([kind] + [number(sum(values) / 1000) if values else "–" for values in found])
        whole = [sum(sum(times(self.answers[engine], kind, measure)) for kind in EXACT) for engine in self.engines]
        rows.append([f"**without {' and '.join(UNRANKED)}**"] + [f"**{number(value / 1000)}**" for value in whole])
        return markdown(["class"] + self.engines, rows)

    def ratio_table(self, measure):
        """How many times thongbao's median, and its sum, each engine takes."""
        others = [engine for engine in self.engines if engine != OWN]
        rows = []
        for kind in CLASSES:
            own, row = times(self.answers[OWN], kind, measure), [kind]
            for engine in others:
                theirs = times(self.answers[engine], kind, measure)
                row.append(f"{percentile(theirs, 50) / percentile(own, 50):.2f} / {sum(theirs) / sum(own):.2f}"
                           if theirs and own else "–")
            rows.append(row)
        return markdown(["class"] + others, rows)

    def overlap_table(self):
        first = self.engines[0]
        rows = []
        for kind in EXACT:
            row = [kind]
            for engine in self.engines[1:]:
                shared = [overlap(answer, self.answers[engine][name]) for name, answer in self.answers[first].items()
                          if class_of(name) == kind and name in self.answers[engine]]
                row.append(f"{sum(shared) / len(shared):.2f}" if shared else "–")
            rows.append(row)
        return markdown([f"shared with {first}"] + self.engines[1:], rows)

    def own_table(self):
        rows = []
        for kind in sorted(set(map(class_of, self.own))):
            cells = [" / ".join(number(percentile(times(self.own, kind, measure), share)) for share in PERCENTILES)
                     for measure in ("best_time", "count_time")]
            rows.append([kind.removeprefix("own_"), *cells])
        return markdown(["class", "best ten", "count"], rows)

    def text(self):
        parts = ["## Index, size, memory, first query\n", self.cost_table(),
                 "## Best ten: CPU µs, p50 / p95 / p99\n", self.latency_table("best_time"),
                 "## Count: CPU µs, p50 / p95 / p99\n", self.latency_table("count_time"),
                 "## Best ten: sum of all queries, CPU ms\n", self.sum_table("best_time"),
                 "## Count: sum of all queries, CPU ms\n", self.sum_table("count_time")]
        if OWN in self.engines:
            parts += ["## Best ten: times what thongbao takes, median / sum\n", self.ratio_table("best_time"),
                      "## Count: times what thongbao takes, median / sum\n", self.ratio_table("count_time")]
        parts += ["## Best ten that are the same\n", self.overlap_table()]
        if self.own:
            parts += ["## Queries that only thongbao has: CPU µs, p50 / p95 / p99\n", self.own_table()]
        return "\n".join(parts)

    def rows(self):
        """(engine, measure, class, value) of everything."""
        for engine, measures in self.costs.items():
            for measure, value in measures.items():
                yield engine, measure, "", f"{value:.3f}"
        tables = [(engine, self.answers[engine], CLASSES) for engine in self.engines]
        tables.append((OWN, self.own, sorted(set(map(class_of, self.own)))))
        for engine, table, kinds in tables:
            for kind in kinds:
                for measure, label in (("best_time", "best ten"), ("count_time", "count")):
                    values = times(table, kind, measure)
                    if values:
                        for share in PERCENTILES:
                            yield engine, f"{label} p{share} µs", kind, f"{percentile(values, share):.1f}"
                        yield engine, f"{label} sum µs", kind, f"{sum(values):.1f}"
