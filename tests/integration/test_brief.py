#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kxspeak FILE... -o DIR: what it makes of good input."""
import collections
import hashlib
import json
import os
import pty
import re
import subprocess
import threading
import time

from harness import (
    ARTICLE,
    BRIEFING,
    CONTENT,
    DATE,
    PROGRAM,
    TOP,
    brief,
    check,
    environment,
    equal,
    kx,
    kx_ok,
    main,
    need,
    shared,
    tree,
)
from media import Flac, Wav

NATIVE = ["--native-rate"]
TITLES = [
    "Interpol en Kaspersky gaan nog vijf jaar samen verder",
    "Wantrouwen",
    "Deels naar Zwitserland",
]
ID = "interpol-en-kaspersky-gaan-nog-vijf-jaar-samen-verder"


def timeline(folder):
    return json.loads((folder / "timeline.json").read_text())


def episode(folder):
    return json.loads((folder / "episode.json").read_text())


def sound(folder, suffix):
    path = folder / f"{folder.name}.{suffix}"
    return Wav(path) if suffix == "wav" else Flac(path)


def plain_text(*paragraphs):
    return "\n\n".join(paragraphs) + "\n"


# ---- files and names ----


def test_files(folder):
    """One article: DIR/ID/ holds ID.wav, ID.flac, timeline.json and episode.json"""
    made = brief(folder, ARTICLE)
    equal(made.name, ID, "ID is the title's slug")
    equal(
        sorted(os.listdir(made)),
        sorted([f"{ID}.wav", f"{ID}.flac", "timeline.json", "episode.json"]),
        "files",
    )
    equal(os.listdir(folder / "out"), [ID], "nothing else in DIR")


def test_names_of_folders(folder):
    """ID: the slug without signs, --id, TITLE-DATE or briefing-DATE for several articles"""
    (folder / "a.txt").write_text(plain_text("Één café: 25 % méér – “nu”!", "Kort bericht."))
    name = brief(folder, folder / "a.txt", *NATIVE, "--to", "wav").name
    check(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) and "een-cafe" in name, f"slug: {name}")
    equal(brief(folder, folder / "a.txt", *NATIVE, "--id", "mijn_ID.2").name, "mijn_ID.2", "--id")
    equal(
        brief(folder, folder / "a.txt", folder / "a.txt", *NATIVE).name,
        "briefing-2025-03-14",
        "several articles",
    )
    (folder / "b.txt").write_text("Nieuws " + "zeer" * 60 + " lang\n\nBericht.\n")
    name = brief(folder, folder / "b.txt", *NATIVE, "--to", "wav").name
    check(len(name) <= 60, f"slug of {len(name)} bytes")


def test_brief_is_the_default_command(folder):
    """`kxspeak brief` is the same job"""
    kx_ok("brief", ARTICLE, "-o", folder / "out", "--to", "wav,flac", *DATE, *NATIVE)
    equal(tree(folder / "out" / ID), tree(shared(ARTICLE, *NATIVE)), "files of brief")


def test_formats_chosen(folder):
    """--to: only the formats that are named"""
    made = brief(folder, ARTICLE, "--to", "flac", *NATIVE)
    equal(sorted(os.listdir(made)), sorted([f"{ID}.flac", "timeline.json", "episode.json"]), "flac")
    kx_ok(ARTICLE, "-o", folder / "out", "--to", "wav,flac", *NATIVE, *DATE)
    equal(len(os.listdir(made)), 4, "wav,flac")


def test_formats_without_picture(folder):
    """Only what holds a picture needs the fonts to draw it with"""
    (folder / "fonts.conf").write_text("<fontconfig><dir>/nergens</dir></fontconfig>")
    (folder / "a.txt").write_text(plain_text("Kop", "Kort bericht."))
    env = environment(FONTCONFIG_FILE=str(folder / "fonts.conf"))
    plain = "wav,vtt,srt,words,spoken,html,text,chapters,chapters-vtt,daisy,daisy-zip"
    brief(folder, folder / "a.txt", "--to", plain, *NATIVE, env=env)
    for pictured in "flac", "mp3", "opus", "png", "epub":
        done = kx(folder / "a.txt", "-o", folder / "no", "--to", pictured, *DATE, env=env)
        equal(done.status, 69, f"exit status of {pictured}")
        check("font" in done.err, f"{pictured}: {done.err}")


def test_standard_input(folder):
    """- reads standard input"""
    made = brief(folder, "-", *NATIVE, stdin=ARTICLE.read_bytes())
    equal(made.name, ID, "ID")
    equal([chapter["title"] for chapter in episode(made)["chapters"]], TITLES, "chapters")


def test_stream(folder):
    """-o - streams one audio file to standard output"""
    for suffix in "wav", "flac":
        done = kx_ok(ARTICLE, "-o", "-", "--to", suffix, *NATIVE, *DATE, cwd=folder, text=False)
        wanted = (shared(ARTICLE, *NATIVE) / f"{ID}.{suffix}").read_bytes()
        equal(
            hashlib.sha256(done.out).hexdigest(),
            hashlib.sha256(wanted).hexdigest(),
            f"{suffix} as in a folder",
        )
    equal(os.listdir(folder), [], "no file made")
    for options in [[], ["--to", "wav,flac"]]:
        done = kx(ARTICLE, "-o", "-", *options, *NATIVE, cwd=folder)
        equal((done.status, done.out), (64, ""), f"-o - {options} refused")
        equal(done.err.count("\n"), 1, "lines of the message")
        check("one of wav, flac, mp3, opus" in done.err, done.err)


def on_terminal(arguments, stream):
    """Runs with stdout (1) or stderr (2) on a terminal: (status, what the terminal got)."""
    leader, follower = pty.openpty()
    streams = {
        1: {"stdout": follower, "stderr": subprocess.PIPE},
        2: {"stdout": subprocess.DEVNULL, "stderr": follower},
    }[stream]
    process = subprocess.Popen(
        [PROGRAM, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        env=environment(TERM="xterm"),
        **streams,
    )
    os.close(follower)
    got = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        got += part
    os.close(leader)
    error = process.stderr.read() if process.stderr else b""
    return process.wait(), got, error


def test_command_behind_options(folder):
    """a command that stands behind an option is told to go first"""
    for arguments in ["-q", "check", "out"], ["--json", "play", "x.txt"], ["-o", "y", "lexicon"]:
        done = kx(*arguments, cwd=folder)
        name = next(word for word in arguments if word in ("check", "play", "lexicon"))
        equal(done.status, 64, f"{arguments}: {done.err}")
        check(f'"{name}" is a command' in done.err, done.err)
        check(f"kxspeak {name} --help" in done.err, done.err)
    done = kx("chekc", cwd=folder)
    check('"chekc" is no command and no file' in done.err, done.err)


def test_stream_to_terminal(folder):
    """-o - is refused on a terminal"""
    status, got, error = on_terminal([ARTICLE, "-o", "-", "--to", "wav", *NATIVE], 1)
    equal((status, got), (64, b""), "status and output")
    equal(error.count(b"\n"), 1, "lines of the message")


def test_replaced_as_a_whole(folder):
    """Running again replaces the folder in one step; it is whole at every moment"""
    made = brief(folder, ARTICLE, *NATIVE)
    (made / ".left-over").write_text("old")
    seen, done = collections.Counter(), threading.Event()

    def watch():
        while not done.is_set():
            try:
                fd = os.open(made, os.O_RDONLY)
                names = frozenset(os.listdir(fd))
                os.close(fd)
            except FileNotFoundError:
                names = "missing"
            seen[names] += 1
            time.sleep(0.0005)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        kx_ok(ARTICLE, "-o", folder / "out", "--to", "wav", *NATIVE, *DATE)
    finally:
        done.set()
        thread.join()
    new = {f"{ID}.wav", "timeline.json", "episode.json"}
    old = new | {f"{ID}.flac", ".left-over"}
    equal(set(os.listdir(made)), new, "the new files only")
    # The folder that was swapped out is emptied; a watcher that had it open may see that.
    for names in seen:
        check(names != "missing" and (names in (old, new) or names < old), f"seen: {names}")
    equal(os.listdir(folder / "out"), [ID], "nothing else in DIR")


# ---- what is heard ----


def test_chapters_of_one_article(folder):
    """One article: a chapter for headline and lead, one for each intertitle, at whole seconds"""
    made = shared(ARTICLE)
    chapters = episode(made)["chapters"]
    equal([chapter["title"] for chapter in chapters], TITLES, "titles")
    starts = [chapter["start"] for chapter in chapters]
    equal(starts[0], 0, "the first start")
    check(all(start == int(start) for start in starts), f"whole seconds: {starts}")
    check(starts == sorted(set(starts)), f"ascending: {starts}")
    wav, flac = sound(made, "wav"), sound(made, "flac")
    wanted = list(zip(starts, TITLES))
    equal([(frame / wav.rate, title) for frame, title in wav.cues], wanted, "WAV cues")
    equal(flac.chapters(), wanted, "FLAC chapters")


def test_chapters_by_ffprobe(folder):
    """ffprobe lists the chapters of WAV and FLAC with their titles"""
    need("ffprobe")
    made = shared(ARTICLE)
    wanted = [(chapter["title"], chapter["start"]) for chapter in episode(made)["chapters"]]
    for suffix in "wav", "flac":
        done = subprocess.run(
            [
                "ffprobe",
                "-v",
                "error",
                "-show_chapters",
                "-of",
                "json",
                str(made / f"{ID}.{suffix}"),
            ],
            capture_output=True,
            text=True,
        )
        equal((done.returncode, done.stderr), (0, ""), "ffprobe")
        got = [
            (chapter["tags"]["title"], float(chapter["start_time"]))
            for chapter in json.loads(done.stdout)["chapters"]
        ]
        equal(got, wanted, suffix)


def test_chapters_of_plain_text(folder):
    """A text without intertitles: a chapter a paragraph, titled with its first words"""
    paragraphs = [
        "De eerste alinea begint hier met een flink aantal woorden, zodat de titel vol is.",
        "Kort.",
        "Onvoorstelbaarlangwoord" * 4 + " staat hier vooraan in een zin.",
    ]
    (folder / "a.txt").write_text(plain_text(*paragraphs))
    titles = [
        chapter["title"]
        for chapter in episode(brief(folder, folder / "a.txt", *NATIVE, "--id", "a"))["chapters"]
    ]
    equal(len(titles), 3, "chapters")
    check(all(0 < len(title) <= 60 for title in titles), f"lengths: {titles}")
    check(
        paragraphs[0].startswith(titles[0].rstrip("…"))
        and paragraphs[0][len(titles[0].rstrip("…"))] in " ,",
        f"cut at a word: {titles[0]}",
    )
    equal(titles[1].rstrip("."), "Kort", "second title")


def test_several_articles(folder):
    """Several articles: opening with date, number and headlines; a chapter each; a closing"""
    made = shared(*BRIEFING, *NATIVE)
    equal(made.name, "briefing-2025-03-14", "ID")
    headlines = [path.read_text().split("\n", 1)[0] for path in BRIEFING]
    titles = [chapter["title"] for chapter in episode(made)["chapters"]]
    equal(titles[1:-1], headlines, "titles")
    equal(len(titles), 7, "chapters")
    time_line = timeline(made)
    opening = [sentence for sentence in time_line["sentences"] if sentence["chapter"] == 0]
    said = " ".join(sentence["spoken"] for sentence in opening)
    check("vrijdag veertien maart" in said and "vijf" in said, f"opening: {said}")
    printed = [sentence["printed"] for sentence in opening]
    check(all(headline in printed for headline in headlines), f"headlines: {printed}")
    check(any(sentence["chapter"] == 6 for sentence in time_line["sentences"]), "a closing")
    equal(
        [part["kind"] for part in time_line["articles"]],
        ["opening"] + ["article"] * 5 + ["closing"],
        "parts",
    )
    titles_option = brief(folder, *BRIEFING[:2], *NATIVE, "--title", "Avondeditie")
    equal(episode(titles_option)["title"], "Avondeditie", "--title")
    equal(titles_option.name, "avondeditie-2025-03-14", "its ID")


def test_front_matter(folder):
    """Front matter: the title is the headline and is heard; the rest is in the record"""
    made = shared(CONTENT / "bibliotheek.txt", *NATIVE)
    record = episode(made)
    equal(record["title"], "Bibliotheek blijft ook ’s avonds open", "title")
    equal(
        [chapter["title"] for chapter in record["chapters"]],
        [record["title"], "Meer dan boeken", "Zorgen over de werkdruk"],
        "chapters",
    )
    article = record["articles"][0]
    equal(
        (article["author"], article["date"], article["url"], article["language"]),
        ("Redactie", "2025-03-14", "https://example.org/bibliotheek-avonden", "nl"),
        "fields",
    )
    sentences = timeline(made)["sentences"]
    equal(sentences[0]["printed"], record["title"], "the first sentence")
    check(not any("example.org" in sentence["printed"] for sentence in sentences), "not read aloud")
    check(any(sentence["block"] == "quote" for sentence in sentences), "a block quote")


def test_profiles(folder):
    """What a reading profile leaves out is printed and listed, but not heard"""
    article = folder / "a.txt"
    article.write_text(
        "Kop\n\nEen lead (https://www.example.nl/b) van een zin.\n\n"
        "![De haven bij avond](haven.jpg)\n\nTekst van de haven.\n\n"
        "Lees ook: https://www.example.nl/a\n\n[1] Dit is een noot.\n"
    )

    def said(profile):
        made = brief(
            folder, article, *NATIVE, "--profile", profile, "--to", "wav,text", "--id", profile
        )
        text = next(made.glob("*.txt")).read_text()
        check("De haven bij avond" in text and "Lees ook" in text, f"{profile}: what is printed")
        equal(episode(made)["profile"], profile, "profile in the record")
        sentences = timeline(made)["sentences"]
        same = next(s for s in sentences if s["printed"] == "Tekst van de haven.")
        lengths[profile] = same["end"] - same["start"]
        return episode(made), " ".join(s["spoken"] for s in sentences)

    lengths = {}
    whole, heard = said("podcast")
    equal(whole["skipped"], [], "nothing left out")
    check(all(word in heard for word in ("bij avond", "Lees ook", "noot", "slash B")), heard)
    slow, heard = said("dyslexia")
    equal(
        [(skip["kind"], skip["line"], skip["text"]) for skip in slow["skipped"]],
        [
            ("link", 3, "(https://www.example.nl/b)"),
            ("caption", 5, "De haven bij avond"),
            ("link", 9, "Lees ook: https://www.example.nl/a"),
        ],
        "left out",
    )
    check("noot" in heard and not re.search("avond|Lees ook|slash", heard), heard)
    _, heard = said("blind")
    check("Kop: Kop" in heard and "Onderschrift: De haven" in heard and "Noot één:" in heard, heard)
    check(lengths["blind"] < lengths["podcast"] < lengths["dyslexia"], f"speeds: {lengths}")
    made = brief(folder, article, *NATIVE, "--profile", "blind", "--to", "vtt,srt,words,spoken,mp3")
    for name in "*.vtt", "*.srt", "*.words.json", "*.mp3":
        shown = next(made.glob(name)).read_bytes().replace(b"\0", b"")
        check(b"Kop" in shown and not re.search(b"Kop[: ]|Onderschrift", shown), f"in {name}")
    check("Kop:" in next(made.glob("*.spoken.json")).read_text(), "what is said")
    failed = kx(article, "-o", folder / "x", "--profile", "geen")
    equal(failed.status, 64, "no such profile")
    check("podcast, blind, dyslexia" in failed.err, failed.err)


def test_sections(folder):
    """A section's name is said where it begins, and is a heading above its articles"""
    files = []
    for number, section in enumerate(["Buurt", "Buurt", "Sport <b>"]):
        files.append(folder / f"{number}.txt")
        files[-1].write_text(f"---\nsection: {section}\n---\nKop {number}\n\nEen zin.\n")
    made = brief(folder, *files, *NATIVE, "--to", "wav,html,text")
    equal(
        [part.get("section") for part in episode(made)["articles"]],
        [None, "Buurt", "Buurt", "Sport <b>", None],
        "in the record",
    )
    sentences = timeline(made)["sentences"]
    said = [(s["chapter"], s["printed"]) for s in sentences if s["block"] == "section"]
    equal(said, [(1, "Buurt"), (3, "Sport <b>")], "what is said")
    page = next(made.glob("*.html")).read_text()
    heads = [re.sub("<[^>]*>", "", head) for head in re.findall("<h[23].*?</h[23]>", page)]
    levels = re.findall("<h([23])", page)
    equal(
        list(zip(levels, heads)),
        [("2", "Opening"), ("2", "Buurt"), ("3", "Kop 0"), ("3", "Kop 1")]
        + [("2", "Sport &lt;b&gt;"), ("3", "Kop 2"), ("2", "Afsluiting")],
        "headings",
    )
    check("\n\n\nBuurt\n\n\nKop 0\n" in next(made.glob("*.txt")).read_text(), "in the text")
    kx_ok("check", made.parent)


def test_foreign_phrases(folder):
    """Words that are said as English are marked so in the timeline and on the page"""
    made = brief(folder, ARTICLE, *NATIVE, "--to", "wav,html")
    words = [word for sentence in timeline(made)["sentences"] for word in sentence["words"]]
    english = [word["printed"] for word in words if word.get("language") == "en"]
    equal(english, ["Computer", "Emergency", "Response", "Teams"], "words")
    check(all("language" not in word or word["language"] == "en" for word in words), "no other")
    page = next(made.glob("*.html")).read_text()
    marked = '<span lang="en">Computer Emergency Response Teams</span>: ploegen'
    check(f"staat voor {marked}" in page, "on the page")
    equal(page.count('lang="en"'), 1, "once")


ASIDES = """De brug dicht

De brug gaat dicht (https://www.example.org/brug) voor onderhoud.

Foto: Redactie

Fietsers rijden om.

Lees ook: De pont vaart weer
"""


def test_glued_values(folder):
    """A value may stand at its option's letter; values of others and what is behind -- stay"""
    (folder / "a.txt").write_text(plain_text("Kop", "Kort bericht."))
    kx_ok("-j1", f"-o{folder}/uit", "--id", "x", *NATIVE, "--to", "text", folder / "a.txt")
    check((folder / "uit/x/x.txt").is_file(), "-j1 -oDIR")
    for arguments, wanted in (["--id", "-j1", folder / "a.txt"], "--id must be"), (
            ["--", "-j1"], "cannot open -j1"):
        done = kx("-o", folder / "uit", *arguments)
        check(done.status in (64, 66) and wanted in done.err, done.err)


def test_profile_leaves_out(folder):
    """What a profile skips is listed and printed; the sound is as if it were not there"""
    (folder / "a.txt").write_text(ASIDES)
    bare = re.sub(r" \(http\S*", "", ASIDES).replace("Foto: Redactie\n\n", "")
    (folder / "b.txt").write_text(bare[: bare.index("Lees ook")])
    options = ["--profile", "dyslexia", *NATIVE, "--to", "wav,html,text,vtt"]
    made = brief(folder, folder / "a.txt", *options, "--id", "a")
    other = brief(folder, folder / "b.txt", *options, "--id", "b")
    record = episode(made)
    equal(record["profile"], "dyslexia", "profile")
    equal(
        [(s["article"], s["kind"], s["line"], s["text"]) for s in record["skipped"]],
        [
            (0, "link", 3, "(https://www.example.org/brug)"),
            (0, "caption", 5, "Foto: Redactie"),
            (0, "link", 9, "Lees ook: De pont vaart weer"),
        ],
        "skipped",
    )
    source = ASIDES.encode()
    for skip in record["skipped"]:
        start, end = skip["range"]
        equal(source[start:end].decode(), skip["text"], "range")
        check("dyslexia" in skip["reason"], skip["reason"])
    equal(sound(made, "wav").samples, sound(other, "wav").samples, "samples")
    said = " ".join(sentence["spoken"] for sentence in timeline(made)["sentences"])
    check("Redactie" not in said and "example" not in said, f"said: {said}")
    page = next(made.glob("*.html")).read_text()
    check('<p dir="auto">Foto: Redactie</p>' in page, "the caption on the page, without a time")
    check('<p dir="auto">Lees ook: De pont vaart weer</p></section>' in page, "the link at the end")
    check("\nFoto: Redactie\n" in next(made.glob("*.txt")).read_text(), "in the text")
    check("Redactie" not in next(made.glob("*.vtt")).read_text(), "not in the subtitles")


def test_profile_of_show_and_options(folder):
    """Options win over the profile, the profile over the voice; podcast is the default"""
    (folder / "a.txt").write_text(ASIDES)
    default = brief(folder, folder / "a.txt", *NATIVE, "--id", "a")
    podcast = brief(folder, folder / "a.txt", *NATIVE, "--id", "b", "--profile", "podcast")
    equal(sound(default, "wav").samples, sound(podcast, "wav").samples, "the default")
    equal((episode(default)["profile"], episode(default)["skipped"]), ("podcast", []), "record")
    blind = brief(folder, folder / "a.txt", *NATIVE, "--id", "c", "--profile", "blind")
    equal(episode(blind)["structure"], "words", "the profile over the voice")
    tone = ["--profile", "blind", "--structure", "tone", "--id", "d"]
    option = brief(folder, folder / "a.txt", *NATIVE, *tone)
    equal(episode(option)["structure"], "tone", "the option over the profile")
    rate = [*NATIVE, "--rate", "120", "--structure", "none"]
    slow = brief(folder, ARTICLE, *rate, "--profile", "dyslexia", "--id", "e")
    check(abs(episode(slow)["words_per_minute"] - 120) < 12, "--rate over the profile")
    own = (TOP / "voices/dyslexia.profile").read_text().replace("name=dyslexia", "name=eigen")
    own = own.replace("captions=silent", "captions=spoken")
    (folder / "own.profile").write_text(own)
    (folder / "weer.ini").write_text(
        "[show]\ntitle=Weer\ndescription=Het weer.\nauthor=Redactie\ncategory=News\n"
        "[audio]\nprofile=./own.profile\n"
    )
    shown = [folder / "a.txt", *NATIVE, *DATE, "--show", folder / "weer.ini", "--to", "wav,mp3"]
    kx_ok(*shown, "-o", folder / "out", "--id", "f")
    show = folder / "out/f"
    equal(episode(show)["profile"], "eigen", "the show's, from a file beside it")
    equal([s["kind"] for s in episode(show)["skipped"]], ["link", "link"], "of the file")
    kx_ok(*shown, "-o", folder / "out", "--id", "g", "--profile", "podcast")
    equal(episode(folder / "out/g")["profile"], "podcast", "--profile over the show's")


def test_structure(folder):
    """--structure words says what a heading is; voice, tone and none do not"""
    lengths = {}
    for how in "words", "voice", "tone", "none":
        made = brief(folder, CONTENT / "bibliotheek.txt", *NATIVE, "--structure", how, "--id", how)
        said = [sentence["spoken"].lower() for sentence in timeline(made)["sentences"]]
        cues = [text for text in said if re.match(r"(kop|tussenkop|citaat|einde citaat)\b", text)]
        equal(len(cues), 5 if how == "words" else 0, f"cues with {how}: {cues}")
        lengths[how] = timeline(made)["duration"]
        samples = sound(made, "wav").samples
        lengths[how, "sum"] = hashlib.sha256(samples).hexdigest()
    check(lengths["words"] > lengths["none"], "words take time")
    sums = {lengths[how, "sum"] for how in ("words", "voice", "tone", "none")}
    equal(len(sums), 4, "four different sounds")


def test_voices_and_rate(folder):
    """--voice and --rate change the speed; --rate is real Dutch words a minute"""
    length = {
        name: timeline(
            brief(folder, ARTICLE, *NATIVE, "--voice", name, "--id", name, "--to", "wav")
        )["duration"]
        for name in ("nieuwslezer", "kalm", "snel")
    }
    check(length["kalm"] > length["nieuwslezer"] > 1.5 * length["snel"], f"lengths: {length}")
    for rate in 110, 180:
        made = brief(folder, ARTICLE, *NATIVE, "--rate", rate, "--id", f"rate{rate}", "--to", "wav")
        words = len(ARTICLE.read_text().split())
        real = words / timeline(made)["duration"] * 60
        check(abs(real / rate - 1) < 0.08, f"--rate {rate}: {real:.0f} words a minute")


def test_sound_files(folder):
    """44.1 kHz, or 22.05 kHz with --native-rate; WAV and FLAC hold the same samples"""
    for options, rate in ([], 44100), (NATIVE, 22050):
        made = shared(ARTICLE, *options)
        wav, flac = sound(made, "wav"), sound(made, "flac")
        equal((wav.rate, flac.rate), (rate, rate), "rate")
        equal(wav.frames, flac.frames, "frames")
        equal(flac.md5, hashlib.md5(wav.samples).digest(), "FLAC's MD5 of its samples")
        check(
            abs(wav.frames / rate - timeline(made)["duration"]) < 1e-3, "length as in the timeline"
        )
        check(b"bext" in wav.chunks, "a bext chunk")
        check(flac.seek_points and flac.padding >= 4096, "seek table and padding")
        check(
            max(b - a for a, b in zip(flac.seek_points, flac.seek_points[1:])) <= 11 * rate,
            "a seek point every 10 s",
        )


def test_flac_decodes(folder):
    """flac -t finds no fault"""
    need("flac")
    path = shared(ARTICLE) / f"{ID}.flac"
    done = subprocess.run(["flac", "-st", str(path)], capture_output=True, text=True)
    equal((done.returncode, done.stderr), (0, ""), "flac -t")


def test_flac_level(folder):
    """--flac-level, or else the show's: smaller files the higher it is, of the same sound"""
    show = folder / "show.ini"
    show.write_text(
        "[show]\ntitle=Proef\ndescription=Een proef\nauthor=Redactie\ncategory=News\n"
        "disclose=no\n[audio]\nflac-level=8\n"
    )
    (folder / "a.txt").write_text("De brug is dicht.\n\n" + "Het waait hard uit het westen. " * 3)
    found = {}
    for name, options in {
        "0": ["--show", show, "--flac-level", "0"],
        "5": ["--flac-level", "5"],
        "default": [],
        "show": ["--show", show],
    }.items():
        flac = ["--to", "flac", "--id", "x", *NATIVE, *DATE, *options]
        kx_ok(folder / "a.txt", "-o", folder / name, *flac)
        found[name] = Flac(folder / name / "x" / "x.flac")
    sizes = {name: flac.sound_bytes for name, flac in found.items()}
    equal(sizes["5"], sizes["default"], "5 is the default")
    check(sizes["0"] > sizes["5"] > sizes["show"], f"bytes {sizes}")
    equal(len({flac.md5 for flac in found.values()}), 1, "sums of the sound")


def ebur128(path):
    done = subprocess.run(
        [
            "ffmpeg",
            "-hide_banner",
            "-nostats",
            "-i",
            str(path),
            "-af",
            "ebur128=peak=true",
            "-f",
            "null",
            "-",
        ],
        capture_output=True,
        text=True,
    )
    summary = done.stderr[done.stderr.rindex("Summary:") :]
    return (
        float(re.search(r"I:\s+(-?[\d.]+) LUFS", summary).group(1)),
        float(re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary).group(1)),
    )


def test_loudness(folder):
    """−16 ± 0.5 LUFS and at most −1 dBTP by ffmpeg; --loudness chooses another"""
    need("ffmpeg")
    quiet = brief(folder, ARTICLE, *NATIVE, "--loudness", "-23", "--id", "quiet")
    for path, wanted in [
        (shared(ARTICLE) / f"{ID}.wav", -16),
        (shared(ARTICLE) / f"{ID}.flac", -16),
        (shared(ARTICLE, *NATIVE) / f"{ID}.flac", -16),
        (quiet / "quiet.flac", -23),
    ]:
        loudness, peak = ebur128(path)
        check(abs(loudness - wanted) <= 0.5, f"{path.name}: {loudness} LUFS")
        check(peak <= -1, f"{path.name}: {peak} dBTP")


# ---- the records ----


def words_of(text):
    return " ".join(text.split())


def check_timeline(made, sources):
    record = timeline(made)
    duration = record["duration"]
    bounds = [0]
    for sentence in record["sentences"]:
        chapter = record["chapters"][sentence["chapter"]]
        check(
            chapter["start"] - 1e-6 <= sentence["start"] <= sentence["end"] <= duration + 1e-6,
            f"times of {sentence}",
        )
        bounds += [sentence["start"], sentence["end"]]
        inside = [sentence["start"]]
        for word in sentence["words"]:
            inside += [word["start"], word["end"]]
        check(
            inside == sorted(inside) and inside[-1] <= sentence["end"] + 1e-6,
            f"words ascend inside their sentence: {sentence}",
        )
        if sentence["range"] is None:
            continue
        source = sources[
            record["articles"][sentence["article"]]["source"]
            or record["articles"][sentence["article"] + 1]["source"]
        ]
        if record["articles"][sentence["article"]]["kind"] != "article":
            source = None  # a headline read in the opening: it stands in a later article
        for item in [sentence, *sentence["words"]]:
            start, end = item["range"]
            if source is not None:
                equal(words_of(source[start:end].decode()), item["printed"], "bytes of the source")
            check(
                sentence["range"][0] <= start <= end <= sentence["range"][1], "inside the sentence"
            )
        if re.search(r"\w", sentence["printed"]):
            check(sentence["words"] and sentence["spoken"], f"said: {sentence}")
        check(not re.search(r"\d", sentence["spoken"]), f"a digit in {sentence['spoken']}")
    check(bounds == sorted(bounds), "sentences ascend")
    starts = [chapter["start"] for chapter in record["chapters"]]
    equal(
        [chapter["end"] for chapter in record["chapters"]], starts[1:] + [duration], "chapters tile"
    )
    return record


def test_timeline(folder):
    """timeline.json: byte ranges name the printed words; times ascend and lie inside"""
    for path in ARTICLE, CONTENT / "bibliotheek.txt", CONTENT / "dienstregeling.txt":
        check_timeline(shared(path, *NATIVE), {path.name: path.read_bytes()})
    check_timeline(shared(*BRIEFING, *NATIVE), {path.name: path.read_bytes() for path in BRIEFING})


def test_every_sentence_is_said(folder):
    """Every printed letter of the article is in a sentence, and in one word of the timeline"""
    source = ARTICLE.read_bytes()
    record = timeline(shared(ARTICLE, *NATIVE))
    for level in "sentences", "words":
        left = bytearray(source)
        items = record["sentences"]
        if level == "words":
            items = [word for sentence in items for word in sentence["words"]]
        for item in items:
            start, end = item["range"]
            check(left[start:end].strip(b"\0"), f"twice: {item}")
            left[start:end] = b"\0" * (end - start)
        rest = left.replace(b"\0", b"").decode().split()
        check(not any(re.search(r"\w", part) for part in rest), f"left over of {level}: {rest}")


def test_source_bytes(folder):
    """Byte ranges also hold for windows-1252, a BOM, CRLF and decomposed letters"""
    text = "Cafés en één crêpe\r\n\r\nHet cafe\u0301 schonk 25 cre\u0300mes.\r\n"
    cases = {
        "cp1252": text.replace("e\u0301", "é").replace("e\u0300", "è").encode("cp1252"),
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "crlf": text.encode(),
    }
    for name, data in cases.items():
        (folder / f"{name}.txt").write_bytes(data)
        made = brief(folder, folder / f"{name}.txt", *NATIVE, "--id", name, "--to", "wav")
        coding = "cp1252" if name == "cp1252" else "utf-8"
        words = [word for sentence in timeline(made)["sentences"] for word in sentence["words"]]
        check(len(words) >= 8, f"{name}: {words}")
        for word in words:
            raw = data[slice(*word["range"])].decode(coding)
            equal(raw.replace("e\u0301", "é").replace("e\u0300", "è"), word["printed"], name)


def test_episode_record(folder):
    """episode.json: files with their sizes and sums, loudness, voice, no path of this machine"""
    made = shared(ARTICLE)
    record = episode(made)
    equal(
        (record["id"], record["date"], record["voice"], record["losses"]),
        (ID, "2025-03-14", "nieuwslezer", []),
        "fields",
    )
    for item in record["files"]:
        data = (made / item["name"]).read_bytes()
        equal(
            (item["bytes"], item["sha256"]),
            (len(data), hashlib.sha256(data).hexdigest()),
            item["name"],
        )
    equal(
        {item["name"] for item in record["files"]},
        {f"{ID}.wav", f"{ID}.flac", "timeline.json"},
        "files",
    )
    for name in "episode.json", "timeline.json":
        text = (made / name).read_text()
        check(str(CONTENT) not in text and os.uname().nodename not in text, f"paths in {name}")


# ---- the same again ----


def test_same_again(folder):
    """The same input and date give the same bytes: other jobs, zone, locale, umask, folder"""
    wanted = tree(shared(*BRIEFING[:3], "--to", "flac"))
    other = environment(TZ="Asia/Tokyo", LC_ALL="C", HOME=str(folder), TMPDIR=str(folder))
    runs = [(["--jobs", "1"], {}), (["--jobs", "2"], {"env": other, "cwd": BRIEFING[0].parent})]
    umask = os.umask(0o077)
    try:
        for options, how in runs:
            files = [path.name for path in BRIEFING[:3]] if "cwd" in how else BRIEFING[:3]
            target = folder / f"run{options[1]}"
            target.mkdir()
            equal(
                tree(brief(target, *files, "--to", "flac", *options, **how)), wanted, str(options)
            )
    finally:
        os.umask(umask)


def test_date_from_environment(folder):
    """SOURCE_DATE_EPOCH is the date where --date is not given: Amsterdam's, wherever that is run"""
    for second, day in ("1741906799", "2025-03-13"), ("1741906800", "2025-03-14"):
        for zone in "UTC", "America/New_York", "Asia/Tokyo":
            env = environment(SOURCE_DATE_EPOCH=second, TZ=zone)
            out = folder / second / zone
            kx_ok(*BRIEFING[:2], "-o", out, "--to", "text", *NATIVE, env=env)
            equal(os.listdir(out), [f"briefing-{day}"], f"folder of {second} in {zone}")


def test_sound_of_a_paragraph(folder):
    """A paragraph sounds the same whatever came before it"""

    def last_chapter(made):
        wav = sound(made, "wav")
        sentence = timeline(made)["sentences"][-1]
        start, end = (round(sentence[key] * wav.rate) * 2 for key in ("start", "end"))
        return wav.samples[start:end]

    ending = "Dit is de laatste alinea van het bericht, met twee getallen: 12 en 1.250."
    lengths = []
    for name, before in ("a", "Een korte alinea."), ("b", BRIEFING[1].read_text()):
        (folder / f"{name}.txt").write_text(
            plain_text("Kop van het bericht", before.strip(), ending)
        )
        lengths.append(
            len(
                last_chapter(
                    brief(folder, folder / f"{name}.txt", *NATIVE, "--id", name, "--to", "wav")
                )
            )
        )
    equal(lengths[0], lengths[1], "bytes of the last sentence")


# ---- what it prints ----


def test_closing_lines(folder):
    """One closing line for each sound file; --quiet prints nothing; no bar without a terminal"""
    done = kx_ok(ARTICLE, "-o", folder / "out", "--to", "wav,flac", *NATIVE, *DATE)
    said = (done.out + done.err).splitlines()
    for suffix in "wav", "flac":
        equal(
            len([line for line in said if f"{ID}.{suffix}" in line]),
            1,
            f"lines for {suffix}: {said}",
        )
    check("\r" not in done.out + done.err and "\x1b" not in done.out + done.err, "no bar")
    done = kx_ok(ARTICLE, "-o", folder / "out", "--to", "wav,flac", *NATIVE, *DATE, "--quiet")
    equal(done.out + done.err, "", "--quiet")


def test_json_lines(folder):
    """--json prints one JSON object a line"""
    done = kx_ok(ARTICLE, "-o", folder / "out", "--to", "wav,flac", *NATIVE, *DATE, "--json")
    lines = done.out.splitlines()
    check(len(lines) >= 2, f"lines: {done.out}")
    check(all(isinstance(json.loads(line), dict) for line in lines), "objects")
    check(any(f"{ID}.flac" in line for line in lines), "the file is named")


def test_json_errors(folder):
    """Each command that has --json tells its error as an object as well, usage included"""
    for arguments in (
        ["brief", "--json", folder / "none.txt"],
        ["brief", ARTICLE, "--rate", "fast", "--json"],
        ["brief", "--json", ARTICLE, "--zing"],
        ["feed", "--zing", "--json"],
        ["check", "--json"],
        ["check", "--json", folder / "none"],
        ["explain", "--at", "zang", "--json", ARTICLE],
        ["lexicon", "zing", "--json"],
        ["list", "--json", "zing"],
    ):
        done = kx(*arguments)
        told = json.loads(done.out)
        equal(told["event"], "error", f"{arguments}")
        equal(told["status"], done.status, f"{arguments}")
        equal(done.err, f"kxspeak: {told['text']}\n", f"{arguments}")
    equal(kx("list", "--", "--json").out, "", "behind --")


def test_progress_bar(folder):
    """A bar with time left on a terminal when the work takes over a second"""
    text = (CONTENT / "dienstregeling.txt").read_text() * 10
    (folder / "long.txt").write_text(text)
    status, got, _ = on_terminal(
        [folder / "long.txt", "-o", folder / "out", *NATIVE, *DATE, "--to", "wav"], 2
    )
    equal(status, 0, "status")
    check(b"\r" in got and b"%" in got, f"a bar: {got[:200]}")
    status, got, _ = on_terminal(
        [folder / "long.txt", "-o", folder / "out", "--quiet", *NATIVE, *DATE, "--to", "wav"], 2
    )
    equal((status, got), (0, b""), "--quiet")


def test_help_and_version(folder):
    """--help and --version: standard output, status 0, libraries named"""
    for arguments in (
        ["--help"],
        ["brief", "--help"],
        ["say", "--help"],
        ["explain", "--help"],
        ["list", "--help"],
    ):
        done = kx_ok(*arguments)
        check(len(done.out.splitlines()) > 4 and not done.err, f"{arguments}: {done}")
        check(all(len(line) <= 100 for line in done.out.splitlines()), f"{arguments}: width")
    text = kx_ok("--version").out
    check(re.match(r"kxspeak \d+\.\d+", text), text)
    for library in "espeak", "sndfile", "ICU", "ebur128":
        check(library.lower() in text.lower(), f"{library} in {text}")


if __name__ == "__main__":
    main(globals())
