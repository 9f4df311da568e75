/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the values of a show file may be. Each function is a kx_show_take: it says whether `value`
 * is allowed and puts it into `field` if so. Private to show_keys.c and show_load.c. */
#pragma once

#include "brief/show_keys.h"

/* Text of one line that an XML file can hold: no control characters, no noncharacters. */
bool kx_show_is_line(const char *value);

/* char *: one line, at most range[1] characters, or bytes. */
kx_show_take kx_show_take_text, kx_show_take_long_text;
/* char *: http(s) with a host, in ASCII, without a user's name. The base has neither query nor
 * fragment, and ends in exactly one slash. */
kx_show_take kx_show_take_url, kx_show_take_base;
/* char *: as browsers check it (HTML, "valid e-mail address"), with a dot in the domain. */
kx_show_take kx_show_take_email;
/* char *: made relative to the show file's folder; a voice or a reading profile that is no
 * path is a name. */
kx_show_take kx_show_take_path, kx_show_take_voice, kx_show_take_profile;
/* bool: yes, true, no, false. */
kx_show_take kx_show_take_bool;
/* unsigned from range[0] to range[1]; LAME's rates only. */
kx_show_take kx_show_take_number, kx_show_take_mp3_rate;
/* kx_page_audio: auto, embedded, linked. */
kx_show_take kx_show_take_page_audio;
/* double from range[0] to range[1]. */
kx_show_take kx_show_take_level;
/* char *: a language tag (BCP 47) of Dutch; a UUID; a recurrence rule (RFC 5545, 3.3.10). */
kx_show_take kx_show_take_language, kx_show_take_guid, kx_show_take_rule;
/* char **: Apple's categories, with ; between, none twice. */
kx_show_take kx_show_take_categories;
