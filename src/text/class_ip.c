/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses of machines: 192.168.1.1, 10.0.0.0/8, 127.0.0.1:8080, 2001:db8::1, 00:1A:2B:3C:4D:5E.
 * The parts of the old kind are numbers; the newer kind is read sign by sign. */
#include "text/codes.h"
#include "text/number_match.h"

#include <string.h>

static void add_word(GString *code, const char *word)
{
    kx_code_add(code, KX_CODE_WORD, word, strlen(word));
}

/* ---- 192.168.1.1 ---- */

/* A number up to 255, or an x or * for any. Its length, 0 if there is none. */
static size_t octet_at(const kx_context *ctx, size_t at, GString *code)
{
    enum { OCTET_MAX = 255, OCTET_DIGITS = 3 };
    size_t n = kx_digits_at(ctx, at);
    if (n >= 1 && n <= OCTET_DIGITS) {
        bool zeros = n > 1 && ctx->text[at] == '0';
        if (zeros || kx_digits_value(ctx, at, n) > OCTET_MAX)
            return 0;
        kx_code_add(code, KX_CODE_NUMBER, ctx->text + at, n);
        return n;
    }
    gunichar c = kx_char_at(ctx, at);
    if (c == '*')
        add_word(code, "sterretje");
    else if (c == 'x' || c == 'X')
        kx_code_add(code, KX_CODE_LETTERS, "X", 1);
    else
        return 0;
    return 1;
}

/* Bytes of the point between two parts, also in the brackets that keep it from being a link: [.] */
static size_t point_at(const kx_context *ctx, size_t at)
{
    static const char bracketed[] = "[.]";
    const size_t n = strlen(bracketed);
    if (kx_char_at(ctx, at) == '.')
        return 1;
    return ctx->end - at > n && memcmp(ctx->text + at, bracketed, n) == 0 ? n : 0;
}

/* Four parts; the offset behind them, 0 if they are none. */
static size_t octets_at(const kx_context *ctx, size_t at, GString *code)
{
    enum { OCTETS = 4 };
    for (unsigned i = 0; i < OCTETS; i++) {
        const size_t point = i > 0 ? point_at(ctx, at) : 0;
        if (i > 0 && point == 0)
            return 0;
        at += point;
        if (i > 0)
            add_word(code, "punt");
        size_t n = octet_at(ctx, at, code);
        if (n == 0)
            return 0;
        at += n;
    }
    bool more = kx_char_at(ctx, at) == '.' && kx_digits_at(ctx, at + 1) > 0;
    return more ? 0 : at;
}

/* /24, :8080 or -254 behind the address that ends at `end`; the offset behind it. */
static size_t add_tail(const kx_context *ctx, GString *code, size_t end)
{
    enum { PORT_DIGITS = 5, MASK_DIGITS = 3 };
    gunichar c = kx_char_at(ctx, end);
    size_t n = kx_digits_at(ctx, end + 1);
    if ((c == '/' && n >= 1 && n <= MASK_DIGITS) || (c == ':' && n >= 1 && n <= PORT_DIGITS)) {
        add_word(code, c == '/' ? "slash" : "dubbele punt");
        kx_code_add(code, KX_CODE_NUMBER, ctx->text + end + 1, n);
        return end + 1 + n;
    }
    size_t hyphen = kx_code_hyphen_at(ctx, end);
    if (hyphen == 0 || kx_digits_at(ctx, end + hyphen) == 0)
        return end;
    g_autoptr(GString) second = g_string_new(NULL);
    size_t to = octets_at(ctx, end + hyphen, second);
    if (to == 0) {
        g_string_truncate(second, 0);
        n = octet_at(ctx, end + hyphen, second);
        to = n > 0 ? end + hyphen + n : 0;
    }
    if (to == 0)
        return end;
    add_word(code, "tot");
    g_string_append_printf(code, "|%s", second->str);
    return to;
}

/* 123.145.167.189 doden: thousands, of a number that only looks like an address. */
static bool is_number(const kx_context *ctx, size_t end)
{
    kx_written_number number;
    return kx_number_at(ctx, ctx->at, KX_POINT_GROUPS, &number) && number.end == end &&
           (kx_unit_follows(ctx, end) || kx_code_noun_follows(ctx, end));
}

static size_t v4_match(const kx_context *ctx, kx_token *token)
{
    size_t first = kx_digits_at(ctx, ctx->at);
    if (first == 0 || first > 3 || kx_char_at(ctx, ctx->at + first) != '.')
        return 0;
    g_autoptr(GString) code = kx_code_new(ctx);
    size_t end = octets_at(ctx, ctx->at, code);
    if (end == 0 || is_number(ctx, end))
        return 0;
    return kx_code_finish(ctx, token, code, add_tail(ctx, code, end));
}

/* ---- 2001:db8::1 ---- */

static size_t hex_at(const kx_context *ctx, size_t at, size_t max)
{
    size_t n = 0;
    while (n <= max && at + n < ctx->end && g_ascii_isxdigit(ctx->text[at + n]))
        n++;
    return n <= max ? n : 0;
}

/* Groups of one to four signs with colons between; one pair of colons may stand for any number of
 * zeros. The offset behind it, 0 if it is none. */
static size_t v6_at(const kx_context *ctx)
{
    enum { GROUPS = 8, GROUP_MAX = 4 };
    size_t at = ctx->at;
    unsigned groups = 0, gaps = 0;
    bool digit = false;
    while (groups <= GROUPS) {
        size_t n = hex_at(ctx, at, GROUP_MAX);
        for (size_t i = at; i < at + n; i++)
            digit |= g_ascii_isdigit(ctx->text[i]) != 0;
        groups += n > 0;
        at += n;
        if (kx_char_at(ctx, at) != ':')
            break;
        bool gap = kx_char_at(ctx, at + 1) == ':';
        gaps += gap;
        if (!gap && (n == 0 || hex_at(ctx, at + 1, GROUP_MAX) == 0))
            break;
        at += gap ? 2 : 1;
    }
    bool whole = (gaps == 1 && groups < GROUPS) || (gaps == 0 && groups == GROUPS);
    bool prefix = kx_char_at(ctx, at) == '/' && kx_digits_at(ctx, at + 1) > 0;
    return whole && (digit || (prefix && groups > 0)) && kx_ends_at(ctx, at) ? at : 0;
}

static size_t v6_match(const kx_context *ctx, kx_token *token)
{
    size_t end = v6_at(ctx);
    if (end == 0)
        return 0;
    g_autoptr(GString) code = kx_code_new(ctx);
    for (size_t at = ctx->at, next; at < end; at = next) {
        next = at + 1;
        if (ctx->text[at] == ':') {
            add_word(code, "dubbele punt");
            continue;
        }
        while (next < end && ctx->text[next] != ':')
            next++;
        kx_code_spell(code, ctx->text + at, next - at);
    }
    if (kx_char_at(ctx, end) == '/')
        end = add_tail(ctx, code, end);
    return kx_code_finish(ctx, token, code, end);
}

/* ---- 00:1A:2B:3C:4D:5E ---- */

static size_t mac_match(const kx_context *ctx, kx_token *token)
{
    enum { PAIRS = 6, LENGTH = 17 };
    gunichar link = kx_char_at(ctx, ctx->at + 2);
    bool letter = false;
    if (link != ':' && link != '-')
        return 0;
    for (unsigned i = 0; i < PAIRS; i++) {
        size_t at = ctx->at + 3 * (size_t)i;
        if (hex_at(ctx, at, 2) != 2 || (i + 1 < PAIRS && kx_char_at(ctx, at + 2) != link))
            return 0;
        letter |= g_ascii_isalpha(ctx->text[at]) || g_ascii_isalpha(ctx->text[at + 1]);
    }
    if (!letter && link == '-')
        return 0;
    g_autoptr(GString) code = kx_code_new(ctx);
    kx_code_spell(code, ctx->text + ctx->at, LENGTH);
    return kx_code_finish(ctx, token, code, ctx->at + LENGTH);
}

static size_t ip_match(const kx_context *ctx, kx_token *token)
{
    unsigned char c = (unsigned char)ctx->text[ctx->at];
    if (!(g_ascii_isxdigit(c) || (c == ':' && kx_char_at(ctx, ctx->at + 1) == ':')) ||
        g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    size_t n = g_ascii_isdigit(c) ? v4_match(ctx, token) : 0;
    if (n == 0)
        n = mac_match(ctx, token);
    return n > 0 ? n : v6_match(ctx, token);
}

const kx_class kx_class_ip = {
    .name = "ip",
    .what = N_("addresses of machines: IPv4, IPv6, MAC"),
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = ip_match,
    .say = kx_code_say,
};
