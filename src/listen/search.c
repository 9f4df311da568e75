/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/search.h"

#include "text/class.h"

#include <string.h>
#include <unicode/unorm2.h>

/* Compatibility decomposition and case folding; NULL where it cannot be made. ICU's, since GLib's
 * takes quadratic time where there are many marks. */
static char *decomposed(const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&status);
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    glong n = 0;
    g_autofree gunichar2 *utf16 = g_utf8_to_utf16(text, -1, NULL, &n, NULL);
    if (U_FAILURE(status) || utf16 == NULL || n > G_MAXINT32 / 32)
        return NULL;
    /* No character becomes more than 18 of them. */
    int32_t room = (int32_t)n * 18 + 1;
    g_autofree gunichar2 *folded = g_new(gunichar2, room);
    g_autofree gunichar2 *apart = g_new(gunichar2, room);
    int32_t length = unorm2_normalize(nfkc, utf16, (int32_t)n, folded, room, &status);
    length = unorm2_normalize(nfd, folded, length, apart, room, &status);
    return U_FAILURE(status) ? NULL : g_utf16_to_utf8(apart, length, NULL, NULL, NULL);
}

/* A letter with a stroke has no mark that could be left out. */
static gunichar plain(gunichar c)
{
    static const struct {
        gunichar from, to;
    } strokes[] = {{0xf8, 'o'}, {0x142, 'l'}, {0x111, 'd'}, {0x131, 'i'}, {0x127, 'h'}};
    for (size_t i = 0; i < G_N_ELEMENTS(strokes); i++)
        if (strokes[i].from == c)
            return strokes[i].to;
    if (kx_is_apostrophe(c))
        return '\'';
    if (c >= 0x201c && c <= 0x201e)
        return '"';
    return kx_is_hyphen(c) || c == 0x2013 || c == 0x2014 ? '-' : c;
}

/* What is compared of a text: small letters without marks, single blanks, none at its ends. */
static char *comparable(const char *text)
{
    g_autofree char *apart = decomposed(text);
    GString *out = g_string_new(NULL);
    for (const char *at = apart ? apart : text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_ismark(c) || kx_is_invisible(c))
            continue;
        if (!kx_is_blank(c))
            g_string_append_unichar(out, plain(c));
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

static bool holds(const char *text, const char *wanted)
{
    g_autofree char *folded = comparable(text);
    return strstr(folded, wanted) != NULL;
}

unsigned kx_search(kx_programme *p, const char *words, unsigned from)
{
    const unsigned n = p->items->len;
    g_autofree char *wanted = comparable(words);
    for (unsigned step = 1; step <= n && *wanted; step++) {
        unsigned at = (from + step) % n;
        if (holds(kx_programme_item(p, at)->printed, wanted) ||
            holds(kx_programme_spoken(p, at), wanted))
            return at;
    }
    return G_MAXUINT;
}
