/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/printable.h"

#include "base/intl.h"
#include "base/limits.h"

#include <stdbool.h>
#include <string.h>

/* Characters that take no room although they are letters or marks by category. */
static const struct {
    gunichar first, last;
} invisible[] = {
    {0x034F, 0x034F}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F},   {0x2800, 0x2800},
    {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFFA0, 0xFFA0}, {0xE0000, 0xE0FFF},
};

static bool is_invisible(gunichar c)
{
    for (gsize i = 0; i < G_N_ELEMENTS(invisible); i++)
        if (c >= invisible[i].first && c <= invisible[i].last)
            return true;
    /* bidirectional marks, zero-width characters, BOM, soft hyphen */
    return g_unichar_type(c) == G_UNICODE_FORMAT;
}

static bool shows_safely(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
        return false;
    default:
        return !is_invisible(c) && (c & 0xFFFE) != 0xFFFE && !(c >= 0xFDD0 && c <= 0xFDEF);
    }
}

/* Writes the character at `p` into `shown` as it is to appear, if it is `read` without what takes
 * no room; returns its length in bytes. */
static gsize show_one(const char *p, gsize n, bool read, char shown[16])
{
    gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char_validated(p, (gssize)n);
    gsize taken = (guchar)*p < 0x80 ? 1 : (gsize)g_utf8_skip[(guchar)*p];

    if (c == (gunichar)-1 || c == (gunichar)-2) {
        g_snprintf(shown, 16, "\\x%02X", (guint)(guchar)*p);
        return 1;
    }
    if (read && is_invisible(c)) {
        *shown = '\0';
    } else if (shows_safely(c)) {
        memcpy(shown, p, taken);
        shown[taken] = '\0';
    } else if (c < 0x80) {
        g_snprintf(shown, 16, "\\x%02X", c);
    } else {
        g_snprintf(shown, 16, "\\u{%X}", c);
    }
    return taken;
}

/* Plain ASCII, nearly all of any text, is copied in runs. */
static gsize plain_run(const char *text, gsize n)
{
    gsize run = 0;

    while (run < n && text[run] >= ' ' && text[run] <= '~')
        run++;
    return run;
}

static char *printable(const char *text, gsize n, glong max, bool read)
{
    GString *out = g_string_sized_new(MIN(n, (gsize)max));
    glong chars = 0;

    for (gsize at = 0; at < n;) {
        char shown[16];
        gsize run = plain_run(text + at, MIN(n - at, (gsize)(max - chars)));
        if (run > 0) {
            g_string_append_len(out, text + at, (gssize)run);
            chars += (glong)run;
            at += run;
            continue;
        }
        gsize taken = show_one(text + at, n - at, read, shown);
        glong width = g_utf8_strlen(shown, -1);

        if (chars + width > max) {
            g_string_append(out, "…");
            break;
        }
        g_string_append(out, shown);
        chars += width;
        at += taken;
    }
    return g_string_free(out, FALSE);
}

char *kx_printable(const char *text, gssize length)
{
    gsize n = text == NULL ? 0 : length < 0 ? strlen(text) : (gsize)length;

    return printable(text, n, KX_MESSAGE_TEXT_MAX, false);
}

char *kx_printable_all(const char *text)
{
    return printable(text, strlen(text), G_MAXLONG, false);
}

char *kx_readable(const char *text)
{
    return printable(text, strlen(text), G_MAXLONG, true);
}

char *kx_printable_name(const char *path)
{
    return g_strcmp0(path, "-") == 0 ? g_strdup(_("standard input")) : kx_printable(path, -1);
}
