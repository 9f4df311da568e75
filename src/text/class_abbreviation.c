/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Abbreviations with dots, read in full by the table (bijv., m.b.t., dr.), and initials, read as
 * letters (E.M. de Graaf). A dot that also ends the sentence is said as its mark. */
#include "text/class.h"
#include "text/table.h"

#include <string.h>

/* No key of the table is longer. */
enum { KEY_BYTES_MAX = 24 };

/* ---- conditions ---- */

static bool number_before(const kx_context *ctx)
{
    if (ctx->before->len == 0)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    gunichar c = kx_char_before(ctx, last->range.end);
    return g_unichar_isalnum(c) && !g_unichar_isalpha(c);
}

static bool number_after(const kx_context *ctx, size_t at)
{
    at += kx_blanks_at(ctx, at);
    gunichar c = kx_char_at(ctx, at);
    if (c == '-' || c == '+' || c == 0xB1 || g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL) {
        at += (size_t)g_unichar_to_utf8(c, NULL);
        at += kx_blanks_at(ctx, at);
    }
    return kx_digits_at(ctx, at) > 0;
}

static bool holds(const kx_context *ctx, size_t end, const char *condition)
{
    if (strcmp(condition, "number-before") == 0)
        return number_before(ctx);
    if (strcmp(condition, "number-after") == 0)
        return number_after(ctx, end);
    return kx_name_follows(ctx, end);
}

/* Of the rows with one key: the one whose condition holds, else the one that has none. */
static const char *const *choose(const kx_context *ctx, size_t end, const char *const *row)
{
    const char *const *plain = NULL;
    for (; row; row = kx_table_next(&kx_table_abbreviations, row)) {
        if (!*row[3])
            plain = row;
        else if (holds(ctx, end, row[3]))
            return row;
    }
    return plain;
}

/* ---- the table ---- */

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

static const char *const *find(const kx_context *ctx, size_t end, const char *key)
{
    const char *const *row = kx_table_find(&kx_table_abbreviations, key, strlen(key));
    row = row ? choose(ctx, end, row) : NULL;
    if (row || !(ctx->all_capitals || is_capitalised(key)))
        return row;
    row = kx_table_find_lower(&kx_table_abbreviations, key, strlen(key));
    return row ? choose(ctx, end, row) : NULL;
}

/* The row for text[at..end); an abbreviation of several dots may lack the last one. */
static const char *const *row_for(const kx_context *ctx, size_t end)
{
    g_autofree char *key = g_strndup(ctx->text + ctx->at, end - ctx->at);
    const char *const *row = find(ctx, end, key);
    if (row || !strchr(key, '.') || g_str_has_suffix(key, ".") || kx_char_at(ctx, end) == '.')
        return row;
    g_autofree char *dotted = g_strconcat(key, ".", NULL);
    return find(ctx, end, dotted);
}

/* Behind a dot or @ inside a name on the net (test.nl.) there is no abbreviation. */
static bool may_start(const kx_context *ctx)
{
    gunichar c = kx_char_before(ctx, ctx->at);
    bool joint = c == '.' || c == '@';
    gunichar before = joint ? kx_char_before(ctx, ctx->at - 1) : 0;
    return !g_unichar_isalpha(c) && !(before != 0 && g_unichar_isalnum(before));
}

static bool may_end(const kx_context *ctx, size_t end)
{
    if (ctx->text[end - 1] != '.')
        return kx_ends_at(ctx, end);
    gunichar next = kx_char_at(ctx, end);
    return !g_unichar_islower(next);
}

static void set_spoken(kx_token *token, const char *written, const char *key, const char *spoken)
{
    bool capital =
        g_unichar_isupper(g_utf8_get_char(written)) && !g_unichar_isupper(g_utf8_get_char(key));
    g_autofree char *text = g_strdup(spoken);
    if (capital)
        *text = g_ascii_toupper(*text);
    kx_token_set_text(token, KX_FIELD_SPOKEN, text, -1);
}

static size_t table_match(const kx_context *ctx, kx_token *token)
{
    size_t length = 0;
    while (length < KEY_BYTES_MAX) {
        gunichar c = kx_char_at(ctx, ctx->at + length);
        if (c == 0 || kx_is_blank(c))
            break;
        length += (size_t)g_unichar_to_utf8(c, NULL);
    }
    const char *text = ctx->text + ctx->at;
    for (; length > 0; length = (size_t)(g_utf8_prev_char(text + length) - text)) {
        const char *const *row =
            may_end(ctx, ctx->at + length) ? row_for(ctx, ctx->at + length) : NULL;
        if (!row)
            continue;
        set_spoken(token, text, row[0], row[2]);
        return length;
    }
    return 0;
}

/* ---- initials ---- */

/* Bytes of one initial with its dot: a letter, or a pair that stands for one name. */
static size_t initial_at(const kx_context *ctx, size_t at)
{
    static const char *const pairs[] = {"Th.", "Ph.", "Ch.", "IJ."};
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        size_t n = strlen(pairs[i]);
        if (ctx->end - at >= n && memcmp(ctx->text + at, pairs[i], n) == 0)
            return n;
    }
    gunichar c = kx_char_at(ctx, at);
    if (!g_unichar_isalpha(c))
        return 0;
    size_t n = (size_t)g_unichar_to_utf8(c, NULL);
    return kx_char_at(ctx, at + n) == '.' ? n + 1 : 0;
}

/* One capital with a dot (K. Wolters), or letters of either case with a dot each (E.M., k.k.), of
 * which the last dot may be missing. */
static size_t initials_match(const kx_context *ctx, kx_token *token)
{
    size_t end = ctx->at;
    unsigned count = 0;
    g_autoptr(GString) letters = g_string_new(NULL);
    for (size_t n = initial_at(ctx, end); n > 0; n = initial_at(ctx, end), count++) {
        g_string_append_len(letters, ctx->text + end, (gssize)n - 1);
        end += n;
    }
    gunichar first = kx_char_at(ctx, ctx->at), next = kx_char_at(ctx, end);
    if (count == 0 || (count == 1 && !g_unichar_isupper(first)))
        return 0;
    if (g_unichar_isalpha(next)) {
        /* A last letter without its dot (N.A.T.O), or a name glued on (J.K.Rowling). */
        size_t n = (size_t)g_unichar_to_utf8(next, NULL);
        bool last = kx_ends_at(ctx, end + n);
        if (count < 2 || (!last && !g_unichar_isupper(next)))
            return 0;
        if (last) {
            g_string_append_len(letters, ctx->text + end, (gssize)n);
            end += n;
        }
    }
    kx_token_set_text(token, KX_FIELD_READING, "letters-nl", -1);
    kx_token_set_text(token, KX_FIELD_TEXT, letters->str, -1);
    return end - ctx->at;
}

static size_t abbreviation_match(const kx_context *ctx, kx_token *token)
{
    if (!may_start(ctx))
        return 0;
    size_t n = table_match(ctx, token);
    if (n == 0)
        n = initials_match(ctx, token);
    if (n > 0 && ctx->text[ctx->at + n - 1] == '.' && kx_is_last(ctx, ctx->at + n))
        kx_token_set_mark(token, '.');
    return n;
}

static bool abbreviation_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *spoken = kx_token_get_text(token, KX_FIELD_SPOKEN);
    unsigned before = out->morphemes->len;
    if (spoken)
        kx_say(out, KX_SEAM_SPACE, spoken);
    else
        kx_say_letters(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_TEXT), false);
    if (out->morphemes->len == before)
        return false;
    if (kx_token_has(token, KX_FIELD_MARK))
        kx_say_mark(out, '.');
    return true;
}

const kx_class kx_class_abbreviation = {
    .name = "abbreviation",
    .what = "abbreviations with dots, read in full, and initials, read as letters",
    .starts = KX_AT_WORD | KX_AT_LETTER,
    .match = abbreviation_match,
    .say = abbreviation_say,
};
