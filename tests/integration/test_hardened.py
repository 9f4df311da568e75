# SPDX-License-Identifier: GPL-3.0-or-later
"""How the program was built: what the loader and the processor are asked to guard."""
import os
import re
import subprocess

from harness import PROGRAM, SANITIZED, Skip, check, main

# Whether the build asks for checked copies: not without optimising, nor under a sanitizer.
FORTIFIED = os.environ.get("FORTIFIED") == "true"


# The engine's is what text reaches.
PROGRAMS = [PROGRAM, f"{PROGRAM}-engine", f"{PROGRAM}-cover"]


def output(*command):
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout


def symbols(program):
    return set(re.findall(r" UND (\w+)", output("readelf", "--wide", "--dyn-syms", program)))


def test_loader(_folder):
    """At an address of chance, their tables read-only once bound, no stack that runs"""
    for program in PROGRAMS:
        flags = output("readelf", "--wide", "--dynamic", program)
        check(re.search(r"FLAGS_1.*\bPIE\b", flags), f"{program}: position independent")
        check(re.search(r"FLAGS_1.*\bNOW\b", flags), f"{program}: bound at start")
        segments = output("readelf", "--wide", "--segments", program)
        check("GNU_RELRO" in segments, f"{program}: read-only after relocation")
        stack = re.search(r"GNU_STACK.*", segments).group(0)
        check(re.search(r" RW +0x", stack), f"{program}: a stack that does not run: {stack}")
        check(not re.search(r"LOAD.* RWE ", segments), f"{program}: nothing is written and run")


def test_compiler(_folder):
    """Guards on the stack and checked copies"""
    for program in PROGRAMS:
        check("__stack_chk_fail" in symbols(program), f"{program}: stack protector")
    if not FORTIFIED:
        raise Skip("this build has no checked copies")
    for program in PROGRAMS[:2]:
        found = symbols(program)
        check("__memcpy_chk" in found, f"{program}: copies are checked: {sorted(found)[:40]}")


def test_branches(_folder):
    """Functions that are reached by a pointer begin where a branch may land"""
    for program in PROGRAMS:
        code = output("objdump", "--disassemble=main", "--no-show-raw-insn", program)
        if "x86-64" not in code:
            raise Skip("not an x86-64 program")
        check(re.search(r"<main>:\n.*endbr64", code), f"{program}: main begins with endbr64")


def test_libraries(_folder):
    """The engine's program is linked with no sound server, and the main one with no engine"""
    if os.environ.get("STATIC_ENGINE") != "true" or SANITIZED:
        raise Skip("espeak-ng's static library is not there, or a sanitizer's are")
    engine = output("readelf", "--wide", "--dynamic", PROGRAMS[1])
    needed = re.findall(r"NEEDED.*\[(.*)\]", engine)
    check(len(needed) <= 6, f"few libraries: {needed}")
    main_program = output("readelf", "--wide", "--dynamic", PROGRAM)
    for library in "espeak", "SDL", "pango", "cairo":
        check(f"lib{library}" not in main_program, f"kxspeak needs no lib{library}")


if __name__ == "__main__":
    main(globals())
