/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions: iOS 17.2.1, versie 2.001, v1.2.3, 5.15.0-91, 1.0-rc1, TLSv1.3, HTTP/2. Numbers with
 * "punt" between them. Two of them are a version behind a product's name or a word that says so;
 * three where they are neither thousands nor a date. */
#include "text/codes.h"
#include "text/cue.h"
#include "text/number_match.h"

#include <string.h>

extern const kx_class kx_class_version;

enum { PARTS_MAX = 8, LENGTH_MAX = 48 };

typedef struct {
    size_t end;
    unsigned points;
    bool thousands, leading_zero;
    size_t first, last; /* digits of the first and the last part */
} dotted;

/* ---- reading ---- */

/* Digits with points between them, the last part may be an x (5.15.x). */
static bool dotted_at(const kx_context *ctx, size_t at, dotted *d)
{
    size_t n = kx_digits_at(ctx, at);
    *d = (dotted){.end = at + n, .thousands = n <= 3, .first = n, .last = n};
    if (n == 0)
        return false;
    while (kx_char_at(ctx, d->end) == '.' && d->points < PARTS_MAX) {
        size_t next = d->end + 1;
        n = kx_digits_at(ctx, next);
        bool any = n == 0 && kx_char_at(ctx, next) == 'x' && kx_ends_at(ctx, next + 1);
        if ((n == 0 && !any) || next + n - at > LENGTH_MAX)
            break;
        d->thousands &= n == 3;
        d->leading_zero |= n > 1 && ctx->text[next] == '0';
        d->last = n;
        d->end = next + n + any;
        d->points++;
        if (any)
            break;
    }
    return true;
}

/* Letters and digits glued behind the last part: 1.1.1w, 3.12rc1. */
static size_t glued_at(const kx_context *ctx, size_t at)
{
    enum { GLUED_MAX = 8 };
    size_t n = kx_code_alnum_at(ctx, at, GLUED_MAX + 1);
    return n <= GLUED_MAX && kx_ends_at(ctx, at + n) ? n : 0;
}

/* -91, -rc1, -beta2: a part behind a hyphen that is no word of a compound. */
static size_t hyphened_at(const kx_context *ctx, size_t at)
{
    size_t hyphen = kx_is_hyphen(kx_char_at(ctx, at)) ? kx_code_hyphen_at(ctx, at) : 0;
    size_t n = hyphen > 0 ? glued_at(ctx, at + hyphen) : 0;
    for (size_t i = 0; i < n; i++) {
        if (g_ascii_isdigit(ctx->text[at + hyphen + i]))
            return hyphen + n;
    }
    return 0;
}

static void add_letters(GString *code, const char *text, size_t length)
{
    static const char *const words[] = {"alpha", "beta", "dev", "pre", "build", "final", NULL};
    g_autofree char *lower = g_ascii_strdown(text, (gssize)length);
    bool word = g_strv_contains(words, lower);
    kx_code_add(code, word ? KX_CODE_WORD : KX_CODE_LETTERS, word ? lower : text, length);
}

/* 1.1.1w-91: numbers, "punt", and what else is in it. */
static void add_version(const kx_context *ctx, GString *code, size_t at, size_t end)
{
    const char *text = ctx->text;
    for (size_t next; at < end; at = next) {
        const size_t digits = kx_digits_at(ctx, at), n = MIN(digits, end - at);
        next = at + n;
        if (n > 0) {
            kx_code_add(code, KX_CODE_NUMBER, text + at, n);
            continue;
        }
        while (next < end && g_ascii_isalpha(text[next]))
            next++;
        if (next > at) {
            add_letters(code, text + at, next - at);
            continue;
        }
        next = at + (size_t)g_utf8_skip[(guchar)text[at]];
        if (text[at] == '.')
            kx_code_add(code, KX_CODE_WORD, "punt", strlen("punt"));
        else
            kx_code_break(code);
    }
}

/* ---- what makes it one ---- */

static bool is_triggered(const kx_context *ctx)
{
    return kx_cue_previous(ctx, 0, "version") ||
           kx_code_in_row(ctx, &kx_class_version, kx_code_row_links);
}

/* 2.0-release: what only versions are put before. */
static bool before_kind(const kx_context *ctx, size_t end)
{
    static const char *const kinds[] = {"release", "versie", "update",   "build", "bèta",
                                        "beta",    "kernel", "firmware", NULL};
    size_t hyphen = kx_code_hyphen_at(ctx, end);
    return hyphen > 0 && kx_follows(ctx, end + hyphen, kinds);
}

/* d.m.yyyy, or d.m.yy as a date may be written. */
static bool is_date(const kx_context *ctx, const dotted *d)
{
    if (d->points != 2 || d->first > 2 || !(d->last == 4 || d->last == 2))
        return false;
    size_t month = ctx->at + d->first + 1, n = kx_digits_at(ctx, month);
    if (n < 1 || n > 2)
        return false;
    unsigned day = kx_digits_value(ctx, ctx->at, d->first);
    unsigned value = kx_digits_value(ctx, month, n);
    return day >= 1 && day <= 31 && value >= 1 && value <= 12;
}

/* "in 2.15.30", "de 10.000 m in 26.17.53", "een tijd van 1.58.7": the time of a race. */
static bool is_result(const kx_context *ctx, const dotted *d)
{
    enum { SIXTY = 60 };
    size_t minute = ctx->at + d->first + 1;
    bool kilometres;
    bool hours = d->first == 1 || (d->first == 2 && kx_race_length(ctx, &kilometres) > 0);
    bool timed =
        d->last == 1 ? kx_timed_to_tenths(ctx)
        : d->last == 3
            ? d->first <= 2 && kx_is_lap(ctx, d->end)
            : d->last == 2 && ((hours && kx_after_race(ctx)) ||
                               (d->first <= 2 && (kx_on_track(ctx) || kx_in_results(ctx, d->end))));
    return d->points == 2 && timed && kx_digits_at(ctx, minute) == 2 &&
           kx_digits_value(ctx, minute, 2) < SIXTY;
}

/* 14.1-47.48, 13.1-4.44: a version and its build, which is far from any version near that one. */
static bool is_build(const kx_context *ctx, const dotted *first, size_t at, const dotted *second)
{
    enum { DIGITS = 2 };
    if (first->points != 1 || second->points != 1 || first->first != DIGITS ||
        second->first > DIGITS || second->last < DIGITS)
        return false;
    const unsigned left = kx_digits_value(ctx, ctx->at, DIGITS);
    const unsigned right = kx_digits_value(ctx, at, second->first);
    return right > 2 * left || right < left;
}

/* 2.0-2.14.1, 7.2.0 - 7.2.10: the version at the end of a range whose first one is `first`; where
 * it starts, or 0. */
static size_t range_at(const kx_context *ctx, const dotted *first, size_t *end)
{
    enum { POINTS = 2 };
    dotted second;
    const size_t blanks = kx_blanks_at(ctx, first->end);
    size_t at = first->end + blanks, hyphen = kx_code_hyphen_at(ctx, at);
    const unsigned points = blanks > 0 ? POINTS : 1;
    if (hyphen == 0 && blanks > 0)
        hyphen = kx_is_hyphen(kx_char_at(ctx, at)) ? 1 : 0;
    if (hyphen == 0 || (blanks > 0 && first->points < points))
        return 0;
    at += hyphen;
    if ((blanks > 0) != (kx_blanks_at(ctx, at) > 0))
        return 0;
    at += kx_blanks_at(ctx, at);
    if (!dotted_at(ctx, at, &second) || second.points < points ||
        !kx_number_ends_at(ctx, second.end))
        return 0;
    *end = second.end;
    return at;
}

static size_t version_match_at(const kx_context *ctx, kx_token *token)
{
    dotted d;
    if (!dotted_at(ctx, ctx->at, &d) || d.points == 0)
        return 0;
    size_t end = d.end + glued_at(ctx, d.end);
    bool tagged = hyphened_at(ctx, end) > 0 && g_ascii_isalpha(kx_ascii_at(ctx, end + 1));
    for (size_t n = hyphened_at(ctx, end); n > 0; n = hyphened_at(ctx, end))
        end += n;
    bool whole = d.points >= 2 && !d.thousands && !is_date(ctx, &d) && !is_result(ctx, &d) &&
                 !d.leading_zero;
    if (!whole && !tagged && !is_triggered(ctx) && !before_kind(ctx, end))
        return 0;
    g_autoptr(GString) code = kx_code_new(ctx);
    size_t last_end = end, last = range_at(ctx, &d, &last_end);
    add_version(ctx, code, ctx->at, last > 0 ? d.end : end);
    if (last > 0) {
        dotted build;
        if (dotted_at(ctx, last, &build) && is_build(ctx, &d, last, &build))
            kx_code_break(code);
        else
            kx_code_add(code, KX_CODE_WORD, "tot", strlen("tot"));
        add_version(ctx, code, last, last_end);
        end = last_end;
    }
    return kx_code_finish(ctx, token, code, end);
}

/* ---- letters before it ---- */

/* HTTP/2, TLS/1.3: the name of a protocol and its version. */
static size_t protocol_match(const kx_context *ctx, kx_token *token, size_t letters)
{
    static const char *const protocols[] = {"HTTP", "HTTPS", "TLS", "SIP", "RTSP", "FTP", NULL};
    bool known = false;
    for (unsigned i = 0; protocols[i]; i++)
        known |= strlen(protocols[i]) == letters &&
                 memcmp(protocols[i], ctx->text + ctx->at, letters) == 0;
    dotted d;
    if (!known || !dotted_at(ctx, ctx->at + letters + 1, &d))
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_add(code, KX_CODE_LETTERS, ctx->text + ctx->at, letters);
    add_version(ctx, code, ctx->at + letters + 1, d.end);
    return kx_code_finish(ctx, token, code, d.end);
}

/* v1.2.3, v2; TLSv1.3, SMBv1, IPv6. */
static size_t letters_match(const kx_context *ctx, kx_token *token)
{
    enum { LETTERS_MAX = 8 };
    size_t n = 0;
    while (n <= LETTERS_MAX && g_ascii_isalpha(kx_ascii_at(ctx, ctx->at + n)))
        n++;
    if (n == 0 || n > LETTERS_MAX)
        return 0;
    if (kx_char_at(ctx, ctx->at + n) == '/')
        return protocol_match(ctx, token, n);
    dotted d;
    bool alone = n == 1;
    if (ctx->text[ctx->at + n - 1] != 'v' || !dotted_at(ctx, ctx->at + n, &d) ||
        (!alone && !kx_code_is_capitals(ctx, ctx->at, n - 1)))
        return 0;
    size_t end = d.end + (d.points > 0 ? glued_at(ctx, d.end) : 0);
    for (size_t more = hyphened_at(ctx, end); more > 0; more = hyphened_at(ctx, end))
        end += more;
    g_autoptr(GString) code = g_string_new(NULL);
    static const char *const said[] = {"versie", "versies", NULL};
    if (!alone)
        kx_code_add(code, KX_CODE_LETTERS, ctx->text + ctx->at, n);
    else if (!kx_previous_is(ctx, 0, said))
        kx_code_add(code, KX_CODE_WORD, "versie", strlen("versie"));
    add_version(ctx, code, ctx->at + n, end);
    return kx_code_finish(ctx, token, code, end);
}

static size_t version_match(const kx_context *ctx, kx_token *token)
{
    if (g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    if (g_ascii_isdigit(ctx->text[ctx->at]))
        return version_match_at(ctx, token);
    return g_ascii_isalpha(ctx->text[ctx->at]) ? letters_match(ctx, token) : 0;
}

const kx_class kx_class_version = {
    .name = "version",
    .what = N_("versions of programs and standards"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT,
    .match = version_match,
    .say = kx_code_say,
};
