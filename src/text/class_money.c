/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of money: € 7,20, €0,35, € 12,-, € 3,4 mln, 50 EUR, $60 mrd, 3,50 euro, € 20-25, €20-biljet.
 * Said in the order number, magnitude, currency; two decimals are cents. */
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

enum { COLUMN_NAME = 1, COLUMN_CENT = 2, COLUMN_KIND = 3 };

static bool text_is(const kx_context *ctx, size_t at, const char *wanted)
{
    size_t n = strlen(wanted);
    return ctx->end >= at + n && memcmp(ctx->text + at, wanted, n) == 0;
}

/* ---- currencies ---- */

/* The row of the longest sign or code at `at`; *n is its length. A code is a word of its own. */
static const char *const *currency_at(const kx_context *ctx, size_t at, size_t *n)
{
    const kx_table *table = &kx_table_currencies;
    const char *const *best = NULL;
    *n = 0;
    for (size_t i = 0; i < table->n_rows; i++) {
        const char *const *row = &table->cells[i * table->n_columns];
        if (at >= ctx->end || row[0][0] != ctx->text[at])
            continue;
        size_t length = strlen(row[0]);
        bool code = strcmp(row[COLUMN_KIND], "code") == 0;
        if (length <= *n || !text_is(ctx, at, row[0]) ||
            (code && g_unichar_isalpha(kx_char_at(ctx, at + length))))
            continue;
        best = row;
        *n = length;
    }
    return best;
}

/* The row of a currency by its name, as in "3,50 euro". */
static const char *const *currency_named_at(const kx_context *ctx, size_t at, size_t *n)
{
    const kx_table *table = &kx_table_currencies;
    for (size_t i = 0; i < table->n_rows; i++) {
        const char *const *row = &table->cells[i * table->n_columns];
        *n = strlen(row[COLUMN_NAME]);
        if (kx_word_is(ctx, at, row[COLUMN_NAME]) && row[COLUMN_CENT][0])
            return row;
    }
    *n = 0;
    return NULL;
}

/* ---- what follows the digits ---- */

/* ",-", ",--", ",–", ",=", ".-": no cents. Its length. */
static size_t no_cents_at(const kx_context *ctx, size_t at)
{
    static const char *const forms[] = {",--", ",-", ",–", ",—", ",=", ".--", ".-", ".–"};
    for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (text_is(ctx, at, forms[i]) && kx_number_ends_at(ctx, at + strlen(forms[i])))
            return strlen(forms[i]);
    }
    return 0;
}

typedef struct {
    size_t length; /* with the blanks before it */
    const char *spoken;
    bool dot; /* it ends in the dot of an abbreviation */
} magnitude_word;

/* mln, mld., miljard, k, bn: after the number, with or without a blank. */
static magnitude_word magnitude_at(const kx_context *ctx, size_t at)
{
    static const struct {
        const char *written, *spoken;
    } rows[] = {
        {"duizend", "duizend"}, {"miljoen", "miljoen"}, {"miljard", "miljard"},
        {"biljoen", "biljoen"}, {"mln", "miljoen"},     {"mio", "miljoen"},
        {"mld", "miljard"},     {"mrd", "miljard"},     {"bln", "biljoen"},
        {"bn", "miljard"},      {"k", "duizend"},       {"m", "miljoen"},
        {"ton", "ton"},
    };
    size_t blanks = kx_blanks_at(ctx, at);
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        size_t n = strlen(rows[i].written);
        /* A loose m may be anything, a glued one is a million. */
        if (!kx_word_is(ctx, at + blanks, rows[i].written) || (n == 1 && blanks > 0))
            continue;
        bool abbreviated = strcmp(rows[i].written, rows[i].spoken) != 0;
        bool dot = abbreviated && n > 1 && kx_char_at(ctx, at + blanks + n) == '.';
        return (magnitude_word){blanks + n + dot, rows[i].spoken, dot};
    }
    return (magnitude_word){0};
}

/* "€ 50/maand": a slash before a word in small letters is "per". */
static size_t per_at(const kx_context *ctx, kx_token *token, size_t at)
{
    if (kx_char_at(ctx, at) != '/' || !g_unichar_islower(kx_char_at(ctx, at + 1)))
        return 0;
    kx_token_set_text(token, KX_FIELD_UNIT, "per", -1);
    return 1;
}

/* ---- match ---- */

static void set_currency(kx_token *token, const char *const *row)
{
    kx_token_set_text(token, KX_FIELD_CURRENCY, row[COLUMN_NAME], -1);
    if (row[COLUMN_CENT][0])
        kx_token_set_text(token, KX_FIELD_CENT, row[COLUMN_CENT], -1);
}

/* The second number of a range: 20-25, €20-€25, 20 à 25. Sets READING for à. */
static bool range_at(const kx_context *ctx, kx_token *token, size_t at, kx_written_number *second)
{
    static const char *const links[] = {"à", NULL};
    size_t sign, blanks = kx_blanks_at(ctx, at);
    if (kx_range_at(ctx, at, KX_POINT_DECIMAL, second))
        return true;
    if (kx_is_hyphen(kx_char_at(ctx, at)) && currency_at(ctx, at + 1, &sign))
        return kx_number_at(ctx, at + 1 + sign, KX_POINT_DECIMAL, second) && !second->sign;
    if (blanks == 0 || !kx_follows(ctx, at, links))
        return false;
    at += blanks + strlen("à");
    if (!kx_number_at(ctx, at + kx_blanks_at(ctx, at), KX_POINT_DECIMAL, second) || second->sign)
        return false;
    kx_token_set_text(token, KX_FIELD_READING, "à", -1);
    return true;
}

/* The number at `at`, with its magnitude or range, and nothing but a border after it. The end of
 * it, 0 if there is none. Without a currency yet. */
static size_t amount_match(const kx_context *ctx, kx_token *token, size_t at)
{
    kx_written_number number, second;
    if (!kx_number_at(ctx, at, KX_POINT_DECIMAL, &number))
        return 0;
    size_t end = number.end, silent = 0;
    bool range = range_at(ctx, token, end, &second);
    if (range)
        end = second.end;
    else if (!number.fraction[0])
        silent = no_cents_at(ctx, end);
    end += silent;
    magnitude_word m = silent > 0 ? (magnitude_word){0} : magnitude_at(ctx, end);
    if (m.length == 0 && !kx_ends_at(ctx, end))
        return 0;
    kx_number_set(token, &number);
    if (range)
        kx_number_set_to(token, &second);
    if (m.length == 0)
        return end;
    kx_token_set_text(token, KX_FIELD_MAGNITUDE, m.spoken, -1);
    if (m.dot && kx_is_last(ctx, end + m.length))
        kx_token_set_mark(token, '.');
    return end + m.length;
}

/* € 7,20, -€ 5, €20-biljet: the currency stands first. */
static size_t prefix_match(const kx_context *ctx, kx_token *token)
{
    size_t at = ctx->at, n;
    gunichar c = kx_char_at(ctx, at);
    bool minus = c == '-' || c == 0x2013 || c == 0x2212;
    if ((minus || c == '+') && !g_unichar_isalnum(kx_char_before(ctx, at)))
        at += (size_t)g_unichar_to_utf8(c, NULL);
    const char *const *row = currency_at(ctx, at, &n);
    if (!row || g_unichar_isalpha(kx_char_before(ctx, at)))
        return 0;
    at += n;
    size_t end = amount_match(ctx, token, at + kx_blanks_at(ctx, at));
    if (end == 0)
        return 0;
    set_currency(token, row);
    if (minus || c == '+')
        kx_token_set_text(token, KX_FIELD_SIGN, minus ? "min" : "plus", -1);
    size_t compound = kx_compound_at(ctx, end);
    if (compound > 0)
        kx_compound_set(ctx, token, end, compound);
    return end + compound - ctx->at;
}

/* "2,95 naar 3,10 euro": the row of a currency that is written behind the second sum only. */
static const char *const *shared_currency(const kx_context *ctx, size_t at)
{
    static const char *const links[] = {"tot", "naar", "en", "of", "à"};
    size_t blanks = kx_blanks_at(ctx, at), n;
    kx_written_number second;
    at += blanks;
    for (unsigned i = 0; blanks > 0 && i < G_N_ELEMENTS(links); i++) {
        if (!kx_word_is(ctx, at, links[i]))
            continue;
        at += strlen(links[i]);
        at += kx_blanks_at(ctx, at);
        if (!kx_number_at(ctx, at, KX_POINT_GROUPS, &second) || second.sign)
            return NULL;
        return currency_named_at(ctx, second.end + kx_blanks_at(ctx, second.end), &n);
    }
    return NULL;
}

/* 50 EUR, 60$, 3,50 euro, 12,-: the currency stands last, or is meant. */
static size_t suffix_match(const kx_context *ctx, kx_token *token)
{
    size_t end = amount_match(ctx, token, ctx->at), n;
    if (end == 0)
        return 0;
    gunichar last = kx_char_before(ctx, end);
    size_t at = end + kx_blanks_at(ctx, end);
    const char *const *row = currency_at(ctx, at, &n);
    const char *fraction = kx_token_get_text(token, KX_FIELD_FRACTION);
    if (!row && fraction && strlen(fraction) == 2 && !kx_token_has(token, KX_FIELD_MAGNITUDE))
        row = currency_named_at(ctx, at, &n);
    if (row) {
        set_currency(token, row);
        return kx_ends_at(ctx, at + n) ? at + n - ctx->at : 0;
    }
    if (fraction && strlen(fraction) == 2 && !kx_token_has(token, KX_FIELD_TO))
        row = shared_currency(ctx, end);
    if (row) {
        set_currency(token, row);
        return end - ctx->at;
    }
    /* "voor 12,-" can only be money, and here that is euros. */
    if (!kx_is_hyphen(last) && last != 0x2013 && last != 0x2014 && last != '=')
        return 0;
    const char *const *euro = kx_table_find(&kx_table_currencies, "EUR", 3);
    g_return_val_if_fail(euro, 0);
    set_currency(token, euro);
    return end - ctx->at;
}

/* Two decimals without a magnitude or range are cents. */
static const char *cents_of(const kx_token *token)
{
    const char *fraction = kx_token_get_text(token, KX_FIELD_FRACTION);
    bool cents = fraction && strlen(fraction) == 2 && kx_token_has(token, KX_FIELD_CENT) &&
                 !kx_token_has(token, KX_FIELD_MAGNITUDE) && !kx_token_has(token, KX_FIELD_TO);
    return cents ? fraction : NULL;
}

static size_t money_match(const kx_context *ctx, kx_token *token)
{
    size_t n = prefix_match(ctx, token);
    if (n == 0) {
        token->n_fields = 0;
        n = suffix_match(ctx, token);
    }
    if (n == 0)
        return 0;
    n += per_at(ctx, token, ctx->at + n);
    kx_apart_set(ctx, token);
    if (cents_of(token))
        kx_apart_end(ctx, token, ctx->at + n);
    return n;
}

/* ---- say ---- */

static const char *without_zero(const char *digits)
{
    return digits[0] == '0' && digits[1] != '\0' ? digits + 1 : digits;
}

/* zeven euro twintig; vijfendertig cent; twaalf euro */
static void say_cents(const kx_token *token, const char *cents, kx_spoken *out)
{
    const char *integer = kx_token_get_text(token, KX_FIELD_INTEGER);
    const char *currency = kx_token_get_text(token, KX_FIELD_CURRENCY);
    bool none = strcmp(cents, "00") == 0;
    if (strcmp(integer, "0") == 0 && !none) {
        kx_say_number(out, KX_SEAM_SPACE, without_zero(cents), KX_NUMBER_CARDINAL);
        kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_CENT));
        return;
    }
    kx_say_number(out, KX_SEAM_SPACE, integer, KX_NUMBER_CARDINAL);
    kx_say(out, KX_SEAM_SPACE, currency);
    if (!none)
        kx_say_number(out, KX_SEAM_SPACE, without_zero(cents), KX_NUMBER_CARDINAL);
}

/* "€ 1 miljoen" is een miljoen euro. */
static void say_amount(const kx_token *token, const char *magnitude, kx_spoken *out)
{
    bool one = strcmp(kx_token_get_text(token, KX_FIELD_INTEGER), "1") == 0 &&
               !kx_token_has(token, KX_FIELD_FRACTION) && !kx_token_has(token, KX_FIELD_TO);
    bool thousand = g_strcmp0(magnitude, "duizend") == 0;
    if (magnitude && one)
        kx_say(out, KX_SEAM_SPACE, thousand ? "" : "een");
    else
        kx_say_written(token, out);
    bool joined = thousand && !one && !kx_token_has(token, KX_FIELD_FRACTION);
    if (magnitude)
        kx_say(out, joined ? KX_SEAM_NUMBER : KX_SEAM_SPACE, magnitude);
}

static bool money_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *cents = cents_of(token);
    const char *sign = kx_token_get_text(token, KX_FIELD_SIGN);
    kx_say_apart(token, out);
    if (cents) {
        if (sign)
            kx_say(out, KX_SEAM_SPACE, sign);
        say_cents(token, cents, out);
    } else {
        bool joined = kx_token_has(token, KX_FIELD_SUFFIX);
        say_amount(token, kx_token_get_text(token, KX_FIELD_MAGNITUDE), out);
        kx_say(out, joined ? KX_SEAM_COMPOUND : KX_SEAM_SPACE,
               kx_token_get_text(token, KX_FIELD_CURRENCY));
    }
    kx_say_compound(token, out);
    const char *per = kx_token_get_text(token, KX_FIELD_UNIT);
    if (per)
        kx_say(out, KX_SEAM_SPACE, per);
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_money = {
    .name = "money",
    .what = "sums of money: € 7,20, 50 EUR, $60 mrd, €20-biljet",
    .starts = KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = money_match,
    .say = money_say,
};
