/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/compound.h"

#include "text/table.h"

#include <math.h>
#include <string.h>

/* A word of fewer bytes is no compound; parts of PART_SHORT letters are those of the table, and
 * longer ones come from the dictionary. A part of one compound only must be LONE long. */
enum { WORD_MIN = 6, WORD_MAX = 60, PART_SHORT = 3, PLURAL_MIN = 4, LONE = 6 };

/* Measured on words with known stress: parts that are common and long are parts; a third and a
 * fourth one must be worth their price. */
static const double per_letter = 0.3, price_of_more = 6.0, price_of_hidden = 3.0, score_min = 6.0;

typedef enum { PLACE_FIRST, PLACE_LAST } place;

typedef enum { VERDICT_NONE, VERDICT_YES, VERDICT_NO } verdict;

static verdict listed(const char *part, size_t n, place where)
{
    static const char *const places[] = {"first", "last"};
    const kx_cell *row = kx_table_find(&kx_table_compound_parts, part, n);
    for (; row; row = kx_table_next(&kx_table_compound_parts, row)) {
        if (strcmp(kx_text(row, 2), places[where]) == 0)
            return strcmp(kx_text(row, 1), "yes") == 0 ? VERDICT_YES : VERDICT_NO;
    }
    return VERDICT_NONE;
}

/* Whether the part has an ending behind which nearly every compound has an s. */
static bool takes_s(const char *part, size_t n)
{
    static const char *const endings[] = {"heids", "ings", "teits", "schaps"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t length = strlen(endings[i]);
        if (n > length && memcmp(part + n - length, endings[i], length) == 0)
            return true;
    }
    return false;
}

char *kx_compound_word(const char *part, size_t n, kx_part_lookup lookup, void *data,
                       kx_part_counts *counts)
{
    if (lookup(data, part, n, counts))
        return g_strndup(part, n);
    if (n > PLURAL_MIN && takes_s(part, n) && lookup(data, part, n - 1, counts)) {
        counts->first = MAX(counts->first, 1);
        return g_strndup(part, n - 1);
    }
    if (n < PLURAL_MIN || part[n - 1] != 'e')
        return NULL;
    char *plural = g_strdup_printf("%.*sn", (int)n, part);
    if (lookup(data, plural, n + 1, counts))
        return plural;
    g_free(plural);
    return NULL;
}

char *kx_compound_phonemes(const char *phonemes, const char *word, size_t n)
{
    size_t length = strlen(word);
    char *fitted = g_strconcat(phonemes, length < n ? "s" : "", NULL);
    if (length > n)
        fitted[strlen(fitted) - 1] = '\0';
    return fitted;
}

/* What a part is worth at its place; negative if it is none. */
static double worth(const char *part, size_t n, place where, kx_part_lookup lookup, void *data)
{
    verdict said = listed(part, n, where);
    kx_part_counts counts = {0, 0};
    if (n < PART_SHORT || said == VERDICT_NO || (n == PART_SHORT && said != VERDICT_YES))
        return -1;
    g_autofree char *word = NULL;
    if (where == PLACE_FIRST)
        word = kx_compound_word(part, n, lookup, data, &counts);
    if (where == PLACE_FIRST ? word == NULL : !lookup(data, part, n, &counts))
        return -1;
    unsigned count = where == PLACE_FIRST ? counts.first : counts.last;
    if (said != VERDICT_YES && count < (n < LONE ? 2 : 1))
        return -1;
    return log(count + 1.0) + per_letter * (double)n;
}

typedef struct {
    double score; /* of the best way to here; negative: there is none */
    size_t from;
} step;

static bool is_letters(const char *word, size_t n)
{
    for (const char *at = word; at < word + n; at = g_utf8_next_char(at)) {
        if (!g_unichar_islower(g_utf8_get_char(at)))
            return false;
    }
    return true;
}

static bool is_boundary(const char *word, size_t at)
{
    return (word[at] & 0xC0) != 0x80;
}

/* Behind a short syllable a vowel, or the same consonant again: rather la-boreren and kop-pel than
 * lab-oreren and kop-pelen. But an -er may end a word there, and an x does (hacker-account,
 * fax-aansluiting). */
static bool is_hidden(const char *word, size_t from)
{
    enum { AGENT_MIN = 5 };
    static const char vowels[] = "aeiou";
    if (word[from] != 'e' && from > 0 &&
        (word[from - 1] == 'x' || (from >= AGENT_MIN && memcmp(word + from - 2, "er", 2) == 0)))
        return false;
    return from >= 3 && !strchr(vowels, word[from - 1]) && strchr(vowels, word[from - 2]) &&
           !strchr(vowels, word[from - 3]) &&
           (strchr(vowels, word[from]) || word[from] == word[from - 1]);
}

/* A prefix and a word: over-spannen is no overs-pannen, ver-snellen no vers-nellen. */
static bool is_derived(const char *word, size_t n, kx_part_lookup lookup, void *data)
{
    static const char *const prefixes[] = {"be",   "ge",    "er",   "her",  "ver",   "ont",
                                           "over", "onder", "door", "voor", "achter"};
    for (unsigned i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        size_t length = strlen(prefixes[i]);
        kx_part_counts counts;
        if (n > length + PART_SHORT && memcmp(word, prefixes[i], length) == 0 &&
            lookup(data, word + length, n - length, &counts))
            return true;
    }
    return false;
}

unsigned kx_compound_split(const char *word, size_t n, kx_part_lookup lookup, void *data,
                           size_t ends[KX_COMPOUND_PARTS_MAX])
{
    step steps[KX_COMPOUND_PARTS_MAX + 1][WORD_MAX + 1];
    if (n < WORD_MIN || n > WORD_MAX || !is_letters(word, n) || is_derived(word, n, lookup, data))
        return 0;
    for (unsigned k = 0; k <= KX_COMPOUND_PARTS_MAX; k++) {
        for (size_t at = 0; at <= n; at++)
            steps[k][at] = (step){-1, 0};
    }
    steps[0][0].score = 0;
    for (size_t from = 0; from + PART_SHORT <= n; from++) {
        if (!is_boundary(word, from))
            continue;
        for (size_t to = from + PART_SHORT; to <= n; to++) {
            bool whole = from == 0 && to == n, rest = to < n && n - to < PART_SHORT;
            if (whole || rest || !is_boundary(word, to))
                continue;
            double value =
                worth(word + from, to - from, to == n ? PLACE_LAST : PLACE_FIRST, lookup, data);
            for (unsigned k = 0; value >= 0 && k < KX_COMPOUND_PARTS_MAX; k++) {
                double price = (k >= 2 ? price_of_more : 0) +
                               (from > 0 && is_hidden(word, from) ? price_of_hidden : 0);
                double score = steps[k][from].score + value - price;
                if (steps[k][from].score >= 0 && score > steps[k + 1][to].score)
                    steps[k + 1][to] = (step){score, from};
            }
        }
    }
    unsigned best = 0;
    for (unsigned k = 2; k <= KX_COMPOUND_PARTS_MAX; k++) {
        if (steps[k][n].score >= score_min && (!best || steps[k][n].score > steps[best][n].score))
            best = k;
    }
    size_t end = n;
    for (unsigned k = best; k > 0; k--) {
        ends[k - 1] = end;
        end = steps[k][end].from;
    }
    return best;
}

/* Whether the word has one of the endings, behind a consonant: a stofzuiger is no -iger. */
static bool ends_in(const char *word, size_t n, const char *const *endings)
{
    for (; *endings; endings++) {
        size_t length = strlen(*endings);
        if (n > length && !strchr("aeiou", word[n - length - 1]) &&
            memcmp(word + n - length, *endings, length) == 0)
            return true;
    }
    return false;
}

static bool is_number(const char *word, size_t n)
{
    static const char *const numbers[] = {"een",   "twee", "drie",  "vier", "vijf",  "zes",
                                          "zeven", "acht", "negen", "elf",  "twaalf"};
    static const char *const endings[] = {"tig", "tien", "honderd", "duizend"};
    for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (strlen(numbers[i]) == n && memcmp(word, numbers[i], n) == 0)
            return true;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t length = strlen(endings[i]);
        if (n >= length && memcmp(word + n - length, endings[i], length) == 0)
            return true;
    }
    return false;
}

static bool is_one_of(const char *text, size_t n, const char *const *list)
{
    while (*list && (strlen(*list) != n || memcmp(*list, text, n) != 0))
        list++;
    return *list != NULL;
}

/* Whether the last part is an adjective in -lijk (straf-rechtelijk, drie-maandelijks), but no noun
 * that only looks like one. */
static bool is_lijk(const char *part, size_t n)
{
    static const char *const nouns[] = {"huwelijk",
                                        "gelijk",
                                        "ongelijk",
                                        "vergelijk",
                                        "verantwoordelijk",
                                        "verantwoordelijke",
                                        "verantwoordelijkheid",
                                        NULL};
    static const char *const endings[] = {"lijk", "lijke", "lijks", "lijkse"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t length = strlen(endings[i]);
        if (n > length + PART_SHORT && memcmp(part + n - length, endings[i], length) == 0)
            return !is_one_of(part, n, nouns);
    }
    return false;
}

/* Whether word[0..n) is a noun and a participle, which has the stress: baan-brekend. It has not
 * where the two are a verb (stof-zuigend) or the first one is an adverb (lang-durend). */
static bool is_participle(const char *word, size_t n, const size_t *ends, unsigned n_parts,
                          kx_part_lookup lookup, void *data)
{
    static const char *const adverbs[] = {
        "diep",   "dood",  "dubbel", "goed",   "half",  "hard", "hoog",  "kort", "laag",  "lang",
        "langst", "licht", "links",  "rechts", "reuze", "rond", "ruim",  "snel", "super", "thuis",
        "vast",   "vlak",  "vrij",   "warm",   "wel",   "wijd", "zacht", "zelf", "zwaar", NULL};
    static const char *const others[] = {"arend",  "bediend", "bekend", "ellend",
                                         "erkend", "gewend",  "legend", NULL};
    const size_t from = ends[n_parts - 2], end = word[n - 1] == 'e' ? n - 1 : n;
    kx_part_counts counts;
    return end > from + PART_SHORT + 1 && memcmp(word + end - 3, "end", 3) == 0 &&
           !is_one_of(word, ends[0], adverbs) && !is_one_of(word + from, end - from, others) &&
           lookup(data, word + from, end - from - 1, &counts) &&
           !lookup(data, word, end - 1, &counts);
}

/* Whether the last part, whose ending is one of adjectives, is who does something:
 * titel-verdediger. */
static bool is_agent(const char *part, size_t n)
{
    static const char *const prefixes[] = {"be", "ver"};
    static const char *const nouns[] = {"hereniger", "misdadiger",   "reiniger",
                                        "reiziger",  "vrijwilliger", NULL};
    for (unsigned i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (memcmp(part, prefixes[i], strlen(prefixes[i])) == 0 && part[n - 1] == 'r')
            return true;
    }
    return is_one_of(part, n, nouns);
}

unsigned kx_compound_stressed(const char *word, const size_t *ends, unsigned n_parts,
                              kx_part_lookup lookup, void *data)
{
    static const char *const endings[] = {"ig",      "ige",      "iger", "igen",   "igheid",
                                          "isch",    "ische",    "erij", "erijen", "enswaard",
                                          "getrouw", "getrouwe", NULL};
    static const char *const nouns[] = {"honig",  "twintig",  "dertig",  "veertig",  "vijftig",
                                        "zestig", "zeventig", "tachtig", "negentig", NULL};
    static const char *const pronouns[] = {"daar", "hier", NULL};
    const size_t n = ends[n_parts - 1], from = ends[n_parts - 2];
    if (is_one_of(word, ends[0], pronouns) || is_lijk(word + from, n - from))
        return n_parts - 1;
    if (is_number(word, from))
        return 0;
    bool last = (ends_in(word, n, endings) && !ends_in(word, n, nouns) &&
                 !is_agent(word + from, n - from)) ||
                is_participle(word, n, ends, n_parts, lookup, data);
    return last ? n_parts - 1 : 0;
}
