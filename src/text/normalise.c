/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/normalise.h"

#include "text/table.h"

#include <string.h>

/* ---- capitals for emphasis ---- */

enum { PLAIN_BYTES = 4 };

typedef struct {
    kx_range range;
    unsigned words; /* of two letters or more */
    unsigned dutch; /* those that look like Dutch words */
    unsigned plain; /* and of these the ones too long for an acronym read as letters */
} capital_run;

static bool has_lower(const char *word, size_t length)
{
    for (const char *at = word; at < word + length; at = g_utf8_next_char(at)) {
        if (g_unichar_islower(g_utf8_get_char(at)))
            return true;
    }
    return false;
}

/* Adds a word of two letters or more: whether it can be an ordinary Dutch one. */
static void count_word(capital_run *run, const char *word, size_t length)
{
    bool function = kx_table_find_lower(&kx_table_function_words, word, length) != NULL;
    bool acronym = kx_table_find(&kx_table_acronyms, word, length) ||
                   kx_table_find_lower(&kx_table_acronyms, word, length);
    bool dutch = function || (!acronym && kx_pronounceable(word, length));
    run->words++;
    run->dutch += dutch;
    run->plain += dutch && length >= PLAIN_BYTES;
}

/* A run of three words or more in capitals of which most look like Dutch words is emphasis and not
 * a row of acronyms; so is a whole sentence of one or two, if they are too long for acronyms. */
static void end_run(GArray *runs, capital_run *run, bool whole)
{
    bool emphasis = run->words >= 3 ? 2 * run->dutch > run->words
                                    : whole && run->words > 0 && run->plain == run->words;
    if (emphasis)
        g_array_append_val(runs, run->range);
    *run = (capital_run){.range = {run->range.end, run->range.end}};
}

static GArray *find_capitals(const kx_context *ctx)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(kx_range));
    capital_run run = {.range = {ctx->start, ctx->start}};
    bool whole = true;
    for (size_t at = ctx->start; at < ctx->end;) {
        size_t n = kx_word_at(ctx, at);
        if (n == 0) {
            at += (size_t)g_unichar_to_utf8(kx_char_at(ctx, at), NULL);
            continue;
        }
        const char *word = ctx->text + at;
        bool single = g_utf8_next_char(word) == word + n;
        if (has_lower(word, n) || (single && !kx_is_apostrophe(kx_char_before(ctx, at)))) {
            end_run(runs, &run, false);
            whole = false;
        } else {
            if (run.words == 0)
                run.range.start = at;
            run.range.end = at + n;
            if (!single)
                count_word(&run, word, n);
        }
        at += n;
    }
    end_run(runs, &run, whole);
    return runs;
}

/* ---- tokens ---- */

static kx_token new_token(const kx_context *ctx, GStringChunk *arena)
{
    kx_token token = {.range = {ctx->at, ctx->at}, .arena = arena};
    if (ctx->before->len > 0) {
        const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
        token.glued = last->range.end == ctx->at;
    }
    return token;
}

/* The longest match at ctx->at; the first of equals. */
static kx_token classify(const kx_context *ctx, GStringChunk *arena)
{
    const kx_token empty = new_token(ctx, arena);
    kx_token best = empty;
    for (unsigned i = 0; kx_classes[i]; i++) {
        kx_token token = empty;
        token.class = kx_classes[i];
        size_t n = kx_classes[i]->match(ctx, &token);
        if (n == 0)
            continue;
        token.range.end = ctx->at + n;
        if (token.range.end > best.range.end)
            best = token;
    }
    g_assert(best.range.end > ctx->at && best.range.end <= ctx->end);
    return best;
}

static void skip_blanks(kx_context *ctx)
{
    ctx->at += kx_blanks_at(ctx, ctx->at);
}

static GArray *tokenise(kx_context *ctx, const GArray *capitals, GStringChunk *arena)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(kx_token));
    unsigned run = 0;
    ctx->before = tokens;
    for (skip_blanks(ctx); ctx->at < ctx->end; skip_blanks(ctx)) {
        while (run < capitals->len && g_array_index(capitals, kx_range, run).end <= ctx->at)
            run++;
        ctx->all_capitals =
            run < capitals->len && g_array_index(capitals, kx_range, run).start <= ctx->at;
        kx_token token = classify(ctx, arena);
        g_array_append_val(tokens, token);
        ctx->at = token.range.end;
    }
    return tokens;
}

/* ---- morphemes ---- */

static bool say(kx_spoken *out, const kx_token *token, const kx_style *style)
{
    g_array_append_val(out->tokens, *token);
    unsigned before = out->morphemes->len;
    if (token->class->say(token, style, out))
        return true;
    g_array_set_size(out->morphemes, before);
    g_array_set_size(out->tokens, out->tokens->len - 1);
    return false;
}

/* A token that its class cannot say is taken apart again by verbatim, which can say anything. */
static void say_verbatim(kx_spoken *out, kx_context ctx, const kx_token *token)
{
    ctx.start = ctx.at = token->range.start;
    ctx.end = token->range.end;
    ctx.before = out->tokens;
    for (skip_blanks(&ctx); ctx.at < ctx.end; skip_blanks(&ctx)) {
        kx_token piece = new_token(&ctx, out->arena);
        piece.class = &kx_class_verbatim;
        piece.range.end = ctx.at + kx_class_verbatim.match(&ctx, &piece);
        g_assert(piece.range.end > ctx.at && piece.range.end <= ctx.end);
        if (!say(out, &piece, ctx.style))
            g_assert_not_reached();
        ctx.at = piece.range.end;
    }
}

kx_spoken *kx_normalise(const kx_document *doc, kx_range range, const kx_style *style)
{
    g_return_val_if_fail(range.start <= range.end && range.end <= doc->length, NULL);
    kx_spoken *out = kx_spoken_new();
    kx_context ctx = {.text = doc->text,
                      .start = range.start,
                      .end = range.end,
                      .at = range.start,
                      .style = style};
    g_autoptr(GArray) capitals = find_capitals(&ctx);
    g_autoptr(GArray) tokens = tokenise(&ctx, capitals, out->arena);
    for (unsigned i = 0; i < tokens->len; i++) {
        const kx_token *token = &g_array_index(tokens, kx_token, i);
        if (!say(out, token, style))
            say_verbatim(out, ctx, token);
    }
    return out;
}
