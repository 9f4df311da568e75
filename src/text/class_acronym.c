/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acronyms and codes: capitals read as letters or as a word (KNVB, NAVO), what the table knows in
 * any case (btw, ict), with their inflection and compounds (CDA'ers, ict-criminaliteit), and
 * letters with numbers (A27, MH17, Covid-19, 5G). */
#include "text/acronym_letters.h"
#include "text/cue.h"
#include "text/number_match.h"
#include "text/roman.h"
#include "text/table.h"
#include "text/unit.h"

#include <string.h>

/* Bounds on the work, far above anything written. */
enum { CODE_BYTES_MAX = 24, PARTS_MAX = 200, SUFFIXES_MAX = 2 };

/* ---- a run of letters and digits ---- */

static bool is_latin(gunichar c)
{
    return g_unichar_isalpha(c) && g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN &&
           !kx_is_superscript(c);
}

static bool is_greek(gunichar c)
{
    return g_unichar_isalpha(c) && g_unichar_get_script(c) == G_UNICODE_SCRIPT_GREEK;
}

/* A Greek letter that is none of a word: TNF-α, ΔT, 5σ. */
static size_t greek_letter_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    if (!is_greek(c))
        return 0;
    size_t n = kx_width(c);
    bool word = is_greek(kx_char_at(ctx, at + n)) || is_greek(kx_char_before(ctx, at));
    return !word && kx_table_find(&kx_table_signs, ctx->text + at, n) ? n : 0;
}

/* Digits, Latin letters or a Greek one: words of other scripts are not ours. */
static size_t group_at(const kx_context *ctx, size_t at, bool *digits)
{
    size_t n = kx_digits_at(ctx, at);
    *digits = n > 0;
    if (n == 0)
        n = greek_letter_at(ctx, at);
    if (n > 0)
        return n;
    while (is_latin(kx_char_at(ctx, at + n)))
        n += kx_width(kx_char_at(ctx, at + n));
    return n;
}

/* The numbers of the emergency services in names: 112-Facebookpagina. */
static bool is_called(const kx_acronym_scan *s, const char *text, size_t length)
{
    return s->parts == 0 && length == 3 &&
           (memcmp(text, "112", length) == 0 || memcmp(text, "113", length) == 0) &&
           kx_is_hyphen(kx_char_at(s->ctx, s->at + length));
}

static void add_digits(kx_acronym_scan *s, kx_piece_seam seam, const char *text, size_t length)
{
    enum { YEAR_DIGITS = 4 };
    bool century =
        length == YEAR_DIGITS && (memcmp(text, "19", 2) == 0 || memcmp(text, "20", 2) == 0);
    bool round = length == YEAR_DIGITS + 1 && *text != '0' &&
                 memcmp(text + length - 2, "00", 2) == 0; /* i7-13700K */
    bool apart = (length > YEAR_DIGITS && !round) || is_called(s, text, length);
    kx_piece_kind kind = apart ? KX_PIECE_DIGITS : century ? KX_PIECE_YEAR : KX_PIECE_NUMBER;
    kx_acronym_add(s, seam, kind, text, length);
}

static void add_inflection(kx_acronym_scan *s, const char *text, size_t length)
{
    g_autofree char *lower = g_ascii_strdown(text, (gssize)length);
    g_autofree char *ending = g_strconcat("'", lower, NULL);
    bool mine = s->mine;
    kx_acronym_add(s, KX_PIECE_INFLECTION, KX_PIECE_WORD, ending, strlen(ending));
    s->mine = mine;
}

static bool is_ordinal_ending(const char *text, size_t length)
{
    return (length == 1 && *text == 'e') || (length == 2 && memcmp(text, "de", 2) == 0) ||
           (length == 3 && memcmp(text, "ste", 3) == 0);
}

/* What stands beside the digits and letters of a group. */
typedef struct {
    bool first; /* nothing before the digits */
    bool last;  /* nothing in this part behind the letters */
} group_place;

/* 3x20 squats, 2x25 euro, 3x12 per been: some rows of more, and what they are of. */
static bool are_rows(const kx_context *ctx, size_t at)
{
    enum { ROWS_MAX = 6, DIGITS_MAX = 3 };
    static const char *const counted[] = {"euro", "keer", "per", NULL};
    const unsigned rows = (unsigned)(kx_char_before(ctx, at - 1) - '0');
    const size_t n = kx_digits_at(ctx, at);
    const bool one = !g_unichar_isalnum(kx_char_before(ctx, at - strlen("3x")));
    size_t word = at + n + kx_blanks_at(ctx, at + n);
    if (!one || rows > ROWS_MAX || n > DIGITS_MAX || kx_digits_value(ctx, at, n) <= rows)
        return false;
    const char last = kx_ascii_at(ctx, word + kx_word_at(ctx, word) - 1);
    const bool plural = kx_noun_follows(ctx, at + n) && (last == 's' || last == 'n');
    return plural || kx_follows(ctx, word, counted);
}

/* 2x2 rijstroken, een 2x3-weg, de 4x4-estafette: no size. `at`: behind the x. */
static bool are_times(const kx_context *ctx, size_t at)
{
    static const char *const lanes[] = {"rijstroken", "rijstrook", "rijbanen", "baans", "estafette",
                                        "weg",        "snelweg",   "autoweg",  NULL};
    if (are_rows(ctx, at))
        return true;
    at += kx_digits_at(ctx, at);
    return kx_follows(ctx, at + (kx_is_hyphen(kx_char_at(ctx, at)) ? 1 : 0), lanes);
}

/* A number and what letters make of it: 18e, 4x4, the plural of F16s. */
static bool add_after_digits(kx_acronym_scan *s, const char *digits, size_t n_digits,
                             kx_piece_seam seam, const char *text, size_t length, group_place place)
{
    if (place.last && place.first && is_ordinal_ending(text, length)) {
        kx_acronym_add(s, seam, KX_PIECE_ORDINAL, digits, n_digits);
        return true;
    }
    bool small = s->ctx->all_capitals || g_ascii_islower(*text); /* but M5S, G4S */
    if (place.last && !place.first && small && kx_is_inflection(text, length)) {
        add_digits(s, seam, digits, n_digits);
        add_inflection(s, text, length);
        return true;
    }
    bool hexadecimal = n_digits == 1 && *digits == '0';
    const bool named = place.last && !place.first; /* LPDDR5x */
    if (length != 1 || *text != 'x' || hexadecimal || named)
        return false;
    add_digits(s, seam, digits, n_digits);
    const bool times = place.last || are_times(s->ctx, (size_t)(text - s->ctx->text) + length);
    const char *word = times ? "keer" : "bij";
    kx_acronym_add(s, KX_PIECE_APART, KX_PIECE_WORD, word, strlen(word));
    return true;
}

/* Codes of four groups or more (H5N1): every group by its characters. */
static void add_code(kx_acronym_scan *s, kx_piece_seam seam, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        bool digit = g_ascii_isdigit(text[at]);
        size_t end = at;
        while (end < length && g_ascii_isdigit(text[end]) == digit)
            end++;
        kx_acronym_add(s, seam, digit ? KX_PIECE_DIGITS : KX_PIECE_LETTERS, text + at, end - at);
        seam = KX_PIECE_APART;
        at = end;
    }
}

/* The groups of a part that is no long code. */
static void add_groups(kx_acronym_scan *s, kx_piece_seam seam, size_t length, bool coded)
{
    const char *text = s->ctx->text + s->at;
    bool digits = false;
    for (size_t at = 0; at < length; seam = KX_PIECE_APART) {
        size_t n = group_at(s->ctx, s->at + at, &digits);
        size_t next = digits ? group_at(s->ctx, s->at + at + n, &(bool){false}) : 0;
        group_place place = {.first = at == 0 && s->parts == 0, .last = at + n + next == length};
        if (!digits)
            kx_acronym_add_letters(s, seam, text + at, n, coded);
        else if (next > 0 && add_after_digits(s, text + at, n, seam, text + at + n, next, place))
            n += next;
        else
            add_digits(s, seam, text + at, n);
        at += n;
    }
}

/* Kade 14-III, 5A-I: the storey of a house, as it is written in Amsterdam. Its length. */
static size_t add_storey(kx_acronym_scan *s)
{
    const kx_context *ctx = s->ctx;
    const char *text = ctx->text + s->at;
    const size_t n = strspn(text, "IVX");
    const bool numeral =
        (n == 1 && *text == 'I') || (n <= KX_ROMAN_LETTERS_MAX && kx_is_plain_roman(text, n));
    if (s->parts != 1 || !g_ascii_isdigit(ctx->text[ctx->at]) || !numeral || n > ctx->end - s->at ||
        !kx_ends_at(ctx, s->at + n))
        return 0;
    g_autofree char *digits = g_strdup_printf("%u", kx_roman_value(text, n));
    kx_acronym_add(s, KX_PIECE_APART, KX_PIECE_NUMBER, digits, strlen(digits));
    return n;
}

/* One part: letters and digits between hyphens. Its length, 0 if it is none of ours. */
static size_t add_part(kx_acronym_scan *s, kx_piece_seam seam)
{
    enum { CODE_GROUPS = 4 };
    const kx_context *ctx = s->ctx;
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
    bool code = any_digits && any_letters;
    s->coded = code;
    if (length == 0 || !kx_ends_at(ctx, s->at + length) || (code && length > CODE_BYTES_MAX))
        return 0;
    if (groups >= CODE_GROUPS)
        add_code(s, seam, ctx->text + s->at, length);
    else
        add_groups(s, seam, length, code);
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
    size_t mark = kx_width(c), n = 0;
    while (n <= SUFFIX_LETTERS_MAX && at + mark + n < ctx->end &&
           g_ascii_isalpha(ctx->text[at + mark + n]))
        n++;
    if (n == 0)
        return g_unichar_isalpha(kx_char_at(ctx, at + mark)) ? -1 : 0;
    const char *letters = ctx->text + at + mark;
    bool inflection = kx_is_inflection(letters, n);
    for (size_t i = 0; !inflection && i < n; i++) {
        if (!g_ascii_islower(letters[i]))
            return -1;
    }
    return n <= SUFFIX_LETTERS_MAX && kx_ends_at(ctx, at + mark + n) ? (gssize)(mark + n) : -1;
}

/* A single letter with an apostrophe is a short word (z'n, d'r) or a name (d'Or), but for a's and
 * a'tje. */
static bool is_short_word(const kx_context *ctx, size_t at, size_t length, size_t suffix)
{
    if (suffix == 0 || length != 1 || !g_ascii_islower(ctx->text[at]))
        return false;
    const char *end = ctx->text + at + length + suffix;
    return end[-1] != 's' && end[-1] != 'e';
}

/* Before a part: the hyphen of a compound is kept, that of a name or code (F-16) is silent, as is
 * a slash. */
static kx_piece_seam seam_for(const kx_acronym_scan *s, bool digit)
{
    if (s->parts == 0 || s->slash)
        return KX_PIECE_APART;
    return digit && !s->lower_word ? KX_PIECE_APART : KX_PIECE_HYPHENED;
}

/* UTC-5: the hyphen is a minus. */
static bool is_offset(const kx_acronym_scan *s)
{
    static const char *const zones[] = {"UTC", "GMT"};
    for (unsigned i = 0; s->parts == 1 && i < G_N_ELEMENTS(zones); i++) {
        if (kx_word_is(s->ctx, s->ctx->at, zones[i]))
            return s->at == s->ctx->at + strlen(zones[i]) + 1 && kx_digits_at(s->ctx, s->at) > 0;
    }
    return false;
}

/* A participle of letters that are a verb (gesms't), up to its suffix. Its length; 0 if it is none,
 * and nothing was taken. */
static size_t add_participle(kx_acronym_scan *s, kx_piece_seam seam)
{
    enum { GE = 2 };
    const kx_acronym_scan before = *s;
    const size_t pieces = s->pieces->len;
    if (s->parts > 0 || !g_str_has_prefix(s->ctx->text + s->at, "ge"))
        return 0;
    kx_acronym_add(s, seam, KX_PIECE_WORD, "ge", GE);
    s->at += GE;
    const size_t length = GE + kx_acronym_add_key(s, KX_PIECE_HYPHENED), end = before.at + length;
    const size_t mark = kx_apostrophe_at(s->ctx, end);
    s->at = before.at;
    if (length > GE && mark > 0 && kx_word_is(s->ctx, end + mark, "t"))
        return length;
    g_string_truncate(s->pieces, pieces);
    *s = before;
    return 0;
}

/* Takes one part with its suffix. False: it is none of ours, nothing was taken. */
static bool take_part(kx_acronym_scan *s)
{
    const kx_context *ctx = s->ctx;
    size_t pieces = s->pieces->len;
    bool mine = s->mine, before_digits = s->digits_only;
    kx_piece_seam seam = seam_for(s, g_ascii_isdigit(ctx->text[s->at]));
    s->digits_only = s->coded = false;
    if (is_offset(s))
        kx_acronym_add(s, seam, KX_PIECE_WORD, "min", strlen("min"));
    size_t length = add_participle(s, seam);
    if (length == 0)
        length = add_storey(s);
    if (length == 0)
        length = kx_acronym_add_key(s, seam);
    bool known = length > 0;
    if (!known)
        length = add_part(s, seam);
    gssize suffix = length > 0 ? suffix_at(ctx, s->at + length) : 0;
    bool refused = length == 0 || suffix < 0 || (before_digits && s->digits_only) ||
                   (!known && is_short_word(ctx, s->at, length, (size_t)suffix));
    if (refused) {
        g_string_truncate(s->pieces, pieces);
        s->mine = mine;
        return false;
    }
    s->at += length;
    for (unsigned n = 0; suffix > 0 && n < SUFFIXES_MAX; n++) { /* IT'er's */
        const char *letters = g_utf8_next_char(ctx->text + s->at);
        add_inflection(s, letters, (size_t)(ctx->text + s->at + suffix - letters));
        s->at += (size_t)suffix;
        suffix = suffix_at(ctx, s->at);
    }
    s->parts++;
    return true;
}

/* 36GB, 60Hz, 12V: digits and a unit, which one letter is where such stand side by side. */
static bool is_quantity_at(const kx_context *ctx, size_t at)
{
    kx_unit unit;
    size_t start = at + kx_digits_at(ctx, at);
    return start > at && kx_unit_at(ctx, start, KX_UNIT_GLUED, &unit) &&
           (unit.end > start + 1 || kx_unit_role_of(&unit) == KX_UNIT_ROLE_APART);
}

/* What may stand before a further part, a hyphen, or between two codes a slash (A1/A6): its length.
 */
static size_t joint_at(kx_acronym_scan *s)
{
    const kx_context *ctx = s->ctx;
    gunichar c = kx_char_at(ctx, s->at);
    size_t n = c ? kx_width(c) : 0;
    s->slash = c == '/' && s->coded && !g_ascii_islower(ctx->text[s->at - 1]);
    if (s->slash && (is_quantity_at(ctx, ctx->at) || is_quantity_at(ctx, s->at + n)))
        return 0;
    if (s->slash) {
        bool digits = false;
        size_t first = group_at(ctx, s->at + n, &digits);
        bool other = digits;
        return first > 0 && group_at(ctx, s->at + n + first, &other) > 0 ? n : 0;
    }
    return kx_is_hyphen(c) && g_unichar_isalnum(kx_char_at(ctx, s->at + n)) ? n : 0;
}

/* Most words are none: small letters with a vowel that the lexicon does not read otherwise. */
static bool is_no_acronym(const kx_context *ctx)
{
    size_t n = 0;
    bool vowel = false;
    if (ctx->begins != KX_AT_WORD)
        return false;
    for (; ctx->at + n < ctx->end && g_ascii_isalpha(ctx->text[ctx->at + n]); n++)
        vowel |= strchr("aeiouyAEIOUY", ctx->text[ctx->at + n]) != NULL;
    if (!vowel)
        return false;
    const kx_cell *row = kx_lexicon_find(
        kx_context_lexicon(ctx), KX_LEXICON_READING | KX_LEXICON_SOUND, ctx->text + ctx->at, n);
    return !row || kx_lexicon_row_is_sound(row);
}

/* S02E05, S3E8: a season and an episode. Its length. */
static size_t episode_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_MAX = 2 };
    const size_t season = kx_digits_at(ctx, ctx->at + 1), e = ctx->at + 1 + season;
    const size_t episode = kx_char_at(ctx, e) == 'E' ? kx_digits_at(ctx, e + 1) : 0;
    if (ctx->text[ctx->at] != 'S' || season < 1 || season > DIGITS_MAX || episode < 1 ||
        episode > DIGITS_MAX || !kx_ends_at(ctx, e + 1 + episode))
        return 0;
    g_autofree char *pieces = g_strdup_printf(" W:seizoen| N:%u| W:aflevering| N:%u",
                                              kx_digits_value(ctx, ctx->at + 1, season),
                                              kx_digits_value(ctx, e + 1, episode));
    kx_token_set_text(token, KX_FIELD_SPOKEN, pieces, -1);
    return e + 1 + episode - ctx->at;
}

/* AA-, BBB-: a mark of a rating and its minus; but "AA- en AAA-batterijen". */
static bool is_grade_minus(const kx_context *ctx, size_t end)
{
    enum { LETTERS_MIN = 2, LETTERS_MAX = 3 };
    static const char *const links[] = {"en", "of", "tot", NULL};
    const char first = ctx->text[ctx->at];
    size_t n = 0;
    while (ctx->at + n < end && ctx->text[ctx->at + n] == first)
        n++;
    return first >= 'A' && first <= 'C' && ctx->at + n == end && n >= LETTERS_MIN &&
           n <= LETTERS_MAX && !kx_follows(ctx, end + 1, links);
}

/* Willem II-RKC: a club and the one that it meets. */
static bool is_club_number(const kx_context *ctx)
{
    static const char *const club[] = {"Willem", NULL};
    static const char second[] = "II-";
    return kx_previous_is(ctx, 0, club) && ctx->end - ctx->at > strlen(second) &&
           memcmp(ctx->text + ctx->at, second, strlen(second)) == 0;
}

static size_t acronym_match(const kx_context *ctx, kx_token *token)
{
    size_t n = episode_match(ctx, token);
    if (n > 0)
        return n;
    if (is_no_acronym(ctx) || !g_unichar_isalnum(kx_char_at(ctx, ctx->at)))
        return 0;
    g_autoptr(GString) pieces = g_string_new(NULL);
    kx_acronym_scan s = {.ctx = ctx, .pieces = pieces, .at = ctx->at};
    size_t end = ctx->at;
    if (is_club_number(ctx)) {
        kx_acronym_add(&s, KX_PIECE_APART, KX_PIECE_NUMBER, "2", 1);
        s.at += strlen("II-");
        s.parts++;
    }
    while (s.parts < PARTS_MAX && take_part(&s)) {
        end = s.at;
        size_t joint = joint_at(&s);
        if (joint == 0)
            break;
        s.at = end + joint;
    }
    bool only_digits = s.parts == 1 && s.digits_only;
    if (!s.mine || only_digits || !kx_ends_at(ctx, end))
        return 0;
    size_t hyphen = s.digits_only ? 0 : kx_loose_hyphen_at(ctx, end);
    if (hyphen > 0 && is_grade_minus(ctx, end))
        kx_acronym_add(&s, KX_PIECE_APART, KX_PIECE_WORD, "min", strlen("min"));
    else if (hyphen > 0)
        kx_acronym_add(&s, KX_PIECE_JOINED, KX_PIECE_WORD, "-", 1);
    kx_token_set_text(token, KX_FIELD_SPOKEN, pieces->str, (gssize)pieces->len);
    return end + hyphen - ctx->at;
}

static bool acronym_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    return kx_pieces_say(kx_token_get_text(token, KX_FIELD_SPOKEN), out);
}

const kx_class kx_class_acronym = {
    .name = "acronym",
    .what =
        N_("acronyms as letters or as words, their inflection and compounds, letters with numbers"),
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_DIGIT,
    .match = acronym_match,
    .say = acronym_say,
};
