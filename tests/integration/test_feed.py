# SPDX-License-Identifier: GPL-3.0-or-later
"""A feed with archive pages, read by the readers of other projects that are installed here."""
import contextlib
import functools
import http.server
import os
import re
import sqlite3
import subprocess
import threading

from harness import SANITIZED, Skip, check, equal, main, need, tree

MAKE_FEED = os.environ.get("MAKE_FEED", "make_feed")
# The one that sees Debian's modules.
PYTHON = "/usr/bin/python3"
EPISODES, IN_FEED, PAGE = 120, 70, 50
SECONDS = 120


def run(*command, env=None):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=SECONDS,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", **(env or {})})
    return done.returncode, done.stdout + done.stderr


def run_ok(*command, env=None):
    status, text = run(*command, env=env)
    check(status == 0, f"{' '.join(map(str, command))[:200]}: exit status {status}: {text[-2000:]}")
    return text


def make(folder, episodes=EPISODES, base="https://www.example.nl/nieuws/"):
    out = folder / "out"
    out.mkdir(exist_ok=True)
    return out, run_ok(MAKE_FEED, out, episodes, base)


def need_module(name):
    if not os.path.exists(PYTHON) or run(PYTHON, "-c", f"import {name}")[0] != 0:
        raise Skip(f"python3-{name} is not installed")


@contextlib.contextmanager
def served(folder):
    """The folder on 127.0.0.1: its address, and a list of (path, status) that grows."""
    answers = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_request(self, code="-", size="-"):
            answers.append((self.path, int(code)))

        def log_message(self, *arguments):
            pass

    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", answers
    finally:
        server.shutdown()
        server.server_close()


def test_well_formed(folder):
    """xmllint takes feed.xml and each archive page"""
    need("xmllint")
    out, _ = make(folder)
    run_ok("xmllint", "--noout", "--nonet", *sorted(out.glob("*.xml")))
    equal(sorted(path.name for path in out.glob("*.xml")), ["feed-0001.xml", "feed.xml"], "pages")


def test_untouched(folder):
    """A second run changes no file, no date and leaves nothing behind"""
    out, _ = make(folder, 3)
    before = {path: path.stat().st_mtime_ns for path in out.iterdir() if path.is_file()}
    content = tree(out)
    make(folder, 3)
    equal(before, {path: path.stat().st_mtime_ns for path in before}, "dates")
    equal(content, tree(out), "files")


def test_speed(folder):
    """A feed of 400 episodes is made anew in under a second"""
    _, text = make(folder, 400)
    found = re.fullmatch(r"400 episodes: ([0-9.]+) s .*, ([0-9.]+) s .*\n", text)
    check(found, text)
    print(f"# {text.strip()}")
    bound = 10 if SANITIZED else 1
    check(max(map(float, found.groups())) < bound, text)


def test_podcastparser(folder):
    """podcastparser finds guid, enclosure, length, date and chapters of every item"""
    need_module("podcastparser")
    out, _ = make(folder)
    script = """
import podcastparser, sys
feed = podcastparser.parse("https://www.example.nl/nieuws/feed.xml", open(sys.argv[1], "rb"))
for e in feed["episodes"]:
    assert e["guid"] and e["enclosures"][0]["file_size"] > 0 and e["published"] > 0, e
    assert e["total_time"] == 600 and len(e["chapters"]) == 12, e
    assert e["chapters"][1]["start"] == 50 and "&" in e["chapters"][1]["title"], e
    assert len(e["transcripts"]) == 4 if "transcripts" in e else True, e
print(len(feed["episodes"]), feed["paged_feed_next"])
"""
    text = run_ok(PYTHON, "-c", script, out / "feed.xml")
    equal(text.split(), [str(IN_FEED), "https://www.example.nl/nieuws/feed-0001.xml"], "feed")


def test_feedparser(folder):
    """feedparser finds nothing to mend"""
    need_module("feedparser")
    out, _ = make(folder)
    script = """
import feedparser, sys
for path in sys.argv[1:]:
    feed = feedparser.parse(path)
    assert not feed.bozo, feed.bozo_exception
    for e in feed.entries:
        assert e.id and e.published_parsed and int(e.enclosures[0].length) > 0, e
        assert e.published_parsed.tm_hour in (4, 5), e.published
    print(len(feed.entries))
"""
    text = run_ok(PYTHON, "-c", script, out / "feed.xml", out / "feed-0001.xml")
    equal(text.split(), [str(IN_FEED), str(PAGE)], "entries")


def test_gpodder(folder):
    """gPodder follows the archive pages, downloads, and its second visit is answered with 304"""
    need("gpo")
    out = folder / "out"
    out.mkdir()
    home = {"GPODDER_HOME": str(folder / "g"), "GPODDER_DOWNLOAD_DIR": str(folder / "d"),
            "HOME": str(folder)}
    with served(out) as (base, answers):
        make(folder, base=base)
        run_ok("gpo", "subscribe", base + "feed.xml", "T", env=home)
        run_ok("gpo", "update", env=home)
        text = run_ok("gpo", "episodes", base + "feed.xml", env=home)
        listed = re.findall(r"^ *\d+\. ", text, re.MULTILINE)
        check(len(listed) == EPISODES, f"{len(listed)} episodes: {text[-500:]}")
        check(("/feed-0001.xml", 200) in answers, answers)
        run_ok("gpo", "update", env=home)
        check(("/feed.xml", 304) in answers, answers)


def test_newsboat(folder):
    """newsboat lists every item with its enclosure"""
    need("newsboat")
    out = folder / "out"
    out.mkdir()
    with served(out) as (base, _):
        make(folder, base=base)
        (folder / "urls").write_text(base + "feed.xml\n")
        run_ok("newsboat", "-u", folder / "urls", "-c", folder / "cache.db", "-C", "/dev/null",
               "-x", "reload", env={"HOME": str(folder)})
    with contextlib.closing(sqlite3.connect(folder / "cache.db")) as cache:
        n = cache.execute("select count(*) from rss_item where enclosure_url like ? "
                          "and enclosure_type = 'audio/mpeg'", (base + "%",)).fetchone()[0]
    equal(n, IN_FEED, "items")


if __name__ == "__main__":
    main(globals())
