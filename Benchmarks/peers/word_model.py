"""Draws running text from counts of words and pairs of words, many texts at a time.

A text is a lane: each word is drawn from those that follow the word before it. Some candidates are drawn,
and the lane's topics and the document's own taste decide between them, so that documents differ in what they
speak of, and a word that a document used once comes back in it more often than elsewhere.
"""
from pathlib import Path

import numpy as np

COUNTS = Path(__file__).parent / "counts.tsv"
SENTENCE_END, NUMBER = 0, 1  # the first two lines of counts.tsv

CANDIDATES = 4
STRAY = 0.04  # how often a word is drawn from all words, whatever stands before it
COMMA = 0.02
TOPICS = 96
TOPIC_STRENGTH = 1.4  # standard deviation of the logarithm of a topic's preference
OWN_STRENGTH = 3.0  # how much a document's own taste weighs, as a range of logarithms


class WordModel:
    """Words, which word follows which, and what the topics prefer.

    - `words`: as printed; 0 ends a sentence, 1 stands for a number.
    """

    def __init__(self, seed, path=COUNTS):
        lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        self.words = [line[0] for line in lines]
        weights = np.array([float(line[1]) for line in lines])
        weights[[SENTENCE_END, NUMBER]] = 0
        self._build_rows(weights, [line[2] for line in lines])

        draw = np.random.Generator(np.random.PCG64([seed, 1]))
        taste = TOPIC_STRENGTH * draw.standard_normal((TOPICS, len(self.words)), dtype=np.float32)
        common = np.argsort(-weights)[:30]
        taste[:, common] = 0
        taste[:, [SENTENCE_END, NUMBER]] = 0
        self.taste = taste

    def _build_rows(self, weights, following):
        """One alias table for each word, all in one array; the last row holds all words."""
        seconds, counts, starts = [], [], [0]
        for first, text in enumerate(following):
            fields = np.array(text.split(), dtype=np.int64).reshape(-1, 2)
            if first in (SENTENCE_END, NUMBER):
                fields = fields[fields[:, 0] > NUMBER]
            seconds.append(fields[:, 0])
            counts.append(fields[:, 1].astype(float))
            starts.append(starts[-1] + len(fields))
        everything = len(following)
        seconds.append(np.arange(everything))
        counts.append(weights)
        starts.append(starts[-1] + everything)

        self.everything = everything
        self.start = np.array(starts[:-1], dtype=np.int32)
        self.size = np.diff(starts).astype(np.int32)
        self.second = np.concatenate(seconds).astype(np.int32)
        self.keep = np.ones(len(self.second), dtype=np.float32)
        self.alias = self.second.copy()
        for row, row_counts in enumerate(counts):
            self._fill_alias_row(int(self.start[row]), row_counts)

    def _fill_alias_row(self, start, counts):
        """Vose's method: each slot keeps its own word with a probability, else gives its alias."""
        scaled = (counts * (len(counts) / counts.sum())).tolist() if len(counts) else []
        small = [slot for slot, value in enumerate(scaled) if value < 1]
        large = [slot for slot, value in enumerate(scaled) if value >= 1]
        while small and large:
            less, more = small.pop(), large[-1]
            self.keep[start + less] = scaled[less]
            self.alias[start + less] = self.second[start + more]
            scaled[more] -= 1 - scaled[less]
            if scaled[more] < 1:
                small.append(large.pop())

    def walk(self, draw, topics, tastes, length):
        """Word numbers of shape (length, lanes).

        - topics: the topic of each lane.
        - tastes: a number for each lane; lanes of one document have the same.
        """
        lanes = len(topics)
        offset = topics.astype(np.int64) * len(self.words)
        flat_taste = self.taste.ravel()
        salt = (tastes.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))[None, :]
        result = np.empty((length, lanes), dtype=np.int32)
        previous = np.full(lanes, SENTENCE_END, dtype=np.int32)
        for step in range(length):
            chance = draw.random((2 * CANDIDATES + 1, lanes), dtype=np.float32)
            row = np.where((chance[-1] < STRAY) | (self.size[previous] == 0), self.everything, previous)
            slot = self.start[row] + (chance[:CANDIDATES] * self.size[row]).astype(np.int32)
            kept = chance[CANDIDATES:2 * CANDIDATES] < self.keep[slot]
            candidate = np.where(kept, self.second[slot], self.alias[slot])
            mixed = (candidate.astype(np.uint64) ^ salt) * np.uint64(0xD6E8FEB86659FD93)
            own = (mixed >> np.uint64(40)).astype(np.float32) * np.float32(OWN_STRENGTH / 2**24)
            # Gumbel's trick: the largest of log weight + noise is drawn in proportion to the weights.
            noise = -np.log(-np.log(np.maximum(draw.random((CANDIDATES, lanes), dtype=np.float32), 1e-7)))
            best = np.argmax(flat_taste[offset + candidate] + own + noise, axis=0)
            previous = np.take_along_axis(candidate, best[None, :], axis=0)[0]
            result[step] = previous
        return result


class Printer:
    """Turns word numbers into sentences."""

    def __init__(self, words, numbers):
        plain = [" " + word for word in words]
        plain[SENTENCE_END] = "\n"
        with_comma = [word + "," for word in plain]
        with_comma[SENTENCE_END] = "\n"
        self.pieces = plain + with_comma + [" " + number for number in numbers]
        self.word_count = len(words)
        self.number_count = len(numbers)

    def prepare(self, draw, walked):
        """Chooses numbers and commas: from word numbers to piece numbers, of the same shape."""
        chance = draw.random(walked.shape, dtype=np.float32)
        zipf = np.exp(chance * np.float32(np.log(self.number_count))).astype(np.int32) - 1
        pieces = walked + self.word_count * (chance < COMMA)
        return np.where(walked == NUMBER, 2 * self.word_count + zipf, pieces)

    def sentences(self, pieces):
        """The sentences of one lane, in small letters, without the full stop. The last may be cut short."""
        text = "".join(map(self.pieces.__getitem__, pieces))
        return [line.strip(" ,") for line in text.split("\n") if len(line) > 2]
