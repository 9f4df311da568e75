/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A semiotic class: one kind of written Dutch (a date, money, an acronym) that `match` recognises
 * and `say` reads. A new class is one file class_NAME.c, one line in classes.c and its case file
 * tests/cases/NAME.tsv. */
#pragma once

#include "base/intl.h"
#include "text/lexicon.h"
#include "text/spoken.h"
#include "text/token.h"

/* How English phrases are said: with English sounds, or in a Dutch mouth. */
typedef enum { KX_ENGLISH_OWN, KX_ENGLISH_IN_DUTCH } kx_english;

/* Choices where several readings are right; from the voice profile. */
typedef struct {
    enum { KX_YEARS_THOUSANDS, KX_YEARS_PAIRS } years; /* tweeduizend zestien | twintig zestien */
    enum { KX_CLOCK_DIGITAL, KX_CLOCK_SPOKEN } clock;  /* zestien uur vijftig | tien voor vijf */
    enum { KX_VARIANT_NL, KX_VARIANT_BE } variant;     /* the Netherlands | Flanders */
    kx_english english;                                /* of phrases */
    enum { KX_LINKS_SAID, KX_LINKS_SILENT } links;     /* raw web addresses alone in brackets */
    const kx_lexicon *lexicon; /* with the user's layers; NULL: the built-in one alone */
} kx_style;

/* What stands at ctx->at. A class is asked only where its tokens may begin. */
typedef enum {
    KX_AT_PLAIN = 1 << 0,  /* such a word as below that no table makes more of, with a vowel and a
                            * letter that is no Roman numeral: most of any text, and a word */
    KX_AT_WORD = 1 << 1,   /* two ASCII letters or more, small but for the first, and behind them a
                            * blank, the end, or one of , ; ! ? ) and these */
    KX_AT_LETTER = 1 << 2, /* a letter, but no such word: IV, E.M., bijv., foto's, één, x */
    KX_AT_DIGIT = 1 << 3,  /* an ASCII digit */
    KX_AT_MARK = 1 << 4,   /* , ; or . and a blank or the end: nothing but a mark */
    KX_AT_SIGN = 1 << 5,   /* anything else */
} kx_start;

/* Where a class looks. All offsets are bytes of the document's text. */
typedef struct {
    const char *text;
    size_t start, end;    /* the sentence: never look outside it */
    size_t at;            /* where the token would start; text[at] is not blank */
    const GArray *before; /* kx_token: the tokens of this sentence so far */
    const kx_style *style;
    kx_start begins;   /* what stands at `at` */
    bool is_note;      /* the sentence opens a note below the text */
    bool all_capitals; /* at stands among words that are all in capitals: they mean emphasis */
} kx_context;

/* The lexicon that a text is read by. */
static inline const kx_lexicon *kx_context_lexicon(const kx_context *ctx)
{
    return ctx->style->lexicon;
}

struct kx_class {
    const char *name; /* = tests/cases/NAME.tsv */
    const char *what; /* one line for `kxspeak list classes` */
    unsigned starts;  /* kx_start, or-ed */
    /* Bytes taken at ctx->at (0: not mine), with the token's fields filled. May look at everything
     * in the sentence. A match ends at a token border: never inside a run of letters or digits. */
    size_t (*match)(const kx_context *ctx, kx_token *token);
    /* Appends the morphemes of a token. False (with nothing appended): cannot say it, and verbatim
     * takes over. */
    bool (*say)(const kx_token *token, const kx_style *style, kx_spoken *out);
};

/* NULL-terminated, in the order that breaks ties of equal length. `verbatim` is the last. */
extern const kx_class *const kx_classes[];
extern const kx_class kx_class_verbatim;

/* ---- helpers for match functions ---- */

/* Blanks between tokens; space, tab, newline, NBSP, thin spaces. */
static inline bool kx_is_blank(gunichar c)
{
    return c < 128 ? g_ascii_isspace((char)c) : g_unichar_isspace(c);
}

/* Soft hyphens, zero-width characters, marks of direction: there, but neither seen nor heard. */
static inline bool kx_is_invisible(gunichar c)
{
    return c >= 128 && g_unichar_type(c) == G_UNICODE_FORMAT;
}

/* A raised digit or sign (² ⁻ ⁿ): an exponent or the mark of a note, never a part of a word. */
static inline bool kx_is_superscript(gunichar c)
{
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x207F);
}

/* A letter, or a combining mark that belongs to one. */
static inline bool kx_is_letter(gunichar c)
{
    return c < 128 ? g_ascii_isalpha((char)c)
                   : (g_unichar_isalpha(c) || g_unichar_ismark(c)) && !kx_is_superscript(c);
}

/* ' and its typographic forms, and an accent typed for it (foto´s, `s avonds); - and its
 * typographic forms (no dash). */
static inline bool kx_is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0xB4 || c == '`';
}

static inline bool kx_is_hyphen(gunichar c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

/* What ties two numbers, days or names: a hyphen, an en dash, or a minus as some type it (1−0). */
static inline bool kx_is_pair_link(gunichar c)
{
    return kx_is_hyphen(c) || c == 0x2013 || c == 0x2212;
}

/* The bytes of a character. */
static inline size_t kx_width(gunichar c)
{
    return (size_t)g_unichar_to_utf8(c, NULL);
}

/* The character at offset `at`, or 0 outside the sentence. */
static inline gunichar kx_char_at(const kx_context *ctx, size_t at)
{
    if (at < ctx->start || at >= ctx->end)
        return 0;
    unsigned char c = (unsigned char)ctx->text[at];
    return c < 128 ? c : g_utf8_get_char(ctx->text + at);
}

/* The ASCII character at offset `at`; 0 outside the sentence and for any other: g_ascii_isalpha and
 * its like look at the lowest byte of what they are given. */
static inline char kx_ascii_at(const kx_context *ctx, size_t at)
{
    bool ascii = at >= ctx->start && at < ctx->end && (unsigned char)ctx->text[at] < 128;
    return ascii ? ctx->text[at] : '\0';
}

/* Whether an ASCII lower-case letter stands at `at`. */
bool kx_ascii_lower_at(const kx_context *ctx, size_t at);
/* The character that ends right before `at`, or 0. */
gunichar kx_char_before(const kx_context *ctx, size_t at);
/* Length of the run of ASCII digits at `at`. */
size_t kx_digits_at(const kx_context *ctx, size_t at);
/* Whether a token may end at `at`: sentence end, or no letter/digit continues there. */
bool kx_ends_at(const kx_context *ctx, size_t at);
/* Length of the blanks at `at`. */
size_t kx_blanks_at(const kx_context *ctx, size_t at);
/* The run of letters (with inner ' and - before a letter) at `at`: its length in bytes, 0 if none.
 * It may hold invisible characters; kx_ends_at tells whether digits follow it. */
size_t kx_word_at(const kx_context *ctx, size_t at);
/* What some write for a hyphen: in– en uitvoer. */
#define KX_EN_DASH "–"

/* Length of the hyphen of a loose first part (in- en verkoop) at `at`, with no letter after it. */
size_t kx_loose_hyphen_at(const kx_context *ctx, size_t at);
/* Whether text at `at` is `word` in any case, and a token may end after it. */
bool kx_word_is(const kx_context *ctx, size_t at, const char *word);
/* Length of the digits at `at` that are the mark of a note, glued to the stop of a sentence which
 * ends there: the 3 of "zegt de minister.3", no abbreviation before the dot (blz.3). */
size_t kx_glued_note_at(const char *text, size_t start, size_t at, size_t end);
/* Length of what may be the mark of a note at `at`: [12], [^name], raised digits, or those behind
 * the last stop of the sentence. */
size_t kx_note_at(const kx_context *ctx, size_t at);
/* Whether so many asterisks here are the stars of a hotel or a review, and no note or ruler. */
bool kx_stars_rate(const kx_context *ctx, size_t count);
/* How many stars of another form stand at `at` in a row (⭐⭐⭐); 0 if fewer than two. */
size_t kx_stars_at(const kx_context *ctx, size_t at);
/* Length of a suit of cards at `at` that is a bid or has cards behind it: the ♠ of 1♠, ♠AV104. */
size_t kx_cards_at(const kx_context *ctx, size_t at);
/* Length of a bullet between two parts of a line at `at`, with blanks around it: Sport • 3 min. */
size_t kx_divider_at(const kx_context *ctx, size_t at);
/* ◐ ◑, of a rating. */
bool kx_is_half_circle(gunichar c);
/* Length of the circles of a rating at `at`, with how many are full and how many there are: ●●●○○.
 */
size_t kx_circles_at(const kx_context *ctx, size_t at, unsigned *full, unsigned *all);
/* Whether nothing that is said follows at `at`: only closing quotes, brackets, notes, blanks. */
bool kx_is_last(const kx_context *ctx, size_t at);
/* Whether the word of n bytes at `at` is a name that ends in one of these: in "laan", "steeg". */
bool kx_is_name_ending(const kx_context *ctx, size_t at, size_t n, const char *const *endings);
/* Whether it is a street's: Kerkstraat, Jaagpad. */
bool kx_is_street(const kx_context *ctx, size_t at, size_t n);
/* Whether a name follows at `at`, after blanks, further titles and particles (van, de). */
bool kx_name_follows(const kx_context *ctx, size_t at);
/* Whether capitals or other letters can be read as a word by Dutch syllables: vowels, and between
 * them consonants that may begin or end a syllable (FEBO, but not KNVB). */
bool kx_pronounceable(const char *letters, size_t length);
/* Whether the last token before ctx->at (skipping `back` more) is one of the words in the
 * NULL-terminated list, compared in lower case. */
bool kx_previous_is(const kx_context *ctx, unsigned back, const char *const *words);
