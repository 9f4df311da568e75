#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Shell scripts hold no trap that shellcheck knows.
command -v shellcheck >/dev/null || exit 77
cd "$1" || exit 1
find tests -name '*.sh' -print0 | xargs -0 shellcheck dev .ci/run
