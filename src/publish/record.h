/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a briefing as JSON values, the same in every file that holds them. Private to publish/.
 * Times are seconds, exact to the microsecond; ranges are [start, end) bytes of the source file. */
#pragma once

#include "publish/json_file.h"
#include "publish/sink.h"

/* The members "articles" and "chapters" of a file's top object.
 * An article: kind, title, source (the file's own name, never its path; null for the programme's
 * own words), start, end; and author, date, origin, url, language, section where the article gives
 * them. A chapter: title, start, end, article, first_sentence, sentences. */
void kx_record_put_structure(const kx_briefing *briefing, kx_json_file *file);
/* Where a range stands in its source file; null for the programme's own words. */
json_t *kx_record_range(const kx_briefing *briefing, unsigned doc, kx_range range);
/* "spoken", "plain" or "notice". */
const char *kx_record_outcome(kx_outcome outcome);
