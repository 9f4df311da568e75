/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/span.h"

#include "speak/english.h"
#include "text/table.h"

#include <string.h>

/* What a word says for English; a span needs ENOUGH in sum, and a STRONG word, or a loan where all
 * are written with a capital (Remote Desktop Services). */
enum { NEUTRAL = 0, WEAK = 1, STRONG = 2, ENOUGH = 3, WORD_MIN = 2 };

typedef struct {
    bool english; /* all its parts are in the list */
    bool edge;    /* a span may begin or end with it */
    bool loan;    /* one of its parts is spelled as only English words are */
    bool capital; /* or a function word */
    bool shared;  /* a function word of both languages */
    bool grammar; /* one of English alone */
    bool opening; /* no span ends with it */
    bool of;
    bool head; /* a noun that English often has before of */
    int evidence;
} reading;

/* The length of text[0..n) without the 's of a possessive. */
static size_t bare_length(const char *text, size_t n)
{
    return n > 2 && memcmp(text + n - 2, "'s", 2) == 0 ? n - 2 : n;
}

static bool is_one_of(const char *const *words, size_t n_words, const char *text, size_t n)
{
    for (size_t i = 0; i < n_words; i++)
        if (n == strlen(words[i]) && g_ascii_strncasecmp(text, words[i], n) == 0)
            return true;
    return false;
}

/* Function words that both languages have: they are English beside those of English alone. */
static const char *const shared[] = {"had", "in", "is", "of", "over", "was", "we"};

/* Function words of English that say so wherever they stand; the first ones have a word behind
 * them.
 */
static const char *const grammar[] = {"the",  "and", "for",  "with", "from", "my",
                                      "your", "our", "this", "that", "by",   "you"};
enum { OPENING = 8 };

/* Nouns that titles and names have before of; a Chrome of Firefox is Dutch. */
static const char *const heads[] = {
    "age",      "art",     "board",      "call",       "chamber",  "church",    "council",
    "dawn",     "day",     "department", "duke",       "empire",   "fact",      "fall",
    "game",     "god",     "guardians",  "head",       "heart",    "house",     "institute",
    "internet", "king",    "kings",      "league",     "legend",   "line",      "lord",
    "lords",    "master",  "ministry",   "museum",     "night",    "office",    "out",
    "pirates",  "planet",  "point",      "prince",     "prisoner", "proof",     "queen",
    "queens",   "quality", "rise",       "room",       "sea",      "secretary", "side",
    "son",      "sons",    "song",       "sound",      "speaker",  "state",     "tale",
    "tales",    "terms",   "theory",     "university", "walk",     "wealth",    "wolf",
    "world"};

static void read_part(const char *text, size_t n, reading *out)
{
    kx_english_word word;
    n = bare_length(text, n);
    bool function = kx_table_find_lower(&kx_table_function_words, text, n);
    const bool both = is_one_of(shared, G_N_ELEMENTS(shared), text, n);
    if (!kx_english_find(text, n, &word) || (function && !both)) {
        out->english = false;
        return;
    }
    bool capital = g_unichar_isupper(g_utf8_get_char(text));
    int evidence = NEUTRAL;
    out->shared = both;
    out->of = n == 2 && g_ascii_strncasecmp(text, "of", n) == 0;
    out->head = is_one_of(heads, G_N_ELEMENTS(heads), text, n);
    out->opening = is_one_of(grammar, OPENING, text, n);
    out->grammar |= is_one_of(grammar, G_N_ELEMENTS(grammar), text, n);
    if (out->grammar || (word.loan && !word.dutch_too && !word.name))
        evidence = STRONG;
    else if (!function && n >= WORD_MIN && (capital || word.loan || !(word.dutch_too || word.name)))
        evidence = WEAK;
    out->evidence = MAX(out->evidence, evidence);
    out->edge &= evidence > NEUTRAL && !both;
    out->loan |= word.loan;
    out->capital &= capital || function;
}

/* Its parts between hyphens together are as English as the strongest of them. */
static reading read_word(const char *text, size_t n)
{
    reading out = {.english = true, .edge = true, .capital = true};
    for (size_t at = 0; at <= n && out.english;) {
        const char *hyphen = memchr(text + at, '-', n - at);
        size_t end = hyphen ? (size_t)(hyphen - text) : n;
        read_part(text + at, end - at, &out);
        at = end + 1;
    }
    return out;
}

/* Adds the words [first, last), all English, without what cannot be at its edges. */
static void add_part(GArray *spans, const reading *readings, unsigned first, unsigned last)
{
    while (first < last && !readings[first].edge)
        first++;
    while (last > first && (!readings[last - 1].edge || readings[last - 1].opening))
        last--;
    int evidence = 0;
    bool strong = false, loan = false, capitals = true;
    for (unsigned i = first; i < last; i++) {
        evidence += readings[i].evidence;
        strong |= readings[i].evidence == STRONG;
        loan |= readings[i].loan;
        capitals &= readings[i].capital;
    }
    const kx_span span = {first, last};
    if (last - first >= 2 && evidence >= ENOUGH && (strong || (loan && capitals)))
        g_array_append_val(spans, span);
}

/* Adds what is English of the words [first, last), all in the English list. A word of both
 * languages ends a span, if none beside it is of English grammar: Telegram in Chrome of Firefox. */
static void add_span(GArray *spans, const reading *readings, unsigned first, unsigned last)
{
    bool grammatical = false;
    for (unsigned i = first; i < last; i++)
        grammatical |= readings[i].grammar;
    for (unsigned i = first; i < last && !grammatical; i++) {
        if (!readings[i].shared || (i > first && readings[i - 1].head && readings[i].of))
            continue;
        add_part(spans, readings, first, i);
        first = i + 1;
    }
    add_part(spans, readings, first, last);
}

/* Whether the word is all that its token says: addresses and numbers are no phrases. */
static bool is_whole_token(const GArray *words, unsigned i)
{
    const kx_rendered_word *word = &g_array_index(words, kx_rendered_word, i);
    return (i == 0 || word[-1].token != word->token) &&
           (i + 1 == words->len || word[1].token != word->token);
}

/* Whether [first, last), all that stands between two marks and all English, is so as a whole: then
 * words of both languages at its edges are too (We are great players), but for Chrome of Firefox.
 */
static bool is_english_clause(const reading *readings, unsigned first, unsigned last)
{
    enum { WORDS_MIN = 4 };
    bool strong = false, of = false;
    for (unsigned i = first; i < last; i++) {
        strong |= readings[i].evidence == STRONG;
        of |= readings[i].of;
    }
    return strong && !of && last - first >= WORDS_MIN;
}

const char *kx_span_word(const kx_spoken *spoken, const char *speech, const kx_rendered_word *word,
                         size_t *n)
{
    const kx_morpheme *only = &g_array_index(spoken->morphemes, kx_morpheme, word->first);

    *n = 1;
    if (word->last - word->first == 1 && only->kind == KX_MORPHEME_LETTER &&
        strlen(only->text) == 1) {
        if (*only->text == 'I')
            return "I";
        if (*only->text == 'A')
            return "a";
    }
    *n = word->end - word->start;
    return speech + word->start;
}

GArray *kx_english_spans(const kx_spoken *spoken, const char *speech, const GArray *words)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(kx_span));
    g_autofree reading *readings = g_new(reading, words->len + 1);
    unsigned first = 0, mark = 0; /* mark: the first word behind the last one */
    for (unsigned i = 0; i < words->len; i++) {
        const kx_rendered_word *word = &g_array_index(words, kx_rendered_word, i);
        size_t n;
        const char *text = kx_span_word(spoken, speech, word, &n);
        readings[i] = read_word(text, n);
        if (!readings[i].english || !is_whole_token(words, i)) {
            add_span(spans, readings, first, i);
            first = i + 1;
        } else if (speech[word->end] != ' ') { /* a mark or the end */
            const kx_span clause = {first, i + 1};
            if (first == mark && is_english_clause(readings, first, i + 1))
                g_array_append_val(spans, clause);
            else
                add_span(spans, readings, first, i + 1);
            first = i + 1;
        }
        mark = speech[word->end] != ' ' ? i + 1 : mark;
    }
    return spans;
}

/* What 's sounds like behind a word's phonemes. */
static const char *possessive(const char *phonemes)
{
    const char last = phonemes[strlen(phonemes) - 1];

    return strchr("szSZ", last) != NULL ? "Iz" : strchr("ptkfT", last) != NULL ? "s" : "z";
}

char *kx_span_phonemes(const char *text, size_t n, kx_english how)
{
    GString *out = g_string_new(NULL);
    for (size_t at = 0; at <= n;) {
        const char *hyphen = memchr(text + at, '-', n - at);
        size_t end = hyphen ? (size_t)(hyphen - text) : n, bare = bare_length(text + at, end - at);
        kx_english_word word;
        if (!kx_english_find(text + at, bare, &word)) {
            g_string_truncate(out, 0);
            break;
        }
        g_autofree char *dutch =
            how == KX_ENGLISH_IN_DUTCH ? kx_english_in_dutch(&word, text + at, bare) : NULL;
        g_string_append_printf(out, "%s%s%s", out->len ? " " : "", dutch ? dutch : word.phonemes,
                               bare == end - at ? ""
                               : dutch          ? "s"
                                                : possessive(word.phonemes));
        at = end + 1;
    }
    return g_string_free(out, FALSE);
}
