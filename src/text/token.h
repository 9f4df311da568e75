/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A token: a span of the article with one semiotic class and typed fields. `match` fills the
 * fields, `say` reads them and never sees the source text. */
#pragma once

#include "doc/document.h"
#include <stdint.h>

struct kx_class;
typedef struct kx_class kx_class;

/* The vocabulary of field names. A class uses the few it needs; explain prints them by name. */
#define KX_FIELD_NAMES(X)                                                                          \
    X(TEXT, text)           /* letters of a word, the characters of verbatim */                    \
    X(SPOKEN, spoken)       /* a reading from a table */                                           \
    X(READING, reading)     /* words, letters-nl, letters-en, word */                              \
    X(SUFFIX, suffix)       /* 's, 'er, -chef, ... */                                              \
    X(SIGN, sign)           /* -1 or +1, as written */                                             \
    X(INTEGER, integer)     /* digits of the whole part, without separators */                     \
    X(FRACTION, fraction)   /* digits after the decimal sign */                                    \
    X(MAGNITUDE, magnitude) /* duizend, miljoen, miljard, biljoen */                               \
    X(CURRENCY, currency)   /* spoken name */                                                      \
    X(CENT, cent)           /* spoken name of the hundredth */                                     \
    X(DAY, day)                                                                                    \
    X(MONTH, month)                                                                                \
    X(YEAR, year)                                                                                  \
    X(WEEKDAY, weekday)                                                                            \
    X(HOUR, hour)                                                                                  \
    X(MINUTE, minute)                                                                              \
    X(SECOND, second)                                                                              \
    X(UNIT, unit)                                                                                  \
    X(USER, user)                                                                                  \
    X(HOST, host)                                                                                  \
    X(PATH, path)                                                                                  \
    X(PER, per)     /* what the unit is divided by */                                              \
    X(FROM, from)   /* first of a pair */                                                          \
    X(TO, to)       /* second of a pair */                                                         \
    X(QUOTE, quote) /* opens, opens-long, closes */                                                \
    X(MARK, mark)   /* a punctuation mark that is heard as a pause or tune */

typedef enum {
#define X(upper, lower) KX_FIELD_##upper,
    KX_FIELD_NAMES(X)
#undef X
        KX_FIELD_COUNT
} kx_field_name;

/* "integer", "currency", ... as explain prints it. */
const char *kx_field_label(kx_field_name name);

typedef struct {
    kx_field_name name;
    bool is_text;
    int64_t integer;  /* if !is_text */
    const char *text; /* if is_text; lives as long as the kx_spoken that owns the token */
} kx_field;

enum { KX_TOKEN_FIELDS_MAX = 12 };

typedef struct {
    const kx_class *class;
    kx_range range; /* bytes of the document's text */
    bool glued;     /* no blank before it: it follows the previous token directly */
    unsigned n_fields;
    kx_field fields[KX_TOKEN_FIELDS_MAX];
    GStringChunk *arena; /* where text fields live; owned by the kx_spoken */
} kx_token;

/* Adds a field, or changes it. At most KX_TOKEN_FIELDS_MAX. */
void kx_token_set(kx_token *token, kx_field_name name, int64_t value);
/* Copies text[0..length) (length -1: NUL-terminated) into the arena. */
void kx_token_set_text(kx_token *token, kx_field_name name, const char *text, gssize length);
/* The field MARK: one of , ; : . ? ! */
void kx_token_set_mark(kx_token *token, char mark);
/* Its mark, or 0. */
char kx_token_get_mark(const kx_token *token);
/* The field's integer, or `none` where it is not set. */
int64_t kx_token_get(const kx_token *token, kx_field_name name, int64_t none);
/* The field's text, or NULL. */
const char *kx_token_get_text(const kx_token *token, kx_field_name name);
bool kx_token_has(const kx_token *token, kx_field_name name);
