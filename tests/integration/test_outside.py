# SPDX-License-Identifier: GPL-3.0-or-later
"""What others' readers and measures say of the program. They stand in a folder beside the project
(../shared: checks/, eval/, articles/); where it is not there, each test is skipped."""
import os
import re
import subprocess
import sys

from harness import ARTICLE, BRIEFING, PROGRAM, TOP, Skip, brief, check, kx_ok, main

SHARED = TOP.parent / "shared"


def outside(*parts):
    path = SHARED.joinpath(*parts)
    if not path.exists():
        raise Skip(f"no {path.name} beside the project")
    return path


def run(*command, program=PROGRAM):
    done = subprocess.run([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=600, text=True, env={**os.environ, "KXSPEAK": program})
    return done.returncode, done.stdout


def result(text, name):
    found = re.search(rf"^RESULT .*\b{name}=([0-9.]+)", text, re.M)
    check(found, f"no RESULT line with {name}: {text[-500:]}")
    return float(found.group(1))


def test_checks(folder):
    """Independent readers accept what is written"""
    checks = outside("checks", "run-all.sh")
    brief(folder, ARTICLE)
    brief(folder, *BRIEFING)
    status, text = run("bash", checks, folder / "out")
    check(status == 0, text)


def test_article(folder):
    """A real article: a chapter a paragraph, at whole seconds, with titles"""
    article = outside("articles", "kaspersky-interpol.txt")
    made = brief(folder, article, "--native-rate")
    paragraphs = [p for p in article.read_text().split("\n\n") if p.strip()]
    chapters = kx_ok("explain", "--at", "timeline", article).out.count(" # ")
    check(chapters == len(paragraphs), f"{chapters} chapters of {len(paragraphs)} paragraphs")
    check((made / f"{made.name}.wav").exists(), "a WAV")


def test_normalisation(folder):
    """Written Dutch is read as well as it was"""
    score = outside("eval", "score.py")
    _, text = run(sys.executable, score, "--quiet", "--", PROGRAM, "say", "--lines", "-")
    check(result(text, "acc") >= 0.98, text)


def test_acronyms(folder):
    """Acronyms and names are said as well as they were"""
    score = outside("eval", "score_words.py")
    _, text = run(sys.executable, score, "--quiet", score.parent / "acronyms-dev.tsv", "--",
                  PROGRAM, "say", "--phonemes", "--lines", "-")
    check(result(text, "both") >= 0.94, text)


if __name__ == "__main__":
    main(globals())
