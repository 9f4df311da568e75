# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what a run publishes survives a power cut: read from the order of its calls, which strace
writes down. A file is on the disk when it was synced after its last write, a name when its folder
was synced after it was made. Neither may be owed when a name becomes visible, and the name
itself not when something old is removed, another is made, or the program ends."""
import os
import re

LINE = re.compile(r"(\w+)\((.*)\)\s+= (\d+)(<[^>]*>)?$")
PATH = re.compile(r"\d+<([^>]*)>")
AT = re.compile(r'(?:AT_FDCWD|\d+)<([^>]*)>, "([^"]*)"')
CALLS = ("openat,write,pwrite64,writev,ftruncate,fsync,fdatasync,rename,renameat,renameat2,mkdirat,"
         "linkat,unlinkat")
WRITES = {"write", "pwrite64", "writev", "ftruncate"}


class Disk:
    """What of one output folder is not yet on the disk, by path."""

    def __init__(self, out):
        self.out, self.owed, self.wrong = str(out), set(), []
        self.published = 0

    def inside(self, path):
        return path.startswith(self.out + "/") and "#" not in path and "(deleted)" not in path

    def owe(self, path):
        if self.inside(path) or path == self.out:
            self.owed.add(path)

    def owe_name(self, path):
        """A name was made. One that is hidden may be lost."""
        if not (os.path.dirname(path) == self.out and self.hidden(path)):
            self.owe(os.path.dirname(path))

    def hidden(self, path):
        return os.path.relpath(path, self.out).startswith(".")

    def settled(self, what):
        """Nothing that is visible may be owed when this happens."""
        owed = [path for path in self.owed if path == self.out or not self.hidden(path)]
        if owed:
            self.wrong.append(f"{what}, and not yet on the disk: {', '.join(sorted(owed))}")

    def rename(self, old, new, exchange):
        if self.hidden(old) and not self.hidden(new):
            owed = [path for path in self.owed if path == old or path.startswith(old + "/")]
            if owed:
                self.wrong.append(f"{new} becomes visible, and not yet on the disk: "
                                  f"{', '.join(sorted(owed))}")
            self.settled(f"{new} becomes visible")
            self.published += 1
        moved = {path: self.moved(path, old, new, exchange) for path in self.owed}
        self.owed = set(moved.values())
        self.owe_name(new)

    @staticmethod
    def moved(path, old, new, exchange):
        for one, other in ((old, new), (new, old))[: 2 if exchange else 1]:
            if path == one or path.startswith(one + "/"):
                return other + path[len(one):]
        return path

    def by_descriptor(self, arguments):
        """The real paths of two that a library gives by way of /proc/self/fd."""
        old, new = (os.path.basename(path) for path in re.findall(r'"([^"]*)"', arguments))
        folders = [os.path.dirname(path) for path in self.owed if os.path.basename(path) == old]
        return [os.path.join(folders[0], name) for name in (old, new)] if folders else ["/", "/"]

    def call(self, name, arguments, result):
        paths = [os.path.normpath(os.path.join(*pair)) for pair in AT.findall(arguments)]
        fd = PATH.match(arguments)
        if name in WRITES and fd:
            self.owe(fd[1])
        elif name in ("fsync", "fdatasync") and fd:
            self.owed.discard(fd[1])
        elif name == "openat" and "O_CREAT" in arguments and self.inside(result):
            self.owe(result)
            self.owe_name(result)
        elif name == "rename":
            self.rename(*self.by_descriptor(arguments), False)
        elif name == "mkdirat":
            self.owe(paths[0])
            self.owe_name(paths[0])
        elif name == "linkat":
            self.owe_name(paths[1])
        elif name in ("renameat", "renameat2") and self.inside(paths[1]):
            self.rename(paths[0], paths[1], "RENAME_EXCHANGE" in arguments)
        elif name == "unlinkat" and self.inside(paths[0]):
            # A stage that is called off was never visible; a link that takes its place neither.
            self.owed.discard(paths[0])
            self.settled(f"{paths[0]} is removed")


def faults(log, out, without=None):
    """What is owed at a wrong moment in a log of strace; how many names became visible. WITHOUT: a
    call that is taken out of the log, to see that it is missed."""
    disk, taken = Disk(out), 0
    for line in log.splitlines():
        found = LINE.match(line)
        if found is None:
            continue
        if found[1] == "fsync" and f"<{out}" in found[2]:
            taken += 1
            if taken == without:
                continue
        disk.call(found[1], found[2], (found[4] or "")[1:-1])
    disk.settled("the program ends")
    return disk.wrong, disk.published, taken
