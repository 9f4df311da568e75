# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs under faults.c: counts a command's calls, and lets one of them fail."""
import errno
import os
import struct

import scenes

# In the order of faults.c.
KINDS = ("write read fsync rename open close mkdir unlink link stat truncate seek list stdio lock "
         "mmap fork thread pipe message memory").split()
ROLES = ("program", "engine's process", "child that speaks", "artwork's process")
STACKS_MAX = 1 << 16
RECORD = struct.Struct(f"<{len(ROLES) * len(KINDS)}QQQ")
STACK = struct.Struct("<QQQ")
SIZE = RECORD.size + STACK.size * STACKS_MAX

# How a call of each kind fails; the first also for all that follow.
ACTIONS = {
    "write": ["ENOSPC", "EIO", "short", "EINTR"],
    "read": ["EIO", "short", "EINTR"],
    "fsync": ["EIO", "ENOSPC", "EINTR"],
    "rename": ["EIO", "ENOSPC"],
    "open": ["EMFILE", "EIO", "ENOSPC"],
    "close": ["EIO", "ENOSPC"],
    "mkdir": ["ENOSPC", "EIO"],
    "unlink": ["EIO"],
    "link": ["EIO", "EMLINK"],
    "stat": ["EIO"],
    "truncate": ["EIO"],
    "seek": ["EIO"],
    "list": ["EIO"],
    "stdio": ["ENOSPC", "EIO"],
    "lock": ["EINTR", "ENOLCK"],
    "mmap": ["ENOMEM"],
    "fork": ["EAGAIN", "ENOMEM"],
    "thread": ["EAGAIN"],
    "pipe": ["EMFILE"],
    "message": ["EIO", "EINTR", "ENOBUFS"],
    "memory": ["ENOMEM"],
}
# Kinds whose failure a message must name; what libraries read is told by what they say of it.
CAUSES = {"write", "read", "fsync", "rename", "open", "close", "mkdir", "link", "truncate", "lock",
          "fork", "pipe"}
OUT_OF_MEMORY = "kxspeak: out of memory: nothing more was written\n"


class Fault:
    """One call that fails. `action`: a name of errno, "short", or the number of a signal; "copy":
    each of its kind from another place, in a copy of the process."""

    def __init__(self, scene, role, kind, at, action, sticky=False):
        self.scene, self.role, self.kind, self.at = scene, role, kind, at
        self.action, self.sticky = action, sticky

    def __str__(self):
        return (f"{self.scene}: {self.kind} {self.at}{' and all after it' if self.sticky else ''} "
                f"of the {ROLES[self.role]}: {self.action}")

    def try_on(self, runner):
        return runner.try_fault(self)

    @property
    def is_harmless(self):
        """A call that is made again, or goes on."""
        return self.action in ("EINTR", "short")

    @property
    def cause(self):
        """What a message must say, where it is the program's own call that fails."""
        if self.kind == "memory" and self.role != 2:    # a child's death costs a sentence
            return "out of memory"
        if self.role == 0 and self.kind in CAUSES and not self.is_harmless:
            return os.strerror(getattr(errno, self.action))
        return None

    def environment(self):
        action = (f"signal:{self.action}" if isinstance(self.action, int)
                  else self.action if self.action in ("short", "copy")
                  else f"errno:{getattr(errno, self.action)}")
        return {"KX_FAULT_KIND": self.kind, "KX_FAULT_ROLE": str(self.role),
                "KX_FAULT_AT": str(self.at), "KX_FAULT_ACTION": action,
                "KX_FAULT_STICKY": "1" if self.sticky else "0"}


class Runner:
    """A folder of its own with a copy of each scene."""

    def __init__(self, folder, libraries, prepared):
        self.folder, self.libraries, self.prepared = folder, libraries, prepared
        folder.mkdir()
        for name in prepared:
            scenes.shutil.copytree(prepared[name][1], folder / name)
        self.record = folder / "record"
        self.record.write_bytes(b"")

    def run(self, name, fault=None, serial=True, memory=False, stacks=None):
        """The command of a scene; what was counted. `stacks`: a role, and "memory" or "calls"."""
        scene, folder = self.prepared[name][0], self.folder / name
        scene.restore(folder)
        os.truncate(self.record, 0)
        os.truncate(self.record, SIZE)
        library = self.libraries[memory or stacks is not None]
        env = {"LD_PRELOAD": str(library), "KX_FAULT_COUNTS": str(self.record)}
        if serial:
            env["KX_FAULT_SERIAL"] = "1"
        if stacks:
            env["KX_FAULT_ROLE"], env["KX_FAULT_STACKS"] = str(stacks[0]), stacks[1]
        if fault:
            env.update(fault.environment())
        if scenes.SANITIZED:
            env["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"] + ":verify_asan_link_order=0"
        done = scenes.run(scene.command, folder, env, seconds=1800 if stacks else scenes.SECONDS)
        return done, self.counted()

    def counted(self):
        """(role, kind) -> calls; how many failed; (kind, stack) -> number of its first call."""
        with open(self.record, "rb") as record:
            values = RECORD.unpack(record.read(RECORD.size))
            stacks = record.read(STACK.size * values[-1])
        n = len(KINDS)
        calls = {(role, kind): values[role * n + i]
                 for role in range(len(ROLES)) for i, kind in enumerate(KINDS)}
        first = {}
        for kind, at, stack in STACK.iter_unpack(stacks):
            first.setdefault((KINDS[kind], stack), at)    # each child that speaks notes its own
        return calls, values[-2], first

    def try_copies(self, fault):
        """The same where all is well but in copies, each of which has to say the same."""
        done, (_, failed, stacks) = self.run(fault.scene, fault, stacks=(fault.role, fault.kind))
        n = len(stacks)
        said = done.err.splitlines(True).count(OUT_OF_MEMORY)
        done.err = done.err.replace(OUT_OF_MEMORY, "")
        wrong = self.prepared[fault.scene][0].judge(self.folder / fault.scene, done)
        if done.status != 0 or failed < n or said != n:
            wrong.append(f"status {done.status}; of {n} copies {failed} end and {said} say why")
        return n > 0, done, wrong

    def try_fault(self, fault):
        """Whether the call was reached; the status; what is wrong."""
        if fault.action == "copy":
            return self.try_copies(fault)
        memory = fault.kind == "memory"
        done, (_, failed, _) = self.run(fault.scene, fault, fault.kind != "thread", memory)
        scene = self.prepared[fault.scene][0]
        asked = isinstance(fault.action, int)
        done.leave_out_libraries()
        wrong = scene.judge(self.folder / fault.scene, done, None if asked else fault.cause,
                            may_die=fault.action == 9)
        if memory and fault.cause and failed and done.status != 71:
            wrong.append(f"status {done.status}, and memory could not be had: {done.err}")
        if fault.kind == "fsync" and not asked and not fault.is_harmless and done.status == 0:
            wrong.append("it says all is well with what may not be on the disk")
        if not asked and fault.is_harmless and fault.role == 0 and done.status != 0:
            wrong.append(f"status {done.status} for a call that is to be made again: {done.err}")
        return failed > 0, done, wrong
