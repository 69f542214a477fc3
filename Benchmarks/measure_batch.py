#!/usr/bin/env python3
"""Measure `thongbao parse` and `thongbao add` over very many files, and kill `add` on the way.

    Benchmarks/measure_batch.py BINARY [--files 100000] [--jobs 2] [--kills 3] [--folder DIR]

Makes files of notices, always the same ones for the same number, a hundredth of them bundles of three; DIR keeps them,
else they go when all is measured. Prints a table: seconds, documents and MB of text a second, and the most memory that
was resident at a time. Exits 1 unless

  * the output of `parse` is the same bytes with one job and with several,
  * every document is in the archive once, also where `add` was killed and run again,
  * a second `add` finds all of them unchanged,
  * no run took more than 300 MB.
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 300_000_000
BUNDLE = 100  # of so many files one has three notices

WORKS = [
    "rà soát, cập nhật số liệu báo cáo", "tham mưu kế hoạch triển khai", "kiểm tra việc chấp hành quy định",
    "giải quyết dứt điểm kiến nghị của cử tri", "xây dựng phương án bố trí kinh phí", "tổ chức tập huấn cho cán bộ cơ sở",
    "công bố công khai thủ tục trên cổng thông tin", "hoàn thiện hồ sơ trình cấp có thẩm quyền phê duyệt",
]


def rows(name):
    text = (ROOT / "Sources/NoticeData/data" / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line and not line.startswith("#")]


class Maker:
    def __init__(self):
        self.provinces = [row[0] for row in rows("provinces.tsv")]
        self.departments = sorted({"Sở " + row[0] for row in rows("fields.tsv")})

    def notice(self, number):
        dice = random.Random(number)
        province, year = dice.choice(self.provinces), dice.randint(2015, 2025)
        lines = [
            "ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            f"TỈNH {province.upper()}                    Độc lập - Tự do - Hạnh phúc",
            f"Số: {number % 9000 + 1}/TB-UBND        {province}, ngày {dice.randint(1, 28):02} tháng {dice.randint(1, 12)} "
            f"năm {year}", "", "THÔNG BÁO",
            f"Kết luận của Chủ tịch UBND tỉnh {province} về {dice.choice(WORKS)}", "",
            f"Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ và Chỉ thị số {dice.randint(1, 60)}-CT/TU,",
            f"Chủ tịch UBND tỉnh {province} yêu cầu:", "",
        ]
        for item in range(dice.randint(3, 9)):
            lines += [
                f"{item + 1}. Giao {dice.choice(self.departments)} chủ trì, phối hợp với {dice.choice(self.departments)} và các địa phương",
                f"{dice.choice(WORKS)}; báo cáo UBND tỉnh trước ngày {dice.randint(1, 28)}/{dice.randint(1, 12)}/{year}.",
            ]
        lines += ["", "Nơi nhận:                                    KT. CHỦ TỊCH",
                  "- Như trên;                                PHÓ CHỦ TỊCH", "- Lưu: VT.", "", ""]
        return "\n".join(lines)


def make(folder, files):
    """Gives how many documents and bytes there are."""
    maker = Maker()
    documents = size = 0
    for number in range(files):
        parts = 3 if number % BUNDLE == 0 else 1
        text = "".join(maker.notice(number * 3 + part) for part in range(parts)).encode()
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        documents, size = documents + parts, size + len(text)
    return documents, size


def run(arguments, kill_after=None):
    """Seconds, resident bytes at most, exit code, standard error."""
    with tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=errors)
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(process.pid, signal.SIGKILL)  # `send_signal` would wait for one that has ended
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        return (time.monotonic() - start, usage.ru_maxrss * 1024, process.returncode,
                errors.read().decode("utf-8", "replace"))


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def measure(binary, folder, files, jobs, kills):
    failures = []
    texts = folder / "texts"
    documents, size = make(texts, files)
    print(f"{files:,} files, {documents:,} documents, {size / 1e6:.0f} MB of text, {jobs} jobs\n")
    print("| run | seconds | documents/s | MB/s | memory, MB |")
    print("|---|---:|---:|---:|---:|")

    def row(name, result):
        seconds, memory, code, errors = result
        print(f"| {name} | {seconds:.1f} | {documents / seconds:,.0f} | {size / 1e6 / seconds:.1f} | {memory / 1e6:.0f} |", flush=True)
        if code != 0:
            failures.append(f"{name}: exit code {code}\n{errors[-500:]}")
        if memory > LIMIT:
            failures.append(f"{name}: {memory / 1e6:.0f} MB")
        return errors

    quiet = ["--progress", "never", "--lang", "en"]
    outputs = []
    for count in sorted({1, jobs}):
        output = folder / f"{count}.ndjson"
        row(f"`parse --format ndjson --jobs {count}`",
            run([binary, "parse", str(texts), "--format", "ndjson", "-o", str(output), "--jobs", str(count), *quiet]))
        outputs.append(digest(output))
        output.unlink()
    if len(set(outputs)) != 1:
        failures.append("the output depends on the number of jobs")

    def add(archive):
        return [binary, "add", str(archive), str(texts), "--jobs", str(jobs), *quiet]

    def held(archive):
        check = subprocess.run([binary, "index", "check", str(archive), "--lang", "en"], capture_output=True, text=True)
        if check.returncode != 0:
            failures.append(f"index check: {check.stdout}{check.stderr}")
        found = re.search(r"([\d,]+) documents", check.stdout + check.stderr)
        return int(found[1].replace(",", "")) if found else -1

    whole = folder / "whole"
    result = run(add(whole))
    row(f"`add --jobs {jobs}`", result)
    if held(whole) != documents:
        failures.append(f"{held(whole)} documents instead of {documents}")
    errors = row("`add` again, all unchanged", run(add(whole)))
    if f"0 added, {documents:,} unchanged" not in errors:
        failures.append(f"not all unchanged: {errors[-300:]}")

    killed = folder / "killed"
    dice = random.Random(1)
    for _ in range(kills):
        run(add(killed), kill_after=result[0] * dice.uniform(0.2, 0.8))
        held(killed)
    row(f"`add` after {kills} kills", run(add(killed)))
    if held(killed) != documents:
        failures.append(f"after kills {held(killed)} documents instead of {documents}")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=Path)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="measure-batch-"))
    try:
        failures = measure(str(arguments.binary.resolve()), folder, arguments.files, arguments.jobs, arguments.kills)
    finally:
        for name in ["whole", "killed"]:
            shutil.rmtree(folder / name, ignore_errors=True)
        if not arguments.folder:
            shutil.rmtree(folder)
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()
