/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of drawn artwork. */
#include "publish/cover_draw.h"
#include "publish/cover_fonts.h"

#include <math.h>
#include <pango/pangocairo.h>
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
#define BALANCE_STEP 40
#define LINE_SPACING 0.92F
/* More cannot be shown at the smallest size, and fitting takes time by length. */
#define CHARS_MAX 400
/* Marks on one letter: no writing has more, and a tower of them has no end. */
#define MARKS_MAX 4

/* A layout is in units of its own, `scale` of which are one of the page. */
typedef struct {
    PangoLayout *layout; /* NULL: no words */
    double scale;
    int top;
} block;

struct kx_cover_text {
    const kx_cover_fonts *fonts;
    PangoContext *context;
    block above, title, below;
};

void kx_cover_text_free(kx_cover_text *text)
{
    if (text == NULL)
        return;
    g_clear_object(&text->above.layout);
    g_clear_object(&text->title.layout);
    g_clear_object(&text->below.layout);
    g_clear_object(&text->context);
    g_free(text);
}

static PangoContext *new_context(const kx_cover_fonts *fonts)
{
    PangoContext *context = pango_font_map_create_context(fonts->map);
    cairo_font_options_t *options = cairo_font_options_create();

    /* Neither the user's locale nor their taste in rendering. */
    pango_context_set_language(context, pango_language_from_string("nl"));
    pango_context_set_round_glyph_positions(context, FALSE);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 72);
    cairo_font_options_destroy(options);
    return context;
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
           FcCharSetHasChar(text->fonts->known, c);
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

/* A layout of one paragraph; NULL of no words. */
static PangoLayout *new_layout(const kx_cover_text *text, const char *words, const char *font,
                               int size)
{
    g_autofree char *clean = shown(text, words);

    if (*clean == '\0')
        return NULL;
    PangoFontDescription *description = pango_font_description_from_string(font);
    PangoLayout *layout = pango_layout_new(text->context);
    pango_font_description_set_absolute_size(description, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, description);
    pango_font_description_free(description);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_text(layout, clean, -1);
    return layout;
}

static void set_width(const block *b, double width)
{
    pango_layout_set_width(b->layout, (int)(width * b->scale * PANGO_SCALE));
}

/* In units of the page. */
static double in_page(const block *b, int length)
{
    return length / (b->scale * PANGO_SCALE);
}

static int height_of(const block *b)
{
    int height = 0;

    if (b->layout)
        pango_layout_get_size(b->layout, NULL, &height);
    return (int)ceil(in_page(b, height));
}

/* One line at the small size, ended by an ellipsis where it is too long. */
static block small_line(const kx_cover_text *text, const char *words)
{
    const block b = {.layout = new_layout(text, words, KX_COVER_SMALL_FONT, SMALL_SIZE),
                     .scale = 1};

    if (b.layout) {
        set_width(&b, WIDTH);
        pango_layout_set_height(b.layout, -1);
        pango_layout_set_ellipsize(b.layout, PANGO_ELLIPSIZE_END);
    }
    return b;
}

/* Whether the layout, set to a width, has no word that is wider, and is no higher. */
static bool fits(const block *b, double width, double height)
{
    PangoRectangle logical;

    set_width(b, width);
    pango_layout_get_extents(b->layout, NULL, &logical);
    return in_page(b, logical.width) <= width && in_page(b, logical.height) <= height;
}

/* The narrowest width with as few lines: no last line of one word under a full one. */
static void balance(const block *b)
{
    int lines = pango_layout_get_line_count(b->layout);
    int low = WIDTH / 3, high = WIDTH;

    while (high - low > BALANCE_STEP) {
        int middle = (low + high) / 2;
        if (fits(b, middle, INFINITY) && pango_layout_get_line_count(b->layout) <= lines)
            high = middle;
        else
            low = middle;
    }
    set_width(b, high);
}

static double scale_of(int size)
{
    return (double)TITLE_MAX / size;
}

/* Sets the scale for the largest size at which the layout fits into WIDTH x `height`; false if
 * there is none, and it is that of the smallest. What fits at one fits at all below. */
static bool find_size(block *b, int height)
{
    int low = -1, high = (TITLE_MAX - TITLE_MIN) / TITLE_STEP + 1; /* steps; the first does fit */

    while (high - low > 1) {
        int middle = (low + high) / 2;
        b->scale = scale_of(TITLE_MIN + middle * TITLE_STEP);
        if (fits(b, WIDTH, height))
            low = middle;
        else
            high = middle;
    }
    b->scale = scale_of(TITLE_MIN + MAX(low, 0) * TITLE_STEP);
    set_width(b, WIDTH);
    return low >= 0;
}

/* The title as large as it fits in `height`, whole words only; what does not fit at the smallest
 * size is broken anywhere and ends in an ellipsis. It is laid out at the largest size, and drawn
 * smaller: letters grow with their size, and to open a font at each would take longer than to
 * draw. */
static block title_block(const kx_cover_text *text, const char *words, int height)
{
    block b = {.layout = new_layout(text, words, KX_COVER_TITLE_FONT, TITLE_MAX), .scale = 1};

    if (b.layout == NULL)
        return b;
    pango_layout_set_line_spacing(b.layout, LINE_SPACING);
    pango_layout_set_wrap(b.layout, PANGO_WRAP_WORD);
    if (find_size(&b, height)) {
        balance(&b);
        return b;
    }
    pango_layout_set_wrap(b.layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height(b.layout, (int)(height * b.scale * PANGO_SCALE));
    pango_layout_set_ellipsize(b.layout, PANGO_ELLIPSIZE_END);
    return b;
}

kx_cover_text *kx_cover_text_new(const kx_cover_fonts *fonts, const kx_cover_words *words)
{
    kx_cover_text *text = g_new0(kx_cover_text, 1);

    text->fonts = fonts;
    text->context = new_context(fonts);
    text->above = small_line(text, words->above);
    text->below = small_line(text, words->below);
    int top = TOP + (text->above.layout ? height_of(&text->above) + GAP : 0);
    int end = BOTTOM - (text->below.layout ? height_of(&text->below) + GAP : 0);
    text->title = title_block(text, words->title, end - top);
    text->above.top = TOP;
    /* Without a line below, a short title stands at the foot, not in the air. */
    text->title.top = text->below.layout ? top : end - height_of(&text->title);
    text->below.top = BOTTOM - height_of(&text->below);
    return text;
}

/* Right-to-left titles begin at the right margin. */
static double left_of(const block *b)
{
    bool rightward = pango_layout_get_direction(b->layout, 0) != PANGO_DIRECTION_RTL;

    return MARGIN + (rightward ? 0 : WIDTH - in_page(b, pango_layout_get_width(b->layout)));
}

static void draw_block(const block *b, cairo_t *cr)
{
    if (b->layout == NULL)
        return;
    cairo_save(cr);
    cairo_translate(cr, left_of(b), b->top);
    cairo_scale(cr, 1 / b->scale, 1 / b->scale);
    pango_cairo_show_layout(cr, b->layout);
    cairo_restore(cr);
}

void kx_cover_text_draw(const kx_cover_text *text, cairo_t *cr, uint32_t ink)
{
    kx_cover_colour(cr, ink);
    draw_block(&text->above, cr);
    draw_block(&text->title, cr);
    draw_block(&text->below, cr);
}

static void join(const block *b, PangoRectangle *all)
{
    PangoRectangle inked;

    if (b->layout == NULL)
        return;
    pango_layout_get_extents(b->layout, &inked, NULL);
    int left = (int)floor(left_of(b) + in_page(b, inked.x));
    int upper = (int)floor(b->top + in_page(b, inked.y));
    int right = left + (int)ceil(in_page(b, inked.width)) + 1;
    int lower = upper + (int)ceil(in_page(b, inked.height)) + 1;
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
    join(&text->above, extents);
    join(&text->title, extents);
    join(&text->below, extents);
}
