/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/marks.h"

#include "base/limits.h"
#include "doc/address.h"
#include "doc/note.h"

#include <string.h>
#include <unicode/uchar.h>

#define DATELINE_LETTERS_MIN 4

static bool is_blank(gunichar c)
{
    return g_unichar_isspace(c) || c == 0x200B;
}

static gunichar char_at(const char *text, size_t at)
{
    return g_utf8_get_char(text + at);
}

static bool is_one_of(gunichar c, const char *chars)
{
    return c != 0 && g_utf8_strchr(chars, -1, c) != NULL;
}

static size_t after(const char *text, size_t at)
{
    return at + (size_t)g_utf8_skip[(guchar)text[at]];
}

static size_t before(const char *text, size_t at)
{
    do
        at--;
    while (((guchar)text[at] & 0xC0) == 0x80);
    return at;
}

/* The last character of a range, 0 if it is empty. */
static gunichar last_char(const char *text, kx_range range)
{
    return range.end > range.start ? char_at(text, before(text, range.end)) : 0;
}

kx_range kx_trim(const char *text, kx_range range)
{
    while (range.start < range.end && is_blank(char_at(text, range.start)))
        range.start = after(text, range.start);
    while (range.end > range.start && is_blank(last_char(text, range)))
        range.end = before(text, range.end);
    return range;
}

bool kx_has_word(const char *text, kx_range range)
{
    for (size_t at = range.start; at < range.end; at = after(text, at))
        if (g_unichar_isalnum(char_at(text, at)))
            return true;
    return false;
}

bool kx_is_speakable(const char *text, kx_range range)
{
    enum { AS_EMOJI = 0xFE0F, PICTOGRAPHS = 0x1F000 };
    for (size_t at = range.start; at < range.end; at = after(text, at)) {
        gunichar c = char_at(text, at);
        if (g_unichar_isalnum(c) || c == AS_EMOJI || c >= PICTOGRAPHS ||
            u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_PRESENTATION))
            return true;
    }
    return false;
}

bool kx_is_divider(const char *text, kx_range range)
{
    for (size_t at = range.start; at < range.end; at = after(text, at)) {
        gunichar c = char_at(text, at);
        if (c != char_at(text, range.start) && c != '|' && c != ':' && !is_blank(c))
            return false;
    }
    return true;
}

static bool is_blank_at(const char *text, kx_range line, size_t at)
{
    return at < line.end && is_blank(char_at(text, at));
}

/* "## Title ##": the marks at the end are ornament. */
static kx_range heading_content(const char *text, kx_range line, size_t start)
{
    kx_range content = kx_trim(text, (kx_range){start, line.end});
    size_t end = content.end;

    while (end > content.start && text[end - 1] == '#')
        end--;
    if (end < content.end && end > content.start && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        content.end = end;
    return kx_trim(text, content);
}

kx_mark kx_mark_of(const char *text, kx_range line, kx_range *content)
{
    size_t at = line.start;

    *content = line;
    if (at == line.end)
        return KX_MARK_NONE;
    if (text[at] == '>') {
        while (at < line.end && (text[at] == '>' || is_blank_at(text, line, at)))
            at = after(text, at);
        if (at - line.start == 1 && at < line.end) /* ">65 jaar" */
            return KX_MARK_NONE;
        content->start = at;
        return KX_MARK_QUOTE;
    }
    while (at < line.end && text[at] == '#')
        at++;
    if (at > line.start && at - line.start <= 6 && is_blank_at(text, line, at)) {
        *content = heading_content(text, line, at);
        return KX_MARK_HEADING;
    }
    if (kx_is_numbered(text, line))
        return KX_MARK_NUMBER;
    if (text[line.start] == '|' && line.end - line.start > 2 && text[line.end - 1] == '|') {
        *content = kx_trim(text, (kx_range){line.start + 1, line.end - 1});
        return KX_MARK_ROW;
    }
    at = after(text, line.start);
    if (!is_one_of(char_at(text, line.start), "-*•–‣▪◦·") ||
        (at < line.end && !is_blank_at(text, line, at)))
        return KX_MARK_NONE;
    *content = kx_trim(text, (kx_range){at, line.end});
    return KX_MARK_BULLET;
}

static bool ends_with(const char *text, kx_range range, const char *end)
{
    size_t n = strlen(end);

    return range.end - range.start >= n && memcmp(text + range.end - n, end, n) == 0;
}

static bool starts_with(const char *text, kx_range range, const char *start)
{
    size_t n = strlen(start);

    return range.end - range.start >= n && g_ascii_strncasecmp(text + range.start, start, n) == 0;
}

/* "[12]", "[^1]" at the end of a line: the mark of a note, in bytes; 0: none. */
static size_t note_mark_before(const char *text, kx_range line)
{
    size_t at = line.end;

    if (line.end == line.start || text[line.end - 1] != ']')
        return 0;
    while (at > line.start && text[at - 1] != '[')
        at--;
    at -= at > line.start;
    return kx_note_mark_at(text, at, line.end) == line.end - at ? line.end - at : 0;
}

static kx_range without_closings(const char *text, kx_range line)
{
    for (;;) {
        size_t note = note_mark_before(text, line);
        if (note > 0)
            line.end -= note;
        else if (is_one_of(last_char(text, line), "\"'’‘”“»«)]*_¹²³⁴⁵⁶⁷⁸⁹⁰"))
            line.end = before(text, line.end);
        else
            return line;
    }
}

/* No mark that says: here a sentence ends, or: this goes on. */
static bool ends_openly(const char *text, kx_range line)
{
    line = without_closings(text, line);
    if (ends_with(text, line, "..."))
        return true;
    gunichar c = last_char(text, line);
    return c != 0 && !is_one_of(c, ".,:;-–—/");
}

/* A word after which nothing can end. Not "uit", "thuis", "af": results and verbs end in these. */
static bool ends_in_link(const char *text, kx_range line)
{
    static const char *const links[] = {
        "aan",  "als",   "bij",     "dat",   "de",      "der",     "die",    "door",
        "een",  "en",    "het",     "hun",   "in",      "maar",    "met",    "na",
        "naar", "of",    "om",      "omdat", "onder",   "ondanks", "op",     "over",
        "per",  "rond",  "sinds",   "te",    "tegen",   "terwijl", "tot",    "tussen",
        "van",  "vanaf", "vanwege", "via",   "volgens", "voor",    "wegens", "zonder"};
    size_t start = line.end;

    while (start > line.start && g_ascii_isalpha(text[start - 1]))
        start--;
    if (start > line.start && !is_blank(last_char(text, (kx_range){line.start, start})))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(links); i++)
        if (strlen(links[i]) == line.end - start &&
            g_ascii_strncasecmp(text + start, links[i], line.end - start) == 0)
            return true;
    return false;
}

kx_ending kx_ending_of(const char *text, kx_range line)
{
    line = without_closings(text, line);
    gunichar c = last_char(text, line);
    if (is_one_of(c, ".!?…"))
        return KX_ENDING_STOP;
    if (is_one_of(c, ",:;-–—/&+") || ends_in_link(text, line))
        return KX_ENDING_GOES_ON;
    return KX_ENDING_OPEN;
}

static bool starts_with_dash(const char *text, kx_range line)
{
    return line.start < line.end && is_one_of(char_at(text, line.start), "-–—") &&
           is_blank_at(text, line, after(text, line.start));
}

/* "DEN HAAG - ", "BRUSSEL (ANP) – ": a place in capitals and a dash. Sports clubs are shorter. */
static bool is_dateline(const char *text, kx_range line)
{
    unsigned n_letters = 0;
    kx_range rest = line;

    while (rest.start < rest.end && !starts_with_dash(text, rest)) {
        gunichar c = char_at(text, rest.start);
        if (!g_unichar_isupper(c) && !is_one_of(c, " '’-/"))
            break;
        n_letters += g_unichar_isupper(c);
        rest.start = after(text, rest.start);
    }
    if (n_letters < DATELINE_LETTERS_MIN || rest.start == rest.end)
        return false;
    if (text[rest.start] == '(') {
        const char *end = memchr(text + rest.start, ')', rest.end - rest.start);
        if (end == NULL)
            return false;
        rest.start = (size_t)(end + 1 - text);
    }
    return starts_with_dash(text, kx_trim(text, rest));
}

static bool is_reference(const char *text, kx_range line)
{
    static const char *const starts[] = {"Lees ook:",   "Lees meer:",   "Lees verder:", "Zie ook:",
                                         "Bekijk ook:", "Luister ook:", "Kijk ook:"};

    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (starts_with(text, line, starts[i]))
            return true;
    return false;
}

bool kx_looks_like_heading(const char *text, kx_range line)
{
    if (line.end - line.start > KX_HEADING_CHARS_MAX * 4 ||
        g_utf8_strlen(text + line.start, (gssize)(line.end - line.start)) > KX_HEADING_CHARS_MAX)
        return false;
    return kx_has_word(text, line) && ends_openly(text, line) && !is_dateline(text, line) &&
           !is_reference(text, line);
}

bool kx_has_inner_stop(const char *text, kx_range line)
{
    unsigned n_lower = 0;

    for (size_t at = line.start; at < line.end; at = after(text, at)) {
        gunichar c = char_at(text, at);
        /* Not after an initial or a short abbreviation ("J. de Wit", "St. Maarten"). */
        if (c == '.' && n_lower >= 2 && is_blank_at(text, line, at + 1) &&
            g_unichar_isupper(char_at(text, after(text, at + 1))))
            return true;
        n_lower = g_unichar_islower(c) ? n_lower + 1 : 0;
    }
    return false;
}

static const char *closings_of(gunichar opening)
{
    static const struct {
        gunichar opening;
        const char *closings;
    } pairs[] = {
        {'"', "\""},   {'\'', "'"},    {0x2018, "’"}, {0x201A, "’‘"},
        {0x201C, "”"}, {0x201E, "”“"}, {0xAB, "»"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (pairs[i].opening == opening)
            return pairs[i].closings;
    return NULL;
}

/* The mark at `at` begins one of the words that are written with an apostrophe: 's, 't, 'ie. */
static bool begins_clitic(const char *text, kx_range range, size_t at)
{
    static const char *const clitics[] = {"s", "t", "n", "k", "m", "r", "ie", "ns"};
    size_t start = after(text, at), end = start;

    while (end < range.end && g_unichar_isalpha(char_at(text, end)))
        end = after(text, end);
    for (gsize i = 0; i < G_N_ELEMENTS(clitics); i++)
        if (end - start == strlen(clitics[i]) && memcmp(text + start, clitics[i], end - start) == 0)
            return end < range.end && is_one_of(char_at(text, end), " .,;:!?\n");
    return false;
}

/* As in "foto's", "zo'n", "'s avonds". */
static bool is_apostrophe(const char *text, kx_range range, size_t at)
{
    size_t next = after(text, at);

    if (!is_one_of(char_at(text, at), "'’‘"))
        return false;
    bool within = g_unichar_isalnum(char_at(text, before(text, at))) && next < range.end &&
                  g_unichar_isalpha(char_at(text, next));
    return within || begins_clitic(text, range, at);
}

bool kx_is_speech(const char *text, kx_range line)
{
    kx_range inner = line;

    while (is_one_of(last_char(text, inner), "\"'’‘”“»"))
        inner.end = before(text, inner.end);
    gunichar last = last_char(text, inner);
    if (last == 0x2026 || ends_with(text, inner, "...") ||
        (inner.end < line.end && is_one_of(last, ".!?")))
        return true;
    for (size_t at = line.start; at < line.end; at++) {
        if (text[at] != ':')
            continue;
        kx_range rest = kx_trim(text, (kx_range){at + 1, line.end});
        if (rest.end > rest.start && closings_of(char_at(text, rest.start)) != NULL &&
            !is_apostrophe(text, rest, rest.start))
            return true;
    }
    return false;
}

kx_line_start kx_line_start_of(const char *text, kx_range line)
{
    size_t at = line.start;

    while (at < line.end && !g_unichar_isalnum(char_at(text, at)))
        at = after(text, at);
    if (at == line.end)
        return KX_LINE_START_NOTHING;
    gunichar c = char_at(text, at);
    /* "'s-Hertogenbosch", "'s Avonds" */
    if (at > line.start && is_one_of(char_at(text, before(text, at)), "'’‘") && at + 2 < line.end &&
        (text[at + 1] == '-' || text[at + 1] == ' '))
        c = char_at(text, at + 2);
    if (g_unichar_isdigit(c))
        return KX_LINE_START_DIGIT;
    return g_unichar_isupper(c) || g_unichar_istitle(c) ? KX_LINE_START_CAPITAL
                                                        : KX_LINE_START_OTHER;
}

bool kx_is_quotation(const char *text, kx_range paragraph)
{
    if (paragraph.end == paragraph.start)
        return false;
    gunichar opening = char_at(text, paragraph.start);
    const char *closings = closings_of(opening);
    if (closings == NULL ||
        (is_one_of(opening, "'‘") && begins_clitic(text, paragraph, paragraph.start)))
        return false;
    if (is_one_of(last_char(text, paragraph), ".!?"))
        paragraph.end = before(text, paragraph.end);

    size_t at = after(text, paragraph.start);
    while (at < paragraph.end &&
           (!is_one_of(char_at(text, at), closings) || is_apostrophe(text, paragraph, at)))
        at = after(text, at);
    return at < paragraph.end && after(text, at) == paragraph.end;
}

/* "[Foto: ANP]", "(Foto ANP)": what stands between the brackets; else the line itself. */
static kx_range within_brackets(const char *text, kx_range line)
{
    static const char *const pairs[] = {"[]", "()"};

    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (line.end - line.start > 2 && text[line.start] == pairs[i][0] &&
            text[line.end - 1] == pairs[i][1])
            return kx_trim(text, (kx_range){line.start + 1, line.end - 1});
    return line;
}

bool kx_is_link(const char *text, kx_range line)
{
    return is_reference(text, line) || kx_is_address(text, line);
}

bool kx_is_marked_note(const char *text, kx_range line)
{
    return starts_with(text, line, "[^") && kx_is_note(text, line);
}

bool kx_is_note(const char *text, kx_range line)
{
    size_t mark = kx_note_mark_at(text, line.start, line.end), at = line.start + mark;

    if (mark == 0 || (text[line.start + 1] == '^' && (at == line.end || text[at++] != ':')))
        return false;
    return at < line.end && g_ascii_isspace(text[at]) &&
           kx_has_word(text, (kx_range){at, line.end});
}

bool kx_is_picture(const char *text, kx_range line, kx_range *described)
{
    const char *end = text + line.end, *middle = NULL;

    if (line.end - line.start < strlen("![](x)") || !starts_with(text, line, "![") ||
        end[-1] != ')')
        return false;
    middle = g_strstr_len(text + line.start, (gssize)(line.end - line.start), "](");
    if (middle == NULL || memchr(middle + 2, ')', (size_t)(end - 1 - middle - 2)) != NULL)
        return false;
    *described = kx_trim(text, (kx_range){line.start + 2, (size_t)(middle - text)});
    return true;
}

bool kx_is_caption(const char *text, kx_range line)
{
    static const char *const starts[] = {
        "Foto:", "Foto's:",      "Foto’s:",         "Beeld:",        "Video:",
        "Bron:", "Illustratie:", "Fotobijschrift:", "Onderschrift:", "Bijschrift:",
        "© ",    "Foto ©",       "Beeld ©"};
    static const char *const bracketed[] = {"Foto ", "Foto's ", "Foto’s ", "Beeld "};
    kx_range content = within_brackets(text, line);

    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (starts_with(text, content, starts[i]))
            return true;
    for (gsize i = 0; content.start > line.start && i < G_N_ELEMENTS(bracketed); i++)
        if (starts_with(text, content, bracketed[i]))
            return true;
    return false;
}
