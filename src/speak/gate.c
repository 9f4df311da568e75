/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes calls: pieces -> words (cleaned, bounded) -> clauses and parts of them -> text. */
#include "speak/gate.h"

#include "base/limits.h"
#include "speak/gate_private.h"
#include "text/table.h"

#include <string.h>

#define SPAN_OPEN  "[[" KX_GATE_ABROAD
#define SPAN_CLOSE KX_GATE_HOME "]]"
/* Bytes round the English words of a group. */
enum { SPAN_ROUND = sizeof(SPAN_OPEN SPAN_CLOSE) - 1 };

/* Bounds of a kind of call. A cut adds a comma: `text` and `bytes` leave room for it. It may part
 * English words: then there is one more group. */
typedef struct {
    unsigned word, text, bytes, words;
    bool plain; /* letters and blanks only */
} bounds;

static const bounds usual = {
    .word = KX_GATE_WORD_BYTES_MAX,
    .text = KX_GATE_TEXT_BYTES_MAX - 1,
    .bytes = KX_GATE_CALL_BYTES_MAX - 1 - SPAN_ROUND,
    .words = KX_GATE_GROUP_WORDS_MAX,
};

static const bounds plainest = {
    .word = 40, .text = 300, .bytes = 300, .words = KX_GATE_WORDS_MAX, .plain = true};

/* What stands between two blanks of a call. */
typedef struct {
    size_t at;        /* in ink */
    unsigned length;  /* bytes */
    unsigned group;   /* bytes of it in [[...]], or all where it is English */
    unsigned span;    /* English: bytes of its group up to its end; 0: Dutch */
    unsigned words;   /* as the engine counts */
    unsigned letters; /* since the last hyphen; a group counts as two */
    uint32_t word;    /* the caller's */
    bool first;       /* of its word */
    bool opens;       /* English: a group begins */
    bool dash;        /* its comma stands for a dash */
    char mark;        /* behind it; 0: none */
} atom;

/* Sums over the atoms before the one of the same index, blanks and marks included. */
typedef struct {
    uint64_t text, bytes, words;
} sums;

typedef struct {
    const bounds *bounds;
    kx_gate_report report;
    GString *clean; /* of the piece at hand */
    kx_gate_cleaner *cleaner;
    GString *ink;
    GArray *atoms; /* atom */
    sums *before;
    GPtrArray *calls;
} gate;

/* ---- words ---- */

static atom *last_atom(const gate *self)
{
    return self->atoms->len ? &g_array_index(self->atoms, atom, self->atoms->len - 1) : NULL;
}

/* Letters behind the last hyphen. */
static unsigned letters_at_end(const char *s, size_t n)
{
    unsigned letters = 0;

    for (size_t i = 0; i < n; i++) {
        if (s[i] == '-')
            letters = 0;
        else if (s[i] != '\'' && (s[i] & 0xc0) != 0x80)
            letters++;
    }
    return letters;
}

/* Of the last atom only: its bytes are the last of the ink. */
static void extend_atom(gate *self, atom *last, const char *s, size_t n, unsigned words)
{
    const bool group = *s == '[';

    g_string_append_len(self->ink, s, (gssize)n);
    last->length += (unsigned)n;
    last->group += group ? (unsigned)n : 0;
    last->words += words;
    last->letters = group ? 2 : letters_at_end(s, n);
}

static atom *add_atom(gate *self, uint32_t word, const char *s, size_t n, unsigned words)
{
    const atom *last = last_atom(self);
    atom one = {.at = self->ink->len, .word = word, .first = last == NULL || last->word != word};

    g_array_append_val(self->atoms, one);
    atom *fresh = &g_array_index(self->atoms, atom, self->atoms->len - 1);
    extend_atom(self, fresh, s, n, words);
    return fresh;
}

/* Joins n bytes of the same word, or part of it, to the last atom: with a hyphen the engine
 * reads them as one. False where it may not be: so with a group behind letters, whose last
 * consonant the engine would say as a syllable. */
static bool join(gate *self, uint32_t word, const char *s, size_t n, unsigned words)
{
    atom *last = last_atom(self);
    const bool group = *s == '[';

    if (self->bounds->plain || last == NULL || last->word != word || last->mark != '\0' ||
        last->length - last->group + 1 + (group ? 0 : n) > self->bounds->word ||
        last->group + (group ? n : 0) > KX_GATE_GROUP_BYTES_MAX ||
        last->words + words - 1 > self->bounds->words || last->span > 0 ||
        (group && self->ink->str[self->ink->len - 1] != ']'))
        return false;
    extend_atom(self, last, "-", 1, 0);
    extend_atom(self, last, s, n, words - 1);
    return true;
}

/* How many bytes of the word s[0..n) to take so that all parts are of about one size: up to a
 * hyphen if there is one in the second half of what could be taken, else up to a character. */
static size_t part_length(const char *s, size_t n, size_t most)
{
    size_t parts = (n + most - 1) / most, even = MIN((n + parts - 1) / parts + 1, most);

    if (parts == 1)
        return n;
    for (size_t i = most; i > most / 2; i--)
        if (s[i] == '-')
            return i;
    while ((s[even] & 0xc0) == 0x80)
        even--;
    return even;
}

static bool is_joint(char c)
{
    return c == '-' || c == '\'';
}

/* Adds a word of letters and joints, in parts where it is too long. */
static void add_word(gate *self, uint32_t word, const char *s, size_t n)
{
    if (n > self->bounds->word)
        self->report.split_words++;
    while (n > 0) {
        size_t taken = part_length(s, n, self->bounds->word), kept = taken;
        while (kept > 0 && is_joint(s[kept - 1]))
            kept--;
        if (kept > 0)
            add_atom(self, word, s, kept, 1);
        s += taken;
        n -= taken;
        for (; n > 0 && is_joint(*s); s++)
            n--;
    }
}

/* In place: a word keeps single joints between letters, and an apostrophe before its first letter.
 * Returns what is left of n. */
static size_t tidy_joints(char *s, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (!is_joint(s[i]) || (kept == 0 ? s[i] == '\'' : !is_joint(s[kept - 1])))
            s[kept++] = s[i];
    while (kept > 0 && is_joint(s[kept - 1]))
        kept--;
    return kept;
}

/* A run s[0..n) of letters and joints, `first` of its piece. */
static void take_run(gate *self, uint32_t word, char *s, size_t n, bool first)
{
    size_t kept = tidy_joints(s, n);

    if (kept > 0 && !(first && *s != '\'' && join(self, word, s, kept, 1)))
        add_word(self, word, s, kept);
}

/* ---- pieces ---- */

/* -1: not a mark. Of two marks in a row the stronger one stays. */
static int strength(char mark)
{
    switch (mark) {
    case ',':
        return 1;
    case ';':
    case ':':
        return 2;
    case '.':
        return 3;
    case '?':
    case '!':
        return 4;
    default:
        return -1;
    }
}

static void add_mark(gate *self, char mark)
{
    atom *last = last_atom(self);

    const bool dash = mark == KX_MARK_DASH;

    if (last == NULL || self->bounds->plain || (mark == '.' && last->letters < 2))
        return;
    if (strength(dash ? ',' : mark) > strength(last->mark))
        last->mark = dash ? ',' : mark;
    last->dash = last->mark == ',' && (last->dash || dash);
}

static void take_text(gate *self, const kx_piece *piece)
{
    g_string_truncate(self->clean, 0);
    kx_gate_clean(self->cleaner, piece->text);
    if (self->bounds->plain) {
        g_string_replace(self->clean, "'", "", 0);
        g_strdelimit(self->clean->str, "-", ' ');
    }

    for (char *s = self->clean->str; *s != '\0';) {
        size_t n = strcspn(s, " ,;:.?!");
        if (n > 0)
            take_run(self, piece->word, s, n, s == self->clean->str);
        s += n;
        /* A mark inside "a.b" is none: the letters are words of their own. */
        if (strength(*s) > 0 && (s[1] == '\0' || s[1] == ' ' || strength(s[1]) > 0))
            add_mark(self, *s);
        s += *s != '\0';
    }
}

static void take_phonemes(gate *self, const kx_piece *piece)
{
    const unsigned words = kx_gate_group_words(piece->text, strlen(piece->text));

    if (self->bounds->plain)
        return;
    if (words == 0) {
        self->report.dropped_phonemes++;
        return;
    }
    g_autofree char *group = g_strdup_printf("[[%s]]", piece->text);
    if (!join(self, piece->word, group, strlen(group), words))
        add_atom(self, piece->word, group, strlen(group), words);
}

/* A word of the group that the last atom is in, or of a group of its own. */
static void take_english(gate *self, const kx_piece *piece)
{
    const unsigned length = (unsigned)strlen(piece->text);
    const unsigned words = kx_gate_english_words(piece->text, length);
    const atom *last = last_atom(self);

    if (self->bounds->plain)
        return;
    if (words == 0) {
        self->report.dropped_phonemes++;
        return;
    }
    const bool on = last != NULL && last->span > 0 && last->mark == '\0' &&
                    last->span + 1 + length <= KX_GATE_SPAN_BYTES_MAX;
    const unsigned before = on ? last->span + 1 : 0;
    atom *fresh = add_atom(self, piece->word, piece->text, length, words);
    fresh->opens = !on;
    fresh->span = before + length;
    fresh->group = length;
    fresh->letters = 2;
}

static void take_piece(gate *self, const kx_piece *piece)
{
    switch (piece->kind) {
    case KX_GATE_TEXT:
        take_text(self, piece);
        break;
    case KX_GATE_PHONEMES:
        take_phonemes(self, piece);
        break;
    case KX_GATE_ENGLISH:
        take_english(self, piece);
        break;
    case KX_GATE_MARK:
        if (strength(piece->text[0]) > 0 || piece->text[0] == KX_MARK_DASH)
            add_mark(self, piece->text[0]);
        break;
    }
}

/* ---- parts ---- */

static const atom *atom_at(const gate *self, size_t i)
{
    return &g_array_index(self->atoms, atom, i);
}

static void sum_up(gate *self)
{
    self->before = g_new0(sums, self->atoms->len + 1);
    for (size_t i = 0; i < self->atoms->len; i++) {
        const atom *a = atom_at(self, i);
        const unsigned round = a->mark ? 2 : 1;
        const sums *b = &self->before[i];
        self->before[i + 1] = (sums){b->text + a->length - a->group + round,
                                     b->bytes + a->length + round + (a->opens ? SPAN_ROUND : 0),
                                     b->words + a->words + (a->opens ? KX_GATE_SWITCHES : 0)};
    }
}

/* In how many calls the atoms [from, to) must at least be said. */
static uint64_t parts_needed(const gate *self, size_t from, size_t to)
{
    const sums *a = &self->before[from], *b = &self->before[to];
    const bounds *most = self->bounds;
    uint64_t parts = (b->text - a->text - 1 + most->text - 1) / most->text;

    parts = MAX(parts, (b->bytes - a->bytes - 1 + most->bytes - 1) / most->bytes);
    return MAX(parts, (b->words - a->words + most->words - 1) / most->words);
}

/* How good a border is before an atom: by the table of borders, where it begins such a word. One
 * inside a word is the worst. */
static int border_class(const gate *self, size_t i)
{
    const atom *a = atom_at(self, i);
    const kx_cell *row =
        a->first && a->span == 0
            ? kx_table_find_lower(&kx_table_borders, self->ink->str + a->at, a->length)
            : NULL;

    if (row == NULL)
        return a->first ? 0 : -1;
    return strcmp(kx_text(row, 1), "clause") == 0 ? 2 : 1;
}

/* The atom before which to cut [from, to): the best border of those near the point where both sides
 * are parts of about one size; of equals, and where none is near, the one nearest to it. */
static size_t best_border(const gate *self, size_t from, size_t to, uint64_t parts)
{
    const uint64_t start = self->before[from].bytes, size = self->before[to].bytes - start;
    const uint64_t ideal = start + size * (parts / 2) / parts, reach = size / (2 * parts);
    size_t best = from + 1;
    int best_class = -1;
    uint64_t best_distance = 0;

    for (size_t i = from + 1; i < to; i++) {
        const uint64_t at = self->before[i].bytes;
        const uint64_t distance = at > ideal ? at - ideal : ideal - at;
        const int class = distance <= reach ? border_class(self, i) : -1;
        if (best_class < class || (best_class == class && distance < best_distance) ||
            i == from + 1) {
            best = i;
            best_class = class;
            best_distance = distance;
        }
    }
    return best;
}

/* A call being written. */
typedef struct {
    const gate *gate;
    GString *text;
    GArray *words; /* kx_call_word */
    uint32_t position;
} page;

static void write_text(page *out, const char *s, size_t n)
{
    g_string_append_len(out->text, s, (gssize)n);
    out->position += (uint32_t)g_utf8_strlen(s, (gssize)n);
}

/* The caller's word of the atom begins here, if it does. */
static void note_word(page *out, const atom *a)
{
    kx_call_word word = {out->position, a->word};

    if (a->first)
        g_array_append_val(out->words, word);
}

/* Writes the English words from atom `from` to the end of their group, which is at `to` or before;
 * returns the last one. Nothing else leaves Dutch, and it comes home. */
static size_t write_span(page *out, size_t from, size_t to)
{
    size_t i = from;

    note_word(out, atom_at(out->gate, from));
    write_text(out, SPAN_OPEN, strlen(SPAN_OPEN));
    for (;; i++) {
        const atom *a = atom_at(out->gate, i);
        write_text(out, out->gate->ink->str + a->at, a->length);
        const atom *next = i + 1 < to ? atom_at(out->gate, i + 1) : NULL;
        if (next == NULL || next->span == 0 || next->opens)
            break;
        write_text(out, " ", 1);
        note_word(out, next);
    }
    write_text(out, SPAN_CLOSE, strlen(SPAN_CLOSE));
    return i;
}

/* How long the pause is that a call's last mark asks for, as kx_call_cut tells it. */
static char cut_of(const atom *last)
{
    if (last->mark == '\0' || last->mark == ',')
        return last->dash ? KX_MARK_DASH : ',';
    return strength(last->mark) > 2 ? ':' : last->mark;
}

/* The call of the atoms [from, to). */
static kx_call *write_call(const gate *self, size_t from, size_t to)
{
    const bool cut = to < self->atoms->len;
    page out = {self, g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(kx_call_word)), 1};
    char mark = '\0';

    for (size_t i = from; i < to; i++) {
        const atom *a = atom_at(self, i);
        if (a->span > 0) {
            i = write_span(&out, i, to);
            a = atom_at(self, i);
        } else {
            note_word(&out, a);
            write_text(&out, self->ink->str + a->at, a->length);
        }
        mark = a->mark;
        if (mark != '\0')
            write_text(&out, &mark, 1);
        else if (cut && i == to - 1 && !self->bounds->plain)
            write_text(&out, ",", 1);
        if (i < to - 1)
            write_text(&out, " ", 1);
    }
    const size_t length = out.text->len;
    kx_call *call = kx_gate_call_new(g_string_free(out.text, FALSE), length, out.words,
                                     cut ? cut_of(atom_at(self, to - 1)) : '\0');
    g_assert(call != NULL);
    return call;
}

/* Says the atoms [from, to), which have a mark behind the last only, in as few calls as can be. */
static void cut(gate *self, size_t from, size_t to)
{
    uint64_t parts = parts_needed(self, from, to);

    if (parts <= 1) {
        g_ptr_array_add(self->calls, write_call(self, from, to));
        return;
    }
    size_t border = best_border(self, from, to, parts);
    cut(self, from, border);
    cut(self, border, to);
}

static GPtrArray *make_calls(const kx_piece *pieces, size_t n, const bounds *most,
                             kx_gate_report *report)
{
    gate self = {
        .bounds = most,
        .clean = g_string_new(NULL),
        .ink = g_string_new(NULL),
        .atoms = g_array_new(FALSE, FALSE, sizeof(atom)),
        .calls = g_ptr_array_new_with_free_func((GDestroyNotify)kx_call_free),
    };

    self.cleaner = kx_gate_cleaner_new(self.clean, &self.report.dropped_characters);
    for (size_t i = 0; i < n; i++)
        take_piece(&self, &pieces[i]);
    sum_up(&self);
    for (size_t from = 0, to = 1; to <= self.atoms->len; to++) {
        if (to < self.atoms->len && atom_at(&self, to - 1)->mark == '\0')
            continue;
        cut(&self, from, to);
        from = to;
    }
    if (report != NULL) {
        report->dropped_characters += self.report.dropped_characters;
        report->split_words += self.report.split_words;
        report->dropped_phonemes += self.report.dropped_phonemes;
    }
    kx_gate_cleaner_free(self.cleaner);
    g_string_free(self.clean, TRUE);
    g_string_free(self.ink, TRUE);
    g_array_free(self.atoms, TRUE);
    g_free(self.before);
    return self.calls;
}

GPtrArray *kx_gate(const kx_piece *pieces, size_t n, kx_gate_report *report)
{
    return make_calls(pieces, n, &usual, report);
}

GPtrArray *kx_gate_plain(const kx_piece *pieces, size_t n)
{
    return make_calls(pieces, n, &plainest, NULL);
}
