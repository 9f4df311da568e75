#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What kxspeak says to the one who runs it: every text in the source is marked for translation, and
every catalogue of po/ has all of them, whole and with the same directives. The arguments of
xgettext are those of po/meson.build. With --update (`./dev po`), brings POTFILES and the catalogues
up to date with the source instead."""
import re
import subprocess
import sys
import tempfile

from common import Lint

LITERAL = r'"(?:[^"\\\n]|\\.)*"'
TEXT = rf"{LITERAL}(?:\s*\\?\s*{LITERAL})*"
DIRECTIVE = re.compile(r"%(\d+\$)?([-+ #0]*[\d.*]*(?:<PRI\w+>|(?:hh|ll|[hlzjt])?[a-zA-Z%]))")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"^\s*|\s*$")
# A GError of ours that bypasses the catalogue: only where its format holds no words, or the words
# are marked because they are looked up, or must be English, further on.
BYPASS = re.compile(
    rf"g_(?:set_error(?:_literal)?|error_new(?:_literal)?)\([^;]*?\bKX_ERROR,\s*[^,;]*,\s*({TEXT})"
)
# Words that Dutch texts, names of keys and markup do not have: a text with one is English.
ENGLISH = re.compile(
    r"\b(?:the|are|has|have|cannot|must|not|and|or|with|this|that|from|its|than|there|which)\b"
)
# Not shown to those who run kxspeak: build tools, what the engine and libraries are told, faults of
# our own that end the process (g_error), the stages that `explain` shows.
UNSHOWN_FILES = re.compile(r"/compile\w*\.c$|/categories\.c$")
UNSHOWN = re.compile(r"\bg_(?:error|assert\w*|warning)\($")


def directives(text):
    """Of a format, in the order of its arguments."""
    found = DIRECTIVE.findall(text)
    return [what for _, what in (sorted(found) if "$" in text else found)]


class Message:
    """An entry of a catalogue."""

    def __init__(self, block):
        parts = {
            key: "".join(part[1:-1] for part in re.findall(LITERAL, texts))
            for key, texts in re.findall(rf"^(msg\w+(?:\[\d\])?) ({TEXT})", block, re.MULTILINE)
        }
        flags = re.findall(r"^#, (.*)$", block, re.MULTILINE)
        self.id = parts.get("msgid", "")
        self.plural = parts.get("msgid_plural")
        self.texts = [text for key, text in parts.items() if key.startswith("msgstr")]
        self.files = re.findall(r"^#: (.*)$", block, re.MULTILINE)
        self.fuzzy = any("fuzzy" in flag for flag in flags)
        self.obsolete = block.startswith("#~") or "\n#~" in block

    def faults(self):
        """What is wrong with the translation."""
        if self.obsolete:
            yield "is no text of the source any more"
        if self.fuzzy:
            yield "is fuzzy: check it and take the mark away"
        if not all(self.texts):
            yield "has no translation"
            return
        wanted = directives(self.plural or self.id)
        for text in self.texts:
            if directives(text) != wanted:
                yield f"has other directives in its translation: {text}"
            if SPACE.findall(text) != SPACE.findall(self.id):
                yield "begins or ends with other blanks in its translation"


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, **more)


def read(catalogue):
    blocks = run(["msgcat", "--no-wrap", str(catalogue)]).stdout.split("\n\n")
    return [m for m in map(Message, blocks) if m.id]


def arguments(lint):
    """Of xgettext, from po/meson.build."""
    return re.findall(r"'(--[^']*)'", (lint.root / "po/meson.build").read_text())


def extract(lint, folder, files, *more):
    """A template of what these files mark."""
    template = f"{folder}/kxspeak.pot"
    done = run(
        ["xgettext", *arguments(lint), *more, "--package-name=kxspeak", "-o", template, "-f", "-"],
        input="\n".join(str(path.relative_to(lint.root)) for path in files),
        cwd=lint.root,
    )
    for line in done.stderr.splitlines():
        lint.find(lint.root / "po/meson.build", 1, f"xgettext: {line}")
    return template


def users(template):
    """The files that have messages."""
    return sorted({name for m in read(template) for line in m.files for name in line.split()})


def catalogues(lint):
    languages = (lint.root / "po/LINGUAS").read_text().split()
    return [lint.root / f"po/{language}.po" for language in languages]


def check_catalogue(lint, template, path):
    known = {m.id: m for m in read(path) if not m.obsolete}
    for m in read(template):
        if m.id not in known or known[m.id].plural != m.plural:
            lint.find(path, 1, f"lacks a text of {m.files[0]}: \"{m.id}\" (./dev po adds it)")
    wanted = {m.id for m in read(template)}
    for m in read(path):
        for fault in m.faults():
            lint.find(path, 1, f"\"{m.id}\" {fault}")
        if m.id not in wanted and not m.obsolete:
            lint.find(path, 1, f"\"{m.id}\" is no text of the source any more (./dev po)")
    for line in run(["msgfmt", "--check-format", "-o", "/dev/null", str(path)]).stderr.splitlines():
        lint.find(path, 1, f"msgfmt: {line}")


def check_source(lint, path, marked):
    """Texts that xgettext does not find, or finds in part."""
    source = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), path.read_text())
    # As xgettext writes the macros of <inttypes.h>.
    source = re.sub(r'"\s*(PRI\w+)\s*"', r"<\1>", source)
    source = re.sub(r'"\s*(PRI\w+)', r'<\1>"', source)

    def find(at, what):
        lint.find(path, source.count("\n", 0, at) + 1, what)

    for m in BYPASS.finditer(source):
        if re.search(r"[A-Za-z]{2}", DIRECTIVE.sub("", m[1])):
            find(m.start(), "use kx_error_set, which translates, instead of g_set_error")
    for m in re.finditer(rf"\b(?:_|N_|kx_plural)\(\s*(?:[A-Z]\w+\s*{LITERAL}|{TEXT}\s*\w)", source):
        find(m.start(), "a macro inside a text that is translated: put it in by %s")
    for m in re.finditer(TEXT, source):
        text = "".join(part[1:-1] for part in re.findall(LITERAL, m[0]))
        if (
            ENGLISH.search(text)
            and " " in text
            and text not in marked
            and not UNSHOWN.search(source[: m.start()])
        ):
            find(m.start(), f"is not marked for translation (_, N_): {m[0]}")


def update(lint, template):
    (lint.root / "po/POTFILES").write_text("\n".join(users(template)) + "\n")
    for path in catalogues(lint):
        run(["msgmerge", "--quiet", "--update", "--backup=none", "--no-fuzzy-matching",
             "--no-wrap", "--sort-by-file", str(path), template])
        run(["msgattrib", "--no-obsolete", "--no-wrap", "--sort-by-file", "-o", str(path),
             str(path)])
        # Else each run on another day would change the file.
        path.write_text(re.sub(r'"POT-Creation-Date: .*\n', "", path.read_text()))
        left = [m.id for m in read(path) if not all(m.texts)]
        print(f"{path.name}: {len(left)} texts to translate" + "".join(f"\n  {i}" for i in left))


def main():
    lint = Lint()
    files = [path for path in lint.files("src/*/*.c") if not UNSHOWN_FILES.search(str(path))]
    with tempfile.TemporaryDirectory() as folder:
        template = extract(lint, folder, files)
        if "--update" in sys.argv:
            update(lint, template)
            return
        listed = (lint.root / "po/POTFILES").read_text().splitlines()
        if listed != users(template):
            lint.find(lint.root / "po/POTFILES", 1, "is not the list of files with texts: ./dev po")
        marked = {text for m in read(template) for text in (m.id, m.plural)}
        for path in files:
            check_source(lint, path, marked)
        for path in catalogues(lint):
            check_catalogue(lint, template, path)
    lint.finish()


main()
