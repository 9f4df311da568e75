#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that have no place in what is committed: paths of one machine, marks of unfinished work."""
import re

from common import Lint

# Written in pieces, so that this file does not find itself.
FORBIDDEN = [
    (re.compile(r"/" r"(work|home|root|Users)/\w|/" r"tmp/b-"), "a path of one machine"),
    (re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b"), "a mark of unfinished work"),
    (re.compile(r"^(<<<<<<<|>>>>>>>) "), "a mark of an unfinished merge"),
]


def main():
    lint = Lint()
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
