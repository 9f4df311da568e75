/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles: one clean line each, for chapters, tags and names. Private to brief/. */
#pragma once

#include "doc/document.h"

/* The first words of `text`, at most `chars` characters, cut between words (inside one only where
 * the first is longer) and not behind "en" or "de", and an ellipsis for the rest unless they end a
 * sentence. Caller frees. */
char *kx_first_words(const char *text, size_t chars);

/* `text` on one line, without controls and without characters that are not seen but what joins two
 * that are; at most KX_CHAPTER_TITLE_BYTES_MAX bytes, cut between words, with an ellipsis; "Zonder
 * titel" if nothing is left. Caller frees. */
char *kx_title_clean(const char *text);

/* The folder name of a briefing of several articles: kx_slug's and the day (YYYY-MM-DD), so that
 * what is called the same every day has a name a day. Caller frees. */
char *kx_slug_of_day(const char *title, const char *date);

/* The article's title: its headline, its front matter's title, or its first words. */
char *kx_article_title(const kx_document *doc);
