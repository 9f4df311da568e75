/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses of the web that articles name. Private to publish/. */
#pragma once

#include "brief/briefing.h"

/* `url` as an http or https URL in ASCII, percent-encoded where it was not, "+" as %2B (AntennaPod
 * decodes it as a blank); NULL if it is anything else, too long or NULL. Caller frees. */
char *kx_link(const char *url);
/* The address of the article that the part says; NULL for the programme's own words and for an
 * article without one. Caller frees. */
char *kx_link_of_part(const kx_briefing *briefing, unsigned part);
