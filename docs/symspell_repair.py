#!/usr/bin/env python3
"""What SymSpell makes of texts, word by word: the baseline that measure_accuracy.py compares with.

    PYTHON_WITH_SYMSPELLPY docs/symspell_repair.py UNIGRAMS.tsv DIR PATH…

Writes DIR/NAME of each PATH and prints the seconds of processor time that it took, loading left out. UNIGRAMS has a
word and its count, tab-separated, in lower case, the tone marks as in `hoà`, `uỷ`. A word of letters alone gets the
nearest word of the list, at most two edits away, the commoner of equals; its case and the punctuation around it stay.
"""
import re
import sys
import time
import unicodedata
from pathlib import Path

from symspellpy import SymSpell, Verbosity

TONE = "[\u0300\u0301\u0303\u0309\u0323]"
END = r"(?![^\W\d_]|[\u0300-\u036f])"
OPEN_PAIR = re.compile(rf"([oO])({TONE})([aeAE]){END}")
UY = re.compile(rf"(?<![qQ])([uU])({TONE})([yY]){END}")
WORD = re.compile(r"(?<!\S)([^\w\s]*)([^\W\d_]+)([^\w\s]*)(?!\S)")


def modern(word):
    """`word` in NFC, its tone mark where the list has it: `ủy` → `uỷ`."""
    word = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", UY.sub(r"\1\3\2", OPEN_PAIR.sub(r"\1\3\2", word)))


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    speller = SymSpell(max_dictionary_edit_distance=2)
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        word, count = line.split("\t")[:2]
        if word.isalpha():
            speller.create_dictionary_entry(word, int(count))

    def mended(found):
        nearest = speller.lookup(modern(found[2]), Verbosity.TOP, max_edit_distance=2, transfer_casing=True)
        return found[1] + (nearest[0].term if nearest else found[2]) + found[3]

    texts = [(Path(path).name, Path(path).read_text("utf-8")) for path in sys.argv[3:]]
    start = time.process_time()
    results = [(name, WORD.sub(mended, text)) for name, text in texts]
    print(f"{time.process_time() - start:.3f}")
    for name, text in results:
        (Path(sys.argv[2]) / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
