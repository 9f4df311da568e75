/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of what is printed for people: that of LC_ALL, LC_MESSAGES, LANG and LANGUAGE. */
#pragma once

/* Chooses it and reads its catalogue. Everything else keeps the locale C.UTF-8, so that no file,
 * number or date depends on it. Once, before anything is printed. */
void kx_language_start(void);
