/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/latin.h"

#include "text/class.h"

#include <string.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* ICU's rules are loaded once, where the first foreign word asks for them, and never changed. */
static const UTransliterator *transliterator(void)
{
    static gsize made;
    if (g_once_init_enter(&made)) {
        UErrorCode status = U_ZERO_ERROR;
        UTransliterator *rules = utrans_openU(u"Any-Latin; Latin-ASCII", -1, UTRANS_FORWARD, NULL,
                                              0, NULL, &status);
        g_once_init_leave(&made, (gsize)(U_SUCCESS(status) ? rules : NULL) | 1);
    }
    return (const UTransliterator *)(made & ~(gsize)1);
}

static bool is_latin(gunichar c)
{
    UErrorCode status = U_ZERO_ERROR;
    return g_unichar_isalpha(c) && uscript_getScript((UChar32)c, &status) == USCRIPT_LATIN;
}

static bool is_foreign(const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalpha(c) && !is_latin(c) && !kx_is_apostrophe(c))
            return true;
    }
    return false;
}

/* The same word in Latin letters, or NULL. Only a first capital stays one: capitals in a row would
 * read as an acronym. */
static char *transliterate(const char *text)
{
    glong n = 0;
    const UTransliterator *rules = transliterator();
    g_autofree gunichar2 *utf16 = g_utf8_to_utf16(text, -1, NULL, &n, NULL);
    if (!rules || !utf16 || n > G_MAXINT32 / 16)
        return NULL;
    int32_t capacity = (int32_t)n * 12 + 64, length = (int32_t)n, limit = (int32_t)n;
    g_autofree UChar *buffer = g_new(UChar, (gsize)capacity);
    u_memcpy(buffer, (const UChar *)utf16, length);
    UErrorCode status = U_ZERO_ERROR;
    utrans_transUChars(rules, buffer, &length, capacity, 0, &limit, &status);
    if (U_FAILURE(status))
        return NULL;
    g_autofree char *latin =
        g_utf16_to_utf8((const gunichar2 *)buffer, length, NULL, NULL, NULL);
    if (!latin || !*latin)
        return NULL;
    char *tail = g_utf8_next_char(latin);
    g_autofree char *small = g_utf8_strdown(tail, -1);
    *tail = '\0';
    return g_strconcat(latin, small, NULL);
}

/* Appends what of `text` the renderings may hold. */
static void append_safe(GString *out, const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_latin(c))
            g_string_append_unichar(out, c);
        else if (kx_is_apostrophe(c))
            g_string_append_c(out, '\'');
        else if (kx_is_hyphen(c))
            g_string_append_c(out, '-');
        else if (kx_is_blank(c))
            g_string_append_c(out, ' ');
    }
}

char *kx_latin(const char *text, size_t length)
{
    g_autofree char *folded = g_utf8_normalize(text, (gssize)length, G_NORMALIZE_NFKC);
    g_autofree char *foreign = folded && is_foreign(folded) ? transliterate(folded) : NULL;
    GString *out = g_string_new(NULL);
    append_safe(out, foreign ? foreign : folded ? folded : "");
    if (strspn(out->str, " '-") == out->len)
        g_string_truncate(out, 0);
    return g_string_free(out, FALSE);
}
