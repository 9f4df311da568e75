/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/normalise.h"

#include "text/capitals.h"
#include "text/table.h"

#include <string.h>

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

/* Whether the word of ASCII letters that ends at `at` may be a plain one: nothing goes on from it
 * but a blank, or a mark and a blank. */
static bool is_plain_end(const kx_context *ctx, size_t at)
{
    if (at < ctx->end && strchr(",;!?)", ctx->text[at]))
        at++;
    return at == ctx->end || ctx->text[at] == ' ' || ctx->text[at] == '\n';
}

/* Whether nothing but a word can begin with the n letters at ctx->at. A bracket behind them may
 * make an address of them, and a user's lexicon more than the built-in one knows. */
static bool is_only_a_word(const kx_context *ctx, size_t n)
{
    const char *word = ctx->text + ctx->at;
    char next = kx_ascii_at(ctx, ctx->at + n + kx_blanks_at(ctx, ctx->at + n));
    size_t numerals = g_ascii_isupper(*word) && word[n - 1] == 'e' ? n - 1 : n; /* Ve */
    bool vowel = false, roman = true;
    for (size_t i = 0; i < n; i++) {
        vowel |= strchr("aeiouyAEIOUY", word[i]) != NULL;
        roman &= i >= numerals || strchr("ivxlcdmIVXLCDM", word[i]) != NULL;
    }
    if (!vowel || roman || next == '[' || next == '(' ||
        kx_lexicon_n_layers(kx_context_lexicon(ctx)) > 0)
        return false;
    const kx_cell *row = kx_table_find_lower(&kx_table_beginnings, word, n);
    return !row || !(strchr(kx_text(row, 1), KX_BEGINNING_ANY) ||
                     (next && strchr(kx_text(row, 1), g_ascii_tolower(next))));
}

static kx_start start_at(const kx_context *ctx)
{
    size_t at = ctx->at;
    if (g_ascii_isdigit(ctx->text[at]))
        return KX_AT_DIGIT;
    bool blank = at + 1 == ctx->end || ctx->text[at + 1] == ' ' || ctx->text[at + 1] == '\n';
    if (strchr(",;.", ctx->text[at]) && blank)
        return KX_AT_MARK;
    if (!g_ascii_isalpha(ctx->text[at]))
        return g_unichar_isalpha(kx_char_at(ctx, at)) ? KX_AT_LETTER : KX_AT_SIGN;
    while (++at < ctx->end && g_ascii_islower(ctx->text[at]))
        ;
    if (at - ctx->at < 2 || !is_plain_end(ctx, at))
        return KX_AT_LETTER;
    return is_only_a_word(ctx, at - ctx->at) ? KX_AT_PLAIN : KX_AT_WORD;
}

/* The longest match at ctx->at; the first of equals. */
static kx_token classify(const kx_context *ctx, GStringChunk *arena)
{
    kx_token token = new_token(ctx, arena), best = token;
    for (unsigned i = 0; kx_classes[i]; i++) {
        if (!(kx_classes[i]->starts & ctx->begins))
            continue;
        token.class = kx_classes[i];
        token.n_fields = 0;
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
        ctx->begins = start_at(ctx);
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

static bool opens_note(const kx_document *doc, size_t at)
{
    for (guint i = doc->blocks->len; i-- > 0;) {
        const kx_block *block = &g_array_index(doc->blocks, kx_block, i);
        if (block->range.start <= at)
            return block->kind == KX_BLOCK_NOTE && block->range.start == at;
    }
    return false;
}

kx_spoken *kx_normalise(const kx_document *doc, kx_range range, const kx_style *style)
{
    g_return_val_if_fail(range.start <= range.end && range.end <= doc->length, NULL);
    kx_spoken *out = kx_spoken_new();
    out->lexicon = style->lexicon;
    kx_context ctx = {.text = doc->text,
                      .start = range.start,
                      .end = range.end,
                      .at = range.start,
                      .style = style,
                      .is_note = doc->text[range.start] == '[' && opens_note(doc, range.start)};
    g_autoptr(GArray) capitals = kx_capital_runs(&ctx);
    g_autoptr(GArray) tokens = tokenise(&ctx, capitals, out->arena);
    for (unsigned i = 0; i < tokens->len; i++) {
        const kx_token *token = &g_array_index(tokens, kx_token, i);
        if (!say(out, token, style))
            say_verbatim(out, ctx, token);
    }
    return out;
}
