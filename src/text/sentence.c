/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over a block. At each stop (. ! ? …, with the closing signs after it) the rules below
 * decide from the word before it and the word after it. ICU's proposal decides where they have
 * no opinion: other scripts, symbols. */
#include "text/sentence.h"

#include "base/limits.h"
#include "doc/note.h"
#include "text/class.h"
#include "text/sentence_dot.h"

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

/* ---- stops ---- */

static bool is_closer(gunichar c)
{
    return kx_is_one_of(c, "\"'`´”’“»›)]}*_");
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
    kx_dot_verdict verdict = kx_dot_ends(&b->scan, st->at, next);
    return verdict == KX_DOT_UNKNOWN ? icu_proposes(b, st->next) : verdict == KX_DOT_ENDS;
}

/* Yahoo! Mail, Panic! At the Disco: names with an exclamation mark that more of the name follows.
 */
static bool is_loud_name(const kx_scan *s, const stop *st, const kx_following *next)
{
    static const char *const names[] = {"yahoo",    "wham", "panic", "jeopardy", "joomla",
                                        "godspeed", "neu",  "punt",  "kahoot",   NULL};
    kx_range word = kx_scan_word_before(s, st->at);
    return st->kind == STOP_LOUD && kx_scan_is_in(s, word, names) && !next->quoted &&
           !kx_scan_is_function_word(s, next->word);
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

/* Behind the marks of notes (einde.[3], einde.², einde.3), which belong to the sentence they
 * follow. */
static size_t skip_notes(const kx_scan *s, size_t at)
{
    while (kx_is_superscript(kx_scan_char(s, at)))
        at = kx_scan_after(s, at);
    for (size_t n = 1; n > 0; at += n)
        n = kx_note_mark_at(s->text, at, s->end);
    const size_t digits = kx_glued_note_at(s->text, s->sentence, at, s->end);
    const gunichar next = kx_scan_char(s, at + digits);
    return next == 0 || kx_is_blank(next) ? at + digits : at;
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
            spoken = spoken || g_unichar_isalnum(c) || c == 0x2605; /* ★★★★. */
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
