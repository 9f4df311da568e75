/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cover_index.h"

G_STATIC_ASSERT(KX_COVER_COLOURS <= 256);

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
    for (uint32_t cell = 0; cell < G_N_ELEMENTS(index->nearest[0]); cell++) {
        uint32_t colour = (cell >> 10 & 31) << 19 | (cell >> 5 & 31) << 11 | (cell & 31) << 3;
        colour |= 0x040404; /* the middle of the eight values with these upper bits */
        for (kx_cover_zone zone = KX_COVER_PATTERN; zone <= KX_COVER_WORDS; zone++)
            index->nearest[zone][cell] = nearest(index, zone, colour);
    }
}

static uint8_t index_of(const kx_cover_index *index, kx_cover_zone zone, uint32_t colour)
{
    uint32_t red = colour >> 19 & 31, green = colour >> 11 & 31, blue = colour >> 3 & 31;

    for (unsigned i = 0; i < KX_COVER_OWN; i++)
        if (index->colours[i] == colour && belongs(i, zone))
            return (uint8_t)i;
    return index->nearest[zone][red << 10 | green << 5 | blue];
}

void kx_cover_index_row(const kx_cover_index *index, kx_cover_zone zone, const uint32_t *pixels,
                        uint8_t *row, unsigned n)
{
    uint32_t last = pixels[0] & 0xFFFFFF;
    uint8_t number = index_of(index, zone, last);

    for (unsigned i = 0; i < n; i++) {
        uint32_t colour = pixels[i] & 0xFFFFFF;
        if (colour != last) {
            last = colour;
            number = index_of(index, zone, colour);
        }
        row[i] = number;
    }
}
