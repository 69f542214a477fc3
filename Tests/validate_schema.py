#!/usr/bin/env python3
"""Validates notices against the JSON Schema, and the schema against its own.

    Tests/validate_schema.py SCHEMA PATH...

A PATH is a notice (`.json`: one, or an array of the objects of NDJSON), NDJSON (`.ndjson`), or a folder
of those. Needs PyPI's `jsonschema` (Tests/requirements.txt). Exits 1 if anything is invalid, 2 if there is nothing.
"""
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator


def files(paths):
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix in (".json", ".ndjson"))
        else:
            yield path


def notices(path):
    """Yields each notice of a file with a name for it."""
    text = path.read_text("utf-8")
    if path.suffix == ".ndjson":
        values = [json.loads(line) for line in text.splitlines() if line]
    else:
        value = json.loads(text)
        values = value if isinstance(value, list) else [value]
    for number, value in enumerate(values, 1):
        if "error" not in value:
            yield f"{path}:{number}" if len(values) > 1 else str(path), value.get("notice", value)


def main(schema_path, *paths):
    schema = json.loads(Path(schema_path).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    count = faults = 0
    for path in files(map(Path, paths)):
        for name, notice in notices(path):
            count += 1
            for error in validator.iter_errors(notice):
                faults += 1
                print(f"{name}: {error.json_path}: {error.message[:200]}", file=sys.stderr)
    print(f"{count} notices, {faults} faults")
    return 1 if faults else 0 if count else 2


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
