/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence as it will be said: tokens, and the morphemes that their verbalisation made. One list
 * of morphemes, two renderings:
 *
 *   transcript  Taalunie spelling, for people:  "drieënzestig", "K N V B'er", "tweehonderdzes"
 *   speech      what espeak-ng reads rightly:   "drie-en-zestig", "kaa-èn-vee-bee-er",
 *                                               "twee honderd zes"
 *
 * Neither holds a digit, nor any sign but blank - ' . , ; : ? ! */
#pragma once

#include "text/lexicon.h"
#include "text/token.h"

typedef enum {
    KX_RENDER_TRANSCRIPT,
    KX_RENDER_SPEECH,
} kx_rendering;

/* How a morpheme is attached to the one before it. */
typedef enum {
    KX_SEAM_SPACE,    /* a word of its own */
    KX_SEAM_JOIN,     /* the same word in both renderings: bank+en */
    KX_SEAM_HYPHEN,   /* a hyphen in both: N A V O-top */
    KX_SEAM_NUMBER,   /* inside a number name: joined | blank (twee+honderd) */
    KX_SEAM_EN,       /* around "en" in 21-99: joined, trema after e | hyphen (drie+en+zestig) */
    KX_SEAM_COMPOUND, /* number + noun: joined | hyphen (zestig+jarige) */
    KX_SEAM_SUFFIX,   /* 's, 'er, 'tje after letters: 'er joined with its apostrophe | "-er",
                       * but 's and 'tje keep the apostrophe in speech */
    KX_SEAM_LETTER,   /* between letters read one by one: blank | hyphen (K N V B | kaa-èn-...) */
    KX_SEAM_PHRASE,   /* between words that are said as one: blank | hyphen (New York) */
} kx_seam;

typedef enum {
    KX_MORPHEME_WORD,
    KX_MORPHEME_LETTER,       /* one letter, said by its Dutch name: "K" | "kaa" */
    KX_MORPHEME_LETTER_EN,    /* one letter, said by its English name: "C" | "sie" */
    KX_MORPHEME_MARK,         /* one of , ; : . ? ! : attached to what stands before it */
    KX_MORPHEME_MARK_FALLING, /* the mark of a question with a question word, which falls in Dutch
                               * where the engine makes every "?" rise: "?" | "." */
    KX_MORPHEME_MARK_DASH,    /* a comma that is written as a dash: its pause is longer */
} kx_morpheme_kind;

typedef struct {
    kx_morpheme_kind kind;
    kx_seam seam;
    const char *text;     /* transcript form; in the arena or static */
    const char *phonemes; /* of a WORD: the lexicon's, for exactly this written form, and for those
                           * behind it that have ""; or NULL */
    bool english;         /* a WORD that English reads */
    const char *place;    /* of the entry that says so (KX_LEXICON_PLACE) */
    unsigned token;       /* index of the token it came from */
} kx_morpheme;

typedef struct {
    GArray *tokens;    /* kx_token, ascending, covering every non-blank byte of the sentence */
    GArray *morphemes; /* kx_morpheme */
    GStringChunk *arena;
    const kx_lexicon *lexicon; /* what it was read by; NULL: the built-in one alone */
} kx_spoken;

kx_spoken *kx_spoken_new(void);
void kx_spoken_free(kx_spoken *spoken);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_spoken, kx_spoken_free)

/* ---- what `say` functions call; all append for the token that is being said (the last) ---- */

/* Words in transcript spelling, separated by blanks; each becomes a morpheme. The first one takes
 * `seam`, the others KX_SEAM_SPACE. A single capital is a letter ("B V"). The text is copied. */
void kx_say(kx_spoken *out, kx_seam seam, const char *words);
/* Words as they are written, which a row of KX_LEXICON_SOUND gives their phonemes or language; also
 * & and + are words. */
void kx_say_sounds(kx_spoken *out, kx_seam seam, const char *written, const kx_cell *row);
/* Whether kx_say_letters can name a letter: A to Z, and these with an accent. */
bool kx_has_letter_name(gunichar letter);
/* Letters one by one (anything that is not a letter is skipped). The first one takes `seam`. */
void kx_say_letters(kx_spoken *out, kx_seam seam, const char *letters, bool english);
/* One of , ; : . ? ! Two marks in a row become the stronger one (? over ! over . over : ; over ,).
 * A mark with nothing before it is dropped. */
void kx_say_mark(kx_spoken *out, char mark);
/* The "?" of a question with a question word: KX_MORPHEME_MARK_FALLING. */
void kx_say_falling_question(kx_spoken *out);

/* A comma that is written as a dash: KX_MORPHEME_MARK_DASH. */
void kx_say_dash(kx_spoken *out);

/* ---- rendering ---- */

/* One rendered word and where it came from. */
typedef struct {
    size_t start, end;    /* bytes in the rendered text, without a mark that follows */
    unsigned first, last; /* its morphemes [first, last) */
    unsigned token;       /* token of its first morpheme */
} kx_rendered_word;

/* The sentence as text; the caller frees. `words` (GArray of kx_rendered_word) may be NULL.
 * Words are what stands between blanks. In the speech rendering emphasis accents are folded
 * (hét, vóór -> het, voor), except één and words spelled with an accent (café, coupé), and words
 * with capitals inside are in lower case (NAVO, WhatsApp -> navo, whatsapp). */
char *kx_spoken_render(const kx_spoken *spoken, kx_rendering rendering, GArray *words);
