#!/usr/bin/env python3
"""Takes Lucene out of a jar that holds many libraries.

    python3 make_jars.py FATJAR FOLDER

writes FOLDER/lucene.jar, with what is run, and FOLDER/headers.jar, the same classes marked as of Java 17: an older
compiler refuses newer classes by that mark alone, and what our programs use of them is plain enough for it.
"""
import sys
import zipfile
from pathlib import Path

KEPT = ("org/apache/lucene/", "com/fasterxml/jackson/core/", "com/fasterxml/jackson/databind/",
        "com/fasterxml/jackson/annotation/", "META-INF/services/org.apache.lucene", "META-INF/MANIFEST.MF")
JAVA_17 = (61).to_bytes(2, "big")
VERSION = slice(6, 8)  # of a class file


def main():
    source, folder = sys.argv[1], Path(sys.argv[2])
    with zipfile.ZipFile(source) as fat, zipfile.ZipFile(folder / "lucene.jar", "w", zipfile.ZIP_DEFLATED) as run, \
            zipfile.ZipFile(folder / "headers.jar", "w") as headers:
        for entry in fat.namelist():
            if not entry.startswith(KEPT) or entry.endswith("/"):
                continue
            data = bytearray(fat.read(entry))
            run.writestr(entry, bytes(data))
            if entry.endswith(".class"):
                data[VERSION] = min(bytes(data[VERSION]), JAVA_17)
                headers.writestr(entry, bytes(data))


if __name__ == "__main__":
    main()
