/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/engine_program.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "speak/engine_apart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

enum { NAME = 1, CONTROL, VOICES, SPOOLS };

static const kx_engine *const engines[] = {&kx_engine_espeak, &kx_engine_tone};

static const kx_engine *find_engine(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(engines); i++)
        if (strcmp(name, engines[i]->name) == 0)
            return engines[i];
    return NULL;
}

/* kx_engine_voice, of the file that kx_apart_start made; NULL if this is none. */
static GArray *read_voices(int fd)
{
    g_autoptr(GArray) voices = g_array_new(FALSE, FALSE, sizeof(kx_engine_voice));
    struct stat file;

    if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode))
        return NULL;
    const size_t n = (size_t)file.st_size;
    g_autofree char *bytes = g_malloc(n);
    if (!kx_pread_all(fd, bytes, n, 0, "", NULL))
        return NULL;
    for (size_t at = 0; at < n;) {
        kx_packed_voice head;
        if (n - at < sizeof(head))
            return NULL;
        memcpy(&head, bytes + at, sizeof(head));
        at += sizeof(head);
        if (n - at < head.length)
            return NULL;
        const kx_engine_voice voice = {.file = g_strndup(bytes + at, head.length),
                                       .rate = head.rate,
                                       .pitch = head.pitch,
                                       .range = head.range,
                                       .volume = head.volume};
        g_array_append_val(voices, voice);
        at += head.length;
    }
    return voices->len > 0 ? g_steal_pointer(&voices) : NULL;
}

static void describe(void)
{
    g_autofree char *wall = kx_wall_describe();

    printf("%s\n", kx_engine_espeak.version());
    printf(_("wall round the engine: %s\n"), wall);
}

int kx_engine_program(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[NAME], "--version") == 0) {
        describe();
        return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    const kx_engine *engine =
        argc > SPOOLS && argc <= SPOOLS + KX_SLOTS_MAX ? find_engine(argv[NAME]) : NULL;
    GArray *voices = engine ? read_voices(atoi(argv[VOICES])) : NULL;
    if (voices == NULL) {
        fprintf(stderr, "%s\n", _("kxspeak-engine: is a part of kxspeak, which starts it"));
        return EX_USAGE;
    }
    int spools[KX_SLOTS_MAX];
    for (int i = SPOOLS; i < argc; i++)
        spools[i - SPOOLS] = atoi(argv[i]);
    const kx_prepared prepared = {.engine = engine,
                                  .voices = (const kx_engine_voice *)(void *)voices->data,
                                  .n_voices = voices->len,
                                  .n_slots = (unsigned)(argc - SPOOLS),
                                  .spools = spools,
                                  .control = atoi(argv[CONTROL])};
    kx_prepared_run(&prepared);
}
