# SPDX-License-Identifier: GPL-3.0-or-later
"""kxspeak lexicon, and lexicons of users."""
import hashlib
import json
import os
import pathlib
import subprocess

from harness import ARTICLE, DATE, brief, check, environment, equal, kx, kx_ok, main

OWN = (
    "# written\tkind\tvalue\tflags\n"
    "Zwiebeldraad\tphonemes\tzv#'ib@ldra:t\n"
    "OvJ\twords\tofficier van justitie\n"
    "Xanthi Dijk\tphonemes\tks'AntidEIk\n"
    "qzq\tletters-en\t\tany-case\n"
    "supply chain\tlang:en\n"
)
SHOW = "[show]\ntitle=Weer\ndescription=Het weer.\nauthor=Redactie\ncategory=News\n"
TEXT = b"De OvJ sprak Zwiebeldraad en Xanthi Dijk.\n"
SAID = "De officier van justitie sprak Zwiebeldraad en Xanthi Dijk.\n"


def write(folder, name, text):
    path = pathlib.Path(folder, name)
    path.write_text(text)
    return path


def test_option(folder):
    """--lexicon lies over the built-in lexicon, the last one first; three commands take it"""
    own = write(folder, "own.tsv", OWN)
    other = write(folder, "other.tsv", "OvJ\twords\tde officier\n")
    equal(kx_ok("say", "--lexicon", own, "-", stdin=TEXT).out, SAID, "say")
    both = kx_ok("say", "--lexicon", own, "--lexicon", other, "-", stdin=TEXT).out
    check("De de officier sprak" in both, both)
    words = kx_ok("explain", "--at", "words", "--lexicon", own, "-", stdin=TEXT).out
    check(f"(lexicon {own}:2)" in words and "[[ks'AntidEIk]]" in words, words)


def test_config(folder):
    """lexicon.tsv of the configuration folder is read, and --lexicon goes before it"""
    config = pathlib.Path(folder, "kxspeak")
    config.mkdir()
    write(config, "lexicon.tsv", OWN)
    other = write(folder, "other.tsv", "OvJ\twords\tde officier\n")
    env = environment(XDG_CONFIG_HOME=folder)
    equal(kx_ok("say", "-", stdin=TEXT, env=env).out, SAID, "say")
    said = kx_ok("say", "--lexicon", other, "-", stdin=TEXT, env=env).out
    check("De de officier sprak Zwiebeldraad" in said, said)
    write(config, "lexicon.tsv", "a\tb\n")
    done = kx("say", "-", stdin=TEXT, env=env)
    equal(done.status, 78, "a bad lexicon")
    check("lexicon.tsv:1: " in done.err, done.err)


def test_show(folder):
    """lexicon.tsv beside the show file goes before the user's own, --lexicon before both"""
    config, shows = pathlib.Path(folder, "kxspeak"), pathlib.Path(folder, "shows")
    config.mkdir()
    shows.mkdir()
    write(config, "lexicon.tsv", OWN)
    env = environment(XDG_CONFIG_HOME=folder)
    show = write(shows, "weer.ini", SHOW)
    equal(kx_ok("say", "--show", show, "-", stdin=TEXT, env=env).out, SAID, "none beside it")
    rows = "OvJ\twords\tde aanklager\nZwiebeldraad\tphonemes\tzv#'ib@ldra:t\n"
    beside = write(shows, "lexicon.tsv", rows)
    said = kx_ok("say", "--show", show, "-", stdin=TEXT, env=env).out
    check("De de aanklager sprak Zwiebeldraad" in said, said)
    said = kx_ok("say", "--show", "weer.ini", "-", stdin=TEXT, env=env, cwd=shows).out
    check("De de aanklager sprak" in said, said)
    words = kx_ok("explain", "--at", "words", "--show", show, "-", stdin=TEXT, env=env).out
    check(f"(lexicon {beside}:2)" in words, words)
    told = kx_ok("lexicon", "explain", "--show", show, "OvJ", env=env).out
    check("aanklager" in told, told)
    other = write(folder, "other.tsv", "OvJ\twords\tde officier\n")
    said = kx_ok("say", "--show", show, "--lexicon", other, "-", stdin=TEXT, env=env).out
    check("De de officier sprak" in said, said)
    write(shows, "lexicon.tsv", "a\tb\n")
    done = kx("say", "--show", show, "-", stdin=TEXT, env=env)
    equal((done.status, done.err.count("\n")), (78, 1), "a bad lexicon beside the show")
    check("shows/lexicon.tsv:1: " in done.err, done.err)


def test_record(folder):
    """episode.json names the lexicons that were used"""
    own = write(folder, "own.tsv", OWN)
    out = brief(folder, ARTICLE, "--lexicon", own, "--to", "flac", *DATE, "--engine", "tone")
    episode = json.loads((out / "episode.json").read_text())
    digest = hashlib.sha256(OWN.encode()).hexdigest()
    equal(
        episode["lexicons"], [{"name": "own.tsv", "entries": 5, "sha256": digest}], "the lexicons"
    )


def test_check(folder):
    """check prints every fault with its line; a good file has none"""
    own = write(folder, "own.tsv", OWN)
    equal(kx_ok("lexicon", "check", own).out, "", "no faults")
    bad = write(folder, "bad.tsv", "a\tfoo\nb\tphonemes\tq~\nc\nd\tword\nd\tword\n")
    done = kx("lexicon", "check", bad)
    equal(done.status, 78, "faults")
    places = [line.split(": ")[0] for line in done.out.splitlines()]
    equal(places, [f"{bad}:{line}" for line in (1, 2, 3, 5)], "where they are")
    told = [json.loads(line) for line in kx("lexicon", "check", "--json", bad).out.splitlines()]
    equal([event["event"] for event in told], ["fault"] * 4 + ["error"], "the same as JSON")
    equal([event["text"] for event in told[:-1]], done.out.splitlines(), "its texts")
    equal(kx("lexicon", "check").status, 64, "no file")
    equal(kx("lexicon", "check", pathlib.Path(folder, "none")).status, 66, "a missing file")
    equal(kx("lexicon").status, 64, "no task")
    equal(kx("lexicon", "do").status, 64, "an unknown task")
    done = kx("say", "--lexicon", bad, "-", stdin=TEXT)
    equal((done.status, done.out), (78, ""), "say with a bad lexicon")
    check(f'{bad}:1: ' in done.err and "(4 faults in all: " in done.err, done.err)


def test_pls(folder):
    """export and import give back the same"""
    own = write(folder, "own.tsv", OWN)
    pls, back = pathlib.Path(folder, "own.pls"), pathlib.Path(folder, "back.tsv")
    kx_ok("lexicon", "export", own, "-o", pls)
    check("<grapheme>OvJ</grapheme>" in pls.read_text(), pls.read_text())
    kx_ok("lexicon", "import", pls, "-o", back)
    cells = [line.split("\t")[:3] for line in back.read_text().splitlines()[1:]]
    wanted = [(line.split("\t") + [""])[:3] for line in OWN.splitlines()[1:]]
    equal(cells, wanted, "the entries")
    for task in "export", "import", "check":
        done = kx("lexicon", task, "--lexicon", own)
        check(done.status == 64 and "takes no --lexicon" in done.err, done.err)
    all_of_it = kx_ok("lexicon", "export").out
    check(all_of_it.count("<lexeme ") > 4000, "the built-in lexicon")
    done = kx("lexicon", "import", own)
    equal(done.status, 78, "no XML")
    check("no XML: " in done.err and "\\x" not in done.err, done.err)
    equal(kx("lexicon", "import", pls, "-o", folder).status, 73, "an output that is a folder")
    done = kx("lexicon", "export", "-o", back, limit=1000)
    check(done.status == 74 and f"{folder}: cannot write back.tsv: " in done.err, done.err)
    equal(sorted(path.name for path in folder.iterdir() if path.name[0] == "."), [], "left over")


def test_output_is_no_plain_file(folder):
    """import -o writes where a link leads, and puts no file in the place of a pipe"""
    pls, own = pathlib.Path(folder, "own.pls"), write(folder, "own.tsv", OWN)
    kx_ok("lexicon", "export", own, "-o", pls)
    wanted = kx_ok("lexicon", "import", pls).out
    real, link, pipe = (pathlib.Path(folder, name) for name in ("real.tsv", "link.tsv", "pipe"))
    real.write_text("old")
    link.symlink_to("real.tsv")
    kx_ok("lexicon", "import", pls, "-o", link)
    check(link.is_symlink(), "the link stays")
    equal(real.read_text(), wanted, "what it leads to")
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True) as reader:
        kx_ok("lexicon", "import", pls, "-o", pipe)
        equal(reader.communicate()[0], wanted, "what came out of the pipe")
    check(pipe.is_fifo(), "the pipe stays")
    equal(kx("lexicon", "import", pls, "-o", "/dev/full").status, 74, "a full device")


def test_explain(folder):
    """explain tells where a pronunciation came from"""
    for word, source in [
        ("website", "(lexicon lexicon_words.tsv:"),
        ("KNVB", "letters-nl; letters)"),
        ("veiligheidsdienst", "(compound veiligheids + dienst)"),
        ("flabberdonk", "(engine flabberdonk)"),
        ("New York", "(lexicon lexicon_names.tsv:"),
    ]:
        told = kx_ok("lexicon", "explain", word).out
        check(source in told and told.count("\n") == 1, told)
    told = json.loads(kx_ok("lexicon", "explain", "--json", "website").out)
    equal(told["phonemes"], "v#·'E·p·s·A·j·t", "phonemes")
    rows = "C#\twords\tsie sjarp\n112\twords\talarmnummer\nqx\twords\tkwiks\tcompound\n"
    own = write(folder, "own.tsv", rows)
    told = kx_ok("lexicon", "explain", "--lexicon", own, "C#", "112").out.splitlines()
    check("→  sie sjarp  →" in told[0] and f"({own}:1 words; " in told[0], told[0])
    check("→  alarmnummer  →" in told[1] and f"({own}:2 words; " in told[1], told[1])
    told = kx_ok("lexicon", "explain", "--lexicon", own, "qx").out
    check("→  Q X  →" in told and f"{own}:3" not in told, told)
    equal(kx("lexicon", "explain").status, 64, "no word")


def test_unknown(folder):
    """unknown lists what no list knows, the most frequent first"""
    text = b"De Flabberdonk zag Zwiebeldraad bij de flabberdonkse Flabberdonk op het station."
    told = kx_ok("lexicon", "unknown", "-", stdin=text).out.splitlines()
    equal([line.split()[:2] for line in told][0], ["2", "Flabberdonk"], "the first")
    equal(len(told), 3, "the number of words")
    told = kx_ok("lexicon", "unknown", "-", stdin=b"RAALTE - De N35 bij PARIJS en Q3.").out
    equal(told, "", "names in capitals and codes")
    own = write(folder, "own.tsv", OWN)
    told = kx_ok("lexicon", "unknown", "--lexicon", own, "-", stdin=text).out
    check("Zwiebeldraad" not in told and "station" not in told, told)


main(globals())
