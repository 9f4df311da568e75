/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses on the net: https://www.x.nl/pad, nu.nl, bol.com-topman, localhost:8080, doi:10.1000/1,
 * and top domains alone (.nl-domein). The scheme of a page, www. and a final slash are not said. */
#include "text/electronic.h"
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

static bool starts_with(const kx_context *ctx, size_t at, const char *prefix)
{
    size_t n = strlen(prefix);
    return ctx->end - at >= n && g_ascii_strncasecmp(ctx->text + at, prefix, n) == 0;
}

/* Length of "www." before a host. */
static size_t www_at(const kx_context *ctx, size_t at)
{
    size_t n = starts_with(ctx, at, "www.") ? 4 : 0;
    return n > 0 && kx_net_run_at(ctx, at + n, 1) > 0 ? n : 0;
}

/* Path and ending behind a host that ends at `end`; the token's length. */
static size_t finish(const kx_context *ctx, kx_token *token, size_t end)
{
    size_t n = kx_net_path_at(ctx, end);
    if (n == 0)
        return end + kx_net_suffix_match(ctx, token, end) - ctx->at;
    bool slash = ctx->text[end + n - 1] == '/';
    if (n > 1 || !slash)
        kx_token_set_text(token, KX_FIELD_PATH, ctx->text + end, (gssize)(slash ? n - 1 : n));
    end += n;
    return end + kx_net_suffix_match(ctx, token, end) - ctx->at;
}

/* ---- with a scheme ---- */

/* Length of "https://" or another scheme at `at`, 0 if there is none. */
static size_t scheme_at(const kx_context *ctx, size_t at)
{
    enum { SCHEME_MAX = 20 };
    size_t n = 0;
    while (n < SCHEME_MAX && at + n < ctx->end &&
           (g_ascii_isalnum(ctx->text[at + n]) || strchr("+-.", ctx->text[at + n])))
        n++;
    return n > 1 && starts_with(ctx, at + n, "://") ? n + 3 : 0;
}

/* Whether a scheme goes without saying. */
static bool is_silent(const kx_context *ctx, size_t at)
{
    static const char *const silent[] = {"http:", "https:", "ftp:", "ftps:", "sftp:"};
    for (unsigned i = 0; i < G_N_ELEMENTS(silent); i++) {
        if (starts_with(ctx, at, silent[i]))
            return true;
    }
    return false;
}

static size_t scheme_match(const kx_context *ctx, kx_token *token)
{
    size_t scheme = scheme_at(ctx, ctx->at), at = ctx->at + scheme;
    if (scheme == 0)
        return 0;
    size_t user = kx_net_label_at(ctx, at);
    if (user > 0 && kx_char_at(ctx, at + user) == '@') {
        kx_token_set_text(token, KX_FIELD_USER, ctx->text + at, (gssize)user);
        at += user + 1;
    }
    size_t www = www_at(ctx, at), n = kx_net_host_at(ctx, at + www, KX_HOST_ANY);
    size_t from = n > 0 && is_silent(ctx, ctx->at) ? at + www : ctx->at;
    kx_token_set_text(token, KX_FIELD_HOST, ctx->text + from, (gssize)(at + www + n - from));
    if (n == 0 && kx_char_at(ctx, at) != '/')
        return scheme;
    return finish(ctx, token, at + www + n);
}

/* doi:10.1000/182, arXiv:2101.00001, magnet:?xt=...: what follows is no host. */
static size_t opaque_match(const kx_context *ctx, kx_token *token)
{
    static const char *const schemes[] = {"doi:", "arxiv:", "magnet:", "urn:", "about:", "data:"};
    enum { DOI };
    for (unsigned i = 0; i < G_N_ELEMENTS(schemes); i++) {
        if (!starts_with(ctx, ctx->at, schemes[i]))
            continue;
        size_t at = ctx->at + strlen(schemes[i]);
        if (i == DOI && kx_char_at(ctx, at) == ' ')
            at++;
        bool query = kx_char_at(ctx, at) == '?';
        if (kx_net_run_at(ctx, at + query, 1) == 0)
            return 0;
        at += kx_net_body_at(ctx, at);
        kx_token_set_text(token, KX_FIELD_PATH, ctx->text + ctx->at, (gssize)(at - ctx->at));
        return at - ctx->at;
    }
    return 0;
}

/* ---- without one ---- */

/* 10.1016/j.cell.2019: the number of an article, without "doi:". */
static size_t doi_match(const kx_context *ctx, kx_token *token)
{
    enum { PREFIX = 3, PUBLISHER_MIN = 4 };
    if (!starts_with(ctx, ctx->at, "10."))
        return 0;
    size_t digits = kx_digits_at(ctx, ctx->at + PREFIX), slash = ctx->at + PREFIX + digits;
    if (digits < PUBLISHER_MIN || kx_char_at(ctx, slash) != '/' ||
        kx_net_run_at(ctx, slash + 1, 1) == 0)
        return 0;
    size_t n = slash + kx_net_body_at(ctx, slash) - ctx->at;
    kx_token_set_text(token, KX_FIELD_PATH, ctx->text + ctx->at, (gssize)n);
    return n;
}

/* localhost:8080, localhost/map; without port and path it is a word. */
static size_t localhost_match(const kx_context *ctx, kx_token *token)
{
    size_t n = strlen("localhost"), end = ctx->at + n;
    if (!kx_word_is(ctx, ctx->at, "localhost") || kx_net_path_at(ctx, end) < 2)
        return 0;
    kx_token_set_text(token, KX_FIELD_HOST, ctx->text + ctx->at, (gssize)n);
    return finish(ctx, token, end);
}

/* .nl, .com-adres, .NET: a top domain alone. Of words (.in, .de) only with what makes it one. */
static size_t top_match(const kx_context *ctx, kx_token *token)
{
    static const char *const domains[] = {"domein", "domeinnaam", "domeinen", "domeinnamen", NULL};
    size_t at = ctx->at + 1, n = kx_net_run_at(ctx, at, KX_NET_NAME_MAX);
    if (n < 2 || !kx_net_is_free(ctx) || !kx_ends_at(ctx, at + n))
        return 0;
    bool net = starts_with(ctx, at, "NET");
    const char *text = ctx->text + at;
    if (!net && !kx_table_find(&kx_table_topdomains, text, n))
        return 0;
    bool word = kx_table_find(&kx_table_function_words, text, n) != NULL;
    kx_token_set_text(token, KX_FIELD_HOST, ctx->text + ctx->at, (gssize)n + 1);
    size_t suffix = kx_net_suffix_match(ctx, token, at + n);
    if (word && suffix == 0 && !kx_follows(ctx, at + n, domains))
        return 0;
    return n + 1 + suffix;
}

static size_t host_match(const kx_context *ctx, kx_token *token)
{
    size_t www = www_at(ctx, ctx->at), at = ctx->at + www;
    size_t n = kx_net_host_at(ctx, at, www > 0 ? KX_HOST_ANY : KX_HOST_KNOWN);
    if (n == 0)
        return 0;
    kx_token_set_text(token, KX_FIELD_HOST, ctx->text + at, (gssize)n);
    return finish(ctx, token, at + n);
}

static size_t address_match(const kx_context *ctx, kx_token *token)
{
    size_t n = scheme_match(ctx, token);
    if (n == 0)
        n = opaque_match(ctx, token);
    if (n == 0)
        n = doi_match(ctx, token);
    if (n == 0)
        n = localhost_match(ctx, token);
    return n > 0 ? n : host_match(ctx, token);
}

static size_t url_match(const kx_context *ctx, kx_token *token)
{
    char first = ctx->text[ctx->at];
    if (first == '.')
        return top_match(ctx, token);
    if (first == '<')
        return kx_net_in_brackets(ctx, token, address_match);
    bool run = kx_net_may_start(ctx) && kx_net_run_at(ctx, ctx->at, 1) > 0;
    return run ? address_match(ctx, token) : 0;
}

static bool url_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *user = kx_token_get_text(token, KX_FIELD_USER);
    if (user) {
        kx_say_net(out, style, user, KX_NET_NAME);
        kx_say_net(out, style, "@", KX_NET_NAME);
    }
    kx_say_net(out, style, kx_token_get_text(token, KX_FIELD_HOST), KX_NET_HOST);
    kx_say_net(out, style, kx_token_get_text(token, KX_FIELD_PATH), KX_NET_PATH);
    kx_say_net_suffix(out, token);
    return true;
}

const kx_class kx_class_url = {
    .name = "url",
    .what = N_("addresses and domains on the net"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = url_match,
    .say = url_say,
};
