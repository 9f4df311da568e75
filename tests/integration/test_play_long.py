#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The terminal player with programmes of odd sizes: the longest, the shortest, and what nobody
would write."""
import os
import time
import unicodedata

from harness import SANITIZED, check, equal, kx, kx_ok, main
from player import DOWN, LEFT, PAGE_DOWN, PAGE_UP, QUICK, RIGHT, UP, Player
from player import environment_of

TONE = "--engine", "tone"
FILL = "en zo gaat het nog een tijd door over de brug en de weg ernaast"


def write(folder, text, name="article.txt"):
    path = folder / name
    path.write_text(text)
    return path


def paragraphs(n, sentences=9):
    return [
        " ".join(f"Zin {number} van alinea {i} {FILL}." for number in range(1, sentences + 1))
        for i in range(n)
    ]


def long_article(folder, n):
    return write(folder, "De brug gaat open\n\n" + "\n\n".join(paragraphs(n)) + "\n")


def memory(player):
    with open(f"/proc/{player.process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def test_begins_at_once(folder):
    """the first sentence of ten megabytes is heard while the rest is being read, then keys act"""
    path = long_article(folder, 14000 if not SANITIZED else 3000)
    start = time.monotonic()
    player = Player(folder, *TONE, path)
    player.wait_raw()
    os.write(player.master, b"w")
    player.wait("De brug gaat open")
    first = time.monotonic() - start
    player.wait("De brug gaat open. Zin ")
    whole = time.monotonic() - start
    player.press(b"/alinea 2999 \n", "Gevonden")
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    check(first < whole / 2, f"the first sentence after {first:.3f} s, all of it after {whole:.3f}")


def test_all_of_it(folder):
    """a long article is played to its end, each sentence once, whatever was begun with"""
    sentences = [f"Zin {i} {FILL * 10}." for i in range(420)]
    path = write(folder, "\n\n".join(["De brug gaat open", *sentences]) + "\n")
    check(path.stat().st_size > 256 * 1024, "long enough to be read in two steps")
    env = environment_of(folder, 0, SDL_DISKAUDIOFILE="/dev/null")
    done = kx_ok("play", *TONE, "--structure", "none", "--rate", "900", path, env=env)
    told = done.out.replace("\n", " ")
    equal(told.split(), ["De", "brug", "gaat", "open", *" ".join(sentences).split()], "its words")


def test_many_sentences(folder):
    """3,000 sentences: no step takes longer at the end than at the start, and memory stays flat"""
    path = long_article(folder, 334)
    player = Player(folder, *TONE, "--quiet-text", path)
    player.wait("De brug gaat open")
    player.press(b"/alinea 330\n", "Gevonden")
    player.press(b"w", "De brug gaat open. Zin 29")
    player.press(b"]", "Zin 1 van alinea 331 ")
    before = memory(player)
    for _ in range(60):
        player.press(RIGHT, "Zin 2 ")
        player.press(b"]", "Zin 1 ")
        player.press(LEFT, "Zin 9 ")
        player.press(b"[", "Zin 1 ")
        player.press(b"l", "Nog ")
    grown = memory(player) - before
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    if not SANITIZED:
        check(grown < 3000, f"memory grew by {grown} KiB in 300 steps")


def test_many_articles(folder):
    """99 articles in three sections: each step lands where it says"""
    for i in range(99):
        section = ("Binnenland", "Sport", "Economie")[i // 33]
        text = f"Bericht {i + 1} over de brug\n\n{FILL}.\n\nWeg {i + 1} erbij\n\n{FILL}.\n"
        write(folder, f"---\nrubriek: {section}\n---\n{text}", f"{i:02}.txt")
    player = Player(folder, *TONE, "--quiet-text", *sorted(folder.glob("*.txt")))
    player.wait("Nieuwsoverzicht van")
    for keys, wanted in [
        (b"w", "Opening"),
        (PAGE_DOWN, "Bericht 1 "),
        (PAGE_DOWN, "Bericht 34 "),
        (DOWN, "Weg 34 "),
        (DOWN, "Bericht 35 "),
        (PAGE_DOWN, "Bericht 67 "),
        (UP, "Weg 66 "),
        (PAGE_UP, "Bericht 34 "),
        (b"w", "Artikel 34 van 99: Bericht 34 over de brug"),
        (b"l", "Nog "),
        (b"/bericht 99\n", "Gevonden"),
        (PAGE_DOWN, "Dit was het nieuwsoverzicht"),
        (PAGE_DOWN, "Laatste rubriek"),
    ]:
        player.press(keys, wanted)
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_nothing_to_say(folder):
    """an article without a word is refused in one line, at a terminal too"""
    for text in "", " \n\n", "---\ntitel: Brug\n---\n", "...!!! ???\n":
        done = kx("play", write(folder, text), env=environment_of(folder))
        equal((done.status, done.out), (65, ""), f"{text!r}")
        check(done.err.count("\n") == 1 and "no speakable text" in done.err, done.err)
    player = Player(folder, folder / "article.txt")
    equal(player.end(), 65, "exit status")


def test_one_sentence(folder):
    """one sentence: every step is answered, none leads anywhere"""
    player = Player(folder, *TONE, "--quiet-text", write(folder, "De brug is weer open.\n"))
    player.wait("De brug is weer open.")
    player.press(RIGHT, "Laatste zin")
    for keys, wanted in [
        (b"]", "Laatste alinea"),
        (DOWN, "Laatste kop"),
        (PAGE_DOWN, "Laatste artikel"),
        (b".", "Einde"),
        (b"H", "Geen koppen"),
        (b"h", "De brug is weer open."),
        (b"w", "De brug is weer open. Zin 1 van 1"),
        (b"B", "Geen bladwijzer"),
        (b"/brug\n", "Gevonden"),
        (b"s", ""),
    ]:
        player.press(keys, wanted)
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_no_headings(folder):
    """without a headline the first words stand for it, and headline steps go from end to end"""
    path = write(folder, "\n\n".join(paragraphs(4, 2)) + "\n")
    player = Player(folder, *TONE, "--quiet-text", path)
    player.wait("Zin 1 van alinea 0 ")
    player.press(DOWN, "Laatste kop")
    player.press(b"]", "Zin 1 van alinea 1 ")
    player.press(UP, "Zin 1 van alinea 0 ")
    player.press(b"w", "Zin 1 van alinea 0 ")
    player.press(b"q")
    equal(player.end(), 0, "exit status")


HOSTILE = """Kop </script> & "q" ]]> --> \u202eomgekeerd\u202c

Een lead met <b>opmaak</b>. [[h@lo]] <speak>x</speak> \x1b[31mrood\x1b[0m \x07 \x9b2J.

\U0001f600\U0001f600 Emoji \U0001f469\u200d\U0001f52c hoor. \u4e2d\u6587\u65b0\u95fb \u0627\u0644.

> ""

...!!! ???

Een %s %n %x zin met ${var} en `cmd` en e""" + "\u0301" * 40 + """ en {}.

https://example.org/""" + "a" * 3000 + """

""" + "woord" * 900 + """.
"""


def test_hostile(folder):
    """whatever an article holds, no control reaches the terminal, and every key has its answer"""
    path = write(folder, HOSTILE)
    player = Player(folder, "--quiet-text", path)
    player.wait("Kop ")
    for _ in range(12):
        for keys in b"w", b"s", b"s", b"n", b"i", b"b", b"l":
            player.answer(keys)
        player.answer(RIGHT)
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    bad = [c for c in player.out.decode() if c != "\r" and c != "\n" and not c.isprintable()]
    check(not bad, f"printable: {bad}")
    told = [line for line in player.lines() if not line.startswith("kxspeak: note: ")]
    widths = [sum(not unicodedata.combining(c) for c in line) for line in told]
    check(max(widths) <= 80, "80 columns")


def test_hostile_is_heard(folder):
    """without keys the hostile article is played to its end"""
    env = environment_of(folder, 0 if not SANITIZED else QUICK)
    done = kx("play", "--rate", "900", write(folder, HOSTILE), env=env)
    equal(done.status, 0, done.err)
    check("Emoji" in done.out, "all of its lines")


main(globals())
