# SPDX-License-Identifier: GPL-3.0-or-later
"""Articles of which no two are alike: what is written in tests/cases/, line by line, between
paragraphs of content/, under headlines, in quotes and in lists."""
import pathlib
import random
import re

TOP = pathlib.Path(__file__).resolve().parents[1]


def body(path):
    """An article's text without its front matter."""
    return re.sub(r"\A---\n.*?\n---\n+", "", path.read_text(), flags=re.DOTALL)


def lines():
    """All that the cases read, as it is written."""
    return [line.split("\t")[0] for path in sorted((TOP / "tests/cases").glob("*.tsv"))
            for line in path.read_text().splitlines() if line and not line.startswith("#")]


def paragraphs():
    return [paragraph for path in sorted((TOP / "content").rglob("*.txt"))
            for paragraph in body(path).strip().split("\n\n")]


def article(chance, number, written, printed):
    """A headline with the article's number, and one to eight blocks."""
    blocks = [f"Bericht {number}: {chance.choice(written)}"]
    for _ in range(chance.randint(1, 8)):
        some = chance.sample(written, chance.randint(1, 5))
        blocks.append(chance.choice([
            " ".join(some), chance.choice(printed), "\n".join(f"- {line}" for line in some),
            f"> {some[0]}", f"## {some[0]}\n\n{chance.choice(printed)}"]))  # fmt: skip
    head = ""
    if chance.random() < 0.3:
        head = (f"---\ndate: 2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}\n"
                f"url: https://voorbeeld.example/{number}\n---\n\n")  # fmt: skip
    return head + "\n\n".join(blocks) + "\n"


def write(folder, count, seed):
    """The files, in a new folder. The same seed makes the same articles."""
    chance, written, printed = random.Random(seed), lines(), paragraphs()
    folder.mkdir()
    files = [folder / f"{number:04}.txt" for number in range(1, count + 1)]
    for number, file in enumerate(files, 1):
        file.write_text(article(chance, number, written, printed))
    return files
