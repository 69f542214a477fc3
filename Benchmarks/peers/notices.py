"""Writes synthetic notices: letterhead, subject, numbered directives, references, recipients, signature."""
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import numpy as np

from vocabulary import (AGENCIES, CENTRAL, CLOSINGS, DEADLINES, DISTRICT_HEADS, DISTRICT_TAILS, FAMILIES, GIVEN, ISSUERS,
                        KINDS, LOCAL, MIDDLES, MISREADINGS, OPENINGS, ORDERS, PROVINCES, RECIPIENTS, SUBJECT_LEADS)
from word_model import TOPICS, Printer, WordModel

BLOCK = 500  # notices drawn together; the same notice always falls into the same block
LANE = 128  # words that a lane draws
FIRST_DAY, DAYS = date(2015, 1, 1), 4018  # to the end of 2025
MEAN_WORDS, SPREAD, LEAST, MOST = 625, 0.6, 100, 5000  # of the drawn words; the forms add about 250 to them
CENTRAL_POOL, LOCAL_POOL = 2500, 300
NUMBERS = 40_000
KEYS, KEY_SHARE = 10, 0.4  # phrases that a notice comes back to, and how many sentences end with one
MISREAD = 30
NO_SUBJECT = ["nhiệm vụ", "được giao", "trong tình hình mới"]


@dataclass(frozen=True)
class Reference:
    """A document that is cited.

    - symbol: as in `18-CT/TU`, the key of the reference.
    """
    kind: str
    symbol: str
    date: str
    issuer: str

    def full(self):
        return f"{self.kind} số {self.symbol} ngày {self.date} của {self.issuer}"

    def short(self):
        return f"{self.kind} số {self.symbol}"


def slashed(day):
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def symbol(number, kind, body, of_party):
    """18-CT/TU in the Party, 128/NQ-CP in the state."""
    return f"{number:02d}-{kind}/{body}" if of_party else f"{number:02d}/{kind}-{body}"


def zipf(random, size):
    """A number below size, log-uniformly: twice as far, half as likely."""
    return int(size ** random.random()) - 1


def random_letters(random):
    return "".join(random.choice("BCDGHKLMNPQRSTVX") for _ in range(random.randrange(3)))


def make_numbers(random):
    """Numbers as they are printed in notices, the usual ones first."""
    small = [f"{n:02d}" for n in range(1, 32)] + [str(n) for n in range(32, 100)] + [str(year) for year in range(2015, 2026)]
    random.shuffle(small)
    shapes = [
        lambda: f"{random.randrange(1, 100)},{random.randrange(10)}%",
        lambda: f"{random.randrange(1, 100)}.{random.randrange(1000):03d}",
        lambda: slashed(FIRST_DAY + timedelta(days=random.randrange(DAYS))),
        lambda: f"{random.randrange(1, 13):02d}/{random.randrange(2015, 2026)}",
        lambda: str(random.randrange(100, 10_000)),
        lambda: f"{random.randrange(1, 999)}.{random.randrange(1000):03d}.{random.randrange(1000):03d}",
        lambda: str(random.randrange(10_000, 10_000_000)),
    ]
    return small + [random.choice(shapes)() for _ in range(NUMBERS - len(small))]


def make_pool(random, sources, size):
    """References that may be cited, the most cited first."""
    pool = []
    for _ in range(size):
        kind, body, issuer, most, of_party, _ = random.choices(sources, [source[-1] for source in sources])[0]
        day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        pool.append(Reference(KINDS[kind], symbol(random.randrange(1, most), kind, body, of_party), slashed(day), issuer))
    return pool


class NoticeWriter:
    """Writes notices by number; the same seed and number give the same notice."""

    def __init__(self, seed):
        self.seed = seed
        self.model = WordModel(seed)
        random = Random(f"{seed} pools")
        self.printer = Printer(self.model.words, make_numbers(random))
        self.central = make_pool(random, CENTRAL, CENTRAL_POOL)
        self.local = {province: make_pool(random, LOCAL, LOCAL_POOL) for province in PROVINCES}

    def block(self, number):
        """The notices from number * BLOCK on, BLOCK of them, as dictionaries."""
        draw = np.random.Generator(np.random.PCG64([self.seed, 2, number]))
        spread = np.exp(SPREAD * draw.standard_normal(BLOCK) - SPREAD**2 / 2)
        words = np.clip(MEAN_WORDS * spread, LEAST, MOST).astype(int)
        lanes = -(-words // LANE)
        owner = np.repeat(np.arange(BLOCK), lanes)
        # A topic is drawn from a Zipf law; a third of the lanes turn to the notice's second topic.
        topics = np.exp(draw.random((BLOCK, 2)) * np.log(TOPICS)).astype(int) - 1
        lane_topics = topics[owner, (draw.random(len(owner)) < 0.33).astype(int)]
        tastes = owner + number * BLOCK + 1
        pieces = self.printer.prepare(draw, self.model.walk(draw, lane_topics, tastes, LANE)).T
        first = np.cumsum(lanes) - lanes
        for place in range(BLOCK):
            sentences = []
            left = int(words[place])
            for lane in range(first[place], first[place] + lanes[place]):
                sentences += self.printer.sentences(pieces[lane, :left].tolist())
                left -= LANE
            yield self._notice(number * BLOCK + place, sentences)

    def _notice(self, number, sentences):
        random = Random(f"{self.seed} {number}")
        return Draft(self, random, sentences).notice(number)

    def reference(self, random, province):
        """Half of what is cited comes from above, half from the same province."""
        pool = self.central if random.random() < 0.5 else self.local[province]
        return pool[zipf(random, len(pool))]


class Draft:
    """One notice while it is written."""

    def __init__(self, writer, random, sentences):
        self.random = random
        self.sentences = iter(sentences)
        self.keys = [self._window(random.choice(sentences).split(" ")) for _ in range(KEYS)] if sentences else []
        self.province = random.choice(PROVINCES)
        self.district = f"{random.choice(DISTRICT_HEADS)} {random.choice(DISTRICT_TAILS)}"
        name, self.body, kinds, self.of_party, _ = random.choices(ISSUERS, [issuer[-1] for issuer in ISSUERS])[0]
        self.issuer = name.format(P=self.province, D=self.district)
        self.place = self.district if "{D}" in name else self.province
        self.code = random.choice(kinds)
        self.kind = KINDS[self.code]
        self.day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        self.identifier = symbol(1 + zipf(random, 2000), self.code, self.body, self.of_party)
        self.subject_words = self._subject_words()
        self.subject = f"{self.kind} {random.choice(SUBJECT_LEADS)} {' '.join(self.subject_words)}"
        self.agencies = random.sample(AGENCIES, 1 + zipf(random, 8))
        found = {reference.symbol: reference for reference in
                 (writer.reference(random, self.province) for _ in range(zipf(random, 16)))}
        found.pop(self.identifier, None)
        self.references = list(found.values())

    def _subject_words(self):
        """Six to eighteen words of the notice's own talk."""
        wanted, words = self.random.randrange(6, 19), []
        for sentence in self.sentences:
            words += sentence.replace(",", "").split(" ")
            if len(words) >= wanted:
                break
        return words[:wanted] or NO_SUBJECT

    def _window(self, words):
        """Two to five words in a row."""
        first = self.random.randrange(max(1, len(words) - 2))
        return " ".join(words[first:first + self.random.randrange(2, 6)]).rstrip(",")

    def _phrase(self):
        """Words of the subject, which a notice keeps repeating."""
        return self._window(self.subject_words)

    def _sentence(self):
        """The next sentence in small letters, or a phrase of the subject after the last."""
        return next(self.sentences, None) or self._phrase()

    def _later(self):
        return slashed(self.day + timedelta(days=self.random.randrange(7, 300)))

    def _order(self):
        random = self.random
        agency = random.choice(self.agencies)
        order = random.choice(ORDERS).format(agency=agency, other=random.choice(self.agencies), phrase=self._phrase())
        deadline = random.choice(DEADLINES).format(date=self._later(), month=f"{random.randrange(1, 13):02d}/{self.day.year}")
        return f"{order} {deadline}"

    def _talk(self, sentences):
        """Some sentences as a paragraph, joined by full stops and semicolons."""
        random, text = self.random, ""
        for _ in range(sentences):
            sentence = self._sentence()
            if self.keys and random.random() < KEY_SHARE:
                sentence += " " + self.keys[zipf(random, len(self.keys))]
            if text.endswith(";"):
                text += " " + sentence
            else:
                text += (" " if text else "") + sentence[0].upper() + sentence[1:]
            text += ";" if random.random() < 0.35 else "."
        return text[:-1] + "."

    def _heading(self):
        motto = "ĐẢNG CỘNG SẢN VIỆT NAM" if self.of_party else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
        day = f"ngày {self.day.day:02d} tháng {self.day.month:02d} năm {self.day.year}"
        return [f"{self.issuer.upper()}\n{motto}", f"Số {self.identifier}", f"{self.place}, {day}", self.kind.upper(),
                self.subject[len(self.kind) + 1:]]

    def _damaged(self, sentences):
        """A few words misread as by a scanner, so that there are rare words as in real archives."""
        random = self.random
        for _ in range(zipf(random, MISREAD) if sentences else 0):
            place = random.randrange(len(sentences))
            words = sentences[place].split(" ")
            chosen = random.randrange(len(words))
            read, misread = random.choice(MISREADINGS)
            words[chosen] = words[chosen].replace(read, misread, 1)
            sentences[place] = " ".join(words)
        return sentences

    def _file_number(self):
        """A number that no other notice has, or hardly any."""
        return f"{random_letters(self.random)}{self.random.randrange(10**self.random.randrange(3, 8))}"

    def _directives(self):
        """The body, while there are sentences: numbered points, some with lettered ones below."""
        random, cited, blocks, number = self.random, list(self.references), [], 0
        left = self._damaged(list(self.sentences))
        self.sentences = iter(left)
        budget = len(left)
        while budget > 0 or cited:
            number += 1
            size = min(random.randrange(2, 7), max(budget, 1))
            budget -= size
            text = self._talk(size)
            if cited:
                reference = cited.pop()
                text += f" Thực hiện {reference.full()} về {self._phrase()}."
            elif self.references and random.random() < 0.3:
                text += f" Tiếp tục thực hiện nghiêm {random.choice(self.references).short()}."
            if random.random() < 0.45:
                text += " " + self._order()
            blocks.append(f"{number}. {text}")
            for letter in "abcde"[:random.choice((0, 0, 0, 2, 3))]:
                if budget <= 0:
                    break
                budget -= 1
                blocks.append(f"{letter}) {self._talk(1)}")
        return blocks

    def _closing(self):
        random = self.random
        recipients = random.sample(RECIPIENTS, random.randrange(3, 7))
        recipients += self.agencies[:3] + [f"Lưu: VT, {random.choice(('TH', 'VX', 'KT', 'NC', 'NN'))}{random.randrange(1, 9)}"]
        signer = f"{random.choice(FAMILIES)} {random.choice(MIDDLES)} {random.choice(GIVEN)}"
        post = "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ" if self.of_party else "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
        return ["Nơi nhận:\n" + "".join(f"- {recipient};\n" for recipient in recipients)[:-2] + ".", post, signer]

    def notice(self, number):
        random = self.random
        opening = random.choice(OPENINGS).format(phrase=self._phrase(), issuer=self.issuer, agency=self.agencies[0],
                                                 date=slashed(self.day))
        blocks = self._heading() + [opening] + self._directives()
        blocks += [random.choice(CLOSINGS).format(kind=self.kind, issuer=self.issuer)]
        named = [f"Các cơ quan thực hiện: {', '.join(self.agencies)}. Hồ sơ số {self._file_number()}."]
        return {"id": f"n{number:07d}", "text": "\n\n".join(blocks + named + self._closing()) + "\n", "subject": self.subject,
                "date": self.day.isoformat(), "identifier": self.identifier, "kind": self.kind, "issuer": self.issuer,
                "references": [reference.symbol for reference in self.references], "agencies": self.agencies}
