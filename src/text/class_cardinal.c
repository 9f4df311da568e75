/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that count: 38, 6.204, -7, 042, with what is glued to them (67-jarige, 20'ers, 8x, 3D),
 * and numbers that hang on what stands before them by a hyphen (F-22, 4-3-3, 030-2345678). */
#include "text/cue.h"
#include "text/latin.h"
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

/* ---- what is glued to a number ---- */

/* Last parts of one word with the number, that are also written without a hyphen: 20tal, 16jarige,
 * 50PLUS. */
static bool is_number_ending(const kx_context *ctx, size_t at)
{
    static const char *const endings[] = {
        "tal",   "tallen", "tallig", "jarig", "jarige",  "jarigen",  "voudig", "voudige", "urig",
        "urige", "daags",  "daagse", "plus",  "plusser", "plussers", "delig",  "delige",  NULL};
    for (unsigned i = 0; endings[i]; i++) {
        if (kx_word_is(ctx, at, endings[i]))
            return true;
    }
    return false;
}

/* "3 x goud", "2 × per week": its length with the blanks before it. */
static size_t loose_times_at(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at);
    gunichar c = kx_char_at(ctx, at + blanks);
    size_t end = at + blanks + kx_width(c);
    if (blanks == 0 || (c != 'x' && c != 0xD7))
        return 0;
    const gunichar next = kx_char_at(ctx, end);
    const bool closed = next == ';' || next == ')' || next == ','; /* strooide 3 x; */
    const size_t after = kx_blanks_at(ctx, end);
    const bool word = after > 0 && g_unichar_islower(kx_char_at(ctx, end + after));
    return closed || word ? end - at : 0;
}

/* The letters behind a number that belong to no unit or code: 3D, 95km, 8x, 20tal. READING tells
 * how they are said. */
static size_t letters_match(const kx_context *ctx, kx_token *token, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    if ((c == 'x' || c == 0xD7) && kx_number_ends_at(ctx, at + kx_width(c))) {
        kx_token_set_text(token, KX_FIELD_UNIT, "keer", -1);
        return kx_width(c);
    }
    size_t n = loose_times_at(ctx, at);
    if (n > 0) {
        kx_token_set_text(token, KX_FIELD_UNIT, "keer", -1);
        return n;
    }
    while (g_unichar_isalpha(kx_char_at(ctx, at + n)))
        n += kx_width(kx_char_at(ctx, at + n));
    if (n == 0 || !kx_ends_at(ctx, at + n))
        return 0;
    const char *letters = ctx->text + at;
    if (g_unichar_get_script(c) == G_UNICODE_SCRIPT_GREEK) /* 5σ */
        return 0;
    g_autofree char *latin = kx_latin(letters, n);
    bool compound = is_number_ending(ctx, at);
    g_autofree char *text = compound ? g_utf8_strdown(latin, -1) : g_strdup(latin);
    kx_token_set_text(token, KX_FIELD_TEXT, text, -1);
    enum { CAPITALS_MIN = 4 }; /* 24KITCHEN, but 3FM and 2Pac */
    bool small = g_unichar_islower(kx_char_at(ctx, at + kx_width(c)));
    size_t least = small ? 3 : CAPITALS_MIN;
    bool word = n >= least && kx_pronounceable(letters, n);
    const char *reading = compound ? "compound" : word ? "word" : "letters-nl";
    kx_token_set_text(token, KX_FIELD_READING, reading, -1);
    return n;
}

/* Formule 1-coureur, type 2-diabetes: the number is a part of the name before it, and the hyphen is
 * kept; but in Jansens 40-jarige zoon it begins the word. */
static bool is_part_of_name(const kx_context *ctx, size_t word)
{
    if (ctx->before->len == 0 || is_number_ending(ctx, word))
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    const char *spoken = kx_token_get_text(last, KX_FIELD_SPOKEN); /* nr. 3-speler */
    const char *text = spoken ? spoken : ctx->text + last->range.start;
    size_t n = spoken ? strlen(spoken) : last->range.end - last->range.start;
    const kx_cell *row = n > 0 ? kx_table_find_lower(&kx_table_roman, text, n) : NULL;
    bool numbered = row && strcmp(kx_text(row, 1), "number") == 0;
    bool name = ctx->before->len > 1 && g_ascii_isupper(*text) &&
                !kx_table_find_lower(&kx_table_function_words, text, n);
    static const char *const nouns[] = {"klas", "box",   "lijn",   "code", "bus",
                                        "tram", "tabel", "Natura", NULL}; /* box 3-heffing */
    return n > 0 && g_ascii_isalpha(text[n - 1]) &&
           (numbered || name || kx_previous_is(ctx, 0, nouns) ||
            kx_cue_previous(ctx, 0, "version"));
}

/* 65+'ers, 50+-markt: the sign is a part of the word. */
static size_t plus_match(const kx_context *ctx, kx_token *token, size_t at)
{
    static const char *const endings[] = {"er", "ers"};
    if (kx_char_at(ctx, at) != '+')
        return 0;
    size_t n = kx_apostrophe_at(ctx, at + 1);
    for (unsigned i = 0; n > 0 && i < G_N_ELEMENTS(endings); i++) {
        if (!kx_word_is(ctx, at + 1 + n, endings[i]))
            continue;
        g_autofree char *word = g_strconcat("pluss", endings[i], NULL);
        kx_token_set_text(token, KX_FIELD_SUFFIX, word, -1);
        return 1 + n + strlen(endings[i]);
    }
    n = kx_compound_at(ctx, at + 1);
    if (n == 0)
        return 0;
    kx_compound_set(ctx, token, at + 1, n);
    g_autofree char *word = g_strconcat("plus", kx_token_get_text(token, KX_FIELD_SUFFIX), NULL);
    kx_token_set_text(token, KX_FIELD_SUFFIX, word, -1);
    return 1 + n;
}

/* 20'ers, F-22's, 10.000'en, 1.000'den: the ending loses its apostrophe with the digits. */
static size_t apostrophe_match(const kx_context *ctx, kx_token *token, size_t at)
{
    static const char *const endings[] = {"s", "er", "ers", "en", "den", "tje", "tjes"};
    size_t n = kx_apostrophe_at(ctx, at);
    for (unsigned i = 0; n > 0 && i < G_N_ELEMENTS(endings); i++) {
        if (!kx_word_is(ctx, at + n, endings[i]))
            continue;
        bool den = strcmp(endings[i], "den") == 0; /* duizend has its d */
        kx_token_set_text(token, KX_FIELD_TEXT, endings[i] + den, -1);
        kx_token_set_text(token, KX_FIELD_READING, "ending", -1);
        return n + strlen(endings[i]);
    }
    return 0;
}

/* de 20er jaren */
static size_t decade_match(const kx_context *ctx, kx_token *token, size_t at)
{
    static const char ending[] = "er";
    const size_t n = at - ctx->at;
    if (n != 2 || kx_digits_at(ctx, ctx->at) != n || ctx->text[ctx->at + 1] != '0' ||
        !kx_word_is(ctx, at, ending))
        return 0;
    kx_token_set_text(token, KX_FIELD_TEXT, ending, -1);
    kx_token_set_text(token, KX_FIELD_READING, "ending", -1);
    return strlen(ending);
}

/* "8-jarig", "3- of": a number with a hyphen and a word, or with `loose` also a blank, behind it.
 */
static bool is_first_part(const kx_context *ctx, size_t at, bool loose)
{
    at += kx_blanks_at(ctx, at);
    size_t n = kx_digits_at(ctx, at);
    gunichar behind = kx_char_at(ctx, at + n + 1);
    return n > 0 && kx_is_hyphen(kx_char_at(ctx, at + n)) &&
           (g_unichar_isalpha(behind) || (loose && kx_is_blank(behind)));
}

/* 20- en 30-jarigen: the hyphen is written, not said. */
static size_t hanging_match(const kx_context *ctx, kx_token *token, size_t at)
{
    static const char *const links[] = {"en",  "of",  "tot", "à",    "á",
                                        "t/m", "als", "dan", "maar", NULL};
    gunichar c = kx_char_at(ctx, at);
    const size_t end = at + kx_width(c);
    bool linked = kx_is_blank(kx_char_at(ctx, end)) && kx_follows(ctx, end, links);
    bool listed = kx_char_at(ctx, end) == ',' && is_first_part(ctx, end + 1, true);
    if (!kx_is_hyphen(c) || !(linked || listed))
        return 0;
    kx_token_set_text(token, KX_FIELD_TEXT, "-", -1);
    kx_token_set_text(token, KX_FIELD_READING, "ending", -1);
    return kx_width(c);
}

/* 19-jr., 4-pers.: the word behind the hyphen is short. A dot that may end the sentence is left. */
static size_t short_match(const kx_context *ctx, kx_token *token, size_t at)
{
    enum { WORD_MAX = 16 };
    const size_t hyphen = kx_width(kx_char_at(ctx, at)), n = kx_compound_at(ctx, at);
    if (n <= hyphen || n > WORD_MAX || kx_char_at(ctx, at + n) != '.')
        return 0;
    g_autofree char *key = g_strdup_printf("0-%.*s.", (int)(n - hyphen), ctx->text + at + hyphen);
    const kx_cell *row = kx_table_find(&kx_table_abbreviations, key, strlen(key));
    if (!row)
        return 0;
    kx_token_set_text(token, KX_FIELD_SUFFIX, kx_text(row, 2), -1);
    return n + !kx_is_last(ctx, at + n + 1);
}

/* "een 9-", "een 6- voor", "Eten: 8-": a mark at school or in a review. "een 2- en 3-sterrenhotel"
 * is none. */
static size_t grade_match(const kx_context *ctx, kx_token *token, size_t at)
{
    enum { GRADE_MAX = 10, DIGITS_MAX = 2 };
    static const char *const een[] = {"een", NULL}, *const before[] = {"een", ":", NULL};
    static const char *const after[] = {"voor", "op", "bij", "in", "gehaald", "gekregen", NULL};
    static const char *const links[] = {"en", "of", NULL};
    const size_t n = at - ctx->at, end = at + 1;
    gunichar next = kx_char_at(ctx, end);
    bool comma = next == ',' && !is_first_part(ctx, end + 1, true);
    size_t link = end + kx_blanks_at(ctx, end), other = link + kx_word_at(ctx, link);
    bool more = kx_follows(ctx, end, links) && kx_follows(ctx, other, een) &&
                !is_first_part(ctx, other + kx_blanks_at(ctx, other) + strlen("een"), false);
    bool closed = next == 0 || comma || next == ')' || more ||
                  (next == '.' && kx_is_last(ctx, end + 1)) || kx_follows(ctx, end, after);
    if (kx_char_at(ctx, at) != '-' || !closed || !kx_previous_is(ctx, 0, before) ||
        n > DIGITS_MAX || kx_digits_at(ctx, ctx->at) != n ||
        kx_digits_value(ctx, ctx->at, n) > GRADE_MAX)
        return 0;
    kx_token_set_text(token, KX_FIELD_UNIT, "min", -1);
    return 1;
}

/* Victoria'03-trainer, HVV'24-speler: the year of a club. */
static bool after_club(const kx_context *ctx)
{
    if (!kx_is_apostrophe(kx_char_before(ctx, ctx->at)))
        return false;
    const char *apostrophe = g_utf8_prev_char(ctx->text + ctx->at);
    return g_unichar_isalpha(kx_char_before(ctx, (size_t)(apostrophe - ctx->text)));
}

/* 4-vwo, 5-hbo'er, 3-d-printer: letters, which make no word with the number. */
static bool are_letters(const kx_context *ctx, size_t at)
{
    size_t n = 0;
    while (kx_ascii_lower_at(ctx, at + n))
        n++;
    const kx_cell *row =
        kx_lexicon_find(kx_context_lexicon(ctx), KX_LEXICON_READING, ctx->text + at, n);
    return (n == 1 && kx_is_hyphen(kx_char_at(ctx, at + n))) ||
           (row && g_str_has_prefix(kx_text(row, KX_LEXICON_KIND), "letters"));
}

/* What is glued to the number that ends at `at`: its length; SIZE_MAX if it makes the whole a code
 * that is no number (4E8A). */
static size_t glued_match(const kx_context *ctx, kx_token *token, size_t at)
{
    size_t n = short_match(ctx, token, at);
    if (n > 0)
        return n;
    n = kx_compound_at(ctx, at);
    if (n > 0) {
        static const char *const schools[] = {"mavo", "havo", "atheneum", "gymnasium", NULL};
        const size_t word = at + kx_width(kx_char_at(ctx, at));
        if (are_letters(ctx, word))
            return SIZE_MAX;
        kx_compound_set(ctx, token, at, n);
        if (after_club(ctx) || is_part_of_name(ctx, word) || kx_follows(ctx, word, schools))
            kx_token_set_text(token, KX_FIELD_READING, "named", -1);
        return n;
    }
    n = plus_match(ctx, token, at);
    if (n == 0)
        n = grade_match(ctx, token, at);
    if (n == 0)
        n = apostrophe_match(ctx, token, at);
    if (n == 0)
        n = decade_match(ctx, token, at);
    if (n == 0)
        n = hanging_match(ctx, token, at);
    if (n == 0 && (!kx_ends_at(ctx, at) || loose_times_at(ctx, at) > 0)) {
        n = letters_match(ctx, token, at);
        return n > 0 ? n : SIZE_MAX;
    }
    return n;
}

/* ---- match ---- */

static bool starts_magnitude(const kx_context *ctx, size_t at)
{
    static const char *const magnitudes[] = {"miljoen", "miljard", "biljoen", "biljard",
                                             "mln",     "mld",     "mrd",     NULL};
    return kx_follows(ctx, at, magnitudes);
}

/* More digits than a number can have: read one by one. */
static size_t code_match(const kx_context *ctx, kx_token *token, size_t at)
{
    size_t n = kx_digits_at(ctx, at);
    if (n <= KX_WRITTEN_DIGITS_MAX || !kx_ends_at(ctx, at + n))
        return 0;
    kx_token_set_text(token, KX_FIELD_INTEGER, ctx->text + at, (gssize)n);
    return at + n - ctx->at;
}

/* Bytes of the link (hyphen, en dash, colon) at ctx->at by which a number hangs on what stands
 * directly before it. It is silent. */
static size_t link_at(const kx_context *ctx)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    gunichar before = kx_char_before(ctx, ctx->at);
    bool links = kx_is_pair_link(c) || (c == ':' && g_unichar_isdigit(before));
    if (!links || ctx->before->len == 0 || !g_unichar_isalnum(before))
        return 0;
    return kx_digits_at(ctx, ctx->at + kx_width(c)) > 0 ? kx_width(c) : 0;
}

/* Whether the number behind the link belongs to a code that is read digit by digit: 030-2345678. */
static bool is_code(const kx_context *ctx)
{
    enum { CODE_DIGITS = 5 };
    size_t end = ctx->at, start = end;
    while (start > ctx->start && end - start <= KX_WRITTEN_DIGITS_MAX &&
           g_ascii_isdigit(ctx->text[start - 1]))
        start--;
    size_t after = kx_digits_at(ctx, ctx->at + kx_width(kx_char_at(ctx, ctx->at)));
    bool zero = end - start >= 2 && ctx->text[start] == '0';
    return end > start && (zero || after >= CODE_DIGITS);
}

/* OMV_2024012345, 201600614/3: a serial number in a longer code; and so many digits without groups
 * that are not round and count nothing: Numac: 2023044178; the number of a ship. */
static bool is_serial(const kx_context *ctx, const kx_written_number *number)
{
    enum { SERIAL_DIGITS = 5, CASE_DIGITS = 9 };
    static const char *const ships[] = {"IMO", "IMO-nummer", "MMSI", NULL};
    const size_t n = kx_digits_at(ctx, ctx->at);
    return ctx->at + n == number->end &&
           ((n >= SERIAL_DIGITS &&
             (kx_char_before(ctx, ctx->at) == '_' || kx_previous_is(ctx, 0, ships))) ||
            (n >= CASE_DIGITS &&
             (kx_char_at(ctx, number->end) == '/' ||
              (!g_str_has_suffix(number->integer, "000") && !kx_unit_follows(ctx, number->end) &&
               !kx_noun_follows(ctx, number->end)))));
}

/* Whether a number that would flow into the next one ends at ctx->at. */
static bool after_long_number(const kx_context *ctx)
{
    enum { DIGITS = 5 };
    return ctx->at >= ctx->start + DIGITS && kx_digits_at(ctx, ctx->at - DIGITS) == DIGITS;
}

/* Radio 538: the wavelength that a station is called by. */
static bool is_station(const kx_context *ctx, const char *integer)
{
    enum { DIGITS = 3 };
    static const char *const radio[] = {"Radio", NULL};
    return strlen(integer) == DIGITS && strcmp(integer, "100") != 0 &&
           kx_previous_is(ctx, 0, radio) &&
           g_ascii_isupper(
               ctx->text[g_array_index(ctx->before, kx_token, ctx->before->len - 1).range.start]);
}

static size_t cardinal_match(const kx_context *ctx, kx_token *token)
{
    size_t link = link_at(ctx);
    kx_written_number number;
    if (kx_note_at(ctx, ctx->at) > 0) /* zegt de minister.3 */
        return 0;
    if (!kx_number_at(ctx, ctx->at + link, KX_POINT_GROUPS, &number))
        return code_match(ctx, token, ctx->at + link);
    if (number.fraction[0]) {
        if (link == 0)
            return 0; /* a decimal */
        number.end -= strlen(number.fraction) + 1;
        number.fraction[0] = '\0';
    }
    kx_number_set(token, &number);
    kx_apart_set(ctx, token);
    if ((link > 0 && is_code(ctx)) || is_station(ctx, number.integer) || is_serial(ctx, &number))
        kx_token_set_text(token, KX_FIELD_READING, "digits", -1);
    else if (strcmp(number.integer, "1") == 0 && starts_magnitude(ctx, number.end))
        kx_token_set_text(token, KX_FIELD_READING, "article", -1);
    size_t glued = glued_match(ctx, token, number.end);
    bool row = link > 0 && g_unichar_isdigit(kx_char_before(ctx, ctx->at));
    if (row && !kx_token_has(token, KX_FIELD_READING) && after_long_number(ctx))
        kx_token_set_text(token, KX_FIELD_READING, "apart", -1); /* Kst. 29826-267 */
    if (row && kx_token_has(token, KX_FIELD_SUFFIX)) /* a 4-3-3-opstelling: not a drieopstelling */
        kx_token_set_text(token, KX_FIELD_READING, "row", -1);
    return glued == SIZE_MAX ? 0 : number.end + glued - ctx->at;
}

/* ---- say ---- */

static void say_glued(const kx_token *token, const char *reading, kx_spoken *out)
{
    const char *unit = kx_token_get_text(token, KX_FIELD_UNIT);
    const char *text = kx_token_get_text(token, KX_FIELD_TEXT);
    if (unit)
        kx_say(out, KX_SEAM_SPACE, unit);
    if (!text)
        return;
    if (g_strcmp0(reading, "letters-nl") == 0)
        kx_say_letters(out, KX_SEAM_SPACE, text, false);
    else if (g_strcmp0(reading, "compound") == 0)
        kx_say(out, KX_SEAM_COMPOUND, text);
    else
        kx_say(out, g_strcmp0(reading, "ending") == 0 ? KX_SEAM_JOIN : KX_SEAM_SPACE, text);
}

static bool cardinal_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    const char *integer = kx_token_get_text(token, KX_FIELD_INTEGER);
    bool named = g_strcmp0(reading, "named") == 0, row = g_strcmp0(reading, "row") == 0;
    kx_say_apart(token, out);
    if (g_strcmp0(reading, "digits") == 0) {
        kx_say_sign(token, out);
        kx_say_digits(out, KX_SEAM_SPACE, integer);
    } else if (g_strcmp0(reading, "article") == 0) {
        kx_say_sign(token, out);
        kx_say(out, KX_SEAM_SPACE, "een");
    } else {
        kx_say_pair(token, "tot", out);
    }
    if (named || row)
        kx_say(out, named ? KX_SEAM_HYPHEN : KX_SEAM_SPACE,
               kx_token_get_text(token, KX_FIELD_SUFFIX));
    else
        kx_say_compound(token, out);
    say_glued(token, reading, out);
    return true;
}

const kx_class kx_class_cardinal = {
    .name = "cardinal",
    .what = N_("numbers that count, alone or in compounds and pairs"),
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = cardinal_match,
    .say = cardinal_say,
};
