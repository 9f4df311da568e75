#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each lint rule finds what it is for: a small project that is clean, then broken in one way at a
time. TAP."""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LICENCE = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
CASES = "# class money\n" + "".join(f"€ {n}\t{n} euro\n" for n in range(40))
LONG = "static void f(void)\n{\n" + "    g();\n" * 98 + "}\n"

SAY = 'void f(void)\n{\n    kx_error_set(error, X, "%s: the end", name);\n    g(_("missing"));\n}\n'
NL = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    '#, c-format\nmsgid "%s: the end"\nmsgstr "%s: het einde"\n\n'
    'msgid "missing"\nmsgstr "ontbreekt"\n'
)

CLEAN = {
    "dev": "#!/bin/sh\n# SPDX-License-Identifier: GPL-3.0-or-later\n"
    "usage() {\n  run X  runs\n  test   tests\n  check  tests\nEND\n\ncase $command in\n"
    "run) run ;;\ntest | check) x ;;\n*) die ;;\nesac\n",
    "README.md": "Use `./dev run`; see [design](docs/design.md), [a site](https://example.org/).\n",
    "docs/design.md": "| room | knows | may include |\n|---|---|---|\n| `base/` | a | – |\n"
    "| `text/` | b | base |\n| `speak/` | c | text base |\n| `cli/` | d | all |\n",
    "src/base/a.h": LICENCE
    + "#pragma once\n\ntypedef struct {\n    int kx_d;\n} kx_d;\n\n"
    "/* Does a. */\nint kx_a(int x);\nint kx_b(int x);\n\n"
    "void kx_a_free(void *a);\n\nint kx_c(void); /* 3 */\n",
    "src/text/b.c": LICENCE + '#include "base/a.h"\n\n' + LONG.replace("    g();\n", "", 1),
    "src/text/classes.c": LICENCE
    + "const kx_class *const kx_classes[] = {&kx_class_money, NULL};\n",
    "src/text/class_money.c": LICENCE + "const kx_class kx_class_money = {\n"
    '    .name = "money",\n};\n',
    "src/speak/espeak.c": LICENCE + "#include <espeak-ng/speak_lib.h>\n",
    "src/cli/main.c": LICENCE + '#include "base/a.h"\n#include "cli/x.h"\n',
    "src/text/say.c": LICENCE + SAY,
    "po/LINGUAS": "nl\n",
    "po/POTFILES": "src/text/say.c\n",
    "po/meson.build": "['--from-code=UTF-8', '--add-location=file', '--keyword=_',\n"
    "'--keyword=kx_error_set:3', '--flag=kx_error_set:3:c-format']\n",
    "po/nl.po": NL,
    "tests/cases/money.tsv": CASES,
    "voices/nl/a.tsv": "# names\nAnna\tA na\n",
}

# rule, what is broken, file, its new text (None: the file is gone), words of the finding
BROKEN = [
    (
        "arrows",
        "upward include",
        "src/text/b.c",
        LICENCE + '#include "speak/x.h"\n',
        "may not include",
    ),
    (
        "arrows",
        "include without a room",
        "src/text/b.c",
        LICENCE + '#include "x.h"\n',
        "does not name",
    ),
    (
        "arrows",
        "the engine outside espeak.c",
        "src/speak/b.c",
        LICENCE + "#include <espeak-ng/espeak_ng.h>\n",
        "espeak-ng",
    ),
    ("arrows", "a file in no room", "src/main.c", LICENCE, "no room"),
    ("arrows", "a room outside the table", "src/extra/a.c", LICENCE, "not in both"),
    ("headers", "no licence", "src/text/b.c", '#include "base/a.h"\n', "first line"),
    (
        "headers",
        "no licence in a script",
        "dev",
        CLEAN["dev"].replace("# SPDX", "# X"),
        "first two",
    ),
    ("headers", "no guard", "src/base/a.h", LICENCE + "/* a */\nint kx_a(int x);\n", "pragma"),
    (
        "headers",
        "no comment",
        "src/base/a.h",
        LICENCE + "#pragma once\n\n/* a */\nint kx_a(int x);\n\nint kx_b(int x);\n",
        "kx_b has no",
    ),
    (
        "macros",
        "a call that is made twice",
        "src/text/b.c",
        LICENCE + "int f(int a)\n{\n    return MIN(a, g(MAX(a, 1)) - 1);\n}\n",
        "MIN evaluates g twice",
    ),
    (
        "macros",
        "a change that is made twice",
        "src/text/b.c",
        LICENCE + "int f(int a)\n{\n    return MAX(1, a++);\n}\n",
        "MAX evaluates a change twice",
    ),
    ("messages", "not translated", "po/nl.po", NL.replace("ontbreekt", ""), "no translation"),
    ("messages", "fuzzy", "po/nl.po", NL.replace("c-format", "fuzzy, c-format"), "is fuzzy"),
    ("messages", "a lost directive", "po/nl.po", NL.replace('"%s: het', '"het'), "directives"),
    ("messages", "too many texts", "po/nl.po", NL + '\nmsgid "x"\nmsgstr "x"\n', "any more"),
    ("messages", "no list of files", "po/POTFILES", "", "POTFILES"),
    (
        "messages",
        "too few texts",
        "src/text/say.c",
        LICENCE + SAY.replace("missing", "gone"),
        'lacks a text of src/text/say.c: "gone"',
    ),
    (
        "messages",
        "a text that is not marked",
        "src/text/say.c",
        LICENCE + SAY.replace("g(", 'g("a text that is new", '),
        "not marked",
    ),
    (
        "messages",
        "an error that is not translated",
        "src/text/say.c",
        LICENCE + SAY.replace("g(", 'g_set_error(e, KX_ERROR, X, "%s: gone", name);\n    g('),
        "use kx_error_set",
    ),
    (
        "messages",
        "a macro in a text",
        "src/text/say.c",
        LICENCE + SAY.replace('"missing"', 'FILE "missing"'),
        "a macro inside",
    ),
    ("names", "a path", "README.md", "see /wo" "rk/main\n", "path of one machine"),
    (
        "names",
        "a type that is there twice",
        "src/text/c.h",
        "typedef enum { A, B } kx_d;\n",
        "kx_d is a type of src/base/a.h too",
    ),
    ("names", "unfinished", "src/text/b.c", LICENCE + "/* TO" "DO: all */\n", "unfinished work"),
    ("readme", "a dead link", "README.md", "[x](docs/none.md)\n", "leads nowhere"),
    ("readme", "a wrong command", "README.md", "`./dev fly`\n", "no ./dev fly"),
    (
        "readme",
        "usage forgets a command",
        "dev",
        CLEAN["dev"].replace("  test   tests\n", ""),
        "usage()",
    ),
    ("sizes", "a long function", "src/text/b.c", LICENCE + LONG, "f has 101 lines"),
    (
        "sizes",
        "a long file",
        "src/text/b.c",
        LICENCE + "int a;\n" * 600 + "void f(void)\n{\n}\n",
        "600",
    ),
    ("sizes", "a long line", "src/text/b.c", LICENCE + "/* " + "x" * 100 + " */\n", "columns"),
    ("tables", "no case file", "tests/cases/money.tsv", None, "no case file"),
    (
        "tables",
        "few cases",
        "tests/cases/money.tsv",
        CASES.replace("€ 14\t14 euro\n", ""),
        "39 cases",
    ),
    ("tables", "a case without a tab", "tests/cases/money.tsv", CASES + "€ 99 euro\n", "a tab"),
    ("tables", "twice the same", "voices/nl/a.tsv", "a\tb\na\tb\n", "same as line 1"),
    ("tables", "not normal form C", "voices/nl/a.tsv", "e\u0301\tb\n", "normal form C"),
    ("tables", "carriage return", "voices/nl/a.tsv", "a\tb\r\n", "carriage return"),
    ("tables", "no last line end", "voices/nl/a.tsv", "a\tb", "no end"),
    ("tables", "a class without its file", "src/text/class_money.c", None, "no such file"),
    ("tables", "no list of classes", "src/text/classes.c", None, "lists no class"),
]


def run(rule, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            if text is not None:
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
        done = subprocess.run(
            [sys.executable, HERE / f"{rule}.py", folder], capture_output=True, text=True
        )
        return done.returncode, done.stdout + done.stderr


def main():
    rules = sorted({broken[0] for broken in BROKEN})
    print(f"1..{len(rules) + len(BROKEN)}")
    number = 0
    for rule in rules:
        number += 1
        status, output = run(rule, CLEAN)
        print("ok" if status == 0 else "not ok", number, f"- {rule}: clean")
        if status:
            print("# " + output.replace("\n", "\n# "))
    for rule, what, name, text, words in BROKEN:
        number += 1
        status, output = run(rule, {**CLEAN, name: text})
        good = status == 1 and words in output
        print("ok" if good else "not ok", number, f"- {rule}: {what}")
        if not good:
            print("# " + output.replace("\n", "\n# "))


main()
