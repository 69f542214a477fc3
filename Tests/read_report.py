#!/usr/bin/env python3
"""Read a report in a browser, as people do: from the disk, without a server.

    Tests/read_report.py BINARY [--shots FOLDER]

Fills an archive with the notices of the Corpus, makes a report of it and opens that in Chromium by file://: search
with and without marks, facets, the way from a hit to its place in the text, references, deadlines, both languages,
light and dark with contrasts of WCAG AA, a phone's width, paper, keyboard, and reading without scripts. Whatever the
browser's console says is a failure. With --shots, pictures of the pages are kept.

Exits 0 if all that holds, else 1.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"]

# Every text that can be seen and whose colour is too near to what is behind it: 4.5 to 1, 3 to 1 if it is large.
CONTRAST = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (colour, over) => {
    canvas.fillStyle = over; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return `rgb(${r}, ${g}, ${b})`;
  };
  const light = (colour) => colour.match(/\\d+/g).slice(0, 3).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }).reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(getComputedStyle(at).backgroundColor);
    return layers.reverse().reduce((over, layer) => paint(layer, over), "rgb(255, 255, 255)");
  };
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest(".unseen, .skip, option")) continue;
    const style = getComputedStyle(element);
    const back = behind(element);
    const [high, low] = [light(paint(style.color, back)), light(back)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
    if (ratio < (isLarge ? 3 : 4.5)) faults.push(`${ratio.toFixed(2)} ${element.className} “${walker.currentNode.data.trim().slice(0, 30)}”`);
  }
  return [...new Set(faults)].slice(0, 10);
}"""


HEAD = """TỈNH ỦY NGHỆ AN                    ĐẢNG CỘNG SẢN VIỆT NAM
*
Số {}                  Nghệ An, ngày {} tháng 10 năm 2021

"""

# One document that names another, and nothing of it may become markup.
TEXTS = {
    "18.txt": HEAD.format("18-CT/TU", 18) + """CHỈ THỊ
về công tác phòng, chống dịch

1. Giao Sở Y tế chủ trì, hoàn thành trước ngày 30/11/2021.
""",
    "12 <b>&.txt": HEAD.format("12-TB/TU", 26) + """THÔNG BÁO
Ý kiến của Thường trực Tỉnh ủy về <script>alert(1)</script> & "dịch"

Thường trực Tỉnh ủy có ý kiến chỉ đạo như sau:

1. Giao Sở Y tế thực hiện Chỉ thị số 18-CT/TU ngày 18/10/2021 của Tỉnh ủy Nghệ An <img src=x onerror=alert(2)>.
""",
}


class Failure(Exception):
    pass


def expect(truth, what):
    if not truth:
        raise Failure(what)


class Reader:
    """A browser at a report."""

    def __init__(self, playwright, report, shots):
        path = next((path for path in BROWSERS if Path(path).exists()), None)
        if path is None:
            sys.exit("no chromium: apt-get install chromium-headless-shell")
        self.browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        self.report = report
        self.shots = shots

    @contextmanager
    def page(self, name, hash="", width=1280, height=900, dark=False, scripts=True):
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
            java_script_enabled=scripts, locale="vi-VN", reduced_motion="reduce")
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("requestfailed", lambda request: said.append(f"cannot load {request.url}"))
        page.goto((self.report / name).as_uri() + hash)
        if scripts and name == "index.html":
            page.wait_for_selector("html[data-ready]")
        yield page
        context.close()
        expect(not said, f"{name}: the console says {said[:3]}")

    def shot(self, page, name):
        if self.shots:
            page.wait_for_timeout(200)
            page.screenshot(path=str(self.shots / f"{name}.png"))


def search(page, text):
    before = page.inner_text("#status") + str(page.locator("#list li").count())
    page.fill("#q", text)
    page.wait_for_timeout(400)
    return page.locator("#list > li:not(.apart)").count(), before


def status(page):
    return int(re.match(r"[\d.,]+", page.inner_text("#status"))[0].replace(".", ""))


def hits(page):
    return page.locator("#list li > a").all_inner_texts()


def searching(reader):
    with reader.page("index.html") as page:
        total = status(page)
        expect(page.locator("#list li").count() == min(30, total), "the newest documents are listed")
        search(page, "tái định cư")
        marked, first = status(page), hits(page)[0]
        expect("tái định cư" in first, f"the phrase in the subject comes first, not: {first}")
        expect(page.locator("#list mark").first.is_visible(), "found words are marked")
        search(page, "tai dinh cu")
        expect(hits(page)[0] == first and status(page) >= marked > 0, "without marks all of it is found, in that order")
        search(page, "TÁI ĐỊNH CƯ")
        expect(status(page) == marked, "capitals do not count")
        search(page, "318-TB/TU")
        expect(page.locator("#list .id").first.inner_text() == "318-TB/TU", "identifiers are found")
        search(page, "doanh nghie")
        beginning = status(page)
        search(page, "doanh nghiep")
        expect(beginning >= status(page) > 0, "the last word may be a beginning")
        search(page, "uỷ ban")
        new = status(page)
        search(page, "ủy ban")
        expect(new == status(page) > 0, "either place of a tone is one word")
        search(page, "zzzz qqqq")
        expect(status(page) == 0 and not hits(page), "nothing is nothing")
        search(page, "tâi đĩnh cứ")
        page.click("#status button")
        page.wait_for_timeout(400)
        expect(status(page) > 0, "wrong marks can be dropped")
        search(page, "")
        expect(status(page) == total, "an empty search shows all")


def narrowing(reader):
    with reader.page("index.html") as page:
        label = page.locator("#facets fieldset").first.locator("label").first
        count = int(label.locator(".count").inner_text().split()[0])
        label.click()
        page.wait_for_timeout(300)
        expect(status(page) == count, "a facet narrows to its count")
        years = page.locator("#facets fieldset").last.locator("label")
        years.first.click()
        page.wait_for_timeout(300)
        both = status(page)
        expect(0 < both <= count, "facets narrow together")
        page.reload()
        page.wait_for_selector("html[data-ready]")
        expect(status(page) == both, "the address keeps what was chosen")
        expect(page.locator("#facets input:checked").count() == 2, "the boxes show it")


def following(reader):
    with reader.page("index.html") as page:
        search(page, "tai dinh cu")
        page.locator("#list li > a").first.click()
        page.wait_for_selector(".found-bar")
        expect(page.evaluate("CSS.highlights.get('found').size") > 0, "the words are shown in the document")
        place = page.evaluate("[...CSS.highlights.get('current')][0].getBoundingClientRect().top")
        expect(0 <= place <= 900, "the first of them is in view")
        page.locator(".found-bar button").last.click()
        expect(page.locator(".found-bar").count() == 0, "the bar can be closed")
        page.go_back()
        page.wait_for_selector("html[data-ready]")
        expect(page.input_value("#q") == "tai dinh cu", "back is back at the search")


def documents(reader):
    citing = next(reader.report.glob("n/*/12-tb-tu-*.html"))
    repaired = next(reader.report.glob("n/*/318-tb-tu-*.html"))
    with reader.page(citing.relative_to(reader.report)) as page:
        expect("<script>" in page.inner_text("h1") and page.locator("img, main script, main b b").count() == 0,
               "nothing of a notice becomes markup")
        for where in ["#references .refs a[href^='../../n/']", ".text a.reference", ".chips .ref a"]:
            page.locator(where).first.click()
            page.wait_for_load_state()
            expect("18-CT/TU" in page.inner_text(".head"), f"a reference leads to the document: {where}")
            page.locator("#cited .refs a").first.click()
            page.wait_for_load_state()
            expect("12-TB/TU" in page.inner_text(".head"), "and back from there")
    with reader.page(repaired.relative_to(reader.report)) as page:
        expect(page.locator(".text del").count() == page.locator(".text ins").count() > 5, "repairs stand side by side")
        expect("→" in page.locator(".text ins").first.get_attribute("title"), "a repair says what it was")
        colour = "getComputedStyle(document.querySelector('.mended .deadline.m')).backgroundColor"
        before = page.evaluate(colour)
        page.uncheck("#show-deadline")
        expect(page.evaluate(colour) != before, "a kind of mark can be hidden")
        page.check("#columns-mended", force=True)
        expect(not page.locator("td.asread").first.is_visible(), "a column can be hidden")
        page.locator(".tree .line").nth(3).click()
        expect(page.locator("tr:target").is_visible(), "a directive leads to its line")
        page.emulate_media(media="print")
        expect(not page.locator(".switches").is_visible() and page.locator(".tree").first.is_visible(), "paper has the content alone")
        expect(len(page.pdf()) > 20_000, "it prints")


def deadlines(reader):
    with reader.page("deadlines.html") as page:
        rows = page.locator(".dues-table .due")
        days = [day for day in (row.get_attribute("data-day") for row in rows.all()) if day]
        expect(days == sorted(days) and len(days) > 20, "deadlines come by day")
        value = page.locator("#agency option").nth(1).get_attribute("value")
        page.select_option("#agency", value)
        shown = [row.inner_text() for row in rows.all() if row.is_visible()]
        expect(0 < len(shown) < rows.count() and all(value in row for row in shown), "one agency's deadlines")
        page.check("#coming")
        expect(all(row.get_attribute("data-day") is None or "past" not in row.get_attribute("class")
                   for row in rows.all() if row.is_visible() and row.get_attribute("class")), "the past can be hidden")
        page.uncheck("#coming")
        page.locator(".dues-table .due:visible .what a").first.click()
        page.wait_for_load_state()
        expect(page.locator(".tree li:target").is_visible(), "a deadline leads to its directive")


def speaking(reader):
    with reader.page("index.html") as page:
        expect(page.locator("h1 .vi").is_visible() and not page.locator("h1 .en").is_visible(), "Vietnamese at first")
        page.check("#lang-en", force=True)
        expect(page.locator("h1").inner_text() == "Archive of notices", "English when it is chosen")
        expect("documents" in page.inner_text("#status"), "also what the script says")
        page.click("text=Deadlines")
        expect(page.inner_text("h1") == "Deadlines", "the next page keeps the language")
        page.click("[data-light]")
        expect(page.evaluate("document.documentElement.dataset.light") == "dark", "light can be turned off")
        page.reload()
        expect(page.evaluate("document.documentElement.dataset.light") == "dark", "and stays off")


def looking(reader):
    notice = next(reader.report.glob("n/*/318-tb-tu-*.html")).relative_to(reader.report)
    for name, label in [("index.html", "index"), (notice, "notice"), ("deadlines.html", "deadlines")]:
        for dark in [False, True]:
            with reader.page(name, dark=dark) as page:
                if label == "index":
                    search(page, "tái định cư")
                faults = page.evaluate(CONTRAST)
                expect(not faults, f"{name}, {'dark' if dark else 'light'}: too little contrast: {faults}")
                reader.shot(page, f"{label}{'-dark' if dark else ''}")
        with reader.page(name, width=360, height=740) as page:
            width = page.evaluate("document.documentElement.scrollWidth")
            expect(width <= 360, f"{name}: a phone need not scroll sideways: {width}")
            reader.shot(page, f"{label}-phone")


def typing(reader):
    with reader.page("index.html") as page:
        page.keyboard.press("Tab")
        expect(page.evaluate("document.activeElement.className") == "skip", "the first key leads past the head")
        page.keyboard.press("/")
        expect(page.evaluate("document.activeElement.id") == "q", "/ leads to the search")
        page.keyboard.type("dich ta lon")
        page.wait_for_timeout(400)
        page.keyboard.press("ArrowDown")
        expect(page.evaluate("document.activeElement.matches('#list li > a')"), "an arrow leads to the hits")
        page.keyboard.press("Enter")
        page.wait_for_selector(".found-bar")


def reading_without_scripts(reader):
    with reader.page("index.html", scripts=False) as page:
        expect(page.locator("#list li").count() == 30, "the newest documents are there")
        expect(not page.locator("#q").is_visible(), "what needs a script is not")
        page.locator(".years a").first.click()
        page.wait_for_load_state()
        expect(page.locator(".list li").count() > 0, "each year has its list")
        page.locator(".list li > a").first.click()
        page.wait_for_load_state()
        expect(page.locator(".tree").first.is_visible() and page.locator("table.text").is_visible(), "documents are there")
        page.locator("label:has(#lang-en)").click()
        expect(page.locator("#text h2").inner_text() == "Text", "the language changes")
        page.click("nav >> text=Deadlines")
        page.wait_for_load_state()
        expect(page.locator(".dues-table .due").count() > 20, "deadlines are there")


CHECKS = [searching, narrowing, following, documents, deadlines, speaking, looking, typing, reading_without_scripts]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", type=Path)
    arguments.add_argument("--shots", type=Path)
    options = arguments.parse_args()
    binary = options.binary.resolve()
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="thongbao-report-") as folder:
        archive, report = Path(folder) / "archive", Path(folder) / "báo cáo 1"
        for name, text in TEXTS.items():
            (Path(folder) / name).write_text(text, "utf-8")
        paths = ["Corpus/notices", *(Path(folder) / name for name in TEXTS)]
        for command in [["add", archive, *paths], ["report", archive, "--output-dir", report]]:
            subprocess.run([binary, *command, "--lang", "en"], cwd=ROOT, check=True)
        failures = 0
        with sync_playwright() as playwright:
            reader = Reader(playwright, report, options.shots)
            for check in CHECKS:
                try:
                    check(reader)
                    print("passed:", check.__name__.replace("_", " "))
                except Exception as error:  # whatever it is, the other checks go on
                    failures += 1
                    print(f"FAILED: {check.__name__.replace('_', ' ')}: {error}")
            reader.browser.close()
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
