#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that have no place in what is committed: paths of one machine, marks of unfinished work.
And no two headers of src/ call a type of theirs the same: any two may be included together."""
import re

from common import Lint

# Written in pieces, so that this file does not find itself.
FORBIDDEN = [
    (re.compile(r"/" r"(work|home|root|Users)/\w|/" r"tmp/b-"), "a path of one machine"),
    (re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b"), "a mark of unfinished work"),
    (re.compile(r"^(<<<<<<<|>>>>>>>) "), "a mark of an unfinished merge"),
]

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BODY = r"\{(?:[^\n]*\}|.*?\n\})"
TYPE = re.compile(rf"^typedef\b([^;{{]*)(?:{BODY})?([^;{{]*;)", re.MULTILINE | re.DOTALL)
# As in `kx_a;`, `kx_a(int b);`, `(*kx_a)(int b);`, `kx_a[2];`, `kx_a __attribute__`.
TYPE_NAME = re.compile(r"\b(\w+)\)?(?=[;([]| __)")


def check_types(lint):
    seen = {}
    for path in lint.files("src/*/*.h"):
        text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), path.read_text())
        for found in TYPE.finditer(text):
            name = TYPE_NAME.search(found[1] + found[2])[1]
            line = text.count("\n", 0, found.start()) + 1
            if name in seen:
                lint.find(path, line, f"{name} is a type of {seen[name]} too")
            seen.setdefault(name, path.relative_to(lint.root))


def main():
    lint = Lint()
    check_types(lint)
    for path in lint.project_files():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a sample of another encoding, or a fuzzer's seed
        for number, line in enumerate(lines, 1):
            for pattern, what in FORBIDDEN:
                if pattern.search(line):
                    lint.find(path, number, f"{what}: {line.strip()[:80]}")
    lint.finish()


main()
