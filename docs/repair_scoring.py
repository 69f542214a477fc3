"""How near a text is to what stood on the page, and what a repair of it did. For measure_accuracy.py.

Texts are lists of tokens: what stands between blanks, so that line breaks count for nothing, while case and
punctuation do. NFC and the place of the tone mark (`uỷ`, `ủy`) are folded.
"""
import re
import unicodedata
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

TONE = "[\u0300\u0301\u0303\u0309\u0323]"
END = r"(?![^\W\d_]|[\u0300-\u036f])"
OPEN_PAIR = re.compile(rf"([oO])([aeAE])({TONE}){END}")
UY = re.compile(rf"(?<![qQ])([uU])([yY])({TONE}){END}")


def folded(text):
    """`text` in NFC, its tone marks in the traditional place: `uỷ` → `ủy`, `hoà` → `hòa`."""
    text = unicodedata.normalize("NFD", text)
    text = UY.sub(r"\1\3\2", OPEN_PAIR.sub(r"\1\3\2", text))
    return unicodedata.normalize("NFC", text)


def tokens(text):
    return folded(text).split()


def bare(token):
    """A token without the punctuation around it."""
    return token.strip(".,;:!?()[]{}<>\"'“”‘’«»-–—…*_/\\|~=+")


def distance(a, b):
    """Levenshtein distance of two sequences, a column of the table in one integer (Myers 1999, Hyyrö 2003)."""
    if not a:
        return len(b)
    places = {}
    for index, item in enumerate(a):
        places[item] = places.get(item, 0) | 1 << index
    full, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    rises, falls, score = full, 0, len(a)  # bit i: row i + 1 is one more, one less than row i
    for item in b:
        same = places.get(item, 0)
        flat = (((same & rises) + rises) ^ rises | same | falls) & full  # the diagonal costs nothing
        right_up, right_down = (falls | ~(flat | rises)) & full, rises & flat
        score += bool(right_up & last) - bool(right_down & last)
        right_up, right_down = right_up << 1 | 1, right_down << 1
        below = same | falls
        rises, falls = (right_down | ~(below | right_up)) & full, right_up & below & full
    return score


def blocks(a, b):
    return SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()


def intact(clean, other):
    """For each clean token, whether `other` has it in its place."""
    marks = [False] * len(clean)
    for block in blocks(clean, other):
        marks[block.a:block.a + block.size] = [True] * block.size
    return marks


@dataclass
class Score:
    """Sums over texts; `+` adds them, so that long texts weigh more."""
    characters: int = 0
    wrong_characters: int = 0
    words: int = 0
    wrong_words: int = 0
    damaged: int = 0
    mended: int = 0
    correct: int = 0
    broken: int = 0

    def __add__(self, other):
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def cer(self):
        return self.wrong_characters / max(self.characters, 1)

    @property
    def wer(self):
        return self.wrong_words / max(self.words, 1)


def score(clean, raw, repaired):
    """The score of `repaired`; with `raw` for it, that of doing nothing."""
    before, after = intact(clean, raw), intact(clean, repaired)
    text = " ".join(clean)
    return Score(
        characters=len(text), wrong_characters=distance(text, " ".join(repaired)),
        words=len(clean), wrong_words=distance(clean, repaired),
        damaged=before.count(False), mended=sum(b and not a for a, b in zip(before, after)),
        correct=before.count(True), broken=sum(a and not b for a, b in zip(before, after)))


# ---------------------------------------------------------------- lines that were not read

def alike(a, b):
    """Whether b may be what was read of a: half of the longer one's letters agree, whatever their marks."""
    a, b = base(a), base(b)
    return 2 * distance(a, b) <= max(len(a), len(b))


def base(word):
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", word.lower())).replace("đ", "d")


def counterparts(clean, raw):
    """For each clean token, whether a token of `raw` stands for it: the same one, or one that is like it."""
    marks = [False] * len(clean)
    i = j = 0
    for block in blocks(clean, raw):
        for k in like(clean[i:block.a], raw[j:block.b]):
            marks[i + k] = True
        marks[block.a:block.a + block.size] = [True] * block.size
        i, j = block.a + block.size, block.b + block.size
    return marks


def like(a, b):
    """Indices of `a` in the longest common subsequence of two gaps, where like tokens are the same."""
    if not a or not b:
        return []
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    same = [[alike(x, y) for y in b] for x in a]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            best[i][j] = best[i + 1][j + 1] + 1 if same[i][j] else max(best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if same[i][j]:
            found.append(i)
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def read_lines(clean, raw):
    """The tokens of those lines of a clean text of which `raw` has at least one word."""
    lines = [tokens(line) for line in clean.splitlines()]
    marks = counterparts([token for line in lines for token in line], raw)
    kept, start = [], 0
    for line in lines:
        here = marks[start:start + len(line)]
        start += len(line)
        if any(mark and bare(token) for mark, token in zip(here, line)) or not any(map(bare, line)):
            kept += line
    return kept
