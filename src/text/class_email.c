/* SPDX-License-Identifier: GPL-3.0-or-later */
/* E-mail addresses: pers@stad-ede.nl, mailto:x@y.nl?subject=z, git@github.com:x/y.git, and written
 * for people only: info [at] x.nl. */
#include "text/electronic.h"
#include "text/latin.h"

#include <string.h>

#define SCHEME "mailto:"

static bool starts_with(const kx_context *ctx, size_t at, const char *prefix)
{
    size_t n = strlen(prefix);
    return ctx->end - at > n && g_ascii_strncasecmp(ctx->text + at, prefix, n) == 0;
}

/* The user's name: letters, digits and a few signs between them. */
static size_t user_at(const kx_context *ctx, size_t at)
{
    size_t n = 0, end = 0;
    while (n < KX_NET_NAME_MAX) {
        size_t run = kx_net_run_at(ctx, at + n, KX_NET_NAME_MAX);
        n += run;
        end = run > 0 ? n : end;
        gunichar c = kx_char_at(ctx, at + n);
        if (c == '_')
            end = n + 1;
        if (c == 0 || c > 0x7F || !strchr("._%+-=&", (int)c))
            break;
        n++;
    }
    return n < KX_NET_NAME_MAX ? end : 0;
}

/* " [at] ", "(at)", " (apenstaartje) ": what keeps an address from machines. */
static size_t at_in_words(const kx_context *ctx, size_t at)
{
    static const char *const words[] = {"at", "apenstaartje"};
    size_t n = kx_blanks_at(ctx, at);
    gunichar open = kx_char_at(ctx, at + n);
    if (n > 1 || (open != '[' && open != '('))
        return 0;
    n++;
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        size_t after = n + strlen(words[i]);
        if (kx_word_is(ctx, at + n, words[i]) &&
            kx_char_at(ctx, at + after) == (open == '[' ? ']' : ')'))
            return after + 1 + kx_blanks_at(ctx, at + after + 1);
    }
    return 0;
}

/* A repository (git@github.com:x/y.git) or a subject (?subject=...). */
static size_t rest_at(const kx_context *ctx, size_t at)
{
    size_t n = kx_net_path_at(ctx, at);
    if (n > 0 || kx_char_at(ctx, at) != ':')
        return n;
    size_t owner = kx_net_label_at(ctx, at + 1);
    if (owner == 0 || kx_char_at(ctx, at + 1 + owner) != '/')
        return 0;
    return 1 + owner + kx_net_path_at(ctx, at + 1 + owner);
}

/* A name that is all in capitals stands in a text of capitals. */
static void set_user(kx_token *token, const char *name, size_t n)
{
    bool lower = false;
    for (size_t i = 0; i < n; i++)
        lower |= g_ascii_islower(name[i]);
    g_autofree char *small = lower ? NULL : kx_lower(name, n);
    kx_token_set_text(token, KX_FIELD_USER, small ? small : name, small ? -1 : (gssize)n);
}

static size_t address_match(const kx_context *ctx, kx_token *token)
{
    size_t user = ctx->at + (starts_with(ctx, ctx->at, SCHEME) ? strlen(SCHEME) : 0);
    size_t n = user_at(ctx, user);
    if (n == 0)
        return 0;
    bool sign = kx_char_at(ctx, user + n) == '@';
    size_t host = user + n + (sign ? 1 : at_in_words(ctx, user + n));
    if (host == user + n)
        return 0;
    size_t length = kx_net_host_at(ctx, host, sign ? KX_HOST_ANY : KX_HOST_KNOWN);
    if (length == 0 || !memchr(ctx->text + host, '.', length))
        return 0;
    set_user(token, ctx->text + user, n);
    kx_token_set_text(token, KX_FIELD_HOST, ctx->text + host, (gssize)length);
    size_t end = host + length, rest = rest_at(ctx, end);
    if (rest > 0)
        kx_token_set_text(token, KX_FIELD_PATH, ctx->text + end, (gssize)rest);
    else
        rest = kx_net_suffix_match(ctx, token, end);
    return end + rest - ctx->at;
}

static size_t email_match(const kx_context *ctx, kx_token *token)
{
    size_t word = kx_net_plain_word_at(ctx);
    if (word > 0 && at_in_words(ctx, ctx->at + word) == 0)
        return 0;
    if (ctx->text[ctx->at] == '<')
        return kx_net_in_brackets(ctx, token, address_match);
    return kx_net_may_start(ctx) ? address_match(ctx, token) : 0;
}

static bool email_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    kx_say_net(out, style, kx_token_get_text(token, KX_FIELD_USER), KX_NET_NAME);
    kx_say_net(out, style, "@", KX_NET_NAME);
    kx_say_net(out, style, kx_token_get_text(token, KX_FIELD_HOST), KX_NET_HOST);
    kx_say_net(out, style, kx_token_get_text(token, KX_FIELD_PATH), KX_NET_PATH);
    kx_say_net_suffix(out, token);
    return true;
}

const kx_class kx_class_email = {
    .name = "email",
    .what = N_("e-mail addresses"),
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = email_match,
    .say = email_say,
};
