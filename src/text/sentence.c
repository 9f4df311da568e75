/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over a block. At each stop (. ! ? …, with the closing signs after it) the rules below
 * decide from the word before it and the word after it. ICU's proposal decides where they have
 * no opinion: other scripts, symbols. */
#include "text/sentence.h"

#include "base/limits.h"
#include "text/class.h"
#include "text/sentence_words.h"
#include "text/table.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

typedef enum { STOP_DOT, STOP_ELLIPSIS, STOP_LOUD, STOP_FOREIGN } stop_kind;

typedef struct {
    stop_kind kind;
    size_t at;    /* the first stop sign */
    size_t after; /* past the stop signs and the closing signs */
    size_t next;  /* the next byte that is not blank, or the block's end */
} stop;

typedef struct {
    kx_scan scan;
    size_t last_spoken; /* past the last letter or digit of the block */
    bool lined;         /* each line is a sentence or more: none runs on into the next */
    UText *utext;       /* opened at the first stop that needs ICU */
    UBreakIterator *icu;
    int32_t proposed; /* the last boundary that ICU gave */
} block_scan;

/* How a word with a dot may stand at the end of a sentence. */
typedef enum { KIND_WORD, KIND_NEVER, KIND_MAY, KIND_ALWAYS } dot_kind;

static bool is_function_word(const kx_scan *s, kx_range word)
{
    return kx_table_find_lower(&kx_table_function_words, s->text + word.start,
                               word.end - word.start) != NULL;
}

static bool ends_in_digit(const kx_scan *s, kx_range word)
{
    return word.end > word.start && g_ascii_isdigit(s->text[word.end - 1]);
}

static bool is_all_digits(const kx_scan *s, kx_range word)
{
    for (size_t at = word.start; at < word.end; at++) {
        if (!g_ascii_isdigit(s->text[at]))
            return false;
    }
    return word.end > word.start;
}

static const char *const surname_parts[] = {"de",     "den", "der", "het", "van", "vande", "vanden",
                                            "vander", "te",  "ten", "ter", "la",  "le",    "el",
                                            "di",     "da",  "t",   "op",  NULL};

/* De Vries, Van den Berg, Van 't Hek; but "De Rotterdamse rechter", "De rechter" are not. */
static bool is_surname(const kx_scan *s, kx_range word, bool suspect)
{
    if (!kx_scan_is_in(s, word, surname_parts))
        return false;
    kx_range next = kx_scan_next_word(s, word);
    for (unsigned i = 0; i < 3 && kx_scan_is_in(s, next, surname_parts); i++)
        next = kx_scan_next_word(s, next);
    size_t n = next.end - next.start;
    if (n == 0 || !g_unichar_isupper(kx_scan_char(s, next.start)))
        return false;
    const char *end = s->text + next.end;
    bool adjective = n > 5 && (strncmp(end - 2, "se", 2) == 0 || strncmp(end - 3, "che", 3) == 0);
    return !(suspect && adjective);
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

/* What the conditions of the table mean here, where only words are known. A function word is no
 * name: "een gen. De onderzoekers", but "gen. De Gaulle", and "Lt. Dan". */
static bool holds(const kx_scan *s, const char *condition, kx_range word, kx_range previous,
                  const kx_following *next)
{
    const char *written = s->text + word.start;
    if (strcmp(condition, "number-after") == 0)
        return next->kind == KX_NEXT_NUMBER;
    if (strcmp(condition, "number-before") == 0 || strcmp(condition, "hour-before") == 0)
        return ends_in_digit(s, previous);
    if (strcmp(condition, "name-after") == 0)
        return next->kind == KX_NEXT_UPPER && !next->quoted &&
               ((g_ascii_isupper(written[0]) && g_ascii_islower(written[1])) ||
                !is_function_word(s, next->word) || is_surname(s, next->word, true));
    return condition[0] == '\0';
}

static dot_kind kind_in_table(const kx_scan *s, kx_range word, kx_range previous,
                              const kx_following *next)
{
    const char *written = s->text + word.start;
    size_t n = word.end - word.start;
    const char *const *row = kx_table_find(&kx_table_abbreviations, written, n);
    /* "Blz." and "BLZ.", but P. is an initial where p. is a page. */
    if (row == NULL && count_initials(s, word) == 0)
        row = kx_table_find_lower(&kx_table_abbreviations, written, n);
    if (row == NULL)
        return KIND_WORD;
    /* Where no condition holds it may be an ordinary word: "max. 5", but "Zij belde Max. De ..." */
    dot_kind kind = KIND_MAY;
    for (; row != NULL; row = kx_table_next(&kx_table_abbreviations, row)) {
        if (!holds(s, row[3], word, previous, next))
            continue;
        kind = row[1][0] == 'N' ? KIND_NEVER : row[1][0] == 'F' ? KIND_MAY : KIND_ALWAYS;
        if (row[3][0] != '\0')
            break;
    }
    return kind;
}

/* "3 jan. De", "vr. 4 juni": short months, and short weekdays before a number, for "Het is zo." At
 * the start of a sentence they have a capital: "Zo. 12 okt." */
static dot_kind kind_in_calendar(const kx_scan *s, kx_range word, const kx_following *next)
{
    const char *written = s->text + word.start;
    size_t n = word.end - word.start;
    bool number = next->kind == KX_NEXT_NUMBER;
    if (kx_table_find(&kx_table_months, written, n))
        return number ? KIND_NEVER : KIND_MAY;
    bool weekday =
        kx_table_find(&kx_table_weekdays, written, n) ||
        (word.start == s->sentence && kx_table_find_lower(&kx_table_weekdays, written, n));
    return number && weekday ? KIND_NEVER : KIND_WORD;
}

/* "55 v. Chr.", "480 na Chr.": written with a blank, it is no entry of the table. */
static dot_kind kind_in_era(const kx_scan *s, kx_range word, kx_range previous,
                            const kx_following *next)
{
    static const char *const eras[] = {"v.", "n.", "voor", "na", NULL};
    static const char *const christ[] = {"Chr", "Chr.", NULL};
    if (kx_scan_is_in(s, word, eras) && kx_scan_is_in(s, next->word, christ))
        return KIND_NEVER;
    bool second = kx_scan_is_in(s, word, christ) && kx_scan_is_in(s, previous, eras);
    return second ? KIND_MAY : KIND_WORD;
}

/* The abbreviation at the end of a longer word: ma.-vr., za./zo., prof.dr. (but not nu.nl.). */
static kx_range last_part(const kx_scan *s, kx_range word)
{
    size_t at = word.end - 1;
    while (at > word.start && !strchr("-/.", s->text[at - 1]))
        at--;
    if (at == word.start)
        return word;
    if (s->text[at - 1] == '.') {
        const char *written = s->text + word.start;
        size_t first = (size_t)((const char *)memchr(written, '.', at - word.start) - written) + 1;
        const char *const *title = kx_table_find_lower(&kx_table_abbreviations, written, first);
        if (!title || strcmp(title[3], "number-after") == 0)
            return word;
    }
    return (kx_range){at, word.end};
}

static dot_kind kind_of_abbreviation(const kx_scan *s, kx_range word, const kx_following *next)
{
    kx_range previous = kx_scan_previous_word(s, word);
    dot_kind kind = kind_in_era(s, word, previous, next);
    if (kind == KIND_WORD)
        kind = kind_in_calendar(s, word, next);
    if (kind == KIND_WORD)
        kind = kind_in_table(s, word, previous, next);
    kx_range last = last_part(s, word);
    if (kind == KIND_WORD && last.start > word.start) {
        kind = kind_in_calendar(s, last, next);
        if (kind == KIND_WORD)
            kind = kind_in_table(s, last, previous, next);
    }
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

/* After initials only a capitalised function word that is no part of a surname starts a sentence:
 * "Farid A. De rechter", but "A. De Vries". */
static bool ends_after_initials(const kx_scan *s, kx_range word, const kx_following *next)
{
    kx_range previous = kx_scan_previous_word(s, word);
    bool suspect = previous.end > previous.start && s->text[previous.end - 1] != '.' &&
                   g_unichar_isupper(kx_scan_char(s, previous.start)) &&
                   !is_function_word(s, previous);
    if (next->quoted)
        return suspect && next->kind == KX_NEXT_UPPER;
    if (next->kind == KX_NEXT_STARTER)
        return suspect;
    return next->kind == KX_NEXT_UPPER && is_function_word(s, next->word) &&
           !is_surname(s, next->word, suspect);
}

/* "1." or "a." at the start of a line, "2." at the start of a sentence. */
static bool is_list_mark(const kx_scan *s, kx_range word)
{
    bool starts_line = word.start == s->start || s->text[word.start - 1] == '\n';
    bool starts_item = starts_line && word.start > s->start + 1 &&
                       kx_is_one_of((guchar)s->text[word.start - 2], ":;,.");
    if (word.start != s->sentence && !starts_item)
        return false;
    kx_range mark = {word.start, word.end - 1};
    if (is_all_digits(s, mark))
        return mark.end - mark.start <= (starts_line ? 3 : 1);
    return mark.end - mark.start == 1 && g_ascii_isalpha(s->text[mark.start]);
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

/* Br. Jansen, Rb. Haarlem: an abbreviation that no table knows. In capitals it may be an acronym.
 */
static bool is_without_vowel(const kx_scan *s, kx_range word)
{
    enum { LETTERS_MAX = 5 };
    size_t last = word.end - 2;
    bool domain = memchr(s->text + word.start, '.', word.end - word.start - 1) != NULL; /* ns.nl. */
    return !domain && word.end - word.start <= LETTERS_MAX + 1 &&
           g_ascii_isalpha(s->text[word.start]) && g_ascii_islower(s->text[last]) &&
           last > word.start && !has_vowel(s, word);
}

/* An abbreviation that no table knows has no vowel or hardly a letter: "fol. 3". */
static bool is_whole_word(const kx_scan *s, kx_range word)
{
    static const char *const short_words[] = {"uur", "dag", "was", "won", NULL};
    kx_range bare = {word.start, word.end - 1};
    if (g_ascii_isdigit(s->text[word.start]) || kx_scan_is_in(s, bare, short_words) ||
        is_function_word(s, bare))
        return true;
    return bare.end - bare.start > 3 && has_vowel(s, bare);
}

/* "… bijeen. 12 mensen", "… bijeen. 2. Rondvraag"; but "nr. 3", "12. 3. 2020". */
static bool number_starts(const kx_scan *s, kx_range before, kx_range number)
{
    if (before.end - before.start == 1) /* "kwam . 12 mensen" */
        return true;
    bool counts = g_ascii_isdigit(s->text[before.start]) && before.end - before.start <= 3;
    if (counts || !is_whole_word(s, before))
        return false;
    if (kx_scan_char(s, number.end) != '.')
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
    if (is_function_word(s, next->word))
        return !(bracket && is_surname(s, next->word, true));
    return !bracket && (kind == KIND_ALWAYS || next->quoted);
}

/* ---- stops ---- */

static bool is_closer(gunichar c)
{
    return kx_is_one_of(c, "\"'”’“»›)]}*_");
}

static bool is_stop(gunichar c)
{
    if (c < 0x80)
        return c == '.' || c == '!' || c == '?';
    return c == 0x2026 || u_hasBinaryProperty((UChar32)c, UCHAR_S_TERM);
}

/* ---- the verdict ---- */

static bool icu_proposes(block_scan *b, size_t at)
{
    const kx_scan *s = &b->scan;
    UErrorCode status = U_ZERO_ERROR;
    if (b->icu == NULL) {
        b->utext = utext_openUTF8(NULL, s->text + s->start, (int64_t)(s->end - s->start), &status);
        b->icu = ubrk_open(UBRK_SENTENCE, "nl", NULL, 0, &status);
        if (U_SUCCESS(status))
            ubrk_setUText(b->icu, b->utext, &status);
        b->proposed = U_SUCCESS(status) ? ubrk_first(b->icu) : UBRK_DONE;
    }
    while (b->proposed != UBRK_DONE && (size_t)b->proposed < at - s->start)
        b->proposed = ubrk_next(b->icu);
    return b->proposed != UBRK_DONE && (size_t)b->proposed == at - s->start;
}

static bool ends_after_dot(block_scan *b, const stop *st, const kx_following *next)
{
    const kx_scan *s = &b->scan;
    kx_range word = kx_scan_word_before(s, st->at + 1);
    if (word.end - word.start > 1) {
        if (is_list_mark(s, word))
            return false;
        unsigned initials = count_initials(s, word);
        dot_kind kind = kind_of_abbreviation(s, word, next);
        if (kind == KIND_WORD && initials == 0 &&
            (is_dotted_small(s, word) || is_without_vowel(s, word)))
            kind = KIND_MAY;
        if (kind != KIND_WORD)
            return ends_after_kind(s, kind, kx_scan_char(s, st->at + 1) == ')', next);
        kx_range previous = kx_scan_previous_word(s, word);
        if (initials > 1 ||
            (initials == 1 && !kx_scan_is_in(s, previous, series) && !ends_in_digit(s, previous)))
            return ends_after_initials(s, word, next);
    }
    switch (next->kind) {
    case KX_NEXT_UPPER:
    case KX_NEXT_STARTER:
        return true;
    case KX_NEXT_NUMBER:
        return number_starts(s, word, next->word);
    case KX_NEXT_LOWER:
        return false;
    case KX_NEXT_OTHER:
        break;
    }
    return icu_proposes(b, st->next);
}

/* Yahoo! Mail, Panic! At the Disco: names with an exclamation mark that more of the name follows.
 */
static bool is_loud_name(const kx_scan *s, const stop *st, const kx_following *next)
{
    static const char *const names[] = {"yahoo",    "wham", "panic", "jeopardy", "joomla",
                                        "godspeed", "neu",  "punt",  "kahoot",   NULL};
    kx_range word = kx_scan_word_before(s, st->at);
    return st->kind == STOP_LOUD && kx_scan_is_in(s, word, names) && !next->quoted &&
           !is_function_word(s, next->word);
}

static bool ends_sentence(block_scan *b, const stop *st)
{
    const kx_scan *s = &b->scan;
    /* What follows has nothing to say, such as an emoji: it stays with this sentence. */
    if (st->next >= b->last_spoken)
        return false;
    if (st->kind == STOP_FOREIGN)
        return icu_proposes(b, st->next);
    if (st->after == st->next)
        return false;
    /* "(!)" and "[...]" comment on the words around them. */
    if (st->kind != STOP_DOT && kx_is_one_of(kx_scan_char_before(s, st->at), "(["))
        return false;
    kx_following next = kx_scan_following(s, st->next);
    if (st->kind == STOP_DOT)
        return ends_after_dot(b, st, &next);
    switch (next.kind) {
    case KX_NEXT_UPPER:
        return !is_loud_name(s, st, &next);
    case KX_NEXT_STARTER:
        return true;
    case KX_NEXT_NUMBER:
        return st->kind == STOP_LOUD;
    case KX_NEXT_LOWER:
        return false;
    case KX_NEXT_OTHER:
        break;
    }
    return icu_proposes(b, st->next);
}

/* Old newspaper files have blanks around their signs (zei hij . ''): the bytes of closing brackets
 * and quotes with the blank before them. */
static size_t spaced_closers_at(const kx_scan *s, size_t at)
{
    enum { CLOSERS_MAX = 3 };
    size_t end = at;
    for (unsigned i = 0; i < CLOSERS_MAX && kx_scan_char(s, end) == ' '; i++) {
        size_t sign = end + 1, n = 0;
        gunichar c = kx_scan_char(s, sign);
        if (kx_is_one_of(c, ")]}»"))
            n = kx_scan_after(s, sign) - sign;
        else if (c == '\'' && kx_scan_char(s, sign + 1) == '\'')
            n = 2;
        gunichar next = n > 0 ? kx_scan_char(s, sign + n) : 0;
        if (n == 0 || !(next == 0 || kx_is_blank(next)))
            break;
        end = sign + n;
    }
    return end - at;
}

/* Behind the marks of notes (einde.[3], einde.²), which belong to the sentence they follow. */
static size_t skip_notes(const kx_scan *s, size_t at)
{
    enum { DIGITS_MAX = 3 };
    while (kx_is_superscript(kx_scan_char(s, at)))
        at = kx_scan_after(s, at);
    while (kx_scan_char(s, at) == '[') {
        size_t end = at + 1;
        while (end - at <= DIGITS_MAX && kx_is_one_of(kx_scan_char(s, end), "0123456789"))
            end++;
        if (end == at + 1 || kx_scan_char(s, end) != ']')
            break;
        at = end + 1;
    }
    return at;
}

static stop read_stop(const kx_scan *s, size_t at)
{
    stop st = {.kind = STOP_DOT, .at = at};
    size_t first_end = kx_scan_after(s, at);
    for (; is_stop(kx_scan_char(s, at)); at = kx_scan_after(s, at)) {
        gunichar c = kx_scan_char(s, at);
        if (c == '!' || c == '?')
            st.kind = STOP_LOUD;
        else if (c >= 0x80 && c != 0x2026)
            st.kind = STOP_FOREIGN;
        else if (st.kind == STOP_DOT && (c == 0x2026 || at >= first_end))
            st.kind = STOP_ELLIPSIS;
    }
    while (is_closer(kx_scan_char(s, at)))
        at = kx_scan_after(s, at);
    at += spaced_closers_at(s, at);
    at = skip_notes(s, at);
    st.after = at;
    st.next = kx_scan_skip_blanks(s, at);
    return st;
}

/* ---- output ---- */

static size_t trim_end(const kx_scan *s, size_t start, size_t end)
{
    while (end > start && kx_is_blank(g_utf8_get_char(s->text + kx_scan_before(s, end))))
        end = kx_scan_before(s, end);
    return end;
}

/* Where a sentence that is too long is cut: at its last blank, else between two characters. */
static size_t cut_point(const kx_scan *s, size_t start)
{
    size_t cut = start + KX_SENTENCE_BYTES_MAX;
    while (((guchar)s->text[cut] & 0xC0) == 0x80)
        cut--;
    for (size_t at = cut; at > start + KX_SENTENCE_BYTES_MAX / 2; at = kx_scan_before(s, at)) {
        if (kx_is_blank(kx_scan_char(s, at)))
            return at;
    }
    return cut;
}

static void add_sentence(const kx_scan *s, unsigned block, size_t start, size_t end, GArray *out)
{
    end = trim_end(s, start, end);
    while (start < end) {
        bool whole = end - start <= KX_SENTENCE_BYTES_MAX;
        size_t cut = whole ? end : cut_point(s, start);
        kx_sentence sentence = {{start, trim_end(s, start, cut)}, block};
        if (sentence.range.end > start)
            g_array_append_val(out, sentence);
        start = kx_scan_skip_blanks(s, cut);
    }
}

static size_t find_last_spoken(const kx_scan *s)
{
    size_t at = s->end;
    while (at > s->start) {
        size_t before = kx_scan_before(s, at);
        if (g_unichar_isalnum(g_utf8_get_char(s->text + before)))
            break;
        at = before;
    }
    return at;
}

/* Whether the line that ends at `end` ends in a stop, with closing signs after it. */
static bool line_has_stop(const kx_scan *s, size_t start, size_t end)
{
    enum { CLOSERS_MAX = 8 };
    for (unsigned i = 0; i < CLOSERS_MAX && end > start; i++) {
        size_t before = kx_scan_before(s, end);
        gunichar c = g_utf8_get_char(s->text + before);
        if (is_stop(c))
            return true;
        if (!is_closer(c) && !kx_is_blank(c))
            return false;
        end = before;
    }
    return false;
}

/* Whether the block has a sentence a line, as subtitles and collections of sentences do: in running
 * text hardly any line ends just where a sentence does. */
static bool has_sentence_a_line(const kx_scan *s)
{
    enum { LINES_MIN = 5 };
    size_t lines = 0, stops = 0;
    for (size_t at = s->start; at < s->end; lines++) {
        const char *feed = memchr(s->text + at, '\n', s->end - at);
        size_t end = feed ? (size_t)(feed - s->text) : s->end;
        stops += line_has_stop(s, at, end);
        at = end + 1;
    }
    return lines >= LINES_MIN && 4 * stops >= 3 * lines;
}

void kx_sentences(const kx_document *doc, unsigned block, GArray *out)
{
    kx_range range = g_array_index(doc->blocks, kx_block, block).range;
    block_scan b = {.scan = {doc->text, range.start, range.end, range.start}};
    kx_scan *s = &b.scan;
    b.last_spoken = find_last_spoken(s);
    b.lined = has_sentence_a_line(s);
    s->sentence = kx_scan_skip_blanks(s, s->start);
    bool spoken = false;
    for (size_t at = s->sentence; at < s->end;) {
        gunichar c = kx_scan_char(s, at);
        if (c == '\n' && b.lined && spoken && at < b.last_spoken) {
            add_sentence(s, block, s->sentence, at, out);
            at = s->sentence = kx_scan_skip_blanks(s, at);
            spoken = false;
            continue;
        }
        if (!is_stop(c)) {
            spoken = spoken || g_unichar_isalnum(c);
            at = kx_scan_after(s, at);
            continue;
        }
        stop st = read_stop(s, at);
        at = st.after;
        if (!spoken || !ends_sentence(&b, &st))
            continue;
        add_sentence(s, block, s->sentence, st.after, out);
        at = s->sentence = st.next;
        spoken = false;
    }
    add_sentence(s, block, s->sentence, s->end, out);
    ubrk_close(b.icu);
    utext_close(b.utext);
}
