/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of a show file: one table says what is known, needed and allowed. */
#pragma once

#include "brief/show.h"

/* Takes `value` into the field at `field` if it is allowed; `range` is that of the key, `name` the
 * show file's path. */
typedef bool kx_show_take(const char *name, const char *value, void *field, const double *range);

typedef struct {
    const char *group, *key; /* "person": of each [person NAME] */
    kx_show_take *take;
    size_t offset; /* of the field in kx_show, or in kx_person */
    bool required;
    double range[2];
    const char *wanted; /* ends the sentence "key=value: must be …" */
} kx_show_key;

#define KX_SHOW_PERSON "person"

/* The keys, in the order of docs/podcast.md; NULL behind the last. */
const kx_show_key *kx_show_key_at(unsigned index);
/* The key of that group ("show", "person Anna"), or NULL. */
const kx_show_key *kx_show_key_find(const char *group, const char *key);
/* Whether there is such a group: one of the table's, or "person NAME" with a name. */
bool kx_show_group_known(const char *group);
/* "Anna" of "person Anna"; NULL for any other group. */
const char *kx_show_person_name(const char *group);
