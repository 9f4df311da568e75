/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lines of one paragraph of plain text are to each other: wrapped prose, a list without
 * bullets, a heading with its text. Ranges are byte offsets into `text`. Only for plain.c and
 * quotes.c. */
#pragma once

#include "read/marks.h"

typedef struct {
    kx_range range; /* trimmed */
    bool indented;
    bool bold, linked; /* as a whole; kx_line_new does not know */
    kx_mark mark;
    kx_range content; /* what is to be spoken of it */
} kx_line;

/* The line text[start, end). */
kx_line kx_line_new(const char *text, size_t start, size_t end);

/* A line without a mark that goes on with the item above it: indented, or in lower case. */
bool kx_line_continues(const char *text, const kx_line *line);

/* Index of the first of the lines that end the paragraph as a list without bullets, such as
 * results, names or an address; `n` if there is none. These are at least two, and all that there
 * are unless the line before them ends in a colon. Each is short and begins with a capital or a
 * digit, and none has a mark at its end that closes a sentence or says that it goes on; nor a word
 * that does. (Sentences, a line each, need no list.) */
guint kx_lines_list(const char *text, const kx_line *lines, guint n);

/* The first line is a heading that lacks its blank line: short, without a mark at its end, begins
 * with a capital or a time, and what follows begins with one too, ends as a sentence and has a line
 * at least twice as long (wrapped prose breaks no line that early). Of a line in bold only its look
 * and what follows count. */
bool kx_lines_have_heading(const char *text, const kx_line *lines, guint n);

/* The first line tells who wrote what stands below it: "Door Jan de Wit", "Van onze verslaggever".
 */
bool kx_lines_have_byline(const char *text, const kx_line *lines, guint n);

/* Line `i` is a caption that stands by itself, also between lines of prose. */
bool kx_lines_caption(const char *text, const kx_line *lines, guint n, guint i);

/* Line `i` opens with a time (20.15 Journaal), and so does another one: an entry of a programme, an
 * agenda or a live blog, however long. */
bool kx_lines_entry(const char *text, const kx_line *lines, guint n, guint i);
