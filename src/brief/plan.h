/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said, in which order, by whom, and under which chapter: text only, no time yet.
 * Private to brief/. */
#pragma once

#include "brief/compose.h"

/* Fills id, title, parts, chapters and sentences of a briefing whose documents are the articles;
 * appends the programme's own document (last) with its opening, closing and cue words. */
void kx_plan(kx_briefing *briefing, const kx_compose_settings *settings);
