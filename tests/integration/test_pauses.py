#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pauses that are heard, measured in the samples, against those that the voice profile asks
for: normal * sqrt(175 / words a minute), never less than the floor."""
import array
import configparser
import json
import math

from harness import TOP, brief, check, main
from media import Wav

RATES = 130, 175, 260, 400
ERROR = 0.020  # seconds
QUIET = 10 ** (-50 / 20) * 32768

# What stands between a word and the next one, and the pause that it asks for.
TEXT = """Brug blijft nog een week dicht

De brug over de rivier gaat maandag niet open. Dat heeft de gemeente laten weten. Er zijn twee \
redenen: alle onderdelen komen van ver en het regent. Het wegdek was oud; alles moest eruit. De \
omleiding – elke dag een uur – zorgt voor drukte. De wethouder (een man uit het dorp) is er klaar \
mee, zei hij.

Volgens hem was het “een heel nare verrassing voor iedereen” en dat is jammer. Hij noemde de \
“lange omweg” alleen maar dom. Bewoners noemen lawaai, olie, modder en ander ongemak. “Waarom \
duurt dit zo lang?” is hun vraag.

> Het is hier elke dag druk. Niemand in deze straat slaapt nog.

Maandag is alles weer zoals eerder.

- Een bus rijdt om.
- Een boot vaart langer door.

## Planning

Een nieuwe weg ligt er over een week. Later volgt alles wat erbij hoort.
"""
INSIDE = [
    ("redenen", "alle", "colon"),
    ("oud", "alles", "colon"),
    ("omleiding", "elke", "dash"),
    ("uur", "zorgt", "dash"),
    ("wethouder", "een", "comma"),
    ("dorp", "is", "comma"),
    ("mee", "zei", "comma"),
    ("het", "een", "comma"),
    ("iedereen", "en", "comma"),
    ("de", "lange", None),
    ("omweg", "alleen", None),
    ("lawaai", "olie", "comma"),
    ("olie", "modder", "comma"),
    ("modder", "en", None),
    ("lang", "is", "colon"),
]
BETWEEN = {
    ("headline", "lead"): "after-headline",
    ("lead", "paragraph"): "paragraph",
    ("paragraph", "quote"): "quote",
    ("quote", "paragraph"): "quote",
    ("paragraph", "list-item"): "item",
    ("list-item", "list-item"): "item",
    ("intertitle", "paragraph"): "after-headline",
}


def profile(name):
    """The profile's pauses: key -> (normal, floor) in seconds."""
    parser = configparser.ConfigParser()
    parser.read(TOP / "voices" / f"{name}.voice")
    return {
        key: tuple(int(part) / 1000 for part in value.split())
        for key, value in parser["pauses"].items()
    }


def longest_silence(samples, rate, start, end):
    longest = length = 0
    for sample in samples[int(start * rate) : int(end * rate)]:
        length = length + 1 if abs(sample) < QUIET else 0
        longest = max(longest, length)
    return longest / rate


def measured(made):
    """(left word, right word, pause key or None, seconds of silence) of each place."""
    wav = Wav(made / f"{made.name}.wav")
    samples = array.array("h", wav.samples)
    sentences = json.loads((made / "timeline.json").read_text())["sentences"]
    words = [(word, sentence) for sentence in sentences for word in sentence["words"]]
    inside = {(left, right): key for left, right, key in INSIDE}
    for (left, before), (right, after) in zip(words, words[1:]):
        names = left["printed"], right["printed"]
        if before is after:
            if names not in inside:
                continue
            key = inside[names]
        elif before["chapter"] != after["chapter"]:
            continue  # lengthened to a whole second
        elif before["block"] == after["block"]:
            key = "item" if before["block"] == "list-item" else "sentence"
        else:
            key = BETWEEN[before["block"], after["block"]]
        yield *names, key, longest_silence(samples, wav.rate, left["start"], right["start"] + 0.05)
    first, last = words[0][0], words[-1][0]
    silence = longest_silence(samples, wav.rate, 0, first["start"] + 0.05)
    yield "", first["printed"], "lead-in", silence
    end = len(samples) / wav.rate
    yield last["printed"], "", "lead-out", longest_silence(samples, wav.rate, last["start"], end)


def check_voice(folder, voice, rate):
    (folder / "p.md").write_text(TEXT)
    name = f"{voice}{rate}"
    options = ["--voice", voice, "--rate", rate, "--native-rate", "--to", "wav", "--id", name]
    made = brief(folder, folder / "p.md", *options)
    pauses = profile(voice)
    places = list(measured(made))
    seen = {place[2] for place in places}
    check(len(places) >= len(INSIDE) + 16, f"{len(places)} places")
    own = {"comma", "colon", "dash", "sentence", "lead-in", "lead-out", None}
    check(seen >= set(BETWEEN.values()) | own, f"{seen}")
    for left, right, key, silence in places:
        where = f"{voice} at {rate}: {left} | {right} ({key}): {silence * 1000:.0f} ms"
        if key is None:
            check(silence < 0.060, f"{where} where no pause is asked for")
            continue
        normal, floor = pauses[key]
        wanted = max(normal * math.sqrt(175 / rate), floor)
        check(abs(silence - wanted) <= ERROR, f"{where} instead of {wanted * 1000:.0f}")


def test_newsreader(folder):
    """Every pause of the default voice is the profile's at 130, 175, 260 and 400 words a minute"""
    for rate in RATES:
        check_voice(folder, "nieuwslezer", rate)


def test_other_voices(folder):
    """... and of the other voices at two of these"""
    for voice in "kalm", "snel":
        for rate in RATES[1::2]:
            check_voice(folder, voice, rate)


if __name__ == "__main__":
    main(globals())
