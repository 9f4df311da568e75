/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JSON file written piece by piece, so that memory does not grow with it. One writer for every
 * JSON that is published. Private to publish/. */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct kx_json_file kx_json_file;

/* Creates file `name` in `dirfd` (it must not exist) and opens the top object. */
kx_json_file *kx_json_file_new(int dirfd, const char *name, GError **error);
/* A member of the top object; `value` is taken over. */
void kx_json_file_member(kx_json_file *file, const char *key, json_t *value);
/* A member that is an array, item by item. */
void kx_json_file_array_begin(kx_json_file *file, const char *key);
void kx_json_file_item(kx_json_file *file, json_t *item);
void kx_json_file_array_end(kx_json_file *file);
/* Ends, syncs and closes; every error since new is reported here, and then no file stays. */
bool kx_json_file_finish(kx_json_file *file, GError **error);

/* Reads file `name`, a constant, of the folder `dirfd`; caller json_decref()s. Errors: those of
 * kx_file_read_at (NULL without one: there is none), DATA (no JSON). */
json_t *kx_json_load(int dirfd, const char *name, size_t max, GError **error);

/* A number of seconds, exact to the microsecond. */
json_t *kx_json_seconds(int64_t frames);
/* A string, or null. */
json_t *kx_json_text(const char *text);
