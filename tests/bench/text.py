#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to normalise text, without the engine: `kxspeak say --for speech`.

    text.py --kxspeak PROGRAM            MB of text a second of processor time here, the ratio to
                                         what espeak-ng takes to turn it into phonemes, and what
                                         --check counts
    text.py --kxspeak PROGRAM --check    instructions a byte, by callgrind, which repeat exactly:
                                         under a bound for our articles, and for hostile texts no
                                         more for twice the length than twice as many

With --check the exit status is 1 where a bound is exceeded.
"""
import argparse
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

CONTENT = pathlib.Path(__file__).resolve().parents[2] / "content"
INSTRUCTIONS_MAX = 3000  # a byte of our articles
GROWTH_MAX = 2.2  # instructions for twice the text
SMALL, LARGE = 4_000, 8_000
HOSTILE = {
    "digits": "1",
    "stops": ".",
    "one letter": "a",
    "one capital": "A",
    "brackets": "([{",
    "quotes": "'\"„",
    "blanks": "  \n",
    "hyphens": "a-",
    "digits and hyphens": "1-",
    "digits and points": "12.",
    "digits and slashes": "1/",
    "digits and colons": "12:",
    "capitals and digits": "A1",
    "at signs": "a@",
    "domains": "a.nl",
    "hashes": "#a",
    "initials": "A.",
    "Roman numerals": "XIV ",
    "units": "1 km/",
    "euros": "€ 1,",
    "abbreviations": "bijv. ",
    "combining marks": "e\u0301\u0302",
    "emoji": "\U0001f600",
    "Cyrillic": "ж",
}


def articles(length):
    """Our own articles, again and again, `length` bytes of them."""
    texts = [path.read_bytes() for path in sorted(CONTENT.glob("**/*.txt"))]
    bodies = b"".join(re.sub(rb"\A---\n.*?\n---\n+", b"", text, flags=re.S) for text in texts)
    return (bodies * (length // len(bodies) + 1))[:length].decode(errors="ignore")


def hostile(piece, length):
    return piece * (length // len(piece.encode()) + 1)


class Counter:
    """Instructions that the program takes for a text, less those for none."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.none = 0
        self.none = self.count("")

    def count(self, text):
        source, report = self.folder / "text.txt", self.folder / "callgrind.out"
        source.write_text(text)
        subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={report}", self.program,
             "say", "--for", "speech", "--lines", str(source)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        total = re.search(r"^(?:summary|totals): (\d+)", report.read_text(), re.MULTILINE)
        return int(total.group(1)) - self.none


def processor_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def print_speed(program, folder):
    source = folder / "speed.txt"
    source.write_text(articles(5_000_000))
    size = source.stat().st_size
    ours = min(
        processor_seconds([program, "say", "--for", "speech", str(source)]) for _ in range(5)
    )
    source.write_text(articles(200_000))
    engine = processor_seconds(["espeak-ng", "-v", "nl", "-q", "-x", "-f", str(source)])
    engine *= size / source.stat().st_size
    print(f"{size / ours / 1e6:.1f} MB a second of processor time on this machine")
    print(f"{engine / ours:.0f} times as fast as espeak-ng makes phonemes of the same text")


def check(program, folder):
    counter = Counter(program, folder)
    small, large = articles(SMALL), articles(LARGE)
    extra = len(large.encode()) - len(small.encode())
    each = (counter.count(large) - counter.count(small)) / extra
    good = each <= INSTRUCTIONS_MAX
    print(f"{each:.0f} instructions a byte of our articles (at most {INSTRUCTIONS_MAX})")
    for name, piece in HOSTILE.items():
        once, twice = (counter.count(hostile(piece, length)) for length in (SMALL, LARGE))
        linear = twice <= GROWTH_MAX * once
        good = good and linear
        print(
            f"{name}: {once / SMALL:.0f} instructions a byte, times {twice / once:.2f} for twice "
            f"the text{'' if linear else f', more than {GROWTH_MAX}'}"
        )
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kxspeak", required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("needs valgrind")
        return 77
    with tempfile.TemporaryDirectory(prefix="kxspeak-bench-") as name:
        folder = pathlib.Path(name)
        if not options.check:
            print_speed(options.kxspeak, folder)
        return 0 if check(options.kxspeak, folder) else 1


if __name__ == "__main__":
    sys.exit(main())
