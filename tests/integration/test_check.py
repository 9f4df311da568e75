#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kxspeak check reads what others may have changed: nothing in it leads out of the folder or writes
on the terminal, and trouble of the machine is no fault of the files."""
import functools
import hashlib
import json
import pathlib
import shutil
import tempfile

from harness import CONTENT, KEEP, check, environment, equal, kx, kx_ok, main, without_privilege

SHOW = CONTENT / "show.ini"
RUN = ["--engine", "tone", "--date", "2026-03-04", "--id", "brug"]
ALL = "mp3,vtt,srt,chapters,player,html,epub,daisy,daisy-zip"
TEXT = "De brug is dicht\n\nDe brug is weer dicht. Het kost 5 euro.\n"


@functools.lru_cache(maxsize=None)
def made(formats):
    """The output folder of a briefing with a show, not to be changed."""
    folder = tempfile.TemporaryDirectory(prefix="kxspeak-test-")
    KEEP.append(folder)
    path = pathlib.Path(folder.name, "a.txt")
    path.write_text(TEXT)
    kx_ok(path, "-o", path.parent / "out", "--show", SHOW, "--to", formats, *RUN)
    return path.parent / "out"


def copied(folder, formats="mp3,chapters"):
    """A copy of that in folder/out."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    shutil.copytree(made(formats), folder / "out")
    return folder / "out"


def change(path, old, new):
    text = path.read_text()
    check(old in text, f"{old} in {path}")
    path.write_text(text.replace(old, new, 1))


def change_record(out, edit):
    path = out / "brug/episode.json"
    record = json.loads(path.read_text())
    edit(record)
    path.write_text(json.dumps(record))


def faults(*arguments, **options):
    """The lines of a check that finds something, without the last one."""
    done = kx("check", *arguments, **options)
    equal((done.status, done.err), (1, ""), f"check: {done.out}")
    return done.out.splitlines()[:-1]


def found(wanted, lines):
    check(any(wanted in line for line in lines), f"{wanted!r} in {lines}")


# ---- the terminal ----

HOSTILE = "1\x9b31m\nok: 9 briefings\u202e"


def hostile_length(out):
    change(out / "feed.xml", 'length="', 'length="1&#x9b;31m&#10;ok: 9 briefings&#x202e;')


def hostile_name(out):
    change_record(out, lambda record: record["files"][0].update(name=HOSTILE))


def hostile_folder(out):
    (out / "brug").rename(out / HOSTILE)


def hostile_key(out):
    """Twice in one object, which jansson tells by its name."""
    path = out / "brug/brug.chapters.json"
    path.write_text('{"\x9b31m\u202e": 1, "\x9b31m\u202e": 2}')
    data = path.read_bytes()
    change_record(out, lambda record: [
        file.update(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        for file in record["files"] if file["format"] == "chapters"])


def test_printable(folder):
    """no text of what is checked breaks a line or acts on the terminal"""
    for edit in hostile_length, hostile_name, hostile_folder, hostile_key:
        out = copied(folder)
        edit(out)
        lines = kx("check", out).out.splitlines()
        for line in lines:
            check(line.isprintable() and not line.startswith("ok:"), f"{edit.__name__}: {line!r}")
        check(len(lines) > 1, f"{edit.__name__} is found: {lines}")
        for line in kx("check", "--json", out).out.splitlines():
            check(json.loads(line).get("text", "").isprintable(), f"{edit.__name__}: {line!r}")


# ---- the feed's pages ----


def test_pages(folder):
    """a page that leads back is one fault, and what leads out of the folder is not read"""
    mark = "<atom:link "
    rows = [
        ("feed.xml", "its next page is feed.xml, which came before"),
        ("../other/feed.xml", "next leads out of the folder: ../other/feed.xml"),
        ("%2e%2e/other/feed.xml", "next leads out of the folder: %2e%2e/other/feed.xml"),
        ("%2Fetc/passwd", "next leads out of the folder: %2Fetc/passwd"),
        ("..%2Fother/feed.xml", "next leads out of the folder: ..%2Fother/feed.xml"),
    ]
    (folder / "other").mkdir()
    (folder / "other/feed.xml").write_text("no feed")
    for href, wanted in rows:
        out = copied(folder)
        change(out / "feed.xml", mark, f'<atom:link href="{href}" rel="next"/>{mark}')
        equal(faults(out), [f"feed.xml: {wanted}"], href)
    out = copied(folder)
    text = (out / "feed.xml").read_text()
    for name, following in ("feed.xml", "a..b.xml"), ("a..b.xml", "feed.xml"):
        page = text if name == "feed.xml" else text[:text.index("<item>")] + "</channel></rss>"
        link = f'<atom:link href="{following}" rel="next"/>{mark}'
        (out / name).write_text(page.replace(mark, link, 1))
    equal(faults(out), ["a..b.xml: its next page is feed.xml, which came before"], "two pages")


# ---- the record ----


def test_record(folder):
    """a record that a feed refuses is a fault, in an output folder and by itself"""
    rows = [
        ("version", 2, '"version" must be 1'),
        ("id", "y", '"id" must be the folder\'s name'),
        ("date", "x", '"date" must be a date as 2026-03-04'),
        ("published", "x", '"published" must be a moment as 2026-03-04T06:00:00+01:00'),
        ("language", "", '"language" must be a text that is not empty'),
        ("articles", [], 'chapters[0]: "article" must be the number of an article'),
        ("chapters", [], '"chapters" must be a list with a chapter'),
        ("soundbite", 5, '"soundbite" must be an object or null'),
        ("revision", 0, '"revision" must be a number from 1'),
    ]
    for key, value, wanted in rows:
        out = copied(folder)
        change_record(out, lambda record: record.update({key: value}))
        for where in out, out / "brug":
            lines = [line for line in faults(where) if line.startswith("brug/episode.json: ")]
            equal(lines, [f"brug/episode.json: {wanted}"], where)
        note = f"brug/episode.json: left out of the feed: {wanted}"
        check(note in kx_ok("feed", out, "--show", SHOW).err, f"as the feed says: {note}")
    out = copied(folder)
    change_record(out, lambda record: record.update(files=[]))
    found("brug/episode.json: has no files", faults(out))
    (out / "brug/episode.json").write_text("{")
    for where in out, out / "brug":
        found("brug/episode.json: is no record of a briefing", faults(where))
    done = kx("play", out / "brug")
    check("brug/episode.json: is no record of a briefing" in done.err, done.err)
    out = copied(folder)
    (folder / "last").symlink_to(out / "brug")
    kx_ok("check", folder / "last")


def test_without_mp3(folder):
    """what was published again without an MP3 has left the feed, and check says ok"""
    out = copied(folder, "mp3,vtt")
    (folder / "a.txt").write_text(TEXT)
    kx_ok(folder / "a.txt", "-o", out, "--show", SHOW, "--to", "vtt", *RUN)
    equal(kx_ok("check", out).out, "ok: 1 briefing, 2 files, 0 in the feed\n", "without MP3")
    kx_ok(folder / "a.txt", "-o", out, "--show", SHOW, "--to", "mp3,vtt", *RUN)
    feed = (out / "feed.xml").read_text()
    end = feed.index("</item>") + len("</item>")
    (out / "feed.xml").write_text(feed[:feed.index("<item>")] + feed[end:])
    equal(faults(out), ["feed.xml: lacks brug, which it had"], "with MP3, out of the feed")


# ---- the machine ----


def test_temporary(folder):
    """a temporary folder that is missing, closed or full ends the check, and is no fault"""
    program = without_privilege(folder)
    (folder / "closed").mkdir(mode=0o555)
    folders = [
        (73, {"env": environment(TMPDIR=folder / "none")}),
        (77, {"env": environment(TMPDIR=folder / "closed"), "program": program}),
        (74, {"limit": 1000}),
    ]
    for formats in "mp3,player", "mp3,epub", "daisy", "daisy-zip":
        out = copied(folder, formats)
        for status, options in folders:
            for where in out, out / "brug":
                done = kx("check", where, **options)
                wanted = (status, "", 1)
                equal((done.status, done.out, done.err.count("\n")), wanted, f"{formats}: {done}")
                check("temporary file" in done.err, f"{formats}: {done.err}")


# ---- the folder ----


def test_closed_above(folder):
    """a folder that is open is checked, though none above it can be searched"""
    program, closed = without_privilege(folder), folder / "closed"
    closed.mkdir()
    shutil.copytree(made(ALL), closed / "out")
    enter = ["sh", "-c", 'cd "$1" && chmod 0 "$2" && shift 2 && exec "$@"', "sh"]
    for where in "out", "out/brug":
        done = kx("check", ".", program=[*enter, closed / where, closed, *program])
        closed.chmod(0o755)
        equal((done.status, done.out[:3]), (0, "ok:"), f"{where}: {done.out}{done.err}")


if __name__ == "__main__":
    main(globals())
