"""The JSON of a notice beside its gold: what Tests/TestSupport/AccuracyScorer.swift does. For measure_accuracy.py.

Values are compared folded; each value of the gold is paired with at most one of the notice, the most similar
pairs first. What the gold calls optional counts neither way; a part that it lacks or calls partial is not scored.
"""
import re
import unicodedata
from collections import Counter
from math import inf

from repair_scoring import folded

HEADER = ("number", "symbol", "identifier", "kind", "issuer", "place", "date", "subject",
          "signer", "position", "capacity")


# ---------------------------------------------------------------- names

ABBREVIATIONS = {
    "ubmttqvn": "ủy ban mặt trận tổ quốc", "ubmttq": "ủy ban mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc", "mttq": "mặt trận tổ quốc", "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân", "ub": "ủy ban", "bcđ": "ban chỉ đạo", "bcsđ": "ban cán sự đảng",
    "bcs": "ban cán sự", "btv": "ban thường vụ", "bch": "ban chấp hành", "tw": "trung ương",
    "vptw": "văn phòng trung ương", "vptu": "văn phòng tỉnh ủy", "vpcp": "văn phòng chính phủ",
    "vp": "văn phòng", "pcd": "phòng chống dịch", "tp": "thành phố", "đbqh": "đại biểu quốc hội",
    "ct xh": "chính trị xã hội", "đ c": "đồng chí", "gdđt": "giáo dục đào tạo",
    "gd đt": "giáo dục đào tạo", "tttt": "thông tin truyền thông", "tt tt": "thông tin truyền thông",
    "lđtb xh": "lao động thương binh xã hội", "và": "",
}
ABBREVIATION = re.compile(r"(?<!\S)(?:%s)(?!\S)" % "|".join(sorted(ABBREVIATIONS, key=len, reverse=True)))
GROUP = re.compile(
    r"(?:các|mọi|từng|toàn|những|người|tất cả|nhân dân)\b|(?:.* )?(?:cấp huyện|cấp xã|các cấp|địa phương|đơn vị|"
    r"cơ quan chức năng|các (?:xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|đặc khu|sở|bộ)|"
    r"xã phường|huyện thị xã|huyện thành phố|tỉnh thành phố)\b|$")
POSTS = [post.split() for post in (
    "phó thủ tướng thường trực", "phó thủ tướng", "tổng cục trưởng", "chi cục trưởng", "tổng giám đốc",
    "người đứng đầu", "thành viên", "giám đốc", "chủ tịch", "bí thư", "ủy viên", "chủ nhiệm", "thống đốc",
    "trưởng ban", "bộ trưởng", "thứ trưởng", "cục trưởng", "vụ trưởng", "viện trưởng", "hiệu trưởng",
    "thủ trưởng", "đồng chí", "trưởng", "chánh", "lãnh đạo", "phó", "các")]


def fold(text):
    """Lower case, tones in the traditional place, words only; `5%` is one word."""
    return " ".join(re.findall(r"(?:[^\W_]|%)+", folded(text or "").lower()))


def fold_name(text):
    """A name without parentheses and `và`, its abbreviations written out."""
    text = fold(without_parentheses(text or ""))
    text = re.sub(r"^tt (?=(?:bcđ|ban|tỉnh|thành|hđnd|hội)\b)", "thường trực ", text)
    text = ABBREVIATION.sub(lambda found: ABBREVIATIONS[found[0]], text)
    return " ".join(text.split()).replace("mặt trận tổ quốc việt nam", "mặt trận tổ quốc")


def without_parentheses(text):
    kept, depth = [], 0
    for letter in text:
        depth += letter == "("
        if not depth:
            kept.append(letter)
        if letter == ")":
            depth = max(depth - 1, 0)
    return "".join(kept)


def without_post(name):
    """The body behind one who leads it: `bộ trưởng bộ y tế` → `bộ y tế`; `thủ tướng chính phủ` stays."""
    words = name.split()

    def fits(post):
        after = words[len(post):]
        if words[:len(post)] != post or not after:
            return False
        if post[-1] == "tịch":
            return after[0] != "nước"
        if post[-1] == "ban":
            return after[0] == "ban"
        if post[-1] in ("các", "chí", "phó"):
            return any(other != post and after[:len(other)] == other for other in POSTS)
        return True

    while post := next(filter(fits, POSTS), None):
        words = words[len(post):]
    return " ".join(words)


class Names:
    """Folds names as one gold means them: its province, and the names that it calls the same."""

    def __init__(self, gold):
        self.tail = " " + fold_name(gold["province"]) if gold.get("province") else None
        self.same = {self.plain(name): self.plain(group[0]) for group in gold.get("sameAs", []) for name in group}

    def plain(self, name):
        name = fold_name(name)
        return name.removesuffix(self.tail) if self.tail else name

    def __call__(self, name):
        name = self.plain(name)
        return self.same.get(name, name)

    def agency(self, name):
        """A post stands for its body: `Giám đốc Sở Y tế` → `sở y tế`."""
        body = without_post(self(name))
        body = body.removesuffix(self.tail) if self.tail else body
        return self.same.get(body, body)


def is_group(name):
    """Whether a folded name is a group of bodies, which nobody scores: `các sở ban ngành`."""
    return bool(GROUP.match(name))


def fold_identifier(text):
    text = unicodedata.normalize("NFC", text or "").lower()
    return re.sub(r"\s+", "", re.sub("[‐‑‒–—―−]", "-", text))


def fold_reference(text):
    return fold_identifier(text) if text[:1].isnumeric() and re.search("[-/]", text) else fold(text)


def fold_date(text):
    """An open interval counts as its bound."""
    return text.removeprefix("../").removesuffix("/..")


# ---------------------------------------------------------------- pairing

def similar(a, b, least):
    """Twice the longest common subsequence over both lengths; 0 if that is under `least`."""
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    places = {}
    for index, letter in enumerate(a):
        places[letter] = places.get(letter, 0) | 1 << index
    full = (1 << len(a)) - 1
    row = full  # a zero where the subsequence grows (Hyyrö 2004)
    for letter in b:
        grown = row & places.get(letter, 0)
        row = (row + grown | row - grown) & full
    ratio = 2 * (len(a) - row.bit_count()) / (len(a) + len(b))
    return ratio if ratio >= least else 0.0


def paired(wanted, found, same=lambda a, b: float(a == b)):
    """(pairs, missed, extra), the most similar pairs first."""
    ranked = sorted((-same(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found))
    partner, taken = {}, set()
    for score, i, j in ranked:
        if score < 0 and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return ([(wanted[i], found[j]) for i, j in sorted(partner.items())],
            [w for i, w in enumerate(wanted) if i not in partner],
            [f for j, f in enumerate(found) if j not in taken])


class Allowance:
    """Optional values: each may be found as often as it says, or any number of times."""

    def __init__(self, values):
        self.left = Counter()
        for value, count in values:
            self.left[value] += count or inf

    def takes(self, value):
        if self.left[value] <= 0:
            return False
        self.left[value] -= 1
        return True


def tally(pairing, counts=lambda value: True):
    """[hits, gold, given]"""
    pairs, missed, extra = pairing
    return [len(pairs), len(pairs) + len(missed), len(pairs) + sum(map(bool, map(counts, extra)))]


def unique(values):
    return list(dict.fromkeys(values))


# ---------------------------------------------------------------- scores

def scores(notice, gold):
    """{field: [hits, gold, given]}"""
    names, parts = Names(gold), gold.keys() - set(gold.get("partial", []))
    out = score_header(notice, gold, names)
    if "references" in parts:
        out["references"] = score_references(notice, gold)
    if "directives" in parts:
        out |= score_directives(notice, gold, names)
    if "dates" in parts:
        allowance = Allowance([counted(value, fold_date) for value in gold.get("datesOptional", [])])
        wanted = [fold_date(date["value"]) for date in gold["dates"] for _ in range(date.get("count") or 1)]
        given = [fold_date(date.get("value", "")) for date in notice.get("dates", [])]
        out["dates"] = tally(paired(wanted, given), lambda date: not allowance.takes(date))
    if "agencies" in parts:
        optional = set(map(names.agency, gold.get("agenciesOptional", [])))
        given = unique(names.agency(agency["name"]) for agency in notice.get("agencies", []))
        out["agencies"] = tally(paired(unique(map(names.agency, gold["agencies"])), given),
                                lambda name: name not in optional and not is_group(name))
    if "recipients" in parts:
        optional = list(map(names, gold.get("recipientsOptional", [])))
        given = [names(recipient["name"]) for recipient in notice.get("recipients", [])]
        alike = lambda a, b: similar(a, b, 0.85)
        out["recipients"] = tally(paired(list(map(names, gold["recipients"])), given, alike),
                                  lambda name: not any(alike(one, name) for one in optional))
    return out


def counted(value, fold):
    return (fold(value["value"]), value.get("count")) if isinstance(value, dict) else (fold(value), None)


def score_references(notice, gold):
    wanted = []
    for entry in gold["references"]:
        others = set(entry.get("dateAlso", []))
        if not entry.get("date"):
            others |= {one["date"] for one in gold["references"]
                       if one["identifier"] == entry["identifier"] and one.get("date")}
            others |= set(re.findall(r", (.{4})$", entry["identifier"]))
        wanted += [(fold_reference(entry["identifier"]), entry.get("date"), others)] * (entry.get("count") or 1)
    optional = [(fold_reference(one["identifier"]), one.get("count")) for one in gold.get("referencesOptional", [])]
    allowance = Allowance(optional)
    known = {one[0] for one in wanted} | {one[0] for one in optional}

    def same(want, have):
        if want[0] != have[0]:
            return 0.0
        # A date that the mention has from another one is no date of its own.
        inferred = "date" in have[2].get("inferred", [])
        if want[1] == have[1]:
            return 0.75 if inferred else 1.0
        return (1.0 if inferred else 0.5) if have[1] in want[2] else 0.0

    def counts(have):
        reference = have[2]
        if reference.get("grade") == "ambiguous":
            return not any(fold_reference(one) in known for one in reference.get("candidates", []))
        return "identifier" in reference and not allowance.takes(have[0])

    return tally(paired(wanted, [mention(one) for one in notice.get("references", [])], same), counts)


def mention(reference):
    date = fold_date(reference["date"]) if "date" in reference else None
    if reference.get("grade") == "ambiguous":
        id = "? " + " | ".join(map(fold_reference, reference.get("candidates", [])))
    elif "identifier" in reference:
        id = fold_reference(reference["identifier"])
    elif "number" in reference:
        id = fold(f"{reference.get('kind', {}).get('code', '')} {reference['number']}")
    else:
        title = fold(reference.get("title"))
        if not title.startswith(("luật", "bộ luật", "pháp lệnh", "hiến pháp")):
            title = "luật " + title
        id = title + (f" {date[:4]}" if date else "")
    return id, date, reference


def score_directives(notice, gold, names):
    """Directives, who must do them, and by when."""
    found = flattened(notice.get("directives", []))
    wanted, optional = gold["directives"], gold.get("directivesOptional", [])
    item = lambda one: (one["path"], fold_name(one["starts"]))

    def same(want, have):
        if want[0] != have["path"]:
            return 0.0
        text = fold_name(have.get("text"))
        whole = fold_name(f"{have.get('heading', '')} {have.get('text', '')}")
        return max(similar(want[1], start[:len(want[1])], 0.85) for start in (text, whole))

    out = {"directives": tally(paired(list(map(item, wanted)), found, same),
                               lambda have: not any(same(item(one), have) for one in optional))}
    free = {one["path"] for one in optional} - {one["path"] for one in wanted}

    def told(part, told, given):
        maybe = {(one["path"], what) for one in wanted for path, what in told if one["path"].startswith(path + ".")}
        fold = names.agency if part == "assignees" else fold_date
        maybe |= {(one["path"], fold(value)) for one in wanted for value in one.get(part + "Optional", [])}
        out[part] = tally(paired(told, given), lambda have: (
            have not in maybe and have[0] not in free and not (part == "assignees" and is_group(have[1]))))

    partial = gold.get("partial", [])
    if "assignees" not in partial:
        who = [pair for one in wanted for pair in unique(
            (one["path"], names.agency(name)) for name in one.get("assignees") or []) if not is_group(pair[1])]
        told("assignees", who, unique((one["path"], names.agency(assignee["agency"]["name"]))
                                      for one in found for assignee in one.get("assignees", [])))
    if "assignees" not in partial and "deadlines" not in partial:
        out["tasks"] = score_tasks(notice.get("directives", []), found, gold, names, same)
    if "deadlines" not in partial:
        told("deadlines", [(one["path"], fold_date(date)) for one in wanted for date in one.get("deadlines") or []],
             [(one["path"], fold_date(deadline["value"]))
              for one in found for deadline in one.get("deadlines", []) if "value" in deadline])
    return out


def score_tasks(notice_tree, found, gold, names, same):
    """Who must do what by when, as `Notice.tasks` spells it out, on both sides."""
    wanted, optional = gold["directives"], gold.get("directivesOptional", [])
    bodies = lambda values: [name for name in unique(map(names.agency, values)) if not is_group(name)]
    parts = {"assignees": bodies, "deadlines": lambda values: unique(map(fold_date, values))}
    nodes = {one["path"]: tuple(fold(one.get(part) or []) for part, fold in parts.items())
             for one in optional + wanted}
    free = {one["path"]: tuple(fold(one.get(part + "Optional") or []) for part, fold in parts.items())
            for one in optional + wanted}

    def asked(path, part, values):
        """What the gold neither asks for nor punishes is taken away before anything is spelt out."""
        inherited = [value for other, told in nodes.items() if path.startswith(other + ".") for value in told[part]]
        maybe = set(inherited + list(free.get(path, ((), ()))[part])) - set(nodes.get(path, ((), ()))[part])
        return [value for value in values if value not in maybe]

    def told(one):
        who = bodies(assignee["agency"]["name"] for assignee in one.get("assignees", []))
        when = unique(fold_date(deadline["value"]) for deadline in one.get("deadlines", []) if "value" in deadline)
        return asked(one["path"], 0, who), asked(one["path"], 1, when)

    pairs, _, _ = paired([(one["path"], fold_name(one["starts"])) for one in wanted], found, same)
    matched = {have["path"] for _, have in pairs}
    neutral = {one["path"] for one in optional} - {one["path"] for one in wanted}
    counted = lambda rows: unique(row for row in rows if row[0] not in neutral)
    lines = {path: [nodes[one] for one in [*above(path), path] if one in nodes] for path in nodes}
    right = [row for path, line in lines.items() for row in spelt_out(line, path)]
    given = [row if row[0] in matched | neutral else ("?" + row[0], *row[1:]) for row in rows_of(notice_tree, told)]
    return tally(paired(counted(right), counted(given)))


def above(path):
    """The paths above `path`, the nearest last."""
    parts = path.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def rows_of(directives, told, line=()):
    """The rows of a tree; `line` is what the directives above are told."""
    for one in directives:
        own = (*line, told(one))
        yield from spelt_out(own, one["path"])
        yield from rows_of(one.get("children", []), told, own)


def spelt_out(line, path):
    """Rows (path, body, deadline) of the last of `line`; what it leaves out comes from the nearest before it."""
    if not any(line[-1]):
        return []
    who, when = (next((one[part] for one in reversed(line) if one[part]), [None]) for part in (0, 1))
    return [(path, body, deadline) for body in who for deadline in when]


def flattened(directives):
    return [one for top in directives for one in [top] + flattened(top.get("children", []))]


def score_header(notice, gold, names):
    signature = notice.get("signature", {})
    given = {key: notice.get(key) for key in ("number", "symbol", "identifier", "place", "date", "subject")}
    given |= {"kind": notice.get("kind", {}).get("code"), "issuer": notice.get("issuer", {}).get("name"),
              "signer": signature.get("name"), "position": signature.get("position"),
              "capacity": signature.get("capacity")}
    header, is_open = gold["header"], gold.get("headerOpen", gold.get("fragment", False))
    out = {}
    for field in HEADER:
        have, want = given[field], header.get(field)
        if field in gold.get("headerOptional", []):
            continue
        if not want:
            if have and not is_open:
                out["header." + field] = [0, 0, 1]
            continue
        right = [want] + header.get(field + "Alternatives", [])
        if field == "subject":
            right += [name for group in gold.get("sameAs", []) if want in group for name in group]
        hit = have is not None and any(same_value(field, one, have, names) for one in right)
        out["header." + field] = [int(hit), 1, int(bool(have))]
    return out


def same_value(field, wanted, given, names):
    if field == "subject":
        return similar(fold(wanted), fold(given), 0.9) > 0
    if field in ("number", "symbol", "identifier"):
        return fold_identifier(wanted) == fold_identifier(given)
    if field == "issuer":
        return names.agency(wanted) == names.agency(given)
    if field == "position":
        return names(wanted) == names(given)
    if field == "capacity":
        return fold(wanted).replace(" ", "") == fold(given).replace(" ", "")
    return fold(wanted) == fold(given)


def total(documents):
    """{field: F1} over the scores of many documents; all header fields together are `header`."""
    sums = {}
    for document in documents:
        for field, counts in document.items():
            for key in {field, field.partition(".")[0]}:
                sums[key] = [a + b for a, b in zip(sums.get(key, [0, 0, 0]), counts)]
    return {key: 2 * hits / (gold + given) if gold + given else 1.0 for key, (hits, gold, given) in sums.items()}
