/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hexadecimal codes, hashes and keys: 0x80070005, #FF0000, d41d8c, UUIDs, product keys. Sign by
 * sign; of a long one the ends, and how long it is. */
#include "text/codes.h"

#include <string.h>

/* Nothing longer is looked at here: what goes on is verbatim's. */
enum { LENGTH_MAX = 160 };

/* What the run of ASCII letters and digits at a place is made of. */
typedef struct {
    size_t length, digits, capitals, smalls;
    unsigned runs; /* of digits or of letters */
    bool hex;
} run;

static run run_at(const kx_context *ctx, size_t at)
{
    run r = {.length = kx_code_alnum_at(ctx, at, LENGTH_MAX), .hex = true};
    for (size_t i = at; i < at + r.length; i++) {
        char c = ctx->text[i];
        bool digit = g_ascii_isdigit(c) != 0;
        r.digits += digit;
        r.capitals += g_ascii_isupper(c) != 0;
        r.smalls += g_ascii_islower(c) != 0;
        r.hex &= g_ascii_isxdigit(c) != 0;
        r.runs += i == at || digit != (g_ascii_isdigit(ctx->text[i - 1]) != 0);
    }
    return r;
}

/* A code [at..end) without the hyphens in it; `lead` is said before it. */
static size_t finish(const kx_context *ctx, kx_token *token, size_t at, size_t end,
                     const char *lead)
{
    g_autoptr(GString) signs = g_string_new(lead);
    for (size_t i = at; i < end; i++) {
        if (ctx->text[i] > ' ' && !strchr("-{}=", ctx->text[i]))
            g_string_append_c(signs, ctx->text[i]);
    }
    if (!kx_ends_at(ctx, end))
        return 0;
    kx_code_set_verbatim(token, signs->str, signs->len);
    return end - ctx->at;
}

/* ---- 0x7f, #FF0000 ---- */

static size_t prefixed_match(const kx_context *ctx, kx_token *token)
{
    run r = run_at(ctx, ctx->at + 2);
    gunichar x = kx_char_at(ctx, ctx->at + 1);
    if ((x != 'x' && x != 'X') || r.length == 0 || !r.hex || kx_char_at(ctx, ctx->at) != '0')
        return 0;
    return finish(ctx, token, ctx->at, ctx->at + 2 + r.length, NULL);
}

static size_t colour_match(const kx_context *ctx, kx_token *token)
{
    static const char *const labels[] = {"kleur",      "kleurcode", "hexcode",     "hex",
                                         "kleuren",    "tint",      "achtergrond", "hexkleur",
                                         "kleurcodes", NULL};
    enum { SHORT = 3, FULL = 6, FULL_ALPHA = 8 };
    run r = run_at(ctx, ctx->at + 1);
    if (!r.hex || !(r.length == SHORT || r.length == FULL || r.length == FULL_ALPHA) ||
        (r.capitals > 0 && r.smalls > 0))
        return 0;
    const char *letters = ctx->text + ctx->at + 1; /* #A12: a motorway */
    if (r.length == SHORT && *letters == 'A' && r.digits == SHORT - 1 &&
        !kx_code_after(ctx, labels))
        return 0;
    bool mixed = r.digits > 0 && r.digits < r.length;
    bool plain = (r.length == FULL && (mixed || r.digits == FULL)) || (mixed && r.length == SHORT);
    plain |= r.length == FULL && r.capitals == FULL;
    plain |= r.length == SHORT && memcmp(ctx->text + ctx->at + 1, "000", SHORT) == 0;
    if (!plain && !(r.length == FULL_ALPHA && mixed) && !kx_code_after(ctx, labels))
        return 0;
    return finish(ctx, token, ctx->at, ctx->at + 1 + r.length, NULL);
}

/* ---- groups with hyphens ---- */

/* 550e8400-e29b-41d4-a716-446655440000 */
static size_t uuid_match(const kx_context *ctx, kx_token *token)
{
    static const unsigned groups[] = {8, 4, 4, 4, 12};
    bool brace = kx_char_at(ctx, ctx->at) == '{';
    size_t at = ctx->at + brace;
    for (unsigned i = 0; i < G_N_ELEMENTS(groups); i++) {
        if (i > 0 && kx_char_at(ctx, at++) != '-')
            return 0;
        run r = run_at(ctx, at);
        if (r.length != groups[i] || !r.hex)
            return 0;
        at += r.length;
    }
    if (brace && kx_char_at(ctx, at++) != '}')
        return 0;
    return finish(ctx, token, ctx->at, at, NULL);
}

/* XQ8J2-7KD4F-…: three groups or more, as long as each other, of capitals and digits mixed. */
static size_t key_match(const kx_context *ctx, kx_token *token)
{
    enum { GROUP_MIN = 4, GROUP_MAX = 8, GROUPS_MIN = 3, GROUPS_MAX = 10 };
    size_t at = ctx->at, digits = 0, letters = 0;
    run first = run_at(ctx, at);
    unsigned groups = 0;
    if (first.length < GROUP_MIN || first.length > GROUP_MAX || first.smalls > 0)
        return 0;
    for (; groups < GROUPS_MAX; groups++) {
        run r = run_at(ctx, at);
        if (r.length != first.length || r.smalls > 0)
            return 0;
        digits += r.digits;
        letters += r.capitals;
        at += r.length;
        if (kx_char_at(ctx, at) != '-' || !g_ascii_isalnum(kx_ascii_at(ctx, at + 1)))
            break;
        at++;
    }
    if (groups + 1 < GROUPS_MIN || groups == GROUPS_MAX || digits < 2 || letters < 3)
        return 0;
    return finish(ctx, token, ctx->at, at, NULL);
}

/* ---- hashes ---- */

static bool is_hash(const kx_context *ctx, const run *r)
{
    static const char *const labels[] = {
        "hash",         "commit",  "md5",      "sha-1",      "sha1",          "sha-256",
        "sha256",       "hashes",  "checksum", "sha-512",    "vingerafdruk",  "md5-hash",
        "sha-256-hash", "sleutel", "commits",  "hashwaarde", "controlegetal", NULL};
    enum { LABELLED_MIN = 4, MIN = 6, LONG = 20, RUNS = 3 };
    if (r->length < LABELLED_MIN || (r->capitals > 0 && r->smalls > 0))
        return false;
    if (r->hex && r->length >= MIN && r->runs >= RUNS)
        return true;
    if (r->hex && r->digits > 0 && kx_code_after(ctx, labels))
        return true;
    return r->length > LONG && r->digits > 0 && r->runs >= RUNS;
}

/* Letters of both kinds and digits in no order: a key, a wallet. */
static bool is_key(const run *r)
{
    enum { MIN = 13, RUNS = 5 };
    return r->length >= MIN && r->runs >= RUNS && r->digits > 0;
}

/* AAAAB3Nza+C1yc2E/…==: the run with the signs that base64 has besides. */
static size_t base64_at(const kx_context *ctx, size_t at, size_t first)
{
    size_t n = first;
    while (n < LENGTH_MAX && at + n < ctx->end &&
           (g_ascii_isalnum(ctx->text[at + n]) || strchr("+/=", ctx->text[at + n])))
        n++;
    return n;
}

static size_t hash_match(const kx_context *ctx, kx_token *token)
{
    run r = run_at(ctx, ctx->at);
    bool key = is_key(&r);
    if (!key && !is_hash(ctx, &r))
        return 0;
    size_t n = key && r.capitals > 0 && r.smalls > 0 ? base64_at(ctx, ctx->at, r.length) : r.length;
    return finish(ctx, token, ctx->at, ctx->at + n, NULL);
}

static size_t hex_match(const kx_context *ctx, kx_token *token)
{
    char c = ctx->text[ctx->at];
    if (g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    if (c == '#')
        return colour_match(ctx, token);
    if (!g_ascii_isalnum(c) && c != '{')
        return 0;
    size_t n = c == '0' ? prefixed_match(ctx, token) : 0;
    if (n == 0)
        n = uuid_match(ctx, token);
    if (n == 0)
        n = key_match(ctx, token);
    return n > 0 ? n : hash_match(ctx, token);
}

static bool hex_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    return kx_class_verbatim.say(token, style, out);
}

const kx_class kx_class_hex = {
    .name = "hex",
    .what = N_("hexadecimal codes, hashes and keys"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = hex_match,
    .say = hex_say,
};
