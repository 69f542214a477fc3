#!/usr/bin/env python3
"""Reads the graph of an archive back with the programs that it is for, and compares it with the JSON.

    .venv/bin/python Tests/read_refs.py THONGBAO ARCHIVE

networkx reads the GraphML; Graphviz draws the DOT, whose picture is read as XML. Exits 1 if anything is not as it should be.
"""

import io
import json
import subprocess
import sys
from collections import Counter

import networkx
from lxml import etree


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True).stdout


def expect(condition, *what):
    if not condition:
        sys.exit("refs: " + " ".join(str(part) for part in what))


def main(program, archive):
    graph = networkx.read_graphml(io.BytesIO(run(program, "refs", archive, "--format", "graphml")), force_multigraph=True)
    documents = {}
    for line in run(program, "export", archive, "--format", "ndjson").splitlines():
        entry = json.loads(line)
        documents[entry["path"]] = entry["notice"]
    owned = {name for _, data in graph.nodes(data=True) for name in data.get("documents", "").split() if data["inArchive"]}
    expect(owned == set(documents), "documents of the graph:", len(owned), "of the archive:", len(documents))
    expect(all(data["certainty"] in ("certain", "likely", "doubtful") for _, _, data in graph.edges(data=True)), "certainty")

    # Every reference with an address is an edge of its role, but for those to the document itself.
    by_document = {name: node for node, data in graph.nodes(data=True) for name in data.get("documents", "").split()}
    found = 0
    for name, notice in documents.items():
        for reference in notice["references"]:
            if "uri" not in reference or reference["uri"] == notice.get("uri") or "identifier" not in reference:
                continue
            roles = {data["role"] for _, _, data in graph.out_edges(by_document[name], data=True)}
            expect(reference["role"] in roles, name, "has no edge", reference["role"])
            found += 1

    most = max(graph.nodes, key=graph.in_degree)
    label = graph.nodes[most]["label"]
    answer = json.loads(run(program, "refs", archive, most if most.startswith("/akn/") else label, "--cited-by", "--format", "json"))
    citing = Counter(item["document"] for work in answer["works"] for item in work["citedBy"]["items"])
    expect(len(citing) == len({source for source, _ in graph.in_edges(most)}), "who refers to", label, len(citing))

    picture = etree.fromstring(run(program, "refs", archive, label, "--format", "svg"))
    expect(etree.QName(picture).localname == "svg", "the picture is", picture.tag)
    titles = picture.findall(".//{http://www.w3.org/2000/svg}g[@class='node']")
    expect(titles, "the picture has no nodes")
    print(f"{graph.number_of_nodes()} works, {graph.number_of_edges()} references, {found} of them by address; "
          f"{label}: {len(citing)} refer to it; a picture of {len(titles)} nodes")


if __name__ == "__main__":
    main(*sys.argv[1:3])
