#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes a header for base/embed.h: embed.sh HEADER MACRO FILE...
set -eu
header=$1 macro=$2
shift 2
{
    printf '#define %s(DO)' "$macro"
    number=0
    for file; do
        name=${file##*/}
        printf ' DO(%s_%d, "%s", "%s")' "$macro" "$number" "${name%.*}" "$(realpath "$file")"
        number=$((number + 1))
    done
    printf '\n'
} >"$header"
