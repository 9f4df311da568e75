/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the classes of codes share (telephone numbers, IBAN, versions, hashes): a code is a row of
 * pieces, each with its way of reading, kept in one field as "KIND:text" with a bar between two. */
#pragma once

#include "text/class.h"

typedef enum {
    KX_CODE_LETTERS = 'L', /* K B: letter by letter */
    KX_CODE_DIGITS = 'D',  /* 042: nul vier twee */
    KX_CODE_PAIRS = 'P',   /* 3011: dertig elf */
    KX_CODE_NUMBER = 'N',  /* 42: tweeënveertig */
    KX_CODE_YEAR = 'Y',    /* 1918: negentienhonderdachttien */
    KX_CODE_WORD = 'W',    /* words of their own */
    KX_CODE_BREAK = ',',   /* where it is written apart: a comma is heard */
} kx_code_kind;

/* An empty code. It opens with a break where a number stands right before it: two numbers must not
 * sound as one. */
GString *kx_code_new(const kx_context *ctx);
/* The bar and the control characters that the row itself needs are not among `text`. */
void kx_code_add(GString *code, kx_code_kind kind, const char *text, size_t length);
/* A break; none at the start, and never two. */
void kx_code_break(GString *code);
/* ASCII text sign by sign: letters and digits by name, a break where another sign stands. */
void kx_code_spell(GString *code, const char *text, size_t length);
/* Digits in ASCII text [0..length), `kind` for each run, a break where another sign stands. */
void kx_code_add_groups(GString *code, kx_code_kind kind, const char *text, size_t length);
/* Sets the pieces of a code that ends at `end`, with the word of a compound behind it (-lek,
 * -melding). The length of the token; 0, with nothing set, where a token cannot end there. */
size_t kx_code_finish(const kx_context *ctx, kx_token *token, GString *code, size_t end);
/* The `say` of a class of codes. */
bool kx_code_say(const kx_token *token, const kx_style *style, kx_spoken *out);

/* Sets TEXT; of a code too long to be followed (a hash, a key) FROM and TO, its ends, and INTEGER,
 * its length. kx_class_verbatim says them. */
void kx_code_set_verbatim(kx_token *token, const char *text, size_t length);

/* What makes a number a code: one of `words` before ctx->at, with ":", "is", "nummer" or an opening
 * bracket between. */
bool kx_code_after(const kx_context *ctx, const char *const *words);
/* Whether the word before ctx->at, over the same signs, ends in the ASCII `ending`: klantnummer. */
bool kx_code_after_ending(const kx_context *ctx, const char *ending);
/* What links the items of a row: t/m, tot en met, en, of, a comma, a hyphen. */
extern const char *const kx_code_row_links[];
/* Whether a token of `class` stands before ctx->at, with one or more of `links` between: postcodes
 * 1011 t/m 1019. */
bool kx_code_in_row(const kx_context *ctx, const kx_class *class, const char *const *links);
/* Length of the run of ASCII letters and digits at `at`, at most `max`. */
size_t kx_code_alnum_at(const kx_context *ctx, size_t at, size_t max);
/* Length of one hyphen or en dash at `at`; 0 if there is none. */
size_t kx_code_hyphen_at(const kx_context *ctx, size_t at);
/* Length of one blank at `at` that does not end a line; 0 if there is none. */
size_t kx_code_blank_at(const kx_context *ctx, size_t at);
/* Whether [at..at+length) is made of the ASCII capitals, or of the ASCII digits. */
bool kx_code_is_capitals(const kx_context *ctx, size_t at, size_t length);
bool kx_code_is_digits(const kx_context *ctx, size_t at, size_t length);
/* Whether a plural in small letters follows at `end`: what stands before it is rather their
 * number. */
bool kx_code_noun_follows(const kx_context *ctx, size_t end);
