/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the classes of the internet share (email, url, social, filename): where an address may
 * begin, what a host, a path and their endings look like, and how their parts are read. */
#pragma once

#include "text/class.h"

/* ---- match ---- */

/* Bounds on the work, above what is written. */
enum { KX_NET_NAME_MAX = 64, KX_NET_HOST_MAX = 253, KX_NET_PATH_MAX = 2048 };

/* Whether an address may begin at ctx->at: it is no part of another one (after a letter, a digit, a
 * dot, an @ or a slash). */
bool kx_net_may_start(const kx_context *ctx);
/* Whether nothing but a blank, a bracket or a quote stands before ctx->at. */
bool kx_net_is_free(const kx_context *ctx);
/* Length of the ASCII letters at ctx->at where no address goes on behind them: most of any text. */
size_t kx_net_plain_word_at(const kx_context *ctx);
/* Letters, digits and their marks at `at`; at most `limit` bytes are looked at. */
size_t kx_net_run_at(const kx_context *ctx, size_t at, size_t limit);
/* Letters, digits, _ and inner hyphens at `at`: one label of a host, a user's name. */
size_t kx_net_label_at(const kx_context *ctx, size_t at);

typedef enum {
    KX_HOST_KNOWN, /* two labels or more, the last one a top domain as it is usually written */
    KX_HOST_ANY,   /* what follows a scheme, www. or an @ */
} kx_host_rule;

/* A host at `at`: its length, 0 if there is none. It ends before a compound (bol.com-topman) and
 * before the next sentence (nu.nl.Het). */
size_t kx_net_host_at(const kx_context *ctx, size_t at, kx_host_rule rule);
/* Port, path, query and fragment at `at`, without the marks of the sentence behind them. */
size_t kx_net_path_at(const kx_context *ctx, size_t at);
/* The signs that a path may hold, at `at`, without those marks. */
size_t kx_net_body_at(const kx_context *ctx, size_t at);
/* <https://x.nl>, <info@x.nl>: what `match` takes behind the < at ctx->at, if a > follows it. */
typedef size_t (*kx_net_match)(const kx_context *ctx, kx_token *token);
size_t kx_net_in_brackets(const kx_context *ctx, kx_token *token, kx_net_match match);
/* Whether a known extension with its dot ends at a border at `dot`: its length with the dot. */
size_t kx_net_extension_at(const kx_context *ctx, size_t dot);
/* Whether text[at..at+length) is an abbreviation with the dot that follows (nr.de). */
bool kx_net_is_abbreviation(const kx_context *ctx, size_t at, size_t length);
/* -topman, 's, 'er at `at`: sets SUFFIX, its length. */
size_t kx_net_suffix_match(const kx_context *ctx, kx_token *token, size_t at);

/* ---- say ---- */

typedef enum {
    KX_NET_HOST, /* labels: no capitals inside; the last one is a top domain */
    KX_NET_NAME, /* a user, a handle, a hashtag: words split at their capitals */
    KX_NET_PATH, /* words split at their capitals; .ext is an extension */
} kx_net_kind;

/* Signs by name, words, letters and numbers; nothing where `text` is NULL. */
void kx_say_net(kx_spoken *out, const kx_style *style, const char *text, kx_net_kind kind);
/* The field SUFFIX. */
void kx_say_net_suffix(kx_spoken *out, const kx_token *token);
