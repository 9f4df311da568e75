#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kxspeak say, explain and list."""
import json
import re
import subprocess
import unicodedata

from harness import (ARTICLE, BRIEFING, CONTENT, SANITIZED, check, environment, equal, kx, kx_ok,
                     main, need)

TEXTS = [ARTICLE, CONTENT / "bibliotheek.txt", CONTENT / "dienstregeling.txt", *BRIEFING]
# What the gate lets through: Latin letters, blanks, ' and - inside words, marks.
SPEECH = re.compile(r"[A-Za-z\u00c0-\u017f\u0218-\u021b '\-.,;:?!]*")

HOSTILE = [
    b"Gewoon een zin.",
    b"",
    b"   \t ",
    b"\x00",
    b"a\x00b",
    b"\x01400S sneller \x01V../x stem",
    b"\xff\xfe\xfd",
    b"caf\xe9 in windows-1252",
    b"\xed\xa0\x80 losse helft",
    b"\xc3",
    b"\r",
    b"regel met\rwagenterugloop",
    b"regel met CRLF\r",
    b"\x0b\x0c\x1b[31mrood\x1b[0m",
    b"[[h@l'oU]]",
    b"]] [[ [[[[ _^_en",
    b"<speak><audio src='/etc/passwd'/></speak>",
    b"&lt;b&gt; &amp; &#1;",
    "regel\u2028scheider\u2029en\u0085meer".encode(),
    "\u202e omgekeerd \u200b nul\u00ad".encode(),
    "e\u0301e\u0301n e\u0301n \ufeff BOM".encode(),
    "😀👩‍👩‍👧🇳🇱".encode(),
    "Москва Ελλάδα 東京 क ՈՒ".encode(),
    b"i.p.v. " * 60,
    b"a. " * 300,
    b"! ? . ' - " * 200,
    b"onge" * 60,
    b"a" * 158 + b"el",
    b"1" * 5000,
    b"12345",
    b"1.234.567,89 " * 50,
    b"x" * 100000,
    b"woord " * 30000,
    b"(" * 3000,
    b"\x7f\x80\x9f",
    b"--quiet",
    b"- ",
    b"> citaat",
    b"---",
    b"title: x",
    b"# kop",
    b"* punt",
    b"...",
]
# One engine process a line is slow for the longest of them; these are for the engine's own forms.
SHORT = [line for line in HOSTILE if len(line) < 2000]


def lines(result):
    return result.out.split("\n")[:-1]


def say_lines(data, *options):
    done = kx_ok("say", "--lines", *options, "-", stdin=data, text=False)
    check(done.out == b"" or done.out.endswith(b"\n"), "the last line ends")
    return done.out.decode().split("\n")[:-1]


# ---- say ----


def test_say(folder):
    """say prints a sentence a line, without a digit or a sign"""
    for path in TEXTS:
        said = lines(kx_ok("say", path))
        source = lines(kx_ok("explain", "--at", "sentences", path))
        equal(len(said), len(source), f"sentences of {path.name}")
        for line in said:
            check(line and not re.search(r"[\d€%\"“”‘(\[<]", line), f"{path.name}: {line}")


def test_say_words(folder):
    """The article's numbers, acronyms and abbreviations in words"""
    said = kx_ok("say", ARTICLE).out + kx_ok("say", CONTENT / "dienstregeling.txt").out
    for words in [
        "tweeduizend veertien",
        "I C T-criminaliteit",
        "ceo",
        "veertien december",
        "zeven euro twintig",
        "zes komma vijfentwintig procent",
        "vijfenzestig procent",
        "zes uur vijftien",
        "achttienhonderdzevenentachtig",
        "twee miljoen driehonderdtwaalfduizend vierhonderdvijftig",
        "eerste klas",
        "zeventien maart tweeduizend zesentwintig",
        "eenendertig komma vijf miljoen euro",
        "circa tweeduizend vierhonderdvijftig euro",
        "vijftig cent",
        "nul uur vierendertig",
    ]:
        check(
            re.sub(r"\W", "", words.lower()) in re.sub(r"\W", "", said.lower()),
            f"{words} in {said}",
        )


def test_say_for(folder):
    """--for transcript is the default; --for speech has only what the engine may be given"""
    equal(kx_ok("say", "--for", "transcript", ARTICLE).out, kx_ok("say", ARTICLE).out, "transcript")
    for path in TEXTS:
        for line in lines(kx_ok("say", "--for", "speech", path)):
            check(SPEECH.fullmatch(line), f"{path.name}: {line}")
    speech = kx_ok("say", "--for", "speech", "-", stdin=b"Er waren 263 KNVB'ers.").out
    check("twee honderd drie-en-zestig" in speech, speech)
    check("kaa-\u00e8n-vee-bee-ers" in speech, speech)


def test_lines_one_for_one(folder):
    """say --lines: one output line for each input line, in order, whatever is in it"""
    data = b"\n".join(HOSTILE) + b"\n"
    for options in [], ["--for", "transcript"], ["--for", "speech"]:
        got = say_lines(data, *options)
        equal(len(got), len(HOSTILE), f"lines with {options}")
        equal(got[0].rstrip("."), "Gewoon een zin", "the first line")
        equal((got[1], got[2]), ("", ""), "blank lines")
        for line in got:
            check(
                not any(
                    unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cs") for c in line
                ),
                f"a control in {line[:200]!r}",
            )
            check(not re.search(r"\d", line), f"a digit in {line[:200]!r}")
    for options in ["--ipa"], ["--phonemes"]:
        equal(
            len(say_lines(b"\n".join(SHORT) + b"\n", *options)), len(SHORT), f"lines with {options}"
        )


def test_marks_left_out(folder):
    """Marks of emphasis and of notes are not spoken, whatever they stand round"""
    got = say_lines(
        "**14.32** – De A29 is dicht.\nDe **3-1** viel.\nHet kost **€ 3,50**.\nNu __45%__ meer.\n"
        "Om _06.00 uur_ open.\nEen zin.[^1] Nog[^bron] een.\nVijf is 5*4 niet.\n".encode()
    )
    equal(
        got,
        [
            "veertien uur tweeëndertig, De A negenentwintig is dicht.",
            "De drie één viel.",
            "Het kost drie euro vijftig.",
            "Nu vijfenveertig procent meer.",
            "Om zes uur open.",
            "Een zin. Nog een.",
            "Vijf is vijf keer vier niet.",
        ],
        "lines",
    )


def test_say_as_read(folder):
    """say and explain leave out what the profile does, and say has the words that mark structure"""
    path = folder / "a.txt"
    path.write_text("Kop\n\nLead.\n\nFoto: ANP\n\nTekst.\n\nLees ook: B\nLees ook: C\n")
    equal(lines(kx_ok("say", path))[2:4], ["Foto: A N P", "Tekst."], "all of it")
    equal(lines(kx_ok("say", "-p", "dyslexia", path)), ["Kop", "Lead.", "Tekst."], "asides")
    equal(lines(kx_ok("say", "-s", "words", path))[:3], ["Kop:", "Kop", "Lead."], "structure")
    equal(lines(kx_ok("say", "-p", "blind", path))[:2], ["Kop:", "Kop"], "the profile's")
    for stage in "sentences", "tokens", "words":
        said = kx_ok("explain", "--at", stage, "-p", "dyslexia", path).out
        check("Foto" not in said and "Lees" not in said and "Tekst" in said, said)
    equal(lines(kx_ok("say", path, path)), 2 * lines(kx_ok("say", path)), "each by itself")
    equal(kx("say", "-s", "hard", path).status, 64, "no such structure")
    equal(kx("say", "-l", "-s", "hard", path).status, 64, "no such structure")


def test_lines_in_order(folder):
    """say --lines keeps the order, and takes a last line without an end, and no line at all"""
    numbers = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"]
    data = "\n".join(f"regel {n}" for n in range(1, 1001)).encode()
    got = say_lines(data)
    equal(len(got), 1000, "lines")
    for index in range(1, 10):
        equal(got[index], f"regel {numbers[index]}", "line")
    equal(got[999], "regel duizend", "the last line")
    for options in [], ["--phonemes"]:
        equal(say_lines(b"", *options), [], "no line")
        equal(len(say_lines(b"\n\n", *options)), 2, "two empty lines")


def test_phonemes(folder):
    """--phonemes: mnemonics joined by · as espeak-ng -x --sep=· prints them; --ipa: IPA"""
    need("espeak-ng")
    for text in "Dit is een kleine test.", "De trein rijdt vandaag niet.":
        wanted = subprocess.run(
            ["espeak-ng", "-q", "-v", "nl", "-x", "--sep=·", text],
            capture_output=True,
            text=True,
            env=environment(),
        ).stdout.split()
        got = kx_ok("say", "--phonemes", "-", stdin=text.encode()).out
        equal(got.split(), wanted, text)
        equal(got.count("\n"), 1, "one line")
    ipa = kx_ok("say", "--ipa", "-", stdin=b"De trein rijdt vandaag niet.").out
    check("ˈ" in ipa and "ɛɪ" in ipa, ipa)
    for path in TEXTS[:2]:
        equal(
            len(lines(kx_ok("say", "--phonemes", path))), len(lines(kx_ok("say", path))), path.name
        )


def test_no_commands(folder):
    """[[...]], markup and control characters of a text are never obeyed by the engine"""
    clean = kx_ok("say", "--phonemes", "-", stdin="Dit is een test.".encode()).out
    for trick in b"\x01400S", b"\x01V../x ", b"\xe2\x80\x8b", b"\x1b":
        got = kx_ok("say", "--phonemes", "-", stdin=b"Dit is " + trick[:1] + b" een test.").out
        if trick[0] < 32:
            equal(got, clean, repr(trick[:1]))
    speech = kx_ok(
        "say",
        "--for",
        "speech",
        "-",
        stdin=b"Hij zei [[h@l'oU_^_en]] <audio src='/x'/> &lt;p&gt; en ging.",
    ).out
    check(SPEECH.fullmatch(speech.strip("\n")), speech)
    got = kx_ok("say", "--phonemes", "-", stdin=b"Hij zei [[zzz]] en ging.").out
    check("[" not in got and "z·z·z" not in got, got)
    # Said as letters or left out, but the words around it stay.
    around = kx_ok("say", "--phonemes", "-", stdin=b"Hij zei en ging.").out.split()
    check(got.split()[0] == around[0] and got.split()[-1] == around[-1], got)


def test_say_voice_is_no_matter(folder):
    """The words do not depend on the voice"""
    wanted = kx_ok("say", ARTICLE).out
    for voice in "kalm", "snel":
        equal(kx_ok("say", "--voice", voice, ARTICLE).out, wanted, voice)


def test_long_lines(folder):
    """A 10 MB line and a 100,000-letter word are said within bounds of time"""
    times = 20_000 if SANITIZED else 175_000
    (folder / "line.txt").write_bytes(
        b"Dit is een lange regel met 25 woorden en EUR 12,50 erin. " * times
    )
    done = kx_ok("say", folder / "line.txt")
    check(done.out.count("vijfentwintig") == times, "every number said")
    got = say_lines((folder / "line.txt").read_bytes())
    equal(len(got), 1, "lines")
    got = say_lines(b"x" * 10_000_000 + b"\nna\n")
    equal((len(got), got[1]), (2, "na"), "lines")


# ---- explain ----


def test_explain(folder):
    """explain shows every stage, for people and as JSON lines"""
    for stage in "sentences", "tokens", "words", "phonemes", "timeline":
        done = kx_ok("explain", "--at", stage, BRIEFING[0])
        check(len(done.out.splitlines()) >= 10, f"{stage}: {done.out[:300]}")
        records = [
            json.loads(line)
            for line in kx_ok("explain", "--at", stage, "--json", BRIEFING[0]).out.splitlines()
        ]
        check(records and all(isinstance(record, dict) for record in records), f"{stage} as JSON")


def test_explain_sentences(folder):
    """explain --at sentences: one source sentence a line, as printed"""
    got = lines(kx_ok("explain", "--at", "sentences", ARTICLE))
    text = " ".join(ARTICLE.read_text().split())
    equal(" ".join(got), text, "the sentences, joined")
    check(
        "De twee werken al sinds 2014 samen en het nieuwe contract bouwt daarop voort." in got, got
    )


def flatten(record):
    if isinstance(record, dict):
        yield record
        for value in record.values():
            yield from flatten(value)
    elif isinstance(record, list):
        for value in record:
            yield from flatten(value)


def test_explain_tokens(folder):
    """explain --at tokens: class, fields and byte range; the bytes are the token's"""
    classes = {line.split()[0] for line in lines(kx_ok("list", "classes"))}
    path = CONTENT / "dienstregeling.txt"
    source = path.read_bytes()
    out = kx_ok("explain", "--at", "tokens", "--json", path).out
    tokens = [
        item for line in out.splitlines() for item in flatten(json.loads(line)) if "class" in item
    ]
    check(len(tokens) > 300, f"{len(tokens)} tokens")
    found = {token["class"] for token in tokens}
    check(found <= classes, f"unknown: {found - classes}")
    check(
        {"money", "date", "time", "percent", "ordinal", "year", "cardinal", "decimal"} <= found,
        found,
    )
    end = 0
    for token in tokens:
        start, stop = token["range"]
        check(end <= start < stop, f"in order: {token}")
        check(not source[end:start].strip(), f"left out: {source[end:start]}")
        end = stop
    money = [token for token in tokens if token["class"] == "money"]
    check(any(source[slice(*token["range"])].decode() == "€ 7,20" for token in money), money)


# ---- list ----


def test_list(folder):
    """list: voices, classes, readers and formats, a line each"""
    for what, names in {
        "voices": ["nieuwslezer", "kalm", "snel"],
        "formats": ["wav", "flac"],
        "readers": ["plain"],
        "classes": ["money", "date", "verbatim"],
    }.items():
        out = lines(kx_ok("list", what))
        first = [line.split()[0] for line in out]
        check(all(name in first for name in names), f"{what}: {out}")
        check(all(len(line.split()) > 1 for line in out), f"each says what it is: {out}")
        equal(len(set(first)), len(first), "no name twice")
    for wrong in [], ["stemmen"]:
        done = kx("list", *wrong)
        equal((done.status, done.out, done.err.count("\n")), (64, "", 1), f"list {wrong}")


if __name__ == "__main__":
    main(globals())
