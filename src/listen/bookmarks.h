/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where listening stopped, and bookmarks. They belong to a sentence of an article, not to a time,
 * so that they hold in a briefing that is made anew, with other articles around it or at another
 * pace: an article is known by its hash, or, when it was changed, by its title; a sentence by its
 * number and its first words, of which the nearest counts.
 *
 * The file is read and written anew for each call, under a lock on its folder, so two players keep
 * each other's marks. Where it is a link, it is the file that the link leads to. A damaged file is
 * put aside as FILE.bad, FILE.bad2 ... and never stops anything. Errors: DATA (a file of a newer
 * kxspeak, or no plain file: neither is touched), NO_PERM, CANT_CREATE, IO, TEMPORARY (another
 * player has held the folder for a second). */
#pragma once

#include "listen/programme.h"

typedef struct kx_marks kx_marks;

/* `path`: the file; NULL: $XDG_STATE_HOME/kxspeak/listen.json, else in ~/.local/state. Nothing is
 * touched yet. */
kx_marks *kx_marks_new(const char *path);
void kx_marks_free(kx_marks *marks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_marks, kx_marks_free)

/* Whether a damaged file was put aside since this was last asked. */
bool kx_marks_were_damaged(kx_marks *marks);

/* Whether an error of a call below is another than the one this was asked of last: a fault that
 * stays is told once. */
bool kx_marks_is_news(kx_marks *marks, const GError *error);

/* The item to go on with: the place left last in any of the programme's articles; or G_MAXUINT
 * where there is none, with or without an error. */
unsigned kx_marks_place(kx_marks *marks, const kx_programme *programme, GError **error);

/* Whether an open programme may turn out to have such a place when it is whole: in doubt, it may.
 */
bool kx_marks_may_know(kx_marks *marks, const kx_programme *opening);

/* Remembers the place; it replaces those in the programme's other articles. In the programme's own
 * words (before the first article or behind the last) they are all forgotten: next time it begins
 * at the start. `now`: seconds since 1970, which decides what is oldest. */
bool kx_marks_leave(kx_marks *marks, const kx_programme *programme, unsigned item, int64_t now,
                    GError **error);

typedef enum {
    KX_MARK_FAILED, /* with an error */
    KX_MARK_SET,
    KX_MARK_GONE, /* there was one */
    KX_MARK_FULL, /* the article has KX_MARKS_AN_ARTICLE_MAX */
} kx_mark_result;

/* Sets a bookmark at an item, or takes it away. One in the opening goes to the first article's
 * start, one in the closing to the last sentence. The programme must have an article. */
kx_mark_result kx_marks_toggle(kx_marks *marks, const kx_programme *programme, unsigned item,
                               int64_t now, GError **error);

/* The next bookmark behind `item`, and around to `item` itself; or G_MAXUINT. */
unsigned kx_marks_next(kx_marks *marks, const kx_programme *programme, unsigned item,
                       GError **error);
