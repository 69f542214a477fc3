#!/usr/bin/env python3
"""Make the pages in this folder's `pages`: the notices held out, as scans without any text in the file.

    make_pages.py --ocrlab DIR                     all that is committed; what exists is kept
    make_pages.py --ocrlab DIR --split train --out OTHER     those for training, elsewhere
    make_pages.py --check                          do the files agree with each other and stay small?

DIR is what `make_scans.py` draws with; beside what that file asks for, its module has `degrade(image, settings, random)`, which
gives the damaged page and by how many degrees it was turned, and `tesseract(…)`, which is not called here. Needs
Pillow and img2pdf; `tesseract` for the files that it writes.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import make_scans

HERE = Path(__file__).resolve().parent
PAGES = HERE / "pages"
SEVERITIES = ("light", "medium")
QUALITY = 50  # of the JPEGs in the PDFs
LARGEST, ALL = 1_000_000, 12_000_000
TOO_LONG = {"light": {"nq-hdnd-bac-lieu-2018-09", "tt-bnnmt-2025-58"}, "medium": {"nq-hdnd-bac-lieu-2018-09", "tt-bnnmt-2025-58"}}

# What else is made of some drawings.
PNG = (("light", "tb-hu-than-uyen-2024-503"), ("medium", "tb-tu-nghe-an-2023-812"), ("medium", "cd-bct-2024-6802"))
JPEG = (("light", "gm-vpub-lao-cai-2022-312"), )
TIFF = (("medium", "tb-tu-nghe-an-2023-812"), )
HOCR = (("light", "tb-tu-nghe-an-2023-812"), ("light", "gm-vpub-lao-cai-2022-312"), ("medium", "tb-hu-than-uyen-2024-503"))
ALTO = (("light", "tb-hu-than-uyen-2024-503"), )


# ------------------------------------------------------------------ drawing
def drawn(lab, name: str, source: Path, severity: str, work: Path):
    """(images, lines) of the pages; a line is its block, its box in pixels of the image, and its text."""
    turned: list[float] = []
    degrade = lab.degrade

    def watched(*arguments):
        image, degrees = degrade(*arguments)
        turned.append(degrees)
        return image, degrees

    def unread(png, stem, *_):
        for kind in (".txt", ".hocr"):
            Path(stem + kind).touch()

    lab.degrade, kept, lab.tesseract = watched, lab.tesseract, unread
    try:
        text = work / f"{name}.txt"
        text.write_text(make_scans.read(source).markup(), encoding="utf8")
        lab.run(str(text), str(work), severity, 1)
    finally:
        lab.degrade, lab.tesseract = degrade, kept
    from PIL import Image
    images = [Image.open(path) for path in sorted(work.glob("page-*.png"))]
    truth = json.loads((work / "truth_page.json").read_text(encoding="utf8"))
    whole = lab.PW, lab.PH
    return images, [[(kind, *box(corners, degrees, whole, image.size), line) for kind, *corners, line in page]
                    for page, degrees, image in zip(truth, turned, images)]


def box(corners: list[int], degrees: float, whole: tuple[int, int], size: tuple[int, int]) -> tuple[int, ...]:
    """Where a box of the page before it was turned about its middle and scaled stands after it: the box around it."""
    angle = math.radians(degrees)
    xs, ys = [], []
    for x in (corners[0], corners[2]):
        for y in (corners[1], corners[3]):
            dx, dy = x - whole[0] / 2, y - whole[1] / 2
            xs.append((dx * math.cos(angle) + dy * math.sin(angle) + whole[0] / 2) * size[0] / whole[0])
            ys.append((dy * math.cos(angle) - dx * math.sin(angle) + whole[1] / 2) * size[1] / whole[1])
    return round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))


def resolution(image) -> int:
    """In dots an inch: a page is 210 mm wide."""
    return round(image.width / 8.27)


# ------------------------------------------------------------------ writing
def in_pdf(images) -> bytes:
    import img2pdf
    parts = []
    for image in images:
        out = io.BytesIO()
        dpi = resolution(image)
        if image.mode == "1":
            image.save(out, "TIFF", compression="group4", dpi=(dpi, dpi))
        else:
            image.convert("L").save(out, "JPEG", quality=QUALITY, optimize=True, dpi=(dpi, dpi))
        parts.append(out.getvalue())
    sheet = img2pdf.get_layout_fun((img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297)))
    return img2pdf.convert(parts, layout_fun=sheet, nodate=True, engine=img2pdf.Engine.internal)


def few_greys(image):
    """The page in eight greys, so that a PNG of it is small."""
    return image if image.mode == "1" else image.convert("L").point([min(v // 24, 7) * 36 for v in range(256)])


def as_tiff(images) -> bytes:
    """All pages in one file, black and white as a fax has them."""
    out = io.BytesIO()
    pages = [image.copy() if image.mode == "1" else image.convert("L").point(lambda v: 255 * (v > 150)).convert("1") for image in images]
    dpi = resolution(images[0])
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(dpi, dpi))
    return out.getvalue()


def by_tesseract(images, format: str) -> bytes:
    """hOCR or ALTO of all pages, as `tesseract` writes it."""
    with tempfile.TemporaryDirectory() as folder:
        names = [f"page-{number}.png" for number in range(1, len(images) + 1)]
        for name, image in zip(names, images):
            image.save(Path(folder) / name, dpi=(resolution(image), ) * 2)
        (Path(folder) / "pages.txt").write_text("\n".join(names), encoding="utf8")
        subprocess.run(["tesseract", "pages.txt", "out", "-l", "vie", "--oem", "1", "--psm", "3", format], cwd=folder, check=True,
                       env={**os.environ, "OMP_THREAD_LIMIT": "1"}, stderr=subprocess.DEVNULL)
        return (Path(folder) / f"out.{'xml' if format == 'alto' else format}").read_bytes()


def make(lab, out: Path, split: str, severity: str, only: set[str]) -> None:
    for name, source in make_scans.of_split(split).items():
        stem = out / severity / name
        if only and name not in only or split == "test" and name in TOO_LONG[severity] or Path(f"{stem}.boxes.json").exists():
            continue
        stem.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            images, lines = drawn(lab, name, source, severity, Path(folder))
            write(f"{stem}.pdf", in_pdf(images))
            which = severity, name
            if which in PNG:
                for number, image in enumerate(images, 1):
                    few_greys(image).save(f"{stem}-{number}.png", optimize=True, dpi=(resolution(image), ) * 2)
            if which in JPEG:
                dpi = resolution(images[0])
                images[0].convert("L").save(f"{stem}-1.jpg", quality=QUALITY, optimize=True, dpi=(dpi, dpi))
            if which in TIFF:
                write(f"{stem}.tif", as_tiff(images))
            if which in HOCR:
                write(f"{stem}.hocr", by_tesseract(images, "hocr"))
            if which in ALTO:
                write(f"{stem}.alto.xml", by_tesseract(images, "alto"))
            pages = [{"width": i.width, "height": i.height, "dpi": resolution(i), "lines": l} for i, l in zip(images, lines)]
            write(f"{stem}.boxes.json", as_json(pages))
        print(f"{severity} {name}: {len(images)} pages", flush=True)


def as_json(pages) -> bytes:
    """A line of the page a line."""
    parts = []
    for page in pages:
        lines = ",\n  ".join(json.dumps(line, ensure_ascii=False) for line in page["lines"])
        head = ", ".join(f'"{key}": {page[key]}' for key in ("width", "height", "dpi"))
        parts.append(f'{{{head}, "lines": [\n  {lines}]}}')
    return ("[" + ",\n ".join(parts) + "]\n").encode()


def write(path: str, content: bytes) -> None:
    Path(path).write_bytes(content)


# ------------------------------------------------------------------ checking
def check(out: Path) -> int:
    mistakes, total, count = [], 0, 0
    for severity in SEVERITIES:
        names = {path.stem for path in (out / severity).glob("*.pdf")}
        if len(names) < 12:
            mistakes.append(f"{severity}: only {len(names)} notices")
        for name in sorted(names):
            pages = json.loads((out / severity / f"{name}.boxes.json").read_text(encoding="utf8"))
            words = [w for page in pages for kind, *_, line in page["lines"] if kind != "P" for w in line.split()]
            if sorted(words) != sorted(make_scans.read(make_scans.of_split("test")[name]).words()):
                mistakes.append(f"{severity}/{name}: other words than the notice")
            if any(not (0 <= l[1] < l[3] <= p["width"] and 0 <= l[2] < l[4] <= p["height"]) for p in pages for l in p["lines"]):
                mistakes.append(f"{severity}/{name}: a box is not on its page")
    for path in sorted(out.rglob("*")):
        if path.is_file():
            count, total = count + 1, total + path.stat().st_size
            if path.stat().st_size > LARGEST:
                mistakes.append(f"{path.relative_to(out)}: {path.stat().st_size} bytes")
    if total > ALL:
        mistakes.append(f"{total} bytes together")
    print("\n".join(mistakes) or f"{count} files of {total} bytes agree")
    return bool(mistakes)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ocrlab", type=Path, metavar="DIR", help="folder of the renderer and degrader")
    parser.add_argument("--out", type=Path, default=PAGES, help="where the pages go (pages)")
    parser.add_argument("--split", choices=("train", "test"), default="test")
    parser.add_argument("--severities", default=",".join(SEVERITIES), help="only these")
    parser.add_argument("--only", default="", help="names of notices")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if asked.check:
        return check(asked.out)
    if not asked.ocrlab:
        parser.error("--ocrlab DIR is needed to draw pages")
    sys.path.insert(0, str(asked.ocrlab.resolve()))
    import ocrlab
    for severity in asked.severities.split(","):
        make(ocrlab, asked.out, asked.split, severity, set(asked.only.split(",")) - {""})
    return 0


if __name__ == "__main__":
    sys.exit(main())
