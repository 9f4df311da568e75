#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""README and docs: every link to a file of the project leads somewhere, every `./dev` command that
is named exists, and ./dev help names every command. (tests/readme/ runs README's examples.)"""
import re

from common import Lint

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")
DEV = re.compile(r"\./dev ([a-z]+)")
COMMAND = re.compile(r"^([a-z |-]+)\) ", re.MULTILINE)


def main():
    lint = Lint()
    dev = (lint.root / "dev").read_text()
    dispatch = dev[dev.index("\ncase $command in") :]
    commands = {
        word
        for line in COMMAND.findall(dispatch)
        for word in line.split(" | ")
        if not word.startswith("-")
    }
    usage = dev[dev.index("usage() {") : dev.index("\nEND\n")]
    for command in sorted(commands):
        if not re.search(rf"^  {command}\b", usage, re.MULTILINE):
            lint.find(lint.root / "dev", 1, f"usage() does not name {command}")
    for path in lint.files("README.md", "docs/*.md", "CONTRIBUTING.md"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for target in LINK.findall(line):
                if not (path.parent / target).exists():
                    lint.find(path, number, f"the link {target} leads nowhere")
            for command in DEV.findall(line):
                if command not in commands:
                    lint.find(path, number, f"there is no ./dev {command}")
    lint.finish()


main()
