#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""README's examples are tests. TAP.

Each line "$ COMMAND" in a ```console block runs in one folder that holds content/, in the order of
the page, with kxspeak in PATH; the lines below it are what it must print (standard error included).
"…" stands for any text within a line, and alone on a line for any number of lines. Every option
that the program knows is in README, and README names no other.

    run.py --kxspeak PROGRAM README.md             test
    run.py --kxspeak PROGRAM README.md --update    write what the commands print into README
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FENCED = re.compile(r"^```(\w*)\n.*?^```$", re.DOTALL | re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z0-9-]*")
COMMANDS = ["brief", "feed", "check", "say", "explain", "lexicon", "list"]


def examples(block):
    """(command, expected output) of each command of a block."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2]))


def pattern(expected):
    """The regular expression for an expected output."""
    out = ""
    for line in expected.splitlines():
        if line.strip() == "…":
            out += r"(?:.*\n)*?"
        else:
            out += ".*?".join(re.escape(part) for part in line.split("…")) + r"\n"
    return re.compile(out)


class Session:
    """Runs commands one after the other as a shell would; `$?` is the status of the former one."""

    def __init__(self, program, folder):
        self.folder = folder
        self.status = 0
        self.environment = {
            **os.environ,
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "",
            "TZ": "UTC",
            "HOME": folder,
            "XDG_CONFIG_HOME": f"{folder}/.config",
            "PATH": f"{pathlib.Path(program).resolve().parent}:{os.environ['PATH']}",
        }
        shutil.copytree(TOP / "content", pathlib.Path(folder, "content"))

    def run(self, command):
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.status}); {command}"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            timeout=120,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.status = done.returncode
        # A page cannot show which blank it is.
        return done.stdout.decode(errors="backslashreplace").replace("\u00a0", " ")


class Tap:
    def __init__(self):
        self.number = 0

    def result(self, good, what, detail=""):
        self.number += 1
        print("ok" if good else "not ok", self.number, "-", what.replace("#", ""), flush=True)
        if not good:
            print("".join(f"# {line}\n" for line in detail.splitlines()), end="", flush=True)

    def finish(self):
        print(f"1..{self.number}")


def known_options(program):
    found = set()
    for command in [[]] + [[name] for name in COMMANDS]:
        done = subprocess.run([program, *command, "--help"], capture_output=True, text=True)
        found |= set(OPTION.findall(done.stdout))
    return found


def test_options(tap, program, readme):
    known = known_options(program)
    own = FENCED.sub(lambda block: block.group(0) if block.group(1) == "console" else "", readme)
    named = {
        option
        for line in own.splitlines()
        if line.startswith(("|", "$ kxspeak"))
        for option in OPTION.findall(line)
    }
    tap.result(
        known and not known - named,
        "README names every option",
        "not in README: " + " ".join(sorted(known - named)),
    )
    tap.result(
        not named - known,
        "README names no other option",
        "unknown to kxspeak: " + " ".join(sorted(named - known)),
    )


def test_examples(tap, program, readme):
    with tempfile.TemporaryDirectory(prefix="kxspeak-readme-") as folder:
        session = Session(program, folder)
        for block in BLOCK.findall(readme):
            for command, expected in examples(block):
                output = session.run(command)
                tap.result(
                    pattern(expected).fullmatch(output),
                    command,
                    f"expected:\n{expected}printed:\n{output}",
                )


def update(program, readme):
    with tempfile.TemporaryDirectory(prefix="kxspeak-readme-") as folder:
        session = Session(program, folder)

        def renew(block):
            out = ""
            for command, expected in examples(block.group(1)):
                output = session.run(command)
                if pattern(expected).fullmatch(output):
                    output = expected
                out += f"$ {command}\n{output}"
            return f"```console\n{out}```"

        return BLOCK.sub(renew, readme)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kxspeak", required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("readme", type=pathlib.Path)
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.kxspeak).resolve())
    readme = arguments.readme.read_text()
    if arguments.update:
        arguments.readme.write_text(update(program, readme))
        return
    tap = Tap()
    if arguments.readme.name == "README.md":
        test_options(tap, program, readme)
    test_examples(tap, program, readme)
    tap.finish()


if __name__ == "__main__":
    sys.exit(main())
