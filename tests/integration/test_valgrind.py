#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program and its parts under valgrind: nothing is read that was never written, nothing outside
what was asked for. The engine's own library is in it."""
import shutil
import subprocess

from harness import DATE, PROGRAM, SANITIZED, Skip, check, main

TEXT = """\
Het regent in Utrecht, zegt het KNMI

De inflatie steeg met 3,2% naar € 7,20 op 3 oktober 2026; dat meldt CERT-EU.

- een punt van een lijst 🙂
"""


def clean(folder, *arguments):
    log = folder / "log"
    log.mkdir(exist_ok=True)
    done = subprocess.run(
        ["valgrind", "--quiet", "--trace-children=yes", "--error-exitcode=99",
         f"--log-file={log}/%p", PROGRAM, *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        cwd=folder, check=False)  # fmt: skip
    found = "".join(path.read_text() for path in sorted(log.iterdir()))
    shutil.rmtree(log)
    what = " ".join(map(str, arguments))
    check(found == "", f"{what}: {found[:3000]}")
    check(done.returncode == 0, f"{what}: status {done.returncode}: {done.stdout[:500]}")


def test_clean(folder):
    """A briefing in all formats, its check, and its text said and explained"""
    if SANITIZED or not shutil.which("valgrind"):
        raise Skip("no valgrind, or a sanitizer in its place")
    (folder / "a.txt").write_text(TEXT)
    clean(folder, "a.txt", "-o", "out", "--quiet", *DATE)
    clean(folder, "check", "out")
    clean(folder, "say", "--phonemes", "a.txt")
    clean(folder, "explain", "--at", "tokens", "a.txt")


main(globals())
