/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/trim.h"

#include "base/file.h"
#include "base/intl.h"

/* Below -56 dBFS, which mastering makes about -50: silence. Of longer silence than a second at an
 * end, a second is taken off. */
enum { HEARD = 52, WINDOW_FRAMES = 2205, TRIM_FRAMES_MAX = KX_RATE };

static bool is_heard(int16_t sample)
{
    return sample >= HEARD || sample <= -HEARD;
}

/* How many frames at the clip's start, or its end, are silent. */
static bool silent_frames(const kx_clip *clip, bool at_end, int64_t *silent, GError **error)
{
    int16_t window[WINDOW_FRAMES];
    const int64_t most = MIN(clip->frames, TRIM_FRAMES_MAX);
    for (*silent = 0; *silent < most;) {
        const int64_t n = MIN(most - *silent, WINDOW_FRAMES);
        const int64_t first = clip->first + (at_end ? clip->frames - *silent - n : *silent);
        if (!kx_pread_all(clip->fd, window, (size_t)n * sizeof *window,
                          (off_t)(first * (int64_t)sizeof *window), _("temporary sound"), error))
            return false;
        for (int64_t i = 0; i < n; i++, ++*silent) {
            if (is_heard(window[at_end ? n - 1 - i : i]))
                return true;
        }
    }
    return true;
}

bool kx_clip_trim(kx_clip *clip, int64_t *head, GError **error)
{
    int64_t tail = 0;
    if (!silent_frames(clip, false, head, error) || !silent_frames(clip, true, &tail, error))
        return false;
    if (*head + tail >= clip->frames) {
        *head = 0;
        return true;
    }
    clip->first += *head;
    clip->frames -= *head + tail;
    return true;
}
