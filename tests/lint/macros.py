#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""MIN, MAX, CLAMP and ABS evaluate what they return twice: no call in them, which may return
something else the second time. Mathematics, accessors and lengths are let pass."""
import re

from common import Lint

MACROS = r"\b(?:MIN|MAX|CLAMP|ABS)"
SAME_AGAIN = {
    "CLAMP", "ABS", "MAX", "MIN", "sizeof",
    "fabs", "llround", "lrint", "lrintf", "round", "sqrt",
    "g_array_index", "g_ptr_array_index", "strlen", "G_N_ELEMENTS",
}  # fmt: skip


def inside(text, start):
    """What stands between the bracket before `start` and the one that closes it."""
    depth = 1
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return text[start:at]
    return text[start:]


def main():
    lint = Lint()
    for path in lint.files("src/*/*.[ch]"):
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(MACROS + r"\(", text):
            body = inside(text, found.end())
            calls = set(re.findall(r"\b([A-Za-z_]\w*)\s*\(", body)) - SAME_AGAIN
            if calls or re.search(r"\+\+|--", body):
                line = text.count("\n", 0, found.start()) + 1
                what = ", ".join(sorted(calls)) or "a change"
                lint.find(path, line, f"{found[0][:-1]} evaluates {what} twice")
    lint.finish()


main()
