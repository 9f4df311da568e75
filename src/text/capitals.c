/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/capitals.h"

#include "text/table.h"

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

GArray *kx_capital_runs(const kx_context *ctx)
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
        gunichar before = kx_char_before(ctx, at);
        bool ending = kx_is_apostrophe(before) || g_unichar_isdigit(before); /* 'S, 12E */
        if (has_lower(word, n) || (single && !ending)) {
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
