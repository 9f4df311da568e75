#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/normalisation.md is made of the case files, so that it says what the program does. TAP.

    normalisation.py --kxspeak PROGRAM             test: the page is as it would be made
    normalisation.py --kxspeak PROGRAM --update    make it
"""
import argparse
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
PAGE = TOP / "docs" / "normalisation.md"
ROWS = 12  # examples of a class
STYLES = {"be": "variant=nl-BE", "pairs": "years=pairs", "spoken": "clock=spoken"}
HEAD = """# What is read how

How each class of written Dutch is said. Made from the case files in `tests/cases/` by
`./dev docs`; a class's file has more cases than the {rows} shown here, and all of them are tests.
*Speech* is what the engine is given, where it is worth showing.

A token belongs to the class that takes most of the text at its place; of equals, to the one that
stands first here. `kxspeak explain --at tokens FILE` shows the class and the fields of each token.
"""


def classes(program):
    """(name, what) of each class, in the program's order."""
    command = [program, "list", "classes"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True)
    return [line.split(maxsplit=1) for line in listed.stdout.splitlines()]


def cases(path):
    """The cells of each case of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def spread(rows):
    """ROWS of the rows, evenly over all of them."""
    if len(rows) <= ROWS:
        return rows
    return [rows[i * (len(rows) - 1) // (ROWS - 1)] for i in range(ROWS)]


def cell(text):
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")


def table(rows):
    out = ["| written | said | speech |", "|---|---|---|"]
    for row in spread(rows):
        cells = [cell(text) for text in row] + [""] * (3 - len(row))
        out.append("| " + " | ".join(cells) + " |")
    return out


def page(program):
    out = [HEAD.format(rows=ROWS)]
    for name, what in classes(program):
        path = TOP / "tests" / "cases" / f"{name}.tsv"
        rows = cases(path)
        out += [f"## {name}", "", f"{what[0].upper()}{what[1:]}. {len(rows)} cases.", ""]
        out += table(rows) + [""]
        for style, key in STYLES.items():
            other = path.with_suffix(f".{style}.tsv")
            if other.exists():
                out += [f"With `{key}` in the voice profile:", ""] + table(cases(other)) + [""]
    return "\n".join(out).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kxspeak", required=True)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    made = page(options.kxspeak)
    if options.update:
        PAGE.write_text(made, encoding="utf-8")
        return
    good = PAGE.exists() and PAGE.read_text(encoding="utf-8") == made
    print("1..1")
    print(f"{'ok' if good else 'not ok'} 1 - docs/normalisation.md is made of the case files")
    if not good:
        print("# run ./dev docs")
        sys.exit(1)


main()
