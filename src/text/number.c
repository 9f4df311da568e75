/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/number.h"

#include <string.h>

/* Up to here a number has a name; the scales below stop at biljard (10^15). */
enum { DIGITS_MAX = 18 };

/* The rendering takes the accent off a joined één: eenentwintig, honderdeen. */
static const char *const small[20] = {
    "nul",      "één",      "twee",    "drie",      "vier",     "vijf",      "zes",
    "zeven",    "acht",     "negen",   "tien",      "elf",      "twaalf",    "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
};

static const char *const small_ordinal[20] = {
    "nulde",      "eerste",    "tweede",      "derde",      "vierde",
    "vijfde",     "zesde",     "zevende",     "achtste",    "negende",
    "tiende",     "elfde",     "twaalfde",    "dertiende",  "veertiende",
    "vijftiende", "zestiende", "zeventiende", "achttiende", "negentiende",
};

static const char *const tens[10] = {
    NULL,      NULL,     "twintig",  "dertig",  "veertig",
    "vijftig", "zestig", "zeventig", "tachtig", "negentig",
};

/* Of 1000^2 and up. */
static const char *const scales[] = {"miljoen", "miljard", "biljoen", "biljard"};

static void say_below_100(kx_spoken *out, kx_seam seam, unsigned n)
{
    if (n < 20) {
        kx_say(out, seam, small[n]);
        return;
    }
    if (n % 10 != 0) {
        kx_say(out, seam, small[n % 10]);
        kx_say(out, KX_SEAM_EN, "en");
        seam = KX_SEAM_EN;
    }
    kx_say(out, seam, tens[n / 10]);
}

/* Up to 9999, by hundreds: 100 honderd, 1450 veertienhonderdvijftig. */
static void say_by_hundreds(kx_spoken *out, kx_seam seam, unsigned n)
{
    if (n >= 100) {
        if (n >= 200) {
            say_below_100(out, seam, n / 100);
            seam = KX_SEAM_NUMBER;
        }
        kx_say(out, seam, "honderd");
        seam = KX_SEAM_NUMBER;
        n %= 100;
        if (n == 0)
            return;
    }
    say_below_100(out, seam, n);
}

/* Up to 999,999: joined up to and including "duizend", then a blank. */
static void say_by_thousands(kx_spoken *out, kx_seam seam, unsigned n)
{
    if (n >= 1000) {
        if (n >= 2000) {
            say_by_hundreds(out, seam, n / 1000);
            seam = KX_SEAM_NUMBER;
        }
        kx_say(out, seam, "duizend");
        seam = KX_SEAM_SPACE;
        n %= 1000;
        if (n == 0)
            return;
    }
    say_by_hundreds(out, seam, n);
}

static bool goes_by_hundreds(guint64 n, kx_number_form form)
{
    if (n < 1100 || n > 9999 || n % 1000 < 100)
        return false;
    switch (form) {
    case KX_NUMBER_CARDINAL:
        return n < 2000 || n % 100 == 0;
    case KX_NUMBER_YEAR:
    case KX_NUMBER_YEAR_PAIRS:
        return true;
    case KX_NUMBER_THOUSANDS:
        break;
    }
    return false;
}

static void say_value(kx_spoken *out, kx_seam seam, guint64 n, kx_number_form form)
{
    if (form == KX_NUMBER_YEAR_PAIRS && n >= 2010 && n <= 2099) {
        kx_say(out, seam, "twintig");
        say_below_100(out, KX_SEAM_SPACE, n % 100);
        return;
    }
    if (goes_by_hundreds(n, form)) {
        say_by_hundreds(out, seam, n);
        return;
    }
    guint64 unit = 1000000000000000;
    for (unsigned i = G_N_ELEMENTS(scales); i-- > 0; unit /= 1000) {
        unsigned group = n / unit;
        if (group == 0)
            continue;
        if (group == 1)
            kx_say(out, seam, "een");
        else
            say_by_hundreds(out, seam, group);
        kx_say(out, KX_SEAM_SPACE, scales[i]);
        seam = KX_SEAM_SPACE;
        n %= unit;
        if (n == 0)
            return;
    }
    say_by_thousands(out, seam, n);
}

void kx_say_number(kx_spoken *out, kx_seam seam, const char *digits, kx_number_form form)
{
    if ((digits[0] == '0' && digits[1] != '\0') || strlen(digits) > DIGITS_MAX)
        kx_say_digits(out, seam, digits);
    else
        say_value(out, seam, g_ascii_strtoull(digits, NULL, 10), form);
}

void kx_say_count(kx_spoken *out, kx_seam seam, int64_t n)
{
    char digits[24];

    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, n);
    kx_say_number(out, seam, digits, KX_NUMBER_CARDINAL);
}

void kx_say_digits(kx_spoken *out, kx_seam seam, const char *digits)
{
    for (; *digits != '\0'; digits++) {
        kx_say(out, seam, small[*digits - '0']);
        seam = KX_SEAM_SPACE;
    }
}

void kx_say_decimal(kx_spoken *out, kx_seam seam, const char *integer, const char *fraction)
{
    kx_say_number(out, seam, integer, KX_NUMBER_CARDINAL);
    kx_say(out, KX_SEAM_SPACE, "komma");
    if (fraction[0] != '0' && strlen(fraction) <= 2)
        kx_say_number(out, KX_SEAM_SPACE, fraction, KX_NUMBER_CARDINAL);
    else
        kx_say_digits(out, KX_SEAM_SPACE, fraction);
}

/* Only the last part of a number takes the ending, and only 0-19 have forms of their own. */
static char *ordinal_of(const char *part)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(small); i++) {
        if (strcmp(part, small[i]) == 0)
            return g_strdup(small_ordinal[i]);
    }
    return g_strconcat(part, "ste", NULL);
}

/* 1, then zeros, and a scale of its own: miljoenste, not "een miljoenste". */
static bool is_bare_scale(const char *digits)
{
    size_t n = strlen(digits);
    return n >= 7 && n <= DIGITS_MAX && n % 3 == 1 && digits[0] == '1' &&
           strspn(digits + 1, "0") == n - 1;
}

void kx_say_ordinal(kx_spoken *out, kx_seam seam, const char *digits)
{
    if (is_bare_scale(digits))
        kx_say(out, seam, scales[(strlen(digits) - 7) / 3]);
    else
        kx_say_number(out, seam, digits, KX_NUMBER_CARDINAL);
    if (out->morphemes->len == 0)
        return;
    kx_morpheme *last = &g_array_index(out->morphemes, kx_morpheme, out->morphemes->len - 1);
    g_autofree char *ordinal = ordinal_of(last->text);
    last->text = g_string_chunk_insert_const(out->arena, ordinal);
}
