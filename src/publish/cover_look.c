/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours and patterns of drawn artwork. */
#include "publish/cover_draw.h"

#include <math.h>

#define W KX_COVER_UNITS
#define H KX_COVER_HORIZON

const kx_cover_palette kx_cover_palettes[] = {
    {"nacht", 0x0B1F3A, 0xFFFFFF, {0xFFB703, 0x4D9DFF, 0xF25F5C}},
    {"room", 0xF6F0E4, 0x14213D, {0xC8364B, 0x00798C, 0xB87A0A}},
    {"bos", 0x0F3D2E, 0xFFF8E7, {0xF4A259, 0x8CC084, 0xF4E285}},
    {"wijn", 0x4A0E22, 0xFFF1E6, {0xFF8552, 0xF2C14E, 0xE88BA1}},
    {"zon", 0xFFD23F, 0x1B1B1E, {0xC9184A, 0x0B6E4F, 0x3B1F70}},
    {"inkt", 0x1C1C22, 0xF7F7F2, {0xFF5A5F, 0x00C2A8, 0xF5D547}},
    {"lucht", 0xE8F1F8, 0x0A2540, {0x1D5FD1, 0xE8501F, 0x0A8F8F}},
    {"avond", 0x2B1055, 0xFFFFFF, {0xFF4D9D, 0x4CC9F0, 0xFFD166}},
    {"klei", 0xFBE9DD, 0x3B1B12, {0xC2452D, 0x3F7D7D, 0xCC6B10}},
    {"zee", 0x073B4C, 0xFFFFFF, {0x06D6A0, 0xFFD166, 0xFF6B8A}},
};
const unsigned kx_cover_n_palettes = G_N_ELEMENTS(kx_cover_palettes);

static void quarter(cairo_t *cr, double x, double y, double side, unsigned corner)
{
    double cx = x + (corner & 1 ? side : 0), cy = y + (corner & 2 ? side : 0);
    static const double from[] = {0, 0.5, 1.5, 1};

    cairo_move_to(cr, cx, cy);
    cairo_arc(cr, cx, cy, side, from[corner] * G_PI, (from[corner] + 0.5) * G_PI);
    cairo_close_path(cr);
    cairo_fill(cr);
}

/* Tiles with a quarter of a disc each, in pairs that mirror each other. */
static void draw_quarters(cairo_t *cr, const kx_cover_palette *palette, uint64_t random)
{
    enum { SIDE = 500 };

    for (unsigned y = 0; y < H; y += SIDE)
        for (unsigned x = 0; x < W / 2; x += SIDE) {
            unsigned corner = kx_cover_random(&random, 4);
            unsigned back = kx_cover_random(&random, 4), front = kx_cover_random(&random, 3);
            for (unsigned mirrored = 0; mirrored < 2; mirrored++) {
                double left = mirrored ? W - SIDE - x : x;
                if (back < KX_COVER_ACCENTS && back != front) {
                    kx_cover_colour(cr, palette->accents[back]);
                    cairo_rectangle(cr, left, y, SIDE, SIDE);
                    cairo_fill(cr);
                }
                kx_cover_colour(cr, palette->accents[front]);
                quarter(cr, left, y, SIDE, mirrored ? corner ^ 1 : corner);
            }
        }
}

/* Rings round a point on the horizon, as of a sender. */
static void draw_rings(cairo_t *cr, const kx_cover_palette *palette, uint64_t random)
{
    static const double centres[] = {0.5, 0.2, 0.8};
    double cx = W * centres[kx_cover_random(&random, 3)];
    unsigned first = kx_cover_random(&random, KX_COVER_ACCENTS);
    double width = 110 + 20 * kx_cover_random(&random, 4);
    unsigned n = (unsigned)(2900 / (2 * width));

    cairo_set_line_width(cr, width);
    for (unsigned i = 1; i <= n; i++) {
        kx_cover_colour(cr, palette->accents[(first + i) % KX_COVER_ACCENTS]);
        cairo_arc(cr, cx, H, 2 * width * i, G_PI, 2 * G_PI);
        cairo_stroke(cr);
    }
    kx_cover_colour(cr, palette->ink);
    cairo_arc(cr, cx, H, width, 0, 2 * G_PI);
    cairo_fill(cr);
}

static void bar(cairo_t *cr, double x, double width, double top, double bottom)
{
    double r = width / 2;

    cairo_new_sub_path(cr);
    cairo_arc(cr, x + r, top + r, r, G_PI, 2 * G_PI);
    cairo_arc(cr, x + r, bottom - r, r, 0, G_PI);
    cairo_close_path(cr);
    cairo_fill(cr);
}

/* Bars as of a sound, loudest in the middle. */
static void draw_bars(cairo_t *cr, const kx_cover_palette *palette, uint64_t random)
{
    enum { N = 15 };
    double step = (double)W / N, width = step * 0.6, middle = H / 2.0 + 60;
    unsigned first = kx_cover_random(&random, KX_COVER_ACCENTS);
    double heights[N];

    for (unsigned i = 0; i < N; i++) {
        double hill = sin(G_PI * (i + 0.5) / N);
        heights[i] = 0.22 + 0.78 * hill * (0.35 + 0.65 * kx_cover_random(&random, 1000) / 1000.0);
    }
    for (unsigned i = 0; i < N; i++) {
        double half = heights[i] * (H / 2.0 - 140);
        kx_cover_colour(cr, palette->accents[(first + i) % KX_COVER_ACCENTS]);
        bar(cr, step * i + (step - width) / 2, width, middle - half, middle + half);
    }
}

/* Dots in rows, larger and smaller in waves. */
static void draw_dots(cairo_t *cr, const kx_cover_palette *palette, uint64_t random)
{
    enum { STEP = 250 };
    double phase = kx_cover_random(&random, 1000) * 2 * G_PI / 1000;
    double slope = 0.5 + kx_cover_random(&random, 1000) / 1000.0;
    unsigned first = kx_cover_random(&random, KX_COVER_ACCENTS);

    for (unsigned row = 0; row < H / STEP; row++)
        for (unsigned column = 0; column < W / STEP; column++) {
            double wave = sin(phase + column * 0.6 + row * slope);
            double radius = STEP * (0.27 + 0.19 * wave);
            unsigned colour = wave > 0.4 ? 0 : wave > -0.4 ? 1 : 2;
            kx_cover_colour(cr, palette->accents[(first + colour) % KX_COVER_ACCENTS]);
            cairo_arc(cr, STEP * (column + 0.5), STEP * (row + 0.5), radius, 0, 2 * G_PI);
            cairo_fill(cr);
        }
}

/* Arches inside each other, in rows that overlap like roof tiles. */
static void draw_arches(cairo_t *cr, const kx_cover_palette *palette, uint64_t random)
{
    enum { RINGS = 5 };
    unsigned across = 3 + kx_cover_random(&random, 3);
    unsigned first = kx_cover_random(&random, KX_COVER_ACCENTS);
    unsigned turn = kx_cover_random(&random, 2);
    double side = (double)W / across, rows = ceil(H / (side / 2));

    for (unsigned row = 0; row <= rows; row++)
        for (unsigned column = 0; column <= across; column++) {
            double cx = side * (column + (row & 1 ? 0 : 0.5));
            double y = H - (rows - row) * side / 2;
            for (unsigned ring = 0; ring < RINGS; ring++) {
                unsigned accent = (first + turn * row + ring / 2) % KX_COVER_ACCENTS;
                kx_cover_colour(cr, ring & 1 ? palette->ground : palette->accents[accent]);
                cairo_arc(cr, cx, y, side / 2 * (RINGS - ring) / RINGS, 0, 2 * G_PI);
                cairo_fill(cr);
            }
        }
}

/* Half discs and blocks in columns: a sun over roofs. */
static void draw_skyline(cairo_t *cr, const kx_cover_palette *palette, uint64_t random)
{
    enum { N = 8 };
    double width = (double)W / N, sun = W * (0.25 + 0.5 * kx_cover_random(&random, 1000) / 1000.0);

    kx_cover_colour(cr, palette->accents[0]);
    cairo_arc(cr, sun, H * 0.62, 520, 0, 2 * G_PI);
    cairo_fill(cr);
    for (unsigned i = 0; i < N; i++) {
        double top = H * (0.45 + 0.09 * kx_cover_random(&random, 5));
        kx_cover_colour(cr, palette->accents[1 + (i & 1)]);
        switch (kx_cover_random(&random, 3)) {
        case 0:
            cairo_rectangle(cr, i * width, top, width, H - top);
            break;
        case 1:
            cairo_move_to(cr, i * width, H);
            cairo_line_to(cr, i * width, top);
            cairo_line_to(cr, (i + 0.5) * width, top - width / 2);
            cairo_line_to(cr, (i + 1) * width, top);
            cairo_line_to(cr, (i + 1) * width, H);
            break;
        default:
            cairo_move_to(cr, i * width, H);
            cairo_arc(cr, (i + 0.5) * width, top, width / 2, G_PI, 2 * G_PI);
            cairo_line_to(cr, (i + 1) * width, H);
        }
        cairo_fill(cr);
    }
}

const kx_cover_pattern kx_cover_patterns[] = {
    {"quarters", draw_quarters}, {"rings", draw_rings},   {"bars", draw_bars},
    {"dots", draw_dots},         {"arches", draw_arches}, {"skyline", draw_skyline},
};
const unsigned kx_cover_n_patterns = G_N_ELEMENTS(kx_cover_patterns);
