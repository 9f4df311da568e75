/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/suffix.h"

#include "text/latin.h"
#include "text/lexicon.h"
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

size_t kx_compound_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    if (!kx_is_hyphen(c))
        return 0;
    size_t word = at + kx_width(c);
    if (!g_unichar_islower(kx_char_at(ctx, word)) && !ctx->all_capitals)
        return 0;
    size_t n = kx_word_at(ctx, word);
    if (n == 0 || !kx_number_ends_at(ctx, word + n))
        return 0;
    return kx_width(c) + n;
}

void kx_compound_set(const kx_context *ctx, kx_token *token, size_t at, size_t n)
{
    size_t hyphen = kx_width(kx_char_at(ctx, at));
    g_autofree char *latin = kx_latin(ctx->text + at + hyphen, n - hyphen);
    g_autofree char *lower = ctx->all_capitals ? g_utf8_strdown(latin, -1) : NULL;
    const char *word = lower ? lower : latin, *rest = word + strlen("km");
    /* 30-kmzone; no word begins so */
    bool unit = g_str_has_prefix(word, "km") && kx_pronounceable(rest, strlen(rest));
    g_autofree char *full = unit ? g_strconcat("kilometer", rest, NULL) : NULL;
    kx_token_set_text(token, KX_FIELD_SUFFIX, full ? full : word, -1);
}

/* Whether text[0..length) is an acronym that the lexicon spells: usb, tv, ssd. */
static bool is_spelled(const kx_lexicon *lexicon, const char *text, size_t length)
{
    const kx_cell *row = kx_lexicon_find(lexicon, KX_LEXICON_READING, text, length);
    return row && kx_lexicon_row_is(row, "letters-nl") && *kx_text(row, KX_LEXICON_VALUE) == '\0';
}

/* 24-cm, 500-ml-fles: the name of a unit of two letters; NULL for any other word, and for 2-pk,
 * which may be a room. */
static const char *unit_name(const char *word)
{
    const kx_cell *row = strlen(word) == 2 && !strpbrk(word, "aeiou") && strcmp(word, "pk") != 0
                             ? kx_table_find(&kx_table_units, word, 2)
                             : NULL;
    return row ? kx_text(row, 1) : NULL;
}

void kx_say_compound(const kx_token *token, kx_spoken *out)
{
    const char *suffix = kx_token_get_text(token, KX_FIELD_SUFFIX);
    const char *hyphen = suffix ? strchr(suffix, '-') : NULL;
    const bool chain = hyphen && kx_table_find(&kx_table_function_words, suffix,
                                               (size_t)(hyphen - suffix)); /* 6-in-lijn */
    kx_seam seam = chain ? KX_SEAM_HYPHEN : KX_SEAM_COMPOUND;
    for (const char *part = suffix; part; seam = KX_SEAM_HYPHEN) {
        const size_t n = strcspn(part, "-");
        g_autofree char *word = g_strndup(part, n);
        const bool letter = n == 1 && part > suffix;
        const char *unit = unit_name(word);
        if (letter || is_spelled(out->lexicon, word, n)) /* 65W-usb-c-lader */
            kx_say_letters(out, KX_SEAM_HYPHEN, word, false);
        else
            kx_say(out, seam, unit ? unit : word);
        part = part[n] == '-' ? part + n + 1 : NULL;
    }
}
