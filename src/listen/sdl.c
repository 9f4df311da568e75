/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/sdl.h"

#include "base/library.h"

/* The name that SDL 2 has kept for its binary interface since 2013. */
#define LIBRARY "libSDL2-2.0.so.0"

const kx_sdl *kx_sdl_load(GError **error)
{
#define NAME(name) "SDL_" #name,
    static const char *const names[] = {KX_SDL_FUNCTIONS(NAME)};
#undef NAME
    static kx_sdl sdl;

    G_STATIC_ASSERT(sizeof sdl == sizeof(void *) * G_N_ELEMENTS(names));
    return kx_library_load("SDL 2", LIBRARY, names, (void **)(void *)&sdl, G_N_ELEMENTS(names),
                           error)
               ? &sdl
               : NULL;
}
