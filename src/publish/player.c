/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/player.h"

#include "audio/mp3_cut.h"
#include "base/embed.h"
#include "publish/player_files.h"

KX_PLAYER(KX_EMBED_FILE)

/* Of KX_PLAYER's files the first is the style, the second the script. */
const char *kx_player_style(void)
{
    return (const char *)KX_PLAYER_0;
}

const char *kx_player_script(void)
{
    return (const char *)KX_PLAYER_1;
}

bool kx_player_is_linked(const kx_edition *edition)
{
    return edition->page_audio == KX_PAGE_AUDIO_LINKED;
}

bool kx_player_mp3_fits(const kx_briefing *b)
{
    return (double)b->track->frames / KX_RATE * KX_MP3_CUT_KBPS * 1000 / 8 <=
           KX_PLAYER_MP3_BYTES_MAX;
}
