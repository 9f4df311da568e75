/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acronyms and codes: capitals read as letters or as a word (KNVB, NAVO), what the table knows in
 * any case (btw, ict), with their inflection and compounds (CDA'ers, ict-criminaliteit), and
 * letters with numbers (A27, MH17, Covid-19, 5G).
 *
 * The match is a row of pieces, kept in one field as "KIND:text" with a bar between two. */
#include "text/class.h"
#include "text/latin.h"
#include "text/number.h"
#include "text/table.h"

#include <string.h>

/* A piece is (seam, kind, text). Seams: blank - ' +, kinds: the capitals below. */
enum {
    PIECE_LETTERS = 'L',
    PIECE_ENGLISH = 'E',
    PIECE_WORD = 'W',
    PIECE_NUMBER = 'N',
    PIECE_YEAR = 'Y',
    PIECE_DIGITS = 'D',
    PIECE_ORDINAL = 'O',
};

/* Bounds on the work, far above anything written. */
enum { KEY_BYTES_MAX = 24, CODE_BYTES_MAX = 24, PARTS_MAX = 200 };

typedef struct {
    const kx_context *ctx;
    GString *pieces;
    size_t at;
    unsigned parts;
    bool mine;        /* a piece is more than a plain word */
    bool digits_only; /* the last part had no letter */
    bool lower_word;  /* the last piece is a word in small letters */
} scan;

/* ---- pieces ---- */

static void add(scan *s, char seam, char kind, const char *text, size_t length)
{
    if (s->pieces->len > 0)
        g_string_append_c(s->pieces, '|');
    g_string_append_c(s->pieces, seam);
    g_string_append_c(s->pieces, kind);
    g_string_append_c(s->pieces, ':');
    g_string_append_len(s->pieces, text, (gssize)length);
    s->mine |= kind != PIECE_WORD;
    s->lower_word = kind == PIECE_WORD && g_unichar_islower(g_utf8_get_char(text));
}

static void add_word(scan *s, char seam, const char *text, size_t length)
{
    g_autofree char *lower = s->ctx->all_capitals ? g_utf8_strdown(text, (gssize)length) : NULL;
    add(s, seam, PIECE_WORD, lower ? lower : text, lower ? strlen(lower) : length);
}

/* A row of the table: its value, or else the written form, read as the row says. */
static void add_row(scan *s, char seam, const char *const *row, const char *text, size_t length)
{
    const char *value = *row[2] ? row[2] : text;
    size_t n = *row[2] ? strlen(row[2]) : length;
    bool english = strcmp(row[1], "letters-en") == 0;
    if (english || strcmp(row[1], "letters-nl") == 0)
        add(s, seam, english ? PIECE_ENGLISH : PIECE_LETTERS, value, n);
    else
        add(s, seam, PIECE_WORD, value, n);
    s->mine = true;
}

/* ---- the table ---- */

static const char *const *find(const scan *s, const char *text, size_t length)
{
    const char *const *row = kx_table_find(&kx_table_acronyms, text, length);
    if (row) {
        /* In a text of capitals OM and IS are words. */
        bool word = s->ctx->all_capitals && g_ascii_isupper(*text) &&
                    kx_table_find_lower(&kx_table_function_words, text, length);
        return word ? NULL : row;
    }
    row = kx_table_find_lower(&kx_table_acronyms, text, length);
    return row && strcmp(row[3], "any-case") == 0 ? row : NULL;
}

/* The longest key of the table at s->at that ends a part; its length, 0 if there is none. */
static size_t key_at(const scan *s, const char *const **row)
{
    const kx_context *ctx = s->ctx;
    size_t length = 0;
    while (length < KEY_BYTES_MAX) {
        gunichar c = kx_char_at(ctx, s->at + length);
        if (c == 0 || kx_is_blank(c))
            break;
        length += (size_t)g_unichar_to_utf8(c, NULL);
    }
    const char *text = ctx->text + s->at;
    for (; length > 0; length = (size_t)(g_utf8_prev_char(text + length) - text)) {
        if (!kx_ends_at(ctx, s->at + length))
            continue;
        *row = find(s, text, length);
        if (*row)
            return length;
    }
    return 0;
}

/* ---- a run of letters and digits ---- */

static bool is_latin(gunichar c)
{
    return g_unichar_isalpha(c) && g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN &&
           !kx_is_superscript(c);
}

/* Digits or Latin letters: words of other scripts are not ours. */
static size_t group_at(const kx_context *ctx, size_t at, bool *digits)
{
    size_t n = kx_digits_at(ctx, at);
    *digits = n > 0;
    if (n > 0)
        return n;
    while (is_latin(kx_char_at(ctx, at + n)))
        n += (size_t)g_unichar_to_utf8(kx_char_at(ctx, at + n), NULL);
    return n;
}

static unsigned count_capitals(const char *text, size_t length)
{
    unsigned n = 0;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at))
        n += g_unichar_isupper(g_utf8_get_char(at));
    return n;
}

static bool has_vowel(const char *text, size_t length)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        if (!g_ascii_isalpha(*at) || strchr("aeiouyAEIOUY", *at))
            return true;
    }
    return false;
}

/* Small letters that are no word: without a vowel (kg, nl), or a few next to digits (mp3, co2). */
static bool is_short_code(const char *text, size_t length, bool coded)
{
    enum { CODE_LETTERS = 3, BARE_LETTERS = 4 };
    if (length <= BARE_LETTERS && !has_vowel(text, length))
        return true;
    return coded && length <= CODE_LETTERS &&
           !(length == CODE_LETTERS && kx_pronounceable(text, length));
}

static bool capital_at(const kx_context *ctx, size_t at)
{
    return g_unichar_isupper(kx_char_at(ctx, at));
}

/* Whether a blank and a word in capitals, of two letters or more, follow. */
static bool capitals_after(const kx_context *ctx, size_t at)
{
    size_t blank = kx_blanks_at(ctx, at);
    size_t word = blank > 0 ? kx_word_at(ctx, at + blank) : 0;
    if (word < 2)
        return false;
    for (size_t i = at + blank; i < at + blank + word;) {
        if (!capital_at(ctx, i))
            return false;
        i += (size_t)g_utf8_skip[(guchar)ctx->text[i]];
    }
    return true;
}

/* Whether a word that ends in two capitals and a blank stand before. */
static bool capitals_before(const kx_context *ctx, size_t at)
{
    if (kx_char_before(ctx, at) != ' ' || !g_unichar_isupper(kx_char_before(ctx, at - 1)))
        return false;
    const char *last = g_utf8_prev_char(ctx->text + at - 1);
    return g_unichar_isupper(kx_char_before(ctx, (size_t)(last - ctx->text)));
}

/* Capitals in a row that the table does not know: letters, but a word where four or more can be
 * read as one, or where they are a common Dutch word with emphasis (NIET). In a text of capitals,
 * and beside another word in capitals (DEN HAAG, NEW YORK), all is words but what has no vowel. */
static bool is_word_in_capitals(const scan *s, const char *text, size_t length)
{
    enum { WORD_MIN = 4 };
    size_t at = (size_t)(text - s->ctx->text);
    if (s->ctx->all_capitals || capitals_before(s->ctx, at) || capitals_after(s->ctx, at + length))
        return has_vowel(text, length);
    if (kx_table_find_lower(&kx_table_function_words, text, length))
        return true;
    return length >= WORD_MIN && kx_pronounceable(text, length);
}

static bool have_names(const char *text, size_t length)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        if (!kx_has_letter_name(g_utf8_get_char(at)))
            return false;
    }
    return true;
}

static void add_letters(scan *s, char seam, const char *text, size_t length, bool coded)
{
    const char *const *row = find(s, text, length);
    glong letters = g_utf8_strlen(text, (gssize)length);
    unsigned capitals = count_capitals(text, length);
    bool named = have_names(text, length);
    if (row) {
        add_row(s, seam, row, text, length);
    } else if (named && letters == 1) {
        /* u, o and à are words. */
        bool word = capitals == 0 && kx_table_find(&kx_table_function_words, text, length);
        add(s, seam, word ? PIECE_WORD : PIECE_LETTERS, text, length);
    } else if (named && capitals == (unsigned)letters) {
        if (is_word_in_capitals(s, text, length))
            add_word(s, seam, text, length);
        else
            add(s, seam, PIECE_LETTERS, text, length);
    } else if (named && capitals > 1 && capitals + 1 == (unsigned)letters &&
               text[length - 1] == 's') {
        add_letters(s, seam, text, length - 1, coded);
        add(s, '\'', PIECE_WORD, "'s", 2);
    } else if (named && is_short_code(text, length, coded)) {
        add(s, seam, PIECE_LETTERS, text, length);
    } else {
        add_word(s, seam, text, length);
    }
}

static void add_digits(scan *s, char seam, const char *text, size_t length)
{
    enum { YEAR_DIGITS = 4 };
    bool century =
        length == YEAR_DIGITS && (memcmp(text, "19", 2) == 0 || memcmp(text, "20", 2) == 0);
    char kind = length > YEAR_DIGITS ? PIECE_DIGITS : century ? PIECE_YEAR : PIECE_NUMBER;
    add(s, seam, kind, text, length);
}

static bool is_ordinal_ending(const char *text, size_t length)
{
    return (length == 1 && *text == 'e') || (length == 2 && memcmp(text, "de", 2) == 0) ||
           (length == 3 && memcmp(text, "ste", 3) == 0);
}

/* A number and what letters make of it: 18e, 4x4. */
static bool add_after_digits(scan *s, const char *digits, size_t n_digits, char seam,
                             const char *text, size_t length, bool more)
{
    if (!more && is_ordinal_ending(text, length)) {
        add(s, seam, PIECE_ORDINAL, digits, n_digits);
        return true;
    }
    bool hexadecimal = n_digits == 1 && *digits == '0';
    if (length != 1 || *text != 'x' || hexadecimal)
        return false;
    add_digits(s, seam, digits, n_digits);
    add_word(s, ' ', more ? "bij" : "keer", more ? 3 : 4);
    return true;
}

/* Codes of four groups or more (H5N1): every group by its characters. */
static void add_code(scan *s, char seam, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        bool digit = g_ascii_isdigit(text[at]);
        size_t end = at;
        while (end < length && g_ascii_isdigit(text[end]) == digit)
            end++;
        add(s, seam, digit ? PIECE_DIGITS : PIECE_LETTERS, text + at, end - at);
        seam = ' ';
        at = end;
    }
}

/* One part: letters and digits between hyphens. Its length, 0 if it is none of ours. */
static size_t add_part(scan *s, char seam)
{
    enum { CODE_GROUPS = 4 };
    const kx_context *ctx = s->ctx;
    const char *text = ctx->text + s->at;
    size_t length = 0, groups = 0;
    bool digits = false, any_digits = false, any_letters = false;
    for (size_t n = group_at(ctx, s->at, &digits); n > 0;
         n = group_at(ctx, s->at + length, &digits)) {
        any_digits |= digits;
        any_letters |= !digits;
        length += n;
        groups++;
    }
    s->digits_only = any_digits && !any_letters;
    if (length == 0 || !kx_ends_at(ctx, s->at + length) ||
        (any_digits && any_letters && length > CODE_BYTES_MAX))
        return 0;
    if (groups >= CODE_GROUPS) {
        add_code(s, seam, text, length);
        return length;
    }
    for (size_t at = 0; at < length; seam = ' ') {
        size_t n = group_at(ctx, s->at + at, &digits);
        size_t next = digits ? group_at(ctx, s->at + at + n, &(bool){false}) : 0;
        bool more = at + n + next < length;
        if (!digits) {
            add_letters(s, seam, text + at, n, groups > 1);
        } else if (next > 0 && add_after_digits(s, text + at, n, seam, text + at + n, next, more)) {
            n += next;
        } else {
            add_digits(s, seam, text + at, n);
        }
        at += n;
    }
    return length;
}

/* ---- the whole ---- */

/* An inflection behind an apostrophe: 's, 'er, 'ers, 'tje. A capital behind it is a name (O'Brien),
 * and then the part is none of ours: -1. */
static gssize suffix_at(const kx_context *ctx, size_t at)
{
    enum { SUFFIX_LETTERS_MAX = 7 };
    gunichar c = kx_char_at(ctx, at);
    if (!kx_is_apostrophe(c))
        return 0;
    size_t mark = (size_t)g_unichar_to_utf8(c, NULL), n = 0;
    while (kx_ascii_lower_at(ctx, at + mark + n))
        n++;
    if (n == 0)
        return g_unichar_isalpha(kx_char_at(ctx, at + mark)) ? -1 : 0;
    return n <= SUFFIX_LETTERS_MAX && kx_ends_at(ctx, at + mark + n) ? (gssize)(mark + n) : -1;
}

/* A single small letter with an apostrophe is a short word (z'n, d'r), but for a's and a'tje. */
static bool is_short_word(const kx_context *ctx, size_t at, size_t length, size_t suffix)
{
    if (suffix == 0 || length != 1 || !g_ascii_islower(ctx->text[at]))
        return false;
    const char *end = ctx->text + at + length + suffix;
    return end[-1] != 's' && end[-1] != 'e';
}

static void add_suffix(scan *s, size_t at, size_t length)
{
    const char *letters = g_utf8_next_char(s->ctx->text + at);
    g_autofree char *text =
        g_strdup_printf("'%.*s", (int)(s->ctx->text + at + length - letters), letters);
    bool mine = s->mine;
    add(s, '\'', PIECE_WORD, text, strlen(text));
    s->mine = mine;
}

/* Before a part: the hyphen of a compound is kept, that of a name or code (F-16) is silent. */
static char seam_for(const scan *s, bool digit)
{
    if (s->parts == 0)
        return ' ';
    return digit && !s->lower_word ? ' ' : '-';
}

/* Takes one part with its suffix. False: it is none of ours, nothing was taken. */
static bool take_part(scan *s)
{
    const kx_context *ctx = s->ctx;
    size_t pieces = s->pieces->len;
    bool mine = s->mine, before_digits = s->digits_only;
    char seam = seam_for(s, g_ascii_isdigit(ctx->text[s->at]));
    const char *const *row = NULL;
    size_t length = key_at(s, &row);
    s->digits_only = false;
    if (length > 0)
        add_row(s, seam, row, ctx->text + s->at, length);
    else
        length = add_part(s, seam);
    gssize suffix = length > 0 ? suffix_at(ctx, s->at + length) : 0;
    bool refused = length == 0 || suffix < 0 || (before_digits && s->digits_only) ||
                   (!row && is_short_word(ctx, s->at, length, (size_t)suffix));
    if (refused) {
        g_string_truncate(s->pieces, pieces);
        s->mine = mine;
        return false;
    }
    if (suffix > 0)
        add_suffix(s, s->at + length, (size_t)suffix);
    s->at += length + (size_t)suffix;
    s->parts++;
    return true;
}

static size_t acronym_match(const kx_context *ctx, kx_token *token)
{
    if (!g_unichar_isalnum(kx_char_at(ctx, ctx->at)))
        return 0;
    g_autoptr(GString) pieces = g_string_new(NULL);
    scan s = {.ctx = ctx, .pieces = pieces, .at = ctx->at};
    size_t end = ctx->at;
    while (s.parts < PARTS_MAX && take_part(&s)) {
        end = s.at;
        gunichar c = kx_char_at(ctx, end);
        size_t hyphen = kx_is_hyphen(c) ? (size_t)g_unichar_to_utf8(c, NULL) : 0;
        if (hyphen == 0 || !g_unichar_isalnum(kx_char_at(ctx, end + hyphen)))
            break;
        s.at = end + hyphen;
    }
    bool only_digits = s.parts == 1 && s.digits_only;
    if (!s.mine || only_digits || !kx_ends_at(ctx, end))
        return 0;
    size_t hyphen = s.digits_only ? 0 : kx_loose_hyphen_at(ctx, end);
    if (hyphen > 0)
        add(&s, '+', PIECE_WORD, "-", 1);
    kx_token_set_text(token, KX_FIELD_SPOKEN, pieces->str, (gssize)pieces->len);
    return end + hyphen - ctx->at;
}

/* ---- saying ---- */

static kx_seam seam_of(char c)
{
    switch (c) {
    case '-':
        return KX_SEAM_HYPHEN;
    case '\'':
        return KX_SEAM_SUFFIX;
    case '+':
        return KX_SEAM_JOIN;
    default:
        return KX_SEAM_SPACE;
    }
}

static void say_piece(kx_spoken *out, char kind, kx_seam seam, const char *text)
{
    switch (kind) {
    case PIECE_LETTERS:
    case PIECE_ENGLISH:
        kx_say_letters(out, seam, text, kind == PIECE_ENGLISH);
        break;
    case PIECE_NUMBER:
        kx_say_number(out, seam, text, KX_NUMBER_CARDINAL);
        break;
    case PIECE_YEAR:
        kx_say_number(out, seam, text, KX_NUMBER_YEAR);
        break;
    case PIECE_DIGITS:
        kx_say_digits(out, seam, text);
        break;
    case PIECE_ORDINAL:
        kx_say_ordinal(out, seam, text);
        break;
    default:
        kx_say(out, seam, text);
    }
}

static bool acronym_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    unsigned before = out->morphemes->len;
    g_auto(GStrv) pieces = g_strsplit(kx_token_get_text(token, KX_FIELD_SPOKEN), "|", -1);
    for (unsigned i = 0; pieces[i]; i++)
        say_piece(out, pieces[i][1], seam_of(pieces[i][0]), pieces[i] + 3);
    return out->morphemes->len > before;
}

const kx_class kx_class_acronym = {
    .name = "acronym",
    .what = "acronyms as letters or as words, their inflection and compounds, letters with numbers",
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_DIGIT,
    .match = acronym_match,
    .say = acronym_say,
};
