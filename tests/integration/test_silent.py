#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Articles of which parts have no sound, as a paragraph that is a picture: all formats come out of
them, `check` finds nothing wrong, and chapters are only those that are heard."""
import json
import random

from harness import DATE, SANITIZED, check, equal, kx, main

PIECES = [
    "Een zin.",
    "👍",
    "Nog een zin. 👍👍. En een derde.",
    "> Citaat.",
    "> 👍",
    "## Tussenkop",
    "## 🇳🇱",
    "- Punt.",
    "- 👍",
]
PROFILES = "podcast", "blind", "dyslexia"


def tell(folder, pieces, profile):
    """The record and the timeline of an article of those pieces; None if it has no words."""
    path, out = folder / "a.md", folder / f"out{len(list(folder.iterdir()))}"
    path.write_text("\n\n".join(pieces) + "\n")
    done = kx(path, "-o", out, "--id", "a", *DATE, "--native-rate", "--profile", profile,
              "--to", "wav,mp3,vtt,player,epub,daisy")  # fmt: skip
    if done.status == 65:
        check("no speakable text" in done.err, done.err)
        return None
    equal(done.status, 0, f"{pieces} {profile}: {done.err}")
    equal(kx("check", out).out[:3], "ok:", f"{pieces} {profile}")
    records = out / "a" / "episode.json", out / "a" / "timeline.json"
    return [json.loads(record.read_text()) for record in records]


def test_any_mixture(folder):
    """Mixtures of what is heard and what is not, in each profile"""
    chosen = random.Random(7)
    told = 0
    for number in range(6 if SANITIZED else 24):
        pieces = chosen.choices(PIECES, k=chosen.randint(2, 6))
        made = tell(folder, pieces, PROFILES[number % len(PROFILES)])
        if made is None:
            continue
        told += 1
        starts = [chapter["start"] for chapter in made[0]["chapters"]]
        equal(starts, sorted(set(starts)), f"{pieces}: starts of chapters")
        heard = [s["start"] for s in made[1]["sentences"] if s["end"] > s["start"]]
        for start, end in zip(starts, [*starts[1:], made[0]["duration"]]):
            check(any(start <= at < end for at in heard), f"{pieces}: a silent chapter at {start}")
    check(told > 3, f"{told} articles with words")


def test_chapters(folder):
    """A silent paragraph is part of the chapter before it, what follows a silent title of its"""
    for pieces, titles in [
        (["Kop", "Een zin.", "Nog een zin.", "👍"], ["Kop", "Nog een zin."]),
        (["Kop", "Een zin.", "👍", "Nog een zin."], ["Kop", "Nog een zin."]),
        (["👍", "Een zin.", "Nog een zin."], ["👍", "Nog een zin."]),
        (["# Kop", "Een zin.", "## 👍", "Nog een zin."], ["Kop", "👍"]),
    ]:
        made = tell(folder, pieces, "podcast")
        equal([chapter["title"] for chapter in made[0]["chapters"]], titles, f"{pieces}")


if __name__ == "__main__":
    main(globals())
