/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* `text` made safe to show on a terminal and in a log: C0, DEL and C1 controls, bidirectional
 * marks, zero-width characters and invalid bytes become \xNN or \u{N...}; cut after
 * KX_MESSAGE_TEXT_MAX characters with an ellipsis. `length` in bytes, or -1 if NUL-terminated.
 * Caller frees. Every piece of untrusted text in a message passes through here. */
char *kx_printable(const char *text, gssize length);

/* The same without the cut, for what is shown because it was asked for. */
char *kx_printable_all(const char *text);

/* The same of a text that is read: what takes no room (soft hyphens, joiners, variation selectors,
 * marks of direction) is left out, as it is where it is spoken. */
char *kx_readable(const char *text);

/* A file name as it stands in a message: printable, and "-" is "standard input". Caller frees. */
char *kx_printable_name(const char *path);
