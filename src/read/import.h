/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a source file to clean text: character set, BOM, line ends, NFC, controls. */
#pragma once

#include "doc/document.h"

/* Sets doc's text and anchors from source bytes; time is linear in their number.
 * - Character set: see kx_charset_find (read/charset.h): UTF-8; UTF-16 and UTF-32 by BOM; else
 *   detected and converted, with a note. In UTF-8 with a few broken sequences each of these becomes
 *   U+FFFD, counted in a note.
 * - CRLF and CR become LF; VT, FF, U+0085, U+2028 and U+2029 too.
 * - Controls but LF and TAB, and noncharacters, are dropped (counted in one note); so is U+FEFF.
 * - NFC. Of the marks on one letter only the first 30 are kept (UAX 15, stream-safe format).
 * Errors (DATA): binary data. */
bool kx_import(kx_document *doc, const char *bytes, size_t length, GError **error);

/* The same, but nothing is refused: for single lines of unknown origin. They are UTF-8, and
 * whatever is not becomes U+FFFD; past KX_INPUT_BYTES_MAX nothing is read, with a note. */
void kx_import_lenient(kx_document *doc, const char *bytes, size_t length);
