/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/latin.h"

#include "text/class.h"
#include "text/romanise.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

static bool is_ascii(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && (unsigned char)text[at] < 128)
        at++;
    return at == length;
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

/* NFKC by ICU: GLib's takes quadratic time where much composes. An accent that is typed for an
 * apostrophe would become a blank by it. NULL if the text is too long. */
static char *fold(const char *text, size_t length)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    glong n = 0;
    g_autofree gunichar2 *utf16 = g_utf8_to_utf16(text, (glong)length, NULL, &n, NULL);
    if (U_FAILURE(status) || !utf16 || n > G_MAXINT32)
        return NULL;
    for (glong i = 0; i < n; i++) {
        if (utf16[i] == 0xB4)
            utf16[i] = '\'';
    }
    int32_t size = unorm2_normalize(nfkc, utf16, (int32_t)n, NULL, 0, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR)
        return NULL;
    status = U_ZERO_ERROR;
    g_autofree UChar *folded = g_new(UChar, (gsize)size);
    unorm2_normalize(nfkc, utf16, (int32_t)n, folded, size, &status);
    return U_SUCCESS(status) ? g_utf16_to_utf8(folded, size, NULL, NULL, NULL) : NULL;
}

/* A word in Latin letters. Only a first capital stays one: capitals in a row would read as an
 * acronym. */
static char *transliterate(const char *text)
{
    g_autofree char *latin = kx_romanise(text, strlen(text));
    size_t first = *latin ? (size_t)(g_utf8_next_char(latin) - latin) : 0;
    g_autofree char *small = kx_lower(latin + first, strlen(latin + first));
    latin[first] = '\0';
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

/* Leaves only pieces between blanks that have a letter, with one blank between two. */
static char *drop_bare_pieces(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at;) {
        size_t n = strcspn(at, " ");
        if (strspn(at, "'-") < n) {
            if (out->len > 0)
                g_string_append_c(out, ' ');
            g_string_append_len(out, at, (gssize)n);
        }
        at += n;
        at += strspn(at, " ");
    }
    return g_string_free(out, FALSE);
}

static bool is_ascii_word(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && g_ascii_isalpha(text[at]))
        at++;
    return at == length;
}

char *kx_latin(const char *text, size_t length)
{
    if (is_ascii_word(text, length))
        return g_strndup(text, length);
    g_autofree char *folded = is_ascii(text, length) ? g_strndup(text, length) : fold(text, length);
    g_autofree char *foreign = folded && is_foreign(folded) ? transliterate(folded) : NULL;
    g_autoptr(GString) safe = g_string_new(NULL);
    append_safe(safe, foreign ? foreign : folded ? folded : "");
    return drop_bare_pieces(safe->str);
}

char *kx_lower(const char *text, size_t length)
{
    GString *out = g_string_sized_new(length);
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at))
        g_string_append_unichar(out, g_unichar_tolower(g_utf8_get_char(at)));
    return g_string_free(out, FALSE);
}
