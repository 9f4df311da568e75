/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/english.h"

#include "base/embed.h"
#include "speak/blob.h"
#include "speak/english_compound.h"
#include "speak/english_file.h"
#include "speak/english_format.h"
#include "speak/english_kept.h"
#include "text/phonemes.h"
#include "text/table.h"

#include <string.h>

/* The file that compile_english made, as it is. */
KX_EMBED(kx_english_file, KX_ENGLISH_FILE);

void kx_english_release(void)
{
    kx_embedded_release(kx_english_file, kx_english_file_end);
}

/* A stem with a Dutch ending has STEM_MIN bytes, the ending ENDING_MAX at most; words of more than
 * WORD_MAX are not looked for. */
enum { STEM_MIN = 3, WORD_MAX = 60, ENDING_MAX = 5 };

static bool look_up(const char *text, size_t n, kx_english_word *word)
{
    const char *value = kx_blob_find(kx_english_file, text, n);
    if (!value)
        return false;
    unsigned char flags = (unsigned char)value[strlen(value) + 1];
    *word = (kx_english_word){.phonemes = value,
                              .dutch_too = flags & KX_ENGLISH_DUTCH_TOO,
                              .spelled = flags & KX_ENGLISH_SPELLED,
                              .loan = flags & KX_ENGLISH_LOAN,
                              .name = flags & KX_ENGLISH_NAME};
    return true;
}

bool kx_english_find(const char *text, size_t n, kx_english_word *word)
{
    if (n > WORD_MAX)
        return false;
    if (look_up(text, n, word))
        return true;
    if (!g_unichar_isupper(g_utf8_get_char(text)))
        return false;
    g_autofree char *lower = g_utf8_strdown(text, (gssize)n);
    return look_up(lower, strlen(lower), word);
}

/* ---- in a Dutch mouth ---- */

/* Sound by sound. */
static GString *map_sounds(const char *phonemes)
{
    const size_t length = strlen(phonemes);
    GString *out = g_string_sized_new(length + 8);
    bool stressed = strchr(phonemes, '\'') != NULL;
    for (size_t at = 0, taken; at < length; at += taken) {
        taken = kx_english_mnemonic(phonemes + at, length - at);
        if (taken == 0)
            break;
        const kx_cell *row = kx_table_find(&kx_table_english_phonemes, phonemes + at, taken);
        if (!stressed && (phonemes[at] == ',' ||
                          (phonemes[at] != '@' && kx_mnemonic_is_vowel(phonemes + at, taken)))) {
            g_string_append_c(out, '\'');
            stressed = true;
            if (phonemes[at] == ',')
                continue;
        }
        const bool twice = phonemes[at] == 'r' && g_str_has_suffix(out->str, "r"); /* fav@r-rite */
        if (phonemes[at] == ';' && g_str_has_suffix(out->str, "I"))                /* glacI;er */
            out->str[out->len - 1] = 'i';
        if (row && !twice)
            g_string_append(out, kx_text(row, 1));
        else if (!twice)
            g_string_append_len(out, phonemes + at, (gssize)taken);
    }
    return out;
}

static const char stress_marks[] = "',";

/* Where the sounds of the last part begin in those of the whole, whatever the stress of either; 0
 * if they are not at its end. */
static size_t sounds_of_last(const char *whole, const char *last)
{
    size_t at = strlen(whole), n = strlen(last);
    while (n > 0 && at > 0) {
        if (strchr(stress_marks, last[n - 1]))
            n--;
        else if (strchr(stress_marks, whole[at - 1]))
            at--;
        else if (last[n - 1] != whole[at - 1])
            return 0;
        else
            n--, at--;
    }
    return n == 0 ? at : 0;
}

/* bullet-proof, counter-productive: each part keeps what it would keep as a word of its own. Both
 * have a stress in such compounds, unlike castrated, which is no cast-rated. */
static bool keep_parts(GString *sounds, const char *text, size_t n)
{
    kx_english_word last;
    const size_t seam = kx_english_compound(text, n, false);
    if (seam == 0 || !look_up(text + seam, n - seam, &last))
        return false;
    g_autoptr(GString) alone = map_sounds(last.phonemes);
    const size_t at = sounds_of_last(sounds->str, alone->str);
    if (strcspn(sounds->str, stress_marks) >= at || !strpbrk(sounds->str + at, stress_marks))
        return false;
    g_autoptr(GString) second = g_string_new(sounds->str + at);
    g_string_truncate(sounds, at);
    kx_english_keep(sounds, text, seam);
    kx_english_keep(second, text + seam, n - seam);
    g_string_append_len(sounds, second->str, (gssize)second->len);
    return true;
}

char *kx_english_in_dutch(const kx_english_word *word, const char *text, size_t n)
{
    GString *out = map_sounds(word->phonemes);
    if (!keep_parts(out, text, n))
        kx_english_keep(out, text, n);
    return g_string_free(out, FALSE);
}

/* ---- Dutch endings ---- */

static bool is_vowel_letter(char c)
{
    return c != '\0' && strchr("aeiou", c) != NULL;
}

static const struct {
    const char *written, *phonemes;
} endings[] = {
    {"'s", "s"},    {"s", "s"},       {"t", "t"},       {"d", "t"},         {"te", "t@"},
    {"de", "d@"},   {"en", "@n"},     {"ten", "t@n"},   {"den", "d@n"},     {"er", "@r"},
    {"ers", "@rs"}, {"tje", "tj@"},   {"tjes", "tj@s"}, {"je", "j@"},       {"jes", "j@s"},
    {"end", "@nt"}, {"ende", "@nd@"}, {"ster", "st@r"}, {"sters", "st@rs"},
};

/* A word with what it is asked for. */
typedef struct {
    bool dutch; /* it is in the Dutch list */
    kx_spelling_list list;
    const void *data;
} asked;

/* Whether a word may be this stem with an ending. One of the Dutch list only if nothing else is
 * likely: its stem is in there too and spelled as only English words are (rollen is no roll-en),
 * and no plural (rapst is no raps-t). */
static bool is_stem(const char *stem, size_t n, bool dutch, kx_english_word *word)
{
    kx_english_word singular;
    if (n < STEM_MIN || !look_up(stem, n, word) || !word->loan || word->name)
        return false;
    const bool plural = stem[n - 1] == 's' && look_up(stem, n - 1, &singular);
    return !dutch || (word->dutch_too && word->spelled && stem[n - 1] != stem[n - 2] && !plural);
}

/* Whether a consonant at the end of a short syllable is doubled before a vowel: not in boxen,
 * reviewen, deployen. */
static bool is_doubled_there(char c)
{
    return !is_vowel_letter(c) && !strchr("hwxy", c);
}

/* The stem of word[0..n) before an ending: as it is, without the consonant that is doubled before
 * a vowel (scann-en), with the e that is lost there (gam-en). */
static bool find_stem(const char *text, size_t n, bool before_vowel, const asked *how, char **stem,
                      kx_english_word *word)
{
    const bool doubled = n > 2 && text[n - 1] == text[n - 2] && !is_vowel_letter(text[n - 1]);
    const bool open = n > 2 && is_doubled_there(text[n - 1]) && is_vowel_letter(text[n - 2]) &&
                      !is_vowel_letter(text[n - 3]);
    const bool silent = before_vowel && n > 0 && text[n - 1] == 'e'; /* base-er: base-r */
    *stem = g_strndup(text, n);
    if (!silent && !(before_vowel && open) && is_stem(*stem, n, how->dutch, word))
        return true;
    if (before_vowel && doubled && is_stem(*stem, n - 1, how->dutch, word)) {
        (*stem)[n - 1] = '\0';
        return true;
    }
    g_autofree char *with_e = g_strconcat(*stem, "e", NULL);
    if (before_vowel && is_stem(with_e, n + 1, how->dutch, word)) {
        g_free(*stem);
        *stem = g_steal_pointer(&with_e);
        return true;
    }
    g_clear_pointer(stem, g_free);
    return false;
}

/* The reading of word[0..n) in lower case, behind ge- or from its start, with the longest ending
 * that leaves a stem. */
static char *inflected(const char *text, size_t n, const char *before, const asked *how)
{
    for (unsigned length = ENDING_MAX; length > 0; length--) {
        for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
            const char *ending = endings[i].written;
            const bool vowel = ending[0] == 'e';
            g_autofree char *stem = NULL;
            kx_english_word word;
            if (strlen(ending) != length || n < length + STEM_MIN - 1 ||
                memcmp(text + n - length, ending, length) != 0 ||
                !find_stem(text, n - length, vowel, how, &stem, &word) ||
                (how->dutch && vowel &&
                 kx_spelling_is_native(text, n, strlen(stem), how->list, how->data)))
                continue;
            g_autofree char *said = kx_english_in_dutch(&word, stem, strlen(stem));
            const bool same = g_str_has_suffix(said, "t") && endings[i].phonemes[0] == 't';
            return g_strconcat(before, said, endings[i].phonemes + same, NULL);
        }
    }
    return NULL;
}

/* ---- English prefixes ---- */

/* What English words are made with again and again; the stress is on it or stays on the word. */
static const struct {
    const char *written, *phonemes;
    bool stressed;
} prefixes[] = {{"up", "8p", true},    {"off", "Of", true},  {"on", "On", true},
                {"in", "In", true},    {"out", "VUt", true}, {"co", "ko:", true},
                {"back", "bEk", true}, {"re", "ri", false},  {"de", "di", false},
                {"un", "8n", false},   {"pre", "pri", false}};

static char *read_lower(const char *word, const asked *how);

/* up-cyclen, off-boarding, un-follow: words that no list has. */
static char *with_prefix(const char *word, const asked *how)
{
    enum { REST_MIN = 5 };
    if (how->dutch)
        return NULL;
    const size_t seam = kx_english_compound(word, strlen(word), false);
    for (unsigned i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        const size_t length = strlen(prefixes[i].written);
        if (!g_str_has_prefix(word, prefixes[i].written) || strlen(word) < length + REST_MIN ||
            (seam > 0 && seam != length)) /* code-base, no co-debase */
            continue;
        g_autofree char *rest = read_lower(word + length, how);
        if (!rest)
            continue;
        GString *out = g_string_new(NULL);
        if (prefixes[i].stressed) {
            const size_t onset = strcspn(prefixes[i].phonemes, "aeiouAEIOUV8");
            g_string_append_printf(out, "%.*s'%s", (int)onset, prefixes[i].phonemes,
                                   prefixes[i].phonemes + onset);
            for (char *mark = rest; (mark = strchr(mark, '\'')) != NULL;)
                *mark = ',';
        } else {
            g_string_append(out, prefixes[i].phonemes);
        }
        g_string_append(out, rest);
        return g_string_free(out, FALSE);
    }
    return NULL;
}

/* The reading of a word in small letters: as it is, with an ending, behind a prefix. */
static char *read_lower(const char *word, const asked *how)
{
    kx_english_word found;
    const size_t n = strlen(word);
    if (look_up(word, n, &found))
        return found.loan ? kx_english_in_dutch(&found, word, n) : NULL;
    char *reading = inflected(word, n, "", how);
    return reading ? reading : with_prefix(word, how);
}

char *kx_english_reading(const char *text, size_t n, bool dutch, kx_spelling_list list,
                         const void *data)
{
    kx_english_word word;
    if (n > WORD_MAX)
        return NULL;
    if (kx_english_find(text, n, &word))
        return word.loan ? kx_english_in_dutch(&word, text, n) : NULL;
    g_autofree char *lower = g_utf8_strdown(text, (gssize)n);
    const asked how = {dutch, list, data};
    char *reading = read_lower(lower, &how);
    if (!reading && g_str_has_prefix(lower, "ge"))
        reading = inflected(lower + 2, strlen(lower) - 2, "Q@", &how);
    return reading;
}
