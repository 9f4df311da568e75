/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/repair.h"

#include "speak/inseparable.h"
#include "speak/join.h"
#include "speak/phones.h"
#include "speak/repair_sounds.h"
#include "speak/spelling.h"
#include "text/table.h"

#include <string.h>

/* Of letters: an ending is no longer, a word before one no shorter. A first part of so many is
 * one if a word follows. */
enum { ENDING_MAX = 10, STEM_MIN = 3, FIRST_LONG = 5 };

typedef enum { KIND_MAIN, KIND_BEFORE, KIND_KEEP, KIND_SUFFIX, KIND_BEHIND } kind;

static const char *const kinds[] = {"main", "before", "keep", "suffix", "behind"};

/* The row of `ending` for words of the dictionary, or for the engine's readings. */
static const kx_cell *find_ending(const char *ending, bool suffix, kind *which)
{
    const kx_cell *row = kx_table_find(&kx_table_endings, ending, strlen(ending));
    for (; row; row = kx_table_next(&kx_table_endings, row)) {
        for (*which = 0; strcmp(kx_text(row, 2), kinds[*which]) != 0;)
            (*which)++;
        if ((*which >= KIND_SUFFIX) == suffix)
            return row;
    }
    return NULL;
}

/* Who reads words, and what for. */
typedef struct {
    kx_reading_lookup lookup;
    void *data;
} reader;

static bool look_up(const reader *r, const char *word, kx_known_reading *reading)
{
    return r->lookup(r->data, word, reading);
}

/* ---- endings of the engine's readings ---- */

/* The main stress goes to the last full vowel before sound `end`, where there is one. */
static void stress_before(GArray *phones, unsigned end)
{
    for (unsigned at = end; at-- > 0;) {
        if (g_array_index(phones, kx_phone, at).vowel && !kx_phones_is_weak(phones, at)) {
            kx_phones_stress(phones, at);
            return;
        }
    }
}

/* Puts the ending's phonemes in the place of those from vowel number `vowel` on. False if the
 * stress says that it is no ending (vergelijk). */
static bool put_ending(GArray *phones, unsigned vowel, const char *phonemes, kind which)
{
    unsigned start = kx_phones_vowel(phones, vowel);
    if (which != KIND_MAIN && kx_phones_main(phones) >= start)
        return false;
    g_array_set_size(phones, start);
    kx_phones_add(phones, phonemes);
    for (unsigned at = start; which == KIND_MAIN && at < phones->len; at++) {
        if (g_array_index(phones, kx_phone, at).stress == '\'') {
            kx_phones_stress(phones, at);
            return true;
        }
    }
    if (which == KIND_BEFORE || kx_phones_main(phones) == phones->len)
        stress_before(phones, start);
    return true;
}

/* Whether a word of the dictionary starts at most three letters before the ending, and another one
 * ends there: film-fans is no learned word. */
static bool is_made_of_words(const reader *r, const char *word, size_t cut)
{
    for (size_t seam = cut > STEM_MIN + 3 ? cut - 3 : STEM_MIN + 1; seam <= cut; seam++) {
        g_autofree char *first = g_strndup(word, seam);
        if (strlen(word + seam) >= STEM_MIN && look_up(r, word + seam, NULL) &&
            look_up(r, first, NULL))
            return true;
    }
    return false;
}

/* An ending, and another one with which the same stem is a word: a learned word then. */
typedef struct {
    const char *ending, *other;
} kinship;

static bool is_akin(const reader *r, const char *word, const kinship *pair)
{
    if (!g_str_has_suffix(word, pair->ending))
        return false;
    const size_t n = strlen(word) - strlen(pair->ending);
    g_autofree char *other = g_strdup_printf("%.*s%s", (int)n, word, pair->other);
    return look_up(r, other, NULL);
}

/* Whether the word is of a verb in -eren with the stress there: combin-atie is no combi-natie, and
 * blokk-eert no blok-keert. */
static bool is_of_eren(const reader *r, const char *word)
{
    static const kinship pairs[] = {{"atie", "eren"},    {"aties", "eren"},  {"eert", "eren"},
                                    {"eerde", "eren"},   {"eerden", "eren"}, {"eren", "eert"},
                                    {"erend", "eert"},   {"erende", "eert"}, {"ering", "eert"},
                                    {"eringen", "eert"}, {"eerder", "eren"}, {"eerders", "eren"}};
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (is_akin(r, word, &pairs[i]))
            return true;
    }
    return false;
}

/* Whether it is a verb's form in -t that only looks learned: regen-t is no reg-ent. */
static bool is_third_person(const reader *r, const char *word)
{
    static const kinship pair = {"t", "en"};
    return is_akin(r, word, &pair);
}

static char *with_ending(const reader *r, const char *word, const char *phonemes)
{
    size_t n = strlen(word);
    unsigned vowels = kx_spelling_vowels(word, n);
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_phones_add(phones, phonemes);
    for (size_t cut = n > ENDING_MAX ? n - ENDING_MAX : 1; cut + 1 < n; cut++) {
        kind which;
        const kx_cell *row = find_ending(word + cut, false, &which);
        unsigned stem = kx_spelling_vowels(word, cut);
        if (!row || !kx_spelling_is_seam(word, n, cut) ||
            stem + kx_spelling_vowels(word + cut, n - cut) != vowels ||
            kx_phones_count_vowels(phones) != vowels)
            continue;
        if (which == KIND_MAIN && is_third_person(r, word))
            continue;
        if (which == KIND_MAIN && !is_of_eren(r, word) && is_made_of_words(r, word, cut))
            return NULL;
        if (put_ending(phones, stem, kx_text(row, 1), which))
            return kx_phones_print(phones);
    }
    return NULL;
}

/* ---- words of the dictionary with a suffix ---- */

/* The last consonant as it is before a vowel: once (the engine has bOss), and by its letter. */
static void voice(GArray *phones, char letter)
{
    static const char *const pairs[][3] = {{"v", "f", "v"}, {"z", "s", "z"}, {"d", "t", "d"},
                                           {"b", "p", "b"}, {"g", "x", "Q"}, {"g", "k", "g"}};
    if (phones->len > 1) {
        const kx_phone *end = &g_array_index(phones, kx_phone, phones->len - 1), *before = end - 1;
        if (!end->vowel && end->length == before->length &&
            memcmp(end->text, before->text, end->length) == 0)
            g_array_set_size(phones, phones->len - 1);
    }
    kx_phone *last = &g_array_index(phones, kx_phone, phones->len - 1);
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (pairs[i][0][0] == letter && last->length == 1 && last->text[0] == pairs[i][1][0])
            last->text = pairs[i][2];
    }
}

static bool ends_weak(const char *phonemes)
{
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_phones_add(phones, phonemes);
    unsigned n = kx_phones_count_vowels(phones);
    return n > 0 && kx_phones_is_weak(phones, kx_phones_vowel(phones, n - 1));
}

/* The word that has lost its own spelling before an ending with a vowel: loop-en of lop-, pak of
 * pakk-, lief of liev-. A loanword does not lose it (zoom, zoomen; zomer is another word). */
static bool find_stem(const reader *r, const char *stem, kx_known_reading *reading)
{
    size_t n = strlen(stem);
    kx_known_reading longer;
    g_autofree char *plain = g_strdup(stem);
    char *last = plain + n - 1;
    if (*last == 'v' || *last == 'z')
        *last = *last == 'v' ? 'f' : 's';
    if (n < 2 || kx_spelling_vowels(stem, n) == 0 || !kx_spelling_is_consonant(stem[n - 1]))
        return false;
    bool same = look_up(r, plain, reading);
    if (!kx_spelling_is_open(stem, n)) {
        bool twice = stem[n - 1] == stem[n - 2];
        if (!same && twice)
            *last = '\0';
        return same || (twice && look_up(r, plain, reading) && !ends_weak(reading->phonemes));
    }
    g_autofree char *doubled = g_strdup_printf("%.*s%c%c", (int)(n - 1), plain, stem[n - 2], *last);
    bool lengthened = strchr("aeou", stem[n - 2]) && look_up(r, doubled, &longer) && !longer.listed;
    if (same && ends_weak(reading->phonemes))
        return !lengthened;
    if (lengthened)
        *reading = longer;
    return lengthened;
}

static bool ends_stressed(const char *phonemes)
{
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_phones_add(phones, phonemes);
    unsigned n = kx_phones_count_vowels(phones);
    return n > 1 && kx_phones_vowel(phones, n - 1) == kx_phones_main(phones);
}

/* Whether a word's reading is surer than the engine's of the word with an ending: one of a rule, or
 * one whose last syllable is weak or has the stress. */
static bool is_sure(const kx_known_reading *reading)
{
    return reading->repaired || reading->listed || ends_weak(reading->phonemes) ||
           ends_stressed(reading->phonemes);
}

/* An -s behind an e that is not heard makes a syllable there: services. */
static bool makes_syllable(GArray *phones, const char *ending)
{
    const kx_phone *last = &g_array_index(phones, kx_phone, phones->len - 1);
    return strcmp(ending, "s") == 0 && strchr("szSZ", last->text[last->length - 1]);
}

/* The reading of a word of the dictionary with an ending. */
static char *derived(const reader *r, const char *word)
{
    size_t n = strlen(word);
    for (size_t cut = n > ENDING_MAX + STEM_MIN ? n - ENDING_MAX : STEM_MIN; cut < n; cut++) {
        kind which;
        if (find_ending(word + cut, false, &which))
            return NULL;
        const kx_cell *row = find_ending(word + cut, true, &which);
        if (!row)
            continue;
        g_autofree char *stem = g_strndup(word, cut);
        bool vowel = which == KIND_SUFFIX && !kx_spelling_is_consonant(word[cut]);
        bool weak_end = cut > STEM_MIN && stem[cut - 1] == 'e';
        bool bare = which == KIND_BEHIND || weak_end || kx_spelling_is_consonant(stem[cut - 1]);
        kx_known_reading reading;
        if (!(vowel ? find_stem(r, stem, &reading) : bare && look_up(r, stem, &reading)) ||
            (which != KIND_BEHIND && !is_sure(&reading)))
            continue;
        g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
        kx_phones_add(phones, reading.phonemes);
        unsigned end = phones->len;
        if (vowel)
            voice(phones, stem[cut - 1]);
        kx_phones_add(phones, makes_syllable(phones, kx_text(row, 1)) ? "@s" : kx_text(row, 1));
        for (unsigned at = end; at < phones->len; at++) {
            if (g_array_index(phones, kx_phone, at).stress == '\'')
                kx_phones_stress(phones, at);
        }
        return kx_phones_print(phones);
    }
    return NULL;
}

/* ---- prefixes ---- */

/* What stands before a word of the dictionary; with a stress mark it takes the main stress. */
typedef struct {
    const char *written, *phonemes;
} prefix;

static const prefix particles[] = {{"aan", "'a:n"},
                                   {"aaneen", "a:n'e:n"},
                                   {"achter", "'Axt@r"},
                                   {"achterna", "Axt@rn'a:"},
                                   {"achterop", "Axt@r'Op"},
                                   {"achteruit", "Axt@r'Wyt"},
                                   {"af", "'Af"},
                                   {"bij", "b'EI"},
                                   {"bijeen", "bEI'e:n"},
                                   {"door", "d'O:r"},
                                   {"dooreen", "dO:r'e:n"},
                                   {"in", "'In"},
                                   {"ineen", "In'e:n"},
                                   {"los", "l'Os"},
                                   {"mee", "m'e:"},
                                   {"na", "n'a:"},
                                   {"neer", "n'I:r"},
                                   {"om", "'Om"},
                                   {"omhoog", "Omh'o:x"},
                                   {"omlaag", "Oml'a:x"},
                                   {"omver", "Omv'Er"},
                                   {"op", "'Op"},
                                   {"opeen", "Op'e:n"},
                                   {"over", "'o:v@r"},
                                   {"onder", "'Ond@r"},
                                   {"overeen", "o:v@r'e:n"},
                                   {"overhoop", "o:v@rh'o:p"},
                                   {"samen", "s'a:m@n"},
                                   {"tegen", "t'e:Q@n"},
                                   {"terug", "t@r'8x"},
                                   {"toe", "t'u"},
                                   {"uit", "'Wyt"},
                                   {"uiteen", "Wyt'e:n"},
                                   {"voor", "v'O:r"},
                                   {"vooraf", "vO:r'Af"},
                                   {"voorbij", "vO:rb'EI"},
                                   {"voorop", "vO:r'Op"},
                                   {"vooruit", "vO:r'Wyt"},
                                   {"voort", "v'o:rt"},
                                   {"weg", "v#'Ex"}};

/* Adjectives: after a particle, the stress is not on it (inzichtelijk). */
static bool shifts_stress(const char *word)
{
    static const char *const endings[] = {"baar", "lijk", "ig", "zaam", "isch", "heid"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(word, endings[i]))
            return true;
    }
    return false;
}

/* Whether the word has a learned ending of two syllables, or one that the particle would cut
 * (in-formatie, na-tuur). */
static bool is_learned(const char *word, size_t particle)
{
    size_t n = strlen(word);
    for (size_t cut = n > ENDING_MAX ? n - ENDING_MAX : 1; cut < n; cut++) {
        kind which;
        if (find_ending(word + cut, false, &which) && which == KIND_MAIN &&
            !g_str_has_suffix(word, "en"))
            return cut < particle || kx_spelling_vowels(word + cut, n - cut) > 1;
    }
    return false;
}

/* Whether the particle of `n` bytes may stand before what remains of `word`: opera is no op-era,
 * voordat no voor-dat. */
static bool may_precede(const char *word, size_t n)
{
    const char *rest = word + n;
    size_t length = strlen(rest);
    bool seam = kx_spelling_is_consonant(word[n - 1]) && kx_spelling_is_consonant(rest[0]) &&
                word[n - 1] != 'j' && word[n - 1] != rest[0];
    static const char *const others[] = {"dat", "dien", "heen", "dit", "dan"};
    for (unsigned i = 0; i < G_N_ELEMENTS(others); i++) {
        if (strcmp(rest, others[i]) == 0)
            return false;
    }
    return (length > STEM_MIN || (length == STEM_MIN && seam)) && !is_learned(word, n);
}

/* Verbs with over-, onder- may have their stress on either part (overkapt); nouns have it on the
 * first. */
static bool may_be_verb(const reader *r, const char *word)
{
    static const char *const endings[] = {"en", "ende", "end", "t", "d", "de",
                                          "te", "ing",  "een", "s", "er"};
    g_autofree char *third = g_strconcat(word, "t", NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(word, endings[i]))
            return true;
    }
    return look_up(r, third, NULL);
}

/* Endings of words that are other forms of one: meest-en is no mee-sten. */
static const char *const forms[] = {"s",   "en",    "e",  "er", "ers", "end", "ende",
                                    "ing", "ingen", "de", "te", "den", "ten", "t"};

/* Whether `stem`, before an ending that begins with a vowel or not, is a word as it is spelled. */
static bool is_stem(const reader *r, const char *stem, bool vowel, kx_known_reading *reading)
{
    return vowel ? find_stem(r, stem, reading) : look_up(r, stem, reading);
}

/* Whether the word is a form of one that does not have the particle of n bytes (nagel-de). */
static bool is_form_of_other(const reader *r, const char *word, size_t n)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++) {
        size_t length = strlen(forms[i]);
        kx_known_reading reading;
        if (!g_str_has_suffix(word, forms[i]) || strlen(word) < n + length)
            continue;
        g_autofree char *stem = g_strndup(word, strlen(word) - length);
        bool vowel = !kx_spelling_is_consonant(*forms[i]);
        if (strlen(stem) >= STEM_MIN && is_stem(r, stem, vowel, &reading) &&
            (!may_precede(stem, n) || !is_stem(r, stem + n, vowel, &reading)))
            return true;
    }
    return false;
}

/* Whether a word of the lexicon is another one behind a particle: uit-legging is of leggen. */
static bool is_of_verb(const reader *r, const char *word, const kx_known_reading *reading)
{
    const size_t n = strlen(word), ending = strlen("ing");
    if (!reading->listed || n <= ending + STEM_MIN || !g_str_has_suffix(word, "ing"))
        return false;
    g_autofree char *verb = g_strdup_printf("%.*sen", (int)(n - ending), word);
    return look_up(r, verb, NULL);
}

/* aan-nemen: the stress is on the particle, whatever the rest. The longest particle counts. */
static char *with_particle(const reader *r, const char *word)
{
    const char *parts[2] = {NULL, NULL};
    size_t longest = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(particles) && !shifts_stress(word); i++) {
        size_t n = strlen(particles[i].written);
        kx_known_reading rest;
        if (!g_str_has_prefix(word, particles[i].written) || n < longest)
            continue;
        if (!word[n])
            return g_strdup(particles[i].phonemes);
        bool two_ways =
            g_str_equal(particles[i].written, "over") || g_str_equal(particles[i].written, "onder");
        if ((two_ways && may_be_verb(r, word)) || !may_precede(word, n) ||
            is_form_of_other(r, word, n) || !look_up(r, word + n, &rest) ||
            is_of_verb(r, word + n, &rest))
            continue;
        parts[0] = particles[i].phonemes;
        parts[1] = rest.phonemes;
        longest = n;
    }
    return longest > 0 ? kx_join_phonemes(parts, 2, 0) : NULL;
}

/* The sounds of a first part in the place of the engine's, where it has as many (om-armt, of which
 * it makes o-marmt). */
static void put_first(GArray *phones, const GArray *first)
{
    for (unsigned i = 0; i < first->len; i++) {
        if (i >= phones->len ||
            g_array_index(phones, kx_phone, i).vowel != g_array_index(first, kx_phone, i).vowel)
            return;
    }
    memcpy(phones->data, first->data, first->len * sizeof(kx_phone));
}

/* voor-spellen: the first part has no stress. What follows it is read as the word that it is, or by
 * the engine with its stress on the first vowel that may have it. */
static char *without_stress(const reader *r, const char *word, const char *phonemes)
{
    const size_t n = kx_inseparable_part(word);
    g_autofree char *first = g_strndup(word, n);
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_known_reading part, rest;
    if (n == 0 || !look_up(r, first, &part))
        return NULL;
    if (look_up(r, word + n, &rest))
        return kx_join_phonemes((const char *const[]){part.phonemes, rest.phonemes}, 2, 1);
    kx_phones_add(phones, phonemes);
    kx_phones_add(own, part.phonemes);
    put_first(phones, own);
    for (unsigned at = kx_phones_vowel(phones, kx_spelling_vowels(word, n)); at < phones->len;
         at++) {
        if (g_array_index(phones, kx_phone, at).vowel && !kx_phones_is_weak(phones, at)) {
            kx_phones_stress(phones, at);
            return kx_phones_print(phones);
        }
    }
    return NULL;
}

/* on-inzichtelijk, on-gekleed: an adjective keeps its own stress. */
static char *with_negation(const reader *r, const char *word)
{
    const size_t n = strlen("on");
    kx_known_reading rest;
    bool adjective =
        shifts_stress(word) || g_str_has_suffix(word, "end") || g_str_has_prefix(word, "onge");
    if (!g_str_has_prefix(word, "on") || strlen(word) <= n + STEM_MIN || !adjective ||
        !look_up(r, word + n, &rest))
        return NULL;
    return kx_join_phonemes((const char *const[]){"On", rest.phonemes}, 2, 1);
}

/* knobel has the verb knobel-en: its last syllable is weak (but model, modellen). */
static char *with_weak_el(const reader *r, const char *word, const char *phonemes)
{
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    g_autofree char *verb = g_strconcat(word, "en", NULL);
    size_t n = strlen(word);
    kx_phones_add(phones, phonemes);
    unsigned vowels = kx_phones_count_vowels(phones);
    unsigned last = kx_phones_vowel(phones, vowels - 1);
    if (n < STEM_MIN || !g_str_has_suffix(word, "el") ||
        !kx_spelling_is_consonant(word[n - STEM_MIN]) || vowels < 2 ||
        last != kx_phones_main(phones) || !look_up(r, verb, NULL))
        return NULL;
    stress_before(phones, last);
    if (kx_phones_main(phones) == last)
        return NULL;
    g_array_index(phones, kx_phone, last) = (kx_phone){"@", 1, 0, true};
    return kx_phones_print(phones);
}

char *kx_repair(const char *word, const char *phonemes, kx_reading_lookup lookup, void *data)
{
    const reader r = {lookup, data};
    g_autofree char *repaired = without_stress(&r, word, phonemes);
    if (!repaired)
        repaired = derived(&r, word);
    if (!repaired)
        repaired = with_particle(&r, word);
    if (!repaired)
        repaired = with_negation(&r, word);
    if (!repaired) {
        g_autofree char *sounds = kx_repair_vowels(word, phonemes);
        repaired = with_weak_el(&r, word, sounds);
        if (!repaired)
            repaired = with_ending(&r, word, sounds);
        if (!repaired)
            repaired = g_steal_pointer(&sounds);
    }
    return kx_repair_seams(word, repaired);
}

/* Whether what stands before the seam is a part that verbs have their stress on (weer-keert). */
static bool is_particle(const char *word, size_t n)
{
    static const char *const others[] = {"thuis", "weder", "weer"};
    for (unsigned i = 0; i < G_N_ELEMENTS(others); i++) {
        if (strlen(others[i]) == n && memcmp(others[i], word, n) == 0)
            return true;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(particles); i++) {
        if (strlen(particles[i].written) == n && memcmp(particles[i].written, word, n) == 0)
            return true;
    }
    return false;
}

/* Whether the last part of a division is a learned ending, with at most three consonants before it:
 * mini-maal (minimale), mora-list (moralistisch), kas-sier (kassiers). */
static bool cuts_learned(const reader *r, const char *word, size_t seam)
{
    static const kinship pairs[] = {{"aal", "ale"},     {"ale", "aal"},       {"aat", "ate"},
                                    {"ate", "aat"},     {"ier", "iers"},      {"iers", "ier"},
                                    {"ist", "istisch"}, {"isten", "istisch"}, {"uur", "ureel"}};
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const size_t n = strlen(word), length = strlen(pairs[i].ending);
        size_t at = seam;
        while (at + length < n && kx_spelling_is_consonant(word[at]))
            at++;
        if (at + length == n && is_akin(r, word, &pairs[i]))
            return true;
    }
    return false;
}

bool kx_repair_forbids(const char *word, size_t seam, kx_reading_lookup lookup, void *data)
{
    const reader r = {lookup, data};
    size_t n = strlen(word);
    if ((is_of_eren(&r, word) && !is_particle(word, seam)) || cuts_learned(&r, word, seam) ||
        kx_inseparable_part(word) > 0)
        return true;
    for (size_t cut = n > ENDING_MAX ? n - ENDING_MAX : 1; cut <= seam; cut++) {
        kind which;
        if (find_ending(word + cut, false, &which) && which == KIND_MAIN &&
            kx_spelling_is_seam(word, n, cut))
            return true;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++) {
        size_t length = strlen(forms[i]);
        kx_known_reading reading;
        if (!g_str_has_suffix(word, forms[i]) || n < seam + length)
            continue;
        g_autofree char *stem = g_strndup(word, n - length);
        size_t end = n - length - 1;
        bool vowel = !kx_spelling_is_consonant(*forms[i]);
        bool twice = end > seam && word[end] == word[end - 1] && word[seam] != word[seam - 1];
        if (is_stem(&r, stem, vowel, &reading) && !reading.compound &&
            (seam + twice < FIRST_LONG || !is_stem(&r, stem + seam, vowel, &reading)))
            return true;
    }
    return false;
}
