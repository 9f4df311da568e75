/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands before a word, and which of the two has the stress. */
#include "speak/inseparable.h"
#include "speak/join.h"
#include "speak/phones.h"
#include "speak/repair_private.h"
#include "speak/repair_sounds.h"
#include "speak/spelling.h"

#include <string.h>

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

/* The bytes of an adjective's ending: after a particle, the stress is not on it (inzichtelijk,
 * afwijzend). */
static size_t adjective_ending(const char *word)
{
    static const char *const endings[] = {"baar", "bare", "lijk", "lijke", "ig",   "ige",
                                          "zaam", "zame", "isch", "ische", "heid", "heden"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(word, endings[i]))
            return strlen(endings[i]);
    }
    if (!kx_is_adjective(word))
        return 0;
    return g_str_has_suffix(word, "e") ? strlen("ende") : strlen("end");
}

static bool shifts_stress(const char *word)
{
    return adjective_ending(word) > 0;
}

/* Whether the word has a learned ending of two syllables, or one that the particle would cut
 * (in-formatie, na-tuur). */
static bool is_learned(const char *word, size_t particle)
{
    size_t n = strlen(word);
    for (size_t cut = n > KX_ENDING_LETTERS_MAX ? n - KX_ENDING_LETTERS_MAX : 1; cut < n; cut++) {
        kx_ending_kind which;
        if (kx_repair_ending(word + cut, false, &which) && which == KX_ENDING_MAIN &&
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
    return (length > KX_STEM_LETTERS_MIN || (length == KX_STEM_LETTERS_MIN && seam)) &&
           !is_learned(word, n);
}

/* Verbs with over-, onder- may have their stress on either part (overkapt), but not with ge- behind
 * it (overgenomen); nouns have it on the first. */
static bool may_be_verb(const kx_repairer *r, const char *word)
{
    static const char *const endings[] = {"en", "ende", "end", "t", "d", "de",
                                          "te", "ing",  "een", "s", "er"};
    g_autofree char *third = g_strconcat(word, "t", NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(word, endings[i]))
            return true;
    }
    return kx_repair_look_up(r, third, NULL);
}

/* Whether the word is a form of one that does not have the particle of n bytes (nagel-de). */
static bool is_form_of_other(const kx_repairer *r, const char *word, size_t n)
{
    for (unsigned i = 0; i < KX_REPAIR_FORMS; i++) {
        size_t length = strlen(kx_repair_forms[i]);
        kx_known_reading reading;
        if (!g_str_has_suffix(word, kx_repair_forms[i]) || strlen(word) < n + length)
            continue;
        g_autofree char *stem = g_strndup(word, strlen(word) - length);
        bool vowel = !kx_spelling_is_consonant(*kx_repair_forms[i]);
        if (strlen(stem) >= KX_STEM_LETTERS_MIN && kx_repair_is_stem(r, stem, vowel, &reading) &&
            (!may_precede(stem, n) || !kx_repair_is_stem(r, stem + n, vowel, &reading)))
            return true;
    }
    return false;
}

/* Whether a word of the lexicon is another one behind a particle: uit-legging is of leggen. */
static bool is_of_verb(const kx_repairer *r, const char *word, const kx_known_reading *reading)
{
    const size_t n = strlen(word), ending = strlen("ing");
    if (!reading->listed || n <= ending + KX_STEM_LETTERS_MIN || !g_str_has_suffix(word, "ing"))
        return false;
    g_autofree char *verb = g_strdup_printf("%.*sen", (int)(n - ending), word);
    return kx_repair_look_up(r, verb, NULL);
}

/* aan-nemen: the stress is on the particle, whatever the rest. The longest particle counts. */
char *kx_repair_with_particle(const kx_repairer *r, const char *word)
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
        if (two_ways && may_be_verb(r, word) && !kx_is_parted(word) &&
            !g_str_has_prefix(word + n, "ge"))
            continue;
        if (!may_precede(word, n) || is_form_of_other(r, word, n) ||
            !kx_repair_look_up(r, word + n, &rest) || is_of_verb(r, word + n, &rest))
            continue;
        parts[0] = particles[i].phonemes;
        parts[1] = rest.phonemes;
        longest = n;
    }
    return longest > 0 ? kx_join_phonemes(parts, 2, 0) : NULL;
}

/* Whether the word is the stem of a verb: uitnodig, opvrolijk. */
static bool is_verb_stem(const kx_repairer *r, const char *word)
{
    g_autofree char *third = g_strconcat(word, "t", NULL);
    return kx_repair_look_up(r, third, NULL);
}

/* Endings before which the engine knows better, or that are behind words. */
static bool keeps_stress(const char *word)
{
    static const char *const endings[] = {"heid",    "heden",   "achtig",   "achtige",
                                          "eerbaar", "eerbare", "huwelijk", "kundig",
                                          "kundige", "matig",   "matige"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(word, endings[i]))
            return true;
    }
    return false;
}

/* af-schuwelijk, door-zichtig: what follows the particle of an adjective has the stress, be it no
 * word. */
char *kx_repair_behind_particle(const kx_repairer *r, const char *word, const char *phonemes)
{
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    size_t n = strlen(word), longest = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(particles); i++) {
        size_t length = strlen(particles[i].written);
        if (g_str_has_prefix(word, particles[i].written) && length > longest &&
            kx_spelling_is_seam(word, n, length))
            longest = length;
    }
    kx_phones_add(phones, phonemes);
    unsigned vowels = kx_spelling_vowels(word, n), before = kx_spelling_vowels(word, longest);
    if (longest == 0 || !shifts_stress(word) || keeps_stress(word) || is_verb_stem(r, word) ||
        vowels != kx_phones_count_vowels(phones) ||
        kx_phones_main(phones) >= kx_phones_vowel(phones, before))
        return NULL;
    const unsigned ending = kx_spelling_vowels(word, n - adjective_ending(word));
    for (unsigned i = before; i < ending; i++) {
        unsigned at = kx_phones_vowel(phones, i);
        if (!kx_phones_is_weak(phones, at)) {
            kx_phones_stress(phones, at);
            return kx_phones_print(phones);
        }
    }
    return NULL;
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
char *kx_repair_inseparable(const kx_repairer *r, const char *word, const char *phonemes)
{
    const size_t n = kx_inseparable_part(word);
    g_autofree char *first = g_strndup(word, n);
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_known_reading part, rest;
    if (n == 0 || !kx_repair_look_up(r, first, &part))
        return NULL;
    if (kx_repair_look_up(r, word + n, &rest))
        return kx_join_phonemes((const char *const[]){part.phonemes, rest.phonemes}, 2, 1);
    g_autofree char *sounds = kx_repair_vowels(word, phonemes);
    kx_phones_add(phones, sounds);
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
char *kx_repair_with_negation(const kx_repairer *r, const char *word)
{
    const size_t n = strlen("on");
    kx_known_reading rest;
    bool adjective =
        shifts_stress(word) || g_str_has_suffix(word, "end") || g_str_has_prefix(word, "onge");
    if (!g_str_has_prefix(word, "on") || strlen(word) <= n + KX_STEM_LETTERS_MIN || !adjective ||
        !kx_repair_look_up(r, word + n, &rest))
        return NULL;
    return kx_join_phonemes((const char *const[]){"On", rest.phonemes}, 2, 1);
}

/* Whether what stands before the seam is a part that verbs have their stress on (weer-keert). */
bool kx_repair_is_particle(const char *word, size_t n)
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
