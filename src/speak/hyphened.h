/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a hyphenated word has its one main stress: auto-ongeluk on the first part, oud-minister and
 * Noord-Holland on the last, kant-en-klaarmaaltijd behind the small word. */
#pragma once

#include <stdbool.h>

/* Which of the parts of a word as it is written has the stress. */
unsigned kx_hyphened_stressed(const char *const *parts, unsigned n);
/* Whether part i is a small word between others, which has no stress (kant-en-klaar). */
bool kx_hyphened_is_link(const char *const *parts, unsigned n, unsigned i);
