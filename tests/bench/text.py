#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to normalise text, without the engine: `kxspeak say --for speech`.

    text.py --kxspeak PROGRAM   MB of text a second of processor time here, and the ratio to what
                                espeak-ng takes to turn it into phonemes

That costs do not grow is held by the test `instructions`; that they are linear by test_normalise.c
and test_hostile.py.
"""
import argparse
import pathlib
import re
import resource
import subprocess
import tempfile

CONTENT = pathlib.Path(__file__).resolve().parents[2] / "content"


def articles(length):
    """Our own articles, again and again, `length` bytes of them."""
    texts = [path.read_bytes() for path in sorted(CONTENT.glob("**/*.txt"))]
    bodies = b"".join(re.sub(rb"\A---\n.*?\n---\n+", b"", text, flags=re.S) for text in texts)
    return (bodies * (length // len(bodies) + 1))[:length].decode(errors="ignore")


def processor_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kxspeak", required=True)
    program = parser.parse_args().kxspeak
    with tempfile.TemporaryDirectory(prefix="kxspeak-bench-") as name:
        source = pathlib.Path(name) / "speed.txt"
        source.write_text(articles(5_000_000))
        size = source.stat().st_size
        ours = min(processor_seconds([program, "say", "--for", "speech", str(source)])
                   for _ in range(5))
        source.write_text(articles(200_000))
        engine = processor_seconds(["espeak-ng", "-v", "nl", "-q", "-x", "-f", str(source)])
        engine *= size / source.stat().st_size
    print(f"{size / ours / 1e6:.1f} MB a second of processor time on this machine")
    print(f"{engine / ours:.0f} times as fast as espeak-ng makes phonemes of the same text")


if __name__ == "__main__":
    main()
