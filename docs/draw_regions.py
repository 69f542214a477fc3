#!/usr/bin/env python3
"""Draws where the values of a notice stand over the picture of its page.

    thongbao parse --include-text SCAN.pdf -o NOTICE.json
    python3 docs/draw_regions.py NOTICE.json SCAN.pdf OUT.png [--page N] [--width PIXELS]

The scan is a PDF (drawn by `pdftoppm`) or an image of the one page. Needs Pillow.
"""
import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

COLOURS = {"directives": (120, 120, 120), "agencies": (0, 120, 60), "dates": (200, 90, 0), "references": (0, 70, 200),
           "recipients": (130, 0, 150), "signature": (150, 0, 60), "header": (200, 0, 0)}
HEADER = ("nationalTitle", "motto", "parentAgency", "issuer", "number", "symbol", "identifier", "kind", "subject", "place",
          "date", "secrecy", "urgency", "addressees")


def parts(value, name):
    """(what it is of the notice, its region) for everything that has one."""
    if isinstance(value, list):
        for part in value:
            yield from parts(part, name)
    elif isinstance(value, dict):
        if "region" in value:
            yield name, value["region"]
        for key, region in value.get("regions", {}).items():
            yield "header" if name == "" else name, region
        for key, part in value.items():
            if key in ("region", "regions", "source", "pages", "repairs", "diagnostics"):
                continue
            inner = key if name == "" else name
            if name == "directives" and key == "references":
                inner = key
            yield from parts(part, "header" if inner in HEADER else inner)


def picture(path, page):
    if path.suffix.lower() != ".pdf":
        return Image.open(path).convert("RGB")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "150", "-png", "-f", str(page), "-l", str(page), path, f"{folder}/page"], check=True)
        return Image.open(next(Path(folder).glob("page*"))).convert("RGB")


def width(notice, page, image):
    """The page's width in its own units, which are square; that of the picture where the notice does not say."""
    return next((one["width"] for one in notice.get("pages", []) if one["number"] == page), image.width)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notice", type=Path)
    parser.add_argument("scan", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--page", type=int, default=1)
    parser.add_argument("--width", type=int, default=800)
    asked = parser.parse_args()
    notice = json.loads(asked.notice.read_text("utf8"))
    image = picture(asked.scan, asked.page)
    scale = asked.width / width(notice, asked.page, image)
    image = image.resize((asked.width, round(image.height * asked.width / image.width)), Image.LANCZOS)
    image = image.point(lambda value: 255 if value > 190 else value // 32 * 32)  # grain makes large files
    draw = ImageDraw.Draw(image, "RGBA")
    found = [(name, one["box"]) for name, region in parts(notice, "") if name in COLOURS
             for one in region if one["page"] == asked.page]
    order = list(COLOURS)
    for name, box in sorted(set((name, tuple(box)) for name, box in found), key=lambda one: order.index(one[0])):
        pad = 1 if name != "directives" else 4
        left, top, right, bottom = (round(edge * scale) for edge in box)
        corners = [left - pad, top - pad, right + pad, bottom + pad]
        draw.rectangle(corners, outline=COLOURS[name], width=2, fill=None if name == "directives" else COLOURS[name] + (40,))
    legend = [name for name in order if any(one == name for one, _ in found)]
    for row, name in enumerate(legend):
        draw.rectangle([8, 8 + 16 * row, 22, 18 + 16 * row], outline=COLOURS[name], width=2, fill=COLOURS[name] + (40,))
        draw.text((28, 7 + 16 * row), name, fill=COLOURS[name])
    image.quantize(32, dither=Image.Dither.NONE).save(asked.out, optimize=True)


if __name__ == "__main__":
    main()
