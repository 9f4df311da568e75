/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dutch syllables, as far as they tell a word in capitals from letters in a row. */
#include "text/class.h"

#include <string.h>

/* Consonants that may begin a syllable, and that may end one; single ones are in the strings. */
static const char single_onsets[] = "bcdfghjklmnpqrstvwxz";
static const char single_codas[] = "bcdfgklmnprstwx";
static const char *const onsets[] = {
    "bl", "br", "ch", "chr", "cl", "cr", "dr", "dw", "fl",  "fr",  "gl",  "gn",   "gr",
    "kl", "kn", "kr", "kw",  "ph", "pl", "pr", "ps", "qu",  "sc",  "sch", "schr", "scr",
    "sf", "sh", "sj", "sk",  "sl", "sm", "sn", "sp", "spl", "spr", "st",  "str",  "th",
    "tr", "ts", "tj", "sw",  "tw", "vl", "vr", "wr", "zw",  "dj",  "tsj",
};
static const char *const codas[] = {
    "bs",  "bt",  "ch",  "chs",  "chts", "sch",  "ght", "fst", "gst",  "kst", "lft", "lgt", "lkt",
    "lmt", "lpt", "mpt", "nkst", "pst",  "rfst", "rft", "rgt", "rkst", "rkt", "rlt", "rmt", "rnt",
    "rpt", "wt",  "cht", "ck",   "cs",   "ct",   "ds",  "dt",  "ff",   "fs",  "ft",  "gd",  "gs",
    "gt",  "ks",  "kt",  "ld",   "lf",   "lg",   "lk",  "ll",  "lm",   "lp",  "ls",  "lst", "lt",
    "mm",  "mp",  "mps", "ms",   "mst",  "nd",   "nds", "ng",  "ngs",  "nk",  "nks", "nkt", "nn",
    "ns",  "nst", "nt",  "ps",   "pt",   "rd",   "rf",  "rg",  "rk",   "rks", "rm",  "rn",  "rp",
    "rs",  "rst", "rt",  "rts",  "bb",   "dd",   "gg",  "pp",  "rr",   "zz",  "sh",  "sk",  "sp",
    "ss",  "st",  "th",  "ts",   "tst",  "tt",   "ws",
};

/* Three vowels in a row, in a word of four letters. */
static const char *const triples[] = {"aai", "eau", "eeu", "eie", "ieu",
                                      "oei", "ooi", "oui", "uie"};

static bool listed(const char *const *list, unsigned n, const char *group, size_t length)
{
    for (unsigned i = 0; i < n; i++) {
        if (strlen(list[i]) == length && memcmp(list[i], group, length) == 0)
            return true;
    }
    return false;
}

static bool is_onset(const char *group, size_t length)
{
    if (length <= 1)
        return length == 0 || strchr(single_onsets, *group);
    return listed(onsets, G_N_ELEMENTS(onsets), group, length);
}

static bool is_coda(const char *group, size_t length)
{
    if (length <= 1)
        return length == 0 || strchr(single_codas, *group);
    return listed(codas, G_N_ELEMENTS(codas), group, length);
}

/* Consonants between two vowels: the end of one syllable and the beginning of the next. */
static bool is_middle(const char *group, size_t length)
{
    if (length == 2 && group[0] == group[1])
        return true;
    for (size_t i = 0; i <= length; i++) {
        if (is_coda(group, i) && is_onset(group + i, length - i))
            return true;
    }
    return false;
}

/* The j of ij is one, unless a vowel follows: "tijd", but "Fiji". */
static bool is_vowel(const char *word, size_t at)
{
    bool vowel = strchr("aeiouy", word[at]) != NULL;
    bool digraph = word[at] == 'j' && at > 0 && word[at - 1] == 'i' &&
                   (!word[at + 1] || !strchr("aeiouy", word[at + 1]));
    return vowel || digraph;
}

bool kx_pronounceable(const char *letters, size_t length)
{
    enum { CONSONANTS_MAX = 5, VOWELS_MAX = 3, LETTERS_MAX = 40, SHORT_MAX = 4 };
    g_autofree char *word = g_ascii_strdown(letters, (gssize)MIN(length, LETTERS_MAX));
    size_t n = strlen(word), vowels = 0;
    if (length > LETTERS_MAX)
        return false;
    for (size_t at = 0; at < n;) {
        if (!g_ascii_isalpha(word[at]))
            return false;
        size_t end = at;
        while (end < n && g_ascii_isalpha(word[end]) && is_vowel(word, end) == is_vowel(word, at))
            end++;
        const char *group = word + at;
        size_t size = end - at;
        if (is_vowel(word, at)) {
            vowels++;
            bool strange = size == VOWELS_MAX && n <= SHORT_MAX &&
                           !listed(triples, G_N_ELEMENTS(triples), group, size);
            if (size > VOWELS_MAX || strange) /* IOAZ */
                return false;
        } else if (size > CONSONANTS_MAX || !(at == 0    ? is_onset(group, size)
                                              : end == n ? is_coda(group, size)
                                                         : is_middle(group, size))) {
            return false;
        }
        at = end;
    }
    return vowels > 0;
}
