/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/foreign.h"

#include "speak/phones.h"
#include "text/latin.h"
#include "text/table.h"

#include <glib.h>
#include <string.h>

/* Bytes of a row's letters, at most. */
enum { LETTERS_MAX = 12, NAME_MIN = 4 };
enum { SIGN_WHERE = 1, SIGN_LANGUAGE = 2, SOUND_PHONEMES = 1, SOUND_WHEN = 2 };

/* Where a language has its stress, if no accent says so; counted in vowels other than schwa. */
typedef enum {
    STRESS_FIRST,
    STRESS_LAST,
    STRESS_LAST_BUT_ONE,
    STRESS_LAST_BUT_TWO, /* the first of fewer */
    STRESS_SPANISH,      /* the last but one behind a vowel, n or s, else the last */
    STRESS_CLOSED,       /* the last if a consonant closes it, else the last but one */
} stress_place;

/* The order decides between signs of one length. */
static const struct {
    const char *code;
    stress_place stress;
    bool voiced; /* s between vowels is z */
    bool weak;   /* an e behind the first syllable has no colour */
    bool dutch;  /* u is short in a closed syllable */
} languages[] = {
    {"tr", STRESS_LAST, false, false, false},
    {"pl", STRESS_LAST_BUT_ONE, false, false, false},
    {"hu", STRESS_FIRST, false, false, false},
    {"ro", STRESS_LAST_BUT_ONE, false, false, false},
    {"sl", STRESS_LAST_BUT_TWO, false, false, false},
    {"es", STRESS_SPANISH, false, false, false},
    {"it", STRESS_LAST_BUT_ONE, false, false, false},
    {"fr", STRESS_LAST, true, false, false},
    {"ja", STRESS_LAST_BUT_ONE, false, false, false},
    {"sv", STRESS_FIRST, false, true, false},
    {"de", STRESS_FIRST, true, true, false},
    {"en", STRESS_FIRST, false, true, false},
    {"zh", STRESS_LAST, false, false, false},
    {"ar", STRESS_CLOSED, false, false, false},
    {"fy", STRESS_FIRST, false, true, true},
    {"xx", STRESS_LAST_BUT_ONE, false, false, false},
};

static unsigned rank_of(const char *code)
{
    unsigned i = 0;
    while (i < G_N_ELEMENTS(languages) && strcmp(languages[i].code, code) != 0)
        i++;
    return i;
}

/* ---- which language ---- */

static bool is_vowel_letter(const char *letter)
{
    return strchr("aeiouy", *letter) || (unsigned char)*letter >= 128;
}

/* How often a vowel begins in letters[0..n). */
static unsigned count_vowels(const char *letters, size_t n)
{
    unsigned count = 0;
    for (size_t at = 0; at < n; at++)
        count += is_vowel_letter(letters + at) && (at == 0 || !is_vowel_letter(letters + at - 1));
    return count;
}

/* An ending has a syllable before it: Colette, but not Mette; a tail has two. */
static bool stands(const char *where, const char *name, size_t at, size_t length, size_t n)
{
    return strcmp(where, "any") == 0 || (strcmp(where, "start") == 0 && at == 0) ||
           (strcmp(where, "end") == 0 && at + length == n && count_vowels(name, at) > 0) ||
           (strcmp(where, "tail") == 0 && at + length == n && count_vowels(name, at) > 1);
}

/* The place in `languages` of a name in small letters; their number if it shows none. Of signs of
 * one length "nl" decides before others, and "xx" only where there is no other. */
static unsigned language_of(const char *name, size_t n)
{
    const unsigned none = G_N_ELEMENTS(languages);
    unsigned best = none;
    long longest = -1;
    for (size_t at = 0; at < n; at++) {
        for (size_t length = 1; length <= MIN(LETTERS_MAX, n - at); length++) {
            const kx_cell *row = kx_table_find(&kx_table_foreign_signs, name + at, length);
            for (; row; row = kx_table_next(&kx_table_foreign_signs, row)) {
                unsigned rank = rank_of(kx_text(row, SIGN_LANGUAGE));
                bool any_other = strcmp(kx_text(row, SIGN_LANGUAGE), "xx") == 0;
                long letters = any_other ? 0 : g_utf8_strlen(name + at, (gssize)length);
                if (!stands(kx_text(row, SIGN_WHERE), name, at, length, n) || letters < longest ||
                    (letters == longest && rank != none && (rank >= best || best == none)))
                    continue;
                longest = letters;
                best = rank;
            }
        }
    }
    return best;
}

/* ---- its sounds ---- */

/* Whether a row's condition holds for the letters at..at+length of a name: 0 no, 1 it has none,
 * 2 yes. `when` is what stands behind the language. */
static unsigned holds(const char *when, const char *name, size_t n, size_t at, size_t length)
{
    if (*when == '\0')
        return 1;
    if (strcmp(when, ":^") == 0)
        return at == 0 ? 2 : 0;
    if (at + length >= n)
        return strchr(when, '$') ? 2 : 0;
    const char *next = name + at + length;
    return g_utf8_strchr(when + 1, -1, g_utf8_get_char(next)) ? 2 : 0;
}

/* The phonemes of the letters at name[at..at+length) in a language (or "*"); NULL if none. */
static const char *sound_of(const char *code, const char *name, size_t n, size_t at, size_t length)
{
    const char *found = NULL;
    unsigned best = 0;
    const kx_cell *row = kx_table_find(&kx_table_foreign_sounds, name + at, length);
    for (; row; row = kx_table_next(&kx_table_foreign_sounds, row)) {
        size_t code_length = strcspn(kx_text(row, SOUND_WHEN), ":");
        if (strlen(code) != code_length ||
            strncmp(kx_text(row, SOUND_WHEN), code, code_length) != 0)
            continue;
        unsigned fits = holds(kx_text(row, SOUND_WHEN) + code_length, name, n, at, length);
        if (fits > best) {
            best = fits;
            found = kx_text(row, SOUND_PHONEMES);
        }
    }
    return found;
}

/* The phonemes of the longest letters at `at`, and their bytes; NULL for a letter unknown. */
static const char *longest_sound(const char *code, const char *name, size_t n, size_t at,
                                 size_t *length)
{
    for (size_t most = MIN(LETTERS_MAX, n - at); most > 0; most--) {
        const char *sound = sound_of(code, name, n, at, most);
        if (!sound)
            sound = sound_of("*", name, n, at, most);
        if (sound) {
            *length = most;
            return sound;
        }
    }
    return NULL;
}

/* All sounds in a row; NULL if a letter has none. The caller frees. */
static char *sounds_of(unsigned language, const char *name, size_t n)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t at = 0, length = 0; at < n; at += length) {
        const char *sound = longest_sound(languages[language].code, name, n, at, &length);
        if (!sound)
            return NULL;
        bool before = at + 1 < n && is_vowel_letter(name + at + 1);
        bool between = before && (at == 0 || is_vowel_letter(name + at - 1));
        bool first = at == 0 && strcmp(languages[language].code, "de") != 0;
        if (languages[language].voiced && between && !first && strcmp(sound, "s") == 0)
            sound = "z";
        if (strcmp(sound, "-") != 0)
            g_string_append(out, sound);
    }
    return out->len > 0 ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}

/* ---- what a Dutch mouth makes of them ---- */

static kx_phone *phone(const GArray *phones, unsigned at)
{
    return &g_array_index(phones, kx_phone, at);
}

static bool is(const kx_phone *sound, const char *mnemonic)
{
    return strlen(mnemonic) == sound->length && strncmp(sound->text, mnemonic, sound->length) == 0;
}

static bool is_one_of(const kx_phone *sound, const char *const *mnemonics)
{
    for (; *mnemonics; mnemonics++) {
        if (is(sound, *mnemonics))
            return true;
    }
    return false;
}

/* A doubled consonant is said once. */
static void close_up(GArray *phones, GArray *closed)
{
    for (unsigned i = 0; i < phones->len; i++) {
        bool twice = i > 0 && i + 1 < phones->len && !phone(phones, i)->vowel &&
                     phone(phones, i)->length == phone(phones, i + 1)->length &&
                     is(phone(phones, i), "t") == is(phone(phones, i + 1), "t") &&
                     memcmp(phone(phones, i)->text, phone(phones, i + 1)->text,
                            phone(phones, i)->length) == 0;
        if (twice)
            g_array_remove_index(phones, i + 1);
        g_array_append_val(closed, twice);
    }
}

/* Whether the syllable of the vowel at `at` is open: before a vowel, at the end, before one
 * consonant, or before two that begin a syllable. */
static bool is_open(const GArray *phones, const GArray *closed, unsigned at)
{
    static const char *const stops[] = {"p", "b", "t", "d", "k", "g", "f", "v", NULL};
    static const char *const liquids[] = {"l", "r", NULL};
    static const char *const hisses[] = {"s", NULL};
    unsigned next = at + 1;
    while (next < phones->len && !phone(phones, next)->vowel)
        next++;
    unsigned between = next - at - 1;
    if (between == 0)
        return true;
    if (next == phones->len || g_array_index(closed, bool, at + 1))
        return false;
    if (between == 1)
        return true;
    const kx_phone *one = phone(phones, at + 1), *two = phone(phones, at + 2);
    bool affricate = is(one, "t") && is_one_of(two, hisses);
    return between == 2 && (affricate || (is_one_of(one, stops) && is_one_of(two, liquids)));
}

static void replace(kx_phone *sound, const char *mnemonic)
{
    sound->text = mnemonic;
    sound->length = (unsigned)strlen(mnemonic);
}

/* Long vowels of closed syllables become short; those that are written with two marks stay. */
static void shorten(GArray *phones, const GArray *closed, unsigned language)
{
    const stress_place place = languages[language].stress;
    bool later = false,
         ends_stressed = place == STRESS_LAST || place == STRESS_SPANISH || place == STRESS_CLOSED;
    static const char *const pairs[][2] = {{"a:", "A"}, {"e:", "E"}, {"o:", "O"}, {"i", "I"},
                                           {"Y:", "8"}, {"@", "E"},  {"y", "8"}};
    const unsigned n_pairs = G_N_ELEMENTS(pairs) - !languages[language].dutch;
    for (unsigned i = 0; i < phones->len; i++) {
        kx_phone *sound = phone(phones, i);
        bool weak = later && languages[language].weak && is(sound, "e:");
        later = later || sound->vowel;
        if (weak)
            replace(sound, "@");
        if (!sound->vowel || weak || is_open(phones, closed, i))
            continue;
        for (unsigned k = 0; k < n_pairs; k++) {
            bool final = i + 2 == phones->len &&
                         (pairs[k][0][0] == '@' || (pairs[k][0][0] == 'i' && ends_stressed));
            if (is(sound, pairs[k][0]) && !final) {
                replace(sound, pairs[k][1]);
                break;
            }
        }
    }
}

/* No voice at the end of a word. */
static void unvoice(GArray *phones)
{
    static const char *const pairs[][2] = {{"b", "p"}, {"d", "t"}, {"g", "k"},  {"v", "f"},
                                           {"z", "s"}, {"Z", "S"}, {"dZ", "tS"}};
    kx_phone *last = phone(phones, phones->len - 1);
    for (unsigned k = 0; k < G_N_ELEMENTS(pairs); k++) {
        if (is(last, pairs[k][0])) {
            replace(last, pairs[k][1]);
            return;
        }
    }
}

/* Which of `n` full vowels has the stress. */
static unsigned stressed(stress_place place, unsigned n, const kx_phone *last)
{
    static const char *const soft[] = {"n", "s", NULL};
    unsigned back = place == STRESS_FIRST          ? n
                    : place == STRESS_LAST         ? 1
                    : place == STRESS_LAST_BUT_ONE ? 2
                    : place == STRESS_LAST_BUT_TWO ? 3
                    : last->vowel                  ? 2
                                                   : 1;
    if (place == STRESS_SPANISH && is_one_of(last, soft))
        back = 2;
    return back >= n ? 0 : n - back;
}

/* The schwa of a final -e counts: Falcone has its stress on the last but one. */
static bool counts(const GArray *phones, stress_place place, unsigned at)
{
    bool weak = kx_phones_is_weak(phones, at);
    return phone(phones, at)->vowel &&
           (!weak || (place != STRESS_LAST && place != STRESS_FIRST && at + 1 == phones->len));
}

static void put_stress(GArray *phones, stress_place place)
{
    unsigned n = 0, seen = 0;
    for (unsigned i = 0; i < phones->len; i++) {
        if (phone(phones, i)->stress)
            return;
        n += counts(phones, place, i);
    }
    unsigned wanted = n > 0 ? stressed(place, n, phone(phones, phones->len - 1)) : 0;
    for (unsigned i = 0; i < phones->len; i++) {
        if (counts(phones, place, i) && seen++ == wanted)
            phone(phones, i)->stress = '\'';
    }
}

char *kx_foreign_reading(const char *name, size_t n, const char **language)
{
    g_autofree char *lower = kx_lower(name, n);
    const size_t length = strlen(lower);
    bool letters = g_utf8_strlen(lower, -1) >= NAME_MIN && !strpbrk(lower, "'-. ");
    unsigned found = letters ? language_of(lower, length) : G_N_ELEMENTS(languages);
    g_autofree char *sounds =
        found < G_N_ELEMENTS(languages) ? sounds_of(found, lower, length) : NULL;
    if (!sounds)
        return NULL;
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    g_autoptr(GArray) closed = g_array_new(FALSE, FALSE, sizeof(bool));
    kx_phones_add(phones, sounds);
    if (phones->len == 0 || kx_phones_count_vowels(phones) == 0)
        return NULL;
    close_up(phones, closed);
    shorten(phones, closed, found);
    unvoice(phones);
    put_stress(phones, languages[found].stress);
    *language = languages[found].code;
    g_autofree char *printed = kx_phones_print(phones);
    g_autoptr(GString) said = g_string_new(printed);
    g_string_replace(said, "::", ":", 0);
    return g_string_free(g_steal_pointer(&said), FALSE);
}
