/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/land.h"

#include "text/number_match.h"

#include <string.h>

enum { HECTARE, ARE, CENTIARE, UNITS };

static const char land[] = "land";

static const char *const names[UNITS] = {"hectare", "are", "centiare"};

/* The number at `at` and a unit behind it that is smaller than those before: where it ends, 0 if
 * there is none. */
static size_t part_at(const kx_context *ctx, size_t at, unsigned *unit, unsigned values[])
{
    enum { DIGITS_MAX = 4 };
    static const char *const signs[UNITS] = {"ha", "a", "ca"};
    const size_t n = kx_digits_at(ctx, at), sign = at + n + kx_blanks_at(ctx, at + n);
    if (n < 1 || n > DIGITS_MAX)
        return 0;
    for (unsigned i = *unit; i < UNITS; i++) {
        const char *name = kx_word_is(ctx, sign, signs[i]) ? signs[i] : names[i];
        if (!kx_word_is(ctx, sign, name) || !g_ascii_islower(ctx->text[sign]))
            continue;
        *unit = i + 1;
        values[i] = kx_digits_value(ctx, at, n);
        return sign + strlen(name);
    }
    return 0;
}

/* 0.45.30 ha: two digits of ares and of centiares. */
static size_t dotted_at(const kx_context *ctx, unsigned values[])
{
    size_t at = ctx->at;
    for (unsigned i = 0; i < UNITS; i++) {
        const size_t n = kx_digits_at(ctx, at);
        if (i == HECTARE ? n < 1 || n > 2 : n != 2)
            return 0;
        values[i] = kx_digits_value(ctx, at, n);
        at += n;
        if (i < CENTIARE && kx_char_at(ctx, at++) != '.')
            return 0;
    }
    at += kx_blanks_at(ctx, at);
    return kx_word_is(ctx, at, "ha") ? at + strlen("ha") : 0;
}

size_t kx_land_match(const kx_context *ctx, kx_token *token)
{
    unsigned values[UNITS] = {0}, unit = 0, parts = 0;
    size_t end = dotted_at(ctx, values);
    if (end == 0)
        memset(values, 0, sizeof values);
    for (size_t at = ctx->at; end == 0 && parts < UNITS; parts++) {
        const size_t next = part_at(ctx, at, &unit, values);
        if (next == 0)
            break;
        at = next + kx_blanks_at(ctx, next);
        if (unit == UNITS || kx_digits_at(ctx, at) == 0)
            end = parts > 0 ? next : 0;
    }
    if (end == 0 || values[HECTARE] + values[ARE] + values[CENTIARE] == 0)
        return 0;
    g_autofree char *hectares = g_strdup_printf("%u", values[HECTARE]);
    kx_token_set_text(token, KX_FIELD_READING, land, -1);
    kx_token_set_text(token, KX_FIELD_INTEGER, hectares, -1);
    kx_token_set(token, KX_FIELD_MINUTE, values[ARE]);
    kx_token_set(token, KX_FIELD_SECOND, values[CENTIARE]);
    return end - ctx->at;
}

bool kx_land_is(const kx_token *token)
{
    return g_strcmp0(kx_token_get_text(token, KX_FIELD_READING), land) == 0;
}

static void say_part(kx_spoken *out, const char *digits, unsigned unit)
{
    if (strcmp(digits, "0") == 0)
        return;
    kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
    kx_say(out, KX_SEAM_SPACE, names[unit]);
}

void kx_land_say(const kx_token *token, kx_spoken *out)
{
    char digits[24];
    say_part(out, kx_token_get_text(token, KX_FIELD_INTEGER), HECTARE);
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, kx_token_get(token, KX_FIELD_MINUTE, 0));
    say_part(out, digits, ARE);
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, kx_token_get(token, KX_FIELD_SECOND, 0));
    say_part(out, digits, CENTIARE);
}
