# SPDX-License-Identifier: GPL-3.0-or-later
"""Golden stories. Each folder here holds an input, in.txt, and what the program makes of it with
the tone engine, whose times are exact:

  timeline.json, episode.json   as published (hashes and sizes of sound files left out)
  x.html                        without its sound, style and script; its cues at the end
  sentences, tokens, words      as `kxspeak explain --at` prints them
  speech                        as `kxspeak say --for speech` prints it

A missing file is not compared. `run.py --update KXSPEAK` writes them anew: read the difference."""
import base64
import json
import pathlib
import re
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BOOK_TEXTS = [".html", ".smil"]
TEXTS = [".vtt", ".srt", ".json", ".txt", ".html"]
STAGES = ["sentences", "tokens", "words"]


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], stdout=subprocess.PIPE, timeout=100)
    if done.returncode != 0:
        raise AssertionError(f"{arguments}: exit status {done.returncode}")
    return done.stdout.decode()


def without_sound_bytes(text):
    """episode.json without what changes with the encoders' versions."""
    record = json.loads(text)
    for file in record["files"]:
        del file["bytes"], file["sha256"]
        file.pop("integrity", None)
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def without_tools(page):
    """The page that plays, without its sound, style and script; its cues follow, decoded."""
    found = re.search(r'data:text/vtt;base64,([^"]*)', page)
    cues = base64.b64decode(found.group(1)).decode() if found else ""
    page = re.sub(r"data:(audio/mpeg|text/vtt);base64,[^\"]*", r"data:\1;base64,", page)
    page = re.sub(r"(<(style|script)>).*?(?=</\2>)", r"\1", page, flags=re.DOTALL)
    page = re.sub(r"'sha256-[^']*'", "'sha256-'", page)
    return page.replace("><", ">\n<") + cues


def without_sizes(text):
    """A page of a book without what changes with the encoder's and the program's versions."""
    return re.sub(r'<meta name="ncc:(kByteSize|generator)".*?/>\n', "", text)


def results(program, story):
    """Name and text of everything that is made of a story."""
    source = story / "in.txt"
    with tempfile.TemporaryDirectory(prefix="kxspeak-golden-") as folder:
        run(program, source, "-o", folder, "--id", "x", "--engine", "tone", "--date", "2026-03-04",
            "--structure", "words", "--native-rate", "--quiet")
        out = pathlib.Path(folder) / "x"
        yield "timeline.json", (out / "timeline.json").read_text()
        yield "episode.json", without_sound_bytes((out / "episode.json").read_text())
        for path in sorted(out.glob("x.*")):
            if path.name == "x.html":
                yield path.name, without_tools(path.read_text())
            elif path.suffix in TEXTS:
                yield path.name, path.read_text()
        for path in sorted((out / "x-daisy").iterdir()):
            if path.suffix in BOOK_TEXTS:
                yield f"x-daisy.{path.name}", without_sizes(path.read_text())
    for stage in STAGES:
        yield stage, run(program, "explain", "--at", stage, source)
    yield "speech", run(program, "say", "--for", "speech", source)


def first_difference(wanted, got):
    for number, (a, b) in enumerate(zip(wanted.splitlines(), got.splitlines()), 1):
        if a != b:
            return f"line {number}: {b[:300]!r} instead of {a[:300]!r}"
    return "another number of lines"


def main():
    update = sys.argv[1] == "--update"
    program = sys.argv[-1]
    number, failed = 0, 0
    for story in sorted(path.parent for path in HERE.glob("*/in.txt")):
        for name, got in results(program, story):
            path = story / name
            if update:
                path.write_text(got)
            if not path.exists():
                continue
            number += 1
            wanted = path.read_text()
            print(f"{'ok' if wanted == got else 'not ok'} {number} - {story.name}/{name}")
            if wanted != got:
                failed += 1
                print(f"# {first_difference(wanted, got)}")
    print(f"1..{number}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
