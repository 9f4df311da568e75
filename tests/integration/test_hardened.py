# SPDX-License-Identifier: GPL-3.0-or-later
"""How the program was built: what the loader and the processor are asked to guard."""
import os
import re
import subprocess

from harness import PROGRAM, Skip, check, main

# Whether the build asks for checked copies: not without optimising, nor under a sanitizer.
FORTIFIED = os.environ.get("FORTIFIED") == "true"


def readelf(*options):
    return subprocess.run(["readelf", "--wide", *options, PROGRAM], check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def symbols():
    return set(re.findall(r" UND (\w+)", readelf("--dyn-syms")))


def test_loader(_folder):
    """At an address of chance, its tables read-only once bound, no stack that runs"""
    flags = readelf("--dynamic")
    check(re.search(r"FLAGS_1.*\bPIE\b", flags), "position independent")
    check(re.search(r"FLAGS_1.*\bNOW\b", flags), "bound at start")
    segments = readelf("--segments")
    check("GNU_RELRO" in segments, "read-only after relocation")
    stack = re.search(r"GNU_STACK.*", segments).group(0)
    check(re.search(r" RW +0x", stack), f"a stack that does not run: {stack}")
    check(not re.search(r"LOAD.* RWE ", segments), "nothing is written and run")


def test_compiler(_folder):
    """Guards on the stack and checked copies"""
    found = symbols()
    check("__stack_chk_fail" in found, "stack protector")
    if not FORTIFIED:
        raise Skip("this build has no checked copies")
    check("__memcpy_chk" in found, f"copies are checked: {sorted(found)[:40]}")


def test_branches(_folder):
    """Functions that are reached by a pointer begin where a branch may land"""
    code = subprocess.run(["objdump", "--disassemble=main", "--no-show-raw-insn", PROGRAM],
                          check=True, text=True, stdout=subprocess.PIPE).stdout
    if "x86-64" not in code:
        raise Skip("not an x86-64 program")
    check(re.search(r"<main>:\n.*endbr64", code), "main begins with endbr64")


if __name__ == "__main__":
    main(globals())
