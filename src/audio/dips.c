/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/dips.h"

kx_dips *kx_dips_new(void)
{
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
}

static float gain_of(const kx_dips *dips, int64_t at)
{
    const float *gain = g_hash_table_lookup((GHashTable *)(uintptr_t)dips, &at);

    return gain != NULL ? *gain : 1;
}

bool kx_dips_lower(kx_dips *dips, int64_t at, float peak)
{
    float gain = 0;

    for (int64_t i = at - 1; i <= at + 1; i++) {
        const float own = gain_of(dips, i);
        gain = MAX(gain, own);
    }
    gain *= KX_LOUD_TARGET / peak;
    if (gain < KX_LOUD_LOWEST)
        return false;
    for (int64_t i = at - 1; i <= at + 1; i++)
        if (gain < gain_of(dips, i))
            g_hash_table_replace(dips, g_memdup2(&i, sizeof i), g_memdup2(&gain, sizeof gain));
    return true;
}

/* n frames from number `at` of a stretch of `length` on. */
static void turn_down(float *sound, int64_t n, int64_t at, int length, const float gains[3])
{
    for (int64_t i = 0; i < n; i++) {
        const float off = ((float)(at + i) + 0.5F) / (float)length - 0.5F; /* from its middle */
        const float other = gains[off < 0 ? 0 : 2];
        sound[i] *= gains[1] + (other - gains[1]) * (off < 0 ? -off : off);
    }
}

void kx_dips_apply(const kx_dips *dips, int rate, int64_t first, float *sound, size_t n)
{
    const int length = rate / KX_DIPS_A_SECOND;
    const int64_t end = first + (int64_t)n;

    if (g_hash_table_size((GHashTable *)(uintptr_t)dips) == 0)
        return;
    for (int64_t at = first / length; at * length < end; at++) {
        const float gains[3] = {gain_of(dips, at - 1), gain_of(dips, at), gain_of(dips, at + 1)};
        const int64_t from = MAX(first, at * length), to = MIN(end, (at + 1) * length);
        if (gains[0] < 1 || gains[1] < 1 || gains[2] < 1)
            turn_down(sound + (from - first), to - from, from - at * length, length, gains);
    }
}
