/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text file that a sink makes in memory and writes at once. Private to publish/. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Writes `text` to NAME in `dirfd`, new and synced, and frees it. */
bool kx_text_file_write(GString *text, int dirfd, const char *name, GError **error);
/* Appends text of an article so that it stays on its line and in its direction: control characters
 * become blanks, marks that turn the direction and what is no character are left out. */
void kx_text_file_append(GString *out, const char *text);
/* The same as a text of its own. Caller frees. */
char *kx_text_file_clean(const char *text);
