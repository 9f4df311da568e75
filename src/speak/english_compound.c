/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/english_compound.h"

#include "speak/english.h"

#include <glib.h>
#include <string.h>

/* A part that is no word of the list below has PART_MIN letters; the word WORD_MIN. */
enum { PART_MIN = 4, WORD_MIN = 6 };

/* What a part says for English. */
typedef enum { PART_NONE, PART_SHARED, PART_OWN } evidence;

/* Short words that English compounds begin and end with again and again. Of others so short any two
 * make many words by chance. */
static const char *const firsts[] = {"air", "all", "app", "big", "box", "bug", "car", "cut", "dev",
                                     "eye", "fan", "fun", "gun", "hot", "ice", "key", "log", "low",
                                     "mid", "net", "new", "off", "one", "out", "pay", "pop", "red",
                                     "run", "sea", "set", "sky", "spy", "sun", "tax", "top", "web"};
/* Of those, the ones that no Dutch word begins with. */
static const char *const own_firsts[] = {"bug", "dev", "eye", "gun", "key", "pay", "sky", "spy"};
static const char *const lasts[] = {"app", "bay", "bot", "box", "boy", "bug", "cam", "car",
                                    "cut", "day", "eye", "fix", "hat", "hub", "kit", "lab",
                                    "log", "men", "net", "ops", "pad", "pod", "run", "way"};
/* Words that Dutch ones end in by chance. */
static const char *const not_lasts[] = {
    "able", "aged", "ally", "ante", "cine", "dine", "isle", "late", "ling", "lite", "mine", "mite",
    "oral", "pine", "rate", "sate", "sire", "tate", "teen", "tide", "tier", "ties", "tine", "vine"};
/* These are English wherever a word ends with them. */
static const char *const particles[] = {"up", "off", "out"};

static bool is_one_of(const char *const *words, size_t n_words, const char *text, size_t n)
{
    for (size_t i = 0; i < n_words; i++) {
        if (strlen(words[i]) == n && memcmp(words[i], text, n) == 0)
            return true;
    }
    return false;
}

/* The word, or what -s, -er or -ers is behind (red-teamer). */
static bool find(const char *text, size_t n, kx_english_word *word)
{
    static const char *const endings[] = {"", "s", "er", "ers"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        const size_t length = strlen(endings[i]);
        if ((length == 0 || n >= PART_MIN + length) &&
            memcmp(text + n - length, endings[i], length) == 0 &&
            kx_english_find(text, n - length, word) && !word->name)
            return true;
    }
    return false;
}

bool kx_english_is_own(const char *text, size_t n)
{
    kx_english_word word;
    return n >= PART_MIN && find(text, n, &word) && (!word.dutch_too || word.spelled);
}

static evidence evidence_of(const char *part, size_t n, bool last)
{
    kx_english_word word;
    if (last && is_one_of(particles, sizeof particles / sizeof particles[0], part, n))
        return PART_OWN;
    if (last && is_one_of(not_lasts, sizeof not_lasts / sizeof not_lasts[0], part, n))
        return PART_NONE;
    if (!last && is_one_of(own_firsts, G_N_ELEMENTS(own_firsts), part, n))
        return PART_OWN;
    if (n < PART_MIN)
        return (last ? is_one_of(lasts, sizeof lasts / sizeof lasts[0], part, n)
                     : is_one_of(firsts, sizeof firsts / sizeof firsts[0], part, n))
                   ? PART_SHARED
                   : PART_NONE;
    if (kx_english_is_own(part, n))
        return PART_OWN;
    return find(part, n, &word) ? PART_SHARED : PART_NONE;
}

size_t kx_english_compound(const char *word, size_t n, bool both)
{
    enum { FIRST_MIN = 3, LAST_MIN = 2 };
    size_t best = 0;
    int most = 0;
    const int enough = both ? 2 * PART_OWN : PART_SHARED + PART_OWN;
    for (size_t at = FIRST_MIN; n >= WORD_MIN && at + LAST_MIN <= n; at++) {
        const evidence last = evidence_of(word + at, n - at, true);
        const evidence first = last ? evidence_of(word, at, false) : PART_NONE;
        const int sum = (int)first + (int)last;
        if (first && sum >= enough && sum > most) {
            most = sum;
            best = at;
        }
    }
    return best;
}
