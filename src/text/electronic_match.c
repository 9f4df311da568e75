/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/electronic.h"

#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

static bool is_one_of(gunichar c, const char *set)
{
    return c != 0 && c < 0x80 && strchr(set, (int)c) != NULL;
}

static bool is_run(gunichar c)
{
    return c != 0 && (g_unichar_isalnum(c) || g_unichar_ismark(c));
}

bool kx_net_may_start(const kx_context *ctx)
{
    gunichar before = kx_char_before(ctx, ctx->at);
    return !is_run(before) && !is_one_of(before, "._-@/\\~%+=&");
}

bool kx_net_is_free(const kx_context *ctx)
{
    gunichar before = kx_char_before(ctx, ctx->at);
    GUnicodeType type = g_unichar_type(before);
    return before == 0 || kx_is_blank(before) || type == G_UNICODE_OPEN_PUNCTUATION ||
           type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION ||
           is_one_of(before, "\"'`");
}

size_t kx_net_plain_word_at(const kx_context *ctx)
{
    size_t at = ctx->at;
    while (at < ctx->end && g_ascii_isalpha(ctx->text[at]))
        at++;
    return at == ctx->end || strchr(" ,;!?)\n", ctx->text[at]) ? at - ctx->at : 0;
}

size_t kx_net_run_at(const kx_context *ctx, size_t at, size_t limit)
{
    size_t n = 0;
    for (gunichar c = kx_char_at(ctx, at); is_run(c) && n < limit; c = kx_char_at(ctx, at + n))
        n += kx_width(c);
    return n;
}

size_t kx_net_label_at(const kx_context *ctx, size_t at)
{
    size_t n = 0, end = 0;
    while (n < KX_NET_NAME_MAX) {
        gunichar c = kx_char_at(ctx, at + n);
        if (!is_run(c) && c != '_' && c != '-')
            break;
        n += kx_width(c);
        if (c != '-')
            end = n;
    }
    return n < KX_NET_NAME_MAX && kx_char_at(ctx, at) != '-' ? end : 0;
}

bool kx_net_is_abbreviation(const kx_context *ctx, size_t at, size_t length)
{
    enum { WRITTEN_MAX = 12 };
    if (length > WRITTEN_MAX || kx_char_at(ctx, at + length) != '.')
        return false;
    return kx_table_find_lower(&kx_table_abbreviations, ctx->text + at, length + 1) != NULL;
}

/* ---- hosts ---- */

typedef struct {
    size_t at;
    unsigned labels, letters; /* labels so far, and those of one letter */
    bool lower, alpha;        /* a small letter, a letter so far */
} host_scan;

/* A top domain as it is usually written: in small letters, or in capitals where all is. */
static bool is_top(const kx_context *ctx, const host_scan *s, size_t at, size_t n)
{
    bool upper = false, lower = false;
    for (size_t i = at; i < at + n; i++) {
        upper |= g_ascii_isupper(ctx->text[i]);
        lower |= g_ascii_islower(ctx->text[i]);
    }
    if (upper && (lower || s->lower))
        return false;
    return kx_table_find_lower(&kx_table_topdomains, ctx->text + at, n) != NULL;
}

/* What looks like a known host but is two words with a stop between them, or an abbreviation:
 * nr.de, 2.in, d.w.z.de. */
/* prof.dr: each label is one, with the dot behind it. */
static bool are_abbreviations(const kx_context *ctx, size_t at, size_t end)
{
    for (size_t n; at < end; at += n + 1) {
        n = kx_net_label_at(ctx, at);
        if (!kx_net_is_abbreviation(ctx, at, n))
            return false;
    }
    return true;
}

static bool is_false_friend(const kx_context *ctx, const host_scan *s, size_t dot, size_t top)
{
    static const char *const common[] = {"nl", "be", "eu", "com", "org", "net"};
    for (unsigned i = 0; i < G_N_ELEMENTS(common); i++) {
        if (strlen(common[i]) == top && memcmp(ctx->text + dot + 1, common[i], top) == 0)
            return s->labels > 1 && s->letters == s->labels;
    }
    bool word = kx_table_find_lower(&kx_table_function_words, ctx->text + dot + 1, top) != NULL;
    bool letter = s->letters == s->labels;
    return (letter && (word || s->labels > 1)) || (word && !s->alpha) ||
           are_abbreviations(ctx, s->at, dot);
}

/* The end of the host's known part, where the label [at, at+n) behind `dot` is a top domain, alone
 * or with a compound behind it; else 0. */
static size_t known_end(const kx_context *ctx, const host_scan *s, size_t dot, size_t n)
{
    size_t at = dot + 1, top = 0;
    while (top < n && ctx->text[at + top] != '-')
        top++;
    bool compound = top < n;
    if (!is_top(ctx, s, at, top) || is_false_friend(ctx, s, dot, top))
        return 0;
    return !compound || g_unichar_isalpha(kx_char_at(ctx, at + top + 1)) ? at + top : 0;
}

/* Whether a sentence begins at `at`, behind a stop without a blank: nu.nl.Het. */
static bool is_sentence_start(const kx_context *ctx, size_t at)
{
    return g_unichar_isupper(kx_char_at(ctx, at)) && kx_ascii_lower_at(ctx, at + 1);
}

size_t kx_net_host_at(const kx_context *ctx, size_t at, kx_host_rule rule)
{
    host_scan s = {.at = at};
    size_t known = 0, end = at;
    for (size_t next = at; next < at + KX_NET_HOST_MAX;) {
        size_t n = kx_net_label_at(ctx, next);
        if (n == 0)
            break;
        if (known > 0 && known + 1 == next && is_sentence_start(ctx, next))
            return known - at;
        size_t top = s.labels > 0 ? known_end(ctx, &s, next - 1, n) : 0;
        known = top > 0 ? top : known;
        s.labels++;
        s.letters += next + kx_width(kx_char_at(ctx, next)) == next + n;
        for (size_t i = next; i < next + n; i++) {
            s.lower |= g_ascii_islower(ctx->text[i]);
            s.alpha |= !g_ascii_isdigit(ctx->text[i]);
        }
        end = next + n;
        if (kx_char_at(ctx, end) != '.')
            break;
        next = end + 1;
    }
    if (rule == KX_HOST_KNOWN)
        return known > 0 ? known - at : 0;
    bool compound = known > 0 && known < end && ctx->text[known] == '-';
    return (compound ? known : end) - at;
}

/* ---- paths ---- */

static bool is_path(gunichar c)
{
    return is_run(c) || is_one_of(c, "-._~:/?#[]@!$&()*+,;=%|");
}

/* Where a path may begin: /, ?name=, #part, :port. */
static bool path_starts(const kx_context *ctx, size_t at)
{
    gunichar next = kx_char_at(ctx, at + 1);
    switch (kx_char_at(ctx, at)) {
    case '/':
        return true;
    case '?': {
        size_t name = kx_net_label_at(ctx, at + 1);
        return name > 0 && kx_char_at(ctx, at + 1 + name) == '=';
    }
    case '#':
        return is_run(next);
    case ':': {
        size_t digits = kx_digits_at(ctx, at + 1);
        return digits > 1 && digits <= 5 && kx_ends_at(ctx, at + 1 + digits);
    }
    default:
        return false;
    }
}

size_t kx_net_body_at(const kx_context *ctx, size_t at)
{
    size_t end = at;
    int open = 0;
    for (size_t next = at; next < at + KX_NET_PATH_MAX;) {
        gunichar c = kx_char_at(ctx, next);
        if (!is_path(c) || (is_one_of(c, ")]") && open == 0))
            break;
        open += is_one_of(c, "([") - is_one_of(c, ")]");
        next += kx_width(c);
        /* Marks of the sentence are no part of it where nothing follows them. */
        if (!is_one_of(c, ".,;:!?*&|([#"))
            end = next;
    }
    return end - at;
}

size_t kx_net_path_at(const kx_context *ctx, size_t at)
{
    return path_starts(ctx, at) ? kx_net_body_at(ctx, at) : 0;
}

size_t kx_net_in_brackets(const kx_context *ctx, kx_token *token, kx_net_match match)
{
    kx_context inner = *ctx;
    inner.at++;
    size_t n = kx_char_at(ctx, ctx->at) == '<' && kx_net_run_at(ctx, inner.at, 1) > 0
                   ? match(&inner, token)
                   : 0;
    return n > 0 && kx_char_at(ctx, inner.at + n) == '>' ? n + 2 : 0;
}

/* ---- endings ---- */

size_t kx_net_extension_at(const kx_context *ctx, size_t dot)
{
    enum { EXTENSION_MAX = 12 };
    size_t n = kx_char_at(ctx, dot) == '.' ? kx_net_run_at(ctx, dot + 1, EXTENSION_MAX) : 0;
    if (n == 0 || !kx_ends_at(ctx, dot + 1 + n))
        return 0;
    bool upper = false, lower = false;
    for (size_t i = dot + 1; i < dot + 1 + n; i++) {
        upper |= g_ascii_isupper(ctx->text[i]);
        lower |= g_ascii_islower(ctx->text[i]);
    }
    bool known = kx_table_find_lower(&kx_table_extensions, ctx->text + dot + 1, n) != NULL;
    return known && !(upper && lower) ? n + 1 : 0;
}

size_t kx_net_suffix_match(const kx_context *ctx, kx_token *token, size_t at)
{
    static const char *const endings[] = {"s", "er", "ers", "tje", "je"};
    size_t n = kx_compound_at(ctx, at);
    if (n > 0) {
        size_t hyphen = kx_width(kx_char_at(ctx, at));
        g_autofree char *word =
            g_strdup_printf("-%.*s", (int)(n - hyphen), ctx->text + at + hyphen);
        kx_token_set_text(token, KX_FIELD_SUFFIX, word, -1);
        return n;
    }
    size_t mark = kx_apostrophe_at(ctx, at);
    for (unsigned i = 0; mark > 0 && i < G_N_ELEMENTS(endings); i++) {
        if (!kx_word_is(ctx, at + mark, endings[i]))
            continue;
        g_autofree char *ending = g_strconcat("'", endings[i], NULL);
        kx_token_set_text(token, KX_FIELD_SUFFIX, ending, -1);
        return mark + strlen(endings[i]);
    }
    return 0;
}
