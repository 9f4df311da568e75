/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms of the lexicon that have more than one word (New York, supply chain, Sinn Féin): the
 * longest one at its place, with its inflection (New Yorkse, New York's) and compounds (New
 * York-ganger). Those of one word in a user's lexicon (nu.nl, 112, m/v) go before what other
 * classes make of the same bytes. Other words are acronyms, or looked up by speak/. */
#include "text/currency.h"
#include "text/dotted.h"
#include "text/electronic.h"
#include "text/latin.h"

#include <string.h>

/* Bytes up to the next blank; 0 where there are more than a form can have. */
static size_t run_at(const kx_context *ctx, size_t at)
{
    size_t n = 0, most = MIN(ctx->end - at, KX_LEXICON_WORD_MAX + 1);
    while (n < most) {
        unsigned char c = (unsigned char)ctx->text[at + n];
        if (c <= ' ' || (c >= 128 && kx_is_blank(kx_char_at(ctx, at + n))))
            return n;
        n += c < 128 ? 1 : (size_t)g_utf8_skip[c];
    }
    return at + n >= ctx->end ? ctx->end - at : 0;
}

static const kx_cell *find(const kx_context *ctx, size_t end)
{
    const kx_cell *row =
        kx_lexicon_find(kx_context_lexicon(ctx), KX_LEXICON_READING | KX_LEXICON_SOUND,
                        ctx->text + ctx->at, end - ctx->at);
    return row && strchr(kx_text(row, KX_LEXICON_KEY), ' ') ? row : NULL;
}

/* An ending that is written to a name of more words without an apostrophe. */
static size_t ending_before(const kx_context *ctx, size_t end)
{
    static const char *const endings[] = {"ers", "se", "er", "s"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t n = strlen(endings[i]);
        if (end - ctx->at > n && memcmp(ctx->text + end - n, endings[i], n) == 0)
            return n;
    }
    return 0;
}

/* A form that ends in the run of non-blanks [from, end): where, in *end; its ending in *ending. */
static const kx_cell *form_in(const kx_context *ctx, size_t from, size_t *end, size_t *ending)
{
    for (size_t at = *end; at > from; at = (size_t)(g_utf8_prev_char(ctx->text + at) - ctx->text)) {
        if (!kx_ends_at(ctx, at))
            continue;
        *end = at;
        *ending = 0;
        const kx_cell *row = find(ctx, at);
        if (row)
            return row;
        *ending = ending_before(ctx, at);
        row = *ending > 0 && at - *ending > from ? find(ctx, at - *ending) : NULL;
        if (row && kx_lexicon_row_is_sound(row))
            return row;
    }
    return NULL;
}

/* The longest form at ctx->at; where its last word ends, and the bytes of its ending. */
static const kx_cell *longest_form(const kx_context *ctx, size_t *end, size_t *ending)
{
    kx_range words[KX_LEXICON_WORDS_MAX];
    size_t first = run_at(ctx, ctx->at), at = ctx->at + first;
    if (first == 0 || at == ctx->end)
        return NULL;
    unsigned most = kx_lexicon_phrase_words(kx_context_lexicon(ctx), ctx->text + ctx->at, first),
             n = 1;
    for (; n < MIN(most, KX_LEXICON_WORDS_MAX); n++) {
        size_t start = at + kx_blanks_at(ctx, at);
        size_t run = start < ctx->end ? run_at(ctx, start) : 0;
        if (run == 0 || start + run - ctx->at > 2 * KX_LEXICON_WRITTEN_MAX)
            break;
        at = start + run;
        words[n] = (kx_range){start, at};
    }
    for (; n > 1; n--) {
        *end = words[n - 1].end;
        const kx_cell *row = form_in(ctx, words[n - 1].start, end, ending);
        if (row)
            return row;
    }
    return NULL;
}

/* ---- a user's form of one word ---- */

static bool is_all_letters(const char *form)
{
    for (; *form; form = g_utf8_next_char(form)) {
        gunichar c = g_utf8_get_char(form);
        if (!kx_is_letter(c) && c != '\'' && c != '-')
            return false;
    }
    return true;
}

/* Whether the digits at one end of [ctx->at, end) go on behind a mark, or are money: the 112 of
 * 112,50 and of 112 euro. */
static bool is_part_of_number(const kx_context *ctx, size_t end)
{
    static const char joints[] = ".,:/-";
    const size_t at = ctx->at;
    size_t n = 0;
    if (g_ascii_isdigit(ctx->text[end - 1]) &&
        kx_currency_named_at(ctx, end + kx_blanks_at(ctx, end), &n))
        return true;
    bool before = at >= 2 && g_ascii_isdigit(ctx->text[at]) &&
                  strchr(joints, kx_ascii_at(ctx, at - 1)) &&
                  g_ascii_isdigit(kx_ascii_at(ctx, at - 2));
    return before ||
           (g_ascii_isdigit(ctx->text[end - 1]) && strchr(joints, kx_ascii_at(ctx, end)) &&
            g_ascii_isdigit(kx_ascii_at(ctx, end + 1)));
}

/* Whether a row tells what is said for [ctx->at, end), and not how the written word is read. What
 * is made with a word of letters (OvJ's, KNVB-FIFA) is an acronym's. */
static bool is_own_form(const kx_context *ctx, const kx_cell *row, size_t end)
{
    const char *flags = kx_text(row, KX_LEXICON_FLAGS), *key = kx_text(row, KX_LEXICON_KEY);
    bool word = kx_lexicon_row_is(row, "word") && !*kx_text(row, KX_LEXICON_VALUE);
    if (word || strchr(key, ' ') || strcmp(flags, "compound") == 0 || strcmp(flags, "behind") == 0)
        return false;
    gunichar next = kx_char_at(ctx, end);
    return is_all_letters(key)
               ? !kx_lexicon_row_is_sound(row) && !kx_is_hyphen(next) && !kx_is_apostrophe(next)
               : !is_part_of_number(ctx, end);
}

/* The longest one at ctx->at; where it ends. */
static const kx_cell *own_form(const kx_context *ctx, size_t *end)
{
    const kx_lexicon *lexicon = kx_context_lexicon(ctx);
    if (kx_lexicon_n_layers(lexicon) == 0)
        return NULL;
    for (*end = ctx->at + run_at(ctx, ctx->at); *end > ctx->at;
         *end = (size_t)(g_utf8_prev_char(ctx->text + *end) - ctx->text)) {
        const kx_cell *row =
            kx_ends_at(ctx, *end)
                ? kx_lexicon_find_own(lexicon, KX_LEXICON_READING | KX_LEXICON_SOUND,
                                      ctx->text + ctx->at, *end - ctx->at)
                : NULL;
        if (row && is_own_form(ctx, row, *end))
            return row;
    }
    return NULL;
}

/* ---- either of them ---- */

/* The form as it is written, but as the lexicon has it in a text of capitals. */
static void set_text(const kx_context *ctx, kx_token *token, const kx_cell *row, size_t end)
{
    g_autofree char *plain = kx_lexicon_plain(ctx->text + ctx->at, end - ctx->at);
    const char *text = ctx->all_capitals ? kx_text(row, KX_LEXICON_WRITTEN) : plain;
    kx_token_set_text(token, KX_FIELD_TEXT, text, -1);
}

static size_t lexicon_match(const kx_context *ctx, kx_token *token)
{
    size_t end = ctx->at, ending = 0;
    bool sign = ctx->begins == KX_AT_SIGN && !kx_is_apostrophe(kx_char_at(ctx, ctx->at));
    const kx_cell *row = sign ? NULL : longest_form(ctx, &end, &ending);
    row = row ? row : own_form(ctx, &end);
    if (!row)
        return 0;
    set_text(ctx, token, row, end - ending);
    kx_token_set_text(token, KX_FIELD_READING, kx_text(row, KX_LEXICON_KIND), -1);
    if (!kx_lexicon_row_is(row, "phonemes"))
        kx_token_set_text(token, KX_FIELD_SPOKEN, kx_text(row, KX_LEXICON_VALUE), -1);
    if (ending > 0)
        kx_token_set_text(token, KX_FIELD_SUFFIX, ctx->text + end - ending, (gssize)ending);
    else if (strchr(".!?", ctx->text[end - 1]) && kx_is_last(ctx, end))
        kx_token_set_mark(token, ctx->text[end - 1]);
    else
        end += kx_net_suffix_match(ctx, token, end);
    return end - ctx->at;
}

static bool lexicon_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *text = kx_token_get_text(token, KX_FIELD_TEXT);
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    const char *value = kx_token_get_text(token, KX_FIELD_SPOKEN);
    const char *suffix = kx_token_get_text(token, KX_FIELD_SUFFIX);
    const kx_cell *row = kx_lexicon_find(style->lexicon, KX_LEXICON_SOUND, text, strlen(text));
    g_autofree char *latin = kx_latin(text, strlen(text));
    const char *said = value && *value ? value : latin;
    const unsigned before = out->morphemes->len;
    if (row && kx_lexicon_row_is(row, reading))
        kx_say_sounds(out, KX_SEAM_SPACE, text, row);
    else if (g_str_has_prefix(reading, "letters-"))
        kx_say_letters(out, KX_SEAM_SPACE, said, strcmp(reading, "letters-en") == 0);
    else
        kx_say(out, KX_SEAM_SPACE, said);
    if (out->morphemes->len == before)
        return false;
    if (suffix && g_ascii_isalpha(*suffix))
        kx_say(out, KX_SEAM_JOIN, suffix);
    else
        kx_dotted_say_end(token, out);
    return true;
}

const kx_class kx_class_lexicon = {
    .name = "lexicon",
    .what = N_("forms of the lexicon that have more than one word, of a user's also those of one"),
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = lexicon_match,
    .say = lexicon_say,
};
