/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a source file to clean text: character set, BOM, line ends, NFC, controls. */
#pragma once

#include "doc/document.h"

/* Sets doc's text and anchors from source bytes. UTF-8 is taken as it is; UTF-16 by its BOM; text
 * that is not UTF-8 is detected (ICU's detector, which for Dutch means windows-1252 in doubt) and
 * converted, with a note. CRLF and CR become LF, U+0085, U+2028 and U+2029 too; NFC; controls but
 * LF and TAB, and the noncharacters, are dropped (counted in one note). Errors (DATA): binary data
 * (NUL bytes outside UTF-16, or more than a tenth of controls). */
bool kx_import(kx_document *doc, const char *bytes, size_t length, GError **error);

/* The same, but nothing is refused: for single lines of unknown origin. Invalid UTF-8 becomes
 * U+FFFD. */
void kx_import_lenient(kx_document *doc, const char *bytes, size_t length);
