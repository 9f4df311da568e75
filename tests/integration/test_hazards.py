#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts that crash espeak-ng, make it obey, or make it lose words in silence: each is spoken, or
named with its file, and what stands round it sounds as without. And what becomes of a sentence that
kills the engine all the same."""
import array
import json

from harness import DATE, check, equal, kx, kx_ok, main
from media import Wav

BEFORE = "De gemeente bouwt dit jaar een brug over de rivier, zegt de wethouder."
# So soft that the limiter has nothing to do: sound differs by one factor at most.
QUIET = ["--loudness", "-35"]
AFTER = "Volgens omwonenden is er te weinig overleg geweest over de plaats van de brug."
# The smallest texts that are known to do harm, with what they do to espeak-ng 1.51.
HAZARDS = {
    "dotted abbreviations (abort)": "i.p.v. " * 29,
    "dotted letters (abort)": "a." * 85,
    "dotted letters with blanks (abort)": "a . " * 85,
    "dotted accents (abort)": "é . " * 41,
    "a long word in -el (abort)": "a" * 158 + "el",
    "a long compound (abort)": "hottentottententententoonstelling" * 5,
    "over (abort)": "over" * 40,
    "ver (abort)": "ver" * 54,
    "achter (abort)": "achter" * 27,
    "prefixes (abort)": "onge" * 41,
    "digits (over-read)": "9" * 98,
    "one letter of Devanagari (use after free)": "\u0915",
    "a vowel of Devanagari (use after free)": "\u0904",
    "an Armenian letter (use after free)": "\u0588",
    "a Greek hole (use after free)": "\u037f",
    "Hangul and a letter (use after free)": "걿b",
    "two emoji (overflow)": "Leuk \U0001f61c\U0001f61d toch",
    "two more emoji (overflow)": "Leuk \U0001f3fa\U0001f3fb toch",
    "a last number (uninitialised)": "12345",
    "a clause beyond its buffer (over-read)": "c1-" * 300 + "12",
    "a sound file (opened)": '<audio src="/etc/passwd"/>',
    "a device (opened)": '<audio src="/dev/null"/>',
    "a command (a shell runs)": "<audio src='/tmp/a$(touch PWNED).wav'/>",
    "a pause (overflow)": "<break strength=",
    "a stress (overflow)": '<emphasis level="x">',
    "a language (overflow)": "[[_^_xxxxxxxxxxxx]]",
    "phonemes (overflow)": "[[" + "h" * 200 + "]]",
    "nested voices (overflow)": "<voice>" * 1000,
    "a speed (obeyed)": "\x01400S",
    "a voice file (obeyed)": "\x01V../x ",
    "punctuation (obeyed)": "\x01B",
    "a speed in markup (obeyed)": "&#1;400S",
    "marks in a row (lost)": "Wacht " + ". ? ! - ' " * 40 + "even.",
    "full stops (lost)": "Wacht" + "." * 1000 + " Nu.",
    "a word of 250 bytes (lost)": "lettergreep" * 23,
    "an ampersand (another voice)": "Jansen & Jansen",
    "signs (another voice)": "ongeveer ~ 3 ± 1 µm, ½ daarvan",
    "letters in a row (swallowed)": "b " * 1000,
}


def speak(folder, name, *paragraphs, engine="espeak", status=(0,)):
    """The briefing's sentences and samples, and what was said of it."""
    path = folder / f"{name}.txt"
    path.write_text("Het nieuws\n\n" + "\n\n".join(paragraphs) + "\n")
    done = kx(path.name, "-o", folder / "out", "--id", name, "--engine", engine, "--native-rate",
              "--to", "wav", *QUIET, *DATE, cwd=folder)
    check(done.status in status, f"{name}: exit status {done.status}: {done.err[:500]}")
    if done.status > 1:
        return None, None, done
    made = folder / "out" / name
    sentences = json.loads((made / "timeline.json").read_text())["sentences"]
    return sentences, array.array("h", Wav(made / f"{name}.wav").samples), done


def piece(sentences, sound, text):
    """The samples of the sentence that is printed as `text`."""
    found = [s for s in sentences if s["printed"] == text]
    equal(len(found), 1, f"{text!r} is there once")
    start, end = (round(found[0][key] * 22050) for key in ("start", "end"))
    return sound[start:end]


def check_same_sound(one, other, what):
    """Equal but for the loudness of the whole, and a step of rounding at each."""
    equal(len(one), len(other), f"{what}: frames")
    factor = sum(a * b for a, b in zip(one, other)) / sum(a * a for a in one)
    worst = max(abs(a * factor - b) for a, b in zip(one, other))
    check(worst <= 2 + factor, f"{what}: off by {worst} at {factor}")


def test_hazards(folder):
    """Each is spoken or named, and the sentences round it are as without it"""
    sentences, sound, _ = speak(folder, "zonder", BEFORE, AFTER)
    usual = [piece(sentences, sound, text) for text in (BEFORE, AFTER)]
    for number, (name, text) in enumerate(HAZARDS.items()):
        sentences, sound, done = speak(folder, f"h{number}", BEFORE, text, AFTER)
        heard = [s for s in sentences if s["words"] and s["printed"] not in
                 (BEFORE, AFTER, "Het nieuws")]
        check(heard or f"h{number}.txt" in done.err, f"{name}: neither spoken nor named")
        equal({s["outcome"] for s in sentences}, {"spoken"}, name)
        for text, wanted in zip((BEFORE, AFTER), usual):
            check_same_sound(wanted, piece(sentences, sound, text), name)
    check(not list(folder.rglob("PWNED")), "no command was run")


def test_say(folder):
    """say prints every one of them, or says why not"""
    for name, text in HAZARDS.items():
        done = kx("say", "-", stdin=f"{BEFORE}\n\n{text}\n\n{AFTER}\n".encode(), cwd=folder)
        equal(done.status, 0, f"{name}: {done.err[:300]}")
        lines = done.out.strip().splitlines()
        equal(len(lines) >= 2, True, f"{name}: {done.out[:300]}")
        check(not {c for c in done.out + done.err if c < " " and c != "\n"}, f"{name}: controls")


def test_no_word_is_lost(folder):
    """A clause of 1,000 words is heard to its end"""
    frames = {}
    for n in 250, 1000:
        sentences, sound, _ = speak(folder, f"n{n}", " ".join(["woord"] * n))
        words = [word for s in sentences[1:] for word in s["words"]]
        equal(len(words), n, "words with a time")
        starts = [word["start"] for word in words]
        equal(starts, sorted(set(starts)), "each begins behind the one before")
        frames[n] = len(sound)
    check(3.6 < frames[1000] / frames[250] < 4.2, f"four times as long: {frames}")


def test_nul(folder):
    """Text behind NUL is spoken, and that NUL was there is named"""
    sentences, _, done = speak(folder, "teken", f"{BEFORE}\0 {AFTER}")
    check("teken.txt" in done.err, done.err)
    check(AFTER in [s["printed"] for s in sentences], sentences)


# ---- the ladder, with an engine that can be killed ----

NOTICE = "Hier is een zin overgeslagen."


def test_skipped(folder):
    """A sentence that kills twice is replaced by the notice; all else is the same to the byte"""
    with_it = speak(folder, "a", BEFORE, f"{BEFORE} Dit crashhh zomaar. {AFTER}", AFTER,
                    engine="tone", status=(1,))
    (folder / "b").mkdir()
    without = speak(folder / "b", "a", BEFORE, f"{BEFORE} {NOTICE} {AFTER}", AFTER, engine="tone")
    check("a.txt:5: " in with_it[2].err and "signal 6" in with_it[2].err, with_it[2].err)
    equal(with_it[1], without[1], "the sound of the notice itself in its place")
    equal([s["outcome"] for s in with_it[0]], ["spoken"] * 3 + ["notice"] + ["spoken"] * 2,
          "outcomes")
    losses = json.loads((folder / "out/a/episode.json").read_text())["losses"]
    equal([(loss["outcome"], loss["cause"]) for loss in losses], [("notice", "signal 6")], "losses")


def test_plainest_form(folder):
    """A sentence that kills as it is written is said in letters only"""
    with_it = speak(folder, "a", f"{BEFORE} Dit is crashhm, nu. {AFTER}", engine="tone",
                    status=(1,))
    (folder / "b").mkdir()
    without = speak(folder / "b", "a", f"{BEFORE} Dit is crashhm nu. {AFTER}", engine="tone")
    check("a.txt:3: " in with_it[2].err, with_it[2].err)
    equal(with_it[1], without[1], "the sound of the plain form in its place")


def test_stray_death(folder):
    """A death that does not come again leaves no trace"""
    once = speak(folder, "a", f"{BEFORE} Dit onceonly dan. {AFTER}", engine="tone")
    equal({s["outcome"] for s in once[0]}, {"spoken"}, "outcomes")
    check("a.txt" not in once[2].err, once[2].err)


def test_too_many(folder):
    """A run that loses more than a fifth of its sentences makes nothing"""
    lost = ["Dit crashhh weer."] * 7
    _, _, done = speak(folder, "a", *lost, *[BEFORE] * 20, status=(70,), engine="tone")
    check("7 of 28" in done.err, done.err)
    check(not (folder / "out" / "a").exists(), "no briefing")
    speak(folder, "b", *lost, *[BEFORE] * 30, status=(1,), engine="tone")


if __name__ == "__main__":
    main(globals())
