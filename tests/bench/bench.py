#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kxspeak against bare espeak-ng on the same text: wall time, processor time and peak memory as
ratios. Runs are interleaved and medians taken, so that what else the machine does falls on all
alike; absolute times mean nothing on another machine and are not printed.

    bench.py --kxspeak PROGRAM             article, 100 articles, three hours;
                                           with --encoders PROGRAM what each encoder costs
    bench.py --kxspeak PROGRAM --quick     the article alone, and a bound on memory
    bench.py --kxspeak PROGRAM --memory    three hours alone, once, and a bound on memory

With --quick and --memory the exit status is 1 where the bound is exceeded.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import wave

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from varied import body  # noqa: E402

TIME = "/usr/bin/time"
MEMORY_MAX_KIB = 64 * 1024
SPEECH_SECONDS = 3 * 3600
CONTENT = pathlib.Path(__file__).resolve().parents[2] / "content"
KINDS = {
    "wav, native rate": ["--to", "wav", "--native-rate"],
    "flac, native rate": ["--to", "flac", "--native-rate"],
    "wav and flac": ["--to", "wav,flac"],
    "default (all formats)": [],
}


def articles():
    """Our own articles without end, each time round with other paragraphs in front."""
    texts = [body(path) for path in sorted([*CONTENT.glob("*.txt"), *CONTENT.glob("*/*.txt")])]
    turn = 0
    while True:
        for text in texts:
            headline, *paragraphs = text.strip().split("\n\n")
            at = turn % len(paragraphs)
            yield "\n\n".join([headline, *paragraphs[at:], *paragraphs[:at]]) + "\n"
        turn += 1


def one_article(folder):
    return [CONTENT / "article.txt"]


def hundred_articles(folder):
    files = []
    for number, text in zip(range(100), articles()):
        files.append(folder / f"{number:03}.txt")
        files[-1].write_text(text)
    return files


def three_hours(folder):
    """One text as long as three hours of plain espeak-ng speech."""
    sample = folder / "sample.wav"
    source = articles()
    text = "".join(next(source) + "\n" for _ in range(8))
    (folder / "sample.txt").write_text(text)
    subprocess.run(espeak(folder / "sample.txt", sample), check=True)
    with wave.open(str(sample)) as sound:
        seconds = sound.getnframes() / sound.getframerate()
    sample.unlink()
    wanted = len(text) * SPEECH_SECONDS / seconds
    while len(text) < wanted:
        text += next(source) + "\n"
    (folder / "long.txt").write_text(text)
    return [folder / "long.txt"]


def espeak(text, sound):
    return ["espeak-ng", "-v", "nl", "-f", str(text), "-w", str(sound)]


def measure(command, folder):
    """(wall, processor time, peak memory) of a command and its children. GNU time is between, as
    it is small: a child's peak starts at the size of the process that forked it."""
    report = folder / "peak"
    start = time.perf_counter()
    process = subprocess.Popen(
        [TIME, "-f", "%M", "-o", str(report), *command],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit status {process.returncode}\n{error.decode()}")
    return wall, usage.ru_utime + usage.ru_stime, int(report.read_text().split()[-1])


def run_once(program, files, options, folder):
    out = folder / "out"
    command = [
        program,
        *map(str, files),
        "-o",
        str(out),
        "--quiet",
        "--date",
        "2025-01-01",
        *options,
    ]
    try:
        return measure(command, folder)
    finally:
        shutil.rmtree(out, ignore_errors=True)


def compare(program, make, rounds, kinds):
    """kind -> medians of (wall, processor, memory) for each kind, and for espeak-ng as ""."""
    with tempfile.TemporaryDirectory(prefix="kxspeak-bench-") as name:
        folder = pathlib.Path(name)
        files = make(folder)
        joined = folder / "joined.txt"
        joined.write_text("\n\n".join(body(path) for path in files))
        runs = {kind: [] for kind in ["", *kinds]}
        for _ in range(rounds):
            runs[""].append(measure(espeak(joined, folder / "espeak.wav"), folder))
            for kind, options in kinds.items():
                runs[kind].append(run_once(program, files, options, folder))
        return {
            kind: [statistics.median(column) for column in zip(*results)]
            for kind, results in runs.items()
        }


def print_table(title, results):
    print(f"\n{title}\n{'':26}{'wall':>8}{'cpu':>8}{'memory':>8}")
    print(f"{'espeak-ng -v nl -w':26}{1:8.2f}{1:8.2f}{1:8.2f}")
    for kind, values in results.items():
        if kind:
            ratios = [value / base for value, base in zip(values, results[""])]
            print(f"{kind:26}{ratios[0]:8.2f}{ratios[1]:8.2f}{ratios[2]:8.2f}", flush=True)


def within_bound(results):
    good = True
    for kind, values in results.items():
        if kind and values[2] >= MEMORY_MAX_KIB:
            print(
                f"{kind}: peak memory of {values[2] / 1024:.0f} MiB is not under "
                f"{MEMORY_MAX_KIB // 1024} MiB"
            )
            good = False
    if good:
        print(f"peak memory is under {MEMORY_MAX_KIB // 1024} MiB")
    return good


def encoders(kxspeak, program, rounds):
    """What each encoder costs, on our own sample programme; its exit status."""
    with tempfile.TemporaryDirectory(prefix="kxspeak-bench-") as name:
        files = sorted((CONTENT / "briefing").glob("*.txt"))
        command = [kxspeak, *files, "-o", name, "--id", "b", "--to", "wav,opus", "--quiet"]
        subprocess.run([*map(str, command)], check=True)
        return subprocess.run([program, f"{name}/b/b.wav", str(rounds)], check=False).returncode


def main():
    parser = argparse.ArgumentParser(description="kxspeak against espeak-ng, as ratios")
    parser.add_argument("--kxspeak", required=True)
    parser.add_argument("--encoders", help="the program that times them")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--rounds", type=int, default=0)
    arguments = parser.parse_args()
    if not (os.access(TIME, os.X_OK) and shutil.which("espeak-ng")):
        print("needs espeak-ng and GNU time")
        return 77
    if arguments.quick or arguments.memory:
        make, rounds = (three_hours, 1) if arguments.memory else (one_article, 3)
        kinds = {"wav, native rate": KINDS["wav, native rate"]} if arguments.memory else KINDS
        results = compare(arguments.kxspeak, make, arguments.rounds or rounds, kinds)
        print_table("three hours" if arguments.memory else "one article", results)
        return 0 if within_bound(results) else 1
    print("Medians of interleaved runs, bare espeak-ng on the same text = 1.")
    for title, make, rounds in [
        ("one article", one_article, 15),
        ("100 articles in one briefing", hundred_articles, 3),
        ("three hours of speech", three_hours, 3),
    ]:
        print_table(title, compare(arguments.kxspeak, make, arguments.rounds or rounds, KINDS))
    if arguments.encoders:
        return encoders(arguments.kxspeak, arguments.encoders, arguments.rounds or 5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
