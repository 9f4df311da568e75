/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key file that is read with care: voices and reading profiles. The first thing that is wrong is
 * kept as the error (CONFIG, "file: [group] key: what"); reading goes on with a value that may be
 * used. Private to brief/. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    GKeyFile *keys;
    const char *file; /* for messages; borrowed */
    GError *error;    /* or NULL */
} kx_keys;

/* Reads one; `what` is what it should be ("voice profile"), translated. Errors: CONFIG. */
bool kx_keys_load(kx_keys *keys, const char *file, const char *what, const char *data,
                  size_t length, GError **error);
/* Ends the reading: false with the first error. */
bool kx_keys_finish(kx_keys *keys, GError **error);
void kx_keys_wrong(kx_keys *keys, const char *group, const char *key, const char *what);

/* Whether the key is there. */
bool kx_keys_has(const kx_keys *keys, const char *group, const char *key);
/* The key's text; missing or empty: wrong, "". Caller frees. */
char *kx_keys_text(kx_keys *keys, const char *group, const char *key);
/* What the file is for, its key "what": in the user's language where it has it (what[nl]=…). Caller
 * frees. */
char *kx_keys_what(kx_keys *keys, const char *group);
double kx_keys_number(kx_keys *keys, const char *group, const char *key, double low, double high);
/* The key's value as index into NULL-terminated `names`. */
unsigned kx_keys_choice(kx_keys *keys, const char *group, const char *key,
                        const char *const *names);
/* Lists of names end in NULL; `also` may be NULL. */
void kx_keys_refuse_groups(kx_keys *keys, const char *const *known);
void kx_keys_refuse_others(kx_keys *keys, const char *group, const char *const *known,
                           const char *const *also);
