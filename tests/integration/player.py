# SPDX-License-Identifier: GPL-3.0-or-later
"""`kxspeak play` at a terminal of its own, with SDL's disk driver for a sound card: types keys,
waits for lines, and reads the samples that were played."""
import array
import configparser
import contextlib
import fcntl
import math
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time

from harness import PROGRAM, SECONDS, TOP, check, environment, kx_ok

RATE = 22050
# Milliseconds for 512 frames: twice as fast as they are heard. The disk does not wait: any faster,
# and what a busy machine brings too late is heard as silence.
QUICK = 12
FADE = RATE // 200
VOICE = "nieuwslezer"
LEFT, RIGHT, UP, DOWN = b"\x1b[D", b"\x1b[C", b"\x1b[A", b"\x1b[B"
PAGE_UP, PAGE_DOWN, HOME = b"\x1b[5~", b"\x1b[6~", b"\x1b[H"


def pause(place, rate=None):
    """Frames of a pause of the voice profile, at words a minute, or at its own speed."""
    profile = configparser.ConfigParser()
    profile.read(TOP / "voices" / f"{VOICE}.voice")
    normal, floor = map(int, profile["pauses"][place].split())
    speed = profile.getfloat("voice", "characters-per-second")
    rate = rate or round((speed - 1.5) / 0.0985)
    return int(max(normal * math.sqrt(175 / rate), floor) * RATE / 1000 + 0.5)


def environment_of(folder, delay=None, **changes):
    env = environment(
        SDL_AUDIODRIVER="disk",
        SDL_DISKAUDIOFILE=str(folder / "sound.raw"),
        XDG_STATE_HOME=str(folder / "state"),
    )
    env.pop("SDL_DISKAUDIODELAY", None)
    if delay is not None:
        env["SDL_DISKAUDIODELAY"] = str(delay)
    env.update(changes)
    return env


def samples_of(folder):
    sound = array.array("h")
    data = (folder / "sound.raw").read_bytes()
    sound.frombytes(data[: len(data) // 2 * 2])
    return sound


def trim(sound):
    """Without the silence at both ends."""
    first, last = 0, len(sound)
    while first < last and sound[first] == 0:
        first += 1
    while last > first and sound[last - 1] == 0:
        last -= 1
    return sound[first:last]


def spoken_alone(folder, sentence, *options):
    """The samples of a sentence that is all there is to play."""
    folder.mkdir()
    (folder / "alone.txt").write_text(sentence + "\n")
    kx_ok(
        "play", "--structure", "none", "--from", "start", *options, folder / "alone.txt",
        env=environment_of(folder, QUICK),
    )
    return trim(samples_of(folder))


class Heard:
    """Walks along samples: what stands where."""

    def __init__(self, sound):
        self.sound, self.at = sound, 0

    def silence(self):
        """The silence here, in frames."""
        start = self.at
        while self.at < len(self.sound) and self.sound[self.at] == 0:
            self.at += 1
        return self.at - start

    def whole(self, wanted, name):
        got = self.sound[self.at : self.at + len(wanted)]
        check(got == wanted, f"frame {self.at}: {name} is heard whole")
        self.at += len(wanted)

    def fits(self, wanted):
        """Whether a sound is heard from here on."""
        return self.sound[self.at : self.at + len(wanted)] == wanted

    def part(self, wanted, name):
        """The start of a sound, cut off; returns how much was heard before the fade."""
        n = 0
        while (
            n < len(wanted)
            and self.at + n < len(self.sound)
            and self.sound[self.at + n] == wanted[n]
        ):
            n += 1
        check(n > 0, f"frame {self.at}: {name} is heard")
        for whole in range(n, max(n - FADE, -1), -1):
            if self.fades(wanted, whole):
                self.at += whole + FADE
                return whole
        raise AssertionError(f"frame {self.at + n}: {name} is cut off with a fade")

    def fades(self, wanted, start):
        for i in range(FADE):
            sample = wanted[start + i] if start + i < len(wanted) else 0
            at = self.at + start + i
            got = self.sound[at] if at < len(self.sound) else 0
            if got != int(sample * (FADE - 1 - i) / FADE):
                return False
        return True


class Player:
    """A running player. Lines are compared without their line ends."""

    def __init__(self, folder, *arguments, columns=80, env=None, stdin=None):
        self.folder = folder
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.slave = slave
        self.before = termios.tcgetattr(slave)
        self.out = b""
        self.process = subprocess.Popen(
            [PROGRAM, "play", *map(str, arguments)],
            stdin=stdin if stdin is not None else slave,
            stdout=slave,
            stderr=slave,
            env=env or environment_of(folder),
            preexec_fn=self.take_terminal,
        )

    def take_terminal(self):
        os.setsid()
        fcntl.ioctl(1, termios.TIOCSCTTY, 0)

    def read(self, seconds):
        if select.select([self.master], [], [], seconds)[0]:
            with contextlib.suppress(OSError):
                self.out += os.read(self.master, 65536)

    def lines(self):
        return self.out.decode(errors="replace").replace("\r\n", "\n").split("\n")

    def wait(self, text, after=0):
        """Waits for a line that begins so, behind the first `after` lines; its index. `text` may
        be lines that follow one another."""
        end, height = time.monotonic() + SECONDS / 4, 1 + text.count("\n")
        while time.monotonic() < end:
            lines = self.lines()
            for number in range(after, len(lines)):
                if "\n".join(lines[number : number + height]).startswith(text):
                    return number
            check(self.process.poll() is None, f"runs until {text!r}: {self.lines()}")
            self.read(0.05)
        raise AssertionError(f"{text!r} is not told: {self.lines()[-12:]}")

    def press(self, keys, text=None):
        """Types; waits for a new line that begins with `text`."""
        self.read(0)
        after = len(self.lines()) - 1
        os.write(self.master, keys)
        return self.wait(text, after) if text is not None else None

    def answer(self, keys):
        """Types; the next whole line that is told."""
        self.read(0)
        after = len(self.lines()) - 1
        os.write(self.master, keys)
        end = time.monotonic() + SECONDS / 4
        while len(self.lines()) <= after + 1:
            check(time.monotonic() < end, f"{keys!r} is answered: {self.lines()[-3:]}")
            self.read(0.05)
        return self.lines()[after]

    def is_raw(self):
        return not termios.tcgetattr(self.slave)[3] & termios.ICANON

    def wait_raw(self, raw=True):
        end = time.monotonic() + SECONDS / 4
        while self.is_raw() != raw:
            check(time.monotonic() < end, f"the terminal's mode is raw: {raw}")
            time.sleep(0.005)

    def end(self):
        """Waits for the end; the exit status."""
        end = time.monotonic() + SECONDS / 4
        while self.process.poll() is None:
            check(time.monotonic() < end, f"ends: {self.lines()}")
            self.read(0.05)
        self.read(0)
        check(
            termios.tcgetattr(self.slave) == self.before, "the terminal is left as it was found"
        )
        check(b"\x1b" not in self.out, f"no escape sequence is written: {self.out[-1500:]!r}")
        os.close(self.slave)
        os.close(self.master)
        return self.process.returncode

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
