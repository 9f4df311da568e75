/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roman numerals: a number after a noun or a family name (hoofdstuk IV, Rutte III), a rank after a
 * ruler's name (Karel IX) or with an ending (de XIXe eeuw). What may be a word or letters as well
 * (I, V, X, DI, CD) needs one of these words before it; the table says which. */
#include "text/calendar.h"
#include "text/number_match.h"
#include "text/roman.h"
#include "text/table.h"

#include <string.h>

extern const kx_class kx_class_roman;

/* A numeral as it stands in the text. */
typedef struct {
    size_t end;
    char letters[KX_ROMAN_LETTERS_MAX + 1];
    unsigned value;
    bool small; /* iv */
    bool glyph; /* Ⅳ: nothing else looks like it */
} numeral;

static const char number_reading[] = "number", rank_reading[] = "rank";

/* ---- the numeral ---- */

/* The letters that a character stands for: itself, or those of a numeral in one character. */
static bool append_letters(gunichar c, numeral *n)
{
    gunichar parts[4] = {c};
    gsize count = 1;
    bool glyph = c >= 0x2160 && c <= 0x217F;
    if (glyph)
        count = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
    n->glyph |= glyph;
    size_t length = strlen(n->letters);
    if (count == 0 || count > G_N_ELEMENTS(parts) || length + count > KX_ROMAN_LETTERS_MAX)
        return false;
    for (gsize i = 0; i < count; i++) {
        if (parts[i] >= 0x80 || !strchr("IVXLCDMivxlcdm", (char)parts[i]))
            return false;
        n->letters[length + i] = g_ascii_toupper((char)parts[i]);
        n->letters[length + i + 1] = '\0';
    }
    return true;
}

/* The run of letters of one case at `at` that make a numeral. What goes on behind it is not looked
 * at. */
static bool numeral_at(const kx_context *ctx, size_t at, numeral *n)
{
    *n = (numeral){.end = at, .small = g_unichar_islower(kx_char_at(ctx, at))};
    for (gunichar c = kx_char_at(ctx, at); c && g_unichar_islower(c) == n->small;
         c = kx_char_at(ctx, n->end)) {
        if (!append_letters(c, n))
            break;
        n->end += kx_width(c);
    }
    bool in_word = n->small && kx_ascii_lower_at(ctx, n->end); /* di-nsdag */
    n->value = in_word ? 0 : kx_roman_value(n->letters, strlen(n->letters));
    return n->value > 0;
}

/* Numerals that are not also short words or units: the rarer a letter, the more of them. */
static bool is_credible(const numeral *n)
{
    size_t length = strlen(n->letters);
    if (strpbrk(n->letters, "MDC"))
        return length >= 4;
    return !strchr(n->letters, 'L') || (length >= 2 && strcmp(n->letters, "XL") != 0);
}

/* ---- what stands before ---- */

typedef enum { BEFORE_NOTHING, BEFORE_NUMBER, BEFORE_NAME, BEFORE_TITLE } before_kind;

typedef struct {
    const char *text;
    size_t length;
} slice;

/* The last word of a token, without a title or noun that a hyphen ties to it (kabinet-Rutte). */
static slice last_word(const kx_context *ctx, unsigned back)
{
    enum { WORD_BYTES_MAX = 32 };
    if (ctx->before->len <= back)
        return (slice){"", 0};
    const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
    size_t start = token->range.end;
    while (start > token->range.start && token->range.end - start < WORD_BYTES_MAX) {
        gunichar c = kx_char_before(ctx, start);
        if (kx_is_blank(c) || kx_is_hyphen(c))
            break;
        start = (size_t)(g_utf8_prev_char(ctx->text + start) - ctx->text);
    }
    return (slice){ctx->text + start, token->range.end - start};
}

/* Bytes of "regering-", with which the token at `at` begins; 0: with something else. */
static size_t government_at(const kx_context *ctx, size_t at)
{
    static const char *const nouns[] = {"kabinet-", "regering-", "coalitie-", "college-"};
    for (unsigned i = 0; i < G_N_ELEMENTS(nouns); i++) {
        size_t n = strlen(nouns[i]);
        if (ctx->end - at > n && g_ascii_strncasecmp(ctx->text + at, nouns[i], n) == 0)
            return n;
    }
    return 0;
}

/* "regering-Diependaele I", "kabinet-Van Dam II": of whomever. */
static bool is_government(const kx_context *ctx, unsigned back)
{
    enum { PARTICLES_MAX = 2 };
    static const char *const particles[] = {"van", "de", "den", "der", "ten", "ter", NULL};
    for (unsigned i = 0; i <= PARTICLES_MAX && back + i < ctx->before->len; i++) {
        const size_t start =
            g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back - i).range.start;
        const size_t n = government_at(ctx, start);
        if (n > 0)
            return i == 0 || kx_follows(ctx, start + n, particles);
    }
    return false;
}

static before_kind kind_before(const kx_context *ctx, unsigned back)
{
    slice word = last_word(ctx, back);
    const kx_cell *row = kx_table_find_lower(&kx_table_roman, word.text, word.length);
    if (word.length > 0 && is_government(ctx, back))
        return BEFORE_NUMBER;
    if (!row)
        return BEFORE_NOTHING;
    if (strcmp(kx_text(row, 1), "number") == 0)
        return BEFORE_NUMBER;
    if (!g_unichar_isupper(g_utf8_get_char(word.text)) && strcmp(kx_text(row, 1), "name") == 0)
        return BEFORE_NOTHING;
    return strcmp(kx_text(row, 1), "name") == 0 ? BEFORE_NAME : BEFORE_TITLE;
}

/* Whether one of the few words before a ruler's name is a title: koning, paus. */
static bool has_title(const kx_context *ctx)
{
    enum { WORDS_MAX = 3 };
    for (unsigned back = 1; back <= WORDS_MAX; back++) {
        if (kind_before(ctx, back) == BEFORE_TITLE)
            return true;
        if (!g_unichar_isupper(g_utf8_get_char(last_word(ctx, back).text)))
            return false;
    }
    return false;
}

/* Whether a name may stand before: a word with a capital that is no function word. */
static bool name_before(const kx_context *ctx)
{
    slice word = last_word(ctx, 0);
    return word.length > 0 && g_unichar_isupper(g_utf8_get_char(word.text)) &&
           !kx_table_find_lower(&kx_table_function_words, word.text, word.length);
}

/* The reading of the numeral before, if this one goes on from it: delen I, II en III. */
static const char *continued(const kx_context *ctx)
{
    static const char *const links[] = {"en", "of", "tot", "t/m", "met", ",",
                                        "/",  "-",  "–",   "&",   NULL};
    enum { LINKS_MAX = 4 };
    unsigned back = 0;
    while (back < LINKS_MAX && kx_previous_is(ctx, back, links))
        back++;
    if (back == 0 || back >= ctx->before->len)
        return NULL;
    const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
    return token->class == &kx_class_roman ? kx_token_get_text(token, KX_FIELD_READING) : NULL;
}

/* ---- a number or a rank ---- */

/* II is a club in Tilburg, said "twee", where no title makes it a ruler. */
static bool is_club(const kx_context *ctx, const numeral *n)
{
    static const char club[] = "Willem";
    const slice word = last_word(ctx, 0); /* NAC-Willem II */
    return n->value == 2 && word.length == strlen(club) &&
           memcmp(word.text, club, word.length) == 0 && !has_title(ctx);
}

/* Ⅳ alone is the number that the character is for; verbatim says it. */
static bool is_numeral_character(const kx_context *ctx, const numeral *n)
{
    return n->glyph && g_utf8_next_char(ctx->text + ctx->at) == ctx->text + n->end;
}

/* I, II en III; I-II; deel I of II: the second one of a row follows. */
static bool second_follows(const kx_context *ctx, const numeral *n)
{
    static const char second[] = "II";
    const gunichar next = kx_char_at(ctx, n->end);
    size_t link = kx_calendar_word_link_at(ctx, n->end);
    if (link == 0 && kx_is_hyphen(next))
        link = 1;
    if (link == 0 && next == ',')
        link = 1 + kx_blanks_at(ctx, n->end + 1);
    const size_t at = n->end + link;
    return strcmp(n->letters, "I") == 0 && !n->small && link > 0 &&
           ctx->end - at >= strlen(second) && memcmp(ctx->text + at, second, strlen(second)) == 0 &&
           kx_ends_at(ctx, at + strlen(second));
}

/* (i) …, (ii) …; i) and ii): the mark of an item. A letter alone is one where there is an ii). */
static bool is_item(const kx_context *ctx, const numeral *n)
{
    const gunichar before = kx_char_before(ctx, ctx->at);
    return n->small && kx_char_at(ctx, n->end) == ')' &&
           (before == '(' || before == 0 || kx_is_blank(before)) &&
           (strlen(n->letters) > 1 ? kx_is_plain_roman(n->letters, strlen(n->letters))
                                   : g_strstr_len(ctx->text + ctx->start,
                                                  (gssize)(ctx->end - ctx->start), "ii)") != NULL);
}

/* Kamerstuk 36 410-XV: behind the number of a bill. */
static bool is_chapter(const kx_context *ctx, const numeral *n)
{
    enum { DIGITS = 3 };
    const gunichar link = kx_char_before(ctx, ctx->at);
    const size_t back = kx_width(link) + DIGITS;
    return !n->small && kx_is_hyphen(link) && ctx->at >= ctx->start + back &&
           kx_digits_at(ctx, ctx->at - back) == DIGITS;
}

/* A single letter, or one with a full stop that may be an initial (Willem B.), is less certain. */
static const char *reading_of(const kx_context *ctx, const numeral *n)
{
    size_t length = strlen(n->letters);
    bool plain = kx_is_plain_roman(n->letters, length);
    gunichar next = kx_char_at(ctx, n->end);
    before_kind before = kind_before(ctx, 0);
    const char *last = continued(ctx);
    if (last && is_credible(n) && kx_compound_at(ctx, n->end) == 0)
        return last;
    if (is_item(ctx, n))
        return number_reading;
    if (second_follows(ctx, n) && !has_title(ctx) && before != BEFORE_NAME)
        return number_reading;
    if (is_chapter(ctx, n))
        return number_reading;
    if (!is_credible(n) && !n->glyph)
        return NULL;
    static const char *const models[] = {"type", "model", "serie", NULL};
    if (kx_previous_is(ctx, 0, models) && kx_digits_at(ctx, n->end + kx_blanks_at(ctx, n->end)) > 0)
        return NULL; /* type LX 50 */
    if (before == BEFORE_NUMBER && !is_numeral_character(ctx, n))
        return n->small && !plain ? NULL : number_reading;
    if (n->small && !n->glyph)
        return NULL;
    if (before == BEFORE_NAME || before == BEFORE_TITLE || has_title(ctx))
        return is_club(ctx, n) ? number_reading : rank_reading;
    if (n->glyph)
        return is_numeral_character(ctx, n) ? NULL : number_reading;
    static const char *const not_alone[] = {"IV", "VI", "XI", "XV", NULL};
    bool alone =
        plain && !g_strv_contains(not_alone, n->letters) && strspn(n->letters, "X") < length;
    bool list = ctx->before->len == 0 && next == '.';
    enum { LONG = 5 };
    return alone || length >= LONG || (plain && (list || name_before(ctx))) ? number_reading : NULL;
}

/* ---- endings ---- */

/* The ending of a rank: XIXe, XIVde, XXste; XXE EEUW, but LIVE. 0 if there is none. */
static size_t ending_at(const kx_context *ctx, const numeral *n)
{
    static const char *const endings[] = {"ste", "de", "e", "ᵉ"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t length = strlen(endings[i]);
        if (!kx_word_is(ctx, n->end, endings[i]))
            continue;
        bool capital = g_ascii_isupper(ctx->text[n->end]);
        static const char *const nouns[] = {"eeuw", "eeuwse", NULL};
        return capital && !kx_follows(ctx, n->end + length, nouns) ? 0 : length;
    }
    return 0;
}

/* Whether a numeral with an ending is a rank: one letter with an ending may be a word (De, Me). */
static bool is_rank(const kx_context *ctx, const numeral *n, size_t ending)
{
    static const char *const articles[] = {"de", "het", "een", "die", "deze", "dit", NULL};
    if (ending == 0 || n->small)
        return false;
    if (strlen(n->letters) > 1)
        return true;
    return strchr("IVX", n->letters[0]) && kx_previous_is(ctx, 0, articles);
}

/* XX eeuw is said as XXe eeuw. */
static bool is_century(const kx_context *ctx, const numeral *n)
{
    static const char *const nouns[] = {"eeuw", NULL};
    return !n->small && kx_blanks_at(ctx, n->end) > 0 && kx_follows(ctx, n->end, nouns);
}

/* A full stop behind a single letter is not that of an initial: onder koning Willem I. */
static size_t stop_at(const kx_context *ctx, const numeral *n)
{
    bool last =
        strlen(n->letters) == 1 && kx_char_at(ctx, n->end) == '.' && kx_is_last(ctx, n->end + 1);
    return last && (kind_before(ctx, 0) == BEFORE_NUMBER || has_title(ctx)) ? 1 : 0;
}

/* 's behind a ruler, a small letter behind a number (type IIb). */
static size_t tail_at(const kx_context *ctx, const numeral *n, const char *reading)
{
    size_t apostrophe = kx_apostrophe_at(ctx, n->end);
    if (apostrophe > 0 && kx_word_is(ctx, n->end + apostrophe, "s"))
        return apostrophe + 1;
    gunichar c = kx_char_at(ctx, n->end);
    bool letter = reading == number_reading && !n->small && c >= 'a' && c <= 'd';
    return letter && kx_ends_at(ctx, n->end + 1) ? 1 : 0;
}

/* ---- the class ---- */

static size_t set(const kx_context *ctx, kx_token *token, const numeral *n, const char *reading,
                  size_t end)
{
    g_autofree char *digits = g_strdup_printf("%u", n->value);
    kx_token_set_text(token, KX_FIELD_INTEGER, digits, -1);
    kx_token_set_text(token, KX_FIELD_READING, reading, -1);
    size_t compound = kx_compound_at(ctx, end);
    if (compound > 0)
        kx_compound_set(ctx, token, end, compound);
    return end + compound - ctx->at;
}

/* I-III, IV–VI: the numeral that the range goes to; the bytes behind it, 0 if there is none. */
static size_t range_end(const kx_context *ctx, const numeral *from, numeral *to)
{
    gunichar c = kx_char_at(ctx, from->end);
    if (!kx_is_pair_link(c))
        return 0;
    size_t at = from->end + kx_width(c);
    bool range = numeral_at(ctx, at, to) && kx_ends_at(ctx, to->end) && to->value > from->value;
    return range ? to->end : 0;
}

static size_t roman_match(const kx_context *ctx, kx_token *token)
{
    numeral n;
    if (!numeral_at(ctx, ctx->at, &n))
        return 0;
    size_t ending = ending_at(ctx, &n);
    if (is_rank(ctx, &n, ending) || is_century(ctx, &n)) {
        kx_token_set_text(token, KX_FIELD_TEXT, "ending", -1);
        return set(ctx, token, &n, rank_reading, n.end + ending);
    }
    const char *reading = reading_of(ctx, &n);
    if (!reading)
        return 0;
    numeral to;
    size_t range = reading == number_reading ? range_end(ctx, &n, &to) : 0;
    if (range > 0) {
        g_autofree char *digits = g_strdup_printf("%u", to.value);
        kx_token_set_text(token, KX_FIELD_TO, digits, -1);
        return set(ctx, token, &n, reading, range);
    }
    size_t tail = tail_at(ctx, &n, reading), stop = stop_at(ctx, &n);
    if (tail == 0 && !kx_ends_at(ctx, n.end))
        return 0;
    if (tail > 0)
        kx_token_set_text(token, KX_FIELD_UNIT, ctx->text + n.end + tail - 1, 1);
    if (stop > 0)
        kx_token_set_mark(token, '.');
    return set(ctx, token, &n, reading, n.end + tail + stop);
}

/* Eerste, Negende: a rank with the capital that it has in a name. */
static void say_named_rank(kx_spoken *out, const char *digits)
{
    kx_say(out, KX_SEAM_SPACE, "de");
    unsigned first = out->morphemes->len;
    kx_say_ordinal(out, KX_SEAM_SPACE, digits);
    kx_morpheme *m = &g_array_index(out->morphemes, kx_morpheme, first);
    g_autofree char *capital = g_utf8_strup(m->text, g_utf8_next_char(m->text) - m->text);
    g_autofree char *name = g_strconcat(capital, g_utf8_next_char(m->text), NULL);
    m->text = g_string_chunk_insert(out->arena, name);
}

static bool roman_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *digits = kx_token_get_text(token, KX_FIELD_INTEGER);
    const char *tail = kx_token_get_text(token, KX_FIELD_UNIT);
    const char *compound = kx_token_get_text(token, KX_FIELD_SUFFIX);
    const char *to = kx_token_get_text(token, KX_FIELD_TO);
    bool rank = strcmp(kx_token_get_text(token, KX_FIELD_READING), rank_reading) == 0;
    bool written = kx_token_has(token, KX_FIELD_TEXT); /* with its ending */
    if (written)
        kx_say_ordinal(out, KX_SEAM_SPACE, digits);
    else if (rank)
        say_named_rank(out, digits);
    else
        kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_YEAR);
    if (to) {
        kx_say(out, KX_SEAM_SPACE, "tot en met");
        kx_say_number(out, KX_SEAM_SPACE, to, KX_NUMBER_YEAR);
    }
    if (tail && *tail == 's')
        kx_say(out, KX_SEAM_SUFFIX, "'s");
    else if (tail)
        kx_say_letters(out, KX_SEAM_SPACE, tail, false);
    if (compound)
        kx_say(out, written ? KX_SEAM_COMPOUND : KX_SEAM_HYPHEN, compound);
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_roman = {
    .name = "roman",
    .what = N_("Roman numerals: hoofdstuk IV, Karel IX, de XIXe eeuw"),
    .starts = KX_AT_LETTER | KX_AT_WORD | KX_AT_SIGN,
    .match = roman_match,
    .say = roman_say,
};
