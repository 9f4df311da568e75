/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line or a paragraph of plain text looks like. Ranges are byte offsets into `text`. */
#pragma once

#include "doc/document.h"

/* Without white space (of Unicode) at either end. */
kx_range kx_trim(const char *text, kx_range range);

/* Has a letter or digit. */
bool kx_has_word(const char *text, kx_range range);
/* Has a letter, a digit or an emoji; else it is ornament, such as "* * *". */
bool kx_is_speakable(const char *text, kx_range range);

typedef enum {
    KX_MARK_NONE,
    KX_MARK_BULLET,  /* "- ", "* ", "• ", "– ": not spoken */
    KX_MARK_NUMBER,  /* "1. ", "1) ", "a) ": spoken */
    KX_MARK_HEADING, /* "# " .. "###### " */
    KX_MARK_QUOTE,   /* "> ", "> > " */
} kx_mark;

/* The mark that a trimmed line begins with, and what is to be spoken of the line. */
kx_mark kx_mark_of(const char *text, kx_range line, kx_range *content);

/* A trimmed line that could be a headline or intertitle: at most KX_HEADING_CHARS_MAX characters
 * with a word in it, no full stop (nor comma, colon, semicolon, dash) at its end, also not within
 * closing quotes; no dateline ("DEN HAAG - "), no "Lees ook: ". An ellipsis is no full stop. */
bool kx_looks_like_heading(const char *text, kx_range line);

/* Has a full stop between two sentences. Headlines may, intertitles do not. */
bool kx_has_inner_stop(const char *text, kx_range line);

/* A trimmed paragraph that is one quotation: opens with a quotation mark that closes at its end
 * (before or after the last full stop) and nowhere else. */
bool kx_is_quotation(const char *text, kx_range paragraph);

/* A line such as "Foto: ..." or "© ...". */
bool kx_is_caption(const char *text, kx_range line);
