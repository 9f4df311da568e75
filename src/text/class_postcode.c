/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dutch postcodes: 3011 AD Rotterdam, 1234AB, postcode 5611, postcodes 1011 t/m 1019. Two pairs and
 * the letters; the four digits of a Belgian one are a number. */
#include "text/codes.h"
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

extern const kx_class kx_class_postcode;

enum { DIGITS = 4, LETTERS = 2 };

static const char *const labels[] = {
    "postcode",
    "postcodes",
    "postcodegebied",
    "postcodegebieden",
    "postcodeloterij",
    "postcodenummer",
    "postnummer",
    "pc",
    "postcodecijfers",
    "cijfers",
    "postcodegebied:",
    "postcodewijk",
    NULL,
};

static bool is_listed(const char *list, const char *letters)
{
    return strstr(list, (char[]){letters[0], letters[1], '\0'}) != NULL;
}

/* Letters behind a number that are rather a unit or a word; before a place they are a postcode. */
static bool is_unit(const char *letters)
{
    return is_listed(
        "GB MB TB KB PB MW GW TW KW HP PK KM MM CM KG HZ AD BC CE TV AI NU PC UV CV EN "
        "IN OP OF IS DE TE ZO AL AN DM FF BV NV SA SD SS XL ML CC BI GP SP VW NS EU VN VS WK EK OS",
        letters);
}

/* And those that a name may follow: 5000 FC Twente-fans, 2024 WK Atletiek. */
static bool is_club(const char *letters)
{
    return is_listed("NS EU VN VS FC SC SV VV AZ WK EK OS HC BC AC AS RC", letters);
}

/* A place: a capital and a small letter, or a word in capitals. */
static bool place_follows(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at), word = at + blanks;
    if (kx_is_apostrophe(kx_char_at(ctx, word))) /* 's-Hertogenbosch */
        return true;
    size_t n = kx_word_at(ctx, word);
    return blanks > 0 && n > 2 && g_unichar_isupper(kx_char_at(ctx, word)) &&
           (g_unichar_islower(kx_char_at(ctx, word + 1)) ||
            kx_code_is_capitals(ctx, word, n > 3 ? 3 : n));
}

/* Behind a house number and a comma, or the number of a box: Kerkstraat 5, 1234 AB. */
static bool in_address(const kx_context *ctx)
{
    static const char *const comma[] = {",", "(", "-", "–", NULL};
    unsigned back = kx_previous_is(ctx, 0, comma) ? 1 : 0;
    if (ctx->before->len <= back)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
    return g_ascii_isdigit(ctx->text[last->range.start]) && back > 0;
}

static bool is_year_like(const kx_context *ctx)
{
    unsigned value = kx_digits_value(ctx, ctx->at, DIGITS);
    return value >= 1900 && value < 2100;
}

static bool after_preposition(const kx_context *ctx)
{
    static const char *const words[] = {"in",   "sinds",  "van",   "voor",     "na",     "tot",
                                        "uit",  "eind",   "begin", "jaar",     "vanaf",  "seizoen",
                                        "rond", "medio",  "anno",  "zomer",    "wk",     "ek",
                                        "per",  "sedert", "tegen", "voorjaar", "najaar", NULL};
    return kx_previous_is(ctx, 0, words);
}

static bool function_word_follows(const kx_context *ctx, size_t end)
{
    size_t word = end + kx_blanks_at(ctx, end), n = kx_word_at(ctx, word);
    return kx_ascii_lower_at(ctx, word) &&
           kx_table_find(&kx_table_function_words, ctx->text + word, n) != NULL;
}

static size_t full_match(const kx_context *ctx, kx_token *token)
{
    size_t digits_end = ctx->at + DIGITS;
    size_t blank = kx_code_blank_at(ctx, digits_end), letters = digits_end + blank;
    size_t end = letters + LETTERS;
    if (!kx_code_is_capitals(ctx, letters, LETTERS) || !kx_ends_at(ctx, end))
        return 0;
    gunichar after = kx_char_at(ctx, end);
    bool labelled = kx_code_after(ctx, labels) || in_address(ctx);
    static const char *const cards[] = {"RX", "GTX", "Radeon", NULL}; /* RX 7900 XT */
    if (kx_previous_is(ctx, 0, cards))
        return 0;
    if (!labelled && (kx_is_hyphen(after) || kx_is_apostrophe(after) || after == '/'))
        return 0;
    bool place = place_follows(ctx, end);
    if (!labelled && (place ? is_club : is_unit)(ctx->text + letters))
        return 0;
    gunichar next = kx_char_at(ctx, end + kx_blanks_at(ctx, end));
    if (!labelled && !place && g_unichar_isalnum(next) && !function_word_follows(ctx, end))
        return 0;
    if (!labelled && is_year_like(ctx) && (after_preposition(ctx) || (!place && blank > 0)))
        return 0;
    g_autoptr(GString) code = kx_code_new(ctx);
    kx_code_add(code, KX_CODE_PAIRS, ctx->text + ctx->at, DIGITS);
    kx_code_add(code, KX_CODE_LETTERS, ctx->text + letters, LETTERS);
    return kx_code_finish(ctx, token, code, end);
}

static size_t bare_match(const kx_context *ctx, kx_token *token)
{
    size_t end = ctx->at + DIGITS;
    if (!kx_ends_at(ctx, end) ||
        !(kx_code_after(ctx, labels) || kx_code_in_row(ctx, &kx_class_postcode, kx_code_row_links)))
        return 0;
    bool belgian = ctx->style->variant == KX_VARIANT_BE;
    kx_code_kind kind = belgian ? KX_CODE_NUMBER : KX_CODE_PAIRS;
    g_autoptr(GString) code = kx_code_new(ctx);
    kx_code_add(code, kind, ctx->text + ctx->at, DIGITS);
    size_t hyphen = kx_code_hyphen_at(ctx, end);
    if (hyphen > 0 && kx_digits_at(ctx, end + hyphen) == DIGITS) {
        kx_code_add(code, KX_CODE_WORD, "tot en met", strlen("tot en met"));
        kx_code_add(code, kind, ctx->text + end + hyphen, DIGITS);
        end += hyphen + DIGITS;
    }
    return kx_code_finish(ctx, token, code, end);
}

static size_t postcode_match(const kx_context *ctx, kx_token *token)
{
    if (kx_digits_at(ctx, ctx->at) != DIGITS || ctx->text[ctx->at] == '0' ||
        g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    size_t n = full_match(ctx, token);
    return n > 0 ? n : bare_match(ctx, token);
}

const kx_class kx_class_postcode = {
    .name = "postcode",
    .what = N_("Dutch postcodes"),
    .starts = KX_AT_DIGIT,
    .match = postcode_match,
    .say = kx_code_say,
};
