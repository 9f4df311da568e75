/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/reading.h"

#include "speak/dutch_name.h"
#include "speak/english.h"
#include "speak/foreign.h"
#include "speak/spelling.h"
#include "speak/words.h"

#include <string.h>

void kx_reading_clear(kx_reading *reading)
{
    g_free(reading->phonemes);
    g_free(reading->parts);
    *reading = (kx_reading){0};
}

const char *kx_reading_source_name(kx_reading_source source)
{
    static const char *const names[] = {"lexicon",  "inflected", "english", "dictionary",
                                        "compound", "foreign",   "engine"};
    return names[source];
}

/* ---- inflection ---- */

/* Where an ending may stand: not all words take all of them. */
typedef enum {
    AFTER_ANY,
    AFTER_NO_HISS, /* behind s, x and sh a word takes no s */
    AFTER_HISS,    /* matches */
    AFTER_E,       /* behind a silent e only its second half is written: updaten */
    AFTER_VOICED,  /* an ending that begins with a vowel: a short vowel doubles its consonant */
    AFTER_NAME,    /* Brusselse */
} stem_kind;

static const struct {
    const char *written, *phonemes;
    stem_kind stem;
} endings[] = {
    {"'s", "s", AFTER_ANY},       {"'er", "@r", AFTER_ANY},       {"'ers", "@rs", AFTER_ANY},
    {"'en", "@n", AFTER_ANY},     {"'etje", "@tj@", AFTER_ANY},   {"'ertje", "@rtj@", AFTER_ANY},
    {"'pje", "pj@", AFTER_ANY},   {"'etjes", "@tj@s", AFTER_ANY}, {"'ertjes", "@rtj@s", AFTER_ANY},
    {"'pjes", "pj@s", AFTER_ANY}, {"'tje", "tj@", AFTER_ANY},     {"'je", "j@", AFTER_ANY},
    {"'tjes", "tj@s", AFTER_ANY}, {"'jes", "j@s", AFTER_ANY},     {"tjes", "tj@s", AFTER_ANY},
    {"tje", "tj@", AFTER_ANY},    {"jes", "j@s", AFTER_ANY},      {"je", "j@", AFTER_ANY},
    {"es", "@s", AFTER_HISS},     {"se", "s@", AFTER_NAME},       {"ers", "@rs", AFTER_VOICED},
    {"er", "@r", AFTER_VOICED},   {"en", "@n", AFTER_VOICED},     {"rs", "@rs", AFTER_E},
    {"r", "@r", AFTER_E},         {"n", "@n", AFTER_E},           {"s", "s", AFTER_NO_HISS},
};

const char *kx_reading_suffix(const char *written)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (strcmp(written, endings[i].written) == 0)
            return endings[i].phonemes;
    }
    return NULL;
}

bool kx_reading_is_diminutive(const char *suffix)
{
    return g_str_has_suffix(suffix, "je") || g_str_has_suffix(suffix, "jes");
}

static bool is_vowel(char c)
{
    return strchr("aeiouy", g_ascii_tolower(c)) || (unsigned char)c >= 128;
}

static bool ends_in(const char *phonemes, const char *sounds)
{
    return *phonemes && strchr(sounds, phonemes[strlen(phonemes) - 1]);
}

static bool is_hiss(const char *phonemes)
{
    return ends_in(phonemes, "sSzZ");
}

/* One vowel letter between consonants at the end: its consonant would be doubled before -en. */
static bool ends_short(const char *stem, size_t n)
{
    return n >= 2 && !is_vowel(stem[n - 1]) && is_vowel(stem[n - 2]) &&
           (n == 2 || !is_vowel(stem[n - 3]));
}

static bool may_follow(stem_kind kind, const char *stem, size_t n, const char *phonemes)
{
    size_t sounds = strlen(phonemes);
    switch (kind) {
    case AFTER_NO_HISS:
        return !is_hiss(phonemes);
    case AFTER_HISS:
        return is_hiss(phonemes);
    case AFTER_E:
        return stem[n - 1] == 'e' && phonemes[sounds - 1] != '@' && phonemes[sounds - 1] != ':';
    case AFTER_VOICED:
        return !is_vowel(stem[n - 1]) && !ends_short(stem, n);
    case AFTER_NAME:
        return g_unichar_isupper(g_utf8_get_char(stem));
    default:
        return true;
    }
}

/* What the spelling of a stem's last consonant allows it to sound as before a vowel, where the
 * engine has voiced nothing: a final consonant that is not said (coup) takes no -en. */
static const struct {
    char letter;
    const char *sounds, *voiced;
} consonants[] = {{'b', "bp", "b"}, {'d', "dt", "d"}, {'f', "f", NULL},    {'g', "gkxQNSZ", NULL},
                  {'k', "k", NULL}, {'l', "l", NULL}, {'m', "m", NULL},    {'n', "nN^", NULL},
                  {'p', "p", NULL}, {'r', "r", NULL}, {'s', "sSzZ", NULL}, {'t', "t", NULL},
                  {'v', "fv", "v"}, {'z', "sz", "z"}};

/* Phonemes of stem[0..n) with an ending that begins with a vowel; NULL if it cannot take one. The
 * caller frees. */
static char *before_vowel(const char *stem, size_t n, const char *phonemes, const char *ending)
{
    const size_t sounds = strlen(phonemes);
    const char letter = n > 1 && stem[n - 1] == 'e' ? stem[n - 2] : stem[n - 1];
    const char last = phonemes[sounds - 1];
    for (unsigned i = 0; i < G_N_ELEMENTS(consonants); i++) {
        if (consonants[i].letter != letter)
            continue;
        if (!strchr(consonants[i].sounds, last))
            return NULL;
        const bool weak = letter == 'g' && (last == 'k' || last == 'x');
        const char *voiced = !weak ? consonants[i].voiced : last == 'k' ? "g" : "Q";
        if (voiced)
            return g_strdup_printf("%.*s%s%s", (int)sounds - 1, phonemes, voiced, ending);
    }
    return g_strconcat(phonemes, ending, NULL);
}

/* The entry of a stem. A name is not found in small letters: essen is no plural of Essen. */
static const kx_cell *stem_row(const kx_lexicon *lexicon, const char *stem, size_t n)
{
    enum { STEM_MIN = 3 };
    if (n < STEM_MIN)
        return NULL;
    const kx_cell *row = kx_lexicon_find(lexicon, KX_LEXICON_SOUND, stem, n);
    if (!row || !kx_lexicon_row_is(row, "phonemes"))
        return NULL;
    bool name = g_unichar_isupper(g_utf8_get_char(kx_text(row, KX_LEXICON_WRITTEN)));
    return name && !g_unichar_isupper(g_utf8_get_char(stem)) ? NULL : row;
}

char *kx_reading_inflect(const char *phonemes, const char *suffix)
{
    bool silent = strcmp(suffix, "s") == 0 && ends_in(phonemes, "sz");
    return g_strconcat(phonemes, silent ? "" : suffix, NULL);
}

static bool inflect(kx_reading *reading, const kx_cell *row, const char *stem, size_t n, unsigned i)
{
    const char *phonemes = kx_text(row, KX_LEXICON_VALUE), *ending = endings[i].phonemes;
    reading->phonemes = *ending == '@' && endings[i].written[0] != '\''
                            ? before_vowel(stem, n, phonemes, ending)
                            : kx_reading_inflect(phonemes, ending);
    if (!reading->phonemes)
        return false;
    reading->source = KX_READING_INFLECTED;
    reading->row = kx_text(row, KX_LEXICON_PLACE);
    reading->parts = g_strdup_printf("%.*s + %s", (int)n, stem, endings[i].written);
    return true;
}

/* The Dutch list, of words in lower case. */
static bool has_dutch(const void *data, const char *word, size_t n)
{
    (void)data;
    return kx_words_has(word, n);
}

/* Whether text[0..n) is a Dutch word that only looks like text[0..stem) with an ending. */
static bool is_native(const char *text, size_t n, size_t stem, stem_kind ending)
{
    const bool verbal = ending == AFTER_VOICED || ending == AFTER_E;
    return verbal && kx_words_has(text, n) && kx_spelling_is_native(text, n, stem, has_dutch, NULL);
}

static bool read_inflected(const kx_lexicon *lexicon, const char *text, size_t n,
                           kx_reading *reading)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t length = strlen(endings[i].written);
        if (n <= length || memcmp(text + n - length, endings[i].written, length) != 0)
            continue;
        size_t stem = n - length;
        const kx_cell *row = stem_row(lexicon, text, stem);
        if (row && may_follow(endings[i].stem, text, stem, kx_text(row, KX_LEXICON_VALUE)) &&
            !is_native(text, n, stem, endings[i].stem) && inflect(reading, row, text, stem, i))
            return true;
        bool doubled = endings[i].stem == AFTER_VOICED && stem > 2 && !is_vowel(text[stem - 1]) &&
                       text[stem - 1] == text[stem - 2];
        row = doubled ? stem_row(lexicon, text, stem - 1) : NULL;
        if (row && ends_short(text, stem - 1) && !is_native(text, n, stem - 1, AFTER_VOICED) &&
            inflect(reading, row, text, stem - 1, i))
            return true;
    }
    return false;
}

size_t kx_reading_stem(const char *text, size_t n)
{
    enum { STEM_MIN = 2 };
    const char *mark = NULL;
    for (size_t at = STEM_MIN; at < n; at++) {
        if (text[at] == '\'')
            mark = text + at;
    }
    g_autofree char *ending = mark ? g_strndup(mark, n - (size_t)(mark - text)) : NULL;
    return ending && kx_reading_suffix(ending) ? (size_t)(mark - text) : 0;
}

/* A word of any list with an ending behind an apostrophe: chat'er. */
static bool read_stem(const kx_lexicon *lexicon, const char *text, size_t n, kx_reading *reading)
{
    size_t stem = kx_reading_stem(text, n);
    if (stem == 0)
        return false;
    g_auto(kx_reading) base;
    kx_read_word(lexicon, text, stem, &base);
    if (!base.phonemes)
        return false;
    g_autofree char *ending = g_strndup(text + stem, n - stem);
    reading->phonemes = kx_reading_inflect(base.phonemes, kx_reading_suffix(ending));
    reading->source = KX_READING_INFLECTED;
    reading->row = base.row;
    reading->parts = g_strdup_printf("%.*s + %s", (int)stem, text, ending);
    return true;
}

/* ---- verbs ---- */

static const struct {
    const char *written, *phonemes;
} verb_endings[] = {{"ten", "t@n"}, {"den", "d@n"}, {"te", "t@"}, {"de", "d@"},
                    {"t", "t"},     {"d", "t"},     {"", ""}};

/* The phonemes of a verb's stem: of an entry that is the stem, or its infinitive (vlog, vloggen;
 * finetune, finetunen). Of a word of the dictionary, the infinitive only. NULL if there is none;
 * the caller frees. */
static char *verb_stem(const kx_lexicon *lexicon, const char *stem, size_t n, bool dutch,
                       const kx_cell **row)
{
    if (n < 3)
        return NULL;
    *row = dutch ? NULL : stem_row(lexicon, stem, n);
    if (*row)
        return g_strdup(kx_text(*row, KX_LEXICON_VALUE));
    /* resett-en, but tackel-en, where the syllable is weak */
    const bool open = kx_spelling_is_open(stem, n);
    const bool weak = stem[n - 2] == 'e' && kx_spelling_vowels(stem, n) > 1;
    for (unsigned doubled = open; doubled <= open; doubled--) {
        g_autofree char *infinitive =
            g_strdup_printf("%.*s%.*s%s", (int)n, stem, (int)doubled, stem + n - 1,
                            stem[n - 1] == 'e' ? "n" : "en");
        *row = stem_row(lexicon, infinitive, strlen(infinitive));
        const char *phonemes = *row ? kx_text(*row, KX_LEXICON_VALUE) : "";
        if (g_str_has_suffix(phonemes, "@n"))
            return g_strndup(phonemes, strlen(phonemes) - strlen("@n"));
        if (!weak)
            break;
    }
    return NULL;
}

/* A form of a verb of which an entry is known, as streamt, vlogde, gereset. */
static bool read_verb(const kx_lexicon *lexicon, const char *text, size_t n, bool dutch,
                      kx_reading *reading)
{
    const bool participle = n > 2 && memcmp(text, "ge", 2) == 0;
    const kx_cell *row;
    for (size_t from = participle ? 2 : 0;; from = 0) {
        for (unsigned i = 0; i < G_N_ELEMENTS(verb_endings); i++) {
            const char *ending = verb_endings[i].written, *sounds = verb_endings[i].phonemes;
            const size_t length = strlen(ending);
            if (n < from + length || (from == 0 && length == 0) ||
                memcmp(text + n - length, ending, length) != 0)
                continue;
            /* facet and zonet are no forms of facen and zonen */
            if (dutch && from == 0 && n > length && length > 0 && ending[0] == 't' &&
                text[n - length - 1] == 'e')
                continue;
            g_autofree char *stem = verb_stem(lexicon, text + from, n - from - length, dutch, &row);
            if (!stem || !*stem)
                continue;
            const char last = stem[strlen(stem) - 1];
            const bool same = *sounds && (last == 't' || last == 'd');
            if (length == 0 && text[n - 1] != 't' && text[n - 1] != 'd')
                continue; /* gereset, but no gestream */
            reading->source = KX_READING_INFLECTED;
            reading->phonemes = g_strconcat(from ? "Q@" : "", stem, sounds + same, NULL);
            reading->row = kx_text(row, KX_LEXICON_PLACE);
            reading->parts = g_strdup_printf("%s%.*s + %s", from ? "ge + " : "",
                                             (int)(n - from - length), text + from, ending);
            return true;
        }
        if (from == 0)
            return false;
    }
}

/* ---- the chain ---- */

/* An entry of one word: its phonemes, or what English makes of it. */
static bool read_entry(const kx_lexicon *lexicon, const char *text, size_t n, kx_reading *reading)
{
    const kx_cell *row = kx_lexicon_find(lexicon, KX_LEXICON_SOUND, text, n);
    kx_english_word word;
    if (!row)
        return false;
    if (kx_lexicon_row_is(row, "phonemes"))
        reading->phonemes = g_strdup(kx_text(row, KX_LEXICON_VALUE));
    else if (kx_english_find(text, n, &word))
        reading->phonemes = kx_english_in_dutch(&word, text, n);
    if (!reading->phonemes)
        return false;
    reading->source = KX_READING_LEXICON;
    reading->row = kx_text(row, KX_LEXICON_PLACE);
    return true;
}

/* A name of another language. */
static void read_foreign(const char *text, size_t n, kx_reading *reading)
{
    const char *language = NULL;
    reading->phonemes = kx_foreign_reading(text, n, &language);
    if (!reading->phonemes)
        return;
    reading->source = KX_READING_FOREIGN;
    reading->parts = g_strdup(language);
}

/* A surname that begins with small words (Degryse): as what follows them, if that is known. False
 * if there are none. */
static bool read_prefixed(const kx_lexicon *lexicon, const char *text, size_t n,
                          kx_reading *reading)
{
    size_t length;
    const char *prefix = kx_dutch_name_prefix(text, n, &length);
    if (!prefix)
        return false;
    g_auto(kx_reading) base;
    g_autofree char *rest = g_strndup(text + length, n - length);
    rest[0] = g_ascii_toupper(rest[0]);
    kx_read_word(lexicon, rest, n - length, &base);
    reading->source = base.source;
    if (!base.phonemes && g_str_has_prefix(text, "Mc"))
        read_foreign(text, n, &base); /* the letters of Mc show the language of the rest */
    if (!base.phonemes)
        return true;
    reading->phonemes = g_strconcat(prefix, base.phonemes, NULL);
    reading->row = base.row;
    reading->parts = g_strdup_printf("%.*s + %s", (int)length, text, rest);
    return true;
}

/* A surname that a list knows in today's spelling: Eijkelboom. */
static bool read_today(const kx_lexicon *lexicon, const char *text, size_t n, kx_reading *reading)
{
    g_autofree char *today = kx_dutch_name_today(text, n);
    g_autofree char *further = today ? kx_dutch_name_today(today, strlen(today)) : NULL;
    if (!today || further)
        return false;
    kx_reading_clear(reading);
    kx_read_word(lexicon, today, strlen(today), reading);
    if (reading->source == KX_READING_LEXICON || reading->source == KX_READING_DICTIONARY ||
        reading->source == KX_READING_COMPOUND)
        return true;
    kx_reading_clear(reading);
    reading->source = KX_READING_ENGINE;
    return false;
}

/* A name of the English list that is Japanese, Polish or Italian, as Kurosawa: their letters are
 * sounds, which an English reading loses. */
static bool read_foreign_name(const char *text, size_t n, kx_reading *reading)
{
    static const char *const sure[] = {"ja", "pl", "it", NULL};
    kx_english_word word;
    if (!g_unichar_isupper(g_utf8_get_char(text)) || !kx_english_find(text, n, &word) || !word.name)
        return false;
    read_foreign(text, n, reading);
    if (reading->phonemes && g_strv_contains(sure, reading->parts))
        return true;
    kx_reading_clear(reading);
    return false;
}

void kx_read_word(const kx_lexicon *lexicon, const char *text, size_t n, kx_reading *reading)
{
    *reading = (kx_reading){.source = KX_READING_ENGINE};
    if (read_entry(lexicon, text, n, reading) || read_inflected(lexicon, text, n, reading) ||
        read_stem(lexicon, text, n, reading))
        return;
    /* A name of the dictionary is no Dutch compound (Rotterdam). */
    bool is_name = g_unichar_isupper(g_utf8_get_char(text)) && kx_words_has(text, n);
    g_autofree char *lower = g_utf8_strdown(text, (gssize)n);
    const size_t length = strlen(lower);
    const bool dutch = is_name || kx_words_has(lower, length);
    if (read_verb(lexicon, lower, length, dutch, reading))
        return;
    if (!dutch && read_foreign_name(text, n, reading))
        return;
    reading->source = KX_READING_ENGLISH;
    reading->phonemes = kx_english_reading(text, n, dutch, has_dutch, NULL);
    if (reading->phonemes)
        return;
    reading->source = KX_READING_DICTIONARY;
    reading->phonemes =
        g_strdup(is_name ? kx_words_repaired(text, n) : kx_words_repaired(lower, length));
    if (reading->phonemes)
        return;
    if ((is_name || !dutch) && read_prefixed(lexicon, text, n, reading))
        return;
    reading->source = KX_READING_COMPOUND;
    reading->phonemes = kx_words_compound(lexicon, text, n, is_name, &reading->parts);
    if (reading->phonemes)
        return;
    reading->source = KX_READING_ENGINE;
    const bool name = is_name || (!dutch && g_unichar_isupper(g_utf8_get_char(text)));
    if (name && !read_today(lexicon, text, n, reading))
        read_foreign(text, n, reading);
}
