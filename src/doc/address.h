/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses of the web as they stand in a text: raw, from their scheme or "www." on. (Other forms,
 * nu.nl, are words of a sentence as much as addresses; text/class_url.c reads all of them.) */
#pragma once

#include "doc/document.h"

/* Length of the address at `at`, which ends before `end`: up to a blank, a quote, an angle bracket
 * or a bracket that was not opened in it, without marks of the sentence behind it. 0: none. */
size_t kx_address_at(const char *text, size_t at, size_t end);
/* The same of an address alone in brackets, "(https://www.example.org/)", with them. */
size_t kx_bracketed_address_at(const char *text, size_t at, size_t end);
/* Whether a trimmed range is an address and nothing else, perhaps in brackets (<> too), perhaps
 * with a full stop. */
bool kx_is_address(const char *text, kx_range range);
