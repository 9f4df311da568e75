/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/text_file.h"

#include "base/file.h"

bool kx_text_file_write(GString *text, int dirfd, const char *name, GError **error)
{
    bool ok = kx_file_write(dirfd, name, text->str, text->len, error);
    g_string_free(text, TRUE);
    return ok;
}

static bool turns_direction(gunichar c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* What no page may hold (HTML, 13.2.3.5). */
static bool is_no_character(gunichar c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || c == 0xFEFF;
}

void kx_text_file_append(GString *out, const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029)
            g_string_append_c(out, ' ');
        else if (!turns_direction(c) && !is_no_character(c))
            g_string_append_unichar(out, c);
    }
}

char *kx_text_file_clean(const char *text)
{
    GString *out = g_string_new(NULL);
    kx_text_file_append(out, text);
    return g_string_free(out, FALSE);
}
