/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranges: 20-25 mensen, 2,5–3,5, pagina 4-6, tussen 20-25, 6-10-jarigen, 2-3x. */
#include "text/cue.h"
#include "text/number_match.h"
#include "text/pair.h"

#include <string.h>

extern const kx_class kx_class_range;

static const char up_to_and_including[] = "tot en met", between_two[] = "à";

/* "pagina 3-4 en 5-6": one more range of what is numbered. */
static bool goes_on(const kx_context *ctx)
{
    static const char *const links[] = {"en", "of", ",", NULL};
    if (ctx->before->len < 2 || !kx_previous_is(ctx, 0, links))
        return false;
    const kx_token *first = &g_array_index(ctx->before, kx_token, ctx->before->len - 2);
    return first->class == &kx_class_range &&
           g_strcmp0(kx_token_get_text(first, KX_FIELD_TEXT), up_to_and_including) == 0;
}

/* What is said between the two numbers. */
static const char *link_word(const kx_context *ctx)
{
    if (kx_after_tussen(ctx))
        return "en";
    return kx_cue_previous(ctx, 0, "series") || goes_on(ctx) ? up_to_and_including : "tot";
}

/* "2 a 3 weken", "12 a 14 cent": an à without its accent, between a number and a larger one; but
 * "lid 1 a", "Kerkstraat 12 a 14". */
static size_t loose_link_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_BACK = 12 };
    kx_written_number first, second;
    const size_t blanks = kx_blanks_at(ctx, ctx->at + 1);
    size_t at = ctx->at + 1 + blanks;
    const unsigned n = ctx->before->len;
    if (ctx->text[ctx->at] != 'a' || blanks == 0 || n == 0 ||
        !kx_is_blank(kx_char_before(ctx, ctx->at)))
        return 0;
    const kx_token *last = &g_array_index(ctx->before, kx_token, n - 1);
    size_t start = last->range.end;
    while (start > last->range.start && last->range.end - start < DIGITS_BACK &&
           (g_ascii_isdigit(ctx->text[start - 1]) || strchr(".,", ctx->text[start - 1])))
        start--;
    if (g_unichar_type(kx_char_at(ctx, at)) == G_UNICODE_CURRENCY_SYMBOL) /* € 10 a € 15 */
        at += kx_width(kx_char_at(ctx, at)) + 1;
    if (!kx_number_at(ctx, start, KX_POINT_GROUPS, &first) || first.end != last->range.end ||
        !kx_number_at(ctx, at, KX_POINT_GROUPS, &second) ||
        g_ascii_strtod(first.integer, NULL) > g_ascii_strtod(second.integer, NULL))
        return 0;
    const bool named =
        n > 1 &&
        g_unichar_isupper(kx_char_at(ctx, g_array_index(ctx->before, kx_token, n - 2).range.start));
    if (kx_cue_previous(ctx, 1, "series") || (named && n > 2))
        return 0;
    kx_token_set_text(token, KX_FIELD_READING, between_two, -1);
    return 1;
}

/* Length of "12a" at `at`, the number of a house with its letter; 0 if it is none. */
static size_t lettered_at(const kx_context *ctx, size_t at)
{
    enum { DIGITS_MAX = 4 };
    const size_t n = kx_digits_at(ctx, at);
    return n >= 1 && n <= DIGITS_MAX && g_ascii_isalpha(kx_ascii_at(ctx, at + n)) ? n + 1 : 0;
}

/* Dorpsstraat 12a-12d, nr. 5A-7B: FROM and TO as they are written. */
static size_t lettered_match(const kx_context *ctx, kx_token *token)
{
    const size_t n = lettered_at(ctx, ctx->at);
    const gunichar link = kx_char_at(ctx, ctx->at + n);
    const size_t second = ctx->at + n + kx_width(link);
    const size_t m = n > 0 && kx_is_pair_link(link) ? lettered_at(ctx, second) : 0;
    if (m == 0 || !kx_number_ends_at(ctx, second + m) || ctx->before->len == 0)
        return 0;
    const kx_range last = g_array_index(ctx->before, kx_token, ctx->before->len - 1).range;
    if (!kx_is_street(ctx, last.start, last.end - last.start) && !kx_cue_previous(ctx, 0, "series"))
        return 0;
    kx_token_set_text(token, KX_FIELD_FROM, ctx->text + ctx->at, (gssize)n);
    kx_token_set_text(token, KX_FIELD_TO, ctx->text + second, (gssize)m);
    return second + m - ctx->at;
}

static void say_lettered(const char *written, kx_spoken *out)
{
    const size_t n = strlen(written) - 1;
    g_autofree char *digits = g_strndup(written, n);
    kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
    kx_say_letters(out, KX_SEAM_SPACE, written + n, false);
}

static size_t range_match(const kx_context *ctx, kx_token *token)
{
    kx_pair pair = {0};
    if (ctx->begins != KX_AT_DIGIT)
        return loose_link_match(ctx, token);
    const size_t lettered = lettered_match(ctx, token);
    if (lettered > 0)
        return lettered;
    if (kx_pair_at(ctx, &pair) != KX_PAIR_RANGE)
        return 0;
    size_t n = kx_pair_set(ctx, token, &pair);
    kx_token_set_text(token, KX_FIELD_TEXT, link_word(ctx), -1);
    if (kx_word_is(ctx, pair.end, "x")) {
        kx_token_set_text(token, KX_FIELD_UNIT, "keer", -1);
        n++;
    } else if (kx_word_is(ctx, pair.end, "k")) {
        kx_token_set_text(token, KX_FIELD_UNIT, "duizend", -1);
        n++;
    }
    return n;
}

static bool range_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *unit = kx_token_get_text(token, KX_FIELD_UNIT);
    if (g_strcmp0(kx_token_get_text(token, KX_FIELD_READING), between_two) == 0) {
        kx_say(out, KX_SEAM_SPACE, between_two);
        return true;
    }
    const char *from = kx_token_get_text(token, KX_FIELD_FROM);
    kx_say_apart(token, out);
    if (from) {
        say_lettered(from, out);
        kx_say(out, KX_SEAM_SPACE, up_to_and_including);
        say_lettered(kx_token_get_text(token, KX_FIELD_TO), out);
        return true;
    }
    kx_say_pair(token, kx_token_get_text(token, KX_FIELD_TEXT), out);
    if (unit)
        kx_say(out, strcmp(unit, "keer") == 0 ? KX_SEAM_SPACE : KX_SEAM_NUMBER, unit);
    kx_say_compound(token, out);
    return true;
}

const kx_class kx_class_range = {
    .name = "range",
    .what = N_("from one number to another: 20-25 mensen, pagina 4-6, 2,5-3,5"),
    .starts = KX_AT_DIGIT | KX_AT_LETTER,
    .match = range_match,
    .say = range_say,
};
