/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around a stop: the words before it and the start of what follows. But for
 * kx_surname_parts private to sentence.c, sentence_dot.c and sentence_mark.c. */
#pragma once

#include "doc/document.h"

typedef struct {
    const char *text;
    size_t start, end; /* the block: nothing outside it is looked at */
    size_t sentence;   /* where the current sentence starts: nothing before it is */
} kx_scan;

/* The character at `at`, 0 at the end of the block; the one that ends right before it, 0 at the
 * start of the sentence. */
gunichar kx_scan_char(const kx_scan *s, size_t at);
gunichar kx_scan_char_before(const kx_scan *s, size_t at);
/* The offset behind the character at `at`, and of the character before it. */
size_t kx_scan_after(const kx_scan *s, size_t at);
size_t kx_scan_before(const kx_scan *s, size_t at);
size_t kx_scan_skip_blanks(const kx_scan *s, size_t at);
bool kx_is_one_of(gunichar c, const char *set);

/* The run of signs without blanks, brackets or opening quotes that ends at `end`; empty where it is
 * too long to be of interest. */
kx_range kx_scan_word_before(const kx_scan *s, size_t end);
/* The same for the word before `word`, where only blanks stand between; else empty. */
kx_range kx_scan_previous_word(const kx_scan *s, kx_range word);
/* The run of letters and digits at `at`, and the next one after blanks. */
kx_range kx_scan_word(const kx_scan *s, size_t at);
kx_range kx_scan_next_word(const kx_scan *s, kx_range word);
/* Whether a word is in a NULL-terminated list, ASCII case folded. */
bool kx_scan_is_in(const kx_scan *s, kx_range word, const char *const *list);

/* Small words that surnames hold (Van den Berg, Van 't Hek), without an apostrophe; NULL ends. */
extern const char *const kx_surname_parts[];

/* Whether it is a function word (De, Het, Toen), in any case. */
bool kx_scan_is_function_word(const kx_scan *s, kx_range word);
/* Whether it is made of digits. */
bool kx_scan_is_number(const kx_scan *s, kx_range word);
/* Rotterdamse, Utrechtsche: made of the name of a place. */
bool kx_scan_is_adjective(const kx_scan *s, kx_range word);
/* De Vries, Van den Berg, Van 't Hek, In 't Veld; but "De rechter" is none. Suspect: behind a first
 * name with an initial, where "De Rotterdamse rechter" begins a sentence. */
bool kx_scan_is_surname(const kx_scan *s, kx_range word, bool suspect);

typedef enum {
    KX_NEXT_UPPER,
    KX_NEXT_LOWER,
    KX_NEXT_STARTER, /* lower case by spelling: iPhone, 's Ochtends */
    KX_NEXT_NUMBER,
    KX_NEXT_OTHER,
} kx_next_kind;

typedef struct {
    kx_next_kind kind;
    bool quoted; /* an opening quote before it */
    kx_range word;
} kx_following;

/* What starts at `at`, behind opening signs. */
kx_following kx_scan_following(const kx_scan *s, size_t at);
