#!/usr/bin/env python3
"""Validate notices against docs/schema/notice-1.schema.json.

    python3 Tests/validate_schema.py PATH...

A PATH is a file, or a folder of which every *.json and *.ndjson is read: notices, arrays of a batch's
objects, or one such object a line. Beside the schema it checks what a schema cannot say: that spans
ascend and end within the source, and that indices point at references. Needs PyPI's jsonschema.
Exits 0 if all is valid, 1 if not, 2 if there is nothing to validate.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

SCHEMA = Path(__file__).resolve().parent.parent / "docs/schema/notice-1.schema.json"


def documents(path):
    """Yields (place, document) for everything that stands in the file."""
    if path.suffix == ".ndjson":
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield f"{path}:{number}", json.loads(line)
        return
    content = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(content, list):
        for index, document in enumerate(content):
            yield f"{path}[{index}]", document
    else:
        yield str(path), content


def beyond_the_schema(notice):
    """Yields what is wrong with spans and indices."""
    limit = max(notice.get("source", {}).get("bytes", 0), len(notice.get("text", "").encode()))
    if limit == 0 or any(d["code"] == "decoded" for d in notice.get("diagnostics", [])):
        limit = None  # spans count bytes of a text that is not given
    count = len(notice["references"])

    def look(value, place):
        if isinstance(value, dict):
            for name, child in value.items():
                yield from look(child, f"{place}.{name}")
        elif isinstance(value, list):
            span = place.endswith(".span") or ".spans." in place
            if span and value[0] > value[1]:
                yield f"{place}: {value} does not ascend"
            elif span and limit is not None and value[1] > limit:
                yield f"{place}: {value} ends after byte {limit}"
            elif place.endswith(".basis") or (".directives" in place and place.endswith(".references")):
                yield from (f"{place}: there is no reference {i}" for i in value if i >= count)
            else:
                for index, child in enumerate(value):
                    yield from look(child, f"{place}[{index}]")

    yield from look(notice, "$")


def main(arguments):
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validate_notice = Draft202012Validator(schema)
    registry = Registry().with_resource(schema["$id"], Resource.from_contents(schema))
    validate_line = Draft202012Validator({"$ref": f"{schema['$id']}#/$defs/line"}, registry=registry)

    files = []
    for argument in map(Path, arguments):
        if argument.is_dir():
            files += sorted(p for p in argument.rglob("*") if p.suffix in (".json", ".ndjson") and p.is_file())
        else:
            files.append(argument)

    count = wrong = 0
    for file in files:
        for place, document in documents(file):
            count += 1
            is_line = isinstance(document, dict) and "path" in document and "schema" not in document
            errors = [
                f"{error.json_path}: {error.message[:200]}"
                for error in (validate_line if is_line else validate_notice).iter_errors(document)
            ]
            notice = document.get("notice") if is_line else document
            if not errors and notice:
                errors += beyond_the_schema(notice)
            wrong += bool(errors)
            for error in errors:
                print(f"{place}: {error}")
    print(f"{count - wrong} of {count} valid", file=sys.stderr)
    return 2 if count == 0 else 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
