#!/usr/bin/env python3
"""Read an archive's pages in a browser, as people do, and its API by its own description.

    Tests/read_web.py BINARY SERVER [--shots FOLDER] [--examples N]

BINARY is thongbao, SERVER thongbao-serve. Fills an archive with the notices of the Corpus and two of its own, serves it
and drives Chromium over it: search with suggestions, without marks, facets; a document with its repairs, highlights and
references; the graph by the keyboard; tasks and their month; files that are sent and dropped; scans as pictures; templates of one's own; both languages; light,
dark, a phone's width, paper; all of it once more without scripts. Whatever the console says is a failure, and so is
what axe-core calls serious. schemathesis asks everything that the description allows, and some that it does not. Then
slow, half-open and oversized requests, which must not be in anybody's way, and the end by SIGTERM. With --shots,
pictures of the pages are kept, at three widths.

Exits 0 if all that holds, else 1.
"""

import argparse
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"]

HEAD = """TỈNH ỦY NGHỆ AN                    ĐẢNG CỘNG SẢN VIỆT NAM
*
Số {}                  Nghệ An, ngày {} tháng 10 năm 2021

"""

# One document that names another, damaged by OCR, and nothing of it may become markup.
TEXTS = {
    "18.txt": HEAD.format("18-CT/TU", 18) + """CHỈ THỊ
về công tác phòng, chống dịch

Căn cứ Nghị quyết số 128/NQ-CP ngày 11/10/2021 của Chính phủ, yêu cầu:
1. Giao Sở Y tế chủ trì, hoàn thành trước ngày 30/11/2021.
2. Ủy ban nhân dân tỉnh báo cáo trước ngày 15/11/2021.
""",
    "12 <b>&.txt": HEAD.format("12-TB/TU", 26) + """THÔNG BÁO
Ý kiến của Thường trực Tỉnh ủy về <script>alert(1)</script> & "dịch"

Thường trực Tỉnh ủy có ý kiến chỉ đạo nhử sau:

1. Giao Sở Y tế thực hiện Chỉ thị số 18-CT/TU ngày 18/10/2021 của Tỉnh ủy Nghệ An <img src=x onerror=alert(2)>.
2. Các cơ quan tiêp tục phòng, chống dịch bệnh, báo cáo kêt quả trước ngày 20/11/2021.
""",
}


class Failure(Exception):
    pass


def expect(truth, what):
    if not truth:
        raise Failure(what)


def done(what):
    print(f"  {what}", flush=True)


class Server:
    """thongbao-serve over an archive; its address is what it prints."""

    def __init__(self, program, *words):
        self.process = subprocess.Popen([str(program), *map(str, words), "--port", "0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip().rstrip("/")
        expect(self.url.startswith("http://"), f"the server says {self.url!r}: {self.process.poll()}")
        self.port = int(self.url.rsplit(":", 1)[1])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure("does not stop on SIGTERM") from None
        expect(code == 0, f"ends with {code} on SIGTERM: {self.process.stderr.read()[-500:]}")

    def get(self, target, headers=None):
        request = urllib.request.Request(self.url + target, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def json(self, target):
        return json.loads(self.get(target)[1])


@contextmanager
def browser_page(browser, **options):
    """A page whose console must stay silent."""
    context = browser.new_context(**options)
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append("dialog: " + dialog.message), dialog.dismiss()))
    yield page
    # A page that is answered by 404 or 422 is one that the browser calls failed.
    said = [line for line in said if "the server responded with a status of 4" not in line]
    expect(not said, f"the console says: {said[:3]}")
    context.close()


def search(page, url):
    page.goto(url + "/?lang=vi")
    expect(page.locator("html").get_attribute("lang") == "vi", "is not Vietnamese first")
    page.keyboard.press("/")
    page.keyboard.type("tinh uy ngh", delay=15)
    options = page.locator("[role=option]")
    options.first.wait_for()
    expect("Nghệ An" in " ".join(options.all_inner_texts()), "suggests no issuer")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q").get_attribute("aria-activedescendant") == "option-0", "does not choose a suggestion")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=issuer"))
    expect(page.locator(".list li").count() >= 2, "the suggestion finds nothing")

    page.goto(url + "/?q=phong+chong+dich")
    expect(page.locator(".list mark").count() > 0, "marks nothing")
    before = page.locator(".list li").count()
    page.locator(".narrow a", has_text=re.compile(r"^CT")).first.click()
    page.wait_for_url(re.compile("kind=CT"))
    expect(0 < page.locator(".list li").count() < before, "a facet does not narrow down")
    page.locator(".chosen a").first.click()
    expect(page.locator(".list li").count() == before, "a facet cannot be left")
    page.locator(".narrow a", has_text="2021").first.click()
    page.wait_for_url(re.compile("year=2021"))
    page.goto(url + "/?q=knd:TB")
    expect(page.locator(".wrong mark").inner_text() == "knd", "does not show where a query is wrong")
    page.goto(url + "/?q=zzzzz")
    expect("Không tìm thấy" in page.locator("#status").inner_text(), "says nothing where nothing is found")
    page.goto(url + "/?limit=10")
    first = page.locator(".list li a").first.get_attribute("href")
    page.locator("a[rel=next]").click()
    expect(page.locator(".list li a").first.get_attribute("href") != first, "the next page is the same")
    done("search")


def document(page, url):
    page.goto(url + "/?q=" + urllib.parse.quote('number:12-TB/TU phòng'))
    page.locator(".list li a").first.click()
    expect("<script>alert(1)</script>" in page.locator("h1").inner_text(), "the subject is not as it stands")
    expect(page.locator("td.asread del").count() > 0 and page.locator("td.mended ins").count() > 0, "shows no repairs")
    title = page.locator("td.mended ins").first.get_attribute("title")
    expect("→" in title, "a repair does not say what was before")
    expect(page.locator(".found.m").count() > 0, "does not mark what was looked for")
    for group in ["reference", "deadline", "directive", "head"]:
        expect(page.locator(f".m.{group}").count() > 0, f"marks no {group}")
    expect(page.locator(".tree .who").count() > 0 and page.locator(".tree .due").count() > 0, "directives lack who and when")
    page.locator("label[class*=asread], label:has(#columns-asread)").first.click()
    expect(not page.locator("td.mended").first.is_visible(), "the columns cannot be chosen")
    page.locator("#references a", has_text="18-CT/TU").first.click()
    page.wait_for_url(re.compile("18.txt"))
    expect("12-TB/TU" in page.locator("#cited").inner_text(), "does not say who cites it")
    lacking = page.locator("#references a.missing").first
    expect("128/NQ-CP" in lacking.inner_text(), "does not show what the archive lacks")
    lacking.click()
    page.wait_for_url(re.compile("/references"))
    expect("18-CT/TU" in page.locator("main").inner_text(), "a missing document has no page")
    done("document")


def graph(page, url):
    page.goto(url + "/references?" + urllib.parse.urlencode({"document": "18-CT/TU của Tỉnh ủy Nghệ An"}))
    boxes = page.locator(".picture svg a")
    expect(boxes.count() >= 3, "the graph has no boxes")
    near = boxes.count()
    page.get_by_role("link", name="hai bước").click()
    page.wait_for_url(re.compile("depth=2"))
    expect(boxes.count() >= near, "the graph lost boxes at two steps")
    boxes.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/documents/"))
    done("graph")


def tasks(page, url):
    page.goto(url + "/tasks?month=2021-11")
    expect(page.locator(".calendar td.has").count() >= 3, "the month has no deadlines")
    page.locator(".calendar td.has a").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.evaluate("document.activeElement.closest('td') !== null"), "arrow keys leave the calendar")
    page.fill("#agency", "So Y te")
    page.locator(".task-filter button").click()
    expect("Sở Y tế" in page.locator("main").inner_text(), "the filter finds nothing")
    page.locator(".task-filter input[name=all]").check()
    page.locator(".task-filter button").click()
    expect(page.locator(".tasks li").count() > 0, "the list is empty")
    page.locator(".tasks a").first.click()
    page.wait_for_url(re.compile("/documents/.*#d"))
    done("tasks")


def added(binary, server, archive, file):
    """Adds a file, and waits until the server has it."""
    before = server.json("/api/v1/health")["generation"]
    subprocess.run([binary, "add", archive, file], check=True, capture_output=True)
    while server.json("/api/v1/health")["generation"] == before:
        time.sleep(0.05)


def shown(image):
    image.scroll_into_view_if_needed()
    for _ in range(200):  # the page's policy lets no test wait inside of it
        if image.evaluate("image => image.naturalWidth") > 300:
            return
        time.sleep(0.1)
    raise Failure("the page's picture does not come")


def scans(page, binary, server, archive, folder):
    """A PDF's pages with boxes around what was read; and what is said when the file is gone."""
    page.set_content("<pre>" + TEXTS["18.txt"].replace("18-CT/TU", "77-CT/TU") + "</pre>")
    file = folder / "77.pdf"
    page.pdf(path=file, format="A4")
    added(binary, server, archive, file)
    target = "/documents/" + urllib.parse.quote(str(file), safe="")
    page.goto(server.url + target)
    image = page.locator(".scan img").first
    shown(image)
    expect(page.locator(".scan rect.deadline").count() > 0, "no box around a deadline")
    box = page.locator(".scan rect.deadline").first.bounding_box()
    frame = image.bounding_box()
    expect(frame["x"] <= box["x"] and box["y"] + box["height"] <= frame["y"] + frame["height"], "a box is not on its page")
    expect(server.get("/api/v1" + target + "/pages/9.png")[0] == 404, "gives a page that is not there")
    content = file.read_bytes()
    file.write_bytes(content + b"%")
    expect(server.get("/api/v1" + target + "/pages/1.png")[0] == 409, "shows a file that has changed")
    file.unlink()
    expect(server.get("/api/v1" + target + "/pages/1.png")[0] == 404, "shows a file that is gone")
    page.goto(server.url + target)
    expect("không còn ở chỗ cũ" in page.locator("#pages").inner_text(), "does not say that the original is gone")
    done("page images")


def tiff(page, binary, server, archive, folder):
    """A TIFF of two pages, a kind that browsers do not show: each page is drawn for them."""
    from PIL import Image
    pictures = []
    for number in [78, 79]:
        text = TEXTS["18.txt"].replace("18-CT/TU", f"{number}-CT/TU") if number == 78 else "Trang hai của văn bản."
        page.set_content(f"<pre>{text}</pre>")
        picture = folder / f"{number}.png"
        page.screenshot(path=picture, full_page=True)
        pictures.append(Image.open(picture).convert("L").resize((2400, 1700 + number)))
    file = folder / "78.tif"
    pictures[0].save(file, save_all=True, append_images=pictures[1:], compression="tiff_lzw", dpi=(200, 200))
    added(binary, server, archive, file)
    target = "/documents/" + urllib.parse.quote(str(file), safe="")
    page.goto(server.url + target)
    images = page.locator(".scan img")
    expect(images.count() == 2, "not every page of a TIFF has a picture")
    for index in range(2):
        shown(images.nth(index))
        sizes = images.nth(index).evaluate("image => [image.naturalWidth / image.naturalHeight, image.width / image.height]")
        expect(abs(sizes[0] - sizes[1]) < 0.01, "a page of a TIFF is another one's picture")
    status, content = server.get("/api/v1" + target + "/pages/2.png")
    expect(status == 200 and content.startswith(b"\x89PNG"), "a TIFF's page is no PNG")
    expect(server.get("/api/v1" + target + "/pages/3.png")[0] == 404, "gives a page that a TIFF does not have")
    done("pages of a TIFF")


def own_look(program, archive, folder):
    """Templates and styles of one's own; what is wrong with one ends the start."""
    look = folder / "look"
    written = subprocess.run([program, "--write-templates", look], capture_output=True, text=True)
    expect(written.returncode == 0 and (look / "frame.mustache").exists(), "writes no templates")
    again = subprocess.run([program, "--write-templates", look], capture_output=True, text=True)
    expect(again.returncode == 73, "writes over templates")
    help_page = look / "help.mustache"
    help_page.write_text("{{<frame}}\n{{$main}}\n<h1>{{archive}}!</h1>\n{{/main}}\n{{/frame}}\n")
    server = Server(program, archive, "--templates", look, "--title", "<b>")
    expect(b"<h1>&lt;b&gt;!</h1>" in server.get("/help")[1], "does not take a template up")
    server.stop()
    help_page.write_text("\n{{titel}}\n")
    wrong = subprocess.run([program, archive, "--templates", look], capture_output=True, text=True)
    expect(wrong.returncode == 65 and "help.mustache:2:" in wrong.stderr, f"does not say what is wrong: {wrong.stderr}")
    done("a look of one's own")


def upload(page, url, folder):
    page.goto(url + "/parse")
    page.set_input_files("#file", folder / "12 <b>&.txt")
    page.locator("button[type=submit]").click()
    page.locator(".notice").wait_for()
    expect("không được lưu" in page.locator(".remark").first.inner_text(), "does not say that nothing is kept")
    expect(page.locator(".tree li").count() > 0, "shows no directives")
    page.goto(url + "/parse")
    page.evaluate("""text => {
      const data = new DataTransfer();
      data.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
      document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }""", TEXTS["18.txt"])
    page.locator(".notice").wait_for()
    page.goto(url + "/parse")
    page.fill("#text", "xin chào")
    page.locator("button[type=submit]").click()
    expect(page.locator("#problem").is_visible(), "does not say that it is no notice")
    done("upload")


def pages_of(server):
    hit = server.json("/api/v1/search?q=" + urllib.parse.quote("number:12-TB/TU"))["hits"][0]["id"]
    return ["/", "/?q=phong+chong+dich", "/?q=knd:x", "/documents/" + urllib.parse.quote(hit, safe=""),
            "/references", "/references?document=18-CT%2FTU", "/tasks?month=2021-11", "/tasks?all=true", "/parse", "/help",
            "/nix"]


def accessible(browser, server):
    axe = Axe()
    for scheme in ["light", "dark"]:
        for language in ["vi", "en"]:
            for width in [1280, 390]:
                with browser_page(browser, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
                    for target in pages_of(server):
                        page.goto(server.url + target + ("&" if "?" in target else "?") + "lang=" + language)
                        found = [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}"
                                 for fault in axe.run(page).response["violations"]
                                 if fault["impact"] in ("serious", "critical")]
                        expect(not found, f"{target}, {scheme}, {language}, {width}: {found}")
                        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                        expect(wide <= 0, f"{target} is {wide} pixels too wide for {width}")
    done("axe-core finds nothing serious, light and dark, in both languages, on a phone")


def without_scripts(browser, server):
    with browser_page(browser, java_script_enabled=False) as page:
        page.goto(server.url + "/")
        page.fill("#q", "phòng chống dịch")
        page.locator("form.search button").click()
        expect(page.locator(".list li").count() > 0, "without scripts, nothing is found")
        page.locator(".narrow a").first.click()
        page.locator(".list li a").first.click()
        expect(page.locator(".text td").count() > 0, "without scripts, there is no text")
        for target in pages_of(server):
            page.goto(server.url + target)
            expect(len(page.locator("main").inner_text()) > 20, f"without scripts, {target} is empty")
        page.goto(server.url + "/parse")
        page.fill("#text", TEXTS["18.txt"])
        page.locator("button[type=submit]").click()
        expect("18-CT/TU" in page.locator("main").inner_text(), "without scripts, no file is read")
    done("all of it without scripts")


def languages(page, url):
    page.goto(url + "/?lang=en")
    expect("Find documents" in page.locator("main").inner_text(), "speaks no English")
    page.goto(url + "/help")
    expect(page.locator("html").get_attribute("lang") == "en", "forgets the language")
    page.locator(".languages a[lang=vi]").click()
    expect("Cách viết" in page.locator("h1").inner_text(), "does not go back to Vietnamese")
    page.locator("button.light").click()
    light = page.locator("html").get_attribute("data-light")
    page.goto(url + "/")
    expect(page.locator("html").get_attribute("data-light") == light, "forgets light and dark")
    page.emulate_media(media="print")
    expect(not page.locator(".narrow").is_visible(), "prints what nobody needs on paper")
    page.emulate_media(media="screen")
    done("both languages, light and dark, paper")


def described(server, examples):
    """schemathesis: whatever the description allows is answered as it says, whatever it does not is refused."""
    program = Path(sys.executable).parent / "schemathesis"
    with tempfile.TemporaryDirectory() as folder:
        # A text may be no query, whatever its length: that is no schema's to say.
        (Path(folder) / "schemathesis.toml").write_text(
            '[checks.positive_data_acceptance]\nexpected-statuses = ["2xx", 404, 409, 413, 422]\n')
        run = subprocess.run(
            [program, "run", server.url + "/api/v1/openapi.json", "--max-examples", str(examples), "--seed", "1",
             "--phases", "examples,coverage,fuzzing", "--workers", "1", "--no-color"],
            cwd=folder, capture_output=True, text=True)
    expect(run.returncode == 0, "schemathesis: " + run.stdout[-6000:] + run.stderr[-2000:])
    cases = re.search(r"(\d+) generated", run.stdout)
    done(f"schemathesis: {cases.group(0) if cases else 'no failure'}")


def hostile(server):
    """Slow, half-open, oversized and broken requests; somebody else is answered all the while."""
    def connect():
        made = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        made.settimeout(30)
        return made
    slow = [connect() for _ in range(200)]
    for made in slow:
        made.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    half = [connect() for _ in range(100)]
    for made in half:
        made.sendall(b"POST /api/v1/parse HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc")
    start = time.monotonic()
    for _ in range(20):
        expect(server.get("/api/v1/search?q=dich")[0] == 200, "others are not answered")
    took = time.monotonic() - start

    def answer(data):
        with connect() as made:
            try:
                made.sendall(data)
                return made.recv(4096)
            except (ConnectionResetError, BrokenPipeError):
                return b""
    big = answer(b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX-Big: " + b"a" * 200_000 + b"\r\n\r\n")
    expect(b" 200 " not in big, "takes any header")
    many = answer(b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n")
    expect(b" 200 " not in many, "takes any number of headers")
    large = answer(b"POST /api/v1/parse HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n")
    expect(b" 413 " in large, f"takes any body: {large[:100]}")
    for data in [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                 b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                 b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                 b"POST /api/v1/parse HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]:
        reply = answer(data)
        expect(b" 200 " not in reply.split(b"\r\n")[0], f"answers {data[:40]!r} by {reply[:60]!r}")
    expect(server.get("/api/v1/health")[0] == 200, "is gone")
    for made in slow + half:
        made.close()
    done(f"slow, half-open, oversized and broken requests (20 searches beside them in {took:.2f} s)")


def guarded(program, archive, folder):
    """Not open to others without a token, and not with a wrong one."""
    open_to_all = subprocess.run([program, archive, "--host", "0.0.0.0", "--port", "0"], capture_output=True, text=True)
    expect(open_to_all.returncode == 64 and "--token-file" in open_to_all.stderr, "is open to others without a token")
    (folder / "short").write_text("short\n")
    short = subprocess.run([program, archive, "--token-file", folder / "short"], capture_output=True, text=True)
    expect(short.returncode == 65, "takes a short token")
    (folder / "token").write_text("0123456789abcdef0123\n")
    server = Server(program, archive, "--host", "0.0.0.0", "--token-file", folder / "token")
    server.url = f"http://127.0.0.1:{server.port}"
    expect(server.get("/")[0] == 401 and server.get("/api/v1/search")[0] == 401, "needs no token")
    expect(server.get("/", {"Authorization": "Bearer wrong-wrong-wrong-wrong"})[0] == 401, "takes a wrong token")
    expect(server.get("/", {"Authorization": "Bearer 0123456789abcdef0123"})[0] == 200, "does not take its token")
    server.stop()
    done("the token")


def follows(binary, server, archive, folder):
    before = server.json("/api/v1/health")["documents"]
    (folder / "new.txt").write_text(HEAD.format("19-CT/TU", 20) + "CHỈ THỊ\nvề việc mới\n\n1. Giao Sở Y tế thực hiện.\n")
    subprocess.run([binary, "add", archive, folder / "new.txt"], check=True, capture_output=True)
    for _ in range(100):
        if server.json("/api/v1/health")["documents"] == before + 1:
            break
        time.sleep(0.05)
    else:
        raise Failure("does not follow a new commit")
    expect(server.json("/api/v1/search?q=number:19-CT%2FTU")["count"] >= 1, "does not find what was added")
    done("follows a new commit")


def shots(browser, server, folder):
    folder.mkdir(parents=True, exist_ok=True)
    from io import BytesIO

    from PIL import Image
    names = {"search": "/?q=phong+chong+dich", "document": pages_of(server)[3], "graph": "/references?document=18-CT%2FTU",
             "tasks": "/tasks?month=2021-11"}
    for width in [1280, 820, 390]:
        with browser_page(browser, viewport={"width": width, "height": 860}) as page:
            for name, target in names.items():
                if width < 1280 and name not in ("search", "document"):
                    continue
                page.goto(server.url + target)
                image = Image.open(BytesIO(page.screenshot())).convert("RGB")
                image.quantize(64).save(folder / f"web-{name}-{width}.png", optimize=True)
    done(f"pictures in {folder}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("server", type=Path)
    parser.add_argument("--shots", type=Path)
    parser.add_argument("--examples", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in TEXTS.items():
            (folder / file).write_text(text)
        archive = folder / "archive"
        subprocess.run([options.binary, "add", archive, ROOT / "Corpus/notices", *[folder / file for file in TEXTS]],
                       check=True, capture_output=True)
        # As people start it: the one program runs the other, which stands beside it.
        beside = folder / "bin"
        beside.mkdir()
        shutil.copy(options.binary, beside / "thongbao")
        alone = subprocess.run([beside / "thongbao", "serve", archive], capture_output=True, text=True)
        expect(alone.returncode == 69 and "swift build" in alone.stderr, "does not say that the server is not there")
        shutil.copy(options.server, beside / "thongbao-serve")
        none = subprocess.run([options.server, folder / "none"], capture_output=True, text=True)
        expect(none.returncode == 66, f"serves no archive: {none.returncode}")
        guarded(options.server, archive, folder)
        own_look(options.server, archive, folder)
        server = Server(beside / "thongbao", "serve", archive, "--title", "Kho <thử>")
        try:
            with sync_playwright() as playwright:
                program = next((path for path in BROWSERS if Path(path).exists()), None)
                browser = playwright.chromium.launch(executable_path=program)
                with browser_page(browser, viewport={"width": 1280, "height": 900}) as page:
                    search(page, server.url)
                    document(page, server.url)
                    graph(page, server.url)
                    tasks(page, server.url)
                    upload(page, server.url, folder)
                    languages(page, server.url)
                    scans(page, options.binary, server, archive, folder)
                    tiff(page, options.binary, server, archive, folder)
                without_scripts(browser, server)
                accessible(browser, server)
                if options.shots:
                    shots(browser, server, options.shots)
                browser.close()
            follows(options.binary, server, archive, folder)
            hostile(server)
            if options.examples:
                described(server, options.examples)
        finally:
            server.stop()
    print("the pages and the API are as they should be")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"read_web.py: {failure}")
