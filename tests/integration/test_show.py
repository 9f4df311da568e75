#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kxspeak FILE... -o DIR --show FILE, kxspeak feed, kxspeak check: a podcast from text to feed."""
import base64
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import zipfile

from harness import (BRIEFING, CONTENT, check, environment, equal, kx, kx_ok, main, need, tree,
                     without_privilege)

SHOW = CONTENT / "show.ini"
FAST = ["--engine", "tone"]
DAY = ["--date", "2026-03-04"]


def publish(folder, *inputs, show=SHOW, **options):
    return kx_ok(*inputs, "-o", folder / "out", "--show", show, *FAST, *DAY, **options)


def article(folder, name, text):
    path = pathlib.Path(folder, name)
    path.write_text(text)
    return path


def faults(folder):
    done = kx("check", folder)
    check(done.status in (0, 1), f"check: {done.status} {done.err}")
    return done.out.splitlines()[:-1] if done.status else []


def times(folder):
    return {str(path): path.stat().st_mtime_ns for path in pathlib.Path(folder).rglob("*")}


def test_briefing(folder):
    """a briefing with a show has a feed, and check says ok"""
    folder = pathlib.Path(folder)
    publish(folder, *BRIEFING)
    done = kx_ok("check", folder / "out")
    equal(done.out, "ok: 1 briefing, 18 files, 1 in the feed\n", "check")
    names = sorted(path.name for path in (folder / "out").iterdir())
    equal(names, ["briefing-2026-03-04", "cover.png", "feed.xml", "index.html", "show.json"], "out")
    kx_ok("check", folder / "out" / "briefing-2026-03-04")


def test_again_touches_nothing(folder):
    """the same again changes no byte and no date, and elsewhere it makes the same bytes"""
    folder = pathlib.Path(folder)
    publish(folder, BRIEFING[0])
    before = times(folder / "out")
    publish(folder, BRIEFING[0])
    equal(times(folder / "out"), before, "dates")
    (folder / "b").mkdir()
    publish(folder / "b", BRIEFING[0])
    equal(tree(folder / "b" / "out"), tree(folder / "out"), "bytes")


def test_correction(folder):
    """a corrected article keeps its guid and date, has new names, and says so"""
    folder = pathlib.Path(folder)
    path = article(folder, "a.txt", "Brug dicht\n\nDe brug is tot donderdag dicht.\n")
    publish(folder, path, "--id", "brug")
    first = (folder / "out/feed.xml").read_text()
    article(folder, "a.txt", "Brug dicht\n\nDe brug is tot vrijdag dicht.\n")
    again = [path, "-o", folder / "out", "--show", SHOW, *FAST, "--date", "2026-03-05", "--id",
             "brug"]
    later = environment(SOURCE_DATE_EPOCH="1772701200")  # 10:00 in Amsterdam on 5 March
    kx_ok(*again, env=later)
    second = (folder / "out/feed.xml").read_text()
    for tag in ("guid", "pubDate"):
        pattern = f"<{tag}[^>]*>([^<]*)<"
        equal(re.findall(pattern, second)[-1], re.findall(pattern, first)[-1], tag)
    check(">nieuws-van-de-dag/2026-03-04/brug</guid>" in second, "show, date, id")
    check("brug.mp3" in first and "brug-v2.mp3" not in first, "the first names")
    check("brug-v2.mp3" in second and "brug/brug.mp3" not in second, "the second names")
    said = "Rectificatie: deze aflevering is op donderdag 5 maart 2026 gecorrigeerd."
    check(said in second, "the correction is noted")
    index = (folder / "out/index.html").read_text()
    check(re.search("Gecorrigeerd op <time[^>]*>donderdag 5 maart 2026<", index), "index.html")
    with zipfile.ZipFile(folder / "out/brug/brug-v2.epub") as book:
        package = book.read("EPUB/package.opf").decode()
        pages = [book.read(name).decode() for name in book.namelist() if name.endswith("xhtml")]
    check('"dcterms:modified">2026-03-05T09:00:00Z<' in package, "the book's moment")
    equal(sum(said in page for page in pages), 1, "the book says so once")
    for name in "brug-v2.html", "brug-v2.transcript.html":
        equal((folder / "out/brug" / name).read_text().count(said), 1, f"{name} says so once")
    before = times(folder / "out")
    kx_ok(*again)
    equal(times(folder / "out"), before, "the same again")
    check(not (folder / "out/brug/brug.mp3").exists(), "the old file is gone")
    equal(faults(folder / "out"), [], "check")


def test_embargo(folder):
    """an embargoed briefing is made, held back, and let in by a later run"""
    folder = pathlib.Path(folder)
    path = article(folder, "a.txt", "Prijs toegekend\n\nDe prijs gaat naar een bibliotheek.\n")
    early = environment(SOURCE_DATE_EPOCH="1772600000")  # 05:53 in Amsterdam
    late = environment(SOURCE_DATE_EPOCH="1772604060")  # 07:01
    publish(folder, BRIEFING[0], env=early)
    publish(folder, path, "--id", "prijs", "--publish-at", "2026-03-04T07:00", env=early)
    check("prijs" not in (folder / "out/feed.xml").read_text(), "held back")
    check("prijs" not in (folder / "out/index.html").read_text(), "held back from the page")
    equal(kx_ok("check", folder / "out", env=early).out.split(",")[-1], " 1 in the feed\n", "check")
    kx_ok("feed", folder / "out", "--show", SHOW, env=late)
    feed = (folder / "out/feed.xml").read_text()
    check("<pubDate>Wed, 04 Mar 2026 07:00:00 +0100</pubDate>" in feed, "let in, at its time")
    equal(kx_ok("check", folder / "out", env=late).out.split(",")[-1], " 2 in the feed\n", "check")


def test_podcast_without_an_episode(folder):
    """check says ok of a podcast that has begun and has no episode yet"""
    out = pathlib.Path(folder, "out")
    out.mkdir()
    equal(kx("check", out).status, 66, "an empty folder")
    kx_ok("feed", out, "--show", SHOW)
    equal(kx_ok("check", out).out, "ok: 0 briefings, 0 files, 0 in the feed\n", "check")


def test_corrected_without_a_show(folder):
    """a correction without --show counts on: no name of the feed gets other bytes"""
    folder = pathlib.Path(folder)
    out = folder / "out"
    sums = {}

    def run(day, *options):
        text = f"Brug dicht\n\nDe brug is tot {day} dicht.\n"
        path = article(folder, "a.txt", text)
        done = kx_ok(path, "-o", out, "--id", "brug", *options, *FAST, *DAY)
        for file in out.glob("brug/*.mp3"):
            sum_ = hashlib.sha256(file.read_bytes()).hexdigest()
            equal(sums.setdefault(file.name, sum_), sum_, file.name)
        return done

    def named():
        return re.findall(r"brug/(brug[^/]*\.mp3)", (out / "feed.xml").read_text())[0]

    show = ["--show", SHOW]
    run("maandag", *show)
    run("dinsdag", *show)
    equal(named(), "brug-v2.mp3", "the second")
    told = run("woensdag").err
    check("not brought up to date" in told, told)
    equal(json.loads((out / "brug/episode.json").read_text())["corrected"], True, "corrected")
    check((out / "brug/brug-v2.mp3").exists(), "what the feed names is there")
    kx_ok("feed", out, *show)
    equal(named(), "brug-v3.mp3", "the third")
    equal(sorted(file.name for file in out.glob("brug/*.mp3")), ["brug-v3.mp3"], "the old is gone")
    equal(faults(out), [], "check")
    run("donderdag", "--to", "text")
    run("vrijdag", *show)
    equal(named(), "brug-v5.mp3", "the fifth")
    equal(faults(out), [], "check")


def test_edited_under_embargo(folder):
    """what was never in a feed is replaced without a word, and keeps its names"""
    folder = pathlib.Path(folder)
    early = environment(SOURCE_DATE_EPOCH="1772600000")  # 05:53 in Amsterdam
    late = environment(SOURCE_DATE_EPOCH="1772604060")  # 07:01
    for day in ("donderdga", "donderdag"):
        text = f"Prijs toegekend\n\nDe prijs wordt {day} uitgereikt.\n"
        publish(folder, article(folder, "a.txt", text), "--id", "prijs", "--publish-at",
                "2026-03-04T07:00", env=early)
    kx_ok("feed", folder / "out", "--show", SHOW, env=late)
    feed = (folder / "out/feed.xml").read_text()
    check("prijs/prijs.mp3" in feed, "the first names")
    check("Rectificatie" not in feed, "no correction")
    equal(kx_ok("check", folder / "out", env=late).out.split(",")[-1], " 1 in the feed\n", "check")


def test_published_without_a_show(folder):
    """what was published without a show comes into its feed later, with the sum it has"""
    folder = pathlib.Path(folder)
    kx_ok(BRIEFING[0], "-o", folder / "out", "--to", "mp3,flac", "--id", "eerst", *FAST, *DAY)
    kx_ok("feed", folder / "out", "--show", SHOW)
    feed = (folder / "out/feed.xml").read_text()
    sound = (folder / "out/eerst/eerst.flac").read_bytes()
    sum_ = base64.b64encode(hashlib.sha256(sound).digest()).decode()
    check(f'<podcast:integrity type="sri" value="sha256-{sum_}"/>' in feed, "integrity")
    equal(faults(folder / "out"), [], "check")


def test_check_finds(folder):
    """check finds what is missing, changed, or told in two ways"""
    folder = pathlib.Path(folder)
    publish(folder, BRIEFING[0])
    out = folder / "out"
    name = next(path for path in out.iterdir() if path.is_dir()).name

    def changed(edit):
        copy = folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(out, copy)
        edit(copy)
        return "\n".join(faults(copy))

    def replace(path, old, new):
        def edit(copy):
            file = copy / path
            text = file.read_text()
            check(old in text, f"{old} in {path}")
            file.write_text(new.join(text.rsplit(old, 1)))

        return edit

    def record(change):
        def edit(copy):
            file = copy / name / "episode.json"
            value = json.loads(file.read_text())
            change(value)
            file.write_text(json.dumps(value))

        return edit

    rows = [
        (lambda copy: (copy / name / f"{name}.mp3").unlink(), "mp3"),
        (lambda copy: (copy / "index.html").unlink(), "index.html: is not there"),
        (lambda copy: (copy / "cover.png").unlink(), "cover.png"),
        (replace(f"{name}/{name}.vtt", "Computerstem", "Computerstom"), "SHA-256"),
        (replace("feed.xml", 'length="', 'length="1'), "bytes, not 1"),
        (replace("feed.xml", ' start="00:00:', ' start="00:01:'), "psc:chapters"),
        (replace("feed.xml", "sha384-", "sha384-A"), "integrity is that of no file"),
        (replace("feed.xml", "04 Mar", "05 Mar"), "pubDate is not that of the record"),
        (replace("index.html", '"PT0S"', '"PT1S"'), "starts at 1.000 s"),
        (replace("feed.xml", "</rss>", ""), "is no XML"),
        (replace("feed.xml", ' type="audio/mpeg"', ' type="text/html"'), "the type of a sound"),
        (replace("feed.xml", '<enclosure url="', '<enclosure url="https://elders.test/'),
         "enclosure leads out of the folder"),
        (lambda copy: (copy / "feed.xml").unlink(), "feed.xml: is not there"),
        (lambda copy: (copy / "show.json").unlink(), "show.json: is not there"),
        (lambda copy: (copy / "show.json").write_text("{"), "show.json"),
        (lambda copy: os.truncate(copy / "cover.png", 1000), "cover.png: is no picture"),
        (record(lambda r: r["chapters"][0].update(title="Anders")), 'but in the record "Anders"'),
        (record(lambda r: r.update(duration=r["duration"] + 5)), "lasts"),
        (record(lambda r: r.update(title="Anders")), "its title is"),
        (record(lambda r: r["loudness"].update(integrated=-20)), "LUFS, but in the record"),
        (record(lambda r: r.update(format="iets")), "is no record of a briefing"),
    ]
    def half_made(copy):
        shutil.copytree(copy / name, copy / ".kxspeak-tmp-1")

    equal(changed(half_made), "", "what another run is writing")
    for page in "feed.xml", "index.html":

        def pipe(copy, page=page):
            (copy / page).unlink()
            os.mkfifo(copy / page)

        rows.append((pipe, f"{page}: {page} is not a plain file"))
    for edit, wanted in rows:
        found = changed(edit)
        check(wanted in found, f"{wanted!r} in {found!r}")


def test_voice_that_is_not_there(folder):
    """a voice, profile or cover that cannot be loaded is told by file and line, also by feed"""
    out = pathlib.Path(folder, "out")
    out.mkdir()
    for line, wanted in (("voice=pietje", 'voice: no voice "pietje": there are'),
                         ("profile=doof", 'profile: no reading profile "doof": there are'),
                         ("voice=weg.voice", "voice: cannot open "),
                         ("profile=weg.profile", "profile: cannot open ")):
        text = SHOW.read_text() + f"\n[audio]\n{line}\n"
        show = article(folder, "show.ini", text)
        for job in ([BRIEFING[0], "-o", out, *FAST, *DAY], ["feed", out]):
            done = kx(*job, "--show", show)
            equal(done.status, 78, f"{line}: {done.err}")
            check(f"show.ini:{len(text.splitlines())}: {wanted}" in done.err, done.err)
    text = "[show]\ncover=weg.png\n" + SHOW.read_text().replace("[show]\n", "", 1)
    show = article(folder, "show.ini", text)
    for job in ([BRIEFING[0], "-o", out, *FAST, *DAY], ["feed", out]):
        done = kx(*job, "--show", show)
        equal(done.status, 78, done.err)
        check("show.ini:2: cover: cannot open " in done.err and "weg.png: " in done.err, done.err)
    equal(list(out.iterdir()), [], "nothing was made")


def test_replaced(folder):
    """what takes another's place, and a moment that comes too late, are told"""
    text = pathlib.Path(folder, "weer.txt")
    text.write_text("Het weer\n\nHet regent vandaag.\n")
    run = [text, "-o", pathlib.Path(folder, "out"), "--show", SHOW, "--to", "mp3", *FAST]
    kx_ok(*run, "--date", "2026-03-04")
    check("takes the place" not in kx_ok(*run, "--date", "2026-03-04").err, "the same day")
    told = kx_ok(*run, "--date", "2026-03-05", "--id", "het-weer").err
    check("het-weer: takes the place of the briefing of 2026-03-04, and keeps its moment" in told,
          told)
    told = kx_ok(*run, "--date", "2026-03-06").err
    check("het-weer: takes the place of the briefing of 2026-03-05" in told, told)
    told = kx_ok(*run, "--date", "2026-03-06", "--publish-at", "2036-03-06T06:00").err
    check("het-weer is out already" in told, told)

    def several(*articles):
        return kx_ok(*articles, "-o", pathlib.Path(folder, "b"), "--to", "text", *FAST, *DAY).err

    check("takes the place" not in several(*BRIEFING[:2]), "the first")
    check("takes the place" not in several(BRIEFING[1], text), "with one of its articles")
    told = several(*BRIEFING[2:4])
    check("briefing-2026-03-04: takes the place of the briefing of 2026-03-04, which has other "
          "articles" in told, told)


def test_hostile_titles(folder):
    """no title breaks a file, a name or a page"""
    folder = pathlib.Path(folder)
    titles = [
        "]]> <b>vet</b> & \"dit\" -- en <!-- dat -->",
        "../../etc/passwd",
        "CON",
        "\u202enetsfeil\u202c \u2066links\u2069",
        "Lang " * 20 + "einde",
        "%2e%2e+plus?vraag#hekje",
        "\U0001f600 \u0000\u0007 lachen".replace("\u0000", ""),
    ]
    for number, title in enumerate(titles):
        front = f"---\ntitle: {title}\nurl: javascript:alert(1)\n---\n"
        text = f"{front}\nDit is de tekst van {number}.\n"
        publish(folder, article(folder, f"{number}.txt", text), "--id", f"n{number}")
    equal(faults(folder / "out"), [], "check")
    names = sorted(path.name for path in folder.iterdir())
    check(all(re.fullmatch(r"out|\d\.txt", name) for name in names), f"nothing beside out: {names}")
    page = (folder / "out/index.html").read_text()
    check("<b>vet" not in page and "javascript:" not in page, "the page is escaped")


def test_broken_record(folder):
    """a broken episode.json is told with its path and left out; the others publish"""
    folder = pathlib.Path(folder)
    for number in range(2):
        path = article(folder, f"{number}.txt", f"Kop {number}\n\nTekst nummer {number}.\n")
        publish(folder, path, "--id", f"n{number}")
    (folder / "out/n0/episode.json").write_text('{"format": "kxspeak-episode", "id": 3')
    done = kx("feed", folder / "out", "--show", SHOW)
    equal(done.status, 0, "status")
    check("n0/episode.json" in done.err + done.out, f"its path: {done.err}")
    feed = (folder / "out/feed.xml").read_text()
    check("n1.mp3" in feed and "n0.mp3" not in feed, "the other stays")


def test_closed_record(folder):
    """an episode that may not be read now stops the feed, which stays as it was"""
    folder = pathlib.Path(folder)
    program = without_privilege(folder)
    for number in range(2):
        path = article(folder, f"{number}.txt", f"Kop {number}\n\nTekst nummer {number}.\n")
        publish(folder, path, "--id", f"n{number}", "--to", "mp3")
    out = folder / "out"
    out.chmod(0o777)
    before = (out / "feed.xml").read_bytes()
    for closed in out / "n0", out / "n0/episode.json":
        mode = closed.stat().st_mode
        closed.chmod(0)
        done = kx("feed", out, "--show", SHOW, program=program)
        closed.chmod(mode)
        equal((done.status, done.err.count("\n")), (77, 1), f"{closed.name}: {done.err}")
        check("n0/episode.json" in done.err, f"{closed.name}: {done.err}")
        equal((out / "feed.xml").read_bytes(), before, f"{closed.name}: the feed")
    (out / "lost+found").mkdir(mode=0)
    done = kx_ok("feed", out, "--show", SHOW, program=program)
    check("lost+found" in done.err, f"a folder of the disk: {done.err}")
    equal((out / "feed.xml").read_bytes(), before, "the feed beside it")
    kx_ok("check", out, program=program)


def test_without_base(folder):
    """without a base URL the links are relative, with one warning"""
    folder = pathlib.Path(folder)
    show = article(folder, "show.ini", re.sub("base-url=.*\n", "", SHOW.read_text()))
    done = publish(folder, BRIEFING[0], show=show)
    equal((done.err + done.out).count("base-url"), 1, "one warning")
    check('url="' in (folder / "out/feed.xml").read_text(), "a feed")
    equal(faults(folder / "out"), [], "check")


def chapters_of(path):
    done = subprocess.run(["ffprobe", "-v", "error", "-show_chapters", "-of", "json", path],
                          capture_output=True, check=True)
    rows = json.loads(done.stdout)["chapters"]
    return [(row["start_time"], row["tags"]["title"]) for row in rows]


def test_disclosure(folder):
    """a show's briefing ends with the words that a computer read it, unless told not to"""
    folder = pathlib.Path(folder)
    silent = article(folder, "stil.ini", SHOW.read_text().replace("[feed]", "disclose=no\n[feed]"))
    for inputs in (BRIEFING[:1], BRIEFING[:2]):
        for show, wanted in ((SHOW, 1), (silent, 0)):
            shutil.rmtree(folder / "out", ignore_errors=True)
            publish(folder, *inputs, "--id", "n", "--to", "mp3,spoken,text", show=show)
            text = (folder / "out/n/n.spoken.json").read_text()
            equal(text.count("Voorgelezen door een computerstem."), wanted, "said")
            equal(faults(folder / "out"), [], "check")


def test_no_disclosure(folder):
    """a show that does not tell what reads tells it nowhere"""
    folder = pathlib.Path(folder)
    silent = article(folder, "stil.ini", SHOW.read_text().replace("[feed]", "disclose=no\n[feed]"))
    publish(folder, BRIEFING[0], "--id", "n", show=silent)
    equal(faults(folder / "out"), [], "check")
    named = []
    for path in sorted(path for path in (folder / "out").rglob("*") if path.is_file()):
        texts = [path.read_bytes()]
        if path.suffix in (".epub", ".zip"):
            with zipfile.ZipFile(path) as book:
                texts = [book.read(name) for name in book.namelist()]
        if any(re.search(b"computerstem|espeak", text, re.I) for text in texts):
            named.append(path.name)
    equal(named, [], "files that name the voice")


def listed(folder):
    """What a listener can step by, in each edition of episode n."""
    made = folder / "out/n"
    names = {"contents": r"<li[^>]*><a .*?</a>", "headings": r"<h[1-6].*?</h[1-6]>",
             "entries": r'<(?:h[1-6]|div|span) [^>]*id="n.*?</a>'}

    def found(text, what):
        rows = re.findall(names[what], text, re.S)
        return [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", row)).strip() for row in rows]

    pages = {path.name: path.read_text() for path in made.glob("*.html")}
    with zipfile.ZipFile(made / "n.epub") as book:
        nav = book.read("EPUB/nav.xhtml").decode().split('<nav epub:type="landmarks"')[0]
    timeline = json.loads((made / "timeline.json").read_text())
    vtt = (made / "n.chapters.vtt").read_text()
    return {
        "timeline": [(row["start"], row["title"]) for row in timeline["chapters"]],
        "json": json.loads((made / "n.chapters.json").read_text())["chapters"],
        "vtt": re.findall(r"(\S+) -->.*\n(.+)", vtt),
        "mp3": chapters_of(made / "n.mp3"),
        "flac": chapters_of(made / "n.flac"),
        "page": found(pages["n.html"], "headings"),
        "contents": found(pages["n.html"].split("<main")[0], "contents"),
        "transcript": found(pages["n.transcript.html"], "headings"),
        "epub": re.findall(r"<a [^>]*>([^<]*)</a>", nav),
        "daisy": found((made / "n-daisy/ncc.html").read_text(), "entries"),
        "daisy headings": found((made / "n-daisy/ncc.html").read_text(), "headings"),
    }


def test_disclosure_after(folder):
    """behind a single article those words are a chapter more, and all before them stays the same"""
    need("ffprobe")
    folder = pathlib.Path(folder)
    silent = article(folder, "stil.ini", SHOW.read_text().replace("[feed]", "disclose=no\n[feed]"))
    whole = BRIEFING[0].read_text()
    texts = (whole, whole.split("\n\n", 1)[1], "Kop\n\nEen zin.\n\nTussenkop\n\nNog een zin.\n")
    for text in texts:
        path, both = article(folder, "a.txt", text), []
        for show in (silent, SHOW):
            shutil.rmtree(folder / "out", ignore_errors=True)
            publish(folder, path, "--id", "n", show=show)
            equal(faults(folder / "out"), [], "check")
            both.append(listed(folder))
        for edition, plain in both[0].items():
            told = both[1][edition]
            equal(told[:len(plain)], plain, edition)
            more = 0 if edition in ("page", "contents", "daisy headings") else 1
            equal(len(told) - len(plain), more, f"{edition}: {told[len(plain):]}")


def test_show_voice_and_lexicon(folder):
    """the show's voice and the lexicon beside its file are used"""
    folder = pathlib.Path(folder)
    show = article(folder, "show.ini", SHOW.read_text() + "\n[audio]\nvoice=kalm\n")
    article(folder, "lexicon.tsv", "Sluiswijk\twords\tsluis wijk aan zee\n")
    path = article(folder, "a.txt", "Nieuws uit Sluiswijk\n\nSluiswijk viert feest.\n")
    publish(folder, path, "--id", "n", show=show)
    value = json.loads((folder / "out/n/episode.json").read_text())
    equal(value["voice"], "kalm", "voice")
    check("sluis wijk aan zee" in (folder / "out/n/n.spoken.json").read_text(), "the lexicon")


if __name__ == "__main__":
    main(globals())
