/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the filters give is compared with libebur128 in test_master.c; here: what they cost. */
#include "audio/kweight.h"

#include <fenv.h>
#include <math.h>

enum { FRAMES = 35, BLOCKS = 8 * KX_KWEIGHT_LANES * KX_KWEIGHT_WARMUP_BLOCKS, SOUND = 9000 };

/* Subnormal numbers take many processors a hundred times as long: a sound that fades into digital
 * silence, in a block or while the filters warm up, must not leave them behind. */
static void test_silence_is_no_underflow(gconstpointer rate)
{
    kx_kweight filter;
    float energies[BLOCKS];

    kx_kweight_init(&filter, GPOINTER_TO_INT(rate));
    const size_t n = filter.warmup + BLOCKS * FRAMES;
    g_autofree int16_t *pcm = g_new0(int16_t, n);
    for (size_t i = 0; i < n; i++)
        if (i / SOUND % 2 == 0)
            pcm[i] = (int16_t)lrint(20000 * sin(0.3 * (double)i));
    feclearexcept(FE_UNDERFLOW);
    kx_kweight_energies(&filter, pcm + filter.warmup, FRAMES, BLOCKS, energies);
    g_assert_false(fetestexcept(FE_UNDERFLOW));
    g_assert_cmpfloat(energies[0], >, 1);
    g_assert_cmpfloat(energies[(2 * SOUND - filter.warmup) / FRAMES - 1], ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/kweight/silence/22050", GINT_TO_POINTER(KX_RATE),
                         test_silence_is_no_underflow);
    g_test_add_data_func("/kweight/silence/44100", GINT_TO_POINTER(2 * KX_RATE),
                         test_silence_is_no_underflow);
    return g_test_run();
}
