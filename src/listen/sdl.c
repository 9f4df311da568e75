/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/sdl.h"

#include "base/error.h"
#include "base/printable.h"

#include <dlfcn.h>
#include <stdbool.h>

static bool load(kx_sdl *sdl)
{
    /* The name that SDL 2 has kept for its binary interface since 2013. */
    void *library = dlopen("libSDL2-2.0.so.0", RTLD_NOW | RTLD_LOCAL);

    if (library == NULL)
        return false;
#define LOAD(name) *(void **)(void *)&sdl->name = dlsym(library, "SDL_" #name);
    KX_SDL_FUNCTIONS(LOAD)
#undef LOAD
#define IS_THERE(name) sdl->name != NULL &&
    return KX_SDL_FUNCTIONS(IS_THERE) true;
#undef IS_THERE
}

const kx_sdl *kx_sdl_load(GError **error)
{
    static kx_sdl loaded;
    static gsize state; /* 1: it is there, 2: it is not */

    if (g_once_init_enter(&state))
        g_once_init_leave(&state, load(&loaded) ? 1 : 2);
    if (state == 1)
        return &loaded;
    const char *fault = dlerror();
    g_autofree char *why = kx_printable(fault ? fault : "libSDL2-2.0.so.0", -1);
    kx_error_set(error, KX_ERROR_UNAVAILABLE, "no sound: SDL 2 cannot be loaded; install it (%s)",
                 why);
    return NULL;
}
