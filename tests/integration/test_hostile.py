#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text that means harm: titles that are markup, commands, names of files or pictures of others'
formats come out of every file as they went in, as another parser reads it; and floods of one kind
of character are spoken or refused in a time that grows with their length."""
import html.parser
import json
import re
import resource
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

from harness import (CONTENT, DATE, PROGRAM, SANITIZED, SECONDS, check, environment, equal, kx,
                     kx_ok, main)
from media import Wav

TITLES = [
    "A & B < C > D \"e\" 'f'",
    "&amp; &lt;script&gt; &#x41; &nbsp;",
    "<script>alert(1)</script>",
    "</title></script><img src=x onerror=alert(1)>",
    "]]> <![CDATA[x]]> <!-- y -->",
    "--> 00:00:01.000 --> 00:00:02.000",
    "WEBVTT",
    "NOTE x",
    "$(touch PWNED) `touch PWNED` ; rm -rf .",
    "%s%n%d %x 100 %",
    "../../etc/passwd",
    "..",
    "/",
    "con",
    "nul.txt",
    "feed.xml",
    "index",
    "-o x",
    "--help",
    "[[h@l'o:]] [[_^_en x _^_nl]]",
    "<audio src='/etc/passwd'/> <break strength='x'/>",
    "\\n \\u0041 \\x41 \\",
    '{"a": [1, null]}',
    "javascript:alert(1)",
    'https://example.org/?a=1&b="2"',
    "CHAPTER001=00:00:00.000",
    "a=b;c:d,e",
    "TITLE=x",
    "{{7*7}} ${7*7} #{x}",
    "' OR 1=1 --",
    '" onload="alert(1)',
    "' onload='alert(1)",
    "*vet _schuin `code` [a](b)",
    "Москва 東京 العربية עברית ไทย",
    "😀 👩‍👩‍👧 🇳🇱",
    "é ë Ĳ ﬁ ½ ² ß ŉ",
    "a\u0301 e\u0308",
    "z\u0335\u0321\u031b\u0300\u0301 zalgo",
    "\u202eomgekeerd\u202c",
    "\u200bonzichtbaar\u200d \ufeff",
    "\u2028regel\u2029einde",
    "tab\there",
    "\x1b[31mrood\x1b]0;x\x07",
    "bel \x07 en \x08\x08 terug \x7f",
    "c1 \x9b31m",
    "\ufdd0 \uffff",
    "x" * 300,
    "woord " * 60,
    "é" * 200,
    "…",
]
BODY = "Een zin."
JOINERS = "\u200c\u200d"


def clean(title):
    """What may be left of a title: one line, composed, nothing that is not seen; but between two
    characters that are seen, what joins them."""
    seen = "".join(
        " " if c.isspace() else "" if unicodedata.category(c)[0] == "C" and c not in JOINERS else c
        for c in unicodedata.normalize("NFC", title))
    return " ".join(word.strip(JOINERS) for word in seen.split()).strip()


def check_title(given, told):
    wanted = clean(given)
    if not any(c.isalnum() or unicodedata.category(c) == "So" for c in wanted):
        wanted = BODY  # nothing that could be said: the article's first words
    if told != wanted:
        check(len(told) >= 40 and wanted.startswith(told.removesuffix("…")),
              f"{given!r} became {told!r}")


class Headings(html.parser.HTMLParser):
    """The texts of h2 elements of a page, and what would run."""

    def __init__(self, path):
        super().__init__()
        self.texts, self.scripts, self.inside = [], 0, False
        self.feed(path.read_text())

    def handle_starttag(self, tag, attrs):
        if tag == "h2":
            self.texts.append("")
            self.inside = True
        self.scripts += tag == "script"
        check(not any(name.startswith("on") for name, _ in attrs), f"a handler in {tag}: {attrs}")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "h2"

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


def vtt_titles(path):
    cues = path.read_text().strip().split("\n\n")[1:]
    return [html.unescape(cue.split("\n", 2)[2]) for cue in cues]


def chapters(path):
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", path],
        check=True, stdout=subprocess.PIPE).stdout
    return [chapter["tags"]["title"] for chapter in json.loads(told)["chapters"]]


def same(path, found, titles):
    equal(found, titles, f"titles in {path.name}")


def write_articles(folder):
    (folder / "in").mkdir()
    paths = []
    for number, title in enumerate(TITLES):
        paths.append(folder / "in" / f"{number:02}.txt")
        # written so that the reader, which takes tags out of a text, leaves the title as it is
        paths[-1].write_text(f"{html.escape(title, quote=False)}\n\n{BODY}\n")
    return paths


def test_titles(folder):
    """Fifty hostile titles: every file tells them as another parser reads it"""
    xhtml = "{http://www.w3.org/1999/xhtml}"
    done = kx_ok(*write_articles(folder), "-o", folder / "out", "--id", "a", "--engine", "tone",
                 "--native-rate", *DATE, "--show", CONTENT / "show.ini", cwd=folder)
    check(all(line.isprintable() for line in done.err.splitlines()), done.err)
    made = folder / "out" / "a"
    path = made / "a.chapters.json"
    titles = [chapter["title"] for chapter in json.loads(path.read_text())["chapters"]]
    equal(len(titles), len(TITLES) + 2, "chapters with opening and closing")
    for given, told in zip(TITLES, titles[1:-1]):
        check_title(given, told)

    same(made / "a.chapters.vtt", vtt_titles(made / "a.chapters.vtt"), titles)
    for form in "flac", "mp3", "opus":
        path = made / f"a.{form}"
        same(path, chapters(path), titles)
    path = made / "a.wav"
    same(path, [title for _, title in Wav(path).cues], titles)
    with zipfile.ZipFile(made / "a.epub") as book:
        nav = ET.fromstring(book.read("EPUB/nav.xhtml"))
        contents = nav.find(f".//{xhtml}ol")
        found = ["".join(a.itertext()) for a in contents.iter(f"{xhtml}a")]
        same(made / "a.epub", [clean(title) for title in found], titles)
    ncc = ET.parse(made / "a-daisy" / "ncc.html")
    heads = [clean("".join(head.itertext())) for head in ncc.iter(f"{xhtml}h2")]
    for title in titles[1:-1]:
        check(title in heads, f"{title!r} is no heading of the talking book: {heads}")
    for name, scripts in ("a.html", 1), ("a.transcript.html", 0):
        page = Headings(made / name)
        equal(page.scripts, scripts, f"scripts in {name}")
        for title in titles[1:-1]:
            # The page prints what the title of a chapter cuts off.
            check(any(text.startswith(title) or title == BODY for text in page.texts),
                  f"{title!r} is no heading of {name}: {page.texts}")
    equal(sorted(path.name for path in folder.iterdir()), ["in", "out"], "nothing else made")
    equal(kx_ok("check", folder / "out").out[:3], "ok:", "check")


def test_name_of_a_briefing(folder):
    """Any title gives its briefing a folder of its own in the output folder, of harmless letters"""
    for number, title in enumerate(TITLES):
        path = folder / "a.txt"
        path.write_text(f"{title}\n\n{BODY}\n")
        out = folder / f"out{number}"
        kx_ok(path, "-o", out, "--engine", "tone", "--native-rate", "-t", "text", *DATE, cwd=folder)
        (made,) = out.iterdir()
        check(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", made.name), f"{title!r}: {made.name!r}")
        check(made.name not in ("con", "nul", "feed", "index"), f"{title!r}: {made.name!r}")


FLOODS = {
    "a word": "x",
    "full stops": ".",
    "dotted letters": "a.",
    "brackets": "(",
    "quotes": "\"'",
    "digits": "7",
    "decimals": "1,2.",
    "combining marks": "\u0301",
    "right to left": "\u202e\u0643",
    "emoji": "😀",
    "joined emoji": "👩\u200d",
    "Devanagari": "\u0915\u094d",
    "Hangul": "\uac78",
    "line ends": "\n",
    "paragraphs": "a\n\n",
    "list items": "- a\n",
    "headings": "# a\n",
    "phoneme groups": "[[a:]] ",
    "markup": "<b>",
    "entities": "&amp;",
    "addresses": "www.a.nl/",
    "capitals": "ABC ",
    "hyphens": "a-",
    "apostrophes": "'s",
    "money": "€ 1,- ",
    "links": "[a](b.c \"d\") ",
    "links that do not end": "[](",
    "links by label": "[a][b]\n\n[b]: /c\n\n",
    "labels alone": "[b]: /c \"d\n[b][",
    "quotes and what goes on": "> a\nb\n",
    "bullets": "a • ",
}


def seconds(text, folder):
    """Processor time of `say` over a text, which must end well or be refused in one line."""
    path = folder / "a.md"
    path.write_text(text)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = kx("say", path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    check(done.status in (0, 65), f"status {done.status}: {done.err[:300]}")
    check(len(done.err.splitlines()) <= 1 and done.err.strip().isprintable(), done.err[:300])
    check(not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.out), "controls in what is said")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_floods(folder):
    """Floods of one kind of character: twice the length takes about twice the time"""
    length = 20_000 if SANITIZED else 100_000
    for name, unit in FLOODS.items():
        once = seconds(unit * (length // len(unit)), folder)
        twice = seconds(unit * (2 * length // len(unit)), folder)
        check(twice < 3 * once + 0.5 * (5 if SANITIZED else 1),
              f"{name}: {once:.2f} s, and twice of it {twice:.2f} s")


def test_all_of_unicode(folder):
    """Every character there is, in words: nothing that could command a terminal or the engine"""
    step = 5 if SANITIZED else 1
    everything = [chr(c) for c in range(0x20, 0x110000, step) if not 0xD800 <= c < 0xE000]
    path = folder / "a.txt"
    for start in range(0, len(everything), 60_000):
        part = everything[start : start + 60_000]
        path.write_text("\n".join("a" + c + "b" for c in part))
        done = kx("say", "--for", "speech", path)
        check(done.status == 0, f"from U+{ord(part[0]):04X}: {done.err[:300]}")
        check(not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\[\]<>\u202a-\u202e]", done.out),
              f"from U+{ord(part[0]):04X}")


def test_broken_bytes(folder):
    """Bytes that are no UTF-8, lone surrogates, NUL: refused in a line, or read as Windows-1252"""
    for number, data in enumerate([
            b"Kop\n\n\xed\xa0\x80 tekst.\n", b"Kop\n\n\xff\xfe\x00 tekst.\n", b"Kop\n\n\xc0\xaf.\n",
            b"Kop\n\n\xf4\x90\x80\x80 a.\n", b"Kop\n\na\x00b.\n", b"\x00" * 1000, b"\xff" * 1000,
            b"\xfe\xff\x00K\x00o", b"Kop\n\n\xe2\x82"]):
        path = folder / f"{number}.txt"
        path.write_bytes(data)
        done = subprocess.run([PROGRAM, "say", path], stdout=subprocess.PIPE, env=environment(),
                              stderr=subprocess.PIPE, timeout=SECONDS)
        check(done.returncode in (0, 65), f"{data[:20]!r}: status {done.returncode} {done.stderr}")
        lines = done.stderr.decode().splitlines()
        notes = [line for line in lines if " note: " in line]
        check(all(line.isprintable() for line in lines), f"{data[:20]!r}: {lines}")
        check(len(lines) - len(notes) == (done.returncode != 0), f"{data[:20]!r}: {lines}")
        check(b"\0" not in done.stdout, f"{data[:20]!r}: NUL")
        done.stdout.decode()


if __name__ == "__main__":
    main(globals())
