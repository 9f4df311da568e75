/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Untrusted text made fit for a feed and a page. Escaping is not done here: that is the writer's.
 * Private to publish/. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* One line of at most `chars` characters: control characters and blanks become one space, what XML
 * cannot hold and what turns the direction of other text around is dropped, no space at either end;
 * cut with an ellipsis, at a word where there is one. `text` is UTF-8. Caller frees. */
char *kx_feed_line(const char *text, size_t chars);
/* The same, cut to at most `bytes` bytes as well. */
char *kx_feed_line_bytes(const char *text, size_t chars, size_t bytes);
/* Whether `url` is an absolute http or https URL in ASCII that a feed can hold as it is. */
bool kx_feed_is_url(const char *url);
/* The address of `name` in folder `folder` (NULL: none) below `base` (NULL: relative),
 * percent-encoded. Caller frees. */
char *kx_feed_url(const char *base, const char *folder, const char *name);
/* UUID version 5 of a feed's address, as podcast:guid has it: the name is the URL without scheme
 * and without slashes at its end, the namespace is that of the podcast namespace's documentation.
 * Caller frees. */
char *kx_feed_guid(const char *url);
/* What listeners read of a correction at that moment; NULL: when it was is not known. Caller frees.
 */
char *kx_feed_correction(GDateTime *moment);
