/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all pages have in common. Private to publish/. */
#pragma once

#include "brief/briefing.h"
#include "publish/xml.h"

#include <stdint.h>

typedef struct {
    const char *title, *description; /* the second may be NULL */
    const char *style;               /* our own */
    const char *script;              /* our own, put into the page by the caller; may be NULL */
    const char *loads; /* directives of the policy for what it loads; NULL: files of this host */
} kx_html_page;

/* Begins <head>: encoding, a policy that lets in nothing but what `loads` says, this style sheet
 * and this script (both by their sums), size of the window, title, description, style. The caller
 * ends the element. */
void kx_html_head(kx_xml *xml, const kx_html_page *page);
/* "sha256-…" of a style sheet or script, as a policy names it. Caller frees. */
char *kx_html_sum(const char *text);
/* Text of an article as one clean line (kx_text_file_append). */
void kx_html_text(kx_xml *xml, const char *text);
/* The printed text of a sentence; what is in another language is marked so, so that a
 * reader's own voice can change too. */
void kx_html_phrases(kx_xml *xml, const kx_briefing *briefing, const kx_timed_sentence *sentence);
/* Both with the addresses of the web in them as links; not within a link. */
void kx_html_linked_text(kx_xml *xml, const char *text);
void kx_html_linked_phrases(kx_xml *xml, const kx_briefing *briefing,
                            const kx_timed_sentence *sentence);
/* A paragraph of class "byline", on a line, with who wrote the part's article, where it is from, of
 * which day, and its address on the web; nothing where none is known. */
void kx_html_byline(kx_xml *xml, const kx_briefing *briefing, unsigned part);
/* A paragraph that says on which day the episode was corrected; nothing if `corrected`
 * (kx_edition's) is NULL. */
void kx_html_correction(kx_xml *xml, const char *corrected);
/* A moment in the sound, "1:02:03", with the machine's form of it. */
void kx_html_clock(kx_xml *xml, int64_t seconds);
