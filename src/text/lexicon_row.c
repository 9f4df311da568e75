/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/lexicon_row.h"

#include "base/intl.h"
#include "base/limits.h"
#include "text/class.h"
#include "text/phonemes.h"

#include <string.h>

static const char *const kinds[] = {"words",    "letters-nl", "letters-en", "word",
                                    "phonemes", "lang:en",    NULL};
static const char *const flags[] = {"any-case", "exact", "compound", "behind", NULL};

/* ---- written forms ---- */

char *kx_lexicon_plain(const char *text, size_t length)
{
    GString *out = g_string_sized_new(length + 1);
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (kx_is_invisible(c))
            continue;
        if (!kx_is_blank(c))
            g_string_append_unichar(out, kx_is_apostrophe(c) ? '\'' : kx_is_hyphen(c) ? '-' : c);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    return g_string_free(out, FALSE);
}

char *kx_lexicon_fold(const char *text, size_t length)
{
    g_autofree char *plain = kx_lexicon_plain(text, length);
    return g_utf8_strdown(plain, -1);
}

unsigned kx_lexicon_count_words(const char *text)
{
    unsigned n = 0;
    for (const char *at = text + strspn(text, " "); *at; at += strspn(at, " ")) {
        n++;
        at += strcspn(at, " ");
    }
    return n;
}

static size_t longest_word(const char *text)
{
    size_t most = 0;
    for (const char *at = text; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        most = MAX(most, n);
        at += n;
    }
    return most;
}

/* ---- rows ---- */

static const char *cell(const kx_tsv_row *row, unsigned i)
{
    return i < row->n_cells ? row->cells[i] : "";
}

enum { WRITTEN, KIND, VALUE, FLAGS };

static bool in_list(const char *const *list, const char *text)
{
    return g_strv_contains(list, text);
}

/* Letters, blanks, ' and - and what else is listed. */
static bool is_made_of(const char *text, const char *others)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        c = kx_is_apostrophe(c) ? '\'' : kx_is_hyphen(c) ? '-' : c;
        if (!kx_is_letter(c) && !(c < 128 && strchr(others, (int)c)))
            return false;
    }
    return true;
}

static bool has_sign(const char *text)
{
    while (*text && !g_unichar_isalnum(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return *text != '\0';
}

static bool all_have_letters(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (unsigned i = 0; words[i]; i++) {
        if (*words[i] && !has_sign(words[i]))
            return false;
    }
    return !strpbrk(text, "&+");
}

static bool has_bad_character(const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_iscntrl(c) || kx_is_invisible(c) || c == '|')
            return true;
    }
    return false;
}

static char *phonemes_fault(const kx_tsv_row *row, kx_lexicon_known known, void *data)
{
    const char *value = cell(row, VALUE), *written = cell(row, WRITTEN);
    size_t n = strlen(value), length;
    unsigned count = 0, words = kx_lexicon_count_words(written);
    for (size_t at = 0; at < n; at += length, count++) {
        length = kx_mnemonic_length(value + at, n - at, known, data);
        if (length == 0)
            return g_strdup_printf(
                _("unknown phoneme at \"%s\": voices/nl/phonemes.tsv lists them, "
                  "espeak-ng -v nl -x prints those of a word"),
                value + at);
    }
    if (n == 0)
        return g_strdup(_("no phonemes: they belong in the third cell"));
    if (count > KX_GATE_MNEMONICS_MAX)
        return g_strdup_printf(_("%u phonemes: the engine takes at most %d"), count,
                               KX_GATE_MNEMONICS_MAX);
    if (kx_lexicon_count_words(value) != words && kx_lexicon_count_words(value) != 1)
        return g_strdup_printf(
            kx_plural("%u word written, but phonemes of %u: put a blank between all words or none",
                      "%u words written, but phonemes of %u: put a blank between all words or none",
                      words),
            words, kx_lexicon_count_words(value));
    return NULL;
}

static char *value_fault(const kx_tsv_row *row, kx_lexicon_known known, void *data)
{
    const char *kind = cell(row, KIND), *value = cell(row, VALUE), *written = cell(row, WRITTEN);
    bool sounds = strcmp(kind, "phonemes") == 0, english = strcmp(kind, "lang:en") == 0;
    if (strlen(value) > KX_LEXICON_VALUE_MAX)
        return g_strdup_printf(_("the value is longer than %d bytes"), KX_LEXICON_VALUE_MAX);
    if ((sounds || english) && !is_made_of(written, " '-.!&+"))
        return g_strdup_printf(_("%s are for letters and ' - . ! & +: respell \"%s\" with words"),
                               kind, written);
    if (sounds && strchr(value, ' ') && !all_have_letters(written))
        return g_strdup_printf(_("a sign is a word in \"%s\": write its phonemes without blanks"),
                               written);
    if (sounds)
        return phonemes_fault(row, known, data);
    if (english && *value)
        return g_strdup(_("lang:en takes no value: the English list reads the written form"));
    if (strcmp(kind, "words") == 0 && !*value)
        return g_strdup(_("no words: what is said belongs in the third cell"));
    if (!is_made_of(value, " '-") || (*value && !has_sign(value)))
        return g_strdup_printf(_("\"%s\" where words should stand: letters, blanks, ' and - only "
                                 "(write numbers and signs out)"),
                               value);
    return NULL;
}

char *kx_lexicon_fault(const kx_tsv_row *row, kx_lexicon_known known, void *data)
{
    const char *written = cell(row, WRITTEN), *kind = cell(row, KIND), *flag = cell(row, FLAGS);
    if (strlen(written) > KX_LEXICON_WRITTEN_MAX)
        return g_strdup_printf(_("the written form is longer than %d bytes"),
                               KX_LEXICON_WRITTEN_MAX);
    if (has_bad_character(written) || !has_sign(written))
        return g_strdup_printf(_("\"%s\" is no written form: it needs a letter or digit, and no |"),
                               written);
    if (longest_word(written) > KX_LEXICON_WORD_MAX)
        return g_strdup_printf(_("a word of the written form is longer than %d bytes"),
                               KX_LEXICON_WORD_MAX);
    if (kx_lexicon_count_words(written) > KX_LEXICON_WORDS_MAX)
        return g_strdup_printf(_("the written form has more than %d words"), KX_LEXICON_WORDS_MAX);
    if (!in_list(kinds, kind)) {
        g_autofree char *list = g_strjoinv(", ", (char **)(uintptr_t)kinds);
        return g_strdup_printf(_("\"%s\" is no kind: it must be one of %s"), kind, list);
    }
    if (*flag && !in_list(flags, flag)) {
        g_autofree char *list = g_strjoinv(", ", (char **)(uintptr_t)flags);
        return g_strdup_printf(_("\"%s\" is no flag: it must be one of %s, or nothing"), flag,
                               list);
    }
    return value_fault(row, known, data);
}

char **kx_lexicon_cells(const kx_tsv_row *row)
{
    const char *kind = cell(row, KIND), *flag = cell(row, FLAGS);
    bool any = strcmp(kind, "phonemes") == 0 || strcmp(kind, "lang:en") == 0;
    char **cells = g_new0(char *, KX_LEXICON_COLUMNS + 1);
    cells[KX_LEXICON_KEY] = kx_lexicon_fold(cell(row, WRITTEN), strlen(cell(row, WRITTEN)));
    cells[KX_LEXICON_WRITTEN] = kx_lexicon_plain(cell(row, WRITTEN), strlen(cell(row, WRITTEN)));
    cells[KX_LEXICON_KIND] = g_strdup(kind);
    cells[KX_LEXICON_VALUE] = strcmp(kind, "phonemes") == 0
                                  ? g_strdup(cell(row, VALUE))
                                  : kx_lexicon_plain(cell(row, VALUE), strlen(cell(row, VALUE)));
    cells[KX_LEXICON_FLAGS] = g_strdup(*flag ? flag : any ? "any-case" : "exact");
    return cells;
}
