/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An edition: a finished briefing as one show publishes it. Const while sinks write. */
#pragma once

#include "audio/encode.h"
#include "brief/briefing.h"
#include "brief/show.h"
#include "publish/book_sound.h"

typedef struct {
    const kx_briefing *briefing;
    const kx_show *show;      /* never NULL; show->path is NULL without a show file */
    const kx_picture *cover;  /* the episode's; NULL where no sink needs it */
    const char *published;    /* RFC 3339, seconds, with Amsterdam's offset */
    bool rescheduled;         /* `published` was asked for, not made from the date */
    bool named;               /* the briefing's id was asked for, not made from its title */
    kx_book_sound *sound;     /* for books and pages; NULL when streamed */
    kx_page_audio page_audio; /* not AUTO once sinks write */
    const char *mp3_name;     /* of the MP3 in the folder, once names are settled; or NULL */
    const char *guid; /* of the feed's item, show/date/id: stays when the episode is corrected */
    const char *corrected; /* RFC 3339: when its text was corrected last; NULL: never */
} kx_edition;
