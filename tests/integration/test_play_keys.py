#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The terminal player's keys, each through the whole program: what is told, and what is heard."""
import time

from harness import check, equal, main
from player import DOWN, HOME, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, UP, Player, environment_of

# With the tone engine a byte takes 10 ms: nothing below ends by itself before a key comes.
FILL = " en zo gaat het nog een hele tijd door met deze zin" * 8
HEAD = " krijgt een kop die wat langer is dan andere, omdat hij dan ook langer klinkt"


def text(name, section):
    return (
        f"---\nrubriek: {section}\n---\n{name}{HEAD}\n\n"
        f"{name} een van Jan Bos{FILL}. {name} twee kost 25 euro{FILL}.\n\n"
        f"{name} drie{FILL}. {name} vier{FILL}.\n"
    )


def start(folder, *options, columns=80, names=("Alfa", "Bravo", "Charlie")):
    paths = []
    for name, section in zip(names, ("Binnenland", "Binnenland", "Sport")):
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(text(name, section))
    player = Player(
        folder, "--engine", "tone", "--structure", "none", *options, *paths, columns=columns
    )
    player.wait("Nieuwsoverzicht" if len(names) > 1 else names[0])
    return player


def test_steps(folder):
    """sentences, paragraphs, headlines and sections, by each of their keys"""
    player = start(folder)
    for keys, wanted in [
        (DOWN, "Alfa krijgt"),
        (RIGHT, "Alfa een"),
        (b"6", "Alfa twee"),
        (LEFT, "Alfa een"),
        (b"4", "Alfa krijgt"),
        (b"]", "Alfa een"),
        (b"9", "Alfa drie"),
        (b"[", "Alfa een"),
        (b"7", "Alfa krijgt"),
        (b"2", "Bravo krijgt"),
        (DOWN, "Charlie krijgt"),
        (UP, "Bravo krijgt"),
        (b"8", "Alfa krijgt"),
        (PAGE_DOWN, "Charlie krijgt"),
        (PAGE_UP, "Alfa krijgt"),
        (b"\x1bOC", "Alfa een"),
    ]:
        player.press(keys, wanted)
    time.sleep(2.2)
    player.press(LEFT, "Alfa een")
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_seconds(folder):
    """ten seconds on and back, past sentences of some five"""
    names = "een", "twee", "drie", "vier", "vijf", "zes"
    fill = "heeft twaalf woorden en duurt dus ongeveer zo lang als"
    path = folder / "article.txt"
    path.write_text(" ".join(f"Zin {name} {fill} {name}." for name in names) + "\n")
    player = Player(folder, "--structure", "none", path)
    player.wait("Zin een")
    player.press(b".", "Zin drie")
    player.press(b".", "Zin vijf")
    player.press(b",", "Zin drie")
    player.press(b"<", "Zin een")
    player.press(b"q")
    equal(player.end(), 0, "exit status")


main(globals())
