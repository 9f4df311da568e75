/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handles (@polbreda, @naam@server.nl), hashtags (#NachtVanDeMusea), numbers (#1, # 3) and the
 * sharp of notes and languages (C#). */
#include "text/electronic.h"
#include "text/number_match.h"

#include <string.h>

/* The name of an account: a label, with dots where a small letter or digit follows. */
static size_t account_at(const kx_context *ctx, size_t at)
{
    size_t n = kx_net_label_at(ctx, at);
    while (n > 0 && n < KX_NET_NAME_MAX && kx_char_at(ctx, at + n) == '.') {
        gunichar c = kx_char_at(ctx, at + n + 1);
        size_t label = g_unichar_isupper(c) ? 0 : kx_net_label_at(ctx, at + n + 1);
        if (label == 0)
            break;
        n += 1 + label;
    }
    return n < KX_NET_NAME_MAX ? n : 0;
}

/* The part of a label before a compound in small letters: NOS-verslaggever. */
static size_t before_hyphen(const kx_context *ctx, size_t at, size_t n)
{
    const char *hyphen = memchr(ctx->text + at, '-', n);
    return hyphen ? (size_t)(hyphen - (ctx->text + at)) : n;
}

static size_t handle_match(const kx_context *ctx, kx_token *token)
{
    size_t at = ctx->at + 1, n = account_at(ctx, at);
    if (n == 0)
        return 0;
    bool server = kx_char_at(ctx, at + n) == '@';
    size_t host = server ? kx_net_host_at(ctx, at + n + 1, KX_HOST_ANY) : 0;
    if (host == 0)
        n = before_hyphen(ctx, at, n);
    kx_token_set_text(token, KX_FIELD_USER, ctx->text + ctx->at, (gssize)n + 1);
    size_t end = at + n;
    if (host > 0) {
        kx_token_set_text(token, KX_FIELD_HOST, ctx->text + end + 1, (gssize)host);
        end += 1 + host;
    }
    return end + kx_net_suffix_match(ctx, token, end) - ctx->at;
}

/* #1, # 3, #007, #1.812, #1-hit. Behind "nummer" the sign adds nothing: READING is "bare". */
static size_t number_match(const kx_context *ctx, kx_token *token)
{
    static const char *const numbers[] = {"nummer", "nummers", "nr.", "no.", NULL};
    size_t at = ctx->at + 1;
    at += kx_char_at(ctx, at) == ' ' || kx_char_at(ctx, at) == 0xA0 ? kx_blanks_at(ctx, at) : 0;
    size_t n = kx_digits_at(ctx, at);
    kx_written_number grouped;
    bool dots =
        kx_number_at(ctx, at, KX_POINT_GROUPS, &grouped) && grouped.grouped && !grouped.fraction[0];
    if (dots)
        n = grouped.end - at;
    if (n == 0 || n > KX_WRITTEN_DIGITS_MAX || !kx_ends_at(ctx, at + n))
        return 0;
    kx_token_set_text(token, KX_FIELD_INTEGER, dots ? grouped.integer : ctx->text + at,
                      dots ? -1 : (gssize)n);
    if (kx_previous_is(ctx, 0, numbers))
        kx_token_set_text(token, KX_FIELD_READING, "bare", -1);
    return at + n + kx_net_suffix_match(ctx, token, at + n) - ctx->at;
}

/* #1f2a00: a colour or a hash. */
static bool is_hexadecimal(const kx_context *ctx, size_t at, size_t n)
{
    enum { COLOUR = 6 };
    bool digit = false;
    for (size_t i = at; i < at + n; i++) {
        if (!g_ascii_isxdigit(ctx->text[i]))
            return false;
        digit |= g_ascii_isdigit(ctx->text[i]);
    }
    return digit && n >= COLOUR;
}

static size_t hashtag_match(const kx_context *ctx, kx_token *token)
{
    static const char *const hashtags[] = {"hashtag", "hashtags", NULL};
    size_t n = number_match(ctx, token), at = ctx->at + 1;
    if (n > 0)
        return n;
    size_t label = kx_net_label_at(ctx, at);
    label = before_hyphen(ctx, at, label);
    if (label == 0 || is_hexadecimal(ctx, at, label))
        return 0;
    kx_token_set_text(token, KX_FIELD_TEXT, ctx->text + at, (gssize)label);
    if (kx_previous_is(ctx, 0, hashtags))
        kx_token_set_text(token, KX_FIELD_READING, "bare", -1);
    return 1 + label + kx_net_suffix_match(ctx, token, at + label);
}

/* C#, F#, A#-klein. */
static size_t sharp_match(const kx_context *ctx, kx_token *token)
{
    char letter = ctx->text[ctx->at];
    bool note = letter >= 'A' && letter <= 'G';
    if (!note || kx_char_at(ctx, ctx->at + 1) != '#' || !kx_ends_at(ctx, ctx->at + 2))
        return 0;
    g_autofree char *words = g_strdup_printf("%c sharp", letter);
    kx_token_set_text(token, KX_FIELD_SPOKEN, words, -1);
    return 2 + kx_net_suffix_match(ctx, token, ctx->at + 2);
}

static size_t social_match(const kx_context *ctx, kx_token *token)
{
    char c = ctx->text[ctx->at];
    if (!kx_net_may_start(ctx) && kx_char_before(ctx, ctx->at) != '/')
        return 0;
    return c == '@'   ? handle_match(ctx, token)
           : c == '#' ? hashtag_match(ctx, token)
                      : sharp_match(ctx, token);
}

static bool social_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *number = kx_token_get_text(token, KX_FIELD_INTEGER);
    const char *hashtag = kx_token_get_text(token, KX_FIELD_TEXT);
    const char *spoken = kx_token_get_text(token, KX_FIELD_SPOKEN);
    const char *host = kx_token_get_text(token, KX_FIELD_HOST);
    bool named = !kx_token_has(token, KX_FIELD_READING);
    if ((number || hashtag) && named)
        kx_say(out, KX_SEAM_SPACE, number ? "nummer" : "hashtag");
    if (number) {
        kx_say_number(out, KX_SEAM_SPACE, number, KX_NUMBER_CARDINAL);
    } else if (hashtag) {
        kx_say_net(out, style, hashtag, KX_NET_NAME);
    } else if (spoken) {
        kx_say(out, KX_SEAM_SPACE, spoken);
    }
    kx_say_net(out, style, kx_token_get_text(token, KX_FIELD_USER), KX_NET_NAME);
    if (host) {
        kx_say_net(out, style, "@", KX_NET_NAME);
        kx_say_net(out, style, host, KX_NET_HOST);
    }
    kx_say_net_suffix(out, token);
    return true;
}

const kx_class kx_class_social = {
    .name = "social",
    .what = N_("handles, hashtags, numbers behind # and C#"),
    .starts = KX_AT_LETTER | KX_AT_SIGN,
    .match = social_match,
    .say = social_say,
};
