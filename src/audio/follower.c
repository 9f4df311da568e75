/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/follower.h"

static gpointer run(gpointer data)
{
    kx_follower *follower = data;

    follower->run(follower->data);
    return NULL;
}

void kx_follower_begin(kx_follower *follower, const char *name, void (*to_run)(void *data),
                       void *data)
{
    *follower = (kx_follower){.run = to_run, .data = data};
    g_mutex_init(&follower->mutex);
    g_cond_init(&follower->more);
    follower->thread = g_thread_try_new(name, run, follower, NULL);
}

static void reach(kx_follower *follower, int64_t size, bool whole)
{
    g_mutex_lock(&follower->mutex);
    follower->there = size;
    follower->whole = whole;
    g_cond_signal(&follower->more);
    g_mutex_unlock(&follower->mutex);
}

void kx_follower_reach(kx_follower *follower, int64_t size)
{
    reach(follower, size, false);
}

int64_t kx_follower_wait(kx_follower *follower, int64_t at)
{
    g_mutex_lock(&follower->mutex);
    while (follower->there <= at && !follower->whole)
        g_cond_wait(&follower->more, &follower->mutex);
    int64_t there = follower->there;
    g_mutex_unlock(&follower->mutex);
    return there;
}

void kx_follower_finish(kx_follower *follower, int64_t size)
{
    reach(follower, size, true);
    if (follower->thread != NULL)
        g_thread_join(g_steal_pointer(&follower->thread));
    else
        follower->run(follower->data);
}

void kx_follower_clear(kx_follower *follower)
{
    if (follower->thread != NULL) {
        reach(follower, follower->there, true);
        g_thread_join(follower->thread);
    }
    g_mutex_clear(&follower->mutex);
    g_cond_clear(&follower->more);
}
