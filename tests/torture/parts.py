# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds of trouble. A part is a function of a Bench; it returns how many runs it made and what
was wrong (a line each), and its docstring is its title."""
import collections
import contextlib
import fcntl
import json
import multiprocessing
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import order
import scenes
from faults import ACTIONS, ROLES, Fault, Runner
from harness import PROGRAM, SANITIZED, TOP, Skip

sys.path.insert(0, str(TOP / "tests"))
import varied  # noqa: E402

# How many runs a part has when it is to be quick.
QUICK = {"calls": 12, "memory": 3, "signals": 6, "moments": 4, "articles": 2} if SANITIZED else {
    "calls": 90, "memory": 24, "signals": 24, "moments": 12, "articles": 6}
MOMENTS = {signal.SIGKILL: 1000, signal.SIGTERM: 200}
# Where a signal is sent: the calls that change what is on the disk.
CHANGES = "write fsync rename open close mkdir unlink link stdio lock".split()
GONE_SECONDS = 5
ARTICLES = 1000
MEMORY_MAX_MIB = 64
TIME = "/usr/bin/time"

_runner, _until = None, None    # of a process of the pool


def _start(folder, libraries, prepared, until):
    global _runner, _until
    _runner, _until = Runner(folder / f"worker-{os.getpid()}", libraries, prepared), until


def _try(fault):
    """None: there is no time for it."""
    if time.monotonic() > _until:
        return None
    try:
        return fault, *fault.try_on(_runner)
    except Exception as error:
        return fault, True, scenes.Result(None, b"", ""), [f"the test itself: {error!r}"]


class Bench:
    """The scenes, made once, and those who run them."""

    def __init__(self, folder, chosen):
        self.folder, self.chosen, self.full = folder, chosen, chosen.full
        self.random = random.Random(chosen.seed)
        self.libraries = (chosen.calls.resolve(), chosen.memory.resolve())
        wanted = chosen.scene.split(",") if chosen.scene else None
        self.prepared = {}
        for name, scene in scenes.scenes().items():
            if wanted is None or name in wanted:
                scene.prepare(folder / name)
                self.prepared[name] = (scene, folder / name)
        self.runner = Runner(folder / "runner", self.libraries, self.prepared)
        self.counts = {}

    def count(self, name):
        """Calls of each kind of a scene: (role, kind) -> how many."""
        if name not in self.counts:
            done, (calls, _, _) = self.runner.run(name)
            scene = self.prepared[name][0]
            wrong = scene.judge(self.runner.folder / name, done)
            if wrong or done.status != 0:
                raise RuntimeError(f"{name}: {done.err} {wrong}")
            self.counts[name] = calls
        return self.counts[name]

    def places(self, role, what):
        """Of calls ("calls") or "memory" in a process: a kind, and the scenes that reach the place,
        each with the number of the call there; a list of such."""
        places, total = collections.defaultdict(list), 0
        for name in self.prepared:
            calls, _, stacks = self.runner.run(name, memory=True, stacks=(role, what))[1]
            total += sum(n for (of, kind), n in calls.items()
                         if of == role and (kind == "memory") == (what == "memory"))
            for place, at in stacks.items():
                places[place].append((name, at))
        print(f"#   {total} calls from {len(places)} places in the {ROLES[role]}", flush=True)
        return [(kind, reached) for (kind, _), reached in places.items()]

    def sample(self, items, n):
        return items if len(items) <= n else sorted(self.random.sample(items, n))

    def try_all(self, faults):
        """Runs them all, on all processors; prints figures a kind. What a log tells of an earlier
        run is not done again."""
        until, planned = time.monotonic() + self.chosen.seconds, len(faults)
        told = log_of(self.chosen.log)
        tally = Tally()
        for fault in faults:
            if str(fault) in told:
                tally.add(fault, *told[str(fault)])
        faults = [fault for fault in faults if str(fault) not in told]
        with contextlib.ExitStack() as stack:
            log = self.chosen.log and stack.enter_context(open(self.chosen.log, "a"))
            pool = stack.enter_context(multiprocessing.get_context("fork").Pool(
                self.chosen.jobs, _start, (self.folder, self.libraries, self.prepared, until)))
            for fault, reached, done, wrong in filter(None, pool.imap_unordered(_try, faults)):
                tally.add(fault, reached, done.status, wrong)
                if log:
                    print(json.dumps([str(fault), reached, done.status, wrong, done.err[:1000]]),
                          file=log, flush=True)
        if tally.runs < planned:
            print(f"#   no time for {planned - tally.runs} of {planned} runs")
        tally.show()
        return tally.runs, tally.wrong


class Tally:
    """How runs ended, by the kind of call that failed."""

    def __init__(self):
        self.runs, self.wrong = 0, []
        self.kinds = collections.defaultdict(collections.Counter)

    def add(self, fault, reached, status, wrong):
        figures = self.kinds[fault.kind]
        figures["runs"] += 1
        figures["not reached"] += not reached
        figures["went on"] += reached and status == 0
        figures["ended by a signal"] += status is not None and status < 0
        figures["with losses"] += status == 1
        figures["failed and said so"] += status is not None and status > 1
        figures["wrong"] += bool(wrong)
        self.runs += 1
        self.wrong += [f"{fault}: {line}" for line in wrong]

    def show(self):
        for kind, figures in sorted(self.kinds.items()):
            print(f"#   {kind}: " + ", ".join(f"{n} {what}" for what, n in figures.items() if n))


def log_of(path):
    """What the lines of a log tell: a fault's name -> whether it was reached, the status, what is
    wrong."""
    if path is None or not path.exists():
        return {}
    lines = path.read_text().splitlines()
    return {line[0]: tuple(line[1:4]) for line in map(json.loads, lines)}


def actions(fault_kind, i):
    """How the i-th tried call of a kind fails: always in the likeliest way; every third one in
    another way too, and every third one with all that follow."""
    known = ACTIONS[fault_kind]
    yield known[0], False
    if i % 3 == 1 and len(known) > 1:
        yield known[1 + i // 3 % (len(known) - 1)], False
    if i % 3 == 0 and known[0] != "EINTR":
        yield known[0], True


def calls(bench):
    """Each call of the system fails once in turn, alone and with all that follow.

    First one from each place in the program (a stack of calls), in one of the scenes that reach it;
    then the others, of a kind no more than are wanted.
    """
    faults, seen = [], set()

    def add(number, name, role, kind, at):
        seen.add((name, role, kind, at))
        faults.extend(Fault(name, role, kind, at, action, sticky)
                      for action, sticky in actions(kind, number))

    for role in range(len(ROLES)):
        for number, (kind, reached) in enumerate(bench.places(role, "calls")):
            name, at = bench.random.choice(reached)
            add(number, name, role, kind, at)
    first, faults = bench.random.sample(faults, len(faults)), []
    for name in bench.prepared:
        for (role, kind), n in bench.count(name).items():
            at = list(range(1, n + 1)) if kind != "memory" else []
            for number, k in enumerate(bench.sample(at, bench.chosen.per)):
                if (name, role, kind, k) not in seen:
                    add(number, name, role, kind, k)
    print(f"#   {len(first)} runs for these, {len(faults)} for other calls")
    faults = first + bench.random.sample(faults, len(faults))
    if not bench.full:
        name = next(iter(bench.prepared))
        faults = [Fault(name, 0, kind, 1, ACTIONS[kind][0])
                  for kind in ("write", "fsync", "rename", "open", "mkdir")] + one_of_each(
                      bench, faults, QUICK["calls"])
    return bench.try_all(faults)


def one_of_each(bench, faults, n, sort=lambda fault: (fault.kind, fault.role)):
    """n of them, of each sort at least one as long as n lasts."""
    faults = bench.random.sample(faults, len(faults))
    seen, first, rest = set(), [], []
    for fault in faults:
        (rest if sort(fault) in seen else first).append(fault)
        seen.add(sort(fault))
    return [*first, *rest][:n]


def memory(bench):
    """Memory runs out, at each place that asks for it.

    What has to follow is that the process ends at once. In each scene a call from each place in the
    program (a stack of calls) fails in a copy of it (a fork), which is seen to do so; what is then
    on the disk, `signals` looks at. A run of its own is made for each place in the other processes,
    and for every eighth place of all one in which there is none from then on.
    """
    if SANITIZED:
        raise Skip("the sanitizer's own allocator stands in its place")
    copies = [Fault(name, 0, "memory", 1, "copy") for name in bench.prepared]
    faults = []
    for role in range(len(ROLES)):
        for i, (kind, reached) in enumerate(bench.places(role, "memory")):
            name, at = bench.random.choice(reached)
            faults += [Fault(name, role, kind, at, "ENOMEM", sticky)
                       for sticky in (False, True) if (i % 8 == 0 if sticky else role > 0)]
    faults = bench.random.sample(faults, len(faults))
    if not bench.full:
        copies = [copy for copy in copies if copy.scene == "feed"]
        faults = one_of_each(bench, faults, QUICK["memory"],
                             lambda fault: (fault.role, fault.sticky))
    return bench.try_all(copies + faults)


def signals(bench):
    """SIGKILL and SIGTERM at each call that changes the disk; an engine process killed at each."""
    faults = []
    for name in bench.prepared:
        for (role, kind), n in bench.count(name).items():
            if kind in (CHANGES if role == 0 else ("write", "message", "read")):
                at = bench.sample(list(range(1, n + 1)), bench.chosen.per)
                faults += [Fault(name, role, kind, k, number) for k in at
                           for number in ((9, 15) if role == 0 else (9,))]
                if role == 2:
                    faults += [Fault(name, role, kind, k, 9, True) for k in at]
    faults = bench.random.sample(faults, len(faults))
    if not bench.full:
        faults = one_of_each(bench, faults, QUICK["signals"])
    return bench.try_all(faults)


# ---- random moments ----

def left_processes(folder):
    """Processes that were started for this folder."""
    mark = f"TMPDIR={folder / 'tmp'}\0".encode()
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/environ", "rb") as environ:
            if mark in environ.read() + b"\0":
                found.append(int(pid))
    return found


def all_gone(folder):
    until = time.monotonic() + GONE_SECONDS
    while left_processes(folder):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


class Moment:
    """A signal, some time after a run has begun."""

    def __init__(self, scene, signum, wait):
        self.scene, self.signum, self.wait, self.kind = scene, signum, wait, signum.name

    def __str__(self):
        return f"{self.scene}: {self.kind} after {self.wait:.5f} s"

    def try_on(self, runner):
        scene, folder = runner.prepared[self.scene][0], runner.folder / self.scene
        scene.restore(folder)
        process = scenes.start(scene.command, folder)
        time.sleep(self.wait)
        process.send_signal(self.signum)
        done = scenes.end(process)
        wrong = scene.judge(folder, done, may_die=self.signum == signal.SIGKILL)
        if not all_gone(folder):
            wrong.append(f"processes are left: {left_processes(folder)}")
        return done.status != 0, done, wrong


def moments(bench):
    """SIGKILL and SIGTERM at random moments."""
    tried = []
    for name in [name for name in bench.prepared if name != "check"]:
        scene, folder = bench.prepared[name][0], bench.runner.folder / name
        scene.restore(folder)
        began = time.monotonic()
        scenes.run(scene.command, folder)
        length = time.monotonic() - began
        for signum, n in MOMENTS.items():
            tried += [Moment(name, signum, bench.random.uniform(0, 1.2 * length))
                      for _ in range(n // 4 if bench.full else QUICK["moments"] // 4)]
    return bench.try_all(bench.random.sample(tried, len(tried)))


# ---- disks ----

@contextlib.contextmanager
def small_disk(folder):
    """A file system of its own at FOLDER/disk."""
    if os.geteuid() != 0:
        raise Skip("mounting a small disk needs root")
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk],
                             capture_output=True, text=True)
    if mounted.returncode != 0:
        raise Skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def resize(disk, how):
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def disk(bench):
    """A disk that is full at each size, and one without inodes."""
    wrong, runs = [], 0
    with small_disk(bench.folder) as disk:
        for name in [name for name in ("first", "again") if name in bench.prepared]:
            scene, source = bench.prepared[name]
            folder = disk / name
            shutil.copytree(source, folder)
            scene.restore(folder)
            used = int(subprocess.run(["du", "-sk", disk], capture_output=True, text=True,
                                      check=True).stdout.split()[0])
            inodes = sum(len(files) + len(dirs) for _, dirs, files in os.walk(disk)) + 2
            step = 4 if bench.full else 200
            sizes = [f"size={used + more}k" for more in range(4, 900, step)]
            sizes += [f"nr_inodes={inodes + more}"
                      for more in range(1, 60, 1 if bench.full else 20)]
            for how in sizes:
                scene.restore(folder)
                resize(disk, how)
                done = scenes.run(scene.command, folder)
                resize(disk, "size=64m,nr_inodes=10000")
                runs += 1
                wrong += [f"{name}, {how}: {line}" for line in
                          scene.judge(folder, done, os.strerror(28))]
            shutil.rmtree(folder)
    return runs, wrong


def limit(bench):
    """A limit on the size of files (ulimit -f), from nothing to enough."""
    wrong, runs = [], 0
    for name in [name for name in ("first", "again") if name in bench.prepared]:
        scene, folder = bench.prepared[name][0], bench.runner.folder / name
        for most in range(0, 200_000, 1000 if bench.full else 60_000):
            scene.restore(folder)
            done = scenes.run(scene.command, folder, prepare=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (most, most)))
            runs += 1
            wrong += [f"{name}, {most} bytes a file: {line}" for line in
                      scene.judge(folder, done, os.strerror(27))]
    return runs, wrong


# ---- two runs ----

WAITING = "kxspeak: note: another run is writing into this output folder: waiting"


def two(bench):
    """Two runs on one output folder wait for each other, and say so."""
    wrong, runs = [], 0
    for name in [name for name in ("again", "feed") if name in bench.prepared]:
        scene, folder = bench.prepared[name][0], bench.runner.folder / name
        for stop in False, True:
            scene.restore(folder)
            lock = os.open(folder / "out", os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            process = scenes.start(scene.command, folder)
            # What it says while it waits; a read with a line in it, or its end.
            said = b""
            while WAITING.encode() not in said and process.poll() is None:
                said += os.read(process.stderr.fileno(), 4096)
            if scenes.visible(scenes.tree(folder / "out")) != scene.old:
                wrong.append(f"{name}: what another run holds was changed")
            if stop:
                process.send_signal(signal.SIGTERM)
            else:
                os.close(lock)
            done = scenes.end(process)
            if stop:
                os.close(lock)
            done.err = said.decode() + done.err
            if WAITING not in done.err:
                wrong.append(f"{name}: it does not say that it waits: {done.err}")
            if done.status != (143 if stop else 0):
                wrong.append(f"{name}: status {done.status}: {done.err}")
            wrong += [f"{name}: {line}" for line in scene.judge(folder, done)]
            runs += 1
    return runs, wrong + side_by_side(bench)


def side_by_side(bench):
    """A feed while a briefing is published, and the same briefing twice: as one after the other."""
    if "again" not in bench.prepared:
        return []
    scene, folder = bench.prepared["again"][0], bench.runner.folder / "again"
    feed = ["feed", "out", "--show", "show.ini"]
    wrong = []
    for i in range(40 if bench.full else 2):
        scene.restore(folder)
        started = [scenes.start(scene.command, folder)]
        time.sleep(bench.random.uniform(0, 0.2))
        started.append(scenes.start(feed if i % 2 else scene.command, folder))
        done = [scenes.end(process) for process in started]
        for one in done:
            if one.status != 0 or one.lines:
                wrong.append(f"side by side: status {one.status}: {one.err}")
        if scenes.tree(folder / "out") != scene.new:
            wrong.append("side by side: "
                         + scenes.difference(scenes.tree(folder / "out"), scene.new))
    return wrong


# ---- power cuts ----

def power(bench):
    """A power cut loses nothing that was published: the order of syncing and renaming."""
    if shutil.which("strace") is None:
        raise Skip("strace is not installed")
    if SANITIZED:
        raise Skip("the order is the same as without a sanitizer")
    wrong, runs = [], 0
    for name in [name for name in bench.prepared if name != "check"]:
        scene, folder = bench.prepared[name][0], bench.runner.folder / name
        scene.restore(folder)
        log = folder / "strace.log"
        # Only the program itself: threads are refused, so that all is done in one.
        trace = ["strace", "-y", "-s", "400", "-e", f"trace={order.CALLS}", "-o", str(log),
                 "-E", f"LD_PRELOAD={bench.libraries[0]}", "-E", "KX_FAULT_SERIAL=1",
                 scenes.PROGRAM]
        done = scenes.run(scene.command, folder, program=trace)
        if "ptrace" in done.err:
            raise Skip("strace may not trace here")
        wrong += [f"{name}: {line}" for line in scene.judge(folder, done)]
        text = log.read_text(errors="replace")
        found, published, synced = order.faults(text, folder / "out")
        wrong += [f"{name}: {line}" for line in found]
        needed = [n for n in range(1, synced + 1)
                  if order.faults(text, folder / "out", without=n)[0]]
        print(f"#   {name}: {published} names become visible, {synced} calls of fsync, "
              f"{len(needed)} of which would be missed")
        if not published or len(needed) < synced:
            wrong.append(f"{name}: {synced - len(needed)} calls of fsync would not be missed")
        runs += 1
    return runs, wrong


# ---- varied articles ----

def articles(bench):
    """A thousand varied articles in one briefing of all formats, killed once and then whole."""
    with tempfile.TemporaryDirectory(prefix="kxspeak-torture-") as folder:    # 10 GB, on a disk
        return 3, articles_wrong(bench, pathlib.Path(folder))


def articles_wrong(bench, folder):
    (folder / "tmp").mkdir()
    (folder / "show.ini").write_text(scenes.SHOW)
    (folder / "cover.png").write_bytes(scenes.picture())
    files = varied.write(folder / "in", ARTICLES if bench.full else QUICK["articles"],
                         bench.chosen.seed)
    files += sorted((TOP.parent / "shared/articles").glob("*.txt"))    # where it is
    command = [*map(str, files), "-o", "out", "--id", "veel", "--show", "show.ini"]
    wrong = killed(folder, command, bench.random.uniform(0, 0.05 * len(files)))

    measured = [TIME, "-f", "%M", "-o", str(folder / "memory")] if os.access(TIME, os.X_OK) else []
    began = time.monotonic()
    done = scenes.run(command, folder, seconds=None, program=(*measured, PROGRAM))
    if done.status != 0 or done.lines:
        return [*wrong, f"status {done.status}: {done.err}"]
    record = json.loads((folder / "out/veel/episode.json").read_text())
    print(f"#   {len(files)} articles, {record['duration'] / 3600:.1f} hours of sound in "
          f"{(time.monotonic() - began) / 60:.0f} min")
    spoken = sum(part["kind"] == "article" for part in record["articles"])
    if spoken != len(files) or record["losses"] or record["skipped"]:
        wrong.append(f"{spoken} articles; lost: {record['losses']}, {record['skipped']}")
    left = os.listdir(folder / "tmp") + [name for name in os.listdir(folder / "out")
                                         if name.startswith(".")]
    if left:
        wrong.append(f"left behind: {left}")
    if measured:
        mib = int((folder / "memory").read_text()) / 1024
        print(f"#   {mib:.0f} MiB of memory at most")
        if mib > MEMORY_MAX_MIB and not SANITIZED:
            wrong.append(f"it takes {mib:.0f} MiB, more than {MEMORY_MAX_MIB}")
    done = scenes.run(["check", "out"], folder, seconds=None)
    if done.status != 0:
        wrong.append(f"its check: {done.out.decode()[-1000:]} {done.err}")
    return wrong


def killed(folder, command, seconds):
    """What a run leaves that is killed after a time."""
    process = scenes.start(command, folder)
    time.sleep(seconds)
    process.kill()
    scenes.end(process)
    if not all_gone(folder):
        return [f"processes are left: {left_processes(folder)}"]
    shown = scenes.visible(scenes.tree(folder / "out")) if (folder / "out").exists() else {}
    return [f"killed, it shows {sorted(shown)[:6]}"] if shown else []


PARTS = {part.__name__: part for part in (calls, memory, signals, moments, disk, limit, two,
                                        power, articles)}
