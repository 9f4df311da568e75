/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/currency.h"

#include "text/number_match.h"

#include <string.h>

static bool text_is(const kx_context *ctx, size_t at, const char *wanted)
{
    size_t n = strlen(wanted);
    return ctx->end >= at + n && memcmp(ctx->text + at, wanted, n) == 0;
}

static bool may_stand(const kx_context *ctx, const kx_cell *row, size_t end,
                      kx_currency_place place)
{
    const char *kind = kx_text(row, KX_CURRENCY_KIND);
    if (strcmp(kind, "sign") == 0)
        return true;
    if (strcmp(kind, "code") != 0 &&
        strcmp(kind, place == KX_BEFORE_NUMBER ? "before" : "after") != 0)
        return false;
    return !g_unichar_isalpha(kx_char_at(ctx, end));
}

const kx_cell *kx_currency_at(const kx_context *ctx, size_t at, kx_currency_place place, size_t *n)
{
    enum { KEY_BYTES_MAX = 8 }; /* no key of the table is longer */
    for (*n = at < ctx->end ? MIN(KEY_BYTES_MAX, ctx->end - at) : 0; *n > 0; (*n)--) {
        const kx_cell *row = kx_table_find(&kx_table_currencies, ctx->text + at, *n);
        for (; row; row = kx_table_next(&kx_table_currencies, row)) {
            if (may_stand(ctx, row, at + *n, place))
                return row;
        }
    }
    return NULL;
}

const kx_cell *kx_currency_named_at(const kx_context *ctx, size_t at, size_t *n)
{
    const kx_table *table = &kx_table_currencies;
    gunichar first = g_unichar_tolower(kx_char_at(ctx, at));
    for (size_t i = 0; i < table->n_rows; i++) {
        const kx_cell *row = &table->cells[i * table->n_columns];
        const char *name = kx_text(row, KX_CURRENCY_NAME);
        *n = strlen(name);
        if (g_unichar_tolower(g_utf8_get_char(name)) == first && *kx_text(row, KX_CURRENCY_CENT) &&
            kx_word_is(ctx, at, name))
            return row;
    }
    *n = 0;
    return NULL;
}

size_t kx_no_cents_at(const kx_context *ctx, size_t at)
{
    static const char *const forms[] = {",--", ",-", ",–", ",—", ",=", ".--", ".-", ".–", ".—"};
    gunichar c = kx_char_at(ctx, at);
    for (unsigned i = 0; (c == ',' || c == '.') && i < G_N_ELEMENTS(forms); i++) {
        if (text_is(ctx, at, forms[i]) && kx_number_ends_at(ctx, at + strlen(forms[i])))
            return strlen(forms[i]);
    }
    return 0;
}

bool kx_magnitude_at(const kx_context *ctx, size_t at, kx_magnitude *magnitude)
{
    static const struct {
        const char *written, *spoken;
    } rows[] = {
        {"duizend", "duizend"}, {"miljoen", "miljoen"}, {"miljard", "miljard"},
        {"biljoen", "biljoen"}, {"biljard", "biljard"}, {"triljoen", "triljoen"},
        {"million", "miljoen"}, {"billion", "miljard"}, {"trillion", "biljoen"},
        {"mln", "miljoen"},     {"mio", "miljoen"},     {"mld", "miljard"},
        {"mrd", "miljard"},     {"mia", "miljard"},     {"bln", "biljoen"},
        {"trln", "triljoen"},   {"bn", "miljard"},      {"tn", "biljoen"},
        {"dzd", "duizend"},     {"ton", "ton"},         {"k", "duizend"},
        {"m", "miljoen"},       {"b", "miljard"},       {"t", "biljoen"},
    };
    size_t sign, blanks = kx_blanks_at(ctx, at);
    gunichar first = g_unichar_tolower(kx_char_at(ctx, at + blanks));
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        size_t n = strlen(rows[i].written);
        if (first != (gunichar)rows[i].written[0] || !kx_word_is(ctx, at + blanks, rows[i].written))
            continue;
        /* A loose m may be anything, a glued one is a million, and so is that of 15 M€. */
        if (n == 1 && blanks > 0 && !kx_currency_at(ctx, at + blanks + n, KX_AFTER_NUMBER, &sign))
            continue;
        bool abbreviated = strcmp(rows[i].written, rows[i].spoken) != 0;
        bool dot = abbreviated && n > 1 && kx_char_at(ctx, at + blanks + n) == '.';
        *magnitude = (kx_magnitude){blanks + n + dot, rows[i].spoken, dot};
        return true;
    }
    return false;
}

const char *kx_per_abbreviated_at(const kx_context *ctx, size_t at, size_t *n)
{
    static const struct {
        const char *written, *spoken;
    } rows[] = {
        {"p.p.", "per persoon"}, {"pppn", "per persoon per nacht"},
        {"ppp", "per persoon"},  {"pp", "per persoon"},
        {"p/p", "per persoon"},  {"p/m", "per maand"},
        {"p/mnd", "per maand"},  {"p/u", "per uur"},
        {"p/j", "per jaar"},     {"p/jr", "per jaar"},
        {"p/w", "per week"},     {"p/st", "per stuk"},
        {"p/d", "per dag"},
    };
    size_t blanks = kx_blanks_at(ctx, at), slash = kx_char_at(ctx, at + blanks) == '/';
    size_t start = at + blanks + slash;
    for (unsigned i = 0; kx_char_at(ctx, start) == 'p' && i < G_N_ELEMENTS(rows); i++) {
        const size_t length = strlen(rows[i].written);
        *n = blanks + slash + length;
        /* p/m² is of the class measure; p.p. without a slash is an abbreviation by itself */
        if (text_is(ctx, start, rows[i].written) && kx_ends_at(ctx, start + length) &&
            !kx_is_superscript(kx_char_at(ctx, start + length)) && (slash || i > 0))
            return rows[i].spoken;
    }
    *n = 0;
    return NULL;
}
