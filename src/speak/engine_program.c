/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/engine_program.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "speak/engine_apart.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

enum { NAME = 1, CONTROL, VOICES, SPOOLS };

static const kx_engine *const engines[] = {&kx_engine_espeak, &kx_engine_tone};

static const kx_engine *find_engine(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(engines); i++)
        if (strcmp(name, engines[i]->name) == 0)
            return engines[i];
    return NULL;
}

/* The bytes of the file that kx_apart_start made. */
static char *read_file(int fd, size_t *n, GError **error)
{
    struct stat file;

    if (fstat(fd, &file) != 0) {
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot start the speech process");
        return NULL;
    }
    *n = (size_t)file.st_size;
    g_autofree char *bytes = g_malloc(*n + 1);
    return kx_pread_all(fd, bytes, *n, 0, _("the speech process"), error) ? g_steal_pointer(&bytes)
                                                                          : NULL;
}

/* kx_engine_voice, as kx_apart_start packed them; none if it did not. */
static GArray *unpack_voices(const char *bytes, size_t n)
{
    GArray *voices = g_array_new(FALSE, FALSE, sizeof(kx_engine_voice));
    kx_packed_voice head;

    for (size_t at = 0; n - at >= sizeof(head); at += head.length) {
        memcpy(&head, bytes + at, sizeof(head));
        at += sizeof(head);
        if (n - at < head.length)
            break;
        const kx_engine_voice voice = {.file = g_strndup(bytes + at, head.length),
                                       .rate = head.rate,
                                       .pitch = head.pitch,
                                       .range = head.range,
                                       .volume = head.volume};
        g_array_append_val(voices, voice);
    }
    return voices;
}

/* Of arguments as kx_apart_start gives them. */
G_NORETURN static void run(const kx_engine *engine, int n_spools, char **argv)
{
    int spools[KX_JOBS_MAX];
    size_t n = 0;
    GError *error = NULL;
    char *bytes = read_file(atoi(argv[VOICES]), &n, &error);

    if (bytes == NULL) {
        kx_prepared_tell(atoi(argv[CONTROL]), error);
        _exit(EXIT_FAILURE);
    }
    for (int i = 0; i < n_spools; i++)
        spools[i] = atoi(argv[SPOOLS + i]);
    const GArray *voices = unpack_voices(bytes, n);
    const kx_prepared prepared = {.engine = engine,
                                  .voices = (const kx_engine_voice *)(void *)voices->data,
                                  .n_voices = voices->len,
                                  .n_slots = (unsigned)n_spools,
                                  .spools = spools,
                                  .control = atoi(argv[CONTROL])};
    kx_prepared_run(&prepared);
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
    const int n_spools = argc - SPOOLS;
    const kx_engine *engine =
        n_spools > 0 && n_spools <= KX_JOBS_MAX ? find_engine(argv[NAME]) : NULL;
    if (engine != NULL)
        run(engine, n_spools, argv);
    fprintf(stderr, "%s\n", _("kxspeak-engine: is a part of kxspeak, which starts it"));
    return EX_USAGE;
}
