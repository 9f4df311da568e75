/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/meter.h"

#include "audio/truepeak.h"
#include "base/error.h"

#include <ebur128.h>
#include <math.h>

#define BUFFERS 4

typedef struct {
    int16_t pcm[KX_METER_FRAMES];
    size_t n;
    bool last; /* no samples; the thread ends */
} buffer;

struct kx_meter {
    ebur128_state *loudness;
    kx_peak_meter peak;
    bool failed;     /* libebur128 found no memory */
    GThread *thread; /* NULL: there was none to be had, or it has ended */
    GAsyncQueue *empty, *full;
    buffer buffers[BUFFERS], end;
};

static void measure(kx_meter *meter, const buffer *b)
{
    kx_peak_meter_add(&meter->peak, b->pcm, b->n);
    if (ebur128_add_frames_short(meter->loudness, b->pcm, b->n) != EBUR128_SUCCESS)
        meter->failed = true;
}

static gpointer measure_all(gpointer data)
{
    kx_meter *meter = data;
    buffer *b;

    while (b = g_async_queue_pop(meter->full), !b->last) {
        measure(meter, b);
        g_async_queue_push(meter->empty, b);
    }
    return NULL;
}

static bool fail(GError **error)
{
    kx_error_set(error, KX_ERROR_OS, "cannot measure loudness: no memory");
    return false;
}

kx_meter *kx_meter_new(int rate, GError **error)
{
    g_autoptr(kx_meter) meter = g_new0(kx_meter, 1);

    kx_peak_meter_init(&meter->peak, KX_METER_FRAMES);
    meter->empty = g_async_queue_new();
    meter->full = g_async_queue_new();
    for (size_t i = 0; i < BUFFERS; i++)
        g_async_queue_push(meter->empty, &meter->buffers[i]);
    meter->end.last = true;
    meter->loudness = ebur128_init(1, (unsigned long)rate, EBUR128_MODE_I);
    if (meter->loudness == NULL) {
        fail(error);
        return NULL;
    }
    /* Without a thread it takes longer, and comes to the same. */
    meter->thread = g_thread_try_new("meter", measure_all, meter, NULL);
    return g_steal_pointer(&meter);
}

static void end_thread(kx_meter *meter)
{
    if (meter->thread == NULL)
        return;
    g_async_queue_push(meter->full, &meter->end);
    g_thread_join(g_steal_pointer(&meter->thread));
}

void kx_meter_free(kx_meter *meter)
{
    if (meter == NULL)
        return;
    end_thread(meter);
    if (meter->loudness != NULL)
        ebur128_destroy(&meter->loudness);
    kx_peak_meter_clear(&meter->peak);
    g_async_queue_unref(meter->empty);
    g_async_queue_unref(meter->full);
    g_free(meter);
}

int16_t *kx_meter_take(kx_meter *meter)
{
    buffer *b = g_async_queue_pop(meter->empty);

    return b->pcm;
}

void kx_meter_give(kx_meter *meter, const int16_t *pcm, size_t n)
{
    size_t i = 0;

    while (meter->buffers[i].pcm != pcm)
        i++;
    meter->buffers[i].n = n;
    if (meter->thread != NULL) {
        g_async_queue_push(meter->full, &meter->buffers[i]);
    } else {
        measure(meter, &meter->buffers[i]);
        g_async_queue_push(meter->empty, &meter->buffers[i]);
    }
}

bool kx_meter_finish(kx_meter *meter, double *loudness, double *true_peak, GError **error)
{
    end_thread(meter);
    if (meter->failed)
        return fail(error);
    *true_peak = kx_peak_meter_finish(&meter->peak);
    if (ebur128_loudness_global(meter->loudness, loudness) != EBUR128_SUCCESS)
        return fail(error);
    return true;
}
