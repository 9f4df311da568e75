#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A gate on work: the instructions that our own functions take for one small briefing, by
callgrind, against the record in instructions.json. They repeat on every machine, whatever else it
does, so 3 % more is a change of the code.

    instructions.py --kxspeak PROGRAM --compiler NAME --build KIND
    instructions.py ... --update           writes the record anew

Counted is what the program's own files hold, in all its processes. What libraries take (the
engine, encoders, the C library, whose choice depends on the processor) is not: it is not ours to
change. The record holds for one compiler, one set of libraries and one width of lanes; with
others the test is skipped and says so. The exit status is 1 where the whole, a room of src/ or a
recorded function takes more than 3 % more.
"""
import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RECORD = HERE / "instructions.json"
ARTICLE = HERE.parents[1] / "content" / "briefing" / "01-weer.txt"
OPTIONS = ["--to", "wav,flac,vtt,srt,words,spoken,html,text,chapters", "--native-rate",
           "--jobs", "1", "--id", "b", "--date", "2025-01-01", "--quiet"]  # fmt: skip
MORE = 1.03
RECORDED = 0.03  # of its room: smaller functions are in the sums only
SLACK = 20_000  # what a thread's waiting may add
NAME = re.compile(r"^(ob|fl|fi|fe|fn|cob|cfl|cfi|cfn)=\((\d+)\)(?: (.*))?$")
COST = re.compile(r"^(?:[+-]?\d+|\*) (\d+)$")


def read_report(path, program, counts):
    """Adds the self cost of the program's own functions to counts["room/file.c function"]; what
    is linked into it of the engine and of OpenSSL has no source here."""
    programs = [program, f"{program}-engine", f"{program}-cover"]
    names = {}
    current = {}
    calls = False
    for line in path.read_text(errors="replace").splitlines():
        match = NAME.match(line)
        if match:
            kind, number, name = match.groups()
            table = {"ob": "ob", "fn": "fn"}.get(kind[-2:], "fl")
            if name is not None:
                names[table, number] = name
            current[kind] = names[table, number]
            continue
        if line.startswith("calls="):
            calls = True
            continue
        match = COST.match(line)
        if match and calls:
            calls = False
        elif match and current.get("ob") in programs and "src/" in current["fl"]:
            counts[f"{source(current['fl'])} {current['fn']}"] += int(match.group(1))


def source(path):
    """room/file.c of a path somewhere; what was made while building has none."""
    match = re.search(r"src/(\w+/[\w.]+)$", path)
    return match.group(1) if match else "other/other"


def count(program):
    counts = collections.Counter()
    with tempfile.TemporaryDirectory(prefix="kxspeak-instructions-") as name:
        folder = pathlib.Path(name)
        subprocess.run(
            ["valgrind", "--tool=callgrind", "--trace-children=yes",
             f"--callgrind-out-file={folder}/report.%p", program, ARTICLE, "-o", folder / "out",
             *OPTIONS],
            check=True, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        for report in sorted(folder.glob("report.*")):
            read_report(report, program, counts)
    return counts


def condition(arguments):
    """What the figures hold for."""
    version = subprocess.run([arguments.kxspeak, "--version"], check=True, stdout=subprocess.PIPE)
    lines = version.stdout.decode().splitlines()[1:]
    return {
        "compiler": arguments.compiler,
        "build": arguments.build,
        "avx2": "avx2" in pathlib.Path("/proc/cpuinfo").read_text().split(),
        "libraries": [line for line in lines if ":" not in line],  # but what the kernel offers
    }


def rooms_of(counts):
    rooms = collections.Counter()
    for name, n in counts.items():
        rooms[name.partition("/")[0]] += n
    return rooms


def summary(counts):
    rooms = rooms_of(counts)
    large = {
        name: n
        for name, n in counts.items()
        if n >= max(RECORDED * rooms[name.partition("/")[0]], SLACK)
    }
    return {
        "all": sum(counts.values()),
        "rooms": dict(sorted(rooms.items())),
        "functions": dict(sorted(large.items())),
    }


def compare(record, counts):
    """The lines of what has grown."""
    rooms = rooms_of(counts)
    grown = []
    figures = [("all of our own code", record["all"], sum(counts.values()))]
    figures += [(f"src/{room}/", n, rooms[room]) for room, n in record["rooms"].items()]
    figures += [(f"function {name}", n, counts[name]) for name, n in record["functions"].items()]
    for name, before, now in figures:
        if now > MORE * before + SLACK:
            more = 100 * (now / before - 1)
            grown.append(f"{name}: {now} instructions, {more:.1f} % more than {before}")
    if grown and not any(line.startswith("function") for line in grown):
        new = {name: n for name, n in counts.items() if name not in record["functions"]}
        most = max(new, key=new.get)
        grown.append(f"the largest function without a record: {most}, {new[most]} instructions")
    return grown


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kxspeak", required=True)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--build", required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    if not shutil.which("valgrind"):
        print("needs valgrind")
        return 77
    arguments.kxspeak = str(pathlib.Path(arguments.kxspeak).resolve())
    here = condition(arguments)
    record = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    if not arguments.update and record.get("for") != here:
        print(f"the record is for {record.get('for')}, this is {here}: nothing to compare")
        return 77
    counts = count(arguments.kxspeak)
    if arguments.update:
        RECORD.write_text(json.dumps({"for": here, **summary(counts)}, indent=2) + "\n")
        return 0
    grown = compare(record, counts)
    for line in grown:
        print(line)
    if grown:
        print("where that is meant and worth it: ninja -C build record-instructions")
    total = sum(counts.values())
    print(f"{total} instructions in our own functions, {total / record['all']:.3f} of the record")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
