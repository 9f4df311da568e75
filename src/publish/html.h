/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all pages have in common. Private to publish/. */
#pragma once

#include "publish/xml.h"

#include <stdint.h>

/* Begins <head>: encoding, a policy that lets in nothing but files of this host and this style
 * sheet (by its sum), size of the window, title, description (may be NULL), style. The caller ends
 * the element. `style` is our own. */
void kx_html_head(kx_xml *xml, const char *title, const char *description, const char *style);
/* A moment in the sound, "1:02:03", with the machine's form of it. */
void kx_html_clock(kx_xml *xml, int64_t seconds);
