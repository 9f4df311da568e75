/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/navigate.h"

#include <math.h>

/* Seconds: the step of a time command, and how near its start a sentence counts as just begun. */
#define TIME_STEP  10
#define JUST_BEGUN 2

typedef bool (*is_stop)(const kx_programme *p, unsigned at);

static unsigned n_items(const kx_programme *p)
{
    return p->items->len;
}

/* Whether the opening, the articles, or the closing begin here. */
static bool opens_part(const kx_programme *p, unsigned at)
{
    if (at == 0)
        return true;
    bool own = kx_programme_item(p, at)->article == G_MAXUINT;
    return own != (kx_programme_item(p, at - 1)->article == G_MAXUINT);
}

static bool sentence_stop(const kx_programme *p, unsigned at)
{
    (void)p;
    (void)at;
    return true;
}

static bool paragraph_stop(const kx_programme *p, unsigned at)
{
    return opens_part(p, at) || kx_programme_item(p, at)->opens_block;
}

static bool headline_stop(const kx_programme *p, unsigned at)
{
    const kx_item *item = kx_programme_item(p, at);
    bool heading = item->kind == KX_BLOCK_HEADLINE || item->kind == KX_BLOCK_INTERTITLE;
    bool listed = item->article == G_MAXUINT; /* the opening lists headlines, which open nothing */
    return opens_part(p, at) || item->opens_article || (heading && !listed && item->opens_block);
}

/* An article outside the sections stands beside them. */
static bool section_stop(const kx_programme *p, unsigned at)
{
    const kx_item *item = kx_programme_item(p, at);
    return opens_part(p, at) || item->opens_section ||
           (item->opens_article && kx_programme_article(p, item->article)->section == NULL);
}

static bool title_stop(const kx_programme *p, unsigned at)
{
    return kx_programme_item(p, at)->opens_article;
}

static bool section_title_stop(const kx_programme *p, unsigned at)
{
    return title_stop(p, at) && section_stop(p, at);
}

static bool article_stop(const kx_programme *p, unsigned at)
{
    return opens_part(p, at) || kx_programme_item(p, at)->opens_article;
}

bool kx_has_sections(const kx_programme *p)
{
    for (unsigned i = 0; i < n_items(p); i++)
        if (kx_programme_item(p, i)->opens_section)
            return true;
    return false;
}

/* ---- time ---- */

/* Frames that pass in a second of listening. */
static double frames_a_second(const kx_programme *p, double words_per_minute)
{
    bool known = p->finished && p->pace > 0 && words_per_minute > 0;
    return KX_RATE * (known ? words_per_minute / p->pace : 1);
}

static int64_t length(const kx_programme *p, double words_per_minute, unsigned at)
{
    const kx_item *item = kx_programme_item(p, at);
    if (!p->finished)
        return llround(MAX(item->words, 1) * 60.0 / MAX(words_per_minute, 1) * KX_RATE);
    int64_t end = at + 1 < n_items(p) ? kx_programme_item(p, at + 1)->start : item->end;
    return MAX(end - item->start, 0);
}

static kx_move time_on(const kx_programme *p, double words_per_minute, kx_place from, kx_place *to)
{
    int64_t left = llround(TIME_STEP * frames_a_second(p, words_per_minute));
    kx_place at = from;
    for (;;) {
        int64_t whole = length(p, words_per_minute, at.item);
        int64_t rest = whole - CLAMP(at.inside, 0, whole);
        if (left < rest) {
            *to = (kx_place){at.item, whole - rest + left};
            return KX_MOVED;
        }
        if (at.item + 1 == n_items(p))
            return KX_MOVE_AT_LAST;
        left -= rest;
        at = (kx_place){at.item + 1, 0};
    }
}

static kx_move time_back(const kx_programme *p, double words_per_minute, kx_place from,
                         kx_place *to)
{
    int64_t left = llround(TIME_STEP * frames_a_second(p, words_per_minute));
    const int64_t whole = length(p, words_per_minute, from.item);
    int64_t inside = CLAMP(from.inside, 0, whole);
    unsigned at = from.item;
    bool at_first = at == 0 && inside == 0;
    while (left > inside && at > 0) {
        left -= inside;
        inside = length(p, words_per_minute, --at);
    }
    *to = (kx_place){at, MAX(inside - left, 0)};
    return at_first ? KX_MOVE_AT_FIRST : KX_MOVED;
}

double kx_seconds_to(const kx_programme *p, double words_per_minute, kx_place from, unsigned last)
{
    int64_t frames = -from.inside;
    for (unsigned i = from.item; i <= last; i++)
        frames += length(p, words_per_minute, i);
    return (double)MAX(frames, 0) / frames_a_second(p, words_per_minute);
}

/* ---- steps ---- */

static kx_move step_on(const kx_programme *p, is_stop stop, kx_place from, kx_place *to)
{
    for (unsigned at = from.item + 1; at < n_items(p); at++) {
        if (stop(p, at)) {
            *to = (kx_place){at, 0};
            return KX_MOVED;
        }
    }
    return KX_MOVE_AT_LAST;
}

/* Whether nothing is heard from one item up to another. */
static bool is_silent(const kx_programme *p, unsigned from, unsigned to)
{
    for (; from < to; from++) {
        const kx_item *item = kx_programme_item(p, from);
        if (!p->finished || item->end > item->start)
            return false;
    }
    return true;
}

/* To the start of what is heard; where it has just begun, or nothing but silence is between, to
 * the one before it. Where the first stop is not the programme's start, it begins at one. */
static kx_move step_back(const kx_programme *p, is_stop stop, double words_per_minute,
                         kx_place from, kx_place *to)
{
    const double begun = JUST_BEGUN * frames_a_second(p, words_per_minute);
    const bool just_begun = (double)from.inside <= begun;
    unsigned at = from.item;
    while (at > 0 && (!stop(p, at) || (just_begun && is_silent(p, at, from.item))))
        at--;
    if (!stop(p, at))
        at = from.item;
    *to = (kx_place){at, 0};
    return just_begun && is_silent(p, at, from.item) ? KX_MOVE_AT_FIRST : KX_MOVED;
}

static is_stop stop_of(const kx_programme *p, kx_order order, kx_player_command command)
{
    const bool titles = order == KX_ORDER_HEADLINES;
    switch (command) {
    case KX_COMMAND_SENTENCE_ON:
    case KX_COMMAND_SENTENCE_BACK:
        return titles ? title_stop : sentence_stop;
    case KX_COMMAND_PARAGRAPH_ON:
    case KX_COMMAND_PARAGRAPH_BACK:
        return titles ? title_stop : paragraph_stop;
    case KX_COMMAND_HEADLINE_ON:
    case KX_COMMAND_HEADLINE_BACK:
        return titles ? title_stop : headline_stop;
    default:
        if (!kx_has_sections(p))
            return titles ? title_stop : article_stop;
        return titles ? section_title_stop : section_stop;
    }
}

kx_move kx_navigate(const kx_programme *p, kx_order order, double words_per_minute, kx_place from,
                    kx_player_command command, kx_place *to)
{
    *to = from;
    g_assert(from.item < n_items(p));
    switch (command) {
    case KX_COMMAND_SENTENCE_ON:
    case KX_COMMAND_PARAGRAPH_ON:
    case KX_COMMAND_HEADLINE_ON:
    case KX_COMMAND_SECTION_ON:
        return step_on(p, stop_of(p, order, command), from, to);
    case KX_COMMAND_SENTENCE_BACK:
    case KX_COMMAND_PARAGRAPH_BACK:
    case KX_COMMAND_HEADLINE_BACK:
    case KX_COMMAND_SECTION_BACK:
        return step_back(p, stop_of(p, order, command), words_per_minute, from, to);
    case KX_COMMAND_TIME_ON:
        return time_on(p, words_per_minute, from, to);
    case KX_COMMAND_TIME_BACK:
        return time_back(p, words_per_minute, from, to);
    default:
        return KX_MOVE_NONE;
    }
}
