/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marks of notes in a text. */
#pragma once

#include <stddef.h>

/* Length of the mark of a note at `at`, which ends before `end`: [12], of at most three digits;
 * as Markdown has it, [^12] or [^name]. 0: none. */
size_t kx_note_mark_at(const char *text, size_t at, size_t end);
