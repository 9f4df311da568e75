/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/condition.h"

#include "text/calendar.h"
#include "text/condition_church.h"
#include "text/condition_family.h"
#include "text/condition_home.h"
#include "text/condition_place.h"
#include "text/condition_sport.h"
#include "text/condition_unit.h"
#include "text/cue.h"
#include "text/number_match.h"
#include "text/pair.h"
#include "text/roman.h"
#include "text/table.h"
#include "text/unit.h"

#include <stdlib.h>
#include <string.h>

static const kx_token *token_before(const kx_context *ctx)
{
    unsigned n = ctx->before->len;
    return n > 0 ? &g_array_index(ctx->before, kx_token, n - 1) : NULL;
}

/* 25 euro p/m, € 80 pp, 75 euro/pp */
static bool money_before(const kx_context *ctx, size_t end)
{
    static const char *const currencies[] = {"euro", "dollar", NULL}, *const slash[] = {"/", NULL};
    const unsigned n = ctx->before->len, back = kx_previous_is(ctx, 0, slash) ? 1 : 0;
    (void)end;
    return n > back &&
           (kx_previous_is(ctx, back, currencies) ||
            strcmp(g_array_index(ctx->before, kx_token, n - 1 - back).class->name, "money") == 0);
}

static bool number_before(const kx_context *ctx, size_t end)
{
    if (kx_char_before(ctx, ctx->at) == '/') /* € 80/mnd. */
        return false;
    const kx_token *last = token_before(ctx);
    gunichar c = last ? kx_char_before(ctx, last->range.end) : 0;
    if (last && kx_token_has(last, KX_FIELD_MONTH)) /* 8-6-2025 wed. van Jan Bos */
        return false;
    static const char *const large[] = {"duizend", "mln", "mln.",    "miljoen",
                                        "mld",     "mrd", "miljard", NULL};
    return money_before(ctx, end) || kx_previous_is(ctx, 0, large) || /* 1,2 mln st. */
           (g_unichar_isalnum(c) && !g_unichar_isalpha(c));
}

/* zondag as., vrijdagavond as., 12 april as. */
static bool day_before(const kx_context *ctx, size_t end)
{
    static const char *const days[] = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                       "vrijdag", "zaterdag", "zondag"};
    const kx_token *last = token_before(ctx);
    (void)end;
    if (!last)
        return false;
    for (unsigned i = 0; i < G_N_ELEMENTS(days); i++) {
        if (g_ascii_strncasecmp(ctx->text + last->range.start, days[i], strlen(days[i])) == 0)
            return true;
    }
    return strcmp(last->class->name, "date") == 0;
}

/* (Bos et al. 2019) */
static bool et_before(const kx_context *ctx, size_t end)
{
    static const char *const et[] = {"et", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, et);
}

/* koffie na afl. */
static bool na_before(const kx_context *ctx, size_t end)
{
    static const char *const na[] = {"na", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, na);
}

/* 1 afl.; but "2.1 afl." */
static bool one_before(const kx_context *ctx, size_t end)
{
    static const char *const ones[] = {"1", "één", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, ones);
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
    const size_t start = last ? last->range.start : 0, n = last ? last->range.end - start : 0;
    bool opens = ctx->before->len == 1 && /* Zo b.v. is het */
                 kx_table_find_lower(&kx_table_function_words, ctx->text + start, n);
    return last && !opens && g_unichar_isupper(kx_char_at(ctx, start));
}

static bool is_initial(const kx_context *ctx, size_t end)
{
    const char *text = ctx->text + ctx->at;
    return end - ctx->at == strlen("R.") && g_ascii_isupper(text[0]) && text[1] == '.';
}

/* Hengelo (Ov.), Evenepoel (Bel, 7), Roglic (Slo/Red Bull): first in brackets behind a name. Trump
 * (R.) is not on the right. */
static bool place_before(const kx_context *ctx, size_t end)
{
    const gunichar next = kx_char_at(ctx, end);
    size_t at = ctx->at;
    if (kx_in_medals(ctx, end))
        return true;
    if (is_initial(ctx, end) || kx_char_before(ctx, at) != '(' ||
        !(next == ')' || next == ',' || next == '/'))
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

/* Mt 5,1-12; Joh 3:16: a chapter with its verses; but "Sam 3,5 punt". */
static bool verse_after(const kx_context *ctx, size_t end)
{
    enum { DIGITS_MAX = 3 };
    const size_t blanks = kx_blanks_at(ctx, end), n = kx_digits_at(ctx, end + blanks);
    const gunichar sign = kx_char_at(ctx, end + blanks + n);
    size_t at = end + blanks + n + 1;
    at += kx_blanks_at(ctx, at);
    const size_t verse = kx_digits_at(ctx, at);
    if (blanks == 0 || n < 1 || n > DIGITS_MAX || verse == 0)
        return false;
    const bool ends = kx_ends_at(ctx, at + verse + kx_ascii_lower_at(ctx, at + verse));
    return sign == ':' || (sign == ',' && ends && !kx_is_blank(kx_char_at(ctx, at + verse)));
}

/* wk 51; but wk 2026, wk '26 and "het wk 2 keer" are of sports. */
static bool week_after(const kx_context *ctx, size_t end)
{
    enum { WEEKS = 53 };
    static const char *const sports[] = {"het",    "dit",     "een",     "elk", "vorig",
                                         "vorige", "komende", "laatste", NULL};
    const size_t at = end + kx_blanks_at(ctx, end), n = kx_digits_at(ctx, at);
    const unsigned week = n >= 1 && n <= 2 ? kx_digits_value(ctx, at, n) : 0;
    return at > end && week >= 1 && week <= WEEKS && ctx->text[ctx->at] == 'w' &&
           !kx_previous_is(ctx, 0, sports);
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
    at += kx_char_at(ctx, at) == ':';
    at += kx_blanks_at(ctx, at);
    gunichar c = kx_char_at(ctx, at);
    if (c == '-' || c == '+' || c == 0xB1 || g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL) {
        at += kx_width(c);
        at += kx_blanks_at(ctx, at);
    }
    return kx_digits_at(ctx, at) > 0 || roman_after(ctx, end, at);
}

/* per jr., p.jr., vorig jr., per fl., € 28/kw. */
static bool per_before(const kx_context *ctx, size_t end)
{
    static const char *const per[] = {"per", "p.", "dit", "vorig", "afgelopen", "komend", NULL};
    const kx_token *last = token_before(ctx);
    (void)end;
    return kx_previous_is(ctx, 0, per) ||
           (last && kx_char_before(ctx, ctx->at) == '/' && kx_token_has(last, KX_FIELD_CURRENCY));
}

/* man m. hond, speler v/h seizoen, huis v. 1930; but "m. en v." */
static bool lower_after(const kx_context *ctx, size_t end)
{
    static const char *const links[] = {"en", "of", NULL};
    static const char *const before_verse[] = {"in", "(", ",", "en", "zie", "uit", NULL};
    const size_t blanks = kx_blanks_at(ctx, end);
    const bool initial = end - ctx->at == strlen("M.") && g_ascii_isupper(ctx->text[ctx->at]);
    const gunichar next = kx_char_at(ctx, end + blanks);
    if (initial || blanks == 0 || kx_follows(ctx, end, links))
        return false;
    const bool counted = g_unichar_isdigit(next) ||
                         g_unichar_type(next) == G_UNICODE_OTHER_NUMBER ||
                         g_unichar_type(next) == G_UNICODE_CURRENCY_SYMBOL;
    return g_unichar_islower(next) ||
           (counted && kx_word_is(ctx, ctx->at, "v") &&
            !kx_previous_is(ctx, 0, before_verse)); /* in v. 5; vm. 9 uur */
}

/* € 2 p. stuk, p. 1-1-2026: what is counted by, or the day from which something holds. */
static bool counted_after(const kx_context *ctx, size_t end)
{
    static const char *const nouns[] = {
        "stuk",       "st",        "persoon", "pers",   "kilo",     "kg",     "week",
        "wk",         "maand",     "mnd",     "jaar",   "jr",       "dag",    "uur",
        "nacht",      "keer",      "lid",     "liter",  "kwartaal", "klant",  "kind",
        "huishouden", "deelnemer", "gezin",   "kamer",  "team",     "set",    "fles",
        "avond",      "les",       "rit",     "ticket", "groep",    "woning", NULL};
    size_t at = end + kx_blanks_at(ctx, end), n = kx_digits_at(ctx, at);
    if (kx_follows(ctx, end, nouns))
        return true;
    if (n < 1 || n > 2 || kx_char_at(ctx, at + n) != '-')
        return false;
    at += n + 1;
    n = kx_digits_at(ctx, at);
    return n >= 1 && n <= 2 && kx_char_at(ctx, at + n) == '-' && kx_digits_at(ctx, at + n + 1) > 0;
}

/* 12 x € 83,33, (x € 1.000), 3 x FC Utrecht */
static bool is_factor(const kx_context *ctx, size_t end)
{
    const size_t next = end + kx_blanks_at(ctx, end);
    const gunichar c = kx_char_at(ctx, next), before = kx_char_before(ctx, ctx->at);
    const bool money = g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL;
    const kx_token *last = token_before(ctx);
    const bool counted = last && g_unichar_isdigit(kx_char_before(ctx, last->range.end));
    return ctx->text[ctx->at] == 'x' && next > end && (kx_is_blank(before) || before == '(') &&
           (money || (counted && g_unichar_isupper(c)));
}

/* Of a book, a bottle: geb., € 24,99; 6 fl. € 59,70; geb., 410 blz.; € 24,99 (geb.) */
static bool price_after(const kx_context *ctx, size_t end)
{
    size_t at = end + kx_blanks_at(ctx, end);
    const gunichar c = kx_char_at(ctx, at);
    at += c == ',' || c == ';';
    at += kx_blanks_at(ctx, at);
    static const char *const pages[] = {"blz", "pag", "pp", "p", NULL};
    kx_written_number number;
    return (kx_char_before(ctx, ctx->at) == '(' && c == ')') ||
           g_unichar_type(kx_char_at(ctx, at)) == G_UNICODE_CURRENCY_SYMBOL ||
           (kx_number_at(ctx, at, KX_POINT_GROUPS, &number) && kx_follows(ctx, number.end, pages));
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

/* Kon. Besluit: a noun with "het". */
static bool het_after(const kx_context *ctx, size_t end)
{
    return kx_cue_follows(ctx, end, "het");
}

/* A Dutch title, a particle or an initial with a surname: Mr. dr. Vos, Mr. J. de Wit; but Mr. Bean,
 * Mr. T. */
static bool title_after(const kx_context *ctx, size_t at)
{
    at += kx_blanks_at(ctx, at);
    if (kx_ascii_lower_at(ctx, at))
        return kx_name_follows(ctx, at);
    gunichar c = kx_char_at(ctx, at);
    size_t n = g_unichar_isupper(c) ? kx_width(c) : 0;
    return n > 0 && kx_char_at(ctx, at + n) == '.' && kx_name_follows(ctx, at + n + 1);
}

static bool article_before(const kx_context *ctx, size_t end)
{
    static const char *const articles[] = {"de",   "een",  "die",  "deze",  "eigen", "zijn",
                                           "haar", "hun",  "onze", "elke",  "twee",  "familie",
                                           "mijn", "geen", "zo'n", "welke", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, articles);
}

/* verl. jaar */
static bool period_after(const kx_context *ctx, size_t end)
{
    static const char *const periods[] = {"jaar",   "week",    "maand",  "nacht",
                                          "zomer",  "winter",  "herfst", "voorjaar",
                                          "najaar", "seizoen", NULL};
    return kx_follows(ctx, end, periods);
}

/* Temp. in gr.: */
static bool weather_before(const kx_context *ctx, size_t end)
{
    (void)end;
    return kx_weather_before(ctx);
}

/* de gem. leeftijd */
static bool de_before(const kx_context *ctx, size_t end)
{
    static const char *const words[] = {"de", "die", "deze", "hun", "onze", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, words);
}

/* gem. leeftijd, Gem. kosten, alg. middelen: a noun with "de" by its ending. */
static bool de_after(const kx_context *ctx, size_t end)
{
    static const char *const endings[] = {
        "heid",    "tijd",        "prijs",   "duur",     "score",       "waarde",
        "kosten",  "temperatuur", "ing",     "lengte",   "omzet",       "temp",
        "afstand", "hoogte",      "reserve", "middelen", "voorwaarden", "beschouwingen"};
    const size_t at = end + kx_blanks_at(ctx, end), n = kx_word_at(ctx, at);
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        const size_t m = strlen(endings[i]);
        if (n >= m && memcmp(ctx->text + at + n - m, endings[i], m) == 0)
            return true;
    }
    return false;
}

/* (str.), (2-1, pen.): nothing else stands behind it in brackets; before it, with a comma. */
static bool last_in_bracket(const kx_context *ctx, size_t end)
{
    static const char *const openers[] = {"(", ",", "uiterst", NULL}; /* (uiterst l.) */
    return kx_char_at(ctx, end) == ')' && kx_previous_is(ctx, 0, openers) &&
           !is_initial(ctx, end); /* Trump (R.) */
}

/* Ned. verslaat, Ned. krijgt, Ned.-Litouwen: what a country does, or whom it meets. */
static bool verb_after(const kx_context *ctx, size_t end)
{
    static const char *const verbs[] = {
        "verslaat", "wint",   "verliest", "klopt",  "krijgt",  "speelt", "treft", "haalt",
        "pakt",     "gaat",   "komt",     "moet",   "mag",     "wil",    "kan",   "zal",
        "heeft",    "is",     "was",      "won",    "verloor", "staat",  "wordt", "werd",
        "stopt",    "stuurt", "zegt",     "vraagt", "steunt",  "neemt",  "doet",  NULL};
    const gunichar link = kx_char_at(ctx, end);
    bool meets = kx_is_pair_link(link) && g_unichar_isupper(kx_char_at(ctx, end + kx_width(link)));
    return meets || kx_follows(ctx, end, verbs);
}

/* het min. v. Volksgezondheid: the ministry, and not its head. */
static bool ministry_here(const kx_context *ctx, size_t end)
{
    static const char *const het[] = {"het", NULL}, *const of[] = {"van", "v", NULL};
    return kx_previous_is(ctx, 0, het) && (kx_name_follows(ctx, end) || kx_follows(ctx, end, of));
}

/* 6 mnd. vw., waarvan 80 u vw., waarvan 4 vw. */
static bool term_before(const kx_context *ctx, size_t end)
{
    static const char *const terms[] = {"maanden", "jaar", "uur",     "weken", "dagen", "mnd",
                                        "jr",      "cel",  "u",       "wk",    "mnd.",  "jr.",
                                        "u.",      "wk.",  "waarvan", NULL};
    (void)end;
    const kx_token *last = token_before(ctx);
    const char *unit = last ? kx_token_get_text(last, KX_FIELD_UNIT) : NULL;
    static const char *const of_which[] = {"waarvan", NULL};
    return kx_previous_is(ctx, 0, terms) || kx_previous_is(ctx, 1, of_which) ||
           (unit && g_strv_contains(terms, unit));
}

/* Gez.: oppas */
static bool colon_after(const kx_context *ctx, size_t end)
{
    return kx_char_at(ctx, end) == ':';
}

/* 6+2 p.: for how many a house is. */
static bool sum_before(const kx_context *ctx, size_t end)
{
    (void)end;
    static const char *const plus[] = {"+", NULL};
    const kx_token *last = token_before(ctx);
    return last && (kx_previous_is(ctx, 1, plus) || memchr(ctx->text + last->range.start, '+',
                                                           last->range.end - last->range.start));
}

/* Voor 4 p.: ..., stamppot (4 p.), (4 p., 25 min.): for how many a dish is. */
static bool few_before(const kx_context *ctx, size_t end)
{
    static const char *const openers[] = {"voor", "(", "|", NULL};
    const kx_token *last = token_before(ctx);
    const gunichar next = kx_char_at(ctx, end);
    const bool bracket = next == ',' && kx_previous_is(ctx, 1, openers); /* (4 p., 25 min.) */
    const bool closed =
        next == 0 || next == ':' || next == ')' || bracket || kx_follows(ctx, end, openers);
    return last && closed && last->range.end == last->range.start + 1 &&
           g_ascii_isdigit(ctx->text[last->range.start]) &&
           (ctx->before->len == 1 || kx_previous_is(ctx, 1, openers));
}

/* spreekt Ned. met een accent, Ned. en Eng.: no noun follows. */
static bool loose_after(const kx_context *ctx, size_t end)
{
    const size_t at = end + kx_blanks_at(ctx, end), n = kx_word_at(ctx, at);
    return n == 0 || (kx_ascii_lower_at(ctx, at) &&
                      kx_table_find(&kx_table_function_words, ctx->text + at, n));
}

/* € 875 ex. btw; but "3 ex. kosten 5 euro" */
static bool costs_after(const kx_context *ctx, size_t end)
{
    static const char *const costs[] = {
        "btw", "b.t.w",  "g/w/l",   "g/w/e", "gwl",        "gwe",           "servicekosten",
        "gas", "kosten", "energie", "stook", "bijkomende", "verzendkosten", NULL};
    const kx_token *last = token_before(ctx);
    bool counted = last && strcmp(last->class->name, "cardinal") == 0;
    return !counted && kx_follows(ctx, end, costs);
}

/* (reg. 1278-1305), (r. 1815-1840): the years of a reign. */
static bool reign_after(const kx_context *ctx, size_t end)
{
    enum { DIGITS_MIN = 3, DIGITS_MAX = 4 };
    const size_t at = end + kx_blanks_at(ctx, end), n = kx_digits_at(ctx, at);
    return n >= DIGITS_MIN && n <= DIGITS_MAX && kx_is_pair_link(kx_char_at(ctx, at + n));
}

/* zat. 30/11, zon. 1 dec.: a day of the month. */
static bool date_after(const kx_context *ctx, size_t end)
{
    size_t n, at = end + kx_blanks_at(ctx, end);
    if (kx_small_number_at(ctx, at, KX_DAYS, &n) == 0)
        return false;
    const gunichar link = kx_char_at(ctx, at + n);
    if (link == '/' || kx_is_hyphen(link))
        return kx_digits_at(ctx, at + n + kx_width(link)) > 0;
    at += n + kx_blanks_at(ctx, at + n);
    return kx_calendar_name_at(ctx, at, &kx_table_months, &n) != NULL;
}

/* het ms Fenna, de ms 'Hendrika': a name, or one in quotes, behind an article; MS is an illness. */
static bool ship_after(const kx_context *ctx, size_t end)
{
    static const char *const articles[] = {"het", "de", "(", NULL};
    size_t at = end + kx_blanks_at(ctx, end);
    at += kx_apostrophe_at(ctx, at);
    return at > end && kx_previous_is(ctx, 0, articles) && g_unichar_isupper(kx_char_at(ctx, at));
}

/* De Prov. Staten */
static bool states_after(const kx_context *ctx, size_t end)
{
    static const char *const states[] = {"staten", NULL};
    return kx_follows(ctx, end, states);
}

/* de adj. EBITDA */
static bool result_after(const kx_context *ctx, size_t end)
{
    static const char *const results[] = {"ebitda",     "ebita",     "ebit",     "wpa", "winst",
                                          "nettowinst", "resultaat", "earnings", "ebt", "marge",
                                          "omzet",      "kasstroom", NULL};
    return kx_follows(ctx, end, results);
}

/* "PS Vergeet de kaarten niet": before another sentence. */
static bool is_postscript(const kx_context *ctx, size_t end)
{
    const size_t blanks = kx_blanks_at(ctx, end), n = kx_word_at(ctx, end + blanks);
    return ctx->before->len == 0 && blanks > 0 && n > 1 &&
           g_unichar_isupper(kx_char_at(ctx, end + blanks)) &&
           kx_ascii_lower_at(ctx, end + blanks + 1);
}

/* na het overl. van */
static bool het_before(const kx_context *ctx, size_t end)
{
    static const char *const het[] = {"het", "v.h.", "v/h", "dit", "zijn", "haar", "hun", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, het);
}

static bool in_flanders(const kx_context *ctx, size_t end)
{
    (void)end;
    return ctx->style->variant == KX_VARIANT_BE;
}

static const struct {
    const char *name;
    bool (*holds)(const kx_context *ctx, size_t end);
} conditions[] = {
    {"number-before", number_before},
    {"number-after", number_after},
    {"family-tree", kx_in_family_tree},
    {"child", kx_is_child},
    {"na-before", na_before},
    {"one-before", one_before},
    {"money-before", money_before},
    {"wind-before", kx_wind_before},
    {"quarter-before", kx_quarter_before},
    {"name-before", name_before},
    {"name-after", kx_name_follows},
    {"ordinal-before", ordinal_before},
    {"day-before", day_before},
    {"et-before", et_before},
    {"title-after", title_after},
    {"hour-before", hour_before},
    {"article-before", article_before},
    {"belgian", in_flanders},
    {"phone-before", phone_before},
    {"het-after", het_after},
    {"street-after", kx_street_after},
    {"place-before", place_before},
    {"side-after", kx_side_after},
    {"region-after", kx_region_after},
    {"road-before", kx_road_before},
    {"prince-after", kx_prince_after},
    {"princess-after", kx_princess_after},
    {"degrees-before", kx_degrees_before},
    {"period-after", period_after},
    {"holy-after", kx_holy_after},
    {"minute-before", kx_minute_before},
    {"de-before", de_before},
    {"de-after", de_after},
    {"weather-before", weather_before},
    {"score-before", kx_score_before},
    {"royal-after", kx_royal_after},
    {"own-goal", kx_is_own_goal},
    {"match-before", kx_match_before},
    {"date-after", date_after},
    {"ship-after", ship_after},
    {"reign-after", reign_after},
    {"halftime-after", kx_halftime_after},
    {"price-after", price_after},
    {"per-before", per_before},
    {"lower-after", lower_after},
    {"decimal-before", kx_decimal_before},
    {"percent-before", kx_percent_before},
    {"counted-after", counted_after},
    {"church-after", kx_church_after},
    {"church-before", kx_church_before},
    {"verse-after", verse_after},
    {"week-after", week_after},
    {"mass-before", kx_mass_before},
    {"factor", is_factor},
    {"grams-before", kx_grams_before},
    {"grams-after", kx_grams_after},
    {"states-after", states_after},
    {"result-after", result_after},
    {"let-after", kx_let_after},
    {"het-before", het_before},
    {"agreed-before", kx_agreed_before},
    {"street-before", kx_street_before},
    {"postscript", is_postscript},
    {"verb-after", verb_after},
    {"last-in-bracket", last_in_bracket},
    {"standing-before", kx_standing_before},
    {"sum-before", sum_before},
    {"few-before", few_before},
    {"costs-after", costs_after},
    {"choir-after", kx_choir_after},
    {"loose-after", loose_after},
    {"ministry", ministry_here},
    {"term-before", term_before},
    {"colon-after", colon_after},
};

bool kx_condition_holds(const kx_context *ctx, size_t end, const char *condition)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(conditions); i++) {
        if (strcmp(condition, conditions[i].name) == 0)
            return conditions[i].holds(ctx, end);
    }
    return false;
}
