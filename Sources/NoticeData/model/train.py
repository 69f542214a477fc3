#!/usr/bin/env python3
"""Makes ../data/language.bin, the trigram model of repair, from counts of public texts.

    python3 train.py --unigrams unigrams.tsv --legal legal.txt --news news.txt [-o language.bin]

--unigrams  the vocabulary: token, count, count in legal texts, kind (syl, other, mark), share in capitals
--legal     plain text, a paragraph a line: Bộ Pháp điển (codified law) and the laws of the Vietnamese Legal Corpus
--news      plain text, a sentence a line: the VNDS news articles, blanks instead of `_`
Read beside these: formulas.txt, the names in ../data/*.tsv, and the notices of Corpus/ that are not for testing.

Sources (public snapshots on GitHub): quangthai87vn/NLP-TraCuuPhapDienVN 75b8e8f, undertheseanlp/resources cbdb3c3,
ThanhChinhBK/vietnews a20d9b7f. Only counts are kept: 400,000 pairs and 800,000 triples of words, each with the logarithm of
its probability to a twelfth; no text can be had back.

Method: Kneser-Ney trigrams with modified discounts (Chen and Goodman 1999) of each half, mixed half and half; n-grams kept by
their weighted gain over backing off (Stolcke 1998). Needs numpy and 12 GB of memory; takes some minutes.

language.bin: `TBLM1\\n`, then as LEB128 the numbers of words, pairs, triples; for each word its length and UTF-8, and five
bytes: kind (0 mark, 1 syllable, 2 other), share with a capital inside sentences × 255, share in capitals × 255, −12 ln p,
32 − 16 ln back-off; then for each word its pairs, ascending: their number; of each the distance to the last second word × 2,
+ 1 if triples follow; −12 ln p; and, if so, 32 − 16 ln back-off, the number of triples, of each the distance to the last
third word and −12 ln p.
"""
import argparse
import collections
import re
import unicodedata
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PAIRS, TRIPLES = 400_000, 800_000
PHRASE_WEIGHT, NOTICE_WEIGHT = 60, 10
TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,/:-]\d+)*|[.;:!?…\n]")
CAPITALS = re.compile(r"[^\W\d_]+|[.;:!?…\n\"“”(\-]")

TONES = "\u0300\u0301\u0309\u0303\u0323"
NEW_STYLE = {unicodedata.normalize("NFC", a + tone) + b: a + unicodedata.normalize("NFC", b + tone)
             for a, b in ("oa", "oe", "uy") for tone in TONES}
OLD_TONE = re.compile("|".join(NEW_STYLE))


def canonical(word):
    """Lower case, the tone in the new style: as the vocabulary has it."""
    return OLD_TONE.sub(lambda m: NEW_STYLE[m.group()], unicodedata.normalize("NFC", word).lower())


class Vocabulary:
    def __init__(self, path):
        self.rows = [line.rstrip("\n").split("\t") for line in path.open(encoding="utf8") if line[0] != "#"]
        self.ids = {row[0]: number for number, row in enumerate(self.rows)}
        self.unknown = len(self.rows)
        self.width = self.unknown + 1
        self.number, self.stop = self.ids["<n>"], self.ids["<s>"]
        self.cache = {}

    def id(self, token):
        found = self.cache.get(token)
        if found is None:
            first = token[0]
            if first.isdigit():
                return self.number
            if first in ".;:!?…\n":
                return self.stop
            found = self.cache[token] = self.ids.get(canonical(token), self.unknown)
        return found

    def numbers(self, text):
        text = unicodedata.normalize("NFC", text)
        return np.fromiter((self.id(token) for token in TOKEN.findall(text)), np.uint16)

    def of_file(self, path, seen):
        """The text's words; paragraphs of 30 letters and more count once over all files."""
        parts, buffer, size = [], [], 0
        for line in path.open(encoding="utf8", errors="replace"):
            line = line.strip()
            if not line:
                continue
            if len(line) >= 30:
                if line in seen:
                    continue
                seen.add(line)
            buffer.append(line)
            size += len(line)
            if size > 4_000_000:
                parts.append(self.numbers("\n".join(buffer) + "\n"))
                buffer, size = [], 0
        return np.concatenate(parts + [self.numbers("\n".join(buffer) + "\n")])


def counted(keys):
    keys.sort()
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[starts], np.diff(np.append(starts, len(keys))).astype(np.float32)


def find(keys, wanted):
    places = np.searchsorted(keys, wanted)
    places[places == len(keys)] = 0
    return places, keys[places] == wanted


class KneserNey:
    """Interpolated trigrams with modified discounts."""

    def __init__(self, words, vocabulary):
        self.width = width = vocabulary.width
        a = words.astype(np.int64)
        keep = np.ones(len(a), bool)
        keep[1:] = ~((a[1:] == vocabulary.stop) & (a[:-1] == vocabulary.stop))
        a = a[keep]
        self.triples, self.triple_counts = counted((a[:-2] * width + a[1:-1]) * width + a[2:])
        self.raw_pairs, self.raw_pair_counts = counted(a[:-1] * width + a[1:])
        self.pairs, self.pair_counts = counted(self.triples % (width * width))
        ends = np.bincount(self.pairs % width, minlength=width).astype(np.float64)
        self.single = 0.999 * ends / ends.sum() + 0.001 / width
        self.triple_discounts, self.pair_discounts = map(self.discounts, (self.triple_counts, self.pair_counts))
        self.after_pairs = self.contexts(self.triples, self.triple_counts, self.triple_discounts)
        self.after_words = self.contexts(self.pairs, self.pair_counts, self.pair_discounts)

    @staticmethod
    def discounts(counts):
        n = [float((counts == i).sum()) for i in range(5)]
        y = n[1] / (n[1] + 2 * n[2])
        return np.array([0, 1 - 2 * y * n[2] / n[1], 2 - 3 * y * n[3] / n[2], 3 - 4 * y * n[4] / n[3]])

    def contexts(self, keys, counts, discounts):
        heads = keys // self.width
        starts = np.flatnonzero(np.concatenate(([True], heads[1:] != heads[:-1])))
        taken = discounts[np.minimum(counts, 3).astype(int)]
        return heads[starts], np.add.reduceat(counts.astype(np.float64), starts), np.add.reduceat(taken, starts)

    def level(self, keys, counts, discounts, contexts, wanted, context, lower):
        place, known = find(keys, wanted)
        count = np.where(known, counts[place], 0).astype(np.float64)
        place, follows = find(contexts[0], context)
        total = np.where(follows, contexts[1][place], 1)
        mass = np.where(follows, contexts[2][place], 1)
        return np.where(known, (count - discounts[np.minimum(count, 3).astype(int)]) / total, 0) + mass / total * lower

    def pair(self, b, c):
        return self.level(self.pairs, self.pair_counts, self.pair_discounts, self.after_words, b * self.width + c, b, self.single[c])

    def triple(self, a, b, c):
        context = a * self.width + b
        return self.level(self.triples, self.triple_counts, self.triple_discounts, self.after_pairs, context * self.width + c,
                          context, self.pair(b, c))


def phrases():
    lines = [line.strip() for line in (HERE / "formulas.txt").open(encoding="utf8") if line[0] != "#"] * 2
    for name, columns in (("agencies", (0, 1)), ("heads", (0,)), ("bodies", (1,)), ("kinds", (1,)), ("laws", (0,)), ("posts", (0,)),
                          ("fields", (0,)), ("compounds", (0,)), ("provinces", (0,)), ("topics", (0,))):
        for line in (HERE.parent / "data" / f"{name}.tsv").open(encoding="utf8"):
            cells = line.rstrip("\n").split("\t")
            lines += [cells[k] for k in columns if k < len(cells) and len(cells[k].split()) > 1]
    return ". ".join(lines) + "."


def notices():
    corpus = ROOT / "Corpus"
    left_out = {line.strip().split(".")[0] for name in ("scans/test.txt", "malformed.txt")
                for line in (corpus / name).open(encoding="utf8") if line.strip() and line[0] != "#"}
    texts = [re.sub(r"(?<=[^\n.;:])\n(?=[^\n])", " ", path.read_text("utf8"))
             for path in sorted((corpus / "notices").iterdir()) if path.name.split(".")[0] not in left_out]
    return "\n".join(texts).replace("*", "").replace("#", "").replace("_", " ")


def capital_shares(vocabulary, paths):
    small, capital = collections.Counter(), collections.Counter()
    for path in paths:
        text = path.open(encoding="utf8", errors="replace")
        while part := text.read(8_000_000):
            before = "\n"
            for token in CAPITALS.findall(unicodedata.normalize("NFC", part)):
                if token[0].isalpha() and before.isalpha():
                    if not token[0].isupper():
                        small[canonical(token)] += 1
                    elif not (len(token) > 1 and token[1:].isupper()):
                        capital[canonical(token)] += 1
                before = token
    return [(capital[row[0]] + 0.5) / (small[row[0]] + capital[row[0]] + 1) for row in vocabulary.rows]


def best(gain, count):
    return np.partition(gain, -count)[-count]


def model(halves, width, unknown):
    """The n-grams that are kept, and their scores as they are written."""
    mixed = [sum(part) / 2 for part in zip(*(half.single[None] for half in halves))][0]
    pair = lambda b, c: sum(half.pair(b, c) for half in halves) / 2
    triple = lambda a, b, c: sum(half.triple(a, b, c) for half in halves) / 2

    def share(keys, tables):
        total = 0
        for known, counts, all_counts in tables:
            place, found = find(known, keys)
            total = total + np.where(found, counts[place], 0) / (2 * all_counts)
        return total

    (legal, news) = halves
    sizes = [half.triple_counts.sum() for half in halves]
    k3 = np.unique(np.concatenate([legal.triples[legal.triple_counts >= 2], news.triples[news.triple_counts >= 3]]))
    a, b, c = k3 // width ** 2, k3 // width % width, k3 % width
    known = (a != unknown) & (b != unknown) & (c != unknown)
    k3, a, b, c = k3[known], a[known], b[known], c[known]
    gain3 = share(k3, [(h.triples, h.triple_counts, n) for h, n in zip(halves, sizes)]) * np.log(triple(a, b, c) / (pair(b, c) * 0.6))
    k2 = np.unique(np.concatenate([legal.raw_pairs[legal.raw_pair_counts >= 2], news.raw_pairs[news.raw_pair_counts >= 3]]))
    b, c = k2 // width, k2 % width
    known = (b != unknown) & (c != unknown)
    k2, b, c = k2[known], b[known], c[known]
    p2 = pair(b, c)
    gain2 = share(k2, [(h.raw_pairs, h.raw_pair_counts, n) for h, n in zip(halves, sizes)]) * np.log(p2 / (mixed[c] * 0.5))

    k3 = k3[gain3 >= best(gain3, TRIPLES)]
    chosen = np.isin(k2, np.unique(k3 // width))
    chosen |= (gain := np.where(chosen, -1, gain2)) >= best(gain, PAIRS - chosen.sum())
    k2, p2 = k2[chosen], np.log(p2[chosen])
    k3 = k3[np.isin(k3 // width, k2)]
    left1 = 1 - np.bincount(k2 // width, np.exp(p2), width)
    right1 = 1 - np.bincount(k2 // width, mixed[k2 % width], width)
    back1 = np.log(np.maximum(left1, 1e-4) / np.maximum(right1, 1e-4))
    score = lambda logarithm: np.clip(np.round(-logarithm * 12), 0, 255)
    q1, q2, q3 = score(np.log(mixed)), score(p2), score(np.log(triple(k3 // width ** 2, k3 // width % width, k3 % width)))
    b, c = k3 // width % width, k3 % width
    place, found = find(k2, b * width + c)
    lower = np.where(found, -q2[place] / 12, back1[b] - q1[c] / 12)
    place, _ = find(k2, k3 // width)
    left2 = 1 - np.bincount(place, np.exp(-q3 / 12), len(k2))
    right2 = 1 - np.bincount(place, np.exp(lower), len(k2))
    back2 = np.log(np.maximum(left2, 1e-3) / np.maximum(right2, 1e-3))
    clip = lambda backs: np.clip(np.round(-np.clip(backs, -6, 1.5) * 16) + 32, 0, 255).astype(int)
    return k2, k3, q1, q2, q3, clip(back1), clip(back2)


def write(path, vocabulary, shares, parts):
    k2, k3, q1, q2, q3, back1, back2 = parts
    width, out = vocabulary.width, bytearray(b"TBLM1\n")

    def number(n):
        n = int(n)
        while n >= 128:
            out.append(n & 127 | 128)
            n >>= 7
        out.append(n)

    for count in (len(vocabulary.rows), len(k2), len(k3)):
        number(count)
    for place, (word, _, _, kind, capitals) in enumerate(vocabulary.rows):
        text = word.encode()
        number(len(text))
        out.extend(text)
        out.extend((("mark", "syl", "other").index(kind), round(255 * shares[place]), round(255 * float(capitals)), int(q1[place]),
                    int(back1[place])))
    first3 = np.searchsorted(k3 // width, k2)
    last3 = np.searchsorted(k3 // width, k2, side="right")
    bounds = np.searchsorted(k2 // width, np.arange(len(vocabulary.rows) + 1))
    for word in range(len(vocabulary.rows)):
        number(bounds[word + 1] - bounds[word])
        before = -1
        for pair in range(bounds[word], bounds[word + 1]):
            count = last3[pair] - first3[pair]
            second = int(k2[pair] % width)
            number((second - before) << 1 | (count > 0))
            before = second
            out.append(int(q2[pair]))
            if count:
                out.append(int(back2[pair]))
                number(count)
                third = -1
                for triple in range(first3[pair], last3[pair]):
                    number(int(k3[triple] % width) - third)
                    third = int(k3[triple] % width)
                    out.append(int(q3[triple]))
    path.write_bytes(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--unigrams", type=Path, required=True)
    parser.add_argument("--legal", type=Path, nargs="+", required=True)
    parser.add_argument("--news", type=Path, nargs="+", required=True)
    parser.add_argument("-o", "--output", type=Path, default=HERE.parent / "data" / "language.bin")
    args = parser.parse_args()
    vocabulary = Vocabulary(args.unigrams)
    shares = capital_shares(vocabulary, args.legal + args.news)
    legal = [vocabulary.of_file(path, seen) for seen in [set()] for path in args.legal]
    legal += [vocabulary.numbers(phrases())] * PHRASE_WEIGHT + [vocabulary.numbers(notices())] * NOTICE_WEIGHT
    news = [vocabulary.of_file(path, seen) for seen in [set()] for path in args.news]
    halves = [KneserNey(np.concatenate(part), vocabulary) for part in (legal, news)]
    parts = model(halves, vocabulary.width, vocabulary.unknown)
    write(args.output, vocabulary, shares, parts)
    print(f"{args.output}: {args.output.stat().st_size:,} bytes, {len(parts[0]):,} pairs, {len(parts[1]):,} triples")


if __name__ == "__main__":
    main()
