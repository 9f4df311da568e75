/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cover_index.h"

#include "audio/vec.h"

#include <string.h>

G_STATIC_ASSERT(KX_COVER_COLOURS < 256);

static int channel(uint32_t colour, unsigned shift)
{
    return colour >> shift & 0xFF;
}

static uint32_t blend(uint32_t a, uint32_t b, int step)
{
    uint32_t colour = 0;

    for (unsigned shift = 0; shift <= 16; shift += 8) {
        int mixed = (channel(a, shift) * (KX_COVER_STEPS - step) + channel(b, shift) * step +
                     KX_COVER_STEPS / 2) /
                    KX_COVER_STEPS;
        colour |= (uint32_t)mixed << shift;
    }
    return colour;
}

static int distance(uint32_t a, uint32_t b)
{
    int sum = 0;

    for (unsigned shift = 0; shift <= 16; shift += 8) {
        int d = channel(a, shift) - channel(b, shift);
        sum += d * d;
    }
    return sum;
}

static bool belongs(unsigned i, kx_cover_zone zone)
{
    return zone == KX_COVER_PATTERN || i < 2 ||
           (i >= KX_COVER_OWN && i < KX_COVER_OWN + KX_COVER_STEPS - 1);
}

static uint8_t nearest(const kx_cover_index *index, kx_cover_zone zone, uint32_t colour)
{
    unsigned best = 0;

    for (unsigned i = 1; i < KX_COVER_COLOURS; i++)
        if (belongs(i, zone) &&
            distance(index->colours[i], colour) < distance(index->colours[best], colour))
            best = i;
    return (uint8_t)best;
}

void kx_cover_index_fill(kx_cover_index *index, const kx_cover_palette *palette)
{
    unsigned n = 0;

    index->colours[n++] = palette->ground;
    index->colours[n++] = palette->ink;
    for (unsigned i = 0; i < KX_COVER_ACCENTS; i++)
        index->colours[n++] = palette->accents[i];
    for (unsigned a = 0; a < KX_COVER_OWN; a++)
        for (unsigned b = a + 1; b < KX_COVER_OWN; b++)
            for (int step = 1; step < KX_COVER_STEPS; step++)
                index->colours[n++] = blend(index->colours[a], index->colours[b], step);
    memset(index->nearest, 0, sizeof index->nearest);
}

static uint8_t index_of(kx_cover_index *index, kx_cover_zone zone, uint32_t colour)
{
    uint32_t red = colour >> 19 & 31, green = colour >> 11 & 31, blue = colour >> 3 & 31;
    uint8_t *known = &index->nearest[zone][red << 10 | green << 5 | blue];

    for (unsigned i = 0; i < KX_COVER_OWN; i++)
        if (index->colours[i] == colour && belongs(i, zone))
            return (uint8_t)i;
    /* Of the middle of the eight values with these upper bits, whichever of them comes first. */
    if (*known == 0)
        *known = (uint8_t)(1 + nearest(index, zone, (colour & 0xF8F8F8) | 0x040404));
    return (uint8_t)(*known - 1);
}

/* How many pixels from the first on are `colour`. Eight at a time: most of a picture is plain. */
static unsigned run_of(const uint32_t *pixels, unsigned n, uint32_t colour)
{
    unsigned i = 0;

    for (kx_v8u eight; i + 8 <= n; i += 8) {
        memcpy(&eight, pixels + i, sizeof eight);
        kx_v8u differ = (eight ^ colour) & 0xFFFFFF;
        if (differ[0] | differ[1] | differ[2] | differ[3] | differ[4] | differ[5] | differ[6] |
            differ[7])
            break;
    }
    while (i < n && ((pixels[i] ^ colour) & 0xFFFFFF) == 0)
        i++;
    return i;
}

void kx_cover_index_row(kx_cover_index *index, kx_cover_zone zone, const uint32_t *pixels,
                        uint8_t *row, unsigned n)
{
    for (unsigned i = 0, run; i < n; i += run) {
        const uint32_t colour = pixels[i] & 0xFFFFFF;
        run = run_of(pixels + i, n - i, colour);
        memset(row + i, index_of(index, zone, colour), run);
    }
}
