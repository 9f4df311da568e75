/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question is cut into its clauses, and these are asked from the last to the first: one that
 * opens with a question word and has the order of a main clause makes it fall; a tag, or a verb
 * before its subject, makes it rise. The roles of words are those of voices/nl/questions.tsv. */
#include "text/question.h"

#include "text/table.h"

#include <string.h>

/* Bounds of the work. */
enum { QUESTION_TOKENS = 100, CLAUSES_MAX = 12, WORDS_MAX = 24, WORD_BYTES_MAX = 24 };

typedef struct {
    const kx_token *words[WORDS_MAX]; /* its first ones; marks and quotes are none */
    unsigned n_words;
    const kx_token *last; /* word, or NULL */
} clause;

typedef struct {
    const kx_context *ctx;
    clause clauses[CLAUSES_MAX]; /* the last one first */
    unsigned n;
} question;

typedef enum { GO_ON, FALLS, RISES } verdict;

/* The row of a word, also where an accent stresses it (wáárom). */
static const kx_cell *row_of(const char *word, size_t length)
{
    const kx_cell *row = kx_table_find_lower(&kx_table_questions, word, length);
    if (row || length > WORD_BYTES_MAX)
        return row;
    char bare[WORD_BYTES_MAX + 1];
    size_t n = 0;
    for (const char *at = word; at < word + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at), base, mark;
        if (c >= 128 && (!g_unichar_decompose(c, &base, &mark) || mark != 0x301 || base >= 128))
            return NULL;
        bare[n++] = (char)(c < 128 ? c : base);
    }
    return n < length ? kx_table_find_lower(&kx_table_questions, bare, n) : NULL;
}

static bool has_role(const question *q, const kx_token *word, const char *role)
{
    const kx_cell *row =
        row_of(q->ctx->text + word->range.start, word->range.end - word->range.start);
    for (; row; row = kx_table_next(&kx_table_questions, row)) {
        if (strcmp(kx_text(row, 1), role) == 0)
            return true;
    }
    return false;
}

/* ---- clauses ---- */

static bool is_quote(const kx_token *token, bool closing)
{
    const char *quote = kx_token_get_text(token, KX_FIELD_QUOTE);
    return quote && (strcmp(quote, KX_QUOTE_CLOSES) == 0) == closing;
}

static bool is_word(const kx_context *ctx, const kx_token *token)
{
    kx_context there = *ctx;
    there.end = token->range.end;
    gunichar c = kx_char_at(&there, token->range.start);
    return kx_is_letter(c) || g_unichar_isdigit(c) || kx_is_apostrophe(c);
}

/* The words of the tokens [first, end). */
static void add_clause(question *q, unsigned first, unsigned end)
{
    clause *c = &q->clauses[q->n];
    *c = (clause){.n_words = 0};
    for (unsigned i = first; i < end; i++) {
        const kx_token *token = &g_array_index(q->ctx->before, kx_token, i);
        if (is_quote(token, true) || is_quote(token, false) || !is_word(q->ctx, token))
            continue;
        if (c->n_words < WORDS_MAX)
            c->words[c->n_words++] = token;
        c->last = token;
    }
    q->n += c->n_words > 0;
}

/* The clauses before the question mark, back to where the question opens: behind a stop or a colon,
 * or the quote that it stands in. What is quoted inside it belongs to the clause around. */
static void find_clauses(question *q)
{
    unsigned quotes = 0, at = q->ctx->before->len, end = at;
    unsigned least = at > QUESTION_TOKENS ? at - QUESTION_TOKENS : 0;
    for (; at > least && q->n < CLAUSES_MAX; at--) {
        const kx_token *token = &g_array_index(q->ctx->before, kx_token, at - 1);
        if (is_quote(token, true)) {
            quotes++;
        } else if (is_quote(token, false)) {
            if (quotes == 0)
                break;
            quotes--;
        } else if (quotes == 0 && kx_token_has(token, KX_FIELD_MARK)) {
            if (kx_token_get_mark(token) != ',')
                break;
            add_clause(q, at, end);
            end = at - 1;
        }
    }
    if (q->n < CLAUSES_MAX)
        add_clause(q, at, end);
}

/* ---- what a clause says ---- */

/* Words that say nothing of what is asked, at words[from]: how many. */
static unsigned aside_at(const question *q, const clause *c, unsigned from)
{
    static const char *const asides[] = {"hoe dan ook",     "wat mij betreft",  "wat dat betreft",
                                         "wat hem betreft", "wat haar betreft", "wat u betreft"};
    enum { ASIDE_WORDS = 3 };
    kx_context there = *q->ctx;
    if (from + ASIDE_WORDS > c->n_words)
        return 0;
    there.end = c->words[from + ASIDE_WORDS - 1]->range.end;
    for (unsigned i = 0; i < G_N_ELEMENTS(asides); i++) {
        if (kx_word_is(&there, c->words[from]->range.start, asides[i]))
            return ASIDE_WORDS;
    }
    return 0;
}

/* The word that the clause opens with, behind those that may stand before a question word. */
static unsigned opening_of(const question *q, const clause *c)
{
    unsigned at = 0;
    while (at < c->n_words && has_role(q, c->words[at], "before"))
        at++;
    return at + aside_at(q, c, at);
}

static bool is_tag(const question *q, const clause *c)
{
    for (unsigned i = 0; i < c->n_words; i++) {
        if (!has_role(q, c->words[i], "tag") && !has_role(q, c->words[i], "before"))
            return false;
    }
    return true;
}

/* "waarom hij niet kwam": a question word and its subject; but "waarom hij niet?" is asked. */
static bool is_embedded(const question *q, const clause *c, unsigned ask)
{
    return ask + 2 < c->n_words && has_role(q, c->words[ask + 1], "subject") &&
           !has_role(q, c->last, "particle") && !has_role(q, c->last, "tag");
}

/* "gaat hij ook mee": a verb and its subject. */
static bool is_inverted(const question *q, const clause *c, unsigned verb)
{
    return verb + 2 < c->n_words && !has_role(q, c->words[verb], "other") &&
           (has_role(q, c->words[verb + 1], "subject") ||
            has_role(q, c->words[verb + 1], "pronoun"));
}

static verdict judge(const question *q, unsigned index)
{
    const clause *c = &q->clauses[index];
    unsigned opening = opening_of(q, c);
    bool ends = index == 0, begins = index + 1 == q->n;
    if (ends && is_tag(q, c))
        return RISES;
    if (!ends && !begins)
        return GO_ON; /* "de man, wiens zoon ziek is, ..." */
    if (opening < c->n_words && has_role(q, c->words[opening], "ask"))
        return is_embedded(q, c, opening) ? GO_ON : FALLS;
    return ends && is_inverted(q, c, opening) ? RISES : GO_ON;
}

/* "Waarom, vroeg hij, gebeurt dit nu?" */
static bool is_parted(const question *q)
{
    const clause *first = &q->clauses[q->n - 1];
    return q->n > 2 && opening_of(q, first) + 1 == first->n_words &&
           has_role(q, first->last, "ask");
}

/* "Wat is het koud hè?" */
static bool ends_in_tag(const question *q)
{
    static const char *const tags[] = {"hè", "hé", "nietwaar", NULL};
    return kx_previous_is(q->ctx, 0, tags);
}

bool kx_question_falls(const kx_context *ctx)
{
    question q = {.ctx = ctx};
    find_clauses(&q);
    if (q.n == 0 || ends_in_tag(&q))
        return false;
    verdict said = is_parted(&q) ? FALLS : GO_ON;
    for (unsigned i = 0; said == GO_ON && i < q.n; i++)
        said = judge(&q, i);
    return said == FALLS;
}
