/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/sentence_words.h"

#include "text/class.h"
#include "text/table.h"

#include <string.h>

/* How far the rules look: what is longer is no abbreviation, initial or function word. */
enum { WORD_BYTES_MAX = 48, OPENERS_MAX = 8 };

/* ---- characters ---- */

gunichar kx_scan_char(const kx_scan *s, size_t at)
{
    return at < s->end ? g_utf8_get_char(s->text + at) : 0;
}

size_t kx_scan_after(const kx_scan *s, size_t at)
{
    return at + (size_t)g_utf8_skip[(guchar)s->text[at]];
}

size_t kx_scan_before(const kx_scan *s, size_t at)
{
    return (size_t)(g_utf8_prev_char(s->text + at) - s->text);
}

gunichar kx_scan_char_before(const kx_scan *s, size_t at)
{
    return at > s->sentence ? g_utf8_get_char(s->text + kx_scan_before(s, at)) : 0;
}

bool kx_is_one_of(gunichar c, const char *set)
{
    return c != 0 && g_utf8_strchr(set, -1, c) != NULL;
}

static bool is_opener(gunichar c)
{
    return kx_is_one_of(c, "\"'`´“‘„‚«‹”’([{¿¡*_");
}

size_t kx_scan_skip_blanks(const kx_scan *s, size_t at)
{
    while (at < s->end && kx_is_blank(kx_scan_char(s, at)))
        at = kx_scan_after(s, at);
    return at;
}

/* ---- words ---- */

const char *const kx_surname_parts[] = {"de",     "den", "der", "het", "van", "vande", "vanden",
                                        "vander", "te",  "ten", "ter", "la",  "le",    "el",
                                        "di",     "da",  "t",   "op",  NULL};

bool kx_scan_is_in(const kx_scan *s, kx_range word, const char *const *list)
{
    size_t n = word.end - word.start;
    for (; *list != NULL; list++) {
        if (strlen(*list) == n && g_ascii_strncasecmp(s->text + word.start, *list, n) == 0)
            return true;
    }
    return false;
}

bool kx_scan_is_function_word(const kx_scan *s, kx_range word)
{
    return kx_table_find_lower(&kx_table_function_words, s->text + word.start,
                               word.end - word.start) != NULL;
}

kx_range kx_scan_word_before(const kx_scan *s, size_t end)
{
    kx_range word = {end, end};
    while (word.start > s->sentence) {
        gunichar c = kx_scan_char_before(s, word.start);
        if (kx_is_blank(c) || (is_opener(c) && !kx_is_apostrophe(c)))
            break;
        word.start = kx_scan_before(s, word.start);
        if (word.end - word.start > WORD_BYTES_MAX)
            return (kx_range){end, end};
    }
    while (word.start < word.end && kx_is_apostrophe(kx_scan_char(s, word.start)))
        word.start = kx_scan_after(s, word.start);
    return word;
}

kx_range kx_scan_previous_word(const kx_scan *s, kx_range word)
{
    size_t end = word.start;
    for (unsigned blanks = 0; blanks < OPENERS_MAX && end > s->sentence; blanks++) {
        if (!kx_is_blank(kx_scan_char_before(s, end)))
            break;
        end = kx_scan_before(s, end);
    }
    if (end == word.start || end == s->sentence)
        return (kx_range){end, end};
    return kx_scan_word_before(s, end);
}

kx_range kx_scan_word(const kx_scan *s, size_t at)
{
    kx_range word = {at, at};
    while (word.end < s->end && word.end - at < WORD_BYTES_MAX &&
           g_unichar_isalnum(kx_scan_char(s, word.end)))
        word.end = kx_scan_after(s, word.end);
    return word;
}

kx_range kx_scan_next_word(const kx_scan *s, kx_range word)
{
    size_t at = word.end;
    for (unsigned blanks = 0; blanks < OPENERS_MAX && kx_is_blank(kx_scan_char(s, at)); blanks++)
        at = kx_scan_after(s, at);
    if (at > word.end && kx_is_apostrophe(kx_scan_char(s, at)))
        at = kx_scan_after(s, at);
    return at > word.end ? kx_scan_word(s, at) : (kx_range){at, at};
}

bool kx_scan_is_number(const kx_scan *s, kx_range word)
{
    for (size_t at = word.start; at < word.end; at++) {
        if (!g_ascii_isdigit(s->text[at]))
            return false;
    }
    return word.end > word.start;
}

bool kx_scan_is_adjective(const kx_scan *s, kx_range word)
{
    enum { ADJECTIVE_MIN = 6 };
    const char *end = s->text + word.end;
    return word.end - word.start >= ADJECTIVE_MIN &&
           (strncmp(end - 2, "se", 2) == 0 || strncmp(end - 3, "che", 3) == 0);
}

bool kx_scan_is_surname(const kx_scan *s, kx_range word, bool suspect)
{
    static const char *const in[] = {"in", NULL}, *const after_in[] = {"t", "der", NULL};
    kx_range next = kx_scan_next_word(s, word);
    const bool in_t = kx_scan_is_in(s, word, in) && kx_scan_is_in(s, next, after_in);
    if (!in_t && !kx_scan_is_in(s, word, kx_surname_parts))
        return false;
    for (unsigned i = 0; i < 3 && kx_scan_is_in(s, next, kx_surname_parts); i++)
        next = kx_scan_next_word(s, next);
    if (next.end == next.start || !g_unichar_isupper(kx_scan_char(s, next.start)) ||
        g_unichar_isupper(kx_scan_char(s, kx_scan_after(s, next.start)))) /* Ali B. Het OM eist */
        return false;
    return !(suspect && kx_scan_is_adjective(s, next));
}

/* ---- what follows ---- */

/* 's Ochtends, 't Hof, 'n Man, 's-Gravenzande: the capital is in the second word. Old newspaper
 * files have a blank after the apostrophe. */
static bool is_clitic_start(const kx_scan *s, size_t at)
{
    if (!kx_is_apostrophe(kx_scan_char(s, at)))
        return false;
    at = kx_scan_after(s, at);
    at += kx_scan_char(s, at) == ' ';
    if (!kx_is_one_of(kx_scan_char(s, at), "stnkrm"))
        return false;
    at++;
    gunichar between = kx_scan_char(s, at);
    if (!kx_is_blank(between) && between != '-')
        return false;
    return g_unichar_isupper(kx_scan_char(s, kx_scan_after(s, at)));
}

/* nu.nl, bol.com: two letters or more on both sides of a dot. */
static bool is_domain_start(const kx_scan *s, kx_range word)
{
    if (word.end - word.start < 2 || kx_scan_char(s, word.end) != '.')
        return false;
    kx_range rest = kx_scan_word(s, word.end + 1);
    return rest.end - rest.start >= 2 && g_unichar_isalpha(kx_scan_char(s, rest.start));
}

/* iPhone, eBay, mRNA: a capital after a small letter; kWh is a unit. */
static bool has_inner_capital(const kx_scan *s, kx_range word)
{
    if (kx_table_find(&kx_table_units, s->text + word.start, word.end - word.start))
        return false;
    for (size_t at = word.start; at < word.end; at = kx_scan_after(s, at)) {
        if (g_unichar_isupper(kx_scan_char(s, at)))
            return true;
    }
    return false;
}

static kx_next_kind kind_of_next(const kx_scan *s, size_t at, kx_range *word)
{
    gunichar c = kx_scan_char(s, at);
    *word = kx_scan_word(s, at);
    if (g_unichar_isupper(c) || g_unichar_istitle(c))
        return KX_NEXT_UPPER;
    if (g_unichar_islower(c)) {
        bool spelled = has_inner_capital(s, *word) || is_domain_start(s, *word);
        return spelled ? KX_NEXT_STARTER : KX_NEXT_LOWER;
    }
    if (g_unichar_isdigit(c))
        return KX_NEXT_NUMBER;
    if (c == 0)
        return KX_NEXT_OTHER;
    if (kx_is_one_of(c, ",;:)]}/&=%"))
        return KX_NEXT_LOWER; /* the sentence goes on */
    size_t after = kx_scan_after(s, at);
    gunichar second = kx_scan_char(s, after);
    if ((c == '@' || c == '#') && g_unichar_isalpha(second))
        return KX_NEXT_STARTER;
    if (g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL && kx_is_blank(second))
        second = kx_scan_char(s, kx_scan_after(s, after));
    else if (g_unichar_type(c) != G_UNICODE_CURRENCY_SYMBOL && !kx_is_one_of(c, "-–−+±"))
        return KX_NEXT_OTHER;
    return g_unichar_isdigit(second) ? KX_NEXT_NUMBER : KX_NEXT_OTHER;
}

/* Bytes of an opening sign at `at`, with the blank that some texts have behind it: a quote or
 * bracket, two commas for a quote, or a dash with a blank. 0: none. */
static size_t opener_at(const kx_scan *s, size_t at)
{
    gunichar c = kx_scan_char(s, at);
    size_t n = c == ',' && kx_scan_char(s, at + 1) == ',' ? 2 : 0;
    bool dash = kx_is_one_of(c, "-–—");
    if (is_opener(c) || dash)
        n = kx_scan_after(s, at) - at;
    bool blank = n > 0 && kx_scan_char(s, at + n) == ' ';
    return dash && !blank ? 0 : n + blank;
}

kx_following kx_scan_following(const kx_scan *s, size_t at)
{
    kx_following next = {KX_NEXT_OTHER, false, {at, at}};
    size_t n = opener_at(s, at);
    for (unsigned i = 0; i < OPENERS_MAX && n > 0; i++) {
        if (is_clitic_start(s, at)) {
            next.kind = KX_NEXT_STARTER;
            next.word = kx_scan_word(s, kx_scan_after(s, at));
            return next;
        }
        next.quoted = next.quoted || !kx_is_one_of(kx_scan_char(s, at), "([{*_-–—");
        at += n;
        n = opener_at(s, at);
    }
    next.kind = kind_of_next(s, at, &next.word);
    return next;
}
