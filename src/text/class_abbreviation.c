/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Abbreviations, read in full by the table (bijv., m.b.t., dr., t/m). A dot that also ends the
 * sentence is said as its mark. */
#include "text/cue.h"
#include "text/dotted.h"
#include "text/number_match.h"
#include "text/roman.h"
#include "text/table.h"

#include <stdlib.h>
#include <string.h>

/* No key of the table is longer; those without a dot or slash are at most so long. */
enum { KEY_BYTES_MAX = 24, PLAIN_KEY_BYTES_MAX = 6 };

/* ---- conditions ---- */

static const kx_token *token_before(const kx_context *ctx)
{
    unsigned n = ctx->before->len;
    return n > 0 ? &g_array_index(ctx->before, kx_token, n - 1) : NULL;
}

static bool number_before(const kx_context *ctx, size_t end)
{
    (void)end;
    const kx_token *last = token_before(ctx);
    gunichar c = last ? kx_char_before(ctx, last->range.end) : 0;
    static const char *const currencies[] = {"euro", "dollar", NULL}; /* 25 euro p/m */
    bool money =
        last && (strcmp(last->class->name, "money") == 0 || kx_previous_is(ctx, 0, currencies));
    return money || (g_unichar_isalnum(c) && !g_unichar_isalpha(c));
}

static bool ordinal_before(const kx_context *ctx, size_t end)
{
    (void)end;
    const kx_token *last = token_before(ctx);
    return last && strcmp(last->class->name, "ordinal") == 0;
}

static bool name_before(const kx_context *ctx, size_t end)
{
    (void)end;
    const kx_token *last = token_before(ctx);
    return last && g_unichar_isupper(kx_char_at(ctx, last->range.start));
}

/* Hengelo (Ov.): alone in brackets behind a name. */
static bool place_before(const kx_context *ctx, size_t end)
{
    size_t at = ctx->at;
    if (kx_char_before(ctx, at) != '(' || kx_char_at(ctx, end) != ')')
        return false;
    for (unsigned i = ctx->before->len; i > 0; i--) {
        size_t start = g_array_index(ctx->before, kx_token, i - 1).range.start;
        gunichar c = kx_char_at(ctx, start);
        if (c != '(' && !kx_is_blank(c))
            return g_unichar_isupper(c);
    }
    return false;
}

/* 1 to 12 without a sign of money: the hour before a.m. and p.m. */
static bool hour_before(const kx_context *ctx, size_t end)
{
    const kx_token *last = token_before(ctx);
    if (!last || !number_before(ctx, end))
        return false;
    size_t n = kx_digits_at(ctx, last->range.start);
    int hour = n == 1 || n == 2 ? atoi(ctx->text + last->range.start) : 0;
    size_t at = last->range.start;
    while (at > ctx->start && kx_is_blank(kx_char_before(ctx, at)))
        at = (size_t)(g_utf8_prev_char(ctx->text + at) - ctx->text);
    return hour >= 1 && hour <= 12 &&
           g_unichar_type(kx_char_before(ctx, at)) != G_UNICODE_CURRENCY_SYMBOL;
}

/* "art. IV": a Roman numeral behind what has one by its table. */
static bool roman_after(const kx_context *ctx, size_t end, size_t at)
{
    size_t n = strspn(ctx->text + at, "IVXLC");
    return n > 0 && at + n <= ctx->end && kx_ends_at(ctx, at + n) &&
           kx_roman_value(ctx->text + at, n) > 0 &&
           kx_table_find_lower(&kx_table_roman, ctx->text + ctx->at, end - ctx->at);
}

static bool number_after(const kx_context *ctx, size_t end)
{
    size_t at = end + kx_blanks_at(ctx, end);
    gunichar c = kx_char_at(ctx, at);
    if (c == '-' || c == '+' || c == 0xB1 || g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL) {
        at += (size_t)g_unichar_to_utf8(c, NULL);
        at += kx_blanks_at(ctx, at);
    }
    return kx_digits_at(ctx, at) > 0 || roman_after(ctx, end, at);
}

/* What a call costs: 0900-1234 (€ 0,10 p.m.) */
static bool phone_before(const kx_context *ctx, size_t end)
{
    enum { TOKENS_BACK = 6 };
    (void)end;
    unsigned n = ctx->before->len;
    for (unsigned i = n; i > 0 && n - i < TOKENS_BACK; i--) {
        if (strcmp(g_array_index(ctx->before, kx_token, i - 1).class->name, "telephone") == 0)
            return true;
    }
    return false;
}

/* de H. Franciscus, H. Mis: an article before a name, or what is always called so; "met H. Jansen"
 * is an initial. */
static bool holy_after(const kx_context *ctx, size_t end)
{
    static const char *const articles[] = {"de", "der", "den", "des", NULL};
    static const char *const holy[] = {
        "communie", "doop",      "drie-eenheid", "drievuldigheid", "familie", "geest",
        "hart",     "kruis",     "land",         "maagd",          "mis",     "schrift",
        "stoel",    "sacrament", "vader",        "missen",         NULL};
    return kx_follows(ctx, end, holy) ||
           (kx_previous_is(ctx, 0, articles) && kx_name_follows(ctx, end));
}

/* Kon. Besluit: a noun with "het". */
static bool het_after(const kx_context *ctx, size_t end)
{
    return kx_cue_follows(ctx, end, "het");
}

/* Mr. Treublaan, Kon. Emmaplein */
static bool street_after(const kx_context *ctx, size_t end)
{
    static const char *const ends[] = {"laan",   "straat", "plein",  "weg",     "kade", "park",
                                       "singel", "hof",    "gracht", "burgwal", "kolk"};
    size_t at = end + kx_blanks_at(ctx, end), n = kx_word_at(ctx, at);
    if (!g_unichar_isupper(kx_char_at(ctx, at)))
        return false;
    for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++) {
        size_t m = strlen(ends[i]);
        if (n > m && memcmp(ctx->text + at + n - m, ends[i], m) == 0)
            return true;
    }
    return false;
}

/* A Dutch title, a particle or an initial with a surname: Mr. dr. Vos, Mr. J. de Wit; but Mr. Bean,
 * Mr. T. */
static bool title_after(const kx_context *ctx, size_t at)
{
    at += kx_blanks_at(ctx, at);
    if (kx_ascii_lower_at(ctx, at))
        return kx_name_follows(ctx, at);
    gunichar c = kx_char_at(ctx, at);
    size_t n = g_unichar_isupper(c) ? (size_t)g_unichar_to_utf8(c, NULL) : 0;
    return n > 0 && kx_char_at(ctx, at + n) == '.' && kx_name_follows(ctx, at + n + 1);
}

/* Pr. Hendrikstraat, Pr. Beatrixlaan: which of the two the street is called after. */
static bool street_after_one_of(const kx_context *ctx, size_t end, const char *const *names)
{
    const size_t at = end + kx_blanks_at(ctx, end);
    for (; *names; names++) {
        size_t n = strlen(*names);
        if (n <= ctx->end - at && memcmp(ctx->text + at, *names, n) == 0)
            return street_after(ctx, end);
    }
    return false;
}

static bool prince_after(const kx_context *ctx, size_t end)
{
    static const char *const names[] = {"Alexander",   "Bernhard", "Claus",
                                        "Constantijn", "Frederik", "Hendrik",
                                        "Maurits",     "Willem",   NULL};
    return street_after_one_of(ctx, end, names);
}

static bool princess_after(const kx_context *ctx, size_t end)
{
    static const char *const names[] = {"Alexia", "Amalia",     "Ariane",    "Beatrix",  "Carolina",
                                        "Irene",  "Juliana",    "Margriet",  "Marianne", "Marijke",
                                        "Máxima", "Wilhelmina", "Christina", NULL};
    return street_after_one_of(ctx, end, names);
}

static bool article_before(const kx_context *ctx, size_t end)
{
    static const char *const articles[] = {"de",   "een",  "die",  "deze",  "eigen", "zijn",
                                           "haar", "hun",  "onze", "elke",  "twee",  "familie",
                                           "mijn", "geen", "zo'n", "welke", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, articles);
}

/* Wind ZW 4-5, wind: N 3, de wind draait naar NO; a single letter only right behind it, for roads
 * have such names. */
static bool wind_before(const kx_context *ctx, size_t end)
{
    enum { NEAR = 2, FAR = 4 };
    static const char *const wind[] = {"wind", NULL};
    const unsigned most = end - ctx->at == 1 ? NEAR : FAR;
    for (unsigned back = 0; back < most; back++) {
        if (kx_previous_is(ctx, back, wind))
            return true;
    }
    return false;
}

/* The word in a compound with its hyphen begins as one of them: NW-wind, Z-Limburgse. */
static bool compound_of(const kx_context *ctx, size_t end, const char *const *words)
{
    gunichar c = kx_char_at(ctx, end);
    size_t at = end + (kx_is_hyphen(c) ? (size_t)g_unichar_to_utf8(c, NULL) : 0);
    for (; at > end && *words; words++) {
        size_t n = strlen(*words);
        if (n <= ctx->end - at && memcmp(ctx->text + at, *words, n) == 0)
            return true;
    }
    return false;
}

static bool side_after(const kx_context *ctx, size_t end)
{
    static const char *const words[] = {"wind",  "storm", "stroming", "kust",    "kant",
                                        "zijde", "flank", "gevel",    "helling", "hoek",
                                        "oever", "wand",  NULL};
    const size_t blanks = kx_blanks_at(ctx, end);
    const bool several = end > ctx->at + 1; /* Z.W. wind, but "O wind" */
    return (several && blanks > 0 && kx_word_is(ctx, end + blanks, "wind")) ||
           compound_of(ctx, end, words);
}

static bool region_after(const kx_context *ctx, size_t end)
{
    static const char *const names[] = {
        "Afrika",    "Amerika",   "Azië",      "Aziat",      "Beveland",  "België",  "Belgisch",
        "Brabant",   "China",     "Chine",     "Drenthe",    "Duits",     "Engels",  "Engeland",
        "Europa",    "Europe",    "Frankrijk", "Frans",      "Friesland", "Fryslân", "Gelderland",
        "Groningen", "Holland",   "Ierland",   "Italië",     "Italiaan",  "Korea",   "Limburg",
        "Nederland", "Noorwegen", "Oekraïne",  "Overijssel", "Soedan",    "Spanje",  "Spaans",
        "Syrië",     "Turkije",   "Twente",    "Utrecht",    "Veluwe",    "Vietnam", "Vlaanderen",
        "Zweden",    "Zweeds",    "Zeeland",   NULL};
    return compound_of(ctx, end, names);
}

/* The carriageway of a road: A28 Li */
static bool road_before(const kx_context *ctx, size_t end)
{
    (void)end;
    const kx_token *last = token_before(ctx);
    const char *road = last ? ctx->text + last->range.start : "";
    size_t digits = *road ? kx_digits_at(ctx, last->range.start + 1) : 0;
    return strchr("ANE", *road) && digits > 0 && digits <= 3 &&
           last->range.end == last->range.start + 1 + digits;
}

/* verl. jaar */
static bool period_after(const kx_context *ctx, size_t end)
{
    static const char *const periods[] = {"jaar",   "week",    "maand",  "nacht",
                                          "zomer",  "winter",  "herfst", "voorjaar",
                                          "najaar", "seizoen", NULL};
    return kx_follows(ctx, end, periods);
}

static bool degrees_before(const kx_context *ctx, size_t end)
{
    static const char *const degrees[] = {"graden", "graad", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, degrees);
}

/* de gem. leeftijd */
static bool de_before(const kx_context *ctx, size_t end)
{
    static const char *const words[] = {"de", "die", "deze", "hun", "onze", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, words);
}

/* 2-1 n.v. */
static bool score_before(const kx_context *ctx, size_t end)
{
    (void)end;
    const kx_token *last = token_before(ctx);
    return last && strcmp(last->class->name, "score") == 0;
}

/* Depay (12', pen.): behind the minute of a match. */
static bool minute_before(const kx_context *ctx, size_t end)
{
    static const char *const comma[] = {",", NULL};
    const unsigned n = ctx->before->len;
    (void)end;
    return n > 1 && kx_previous_is(ctx, 0, comma) &&
           g_strcmp0(
               kx_token_get_text(&g_array_index(ctx->before, kx_token, n - 2), KX_FIELD_READING),
               "minute") == 0;
}

static bool in_flanders(const kx_context *ctx, size_t end)
{
    (void)end;
    return ctx->style->variant == KX_VARIANT_BE;
}

/* The conditions of the table's last column, as compile.c's schema has them. */
static bool holds(const kx_context *ctx, size_t end, const char *condition)
{
    static const struct {
        const char *name;
        bool (*holds)(const kx_context *ctx, size_t end);
    } conditions[] = {
        {"number-before", number_before},   {"number-after", number_after},
        {"wind-before", wind_before},       {"name-before", name_before},
        {"name-after", kx_name_follows},    {"ordinal-before", ordinal_before},
        {"title-after", title_after},       {"hour-before", hour_before},
        {"article-before", article_before}, {"belgian", in_flanders},
        {"phone-before", phone_before},     {"het-after", het_after},
        {"street-after", street_after},     {"place-before", place_before},
        {"side-after", side_after},         {"region-after", region_after},
        {"road-before", road_before},       {"prince-after", prince_after},
        {"princess-after", princess_after}, {"degrees-before", degrees_before},
        {"period-after", period_after},     {"holy-after", holy_after},
        {"minute-before", minute_before},   {"de-before", de_before},
        {"score-before", score_before},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(conditions); i++) {
        if (strcmp(condition, conditions[i].name) == 0)
            return conditions[i].holds(ctx, end);
    }
    return false;
}

/* Of the rows with one key: the first whose condition holds, else the one that has none. */
static const kx_cell *choose(const kx_context *ctx, size_t end, const kx_cell *row)
{
    const kx_cell *plain = NULL;
    for (; row; row = kx_table_next(&kx_table_abbreviations, row)) {
        if (!*kx_text(row, 3))
            plain = row;
        else if (holds(ctx, end, kx_text(row, 3)))
            return row;
    }
    return plain;
}

/* ---- the table ---- */

/* Whether only the first letter is a capital, as at the start of a sentence. */
static bool is_capitalised(const char *key)
{
    if (!g_unichar_isupper(g_utf8_get_char(key)))
        return false;
    for (const char *at = g_utf8_next_char(key); *at; at = g_utf8_next_char(at)) {
        if (g_unichar_isupper(g_utf8_get_char(at)))
            return false;
    }
    return true;
}

/* Whether a key may also be found with its capitals made small. Without a dot only where any word
 * has a capital: Ed and Nav are names. */
static bool may_fold(const kx_context *ctx, const char *key)
{
    if (ctx->all_capitals)
        return strlen(key) > 2;
    bool first = ctx->at == ctx->start && strlen(key) > 2;
    return is_capitalised(key) && (first || strpbrk(key, "./"));
}

/* The row for a key that ends at `end` of the text. */
static const kx_cell *find(const kx_context *ctx, size_t end, const char *key)
{
    const kx_cell *row = kx_table_find(&kx_table_abbreviations, key, strlen(key));
    row = row ? choose(ctx, end, row) : NULL;
    if (row || !may_fold(ctx, key))
        return row;
    /* "met zijn zoon Max." */
    const char *dot = strchr(key, '.');
    if (dot && dot[1] == '\0' && ctx->at != ctx->start && kx_is_last(ctx, end))
        return NULL;
    row = kx_table_find_lower(&kx_table_abbreviations, key, strlen(key));
    return row ? choose(ctx, end, row) : NULL;
}

/* The row for text[at..end); an abbreviation of several dots may lack the last one. */
static const kx_cell *row_for(const kx_context *ctx, size_t end)
{
    g_autofree char *key = g_strndup(ctx->text + ctx->at, end - ctx->at);
    const kx_cell *row = find(ctx, end, key);
    if (row || !strchr(key, '.') || g_str_has_suffix(key, ".") || kx_char_at(ctx, end) == '.')
        return row;
    g_autofree char *dotted = g_strconcat(key, ".", NULL);
    return find(ctx, end, dotted);
}

/* A dot with small letters behind it is no end (test.nl), but for another title (prof.dr.). */
static bool may_end(const kx_context *ctx, size_t end)
{
    enum { TITLE_MAX = 5 };
    if (ctx->text[end - 1] != '.')
        return kx_ends_at(ctx, end);
    size_t n = 0;
    while (n <= TITLE_MAX && kx_ascii_lower_at(ctx, end + n))
        n++;
    if (n < 2 || n > TITLE_MAX)
        return !g_unichar_islower(kx_char_at(ctx, end));
    return kx_char_at(ctx, end + n) == '.' &&
           kx_table_find(&kx_table_abbreviations, ctx->text + end, n + 1);
}

/* Bytes up to the next blank, as far as a key may go. */
static size_t run_at(const kx_context *ctx)
{
    size_t n = 0;
    while (n < KEY_BYTES_MAX) {
        gunichar c = kx_char_at(ctx, ctx->at + n);
        if (c == 0 || kx_is_blank(c))
            break;
        n += (size_t)g_unichar_to_utf8(c, NULL);
    }
    return n;
}

/* Most words: letters without a dot or slash behind them. Whether none of the table begins so; it
 * is found without a copy of the word. */
static bool is_plain_word(const kx_context *ctx)
{
    const char *text = ctx->text + ctx->at;
    size_t n = 0;
    while (ctx->at + n < ctx->end && g_ascii_isalpha(text[n]))
        n++;
    if (n == 0 || (ctx->at + n < ctx->end && !strchr(" ,;:!?)", text[n])))
        return false;
    bool folds = ctx->all_capitals || ctx->at == ctx->start;
    return n > PLAIN_KEY_BYTES_MAX || (!folds && !kx_table_find(&kx_table_abbreviations, text, n));
}

/* The longest key of the table at ctx->at: its bytes, or 0. */
static size_t key_at(const kx_context *ctx, const kx_cell **row)
{
    const char *text = ctx->text + ctx->at;
    size_t length = run_at(ctx);
    for (; length > 0; length = (size_t)(g_utf8_prev_char(text + length) - text)) {
        bool plain = !memchr(text, '.', length) && !memchr(text, '/', length);
        if ((plain && length > PLAIN_KEY_BYTES_MAX) || !may_end(ctx, ctx->at + length))
            continue;
        *row = row_for(ctx, ctx->at + length);
        if (*row)
            return length;
    }
    return 0;
}

/* Bytes of a part of a spaced abbreviation: a letter and its dot, small but for the first part, or
 * Chr. with its dot. */
static size_t spaced_part_at(const kx_context *ctx, size_t at, bool first)
{
    static const char era[] = "Chr.";
    if (!first && ctx->end - at >= strlen(era) && memcmp(ctx->text + at, era, strlen(era)) == 0)
        return strlen(era);
    bool letter = kx_ascii_lower_at(ctx, at) || (first && g_ascii_isalpha(ctx->text[at]));
    return letter && kx_char_at(ctx, at + 1) == '.' ? 2 : 0;
}

/* Parts with a blank after each dot (d. w. z., v. Chr.), found as if it were not there: the bytes,
 * or 0. */
static size_t spaced_key_at(const kx_context *ctx, const kx_cell **row)
{
    enum { PARTS_MAX = 6, PART_BYTES = 4 };
    char key[PARTS_MAX * PART_BYTES + 1] = "";
    size_t length = 0, found = 0, filled = 0;
    for (unsigned i = 0; i < PARTS_MAX; i++) {
        size_t at = ctx->at + length, blanks = i > 0 ? kx_blanks_at(ctx, at) : 0;
        size_t n = at + blanks < ctx->end ? spaced_part_at(ctx, at + blanks, i == 0) : 0;
        if (n == 0 || (i > 0 && blanks == 0))
            break;
        memcpy(key + filled, ctx->text + at + blanks, n);
        filled += n;
        length += blanks + n;
        const kx_cell *here = i > 0 ? find(ctx, ctx->at + length, key) : NULL;
        if (here) {
            *row = here;
            found = length;
        }
    }
    return found;
}

static void set_spoken(const kx_context *ctx, kx_token *token, const kx_cell *row)
{
    gunichar first = kx_char_at(ctx, ctx->at);
    bool capital = g_unichar_isupper(first) &&
                   !g_unichar_isupper(g_utf8_get_char(kx_text(row, 0))) &&
                   (!ctx->all_capitals || ctx->at == ctx->start);
    g_autofree char *text = g_strdup(kx_text(row, 2));
    if (capital)
        *text = g_ascii_toupper(*text);
    kx_token_set_text(token, KX_FIELD_SPOKEN, text, -1);
}

/* Dorpsstr., dossiernr.: the end of a longer word is short. */
static size_t ending_match(const kx_context *ctx, kx_token *token)
{
    size_t n = kx_word_at(ctx, ctx->at);
    if (kx_char_at(ctx, ctx->at + n) != '.' || !may_end(ctx, ctx->at + n + 1))
        return 0;
    const char *word = ctx->text + ctx->at;
    const kx_cell *row = kx_dotted_ending(word, n + 1);
    if (!row)
        return 0;
    g_autofree char *stem = g_strndup(word, n + 1 - (strlen(kx_text(row, 0)) - 1));
    g_autofree char *spoken = g_strconcat(stem, kx_text(row, 2), NULL);
    kx_token_set_text(token, KX_FIELD_SPOKEN, spoken, -1);
    return kx_dotted_finish(ctx, n + 1, token);
}

static size_t abbreviation_match(const kx_context *ctx, kx_token *token)
{
    if (is_plain_word(ctx) || !kx_dotted_may_start(ctx))
        return 0;
    const kx_cell *row = NULL;
    size_t n = key_at(ctx, &row);
    const kx_cell *spaced_row = NULL;
    size_t spaced = spaced_key_at(ctx, &spaced_row);
    if (spaced > n) {
        n = spaced;
        row = spaced_row;
    }
    if (n == 0)
        return ending_match(ctx, token);
    set_spoken(ctx, token, row);
    return kx_dotted_finish(ctx, n, token);
}

static bool abbreviation_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_SPOKEN));
    kx_dotted_say_end(token, out);
    return true;
}

const kx_class kx_class_abbreviation = {
    .name = "abbreviation",
    .what = N_("abbreviations, read in full"),
    .starts = KX_AT_WORD | KX_AT_LETTER,
    .match = abbreviation_match,
    .say = abbreviation_say,
};
