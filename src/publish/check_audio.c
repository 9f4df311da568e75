/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sound of an episode, decoded: length, chapters, title, cover, loudness. */
#include "publish/check_private.h"

#include "audio/inspect.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/printable.h"

#include <math.h>
#include <unistd.h>

/* A frame of MP3 is 26 ms, and encoders add silence at both ends. */
#define LENGTH_SLACK 0.15
/* Lossy encoders move loudness and peaks; a loudness that the limiter could not reach stands in the
 * record as it is. */
#define LOUDNESS_SLACK 0.6
#define PEAK_MAX       (-0.5)

static const char *kind_name(kx_file_kind kind)
{
    static const char *const names[] = {"wav", "flac", "mp3", "opus"};
    return names[kind];
}

void kx_check_audio(kx_checker *checker, int folder, const char *name, const char *format,
                    const kx_check_episode *episode)
{
    g_autoptr(GError) error = NULL;
    g_auto(kx_inspection) found = {0};
    g_autoptr(GArray) told = kx_told_new();
    if (!kx_inspect_file(folder, name, &found, &error)) {
        kx_fault(checker, "%s", error->message);
        return;
    }
    for (guint i = 0; i < found.chapters->len; i++) {
        const kx_found_chapter *chapter = &g_array_index(found.chapters, kx_found_chapter, i);
        kx_told_add(told, (double)chapter->start / 1000, -1, chapter->title);
    }
    kx_told_compare(checker, _("chapters"), episode->chapters, told, 0.0006);
    if (g_strcmp0(kind_name(found.kind), format) != 0)
        kx_fault(checker, "is %s, and not %s", kind_name(found.kind), format);
    if (fabs(found.seconds - episode->duration) > LENGTH_SLACK)
        kx_fault(checker, "lasts %.2f s, but in the record %.2f s", found.seconds,
                 episode->duration);
    if (g_strcmp0(found.title, episode->title) != 0) {
        g_autofree char *safe = kx_printable(found.title ? found.title : "", -1);
        kx_fault(checker, "its title is \"%s\"", safe);
    }
    if (isfinite(episode->loudness) && fabs(found.loudness - episode->loudness) > LOUDNESS_SLACK)
        kx_fault(checker, "has %.1f LUFS, but in the record %.1f", found.loudness,
                 episode->loudness);
    if (isfinite(episode->loudness) && found.true_peak > PEAK_MAX)
        kx_fault(checker, "has peaks of %.1f dBTP", found.true_peak);
}

bool kx_check_decode(kx_checker *checker, const void *data, size_t n, const char *shown,
                     kx_decoded *decoded)
{
    g_autoptr(GError) error = NULL;
    if (checker->found->failed)
        return false;
    int fd = kx_spool_open(g_get_tmp_dir(), &error);
    bool ok = fd >= 0 && kx_pwrite_all(fd, data, n, 0, _("a temporary file"), &error) &&
              kx_decode_all(fd, 0, (int64_t)n, shown, decoded, &error);
    if (fd >= 0)
        close(fd);
    if (g_error_matches(error, KX_ERROR, KX_ERROR_DATA))
        kx_fault(checker, "%s", error->message);
    else
        checker->found->failed = g_steal_pointer(&error);
    return ok;
}
