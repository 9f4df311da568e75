#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the results of one or more `meson test` runs and prints one line: N passed, N failed.

usage: tally.py BUILD_FOLDER...

A test that speaks TAP counts by its subtests; any other test counts as one. A TAP test that ends
badly without a failed subtest (a crash, a time-out, fewer results than planned) counts as one
failure more. The exit status is 1 if anything failed or nothing ran.
"""
import json
import pathlib
import re
import sys

RESULT = re.compile(r"^(not )?ok\b([^#]*)(#\s*(skip|todo)\b)?", re.IGNORECASE)
GOOD = {"OK", "EXPECTEDFAIL", "SKIP"}


def tap_counts(output):
    """passed, failed and skipped of one TAP output; indented lines are not counted."""
    passed = failed = skipped = 0
    for line in output.splitlines():
        match = RESULT.match(line)
        if not match:
            continue
        directive = (match.group(4) or "").lower()
        if directive == "skip":
            skipped += 1
        elif match.group(1) and directive != "todo":
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def run_counts(folder):
    log = folder / "meson-logs" / "testlog.json"
    if not log.exists():
        print(f"tally: {log} is missing: the tests did not run", file=sys.stderr)
        return 0, 1, 0
    tests = json.loads((folder / "meson-info" / "intro-tests.json").read_text())
    tap = {test["name"] for test in tests if test["protocol"] == "tap"}
    total = [0, 0, 0]
    for line in log.read_text(errors="replace").splitlines():
        test = json.loads(line)
        name = test["name"].rsplit(" / ", 1)[-1]
        good = test["result"] in GOOD
        counts = (0, 0, 0)
        if name in tap:
            counts = tap_counts(test["stdout"] or "")
            if not good and not counts[1]:
                counts = (counts[0], 1, counts[2])
        if not any(counts):
            skip = test["result"] == "SKIP"
            counts = (int(good and not skip), int(not good), int(skip))
        total = [a + b for a, b in zip(total, counts)]
    return total


def main():
    passed, failed, skipped = (
        sum(c) for c in zip(*(run_counts(pathlib.Path(f)) for f in sys.argv[1:]))
    )
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
