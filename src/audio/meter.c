/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/meter.h"

#include "audio/relay.h"
#include "audio/truepeak.h"
#include "base/error.h"

#include <ebur128.h>
#include <math.h>

struct kx_meter {
    ebur128_state *loudness;
    kx_peak_meter peak;
    bool failed; /* libebur128 found no memory */
    kx_relay *relay;
};

static void measure(void *data, const int16_t *pcm, size_t n)
{
    kx_meter *meter = data;

    kx_peak_meter_add(&meter->peak, pcm, n);
    if (ebur128_add_frames_short(meter->loudness, pcm, n) != EBUR128_SUCCESS)
        meter->failed = true;
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
    meter->loudness = ebur128_init(1, (unsigned long)rate, EBUR128_MODE_I);
    if (meter->loudness == NULL) {
        fail(error);
        return NULL;
    }
    meter->relay = kx_relay_new(KX_METER_FRAMES, true, measure, meter);
    return g_steal_pointer(&meter);
}

void kx_meter_free(kx_meter *meter)
{
    if (meter == NULL)
        return;
    kx_relay_free(meter->relay);
    if (meter->loudness != NULL)
        ebur128_destroy(&meter->loudness);
    kx_peak_meter_clear(&meter->peak);
    g_free(meter);
}

int16_t *kx_meter_take(kx_meter *meter)
{
    return kx_relay_take(meter->relay);
}

void kx_meter_give(kx_meter *meter, size_t n)
{
    kx_relay_give(meter->relay, n);
}

bool kx_meter_finish(kx_meter *meter, double *loudness, double *true_peak, GError **error)
{
    kx_relay_finish(meter->relay);
    if (meter->failed)
        return fail(error);
    *true_peak = kx_peak_meter_finish(&meter->peak);
    if (ebur128_loudness_global(meter->loudness, loudness) != EBUR128_SUCCESS)
        return fail(error);
    return true;
}
