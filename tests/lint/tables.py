#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of facts and of cases: each class has a case file of at least 40 lines, each case file a
class, and every table is clean UTF-8 with tabs between its cells."""
import re
import unicodedata

from common import Lint

CASES_MIN = 40


def rows(lines):
    return [
        (number, line)
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]


def check_table(lint, path):
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        lint.find(path, 1, "is not UTF-8")
        return []
    if text and not text.endswith("\n"):
        lint.find(path, text.count("\n") + 1, "the last line has no end")
    found = rows(text.split("\n"))
    seen = {}
    for number, line in found:
        if "\r" in line or line != line.rstrip(" "):
            lint.find(path, number, "a blank or a carriage return at the end of the line")
        if unicodedata.normalize("NFC", line) != line:
            lint.find(path, number, "is not in normal form C")
        if line in seen:
            lint.find(path, number, f"the same as line {seen[line]}")
        seen.setdefault(line, number)
    return found


def class_names(lint):
    """The classes that classes.c lists, by the name that each file gives its own."""
    classes = lint.root / "src" / "text" / "classes.c"
    listed = classes.read_text() if classes.exists() else ""
    for symbol in re.findall(r"&kx_class_(\w+)\b", listed):
        path = lint.root / "src" / "text" / f"class_{symbol}.c"
        if not path.exists():
            lint.find(path, 1, "classes.c lists it, but there is no such file")
            continue
        name = re.search(
            rf"kx_class_{symbol}\s*=\s*{{[^}}]*?\.name\s*=\s*\"([^\"]+)\"", path.read_text()
        )
        yield name.group(1) if name else symbol


def main():
    lint = Lint()
    for path in lint.files("voices/**/*.tsv"):
        check_table(lint, path)
    cases = {path.stem: path for path in lint.files("tests/cases/*.tsv")}
    names = set(class_names(lint))
    if not names:
        lint.find(lint.root / "src" / "text" / "classes.c", 1, "lists no class")
    for name in sorted(names - set(cases)):
        lint.find(
            lint.root / "tests" / "cases" / f"{name}.tsv", 1, f"class {name} has no case file"
        )
    for name, path in sorted(cases.items()):
        found = check_table(lint, path)
        for number, line in found:
            if len([cell for cell in line.split("\t") if cell.strip()]) < 2:
                lint.find(path, number, "a case is written, a tab, spoken")
        if name in names and len(found) < CASES_MIN:
            lint.find(path, 1, f"{len(found)} cases, fewer than {CASES_MIN}")
    lint.finish()


main()
