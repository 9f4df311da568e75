/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of drawn artwork. */
#include "publish/cover_draw.h"
#include "publish/cover_fonts.h"

#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

#define MARGIN       200
#define WIDTH        (KX_COVER_UNITS - 2 * MARGIN)
#define TOP          (KX_COVER_HORIZON + 160)
#define BOTTOM       (KX_COVER_UNITS - MARGIN)
#define GAP          70
#define SMALL_SIZE   136
#define TITLE_MAX    560
#define TITLE_MIN    120
#define TITLE_STEP   10
#define LINE_SPACING 0.92F
/* More cannot be shown at the smallest size, and fitting takes time by length. */
#define CHARS_MAX 400
/* Marks on one letter: no writing has more, and a tower of them has no end. */
#define MARKS_MAX 4

struct kx_cover_text {
    kx_cover_fonts fonts;
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *above, *title, *below; /* NULL: none */
    int title_top;
};

void kx_cover_text_free(kx_cover_text *text)
{
    if (text == NULL)
        return;
    g_clear_object(&text->above);
    g_clear_object(&text->title);
    g_clear_object(&text->below);
    g_clear_object(&text->context);
    /* The map does not give back its hold on the configuration when it ends. */
    if (text->map)
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(text->map), NULL);
    g_clear_object(&text->map);
    kx_cover_fonts_clear(&text->fonts);
    g_free(text);
}

static bool open_fonts(kx_cover_text *text, GError **error)
{
    if (!kx_cover_fonts_find(&text->fonts, error))
        return false;
    text->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(text->map), text->fonts.config);
    text->context = pango_font_map_create_context(text->map);
    /* Neither the user's locale nor their taste in rendering. */
    pango_context_set_language(text->context, pango_language_from_string("nl"));
    pango_context_set_round_glyph_positions(text->context, FALSE);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(text->context, options);
    pango_cairo_context_set_resolution(text->context, 72);
    cairo_font_options_destroy(options);
    return true;
}

static bool is_shown(const kx_cover_text *text, gunichar c)
{
    /* Joiners shape Arabic and Persian, soft hyphens break Dutch; of the other invisible characters
     * none should turn a title round. */
    if (c == 0x200C || c == 0x200D || c == 0x00AD)
        return true;
    GUnicodeType type = g_unichar_type(c);
    if (c >= 0xFE00 && c <= 0xFE0F) /* colour or no colour, of a sign that stood before it */
        return false;
    return type != G_UNICODE_FORMAT && type != G_UNICODE_CONTROL &&
           FcCharSetHasChar(text->fonts.known, c);
}

/* One line: what the fonts have, runs of blanks as one. */
static char *shown(const kx_cover_text *text, const char *words)
{
    g_autofree char *valid = g_utf8_make_valid(words ? words : "", -1);
    GString *out = g_string_new(NULL);
    unsigned n = 0, marks = 0; /* marks: in a row */

    for (const char *p = valid; *p && n < CHARS_MAX; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        marks = g_unichar_ismark(c) ? marks + 1 : 0;
        if (g_unichar_isspace(c) || c == 0xFFFD) {
            if (out->len && out->str[out->len - 1] != ' ')
                g_string_append_c(out, ' ');
        } else if (is_shown(text, c) && marks <= MARKS_MAX) {
            g_string_append_unichar(out, c);
            n++;
        }
    }
    if (n == CHARS_MAX)
        g_string_append(out, "…");
    return g_strchomp(g_string_free(out, FALSE));
}

static void set_size(PangoLayout *layout, const char *font, int size)
{
    PangoFontDescription *description = pango_font_description_from_string(font);

    pango_font_description_set_absolute_size(description, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, description);
    pango_font_description_free(description);
}

/* One line at the small size, ended by an ellipsis where it is too long; NULL of no words. */
static PangoLayout *small_line(const kx_cover_text *text, const char *words)
{
    g_autofree char *clean = shown(text, words);

    if (*clean == '\0')
        return NULL;
    PangoLayout *layout = pango_layout_new(text->context);
    set_size(layout, KX_COVER_SMALL_FONT, SMALL_SIZE);
    pango_layout_set_text(layout, clean, -1);
    pango_layout_set_width(layout, WIDTH * PANGO_SCALE);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_height(layout, -1);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    return layout;
}

static int height_of(PangoLayout *layout)
{
    int height = 0;

    if (layout)
        pango_layout_get_pixel_size(layout, NULL, &height);
    return height;
}

/* Whether the layout, set to a width, has no word that is wider, and is no higher: in Pango's
 * units. */
static bool fits(PangoLayout *layout, int width, int height)
{
    PangoRectangle logical;

    pango_layout_set_width(layout, width);
    pango_layout_get_extents(layout, NULL, &logical);
    return logical.width <= width && logical.height <= height;
}

/* The narrowest width with as few lines: no last line of one word under a full one. */
static void balance(PangoLayout *layout)
{
    int lines = pango_layout_get_line_count(layout);
    int low = WIDTH / 3, high = WIDTH;

    while (high - low > 10) {
        int middle = (low + high) / 2;
        PangoRectangle logical;
        pango_layout_set_width(layout, middle * PANGO_SCALE);
        pango_layout_get_pixel_extents(layout, NULL, &logical);
        if (pango_layout_get_line_count(layout) > lines || logical.width > middle)
            low = middle;
        else
            high = middle;
    }
    pango_layout_set_width(layout, high * PANGO_SCALE);
}

/* The largest size at which the layout fits into WIDTH x `height`, or 0: what fits at one fits at
 * all below. Letters grow with their size, so what shrinks here is the room: to open a font at each
 * size would take longer than to draw. */
static int largest_size(PangoLayout *layout, int height)
{
    int low = -1, high = (TITLE_MAX - TITLE_MIN) / TITLE_STEP + 1; /* steps; the first does fit */

    set_size(layout, KX_COVER_TITLE_FONT, TITLE_MAX);
    while (high - low > 1) {
        int middle = (low + high) / 2;
        double room = (double)TITLE_MAX / (TITLE_MIN + middle * TITLE_STEP) * PANGO_SCALE;
        if (fits(layout, (int)(WIDTH * room), (int)(height * room)))
            low = middle;
        else
            high = middle;
    }
    return low < 0 ? 0 : TITLE_MIN + low * TITLE_STEP;
}

/* The title as large as it fits in `height`, whole words only; what does not fit at the smallest
 * size is broken anywhere and ends in an ellipsis. */
static PangoLayout *title_block(const kx_cover_text *text, const char *words, int height)
{
    g_autofree char *clean = shown(text, words);

    if (*clean == '\0')
        return NULL;
    PangoLayout *layout = pango_layout_new(text->context);
    pango_layout_set_text(layout, clean, -1);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_line_spacing(layout, LINE_SPACING);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    int size = largest_size(layout, height);
    set_size(layout, KX_COVER_TITLE_FONT, MAX(size, TITLE_MIN));
    pango_layout_set_width(layout, WIDTH * PANGO_SCALE);
    if (size > 0) {
        balance(layout);
        return layout;
    }
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height(layout, height * PANGO_SCALE);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    return layout;
}

kx_cover_text *kx_cover_text_new(const kx_cover_words *words, GError **error)
{
    g_autoptr(kx_cover_text) text = g_new0(kx_cover_text, 1);

    if (!open_fonts(text, error))
        return NULL;
    text->above = small_line(text, words->above);
    text->below = small_line(text, words->below);
    text->title_top = TOP + (text->above ? height_of(text->above) + GAP : 0);
    int end = BOTTOM - (text->below ? height_of(text->below) + GAP : 0);
    text->title = title_block(text, words->title, end - text->title_top);
    if (text->below == NULL) /* a short title stands at the foot, not in the air */
        text->title_top = end - height_of(text->title);
    return g_steal_pointer(&text);
}

/* Right-to-left titles begin at the right margin. */
static int left_of(PangoLayout *layout)
{
    bool rightward = pango_layout_get_direction(layout, 0) != PANGO_DIRECTION_RTL;

    return MARGIN + (rightward ? 0 : WIDTH - pango_layout_get_width(layout) / PANGO_SCALE);
}

static void draw_at(PangoLayout *layout, cairo_t *cr, int top)
{
    if (layout == NULL)
        return;
    cairo_move_to(cr, left_of(layout), top);
    pango_cairo_show_layout(cr, layout);
}

void kx_cover_text_draw(const kx_cover_text *text, cairo_t *cr, uint32_t ink)
{
    kx_cover_colour(cr, ink);
    draw_at(text->above, cr, TOP);
    draw_at(text->title, cr, text->title_top);
    draw_at(text->below, cr, BOTTOM - height_of(text->below));
}

static void join(PangoLayout *layout, int top, PangoRectangle *all)
{
    PangoRectangle inked;

    if (layout == NULL)
        return;
    pango_layout_get_pixel_extents(layout, &inked, NULL);
    int left = inked.x + left_of(layout), right = left + inked.width;
    int upper = inked.y + top, lower = upper + inked.height;
    if (all->width) {
        left = MIN(left, all->x);
        upper = MIN(upper, all->y);
        right = MAX(right, all->x + all->width);
        lower = MAX(lower, all->y + all->height);
    }
    *all = (PangoRectangle){.x = left, .y = upper, .width = right - left, .height = lower - upper};
}

void kx_cover_text_extents(const kx_cover_text *text, PangoRectangle *extents)
{
    *extents = (PangoRectangle){0};
    join(text->above, TOP, extents);
    join(text->title, text->title_top, extents);
    join(text->below, BOTTOM - height_of(text->below), extents);
}
