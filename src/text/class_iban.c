/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of accounts: IBAN (NL48 RABO 0312 3456 78), BIC, the older Dutch ones and the short ones
 * of appeals (giro 555), and the number of a card in four groups of four. */
#include "text/codes.h"
#include "text/number_match.h"

#include <string.h>

enum { GROUP = 4, IBAN_MIN = 15, IBAN_MAX = 34, BIC = 8, BIC_LONG = 11 };

static bool is_country(const char *code)
{
    static const char countries[] =
        "AD AE AL AT AZ BA BE BG BH BR BY CH CR CY CZ DE DK DO EE EG ES FI FO FR GB GE GI GL GR GT "
        "HR HU IE IL IQ IS IT JO KW KZ LB LC LI LT LU LV LY MC MD ME MK MR MT MU NL NO PK PL PS PT "
        "QA RO RS SA SC SE SI SK SM ST SV TL TN TR UA VA VG XK US JP CN RU CA AU SG HK";
    return strstr(countries, (char[]){code[0], code[1], '\0'}) != NULL;
}

static bool is_code_group(const kx_context *ctx, size_t at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!g_ascii_isdigit(ctx->text[at + i]) && !g_ascii_isupper(ctx->text[at + i]))
            return false;
    }
    return n > 0;
}

/* Groups of four behind the first, the last one shorter; the offset behind them. */
static size_t spaced_iban_at(const kx_context *ctx, size_t at)
{
    size_t end = at + GROUP;
    bool letters = false;
    unsigned groups = 0;
    while (end - at < IBAN_MAX + IBAN_MAX / GROUP) {
        size_t blank = kx_code_blank_at(ctx, end);
        size_t n = kx_code_alnum_at(ctx, end + blank, GROUP + 1);
        bool last = n < GROUP;
        if (blank == 0 || n > GROUP || !is_code_group(ctx, end + blank, n) ||
            (last && (groups == 0 || !kx_code_is_digits(ctx, end + blank, n))))
            break;
        letters |= groups == 0 && kx_code_is_capitals(ctx, end + blank, n);
        end += blank + n;
        groups++;
        if (last)
            break;
    }
    return groups >= 3 || (letters && groups >= 1) ? end : 0;
}

static size_t iban_match(const kx_context *ctx, kx_token *token)
{
    size_t at = ctx->at;
    if (!kx_code_is_capitals(ctx, at, 2) || !kx_code_is_digits(ctx, at + 2, 2) ||
        !is_country(ctx->text + at))
        return 0;
    size_t n = kx_code_alnum_at(ctx, at, IBAN_MAX + 1);
    g_autoptr(GString) code = g_string_new(NULL);
    if (n == GROUP) {
        size_t end = spaced_iban_at(ctx, at);
        if (end == 0)
            return 0;
        kx_code_spell(code, ctx->text + at, end - at);
        return kx_code_finish(ctx, token, code, end);
    }
    if (n < IBAN_MIN || n > IBAN_MAX || !is_code_group(ctx, at, n))
        return 0;
    /* Said in the groups that it is printed in. */
    for (size_t i = 0; i < n; i += GROUP) {
        kx_code_break(code);
        kx_code_spell(code, ctx->text + at + i, MIN(GROUP, n - i));
    }
    return kx_code_finish(ctx, token, code, at + n);
}

/* ABNANL2A: a bank, a country, a place. */
static size_t bic_match(const kx_context *ctx, kx_token *token)
{
    static const char *const bic_labels[] = {"bic",       "swift",   "bic-code",  "swift-code",
                                             "swiftcode", "biccode", "bic/swift", NULL};
    size_t n = kx_code_alnum_at(ctx, ctx->at, BIC_LONG + 1);
    if ((n != BIC && n != BIC_LONG) || !kx_code_is_capitals(ctx, ctx->at, 6) ||
        !is_country(ctx->text + ctx->at + GROUP) || !is_code_group(ctx, ctx->at, n))
        return 0;
    bool digit = false;
    for (size_t i = 6; i < n; i++)
        digit |= g_ascii_isdigit(ctx->text[ctx->at + i]) != 0;
    if (!digit && !kx_code_after(ctx, bic_labels))
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_spell(code, ctx->text + ctx->at, n);
    return kx_code_finish(ctx, token, code, ctx->at + n);
}

/* 4111 1111 1111 1111, but not four years. */
static size_t card_match(const kx_context *ctx, kx_token *token)
{
    enum { CARD_GROUPS = 4 };
    size_t at = ctx->at, end = at;
    bool years = true;
    for (unsigned i = 0; i < CARD_GROUPS; i++) {
        size_t blank = kx_code_blank_at(ctx, at), hyphen = kx_code_hyphen_at(ctx, at);
        if (i > 0 && blank + hyphen == 0)
            return 0;
        at += i > 0 ? blank + hyphen : 0;
        if (kx_digits_at(ctx, at) != GROUP)
            return 0;
        unsigned value = kx_digits_value(ctx, at, GROUP);
        years &= value >= 1000 && value < 2100;
        at = end = at + GROUP;
    }
    if (years || !kx_number_ends_at(ctx, end))
        return 0;
    g_autoptr(GString) code = kx_code_new(ctx);
    kx_code_add_groups(code, KX_CODE_DIGITS, ctx->text + ctx->at, end - ctx->at);
    return kx_code_finish(ctx, token, code, end);
}

/* Digits with points between at `at`; the offset behind them. */
static size_t pointed_at(const kx_context *ctx, size_t at, size_t *digits)
{
    enum { ACCOUNT_MAX = 20 };
    size_t end = at;
    *digits = 0;
    for (size_t n = kx_digits_at(ctx, end); n > 0; n = kx_digits_at(ctx, end)) {
        end += n;
        *digits += n;
        bool point = kx_char_at(ctx, end) == '.' && kx_digits_at(ctx, end + 1) > 0;
        if (*digits > ACCOUNT_MAX || !point)
            break;
        end++;
    }
    return *digits <= ACCOUNT_MAX ? end : at;
}

/* rekeningnummer 12.34.56.789, giro 555 */
static size_t account_match(const kx_context *ctx, kx_token *token)
{
    static const char *const giros[] = {"giro", "gironummer", "girorekening", "postgiro", NULL};
    static const char *const accounts[] = {
        "rekeningnummer", "rekening",    "bankrekening",  "banknummer", "bankrekeningnummer",
        "rek.nr.",        "rekeningnr.", "spaarrekening", "iban",       NULL,
    };
    enum { GIRO_MIN = 3, ACCOUNT_MIN = 6 };
    size_t digits = 0, end = pointed_at(ctx, ctx->at, &digits);
    bool giro = digits >= GIRO_MIN && kx_code_after(ctx, giros);
    bool account = digits >= ACCOUNT_MIN && kx_code_after(ctx, accounts);
    if (!(giro || account) || !kx_number_ends_at(ctx, end) || kx_unit_follows(ctx, end))
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_add_groups(code, KX_CODE_DIGITS, ctx->text + ctx->at, end - ctx->at);
    return kx_code_finish(ctx, token, code, end);
}

/* Giro555 */
static size_t glued_giro_match(const kx_context *ctx, kx_token *token)
{
    enum { LETTERS = 4, DIGITS_MIN = 3, DIGITS_MAX = 7 };
    if (ctx->end - ctx->at < LETTERS || g_ascii_strncasecmp(ctx->text + ctx->at, "giro", LETTERS))
        return 0;
    size_t n = kx_digits_at(ctx, ctx->at + LETTERS);
    if (n < DIGITS_MIN || n > DIGITS_MAX)
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_add(code, KX_CODE_WORD, ctx->text + ctx->at, LETTERS);
    kx_code_add(code, KX_CODE_DIGITS, ctx->text + ctx->at + LETTERS, n);
    return kx_code_finish(ctx, token, code, ctx->at + LETTERS + n);
}

static size_t account_number_match(const kx_context *ctx, kx_token *token)
{
    if (g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    if (g_ascii_isdigit(ctx->text[ctx->at])) {
        size_t n = card_match(ctx, token);
        return n > 0 ? n : account_match(ctx, token);
    }
    size_t n = iban_match(ctx, token);
    if (n == 0)
        n = bic_match(ctx, token);
    return n > 0 ? n : glued_giro_match(ctx, token);
}

const kx_class kx_class_iban = {
    .name = "iban",
    .what = N_("numbers of accounts and cards: IBAN, BIC, giro"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT,
    .match = account_number_match,
    .say = kx_code_say,
};
