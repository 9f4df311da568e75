/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programmes for the player's tests, written as lines. */
#pragma once

#include "listen/programme.h"

#include <string.h>

static inline kx_block_kind fixture_kind(char mark)
{
    return mark == '#'   ? KX_BLOCK_HEADLINE
           : mark == '=' ? KX_BLOCK_INTERTITLE
           : mark == '*' ? KX_BLOCK_PROGRAMME
                         : KX_BLOCK_PARAGRAPH;
}

static inline void fixture_article(kx_programme *p, const char *title, const char *section)
{
    kx_listed_article article = {.title = g_strdup(title), .section = g_strdup(section)};
    g_array_append_val(p->articles, article);
}

/* Each line is a sentence, behind its mark: "* " the programme's own words, "# " a headline, which
 * opens an article ("#Sport# " with its section), "= " an intertitle, "- " the first sentence of a
 * paragraph, "  " any other. Two marks "*" are two paragraphs. */
static inline kx_programme *fixture_programme(const char *lines)
{
    kx_programme *p = kx_programme_new("Krant");
    g_auto(GStrv) all = g_strsplit(lines, "\n", -1);
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(kx_programme_row));
    unsigned part = 0, block = 0;
    for (char **line = all; *line && **line; line++) {
        char mark = **line;
        const char *end = mark == '#' && (*line)[1] != ' ' ? strchr(*line + 1, '#') : NULL;
        const char *text = end ? end + 2 : *line + 2;
        if (mark == '#') {
            g_autofree char *section = end ? g_strndup(*line + 1, (gsize)(end - *line - 1)) : NULL;
            fixture_article(p, text, section);
        }
        bool own = mark == '*';
        bool was_own = rows->len == 0 || g_array_index(rows, kx_programme_row, rows->len - 1).own;
        part += mark == '#' || (own && !was_own);
        block += mark != ' ';
        kx_programme_row row = {.printed = (char *)(gsize)text,
                                .kind = fixture_kind(mark),
                                .article = own ? G_MAXUINT : p->articles->len - 1,
                                .own = own,
                                .part = part,
                                .block = block};
        g_array_append_val(rows, row);
    }
    kx_programme_fill(p, (const kx_programme_row *)(void *)rows->data, rows->len);
    return p;
}

/* As if it were finished: each word is a second of sound at a pace of 60, with half a second behind
 * each sentence. */
static inline void fixture_finish(kx_programme *p)
{
    int64_t at = 0;
    p->finished = true;
    p->pace = 60;
    for (guint i = 0; i < p->items->len; i++) {
        kx_item *item = &g_array_index(p->items, kx_item, i);
        item->start = at;
        item->end = at + (int64_t)item->words * KX_RATE;
        at = item->end + KX_RATE / 2;
    }
}
