#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets everything go wrong that a run can meet, and looks at what is left: the old output or the
new one, each whole; a status and one line that tell; and after the next run nothing else.

usage: torture.py quick|full [--seed N] [--jobs N] [--per N] [--seconds N] [--only PART,...]
       [--scene NAME,...]

Figures and results in TAP. What runs where is in tests/torture/parts.py.
"""
import argparse
import os
import pathlib
import random
import sys
import tempfile
import time

import parts
import scenes
from harness import Skip


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("extent", choices=["quick", "full"])
    parser.add_argument("--calls", type=pathlib.Path, required=True, help="libfaults.so")
    parser.add_argument("--memory", type=pathlib.Path, required=True, help="libfaults_memory.so")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--per", type=int, default=400, help="calls of a kind that fail, at most")
    parser.add_argument("--seconds", type=float, default=float("inf"),
                        help="of each part, at most; what is left out is said")
    parser.add_argument("--log", type=pathlib.Path, 
                        help="a file for a line a run with a fault; goes on where it ends")
    parser.add_argument("--only", help="parts: " + ", ".join(parts.PARTS))
    parser.add_argument("--scene", help="scenes: " + ", ".join(scenes.scenes()))
    chosen = parser.parse_args()
    chosen.full = chosen.extent == "full"
    if chosen.seed is None:
        chosen.seed = random.SystemRandom().randrange(1 << 30) if chosen.full else 7
    return chosen


def fast_folder():
    """Where a file system needs no disk, if there is one: here nothing is lost in a power cut."""
    shm = "/dev/shm"
    return shm if os.access(shm, os.W_OK | os.X_OK) else None


def main():
    chosen = options()
    only = chosen.only.split(",") if chosen.only else list(parts.PARTS)
    print(f"1..{len(only)}\n# seed {chosen.seed}", flush=True)
    total = failed = 0
    with tempfile.TemporaryDirectory(prefix="kxspeak-torture-", dir=fast_folder()) as folder:
        bench = parts.Bench(pathlib.Path(folder), chosen)
        for number, name in enumerate(only, 1):
            part, started = parts.PARTS[name], time.monotonic()
            title = part.__doc__.splitlines()[0].rstrip(".")
            try:
                runs, wrong = part(bench)
            except Skip as reason:
                print(f"ok {number} - {title} # SKIP {reason}", flush=True)
                continue
            total += runs
            failed += bool(wrong)
            for line in wrong:    # where meson shows it
                print("#   " + line.replace("\n", "\\n")[:1500], file=sys.stderr)
            print(f"# {runs} runs in {time.monotonic() - started:.0f} s, {len(wrong)} wrong")
            print(f"{'not ' if wrong else ''}ok {number} - {title}", flush=True)
    print(f"# {total} runs in all")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
