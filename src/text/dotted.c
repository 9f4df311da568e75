/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/dotted.h"

#include "text/table.h"

#include <string.h>

extern const kx_class kx_class_abbreviation;

bool kx_dotted_may_start(const kx_context *ctx)
{
    unsigned n = ctx->before->len;
    const kx_token *last = n > 0 ? &g_array_index(ctx->before, kx_token, n - 1) : NULL;
    if (last && last->range.end == ctx->at && last->class == &kx_class_abbreviation)
        return true; /* prof.dr. */
    gunichar c = kx_char_before(ctx, ctx->at);
    gunichar outer = c == '/' ? kx_char_before(ctx, ctx->at - 1) : 'a';
    size_t word = kx_word_at(ctx, ctx->at);
    if ((outer == 0 || kx_is_blank(outer)) && kx_char_at(ctx, ctx->at + word) != '.')
        return false; /* /etc, but /enz. */
    bool joint = c == '.' || c == '@';
    gunichar before = joint ? kx_char_before(ctx, ctx->at - 1) : 0;
    return !g_unichar_isalpha(c) && !(before != 0 && g_unichar_isalnum(before));
}

/* 's, 'er, 'ers, 'tje: its length in bytes, 0 if there is none. */
static size_t inflection_at(const kx_context *ctx, size_t at)
{
    enum { LETTERS_MAX = 4 };
    gunichar c = kx_char_at(ctx, at);
    if (!kx_is_apostrophe(c))
        return 0;
    size_t mark = kx_width(c), n = 0;
    while (n <= LETTERS_MAX && kx_ascii_lower_at(ctx, at + mark + n))
        n++;
    return n > 0 && n <= LETTERS_MAX && kx_ends_at(ctx, at + mark + n) ? mark + n : 0;
}

/* A word that is read as it is written: small letters, or a name with one capital. */
static bool is_plain(const kx_context *ctx, const char *word, size_t length)
{
    enum { LETTERS_MIN = 3 };
    for (const char *at = g_utf8_next_char(word); at < word + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at), before = g_utf8_get_char(g_utf8_prev_char(at));
        if (!(g_unichar_islower(c) || kx_is_hyphen(c) || kx_is_hyphen(before)))
            return false;
    }
    return length >= LETTERS_MIN &&
           !kx_lexicon_find_written(kx_context_lexicon(ctx), KX_LEXICON_READING, word, length);
}

/* The second part of a compound with its hyphen (-constructie, -Petersburg). */
static size_t compound_at(const kx_context *ctx, size_t at)
{
    enum { WORD_BYTES_MAX = 60 };
    gunichar c = kx_char_at(ctx, at);
    if (!kx_is_hyphen(c))
        return 0;
    size_t mark = kx_width(c);
    size_t n = kx_word_at(ctx, at + mark);
    bool plain = n > 0 && n <= WORD_BYTES_MAX && is_plain(ctx, ctx->text + at + mark, n);
    return plain && kx_ends_at(ctx, at + mark + n) ? mark + n : 0;
}

/* Lincoln, Köln: at the end of a sentence no streets. */
static bool is_known_name(const char *word, size_t length)
{
    return kx_lexicon_find(NULL, KX_LEXICON_READING | KX_LEXICON_SOUND, word, length) != NULL;
}

const kx_cell *kx_dotted_ending(const char *word, size_t length)
{
    enum { STEM_MIN = 3, ENDING_MAX = 6 };
    char key[ENDING_MAX + 2] = "-";
    for (size_t n = ENDING_MAX; n > 1; n--) {
        if (length < STEM_MIN + n || !g_ascii_islower(word[length - n]) ||
            word[length - n - 1] == '-') /* btw-nr. */
            continue;
        memcpy(key + 1, word + length - n, n);
        const kx_cell *row = kx_table_find(&kx_table_abbreviations, key, n + 1);
        bool named = row && strcmp(kx_text(row, 3), "named") == 0; /* Dorpsstr., no wedstr. */
        if (row && (!named ||
                    (g_unichar_isupper(g_utf8_get_char(word)) && !is_known_name(word, length - 1))))
            return row;
    }
    return NULL;
}

size_t kx_dotted_finish(const kx_context *ctx, size_t n, kx_token *token)
{
    size_t end = ctx->at + n;
    bool dot = ctx->text[end - 1] == '.';
    if (!dot && memchr(ctx->text + ctx->at, '/', n)) /* m/v-verdeling: words of their own */
        return n;
    size_t inflection = dot ? inflection_at(ctx, end) : 0;
    size_t glued = inflection > 0 ? inflection : compound_at(ctx, end);
    if (glued > 0) {
        const char *letters = g_utf8_next_char(ctx->text + end);
        g_autofree char *suffix =
            g_strdup_printf("%c%.*s", inflection > 0 ? '\'' : '-',
                            (int)(ctx->text + end + glued - letters), letters);
        kx_token_set_text(token, KX_FIELD_SUFFIX, suffix, -1);
    } else if (dot && kx_is_last(ctx, end)) {
        kx_token_set_mark(token, '.');
    } else if (dot && kx_char_at(ctx, end) == '/' && g_unichar_isalpha(kx_char_at(ctx, end + 1))) {
        glued = 1; /* dhr./mevr. */
    }
    return n + glued;
}

void kx_dotted_say_end(const kx_token *token, kx_spoken *out)
{
    const char *suffix = kx_token_get_text(token, KX_FIELD_SUFFIX);
    if (suffix && *suffix == '-')
        kx_say(out, KX_SEAM_HYPHEN, suffix + 1);
    else if (suffix)
        kx_say(out, KX_SEAM_SUFFIX, suffix);
    if (kx_token_has(token, KX_FIELD_MARK))
        kx_say_mark(out, kx_token_get_mark(token));
}
