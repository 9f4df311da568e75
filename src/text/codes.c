/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/codes.h"

#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

/* Of a code of more than SIGNS_MAX signs the ends are read, and how long it is. */
enum { SIGNS_MAX = 12, SIGNS_ENDS = 4 };

/* ---- building ---- */

GString *kx_code_new(const kx_context *ctx)
{
    GString *code = g_string_new(NULL);
    if (ctx->before->len == 0)
        return code;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    bool number = g_ascii_isdigit(ctx->text[last->range.end - 1]);
    if (number && last->range.end < ctx->at)
        g_string_append(code, ",:");
    return code;
}

void kx_code_add(GString *code, kx_code_kind kind, const char *text, size_t length)
{
    if (code->len > 0)
        g_string_append_c(code, '|');
    g_string_append_c(code, (char)kind);
    g_string_append_c(code, ':');
    g_string_append_len(code, text, (gssize)length);
}

void kx_code_break(GString *code)
{
    if (code->len > 0 && !g_str_has_suffix(code->str, ",:"))
        kx_code_add(code, KX_CODE_BREAK, "", 0);
}

void kx_code_spell(GString *code, const char *text, size_t length)
{
    for (size_t at = 0, end; at < length; at = end) {
        bool digit = g_ascii_isdigit(text[at]);
        end = at + 1;
        if (!g_ascii_isalnum(text[at])) {
            kx_code_break(code);
            continue;
        }
        while (end < length && g_ascii_isalnum(text[end]) && g_ascii_isdigit(text[end]) == digit)
            end++;
        kx_code_add(code, digit ? KX_CODE_DIGITS : KX_CODE_LETTERS, text + at, end - at);
    }
}

void kx_code_add_groups(GString *code, kx_code_kind kind, const char *text, size_t length)
{
    for (size_t at = 0, end; at < length; at = end) {
        end = at + 1;
        if (!g_ascii_isdigit(text[at])) {
            kx_code_break(code);
            continue;
        }
        while (end < length && g_ascii_isdigit(text[end]))
            end++;
        kx_code_add(code, kind, text + at, end - at);
    }
}

size_t kx_code_finish(const kx_context *ctx, kx_token *token, GString *code, size_t end)
{
    if (!kx_ends_at(ctx, end))
        return 0;
    size_t compound = kx_compound_at(ctx, end);
    if (compound > 0 && kx_word_is(ctx, end + 1, "eq")) /* CO2-eq */
        kx_token_set_text(token, KX_FIELD_SUFFIX, "equivalent", -1);
    else if (compound > 0)
        kx_compound_set(ctx, token, end, compound);
    kx_token_set_text(token, KX_FIELD_SPOKEN, code->str, (gssize)code->len);
    return end + compound - ctx->at;
}

void kx_code_set_verbatim(kx_token *token, const char *text, size_t length)
{
    glong count = g_utf8_strlen(text, (gssize)length);
    if (count <= SIGNS_MAX) {
        kx_token_set_text(token, KX_FIELD_TEXT, text, (gssize)length);
        return;
    }
    const char *from = g_utf8_offset_to_pointer(text, SIGNS_ENDS);
    const char *to = g_utf8_offset_to_pointer(text + length, -SIGNS_ENDS);
    kx_token_set(token, KX_FIELD_INTEGER, count);
    kx_token_set_text(token, KX_FIELD_FROM, text, from - text);
    kx_token_set_text(token, KX_FIELD_TO, to, text + length - to);
}

/* ---- saying ---- */

static void say_pairs(kx_spoken *out, const char *digits)
{
    for (; digits[0] && digits[1]; digits += 2)
        kx_say_number(out, KX_SEAM_SPACE, (char[]){digits[0], digits[1], '\0'}, KX_NUMBER_CARDINAL);
    kx_say_digits(out, KX_SEAM_SPACE, digits);
}

static void say_piece(kx_spoken *out, const kx_style *style, char kind, const char *text)
{
    switch (kind) {
    case KX_CODE_LETTERS:
        kx_say_letters(out, KX_SEAM_SPACE, text, false);
        break;
    case KX_CODE_DIGITS:
        kx_say_digits(out, KX_SEAM_SPACE, text);
        break;
    case KX_CODE_PAIRS:
        say_pairs(out, text);
        break;
    case KX_CODE_NUMBER:
        kx_say_number(out, KX_SEAM_SPACE, text, KX_NUMBER_CARDINAL);
        break;
    case KX_CODE_YEAR:
        kx_say_year(out, style, text);
        break;
    case KX_CODE_BREAK:
        kx_say_mark(out, ',');
        break;
    default:
        kx_say(out, KX_SEAM_SPACE, text);
    }
}

bool kx_code_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    unsigned before = out->morphemes->len;
    g_auto(GStrv) pieces = g_strsplit(kx_token_get_text(token, KX_FIELD_SPOKEN), "|", -1);
    for (unsigned i = 0; pieces[i]; i++)
        say_piece(out, style, pieces[i][0], pieces[i] + 2);
    const char *suffix = kx_token_get_text(token, KX_FIELD_SUFFIX);
    if (suffix)
        kx_say(out, KX_SEAM_HYPHEN, suffix);
    return out->morphemes->len > before;
}

/* ---- looking around ---- */

/* The token that names what stands at ctx->at, over a few that only link the two; NULL. */
static const kx_token *label_before(const kx_context *ctx)
{
    static const char *const links[] = {":", "is", "was",   "nummer", "nr.", "nr",
                                        "(", "=",  "luidt", "code",   NULL};
    enum { LINKS_MAX = 3 };
    unsigned back = 0;
    while (back < LINKS_MAX && kx_previous_is(ctx, back, links))
        back++;
    if (ctx->before->len <= back)
        return NULL;
    return &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
}

bool kx_code_after(const kx_context *ctx, const char *const *words)
{
    if (kx_previous_is(ctx, 0, words))
        return true;
    const kx_token *label = label_before(ctx);
    if (!label)
        return false;
    unsigned back = (unsigned)(&g_array_index(ctx->before, kx_token, ctx->before->len) - label) - 1;
    return kx_previous_is(ctx, back, words);
}

bool kx_code_after_ending(const kx_context *ctx, const char *ending)
{
    const kx_token *label = label_before(ctx);
    size_t n = strlen(ending);
    return label && label->range.end - label->range.start > n &&
           g_ascii_strncasecmp(ctx->text + label->range.end - n, ending, n) == 0;
}

const char *const kx_code_row_links[] = {"t/m", "tot",  "en", "of", ",",
                                         "met", "naar", "-",  "–",  NULL};

bool kx_code_in_row(const kx_context *ctx, const kx_class *class, const char *const *links)
{
    enum { LINKS_MAX = 3 };
    unsigned back = 0;
    while (back < LINKS_MAX && kx_previous_is(ctx, back, links))
        back++;
    if (back == 0 || ctx->before->len <= back)
        return false;
    return g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back).class == class;
}

size_t kx_code_alnum_at(const kx_context *ctx, size_t at, size_t max)
{
    size_t n = 0;
    while (n < max && at + n < ctx->end && g_ascii_isalnum(ctx->text[at + n]))
        n++;
    return n;
}

size_t kx_code_hyphen_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    return kx_is_pair_link(c) ? kx_width(c) : 0;
}

size_t kx_code_blank_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    return kx_is_blank(c) && c != '\n' ? kx_width(c) : 0;
}

bool kx_code_is_capitals(const kx_context *ctx, size_t at, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (at + i >= ctx->end || !g_ascii_isupper(ctx->text[at + i]))
            return false;
    }
    return length > 0;
}

bool kx_code_is_digits(const kx_context *ctx, size_t at, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (at + i >= ctx->end || !g_ascii_isdigit(ctx->text[at + i]))
            return false;
    }
    return length > 0;
}

bool kx_code_noun_follows(const kx_context *ctx, size_t end)
{
    static const char *const others[] = {"bellen", "gratis", "indien", NULL};
    size_t at = end + kx_blanks_at(ctx, end);
    size_t n = at > end ? kx_word_at(ctx, at) : 0;
    if (n < 2 || !kx_ascii_lower_at(ctx, at) || kx_follows(ctx, end, others))
        return false;
    char last = ctx->text[at + n - 1], before = ctx->text[at + n - 2];
    bool plural = last == 's' || (last == 'n' && before == 'e');
    return plural && !kx_table_find_lower(&kx_table_function_words, ctx->text + at, n);
}
