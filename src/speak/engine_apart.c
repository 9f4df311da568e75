/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/engine_apart.h"

#include "audio/track.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/program.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PROGRAM "kxspeak-engine"

const kx_engine kx_engine_espeak_apart = {.name = "espeak", .sample_rate = KX_RATE, .apart = true};
const kx_engine kx_engine_tone_apart = {.name = "tone", .sample_rate = KX_RATE, .apart = true};

/* All voices in one file in memory, or -1. */
static int pack_voices(const kx_prepared *what, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const int fd = memfd_create("voices", MFD_CLOEXEC);

    if (fd < 0) {
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot start the speech process");
        return -1;
    }
    for (unsigned i = 0; i < what->n_voices; i++) {
        const kx_engine_voice *voice = &what->voices[i];
        const kx_packed_voice head = {voice->rate, voice->pitch, voice->range, voice->volume,
                                      (uint32_t)strlen(voice->file)};
        g_byte_array_append(bytes, (const guint8 *)&head, sizeof(head));
        g_byte_array_append(bytes, (const guint8 *)voice->file, head.length);
    }
    if (kx_pwrite_all(fd, bytes->data, bytes->len, 0, _("the speech process"), error))
        return fd;
    close(fd);
    return -1;
}

pid_t kx_apart_start(const kx_prepared *what, GError **error)
{
    g_autoptr(GPtrArray) arguments = g_ptr_array_new_null_terminated(8, g_free, TRUE);
    int inherited[KX_JOBS_MAX + 2] = {what->control, pack_voices(what, error)};
    const unsigned n = what->n_slots + 2;

    if (inherited[1] < 0)
        return -1;
    for (unsigned i = 2; i < n; i++)
        inherited[i] = what->spools[i - 2];
    g_ptr_array_add(arguments, g_strdup(what->engine->name));
    for (unsigned i = 0; i < n; i++)
        g_ptr_array_add(arguments, g_strdup_printf("%d", inherited[i]));
    const pid_t pid = kx_program_start(PROGRAM, (char **)arguments->pdata, inherited, n, error);
    close(inherited[1]);
    return pid;
}

char *kx_engine_describe(GError **error)
{
    return kx_program_ask(PROGRAM, "--version", error);
}
