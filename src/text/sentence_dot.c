/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/sentence_dot.h"

#include "text/dotted.h"
#include "text/lexicon.h"
#include "text/lexicon_row.h"
#include "text/sentence_mark.h"
#include "text/table.h"

#include <string.h>

/* How a word with a dot may stand at the end of a sentence. */
typedef enum { KIND_WORD, KIND_NEVER, KIND_MAY, KIND_ALWAYS } dot_kind;

/* The letter of the table. */
static dot_kind kind_of_letter(char letter)
{
    return letter == 'N' ? KIND_NEVER : letter == 'F' ? KIND_MAY : KIND_ALWAYS;
}

static bool ends_in_digit(const kx_scan *s, kx_range word)
{
    return word.end > word.start && g_ascii_isdigit(s->text[word.end - 1]);
}

static bool is_year(const kx_scan *s, kx_range word)
{
    return word.end - word.start == strlen("1945") && kx_scan_is_number(s, word) &&
           kx_is_one_of((guchar)s->text[word.start], "12");
}

/* ---- words with a dot ---- */

/* The number of initials that the word is made of (J.P., H.J.A.M., J.-P., A.F.Th.), else 0. */
static unsigned count_initials(const kx_scan *s, kx_range word)
{
    unsigned n = 0;
    for (size_t at = word.start; at < word.end; n++) {
        if (n > 0 && s->text[at] == '-')
            at++;
        kx_range letters = {at, at};
        while (g_unichar_isalpha(kx_scan_char(s, letters.end)))
            letters.end = kx_scan_after(s, letters.end);
        bool one = letters.end > at && kx_scan_after(s, at) == letters.end;
        if (!g_unichar_isupper(kx_scan_char(s, at)) || s->text[letters.end] != '.' ||
            !(one || kx_table_find(&kx_table_initials, s->text + at, letters.end - at)))
            return 0;
        at = letters.end + 1;
    }
    return n;
}

static bool has_no_small(const kx_scan *s, kx_range word)
{
    for (size_t at = word.start; at < word.end; at = kx_scan_after(s, at)) {
        if (g_unichar_islower(kx_scan_char(s, at)))
            return false;
    }
    return true;
}

/* 30/11, 30 nov. */
static bool is_date(const kx_scan *s, kx_range day)
{
    const gunichar link = kx_scan_char(s, day.end);
    const kx_range month = kx_scan_next_word(s, day);
    return ((link == '/' || link == '-') && g_unichar_isdigit(kx_scan_char(s, day.end + 1))) ||
           kx_table_find(&kx_table_months, s->text + month.start, month.end - month.start);
}

/* What the conditions of the table mean here, where only words are known. A function word is no
 * name: "een gen. De onderzoekers", but "gen. De Gaulle", and "Lt. Dan". */
static bool holds(const kx_scan *s, const char *condition, kx_range word, kx_range previous,
                  const kx_following *next)
{
    const char *written = s->text + word.start;
    if (strcmp(condition, "number-after") == 0)
        return next->kind == KX_NEXT_NUMBER;
    if (strcmp(condition, "verse-after") == 0) { /* Tim. 3:1, but "Ik zag Tim. 3 kinderen" */
        const gunichar sign = kx_scan_char(s, next->word.end);
        return next->kind == KX_NEXT_NUMBER && (sign == ':' || sign == ',');
    }
    if (strcmp(condition, "date-after") == 0) /* zon. 30/11, but "veel zon. 20 graden" */
        return next->kind == KX_NEXT_NUMBER && is_date(s, next->word);
    if (strcmp(condition, "number-before") == 0)
        return ends_in_digit(s, previous);
    if (strcmp(condition, "name-before") == 0) /* Bakkerij Bos bv. */
        return g_unichar_isupper(kx_scan_char(s, previous.start)) && previous.end > previous.start;
    if (strcmp(condition, "hour-before") == 0) /* "huur 950 p.m. Bel ons" is a month */
        return ends_in_digit(s, previous) && previous.end - previous.start <= 2;
    if (strcmp(condition, "name-after") == 0)
        return next->kind == KX_NEXT_UPPER && !next->quoted &&
               ((g_ascii_isupper(written[0]) && g_ascii_islower(written[1])) ||
                !kx_scan_is_function_word(s, next->word) ||
                (has_no_small(s, word) && has_no_small(s, next->word)) || /* PROF. DE LANGE */
                kx_scan_is_surname(s, next->word, true));
    return condition[0] == '\0' || strcmp(condition, "royal-after") == 0; /* before nothing else */
}

/* VS., AfD.: a capital behind the first letter; where words around it are all in capitals, it means
 * nothing. */
static bool is_acronym(const kx_scan *s, kx_range word)
{
    kx_range previous = kx_scan_previous_word(s, word);
    bool capitals = previous.end > previous.start + 1, inner = false;
    for (size_t at = word.start + 1; at < word.end - 1; at++)
        inner |= g_ascii_isupper(s->text[at]);
    for (size_t at = previous.start; at < previous.end; at++)
        capitals &= g_ascii_isupper(s->text[at]);
    return inner && !capitals && word.start != s->sentence;
}

/* "sloot in de min. Shell daalde": no abbreviation. */
static bool is_minus(const kx_scan *s, kx_range word, kx_range previous)
{
    static const char *const min[] = {"min.", NULL}, *const de[] = {"de", NULL};
    static const char *const in[] = {"in", NULL};
    return kx_scan_is_in(s, word, min) && kx_scan_is_in(s, previous, de) &&
           kx_scan_is_in(s, kx_scan_previous_word(s, previous), in);
}

static bool is_in_capitals(const kx_scan *s, kx_range word)
{
    size_t at = word.start;
    while (at < word.end && g_ascii_isupper(s->text[at]))
        at++;
    return at == word.end && at > word.start + 1;
}

/* 14 DEC. TOT, STORM T.H.V. DE: among words in capitals they tell nothing; "in de VS. KLM" does. */
static bool is_shouted(const kx_scan *s, kx_range word, const kx_following *next)
{
    const kx_range previous = kx_scan_previous_word(s, word);
    const bool dotted = memchr(s->text + word.start, '.', word.end - word.start - 1);
    const bool initial = next->word.end == next->word.start + 1 &&
                         kx_scan_char(s, next->word.end) == '.'; /* DEC. M.U.V. */
    return next->kind == KX_NEXT_UPPER && (initial || is_in_capitals(s, next->word)) &&
           has_no_small(s, word) &&
           (previous.end > previous.start ? has_no_small(s, previous) : dotted);
}

/* "De zaal zit vol. Bezoekers", "dat viel op. Artsen": words that are also short for another. */
static bool is_also_word(const kx_scan *s, kx_range word)
{
    static const char *const words[] = {"al.",    "app.",  "as.",   "bijl.", "cap.", "doc.",
                                        "event.", "ex.",   "jo.",   "lab.",  "op.",  "past.",
                                        "pen.",   "pers.", "prep.", "rel.",  "sec.", "tab.",
                                        "trad.",  "vol.",  "zal.",  "zat.",  "zon.", NULL};
    return g_ascii_islower(s->text[word.start]) && kx_scan_is_in(s, word, words) &&
           kx_scan_char(s, word.end) != ')';
}

/* Whether one of the rows with the same key is meant here, and its kind. */
static bool find_kind(const kx_scan *s, const kx_cell *row, kx_range word, kx_range previous,
                      const kx_following *next, dot_kind *kind)
{
    const bool also_word = is_also_word(s, word);
    bool found = false;
    for (; row != NULL; row = kx_table_next(&kx_table_abbreviations, row)) {
        const char *condition = kx_text(row, 3);
        if (also_word && (condition[0] == '\0' || strcmp(condition, "name-after") == 0))
            continue;
        if (!holds(s, condition, word, previous, next))
            continue;
        found = true;
        *kind = kind_of_letter(*kx_text(row, 1));
        if (*condition)
            break;
    }
    return found;
}

static dot_kind kind_in_table(const kx_scan *s, kx_range word, kx_range previous,
                              const kx_following *next)
{
    const char *written = s->text + word.start;
    size_t n = word.end - word.start;
    const kx_cell *row = kx_table_find(&kx_table_abbreviations, written, n), *folded = NULL;
    while (row && strcmp(kx_text(row, 3), "verse-after") == 0 &&
           !holds(s, "verse-after", word, previous, next))
        row = kx_table_next(&kx_table_abbreviations, row);
    dot_kind kind = KIND_WORD;
    if (is_minus(s, word, previous) || find_kind(s, row, word, previous, next, &kind))
        return kind;
    /* "Blz.", "Dr." and "BLZ.", but P. is an initial where p. is a page. */
    if ((count_initials(s, word) == 0 && !is_acronym(s, word)) || is_shouted(s, word, next))
        folded = kx_table_find_lower(&kx_table_abbreviations, written, n);
    /* Where no condition holds it may be an ordinary word: "max. 5", but "Zij belde Max. De ..." */
    const bool known = row || folded;
    if (!find_kind(s, folded, word, previous, next, &kind) && known && !is_also_word(s, word))
        kind = KIND_MAY;
    return kind;
}

/* "3 jan. De", "vr. 4 juni": short months, and short weekdays before a number, for "Het is zo." At
 * the start of a sentence they have a capital: "Zo. 12 okt." */
static dot_kind kind_in_calendar(const kx_scan *s, kx_range word, kx_range previous,
                                 const kx_following *next)
{
    const char *written = s->text + word.start;
    size_t n = word.end - word.start;
    bool number = next->kind == KX_NEXT_NUMBER;
    const bool day = ends_in_digit(s, previous) && previous.end - previous.start <= 2;
    if (day && has_no_small(s, word) && kx_table_find_lower(&kx_table_months, written, n))
        return number ? KIND_NEVER : KIND_MAY; /* T/M 6 SEP. VAN 10 TOT 17 UUR */
    if (kx_table_find(&kx_table_months, written, n)) {
        return number ? KIND_NEVER : day ? KIND_ALWAYS : KIND_MAY; /* tot 1 dec. Notaris Bos */
    }
    bool weekday =
        kx_table_find(&kx_table_weekdays, written, n) ||
        (word.start == s->sentence && kx_table_find_lower(&kx_table_weekdays, written, n));
    static const char *const zo[] = {"zo.", NULL}, *const vrij[] = {"vrij.", NULL};
    static const char *const links[] = {"t/m", "en", "of", NULL};
    if (kx_scan_is_in(s, word, vrij) && previous.end > previous.start &&
        g_ascii_isalnum(s->text[previous.end - 1]) && !kx_scan_is_in(s, previous, links))
        return KIND_WORD; /* De toegang is vrij. 12 mensen kwamen. */
    bool bracket = kx_scan_char(s, kx_scan_skip_blanks(s, word.end)) == '(' && n > 2 &&
                   !kx_scan_is_in(s, word, zo); /* ma. (Noord), wo. (West) */
    return (number || bracket) && weekday ? KIND_NEVER : KIND_WORD;
}

/* "55 v. Chr.", "480 na Chr.", "30 gr. C": written with a blank, it is no entry of the table. */
static dot_kind kind_in_era(const kx_scan *s, kx_range word, kx_range previous,
                            const kx_following *next)
{
    static const char *const eras[] = {"v.", "n.", "voor", "na", NULL};
    static const char *const christ[] = {"Chr", "Chr.", NULL};
    static const char *const degrees[] = {"gr.", NULL}, *const celsius[] = {"C", "C.", NULL};
    if ((kx_scan_is_in(s, word, eras) && kx_scan_is_in(s, next->word, christ)) ||
        (kx_scan_is_in(s, word, degrees) && kx_scan_is_in(s, next->word, celsius)))
        return KIND_NEVER;
    bool second = kx_scan_is_in(s, word, christ) && kx_scan_is_in(s, previous, eras);
    return second ? KIND_MAY : KIND_WORD;
}

/* The abbreviation at the end of a longer word: ma.-vr., za./zo., 1600–ca., Bos-v.d., prof.dr. (but
 * not nu.nl.). */
static kx_range last_part(const kx_scan *s, kx_range word)
{
    const char *hyphen = g_strrstr_len(s->text + word.start, (gssize)(word.end - word.start), "-");
    const kx_range behind = {hyphen ? (size_t)(hyphen + 1 - s->text) : word.end, word.end};
    if (kx_table_find(&kx_table_abbreviations, s->text + behind.start, behind.end - behind.start))
        return behind;
    size_t at = word.end - 1;
    while (at > word.start && !kx_is_one_of(kx_scan_char(s, kx_scan_before(s, at)), "-–/."))
        at = kx_scan_before(s, at);
    if (at == word.start)
        return word;
    if (s->text[at - 1] == '.') {
        const char *written = s->text + word.start;
        size_t first = (size_t)((const char *)memchr(written, '.', at - word.start) - written) + 1;
        const kx_cell *title = kx_table_find_lower(&kx_table_abbreviations, written, first);
        if (!title || strcmp(kx_text(title, 3), "number-after") == 0)
            return word;
    }
    return (kx_range){at, word.end};
}

/* "Dat zei Jan. Kees zweeg.": names that are short for something else in small letters. */
static bool is_first_name(const kx_scan *s, kx_range word, kx_range previous,
                          const kx_following *next)
{
    static const char *const names[] = {"Jan.", "Max.", "Min.", NULL};
    bool name = g_ascii_isupper(s->text[word.start]) && kx_scan_is_in(s, word, names);
    return name && word.start != s->sentence && !ends_in_digit(s, previous) &&
           next->kind == KX_NEXT_UPPER;
}

/* "120 km/h.": a unit, which needs no dot. */
static bool is_unit_of_two(const kx_scan *s, kx_range word)
{
    const char *written = s->text + word.start;
    const size_t n = word.end - word.start - 1;
    const char *slash = memchr(written, '/', n);
    const size_t first = slash ? (size_t)(slash - written) : 0;
    return first > 0 && kx_table_find(&kx_table_units, written, first) &&
           kx_table_find(&kx_table_units, slash + 1, n - first - 1);
}

/* "45 min. Reizigers wachten", "5 Bft. Vrijdag": the dot of a unit behind its number, and what
 * follows begins a sentence; but "200 gr. Parmezaanse kaas", "3 mln. Nederlanders". */
static bool is_unit_at_end(const kx_scan *s, kx_range word, kx_range previous,
                           const kx_following *next)
{
    const char *written = s->text + word.start;
    return ends_in_digit(s, previous) && g_ascii_islower(s->text[word.end - 2]) &&
           word.end - word.start > 2 && next->kind == KX_NEXT_UPPER && !next->quoted &&
           kx_table_find(&kx_table_units, written, word.end - word.start - 1) &&
           !kx_scan_is_adjective(s, next->word);
}

/* "om 21.00 u. (MET)", "24 gr. (Kempen)": behind an abbreviation a bracket that opens with no word
 * that begins sentences. */
static bool name_in_bracket(const kx_scan *s, kx_range word, const kx_following *next)
{
    const size_t at = kx_scan_skip_blanks(s, word.end);
    return at > word.end && kx_scan_char(s, at) == '(' && next->kind == KX_NEXT_UPPER &&
           !next->quoted &&
           (is_in_capitals(s, next->word) || !kx_scan_is_function_word(s, next->word));
}

/* "op de Noorderln. (N1), zegt hij": a bracket that the sentence goes on behind. */
static bool goes_on_behind_bracket(const kx_scan *s, kx_range word)
{
    enum { BRACKET_BYTES = 64 };
    size_t at = kx_scan_skip_blanks(s, word.end);
    if (at == word.end || kx_scan_char(s, at) != '(')
        return false;
    for (const size_t start = at; kx_scan_char(s, at) != ')'; at++) {
        if (at >= s->end || at - start > BRACKET_BYTES)
            return false;
    }
    const gunichar next = kx_scan_char(s, kx_scan_skip_blanks(s, at + 1));
    return !kx_is_one_of((guchar)s->text[at - 1], ".!?") &&
           (next == 0 || kx_is_one_of(next, ".,;:") || g_unichar_islower(next));
}

static dot_kind kind_of_abbreviation(const kx_scan *s, kx_range word, const kx_following *next)
{
    kx_range previous = kx_scan_previous_word(s, word);
    dot_kind kind = kind_in_era(s, word, previous, next);
    if (kind == KIND_WORD && is_unit_at_end(s, word, previous, next) &&
        !name_in_bracket(s, word, next))
        return KIND_ALWAYS;
    if (is_first_name(s, word, previous, next) || is_unit_of_two(s, word))
        return KIND_WORD;
    if (kind == KIND_WORD)
        kind = kind_in_calendar(s, word, previous, next);
    if (kind == KIND_WORD)
        kind = kind_in_table(s, word, previous, next);
    kx_range last = last_part(s, word);
    if (kind == KIND_WORD && last.start > word.start) {
        kind = kind_in_calendar(s, last, previous, next);
        if (kind == KIND_WORD)
            kind = kind_in_table(s, last, previous, next);
    }
    const kx_cell *ending =
        kind == KIND_WORD ? kx_dotted_ending(s->text + word.start, word.end - word.start) : NULL;
    if (ending)
        kind = kind_of_letter(*kx_text(ending, 1));
    return kind;
}

/* a.h.w.: small letters with dots that no table knows; also with blanks between them. */
static bool is_dotted_small(const kx_scan *s, kx_range word)
{
    if (word.end - word.start < 4) {
        kx_range previous = kx_scan_previous_word(s, word);
        bool dotted = previous.end - previous.start == 2 && s->text[previous.end - 1] == '.' &&
                      g_ascii_isalpha(s->text[previous.start]);
        return dotted && word.end - word.start == 2 && g_ascii_islower(s->text[word.start]);
    }
    for (size_t at = word.start; at < word.end; at += 2) {
        if (!g_ascii_islower(s->text[at]) || s->text[at + 1] != '.')
            return false;
    }
    return true;
}

/* Nouns that a single capital may follow: vitamine C, plan B. */
static const char *const series[] = {
    "vitamine",  "plan",      "groep",      "poule",    "optie",     "blok",      "klasse",
    "categorie", "punt",      "lijn",       "deel",     "bijlage",   "variant",   "type",
    "letter",    "hepatitis", "zone",       "serie",    "gate",      "pier",      "rij",
    "model",     "team",      "bloedgroep", "diploma",  "rijbewijs", "gebouw",    "hal",
    "zaal",      "lokaal",    "kolom",      "scenario", "griep",     "influenza", "vak",
    "tribune",   "ingang",    "perron",     "toren",    "route",     "label",     "energielabel",
    "niveau",    "versie",    "school",     "bedrijf",  "patiënt",   "kamer",     NULL,
};

/* "W. Pas, is", "(H. Dan)", "dr. W. Pas is": a name that is also a function word. */
static bool is_odd_surname(const kx_scan *s, kx_range previous, kx_range name, bool suspect)
{
    static const char *const openers[] = {"de",  "het", "een", "hij",  "zij", "ze", "wij", "we",
                                          "ik",  "er",  "dat", "dit",  "die", "in", "op",  "toen",
                                          "van", "bij", "met", "voor", "ook", NULL};
    static const char *const answers[] = {"ja", "nee", "nou", NULL};
    const bool titled = previous.end - previous.start > 2 && s->text[previous.end - 1] == '.';
    const gunichar sign = kx_scan_char(s, name.end);
    return (titled && !kx_scan_is_in(s, name, openers)) ||
           (!suspect && kx_is_one_of(sign, ",;:)") && !kx_scan_is_in(s, name, answers));
}

/* After initials only a capitalised function word that is no part of a surname starts a sentence:
 * "Farid A. De rechter", but "A. De Vries". */
static bool ends_after_initials(const kx_scan *s, kx_range word, const kx_following *next)
{
    kx_range previous = kx_scan_previous_word(s, word);
    bool suspect = previous.end > previous.start && s->text[previous.end - 1] != '.' &&
                   g_unichar_isupper(kx_scan_char(s, previous.start)) &&
                   !kx_scan_is_function_word(s, previous);
    if (is_shouted(s, word, next) && kx_scan_is_in(s, next->word, kx_surname_parts))
        return false; /* J. DE BOER */
    if (next->quoted)
        return suspect && next->kind == KX_NEXT_UPPER;
    if (next->kind == KX_NEXT_STARTER)
        return suspect;
    return next->kind == KX_NEXT_UPPER && kx_scan_is_function_word(s, next->word) &&
           !kx_scan_is_surname(s, next->word, suspect) &&
           !is_odd_surname(s, previous, next->word, suspect);
}

/* A, B, C en D.: the last of some single letters. */
static bool is_last_letter(const kx_scan *s, kx_range previous)
{
    static const char *const links[] = {"en", "of", NULL};
    kx_range letter = kx_scan_previous_word(s, previous);
    const bool comma = letter.end == letter.start + 2 && s->text[letter.end - 1] == ',';
    return kx_scan_is_in(s, previous, links) && letter.end - comma == letter.start + 1 &&
           g_ascii_isupper(s->text[letter.start]);
}

static bool has_vowel(const kx_scan *s, kx_range word)
{
    for (size_t at = word.start; at < word.end; at = kx_scan_after(s, at)) {
        gunichar c = kx_scan_char(s, at);
        if (c >= 0x80 || kx_is_one_of(c, "aeiouyAEIOUY"))
            return true;
    }
    return false;
}

/* Br. Jansen, Rb. Haarlem: an abbreviation that no table knows. In capitals it may be an acronym;
 * and some acronyms are words by now: "op tv. Kijkers". */
static bool is_without_vowel(const kx_scan *s, kx_range word)
{
    enum { LETTERS_MAX = 5 };
    static const char *const acronyms[] = {"btw.", "tv.",  "pc.",  "cd.",  "dvd.",  "wc.", "ww.",
                                           "mkb.", "hbo.", "mbo.", "vwo.", "vmbo.", NULL};
    size_t last = word.end - 2;
    const char *written = s->text + word.start;
    const size_t n = word.end - word.start - 1;
    bool several = memchr(written, '.', n) || memchr(written, '/', n); /* ns.nl., km/h. */
    return !several && word.end - word.start <= LETTERS_MAX + 1 &&
           !kx_scan_is_in(s, word, acronyms) && g_ascii_isalpha(s->text[word.start]) &&
           g_ascii_islower(s->text[last]) && last > word.start && !has_vowel(s, word);
}

/* VS., D66., SSL-VPN., btw.: letters that are no abbreviation with a dot, as NR. is. */
static bool is_initialism(const kx_scan *s, kx_range bare)
{
    const char *written = s->text + bare.start;
    const size_t n = bare.end - bare.start;
    const kx_cell *known = kx_lexicon_find(NULL, KX_LEXICON_READING, written, n);
    if (known && (kx_lexicon_row_is(known, "letters-nl") || kx_lexicon_row_is(known, "letters-en")))
        return true;
    for (size_t i = 0; i < n; i++)
        if (!g_ascii_isupper(written[i]) && !g_ascii_isdigit(written[i]) && written[i] != '-')
            return false;
    return n > 1 && !kx_table_find_lower(&kx_table_abbreviations, written, n + 1) &&
           !kx_table_find_lower(&kx_table_weekdays, written, n + 1) &&
           !kx_table_find_lower(&kx_table_months, written, n + 1);
}

/* "in de bus. 12 mensen", "in Ede. 5 mensen": an abbreviation that no table knows has no vowel or
 * hardly a letter. */
static bool is_whole_word(const kx_scan *s, kx_range word)
{
    enum { LETTERS_MIN = 3 };
    kx_range bare = {word.start, word.end - 1};
    return g_ascii_isdigit(s->text[word.start]) || kx_scan_is_function_word(s, bare) ||
           is_initialism(s, bare) || (bare.end - bare.start >= LETTERS_MIN && has_vowel(s, bare));
}

/* "… bijeen. 12 mensen", "… bijeen. 2. Rondvraag"; but "nr. 3", "12. 3. 2020". */
static bool number_starts(const kx_scan *s, kx_range before, kx_range number)
{
    if (before.end - before.start <= 1) /* "kwam . 12 mensen", or too long for an abbreviation */
        return true;
    bool counts = g_ascii_isdigit(s->text[before.start]) && before.end - before.start <= 3;
    if (counts || !is_whole_word(s, before))
        return false;
    if (kx_scan_char(s, number.end) != '.' || /* "te laat. 14.15 uur was" */
        g_unichar_isdigit(kx_scan_char(s, number.end + 1)))
        return true;
    return !g_unichar_isdigit(kx_scan_char(s, kx_scan_skip_blanks(s, number.end + 1)));
}

/* A bracket that closes behind the dot of an abbreviation ends no sentence by itself: "(ijs enz.)
 * Daarna", but "(o.a.) Amsterdam". */
static bool ends_after_kind(const kx_scan *s, dot_kind kind, bool bracket, const kx_following *next)
{
    if (kind == KIND_NEVER && !bracket)
        return false;
    if (next->kind == KX_NEXT_STARTER)
        return true;
    if (next->kind != KX_NEXT_UPPER)
        return false;
    if (kx_scan_is_function_word(s, next->word))
        return !(bracket && kx_scan_is_surname(s, next->word, true));
    return !bracket && (kind == KIND_ALWAYS || next->quoted);
}

/* ---- the verdict ---- */

/* "Antwoord: B. Dat is", "het goede antwoord is C. Wie": the letter of a choice. */
static bool is_answer(const kx_scan *s, kx_range word, const kx_following *next)
{
    static const char *const answers[] = {"antwoord", "antwoord:", "keuze:", "oplossing:", NULL};
    static const char *const is[] = {"is", "is:", "luidt", "luidt:", "was", NULL};
    kx_range previous = kx_scan_previous_word(s, word);
    if (kx_scan_is_in(s, previous, is))
        previous = kx_scan_previous_word(s, previous);
    return count_initials(s, word) == 1 && kx_scan_is_in(s, previous, answers) &&
           next->kind == KX_NEXT_UPPER && kx_scan_is_function_word(s, next->word);
}

/* Of a dot behind what is no ordinary word; unknown: it is one. */
static kx_dot_verdict ends_after_short(const kx_scan *s, kx_range word, bool bracket,
                                       const kx_following *next)
{
    if (is_answer(s, word, next))
        return KX_DOT_ENDS;
    if (kx_dot_is_list_mark(s, word) || kx_dot_is_rank(s, word, next))
        return KX_DOT_GOES_ON;
    unsigned initials = count_initials(s, word);
    dot_kind kind = kind_of_abbreviation(s, word, next);
    if (kind == KIND_WORD && initials == 0 && is_dotted_small(s, word))
        kind = kx_scan_is_surname(s, next->word, true) ? KIND_NEVER : KIND_MAY; /* o.b.s. De Wilg */
    else if (kind == KIND_WORD && initials == 0 && is_without_vowel(s, word))
        kind = KIND_MAY;
    const bool certain = kind == KIND_ALWAYS && !is_in_capitals(s, next->word);
    bool shouted = kind != KIND_ALWAYS && is_shouted(s, word, next);
    const gunichar sign = kx_scan_char(s, kx_scan_skip_blanks(s, word.end));
    const bool dash = sign == 0x2013 || sign == 0x2014; /* Ede e.o. – Utrecht */
    if (kind != KIND_WORD && (dash || goes_on_behind_bracket(s, word) ||
                              (!certain && (shouted || name_in_bracket(s, word, next)))))
        return KX_DOT_GOES_ON;
    if (kind != KIND_WORD)
        return ends_after_kind(s, kind, bracket, next) ? KX_DOT_ENDS : KX_DOT_GOES_ON;
    kx_range previous = kx_scan_previous_word(s, word);
    bool named_year = is_year(s, previous) && next->kind == KX_NEXT_UPPER && !next->quoted &&
                      !kx_scan_is_function_word(s, next->word); /* in 1945 W. Drees */
    bool series_mark =
        initials == 1 && (kx_scan_is_in(s, previous, series) || is_last_letter(s, previous) ||
                          (ends_in_digit(s, previous) && !named_year));
    if (initials == 0 || series_mark)
        return KX_DOT_UNKNOWN;
    return ends_after_initials(s, word, next) ? KX_DOT_ENDS : KX_DOT_GOES_ON;
}

kx_dot_verdict kx_dot_ends(const kx_scan *s, size_t dot, const kx_following *next)
{
    kx_range word = kx_scan_word_before(s, dot + 1);
    bool bracket = kx_scan_char(s, dot + 1) == ')';
    if (kx_dot_is_before_item(s, dot, next))
        return KX_DOT_ENDS;
    kx_dot_verdict verdict =
        word.end - word.start > 1 ? ends_after_short(s, word, bracket, next) : KX_DOT_UNKNOWN;
    if (verdict != KX_DOT_UNKNOWN)
        return verdict;
    switch (next->kind) {
    case KX_NEXT_UPPER:
    case KX_NEXT_STARTER:
        return KX_DOT_ENDS;
    case KX_NEXT_NUMBER:
        return number_starts(s, word, next->word) ? KX_DOT_ENDS : KX_DOT_GOES_ON;
    case KX_NEXT_LOWER:
        return KX_DOT_GOES_ON;
    case KX_NEXT_OTHER:
        break;
    }
    return KX_DOT_UNKNOWN;
}
