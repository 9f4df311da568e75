/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate: the only door to the engine. It takes the pieces of an utterance, which may come from
 * hostile text, and makes calls: strings that the engine reads without being commanded, crashed or
 * silently cut by them. The bounds are those of base/limits.h and were found by fuzzing espeak-ng
 * 1.51 under AddressSanitizer.
 *
 * A call holds only A-Z a-z, U+00C0-U+017F less × ÷ ð Ð þ Þ ß ĸ Ŋ ŋ ŉ ſ, U+0218-U+021B, blanks,
 * ' and - inside words (' also before one: 's, 't), and . , ; : ? ! followed by a blank or the end.
 * A dot only after a word of two letters or more, never two marks in a row. No digit, no control,
 * no "[" but those of [[...]] groups that the gate itself writes from PHONEMES and ENGLISH pieces
 * whose every mnemonic is known. Only a group of ENGLISH pieces leaves Dutch, and each comes home:
 * "[[_^_en-us s@pl'aI tS'eIn _^_nl]]". */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    KX_GATE_TEXT,     /* a word of the speech rendering; untrusted */
    KX_GATE_PHONEMES, /* mnemonics from a lexicon; checked again here */
    KX_GATE_ENGLISH,  /* an English word in mnemonics of voice en-us; those in a row make a group */
    KX_GATE_MARK,     /* one of , ; : . ? !, or KX_MARK_DASH */
} kx_gate_kind;

/* A dash: said as a comma, with a pause of its own. */
#define KX_MARK_DASH '-'

typedef struct {
    kx_gate_kind kind;
    const char *text;
    uint32_t word; /* the caller's index of the word, given back in kx_call_words; pieces in a
                    * row with one index are parts of one word, written with a hyphen between
                    * ("[[s'OftwE:r]]-huis"), or a blank where mnemonics follow letters */
} kx_piece;

/* A call that passed the gate. Made by nothing else. */
typedef struct kx_call kx_call;

typedef struct {
    uint32_t position; /* 1-based character in the call's text, as espeak-ng's WORD events count */
    uint32_t word;     /* kx_piece.word */
} kx_call_word;

/* What had to be changed, for the report. */
typedef struct {
    unsigned dropped_characters; /* not allowed, no transliteration */
    unsigned split_words;        /* longer than KX_GATE_WORD_BYTES_MAX */
    unsigned dropped_phonemes;   /* PHONEMES and ENGLISH pieces refused: said as nothing, a fault of
                                  * a list */
} kx_gate_report;

/* The calls (kx_call*, GPtrArray that frees them) for one sentence; empty if nothing is left to
 * say. A call ends at each mark: the pauses between are the programme's, for the engine's own
 * shrink faster than its speech. A clause over the bounds is cut before the word that best opens
 * another, or at a blank; a part cut off ends in a comma so that its tune stays up. `report` is
 * added to; may be NULL. */
GPtrArray *kx_gate(const kx_piece *pieces, size_t n, kx_gate_report *report);

/* The same in the plainest form, for a sentence whose calls killed the engine: letters and blanks
 * only, no phonemes (a word that is nothing else is left out), words of at most 40 bytes, calls of
 * at most 300. */
GPtrArray *kx_gate_plain(const kx_piece *pieces, size_t n);

const char *kx_call_text(const kx_call *call); /* NUL-terminated UTF-8 */
/* Where its words start, ascending; borrowed. */
const kx_call_word *kx_call_words(const kx_call *call, size_t *n);
/* The pause that stands behind the call: ',' ';' ':' or KX_MARK_DASH by its last mark (':' also
 * after a full stop, question or exclamation mark), 0 for the sentence's last. */
char kx_call_cut(const kx_call *call);
void kx_call_free(kx_call *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_call, kx_call_free)
/* For the worker's pipe: a call as bytes and back (the bytes come from the parent, and are trusted
 * only as far as the gate made them; unpack runs the gate's final check again and gives NULL). */
void kx_call_pack(const kx_call *call, GByteArray *out);
kx_call *kx_call_unpack(const guint8 **bytes, size_t *left);
