#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No function over 100 lines, no file of src/ over 600, no line over 100 columns (scripts too).
Tables of data are not functions; a file that is nothing but tables may be long."""
import re

from common import Lint

FUNCTION_LINES, FILE_LINES, COLUMNS = 100, 600, 100


def functions(lines):
    """(name, first line, length) of each function: kernel style puts its braces in column one."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line.startswith("}") and start:
            head = number - 1
            name = "?"
            for head in range(start - 1, max(start - 12, 0), -1):
                found = re.match(r"[A-Za-z_].*?(\w+)\s*\(", lines[head - 1])
                if found:
                    name = found.group(1)
                    break
            yield name, head, number - head + 1
            start = None


def check_columns(lint, path, lines):
    for number, line in enumerate(lines, 1):
        if len(line.expandtabs(8)) > COLUMNS:
            lint.find(path, number, f"more than {COLUMNS} columns")


def main():
    lint = Lint()
    for path in lint.files("src/**/*.c", "src/**/*.h", "tests/**/*.c", "tests/**/*.h"):
        lines = path.read_text().splitlines()
        found = list(functions(lines))
        for name, line, length in found:
            if length > FUNCTION_LINES:
                lint.find(path, line, f"{name} has {length} lines, more than {FUNCTION_LINES}")
        if len(lines) > FILE_LINES and found and path.is_relative_to(lint.root / "src"):
            lint.find(path, 1, f"{len(lines)} lines, more than {FILE_LINES}")
        check_columns(lint, path, lines)
    for path in lint.files("dev", ".ci/run", "tests/**/*.py", "tests/**/*.sh"):
        check_columns(lint, path, path.read_text().splitlines())
    lint.finish()


main()
