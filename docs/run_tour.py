#!/usr/bin/env python3
"""Runs the commands of README.md's tour, of docs/INDEX-FORMAT.md and docs/EXPORTS.md, and writes their output below them.

    docs/run_tour.py FOLDER [--check]

FOLDER has the executable thongbao. A command is a line of a ```console block that starts with `$ `; it runs in
the package's root, where `archive` and `report` are made and removed again. With --check nothing is written: exits 1 if a page
shows other output than there is.
"""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "docs/INDEX-FORMAT.md", ROOT / "docs/EXPORTS.md"]


def run(command, folder):
    environment = dict(os.environ, PATH=f"{folder}:{os.environ['PATH']}", LC_ALL="C.UTF-8", LANGUAGE="en")
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.rstrip("\n")


def filled(page, folder):
    def fill(block):
        commands = re.findall(r"^\$ (.*)$", block[1], re.MULTILINE)
        return "```console\n" + "\n".join(f"$ {c}\n{run(c, folder)}" for c in commands) + "\n```"
    return re.sub(r"^```console\n(.*?)^```", fill, page, flags=re.MULTILINE | re.DOTALL)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    made = [ROOT / "archive", ROOT / "report"]
    for folder in made:
        if folder.exists():
            sys.exit(f"{folder} is in the way")
    for path in PAGES:
        page = path.read_text("utf-8")
        try:
            new = filled(page, Path(sys.argv[1]).resolve())
        finally:
            for folder in made:
                shutil.rmtree(folder, ignore_errors=True)
        if "--check" not in sys.argv:
            path.write_text(new, "utf-8")
        elif new != page:
            sys.exit(f"{path.name} shows other output than there is: docs/run_tour.py FOLDER")


if __name__ == "__main__":
    main()
