# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to an output folder, and what may be seen in it afterwards, whatever went wrong:
the old output or the new, each as a whole."""
import hashlib
import os
import pathlib
import re
import shutil
import stat
import struct
import subprocess
import sys
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))
from harness import PROGRAM, SANITIZED, environment  # noqa: E402

SECONDS = 30 * (5 if SANITIZED else 1)
BASE = "https://podcast.example.nl/nieuws/"
SHOW = f"""[show]
title=Nieuws
description=Het nieuws
author=Redactie
category=News
base-url={BASE}
disclose=no
cover=cover.png
[audio]
mp3-kbps=64
opus-kbps=16
"""
COMMON = ["--engine", "tone", "--native-rate", "--date", "2026-03-04", "--jobs", "1"]
# sysexits(3), a briefing with losses, and what 128 + SIGINT, SIGTERM and SIGHUP are.
STATUSES = {1, *range(64, 79), 129, 130, 143}
NOTE = "kxspeak: note: "
# What mpg123 prints of a file that it cannot read: libsndfile does not let it be told not to.
LIBRARIES = re.compile(r"\[src/libmpg123/|"
                       r"Note: (Illegal Audio-MPEG-Header|Trying to resync|Hit end of)")


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def lines(self):
        """What it says went wrong."""
        return [line for line in self.err.splitlines() if not line.startswith(NOTE)]

    def leave_out_libraries(self):
        self.err = "".join(line for line in self.err.splitlines(True) if not LIBRARIES.match(line))


def start(command, folder, env=None, prepare=None, program=(PROGRAM,)):
    return subprocess.Popen(
        [*program, *command], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True, preexec_fn=prepare,
        env=environment(SOURCE_DATE_EPOCH="1772600000", TMPDIR=str(folder / "tmp"), **(env or {})))


def end(process, seconds=SECONDS):
    """Waits for its end. Status None: it hung."""
    try:
        out, err = process.communicate(timeout=seconds)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        out, err = process.communicate()
        status = None
    return Result(status, out, err.decode(errors="replace"))


def run(command, folder, env=None, seconds=SECONDS, prepare=None, program=(PROGRAM,)):
    return end(start(command, folder, env, prepare, program), seconds)


def picture():
    """A PNG of two colours, as small as artwork may be: each run decodes it."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(
            ">I", zlib.crc32(name + data))

    side = 1400
    head = struct.pack(">IIBBBBB", side, side, 8, 3, 0, 0, 0)
    rows = b"".join(b"\0" + bytes([y // 100 % 2]) * side for y in range(side))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"PLTE", bytes.fromhex("203040f0e0d0")) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def tree(folder):
    """path -> (SHA-256, size) of each file below a folder; None for a folder."""
    found = {}
    for at, folders, files in os.walk(folder):
        inside = os.path.relpath(at, folder)
        for name in folders:
            found[os.path.normpath(os.path.join(inside, name))] = None
        for name in files:
            path = os.path.join(at, name)
            if stat.S_ISREG(os.lstat(path).st_mode):
                data = pathlib.Path(path).read_bytes()
                found[os.path.normpath(os.path.join(inside, name))] = (
                    hashlib.sha256(data).hexdigest(), len(data))
            else:
                found[os.path.normpath(os.path.join(inside, name))] = ("no plain file", 0)
    return found


def visible(found):
    return {path: value for path, value in found.items() if not path.startswith(".")}


def below(found, folder):
    return {path: value for path, value in found.items() if path.startswith(folder + "/")}


class Scene:
    """A command on an output folder, as it was before and as it is when all goes well."""

    def __init__(self, name, command, before, text):
        self.name, self.command, self.before, self.text = name, command, before, text
        self.old = self.new = self.new_out = None
        self.good = set()    # trees from which the next run was seen to lead to `new`

    def prepare(self, folder):
        """Makes the pristine folder: inputs, out.old; and what the command should lead to."""
        folder.mkdir()
        (folder / "tmp").mkdir()
        (folder / "k.txt").write_text("Dag\n\nDe brug is dicht.\n")
        (folder / "w.txt").write_text(self.text)
        (folder / "show.ini").write_text(SHOW)
        (folder / "other.ini").write_text(SHOW.replace("Het nieuws", "Ander nieuws"))
        (folder / "cover.png").write_bytes(picture())
        (folder / "out").mkdir()
        for command in self.before:
            self.must(command, folder)
        os.rename(folder / "out", folder / "out.old")
        self.old = tree(folder / "out.old")
        self.restore(folder)
        self.new_out = self.must(self.command, folder).out
        self.new = tree(folder / "out")

    def must(self, command, folder):
        done = run(command, folder)
        if done.status != 0 or done.lines:
            raise RuntimeError(f"kxspeak {' '.join(command)}: {done.status}: {done.err}")
        return done

    @staticmethod
    def restore(folder):
        shutil.rmtree(folder / "out", ignore_errors=True)
        shutil.copytree(folder / "out.old", folder / "out")

    # ---- what must hold ----

    def judge(self, folder, done, cause=None, may_die=False):
        """What is wrong after a run in trouble. `cause`: what its line must name."""
        found = tree(folder / "out")
        wrong = [*self.seen_whole(found), *links_wrong(folder / "out", found)]
        if done.status == 0:
            if not self.is_new(visible(found), done):
                wrong.append("it says all is well, and the output is not as it should be: "
                             + difference(visible(found), self.new))
            if done.lines:
                wrong.append(f"it says all is well, and: {done.err}")
            if done.out != self.new_out:
                wrong.append("it says all is well, and printed something else")
        elif done.status is None:
            wrong.append("it hung")
        elif done.status == -15 and found == self.old:
            pass    # before it listens to SIGTERM, and where it only reads, that ends it
        elif self.name == "check" and done.status == 1 and done.out and not done.err:
            pass    # what cannot be read is a fault of its file
        elif not (done.status < 0 and may_die):
            wrong.extend(told_wrong(done, cause))
        if os.listdir(folder / "tmp"):
            wrong.append(f"left in TMPDIR: {os.listdir(folder / 'tmp')}")
            shutil.rmtree(folder / "tmp")
            (folder / "tmp").mkdir()
        return wrong + self.next_run(folder, found)

    def is_new(self, shown, done):
        """As it should be; what was replaced may have been left, if that is told."""
        left = shown.keys() - self.new.keys()
        told = "could not all be removed" in done.err and left <= self.old.keys()
        return shown == self.new or (told and self.new.items() <= shown.items())

    def seen_whole(self, found):
        """Each file is the old or the new one; each briefing is complete."""
        wrong = []
        shown = visible(found)
        for path, value in shown.items():
            known = [tree[path] for tree in (self.old, self.new) if path in tree]
            if value not in known:
                wrong.append(f"{path} is neither the old nor the new one")
        for path in visible(self.old):
            if path in self.new and path not in shown and "/" not in path:
                wrong.append(f"{path} is gone")
        for path in shown:
            record = f"{path}/episode.json"
            if shown[path] is not None or "/" in path:
                continue
            wholes = [below(tree, path) for tree in (self.old, self.new) if path in tree]
            here = below(shown, path)
            if not any(here.get(record) == whole.get(record) and whole.items() <= here.items()
                       for whole in wholes):
                wrong.append(f"{path} is not whole")
        return wrong

    def next_run(self, folder, found):
        """The next run leads to the new output and leaves nothing else."""
        key = hashlib.sha256(repr(sorted(found.items())).encode()).digest()
        if key in self.good:
            return []
        done = run(self.command, folder)
        now = tree(folder / "out")
        wrong = []
        if done.status != 0 or done.lines or "waiting" in done.err:
            wrong.append(f"the next run: status {done.status}: {done.err}")
        if now != self.new:
            wrong.append("after the next run: " + difference(now, self.new))
        if not wrong:
            self.good.add(key)
        return wrong


def told_wrong(done, cause):
    """A status that tells, and one line that says what and why."""
    wrong = []
    if done.status not in STATUSES:
        wrong.append(f"status {done.status}")
    if len(done.lines) != 1 or not done.err.startswith("kxspeak: "):
        wrong.append(f"status {done.status} and not one line: {done.err[:1000]!r}")
    elif cause and cause not in done.lines[0]:
        wrong.append(f"the line does not name the cause ({cause}): {done.lines[0]}")
    return wrong


def difference(found, wanted):
    names = sorted(path for path in {*found, *wanted}
                   if found.get(path, "-") != wanted.get(path, "-"))
    return ", ".join(path + (" (missing)" if path not in found
                             else " (too much)" if path not in wanted else " (other)")
                     for path in names[:6])


def links_wrong(out, found):
    """What feed.xml and index.html name is there; an enclosure is as long as the feed says."""
    wrong = []
    if "feed.xml" in found:
        text = (out / "feed.xml").read_text()
        for path in set(re.findall(f'"{BASE}([^"]+)"', text)):
            if path not in found:
                wrong.append(f"feed.xml names {path}, which is not there")
        for element in re.findall(r"<enclosure [^>]+>", text):
            path = re.search(f'url="{BASE}([^"]+)"', element)[1]
            length = int(re.search(r'length="(\d+)"', element)[1])
            if path in found and found[path][1] != length:
                wrong.append(f"feed.xml: {path} has {length} bytes: it has {found[path][1]}")
    if "index.html" in found:
        text = (out / "index.html").read_text()
        for path in re.findall(r'(?:href|src)="([a-z0-9][^":?#]*)"', text):
            if path.rstrip("/") not in found:
                wrong.append(f"index.html names {path}, which is not there")
    return wrong


def scenes():
    """The first publication; a correction of what was published, beside another; a briefing
    anew without a show; the feed alone; the check of what was published."""
    first = ["k.txt", "-o", "out", "--id", "een", "--show", "show.ini", *COMMON]
    other = ["k.txt", "-o", "out", "--id", "twee", "--show", "show.ini", *COMMON]
    again = ["w.txt", "-o", "out", "--id", "een", "--show", "show.ini", *COMMON]
    plain = ["w.txt", "-o", "out", "--id", "een", *COMMON]
    return {scene.name: scene for scene in (
        Scene("first", first, [], ""),
        Scene("again", again, [first, other], "Dag\n\nDe brug is weer open.\n"),
        Scene("plain", plain, [["k.txt", *plain[1:]]], "Dag\n\nDe brug is weer open.\n"),
        Scene("feed", ["feed", "out", "--show", "other.ini"], [first, other], ""),
        Scene("check", ["check", "out"], [first], ""),
    )}
