/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/repair_sounds.h"

#include "speak/phones.h"
#include "speak/spelling.h"

#include <string.h>

/* A vowel of the word: its letters and its sound. */
typedef struct {
    const char *word;
    size_t n, at, length;
    kx_phone *phone;
    bool first, last;
} vowel;

static bool is(const kx_phone *phone, const char *mnemonic)
{
    return phone->length == strlen(mnemonic) && memcmp(phone->text, mnemonic, phone->length) == 0;
}

static void become(kx_phone *phone, const char *mnemonic)
{
    phone->text = mnemonic;
    phone->length = (unsigned)strlen(mnemonic);
}

static bool starts(const vowel *v, size_t at, const char *letters)
{
    return strncmp(v->word + at, letters, strlen(letters)) == 0;
}

/* One consonant and a vowel follow, or a stop and r or l, but after a (adres, patroon): the
 * syllable is open. */
static bool is_open(const vowel *v)
{
    size_t next = v->at + v->length, at = next, length;
    if (!kx_spelling_next_vowel(v->word, v->n, &at, &length) || at == next)
        return at == next && at < v->n;
    if (at == next + 1)
        return v->word[next] != 'x';
    if (at == next + 2 && starts(v, next, "th"))
        return true;
    return at == next + 2 && v->word[v->at] != 'a' && strchr("bdfgkpt", v->word[next]) &&
           strchr("rl", v->word[next + 1]);
}

/* Prefixes before a vowel: on-eens is no o-neens, van-uit no va-nuit (but va-nille). */
static bool is_prefixed(const char *word)
{
    static const char *const prefixes[] = {"on", "in", "op", "af", "om", "her", "ver", "er", "van"};
    if (g_str_has_prefix(word, "vani") || g_str_has_prefix(word, "vanad"))
        return false;
    for (unsigned i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        size_t n = strlen(prefixes[i]);
        if (strncmp(word, prefixes[i], n) == 0 && word[n] &&
            (!kx_spelling_is_consonant(word[n]) || strchr("rl", word[n])))
            return true;
    }
    return false;
}

/* ge-kleed, be-daren; the engine takes some for Q'Ekle:t. True if it was one. */
static bool weaken_prefix(const vowel *v, kx_phone *next)
{
    bool prefix = v->first && v->at == 1 && (starts(v, 0, "ge") || starts(v, 0, "be"));
    if (!prefix || !is(v->phone, "E") || !is_open(v) || !next || is(next, "@"))
        return prefix;
    if (v->phone->stress == '\'')
        next->stress = '\'';
    become(v->phone, "@");
    v->phone->stress = 0;
    return true;
}

/* the-orie, vide-o: before another vowel, e is long. */
static void lengthen_before_vowel(const vowel *v)
{
    if (v->length == 1 && v->word[v->at] == 'e' && is(v->phone, "@") && v->word[v->at + 1] &&
        strchr("aou", v->word[v->at + 1]))
        become(v->phone, "e:");
}

/* An open syllable has a long vowel: me-trisch, py-ramide. */
static void lengthen(const vowel *v)
{
    static const struct {
        const char *letter, *brief, *full;
    } pairs[] = {{"e", "E", "e:"}, {"o", "O", "o:"}, {"a", "A", "a:"},
                 {"i", "I", "i"},  {"u", "8", "y"},  {"y", "I", "i"}};
    if (v->length != 1 || !is_open(v) || (v->first && is_prefixed(v->word)))
        return;
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (v->word[v->at] == pairs[i].letter[0] && is(v->phone, pairs[i].brief))
            become(v->phone, pairs[i].full);
    }
}

/* -ig- in the word: beveili-ging, gemati-gd, twinti-gtal. */
static void weaken_ig(const vowel *v)
{
    static const char *const behind[] = {"ging", "gd", "gt", "gen", "ge", "gheid", "gs"};
    bool close = is(v->phone, "I") || is(v->phone, "i");
    if (v->first || v->word[v->at] != 'i' || v->length != 1 || !close || v->phone->stress == '\'' ||
        !kx_spelling_is_consonant(v->word[v->at - 1]))
        return;
    for (unsigned i = 0; i < G_N_ELEMENTS(behind); i++) {
        if (starts(v, v->at + 1, behind[i])) {
            become(v->phone, "@");
            v->phone->stress = 0;
            return;
        }
    }
}

/* e between consonants, without the main stress and not in the first syllable. */
static bool may_be_weak(const vowel *v)
{
    return !v->first && v->word[v->at] == 'e' && v->length == 1 && v->phone->stress != '\'' &&
           kx_spelling_is_consonant(v->word[v->at - 1]);
}

/* Endings whose e is weak: -el, -er, -erd, -en, -etje. */
static void weaken_end(const vowel *v)
{
    static const char *const behind[] = {"l",    "ls",    "r",    "rs",    "n",    "ns",
                                         "tje",  "tjes",  "rtje", "rtjes", "ltje", "ltjes",
                                         "ntje", "ntjes", "rd",   "rds"};
    if (!may_be_weak(v) || !(is(v->phone, "E") || is(v->phone, "E2")))
        return;
    for (unsigned i = 0; i < G_N_ELEMENTS(behind); i++) {
        if (strcmp(v->word + v->at + 1, behind[i]) == 0) {
            become(v->phone, "@");
            v->phone->stress = 0;
        }
    }
}

/* op-e-ratie, lit-e-ratuur; but mat-e-riaal, imp-e-rium. */
static void weaken_before_r(const vowel *v)
{
    const char *behind = v->word + v->at + 1;
    if (!may_be_weak(v) || !is(v->phone, "I:") || *behind != 'r' ||
        kx_spelling_is_consonant(behind[1]))
        return;
    if (behind[1] != 'i' || kx_spelling_is_consonant(behind[2])) {
        become(v->phone, "@");
        v->phone->stress = 0;
    }
}

/* argum-en-teren */
static void strengthen_en(const vowel *v, const kx_phone *next)
{
    if (v->word[v->at] == 'e' && !v->first && is(v->phone, "@") && next->stress == '\'' &&
        (starts(v, v->at + 1, "nt") || starts(v, v->at + 1, "ns")))
        become(v->phone, "E");
}

static void repair_vowels(const char *word, GArray *phones)
{
    size_t n = strlen(word), at = 0, length;
    unsigned vowels = kx_spelling_vowels(word, n);
    if (vowels != kx_phones_count_vowels(phones))
        return;
    for (unsigned i = 0; kx_spelling_next_vowel(word, n, &at, &length); at += length, i++) {
        kx_phone *phone = &g_array_index(phones, kx_phone, kx_phones_vowel(phones, i));
        const vowel v = {word, n, at, length, phone, i == 0, i + 1 == vowels};
        kx_phone *next =
            v.last ? NULL : &g_array_index(phones, kx_phone, kx_phones_vowel(phones, i + 1));
        if (!weaken_prefix(&v, next))
            lengthen_before_vowel(&v);
        weaken_ig(&v);
        weaken_end(&v);
        weaken_before_r(&v);
        lengthen(&v);
        if (next)
            strengthen_en(&v, next);
    }
}

/* The engine says y twice before a consonant (iI). */
static void join_y(GArray *phones)
{
    for (unsigned i = 1; i < phones->len; i++) {
        if (is(&g_array_index(phones, kx_phone, i), "I") &&
            is(&g_array_index(phones, kx_phone, i - 1), "i"))
            g_array_remove_index(phones, i);
    }
}

/* An n and a g before a vowel with the main stress are two sounds in learned words: fun-geren,
 * ben-gaals, but koningin. */
static void part_ng(const char *word, GArray *phones)
{
    static const kx_phone voiced = {"Q", 1, 0, false};
    for (unsigned i = 1; i + 1 < phones->len; i++) {
        const kx_phone *next = &g_array_index(phones, kx_phone, i + 1);
        if (is(&g_array_index(phones, kx_phone, i), "N") && next->stress == '\'' &&
            !strstr(word, "ingin") && strstr(word, "ng"))
            g_array_insert_val(phones, i + 1, voiced);
    }
}

/* ac-cuut, ex-ces: the engine says k or s twice. */
static bool is_twice(const kx_phone *one, const kx_phone *next)
{
    return (is(one, "k") && is(next, "k")) || (is(one, "s") && is(next, "s"));
}

char *kx_repair_seams(const char *word, const char *phonemes)
{
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_phones_add(phones, phonemes);
    for (unsigned i = 0; i + 1 < phones->len; i++) {
        kx_phone *one = &g_array_index(phones, kx_phone, i), *next = one + 1;
        bool weak = i > 0 && kx_phones_is_weak(phones, i - 1);
        if (is(one, "n") && !weak && !strstr(word, "nch") && (is(next, "x") || is(next, "Q")))
            become(one, "N");
        if (i == 0 && is(one, "v") && word[0] == 'w')
            become(one, "v#");
        const bool twice = (strstr(word, "cc") || strstr(word, "xc")) && is_twice(one, next);
        const bool silent = strstr(word, "mbt") && is(one, "m") && (is(next, "p") || is(next, "b"));
        if (twice || silent)
            g_array_remove_index(phones, i + 1);
    }
    part_ng(word, phones);
    return kx_phones_print(phones);
}

/* A last syllable with a long vowel and a consonant takes the stress where all the others are full
 * (si-gaar, do-mein): the word is no compound. */
static void attract_stress(const char *word, GArray *phones)
{
    static const char *const heavy[] = {"aa", "ee", "oo", "uu", "ij", "ei", "eu", "ie"};
    static const char *const suffixes[] = {"heid", "baar", "loos", "zaam", "rijk", "lijk"};
    size_t n = strlen(word), at = 0, length = 0, last = 0, before = 0;
    unsigned vowels = kx_phones_count_vowels(phones);
    if (vowels < 2 || kx_spelling_vowels(word, n) != vowels)
        return;
    for (; kx_spelling_next_vowel(word, n, &at, &length); at += length) {
        before = last;
        last = at;
    }
    bool is_heavy = false, suffix = false;
    for (unsigned i = 0; i < G_N_ELEMENTS(heavy); i++)
        is_heavy |= strncmp(word + last, heavy[i], 2) == 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(suffixes); i++)
        suffix |= g_str_has_suffix(word, suffixes[i]);
    for (unsigned i = 0; i + 1 < vowels; i++)
        suffix |= kx_phones_is_weak(phones, kx_phones_vowel(phones, i));
    bool open = before + 2 == last && kx_spelling_is_consonant(word[before + 1]);
    if (is_heavy && !suffix && open && last + 3 == n && kx_spelling_is_consonant(word[n - 1]))
        kx_phones_stress(phones, kx_phones_vowel(phones, vowels - 1));
}

/* The engine's stress on a weak syllable goes to the next full one: be-wijs, ver-want. */
static void strengthen_stress(GArray *phones)
{
    unsigned main = kx_phones_main(phones);
    if (main == phones->len || !kx_phones_is_weak(phones, main))
        return;
    for (unsigned at = main + 1; at < phones->len; at++) {
        if (g_array_index(phones, kx_phone, at).vowel && !kx_phones_is_weak(phones, at)) {
            kx_phones_stress(phones, at);
            g_array_index(phones, kx_phone, main).stress = 0;
            return;
        }
    }
}

/* Words of two syllables in -ie behind a doubled consonant: merrie, mummie. */
static void stress_before_ie(const char *word, GArray *phones)
{
    size_t n = strlen(word);
    n -= n > 0 && word[n - 1] == 's' ? 1 : 0;
    if (n > 5 && word[n - 2] == 'i' && word[n - 1] == 'e' && word[n - 3] == word[n - 4] &&
        kx_spelling_is_consonant(word[n - 3]) && kx_phones_count_vowels(phones) == 2 &&
        kx_spelling_vowels(word, n) == 2)
        kx_phones_stress(phones, kx_phones_vowel(phones, 0));
}

/* Plurals and people in -iën and -iër have their stress before it (chemicali-ën, vegetari-ër; but
 * industrie-ën). */
static void stress_before_trema(const char *word, GArray *phones)
{
    static const char *const endings[] = {"iën", "iër", "iërs"};
    const unsigned vowels = kx_phones_count_vowels(phones);
    for (unsigned i = 0; i < G_N_ELEMENTS(endings) && vowels > 2; i++) {
        const unsigned before = kx_phones_vowel(phones, vowels - 3);
        const unsigned at = kx_phones_vowel(phones, vowels - 2);
        if (g_str_has_suffix(word, endings[i]) && is(&g_array_index(phones, kx_phone, at), "i") &&
            kx_phones_main(phones) != before && !kx_phones_is_weak(phones, before))
            kx_phones_stress(phones, before);
    }
}

/* Nijen-rode, Simpel-veld: the syllable before the last part of a name is weak, and this one is
 * not. */
static void weaken_before_place(const char *name, GArray *phones)
{
    static const char *const places[] = {"berg",  "broek", "dijk", "geest", "haar", "hof",
                                         "horst", "huis",  "huiz", "kamp",  "laar", "man",
                                         "rijs",  "rode",  "veen", "veld",  "voort"};
    g_autofree char *word = g_ascii_strdown(name, -1);
    const size_t n = strlen(word);
    size_t at = 0, length;
    if (kx_spelling_vowels(word, n) != kx_phones_count_vowels(phones))
        return;
    for (unsigned i = 0; kx_spelling_next_vowel(word, n, &at, &length); at += length, i++) {
        kx_phone *phone = &g_array_index(phones, kx_phone, kx_phones_vowel(phones, i));
        if (i == 0 || length != 1 || word[at] != 'e' || !strchr("lnr", word[at + 1]) ||
            phone->stress == '\'' || !(is(phone, "E") || is(phone, "E2")))
            continue;
        for (unsigned j = 0; j < G_N_ELEMENTS(places); j++) {
            if (!g_str_has_prefix(word + at + 2, places[j]))
                continue;
            become(phone, "@");
            phone->stress = 0;
            kx_phone *last = &g_array_index(phones, kx_phone, kx_phones_vowel(phones, i + 1));
            if (word[at + 3] == 'e' && is(last, "@"))
                become(last, "E");
        }
    }
}

/* Olt-huis, Molt-hoff: a t and an h, not the th of Thomas. */
static void part_th(const char *name, GArray *phones)
{
    static const char *const places[] = {"thuis", "thuiz", "thof", "thoek", "thorst", "thout"};
    static const kx_phone h = {"h", 1, 0, false};
    const size_t n = strlen(name);
    g_autofree char *word = g_ascii_strdown(name, -1);
    for (unsigned i = 0; i < G_N_ELEMENTS(places); i++) {
        const char *at = strstr(word, places[i]);
        if (!at || at == word || kx_spelling_vowels(word, n) != kx_phones_count_vowels(phones))
            continue;
        const unsigned behind =
            kx_phones_vowel(phones, kx_spelling_vowels(word, (size_t)(at - word)));
        if (behind > 0 && is(&g_array_index(phones, kx_phone, behind - 1), "t"))
            g_array_insert_val(phones, behind, h);
    }
}

char *kx_repair_people(const char *word, const char *phonemes)
{
    static const char *const surnames[] = {"Adriaanse", "Bastiaanse", "Christiaanse"};
    static const char *const endings[] = {"aanse", "anen"};
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_phones_add(phones, phonemes);
    const unsigned vowels = kx_phones_count_vowels(phones);
    bool ends = false;
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++)
        ends |= g_str_has_suffix(word, endings[i]);
    for (unsigned i = 0; i < G_N_ELEMENTS(surnames); i++)
        ends &= strcmp(word, surnames[i]) != 0;
    const unsigned at = vowels > 2 ? kx_phones_vowel(phones, vowels - 2) : phones->len;
    if (ends && at < phones->len && is(&g_array_index(phones, kx_phone, at), "a:"))
        kx_phones_stress(phones, at);
    stress_before_trema(word, phones);
    weaken_before_place(word, phones);
    part_th(word, phones);
    char *stressed = kx_phones_print(phones);
    if (strcmp(stressed, phonemes) != 0)
        return stressed;
    g_free(stressed);
    return NULL;
}

char *kx_repair_vowels(const char *word, const char *phonemes)
{
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    kx_phones_add(phones, phonemes);
    if (strchr(word, 'y'))
        join_y(phones);
    repair_vowels(word, phones);
    attract_stress(word, phones);
    stress_before_ie(word, phones);
    strengthen_stress(phones);
    stress_before_trema(word, phones);
    return kx_phones_print(phones);
}
