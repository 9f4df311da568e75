/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/player.h"

#include "audio/mp3_cut.h"
#include "publish/player.gresource.h"

/* A file of player.gresource.xml; GLib ends its bytes with a NUL. */
static const char *resource(const char *path)
{
    g_autoptr(GBytes) bytes =
        g_resource_lookup_data(kx_player_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_assert(bytes);
    return g_bytes_get_data(bytes, NULL);
}

const char *kx_player_style(void)
{
    return resource("/kxspeak/player/player.css");
}

const char *kx_player_script(void)
{
    return resource("/kxspeak/player/player.js");
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
