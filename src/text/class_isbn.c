/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ISBN, ISSN, and other numbers that a word before them makes a code: BSN 123456782, KvK-nummer
 * 12345678, EAN, klantnummer 482910, pincode 4821. Digits one by one. */
#include "text/codes.h"
#include "text/number_match.h"

#include <string.h>

extern const kx_class kx_class_isbn;

enum { SIGNS_MAX = 24 };

/* Behind these any row of digits is a code. */
static const char *const labels[] = {
    "isbn",
    "isbn-nummer",
    "isbn-10",
    "isbn-13",
    "issn",
    "ean",
    "ean-code",
    "ean-nummer",
    "gtin",
    "bsn",
    "bsn-nummer",
    "sofinummer",
    "kvk",
    "kvk-nummer",
    "kvk-nr.",
    "kvknummer",
    "rsin",
    "btw-nummer",
    "btw-id",
    "uzovi",
    "agb-code",
    "agb",
    "vin",
    "ubn",
    "ubn-nummer",
    "imei",
    "imei-nummer",
    "pincode",
    "toegangscode",
    "ondernemingsnummer",
    "burgerservicenummer",
    "rijksregisternummer",
    "klantnummer",
    "lidnummer",
    "ordernummer",
    "bestelnummer",
    "dossiernummer",
    "polisnummer",
    "factuurnummer",
    "relatienummer",
    "serienummer",
    "chassisnummer",
    "referentienummer",
    "debiteurnummer",
    "patiëntnummer",
    "studentnummer",
    "personeelsnummer",
    "transactienummer",
    NULL,
};

/* A word that ends in this makes a code of a number that is long enough. */
static bool is_labelled(const kx_context *ctx, size_t digits)
{
    enum { LONG = 5 };
    if (kx_code_after(ctx, labels))
        return true;
    static const char *const links[] = {"en", "of", ",", "t/m", NULL};
    return digits >= LONG &&
           (kx_code_after_ending(ctx, "nummer") || kx_code_after_ending(ctx, "nummers") ||
            kx_code_after_ending(ctx, "nr.") || kx_code_after_ending(ctx, "-nr") ||
            kx_code_after_ending(ctx, "code") || kx_code_in_row(ctx, &kx_class_isbn, links));
}

/* onder nummer 64383601, nr. 202301487: so many digits that are not round are no number. */
static bool is_numbered(const kx_context *ctx, size_t digits)
{
    enum { LONG = 6 };
    static const char *const words[] = {"nummer", "nummers", "nr.", "nrs.", "nr", "no.", NULL};
    return digits >= LONG && memcmp(ctx->text + ctx->at + digits - 3, "000", 3) != 0 &&
           kx_code_after(ctx, words);
}

/* Digits in groups, split by one hyphen, blank or point each, with a last X: the offset behind
 * them. */
static size_t groups_at(const kx_context *ctx, size_t at, size_t *digits, unsigned *groups)
{
    size_t end = at;
    *digits = 0;
    *groups = 0;
    for (size_t next = at; *digits < SIGNS_MAX;) {
        size_t n = kx_digits_at(ctx, next);
        bool check =
            *digits > 0 && n == 0 && kx_char_at(ctx, next) == 'X' && kx_ends_at(ctx, next + 1);
        if (n == 0 && !check)
            break;
        end = next + n + check;
        *digits += n + check;
        (*groups)++;
        if (kx_char_at(ctx, end) == 'X' && kx_ends_at(ctx, end + 1)) {
            end++;
            ++*digits;
        }
        size_t separator = kx_code_hyphen_at(ctx, end);
        if (separator == 0)
            separator = kx_code_blank_at(ctx, end);
        if (separator == 0 && kx_char_at(ctx, end) == '.')
            separator = 1;
        if (separator == 0 || check)
            break;
        next = end + separator;
    }
    return end;
}

/* 978 90 123 4567 8 and 90-123-4567-X: a whole ISBN, whatever stands before it. */
static bool is_isbn(const kx_context *ctx, size_t digits, unsigned groups)
{
    enum { ISBN_13 = 13, EAN_GROUPS = 4 };
    return digits == ISBN_13 && groups >= EAN_GROUPS &&
           (memcmp(ctx->text + ctx->at, "978", 3) == 0 ||
            memcmp(ctx->text + ctx->at, "979", 3) == 0);
}

static size_t digits_match(const kx_context *ctx, kx_token *token)
{
    enum { LABELLED_MIN = 3 };
    size_t digits = 0;
    unsigned groups = 0;
    size_t end = groups_at(ctx, ctx->at, &digits, &groups);
    if (digits < LABELLED_MIN || !kx_ends_at(ctx, end))
        return 0;
    if (!is_isbn(ctx, digits, groups)) {
        /* What a blank sets apart may be a number of its own. */
        size_t first = kx_digits_at(ctx, ctx->at);
        if (!is_labelled(ctx, first) && !is_labelled(ctx, digits) && !is_numbered(ctx, first))
            return 0;
    }
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_spell(code, ctx->text + ctx->at, end - ctx->at);
    return kx_code_finish(ctx, token, code, end);
}

/* BE0123.456.789, the number of a Belgian enterprise, which no label needs. */
static bool is_enterprise(const kx_context *ctx, size_t end)
{
    static const char pattern[] = "BE9999.999.999";
    if (end - ctx->at != strlen(pattern))
        return false;
    for (size_t i = 0; i < strlen(pattern); i++) {
        char c = ctx->text[ctx->at + i];
        if (pattern[i] == '9' ? !g_ascii_isdigit(c) : c != pattern[i])
            return false;
    }
    return true;
}

/* NL123456789B01, SN48A2-991: letters and digits behind a label. */
static size_t mixed_match(const kx_context *ctx, kx_token *token)
{
    size_t end = ctx->at, digits = 0;
    for (size_t n = kx_code_alnum_at(ctx, end, SIGNS_MAX); n > 0 && end - ctx->at < SIGNS_MAX;
         n = kx_code_alnum_at(ctx, end, SIGNS_MAX)) {
        for (size_t i = end; i < end + n; i++) {
            if (g_ascii_islower(ctx->text[i]))
                return 0;
            digits += g_ascii_isdigit(ctx->text[i]) != 0;
        }
        end += n;
        gunichar c = kx_char_at(ctx, end);
        bool more =
            (c == '.' || c == '-' || c == '/') && g_ascii_isalnum(kx_ascii_at(ctx, end + 1));
        if (!more)
            break;
        end++;
    }
    if (digits < 3 || !kx_ends_at(ctx, end) ||
        !(is_labelled(ctx, digits) || is_enterprise(ctx, end)))
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_spell(code, ctx->text + ctx->at, end - ctx->at);
    return kx_code_finish(ctx, token, code, end);
}

static size_t isbn_match(const kx_context *ctx, kx_token *token)
{
    if (g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    if (g_ascii_isdigit(ctx->text[ctx->at])) {
        size_t n = digits_match(ctx, token);
        return n > 0 ? n : mixed_match(ctx, token);
    }
    return g_ascii_isupper(ctx->text[ctx->at]) ? mixed_match(ctx, token) : 0;
}

const kx_class kx_class_isbn = {
    .name = "isbn",
    .what = N_("ISBN, ISSN and other numbers that a word before them makes a code"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT,
    .match = isbn_match,
    .say = kx_code_say,
};
