/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/charset.h"

#include "base/error.h"
#include "base/icu.h"
#include "base/intl.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/utf8.h>

/* ICU's detector looks at the first 8 KiB only: it gets a sample around letters beyond ASCII. */
#define SAMPLE_BYTES   8000
#define SAMPLE_CONTEXT 48
/* Anything but Western Europe must be this sure, and surer by this margin. Measured with ICU 72:
 * Turkish 49 against 24, Polish 78 against 30; Dutch with Turkish names 49 against 64 for Western.
 */
#define CONFIDENCE_MIN    40
#define CONFIDENCE_MARGIN 20
/* A text in another alphabet has at least so many of its letters. */
#define OTHER_LETTERS_MIN 40
/* So many controls make no text binary, however short it is. */
#define CONTROLS_SPARED 3

typedef struct {
    size_t valid, broken; /* multi-byte sequences of UTF-8 */
    size_t controls, nul; /* C0 but TAB, LF, VT, FF, CR; DEL. NUL counts in both */
    size_t nul_at[2];     /* NUL at even, odd offsets */
    size_t letters, high; /* ASCII letters, bytes from 0x80 on */
    bool c1, currency;    /* any byte 0x80..0x9F, any 0xA4 */
} census;

static bool is_control(uint8_t c)
{
    return (c < 0x20 && !(c >= '\t' && c <= '\r')) || c == 0x7F;
}

static census count(const uint8_t *p, size_t n)
{
    census sum = {0};

    for (size_t at = 0; at < n;) {
        size_t start = at;
        UChar32 c = p[at];

        if (c < 0x80) {
            at++;
            sum.letters += g_ascii_isalpha(c);
            sum.controls += is_control((uint8_t)c);
            sum.nul += c == 0;
            sum.nul_at[start & 1] += c == 0;
            continue;
        }
        U8_NEXT(p, at, n, c);
        sum.valid += c >= 0;
        sum.broken += c < 0;
        sum.high += at - start;
        for (; start < at; start++) {
            sum.c1 |= p[start] >= 0x80 && p[start] < 0xA0;
            sum.currency |= p[start] == 0xA4;
        }
    }
    return sum;
}

static kx_charset found(kx_charset_kind kind, const char *name, size_t bom)
{
    kx_charset result = {.kind = kind, .bom = bom};

    g_strlcpy(result.name, name, sizeof(result.name));
    return result;
}

/* UTF-8 without a mark if there is none. */
static kx_charset by_bom(const char *bytes, size_t n)
{
    static const struct {
        const char *bom;
        size_t length;
        const char *name;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, "UTF-8"},    {"\xFF\xFE\0\0", 4, "UTF-32LE"},
        {"\0\0\xFE\xFF", 4, "UTF-32BE"}, {"\xFF\xFE", 2, "UTF-16LE"},
        {"\xFE\xFF", 2, "UTF-16BE"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (n >= marks[i].length && memcmp(bytes, marks[i].bom, marks[i].length) == 0)
            return found(i == 0 ? KX_TEXT_UTF8 : KX_TEXT_BY_BOM, marks[i].name, marks[i].length);
    }
    return found(KX_TEXT_UTF8, "UTF-8", 0);
}

/* Formats whose bytes would partly pass for text, and the ones people try most. */
static const char *known_binary(const char *bytes, size_t n)
{
    static const struct {
        const char *magic;
        size_t length;
        const char *name;
    } formats[] = {
        {"%PDF-", 5, N_("a PDF file")},
        {"{\\rtf", 5, N_("an RTF file")},
        {"PK\3\4", 4, N_("a ZIP, DOCX or ODT file")},
        {"\xD0\xCF\x11\xE0", 4, N_("an old Office file")},
        {"\x89PNG", 4, N_("a PNG image")},
        {"\xFF\xD8\xFF", 3, N_("a JPEG image")},
        {"\x1F\x8B", 2, N_("a gzip file")},
        {"\x7F"
         "ELF",
         4, N_("a program")},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (n >= formats[i].length && memcmp(bytes, formats[i].magic, formats[i].length) == 0)
            return formats[i].name;
    }
    return NULL;
}

/* UTF-16 without a BOM: nearly all units have a zero high byte, hardly any is a control. A zero low
 * byte is rare, but there are such emoji. */
static const char *utf16_by_look(const uint8_t *p, size_t n, const census *sum)
{
    size_t units = n / 2, high = sum->nul_at[1] > sum->nul_at[0] ? 1 : 0, n_controls = 0;

    if (n % 2 != 0 || units < 2 || sum->nul_at[1 - high] > units / 20 ||
        sum->nul_at[high] * 10 < units * 7)
        return NULL;
    for (size_t i = 0; i < n; i += 2)
        n_controls += p[i + high] == 0 && is_control(p[i + 1 - high]);
    if (n_controls > units / 50)
        return NULL;
    return high == 1 ? "UTF-16LE" : "UTF-16BE";
}

static GString *take_sample(const uint8_t *p, size_t n)
{
    GString *sample = g_string_sized_new(SAMPLE_BYTES + 2 * SAMPLE_CONTEXT);
    size_t done = 0;

    for (size_t at = 0; at < n && sample->len < SAMPLE_BYTES; at++) {
        if (p[at] < 0x80)
            continue;
        size_t from = MAX(done, at > SAMPLE_CONTEXT ? at - SAMPLE_CONTEXT : 0);
        size_t to = MIN(n, at + SAMPLE_CONTEXT);
        if (to > from)
            g_string_append_len(sample, (const char *)p + from, (gssize)(to - from));
        done = MAX(done, to);
    }
    return sample;
}

static bool is_western(const char *name)
{
    return strcmp(name, "ISO-8859-1") == 0 || strcmp(name, "windows-1252") == 0;
}

static bool is_latin(const char *name)
{
    static const char *const sets[] = {"ISO-8859-1",   "ISO-8859-2",   "ISO-8859-9",
                                       "windows-1250", "windows-1252", "windows-1254"};

    for (size_t i = 0; i < G_N_ELEMENTS(sets); i++)
        if (strcmp(name, sets[i]) == 0)
            return true;
    return false;
}

/* Not the sets that only a BOM or their own check may tell, nor EBCDIC and 7-bit ones, nor what ICU
 * can detect but not convert. Another alphabet writes nearly all of its letters beyond ASCII. */
static bool is_candidate(const char *name, const census *sum)
{
    UErrorCode status = U_ZERO_ERROR;

    if (((sum->high < sum->letters || sum->high < OTHER_LETTERS_MIN) && !is_latin(name)) ||
        g_str_has_prefix(name, "UTF-") || g_str_has_prefix(name, "IBM") ||
        g_str_has_prefix(name, "ISO-2022"))
        return false;
    ucnv_close(ucnv_open(name, &status));
    return U_SUCCESS(status);
}

/* The name of a set that is not Western and better by the margin; else an empty string. */
static bool detect_other(const uint8_t *p, size_t n, const census *sum, char *name, size_t room,
                         GError **error)
{
    const kx_icu *icu = kx_icu_load(error);
    int32_t western = 0, best = 0, n_matches = 0;
    UErrorCode status = U_ZERO_ERROR;

    *name = '\0';
    if (icu == NULL)
        return false;
    g_autoptr(GString) sample = take_sample(p, n);
    UCharsetDetector *detector = icu->open_detector(&status);
    icu->set_text(detector, sample->str, (int32_t)sample->len, &status);
    const UCharsetMatch **matches = icu->detect_all(detector, &n_matches, &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < n_matches; i++) {
        const char *match = icu->name_of(matches[i], &status);
        int32_t confidence = icu->confidence_of(matches[i], &status);

        if (U_FAILURE(status) || !is_candidate(match, sum))
            continue;
        if (is_western(match)) {
            western = MAX(western, confidence);
        } else if (confidence > best) {
            best = confidence;
            g_strlcpy(name, match, room);
        }
    }
    icu->close_detector(detector);
    if (best < CONFIDENCE_MIN || best < western + CONFIDENCE_MARGIN)
        *name = '\0';
    if (U_FAILURE(status))
        kx_error_set(error, KX_ERROR_OS, "the character set cannot be found (%s)",
                     u_errorName(status));
    return U_SUCCESS(status);
}

/* Text that is not UTF-8. In doubt windows-1252; it and ISO-8859-15 differ in eight signs, and a
 * text with the currency sign of Latin 1 (there the euro) but without any of the quotes and dashes
 * of windows-1252 is the latter. */
static bool detect(const uint8_t *p, size_t n, const census *sum, kx_charset *result,
                   GError **error)
{
    *result =
        found(KX_TEXT_DETECTED, sum->currency && !sum->c1 ? "ISO-8859-15" : "windows-1252", 0);
    char other[sizeof(result->name)];

    if (!detect_other(p, n, sum, other, sizeof(other), error))
        return false;
    if (other[0] != '\0')
        g_strlcpy(result->name, other, sizeof(result->name));
    return true;
}

/* By what is seen without ICU; false where its detector is to look. */
static bool find_by_look(const char *bytes, size_t length, census *sum, kx_charset *charset)
{
    const char *binary = known_binary(bytes, length), *utf16;

    *charset = by_bom(bytes, length);
    if (charset->kind == KX_TEXT_BY_BOM)
        return true;
    *sum = count((const uint8_t *)bytes, length);
    utf16 = utf16_by_look((const uint8_t *)bytes, length, sum);
    const bool utf8 = sum->broken == 0 || sum->valid > sum->broken;
    const bool wild = sum->controls > CONTROLS_SPARED + length / 10 ||
                      (!utf8 && (sum->nul > 0 || sum->controls > length / 50));
    if (binary != NULL)
        *charset = found(KX_TEXT_BINARY, binary, 0);
    else if (utf16 != NULL)
        *charset = found(KX_TEXT_DETECTED, utf16, 0);
    else if (wild)
        *charset = found(KX_TEXT_BINARY, N_("binary data"), 0);
    else
        return utf8;
    return true;
}

bool kx_charset_find(const char *bytes, size_t length, kx_charset *charset, GError **error)
{
    census sum;

    return find_by_look(bytes, length, &sum, charset) ||
           detect((const uint8_t *)bytes, length, &sum, charset, error);
}
