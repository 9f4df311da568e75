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
/* Whether a range that begins with no blank is one sign over and over: a rule across the page. */
bool kx_is_divider(const char *text, kx_range range);

typedef enum {
    KX_MARK_NONE,
    KX_MARK_BULLET,  /* "- ", "* ", "• ", "– ": not spoken */
    KX_MARK_NUMBER,  /* "1. ", "1) ", "a) ": spoken */
    KX_MARK_HEADING, /* "# " .. "###### " */
    KX_MARK_QUOTE,   /* "> ", "> > " */
    KX_MARK_ROW,     /* "| one | two |": of a table, beside another */
} kx_mark;

/* The mark that a trimmed line begins with, and what is to be spoken of the line. */
kx_mark kx_mark_of(const char *text, kx_range line, kx_range *content);

/* A trimmed line that could be a headline or intertitle: at most KX_HEADING_CHARS_MAX characters
 * with a word in it, no full stop (nor comma, colon, semicolon, dash) at its end, also not within
 * closing quotes or before the mark of a note; no dateline ("DEN HAAG - "), no "Lees ook: ". An
 * ellipsis is no full stop. */
bool kx_looks_like_heading(const char *text, kx_range line);

typedef enum {
    KX_ENDING_OPEN,    /* no mark, or one that says nothing */
    KX_ENDING_STOP,    /* . ! ? … */
    KX_ENDING_GOES_ON, /* comma, colon, semicolon, dash, or a word such as "de", "van", "en" */
} kx_ending;

/* How a trimmed line ends, not counting closing quotes, brackets, marks of emphasis and of notes.
 */
kx_ending kx_ending_of(const char *text, kx_range line);

typedef enum {
    KX_LINE_START_NOTHING, /* has no letter or digit */
    KX_LINE_START_CAPITAL,
    KX_LINE_START_DIGIT,
    KX_LINE_START_OTHER,
} kx_line_start;

/* The first letter or digit of a line; in "'s-Hertogenbosch" it is the H. */
kx_line_start kx_line_start_of(const char *text, kx_range line);

/* Has a full stop between two sentences. Headlines may, intertitles do not. */
bool kx_has_inner_stop(const char *text, kx_range line);

/* What somebody says stands alone on a line as an intertitle does, but has what those do without: a
 * mark that ends a sentence within quotation marks, a colon before them, or dots for what is not
 * said. Headlines have them. */
bool kx_is_speech(const char *text, kx_range line);

/* A trimmed paragraph that is one quotation: opens with a quotation mark that closes at its end
 * (before or after the last full stop) and nowhere else. */
bool kx_is_quotation(const char *text, kx_range paragraph);

/* A line that sends the reader elsewhere: "Lees ook: ...", or a web address and nothing else. */
bool kx_is_link(const char *text, kx_range line);
/* A line that begins as a note below a text does: "[1] ", "[^1]: ", "[^name]: ". */
bool kx_is_note(const char *text, kx_range line);
/* The same, as Markdown writes it: a note wherever it stands. */
bool kx_is_marked_note(const char *text, kx_range line);

/* A line that is a picture in Markdown, "![what it shows](file)"; *described gets the words, which
 * may be none. */
bool kx_is_picture(const char *text, kx_range line, kx_range *described);
/* A line such as "Foto: ..." or "© ...", also in brackets: "[Foto: ANP]", "(Foto ANP)". */
bool kx_is_caption(const char *text, kx_range line);
