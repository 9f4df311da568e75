/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telephone numbers (06-12345678, (020) 555 66 77, +32 2 123 45 67, 0800-1234) and the short ones
 * that are called by the words around them (bel 112, sms naar 4333): digits one by one, with a
 * break where the number is written apart. */
#include "text/codes.h"
#include "text/cue.h"
#include "text/number_match.h"

#include <string.h>

extern const kx_class kx_class_telephone;

enum { GROUPS_MAX = 10, DIGITS_MAX = 16 };

/* What stands before a group of digits. */
enum { SEPARATOR_NONE = 0, SEPARATOR_BLANK = ' ', SEPARATOR_HYPHEN = '-' };

typedef struct {
    size_t at, length;
    char separator; /* the above, or . or / */
    bool bracketed;
} digit_group;

typedef struct {
    digit_group groups[GROUPS_MAX];
    unsigned n, digits; /* of the first n groups */
    bool plus;
} phone;

static const char *const labels[] = {
    "tel",
    "tel.",
    "telefoon",
    "telefoonnummer",
    "telefonisch",
    "t.",
    "mobiel",
    "mob.",
    "gsm",
    "gsm-nummer",
    "fax",
    "faxnummer",
    "whatsapp",
    "06-nummer",
    "telefoonnummers",
    "doorkiesnummer",
    "tel.nr.",
    "telnr.",
    "hulplijn",
    "klantenlijn",
    "telefoonnr.",
    NULL,
};

/* ---- reading ---- */

static char separator_at(const kx_context *ctx, size_t at, size_t *length)
{
    size_t blank = kx_code_blank_at(ctx, at);
    size_t hyphen = kx_code_hyphen_at(ctx, at + blank);
    if (hyphen > 0) {
        size_t after = kx_code_blank_at(ctx, at + blank + hyphen);
        *length = blank + hyphen + after;
        return (blank > 0) == (after > 0) ? SEPARATOR_HYPHEN : SEPARATOR_NONE;
    }
    gunichar c = kx_char_at(ctx, at);
    *length = blank > 0 ? blank : 1;
    if (blank > 0)
        return SEPARATOR_BLANK;
    return c == '.' || c == '/' ? (char)c : SEPARATOR_NONE;
}

/* Digits at `at`, alone or in brackets; the offset behind them, 0 if there are none. */
static size_t read_group(const kx_context *ctx, size_t at, phone *p)
{
    digit_group *group = &p->groups[p->n];
    group->bracketed = kx_char_at(ctx, at) == '(';
    at += group->bracketed;
    if (p->n == 0 && kx_char_at(ctx, at) == '+') {
        p->plus = true;
        at++;
    }
    group->at = at;
    group->length = kx_digits_at(ctx, at);
    at += group->length;
    if (group->length == 0 || p->digits + group->length > DIGITS_MAX ||
        (group->bracketed && kx_char_at(ctx, at) != ')'))
        return 0;
    p->digits += (unsigned)group->length;
    p->n++;
    return at + group->bracketed;
}

/* ---- shapes ---- */

static bool starts_with(const kx_context *ctx, const digit_group *group, const char *digits)
{
    size_t n = strlen(digits);
    return group->length >= n && memcmp(ctx->text + group->at, digits, n) == 0;
}

static bool is_one_of(const kx_context *ctx, const digit_group *group, const char *const *digits)
{
    for (; *digits; digits++) {
        if (group->length == strlen(*digits) && starts_with(ctx, group, *digits))
            return true;
    }
    return false;
}

/* Whether the groups are set apart by the same sign, but for the first `free` signs: hours and
 * dates (09.00-10.30 12) are not. */
static bool is_uniform(const phone *p, unsigned free)
{
    for (unsigned i = free + 2; i < p->n; i++) {
        if (p->groups[i].separator != p->groups[i - 1].separator)
            return false;
    }
    return true;
}

static bool is_in_threes(const phone *p)
{
    for (unsigned i = 1; i < p->n; i++) {
        if (p->groups[i].length != 3)
            return false;
    }
    return true;
}

/* 250 000 or 1.250.000 behind a plus sign */
static bool is_grouped_number(const phone *p)
{
    return p->digits < 10 && is_in_threes(p);
}

/* 05 12 23 34 41 is a row of numbers; only that of a mobile telephone is written so. */
static bool is_row_of_pairs(const kx_context *ctx, const phone *p)
{
    for (unsigned i = 0; i < p->n; i++) {
        if (p->groups[i].length != 2)
            return false;
    }
    return !starts_with(ctx, &p->groups[0], "06");
}

/* 0800-1234, 0900 8844, 078 15 00 00 */
static bool is_service(const kx_context *ctx, const phone *p)
{
    static const char *const services[] = {"0800", "0900", "0901", "0902", "0903", "0904", "0905",
                                           "0906", "0907", "0909", "070",  "078",  NULL};
    return p->n >= 2 && p->digits >= 8 && p->digits <= 11 && is_uniform(p, 1) &&
           is_one_of(ctx, &p->groups[0], services);
}

/* 02 123 45 67, 016/12 34 56: in Belgium nine digits make a number. */
static bool is_belgian(const kx_context *ctx, const phone *p)
{
    if (p->digits != 9 || p->n < 2)
        return false;
    const digit_group *second = &p->groups[1];
    if (p->n == 2)
        return second->length >= 6;
    return second->length <= 3 && (second->length == 3 || second->separator != '.') &&
           p->groups[0].length <= 3 && is_uniform(p, 1) && !is_row_of_pairs(ctx, p);
}

static bool is_national(const kx_context *ctx, const phone *p)
{
    const digit_group *first = &p->groups[0];
    if (!starts_with(ctx, first, "0") || starts_with(ctx, first, "00") || first->length < 2)
        return false;
    if (is_service(ctx, p) || is_belgian(ctx, p))
        return true;
    if (p->digits != 10)
        return false;
    if (p->n == 1)
        return true;
    const digit_group *last = &p->groups[p->n - 1];
    return first->length <= 4 && last->length > 1 && is_uniform(p, 1) && !is_row_of_pairs(ctx, p);
}

static bool is_international(const kx_context *ctx, const phone *p)
{
    enum { DOTTED_MIN = 9 };
    const digit_group *first = &p->groups[0];
    bool zero = p->n > 1 && p->groups[1].bracketed; /* +31 (0)20 */
    if (!is_uniform(p, zero ? 3 : 2))
        return false;
    if (!p->plus)
        return starts_with(ctx, first, "00") && !starts_with(ctx, first, "000") &&
               p->digits >= (p->n == 1 ? 11 : 10);
    if (starts_with(ctx, first, "0") || is_grouped_number(p))
        return false;
    if (p->n == 1)
        return p->digits >= 10;
    const bool dots = p->groups[1].separator == '.'; /* +31.20.1234567, but +1.250.000 */
    return first->length <= 3 &&
           (dots ? p->digits >= DOTTED_MIN && !is_in_threes(p) : p->digits >= 7);
}

/* 1-800-555-0199, 212-555-0123 */
static bool is_american(const kx_context *ctx, const phone *p)
{
    unsigned area = p->n == 4 && starts_with(ctx, &p->groups[0], "1") ? 1 : 0;
    if (p->n != area + 3 || p->digits != area + 10 || !is_uniform(p, 1))
        return false;
    const digit_group *group = &p->groups[area];
    return group[0].length == 3 && group[1].length == 3 && !starts_with(ctx, group, "0") &&
           (group[2].separator == SEPARATOR_HYPHEN) &&
           (group[0].bracketed || group[1].separator == SEPARATOR_HYPHEN);
}

static bool is_phone(const kx_context *ctx, const phone *p)
{
    enum { LABELLED_MIN = 6 };
    if (p->digits >= LABELLED_MIN && is_uniform(p, 1) && kx_code_after(ctx, labels))
        return true;
    return is_national(ctx, p) || is_international(ctx, p) || (!p->plus && is_american(ctx, p));
}

/* ---- whole numbers ---- */

static void add_phone(const kx_context *ctx, const phone *p, GString *code)
{
    if (p->plus)
        kx_code_add(code, KX_CODE_WORD, "plus", 4);
    for (unsigned i = 0; i < p->n; i++) {
        if (i > 0 && p->groups[i].separator != SEPARATOR_NONE)
            kx_code_break(code);
        kx_code_add(code, KX_CODE_DIGITS, ctx->text + p->groups[i].at, p->groups[i].length);
    }
}

/* The longest run of groups at ctx->at that is a telephone number. */
static size_t number_match(const kx_context *ctx, kx_token *token)
{
    phone p = {0};
    phone best = {0};
    size_t end = 0;
    for (size_t at = read_group(ctx, ctx->at, &p); at > 0;) {
        if (kx_ends_at(ctx, at) && is_phone(ctx, &p)) {
            best = p;
            end = at;
        }
        size_t separator = 0;
        if (p.n == GROUPS_MAX)
            break;
        char sign = separator_at(ctx, at, &separator);
        bool tight = p.groups[p.n - 1].bracketed || kx_char_at(ctx, at) == '(';
        if (sign == SEPARATOR_NONE && !tight)
            break;
        p.groups[p.n].separator = sign;
        at = read_group(ctx, sign == SEPARATOR_NONE ? at : at + separator, &p);
    }
    if (end == 0)
        return 0;
    g_autoptr(GString) code = kx_code_new(ctx);
    add_phone(ctx, &best, code);
    return kx_code_finish(ctx, token, code, end);
}

/* ---- short numbers ---- */

static const char *const calls[] = {
    "bel",           "belt",        "belde",        "belden",
    "bellen",        "gebeld",      "opbellen",     "alarmnummer",
    "alarmnummers",  "noodnummer",  "noodnummers",  "hulpnummer",
    "alarmcentrale", "hulplijn",    "meldnummer",   "telefoonnummer",
    "noodlijn",      "alarmlijn",   "telefoonlijn", "tel.",
    "tel",           "telefonisch", "crisislijn",   "zelfmoordlijn",
    "hulpdienst",    "sms",         "sms't",        "sms'en",
    "ge-sms't",      "sms'je",      "sms'jes",      "app",
    "appen",         "appt",        "sms-nummer",   "kortnummer",
    "dierenpolitie", "meldpunt",    "belnummer",    "servicenummer",
    "1-1-2",         "inbellen",    "doorbellen",   NULL,
};

/* Numbers that are called by what they are. */
static bool is_famous(const kx_context *ctx, const digit_group *number)
{
    static const char *const famous[] = {"112", "113", "144", "911", NULL};
    return is_one_of(ctx, number, famous);
}

/* "bel dan direct 112", "sms JA naar 4333". `far`: a word of calling a few tokens back is enough.
 */
static bool after_call(const kx_context *ctx, bool far)
{
    static const char *const fillers[] = {
        "dan", "direct", "meteen", "onmiddellijk", "altijd", "het", "nummer", "met", "eerst", "nu",
        "via", "gerust", "even",   "gratis",       "naar",   "op",  "of",     "(",   ":",     "de",
        "ook", "snel",   "gewoon", "weer",         "toch",   "je",  "u",      "jij", "we",    NULL};
    static const char *const targets[] = {"naar", NULL};
    enum { FILLERS_MAX = 4, FAR = 5 };
    unsigned back = 0;
    while (back < FILLERS_MAX && kx_previous_is(ctx, back, fillers))
        back++;
    unsigned last = far || kx_previous_is(ctx, 0, targets) ? FAR : back;
    for (unsigned i = 0; i <= last; i++) {
        if (kx_previous_is(ctx, i, calls))
            return true;
    }
    return false;
}

/* "Bel 112 of 144" */
static bool after_another(const kx_context *ctx)
{
    static const char *const links[] = {"of", "en", "/", NULL};
    return kx_code_in_row(ctx, &kx_class_telephone, links);
}

static bool before_call(const kx_context *ctx, size_t end, const digit_group *number)
{
    static const char *const verbs[] = {"bellen",
                                        "belt",
                                        "belde",
                                        "belden",
                                        "gebeld",
                                        "bel",
                                        "alarmeren",
                                        "gealarmeerd",
                                        "ingelicht",
                                        "geschakeld",
                                        "zelfmoordpreventie",
                                        "red",
                                        NULL};
    static const char *const states[] = {"is",           "was",        "ligt",      "lag", "niet",
                                         "onbereikbaar", "bereikbaar", "te bellen", NULL};
    static const char *const via[] = {"via", NULL};
    if (kx_follows(ctx, end, verbs) || kx_previous_is(ctx, 0, via))
        return true;
    bool first = ctx->before->len == 0 || kx_word_is(ctx, end + kx_blanks_at(ctx, end), "bellen");
    return starts_with(ctx, number, "112") && kx_follows(ctx, end, states) &&
           (first || kx_char_before(ctx, ctx->at) == ' ');
}

/* 112-jarige: what is counted. */
static bool is_counted(const kx_context *ctx, size_t at)
{
    static const char *const ends[] = {"jarig",    "delig", "koppig",    "voudig",
                                       "persoons", "urig",  "daags",     "maands",
                                       "weken",    "meter", "kilometer", "pagina"};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_prefix(ctx->text + at, ends[i]))
            return true;
    return false;
}

/* 112-melding: what is named after the number that is called. After 112 that is almost anything,
 * after the others what has to do with calling. */
static bool in_compound(const kx_context *ctx, size_t end, const digit_group *number)
{
    static const char *const things[] = {
        "melding",   "meldingen",  "melder",     "melders",      "centrale",    "centrales",
        "oproep",    "oproepen",   "gesprek",    "gesprekken",   "telefoontje", "telefoontjes",
        "telefoon",  "beller",     "bellers",    "dienst",       "diensten",    "alarm",
        "nummer",    "lijn",       "site",       "noodnummer",   "alarmnummer", "meldpunt",
        "call",      "calls",      "hulplijn",   "website",      "belletje",    "belletjes",
        "meldkamer", "meldkamers", "centralist", "centralisten", NULL};
    const size_t hyphen = kx_code_hyphen_at(ctx, end), word = end + hyphen;
    if (hyphen == 0)
        return false;
    if (starts_with(ctx, number, "112") && g_ascii_isalpha(ctx->text[word]))
        return !is_counted(ctx, word);
    return kx_follows(ctx, word, things);
}

/* 112, 144, 1733 */
static size_t short_match(const kx_context *ctx, kx_token *token)
{
    enum { SHORT_MIN = 3, SHORT_MAX = 5 };
    digit_group number = {.at = ctx->at, .length = kx_digits_at(ctx, ctx->at)};
    size_t end = number.at + number.length;
    if (number.length < SHORT_MIN || number.length > SHORT_MAX || !kx_number_ends_at(ctx, end) ||
        (strchr(".,:/", ctx->text[end]) && kx_digits_at(ctx, end + 1) > 0))
        return 0;
    bool famous = is_famous(ctx, &number);
    bool called =
        (after_call(ctx, famous) || after_another(ctx)) && !kx_code_noun_follows(ctx, end);
    if (famous && !called)
        called = before_call(ctx, end, &number) || in_compound(ctx, end, &number);
    if (!called)
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_add(code, KX_CODE_DIGITS, ctx->text + number.at, number.length);
    return kx_code_finish(ctx, token, code, end);
}

/* 14 020 and 116 117, where they are called; 1-1-2. */
static size_t split_match(const kx_context *ctx, kx_token *token)
{
    size_t n = kx_digits_at(ctx, ctx->at), second = ctx->at + n;
    size_t hyphen = kx_code_hyphen_at(ctx, second);
    second += hyphen > 0 ? hyphen : kx_code_blank_at(ctx, second);
    size_t m = kx_digits_at(ctx, second), end = second + m;
    if (second == ctx->at + n || m == 0)
        return 0;
    digit_group first = {.at = ctx->at, .length = n};
    bool one_by_one = false;
    if (n == 1 && m == 1 && hyphen > 0 && starts_with(ctx, &first, "1")) {
        size_t third = end + kx_code_hyphen_at(ctx, end);
        one_by_one = third > end && kx_digits_at(ctx, third) == 1;
        end = third + 1;
    }
    bool counted = kx_noun_follows(ctx, end) || kx_unit_follows(ctx, end);
    bool town = n == 2 && starts_with(ctx, &first, "14") && ctx->text[second] == '0' &&
                (m == 4 || (m == 3 && (after_call(ctx, false) || !counted)));
    bool european = n == 3 && m == 3 && starts_with(ctx, &first, "116") && after_call(ctx, true);
    if (!(one_by_one || town || european) || !kx_number_ends_at(ctx, end))
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    if (one_by_one) {
        for (size_t at = ctx->at; at < end; at++)
            if (g_ascii_isdigit(ctx->text[at]))
                kx_code_add(code, KX_CODE_DIGITS, ctx->text + at, 1);
    } else {
        kx_code_add_groups(code, KX_CODE_DIGITS, ctx->text + ctx->at, end - ctx->at);
    }
    return kx_code_finish(ctx, token, code, end);
}

/* 06-nummer, 0900-nummers, 088-lijn */
static size_t prefix_match(const kx_context *ctx, kx_token *token)
{
    static const char *const things[] = {"nummer", "nummers",  "lijn",       "lijnen", "tarief",
                                         "nr.",    "telefoon", "abonnement", NULL};
    size_t n = kx_digits_at(ctx, ctx->at), hyphen = kx_code_hyphen_at(ctx, ctx->at + n);
    if (n < 2 || n > 4 || ctx->text[ctx->at] != '0' || hyphen == 0 ||
        !kx_follows(ctx, ctx->at + n + hyphen, things))
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_add(code, KX_CODE_DIGITS, ctx->text + ctx->at, n);
    return kx_code_finish(ctx, token, code, ctx->at + n);
}

static size_t telephone_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at), before = kx_char_before(ctx, ctx->at);
    bool digit = g_ascii_isdigit(ctx->text[ctx->at]);
    if (!digit && c != '+' && c != '(')
        return 0;
    if (g_unichar_isalnum(before) ||
        (before == '.' && ctx->at > ctx->start + 1 && g_ascii_isdigit(ctx->text[ctx->at - 2])))
        return 0;
    size_t n = number_match(ctx, token);
    if (n == 0 && digit)
        n = split_match(ctx, token);
    if (n == 0 && digit)
        n = short_match(ctx, token);
    return n > 0 || !digit ? n : prefix_match(ctx, token);
}

const kx_class kx_class_telephone = {
    .name = "telephone",
    .what = N_("telephone numbers, and the short ones that are called in an emergency"),
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = telephone_match,
    .say = kx_code_say,
};
