#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said to the one who runs kxspeak, in English and in Dutch; and that nothing else depends
on the language."""
import functools
import pathlib
import re
import subprocess
import tempfile

from harness import (ARTICLE, BRIEFING, CONTENT, DATE, KEEP, Skip, check, copy_program,
                     environment, equal, kx, kx_ok, main, need, tree)

ENGLISH = "kxspeak: cannot open no.txt"
DUTCH = "kxspeak: kan no.txt niet openen"
COMMANDS = "", "brief", "say", "explain", "feed", "check", "lexicon", "list", "play"
# Options and commands.
NAMES = r"--[a-z-]+|kxspeak (?!article|artikel)[a-z]+"


def speaking(**variables):
    """An environment with these and no other variables of the locale."""
    env = environment()
    for name in "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE":
        env.pop(name, None)
    env.update(variables)
    return env


NL = speaking(LANG="nl_NL.UTF-8")


@functools.lru_cache(maxsize=None)
def real_locale():
    """An environment with a Dutch locale that is on this machine, made for it if need be."""
    need("localedef")
    folder = tempfile.TemporaryDirectory(prefix="kxspeak-locale-")
    KEEP.append(folder)
    made = pathlib.Path(folder.name, "nl_NL.UTF-8")
    subprocess.run(["localedef", "-i", "nl_NL", "-f", "UTF-8", made], capture_output=True)
    if not (made / "LC_MESSAGES").exists():
        raise Skip("localedef has no source of nl_NL (Debian: locales)")
    return speaking(LANG="nl_NL.UTF-8", LOCPATH=folder.name)


# ---- which language ----


def test_choice(folder):
    """LC_ALL, LC_MESSAGES, LANG and LANGUAGE choose, also where their locale is not installed"""
    for variables, wanted in [
        ({}, ENGLISH),
        ({"LC_ALL": "C"}, ENGLISH),
        ({"LC_ALL": "C.UTF-8"}, ENGLISH),
        ({"LANG": "nl_NL.UTF-8"}, DUTCH),
        ({"LANG": "nl_BE.UTF-8"}, DUTCH),
        ({"LANG": "nl"}, DUTCH),
        ({"LC_MESSAGES": "nl_NL.UTF-8", "LANG": "en_GB.UTF-8"}, DUTCH),
        ({"LC_ALL": "nl_NL.UTF-8", "LANG": "C"}, DUTCH),
        ({"LC_ALL": "C", "LANG": "nl_NL.UTF-8"}, ENGLISH),
        ({"LC_ALL": "C.UTF-8", "LANG": "nl_NL.UTF-8"}, ENGLISH),
        ({"LANG": "nl_NL.UTF-8", "LANGUAGE": "en"}, ENGLISH),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "nl"}, DUTCH),
        ({"LANG": "en_GB.UTF-8"}, ENGLISH),
        ({"LANG": "xx_YY.UTF-8"}, ENGLISH),
    ]:
        done = kx("no.txt", "-o", folder / "out", cwd=folder, env=speaking(**variables))
        equal(done.status, 66, f"exit status with {variables}")
        check(done.err.startswith(wanted + ": "), f"{variables}: {done.err}")


def test_real_locale(folder):
    """A Dutch locale that is installed"""
    done = kx("no.txt", "-o", folder / "out", cwd=folder, env=real_locale())
    check(done.err.startswith(DUTCH + ": "), done.err)


def test_third_language(folder):
    """A language that kxspeak does not have: wholly English, the system's words too"""
    done = kx("no.txt", "-o", folder / "out", cwd=folder, env=speaking(LANG="de_DE.UTF-8"))
    equal(done.err, f"{ENGLISH}: No such file or directory\n", "message")


# ---- what is said ----


def test_help(folder):
    """The help of every command: its own lines are Dutch, its options keep their names"""
    for command in COMMANDS:
        arguments = [command, "--help"] if command else ["--help"]
        english, dutch = kx_ok(*arguments).out, kx_ok(*arguments, env=NL).out
        equal(
            sorted(re.findall(NAMES, dutch)),
            sorted(re.findall(NAMES, english)),
            f"options and commands of {command} --help",
        )
        wide = [line for line in dutch.splitlines() if len(line) > 100]
        equal(wide, [], f"lines of more than 100 columns in {command} --help")
        both = {line.strip() for line in english.splitlines()} & {
            line.strip() for line in dutch.splitlines()
        }
        # What is the same in both: names and their values.
        left = [line for line in both if re.search(r"\b(?:the|of|and|with|a)\b", line)]
        equal(left, [], f"English in {command} --help")


def test_help_of_dutch_options(folder):
    """The options of play that have a Dutch name are listed by it, too"""
    for env in environment(), NL:
        told = kx_ok("play", "--help", env=env).out
        for name, dutch in ("--quiet-text", "--stil"), ("--speak-feedback", "--spraak"):
            check(re.search(rf"^  {dutch} .*{name}", told, re.MULTILINE), f"{dutch}: {told}")


def test_voices(folder):
    """Voices tell what they are in the user's language"""
    english, dutch = kx_ok("list", "voices").out, kx_ok("list", "voices", env=NL).out
    equal(len(english.splitlines()), len(dutch.splitlines()), "voices")
    for line, other in zip(english.splitlines(), dutch.splitlines()):
        equal(line.split()[0], other.split()[0], "name")
        check(line != other, f"the same in both languages: {line}")


def test_plurals(folder):
    """One and more than one"""
    kx_ok(ARTICLE, "-o", folder / "out", "--to", "text", "--engine", "tone", *DATE)
    equal(
        kx_ok("check", folder / "out", env=NL).out,
        "in orde: 1 briefing, 2 bestanden, 0 in de feed\n",
        "check",
    )
    (folder / "l.tsv").write_text("a\tnone\n")
    err = kx("lexicon", "check", "l.tsv", cwd=folder, env=NL).err
    equal(err, "kxspeak: 1 fout gevonden\n", "one fault")
    (folder / "l.tsv").write_text("a\tnone\nb\tnone\n")
    err = kx("lexicon", "check", "l.tsv", cwd=folder, env=NL).err
    equal(err, "kxspeak: 2 fouten gevonden\n", "two faults")
    (folder / "l.tsv").write_text("a\n")
    out = kx("lexicon", "check", "l.tsv", cwd=folder, env=NL).out
    check(": 1 cel, maar er zijn er minstens 2 nodig" in out, out)
    (folder / "a.txt").write_text("Kop\n\nEen zin.\n\nFoto: een brug.\n")
    err = kx_ok("a.txt", "-p", "dyslexia", "-o", "out", "--to", "text", "--engine", "tone", *DATE,
                cwd=folder, env=NL).err
    check("laat bijschriften (1), links (0) en noten (0) weg" in err, err)


def test_quotes(folder):
    """What was given stands in Dutch quotes"""
    for arguments in ["--profile", "x"], ["--voice", "x"], ["--structure", "x"]:
        err = kx(ARTICLE, *arguments, "-o", "out", cwd=folder, env=NL).err
        check("‘x’" in err and '"x"' not in err, err)


def test_untrusted_text(folder):
    """A name that looks like a directive or moves the cursor is text in Dutch too"""
    done = kx("%s%n\x1b[2J.txt", "-o", folder / "out", cwd=folder, env=NL)
    check(done.err.startswith(r"kxspeak: kan %s%n\x1B[2J.txt niet openen: "), repr(done.err))


def test_engine_process(folder):
    """What a process of the engine says comes in the same language"""
    arguments = [ARTICLE, "-o", folder / "out", "--to", "wav", "--native-rate", *DATE]
    err = kx(*arguments, limit=100000, env=NL).err
    check(": kan het tijdelijke geluidsbestand niet schrijven: " in err, err)


# ---- nothing else depends on it ----


def test_files(folder):
    """All files of a show, its feed and its artwork are the same to the byte"""
    made = {}
    environments = {"C": speaking(LC_ALL="C.UTF-8"), "nl": NL}
    try:
        environments["nl_NL"] = real_locale()
    except Skip:
        pass
    for name, env in environments.items():
        env = {**env, "SOURCE_DATE_EPOCH": "1741953600"}
        done = kx_ok(
            *BRIEFING[:2], "-o", folder / name, "--show", CONTENT / "show.ini", "--id", "n", *DATE,
            env=env,
        )
        made[name] = tree(folder / name)
        equal("hoofdstukken" in done.out, name != "C", f"the language of {name}")
        check(re.search(r"\d\.\d kB", done.out), f"numbers as in C: {done.out}")
    check(len(made["C"]) > 15, "files")
    for name, files in made.items():
        equal(files, made["C"], name)


def test_losses(folder):
    """A sentence that is lost: told in Dutch, and its cause in episode.json is as it was"""
    (folder / "a.txt").write_text("Kop van het stuk\n\nDit gaat goed. Dit crashhh niet. Dit wel.\n")
    records = []
    for name, env in ("C", speaking(LC_ALL="C")), ("nl", NL):
        done = kx("a.txt", "-o", name, "--to", "text", "--engine", "tone", "--id", "a", *DATE,
                  cwd=folder, env=env)
        equal(done.status, 1, "exit status")
        records.append((folder / name / "a/episode.json").read_text())
    check("een zin kon niet worden gezegd zoals geschreven" in done.err, done.err)
    equal(records[1], records[0], "episode.json")


def test_json(folder):
    """--json: the same events with the same keys; only texts for people differ"""
    out = [
        kx("a.txt", "-o", "out", "--json", cwd=folder, env=env).out
        for env in (speaking(LC_ALL="C"), NL)
    ]
    equal(*[re.sub(r'"text":"[^"]*"', "", text) for text in out], "events")
    check(out[0] != out[1], "the text is not translated")


def test_stages(folder):
    """explain and say print the same"""
    for command in ["say"], ["explain", "--at", "tokens"], ["explain", "--at", "words", "--json"]:
        equal(kx_ok(*command, ARTICLE, env=NL).out, kx_ok(*command, ARTICLE).out, str(command))


def test_elsewhere(folder):
    """A program that was moved away from its catalogue speaks English"""
    program = copy_program(folder)
    done = kx("no.txt", "-o", "out", cwd=folder, env=NL, program=(program,))
    check(done.err.startswith((ENGLISH, DUTCH)), done.err)
    equal(done.status, 66, "exit status")


main(globals())
