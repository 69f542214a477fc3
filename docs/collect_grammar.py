#!/usr/bin/env python3
"""Collects the grammar from the doc comments of Sources/NoticeGrammar into docs/GRAMMAR.md.

    python3 docs/collect_grammar.py           writes the page
    python3 docs/collect_grammar.py --check   exits 1 if the page differs, or the grammar has a hole

A rule stands in a `///` comment, indented by four blanks, as `name ← …`; lines that follow it, indented
too, go on with it. `/` is an ordered choice, `? * + ( ) & !` are as usual, `# …` is a remark. Words in
quotes or in UPPER CASE are terminals; every other word must be a rule's name.
"""
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "Sources" / "NoticeGrammar"
PAGE = ROOT / "docs" / "GRAMMAR.md"
START = "notice"

COMMENT = re.compile(r"^\s*/// ?(.*)$")
RULE = re.compile(r"^ {4}([a-z][a-z0-9-]*) +← *(.*)$")
TOKEN = re.compile(r"""
    (?P<blank>\s+) | (?P<remark>\#.*) | (?P<quoted>"[^"]*"|“[^”]*”|'[^']*'|‘[^’]*’)
  | (?P<name>[a-z][a-z0-9-]*) | (?P<terminal>[A-ZĐƯ][A-ZĐƯ0-9_-]*) | (?P<operator>[/|?*+(){}\[\]&!.…~])
""", re.VERBOSE)


class GrammarError(Exception):
    pass


@dataclass
class Rule:
    name: str
    lines: list[str]
    place: str  # path:line
    uses: list[str] = field(default_factory=list)
    terminals: set[str] = field(default_factory=set)


@dataclass
class Block:
    """The rules of one doc comment."""
    file: Path
    summary: str
    rules: list[Rule]


def comments(path):
    """Yields each doc comment of a file as (number of its first line, lines without `///`)."""
    start, lines = 0, []
    for number, line in enumerate(path.read_text("utf-8").splitlines() + [""], 1):
        found = COMMENT.match(line)
        if found:
            start, lines = start or number, lines + [found[1]]
        elif lines:
            yield start, lines
            start, lines = 0, []


def first_sentence(lines):
    paragraph = []
    for line in lines:
        if not line.strip() or line.startswith("    "):
            break
        paragraph.append(line.strip())
    text = " ".join(paragraph)
    end = re.search(r"\.(?= [A-ZĐ]|$)", text)
    return text[:end.end()] if end else text


def rules_of(start, lines, path):
    rules = []
    inside = False
    for number, line in enumerate(lines, start):
        head = RULE.match(line)
        if head:
            rules.append(Rule(head[1], [line[4:].rstrip()], f"{path.relative_to(ROOT)}:{number}"))
            inside = True
        elif inside and line.startswith("     ") and line.strip():
            rules[-1].lines.append(line[4:].rstrip())
        else:
            inside = False
    for rule in rules:
        read(rule)
    return rules


def read(rule):
    for line in [rule.lines[0].split("←", 1)[1]] + rule.lines[1:]:
        at = 0
        while at < len(line):
            token = TOKEN.match(line, at)
            if not token:
                raise GrammarError(f"{rule.place}: cannot read {line[at:].strip()!r} in the rule {rule.name}")
            if token.lastgroup == "name":
                rule.uses.append(token[0])
            elif token.lastgroup == "terminal":
                rule.terminals.add(token[0])
            at = token.end()


def collect():
    blocks = []
    for path in sorted(SOURCES.rglob("*.swift")):
        for start, lines in comments(path):
            rules = rules_of(start, lines, path)
            if rules:
                blocks.append(Block(path, first_sentence(lines), rules))
    return blocks


def check(rules):
    """What is wrong with the grammar as a whole."""
    faults, places = [], {}
    for rule in rules:
        if rule.name in places:
            faults.append(f"{rule.place}: {rule.name} is defined already at {places[rule.name]}")
        places.setdefault(rule.name, rule.place)
    for rule in rules:
        for name in dict.fromkeys(rule.uses):
            if name not in places:
                faults.append(f"{rule.place}: {rule.name} uses {name}, which no rule defines")
    return faults


def in_reading_order(blocks):
    """Files as a reader meets them who begins at the start rule and follows the names."""
    block_of = {rule.name: block for block in blocks for rule in block.rules}
    rule_of = {rule.name: rule for block in blocks for rule in block.rules}
    files, seen, waiting = [], set(), [START] if START in rule_of else []
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in rule_of:
            continue
        seen.add(name)
        if block_of[name].file not in files:
            files.append(block_of[name].file)
        waiting.extend(rule_of[name].uses)
    files += [b.file for b in blocks if b.file not in files]
    return [(f, [b for b in blocks if b.file == f]) for f in dict.fromkeys(files)]


def title(path):
    """TokenCursor+NumberSymbol.swift → Number symbol."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]*|\d+", path.stem.rsplit("+", 1)[-1])
    return " ".join([words[0]] + [w if w.isupper() else w.lower() for w in words[1:]])


def page(blocks):
    out = ["# The grammar", "",
           "Collected from the doc comments of `Sources/NoticeGrammar` by `docs/collect_grammar.py`: do not edit.",
           "Each rule is one function, in the file that its heading names.", "",
           "`a b` a, then b · `a / b` a, or else b · `a?` at will · `a*` any number · `a+` one or more ·",
           "`&a` a follows · `!a` a does not follow · `\"word\"` that word, in either case and tone style, damaged",
           "or not · `UPPER` a kind of token, or a list of the lexicon · `# …` a remark", ""]
    for file, members in in_reading_order(blocks):
        out += [f"## {title(file)}", "", f"[`{file.relative_to(ROOT)}`](../{file.relative_to(ROOT)})", ""]
        for block in members:
            if block.summary:
                out += [block.summary, ""]
            out += ["```ebnf", *(line for rule in block.rules for line in rule.lines), "```", ""]
    terminals = sorted(set().union(*(rule.terminals for block in blocks for rule in block.rules)))
    if terminals:
        out += ["## Terminals", "", ", ".join(f"`{t}`" for t in terminals), ""]
    return "\n".join(out)


def main():
    try:
        blocks = collect()
    except GrammarError as error:
        sys.exit(str(error))
    faults = check([rule for block in blocks for rule in block.rules])
    if faults:
        sys.exit("\n".join(faults))
    text = page(blocks)
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text("utf-8") != text:
            sys.exit("docs/GRAMMAR.md is not what the doc comments say: python3 docs/collect_grammar.py")
    else:
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
