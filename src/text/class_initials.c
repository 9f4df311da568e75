/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Initials (E.M. de Graaf, J.-P. Rampal, Th. Rousseau) and other letters with dots (V.O.C., k.k.),
 * read as letters; where the table of acronyms has them as a word, as that word (N.A.V.O.). A dot
 * that also ends the sentence is said as its mark. */
#include "text/dotted.h"
#include "text/table.h"

#include <string.h>

/* Letters in a row: more are no initials. */
enum { INITIALS_MAX = 16, PAIR_LETTERS_MAX = 5 };

typedef struct {
    GString *spoken; /* "J P", "IJ J" */
    GString *letters;
    unsigned count;
    bool word;   /* one is said as a name of its own: Jos. */
    bool single; /* all are single letters */
} row;

static void add(row *r, const char *letters, size_t length, const char *spoken)
{
    if (r->count > 0)
        g_string_append_c(r->spoken, ' ');
    g_string_append_len(r->letters, letters, (gssize)length);
    if (spoken)
        g_string_append(r->spoken, spoken);
    else
        g_string_append_len(r->spoken, letters, (gssize)length);
    r->single = r->single && !spoken;
    r->word = r->word || (spoken && !strchr(spoken, ' '));
    r->count++;
}

/* Takes one initial with its dot: a letter, or letters that stand for one name. Its bytes, or 0. */
static size_t take_initial(const kx_context *ctx, size_t at, row *r)
{
    size_t n = 0;
    unsigned letters = 0;
    while (letters <= PAIR_LETTERS_MAX && g_unichar_isalpha(kx_char_at(ctx, at + n))) {
        n += kx_width(kx_char_at(ctx, at + n));
        letters++;
    }
    if (letters == 0 || letters > PAIR_LETTERS_MAX || kx_char_at(ctx, at + n) != '.')
        return 0;
    const char *text = ctx->text + at;
    const kx_cell *pair = letters > 1 ? kx_table_find(&kx_table_initials, text, n) : NULL;
    if (letters > 1 && !pair)
        return 0;
    add(r, text, n, pair ? kx_text(pair, 1) : NULL);
    return n + 1;
}

/* The hyphen between two initials (J.-P.); its bytes, or 0. */
static size_t hyphen_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    return kx_is_hyphen(c) ? kx_width(c) : 0;
}

/* All initials at ctx->at: the offset behind them. */
static size_t take_row(const kx_context *ctx, row *r)
{
    size_t end = ctx->at;
    while (r->count < INITIALS_MAX) {
        size_t hyphen = r->count > 0 ? hyphen_at(ctx, end) : 0;
        bool small = hyphen > 0 && !g_unichar_isupper(kx_char_at(ctx, end + hyphen));
        size_t n = small ? 0 : take_initial(ctx, end + hyphen, r);
        if (n == 0)
            break;
        end += hyphen + n;
    }
    return end;
}

/* What stands right behind the last dot: nothing, a last letter without one (N.A.T.O), or a name
 * (J.K.Rowling). False: something else, so these are no initials. */
static bool take_rest(const kx_context *ctx, size_t *end, row *r)
{
    gunichar next = kx_char_at(ctx, *end);
    if (!g_unichar_isalpha(next))
        return !g_unichar_isdigit(next);
    size_t n = kx_width(next);
    if (!kx_ends_at(ctx, *end + n))
        return g_unichar_isupper(next) && g_unichar_islower(kx_char_at(ctx, *end + n));
    if (r->count < 2)
        return false;
    add(r, ctx->text + *end, n, NULL);
    *end += n;
    return true;
}

/* N.A.V.O.: what the table has as a word of its own. Before a name they are somebody's initials. */
static bool is_word(const kx_context *ctx, size_t end, const row *r)
{
    enum { WORD_MIN = 4 };
    const kx_cell *acronym =
        kx_lexicon_find_written(kx_context_lexicon(ctx), KX_LEXICON_READING | KX_LEXICON_SOUND,
                                r->letters->str, r->letters->len);
    return r->single && r->count >= WORD_MIN && acronym && kx_lexicon_row_is_word(acronym) &&
           !kx_name_follows(ctx, end);
}

static size_t match_row(const kx_context *ctx, kx_token *token, row *r)
{
    gunichar first = kx_char_at(ctx, ctx->at);
    size_t end = take_row(ctx, r);
    bool named =
        r->count != 1 || (g_unichar_isupper(first) && (!r->word || kx_name_follows(ctx, end)));
    bool sign = first == 0xD8 && r->count == 1; /* 24 cm Ø. */
    if (r->count == 0 || sign || !named || !take_rest(ctx, &end, r))
        return 0;
    if (is_word(ctx, end, r)) {
        kx_token_set_text(token, KX_FIELD_SPOKEN, r->letters->str, -1);
    } else if (r->word) {
        kx_token_set_text(token, KX_FIELD_SPOKEN, r->spoken->str, -1);
    } else {
        kx_token_set_text(token, KX_FIELD_READING, "letters-nl", -1);
        kx_token_set_text(token, KX_FIELD_TEXT, r->letters->str, -1);
    }
    return kx_dotted_finish(ctx, end - ctx->at, token);
}

static size_t initials_match(const kx_context *ctx, kx_token *token)
{
    /* Most words: no dot stands where one could after an initial. */
    size_t letters = 0;
    while (letters <= PAIR_LETTERS_MAX && ctx->at + letters < ctx->end &&
           g_ascii_isalpha(ctx->text[ctx->at + letters]))
        letters++;
    bool ascii = ctx->at + letters < ctx->end && (guchar)ctx->text[ctx->at + letters] < 0x80;
    if (letters > PAIR_LETTERS_MAX || (ascii && ctx->text[ctx->at + letters] != '.') ||
        !kx_dotted_may_start(ctx))
        return 0;
    row r = {.spoken = g_string_new(NULL), .letters = g_string_new(NULL), .single = true};
    size_t n = match_row(ctx, token, &r);
    g_string_free(r.spoken, TRUE);
    g_string_free(r.letters, TRUE);
    return n;
}

static bool initials_say(const kx_token *token, const kx_style *style, kx_spoken *out)
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
    kx_dotted_say_end(token, out);
    return true;
}

const kx_class kx_class_initials = {
    .name = "initials",
    .what = N_("initials of names, and other letters with dots"),
    .starts = KX_AT_LETTER,
    .match = initials_match,
    .say = initials_say,
};
