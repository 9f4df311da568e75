/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/condition_place.h"

#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

/* Mr. Treublaan, Kon. Emmaplein */
bool kx_street_after(const kx_context *ctx, size_t end)
{
    const size_t at = end + kx_blanks_at(ctx, end);
    return kx_is_street(ctx, at, kx_word_at(ctx, at));
}

/* Pr. Hendrikstraat, Pr. Beatrixlaan: which of the two the street is called after. */
static bool street_after_one_of(const kx_context *ctx, size_t end, const char *const *names)
{
    const size_t at = end + kx_blanks_at(ctx, end);
    for (; *names; names++) {
        size_t n = strlen(*names);
        if (n <= ctx->end - at && memcmp(ctx->text + at, *names, n) == 0)
            return kx_street_after(ctx, end);
    }
    return false;
}

bool kx_prince_after(const kx_context *ctx, size_t end)
{
    static const char *const names[] = {"Alexander",   "Bernhard", "Claus",
                                        "Constantijn", "Frederik", "Hendrik",
                                        "Maurits",     "Willem",   NULL};
    return street_after_one_of(ctx, end, names);
}

bool kx_princess_after(const kx_context *ctx, size_t end)
{
    static const char *const names[] = {"Alexia", "Amalia",     "Ariane",    "Beatrix",  "Carolina",
                                        "Irene",  "Juliana",    "Margriet",  "Marianne", "Marijke",
                                        "Máxima", "Wilhelmina", "Christina", NULL};
    return street_after_one_of(ctx, end, names);
}

/* ZW 6-7 Bft, Z tot ZW 6 Bft: the force of the wind behind its side, or the one it turns to. */
static bool force_follows(const kx_context *ctx, size_t end)
{
    static const char *const tot[] = {"tot", NULL};
    static const char *const beaufort[] = {"bft", "beaufort", NULL};
    size_t at = end + kx_blanks_at(ctx, end);
    if (kx_follows(ctx, end, tot)) {
        at += strlen(tot[0]);
        at += kx_blanks_at(ctx, at);
        while (at < ctx->end && strchr("NOZW", ctx->text[at]))
            at++;
        at += kx_blanks_at(ctx, at);
    }
    const size_t n = kx_digits_at(ctx, at);
    if (at == end || n < 1 || n > 2)
        return false;
    at += n;
    if (kx_is_pair_link(kx_char_at(ctx, at))) {
        at += kx_width(kx_char_at(ctx, at));
        at += kx_digits_at(ctx, at);
    }
    return kx_follows(ctx, at, beaufort);
}

/* Wind ZW 4-5, wind: N 3, de wind draait van ZW naar NW; a single letter only right behind it, for
 * roads have such names. Windstoten van 90 km/u uit Z tot ZW. */
bool kx_wind_before(const kx_context *ctx, size_t end)
{
    enum { NEAR = 2, FAR = 6, FROM = 9 };
    static const char *const wind[] = {"wind",    "windstoten", "windvlagen", "rukwinden",
                                       "ruimend", "krimpend",   NULL};
    static const char *const from[] = {"uit", "tot", NULL};
    const unsigned most = kx_previous_is(ctx, 0, from) ? FROM : end - ctx->at == 1 ? NEAR : FAR;
    for (unsigned back = 0; back < most; back++) {
        if (kx_previous_is(ctx, back, wind))
            return true;
    }
    return force_follows(ctx, end);
}

/* uit het ZO, in het N.W. van het land */
bool kx_quarter_before(const kx_context *ctx, size_t end)
{
    static const char *const het[] = {"het", NULL};
    static const char *const where[] = {"uit", "vanuit", "naar", "in", "richting", "boven", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, het) && kx_previous_is(ctx, 1, where);
}

/* The word in a compound with its hyphen begins as one of them: NW-wind, Z-Limburgse. */
static bool compound_of(const kx_context *ctx, size_t end, const char *const *words)
{
    gunichar c = kx_char_at(ctx, end);
    size_t at = end + (kx_is_hyphen(c) ? kx_width(c) : 0);
    for (; at > end && *words; words++) {
        size_t n = strlen(*words);
        if (n <= ctx->end - at && memcmp(ctx->text + at, *words, n) == 0)
            return true;
    }
    return false;
}

bool kx_side_after(const kx_context *ctx, size_t end)
{
    static const char *const words[] = {"wind",  "storm", "stroming", "kust",    "kant",
                                        "zijde", "flank", "gevel",    "helling", "hoek",
                                        "oever", "wand",  NULL};
    const size_t blanks = kx_blanks_at(ctx, end);
    const bool several = end > ctx->at + 1; /* Z.W. wind, but "O wind" */
    return (several && blanks > 0 && kx_word_is(ctx, end + blanks, "wind")) ||
           compound_of(ctx, end, words);
}

bool kx_region_after(const kx_context *ctx, size_t end)
{
    static const char *const names[] = {
        "Afrika",    "Amerika",   "Azië",      "Aziat",      "Beveland",  "België",  "Belgisch",
        "Brabant",   "China",     "Chine",     "Drenthe",    "Duits",     "Engels",  "Engeland",
        "Europa",    "Europe",    "Frankrijk", "Frans",      "Friesland", "Fryslân", "Gelderland",
        "Groningen", "Holland",   "Ierland",   "Italië",     "Italiaan",  "Korea",   "Limburg",
        "Nederland", "Noorwegen", "Oekraïne",  "Overijssel", "Soedan",    "Spanje",  "Spaans",
        "Syrië",     "Turkije",   "Twente",    "Utrecht",    "Veluwe",    "Vietnam", "Vlaanderen",
        "Zweden",    "Zweeds",    "Zeeland",   NULL};
    return compound_of(ctx, end, names);
}

/* The carriageway of a road: A28 Li, hmp 61,2 Li */
bool kx_road_before(const kx_context *ctx, size_t end)
{
    (void)end;
    static const char *const posts[] = {"hmp", "hmp.", "hm", "hm-paal", NULL};
    const unsigned n = ctx->before->len;
    const kx_token *last = n > 0 ? &g_array_index(ctx->before, kx_token, n - 1) : NULL;
    if (kx_previous_is(ctx, 1, posts))
        return true;
    const char *road = last ? ctx->text + last->range.start : "";
    size_t digits = *road ? kx_digits_at(ctx, last->range.start + 1) : 0;
    return strchr("ANE", *road) && digits > 0 && digits <= 3 &&
           last->range.end == last->range.start + 1 + digits;
}

/* Length of "NED 7": a country and how many medals it has; 0 if it is none. AEX 880 has no row. */
static size_t medals_at(const kx_context *ctx, size_t at)
{
    enum { LETTERS = 3, DIGITS_MAX = 3 };
    for (size_t i = 0; i < LETTERS; i++) {
        if (!g_ascii_isupper(kx_ascii_at(ctx, at + i)))
            return 0;
    }
    if (!kx_table_find(&kx_table_abbreviations, ctx->text + at, LETTERS))
        return 0;
    const size_t blanks = kx_blanks_at(ctx, at + LETTERS), number = at + LETTERS + blanks;
    const size_t n = kx_digits_at(ctx, number);
    return blanks > 0 && n > 0 && n <= DIGITS_MAX && kx_ends_at(ctx, number + n) ? number + n - at
                                                                                 : 0;
}

/* Length of the comma or slash between two of them at `at`, with its blanks. */
static size_t medals_link_at(const kx_context *ctx, size_t at)
{
    const size_t before = kx_blanks_at(ctx, at);
    const char c = kx_ascii_at(ctx, at + before);
    if (c != ',' && c != ';' && c != '/')
        return 0;
    return before + 1 + kx_blanks_at(ctx, at + before + 1);
}

bool kx_in_medals(const kx_context *ctx, size_t end)
{
    enum { TOKENS_BACK = 3 };
    const size_t n = medals_at(ctx, ctx->at);
    if (n == 0 || end >= ctx->at + n)
        return false;
    const size_t next = ctx->at + n, link = medals_link_at(ctx, next);
    if (link > 0 && medals_at(ctx, next + link) > 0)
        return true;
    if (ctx->before->len < TOKENS_BACK)
        return false;
    const size_t last =
        g_array_index(ctx->before, kx_token, ctx->before->len - TOKENS_BACK).range.start;
    const size_t m = medals_at(ctx, last);
    return m > 0 && last + m + medals_link_at(ctx, last + m) == ctx->at;
}
