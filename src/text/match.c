/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the match functions of all classes share: looking at the sentence without leaving it. */
#include "doc/note.h"
#include "text/class.h"
#include "text/table.h"

#include <string.h>

bool kx_ascii_lower_at(const kx_context *ctx, size_t at)
{
    return g_ascii_islower(kx_ascii_at(ctx, at));
}

gunichar kx_char_before(const kx_context *ctx, size_t at)
{
    if (at <= ctx->start || at > ctx->end)
        return 0;
    return g_utf8_get_char(g_utf8_prev_char(ctx->text + at));
}

size_t kx_digits_at(const kx_context *ctx, size_t at)
{
    size_t n = 0;
    while (at + n < ctx->end && g_ascii_isdigit(ctx->text[at + n]))
        n++;
    return n;
}

/* The offset behind the invisible characters at `at`. */
static size_t skip_invisible(const kx_context *ctx, size_t at)
{
    for (gunichar c = kx_char_at(ctx, at); c && kx_is_invisible(c); c = kx_char_at(ctx, at))
        at += kx_width(c);
    return at;
}

bool kx_ends_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, skip_invisible(ctx, at));
    if (c < 128)
        return !g_ascii_isalnum((char)c);
    return kx_is_superscript(c) || !(g_unichar_isalnum(c) || g_unichar_ismark(c));
}

size_t kx_blanks_at(const kx_context *ctx, size_t at)
{
    size_t n = 0;
    for (gunichar c = kx_char_at(ctx, at); c && kx_is_blank(c); c = kx_char_at(ctx, at + n))
        n += kx_width(c);
    return n;
}

/* The apostrophe of rock-'n-roll behind its hyphen. */
static size_t inner_clitic_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    size_t n = kx_is_apostrophe(c) ? kx_width(c) : 0;
    return n > 0 && kx_ascii_lower_at(ctx, at + n) && kx_is_hyphen(kx_char_at(ctx, at + n + 1)) ? n
                                                                                                : 0;
}

size_t kx_word_at(const kx_context *ctx, size_t at)
{
    size_t end = at;
    gunichar c = kx_char_at(ctx, at);
    if (!g_unichar_isalpha(c))
        return 0;
    for (;;) {
        size_t next = skip_invisible(ctx, end);
        c = kx_char_at(ctx, next);
        if (c && kx_is_letter(c)) {
            end = next + kx_width(c);
            continue;
        }
        if (!c || !(kx_is_apostrophe(c) || kx_is_hyphen(c)))
            return end - at;
        bool hyphen = kx_is_hyphen(c);
        next = skip_invisible(ctx, next + kx_width(c));
        if (hyphen)
            next += inner_clitic_at(ctx, next);
        if (!g_unichar_isalpha(kx_char_at(ctx, next)))
            return end - at;
        end = next;
    }
}

/* "in– en uitvoer": an en dash for the hyphen; but "–zei hij– en", where it was opened. */
static bool is_loose_dash(const kx_context *ctx, size_t at)
{
    const size_t n = strlen(KX_EN_DASH), next = at + n + kx_blanks_at(ctx, at + n);
    if (kx_char_at(ctx, at) != 0x2013 || next == at + n ||
        !(kx_word_is(ctx, next, "en") || kx_word_is(ctx, next, "of")))
        return false;
    const char *opening =
        g_strrstr_len(ctx->text + ctx->start, (gssize)(at - ctx->start), KX_EN_DASH);
    return !opening || kx_is_blank(kx_char_at(ctx, (size_t)(opening - ctx->text) + n));
}

size_t kx_loose_hyphen_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    if (!kx_is_hyphen(c) && !is_loose_dash(ctx, at))
        return 0;
    size_t n = kx_width(c);
    gunichar next = kx_char_at(ctx, at + n);
    bool loose = next == 0 || kx_is_blank(next) || g_unichar_ispunct(next);
    return loose && !kx_is_hyphen(next) ? n : 0;
}

bool kx_word_is(const kx_context *ctx, size_t at, const char *word)
{
    if (at < ctx->start)
        return false;
    for (const char *want = word; *want;) {
        if (at >= ctx->end)
            return false;
        if (((unsigned char)*want | (unsigned char)ctx->text[at]) < 128) {
            if (g_ascii_tolower(*want++) != g_ascii_tolower(ctx->text[at++]))
                return false;
            continue;
        }
        gunichar c = kx_char_at(ctx, at);
        if (g_unichar_tolower(c) != g_unichar_tolower(g_utf8_get_char(want)))
            return false;
        at += kx_width(c);
        want = g_utf8_next_char(want);
    }
    return kx_ends_at(ctx, at);
}

bool kx_previous_is(const kx_context *ctx, unsigned back, const char *const *words)
{
    if (ctx->before->len <= back)
        return false;
    const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
    size_t n = token->range.end - token->range.start;
    kx_context there = *ctx;
    there.end = token->range.end;
    char first = ctx->text[token->range.start];
    for (unsigned i = 0; words[i]; i++) {
        /* Another letter, in either case: most words are out at once. */
        bool ascii = ((unsigned char)first | (unsigned char)words[i][0]) < 128;
        if (ascii && ((first ^ words[i][0]) & ~('a' - 'A')))
            continue;
        /* Folding may change the length of a word in bytes, but not by more than double. */
        if (n <= 2 * strlen(words[i]) && kx_word_is(&there, token->range.start, words[i]))
            return true;
    }
    return false;
}

enum { NOTE_DIGITS_MAX = 3 };

size_t kx_glued_note_at(const char *text, size_t start, size_t at, size_t end)
{
    enum { WORD_MIN = 4 };
    size_t n = 0, stop = at, letters = 0, vowels = 0;
    while (at + n < end && g_ascii_isdigit(text[at + n]))
        n++;
    if (n == 0 || n > NOTE_DIGITS_MAX || text[at] == '0')
        return 0;
    stop -= stop > start && strchr(")\"'", text[stop - 1]); /* zei hij."3 */
    if (stop == start || !strchr(".!?", text[stop - 1]))
        return 0;
    size_t word = stop - 1;
    if (word > start && strchr(")\"'", text[word - 1]))
        return n;
    for (; word > start && g_ascii_islower(text[word - 1]); word--, letters++)
        vowels += strchr("aeiouy", text[word - 1]) != NULL;
    const bool whole = letters >= WORD_MIN && vowels > 0;
    word -= whole && word > start && g_ascii_isupper(text[word - 1]);
    const bool is_word =
        whole ? !kx_table_find_lower(&kx_table_abbreviations, text + word, stop - word)
              : kx_table_find(&kx_table_function_words, text + word, stop - 1 - word) != NULL;
    return is_word ? n : 0;
}

size_t kx_note_at(const kx_context *ctx, size_t at)
{
    size_t n = kx_note_mark_at(ctx->text, at, ctx->end);
    if (n > 0)
        return n;
    for (gunichar c = kx_char_at(ctx, at); kx_is_superscript(c); c = kx_char_at(ctx, at + n))
        n += kx_width(c);
    if (n > 0 || kx_digits_at(ctx, at) == 0)
        return n;
    n = kx_glued_note_at(ctx->text, ctx->start, at, ctx->end);
    return at + n == ctx->end ? n : 0;
}

enum { FULL_CIRCLE = 0x25CF, EMPTY_CIRCLE = 0x25CB };

bool kx_is_half_circle(gunichar c)
{
    return c == 0x25D0 || c == 0x25D1;
}

static bool is_circle(gunichar c)
{
    return c == FULL_CIRCLE || c == EMPTY_CIRCLE || kx_is_half_circle(c);
}

size_t kx_circles_at(const kx_context *ctx, size_t at, unsigned *full, unsigned *all)
{
    enum { CIRCLES_MIN = 3, CIRCLES_MAX = 6 };
    const size_t start = at;
    *full = *all = 0;
    if (kx_char_at(ctx, at) != FULL_CIRCLE || is_circle(kx_char_before(ctx, at)))
        return 0;
    for (gunichar c = FULL_CIRCLE; is_circle(c) && *all <= CIRCLES_MAX; c = kx_char_at(ctx, at)) {
        if (c == FULL_CIRCLE && *full < *all) /* ●○● */
            return 0;
        *full += c == FULL_CIRCLE;
        *all += 1;
        at += kx_width(c);
    }
    return *all >= CIRCLES_MIN && *all <= CIRCLES_MAX ? at - start : 0;
}

bool kx_is_last(const kx_context *ctx, size_t at)
{
    enum { CLOSERS_MAX = 64 }; /* a bound on the work, far above any real row of them */
    unsigned count = 0;
    for (gunichar c = kx_char_at(ctx, at); c; c = kx_char_at(ctx, at)) {
        if (++count > CLOSERS_MAX)
            return false;
        GUnicodeType type = g_unichar_type(c);
        size_t note = kx_note_at(ctx, at);
        bool closes = note > 0 || type == G_UNICODE_CLOSE_PUNCTUATION ||
                      type == G_UNICODE_FINAL_PUNCTUATION ||
                      type == G_UNICODE_INITIAL_PUNCTUATION || c == '"' || c == '\'' ||
                      kx_is_blank(c) || kx_is_invisible(c);
        if (!closes)
            return false;
        at += note > 0 ? note : kx_width(c);
    }
    return true;
}

bool kx_is_name_ending(const kx_context *ctx, size_t at, size_t n, const char *const *endings)
{
    if (!g_unichar_isupper(kx_char_at(ctx, at)))
        return false;
    for (; *endings; endings++) {
        size_t m = strlen(*endings);
        if (n > m && memcmp(ctx->text + at + n - m, *endings, m) == 0)
            return true;
    }
    return false;
}

bool kx_is_street(const kx_context *ctx, size_t at, size_t n)
{
    static const char *const endings[] = {
        "straat", "laan", "weg",  "plein", "gracht", "kade", "dijk",    "singel", "hof", "pad",
        "steeg",  "lei",  "kaai", "dreef", "markt",  "park", "burgwal", "kolk",   NULL};
    static const char *const short_endings[] = {"str", "ln", "stwg", NULL};
    return kx_is_name_ending(ctx, at, n, endings) ||
           (kx_char_at(ctx, at + n) == '.' && kx_is_name_ending(ctx, at, n, short_endings));
}

/* A word that may stand between a title and a name: a particle, or a further title with its dot. */
static size_t name_part_at(const kx_context *ctx, size_t at)
{
    static const char *const particles[] = {"van", "de",  "der", "den", "ten", "ter", "te",  "el",
                                            "al",  "von", "di",  "da",  "la",  "le",  "het", "in"};
    size_t n = 0, end = 0; /* behind the last letter, behind the last dot */
    while (n < 8 && kx_ascii_lower_at(ctx, at + n))
        n++;
    for (end = n; end < 8 && kx_char_at(ctx, at + end) == '.' && end > 0; end++) {
        if (kx_ascii_lower_at(ctx, at + end + 1) && kx_char_at(ctx, at + end + 2) == '.')
            end++;
    }
    if (end > n)
        return end;
    for (unsigned i = 0; i < G_N_ELEMENTS(particles); i++) {
        if (kx_word_is(ctx, at, particles[i]))
            return n;
    }
    return 0;
}

bool kx_name_follows(const kx_context *ctx, size_t at)
{
    enum { PARTS_MAX = 6 };
    for (unsigned i = 0; i < PARTS_MAX; i++) {
        gunichar c = kx_char_at(ctx, at);
        at += kx_is_hyphen(c) ? kx_width(c) : kx_blanks_at(ctx, at);
        if (g_unichar_isupper(kx_char_at(ctx, at)))
            return true;
        size_t n = name_part_at(ctx, at);
        if (n == 0)
            return false;
        at += n;
    }
    return false;
}
