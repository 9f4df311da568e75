# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lint scripts share: the files of the project, and how a finding is reported."""
import pathlib
import subprocess
import sys


class Lint:
    """Findings of one rule. finish() prints them and ends with status 1 if there are any."""

    def __init__(self):
        self.root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
        self.findings = []
        self.checked = 0

    def files(self, *patterns):
        """Files below the root that match a glob, in order."""
        found = sorted({path for pattern in patterns for path in self.root.glob(pattern)})
        self.checked += len(found)
        return found

    def project_files(self):
        """Every file that is, or could be, committed; without git all but build folders."""
        command = [
            "git",
            "-C",
            str(self.root),
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ]
        git = None
        if (self.root / ".git").exists():
            try:
                git = subprocess.run(command, capture_output=True, text=True)
            except FileNotFoundError:
                pass
        if git and git.returncode == 0:
            names = [self.root / name for name in git.stdout.split("\0") if name]
        else:
            names = [
                path
                for path in self.root.rglob("*")
                if not path.relative_to(self.root).parts[0].startswith(("build", "out", ".git"))
            ]
        found = sorted(path for path in names if path.is_file() and not path.is_symlink())
        self.checked += len(found)
        return found

    def find(self, path, line, what):
        name = path.relative_to(self.root) if path.is_absolute() else path
        self.findings.append(f"{name}:{line}: {what}")

    def finish(self):
        for finding in self.findings:
            print(finding)
        if not self.checked:
            print("nothing was checked: wrong folder?")
            sys.exit(1)
        print(f"{self.checked} files, {len(self.findings)} findings")
        sys.exit(1 if self.findings else 0)
