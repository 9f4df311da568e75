/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/wav_sound.h"

#include "audio/follower.h"
#include "base/file.h"

#include <string.h>

#define COMPARE_FRAMES (32 * 1024)

struct kx_wav_sound {
    const kx_out_file *out;
    kx_master master;
    int64_t at;
    kx_follower follower;
    GError *error; /* of a read */
    bool same;
    int16_t written[COMPARE_FRAMES], wanted[COMPARE_FRAMES];
};

static void compare(void *data)
{
    kx_wav_sound *s = data;

    s->same = true;
    for (int64_t done = 0; s->same && done < s->master.frames;) {
        const size_t n = (size_t)MIN(s->master.frames - done, COMPARE_FRAMES);
        const size_t bytes = n * sizeof *s->written;
        const int64_t from = s->at + done * (int64_t)sizeof *s->written;
        s->same =
            kx_follower_wait(&s->follower, from + (int64_t)bytes - 1) >= from + (int64_t)bytes &&
            kx_pread_all(s->out->fd, s->written, bytes, (off_t)from, s->out->shown, &s->error) &&
            kx_master_read(&s->master, done, s->wanted, n, &s->error) &&
            memcmp(s->written, s->wanted, bytes) == 0;
        done += (int64_t)n;
    }
}

kx_wav_sound *kx_wav_sound_new(const kx_out_file *out, const kx_master *master, int64_t at)
{
    kx_wav_sound *s = g_new0(kx_wav_sound, 1);

    s->out = out;
    s->master = *master;
    s->master.read = NULL; /* progress counts what encoders read */
    s->master.stop = NULL; /* and they are who ends */
    s->at = at;
    kx_follower_begin(&s->follower, "wav", compare, s);
    return s;
}

void kx_wav_sound_reach(kx_wav_sound *s, int64_t size)
{
    kx_follower_reach(&s->follower, size);
}

bool kx_wav_sound_finish(kx_wav_sound *s, int64_t at, GError **error)
{
    kx_follower_finish(&s->follower, s->out->size);
    if (s->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&s->error));
        return false;
    }
    return (s->same && s->at == at) || kx_out_file_mismatch(s->out, error, "its sound is another");
}

void kx_wav_sound_free(kx_wav_sound *s)
{
    if (s == NULL)
        return;
    kx_follower_clear(&s->follower);
    g_clear_error(&s->error);
    g_free(s);
}
