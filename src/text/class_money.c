/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of money: € 7,20, €0,35, € 12,-, € 3,4 mln, 50 EUR, fl. 25, $60 mrd, 3,50 euro, € 20-25,
 * €10–€20, tussen € 1,5 en € 2 mln, €20-biljet, €/kWh. Said in the order number, magnitude,
 * currency; two decimals are cents. */
#include "text/calendar.h"
#include "text/cue.h"
#include "text/currency.h"
#include "text/number_match.h"
#include "text/unit.h"

#include <string.h>

/* TEXT of a sum whose currency is said with the next one: € 10 tot € 20. */
static const char shared[] = "shared";

static void set_currency(kx_token *token, const kx_cell *row)
{
    kx_token_set_text(token, KX_FIELD_CURRENCY, kx_text(row, KX_CURRENCY_NAME), -1);
    if (*kx_text(row, KX_CURRENCY_CENT))
        kx_token_set_text(token, KX_FIELD_CENT, kx_text(row, KX_CURRENCY_CENT), -1);
}

static bool has_cents(const char *fraction)
{
    return fraction && strlen(fraction) == 2;
}

/* ---- amounts ---- */

/* The second number of a range: 20-25, €20-€25, € 20 - € 25, 20 à 25. Sets READING for à. */
static bool range_at(const kx_context *ctx, kx_token *token, size_t at,
                     const kx_written_number *first, kx_written_number *second)
{
    static const char *const links[] = {"à", "á", "a", NULL};
    size_t sign, blanks = kx_blanks_at(ctx, at);
    char dash = 0;
    if (kx_range_at(ctx, at, KX_POINT_DECIMAL, second))
        return true;
    size_t link = kx_calendar_link_at(ctx, at, &dash);
    if (link > 0 && dash == '-') {
        const kx_cell *row = kx_currency_at(ctx, at + link, KX_BEFORE_NUMBER, &sign);
        size_t digits = at + link + sign;
        digits += row ? kx_blanks_at(ctx, digits) : 0;
        if (!row && !has_cents(first->fraction))
            return false;
        return kx_number_at(ctx, digits, KX_POINT_DECIMAL, second) && !second->sign &&
               (row || has_cents(second->fraction));
    }
    if (blanks == 0 || !kx_follows(ctx, at, links))
        return false;
    at += blanks;
    at += kx_word_at(ctx, at);
    if (!kx_number_at(ctx, at + kx_blanks_at(ctx, at), KX_POINT_DECIMAL, second) || second->sign)
        return false;
    kx_token_set_text(token, KX_FIELD_READING, "à", -1);
    return true;
}

/* "€ 150 m": behind the sign of a currency no metre. Its length with the dot of an end, else 0. */
static size_t loose_million_at(const kx_context *ctx, size_t at)
{
    const size_t blanks = kx_blanks_at(ctx, at), end = at + blanks + strlen("m");
    const gunichar next = kx_char_at(ctx, end);
    if (blanks == 0 || kx_char_at(ctx, at + blanks) != 'm' || g_unichar_isalnum(next) ||
        kx_is_superscript(next) || next == '/' || kx_is_hyphen(next))
        return 0;
    return end - at + (next == '.' && kx_is_last(ctx, end + 1));
}

/* "€ 24.000 à 2,57%": so much at a rate. */
static bool is_rate_at(const kx_context *ctx, size_t at)
{
    const gunichar c = kx_char_at(ctx, at + kx_blanks_at(ctx, at));
    return c == '%' || c == 0x2030;
}

/* The number at `at`, with its magnitude or range, and nothing but a border after it. The end of
 * it, 0 if there is none. Without a currency yet. */
static size_t amount_match(const kx_context *ctx, kx_token *token, size_t at, bool behind_sign)
{
    kx_written_number number, second;
    if (!kx_number_at(ctx, at, KX_POINT_DECIMAL, &number))
        return 0;
    size_t end = number.end, silent = 0, per;
    bool range = range_at(ctx, token, end, &number, &second) &&
                 !kx_equals_follows(ctx, second.end) && !is_rate_at(ctx, second.end);
    if (range)
        end = second.end;
    if (!range || !second.fraction[0])
        silent = number.fraction[0] ? 0 : kx_no_cents_at(ctx, end);
    end += silent;
    kx_magnitude m;
    bool large = silent == 0 && kx_magnitude_at(ctx, end, &m);
    size_t loose = behind_sign && silent == 0 && !large ? loose_million_at(ctx, end) : 0;
    if (loose > 0) {
        m = (kx_magnitude){loose, "miljoen", kx_char_before(ctx, end + loose) == '.'};
        large = true;
    }
    if (!large && !kx_ends_at(ctx, end) && !kx_per_abbreviated_at(ctx, end, &per))
        return 0;
    kx_number_set(token, &number);
    if (range)
        kx_number_set_to(token, &second);
    if (!large)
        return end;
    kx_token_set_text(token, KX_FIELD_MAGNITUDE, m.spoken, -1);
    if (m.dot && kx_is_last(ctx, end + m.length))
        kx_token_set_mark(token, '.');
    return end + m.length;
}

/* " euro" behind "€ 20,-" and ",-" behind "20 euro": what says again what is known. */
static size_t again_at(const kx_context *ctx, const kx_token *token, size_t at)
{
    size_t n, blanks = kx_blanks_at(ctx, at);
    const kx_cell *row = blanks > 0 ? kx_currency_named_at(ctx, at + blanks, &n) : NULL;
    const char *currency = kx_token_get_text(token, KX_FIELD_CURRENCY);
    size_t name = row && strcmp(kx_text(row, KX_CURRENCY_NAME), currency) == 0 ? blanks + n : 0;
    return name + kx_no_cents_at(ctx, at + name);
}

/* ---- sums that share a currency ---- */

static const char *const *links_of(const kx_context *ctx)
{
    static const char *const en[] = {"en", NULL}, *const others[] = {"tot", "à", "á", "a", NULL};
    return kx_after_tussen(ctx) ? en : others;
}

/* van € 3,5 naar € 4 mrd: both are milliards. */
static bool grows_to(const kx_context *ctx, const kx_token *token, size_t at)
{
    static const char *const van[] = {"van", NULL}, *const naar[] = {"naar", NULL};
    return !kx_token_has(token, KX_FIELD_MAGNITUDE) &&
           strlen(kx_token_get_text(token, KX_FIELD_INTEGER)) <= 3 && kx_previous_is(ctx, 0, van) &&
           kx_follows(ctx, at, naar);
}

/* "€ 10 tot € 20", "€ 1,5 tot 2 mln": a second sum follows that says the currency for both. Sums
 * with cents are said one by one. */
static bool shares_currency(const kx_context *ctx, const kx_token *token, const kx_cell *row,
                            size_t at)
{
    enum { FAR_APART = 20 };
    size_t sign, blanks = kx_blanks_at(ctx, at);
    kx_written_number second;
    kx_magnitude magnitude;
    const bool grows = grows_to(ctx, token, at);
    if (blanks == 0 || has_cents(kx_token_get_text(token, KX_FIELD_FRACTION)) ||
        kx_token_has(token, KX_FIELD_TO) || !(grows || kx_follows(ctx, at, links_of(ctx))))
        return false;
    at += blanks;
    at += kx_word_at(ctx, at);
    at += kx_blanks_at(ctx, at);
    const kx_cell *other = kx_currency_at(ctx, at, KX_BEFORE_NUMBER, &sign);
    if (other && other != row)
        return false;
    at += other ? sign + kx_blanks_at(ctx, at + sign) : 0;
    if (!kx_number_at(ctx, at, KX_POINT_DECIMAL, &second) || second.sign ||
        has_cents(second.fraction))
        return false;
    const double first = g_ascii_strtod(kx_token_get_text(token, KX_FIELD_INTEGER), NULL);
    if (grows && /* but van € 100 naar € 1 mln */
        first > FAR_APART * kx_number_value(&second))
        return false;
    return (other && !grows) || kx_magnitude_at(ctx, second.end, &magnitude);
}

/* The token two back, if its currency is to be said with this sum. */
static const kx_token *shared_before(const kx_context *ctx)
{
    if (ctx->before->len < 2)
        return NULL;
    const kx_token *first = &g_array_index(ctx->before, kx_token, ctx->before->len - 2);
    bool open = kx_token_has(first, KX_FIELD_CURRENCY) &&
                g_strcmp0(kx_token_get_text(first, KX_FIELD_TEXT), shared) == 0;
    return open ? first : NULL;
}

/* € 19,50/14,50: behind another price and a slash. */
static bool after_price(const kx_context *ctx)
{
    static const char *const slash[] = {"/", NULL};
    const unsigned n = ctx->before->len;
    return n > 1 && kx_char_before(ctx, ctx->at) == '/' && kx_previous_is(ctx, 0, slash) &&
           g_strcmp0(
               kx_token_get_text(&g_array_index(ctx->before, kx_token, n - 2), KX_FIELD_CURRENCY),
               "euro") == 0;
}

/* "2,95 naar 3,10 euro": the row of a currency that is written behind the second sum only. */
static const kx_cell *named_later(const kx_context *ctx, size_t at)
{
    static const char *const links[] = {"tot", "naar", "en", "of", "à", "á", "a"};
    size_t blanks = kx_blanks_at(ctx, at), n;
    kx_written_number second;
    at += blanks;
    for (unsigned i = 0; blanks > 0 && i < G_N_ELEMENTS(links); i++) {
        if (!kx_word_is(ctx, at, links[i]))
            continue;
        at += strlen(links[i]);
        at += kx_blanks_at(ctx, at);
        if (!kx_number_at(ctx, at, KX_POINT_GROUPS, &second) || second.sign)
            return NULL;
        return kx_currency_named_at(ctx, second.end + kx_blanks_at(ctx, second.end), &n);
    }
    return NULL;
}

/* "van 6.49 voor 3.99", "2 voor 5.00": prices of an offer, of which no sign tells the currency. */
static bool is_offered(const kx_context *ctx, size_t end)
{
    static const char *const of[] = {"van", NULL}, *const to[] = {"voor", NULL};
    static const char *const hours[] = {"uur", "u", "u.", "h", NULL};
    const unsigned tokens = ctx->before->len;
    const kx_token *last = tokens > 1 ? &g_array_index(ctx->before, kx_token, tokens - 2) : NULL;
    kx_written_number second;
    if (last && kx_previous_is(ctx, 0, to)) { /* the price */
        const bool one_digit = last->range.end - last->range.start == 1 &&
                               g_ascii_isdigit(ctx->text[last->range.start]);
        return (one_digit && !kx_follows(ctx, end, hours)) ||
               (kx_token_has(last, KX_FIELD_CENT) && kx_previous_is(ctx, 2, of));
    }
    if (!kx_previous_is(ctx, 0, of) || !kx_follows(ctx, end, to))
        return false;
    end += kx_blanks_at(ctx, end) + strlen("voor");
    return kx_number_at(ctx, end + kx_blanks_at(ctx, end), KX_POINT_DECIMAL, &second) &&
           has_cents(second.fraction) && kx_ends_at(ctx, second.end);
}

/* ---- the currency first ---- */

/* The f of guilders is so short that its number has to look like a sum. */
static bool is_sum(const kx_token *token)
{
    const char *integer = kx_token_get_text(token, KX_FIELD_INTEGER);
    return strlen(integer) >= 3 || has_cents(kx_token_get_text(token, KX_FIELD_FRACTION));
}

/* € 7,20, -€ 5, €20-biljet, f 100,- */
static size_t prefix_match(const kx_context *ctx, kx_token *token)
{
    size_t at = ctx->at, n;
    gunichar c = kx_char_at(ctx, at);
    bool minus = c == '-' || c == 0x2013 || c == 0x2212;
    if ((minus || c == '+') && !g_unichar_isalnum(kx_char_before(ctx, at)))
        at += kx_width(c);
    const kx_cell *row = kx_currency_at(ctx, at, KX_BEFORE_NUMBER, &n);
    if (!row || g_unichar_isalpha(kx_char_before(ctx, at)))
        return 0;
    at += n;
    size_t end = amount_match(ctx, token, at + kx_blanks_at(ctx, at), true);
    if (end == 0)
        return 0;
    bool silent = !g_unichar_isalnum(kx_char_before(ctx, end)); /* f 25,- */
    const char *sign = kx_text(row, 0);
    if (sign[0] == 'f' && (sign[1] == '\0' || sign[1] == '.') && !silent &&
        (!is_sum(token) || kx_unit_follows(ctx, end)))
        return 0;
    set_currency(token, row);
    if (minus || c == '+')
        kx_token_set_text(token, KX_FIELD_SIGN, minus ? "min" : "plus", -1);
    end += again_at(ctx, token, end);
    size_t compound = kx_compound_at(ctx, end);
    if (compound > 0)
        kx_compound_set(ctx, token, end, compound);
    else if (shares_currency(ctx, token, row, end))
        kx_token_set_text(token, KX_FIELD_TEXT, shared, -1);
    return end + compound - ctx->at;
}

/* ---- the currency last ---- */

/* 150m euro: the letter of the magnitude stands at its number, and is no unit. */
static bool is_glued(const kx_context *ctx, const kx_token *token, size_t end)
{
    return kx_token_has(token, KX_FIELD_MAGNITUDE) && g_unichar_isalpha(kx_char_before(ctx, end)) &&
           g_unichar_isdigit(kx_char_before(ctx, end - 1));
}

/* 745 KRW-lichamen, 100 CAD-tekeningen: letters that are a currency elsewhere; but 50
 * EUR-biljetten.
 */
static bool begins_name(const kx_context *ctx, const kx_cell *row, size_t end)
{
    static const char *const known[] = {"EUR", "USD", "GBP", NULL};
    return strcmp(kx_text(row, KX_CURRENCY_KIND), "code") == 0 && kx_compound_at(ctx, end) > 0 &&
           !g_strv_contains(known, kx_text(row, 0));
}

/* 50 EUR, 60$, 15 k€, 3,50 euro, 12,-, and "2 mln" behind "€ 1,5 tot". */
static size_t suffix_match(const kx_context *ctx, kx_token *token)
{
    size_t end = amount_match(ctx, token, ctx->at, false), n;
    if (end == 0)
        return 0;
    gunichar last = kx_char_before(ctx, end);
    bool silent = kx_is_hyphen(last) || last == 0x2013 || last == 0x2014 || last == '=';
    size_t at = end + kx_blanks_at(ctx, end);
    const kx_cell *row = kx_currency_at(ctx, at, KX_AFTER_NUMBER, &n);
    if (row && at > end && kx_digits_at(ctx, at + n + kx_blanks_at(ctx, at + n)) > 0)
        row = NULL; /* in 2000 $ 0,92 */
    if (row && at > end && begins_name(ctx, row, at + n))
        row = NULL;
    const char *fraction = kx_token_get_text(token, KX_FIELD_FRACTION);
    bool cents = has_cents(fraction) && !kx_token_has(token, KX_FIELD_MAGNITUDE);
    if (!row && (silent || cents))
        row = kx_currency_named_at(ctx, at, &n);
    if (!row) {
        row = kx_currency_named_at(ctx, at, &n); /* 20 euro,- */
        row = row && (kx_no_cents_at(ctx, at + n) > 0 || is_glued(ctx, token, end)) ? row : NULL;
    }
    if (row) {
        set_currency(token, row);
        if (ctx->text[at + n - 1] == '.' && kx_is_last(ctx, at + n))
            kx_token_set_mark(token, '.');
        n += kx_no_cents_at(ctx, at + n);
        return kx_ends_at(ctx, at + n) ? at + n - ctx->at : 0;
    }
    const kx_token *first = shared_before(ctx);
    if (first && kx_token_has(token, KX_FIELD_MAGNITUDE)) {
        kx_token_set_text(token, KX_FIELD_CURRENCY, kx_token_get_text(first, KX_FIELD_CURRENCY),
                          -1);
        return end - ctx->at;
    }
    if (has_cents(fraction) && !kx_token_has(token, KX_FIELD_TO))
        row = named_later(ctx, end);
    bool offered = cents && !kx_token_has(token, KX_FIELD_TO) && is_offered(ctx, end);
    if (!row &&
        (silent || offered ||
         (cents && after_price(ctx)))) /* "voor 12,-" can only be money, and here that is euros */
        row = kx_table_find(&kx_table_currencies, "EUR", 3);
    if (!row)
        return 0;
    set_currency(token, row);
    return end - ctx->at;
}

/* ---- a currency without a sum ---- */

/* €/kWh, €/$ and EUR/USD, €-teken */
static size_t bare_match(const kx_context *ctx, kx_token *token)
{
    size_t n, second;
    const kx_cell *row = kx_currency_at(ctx, ctx->at, KX_BEFORE_NUMBER, &n);
    if (!row || strcmp(kx_text(row, KX_CURRENCY_KIND), "before") == 0 ||
        g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    size_t end = ctx->at + n, compound = kx_compound_at(ctx, end);
    bool sign = strcmp(kx_text(row, KX_CURRENCY_KIND), "sign") == 0;
    if (compound > 0 && sign) {
        kx_compound_set(ctx, token, end, compound);
        end += compound;
    } else if (kx_char_at(ctx, end) == '/') {
        const kx_cell *other = kx_currency_at(ctx, end + 1, KX_BEFORE_NUMBER, &second);
        bool unit = g_unichar_isalpha(kx_char_at(ctx, end + 1));
        if (!other && !(unit && sign))
            return 0;
        kx_token_set_text(token, other ? KX_FIELD_TO : KX_FIELD_UNIT,
                          other ? kx_text(other, KX_CURRENCY_NAME) : "per", -1);
        end += 1 + (other ? second : 0);
    } else {
        return 0;
    }
    kx_token_set_text(token, KX_FIELD_CURRENCY, kx_text(row, KX_CURRENCY_NAME), -1);
    return end - ctx->at;
}

/* ---- the class ---- */

/* "€ 50/maand": a slash before a letter is "per", one before another sum a pause; "€ 5 pp". */
static size_t per_at(const kx_context *ctx, kx_token *token, size_t at)
{
    size_t n;
    const char *per = kx_per_abbreviated_at(ctx, at, &n);
    if (per) {
        kx_token_set_text(token, KX_FIELD_UNIT, per, -1);
        return n;
    }
    if (kx_char_at(ctx, at) != '/')
        return 0;
    const size_t million = strlen("/M"); /* $ 1,25/M tokens */
    if (kx_word_is(ctx, at + 1, "m") && kx_cue_follows(ctx, at + million, "mass")) {
        kx_token_set_text(token, KX_FIELD_UNIT, "per miljoen", -1);
        return million;
    }
    if (kx_currency_at(ctx, at + 1, KX_BEFORE_NUMBER, &n) && !g_ascii_isalpha(ctx->text[at + 1])) {
        kx_token_set_mark(token, ',');
        return 1;
    }
    const size_t word = at + 1 + kx_word_at(ctx, at + 1), next = word + kx_blanks_at(ctx, word);
    if (next > word && word > at + 2 &&
        g_unichar_type(kx_char_at(ctx, next)) == G_UNICODE_CURRENCY_SYMBOL &&
        g_unichar_isupper(kx_char_at(ctx, at + 1))) {
        kx_token_set_mark(token, ','); /* € 7,50/CJP € 5 */
        return 1;
    }
    kx_written_number number; /* € 48,00/100 kg */
    kx_unit unit;
    bool counted = kx_number_at(ctx, at + 1, KX_POINT_GROUPS, &number) && !number.sign &&
                   kx_unit_after(ctx, number.end, &unit);
    if (!counted && !g_unichar_isalpha(kx_char_at(ctx, at + 1)))
        return 0;
    kx_token_set_text(token, KX_FIELD_UNIT, "per", -1);
    return 1;
}

/* Two decimals without a magnitude are cents. */
static bool is_in_cents(const kx_token *token)
{
    const char *to = kx_token_get_text(token, KX_FIELD_TO);
    const char *comma = to ? strchr(to, ',') : NULL;
    if (!kx_token_has(token, KX_FIELD_CENT) || kx_token_has(token, KX_FIELD_MAGNITUDE))
        return false;
    return has_cents(kx_token_get_text(token, KX_FIELD_FRACTION)) ||
           (comma && has_cents(comma + 1));
}

static size_t money_match(const kx_context *ctx, kx_token *token)
{
    static size_t (*const matches[])(const kx_context *, kx_token *) = {
        prefix_match,
        suffix_match,
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(matches); i++) {
        token->n_fields = 0;
        size_t n = matches[i](ctx, token);
        if (n == 0)
            continue;
        n += per_at(ctx, token, ctx->at + n);
        kx_apart_set(ctx, token);
        if (is_in_cents(token))
            kx_apart_end(ctx, token, ctx->at + n);
        return n;
    }
    token->n_fields = 0;
    return bare_match(ctx, token);
}

/* ---- say ---- */

static const char *without_zero(const char *digits)
{
    return digits[0] == '0' && digits[1] != '\0' ? digits + 1 : digits;
}

/* zeven euro twintig; vijfendertig cent; twaalf euro */
static void say_sum(const kx_token *token, const char *integer, const char *cents, kx_spoken *out)
{
    bool none = !cents || strcmp(cents, "00") == 0;
    if (strcmp(integer, "0") == 0 && !none) {
        kx_say_number(out, KX_SEAM_SPACE, without_zero(cents), KX_NUMBER_CARDINAL);
        kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_CENT));
        return;
    }
    kx_say_number(out, KX_SEAM_SPACE, integer, KX_NUMBER_CARDINAL);
    kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_CURRENCY));
    if (!none)
        kx_say_number(out, KX_SEAM_SPACE, without_zero(cents), KX_NUMBER_CARDINAL);
}

/* Both sums of a range, with their cents. */
static void say_sums(const kx_token *token, kx_spoken *out)
{
    const char *to = kx_token_get_text(token, KX_FIELD_TO);
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    kx_say_sign(token, out);
    say_sum(token, kx_token_get_text(token, KX_FIELD_INTEGER),
            kx_token_get_text(token, KX_FIELD_FRACTION), out);
    if (!to)
        return;
    g_auto(GStrv) parts = g_strsplit(to, ",", 2);
    kx_say(out, KX_SEAM_SPACE, g_strcmp0(reading, "à") == 0 ? reading : "tot");
    say_sum(token, parts[0], parts[1], out);
}

/* "€ 1 miljoen" is een miljoen euro. */
static void say_amount(const kx_token *token, const char *magnitude, kx_spoken *out)
{
    bool one = strcmp(kx_token_get_text(token, KX_FIELD_INTEGER), "1") == 0 &&
               !kx_token_has(token, KX_FIELD_FRACTION) && !kx_token_has(token, KX_FIELD_TO);
    bool thousand = g_strcmp0(magnitude, "duizend") == 0;
    if (magnitude && one) {
        kx_say_sign(token, out);
        kx_say(out, KX_SEAM_SPACE, thousand ? "" : "een");
    } else {
        kx_say_written(token, out);
    }
    bool joined = thousand && !one && !kx_token_has(token, KX_FIELD_FRACTION);
    if (magnitude)
        kx_say(out, joined ? KX_SEAM_NUMBER : KX_SEAM_SPACE, magnitude);
}

static bool money_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *currency = kx_token_get_text(token, KX_FIELD_CURRENCY);
    const char *per = kx_token_get_text(token, KX_FIELD_UNIT);
    bool sum = kx_token_has(token, KX_FIELD_INTEGER);
    kx_say_apart(token, out);
    if (sum && is_in_cents(token)) {
        say_sums(token, out);
    } else {
        bool joined = sum && kx_token_has(token, KX_FIELD_SUFFIX);
        if (sum)
            say_amount(token, kx_token_get_text(token, KX_FIELD_MAGNITUDE), out);
        if (!kx_token_has(token, KX_FIELD_TEXT))
            kx_say(out, joined ? KX_SEAM_COMPOUND : KX_SEAM_SPACE, currency);
        if (!sum && kx_token_has(token, KX_FIELD_TO))
            kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_TO));
    }
    kx_say_compound(token, out);
    if (per)
        kx_say(out, KX_SEAM_SPACE, per);
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_money = {
    .name = "money",
    .what = N_("sums of money: € 7,20, 50 EUR, $60 mrd, fl. 25, €20-biljet"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = money_match,
    .say = money_say,
};
