#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""ID.html, the page that plays: its script, its names in a podcast, and in a browser by keys."""
import json
import pathlib
import re
import shutil
import subprocess

from harness import BRIEFING, CONTENT, TOP, Skip, check, equal, kx, kx_ok, main, need

HERE = pathlib.Path(__file__).resolve().parent
DAY = ["--date", "2026-03-04"]
ARTICLES = [
    "---\nsection: Binnenland\n---\nStorm op komst\n\nEr komt zondag een zware storm aan land. "
    "Blijf binnen als het kan.\n\nDe tweede alinea is kort.\n\nAan de kust\n\nHet strand is leeg, "
    "en de zee is wild.\n",
    "---\nsection: Economie\n---\nMarkt daalt\n\nDe New York Stock Exchange daalt met 3% op de "
    "eerste dag. Een kaartje kost nu € 7,20 bij de kassa.\n",
    "---\nsection: Economie\n---\nBakker sluit\n\nDe bakker gaat dicht. Hij gaat varen.\n",
]


def articles(folder, texts):
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text)
        paths.append(path)
    return paths


def page(folder, name, texts, *options):
    """A page spoken by the tone engine."""
    source = folder / f"in-{name}"
    source.mkdir()
    kx_ok(*articles(source, texts), "-o", folder / "out", "--id", name, "--to", "player", *DAY,
          "--engine", "tone", "--structure", "words", "--quiet", *options)
    return folder / "out" / name / f"{name}.html"


def test_script(folder):
    """node finds no fault in the script"""
    need("node")
    done = subprocess.run(["node", "--check", TOP / "src/publish/player.js"], capture_output=True)
    equal((done.returncode, done.stderr.decode()), (0, ""), "node --check")


def browser():
    """Chromium, and playwright-core where NODE_PATH leads to it."""
    need("node")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise Skip("chromium is not installed")
    if subprocess.run(["node", "-e", "require('playwright-core')"], capture_output=True).returncode:
        raise Skip("playwright-core is not installed: NODE_PATH must lead to it")
    return path


def test_keys(folder):
    """in a browser every key does what it says, the place is kept, words are followed"""
    chromium = browser()
    first = page(folder, "a", ARTICLES)
    other = page(folder, "b", [ARTICLES[2], ARTICLES[1]])
    done = subprocess.run(["node", HERE / "player_keys.js", chromium, first, other],
                          capture_output=True, timeout=200)
    lines = done.stdout.decode().splitlines()
    wrong = [line for line in lines if not line.startswith("ok ")]
    check(not wrong, "\n".join(wrong))
    check(len(lines) > 40, f"{len(lines)} checks: {done.stderr.decode()[-800:]}")


def test_linked(folder):
    """a page with linked sound names the MP3 of its revision, and is no larger than its text"""
    source = articles(folder, ARTICLES[:1])[0]
    publish = [source, "-o", folder / "out", "--id", "x", "--to", "mp3,player", "--show",
               CONTENT / "show.ini", "--page-audio", "linked", "--engine", "tone", *DAY]
    kx_ok(*publish)
    made = folder / "out" / "x"
    check('<audio src="x.mp3"' in (made / "x.html").read_text(), "names x.mp3")
    source.write_text(source.read_text() + "\nEen zin erbij.\n")
    kx_ok(*publish)
    text = (made / "x-v2.html").read_text()
    check('<audio src="x-v2.mp3"' in text, "names x-v2.mp3")
    check("data:audio" not in text and "media-src 'self' file:;" in text, "carries no sound")
    check(not (made / "x.html").exists(), "the old page is gone")
    names = [file["name"] for file in json.loads((made / "episode.json").read_text())["files"]]
    check("x-v2.html" in names, f"the record: {names}")
    kx_ok("check", folder / "out")
    before = (made / "x-v2.html").stat().st_mtime_ns
    kx_ok(*publish)
    equal((made / "x-v2.html").stat().st_mtime_ns, before, "the same again touches nothing")
    (made / "x-v2.mp3").unlink()
    done = kx("check", folder / "out")
    check("x/x-v2.html: audio names x-v2.mp3, which is not there" in done.out, done.out)


def test_options(folder):
    """--page-audio: what is no choice, and linked sound without the MP3, are refused"""
    source = articles(folder, ARTICLES[:1])[0]
    base = [source, "-o", folder / "out", "--engine", "tone"]
    done = kx(*base, "--page-audio", "ja")
    check(done.status == 64 and "auto, embedded or linked" in done.err, done.err)
    done = kx(*base, "--page-audio", "linked", "--to", "player")
    check(done.status == 64 and "add mp3 to --to" in done.err, done.err)
    kx_ok(*base, "--page-audio", "linked", "--to", "wav")


def test_index(folder):
    """the page of all episodes offers the page that plays first, with its size"""
    kx_ok(*BRIEFING[:1], "-o", folder / "out", "--id", "x", "--to", "mp3,player,html,epub",
          "--show", CONTENT / "show.ini", "--engine", "tone", *DAY)
    index = (folder / "out" / "index.html").read_text()
    check(re.search(r'<a href="x/x\.html"[^>]*>Luister en lees mee, [\d,]+ [kM]B<', index), index)
    title = BRIEFING[0].read_text().split("\n", 1)[0]
    found = re.search(r'<a href="x/x\.epub" aria-label="([^"]*)">(EPUB, [\d,]+ [kM]B)</a>', index)
    equal(found and found[1], found and f"{found[2]}: {title}", "a link tells of which episode")
    sizes = re.findall(r'<a href="(x/[^"]*)"[^>]*>[^<]*, (\d+) kB</a>', index)
    wrong = [(name, size) for name, size in sizes
             if abs((folder / "out" / name).stat().st_size - 1000 * int(size)) > 500]
    check(sizes and not wrong, f"sizes to the nearest kB: {sizes}, not {wrong}")
    feed = (folder / "out" / "feed.xml").read_text()
    check(re.search(r"<link>[^<]*x/x\.html</link>", feed), "the item's link")


main(globals())
