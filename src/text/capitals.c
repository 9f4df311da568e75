/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/capitals.h"

#include "text/acronym_letters.h"
#include "text/table.h"

#include <string.h>

enum { PLAIN_BYTES = 4 };

typedef struct {
    kx_range range;
    unsigned words;  /* of two letters or more */
    unsigned dutch;  /* those that look like Dutch words */
    unsigned listed; /* those with a comma or slash behind them */
    unsigned plain;  /* and of these the ones too long for an acronym read as letters */
    bool function;   /* a function word is among them */
    bool opened;     /* an abbreviation stands before the first word */
} capital_run;

static bool has_lower(const char *word, size_t length)
{
    for (const char *at = word; at < word + length; at = g_utf8_next_char(at)) {
        if (g_unichar_islower(g_utf8_get_char(at)))
            return true;
    }
    return false;
}

/* Whether the lexicon has an acronym that is said as a word (NAVO), with its sounds. */
static bool is_spoken_acronym(const kx_context *ctx, const char *word, size_t length)
{
    const kx_cell *row = kx_lexicon_find(kx_context_lexicon(ctx), KX_LEXICON_SOUND, word, length);
    const char *written = row ? kx_text(row, KX_LEXICON_WRITTEN) : "";
    return g_ascii_isupper(written[0]) && g_ascii_isupper(written[1]);
}

/* Adds a word of two letters or more: whether it can be an ordinary Dutch one. */
static void count_word(const kx_context *ctx, capital_run *run, const char *word, size_t length)
{
    bool function = kx_table_find_lower(&kx_table_function_words, word, length) != NULL;
    const kx_cell *row = kx_lexicon_find(kx_context_lexicon(ctx), KX_LEXICON_READING, word, length);
    bool spoken = is_spoken_acronym(ctx, word, length);
    bool dutch =
        function || (row ? kx_lexicon_row_is_word(row) : spoken || kx_pronounceable(word, length));
    run->words++;
    run->dutch += dutch;
    run->function |= function;
    run->plain += dutch && !row && length >= PLAIN_BYTES && !spoken;
}

/* A run of three words or more in capitals of which most look like Dutch words is emphasis and not
 * a row of acronyms, as INEOS, UAE, EF and HR, BI, OR are: one is too long for those or a function
 * word. So is a whole sentence of one or two, if they are all too long for acronyms or one is a
 * function word. */
static void end_run(GArray *runs, capital_run *run, bool whole)
{
    bool all = run->plain == run->words || (run->function && run->dutch == run->words);
    bool listed = run->listed + 1 >= run->words;
    bool emphasis = run->words >= 3 ? 2 * run->dutch > run->words && !listed &&
                                          (run->plain > 0 || run->function)
                                    : whole && run->words > 0 && all;
    if (emphasis)
        g_array_append_val(runs, run->range);
    *run = (capital_run){.range = {run->range.end, run->range.end}};
}

/* Letters and digits at `at` of which one at least is a digit (12E, A27): neither a word in
 * capitals nor one in small letters. */
static size_t code_at(const kx_context *ctx, size_t at)
{
    size_t n = 0;
    bool digits = false;
    while (at + n < ctx->end && g_ascii_isalnum(ctx->text[at + n])) {
        digits |= g_ascii_isdigit(ctx->text[at + n]);
        n++;
    }
    return digits ? n : 0;
}

/* Goes on with the word at `at`; false if it ends the run. A single letter does, but not that of an
 * ending (KVK'S). */
static bool take_word(const kx_context *ctx, capital_run *run, size_t at, size_t n)
{
    const char *word = ctx->text + at;
    bool single = g_utf8_next_char(word) == word + n;
    if (has_lower(word, n) || (single && !kx_is_apostrophe(kx_char_before(ctx, at))))
        return false;
    if (run->words == 0 && !run->opened)
        run->range.start = at;
    run->range.end = at + n;
    if (!single)
        count_word(ctx, run, word, n);
    return true;
}

/* I.V.M., T/M: an abbreviation of single letters in capitals, which is neither a word nor the end
 * of a run. Its bytes, or 0. */
static size_t abbreviation_at(const kx_context *ctx, size_t at)
{
    enum { KEY_MAX = 16 };
    size_t n = 0;
    while (n < KEY_MAX && at + n < ctx->end &&
           (g_ascii_isupper(ctx->text[at + n]) || strchr("./", ctx->text[at + n])))
        n++;
    if (n < strlen("T/M") || !strchr("./", ctx->text[at + 1]) || !kx_ends_at(ctx, at + n))
        return 0;
    return kx_table_find_lower(&kx_table_abbreviations, ctx->text + at, n) ? n : 0;
}

GArray *kx_capital_runs(const kx_context *ctx)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(kx_range));
    capital_run run = {.range = {ctx->start, ctx->start}};
    bool whole = true;
    for (size_t at = ctx->start; at < ctx->end;) {
        size_t code = code_at(ctx, at);
        if (code == 0 && (code = abbreviation_at(ctx, at)) > 0 && run.words == 0 && !run.opened) {
            run.opened = true;
            run.range.start = at;
        }
        size_t n = code > 0 ? code : kx_word_at(ctx, at);
        if (n == 0) {
            if (ctx->text[at] == '(') { /* AMSTERDAM (ANP) */
                end_run(runs, &run, false);
                whole = false;
            }
            run.listed += strchr(",/", ctx->text[at]) && run.range.end == at && run.words > 0;
            at += kx_width(kx_char_at(ctx, at));
            continue;
        }
        if (code == 0 && !take_word(ctx, &run, at, n)) {
            end_run(runs, &run, false);
            whole = false;
        }
        at += n;
    }
    end_run(runs, &run, whole);
    return runs;
}
