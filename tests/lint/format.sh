#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every C file is as clang-format would have it (./dev format).
command -v clang-format >/dev/null || exit 77
cd "$1" || exit 1
find src tests -name '*.[ch]' -print0 | sort -z | xargs -0 clang-format --dry-run -Werror
