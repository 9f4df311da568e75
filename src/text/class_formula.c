/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notations of chemistry, medicine and photography: H₂SO₄, C6H12O6, NaCl, NOx, Ca²⁺, PM2,5, HbA1c,
 * U-235. The symbols by their letters, the numbers as numbers. */
#include "text/codes.h"
#include "text/number_match.h"

#include <string.h>

enum { SYMBOLS_MAX = 24 };

/* The digit that a subscript or superscript stands for; -1 if it is none. */
static int small_digit(gunichar c, bool below)
{
    if (c >= 0x2080 && c <= 0x2089)
        return below ? (int)(c - 0x2080) : -1;
    if (below)
        return -1;
    if (c == 0xB9 || c == 0xB2 || c == 0xB3)
        return c == 0xB9 ? 1 : (int)(c - 0xB0);
    return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? (int)(c - 0x2070) : -1;
}

/* The small digits at `at`, all below the line or all above it, as ASCII; the offset behind
 * them. */
static size_t small_digits_at(const kx_context *ctx, size_t at, char *digits, size_t max)
{
    size_t n = 0;
    bool below = small_digit(kx_char_at(ctx, at), true) >= 0;
    for (gunichar c = kx_char_at(ctx, at); n < max && small_digit(c, below) >= 0;
         c = kx_char_at(ctx, at)) {
        digits[n++] = (char)('0' + small_digit(c, below));
        at += kx_width(c);
    }
    digits[n] = '\0';
    return at;
}

static bool is_element(const char *symbol, size_t length)
{
    static const char elements[] =
        "H  He Li Be B  C  N  O  F  Ne Na Mg Al Si P  S  Cl Ar K  Ca Sc Ti V  Cr Mn Fe Co Ni Cu Zn "
        "Ga Ge As Se Br Kr Rb Sr Y  Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I  Xe Cs Ba La Ce Pr Nd "
        "Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W  Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th "
        "Pa U  Np Pu Am Cm D  T  ";
    char key[] = {symbol[0], length > 1 ? symbol[1] : ' ', ' ', '\0'};
    const char *found = strstr(elements, key);
    return found && (found - elements) % 3 == 0;
}

/* ---- formulas ---- */

typedef struct {
    GString *code;
    size_t end;
    unsigned elements, numbers, long_symbols;
    unsigned row;    /* capitals at the start with no number between */
    bool small;      /* a subscript or superscript is in it */
    bool large;      /* a number too large for one */
    bool long_group; /* a number of two digits */
} formula;

/* The number behind a symbol or a bracket, on the line or below it. */
static void add_count(const kx_context *ctx, formula *f)
{
    enum { COUNT_MAX = 2, SMALL_MAX = 3 };
    char digits[SMALL_MAX + 1];
    size_t n = kx_digits_at(ctx, f->end);
    if (n > 0) {
        kx_code_add(f->code, KX_CODE_NUMBER, ctx->text + f->end, n);
        f->end += n;
        f->large |= n > COUNT_MAX;
        f->long_group |= n == COUNT_MAX;
        f->numbers++;
        return;
    }
    f->end = small_digits_at(ctx, f->end, digits, SMALL_MAX);
    if (*digits) {
        kx_code_add(f->code, KX_CODE_NUMBER, digits, strlen(digits));
        f->small = true;
        f->numbers++;
    }
}

static bool add_element(const kx_context *ctx, formula *f)
{
    const char *symbol = ctx->text + f->end;
    if (f->end >= ctx->end || !g_ascii_isupper(*symbol))
        return false;
    size_t n = kx_ascii_lower_at(ctx, f->end + 1) ? 2 : 1;
    if (!is_element(symbol, n))
        return false;
    kx_code_add(f->code, KX_CODE_LETTERS, symbol, n);
    f->end += n;
    f->elements++;
    f->long_symbols += n == 2;
    f->row += f->numbers == 0;
    add_count(ctx, f);
    return true;
}

/* + or - written above the line, or behind the ions that are written so: Ca²⁺, Na+. */
static void add_charge(const kx_context *ctx, formula *f)
{
    static const char *const ions[] = {"Na+", "Ca2+", "Mg2+", "Fe2+", "Fe3+",
                                       "Cl-", "Li+",  "NH4+", NULL};
    char digits[2];
    size_t behind = small_digits_at(ctx, f->end, digits, 1);
    gunichar c = kx_char_at(ctx, behind);
    bool above = c == 0x207A || c == 0x207B;
    if (above && *digits) {
        kx_code_add(f->code, KX_CODE_NUMBER, digits, 1);
        f->end = behind;
    }
    c = kx_char_at(ctx, f->end);
    bool known = false;
    for (unsigned i = 0; (c == '+' || c == '-') && ions[i]; i++)
        known |= strlen(ions[i]) == f->end + 1 - ctx->at &&
                 memcmp(ions[i], ctx->text + ctx->at, strlen(ions[i])) == 0;
    if (!(above || known) || !kx_ends_at(ctx, f->end + kx_width(c)))
        return;
    bool plus = c == '+' || c == 0x207A;
    kx_code_add(f->code, KX_CODE_WORD, plus ? "plus" : "min", plus ? 4 : 3);
    f->end += kx_width(c);
    f->small = true;
}

/* Whether what has been read is chemistry, and is not read as well by letters and a number. */
static bool is_formula(const kx_context *ctx, const formula *f)
{
    static const char *const plain[] = {"NaCl", "NaOH", "KOH",  "HCl",  "KCl", "CaO", "CuO",  "FeO",
                                        "ZnO",  "MgO",  "AgCl", "LiCl", "NaF", "KBr", "NaBr", "SiC",
                                        "GaN",  "GaAs", "InP",  "HBr",  "TiN", "NaH", "LiH",  "HCN",
                                        "PbS",  "CdS",  "ZnS",  "Co2",  "Cl2", "Br2", "He3",  NULL};
    enum { ROW_MAX = 2 };
    size_t n = f->end - ctx->at;
    /* The lexicon knows better: B2B. */
    if (f->large || kx_lexicon_find(kx_context_lexicon(ctx), KX_LEXICON_READING | KX_LEXICON_SOUND,
                                    ctx->text + ctx->at, n))
        return false;
    if (f->small)
        return true;
    for (unsigned i = 0; plain[i]; i++) {
        if (strlen(plain[i]) == n && memcmp(plain[i], ctx->text + ctx->at, n) == 0)
            return true;
    }
    /* Three capitals and a number are rather a name: KPN3. */
    bool name = f->long_symbols == 0 && f->row > ROW_MAX && f->numbers == 1;
    return f->numbers > 0 && f->elements > 1 && !name;
}

static size_t formula_at(const kx_context *ctx, kx_token *token)
{
    enum { DEPTH_MAX = 2 };
    g_autoptr(GString) code = g_string_new(NULL);
    formula f = {.code = code, .end = ctx->at};
    unsigned depth = 0;
    for (unsigned i = 0; i < SYMBOLS_MAX; i++) {
        gunichar c = kx_char_at(ctx, f.end);
        if (c == '(' && depth < DEPTH_MAX && g_ascii_isupper(kx_ascii_at(ctx, f.end + 1))) {
            depth++;
            f.end++;
        } else if (c == ')' && depth > 0) {
            depth--;
            f.end++;
            add_count(ctx, &f);
        } else if (!add_element(ctx, &f)) {
            break;
        }
    }
    if (f.elements == 0 || depth > 0)
        return 0;
    /* In (NH4)2SO4 they belong to it, round (CO2) they do not. */
    if (ctx->text[ctx->at] == '(' && ctx->text[f.end - 1] == ')')
        return 0;
    add_charge(ctx, &f);
    return kx_ends_at(ctx, f.end) && is_formula(ctx, &f) ? kx_code_finish(ctx, token, code, f.end)
                                                         : 0;
}

/* ---- isotopes ---- */

/* ²³⁵U, ¹⁴C: the letters first. */
static size_t isotope_match(const kx_context *ctx, kx_token *token)
{
    enum { MASS_MAX = 3 };
    char digits[MASS_MAX + 1];
    size_t at = small_digits_at(ctx, ctx->at, digits, MASS_MAX);
    if (!*digits || at >= ctx->end || !g_ascii_isupper(ctx->text[at]))
        return 0;
    size_t n = kx_ascii_lower_at(ctx, at + 1) ? 2 : 1;
    if (!is_element(ctx->text + at, n))
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_add(code, KX_CODE_LETTERS, ctx->text + at, n);
    kx_code_add(code, KX_CODE_NUMBER, digits, strlen(digits));
    return kx_code_finish(ctx, token, code, at + n);
}

/* cesium-137, jodium-131 */
static size_t named_isotope_match(const kx_context *ctx, kx_token *token)
{
    static const char *const names[] = {
        "uranium", "plutonium", "cesium",  "jodium",    "strontium",  "polonium",  "koolstof",
        "kobalt",  "helium",    "thorium", "americium", "technetium", "radium",    "lutetium",
        "kalium",  "xenon",     "krypton", "actinium",  "deuterium",  "molybdeen", NULL};
    enum { MASS_MAX = 3 };
    size_t n = 0;
    while (n < strlen("deuterium") + 2 && g_ascii_isalpha(kx_ascii_at(ctx, ctx->at + n)))
        n++;
    size_t hyphen = n > 0 ? kx_code_hyphen_at(ctx, ctx->at + n) : 0;
    size_t mass = hyphen > 0 ? kx_digits_at(ctx, ctx->at + n + hyphen) : 0;
    if (mass == 0 || mass > MASS_MAX)
        return 0;
    for (unsigned i = 0; names[i]; i++) {
        if (strlen(names[i]) != n || !kx_word_is(ctx, ctx->at, names[i]))
            continue;
        g_autoptr(GString) code = g_string_new(NULL);
        kx_code_add(code, KX_CODE_WORD, ctx->text + ctx->at, n);
        kx_code_add(code, KX_CODE_NUMBER, ctx->text + ctx->at + n + hyphen, mass);
        return kx_code_finish(ctx, token, code, ctx->at + n + hyphen + mass);
    }
    return 0;
}

/* ---- what is written in one way only ---- */

/* Notations and their pieces, as kx_code keeps them. */
static const struct {
    const char *written, *pieces;
} notations[] = {
    {"NOx", "L:NOX"},
    {"NOX", "L:NOX"},
    {"NOₓ", "L:NOX"},
    {"SOx", "L:SOX"},
    {"SOₓ", "L:SOX"},
    {"HbA1c", "L:HBA|N:1|L:C"},
    {"HbA1C", "L:HBA|N:1|L:C"},
    {"COx", "L:COX"},
    {"NHx", "L:NHX"},
    {"NH₃", "L:NH|N:3"},
    {"FeV1", "L:FEV|N:1"},
    {"FEV1", "L:FEV|N:1"},
    {"SpO2", "L:SPO|N:2"},
    {"SpO₂", "L:SPO|N:2"},
    {"pCO2", "L:PCO|N:2"},
    {"pO2", "L:PO|N:2"},
    {"PaO2", "L:PAO|N:2"},
    {"VO2max", "L:VO|N:2|W:max"},
    {"VO₂max", "L:VO|N:2|W:max"},
    {"T½", "L:T|W:een half"},
};

static size_t notation_match(const kx_context *ctx, kx_token *token)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(notations); i++) {
        size_t n = strlen(notations[i].written);
        if (ctx->end - ctx->at < n || memcmp(ctx->text + ctx->at, notations[i].written, n) != 0 ||
            !kx_ends_at(ctx, ctx->at + n))
            continue;
        g_autoptr(GString) code = g_string_new(notations[i].pieces);
        return kx_code_finish(ctx, token, code, ctx->at + n);
    }
    return 0;
}

/* PM2,5 and PM2.5, PM10, with a blank as well. */
static size_t dust_match(const kx_context *ctx, kx_token *token)
{
    char digits[4] = "";
    if (ctx->end - ctx->at < 3 || memcmp(ctx->text + ctx->at, "PM", 2) != 0)
        return 0;
    size_t at = ctx->at + 2;
    at += kx_code_blank_at(ctx, at);
    size_t whole = small_digits_at(ctx, at, digits, sizeof digits - 1);
    bool below = *digits != '\0';
    if (!below) {
        size_t n = kx_digits_at(ctx, at);
        if (n == 0 || n > 2)
            return 0;
        memcpy(digits, ctx->text + at, n);
        digits[n] = '\0';
        whole = at + n;
    }
    gunichar point = kx_char_at(ctx, whole);
    char fraction[2] = "";
    size_t end = whole;
    if (point == ',' || point == '.') {
        end = small_digits_at(ctx, whole + 1, fraction, 1);
        if (!*fraction && kx_digits_at(ctx, whole + 1) == 1) {
            fraction[0] = ctx->text[whole + 1];
            end = whole + 2;
        }
    }
    bool known = *fraction ? strcmp(digits, "2") == 0 || strcmp(digits, "0") == 0
                           : below && strcmp(digits, "10") == 0;
    if (!known)
        return 0;
    g_autoptr(GString) code = g_string_new("L:PM");
    kx_code_add(code, KX_CODE_NUMBER, digits, strlen(digits));
    if (*fraction) {
        kx_code_add(code, KX_CODE_WORD, "komma", strlen("komma"));
        kx_code_add(code, KX_CODE_NUMBER, fraction, 1);
    }
    return kx_code_finish(ctx, token, code, *fraction ? end : whole);
}

/* The -2,4 of f/1,7-2,4; the end of it, or `at`. */
static size_t add_aperture_range(const kx_context *ctx, GString *code, size_t at)
{
    const size_t hyphen = kx_code_hyphen_at(ctx, at);
    kx_written_number number;
    if (hyphen == 0 || !kx_number_at(ctx, at + hyphen, KX_POINT_DECIMAL, &number) || number.sign ||
        number.grouped || !kx_number_ends_at(ctx, number.end))
        return at;
    kx_code_add(code, KX_CODE_WORD, "tot", strlen("tot"));
    kx_code_add(code, KX_CODE_NUMBER, number.integer, strlen(number.integer));
    if (number.fraction[0]) {
        kx_code_add(code, KX_CODE_WORD, "komma", strlen("komma"));
        kx_code_add(code, KX_CODE_NUMBER, number.fraction, strlen(number.fraction));
    }
    return number.end;
}

/* f/1.8, f/2,8, f/1,7-2,4: the aperture of a lens. */
static size_t aperture_match(const kx_context *ctx, kx_token *token)
{
    char f = ctx->text[ctx->at];
    kx_written_number number;
    size_t at = ctx->at + 2;
    if ((f != 'f' && f != 'F') || kx_char_at(ctx, at - 1) != '/' ||
        !kx_number_at(ctx, at, KX_POINT_DECIMAL, &number) || number.sign || number.grouped)
        return 0;
    g_autoptr(GString) code = g_string_new("L:F");
    kx_code_add(code, KX_CODE_NUMBER, number.integer, strlen(number.integer));
    if (number.fraction[0]) {
        kx_code_add(code, KX_CODE_WORD, "komma", strlen("komma"));
        kx_code_add(code, KX_CODE_NUMBER, number.fraction, strlen(number.fraction));
    }
    return kx_code_finish(ctx, token, code, add_aperture_range(ctx, code, number.end));
}

static size_t formula_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    if (g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    if (small_digit(c, false) >= 0)
        return isotope_match(ctx, token);
    if (!g_ascii_isalpha(ctx->text[ctx->at]) && c != '(')
        return 0;
    static size_t (*const matches[])(const kx_context *, kx_token *) = {
        notation_match, dust_match, aperture_match, formula_at, named_isotope_match};
    size_t n = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(matches) && n == 0; i++)
        n = matches[i](ctx, token);
    return n;
}

const kx_class kx_class_formula = {
    .name = "formula",
    .what = N_("notations of chemistry, medicine and photography"),
    .starts = KX_AT_LETTER | KX_AT_SIGN,
    .match = formula_match,
    .say = kx_code_say,
};
