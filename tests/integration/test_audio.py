# SPDX-License-Identifier: GPL-3.0-or-later
"""MP3 and Opus as other programs read them."""
import json
import re
import subprocess

from harness import BRIEFING, check, equal, main, need, shared

KINDS = ("wav", "flac", "mp3", "opus")


def made():
    return shared(*BRIEFING, "--to", ",".join(KINDS))


def path(kind):
    return next(made().glob(f"*.{kind}"))


def run(*command):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=300,
                          check=False)
    return done.returncode, done.stdout, done.stderr


def chapters():
    record = json.loads((made() / "episode.json").read_text())
    return [(chapter["start"], chapter["title"]) for chapter in record["chapters"]]


def test_ffprobe(_):
    """ffprobe: the same chapters in all four, no complaint, the cover in three"""
    need("ffprobe")
    for kind in KINDS:
        status, out, err = run("ffprobe", "-v", "error", "-show_chapters", "-show_streams",
                               "-of", "json", path(kind))
        equal((status, err), (0, ""), f"{kind}: ffprobe")
        found = json.loads(out)
        got = [(float(c["start_time"]), c["tags"]["title"]) for c in found["chapters"]]
        equal(got, chapters(), f"{kind}: chapters")
        covers = [s for s in found["streams"] if s["codec_type"] == "video"]
        equal(len(covers), int(kind != "wav"), f"{kind}: covers")


def test_loudness(_):
    """ffmpeg: -16 LUFS within 0.5 and no peak over -1 dBTP, in all four"""
    need("ffmpeg")
    for kind in KINDS:
        _, _, err = run("ffmpeg", "-hide_banner", "-nostats", "-i", path(kind), "-map", "0:a",
                        "-af", "ebur128=peak=true", "-f", "null", "-")
        loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", err)[-1])
        peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", err)[-1])
        check(abs(loudness + 16) <= 0.5, f"{kind}: {loudness} LUFS")
        check(peak <= -0.95, f"{kind}: {peak} dBTP")


def test_opusinfo(_):
    """opusinfo: no warning; time, name and link of each chapter in a row"""
    need("opusinfo")
    status, out, err = run("opusinfo", path("opus"))
    equal(status, 0, "status")
    check("WARNING" not in out + err, out + err)
    keys = re.findall(r"^\s*(CHAPTER\d{3}(?:NAME|URL)?)=", out, re.M)
    equal([key for key in keys if len(key) == 10],
          [f"CHAPTER{n:03}" for n in range(1, len(chapters()) + 1)], "chapters")
    equal(keys, sorted(keys), "order")


def test_mp3val(_):
    """mp3val: one line of information, no warning"""
    need("mp3val")
    _, out, _ = run("mp3val", path("mp3"))
    check("WARNING" not in out and "ERROR" not in out, out)
    check("+ID3v2, CBR" in out, out)


def test_eyed3(_):
    """eyeD3: a table of contents and every chapter"""
    need("eyeD3")
    status, out, err = run("eyeD3", "--plugin=classic", "-v", path("mp3"))
    equal(status, 0, err)
    check("ID3 v2.3" in out, out[:500])
    check(re.search(rf"CHAP x {len(chapters())}\b", out), out[-2000:])


def test_mutagen(_):
    """mutagen: ID3v2.3, CHAP in the order of time, one ordered CTOC"""
    need("mid3v2")
    status, out, err = run("mid3v2", "-l", path("mp3"))
    equal(status, 0, err)
    times = [int(t) for t in re.findall(r"^CHAP=ch\d{3} time=(\d+)\.\.", out, re.M)]
    equal(times, [int(start * 1000) for start, _ in chapters()], "starts")
    check(re.search(r"^CTOC=toc flags=3", out, re.M), out[-2000:])


if __name__ == "__main__":
    main(globals())
