/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/inseparable.h"
#include "speak/join.h"
#include "speak/phones.h"
#include "speak/repair_private.h"
#include "speak/repair_sounds.h"
#include "speak/spelling.h"
#include "text/table.h"

#include <string.h>

/* A first part of so many letters is one if a word follows. */
enum { FIRST_LONG = 5 };

static const char *const kinds[] = {"main", "before", "keep", "suffix", "behind"};

const kx_cell *kx_repair_ending(const char *ending, bool suffix, kx_ending_kind *which)
{
    const kx_cell *row = kx_table_find(&kx_table_endings, ending, strlen(ending));
    for (; row; row = kx_table_next(&kx_table_endings, row)) {
        for (*which = 0; strcmp(kx_text(row, 2), kinds[*which]) != 0;)
            (*which)++;
        if ((*which >= KX_ENDING_SUFFIX) == suffix)
            return row;
    }
    return NULL;
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
static bool put_ending(GArray *phones, unsigned vowel, const char *phonemes, kx_ending_kind which)
{
    unsigned start = kx_phones_vowel(phones, vowel);
    if (which != KX_ENDING_MAIN && kx_phones_main(phones) >= start)
        return false;
    g_array_set_size(phones, start);
    kx_phones_add(phones, phonemes);
    for (unsigned at = start; which == KX_ENDING_MAIN && at < phones->len; at++) {
        if (g_array_index(phones, kx_phone, at).stress == '\'') {
            kx_phones_stress(phones, at);
            return true;
        }
    }
    if (which == KX_ENDING_BEFORE || kx_phones_main(phones) == phones->len)
        stress_before(phones, start);
    return true;
}

/* Whether a word of the dictionary starts at most three letters before the ending, and another one
 * ends there: film-fans is no learned word. */
static bool is_made_of_words(const kx_repairer *r, const char *word, size_t cut)
{
    for (size_t seam = cut > KX_STEM_LETTERS_MIN + 3 ? cut - 3 : KX_STEM_LETTERS_MIN + 1;
         seam <= cut; seam++) {
        g_autofree char *first = g_strndup(word, seam);
        if (strlen(word + seam) >= KX_STEM_LETTERS_MIN && kx_repair_look_up(r, word + seam, NULL) &&
            kx_repair_look_up(r, first, NULL))
            return true;
    }
    return false;
}

/* An ending, and another one with which the same stem is a word: a learned word then. */
typedef struct {
    const char *ending, *other;
} kinship;

static bool is_akin(const kx_repairer *r, const char *word, const kinship *pair)
{
    if (!g_str_has_suffix(word, pair->ending))
        return false;
    const size_t n = strlen(word) - strlen(pair->ending);
    g_autofree char *other = g_strdup_printf("%.*s%s", (int)n, word, pair->other);
    return kx_repair_look_up(r, other, NULL);
}

/* Whether the word is of a verb in -eren with the stress there: combin-atie is no combi-natie, and
 * blokk-eert no blok-keert. */
static bool is_of_eren(const kx_repairer *r, const char *word)
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
static bool is_third_person(const kx_repairer *r, const char *word)
{
    static const kinship pair = {"t", "en"};
    return is_akin(r, word, &pair);
}

static char *with_ending(const kx_repairer *r, const char *word, const char *phonemes)
{
    size_t n = strlen(word);
    unsigned vowels = kx_spelling_vowels(word, n);
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_phones_add(phones, phonemes);
    for (size_t cut = n > KX_ENDING_LETTERS_MAX ? n - KX_ENDING_LETTERS_MAX : 1; cut + 1 < n;
         cut++) {
        kx_ending_kind which;
        const kx_cell *row = kx_repair_ending(word + cut, false, &which);
        unsigned stem = kx_spelling_vowels(word, cut);
        if (!row || !kx_spelling_is_seam(word, n, cut) ||
            stem + kx_spelling_vowels(word + cut, n - cut) != vowels ||
            kx_phones_count_vowels(phones) != vowels)
            continue;
        if (which == KX_ENDING_MAIN && is_third_person(r, word))
            continue;
        if (which == KX_ENDING_MAIN && !is_of_eren(r, word) && is_made_of_words(r, word, cut))
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
static bool find_stem(const kx_repairer *r, const char *stem, kx_known_reading *reading)
{
    size_t n = strlen(stem);
    kx_known_reading longer;
    g_autofree char *plain = g_strdup(stem);
    char *last = plain + n - 1;
    if (*last == 'v' || *last == 'z')
        *last = *last == 'v' ? 'f' : 's';
    if (n < 2 || kx_spelling_vowels(stem, n) == 0 || !kx_spelling_is_consonant(stem[n - 1]))
        return false;
    bool same = kx_repair_look_up(r, plain, reading);
    if (!kx_spelling_is_open(stem, n)) {
        bool twice = stem[n - 1] == stem[n - 2];
        if (!same && twice)
            *last = '\0';
        return same ||
               (twice && kx_repair_look_up(r, plain, reading) && !ends_weak(reading->phonemes));
    }
    g_autofree char *doubled = g_strdup_printf("%.*s%c%c", (int)(n - 1), plain, stem[n - 2], *last);
    bool lengthened =
        strchr("aeou", stem[n - 2]) && kx_repair_look_up(r, doubled, &longer) && !longer.listed;
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

/* Whether a compound with the ending is who does something: mantelzorg-ers. */
static bool is_agent(const kx_known_reading *reading, const char *ending)
{
    return reading->compound && (g_str_equal(ending, "er") || g_str_equal(ending, "ers"));
}

/* The reading of a word of the dictionary with an ending. */
static char *derived(const kx_repairer *r, const char *word)
{
    size_t n = strlen(word);
    for (size_t cut = n > KX_ENDING_LETTERS_MAX + KX_STEM_LETTERS_MIN ? n - KX_ENDING_LETTERS_MAX
                                                                      : KX_STEM_LETTERS_MIN;
         cut < n; cut++) {
        kx_ending_kind which;
        if (kx_repair_ending(word + cut, false, &which))
            return NULL;
        const kx_cell *row = kx_repair_ending(word + cut, true, &which);
        if (!row)
            continue;
        g_autofree char *stem = g_strndup(word, cut);
        bool vowel = which == KX_ENDING_SUFFIX && !kx_spelling_is_consonant(word[cut]);
        bool weak_end = cut > KX_STEM_LETTERS_MIN && stem[cut - 1] == 'e';
        bool bare =
            which == KX_ENDING_BEHIND || weak_end || kx_spelling_is_consonant(stem[cut - 1]);
        kx_known_reading reading;
        if (!(vowel ? find_stem(r, stem, &reading)
                    : bare && kx_repair_look_up(r, stem, &reading)) ||
            (which != KX_ENDING_BEHIND && !is_sure(&reading) && !is_agent(&reading, word + cut)))
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

const char *const kx_repair_forms[KX_REPAIR_FORMS] = {
    "s", "en", "e", "er", "ers", "end", "ende", "ing", "ingen", "de", "te", "den", "ten", "t"};

bool kx_repair_is_stem(const kx_repairer *r, const char *stem, bool vowel,
                       kx_known_reading *reading)
{
    return vowel ? find_stem(r, stem, reading) : kx_repair_look_up(r, stem, reading);
}

/* knobel has the verb knobel-en: its last syllable is weak (but model, modellen). */
static char *with_weak_el(const kx_repairer *r, const char *word, const char *phonemes)
{
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    g_autofree char *verb = g_strconcat(word, "en", NULL);
    size_t n = strlen(word);
    kx_phones_add(phones, phonemes);
    unsigned vowels = kx_phones_count_vowels(phones);
    unsigned last = kx_phones_vowel(phones, vowels - 1);
    if (n < KX_STEM_LETTERS_MIN || !g_str_has_suffix(word, "el") ||
        !kx_spelling_is_consonant(word[n - KX_STEM_LETTERS_MIN]) || vowels < 2 ||
        last != kx_phones_main(phones) || !kx_repair_look_up(r, verb, NULL))
        return NULL;
    stress_before(phones, last);
    if (kx_phones_main(phones) == last)
        return NULL;
    g_array_index(phones, kx_phone, last) = (kx_phone){"@", 1, 0, true};
    return kx_phones_print(phones);
}

/* Whether the stem is short for a verb in -nnen, be it behind ge-: herken-de, aange-wen-de. */
static bool is_of_nnen(const kx_repairer *r, const char *stem)
{
    const char *ge = strstr(stem, "ge");
    g_autofree char *verb = g_strconcat(stem, "nen", NULL);
    g_autofree char *rest = g_strconcat(ge ? ge + 2 : stem, "nen", NULL);
    return kx_repair_look_up(r, verb, NULL) || kx_repair_look_up(r, rest, NULL);
}

/* The bytes of the infinitive of a participle, or of the stem of a past tense that is one as well:
 * werken-d, teken-den; 0 if it is none (bekend, legenden). */
static size_t participle_stem(const kx_repairer *r, const char *word, kx_known_reading *reading)
{
    enum { INFINITIVE_MIN = 5 };
    static const char *const others[] = {"ellen", "legen"};
    static const char *const endings[] = {"end", "ende", "enden"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (!g_str_has_suffix(word, endings[i]))
            continue;
        const size_t n = strlen(word) - strlen(endings[i]) + strlen("en");
        g_autofree char *stem = g_strndup(word, n);
        bool other = n < INFINITIVE_MIN || is_of_nnen(r, stem);
        for (unsigned j = 0; j < G_N_ELEMENTS(others); j++)
            other |= g_str_equal(stem, others[j]);
        if (other || !kx_repair_look_up(r, stem, reading))
            return 0;
        return g_str_has_suffix(reading->phonemes, "@n") ? n : 0;
    }
    return 0;
}

static char *participle(const kx_repairer *r, const char *word)
{
    kx_known_reading stem;
    const size_t n = participle_stem(r, word, &stem);
    if (n == 0)
        return NULL;
    const char *ending = word + n;
    return g_strconcat(stem.phonemes, ending[1] ? "d@" : "t", ending[1] && ending[2] ? "n" : NULL,
                       NULL);
}

/* mompel-den, opstapel-t: a form of a verb whose stem ends in a weak syllable, which stays so. Not
 * where the verb may have another stem: aanbel-de is of aanbellen. */
static char *of_weak_verb(const kx_repairer *r, const char *word)
{
    static const char *const endings[][2] = {{"den", "d@n"}, {"de", "d@"}, {"t", "t"}};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        kx_known_reading verb;
        const size_t n = strlen(word), length = strlen(endings[i][0]);
        if (!g_str_has_suffix(word, endings[i][0]) || n < length + KX_STEM_LETTERS_MIN)
            continue;
        const int stem = (int)(n - length);
        g_autofree char *infinitive = g_strdup_printf("%.*sen", stem, word);
        g_autofree char *other = g_strdup_printf("%.*s%cen", stem, word, word[stem - 1]);
        if (kx_repair_look_up(r, other, NULL) || !kx_repair_look_up(r, infinitive, &verb) ||
            !g_str_has_suffix(verb.phonemes, "@n"))
            continue;
        g_autofree char *sounds = g_strndup(verb.phonemes, strlen(verb.phonemes) - strlen("@n"));
        if (ends_weak(sounds) && strchr("lnr", sounds[strlen(sounds) - 1]))
            return g_strconcat(sounds, endings[i][1], NULL);
    }
    return NULL;
}

/* kogel-pen, kippen-ren: a last part that the engine takes for an ending, of which the plural tells
 * that it is none (kogelpennen). Who does something is voetbal-ster. */
static char *with_full_last(const kx_repairer *r, const char *word, const char *phonemes)
{
    enum { LAST_MIN = 3, LAST_MAX = 5 };
    static const char *const prefixes[] = {"her", "mis", "ont", "ver", NULL};
    const size_t n = strlen(word);
    if (n < KX_STEM_LETTERS_MIN + LAST_MIN || word[n - 2] != 'e' || !strchr("lmnr", word[n - 1]) ||
        !ends_weak(phonemes) || !kx_spelling_is_consonant(word[n - LAST_MIN]))
        return NULL;
    g_autofree char *plural = g_strdup_printf("%s%cen", word, word[n - 1]);
    g_autofree char *others = g_strconcat(word, "s", NULL);
    if (!kx_repair_look_up(r, plural, NULL) ||
        (g_str_has_suffix(word, "ster") && kx_repair_look_up(r, others, NULL)))
        return NULL;
    for (size_t length = LAST_MIN; length <= LAST_MAX && length + LAST_MIN <= n; length++) {
        kx_known_reading first, last;
        g_autofree char *start = g_strndup(word, n - length);
        const bool prefix =
            g_strv_contains(prefixes, start) || kx_repair_is_particle(word, n - length);
        if (!prefix && kx_repair_look_up(r, word + n - length, &last) &&
            !ends_weak(last.phonemes) && kx_repair_look_up(r, start, &first))
            return kx_join_phonemes((const char *const[]){first.phonemes, last.phonemes}, 2, 0);
    }
    return NULL;
}

/* auto-sleutel, ge-klungel: a last part in a weak -el has no stress there (but citadel,
 * citadellen). */
static char *with_weak_part(const kx_repairer *r, const char *word, const char *phonemes)
{
    if (!g_str_has_suffix(word, "el"))
        return NULL;
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_phones_add(phones, phonemes);
    const size_t n = strlen(word);
    unsigned last = kx_phones_vowel(phones, kx_phones_count_vowels(phones) - 1);
    g_autofree char *plural = g_strconcat(word, "len", NULL);
    if (last != kx_phones_main(phones) || kx_repair_look_up(r, plural, NULL))
        return NULL;
    for (size_t cut = 2; cut + KX_STEM_LETTERS_MIN < n; cut++) {
        kx_known_reading first = {.phonemes = "Q@"}, part;
        g_autofree char *start = g_strndup(word, cut);
        const bool prefix = g_str_equal(start, "ge");
        if ((prefix || kx_repair_look_up(r, start, &first)) &&
            kx_repair_look_up(r, word + cut, &part) && ends_weak(part.phonemes))
            return kx_join_phonemes((const char *const[]){first.phonemes, part.phonemes}, 2,
                                    prefix ? 1 : 0);
    }
    return NULL;
}

/* ge-opereerd, ge-ïnspecteerd, defini-eert: the stress is on -eer-. */
static char *with_eerd(const char *word, const char *phonemes)
{
    static const char *const endings[] = {"eerd", "eert", "eerde", "eerden"};
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_phones_add(phones, phonemes);
    const unsigned vowels = kx_phones_count_vowels(phones);
    if (!g_str_has_prefix(word, "ge") && !strstr(word, "ieer"))
        return NULL;
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        const unsigned behind = i < 2 ? 1 : 2;
        if (!g_str_has_suffix(word, endings[i]) || vowels <= behind)
            continue;
        const unsigned at = kx_phones_vowel(phones, vowels - behind);
        if (at == kx_phones_main(phones) || kx_phones_is_weak(phones, at))
            return NULL;
        kx_phones_stress(phones, at);
        return kx_phones_print(phones);
    }
    return NULL;
}

char *kx_repair(const char *word, const char *phonemes, kx_reading_lookup lookup, void *data)
{
    const kx_repairer r = {lookup, data};
    g_autofree char *repaired = participle(&r, word);
    if (!repaired)
        repaired = of_weak_verb(&r, word);
    if (!repaired)
        repaired = kx_repair_inseparable(&r, word, phonemes);
    if (!repaired && kx_is_parted(word))
        repaired = kx_repair_with_particle(&r, word);
    if (!repaired)
        repaired = derived(&r, word);
    if (!repaired)
        repaired = kx_repair_with_particle(&r, word);
    if (!repaired)
        repaired = kx_repair_with_negation(&r, word);
    if (!repaired) {
        g_autofree char *sounds = kx_repair_vowels(word, phonemes);
        repaired = with_full_last(&r, word, sounds);
        if (!repaired)
            repaired = with_weak_el(&r, word, sounds);
        if (!repaired)
            repaired = with_weak_part(&r, word, sounds);
        if (!repaired)
            repaired = with_ending(&r, word, sounds);
        if (!repaired)
            repaired = with_eerd(word, sounds);
        if (!repaired)
            repaired = g_steal_pointer(&sounds);
    }
    g_autofree char *moved = kx_repair_behind_particle(&r, word, repaired);
    return kx_repair_seams(word, moved ? moved : repaired);
}

/* Whether the last part of a division is a learned ending, with at most three consonants before it:
 * mini-maal (minimale), mora-list (moralistisch), kas-sier (kassiers). */
static bool cuts_learned(const kx_repairer *r, const char *word, size_t seam)
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
    const kx_repairer r = {lookup, data};
    size_t n = strlen(word);
    kx_known_reading verb;
    if (participle_stem(&r, word, &verb) > 0 && participle_stem(&r, word + seam, &verb) == 0)
        return true;
    if ((is_of_eren(&r, word) && !kx_repair_is_particle(word, seam)) ||
        cuts_learned(&r, word, seam) || kx_inseparable_part(word) > 0)
        return true;
    for (size_t cut = n > KX_ENDING_LETTERS_MAX ? n - KX_ENDING_LETTERS_MAX : 1; cut <= seam;
         cut++) {
        kx_ending_kind which;
        if (kx_repair_ending(word + cut, false, &which) && which == KX_ENDING_MAIN &&
            kx_spelling_is_seam(word, n, cut))
            return true;
    }
    for (unsigned i = 0; i < KX_REPAIR_FORMS; i++) {
        size_t length = strlen(kx_repair_forms[i]);
        kx_known_reading reading;
        if (!g_str_has_suffix(word, kx_repair_forms[i]) || n < seam + length)
            continue;
        g_autofree char *stem = g_strndup(word, n - length);
        size_t end = n - length - 1;
        bool vowel = !kx_spelling_is_consonant(*kx_repair_forms[i]);
        bool twice = end > seam && word[end] == word[end - 1] && word[seam] != word[seam - 1];
        if (kx_repair_is_stem(&r, stem, vowel, &reading) && !reading.compound &&
            (seam + twice < FIRST_LONG || !kx_repair_is_stem(&r, stem + seam, vowel, &reading)))
            return true;
    }
    return false;
}
