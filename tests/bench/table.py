#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole table of docs/performance.md in one run, as ratios: kxspeak against espeak-ng, alone
and with ffmpeg, two workers against one, all formats against the slowest, and how costs grow with
the number of items. Runs that are compared are interleaved, and medians taken; memory is in MiB.

    table.py --kxspeak PROGRAM             writes docs/performance.md and .svg
    table.py --kxspeak PROGRAM --only PART only the part of that name: cpu, peers, loop, workers,
                                           formats, sound, varied, growth; prints only
    table.py --kxspeak PROGRAM --keep      prints only

The exit status is 0 also where a goal is missed: the table says so.
"""
import argparse
import array
import math
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from bench import articles, body, espeak, measure, one_article, run_once

import varied  # bench.py says where it is

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
BEGIN, END = "<!-- ./dev bench writes from here -->\n", "<!-- to here -->\n"
WAV = ["--to", "wav", "--native-rate"]
FLAC = ["--to", "flac", "--native-rate"]
WALL, CPU, MEMORY = range(3)
WAV_HEADER = 44
GROWTH = (1, 10, 100, 1000, 10000)
LOUDNORM = "loudnorm=I=-16:TP=-1:LRA=11"
WIDTH, HEIGHT, LEFT, TOP = 640, 360, 70, 30


def medians(rounds, runs):
    """name -> medians of (wall, processor, memory) of each of `runs`, interleaved."""
    results = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            results[name].append(run())
    return {
        name: [statistics.median(column) for column in zip(*values)]
        for name, values in results.items()
    }


def on_one_core(run):
    """The run, and nothing beside it on another core: where two cores are threads of one processor
    they slow each other, and what each then takes longer counts as processor time."""

    def pinned():
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(cores)})
        try:
            return run()
        finally:
            os.sched_setaffinity(0, cores)

    return pinned


def items():
    """The beginnings of our articles, a headline and a sentence: 10,000 of them are no longer than
    a WAV file with chapters can be (54 hours), and a disk has room for them."""
    for text in articles():
        headline, paragraph = text.split("\n\n")[:2]
        yield f"{headline}\n\n{paragraph.strip().split('. ')[0].rstrip('.')}.\n"


def write_articles(folder, count, texts):
    folder.mkdir()
    files = []
    for number, text in zip(range(count), texts):
        files.append(folder / f"{number:05}.txt")
        files[-1].write_text(text)
    return files


class Bench:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.rows = []

    def add(self, what, value, goal="", good=None):
        self.rows.append((what, value, goal, "" if good is None else "yes" if good else "no"))
        print(f"{what:68}{value:>10}  {goal:10}{self.rows[-1][3]}", flush=True)

    def at_most(self, what, value, goal):
        self.add(what, f"{value:.2f}", f"<= {goal:g}", value <= goal)

    def at_least(self, what, value, goal):
        self.add(what, f"{value:.2f}", f">= {goal:g}", value >= goal)

    def kx(self, files, options, jobs=None):
        extra = [] if jobs is None else ["--jobs", str(jobs)]
        return lambda: run_once(self.program, files, [*options, *extra], self.folder)

    def plain(self, text):
        return lambda: measure(espeak(text, self.folder / "espeak.wav"), self.folder)

    def shell(self, script, *arguments):
        return lambda: measure(["sh", "-ec", script, "sh", *map(str, arguments)], self.folder)

    def joined(self, files):
        path = self.folder / f"joined-{len(files)}.txt"
        path.write_text("\n\n".join(body(file) for file in files))
        return path

    # ---- against the peers ----

    def against_espeak(self):
        files = one_article(self.folder)
        kinds = {
            "WAV, 22.05 kHz": (WAV, 1.52),
            "FLAC level 5, 22.05 kHz": (FLAC, 1.94),
            "FLAC level 2, 22.05 kHz": ([*FLAC, "--flac-level", "2"], 1.79),
            "WAV, 44.1 kHz": (["--to", "wav"], None),
            "FLAC level 5, 44.1 kHz": (["--to", "flac"], None),
        }
        self.processor_time("processor time of one article, espeak-ng -w = 1", files, kinds, 15)
        ten = write_articles(self.folder / "ten", 10, articles())
        some = {name: kinds[name] for name in list(kinds)[:2]}
        self.processor_time("the same of 10 articles", ten, some, 5)
        self.processor_time("the same of 10 articles, on one core", ten, some, 5, on_one_core)
        self.add("how long those 10 articles sound, espeak-ng -w = 1", f"{self.length(ten):.2f}")

    def length(self, files):
        """What is read in full, the pauses and the announcements, in a figure."""
        out = self.folder / "long"
        subprocess.run([self.program, *files, "-o", out, "--id", "b", "--quiet", *WAV], check=True)
        sounds = [out / "b" / "b.wav", self.folder / "espeak.wav"]
        subprocess.run(espeak(self.joined(files), sounds[1]), check=True)
        ours, theirs = (sound.stat().st_size for sound in sounds)
        return ours / theirs

    def processor_time(self, what, files, kinds, rounds, where=lambda run: run):
        runs = {name: where(self.kx(files, options)) for name, (options, _) in kinds.items()}
        runs[""] = where(self.plain(self.joined(files)))
        found = medians(rounds, runs)
        for name, (_, goal) in kinds.items():
            ratio = found[name][CPU] / found[""][CPU]
            if goal:
                self.at_most(f"{what}: {name}", ratio, goal)
            else:
                self.add(f"{what}: {name}", f"{ratio:.2f}")

    def against_ffmpeg(self):
        if not shutil.which("ffmpeg"):
            print("no ffmpeg: its rows are left out")
            return
        files = self.files(10)
        texts = []
        for number, file in enumerate(files):
            texts.append(self.folder / f"body-{number}.txt")
            texts[-1].write_text(body(file))
        out = self.folder / "peer"
        out.mkdir()
        one = f"""for f; do espeak-ng -v nl -f "$f" --stdout |
            ffmpeg -v error -y -i - -af {LOUDNORM} -ar 22050 {out}/$(basename "$f").flac; done"""
        two = f"""for f; do espeak-ng -v nl -f "$f" -w {out}/a.wav
            measured=$(ffmpeg -nostats -i {out}/a.wav -af {LOUDNORM}:print_format=json \\
                -f null - 2>&1 |
                sed -n 's/.*"input_\\(i\\|tp\\|lra\\|thresh\\)" : "\\(.*\\)".*/measured_\\1=\\2/p' |
                tr '\\n' ':' | sed 's/_i=/_I=/;s/_tp=/_TP=/;s/_lra=/_LRA=/')
            ffmpeg -v error -y -i {out}/a.wav -af "{LOUDNORM}:${{measured}}linear=true" -ar 22050 \\
                {out}/$(basename "$f").flac; done"""
        found = medians(
            1,
            {
                "ours": self.kx(files, FLAC),
                "one": self.shell(one, *texts),
                "two": self.shell(two, *texts),
            },
        )
        for name, goal in ("one", 8), ("two", 15):
            passes = "one pass" if name == "one" else "two passes"
            what = f"processor time of espeak-ng | ffmpeg loudnorm, {passes}, 10 articles, ours = 1"
            self.at_least(what, found[name][CPU] / found["ours"][CPU], goal)
        hundred = self.files(100)
        ours = medians(1, {"": self.kx(hundred, FLAC)})[""][WALL]
        self.at_least("wall time of that loop (one pass, 10 articles times 10), our 100 = 1",
                      10 * found["one"][WALL] / ours, 15)  # fmt: skip

    def files(self, count):
        folder = self.folder / f"articles-{count}"
        if folder.exists():
            return sorted(folder.iterdir())
        return write_articles(folder, count, articles())

    def against_loop(self):
        files = self.files(40)
        loop = 'for f; do espeak-ng -v nl -f "$f" -w "$f.wav"; done'
        copies = [self.folder / f"loop-{file.name}" for file in files]
        for file, copy in zip(files, copies):
            copy.write_text(body(file))
        found = medians(3, {"ours": self.kx(files, FLAC), "loop": self.shell(loop, *copies)})
        self.at_most("wall time of 40 articles to FLAC, loop of espeak-ng -w = 1",
                     found["ours"][WALL] / found["loop"][WALL], 1)  # fmt: skip

    # ---- against ourselves ----

    def workers(self):
        self.two_cores()
        ten = medians(5, {jobs: self.kx(self.files(10), WAV, jobs) for jobs in (1, 2)})
        self.at_least("wall time of one worker, 10 articles to WAV, two = 1",
                      ten[1][WALL] / ten[2][WALL], 1.7)  # fmt: skip
        word = self.folder / "word.txt"
        word.write_text("Ja.\n")
        texts = {"article": self.files(1), "word": [word]}
        found = medians(15, {(what, jobs): self.kx(files, WAV, jobs)
                             for what, files in texts.items() for jobs in (1, 2)})  # fmt: skip
        one, two = (found["article", jobs][WALL] for jobs in (1, 2))
        self.add("wall time of one worker, 1 article to WAV, two = 1", f"{one / two:.2f}")
        one, two = (found["article", jobs][WALL] - found["word", jobs][WALL] for jobs in (1, 2))
        self.at_least("the same of its synthesis: less that of a text of one word", one / two, 1.5)

    def two_cores(self):
        """What the machine's second core is worth to espeak-ng itself, just now."""
        text = self.joined(self.files(10))
        speech = [" ".join(map(shlex.quote, espeak(text, self.folder / f"core-{core}.wav")))
                  for core in range(2)]  # fmt: skip
        found = medians(5, {"turn": self.shell(f"{speech[0]}; {speech[1]}"),
                            "once": self.shell(f"{speech[0]} & {speech[1]}; wait")})  # fmt: skip
        self.add("the machine: wall time of two espeak-ng -w in turn, at once = 1",
                 f"{found['turn'][WALL] / found['once'][WALL]:.2f}")  # fmt: skip
        self.add("the machine: processor time of two espeak-ng -w at once, in turn = 1",
                 f"{found['once'][CPU] / found['turn'][CPU]:.2f}")  # fmt: skip

    def formats(self):
        files = self.files(30)
        runs = {name: self.kx(files, ["--to", name]) for name in ("mp3", "opus")}
        found = medians(1, {"all": self.kx(files, []), **runs})
        slowest = max(found["mp3"][WALL], found["opus"][WALL])
        self.at_most("wall time of 30 articles to all formats, to the slowest alone = 1",
                     found["all"][WALL] / slowest, 1.25)  # fmt: skip
        memory = found["all"][MEMORY] / 1024
        self.add("memory with all formats, MiB", f"{memory:.0f}", "<= 64", memory <= 64)

    def first_sound(self):
        text = self.joined(one_article(self.folder))
        ours, theirs, bytes_ours, bytes_theirs = [], [], [], []
        espeak_ng = ["espeak-ng", "-v", "nl", "-f", str(text), "--stdout"]
        for _ in range(15):
            ours.append(self.first_of_play(text))
            theirs.append(first_of(espeak_ng, WAV_HEADER))
            bytes_ours.append(first_of([self.program, "say", str(text)], 0))
            bytes_theirs.append(first_of(espeak_ng, 0))
        self.at_most("first byte of kxspeak say, of espeak-ng --stdout = 1",
                     statistics.median(bytes_ours) / statistics.median(bytes_theirs),
                     0.75)  # fmt: skip
        ratio = statistics.median(ours) / statistics.median(theirs)
        good = statistics.median(ours) <= 0.1
        self.add("first sound of kxspeak play, first of espeak-ng --stdout = 1", f"{ratio:.1f}",
                 "<= 100 ms", good)  # fmt: skip

    def first_of_play(self, text):
        sound = self.folder / "play.raw"
        sound.unlink(missing_ok=True)
        state = self.folder / "state"
        # Without its delay: the driver writes four of the device's buffers at a time.
        env = {**os.environ, "SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(sound),
               "SDL_DISKAUDIODELAY": "1", "XDG_STATE_HOME": str(state)}  # fmt: skip
        start = time.perf_counter()
        command = [self.program, "play", "--from", "start", str(text)]
        process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL)  # fmt: skip
        while process.poll() is None:
            data = sound.read_bytes() if sound.exists() else b""
            if any(array.array("h", data[: len(data) // 2 * 2])):
                break
            time.sleep(0.001)
        seconds = time.perf_counter() - start
        process.kill()
        process.wait()
        return seconds

    # ---- growth ----

    def varied(self):
        found = {}
        for count in 100, 1000:
            files = varied.write(self.folder / f"varied-{count}", count, 1)
            size = sum(len(body(file).encode()) for file in files)
            _, cpu, memory = self.kx(files, WAV)()
            found[count] = cpu / size, memory / 1024
        self.add("processor time a byte of text, 1,000 varied articles, of 100 = 1",
                 f"{found[1000][0] / found[100][0]:.2f}")  # fmt: skip
        mib = found[1000][1]
        self.add("memory with 1,000 varied articles, MiB", f"{mib:.0f}", "<= 24", mib <= 24)

    def growth(self):
        found = {}
        for count in GROWTH:
            files = write_articles(self.folder / f"items-{count}", count, items())
            found[count] = medians(3 if count < 100 else 1, {"": self.kx(files, WAV)})[""]
            found[count].append(sum(len(body(file).encode()) for file in files))
        base = found[10]
        for count, (_, cpu, memory, size) in found.items():
            items_of = "1 short item" if count == 1 else f"{count:,} short items"
            ratio = cpu / size / (base[CPU] / base[3])
            self.add(f"processor time a byte of text, {items_of}, of 10 = 1", f"{ratio:.2f}")
            mib = memory / 1024
            self.add(f"memory with {items_of}, MiB", f"{mib:.0f}", "<= 24", mib <= 24)
        return {
            count: (size / base[3] * 10, cpu / base[CPU] * 10, memory / 1024)
            for count, (_, cpu, memory, size) in found.items()
        }


def first_of(command, after):
    """Seconds until a command has written more than so many bytes."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        got = 0
        while got <= after:
            got += len(os.read(process.stdout.fileno(), 65536))
        seconds = time.perf_counter() - start
        process.kill()
    return seconds


# ---- the page ----


def plot(growth):
    """Processor time against length, both axes logarithmic, and the straight line."""
    largest = max(growth)
    decades = len(str(largest)) - 1

    def x(items_like):
        return LEFT + (WIDTH - LEFT - 30) * math.log10(items_like) / decades

    def y(cost):
        return HEIGHT - 50 - (HEIGHT - 50 - TOP) * math.log10(cost) / decades

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13">',
        "<title>Processor time against length of text</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for decade in range(decades + 1):
        at = 10**decade
        lines.append(f'<path d="M{x(at):.1f} {TOP}V{HEIGHT - 50}M{LEFT} {y(at):.1f}H{WIDTH - 30}" '
                     f'stroke="#ddd"/>')  # fmt: skip
        lines.append(f'<text x="{x(at):.1f}" y="{HEIGHT - 32}" text-anchor="middle">{at:,}</text>')
        lines.append(f'<text x="{LEFT - 8}" y="{y(at) + 4:.1f}" text-anchor="end">{at:,}</text>')
    lines.append(f'<path d="M{x(1):.1f} {y(1):.1f}L{x(10**decades):.1f} {y(10**decades):.1f}" '
                 f'stroke="#888" stroke-dasharray="5 4"/>')  # fmt: skip
    points = " ".join(f"{x(max(size, 1)):.1f},{y(max(cost, 1)):.1f}"
                      for size, cost, _ in growth.values())  # fmt: skip
    lines.append(f'<polyline points="{points}" fill="none" stroke="#0b5" stroke-width="2"/>')
    for size, cost, memory in growth.values():
        at = f'"{x(max(size, 1)):.1f}" cy="{y(max(cost, 1)):.1f}"'
        lines.append(f'<circle cx={at} r="4" fill="#0b5"><title>{memory:.0f} MiB</title></circle>')
    lines.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">'
                 "length of the text, in short items</text>")  # fmt: skip
    lines.append(f'<text x="{LEFT}" y="18">processor time, of 10 items = 10; '
                 "dashed: linear</text>")  # fmt: skip
    return "\n".join([*lines, "</svg>", ""])


def write_page(rows, growth):
    page = DOCS / "performance.md"
    before, rest = page.read_text().split(BEGIN)
    after = rest.split(END)[1]
    table = ["| | measured | goal | met |\n|---|--:|--:|---|\n"]
    for row in rows:
        table.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |\n")
    page.write_text(before + BEGIN + "".join(table) + END + after)
    (DOCS / "performance.svg").write_text(plot(growth))


PARTS = {
    "cpu": Bench.against_espeak,
    "peers": Bench.against_ffmpeg,
    "loop": Bench.against_loop,
    "workers": Bench.workers,
    "formats": Bench.formats,
    "sound": Bench.first_sound,
    "varied": Bench.varied,
    "growth": None,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kxspeak", required=True)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--only", choices=PARTS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kxspeak-bench-") as name:
        bench = Bench(arguments.kxspeak, pathlib.Path(name))
        for part, method in PARTS.items():
            if arguments.only in (None, part) and method:
                method(bench)
        growth = bench.growth() if arguments.only in (None, "growth") else {}
    if not arguments.keep and not arguments.only:
        write_page(bench.rows, growth)
    return 0


if __name__ == "__main__":
    sys.exit(main())
