/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Abbreviations, read in full by the table (bijv., m.b.t., dr., t/m). A dot that also ends the
 * sentence is said as its mark. */
#include "text/codes.h"
#include "text/condition.h"
#include "text/dotted.h"
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

/* No key of the table is longer; those without a dot or slash are at most so long. */
enum { KEY_BYTES_MAX = 24, PLAIN_KEY_BYTES_MAX = 6 };

/* Of the rows with one key: the first whose condition holds, else the one that has none. */
static const kx_cell *choose(const kx_context *ctx, size_t end, const kx_cell *row)
{
    const kx_cell *plain = NULL;
    for (; row; row = kx_table_next(&kx_table_abbreviations, row)) {
        if (!*kx_text(row, 3))
            plain = row;
        else if (kx_condition_holds(ctx, end, kx_text(row, 3)))
            return row;
    }
    return plain;
}

/* Whether only the first letter is a capital, as at the start of a sentence. */
static bool is_capitalised(const char *key)
{
    if (!g_unichar_isupper(g_utf8_get_char(key)))
        return false;
    for (const char *at = g_utf8_next_char(key); *at; at = g_utf8_next_char(at)) {
        if (g_unichar_isupper(g_utf8_get_char(at)))
            return false;
    }
    return true;
}

/* TEL. 020-1234567, BLZ. 34: in capitals before its number. */
static bool is_label(const kx_context *ctx, const char *key)
{
    const size_t n = strlen(key), end = ctx->at + n;
    return g_str_has_suffix(key, ".") && kx_code_is_capitals(ctx, ctx->at, n - 1) &&
           kx_digits_at(ctx, end + kx_blanks_at(ctx, end)) > 0;
}

/* Whether a key may also be found with its capitals made small. Without a dot only where any word
 * has a capital: Ed and Nav are names. */
static bool may_fold(const kx_context *ctx, const char *key)
{
    if (ctx->all_capitals || is_label(ctx, key))
        return strlen(key) > 2;
    bool first = ctx->at == ctx->start && strlen(key) > 2;
    return is_capitalised(key) && (first || strpbrk(key, "./"));
}

/* "sloot in de min.", "raakte van de tel.": a word, and the end of its sentence. */
static bool is_word_at_end(const kx_context *ctx, const char *key)
{
    static const char *const de[] = {"de", NULL}, *const links[] = {"in", "van", NULL};
    return (strcmp(key, "min.") == 0 ||
            (strcmp(key, "tel.") == 0 && kx_is_last(ctx, ctx->at + 4))) &&
           kx_previous_is(ctx, 0, de) && kx_previous_is(ctx, 1, links);
}

/* "een min... of meer", "red... mij": the word of one who hesitates; but "bomen, enz..." */
static bool hesitates(const kx_context *ctx, size_t end, const char *key)
{
    const kx_cell *row = kx_table_find(&kx_table_abbreviations, key, strlen(key));
    size_t dots = end;
    while (kx_char_at(ctx, dots) == '.')
        dots++;
    return g_str_has_suffix(key, ".") && dots > end + 1 && !kx_is_last(ctx, dots) &&
           !(row && strcmp(kx_text(row, 1), "B") == 0);
}

/* The row for a key that ends at `end` of the text. */
static const kx_cell *find(const kx_context *ctx, size_t end, const char *key)
{
    if (is_word_at_end(ctx, key) || hesitates(ctx, end, key))
        return NULL;
    const kx_cell *row = kx_table_find(&kx_table_abbreviations, key, strlen(key));
    row = row ? choose(ctx, end, row) : NULL;
    if (row || !may_fold(ctx, key))
        return row;
    /* "met zijn zoon Max." */
    const char *dot = strchr(key, '.');
    if (dot && dot[1] == '\0' && ctx->at != ctx->start && kx_is_last(ctx, end))
        return NULL;
    /* V. Zelensky: an initial, where v. would be "van" */
    if (strcmp(key, "V.") == 0 && !ctx->all_capitals && kx_name_follows(ctx, end))
        return NULL;
    row = kx_table_find_lower(&kx_table_abbreviations, key, strlen(key));
    return row ? choose(ctx, end, row) : NULL;
}

/* The row for text[at..end); an abbreviation of several dots may lack the last one. */
static const kx_cell *row_for(const kx_context *ctx, size_t end)
{
    g_autofree char *key = g_strndup(ctx->text + ctx->at, end - ctx->at);
    const kx_cell *row = find(ctx, end, key);
    if (row || !strchr(key, '.') || g_str_has_suffix(key, ".") || kx_char_at(ctx, end) == '.')
        return row;
    g_autofree char *dotted = g_strconcat(key, ".", NULL);
    return find(ctx, end, dotted);
}

/* max.temperatuur, a.s.zaterdag: a word behind the dot without a blank, and no address or file. */
static bool is_glued_word(const kx_context *ctx, size_t at, size_t n)
{
    const gunichar next = kx_char_at(ctx, at + n);
    const bool goes_on = next != 0 && next < 128 && strchr("./@_=\\(", (int)next) != NULL &&
                         !kx_is_last(ctx, at + n + 1);
    return kx_ends_at(ctx, at + n) && !goes_on &&
           !kx_table_find(&kx_table_topdomains, ctx->text + at, n) &&
           !kx_table_find(&kx_table_extensions, ctx->text + at, n);
}

/* A dot with small letters behind it is no end (test.nl), but for another title (prof.dr., dr.ir
 * Bos) and a long word. */
static bool may_end(const kx_context *ctx, size_t end)
{
    enum { TITLE_MAX = 5, WORD_MAX = 30 };
    if (ctx->text[end - 1] != '.')
        return kx_ends_at(ctx, end);
    size_t n = 0;
    while (n <= WORD_MAX && kx_ascii_lower_at(ctx, end + n))
        n++;
    if (n > TITLE_MAX) /* but nl.wikipedia */
        return end - ctx->at > strlen("nl.") && is_glued_word(ctx, end, n);
    if (n < 2)
        return !g_unichar_islower(kx_char_at(ctx, end));
    const bool dot = kx_char_at(ctx, end + n) == '.';
    return kx_table_find(&kx_table_abbreviations, ctx->text + end, n + dot) &&
           (dot || (kx_ends_at(ctx, end + n) && kx_name_follows(ctx, end + n)));
}

/* Bytes up to the next blank, as far as a key may go. */
static size_t run_at(const kx_context *ctx)
{
    size_t n = 0;
    while (n < KEY_BYTES_MAX) {
        gunichar c = kx_char_at(ctx, ctx->at + n);
        if (c == 0 || kx_is_blank(c))
            break;
        n += kx_width(c);
    }
    return n;
}

/* Most words: letters without a dot or slash behind them. Whether none of the table begins so; it
 * is found without a copy of the word. */
static bool is_plain_word(const kx_context *ctx)
{
    const char *text = ctx->text + ctx->at;
    size_t n = 0;
    while (ctx->at + n < ctx->end && g_ascii_isalpha(text[n]))
        n++;
    if (n == 0 || (ctx->at + n < ctx->end && !strchr(" ,;:!?)", text[n])))
        return false;
    bool folds = ctx->all_capitals || ctx->at == ctx->start;
    return n > PLAIN_KEY_BYTES_MAX || (!folds && !kx_table_find(&kx_table_abbreviations, text, n));
}

/* The longest key of the table at ctx->at: its bytes, or 0. */
static size_t key_at(const kx_context *ctx, const kx_cell **row)
{
    const char *text = ctx->text + ctx->at;
    size_t length = run_at(ctx);
    for (; length > 0; length = (size_t)(g_utf8_prev_char(text + length) - text)) {
        bool plain = !memchr(text, '.', length) && !memchr(text, '/', length);
        if ((plain && length > PLAIN_KEY_BYTES_MAX) || !may_end(ctx, ctx->at + length))
            continue;
        *row = row_for(ctx, ctx->at + length);
        if (*row)
            return length;
    }
    return 0;
}

/* Bytes of a part of a spaced abbreviation: a letter and its dot, small but for the first part, or
 * Chr. with its dot. */
static size_t spaced_part_at(const kx_context *ctx, size_t at, bool first)
{
    static const char era[] = "Chr.";
    if (!first && ctx->end - at >= strlen(era) && memcmp(ctx->text + at, era, strlen(era)) == 0)
        return strlen(era);
    bool letter = kx_ascii_lower_at(ctx, at) || (first && g_ascii_isalpha(ctx->text[at]));
    return letter && kx_char_at(ctx, at + 1) == '.' ? 2 : 0;
}

/* Parts with a blank after each dot (d. w. z., v. Chr.), found as if it were not there: the bytes,
 * or 0. */
static size_t spaced_key_at(const kx_context *ctx, const kx_cell **row)
{
    enum { PARTS_MAX = 6, PART_BYTES = 4 };
    char key[PARTS_MAX * PART_BYTES + 1] = "";
    size_t length = 0, found = 0, filled = 0;
    for (unsigned i = 0; i < PARTS_MAX; i++) {
        size_t at = ctx->at + length, blanks = i > 0 ? kx_blanks_at(ctx, at) : 0;
        size_t n = at + blanks < ctx->end ? spaced_part_at(ctx, at + blanks, i == 0) : 0;
        if (n == 0 || (i > 0 && blanks == 0))
            break;
        memcpy(key + filled, ctx->text + at + blanks, n);
        filled += n;
        length += blanks + n;
        const kx_cell *here = i > 0 ? find(ctx, ctx->at + length, key) : NULL;
        if (here) {
            *row = here;
            found = length;
        }
    }
    return found;
}

/* N.B. de Vries, P. v. Dijk: two capitals, or one and "v.", before a name are somebody's initials;
 * but Z.H. de Dalai Lama, and what the table has for names. */
static bool are_initials(const kx_context *ctx, size_t n, const kx_cell *row)
{
    static const char *const particles[] = {"van", "de", "den", "der", "ter", "ten", "te", NULL};
    const size_t end = ctx->at + n;
    const char *text = ctx->text + ctx->at;
    if (n < 4 || n > 5 || !g_ascii_isupper(text[0]) || text[1] != '.' || ctx->all_capitals)
        return false;
    if (kx_is_blank((guchar)text[2])) /* P. v. */
        return g_ascii_islower(text[3]) && kx_name_follows(ctx, end);
    const size_t particle = end + kx_blanks_at(ctx, end);
    return n == 4 && text[0] != 'Z' && !*kx_text(row, 3) && kx_follows(ctx, end, particles) &&
           kx_name_follows(ctx, particle + kx_word_at(ctx, particle)); /* N.B. De trein rijdt */
}

static void set_spoken(const kx_context *ctx, kx_token *token, const kx_cell *row)
{
    gunichar first = kx_char_at(ctx, ctx->at);
    bool capital = g_unichar_isupper(first) &&
                   !g_unichar_isupper(g_utf8_get_char(kx_text(row, 0))) &&
                   (!ctx->all_capitals || ctx->at == ctx->start);
    g_autofree char *text = g_strdup(kx_text(row, 2));
    if (capital)
        *text = g_ascii_toupper(*text);
    kx_token_set_text(token, KX_FIELD_SPOKEN, text, -1);
}

/* Dorpsstr., dossiernr.: the end of a longer word is short. */
static size_t ending_match(const kx_context *ctx, kx_token *token)
{
    size_t n = kx_word_at(ctx, ctx->at);
    if (kx_char_at(ctx, ctx->at + n) != '.' || !may_end(ctx, ctx->at + n + 1))
        return 0;
    const char *word = ctx->text + ctx->at;
    const kx_cell *row = kx_dotted_ending(word, n + 1);
    if (!row)
        return 0;
    g_autofree char *stem = g_strndup(word, n + 1 - (strlen(kx_text(row, 0)) - 1));
    g_autofree char *spoken = g_strconcat(stem, kx_text(row, 2), NULL);
    kx_token_set_text(token, KX_FIELD_SPOKEN, spoken, -1);
    return kx_dotted_finish(ctx, n + 1, token);
}

/* Pieters-v.d. Laan, Bos-v/d Velde: a particle that is short behind the first of two names. */
static size_t double_name_match(const kx_context *ctx, kx_token *token)
{
    static const struct {
        const char *written, *spoken;
    } particles[] = {{"-v.d.", "van de"}, {"-v/d", "van de"}, {"-v.", "van"}};
    const char *word = ctx->text + ctx->at;
    const size_t n = kx_word_at(ctx, ctx->at);
    const char *hyphen = g_strrstr_len(word, (gssize)n, "-v");
    const size_t at =
        hyphen && hyphen + strlen("-v") == word + n ? (size_t)(hyphen - ctx->text) : 0;
    if (at == 0 || !g_unichar_isupper(kx_char_at(ctx, ctx->at)))
        return 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(particles); i++) {
        const char *written = particles[i].written;
        const size_t end = at + strlen(written);
        if (end >= ctx->end || !g_str_has_prefix(hyphen, written) || !kx_name_follows(ctx, end))
            continue;
        g_autofree char *spoken =
            g_strdup_printf("%.*s-%s", (int)(hyphen - word), word, particles[i].spoken);
        kx_token_set_text(token, KX_FIELD_SPOKEN, spoken, -1);
        return end - ctx->at;
    }
    return 0;
}

static size_t abbreviation_match(const kx_context *ctx, kx_token *token)
{
    if (is_plain_word(ctx) || !kx_dotted_may_start(ctx))
        return 0;
    const kx_cell *row = NULL;
    size_t n = key_at(ctx, &row);
    const kx_cell *spaced_row = NULL;
    size_t spaced = spaced_key_at(ctx, &spaced_row);
    if (spaced > n) {
        n = spaced;
        row = spaced_row;
    }
    if (n == 0) {
        n = double_name_match(ctx, token);
        return n > 0 ? n : ending_match(ctx, token);
    }
    if (are_initials(ctx, n, row))
        return 0;
    set_spoken(ctx, token, row);
    if (strcmp(kx_text(row, 3), "postscript") == 0)
        kx_token_set_mark(token, ',');
    return kx_dotted_finish(ctx, n, token);
}

static bool abbreviation_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_SPOKEN));
    kx_dotted_say_end(token, out);
    return true;
}

const kx_class kx_class_abbreviation = {
    .name = "abbreviation",
    .what = N_("abbreviations, read in full"),
    .starts = KX_AT_WORD | KX_AT_LETTER,
    .match = abbreviation_match,
    .say = abbreviation_say,
};
