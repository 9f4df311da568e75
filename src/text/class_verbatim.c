/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verbatim: what no other class takes or can say. Letters by their names, digits one by one, signs
 * by what they are called. It takes everything and always has a reading. */
#include "text/class.h"
#include "text/codes.h"
#include "text/latin.h"
#include "text/number.h"
#include "text/table.h"

#include <string.h>
#include <unicode/uchar.h>

/* A sign that stands more often in a row than REPEAT_MAX is counted. */
enum { REPEAT_MAX = 3 };

static bool is_code(gunichar c)
{
    return c != 0 && !kx_is_superscript(c) && (g_unichar_isalnum(c) || g_unichar_ismark(c));
}

/* Letters, digits and their marks, with the invisible characters between them. ½ and ⑦ stand for
 * themselves: a unit may follow. */
static size_t code_at(const kx_context *ctx, size_t at)
{
    size_t end = at;
    for (size_t next = at; next < ctx->end;) {
        gunichar c = kx_char_at(ctx, next);
        if (g_unichar_type(c) == G_UNICODE_OTHER_NUMBER && is_code(c))
            return end > at ? end - at : kx_width(c);
        next += kx_width(c);
        if (is_code(c))
            end = next;
        else if (!kx_is_invisible(c))
            break;
    }
    return end - at;
}

static size_t repeats_at(const kx_context *ctx, size_t at, gunichar sign)
{
    size_t end = at;
    while (kx_char_at(ctx, end) == sign)
        end += kx_width(sign);
    return end - at;
}

/* ٣٥, １２: the ASCII digits of a run of others, NULL if it is none. The caller frees. */
static char *foreign_number(const char *text, size_t length)
{
    GString *digits = g_string_new(NULL);
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (kx_is_invisible(c))
            continue;
        if (c < 128 || !g_unichar_isdigit(c)) {
            g_string_free(digits, TRUE);
            return NULL;
        }
        g_string_append_c(digits, (char)('0' + g_unichar_digit_value(c)));
    }
    return g_string_free(digits, FALSE);
}

static size_t verbatim_match(const kx_context *ctx, kx_token *token)
{
    const char *text = ctx->text + ctx->at;
    gunichar first = kx_char_at(ctx, ctx->at);
    bool code = is_code(first);
    size_t n = code ? code_at(ctx, ctx->at) : repeats_at(ctx, ctx->at, first);
    g_autofree char *number = code ? foreign_number(text, n) : NULL;
    if (number) {
        kx_token_set_text(token, KX_FIELD_TEXT, number, -1);
        kx_token_set_text(token, KX_FIELD_READING, "number", -1);
        return n;
    }
    if (code) {
        kx_code_set_verbatim(token, text, n);
        return n;
    }
    glong count = g_utf8_strlen(text, (gssize)n);
    bool counted = count > REPEAT_MAX;
    if (counted)
        kx_token_set(token, KX_FIELD_INTEGER, count);
    kx_token_set_text(token, KX_FIELD_TEXT, text,
                      counted ? g_unichar_to_utf8(first, NULL) : (gssize)n);
    return n;
}

/* ---- saying ---- */

static bool say_letter(kx_spoken *out, gunichar c, kx_seam seam)
{
    char utf8[8];
    utf8[g_unichar_to_utf8(c, utf8)] = '\0';
    unsigned before = out->morphemes->len;
    kx_say_letters(out, seam, utf8, false);
    if (out->morphemes->len > before)
        return true;
    g_autofree char *latin = kx_latin(utf8, strlen(utf8));
    if (strlen(latin) == 1)
        kx_say_letters(out, seam, latin, false);
    else
        kx_say(out, KX_SEAM_SPACE, latin);
    return out->morphemes->len > before;
}

/* A digit of any script, or a number in one character (Ⅳ, ⑦). */
static bool say_numeral(kx_spoken *out, gunichar c)
{
    double value = u_getNumericValue((UChar32)c);
    if (value < 0 || value > 1e6 || value != (double)(int)value)
        return false;
    g_autofree char *digits = g_strdup_printf("%d", (int)value);
    kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
    return true;
}

static bool say_sign(kx_spoken *out, const char *sign, size_t length)
{
    const kx_cell *row = kx_table_find(&kx_table_signs, sign, length);
    if (!row)
        row = kx_table_find(&kx_table_currencies, sign, length);
    if (row)
        kx_say(out, KX_SEAM_SPACE, kx_text(row, 1));
    return row != NULL;
}

static void say_characters(kx_spoken *out, const char *text)
{
    kx_seam letter_seam = KX_SEAM_SPACE;
    for (const char *at = text, *next; *at; at = next) {
        next = g_utf8_next_char(at);
        gunichar c = g_utf8_get_char(at);
        if (kx_is_invisible(c) || g_unichar_ismark(c))
            continue;
        bool named =
            !g_ascii_isalpha(*at) && say_sign(out, at, (size_t)(next - at)); /* Greek letters too */
        bool letter = !named && g_unichar_isalpha(c) && say_letter(out, c, letter_seam);
        letter_seam = letter ? KX_SEAM_LETTER : KX_SEAM_SPACE;
        if (!named && !letter && !say_numeral(out, c))
            kx_say(out, KX_SEAM_SPACE, "onbekend teken");
    }
}

static bool verbatim_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    int64_t count = kx_token_get(token, KX_FIELD_INTEGER, 0);
    const char *text = kx_token_get_text(token, KX_FIELD_TEXT);
    g_autofree char *digits = g_strdup_printf("%" G_GINT64_FORMAT, count);
    if (g_strcmp0(kx_token_get_text(token, KX_FIELD_READING), "number") == 0) {
        kx_say_number(out, KX_SEAM_SPACE, text, KX_NUMBER_CARDINAL);
        return true;
    }
    if (text) {
        if (count > 0) {
            kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
            kx_say(out, KX_SEAM_SPACE, "keer");
        }
        say_characters(out, text);
        return true;
    }
    say_characters(out, kx_token_get_text(token, KX_FIELD_FROM));
    kx_say(out, KX_SEAM_SPACE, "tot");
    say_characters(out, kx_token_get_text(token, KX_FIELD_TO));
    kx_say_mark(out, ',');
    kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
    kx_say(out, KX_SEAM_SPACE, "tekens");
    return true;
}

const kx_class kx_class_verbatim = {
    .name = "verbatim",
    .what =
        N_("everything else: letters by name, digits one by one, signs by what they are called"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = verbatim_match,
    .say = verbatim_say,
};
