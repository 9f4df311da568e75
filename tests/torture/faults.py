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
SIZE = RECORD.size + 8 * STACKS_MAX

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
CAUSES = {"write", "fsync", "rename", "open", "close", "mkdir", "link", "truncate", "lock", "fork",
          "pipe"}


class Fault:
    """One call that fails. `action`: a name of errno, "short", or the number of a signal."""

    def __init__(self, scene, role, kind, at, action, sticky=False):
        self.scene, self.role, self.kind, self.at = scene, role, kind, at
        self.action, self.sticky = action, sticky

    def __str__(self):
        return (f"{self.scene}: {self.kind} {self.at}{' and all after it' if self.sticky else ''} "
                f"of the {ROLES[self.role]}: {self.action}")

    @property
    def is_harmless(self):
        """A call that is made again, or goes on."""
        return self.action in ("EINTR", "short")

    @property
    def cause(self):
        """What a message must say, where it is the program's own call that fails."""
        if self.role == 0 and self.kind in CAUSES and not self.is_harmless:
            return os.strerror(getattr(errno, self.action))
        return None

    def environment(self):
        action = (f"signal:{self.action}" if isinstance(self.action, int)
                  else "short" if self.action == "short"
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
        """The command of a scene; what was counted."""
        scene, folder = self.prepared[name][0], self.folder / name
        scene.restore(folder)
        os.truncate(self.record, 0)
        os.truncate(self.record, SIZE)
        library = self.libraries[memory or stacks is not None]
        env = {"LD_PRELOAD": str(library), "KX_FAULT_COUNTS": str(self.record)}
        if serial:
            env["KX_FAULT_SERIAL"] = "1"
        if stacks:
            env["KX_FAULT_STACKS"] = stacks
        if fault:
            env.update(fault.environment())
        if scenes.SANITIZED:
            env["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"] + ":verify_asan_link_order=0"
        done = scenes.run(scene.command, folder, env, seconds=300 if stacks else scenes.SECONDS)
        return done, self.counted()

    def counted(self):
        data = self.record.read_bytes()
        values = RECORD.unpack_from(data)
        n = len(KINDS)
        calls = {(role, kind): values[role * n + i]
                 for role in range(len(ROLES)) for i, kind in enumerate(KINDS)}
        n_stacks = values[-1]
        at = struct.unpack_from(f"<{n_stacks}Q", data, RECORD.size)
        return calls, values[-2], at

    def try_fault(self, fault):
        """Whether the call was reached; the status; what is wrong."""
        memory = fault.kind == "memory"
        done, (_, failed, _) = self.run(fault.scene, fault, fault.kind != "thread", memory)
        scene = self.prepared[fault.scene][0]
        asked = isinstance(fault.action, int)
        done.leave_out_libraries()
        wrong = scene.judge(self.folder / fault.scene, done, None if asked else fault.cause,
                            may_die=memory or fault.action == 9)
        if fault.kind == "fsync" and not asked and not fault.is_harmless and done.status == 0:
            wrong.append("it says all is well with what may not be on the disk")
        if not asked and fault.is_harmless and fault.role == 0 and done.status != 0:
            wrong.append(f"status {done.status} for a call that is to be made again: {done.err}")
        return failed > 0, done, wrong
