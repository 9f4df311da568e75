/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where lines and cues of subtitles end. Costs of a break are fractions of what the worst line
 * costs, an empty one (ROOM). */
#include "publish/cue.h"

#include <string.h>

enum {
    ROOM = 1000,         /* a line without a word, as its room's square is */
    MORE = 3000,         /* a line or a cue more: only rather than a line that ends in "de" */
    UNEVEN = 2,          /* how much more it is that cues are alike than that lines are */
    AFTER_SMALL = 5000,  /* 25 van de | 30 */
    AFTER_NUMBER = 1000, /* 1,2 | miljoen */
    IN_ONE = 1000,       /* 25 | november */
    IN_NAME = 150,       /* Dick | Schoof */
    IN_PHRASE = 120,     /* digitale | aanval */
    BEFORE_PHRASE = -60, /* storm | van het najaar */
    BEFORE_CLAUSE = -120,
    AFTER_COMMA = -180,
    AFTER_MARK = -250,
};

/* ---- what a break costs ---- */

/* Words that belong to what comes after them: articles, prepositions, conjunctions, pronouns that
 * are mostly followed by a noun. */
static const char *const small[] = {
    "de",    "het",   "een",     "'t",      "en",     "of",     "maar",  "want",   "van",
    "in",    "op",    "te",      "om",      "aan",    "bij",    "met",   "naar",   "voor",
    "uit",   "door",  "over",    "tot",     "als",    "dan",    "dat",   "die",    "zijn",
    "haar",  "hun",   "mijn",    "uw",      "ons",    "onze",   "deze",  "dit",    "geen",
    "niet",  "ten",   "ter",     "per",     "na",     "onder",  "tegen", "zonder", "tussen",
    "sinds", "vanaf", "volgens", "tijdens", "binnen", "buiten", "rond",  "dr.",    "mr.",
    "ir.",   "drs.",  "prof.",   "ing.",    "nr.",    "art.",   "ca.",   "den",    "der",
    "ook",   "nog",   "zeer",    "heel",    "€",      "$",      NULL};

/* Words that open a clause. */
static const char *const openers[] = {"maar",    "want",    "omdat", "terwijl", "dat",     "die",
                                      "waar",    "wanneer", "toen",  "hoewel",  "zodat",   "tenzij",
                                      "totdat",  "als",     "nadat", "voordat", "waarbij", "waarin",
                                      "waarmee", "waarop",  "om",    "doordat", NULL};

static bool is_one_of(const char *text, const char *const words[])
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    return g_strv_contains(words, lower);
}

/* The word without the quotes that close or open it. */
static char *bare(const char *text)
{
    const char *last = text + strlen(text);
    while (*text && g_utf8_strchr("\"'„“”‘’«»([", -1, g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    while (last > text) {
        const char *before = g_utf8_prev_char(last);
        if (!g_utf8_strchr("\"'„“”‘’«»)]", -1, g_utf8_get_char(before)))
            break;
        last = before;
    }
    return g_strndup(text, (gsize)(last - text));
}

static bool is_capital(const char *text)
{
    return g_unichar_isupper(g_utf8_get_char(text));
}

static int break_cost(const GArray *tokens, guint behind)
{
    const kx_token_time *next = &g_array_index(tokens, kx_token_time, behind);
    g_autofree char *before = bare(g_array_index(tokens, kx_token_time, behind - 1).text);
    g_autofree char *after = bare(next->text);
    size_t n = strlen(before);
    char last = n > 0 ? before[n - 1] : '\0';
    bool initial = n == 2 && last == '.' && g_ascii_isupper(before[0]);
    if (initial || is_one_of(before, small) || is_one_of(before, openers) ||
        strcmp(after, "–") == 0)
        return AFTER_SMALL;
    if (next->joined)
        return IN_ONE;
    if ((last && strchr(";:!?", last)) || strcmp(before, "–") == 0)
        return AFTER_MARK;
    if (last == ',')
        return AFTER_COMMA;
    if (g_ascii_isdigit(before[0]) && g_unichar_islower(g_utf8_get_char(after)))
        return AFTER_NUMBER;
    if (is_one_of(after, openers))
        return BEFORE_CLAUSE;
    if (is_one_of(after, small))
        return BEFORE_PHRASE;
    if (last == 'e' && g_unichar_islower(g_utf8_get_char(after)))
        return IN_PHRASE; /* most often an adjective and its noun */
    return is_capital(before) && is_capital(after) ? IN_NAME : 0;
}

/* ---- the least cost over all ways ---- */

typedef struct {
    guint n;
    guint *widths; /* characters of each token */
    int *breaks;   /* cost of a break before each token; none before the first */
    double columns;
} text_lines;

static text_lines measure(const GArray *tokens, unsigned columns)
{
    text_lines t = {tokens->len, g_new(guint, tokens->len + 1), g_new0(int, tokens->len + 1),
                    columns};
    for (guint i = 0; i < t.n; i++) {
        t.widths[i] = (guint)g_utf8_strlen(g_array_index(tokens, kx_token_time, i).text, -1);
        t.breaks[i] = i > 0 ? break_cost(tokens, i) : 0;
    }
    return t;
}

static void clear_measure(text_lines *t)
{
    g_free(t->widths);
    g_free(t->breaks);
}

/* What the room costs that a line of that width leaves. */
static double room_cost(double columns, guint width)
{
    double room = MAX(0, 1 - width / columns);
    return ROOM * room * room;
}

static guint width_of(const text_lines *t, guint from, guint to)
{
    guint width = to - from - 1;
    for (guint i = from; i < to; i++)
        width += t->widths[i];
    return width;
}

static bool fits(const text_lines *t, guint from, guint to)
{
    return to - from == 1 || width_of(t, from, to) <= t->columns;
}

GArray *kx_cue_lines(const GArray *tokens, unsigned columns)
{
    text_lines t = measure(tokens, columns);
    g_autofree double *cost = g_new0(double, t.n + 1);
    g_autofree guint *from = g_new0(guint, t.n + 1);
    for (guint end = 1; end <= t.n; end++) {
        cost[end] = G_MAXDOUBLE;
        for (guint start = end; start-- > 0 && fits(&t, start, end);) {
            double here =
                cost[start] + MORE + t.breaks[start] + room_cost(columns, width_of(&t, start, end));
            if (here < cost[end]) {
                cost[end] = here;
                from[end] = start;
            }
        }
    }
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint end = t.n; end > 0; end = from[end])
        g_array_prepend_val(lines, from[end]);
    clear_measure(&t);
    return lines;
}

/* The best two lines of [from, to), or the one that holds it; G_MAXDOUBLE where none do. */
static double pair_cost(const text_lines *t, guint from, guint to, guint *second)
{
    double best = G_MAXDOUBLE;
    *second = to;
    if (fits(t, from, to))
        return 0;
    for (guint at = from + 1; at < to && fits(t, from, at); at++) {
        if (!fits(t, at, to))
            continue;
        double here = t->breaks[at] + room_cost(t->columns, width_of(t, from, at)) +
                      room_cost(t->columns, width_of(t, at, to));
        if (here < best) {
            best = here;
            *second = at;
        }
    }
    return best;
}

GArray *kx_cue_pairs(const GArray *tokens, unsigned columns)
{
    text_lines t = measure(tokens, columns);
    g_autofree double *cost = g_new0(double, t.n + 1);
    g_autofree kx_cue_pair *pairs = g_new0(kx_cue_pair, t.n + 1);
    for (guint end = 1; end <= t.n; end++) {
        cost[end] = G_MAXDOUBLE;
        for (guint start = end; start-- > 0;) {
            guint second;
            double own = pair_cost(&t, start, end, &second);
            if (own >= G_MAXDOUBLE)
                break;
            double here = cost[start] + MORE + own + 2 * t.breaks[start] +
                          UNEVEN * room_cost(2.0 * columns, width_of(&t, start, end));
            if (here < cost[end]) {
                cost[end] = here;
                pairs[end] = (kx_cue_pair){start, second, end};
            }
        }
    }
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(kx_cue_pair));
    for (guint end = t.n; end > 0; end = pairs[end].from)
        g_array_prepend_val(chosen, pairs[end]);
    clear_measure(&t);
    return chosen;
}
