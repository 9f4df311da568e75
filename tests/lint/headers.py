#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source names its licence; every header guards itself and says what its functions do.

A comment holds for the declarations that follow it without a blank line. What _new, _free, _clear
and _quark functions do goes without saying."""
import re

from common import Lint

C_LICENCE = "/* SPDX-License-Identifier: GPL-3.0-or-later */"
HASH_LICENCE = "# SPDX-License-Identifier: GPL-3.0-or-later"
DECLARATION = re.compile(r"^(?!typedef|static|#|G_DEFINE|extern|[ }])[A-Za-z_].*?\b(kx_\w+)\s*\(")
EVIDENT = ("_new", "_free", "_clear", "_quark")


def check_comments(lint, path, lines):
    commented = in_comment = in_body = False
    for number, line in enumerate(lines, 1):
        if in_comment:
            in_comment = "*/" not in line
        elif in_body:
            in_body = not line.startswith("}")
        elif not line.strip():
            commented = False
        elif line.lstrip().startswith("/*"):
            commented = True
            in_comment = "*/" not in line
        elif line.endswith("{") or line == "{":
            in_body = True
        else:
            match = DECLARATION.match(line)
            if match and not (commented or "/*" in line or match.group(1).endswith(EVIDENT)):
                lint.find(path, number, f"{match.group(1)} has no comment")


def main():
    lint = Lint()
    for path in lint.files("src/**/*.c", "src/**/*.h", "tests/**/*.c", "tests/**/*.h"):
        lines = path.read_text().splitlines() or [""]
        if lines[0] != C_LICENCE:
            lint.find(path, 1, f"the first line is not {C_LICENCE}")
        if path.suffix == ".h":
            if "#pragma once" not in lines:
                lint.find(path, 1, "no #pragma once")
            if path.is_relative_to(lint.root / "src"):
                check_comments(lint, path, lines)
    for path in lint.files("dev", ".ci/run", "tests/**/*.py", "tests/**/*.sh", "tools/**/*.py"):
        if HASH_LICENCE not in path.read_text().splitlines()[:2]:
            lint.find(path, 1, f"the first two lines do not hold {HASH_LICENCE}")
    lint.finish()


main()
