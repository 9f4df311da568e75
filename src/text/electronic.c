/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How addresses and names of files are read: signs by name, and between them runs of letters and
 * digits, split where the case changes and where digits begin. A run of letters is what a table
 * says, else a word if Dutch syllables make it one, else letters. */
#include "text/electronic.h"

#include "text/latin.h"
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

typedef struct {
    kx_spoken *out;
    const kx_style *style;
    kx_net_kind kind;
    char before;  /* the sign before the run, or 0 */
    bool is_last; /* nothing follows the run */
} reader;

static void say_words(reader *r, const char *words)
{
    kx_say(r->out, KX_SEAM_SPACE, words);
}

/* ---- numbers and codes ---- */

static void say_digits(reader *r, const char *digits)
{
    enum { NUMBER_DIGITS = 4 };
    size_t n = strlen(digits);
    bool year =
        n == NUMBER_DIGITS && (memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0);
    if (year)
        kx_say_year(r->out, r->style, digits);
    else if (n > NUMBER_DIGITS || (n > 1 && *digits == '0'))
        kx_say_digits(r->out, KX_SEAM_SPACE, digits);
    else
        kx_say_number(r->out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
}

typedef enum { SPELL_DUTCH, SPELL_ENGLISH, SPELL_DIGITS } spelling;

/* Letters by their names; digits as numbers (mp3) or, with SPELL_DIGITS, one by one. */
static void spell(reader *r, const char *text, size_t length, spelling how)
{
    for (size_t at = 0, end; at < length; at = end) {
        bool digit = g_ascii_isdigit(text[at]);
        for (end = at; end < length && g_ascii_isdigit(text[end]) == digit; end++)
            ;
        g_autofree char *part = g_strndup(text + at, end - at);
        if (!digit)
            kx_say_letters(r->out, KX_SEAM_SPACE, part, how == SPELL_ENGLISH);
        else if (how == SPELL_DIGITS)
            kx_say_digits(r->out, KX_SEAM_SPACE, part);
        else
            say_digits(r, part);
    }
}

/* Keys, hashes and numbers of articles: sign by sign, of a long one the ends and its length. */
static void say_code(reader *r, const char *text, size_t length)
{
    enum { WHOLE_MAX = 12, ENDS = 4 };
    if (length <= WHOLE_MAX) {
        spell(r, text, length, SPELL_DIGITS);
        return;
    }
    g_autofree char *count = g_strdup_printf("%zu", length);
    spell(r, text, ENDS, SPELL_DIGITS);
    say_words(r, "tot");
    spell(r, text + length - ENDS, ENDS, SPELL_DIGITS);
    kx_say_mark(r->out, ',');
    kx_say_number(r->out, KX_SEAM_SPACE, count, KX_NUMBER_CARDINAL);
    say_words(r, "tekens");
    if (!r->is_last)
        kx_say_mark(r->out, ',');
}

/* Digits in a long row, or letters and digits that change places more often than names do. */
static bool is_code(const char *text, size_t length)
{
    enum { CHANGES = 3, DIGITS_MAX = 12, LETTERS_MAX = 40 };
    size_t changes = 0, digits = g_ascii_isdigit(text[0]) ? 1 : 0;
    for (size_t i = 0; i < length; i++) {
        if ((guchar)text[i] >= 0x80)
            return false;
        if (i == 0)
            continue;
        changes += g_ascii_isdigit(text[i]) != g_ascii_isdigit(text[i - 1]);
        digits += g_ascii_isdigit(text[i]) ? 1 : 0;
    }
    return changes >= CHANGES || (digits == length && length > DIGITS_MAX) || length > LETTERS_MAX;
}

/* ---- rows of the tables ---- */

static bool say_row(reader *r, const kx_cell *row, const char *text, size_t length)
{
    if (!row)
        return false;
    const char *kind = kx_text(row, 1), *value = kx_text(row, 2);
    size_t n = strlen(value);
    if (n == 0) {
        value = text;
        n = length;
    }
    bool english = strcmp(kind, "letters-en") == 0;
    if (english || strcmp(kind, "letters-nl") == 0) {
        spell(r, value, n, english ? SPELL_ENGLISH : SPELL_DUTCH);
    } else {
        g_autofree char *words = g_strndup(value, n);
        say_words(r, words);
    }
    return true;
}

/* A row of the lexicon as one of the other tables: written, kind, value. */
static const kx_cell *as_row(const kx_cell *row)
{
    return row ? row + KX_LEXICON_WRITTEN : NULL;
}

/* The row of the lexicon that is written exactly so. */
static const kx_cell *written_row(const reader *r, const char *text, size_t length)
{
    return as_row(kx_lexicon_find_written(r->style->lexicon, KX_LEXICON_READING, text, length));
}

/* The row of a name among the acronyms: as it is written (PvdA), in any case (btw), or small
 * letters for capitals (knmi); a word with one capital is what it is (homeNow). */
static const kx_cell *acronym_row(const reader *r, const char *text, size_t length)
{
    enum { KEY_MAX = 24 };
    if (length > KEY_MAX)
        return NULL;
    const kx_lexicon *lexicon = r->style->lexicon;
    const kx_cell *row = as_row(kx_lexicon_find(lexicon, KX_LEXICON_READING, text, length));
    if (row)
        return row;
    if (r->kind != KX_NET_HOST && !g_ascii_islower(*text))
        return NULL;
    g_autofree char *upper = g_ascii_strup(text, (gssize)length);
    return written_row(r, upper, length);
}

static const kx_cell *name_row(const reader *r, const char *text, size_t length)
{
    const kx_cell *row = kx_table_find_lower(&kx_table_domains, text, length);
    return row && r->kind == KX_NET_PATH && strcmp(kx_text(row, 3), "host") == 0 ? NULL : row;
}

/* ---- letters ---- */

static bool is_upper(const char *text, size_t length)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        if (!g_unichar_isupper(g_utf8_get_char(at)))
            return false;
    }
    return true;
}

/* Length of the initialism without a vowel that a longer name begins with: rtlnieuws, vvdkamerlid.
 */
static size_t initialism_at(const reader *r, const char *lower, size_t length)
{
    enum { FIRST_MIN = 3, FIRST_MAX = 5, REST_MIN = 4 };
    for (size_t n = FIRST_MAX; n >= FIRST_MIN; n--) {
        if (length < n + REST_MIN || !kx_pronounceable(lower + n, length - n))
            continue;
        const kx_cell *row = acronym_row(r, lower, n);
        if (row && g_str_has_prefix(kx_text(row, 1), "letters") && strcspn(lower, "aeiouy") >= n)
            return n;
    }
    return 0;
}

/* Whether letters that no table knows are a word. Long ones are, if they have a vowel at all:
 * names are English too, and made of several words. */
static bool is_word(const char *lower, size_t length, bool capitals)
{
    enum { LETTERS_ONLY = 2, INITIALISM = 3, SYLLABLES_MAX = 4, CAPITALS_MAX = 7 };
    if (length <= LETTERS_ONLY || (capitals && length <= INITIALISM))
        return false;
    /* English words too: now, quiz. */
    bool foreign_end = strchr("wz", lower[length - 1]) && strchr("aeiou", lower[length - 2]);
    if (kx_pronounceable(lower, foreign_end ? length - 1 : length))
        return true;
    return length > (capitals ? CAPITALS_MAX : SYLLABLES_MAX) && strpbrk(lower, "aeiou");
}

static void say_part(reader *r, const char *text, size_t length, bool whole);

static void say_unknown(reader *r, const char *text, size_t length, bool whole)
{
    g_autofree char *latin = kx_latin(text, length);
    g_autofree char *lower = kx_lower(latin, strlen(latin));
    bool capitals = length > 1 && is_upper(text, length);
    bool ascii = g_str_is_ascii(latin);
    size_t n = strlen(latin), first = ascii ? initialism_at(r, lower, n) : 0;
    if (first > 0) {
        say_part(r, lower, first, false);
        say_part(r, lower + first, n - first, false);
    } else if (!ascii || is_word(lower, n, capitals)) {
        say_words(r, whole && !capitals ? latin : lower);
    } else {
        kx_say_letters(r->out, KX_SEAM_SPACE, latin, false);
    }
}

/* One word of a name. `whole`: it is all of it, and keeps its capital. */
static void say_part(reader *r, const char *text, size_t length, bool whole)
{
    g_autofree char *lower = kx_lower(text, length);
    bool capitals = length > 1 && is_upper(text, length);
    const kx_cell *row = capitals ? written_row(r, text, length) : NULL;
    if (say_row(r, row, text, length))
        return;
    /* u and o are words in a path; in an address they are initials. */
    bool initial = length == 1 && r->kind != KX_NET_PATH;
    if (!initial && kx_table_find_lower(&kx_table_function_words, text, length)) {
        say_words(r, lower);
        return;
    }
    row = name_row(r, text, length);
    if (!row)
        row = acronym_row(r, text, length);
    if (!say_row(r, row, whole ? text : lower, length))
        say_unknown(r, text, length, whole);
}

/* ---- runs ---- */

/* Where the word at `text` ends before capitals of the next one: nacht|Van|De|Musea, NOS|op. What
 * starts with a small i or e is a brand (iPhone, eBay). */
static size_t capital_split(const reader *r, const char *text, size_t length)
{
    size_t n = 0, capitals = 0;
    while (capitals < length && g_ascii_isupper(text[capitals]))
        capitals++;
    for (n = MAX(capitals, 1); n < length && !g_ascii_isupper(text[n]); n++)
        ;
    bool brand = n == 1 && strchr("ie", *text) && length > 2 && g_ascii_islower(text[2]);
    if (brand)
        return length;
    if (n == 2 && n < length && memcmp(text, "Mc", n) == 0)
        return n + capital_split(r, text + n, length - n);
    if (capitals < 2 || capitals == length)
        return n;
    bool plural = n == capitals + 1 && text[capitals] == 's';
    g_autofree char *lower = g_ascii_strdown(text, (gssize)capitals);
    bool known = written_row(r, text, capitals) || (capitals == 2 && written_row(r, lower, 2));
    bool tail = kx_pronounceable(text + capitals - 1, n - capitals + 1) ||
                !kx_pronounceable(text + capitals, n - capitals);
    return plural || known || !tail ? capitals : capitals - 1;
}

static void say_letters(reader *r, const char *text, size_t length)
{
    bool host = r->kind == KX_NET_HOST;
    if (host || written_row(r, text, length)) {
        g_autofree char *lower = kx_lower(text, length);
        bool capitals = host && is_upper(text, length);
        say_part(r, capitals ? lower : text, capitals ? strlen(lower) : length, true);
        return;
    }
    for (size_t at = 0; at < length;) {
        size_t n = capital_split(r, text + at, length - at);
        if (at > 0 && n == 1 && text[at] == 's' && g_ascii_isupper(text[at - 1]))
            kx_say(r->out, KX_SEAM_SUFFIX, "'s");
        else
            say_part(r, text + at, n, at == 0 && n == length);
        at += n;
    }
}

/* Length of the ending that makes an ordinal of a number: 18e, 2eKamer. */
static size_t ordinal_ending_at(const char *text, size_t length)
{
    static const char *const endings[] = {"ste", "de", "e"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t n = strlen(endings[i]);
        if (length >= n && memcmp(text, endings[i], n) == 0 &&
            (length == n || g_ascii_isupper(text[n])))
            return n;
    }
    return 0;
}

static void say_groups(reader *r, const char *text, size_t length)
{
    for (size_t at = 0, end; at < length; at = end) {
        bool digit = g_ascii_isdigit(text[at]);
        for (end = at; end < length && g_ascii_isdigit(text[end]) == digit; end++)
            ;
        g_autofree char *group = g_strndup(text + at, end - at);
        size_t ending = digit ? ordinal_ending_at(text + end, length - end) : 0;
        if (!digit)
            say_letters(r, group, end - at);
        else if (ending > 0)
            kx_say_ordinal(r->out, KX_SEAM_SPACE, group);
        else
            say_digits(r, group);
        end += ending;
    }
}

static const kx_cell *dotted_row(const reader *r, const char *text, size_t length)
{
    if (r->before != '.')
        return NULL;
    if (r->kind == KX_NET_PATH)
        return kx_table_find_lower(&kx_table_extensions, text, length);
    bool top = r->kind == KX_NET_HOST && r->is_last;
    return top ? kx_table_find_lower(&kx_table_topdomains, text, length) : NULL;
}

static void say_run(reader *r, const char *text, size_t length)
{
    enum { TOP_LETTERS = 2 };
    bool spelled = r->kind == KX_NET_HOST && r->is_last && r->before == '.' &&
                   length == TOP_LETTERS && g_ascii_isalpha(text[0]) && g_ascii_isalpha(text[1]);
    const kx_cell *row = dotted_row(r, text, length);
    if (!row && !spelled)
        row = name_row(r, text, length);
    g_autofree char *lower = kx_lower(text, length);
    if (say_row(r, row, lower, strlen(lower)))
        return;
    if (spelled)
        kx_say_letters(r->out, KX_SEAM_SPACE, lower, false);
    else if (is_code(text, length))
        say_code(r, text, length);
    else
        say_groups(r, text, length);
}

static void say_sign(reader *r, const char *sign, size_t length)
{
    const kx_cell *row = kx_table_find(&kx_table_signs, sign, length);
    if (*sign == '-')
        say_words(r, "streepje");
    else if (*sign == '~')
        say_words(r, "tilde");
    else if (*sign == '$')
        say_words(r, "dollarteken");
    else if (row)
        say_words(r, kx_text(row, 1));
}

void kx_say_net(kx_spoken *out, const kx_style *style, const char *text, kx_net_kind kind)
{
    reader r = {.out = out, .style = style, .kind = kind};
    /* ASP.NET, will.i.am: names that only look like addresses. */
    const kx_cell *row = text ? kx_table_find(&kx_table_domains, text, strlen(text)) : NULL;
    if (kind == KX_NET_HOST && row && strchr(text, '.')) {
        say_words(&r, kx_text(row, 2));
        return;
    }
    for (const char *at = text, *end; at && *at; at = end) {
        gunichar c = g_utf8_get_char(at);
        end = at;
        while (*end &&
               (g_unichar_isalnum(g_utf8_get_char(end)) || g_unichar_ismark(g_utf8_get_char(end))))
            end = g_utf8_next_char(end);
        if (end > at) {
            r.is_last = *end == '\0';
            say_run(&r, at, (size_t)(end - at));
            r.before = '\0';
            continue;
        }
        end = g_utf8_next_char(at);
        say_sign(&r, at, (size_t)(end - at));
        r.before = c < 0x80 ? (char)c : '\0';
    }
}

void kx_say_net_suffix(kx_spoken *out, const kx_token *token)
{
    const char *suffix = kx_token_get_text(token, KX_FIELD_SUFFIX);
    if (suffix && *suffix == '-')
        kx_say(out, KX_SEAM_HYPHEN, suffix + 1);
    else if (suffix)
        kx_say(out, KX_SEAM_SUFFIX, suffix);
}
