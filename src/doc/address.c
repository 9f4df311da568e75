/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/address.h"

#include <string.h>

/* Length of what an address begins with. */
static size_t opening_at(const char *text, size_t at, size_t end)
{
    static const char *const openings[] = {"https://", "http://", "www."};
    for (gsize i = 0; i < G_N_ELEMENTS(openings); i++) {
        size_t n = strlen(openings[i]);
        if (end - at > n && g_ascii_strncasecmp(text + at, openings[i], n) == 0)
            return n;
    }
    return 0;
}

static bool ends_address(gunichar c)
{
    return g_unichar_isspace(c) || g_unichar_iscntrl(c) || (c < 128 && strchr("<>\"", (int)c)) ||
           c == 0x201C || c == 0x201D || c == 0x201E || c == 0x2018 || c == 0x2019;
}

size_t kx_address_at(const char *text, size_t at, size_t end)
{
    int round = 0, square = 0;
    size_t opening = at < end ? opening_at(text, at, end) : 0, stop = at + opening;

    if (opening == 0 || !g_unichar_isalnum(g_utf8_get_char(text + stop)))
        return 0;
    while (stop < end && !ends_address(g_utf8_get_char(text + stop))) {
        round += (text[stop] == '(') - (text[stop] == ')');
        square += (text[stop] == '[') - (text[stop] == ']');
        if (round < 0 || square < 0)
            break;
        stop = (size_t)(g_utf8_next_char(text + stop) - text);
    }
    while (strchr(".,;:!?'", text[stop - 1]))
        stop--;
    return stop - at;
}

size_t kx_bracketed_address_at(const char *text, size_t at, size_t end)
{
    char close = at < end ? text[at] == '(' ? ')' : text[at] == '[' ? ']' : '\0' : '\0';
    size_t n = close ? kx_address_at(text, at + 1, end) : 0;

    return n > 0 && at + 1 + n < end && text[at + 1 + n] == close ? n + 2 : 0;
}

bool kx_is_address(const char *text, kx_range range)
{
    if (range.end > range.start && text[range.end - 1] == '.')
        range.end--;
    if (range.end <= range.start)
        return false;
    size_t length = range.end - range.start;
    size_t bare = kx_address_at(text, range.start, range.end);
    if (text[range.start] == '<')
        return length == kx_address_at(text, range.start + 1, range.end) + 2 &&
               text[range.end - 1] == '>' && length > 2;
    return bare == length || kx_bracketed_address_at(text, range.start, range.end) == length;
}
