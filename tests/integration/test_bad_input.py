#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot be used: one line on standard error, a status of sysexits(3), no half-written output,
and nothing that was there before is harmed."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

from harness import (
    ARTICLE,
    BRIEFING,
    CONTENT,
    DATE,
    PROGRAM,
    SANITIZED,
    SECONDS,
    Skip,
    brief,
    check,
    copy_program,
    environment,
    equal,
    kx,
    kx_ok,
    main,
    tree,
    without_privilege,
)

NATIVE = ["--native-rate", "--to", "wav"]
USAGE, DATA, NO_INPUT, CANT_CREATE, IO, NO_PERM, INTERRUPTED = 64, 65, 66, 73, 74, 77, 130
CONFIG = 78
SHOW = "[show]\ntitle=Weer\ndescription=Het weer.\nauthor=Redactie\ncategory=News\n"


def refused(folder, statuses, words, *arguments, out="out", **options):
    """Runs and checks the promise: status, one line that holds `words`, nothing made or changed."""
    target = folder / out
    before = tree(folder)
    given = [] if "-o" in arguments else ["-o", target]
    done = kx(*arguments, *given, **options)
    what = f"kxspeak {' '.join(map(str, arguments))[:200]}"
    check(done.status in statuses, f"{what}: exit status {done.status}: {done.err[:500]}")
    equal(done.out, "", f"{what}: standard output")
    equal((done.err.count("\n"), done.err[-1:]), (1, "\n"), f"{what}: one line: {done.err[:500]!r}")
    check(done.err.isprintable() or done.err[:-1].isprintable(), f"{what}: {done.err!r}")
    for word in words:
        check(word in done.err, f"{what}: {word!r} in {done.err!r}")
    after = {
        name: value
        for name, value in tree(folder).items()
        if not (name == out and value == "folder")
    }
    equal(
        after,
        {name: value for name, value in before.items() if name != out or value != "folder"},
        f"{what}: files",
    )
    return done


def with_older_output(folder):
    """A briefing that must survive."""
    return brief(folder, ARTICLE, *NATIVE)


# ---- inputs ----


def test_missing(folder):
    """A missing file"""
    refused(folder, [NO_INPUT], ["geen.txt"], "geen.txt", cwd=folder)
    refused(folder, [NO_INPUT], ["geen.txt"], ARTICLE, folder / "geen.txt", cwd=folder)
    with_older_output(folder)
    refused(folder, [NO_INPUT], ["geen.txt"], folder / "geen.txt")


def test_empty(folder):
    """An empty file, and one of blanks"""
    for name, data in ("leeg.txt", b""), ("wit.txt", b" \n\n\t\n"), ("bom.txt", b"\xef\xbb\xbf"):
        (folder / name).write_bytes(data)
        refused(folder, [DATA], [name], folder / name)
    refused(folder, [DATA], [], "-", stdin=b"")


def test_directory(folder):
    """A folder for a file: of texts it is told to name them"""
    texts, own = "name the text files in it", "is a folder, and no file"
    (folder / "map").mkdir()
    refused(folder, [NO_INPUT], ["map", texts], "map", cwd=folder)
    refused(folder, [NO_INPUT], ["map", own], ARTICLE, "--show", "map", cwd=folder)
    refused(folder, [NO_INPUT], ["map", own], ARTICLE, "--lexicon", "map", cwd=folder)


def test_unreadable(folder):
    """A file without permission to read it"""
    (folder / "dicht.txt").write_text("Nieuws.")
    (folder / "dicht.txt").chmod(0)
    refused(
        folder,
        [NO_PERM, NO_INPUT],
        ["dicht.txt"],
        folder / "dicht.txt",
        program=without_privilege(folder),
    )


def test_binary(folder):
    """A binary file"""
    for name, data in (
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("nul.txt", b"tekst\0" * 100),
        ("elf", pathlib.Path(PROGRAM).read_bytes()[:100000]),
    ):
        (folder / name).write_bytes(data)
        refused(folder, [DATA], [name], folder / name)


def test_too_large(folder):
    """A file, or standard input, over 64 MiB"""
    with open(folder / "groot.txt", "wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    refused(folder, [DATA], ["groot.txt", "64"], folder / "groot.txt")
    refused(folder, [DATA], ["64"], "-", stdin=b"woord " * (11 * 1024 * 1024))


def test_nothing_to_say(folder):
    """No speakable text"""
    for name, text in (
        ("a.txt", "!!! ... ??? ---\n\n***\n"),
        ("b.txt", "😀 🎉\n\n⚽\n"),
        ("c.txt", "\u200b\u200d\u202e\n"),
    ):
        (folder / name).write_text(text)
        refused(folder, [DATA], [name], folder / name)
    (folder / "d.txt").write_text("---\ntitle: Alleen een titel\n---\n")
    done = kx(folder / "d.txt", "-o", folder / "out")
    check(done.status in (0, DATA), f"front matter only: {done}")


# ---- outputs ----


def test_no_output(folder):
    """No -o, an empty one"""
    for arguments in [[ARTICLE], [ARTICLE, "-o", ""]]:
        done = kx(*arguments, cwd=folder)
        equal((done.status, done.out, done.err.count("\n")), (USAGE, "", 1), str(arguments))
        check("-o" in done.err, done.err)
    equal(os.listdir(folder), [], "nothing made")


def test_unwritable_output(folder):
    """An output folder that cannot be made or written to"""
    (folder / "bestand").write_text("x")
    refused(folder, [CANT_CREATE], ["bestand"], ARTICLE, "-o", folder / "bestand")
    refused(folder, [CANT_CREATE], ["bestand"], ARTICLE, "-o", folder / "bestand" / "map")
    refused(folder, [CANT_CREATE, NO_PERM, IO], ["/proc/nieuw"], ARTICLE, "-o", "/proc/nieuw")


def test_output_without_permission(folder):
    """An output folder without permission to write, and one in such a folder"""
    program = without_privilege(folder)
    (folder / "a.txt").write_text("Nieuws.")
    (folder / "dicht").mkdir(mode=0o555)
    for target in folder / "dicht", folder / "dicht" / "nieuw":
        refused(
            folder,
            [CANT_CREATE, NO_PERM],
            ["dicht"],
            folder / "a.txt",
            "-o",
            target,
            program=program,
        )


def test_disk_full(folder):
    """A disk that is full while the files are written (RLIMIT_FSIZE)"""
    made = with_older_output(folder)
    where = f"{folder}/out: cannot write "
    for limit in 1000, 100_000, 2_000_000:
        refused(folder, [IO], [where], ARTICLE, "--native-rate", limit=limit)
    check(json.loads((made / "episode.json").read_text()), "the older episode")
    (folder / "new").mkdir()
    refused(folder, [IO], [], ARTICLE, "--native-rate", limit=100_000, out="new/out")
    done = kx("feed", folder / "new", "--show", CONTENT / "show.ini", limit=1000)
    equal(done.status, IO, "feed")
    check(f"{folder}/new: cannot write cover.png: " in done.err, done.err)


def test_full_standard_output(folder):
    """Standard output that takes no more"""
    if not os.path.exists("/dev/full"):
        raise Skip("no /dev/full")
    for arguments in (
        ["say", ARTICLE],
        ["explain", "--at", "tokens", ARTICLE],
        ["list", "classes"],
        ["--help"],
        ["say", "--help"],
        [ARTICLE, "-o", "-", "--to", "wav", "--native-rate"],
    ):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [PROGRAM, *map(str, arguments)],
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment(),
            )
        equal((done.returncode, done.stderr.count(b"\n")), (IO, 1), f"{arguments}: {done.stderr}")


def test_closed_pipe(folder):
    """A reader that goes away ends say without a message of the shell's kind"""
    done = subprocess.run(
        [
            "bash",
            "-c",
            '"$0" say "$1" | head -n 1 >/dev/null; echo "${PIPESTATUS[0]}"',
            PROGRAM,
            str(CONTENT / "dienstregeling.txt"),
        ],
        capture_output=True,
        text=True,
        env=environment(),
    )
    check(done.stdout.strip() in ("0", str(IO), "141"), f"status {done.stdout}")
    check(done.stderr.count("\n") <= 1, done.stderr)


# ---- options ----


def test_unknown_names(folder):
    """An unknown voice, option, format or structure: the message lists what there is"""
    refused(
        folder, [USAGE], ["bariton", "nieuwslezer", "kalm", "snel"], ARTICLE, "--voice", "bariton"
    )
    refused(folder, [USAGE], ["--frobnicate"], ARTICLE, "--frobnicate")
    refused(folder, [USAGE], ["ogg", "wav", "flac"], ARTICLE, "--to", "wav,ogg")
    refused(folder, [USAGE], ["bel", "words", "none"], ARTICLE, "--structure", "bel")


def test_values_out_of_bounds(folder):
    """Values of options that make no sense"""
    for option, value in [
        ("--rate", "5"),
        ("--rate", "5000"),
        ("--rate", "snel"),
        ("--to", ""),
        ("--flac-level", "9"),
        ("--flac-level", "-1"),
        ("--loudness", "3"),
        ("--loudness", "-90"),
        ("--loudness", "nan"),
        ("--date", "14-03-2025"),
        ("--date", "2025-02-30"),
        ("--date", "0001-01-01"),
        ("--jobs", "-1"),
        ("--jobs", "veel"),
        ("--publish-at", "morgen"),
        ("--publish-at", ""),
        ("--publish-at", "2026-03-29T02:30"),
        ("--publish-at", "2026-03-04T06:00\x1b[31m"),
        ("--id", "../x"),
        ("--id", "a/b"),
        ("--id", ".x"),
        ("--id", ""),
        ("--title", ""),
        ("--title", " \t\u200b"),
        ("--id", "a" * 300),
        ("--id", "x\ny"),
    ]:
        refused(folder, [USAGE], [], ARTICLE, option, value)


def test_bad_show(folder):
    """A show file with a fault: its name, its line and what it must be; an older output stays"""
    with_older_output(folder)
    show = folder / "weer.ini"
    for text, words in [
        ("", ["weer.ini: title is missing"]),
        ("[show]\n", ["weer.ini:1: title is missing in [show]"]),
        (SHOW + "titel=Weer\n", ["weer.ini:6: titel: no such key"]),
        (SHOW + "title=Weer\n", ["weer.ini:6: title: is there twice"]),
        (SHOW + "[shw]\n", ["weer.ini:6: [shw]: no such group"]),
        (SHOW + "zomaar\n", ["weer.ini:6: ", "zomaar"]),
        (SHOW + "base-url=/nieuws\n", ["weer.ini:6: base-url=/nieuws: must be"]),
        (SHOW + "[audio]\nloudness=hard\n", ["weer.ini:7: loudness=hard: must be"]),
        (SHOW + "\x1b[31m\u202e=1\n", ["weer.ini:6: "]),
        (SHOW + "[audio]\nvoice=bariton\n", ["bariton"]),
        (SHOW + "[audio]\nvoice=stem/geen.voice\n", ["stem/geen.voice"]),
        (SHOW + "cover=geen.png\n", ["geen.png"]),
        ("\0" * 100, ["weer.ini"]),
    ]:
        show.write_text(text)
        refused(folder, [CONFIG, USAGE, NO_INPUT], words, ARTICLE, "--show", show)
    show.write_bytes(SHOW.encode() + b"copyright=\xff\n")
    refused(folder, [CONFIG], ["weer.ini:6: "], ARTICLE, "--show", show)
    show.write_bytes(b"#" * 300_000)
    refused(folder, [DATA], ["weer.ini"], ARTICLE, "--show", show)
    refused(folder, [NO_INPUT], ["geen.ini"], ARTICLE, "--show", folder / "geen.ini")
    refused(folder, [NO_INPUT], [], ARTICLE, "--show", folder)


def test_bad_environment(folder):
    """SOURCE_DATE_EPOCH that is no number"""
    refused(
        folder, [USAGE], ["SOURCE_DATE_EPOCH"], ARTICLE, env=environment(SOURCE_DATE_EPOCH="nu")
    )


def test_no_input(folder):
    """No input at all, - twice, an unknown rendering or stage"""
    refused(folder, [USAGE], [])
    refused(folder, [USAGE], [], "-", "-", stdin=b"x")
    for arguments in [
        ["say"],
        ["say", "--lines"],
        ["say", "--lines", "-", "-"],
        ["say", "--for", "film", ARTICLE],
        ["explain", ARTICLE, "--at", "x"],
        ["explain", ARTICLE],
        ["say", "--ipa", "--for", "speech", ARTICLE],
    ]:
        done = kx(*arguments, cwd=folder)
        if arguments == ["explain", ARTICLE] and done.status == 0:
            continue  # a stage by default is welcome too
        equal((done.status, done.err.count("\n")), (USAGE, 1), f"{arguments}: {done.err}")


def test_hostile_names(folder):
    """Control characters in a name never reach the terminal"""
    name = "a\x1b[31m\nb\u202e.txt"
    done = refused(folder, [NO_INPUT], [], folder / name)
    check("\x1b" not in done.err and "\u202e" not in done.err, done.err)


def test_say_and_explain_refuse_too(folder):
    """say and explain: the same statuses, one line, nothing on standard output"""
    (folder / "nul.bin").write_bytes(b"a\0b\1" * 100)
    for command in ["say"], ["say", "--lines"], ["explain", "--at", "tokens"]:
        done = kx(*command, folder / "geen.txt")
        equal(
            (done.status, done.out, done.err.count("\n")), (NO_INPUT, "", 1), f"{command}: missing"
        )
        if "--lines" not in command:  # which takes whatever is in a line
            done = kx(*command, folder / "nul.bin")
            equal(
                (done.status, done.out, done.err.count("\n")), (DATA, "", 1), f"{command}: binary"
            )


# ---- hostile text ----


def test_hostile_text(folder):
    """Control characters, [[, markup, emoji, other scripts: spoken or skipped, never a crash"""
    (folder / "a.txt").write_text(
        "Kop met \u0001400S [[h@l'oU]] erin\n\n"
        "Eerst <audio src='/etc/passwd'/> en $(touch PWNED) en [[_^_en zin. "
        "Dan 😀👩‍👩‍👧 en Москва en 東京.\n\n"
        + "i.p.v. " * 60
        + "gedaan. "
        + "a. " * 200
        + "\n\n"
        + "onge" * 60
        + " "
        + "a" * 158
        + "el.\n\n"
        + "\u202eomgekeerd\u202c en \u200bonzichtbaar. क ՈՒ &lt;b&gt; "
        + "!?" * 500
        + "\n\n"
        + "1" * 3000
        + " is een groot getal. "
        + "(" * 2000
        + "\n\nDe laatste zin.\n"
    )
    done = kx(folder / "a.txt", "-o", folder / "out", "--id", "a", *NATIVE, *DATE, cwd=folder)
    equal(done.status, 0, f"status: {done.err[:1000]}")
    record = json.loads((folder / "out/a/timeline.json").read_text())
    said = record["sentences"][-1]
    equal(said["spoken"].rstrip("."), "De laatste zin", "the last sentence")
    check(said["end"] > said["start"], "it is heard")
    check(all(sentence["outcome"] == "spoken" for sentence in record["sentences"]), "nothing lost")
    equal(sorted(os.listdir(folder)), ["a.txt", "out"], "nothing else made")
    check(all(line.isprintable() for line in done.err.splitlines()), done.err)


def test_very_long_word(folder):
    """A 100,000-letter word is spoken or skipped, and what follows it is spoken"""
    (folder / "a.txt").write_text(
        "Kop\n\nVooraf. " + "x" * 100_000 + " en verder.\n\nDe laatste zin.\n"
    )
    done = kx(folder / "a.txt", "-o", folder / "out", "--id", "a", *NATIVE, *DATE)
    check(done.status in (0, 1), f"status {done.status}: {done.err[:1000]}")
    sentences = json.loads((folder / "out/a/timeline.json").read_text())["sentences"]
    equal(sentences[-1]["printed"], "De laatste zin.", "the last sentence")
    check(sentences[-1]["end"] > sentences[-1]["start"], "it is heard")


def test_line_of_ten_megabytes(folder):
    """A line of 10 MB with nothing to say in it is skipped; what follows is spoken"""
    times = 500_000 if SANITIZED else 3_400_000
    (folder / "a.txt").write_text("Kop\n\n" + "[[ " * times + "\n\nDe laatste zin.\n")
    start = time.monotonic()
    done = kx(folder / "a.txt", "-o", folder / "out", "--id", "a", *NATIVE, *DATE)
    equal(done.status, 0, f"status: {done.err[:1000]}")
    check(time.monotonic() - start < 60 * (5 if SANITIZED else 1), "within a minute")
    sentences = json.loads((folder / "out/a/timeline.json").read_text())["sentences"]
    equal(sentences[-1]["printed"], "De laatste zin.", "the last sentence")


# ---- signals ----


def long_text(folder, times=40):
    (folder / "lang.txt").write_text((CONTENT / "dienstregeling.txt").read_text() * times)
    return folder / "lang.txt"


def start(folder, text, before=()):
    """A run in the background, of a copy of the program, so that its processes are known by it."""
    (folder / "tmp").mkdir(exist_ok=True)
    if not (folder / "kxspeak").exists():
        copy_program(folder)
    return subprocess.Popen(
        [*before, folder / "kxspeak", text, "-o", folder / "out", "--id", ARTICLE.stem, *NATIVE,
         *DATE],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(TMPDIR=str(folder / "tmp")),
    )


def processes(folder):
    """Ids of the processes that run the copy of the program, with their parents'."""
    found = {}
    for path in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(path / "exe").startswith(str(folder / "kxspeak")):
                found[int(path.name)] = int(
                    (path / "stat").read_text().rsplit(")", 1)[1].split()[1]
                )
        except (OSError, IndexError):
            pass
    return found


def all_gone(folder):
    for _ in range(100):
        if not processes(folder):
            return True
        time.sleep(0.02)
    return False


def test_asked_to_stop(folder):
    """SIGTERM, SIGINT and SIGHUP: no output, no process and no temporary file stays"""
    text = long_text(folder)
    kx_ok(ARTICLE, "-o", folder / "out", "--id", ARTICLE.stem, *NATIVE, *DATE)
    older = tree(folder / "out")
    for number, wait in (
        (signal.SIGTERM, 0.02),
        (signal.SIGTERM, 0.4),
        (signal.SIGINT, 0.2),
        (signal.SIGHUP, 0.3),
    ):
        process = start(folder, text)
        time.sleep(wait * (4 if SANITIZED else 1))
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        what = f"{number.name} after {wait} s"
        check(
            process.returncode in (INTERRUPTED, 128 + number, -number),
            f"{what}: status {process.returncode}: {err}",
        )
        equal(out, b"", f"{what}: standard output")
        equal(tree(folder / "out"), older, f"{what}: the older output")
        check(all_gone(folder), f"{what}: processes left")
        equal(os.listdir(folder / "tmp"), [], f"{what}: temporary files")


def test_nohup(folder):
    """a signal that was ignored from the start (nohup) stops nothing"""
    text = long_text(folder, 2 if SANITIZED else 8)
    process = start(folder, text, before=["env", "--ignore-signal=HUP"])
    time.sleep(0.4)
    process.send_signal(signal.SIGHUP)
    _, err = process.communicate(timeout=120)
    equal(process.returncode, 0, err)


def test_killed(folder):
    """SIGKILL: the older output stays whole, no worker lives on, and the next run clears up"""
    text = long_text(folder)
    kx_ok(ARTICLE, "-o", folder / "out", "--id", ARTICLE.stem, *NATIVE, *DATE)
    older = tree(folder / "out")
    for wait in 0.1, 0.3, 0.6:
        process = start(folder, text)
        time.sleep(wait)
        process.kill()
        process.communicate(timeout=30)
        kept = {name: value for name, value in tree(folder / "out").items() if name[0] != "."}
        equal(kept, older, f"after {wait} s")
        check(all_gone(folder), f"processes left after {wait} s")
    kx_ok(ARTICLE, "-o", folder / "out", "--id", ARTICLE.stem, *NATIVE, *DATE)
    equal(tree(folder / "out"), older, "the next run")


def test_engine_killed(folder):
    """A stray signal to an engine process changes nothing: its unit is spoken again"""
    text = long_text(folder, 15)
    wanted = brief(folder, text, "--id", ARTICLE.stem, *NATIVE)
    wanted = tree(wanted)
    process = start(folder, text)
    killed = 0
    time.sleep(0.2)    # the voices are tried first, each in a fork
    while process.poll() is None and killed < 3:
        running = processes(folder)
        # kxspeak, its prepared process, and the forks of that which speak.
        speaking = [pid for pid, parent in running.items() if running.get(parent) == process.pid]
        if speaking:
            with contextlib.suppress(ProcessLookupError):
                os.kill(speaking[0], signal.SIGKILL)
                killed += 1
            # The unit is tried again at once: a second kill must not hit it.
            time.sleep(0.3)
    out, err = process.communicate(timeout=SECONDS)
    if not killed:
        raise Skip("no process was caught")
    equal(process.returncode, 0, f"status with {killed} killed: {err}")
    equal(tree(folder / "out" / ARTICLE.stem), wanted, "the same bytes")


def test_parts(folder):
    """A part of the program that does not answer is told as that, with status 69"""
    program, engine = copy_program(folder), folder / "kxspeak-engine"
    engine.write_text("#!/bin/sh\nexit 3\n")
    done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60,
                          env=environment())  # fmt: skip
    equal(done.returncode, 69, "status")
    equal(done.stderr, f"kxspeak: {engine}, a part of kxspeak, does not answer; install kxspeak "
          "again\n", "what is said")  # fmt: skip


if __name__ == "__main__":
    main(globals())
