/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/words.h"

#include "base/embed.h"
#include "speak/blob.h"
#include "speak/english.h"
#include "speak/english_compound.h"
#include "speak/join.h"
#include "speak/reading.h"
#include "speak/words_file.h"
#include "speak/words_format.h"

#include <glib.h>
#include <string.h>

/* English words that may be parts of compounds, and as if they were in how many; a part of so many
 * Dutch ones is common there. */
enum { ENGLISH_PART_COUNT = 6, COMMON_PART_COUNT = 12 };

/* The same of the lexicon's entries that are no Dutch words: Instagram is no insta-gram. */
enum { ENTRY_PART_COUNT = 400 };

/* Entries of the lexicon that are parts have so many bytes or more; names without their capital. */
enum { ENTRY_MIN = 4, SMALL_NAME_MIN = 6 };

/* Shorter words of the English list are no evidence of English; a longer one that Dutch has too is
 * Dutch: the short ones are English by chance. */
enum { LOAN_LONG = 6, NATIVE_LONG = 6 };

/* Two words so long are no compound by chance, be they parts of no other one. */
enum { SEEN_LONG = 7 };

/* The file that compile_words made, as it is. */
KX_EMBED(kx_words_file, KX_WORDS_FILE);

void kx_words_release(void)
{
    kx_embedded_release(kx_words_file, kx_words_file_end);
    kx_english_release();
}

static const kx_words_header *header(void)
{
    return (const kx_words_header *)(const void *)kx_words_file;
}

static const uint32_t *edges(void)
{
    return (const uint32_t *)(const void *)(kx_words_file + sizeof(kx_words_header));
}

bool kx_words_has(const char *text, size_t n)
{
    uint32_t node = 1, edge = 0;
    for (size_t i = 0; i < n; i++) {
        if (node == 0)
            return false;
        for (const uint32_t *at = edges() + node;; at++) {
            edge = *at;
            if (edge >> KX_EDGE_BYTE_SHIFT == (unsigned char)text[i])
                break;
            if (edge & KX_EDGE_LAST)
                return false;
        }
        node = edge & KX_EDGE_TARGET;
    }
    return n > 0 && (edge & KX_EDGE_FINAL);
}

/* The phonemes of a part; `numbers` are what follows them. */
static const char *find_part(const char *text, size_t n, const unsigned char **numbers)
{
    const char *phonemes = kx_blob_find(edges() + header()->n_edges, text, n);
    if (phonemes)
        *numbers = (const unsigned char *)phonemes + strlen(phonemes) + 1;
    return phonemes;
}

const char *kx_words_part(const char *text, size_t n, kx_part_counts *counts)
{
    const unsigned char *numbers;
    const char *phonemes = find_part(text, n, &numbers);
    if (!phonemes)
        return NULL;
    *counts = (kx_part_counts){numbers[0] | (unsigned)numbers[1] << 8,
                               numbers[2] | (unsigned)numbers[3] << 8};
    return phonemes;
}

const char *kx_words_repaired(const char *word, size_t n)
{
    const unsigned char *numbers;
    const char *phonemes = find_part(word, n, &numbers);
    return phonemes && numbers[KX_PART_REPAIRED] ? phonemes : NULL;
}

static bool look_up_dutch(void *data, const char *text, size_t n, kx_part_counts *counts)
{
    (void)data;
    *counts = (kx_part_counts){0, 0};
    if (kx_words_part(text, n, counts) && counts->first + counts->last > 0)
        return true;
    return kx_words_has(text, n);
}

/* An English word of English compounds: what is known of it in Dutch ones says nothing here. */
static bool look_up_english(void *data, const char *text, size_t n, kx_part_counts *counts)
{
    kx_english_word word;
    (void)data;
    *counts = (kx_part_counts){ENGLISH_PART_COUNT, ENGLISH_PART_COUNT};
    return kx_english_find(text, n, &word) && !word.name;
}

/* A word that is being taken apart. */
typedef struct {
    const kx_lexicon *lexicon;
    const char *written, *lower; /* of equal length */
    bool capital;                /* it may begin with a name */
    bool last_try;               /* nothing else has divided it */
} subject;

static bool is_capital(const char *text)
{
    return g_unichar_isupper(g_utf8_get_char(text));
}

/* Whether a form may be a part in small letters: it is no name, or one that is known by its letters
 * alone (WhatsApp). */
static bool may_be_small(const char *form)
{
    bool capital = is_capital(form);
    for (const char *at = g_utf8_next_char(form); *at; at = g_utf8_next_char(at)) {
        if (is_capital(at))
            return strlen(form) >= SMALL_NAME_MIN;
    }
    return !capital;
}

/* The lexicon's phonemes for the part at text[0..n), or those of a name that begins the word; NULL
 * if there are none. */
static const char *entry(const subject *s, const char *text, size_t n)
{
    const bool begins = s->capital && text == s->lower;
    const kx_cell *row = n < ENTRY_MIN ? NULL
                                       : kx_lexicon_find(s->lexicon, KX_LEXICON_SOUND,
                                                         begins ? s->written : text, n);
    if (!row || !kx_lexicon_row_is(row, "phonemes"))
        return NULL;
    const char *value = kx_text(row, KX_LEXICON_VALUE);
    if (strchr(value, ' '))
        return NULL;
    return begins || may_be_small(kx_text(row, KX_LEXICON_WRITTEN)) ? value : NULL;
}

/* A name of the dictionary that begins the word. */
static const char *name(const subject *s, const char *text, size_t n)
{
    kx_part_counts counts;
    return s->capital && text == s->lower && n >= ENTRY_MIN ? kx_words_part(s->written, n, &counts)
                                                            : NULL;
}

/* The phonemes of an English word with -er or -ers that no list has (crawlers), or of an entry with
 * -s (bloggers); NULL if it is neither. The caller frees. */
static char *derived(const subject *s, const char *text, size_t n)
{
    enum { AGENT_MIN = 6 };
    const bool plural = n > ENTRY_MIN && text[n - 1] == 's';
    const size_t bare = plural ? n - 1 : n;
    const char *listed = plural ? entry(s, text, bare) : NULL;
    if (listed)
        return kx_reading_inflect(listed, "s");
    return bare >= AGENT_MIN && memcmp(text + bare - 2, "er", 2) == 0 && !kx_words_has(text, n)
               ? kx_english_reading(text, n, false, NULL, NULL)
               : NULL;
}

/* An English loan, an entry of the lexicon or a name is a part as common as most: in compounds that
 * only the article has. */
static bool look_up_all(void *data, const char *text, size_t n, kx_part_counts *counts)
{
    kx_english_word word;
    if (kx_english_find(text, n, &word) && word.loan && !word.name)
        return look_up_english(data, text, n, counts);
    if (look_up_dutch(data, text, n, counts) && (counts->first > 1 || counts->last > 1))
        return true;
    kx_part_counts dutch = *counts;
    const subject *s = data;
    const bool listed = entry(s, text, n) != NULL;
    g_autofree char *form = s->last_try && !listed ? derived(s, text, n) : NULL;
    const unsigned count = listed ? ENTRY_PART_COUNT : ENGLISH_PART_COUNT;
    *counts = (kx_part_counts){count, count};
    if (listed || form || name(s, text, n))
        return true;
    *counts = dutch;
    if (s->last_try && n >= SEEN_LONG && kx_words_has(text, n))
        *counts = (kx_part_counts){MAX(dutch.first, 1), MAX(dutch.last, 1)};
    return look_up_dutch(data, text, n, &dutch);
}

/* Whether one of the parts is spelled as only English words are: of the others some are Dutch by
 * chance (bone-kever). */
static bool has_english(const char *word, const size_t *ends, unsigned parts)
{
    kx_english_word found;
    for (unsigned i = 0; i < parts; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        if (kx_english_find(word + start, ends[i] - start, &found) && found.spelled)
            return true;
    }
    return false;
}

/* Whether a long part is in the English list only: a word that no list has may be English by it
 * (sand-boxing). */
static bool has_loan(const char *word, const size_t *ends, unsigned parts)
{
    kx_english_word found;
    for (unsigned i = 0; i < parts; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        if (ends[i] - start >= LOAN_LONG &&
            kx_english_find(word + start, ends[i] - start, &found) && found.loan)
            return true;
    }
    return false;
}

static bool has_derived(const subject *s, const size_t *ends, unsigned parts)
{
    for (unsigned i = 0; i < parts; i++) {
        const size_t start = i == 0 ? 0 : ends[i - 1];
        g_autofree char *phonemes = derived(s, s->lower + start, ends[i] - start);
        if (phonemes)
            return true;
    }
    return false;
}

static bool has_entry(const subject *s, const size_t *ends, unsigned parts)
{
    for (unsigned i = 0; i < parts; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        kx_part_counts counts;
        if (entry(s, s->lower + start, ends[i] - start) &&
            (!look_up_dutch(NULL, s->lower + start, ends[i] - start, &counts) ||
             counts.first + counts.last < COMMON_PART_COUNT))
            return true;
    }
    return parts > 0 && name(s, s->lower, ends[0]);
}

typedef enum {
    MADE_OF_NOTHING,
    MADE_OF_DUTCH,
    MADE_OF_ENGLISH, /* loans of the list */
    MADE_OF_LOANS,   /* English words, of which one alone is no Dutch one */
    MADE_OF_ALL,
} made_of;

static bool is_any_name(const subject *s, size_t n)
{
    return s->capital && n >= ENTRY_MIN && (entry(s, s->lower, n) || name(s, s->lower, n));
}

/* Whether the first n letters are a name and no word. */
static bool is_name(const subject *s, size_t n)
{
    kx_part_counts counts;
    return is_any_name(s, n) && !look_up_dutch(NULL, s->lower, n, &counts);
}

/* Whether a last part is one in more words than a few: Anna-straat, but no Wille-mijntje. */
static bool is_common_last(const char *part)
{
    enum { FEW = 4 };
    kx_part_counts counts;
    return look_up_dutch(NULL, part, strlen(part), &counts) && counts.last > FEW;
}

/* Whether the word begins with a name that is no word, before the words of Dutch are asked: an
 * Instagram-foto is no insta-gram-foto. Names of the dictionary that do are compounds, too
 * (Facebook-pagina), but not those of places (Rotter-dam). */
static bool begins_with_name(const subject *s, bool listed, const size_t *ends, unsigned parts)
{
    if (parts == 0)
        return false;
    if (listed)
        return is_any_name(s, ends[0]) && strlen(s->lower) - ends[0] > ENTRY_MIN &&
               is_common_last(s->lower + ends[parts - 2]);
    return is_name(s, ends[0]) && entry(s, s->lower, ends[0]);
}

/* Divides a word that no list has into two English words, and says whether it has. */
static bool divide_loans(const subject *s, size_t n, unsigned *parts, size_t *ends)
{
    const size_t at = kx_english_compound(s->lower, n, s->capital);
    const char *last = s->lower + at;
    if (at == 0 || (!kx_english_is_own(last, n - at) && is_common_last(last)))
        return false;
    ends[0] = at;
    ends[1] = n;
    *parts = 2;
    return true;
}

/* Divides the word: into Dutch parts, English ones, or, if no list has the word, all. */
static made_of divide(subject *s, bool listed, unsigned *parts, size_t *ends)
{
    const char *word = s->lower;
    const size_t n = strlen(word);
    const bool known = listed || kx_words_has(word, n);
    *parts = kx_compound_split(word, n, look_up_all, s, ends);
    if (begins_with_name(s, listed, ends, *parts))
        return MADE_OF_ALL;
    *parts = listed ? 0 : kx_compound_split(word, n, look_up_dutch, NULL, ends);
    const bool rare = *parts == 2 && !known && !is_common_last(word + ends[0]);
    if (rare && divide_loans(s, n, parts, ends)) /* fast-lane, code-base */
        return MADE_OF_LOANS;
    if (*parts > 0)
        return has_english(word, ends, *parts) ? MADE_OF_ALL : MADE_OF_DUTCH;
    *parts = kx_compound_split(word, n, look_up_english, NULL, ends);
    if (has_english(word, ends, *parts) || (!known && has_loan(word, ends, *parts)))
        return MADE_OF_ENGLISH;
    if (known)
        return MADE_OF_NOTHING;
    if (divide_loans(s, n, parts, ends))
        return MADE_OF_LOANS;
    s->last_try = true;
    *parts = kx_compound_split(word, n, look_up_all, s, ends);
    const bool seen = *parts == 2 && ends[0] >= SEEN_LONG && n - ends[0] >= SEEN_LONG;
    return seen || has_english(word, ends, *parts) || has_derived(s, ends, *parts) ||
                   has_entry(s, ends, *parts)
               ? MADE_OF_ALL
               : MADE_OF_NOTHING;
}

/* The phonemes of a part. One that is rare in Dutch compounds is English beside English parts. The
 * caller frees. */
static char *part_reading(const subject *s, const char *part, size_t n, made_of what)
{
    kx_english_word word;
    kx_part_counts counts = {0, 0};
    g_autofree char *full = kx_compound_word(part, n, look_up_dutch, NULL, &counts);
    const char *known = full ? kx_words_part(full, strlen(full), &counts) : NULL;
    g_autofree char *dutch = known ? kx_compound_phonemes(known, full, n) : NULL;
    const bool common = dutch && counts.first + counts.last >= COMMON_PART_COUNT;
    if (what == MADE_OF_DUTCH || (what == MADE_OF_ALL && common))
        return g_steal_pointer(&dutch);
    const char *listed = what >= MADE_OF_LOANS ? entry(s, part, n) : NULL;
    if (!listed && what == MADE_OF_ALL && !dutch)
        listed = name(s, part, n);
    if (listed)
        return g_strdup(listed);
    const bool english = kx_english_find(part, n, &word) && !word.name;
    const bool native = dutch && english && !word.loan && n >= NATIVE_LONG &&
                        what != MADE_OF_LOANS; /* platform, partner */
    if (!english && !dutch)
        return derived(s, part, n);
    if (!english || native)
        return g_steal_pointer(&dutch);
    return kx_english_in_dutch(&word, part, n);
}

/* Which part has the main stress: of streets that are called by a name, the last, but not of a
 * straat (Amalia-plein, Amalia-straat). */
static unsigned stressed_part(const subject *s, const size_t *ends, unsigned parts)
{
    static const char *const streets[] = {"plein",     "gracht", "laan",  "kade",
                                          "weg",       "singel", "park",  "plantsoen",
                                          "boulevard", "brug",   "tunnel"};
    for (unsigned i = 0; i < G_N_ELEMENTS(streets) && parts == 2; i++) {
        if (strcmp(s->lower + ends[0], streets[i]) == 0 && is_name(s, ends[0]))
            return 1;
    }
    return kx_compound_stressed(s->lower, ends, parts, look_up_dutch, NULL);
}

/* "wet + houder" */
static char *name_parts(const char *word, const size_t *ends, unsigned parts)
{
    GString *list = g_string_new(NULL);
    for (unsigned i = 0; i < parts; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        g_string_append_printf(list, "%s%.*s", i ? " + " : "", (int)(ends[i] - start),
                               word + start);
    }
    return g_string_free(list, FALSE);
}

char *kx_words_compound(const kx_lexicon *lexicon, const char *written, size_t n, bool listed,
                        char **names)
{
    size_t ends[KX_COMPOUND_PARTS_MAX];
    unsigned parts;
    g_autofree char *word = g_utf8_strdown(written, (gssize)n);
    g_autoptr(GPtrArray) phonemes = g_ptr_array_new_with_free_func(g_free);
    subject s = {lexicon, written, word, is_capital(written) && strlen(word) == n, false};
    const made_of what = divide(&s, listed, &parts, ends);
    if (what == MADE_OF_NOTHING)
        return NULL;
    for (unsigned i = 0; i < parts; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        char *reading = part_reading(&s, word + start, ends[i] - start, what);
        if (!reading)
            return NULL;
        g_ptr_array_add(phonemes, reading);
    }
    if (names)
        *names = name_parts(word, ends, parts);
    return kx_join_phonemes((const char *const *)phonemes->pdata, parts,
                            stressed_part(&s, ends, parts));
}
