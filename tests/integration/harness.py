# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the built kxspeak (environment variable KXSPEAK) as a user would, in folders of its own, and
reports in TAP. A test is a function test_NAME(folder); its first docstring line is its name."""
import collections
import contextlib
import functools
import hashlib
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback

TOP = pathlib.Path(__file__).resolve().parents[2]
CONTENT = TOP / "content"
ARTICLE = CONTENT / "article.txt"
BRIEFING = sorted((CONTENT / "briefing").glob("*.txt"))
# The engine's program and the artwork's stand beside the main one.
PROGRAM = os.path.abspath(os.environ.get("KXSPEAK", TOP / "build/src/cli/kxspeak"))
DATE = ["--date", "2025-03-14"]
# A sanitizer's own memory and time are not the program's.
SANITIZED = "ASAN_OPTIONS" in os.environ
SECONDS = 120 * (5 if SANITIZED else 1)

# What a caller ignores (nohup, a shell's background job), the programs run here would ignore too.
signal.signal(signal.SIGINT, signal.default_int_handler)
for _number in signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM:
    signal.signal(_number, signal.SIG_DFL)

Result = collections.namedtuple("Result", "status out err")


class Skip(Exception):
    """The machine lacks what this test needs."""


def copy_program(folder):
    """A copy of the program with its parts, as folder/kxspeak."""
    for part in "", "-engine", "-cover":
        shutil.copy(f"{PROGRAM}{part}", folder / f"kxspeak{part}")
    return folder / "kxspeak"


def without_privilege(folder):
    """The command that runs a copy of the program as a user whom permissions bind."""
    if os.geteuid() != 0:
        return [PROGRAM]
    if not shutil.which("setpriv"):
        raise Skip("root may do everything, and setpriv is missing")
    folder.chmod(0o755)
    copy_program(folder)
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", folder / "kxspeak"]


def environment(**changes):
    env = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", "XDG_CONFIG_HOME": "/nonexistent"}
    env.pop("SOURCE_DATE_EPOCH", None)
    env.pop("LANGUAGE", None)
    env.update(changes)
    return env


def kx(*arguments, cwd=None, stdin=b"", env=None, limit=None, text=True, program=(PROGRAM,)):
    """Runs kxspeak. `limit`: bytes that it may write to one file."""

    def set_limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [*map(str, [*program, *arguments])],
        cwd=cwd,
        input=stdin,
        timeout=SECONDS,
        env=env or environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=set_limit if limit else None,
    )
    out = done.stdout.decode(errors="replace") if text else done.stdout
    return Result(done.returncode, out, done.stderr.decode(errors="replace"))


def kx_ok(*arguments, **options):
    done = kx(*arguments, **options)
    check(
        done.status == 0,
        f"kxspeak {' '.join(map(str, arguments))[:300]}: exit status "
        f"{done.status}: {done.err[:2000]}",
    )
    return done


def brief(folder, *arguments, **options):
    """Runs the main job and returns the one folder that it made below FOLDER/out; only WAV and
    FLAC, unless told otherwise: test_show.py and test_audio.py have all formats."""
    out = pathlib.Path(folder, "out")
    before = set(os.listdir(out)) if out.exists() else set()
    formats = [] if "--to" in arguments else ["--to", "wav,flac"]
    kx_ok(*arguments, "-o", out, *formats, *([] if "--date" in arguments else DATE), **options)
    made = sorted(set(os.listdir(out)) - before) or sorted(before)
    check(len(made) == 1, f"one new folder in out/: {made}")
    return out / made[0]


@functools.lru_cache(maxsize=None)
def shared(*arguments):
    """The output folder of a run that several tests look at; they must not change it."""
    folder = tempfile.TemporaryDirectory(prefix="kxspeak-test-")
    KEEP.append(folder)
    return brief(folder.name, *arguments)


KEEP = []


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def equal(got, wanted, what):
    check(got == wanted, f"{what}: {str(got)[:1500]!r} instead of {str(wanted)[:1500]!r}")


def tree(folder):
    """name -> SHA-256 of everything below a folder."""
    folder = pathlib.Path(folder)
    if not folder.exists():
        return {}
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else "folder"
        for path in sorted(folder.rglob("*"))
    }


def need(*tools):
    for tool in tools:
        if not any(
            os.access(os.path.join(path, tool), os.X_OK) for path in os.environ["PATH"].split(":")
        ):
            raise Skip(f"{tool} is not installed")


@contextlib.contextmanager
def quiet_result(number, name):
    try:
        yield
        print(f"ok {number} - {name}", flush=True)
    except Skip as reason:
        print(f"ok {number} - {name} # SKIP {reason}", flush=True)
    except Exception:
        print(f"not ok {number} - {name}", flush=True)
        for line in traceback.format_exc().splitlines():
            print(f"# {line}", flush=True)


def main(module):
    """Runs the tests of a module, or those named on the command line, in a new folder each."""
    tests = [
        item
        for name, item in module.items()
        if name.startswith("test_") and (len(sys.argv) < 2 or name in sys.argv[1:])
    ]
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        name = (test.__doc__ or test.__name__).splitlines()[0].strip().replace("#", "")
        with tempfile.TemporaryDirectory(prefix="kxspeak-test-") as folder:
            with quiet_result(number, name):
                test(pathlib.Path(folder))
    for folder in KEEP:
        folder.cleanup()
