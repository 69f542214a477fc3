#!/usr/bin/env python3
"""Load on the server: searches with passages and facets, while notices are added.

    Benchmarks/web_load.py THONGBAO THONGBAO-SERVE ARCHIVE [--seconds 30] [--steady 600]

ARCHIVE is one of ArchiveBenchmarks; a copy of it is served. wrk asks as fast as it can on 16 connections, then at half
that pace, for which the times count: in each row a kind of queries, none of which was ever asked before, so that no
answer is at hand:

    mix      as people ask: one to four words, with or without diacritics, bodies, numbers, a province, a year; some with a
             filter beside them, some phrases; most with a word of their own
    common   two words that nearly all documents have: the dearest kind
    page     the mix, as the page that a browser shows rather than the API's JSON
    again    forty queries again and again

`thongbao add` commits a notice every few seconds all the while. --steady then asks the mix at half pace for so many
seconds, and says how the resident set went. CPU is the server's, user and system, by request.
"""

import argparse
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path

FIELDS = ("kind", "issuer", "agency")

LUA = """
local kind, pace = "%(kind)s", %(pace)f
local common = {%(common)s}
local bodies = {%(bodies)s}
local places = {%(places)s}
local rare = {"kiến nghị", "dứt điểm", "cổng thông tin", "bố trí kinh phí", "cử tri", "tập huấn", "thủ tục", "kien nghi cua cu tri",
  "phuong an", "giao ban", "huyện thị xã", "Bảo hiểm xã hội", "Thanh tra", "Công an tỉnh", "hang thang", "ket luan"}
local count = 0
function init(args) math.randomseed(tonumber(args[1]) or 1) end
local function encode(text)
  return (text:gsub("[^%%w]", function(c) return string.format("%%%%%%02X", c:byte()) end))
end
local function pick(list) return list[math.random(#list)] end
-- A word that no query had: excluded, so that it changes no answer.
local function own() return " -zz" .. math.random(1000000000) end
local function mixed()
  local dice = math.random(100)
  if dice <= 20 then return pick(rare) .. " " .. pick(places) .. own() end
  if dice <= 35 then return pick(common) .. " " .. pick(rare) .. " " .. pick(places) .. own() end
  if dice <= 45 then return math.random(3000) .. "/QĐ-TTg" .. own() end
  if dice <= 55 then return math.random(900) .. "/TB-UBND " .. pick(places) .. own() end
  if dice <= 65 then return pick(bodies) .. " " .. pick(rare) .. own() end
  if dice <= 72 then return '"' .. pick(bodies) .. ' chủ trì" ' .. pick(places) .. own() end
  if dice <= 79 then return pick(common) .. " " .. (2015 + math.random(10)) .. own() end
  if dice <= 86 then return pick(bodies) .. " " .. pick(places) .. own() .. "&year=" .. (2015 + math.random(10)) end
  if dice <= 92 then return pick(rare) .. own() .. "&hasDeadline=true&sort=newest" end
  return pick(common) .. " " .. pick(common) .. own()
end
request = function()
  count = count + 1
  local query
  if kind == "again" then query = common[count %% #common + 1] .. " " .. rare[count %% #rare + 1]
  elseif kind == "common" then query = pick(common) .. " " .. pick(common) .. own()
  else query = mixed() end
  local rest = ""
  local filter = query:find("&")
  if filter then query, rest = query:sub(1, filter - 1), query:sub(filter) end
  local path = kind == "page" and "/?q=" or "/api/v1/search?facets=%(facets)s&q="
  return wrk.format("GET", path .. encode(query) .. rest)
end
-- So many milliseconds before each request of a connection, on average half more or less.
if pace > 0 then delay = function() return math.floor(pace * (0.5 + math.random())) end end
done = function(summary, latency)
  io.write(string.format("RESULT %%.1f %%.2f %%.2f %%.2f %%d %%d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    summary.errors.status + summary.errors.read + summary.errors.connect + summary.errors.timeout, summary.requests))
end
"""

COMMON = ["rà soát", "cập nhật", "số liệu", "báo cáo", "tham mưu", "kế hoạch", "triển khai", "kiểm tra", "chấp hành",
          "kinh phí", "cán bộ", "cơ sở", "công khai", "hồ sơ", "phê duyệt", "ke hoach", "bao cao", "tap huan", "chỉ đạo"]


def table(name, column=0):
    """A column of one of the project's own tables."""
    path = Path(__file__).parents[1] / "Sources/NoticeData/data" / name
    rows = [line.split("\t") for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return [row[column] for row in rows[1:]]


def processor_seconds(process):
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(process):
    """Resident memory in MB: all, and what is no mapped file."""
    found = dict(re.findall(r"^(\w+):\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text(), re.M))
    return int(found["VmRSS"]) // 1024, int(found["RssAnon"]) // 1024


def load():
    return Path("/proc/loadavg").read_text().split()[0]


class Wrk:
    def __init__(self, url, folder):
        self.url, self.folder = url, folder
        self.names = {"common": COMMON, "bodies": ["Sở " + name for name in dict.fromkeys(table("fields.tsv"))],
                      "places": table("provinces.tsv")}

    def __call__(self, kind, seconds, connections, rate=0):
        quoted = {key: ", ".join('"' + name.replace('"', "") + '"' for name in names) for key, names in self.names.items()}
        script = self.folder / "ask.lua"
        pace = 1000 * connections / rate if rate else 0
        script.write_text(LUA % {"kind": kind, "pace": pace, "facets": ",".join(FIELDS), **quoted})
        output = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", script, self.url, "--", str(time.time_ns() % 10**9)],
            capture_output=True, text=True).stdout
        found = re.search(r"RESULT (\S+) (\S+) (\S+) (\S+) (\S+) (\S+)", output)
        if not found:
            raise SystemExit(f"wrk says: {output}")
        return [float(part) for part in found.groups()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("server", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--steady", type=int, default=0)
    parser.add_argument("--every", type=float, default=5, help="seconds between commits")
    parser.add_argument("--nice", type=int, default=0, help="of the server and of wrk, where other work runs beside it")
    parser.add_argument("--kinds", default="mix,common,page,again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "archive"
        shutil.copytree(options.archive, archive)
        if options.nice:
            os.nice(options.nice)
        process = subprocess.Popen([options.server, archive, "--port", "0", "--log-level", "error"], stdout=subprocess.PIPE, text=True)
        url = process.stdout.readline().strip()
        stop = threading.Event()
        commits = [0]

        def add():
            while not stop.wait(options.every):
                number = commits[0] + 1
                (folder / f"{number}.txt").write_text(f"TỈNH ỦY NGHỆ AN\n*\nSố {number}-TB/TU\nNghệ An, ngày 18 tháng 10 năm 2021\n\n"
                                              f"THÔNG BÁO\nvề việc {number}\n\n1. Giao Sở Y tế báo cáo lần {number}.\n")
                added = subprocess.run([options.binary, "add", archive, folder / f"{number}.txt"], capture_output=True)
                commits[0] += added.returncode == 0
        thread = threading.Thread(target=add, daemon=True)
        thread.start()
        wrk = Wrk(url, folder)
        wrk("mix", 5, 8)
        print(f"resident {resident(process)[0]} MB, {os.cpu_count()} processors, load {load()}")
        print("queries    pace wanted   searches/s   CPU ms each   p50 ms   p99 ms   max ms   errors   resident MB (no file)   load")

        def row(kind, seconds, connections, rate=0):
            before = processor_seconds(process)
            pace, middle, high, most, errors, requests = wrk(kind, seconds, connections, rate)
            each = 1000 * (processor_seconds(process) - before) / max(1, requests)
            all_memory, own_memory = resident(process)
            print(f"{kind:8}   {f'{rate:.0f}' if rate else 'all':>11}   {pace:10.0f}   {each:11.2f}   {middle:6.1f}   {high:6.1f}   {most:6.0f}"
                  f"   {errors:6.0f}   {all_memory:11} ({own_memory})   {load():>12}", flush=True)
            return pace

        best = 0
        for kind in options.kinds.split(","):
            pace = row(kind, options.seconds, 16)
            if kind == "mix":
                best = pace
            row(kind, options.seconds, 16, pace / 2)
        if options.steady:
            print(f"{options.steady} seconds of the mix:")
            for _ in range(max(1, options.steady // 60)):
                row("mix", min(60, options.steady), 16, best / 2)
        stop.set()
        thread.join()
        print(f"{commits[0]} commits meanwhile")
        process.terminate()
        if process.wait(20) != 0:
            raise SystemExit(f"the server ended with {process.returncode}")


if __name__ == "__main__":
    main()
