/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/note.h"

#include <glib.h>
#include <stdbool.h>

size_t kx_note_mark_at(const char *text, size_t at, size_t end)
{
    enum { DIGITS_MAX = 3, NAME_BYTES_MAX = 40 };
    if (at + 2 >= end || text[at] != '[')
        return 0;
    const bool marked = text[at + 1] == '^';
    const size_t start = at + (marked ? 2 : 1), most = marked ? NAME_BYTES_MAX : DIGITS_MAX;
    size_t name = start;
    while (
        name < end && name - start <= most &&
        (g_ascii_isdigit(text[name]) || (marked && (guchar)text[name] > ' ' && text[name] != '[' &&
                                         text[name] != '^' && text[name] != ']')))
        name++;
    return name > start && name - start <= most && name < end && text[name] == ']' ? name + 1 - at
                                                                                   : 0;
}
