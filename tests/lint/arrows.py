#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The arrows: a room of src/ includes only itself and the rooms that its row of the table in
docs/design.md names. espeak-ng is included by src/speak/espeak.c alone, and by what runs while
building."""
import re

from common import Lint

ROW = re.compile(r"^\| `(\w+)/` \|[^|]*\|([^|]*)\|\s*$")
QUOTED = re.compile(r'^\s*#\s*include\s*"([^"]*)"')
ENGINE = re.compile(r"^\s*#\s*include\s*[<\"](espeak|speak_lib)")


def read_table(lint):
    rows = {}
    for line in (lint.root / "docs" / "design.md").read_text().splitlines():
        match = ROW.match(line)
        if match:
            rows[match.group(1)] = set(re.findall(r"\w+", match.group(2)))
    for room, allowed in rows.items():
        if allowed == {"all"}:
            rows[room] = set(rows)
        allowed = rows[room]
        allowed.add(room)
    return rows


def check_file(lint, rows, path):
    room = path.relative_to(lint.root / "src").parts[0]
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if ENGINE.match(line) and path.name not in ("espeak.c", "compile_tools.c"):
            lint.find(path, number, "only src/speak/espeak.c includes espeak-ng")
        match = QUOTED.match(line)
        if not match:
            continue
        target, slash, _ = match.group(1).partition("/")
        if not slash or target not in rows:
            lint.find(path, number, f'#include "{match.group(1)}" does not name a room')
        elif target not in rows[room]:
            lint.find(path, number, f"{room}/ may not include {target}/")


def main():
    lint = Lint()
    rows = read_table(lint)
    if not rows:
        lint.find(lint.root / "docs" / "design.md", 1, "no table of rooms")
    rooms = {path.name for path in (lint.root / "src").iterdir() if path.is_dir()}
    for room in sorted(rooms ^ set(rows)):
        lint.find(lint.root / "src" / room, 1, "is in src/ or in the table, but not in both")
    for path in lint.files("src/**/*.c", "src/**/*.h"):
        if path.parent == lint.root / "src":
            lint.find(path, 1, "stands in no room")
        elif path.relative_to(lint.root / "src").parts[0] in rows:
            check_file(lint, rows, path)
    lint.finish()


main()
