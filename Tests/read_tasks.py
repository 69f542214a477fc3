#!/usr/bin/env python3
"""Reads the tasks of an archive back, as other programs do: calendars with icalendar, tables with csv, and compares.

    Tests/read_tasks.py THONGBAO ARCHIVE

Every task of the JSON has its row in the table, and its event or to-do in the calendar, with its day, text and body.
"""
import csv
import datetime
import io
import json
import subprocess
import sys
from collections import Counter

from icalendar import Calendar


def tasks(program, archive, *arguments):
    done = subprocess.run([program, "tasks", archive, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"tasks {' '.join(arguments)} ended with {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def check(is_right, what):
    if not is_right:
        sys.exit(f"wrong: {what}")


def check_table(bytes_, expected):
    rows = list(csv.DictReader(io.StringIO(bytes_.decode("utf-8"), newline="")))
    check(len(rows) == len(expected), f"{len(rows)} rows of {len(expected)} tasks")
    for row, task in zip(rows, expected):
        agency, deadline = task.get("agency", {}), task.get("deadline", {})
        pairs = [("due", task.get("due")), ("deadline", deadline.get("value")), ("relation", deadline.get("relation")),
                 ("period", deadline.get("period")), ("agency", agency.get("name")), ("role", task.get("role")),
                 ("province", agency.get("province")), ("text", task.get("text")), ("path", task["path"]),
                 ("document", task["document"]), ("issuer", task["notice"].get("issuer")),
                 ("through", "; ".join(task.get("through", [])))]
        for name, value in pairs:
            check(row[name] == (value or ""), f"{name} of {task['document']} {task['path']}: {row[name]!r}, {value!r}")


def check_lines(bytes_):
    check(bytes_.endswith(b"\r\n"), "the last line's end")
    for line in bytes_.split(b"\r\n"):
        check(b"\n" not in line and b"\r" not in line and len(line) <= 75, f"line {line!r}")
        line.decode("utf-8")


def check_calendar(bytes_, expected, component, day):
    check_lines(bytes_)
    found = [part for part in Calendar.from_ical(bytes_).walk() if part.name == component]
    # Without a day and a rule there is no event.
    shown = [task for task in expected if component == "VTODO" or "due" in task
             or task.get("deadline", {}).get("relation") == "recurring" and "date" in task["notice"]]
    check(len(found) == len(shown), f"{len(found)} × {component} of {len(shown)} tasks")
    check(all(count == 1 for count in Counter(str(part["uid"]) for part in found).values()), "a UID comes twice")
    for part, task in zip(found, shown):
        check(not part.errors, f"{part.errors} in {part}")
        place = f"{task['document']} {task['path']}"
        check(str(part["description"]).startswith(" ".join(task.get("text", "").split())), f"text of {place}")
        name = task.get("agency", {}).get("name")
        categories = part.get("categories")
        check(name == (str(categories.cats[0]) if categories else None), f"category of {place}")
        if "due" in task:
            check(part[day].dt == datetime.date.fromisoformat(task["due"]), f"day of {place}")
        if "rrule" in part:
            check(task["deadline"]["relation"] == "recurring" and "FREQ" in part["rrule"], f"rule of {place}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, archive = sys.argv[1:]
    for arguments in [(), ("--sort", "agency", "--alarm", "2"), ("--agency", "Sở Y tế", "--lang", "vi")]:
        plain = [argument for argument in arguments if argument not in ("--alarm", "2")]
        expected = json.loads(tasks(program, archive, "--format", "json", *plain))
        check_table(tasks(program, archive, "--format", "csv", *plain), expected)
        check_calendar(tasks(program, archive, "--format", "ics", *arguments), expected, "VEVENT", "dtstart")
        check_calendar(tasks(program, archive, "--format", "ics", "--ics-kind", "todo", *arguments), expected, "VTODO", "due")
        print(f"{len(expected)} tasks read back from csv and two calendars: tasks {' '.join(arguments)}".rstrip())


if __name__ == "__main__":
    main()
