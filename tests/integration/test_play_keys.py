#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The terminal player's keys, each through the whole program: what is told, and what is heard."""
import time

from harness import brief, check, equal, kx_ok, main
from player import DOWN, HOME, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, UP, Heard, Player
from player import environment_of, samples_of, spoken_alone, trim

PLAIN = "--structure", "none"

# With the tone engine a byte takes 10 ms: nothing below ends by itself before a key comes.
FILL = " en zo gaat het nog een hele tijd door met deze zin" * 8
HEAD = " krijgt een kop die wat langer is dan andere, omdat hij dan ook langer klinkt"


def text(name, section):
    return (
        f"---\nrubriek: {section}\n---\n{name}{HEAD}\n\n"
        f"{name} een van Jan Bos{FILL}. {name} twee kost 25 euro{FILL}.\n\n"
        f"{name} drie{FILL}. {name} vier{FILL}.\n"
    )


def write_articles(folder):
    paths = []
    for name, section in ("Alfa", "Binnenland"), ("Bravo", "Binnenland"), ("Charlie", "Sport"):
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(text(name, section))
    return paths


def start(folder, *options, env=None):
    paths = write_articles(folder)
    player = Player(folder, "--engine", "tone", "--structure", "none", *options, *paths, env=env)
    player.wait("Nieuwsoverzicht")
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
        (PAGE_DOWN, "Rubriek: Sport\nCharlie krijgt"),
        (PAGE_UP, "Rubriek: Binnenland\nAlfa krijgt"),
        (b"\x1bOC", "Alfa een"),
    ]:
        player.press(keys, wanted)
    time.sleep(2.2)
    player.press(LEFT, "Alfa een")
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_cues(folder):
    """the words that announce headings and quotes are printed as they are said"""
    path = folder / "article.txt"
    path.write_text(
        "---\nauteur: Anna Smit\nbron: Krant\n---\n"
        "Kop erboven\n\nEen zin.\n\nTussenin\n\n> Het wordt erg. Echt.\n\nSlot.\n"
    )
    wanted = ["Kop: Kop erboven", "Door Anna Smit. Bron: Krant.", "Een zin."]
    wanted += ["Tussenkop: Tussenin", "Citaat: Het wordt erg.", "Echt. Einde citaat.", "Slot."]
    env = environment_of(folder, SDL_AUDIODRIVER="none")
    for name in path, brief(folder, "--profile", "blind", path):
        lines = kx_ok("play", "--profile", "blind", name, env=env).out.splitlines()
        equal(lines, wanted, f"{name}")


def test_sections(folder):
    """the name of a section is printed where it is said, of articles and of a finished briefing"""
    articles = write_articles(folder)
    for profile in [], ["--profile", "blind"]:
        episode = brief(folder, *profile, "--id", f"id{len(profile)}", *articles)
        for names in articles, [episode]:
            env = environment_of(folder, SDL_AUDIODRIVER="none")
            lines = kx_ok("play", *profile, *names, env=env).out.splitlines()
            told = [line for line in lines if line.startswith("Rubriek")]
            equal(told, ["Rubriek: Binnenland", "Rubriek: Sport"], f"{names}")
            heard = lines[lines.index("Rubriek: Sport") + 1]
            check("Charlie krijgt" in heard, f"before its first article: {heard}")
    for names in articles[:1], [brief(folder, "--id", "alone", articles[0])]:
        lines = kx_ok("play", "--structure", "none", *names, env=env).out.splitlines()
        check(lines[0].startswith("Alfa krijgt"), f"an article alone: {lines[0]}")


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


def test_speed(folder):
    """faster, slower and normal: the sentence goes on, at another speed"""
    player = start(folder, "--from", "start")
    player.press(DOWN, "Alfa krijgt")
    player.press(RIGHT, "Alfa een")
    speeds = []
    for keys in b"+", b"=", b"-", b"_", HOME:
        player.read(0)
        after = len(player.lines()) - 1
        player.press(keys)
        while not player.lines()[after].endswith("."):
            player.read(0.05)
        told = player.lines()[after]
        check(told.endswith(" woorden per minuut."), told)
        speeds.append(int(told.split()[0]))
    normal = speeds[-1]
    equal(speeds[:2], [round(normal * 1.1), round(round(normal * 1.1) * 1.1)], "steps of 10 %")
    equal(speeds[2], round(speeds[1] / 1.1), "a step back")
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_speed_limits(folder):
    """80 words a minute is the slowest, 900 the fastest"""
    for rate, keys, wanted in (("80", b"-", "80 "), ("900", b"+", "900 ")):
        player = start(folder, "--from", "start", "--rate", rate)
        player.press(keys, wanted)
        player.press(b"q")
        equal(player.end(), 0, "exit status")


def test_answers(folder):
    """where, left, spelling, names, differences, mute, help, unknown keys"""
    player = start(folder, "--quiet-text", "--from", "start")
    for keys, wanted in [
        (DOWN, "Alfa krijgt"),
        (RIGHT, "Alfa een"),
        (b"w", "Artikel 1 van 3: Alfa krijgt"),
        (b"W", "Artikel 1 van 3"),
        (b"l", "Nog "),
    ]:
        player.press(keys, wanted)
    # How much of the sentence has been heard by now depends on the machine.
    word, letters = player.answer(b"s").split(": ")
    check(word in text("Alfa", "Sport"), f"a word of the sentence: {word}")
    equal(letters.replace("hoofdletter ", "").lower(), ", ".join(word.lower()), "its letters")
    for keys, wanted in [
        (b"s", "Alfa, een, van, Jan, Bos"),
        (b"n", ""),
        (b"i", "Gesproken zoals geschreven"),
        (RIGHT, "Alfa twee kost 25 euro"),
        (b"i", "25"),
        (b"h", "Alfa twee"),
        (b"m", "Geluid uit"),
        (b"m", "Geluid aan"),
        (b"z", "Onbekende toets"),
        (b"?", "spatiebalk of 5: afspelen of pauzeren"),
    ]:
        player.press(keys, wanted)
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    check(max(map(len, player.lines())) <= 80, f"{player.lines()}")


def test_spelled_read(folder):
    """of a sentence that is read and not heard, its last word and its last names are spelled"""
    path = folder / "article.txt"
    path.write_text("Niets\n\nApple toont de MacBook Air in Delft.\n\nSlot.\n")
    still = "--engine", "tone", "--quiet-text", "--from", "start"
    for driver, first in ("none", (b"z", "Onbekende toets")), ("disk", (b" ", "Pauze")):
        env = environment_of(folder, SDL_AUDIODRIVER=driver)
        player = Player(folder, *PLAIN, *still, path, env=env)
        player.wait("Niets")
        for keys, wanted in [
            first,
            (b"]", "Apple toont"),
            (b"s", "Delft: hoofdletter D, e"),
            (b"n", "Delft: hoofdletter D, e"),
            (b"n", "MacBook: hoofdletter M"),
            (b"n", "Apple: hoofdletter A"),
        ]:
            player.press(keys, wanted)
        player.press(b"q")
        equal(player.end(), 0, "exit status")


def test_headlines(folder):
    """the round reads all headlines and no more; steps stay in it, Enter hears an article"""
    player = start(folder, "--from", "start")
    player.press(b"H", "1 van 3: Alfa")
    first = player.wait("3 van 3: Charlie")
    told = [line for line in player.lines()[:first] if " van 3: " in line]
    check(told[0].startswith("1 van 3") and told[1].startswith("2 van 3"), f"{told}")
    check(not any(line.startswith("Alfa een") for line in player.lines()), "headlines alone")
    player.wait("Einde", first)
    player.press(b"H", "1 van 3: Alfa")
    player.press(DOWN, "2 van 3: Bravo")
    player.wait("3 van 3: Charlie", player.wait("2 van 3"))
    player.press(b"4", "2 van 3: Bravo")
    player.press(PAGE_DOWN, "3 van 3: Charlie")
    player.press(b"\n", "Rubriek: Sport\nCharlie krijgt")
    player.wait("Charlie een")
    player.press(b"\n", "Enter werkt bij de koppen")
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_leaving_headlines(folder):
    """Escape goes back to where the round began, and a run that ends in the round goes on there"""
    player = start(folder, "--from", "start")
    player.press(DOWN + DOWN, "Bravo krijgt")
    player.press(RIGHT, "Bravo een")
    player.press(b"H", "1 van 3: Alfa")
    player.press(b"\x1b", "Terug")
    player.wait("Bravo een", player.wait("Terug"))
    player.press(b"H", "1 van 3: Alfa")
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    player = Player(folder, "--engine", "tone", folder / "Bravo.txt")
    player.wait("Bravo een", player.wait("Verder"))
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_silent_headlines(folder):
    """without sound the keys step through the headlines and back to the text"""
    player = start(folder, "--from", "start", env=environment_of(folder, SDL_AUDIODRIVER="none"))
    for keys, wanted in [
        (RIGHT, "In deze uitgave"),
        (b"H", "1 van 3: Alfa"),
        (b"8", "Eerste kop."),
        (b"2", "2 van 3: Bravo"),
        (b"6", "3 van 3: Charlie"),
        (b" ", "Laatste kop."),
        (b"4", "2 van 3: Bravo"),
        (b"\x1b", "Terug.\nIn deze uitgave"),
        (b"H", "1 van 3: Alfa"),
        (b"2", "2 van 3: Bravo"),
        (b"\n", "Bravo krijgt"),
        (b"6", "Bravo een"),
    ]:
        player.press(keys, wanted)
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_search(folder):
    """words are typed, with Backspace, and searched; Enter alone goes on, and tells where anew"""
    player = start(folder, "--from", "start")
    player.press(b"/BRAVOX\x7f drie\r", "Gevonden")
    player.wait("Bravo drie", player.wait("Gevonden"))
    player.press(b"/vijfentwintig\n", "Gevonden")
    player.wait("Charlie twee", player.wait("Gevonden. Artikel 3"))
    player.press(b"/\n", "Gevonden, van voren af aan. Artikel 1")
    player.press(b"/charlie vier\n", "Gevonden. Artikel 3")
    player.wait("Charlie vier", player.wait("Gevonden. Artikel 3"))
    player.press(b"/\n", "Gevonden, alleen hier. Artikel 3")
    player.press(b"/nergens\n", "Niet gevonden: nergens")
    player.press(b"/abc\x1b", "Terug")
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_search_lines(folder):
    """what is typed is a line of its own where answers are only said, and where a run ends there"""
    (folder / "Alfa.txt").write_text(text("Alfa", "Sport"))
    player = Player(folder, "--engine", "tone", "--speak-feedback", folder / "Alfa.txt")
    player.wait("Alfa krijgt")
    for keys, typed in (b"/bravo\r", "bravo\n"), (b"/xx\x1b", "xx\n"), (b"/yy", "yy"):
        player.press(keys, f"Zoeken: typ woorden en dan Enter. {typed}")
    player.press(b"\x03")
    equal(player.end(), 130, "exit status")
    check(player.out.endswith(b"yy\r\n"), "the shell's prompt is on the next line")


def test_bookmarks(folder):
    """a bookmark is set, found again by another run, and taken away"""
    player = start(folder, "--from", "start")
    player.press(DOWN, "Alfa krijgt")
    player.press(b"B", "Geen bladwijzer")
    player.press(RIGHT, "Alfa een")
    player.press(b"b", "Bladwijzer gezet")
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    player = start(folder, "--from", "start")
    player.press(b"B", "Bladwijzer")
    player.wait("Alfa een", player.wait("Bladwijzer"))
    player.press(b"b", "Bladwijzer weg")
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_newer_bookmarks(folder):
    """what a newer kxspeak keeps is not touched, which is told once"""
    path = folder / "state/kxspeak/listen.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"version": 2}')
    player = start(folder)
    player.press(b"b", "Niet bewaard")
    player.press(b"B", "Niet bewaard")
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    told = " ".join(player.lines())
    equal(told.count("of a newer kxspeak"), 1, told)
    equal([file.name for file in path.parent.iterdir()], [path.name], "its folder")
    equal(path.read_text(), '{"version": 2}', "the file")


def test_resumes(folder):
    """the next run goes on at the sentence, however the last one ended, and in another briefing"""
    for key, status in (b"q", 0), (b"\x03", 130):
        player = start(folder, "--from", "start")
        player.press(DOWN + DOWN, "Bravo krijgt")
        player.press(RIGHT, "Bravo een")
        player.press(key)
        equal(player.end(), status, "exit status")
        player = Player(folder, "--engine", "tone", folder / "Bravo.txt")
        player.wait("Bravo een", player.wait("Verder"))
        player.press(b"q")
        equal(player.end(), 0, "exit status")
    player = start(folder, "--from", "start")
    player.press(b"q")
    player.end()
    check(not any(line.startswith("Verder") for line in player.lines()), f"{player.lines()}")


def test_modes(folder):
    """--quiet-text steps without playing on; --speak-feedback prints headlines alone"""
    player = start(folder, "--quiet-text", "--from", "start")
    player.press(b" ", "Pauze")
    player.press(DOWN, "Alfa krijgt")
    time.sleep(1)
    player.read(0)
    check(not any(line.startswith("Alfa een") for line in player.lines()), "it stays")
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    player = Player(folder, "--engine", "tone", "--spraak", "--from", "start", folder / "Alfa.txt")
    player.wait("Alfa krijgt")
    player.press(RIGHT)
    player.press(b"w")
    time.sleep(0.5)
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    told = " ".join(player.lines())
    check("Alfa een" not in told and "Artikel 1" not in told, f"{player.lines()}")


def test_spelled(folder):
    """what is spelled is heard: the letters by their names"""
    path = folder / "article.txt"
    path.write_text("Bos.\n")
    player = Player(folder, *PLAIN, path)
    player.wait("Einde", player.wait("Bos."))
    line = player.press(b"s", "Bos: hoofdletter B, o, s")
    answer = player.lines()[line]
    time.sleep(4)
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    heard = Heard(trim(samples_of(folder)))
    heard.whole(spoken_alone(folder / "word", "Bos."), "the word")
    heard.silence()
    heard.whole(spoken_alone(folder / "letters", answer), "its letters")


main(globals())
