/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/relay.h"

#define BUFFERS 3 /* one is filled, one worked on, one waits */

typedef struct {
    int16_t *pcm;
    size_t n;
    bool last; /* no samples; the thread ends */
} buffer;

struct kx_relay {
    kx_relay_work *work;
    void *data;
    GThread *thread; /* NULL: there is none, or it has ended */
    GAsyncQueue *empty, *full;
    buffer buffers[BUFFERS], end;
    buffer *taken;
};

static gpointer work_on_all(gpointer data)
{
    kx_relay *relay = data;
    buffer *b;

    while (b = g_async_queue_pop(relay->full), !b->last) {
        relay->work(relay->data, b->pcm, b->n);
        g_async_queue_push(relay->empty, b);
    }
    return NULL;
}

kx_relay *kx_relay_new(size_t frames, bool beside, kx_relay_work *work, void *data)
{
    kx_relay *relay = g_new0(kx_relay, 1);

    relay->work = work;
    relay->data = data;
    relay->end.last = true;
    relay->empty = g_async_queue_new();
    relay->full = g_async_queue_new();
    for (size_t i = 0; i < BUFFERS; i++) {
        relay->buffers[i].pcm = g_new(int16_t, frames);
        g_async_queue_push(relay->empty, &relay->buffers[i]);
    }
    relay->thread = beside ? g_thread_try_new("relay", work_on_all, relay, NULL) : NULL;
    return relay;
}

int16_t *kx_relay_take(kx_relay *relay)
{
    relay->taken = g_async_queue_pop(relay->empty);
    return relay->taken->pcm;
}

void kx_relay_give(kx_relay *relay, size_t n)
{
    buffer *b = relay->taken;

    b->n = n;
    if (relay->thread != NULL) {
        g_async_queue_push(relay->full, b);
    } else {
        relay->work(relay->data, b->pcm, n);
        g_async_queue_push(relay->empty, b);
    }
}

void kx_relay_finish(kx_relay *relay)
{
    if (relay->thread == NULL)
        return;
    g_async_queue_push(relay->full, &relay->end);
    g_thread_join(g_steal_pointer(&relay->thread));
}

void kx_relay_free(kx_relay *relay)
{
    if (relay == NULL)
        return;
    kx_relay_finish(relay);
    for (size_t i = 0; i < BUFFERS; i++)
        g_free(relay->buffers[i].pcm);
    g_async_queue_unref(relay->empty);
    g_async_queue_unref(relay->full);
    g_free(relay);
}
