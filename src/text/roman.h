/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roman numerals as such; what makes letters one is the matter of class_roman.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* No numeral below 4000 is longer (MMMDCCCLXXXVIII). */
enum { KX_ROMAN_LETTERS_MAX = 15 };

/* The value of text[0..length), capitals, spelled by the rules (IV, not IIII); 0 if it is none. */
unsigned kx_roman_value(const char *text, size_t length);
/* Whether it is one of more than one letter, and none but I, V and X: hardly ever anything else. */
bool kx_is_plain_roman(const char *text, size_t length);
