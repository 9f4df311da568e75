/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One number against another: met 3-1, 6-3 7-5, Ajax - PSV 2-1, 76-74 stemmen, 3-0-zege, and ratios
 * (schaal 1:50, 3:1); also chapter and verse (Johannes 3:16-18, Mt. 5,1-12a). */
#include "text/cue.h"
#include "text/pair.h"
#include "text/standing.h"

#include <string.h>

/* The numbers of "1:50" or "2 : 1" at ctx->at; no sum ("6 : 2 = 3"). */
static bool read_ratio(const kx_context *ctx, kx_pair *pair)
{
    if (!kx_number_at(ctx, ctx->at, KX_POINT_GROUPS, &pair->first) || pair->first.sign)
        return false;
    size_t at = pair->first.end, blanks = kx_blanks_at(ctx, at);
    if (kx_char_at(ctx, at + blanks) != ':')
        return false;
    at += blanks + 1;
    size_t after = kx_blanks_at(ctx, at);
    gunichar before = kx_char_before(ctx, ctx->at);
    if ((blanks > 0) != (after > 0) || before == ':' || before == '.' || before == '/' ||
        g_unichar_isalnum(before) ||
        !kx_number_at(ctx, at + after, KX_POINT_GROUPS, &pair->second) || pair->second.sign)
        return false;
    pair->end = pair->second.end;
    gunichar next = kx_char_at(ctx, pair->end + kx_blanks_at(ctx, pair->end));
    bool more = (next == ':' || next == '.' || next == '/') && kx_digits_at(ctx, pair->end + 1) > 0;
    return next != '=' && !more && kx_number_ends_at(ctx, pair->end);
}

/* 16:9, maar ook 18:9 en 21:9: behind another ratio. */
static bool follows_ratio(const kx_context *ctx)
{
    enum { TOKENS_BACK = 6 };
    for (unsigned i = ctx->before->len; i > 0 && ctx->before->len - i < TOKENS_BACK; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        if (strcmp(token->class->name, "score") == 0)
            return g_strcmp0(kx_token_get_text(token, KX_FIELD_TEXT), "op") == 0;
    }
    return false;
}

/* Whether a word of n bytes is a screen or its shape: paneel, oledscherm, ips-monitor. */
static bool is_screen(const char *word, size_t n)
{
    static const char *const endings[] = {"scherm",  "schermen", "paneel",     "panelen",
                                          "monitor", "display",  "verhouding", "monitors",
                                          "beeld",   "formaat"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        const size_t m = strlen(endings[i]);
        if (n >= m && g_ascii_strncasecmp(word + n - m, endings[i], m) == 0)
            return true;
    }
    return false;
}

/* 16:10-paneel, een 14 inch-scherm (16:10), 16:10- en 16:9-tv's: the one shape of a screen that is
 * also a time. */
static bool is_shape(const kx_context *ctx, const kx_pair *pair)
{
    enum { WORDS_BACK = 3 };
    static const char *const links[] = {"en", "of", NULL};
    if (strcmp(pair->first.integer, "16") != 0 || strcmp(pair->second.integer, "10") != 0)
        return false;
    const size_t end = pair->end, compound = kx_compound_at(ctx, end);
    const size_t hyphen = kx_loose_hyphen_at(ctx, end);
    if (is_screen(ctx->text + end, compound) ||
        (hyphen > 0 && kx_follows(ctx, end + hyphen, links)))
        return true;
    for (unsigned i = ctx->before->len; i > 0 && ctx->before->len - i < WORDS_BACK; i--) {
        const kx_range range = g_array_index(ctx->before, kx_token, i - 1).range;
        if (is_screen(ctx->text + range.start, range.end - range.start))
            return true;
    }
    return false;
}

/* A ratio stands after its word, has a single digit where a time has its minutes, or more than a
 * clock can show. */
static size_t ratio_match(const kx_context *ctx, kx_token *token)
{
    enum { WORDS_BACK = 3, HOUR = 60 };
    kx_pair pair = {0};
    if (!read_ratio(ctx, &pair))
        return 0;
    bool named = kx_cue_before(ctx, WORDS_BACK, "ratio") || follows_ratio(ctx);
    bool shape = is_shape(ctx, &pair);
    bool one = strcmp(pair.first.integer, "1") == 0;
    const char *second = pair.second.integer;
    bool clock = strlen(second) == 2 && strtoul(second, NULL, 10) < HOUR;
    /* 1:27.053 is a lap */
    bool lap = pair.second.grouped && !g_str_has_suffix(second, "00");
    if (!named && !shape && !kx_pair_is_set(ctx) && (clock || lap || second[0] == '0'))
        return 0;
    size_t n = kx_pair_set(ctx, token, &pair);
    bool more = (one && (pair.second.grouped || strlen(second) >= 2)) || pair.first.fraction[0];
    if (named || more)
        kx_token_set_text(token, KX_FIELD_TEXT, "op", -1);
    return n;
}

/* Length of the verses at `at`: 16, 16-18, 1-12a, 1-3.11-32, 1-2,3 to a later chapter. Behind a
 * colon a comma parts them, too. */
static size_t verses_at(const kx_context *ctx, size_t at, bool colon)
{
    enum { DIGITS_MAX = 3 };
    const size_t start = at;
    bool linked = false;
    for (;;) {
        const size_t n = kx_digits_at(ctx, at);
        if (n < 1 || n > DIGITS_MAX)
            return 0;
        at += n;
        const gunichar part = kx_char_at(ctx, at);
        at += part >= 'a' && part <= 'd'; /* 12a: the first half of it */
        const gunichar c = kx_char_at(ctx, at);
        const bool chapter = linked && c == (colon ? ':' : ',');
        const bool link = kx_is_pair_link(c) || c == '.' || (c == ',' && colon) || chapter;
        linked = kx_is_pair_link(c);
        const size_t next = at + (link ? kx_width(c) : 0);
        if (next == at || kx_digits_at(ctx, next) == 0)
            return kx_number_ends_at(ctx, at) ? at - start : 0;
        at = next;
    }
}

/* A book that is no name of a person, as Job and Ruth are. */
static bool after_abbreviation(const kx_context *ctx)
{
    const kx_token *book = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    return strcmp(book->class->name, "abbreviation") == 0;
}

/* Genesis 1:1, Psalm 23:1-4, Mt. 5,1-12a, Lc 15, 1-3, Lied 146a: 3: INTEGER with its letter and
 * FROM, the verses as written; SIGN, what stands behind a chapter. */
static size_t verse_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_MAX = 4 };
    const size_t digits = kx_digits_at(ctx, ctx->at);
    const gunichar part = kx_char_at(ctx, ctx->at + digits);
    const size_t chapter = digits + (part >= 'a' && part <= 'd');
    const size_t apart = kx_blanks_at(ctx, ctx->at + chapter);
    const size_t sign = ctx->at + chapter + apart; /* Jes. 55 : 8 */
    const bool colon = kx_char_at(ctx, sign) == ':', comma = kx_char_at(ctx, sign) == ',';
    if (!kx_cue_previous(ctx, 0, "verse") || digits < 1 || digits > DIGITS_MAX ||
        !(colon || (comma && apart == 0)))
        return 0;
    const size_t blanks = kx_blanks_at(ctx, sign + 1), first = sign + 1 + blanks;
    const size_t n = verses_at(ctx, first, colon);
    const bool several = kx_digits_at(ctx, first) + 1 < n;
    const bool psalm = colon && blanks > 0 && !kx_noun_follows(ctx, first + n); /* Psalm 121: 1 */
    if (n == 0 || (!several && !psalm && (blanks > 0 || (comma && !after_abbreviation(ctx)))))
        return 0;
    kx_token_set_text(token, KX_FIELD_INTEGER, ctx->text + ctx->at, (gssize)chapter);
    kx_token_set_text(token, KX_FIELD_FROM, ctx->text + first, (gssize)n);
    kx_token_set_text(token, KX_FIELD_SIGN, colon ? ":" : ",", -1);
    return first + n - ctx->at;
}

static size_t score_match(const kx_context *ctx, kx_token *token)
{
    size_t verse = verse_match(ctx, token);
    if (verse > 0)
        return verse;
    token->n_fields = 0;
    kx_pair pair = {0};
    switch (kx_pair_at(ctx, &pair)) {
    case KX_PAIR_VOTE:
        kx_token_set_text(token, KX_FIELD_TEXT, "tegen", -1);
        return kx_pair_set(ctx, token, &pair);
    case KX_PAIR_SCORE:
        if (kx_standing_goes_on(ctx, pair.end))
            kx_token_set_mark(token, ',');
        return kx_pair_set(ctx, token, &pair);
    case KX_PAIR_RANGE:
        return 0;
    case KX_PAIR_NONE:
        break;
    }
    return ratio_match(ctx, token);
}

/* drie vers zestien tot en met achttien, vijf vers één tot en met twaalf A */
static void say_verses(const kx_token *token, const char *verses, kx_spoken *out)
{
    const char chapter = *kx_token_get_text(token, KX_FIELD_SIGN);
    g_autofree char *written =
        g_strconcat(kx_token_get_text(token, KX_FIELD_INTEGER), "v", verses, NULL);
    for (const char *at = written; *at != '\0'; at = g_utf8_next_char(at)) {
        g_autofree char *number = g_strndup(at, strspn(at, "0123456789"));
        if (*number != '\0') {
            kx_say_number(out, KX_SEAM_SPACE, number, KX_NUMBER_CARDINAL);
            at += strlen(number) - 1;
        } else if (*at == chapter || *at == 'v') {
            kx_say(out, KX_SEAM_SPACE, "vers");
        } else if (g_ascii_isalpha(*at)) {
            const char part[] = {*at, '\0'};
            kx_say_letters(out, KX_SEAM_SPACE, part, false);
        } else if (*at == '.' || *at == ',') {
            kx_say_mark(out, ',');
        } else {
            kx_say(out, KX_SEAM_SPACE, "tot en met");
        }
    }
}

static bool score_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *verses = kx_token_get_text(token, KX_FIELD_FROM);
    kx_say_apart(token, out);
    if (verses) {
        say_verses(token, verses, out);
        return true;
    }
    kx_say_pair(token, kx_token_get_text(token, KX_FIELD_TEXT), out);
    kx_say_compound(token, out);
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_score = {
    .name = "score",
    .what = N_("one number against another: met 3-1, 6-3 7-5, 76-74 stemmen, schaal 1:50"),
    .starts = KX_AT_DIGIT,
    .match = score_match,
    .say = score_say,
};
