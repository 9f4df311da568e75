/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SDL's sound, loaded when it is first asked for: it comes with forty libraries of windows and
 * sound servers, which no other command has a use for. */
#pragma once

#include <SDL2/SDL.h>
#include <glib.h>

/* The functions that are used, each under its name without "SDL_". */
#define KX_SDL_FUNCTIONS(DO)                                                                       \
    DO(InitSubSystem)                                                                              \
    DO(QuitSubSystem)                                                                              \
    DO(OpenAudioDevice)                                                                            \
    DO(CloseAudioDevice)                                                                           \
    DO(PauseAudioDevice)                                                                           \
    DO(LockAudioDevice)                                                                            \
    DO(UnlockAudioDevice)                                                                          \
    DO(GetAudioDeviceStatus)                                                                       \
    DO(GetError)                                                                                   \
    DO(SetHint)                                                                                    \
    DO(TLSCleanup)

typedef struct {
#define KX_SDL_MEMBER(name) __typeof__(SDL_##name) *(name);
    KX_SDL_FUNCTIONS(KX_SDL_MEMBER)
#undef KX_SDL_MEMBER
} kx_sdl;

/* Loaded at the first call, and kept until the process ends. NULL: UNAVAILABLE. */
const kx_sdl *kx_sdl_load(GError **error);
