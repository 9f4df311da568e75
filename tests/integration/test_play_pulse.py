#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The terminal player through a sound server, PulseAudio with a sink that leads nowhere: it is
heard, and a sink or server that goes, stands still or does not answer stops nothing."""
import array
import contextlib
import math
import signal
import subprocess
import time

from harness import SANITIZED, check, environment, equal, kx, main, need
from player import RIGHT, Player

SENTENCES = [f"Zin {i} gaat over de brug die morgen open gaat voor fietsers." for i in range(20)]
GONE = "Geluid weggevallen"


class Server:
    """A PulseAudio of our own."""

    def __init__(self, folder):
        need("pulseaudio", "pactl", "parec")
        self.runtime = folder / "runtime"
        self.runtime.mkdir(mode=0o700)
        self.socket = folder / "pulse"
        self.state = folder / "state"
        self.process = subprocess.Popen(
            [
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes",
                "-L", f"module-native-protocol-unix socket={self.socket} auth-anonymous=1",
                "-L", "module-null-sink sink_name=nowhere",
            ],
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 20
        while "nowhere" not in self.control("list", "short", "sinks"):
            check(time.monotonic() < end, "the sound server starts")
            time.sleep(0.1)

    def environment(self):
        return environment(
            HOME=str(self.runtime),
            XDG_RUNTIME_DIR=str(self.runtime),
            XDG_STATE_HOME=str(self.state),
            PULSE_SERVER=f"unix:{self.socket}",
            SDL_AUDIODRIVER="pulseaudio",
        )

    def control(self, *arguments):
        return subprocess.run(
            ["pactl", *arguments], env=self.environment(), capture_output=True, text=True
        ).stdout

    def unplug(self):
        """Takes the sink away."""
        modules = self.control("list", "short", "modules").splitlines()
        (number,) = (line.split()[0] for line in modules if "module-null-sink" in line)
        self.control("unload-module", number)

    @contextlib.contextmanager
    def stopped(self):
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def end(self):
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def server_in(folder):
    server = Server(folder)
    try:
        yield server
    finally:
        server.end()


def start(folder, server):
    path = folder / "article.txt"
    path.write_text(" ".join(SENTENCES) + "\n")
    player = Player(
        folder, "--structure", "none", "--from", "start", path, env=server.environment()
    )
    player.wait("Zin 0 ")
    return player


def end(player):
    """The player ends when it is told to, whatever its sound device does."""
    begun = time.monotonic()
    player.press(b"q")
    equal(player.end(), 0, "exit status")
    seconds = time.monotonic() - begun
    check(SANITIZED or seconds < 5, f"ended after {seconds:.1f} s")


def test_heard(folder):
    """what is played comes out of the sink"""
    with server_in(folder) as server:
        recording = folder / "heard.raw"
        with open(recording, "wb") as out:
            recorder = subprocess.Popen(
                [
                    "parec", "-d", "nowhere.monitor",
                    "--format=s16le", "--rate=22050", "--channels=1",
                ],
                env=server.environment(),
                stdout=out,
            )
            player = start(folder, server)
            player.wait("Zin 1 ")
            end(player)
            recorder.terminate()
            recorder.wait()
        sound = array.array("h", recording.read_bytes())
        level = 20 * math.log10(math.hypot(*sound) / math.sqrt(len(sound)) / 32768 + 1e-9)
        check(level > -40, f"RMS of {level:.1f} dB")


def test_sink_goes(folder):
    """a sink that is unloaded while it plays is told in one line, and the keys go on"""
    with server_in(folder) as server:
        player = start(folder, server)
        server.unplug()
        player.wait(GONE)
        player.press(RIGHT, "Zin ")
        equal(sum(line.startswith(GONE) for line in player.lines()), 1, "lines that tell")
        end(player)


def test_server_goes(folder):
    """so is a server that dies"""
    with server_in(folder) as server:
        player = start(folder, server)
        server.end()
        player.wait(GONE)
        player.press(RIGHT, "Zin ")
        end(player)


def test_sink_stands_still(folder):
    """a sink that takes no sound any more does not keep the player from ending"""
    with server_in(folder) as server:
        player = start(folder, server)
        server.control("suspend-sink", "nowhere", "1")
        player.press(b"w", "Zin 0 ")
        end(player)


def test_server_stands_still(folder):
    """a server that hangs counts as gone after some seconds"""
    with server_in(folder) as server:
        player = start(folder, server)
        with server.stopped():
            player.wait(GONE)
            player.press(RIGHT, "Zin ")
            end(player)


def test_server_does_not_answer(folder):
    """a server that hangs from the start is not waited for without end: the text is printed"""
    with server_in(folder) as server:
        path = folder / "article.txt"
        path.write_text(SENTENCES[0] + "\n")
        with server.stopped():
            done = kx("play", path, env=server.environment())
        equal((done.status, done.out), (0, SENTENCES[0] + "\n"), "the text")
        check(done.err.count("\n") == 1 and "does not answer" in done.err, f"one line: {done.err}")


main(globals())
