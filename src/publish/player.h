/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that plays: what sink_player.c makes it of. Private to publish/. */
#pragma once

#include "publish/outline.h"
#include "publish/sink.h"
#include "publish/xml.h"

/* Above this many bytes of MP3 a page that may choose refers to the sound: browsers hold a page in
 * memory whole. */
#define KX_PLAYER_MP3_BYTES_MAX (20 * 1000 * 1000)
/* How the address of a sound, and of cues, begins that are inside the page. */
#define KX_PLAYER_MP3_DATA "data:audio/mpeg;base64,"
#define KX_PLAYER_VTT_DATA "data:text/vtt;base64,"

/* The style sheet and the script, as they stand in the page. */
const char *kx_player_style(void);
const char *kx_player_script(void);

/* The cues as WebVTT: for each sentence that is heard its id, its stretch of sound (outline.h), and
 * its words in JSON: [START, END] in ms for each printed word between blanks, with the transcript
 * as a third member where it is another text, or 0 where it is heard as one with the word before
 * it. Caller frees. */
char *kx_player_cues(const kx_briefing *briefing, const kx_outline *outline);

/* The controls. `src` is the address of the sound, or NULL for KX_PLAYER_MP3_DATA with nothing
 * behind it. */
void kx_player_put_controls(kx_xml *xml, const char *src, const char *cues);

/* Whether the page refers to the MP3 beside it, and carries none. */
bool kx_player_is_linked(const kx_edition *edition);
/* Whether the MP3 of the briefing is small enough for a page to carry. */
bool kx_player_mp3_fits(const kx_briefing *briefing);
