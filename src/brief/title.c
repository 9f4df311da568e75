/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/title.h"

#include "base/limits.h"
#include "brief/briefing.h"
#include "brief/compose.h"
#include "text/romanise.h"
#include "text/table.h"

#include <string.h>

static const char *before_marks(const char *text, const char *cut)
{
    while (cut > text && strchr(" ,;:-", cut[-1]))
        cut--;
    return cut;
}

/* The cut before the words that lead on to what is left out: "... die meteen begint en". */
static const char *before_function_words(const char *text, const char *cut)
{
    for (;;) {
        const char *word = cut;
        while (word > text && word[-1] != ' ')
            word--;
        if (word == text ||
            !kx_table_find_lower(&kx_table_function_words, word, (size_t)(cut - word)))
            return cut;
        cut = before_marks(text, word);
    }
}

char *kx_first_words(const char *text, size_t chars)
{
    if ((size_t)g_utf8_strlen(text, -1) <= chars)
        return g_strdup(text);
    const char *limit = g_utf8_offset_to_pointer(text, (glong)chars - 1);
    const char *cut = limit;
    while (cut > text && *cut != ' ')
        cut--;
    cut = before_function_words(text, before_marks(text, cut == text ? limit : cut));
    const bool ended = cut > text && strchr(".!?", cut[-1]);
    return g_strdup_printf("%.*s%s", (int)(cut - text), text, ended ? "" : "…");
}

/* What joins two characters or keeps them apart: of emoji, of Arabic and Indic letters. */
static bool is_joiner(gunichar c)
{
    return c == 0x200C || c == 0x200D;
}

static void cut_between_words(GString *title)
{
    const char *last = strrchr(title->str, ' ');
    if (last)
        g_string_truncate(title, (gsize)(last - title->str));
    g_string_append(title, "…");
}

/* What is left of a title that a file or a player can take; may be nothing. */
static char *clean(const char *text)
{
    enum { JOINER_BYTES = 3, CHARACTER_BYTES = 4 };
    GString *out = g_string_new(NULL);
    bool blank = false;
    gunichar joiner = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        GUnicodeType type = g_unichar_type(c);
        if (g_unichar_isspace(c) || type == G_UNICODE_CONTROL) {
            blank = out->len > 0;
            continue;
        }
        if (is_joiner(c)) {
            joiner = c;
            continue;
        }
        if (type == G_UNICODE_FORMAT || type == G_UNICODE_SURROGATE ||
            type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE)
            continue;
        if (out->len + JOINER_BYTES + CHARACTER_BYTES + strlen("…") > KX_CHAPTER_TITLE_BYTES_MAX) {
            cut_between_words(out);
            break;
        }
        if (blank)
            g_string_append_c(out, ' ');
        else if (joiner && out->len > 0)
            g_string_append_unichar(out, joiner);
        blank = false;
        joiner = 0;
        g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

bool kx_title_valid(const char *text)
{
    g_autofree char *left = clean(text);
    return *left != '\0';
}

char *kx_title_clean(const char *text)
{
    char *title = clean(text);
    if (*title)
        return title;
    g_free(title);
    return g_strdup("Zonder titel");
}

char *kx_article_title(const kx_document *doc)
{
    const kx_block *first = &g_array_index(doc->blocks, kx_block, 0);
    for (guint i = 0; i < doc->blocks->len; i++) {
        const kx_block *block = &g_array_index(doc->blocks, kx_block, i);
        if (block->kind == KX_BLOCK_HEADLINE) {
            g_autofree char *headline = kx_printed(doc, block->range);
            return kx_title_clean(headline);
        }
    }
    if (doc->title)
        return kx_title_clean(doc->title);
    g_autofree char *text = kx_printed(doc, first->range);
    g_autofree char *words = kx_first_words(text, KX_CHAPTER_TITLE_WORDS_CHARS_MAX);
    return kx_title_clean(words);
}

/* ---- names of folders ---- */

/* The same of Dutch and its neighbours: ASCII, letters with accents, quotation marks and dashes.
 * NULL of anything else. */
static char *to_ascii_quickly(const char *text)
{
    g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_NFD);
    g_autoptr(GString) out = g_string_new(NULL);

    for (const char *at = apart; at && *at; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (c < 128)
            g_string_append_c(out, g_ascii_tolower((char)c));
        else if (c == 0x2018 || c == 0x2019)
            g_string_append_c(out, '\'');
        else if (c == 0x201C || c == 0x201D || c == 0x2013 || c == 0x2014)
            g_string_append_c(out, '-');
        else if (c < 0x300 || c > 0x36F) /* the accents */
            return NULL;
    }
    return apart ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}

/* Latin letters without accents, in lower case; other scripts transliterated. */
static char *to_ascii(const char *text)
{
    char *quick = to_ascii_quickly(text);
    if (quick) /* ICU takes as long to open its rules as a tenth of an article's speech */
        return quick;
    g_autofree char *latin = kx_romanise(text, strlen(text));
    return g_utf8_strdown(latin, -1);
}

/* Names that an operating system or a later publication keeps for itself. */
static bool is_reserved(const char *id)
{
    static const char *const names[] = {"feed", "index", "show", "cover", "con",
                                        "prn",  "aux",   "nul",  NULL};
    g_autofree char *lower = g_ascii_strdown(id, -1);
    lower[strcspn(lower, ".")] = '\0';
    const bool page = g_str_has_prefix(lower, "feed-") && /* feed-0001.xml */
                      strspn(lower + 5, "0123456789") == strlen(lower + 5);
    return g_strv_contains(names, lower) || page ||
           ((g_str_has_prefix(lower, "com") || g_str_has_prefix(lower, "lpt")) &&
            g_ascii_isdigit(lower[3]) && lower[4] == '\0');
}

static void cut_slug(GString *slug, gsize bytes)
{
    if (slug->len > bytes) {
        g_string_truncate(slug, bytes);
        char *word = strrchr(slug->str, '-');
        if (word && word - slug->str > (gssize)bytes / 2)
            g_string_truncate(slug, (gsize)(word - slug->str));
    }
    while (slug->len && slug->str[slug->len - 1] == '-')
        g_string_truncate(slug, slug->len - 1);
}

char *kx_slug(const char *title)
{
    g_autofree char *ascii = to_ascii(title);
    GString *slug = g_string_new(NULL);
    for (const char *c = ascii; *c; c++) {
        if (g_ascii_isalnum(*c))
            g_string_append_c(slug, *c);
        else if (*c != '\'' && slug->len && slug->str[slug->len - 1] != '-')
            g_string_append_c(slug, '-');
    }
    cut_slug(slug, KX_ID_BYTES_MAX);
    if (slug->len == 0)
        g_string_assign(slug, "artikel");
    if (is_reserved(slug->str))
        g_string_append(slug, "-artikel");
    return g_string_free(slug, FALSE);
}

char *kx_slug_of_day(const char *title, const char *date)
{
    g_autofree char *whole = kx_slug(title);
    GString *slug = g_string_new(whole);
    cut_slug(slug, KX_ID_BYTES_MAX - 1 - strlen(date));
    g_string_append_printf(slug, "-%s", date);
    return g_string_free(slug, FALSE);
}

bool kx_id_valid(const char *id)
{
    size_t n = strlen(id);
    return n > 0 && n <= KX_ID_BYTES_MAX && g_ascii_isalnum(id[0]) && id[n - 1] != '.' &&
           !is_reserved(id) &&
           strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == n;
}
