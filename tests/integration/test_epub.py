#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The book of a briefing, read with the engine's own speech: its clock is the timeline's, and its
stretches of sound end in silence."""
import array
import functools
import json
import math
import pathlib
import subprocess
import tempfile
import zipfile
from xml.etree import ElementTree

from harness import BRIEFING, KEEP, brief, check, equal, kx_ok, main, need

SMIL = "{http://www.w3.org/ns/SMIL}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
RATE = 22050
BLOCKS = "\nDe Big Brother Awards zijn uitgereikt.\n\n> Mooi.\n\n- een\n- twee\n"


@functools.lru_cache(maxsize=None)
def book():
    """The folder of a briefing of two sections with all kinds of blocks, and its open EPUB."""
    folder = tempfile.TemporaryDirectory(prefix="kxspeak-test-")
    KEEP.append(folder)
    articles = []
    for name, section in zip(BRIEFING[:3], ["Binnenland", "Binnenland", "Sport"]):
        articles.append(pathlib.Path(folder.name, name.name))
        articles[-1].write_text(f"---\nsection: {section}\n---\n{name.read_text()}{BLOCKS}")
    out = brief(folder.name, *articles, "--to", "epub", "--structure", "words", "--id", "x")
    return out, zipfile.ZipFile(out / "x.epub")


def xml(name):
    return ElementTree.fromstring(book()[1].read("EPUB/" + name))


def timeline():
    return json.loads((book()[0] / "timeline.json").read_text())


def parts():
    return [name[5:9] for name in sorted(book()[1].namelist()) if name.endswith(".smil")]


def seconds(clock):
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def clips(part):
    """(sentence, begin, end) in seconds of each clip of a part."""
    for par in xml(part + ".smil").iter(SMIL + "par"):
        audio = par.find(SMIL + "audio")
        sentence = int(par.find(SMIL + "text").get("src").split("#s")[1]) - 1
        yield sentence, seconds(audio.get("clipBegin")), seconds(audio.get("clipEnd"))


def test_clock(_folder):
    """a sentence begins when timeline.json says, to the millisecond; stretches touch"""
    told, compared = timeline(), 0
    for number, part in enumerate(parts()):
        start, last = told["articles"][number]["start"] if number else 0, 0
        for index, begin, end in clips(part):
            sentence = told["sentences"][index]
            equal(begin, last, f"{part}: the stretch of s{index + 1:04} touches the one before it")
            check(end > begin, "a stretch has a length")
            cue = index and told["sentences"][index - 1]
            own = cue and cue["article"] == number and cue["block"] == "programme"
            if begin > 0 and not (own and told["articles"][number]["kind"] == "article"):
                equal(
                    f"{begin:.3f}",
                    f"{round((sentence['start'] - start) * 1000) / 1000:.3f}",
                    f"{part}: start of s{index + 1:04}",
                )
                compared += 1
            check(sentence["end"] - start <= end + 0.001, "it is heard within its stretch")
            last = end
    check(compared > 40, f"{compared} compared")


def decoded(part):
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", "-", "-f", "s16le", "-ar", str(RATE), "-"],
        input=book()[1].read(f"EPUB/{part}.mp3"),
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    )
    pcm = array.array("h")
    pcm.frombytes(done.stdout)
    return pcm


def level(pcm, begin, end):
    """dBFS of a stretch, seconds."""
    samples = pcm[max(0, round(begin * RATE)) : round(end * RATE)]
    return 10 * math.log10(max(1, sum(s * s for s in samples)) / len(samples) / 32768**2)


def test_silence(_folder):
    """each stretch but the last of its sound ends in silence, as decoded"""
    need("ffmpeg")
    levels = []
    for part in parts():
        pcm = decoded(part)
        ends = [end for _, _, end in clips(part)]
        check(0 <= len(pcm) / RATE - ends[-1] < 0.06, f"{part}: {len(pcm) / RATE} s, {ends[-1]} s")
        levels += [
            max(level(pcm, end - 0.06, end - 0.005), level(pcm, end - 0.02, end - 0.001))
            for end in ends[:-1]
        ]
        check(level(pcm, 0, ends[-1]) > -30, "there is speech in it")
    check(max(levels) < -40, f"the loudest end of a stretch has {max(levels):.1f} dBFS")


def test_structure(_folder):
    """contents lead from section to article; foreign words have their language; quotes apart"""
    nav = xml("nav.xhtml").find(f".//{XHTML}nav[@{OPS}type='toc']")
    top = [item.find(XHTML + "a").text for item in nav.find(XHTML + "ol")]
    equal(top, ["Opening", "Binnenland", "Sport", "Afsluiting"], "sections")
    counts = [len(item.findall(f"{XHTML}ol/{XHTML}li")) for item in nav.find(XHTML + "ol")]
    equal(counts, [0, 2, 1, 0], "articles of each")
    for part in ["p002", "p003", "p004"]:
        page = xml(part + ".xhtml")
        foreign = [
            "".join(span.itertext())
            for span in page.iter(XHTML + "span")
            if span.get("lang") == "en"
        ]
        check("Big Brother" in foreign, f"{part}: {foreign}")
        equal(len(list(page.iter(XHTML + "blockquote"))), 1, "quotes")
        check("Kop:" not in "".join(page.itertext()), "what is for the ear is not printed")
    kx_ok("check", book()[0])


def test_addresses(folder):
    """an address in the text is a link, but not within the link of a headline in the opening"""
    paths = []
    for name, heading in ("a", "Kijk op https://a.example vandaag"), ("b", "Kop"):
        paths.append(pathlib.Path(folder, name + ".txt"))
        paths[-1].write_text(f"{heading}\n\nLees ook: https://example.org/{name}\n\nSlot.\n")
    out = brief(folder, *paths, "--engine", "tone", "--to", "epub", "--id", "x")
    with zipfile.ZipFile(out / "x.epub") as made:
        pages = [ElementTree.fromstring(made.read(f"EPUB/p00{n}.xhtml")) for n in (1, 2, 3)]
    found = [[a.get("href") for a in page.iter(XHTML + "a")] for page in pages]
    equal(found[0], ["p002.xhtml", "p003.xhtml"], "links of the opening")
    equal(found[1], ["https://a.example", "https://example.org/a"], "links of an article")
    equal(found[2], ["https://example.org/b"], "links of the other")
    kx_ok("check", out)


main(globals())
