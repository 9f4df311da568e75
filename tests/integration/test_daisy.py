#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The talking book: its files, its clock and its sound, as a player reads them."""
import array
import json
import math
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

from harness import BRIEFING, CONTENT, Skip, brief, check, equal, kx, kx_ok, main, need, tree

XHTML = "{http://www.w3.org/1999/xhtml}"
DTDS = pathlib.Path("/usr/share/xml/w3c-sgml-lib")
RATE = 22050
KINDS = """---
title: Alle soorten blokken
author: J. Jansen
source: Voorbeeldkrant
---
Dit is de intro. Ze heeft twee zinnen.

Een tussenkop

Een alinea met een "citaat" en wat Engels: the quick brown fox.

> Dit is een blokcitaat. Het heeft twee zinnen.

> En een tweede alinea.

Nog een tussenkop

- Eerste punt
- Tweede punt, voor € 5

Foto: Een bijschrift bij de foto.

Slot van het stuk.
"""


def book(folder, *inputs):
    made = brief(folder, *inputs, "--to", "daisy,daisy-zip")
    return made, made / f"{made.name}-daisy"


def kinds(folder):
    path = pathlib.Path(folder, "alles.txt")
    path.write_text(KINDS)
    return book(folder, path)


def milliseconds(clock):
    return round(float(re.fullmatch(r"npt=(\d+\.\d{3})s", clock)[1]) * 1000)


def clips(smil):
    """Sentence, begin and end in ms, sound file."""
    for par in ET.parse(smil).getroot().iter("par"):
        audio = par.find("audio")
        yield (
            par.find("text").get("src").split("#s")[1],
            milliseconds(audio.get("clip-begin")),
            milliseconds(audio.get("clip-end")),
            audio.get("src"),
        )


def decoded(path):
    """Samples, from -1 to 1, as a player that knows the encoder's delay gives them."""
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ac", "1", "-"],
        stdout=subprocess.PIPE,
        check=True,
    )
    samples = array.array("h", done.stdout)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def level(samples):
    mean = sum(sample * sample for sample in samples) / max(len(samples), 1)
    return 10 * math.log10(mean / 32768**2 + 1e-12)


def test_files(folder):
    """a folder of short names, and the same packed"""
    made, daisy = kinds(folder)
    names = sorted(path.name for path in daisy.iterdir())
    equal(names, ["content.html", "d001.mp3", "d001.smil", "ncc.html"], "files")
    with zipfile.ZipFile(made / f"{made.name}-daisy.zip") as packed:
        equal(packed.testzip(), None, "packed")
        for name in names:
            whole = packed.read(f"{made.name}-daisy/{name}")
            check(whole == (daisy / name).read_bytes(), f"{name} packed")
        equal(len(packed.namelist()), len(names), "files packed")
    equal(kx_ok("check", made.parent).out, "ok: 1 briefing, 3 files, 0 in the feed\n", "check")


def test_clock(folder):
    """stretches touch, begin where timeline.json says, and last as long as their MP3"""
    need("ffmpeg")
    for arguments in ([], ["--structure", "words"]):
        place = pathlib.Path(folder, "words" if arguments else "voice")
        place.mkdir()
        made, daisy = book(place, *BRIEFING[:2], *arguments)
        timeline = json.loads((made / "timeline.json").read_text())
        sentences = timeline["sentences"]
        played = 0
        for smil in sorted(daisy.glob("*.smil")):
            at = 0
            for number, begin, end, sound in clips(smil):
                said = sentences[int(number) - 1]
                part = timeline["articles"][said["article"]]
                zero = part["start"] if said["article"] else 0
                start = round(said["start"] * 1000) - round(zero * 1000)
                equal(begin, at, f"{smil.name} {number}: begin")
                check(begin <= start < end, f"{smil.name} {number}: within its stretch")
                before = sentences[int(number) - 2] if number != "0001" else said
                if at > 0 and (before["block"] != "programme" or said["block"] == "programme"):
                    equal(begin, start, f"{smil.name} {number}: start in ms")
                at = end
            length = len(decoded(daisy / sound)) / RATE * 1000
            check(abs(length - at) < 1.01, f"{sound}: {length} ms, stretches {at} ms")
            played += at
        equal(played, round(timeline["duration"] * 1000), "length of the book")


def test_sound(folder):
    """at the borders of stretches there is silence, also for a decoder that is 50 ms late"""
    need("ffmpeg")
    _, daisy = kinds(folder)
    samples = decoded(daisy / "d001.mp3")
    borders = [end * RATE // 1000 for _, _, end, _ in clips(daisy / "d001.smil")][:-1]
    check(len(borders) > 10, "borders")
    for border in borders:
        for first, last in ((40, 12), (60, 40)):
            before = samples[border - first * RATE // 1000 : border - last * RATE // 1000]
            check(level(before) < -50, f"{border}: {level(before):.1f} dBFS before the border")
        after = samples[border : border + RATE // 4]
        check(level(after) > -45, f"{border}: {level(after):.1f} dBFS behind the border")


def test_text(folder):
    """the pages are valid XHTML, with every kind of block and the language of foreign words"""
    _, daisy = kinds(folder)
    text = (daisy / "content.html").read_text()
    for piece in (
        '<h1 class="title"><span id="s0001">Alle soorten blokken</span></h1>',
        '<p class="byline">J. Jansen · Voorbeeldkrant</p>',
        "<blockquote>",
        "<ul>",
        '<div class="sidebar">',
        '<span lang="en" xml:lang="en">the quick brown',
    ):
        check(piece in text, piece)
    need("xmllint")
    if not DTDS.exists():
        raise Skip("the DTDs of w3c-sgml-lib are not installed")
    pages = [daisy / "ncc.html", daisy / "content.html"]
    done = subprocess.run(
        ["xmllint", "--noout", "--nonet", "--valid", *pages], stderr=subprocess.PIPE
    )
    equal((done.returncode, done.stderr.decode()), (0, ""), "xmllint")


def test_contents(folder):
    """articles are headings, each entry leads to sound, and counts are true"""
    _, daisy = book(folder, *BRIEFING)
    root = ET.parse(daisy / "ncc.html").getroot()
    entries = list(root.find(XHTML + "body"))
    heads = [entry for entry in entries if entry.tag == XHTML + "h2"]
    equal(len(heads), len(BRIEFING) + 1, "articles and the closing")
    texts = {
        f"{smil.name}#{text.get('id')}"
        for smil in daisy.glob("*.smil")
        for text in ET.parse(smil).getroot().iter("text")
    }
    for entry in entries:
        check(entry[0].get("href") in texts, entry[0].get("href"))
    metas = {meta.get("name"): meta.get("content") for meta in root.iter(XHTML + "meta")}
    files = list(daisy.iterdir())
    equal(metas["ncc:tocItems"], str(len(entries)), "tocItems")
    equal(metas["ncc:files"], str(len(files)), "files")
    size = sum(path.stat().st_size for path in files)
    check(abs(int(metas["ncc:kByteSize"]) - size / 1024) <= 1, "kByteSize")


def test_correction(folder):
    """a corrected briefing has its book under a new name, and the old one goes"""
    folder = pathlib.Path(folder)
    path = folder / "bericht.txt"
    run = ["-o", folder / "out", "--show", CONTENT / "show.ini", "--id", "x", "--engine", "tone"]
    run += ["--date", "2026-03-04", "--to", "mp3,daisy,daisy-zip"]
    path.write_text("Brug dicht\n\nDe brug gaat dicht.\n")
    kx_ok(path, *run)
    path.write_text("Brug open\n\nDe brug gaat weer open, een week later.\n")
    kx_ok(path, *run)
    names = sorted(item.name for item in (folder / "out" / "x").iterdir())
    equal([name for name in names if "daisy" in name], ["x-v2-daisy", "x-v2-daisy.zip"], "books")
    with zipfile.ZipFile(folder / "out" / "x" / "x-v2-daisy.zip") as packed:
        check("x-daisy/ncc.html" in packed.namelist(), "the folder inside keeps its name")
    kx_ok("check", folder / "out")
    shutil.copy(CONTENT / "article.txt", folder / "out" / "x" / "x-v2-daisy" / "extra.txt")
    done = kx("check", folder / "out")
    equal(done.status, 1, "status")
    check("x/x-v2-daisy: has " in done.out, done.out)


def test_same_again(folder):
    """the same input gives the same bytes"""
    one, two = pathlib.Path(folder, "1"), pathlib.Path(folder, "2")
    one.mkdir()
    two.mkdir()
    equal(tree(kinds(one)[0]), tree(kinds(two)[0]), "bytes")


if __name__ == "__main__":
    main(globals())
