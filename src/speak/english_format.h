/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What compile_english writes and english.c reads: a blob whose values are phonemes of voice en-us,
 * 0, and one byte of these. */
#pragma once

enum {
    KX_ENGLISH_DUTCH_TOO = 1 << 0, /* in the Dutch list as well */
    KX_ENGLISH_SPELLED = 1 << 1,   /* as only English words are spelled */
    KX_ENGLISH_LOAN = 1 << 2,      /* Dutch text means the English word */
    KX_ENGLISH_NAME = 1 << 3,      /* with a capital only */
};
