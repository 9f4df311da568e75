#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The terminal player: what is heard, to the sample, what is told, and how the terminal is left."""
import array
import contextlib
import json
import os
import signal
import subprocess
import time

from harness import PROGRAM, brief, check, equal, kx, kx_ok, main, need
from media import Wav
from player import LEFT, QUICK, RIGHT, UP, Heard, Player
from player import environment_of, pause, samples_of, spoken_alone, trim

SENTENCES = [
    "De brug over het kanaal gaat morgen open.",
    "Fietsers mogen er als eerste over.",
    "Het werk kost 3,5 miljoen euro.",
    "Volgend jaar volgt de weg ernaast.",
]
PARAGRAPHS = f"{SENTENCES[0]} {SENTENCES[1]}\n\n{SENTENCES[2]} {SENTENCES[3]}\n"
PLAIN = "--structure", "none"


def article(folder, text=PARAGRAPHS):
    path = folder / "article.txt"
    path.write_text(text)
    return path


def alone(folder, *options):
    return [
        spoken_alone(folder / f"alone{i}", sentence, *options)
        for i, sentence in enumerate(SENTENCES)
    ]


def check_run(heard, sounds, between):
    """Sounds one after the other, with these pauses."""
    for i, sound in enumerate(sounds):
        if i > 0:
            equal(heard.silence(), between[i - 1], f"frames of pause {i}")
        heard.whole(sound, f"sentence {i + 1}")


def test_plays_through(folder):
    """without keys an article is played to its end: its sentences and pauses, to the sample"""
    done = kx_ok("play", *PLAIN, article(folder), env=environment_of(folder, QUICK))
    equal(done.out.splitlines(), SENTENCES, "a line a sentence")
    equal(done.err, "", "standard error")
    between = [pause("sentence"), pause("paragraph"), pause("sentence")]
    check_run(Heard(trim(samples_of(folder))), alone(folder), between)


def test_floors(folder):
    """at 600 words a minute pauses keep their floors"""
    rate = "--rate", "600"
    kx_ok("play", *PLAIN, *rate, article(folder), env=environment_of(folder, QUICK))
    sound = trim(samples_of(folder))
    runs, length = [], 0
    for sample in sound:
        if sample != 0:
            if length >= pause("comma", 600):
                runs.append(length)
            length = 0
        else:
            length += 1
    wanted = [pause("sentence", 600), pause("paragraph", 600), pause("sentence", 600)]
    longest = sorted(sorted(runs)[-3:])
    check(
        all(0 <= got - least < 40 for got, least in zip(longest, sorted(wanted))),
        f"pauses of {longest} frames, wanted {sorted(wanted)}",
    )
    seconds, wanted = len(sound) / 22050, len(PARAGRAPHS.split()) * 60 / 600
    check(abs(seconds / wanted - 1) < 0.15, f"{seconds:.2f} s at 600 a minute: {wanted:.2f} s")


def test_steps(folder):
    """Right cuts a sentence off at once and begins the next; Left within 2 s goes back"""
    sounds = alone(folder)
    player = Player(folder, *PLAIN, article(folder))
    player.wait(SENTENCES[0])
    time.sleep(0.3)
    player.press(RIGHT, SENTENCES[1])
    player.press(LEFT, SENTENCES[0])
    player.press(RIGHT + RIGHT, SENTENCES[2])
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    heard = Heard(trim(samples_of(folder)))
    check(heard.part(sounds[0], "sentence 1") > 22050 // 10, "some of sentence 1")
    heard.silence()
    heard.part(sounds[1], "sentence 2")


def test_pauses(folder):
    """the space bar stops at once, and goes on with the word it was at"""
    sounds = alone(folder)
    player = Player(folder, *PLAIN, article(folder))
    player.wait(SENTENCES[0])
    time.sleep(0.5)
    player.press(b" ", "Pauze")
    time.sleep(0.5)
    player.press(b" ", SENTENCES[1])
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    heard = Heard(trim(samples_of(folder)))
    part = heard.part(sounds[0], "sentence 1")
    check(heard.silence() > 0.3 * 22050, "a silence")
    rest = max(n for n in range(part + 1) if heard.fits(sounds[0][n:]))
    heard.whole(sounds[0][rest:], "the rest of sentence 1")
    check(0 < rest and part - rest < 22050, f"back by {part - rest} frames")
    equal(heard.silence(), pause("sentence"), "the pause after it")


def test_ends(folder):
    """every way out gives the terminal back, and has its exit status"""
    text = article(folder)
    for end, status in [
        (b"q", 0),
        (b"\x04", 0),
        (b"\x03", 130),
        (signal.SIGTERM, 143),
        (signal.SIGHUP, 129),
        (signal.SIGINT, 130),
        (signal.SIGQUIT, 131),
    ]:
        player = Player(folder, *PLAIN, "--from", "start", text)
        player.wait(SENTENCES[0])
        check(player.is_raw(), "keys come at once")
        if isinstance(end, bytes):
            player.press(end)
        else:
            player.process.send_signal(end)
        equal(player.end(), status, f"exit status after {end!r}")


def test_suspends(folder):
    """Ctrl-Z gives the terminal back, and fg takes it again and goes on"""
    player = Player(folder, *PLAIN, article(folder))
    player.wait(SENTENCES[0])
    os.write(player.master, b"\x1a")
    _, status = os.waitpid(player.process.pid, os.WUNTRACED)
    check(os.WIFSTOPPED(status), "stopped")
    check(not player.is_raw(), "the shell has its terminal")
    player.process.send_signal(signal.SIGCONT)
    player.wait_raw()
    player.press(RIGHT, SENTENCES[1])
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_narrow(folder):
    """at 40 and at 20 columns no line is longer, and no word is lost"""
    for columns in 40, 20:
        env = environment_of(folder, QUICK)
        start = "--from", "start"
        player = Player(folder, *PLAIN, *start, article(folder), columns=columns, env=env)
        player.wait("Volgend jaar")
        player.wait("Einde")
        player.press(b"w", "De brug over")
        player.press(b"?", "spatiebalk of 5:")
        player.press(b"q")
        equal(player.end(), 0, "exit status")
        check(max(map(len, player.lines())) <= columns, f"{player.lines()}")
        check(" ".join(SENTENCES) in " ".join(player.lines()), f"{player.lines()}")


def test_narrow_notes(folder):
    """what is told of the run is no wider, either"""
    env = environment_of(folder, SDL_AUDIODRIVER="none")
    player = Player(folder, *PLAIN, article(folder), columns=40, env=env)
    player.wait(SENTENCES[0][:30])
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    check("no sound device" in " ".join(player.lines()), f"{player.lines()}")
    check(max(map(len, player.lines())) <= 40, f"{player.lines()}")


def test_standard_input(folder):
    """- reads the article from standard input, and keys from the terminal"""
    article(folder)
    with open(folder / "article.txt", "rb") as text:
        player = Player(folder, *PLAIN, "-", stdin=text)
        player.wait(SENTENCES[0])
        player.press(RIGHT, SENTENCES[1])
        player.press(b"q")
        equal(player.end(), 0, "exit status")


UNREADABLE = "Geluidsbestand niet te lezen: alleen tekst."


def cut_episode(folder, sound):
    """A briefing whose sound file was cut in its second sentence."""
    episode = brief(folder, *PLAIN, "--to", f"{sound},png", "--id", sound, article(folder))
    (file,), (picture,) = episode.glob(f"*.{sound}"), episode.glob("*.png")
    size, tags = file.stat().st_size, picture.stat().st_size  # most of these are the picture
    os.truncate(file, size - (size - tags) * 7 // 10)
    return episode


def test_episode_cut(folder):
    """a sound file that was cut is told of in one line, and the rest is printed"""
    for sound in "wav", "flac", "mp3":
        episode = cut_episode(folder, sound)
        done = kx_ok("play", episode, env=environment_of(folder, 1))
        lines = done.out.splitlines()
        check(lines[0] == SENTENCES[0] and lines.count(UNREADABLE) == 1, f"{sound}: {lines}")
        lines.remove(UNREADABLE)
        equal(lines, SENTENCES, f"{sound}: all of its sentences")


def test_episode_cut_keys(folder):
    """in a sound file that was cut the keys step on through the text, and back to the sound"""
    player = Player(folder, "--from", "start", cut_episode(folder, "wav"))
    player.wait(SENTENCES[0])
    player.press(b"9", SENTENCES[2])
    player.wait(UNREADABLE)
    player.press(b" ", SENTENCES[3])
    player.press(b" ", "Laatste zin")
    player.press(LEFT, SENTENCES[2])
    player.press(UP, SENTENCES[0])
    player.wait(SENTENCES[1], len(player.lines()) - 1)
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    equal(player.lines().count(UNREADABLE), 1, "once")


def test_no_sound(folder):
    """without a sound device one line says so, and the text is printed"""
    env = environment_of(folder, SDL_AUDIODRIVER="none")
    done = kx("play", *PLAIN, article(folder), env=env)
    equal((done.status, done.out.splitlines()), (0, SENTENCES), "all of the text")
    check(done.err.count("\n") == 1 and "no sound device" in done.err, f"one line: {done.err!r}")
    player = Player(folder, *PLAIN, "--from", "start", article(folder), env=env)
    player.wait(SENTENCES[0])
    player.press(b" ", SENTENCES[1])
    player.press(LEFT, SENTENCES[0])
    player.press(b"m", "Er is geen geluid: alleen tekst.")
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_lost_sound(folder):
    """a sound device that goes is told in one line, and the keys go on"""
    env = environment_of(folder, SDL_DISKAUDIOFILE="/dev/full")
    player = Player(folder, *PLAIN, article(folder), env=env)
    player.wait("Geluid weggevallen")
    player.press(RIGHT, SENTENCES[1])
    player.press(b"q")
    equal(player.end(), 0, "exit status")


def test_lost_without_keys(folder):
    """without keys the rest of the text is printed when the sound device goes"""
    env = environment_of(folder, SDL_DISKAUDIOFILE="/dev/full")
    done = kx_ok("play", *PLAIN, article(folder), env=env)
    lines = done.out.splitlines()
    lines.remove("Geluid weggevallen: alleen tekst.")
    equal(lines, SENTENCES, "all of its sentences")


def test_folder_of_briefings(folder):
    """the folder that briefings are made in is refused with a hint"""
    out = brief(folder, *PLAIN, article(folder)).parent
    done = kx("play", out)
    equal((done.status, done.out), (66, ""), "exit status")
    check(f"name the folder of one briefing ({out}/ID)" in done.err, done.err)


def play_episode(folder, episode, *options):
    done = kx_ok(
        "play", *options, episode, env=environment_of(folder, QUICK, XDG_STATE_HOME="/nonexistent")
    )
    equal(done.out.splitlines(), SENTENCES, "a line a sentence")
    return trim(samples_of(folder))


def test_episode(folder):
    """a finished briefing is played from its own file: the samples that it holds, at its times"""
    episode = brief(folder, *PLAIN, "--native-rate", article(folder))
    (wav,) = episode.glob("*.wav")
    wanted = array.array("h", Wav(wav).samples)
    sentences = json.loads((episode / "timeline.json").read_text())["sentences"]
    heard = Heard(play_episode(folder, episode))
    for i, sentence in enumerate(sentences):
        start, end = (round(sentence[key] * 22050) for key in ("start", "end"))
        heard.at = start - round(sentences[0]["start"] * 22050)
        heard.whole(wanted[start:end], f"sentence {i + 1}")


def test_episode_speed(folder):
    """a finished briefing at 300 words a minute takes as long as that says, in each format"""
    for sound in "wav", "mp3", "opus":
        episode = brief(folder, *PLAIN, "--to", sound, "--id", sound, article(folder))
        seconds = len(play_episode(folder, episode, "--rate", "300")) / 22050
        wanted = len(PARAGRAPHS.split()) * 60 / 300
        check(abs(seconds / wanted - 1) < 0.05, f"{sound}: {seconds:.2f} s, wanted {wanted:.2f} s")


SILENT = [
    ("🇳🇱\n\nDe brug is dicht.\n", ["De brug is dicht."]),
    ("Kop\n\nEen zin hier.\n\n👍 👍.\n\nNog een.\n", ["Kop", "Een zin hier.", "Nog een."]),
    ("De brug is dicht.\n\n👍 👍.\n", ["De brug is dicht."]),
    ("🇳🇱\n\nBron: x\n\n© Jan\n", ["Bron: x", "© Jan"]),
]


def test_episode_silent(folder):
    """sentences without a sound are stepped over, wherever they stand and at either rate"""
    for i, (text, wanted) in enumerate(SILENT):
        for rate in [], ["--native-rate"]:
            name = f"{i}{len(rate)}"
            episode = brief(folder, *PLAIN, *rate, "--id", name, article(folder, text))
            sentences = json.loads((episode / "timeline.json").read_text())["sentences"]
            check(any(s["start"] == s["end"] for s in sentences), f"{text!r} has silence in it")
            for pace in [], ["--rate", "400"]:
                done = kx_ok("play", *pace, episode, env=environment_of(folder, 1))
                equal((done.out.splitlines(), done.err), (wanted, ""), f"{text!r} {rate} {pace}")


def test_episode_back_over_silence(folder):
    """Left goes back over a sentence without a sound"""
    episode = brief(folder, *PLAIN, article(folder, SILENT[1][0]))
    player = Player(folder, "--from", "start", episode)
    player.wait("Kop")
    player.press(RIGHT, "Een zin")
    player.press(RIGHT, "Nog een.")
    player.press(LEFT, "Een zin")
    player.press(b"q")
    equal(player.end(), 0, "exit status")


@contextlib.contextmanager
def tmux_in(folder, columns, *command):
    """A tmux of our own; yields how to give it an order, and how to wait for what it shows."""
    need("tmux")
    tmux = ["tmux", "-S", str(folder / "socket"), "-f", "/dev/null"]
    env = environment_of(folder, TERM="screen")

    def run(*arguments):
        return subprocess.run([*tmux, *arguments], env=env, capture_output=True, text=True).stdout

    def shows(text):
        wait_for(lambda: text in run("capture-pane", "-p", "-S", "-"), text)

    try:
        run("new-session", "-d", "-x", str(columns), "-y", "20", *command)
        yield run, shows
    finally:
        run("kill-server")


def test_tmux(folder):
    """at 40 columns of a tmux, stty says the same before and after, and q leaves its lines"""
    command = (
        f"stty -a >{folder}/before; {PROGRAM} play --structure none {article(folder)}; "
        f"stty -a >{folder}/after; sleep 60"
    )
    with tmux_in(folder, 40, "sh", "-c", command) as (run, shows):
        shows(SENTENCES[0][:30])
        run("send-keys", "Right")
        shows(SENTENCES[1][:30])
        run("send-keys", "q")
        wait_for((folder / "after").exists, "its end")
    equal((folder / "after").read_text(), (folder / "before").read_text(), "stty -a")


def test_tmux_suspends(folder):
    """Ctrl-Z under a shell gives it the terminal as it was, and fg goes on with the sentence"""
    command = f"{PROGRAM} play --structure none {article(folder)}"
    shell = "bash", "--norc", "--noprofile", "-i"
    with tmux_in(folder, 80, "env", "PS1=klaar$ ", *shell) as (run, shows):
        shows("klaar$")
        run("send-keys", f"stty -a >{folder}/before; clear; {command}", "Enter")
        shows(SENTENCES[0])
        run("send-keys", "C-z")
        shows("Stopped")
        run("send-keys", f"stty -a >{folder}/stopped; fg", "Enter")
        run("send-keys", "Right")
        shows(SENTENCES[1])
        run("send-keys", "q")
        wait_for(lambda: run("capture-pane", "-p").rstrip().endswith("klaar$"), "the prompt")
        run("send-keys", f"stty -a >{folder}/last; echo eind''e", "Enter")
        shows("einde")
    before = (folder / "before").read_text()
    for moment in "stopped", "last":
        equal((folder / moment).read_text(), before, f"stty -a, {moment}")


def wait_for(happens, what):
    end = time.monotonic() + 30
    while not happens():
        check(time.monotonic() < end, f"{what} comes")
        time.sleep(0.05)


main(globals())
