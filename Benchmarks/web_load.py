#!/usr/bin/env python3
"""Load on the server: searches with passages and facets, while notices are added.

    Benchmarks/web_load.py THONGBAO THONGBAO-SERVE ARCHIVE [--seconds 30] [--rate N]

ARCHIVE is one of ArchiveBenchmarks; a copy of it is served. wrk asks as fast as it can on 16 connections, first queries
that come again and again, then queries that never do, so that no answer is at hand; then at half the first pace, for
which the times count. All the while, `thongbao add` commits a notice a second. Memory is the server's resident set.
"""

import argparse
import re
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path

WORDS = ["rà soát", "cập nhật", "số liệu", "báo cáo", "tham mưu", "kế hoạch", "triển khai", "kiểm tra", "chấp hành",
         "cử tri", "kinh phí", "tập huấn", "cơ sở", "công khai", "thủ tục", "hồ sơ", "phê duyệt", "Sở Y tế",
         "Sở Tài chính", "ke hoach", "bao cao", "tap huan"]

LUA = """
local words = {%s}
local fresh = %s
local count = 0
function init(args) math.randomseed(tonumber(args[1]) or 1) end
local function encode(text)
  return (text:gsub("[^%%w]", function(c) return string.format("%%%%%%02X", c:byte()) end))
end
request = function()
  count = count + 1
  local query = words[math.random(#words)] .. " " .. words[math.random(#words)]
  if fresh then query = query .. " -zz" .. math.random(100000000) end
  return wrk.format("GET", "/api/v1/search?facets=kind,issuer&q=" .. encode(query))
end
done = function(summary, latency)
  io.write(string.format("RESULT %%.0f %%.2f %%.2f %%.2f %%d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    summary.errors.status + summary.errors.read + summary.errors.connect + summary.errors.timeout))
end
"""


def resident(process):
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


def wrk(url, script, seconds, connections):
    output = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", script, url, "--", str(time.time_ns() % 10**9)],
                            capture_output=True, text=True).stdout
    found = re.search(r"RESULT (\S+) (\S+) (\S+) (\S+) (\S+)", output)
    return [float(part) for part in found.groups()] if found else [0, 0, 0, 0, -1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("server", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seconds", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "archive"
        shutil.copytree(options.archive, archive)
        process = subprocess.Popen([options.server, archive, "--port", "0", "--log-level", "error"], stdout=subprocess.PIPE, text=True)
        url = process.stdout.readline().strip()
        stop = threading.Event()
        commits = [0]

        def add():
            while not stop.wait(1):
                number = commits[0] + 1
                (folder / "n.txt").write_text(f"TỈNH ỦY NGHỆ AN\n*\nSố {number}-TB/TU\nNghệ An, ngày 18 tháng 10 năm 2021\n\n"
                                              f"THÔNG BÁO\nvề việc {number}\n\n1. Giao Sở Y tế báo cáo lần {number}.\n")
                subprocess.run([options.binary, "add", archive, folder / "n.txt"], capture_output=True)
                commits[0] += 1
        thread = threading.Thread(target=add, daemon=True)
        thread.start()
        scripts = {}
        for kind, fresh in [("again", "false"), ("fresh", "true")]:
            scripts[kind] = folder / f"{kind}.lua"
            scripts[kind].write_text(LUA % (", ".join(f'"{word}"' for word in WORDS), fresh))
        wrk(url, scripts["again"], 3, 8)
        print(f"resident {resident(process)} MB, {Path('/proc/loadavg').read_text().split()[0]} load before")
        print("queries        connections   searches/s   p50 ms   p99 ms   max ms   errors   resident MB")
        for kind, connections in [("again", 16), ("fresh", 16), ("again", 2), ("fresh", 2)]:
            rate, middle, high, most, errors = wrk(url, scripts[kind], options.seconds, connections)
            print(f"{kind:14} {connections:11}   {rate:10.0f}   {middle:6.2f}   {high:6.2f}   {most:6.0f}   {errors:6.0f}   {resident(process):11}")
        stop.set()
        thread.join()
        print(f"{commits[0]} commits meanwhile")
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    main()
