/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/tags.h"

#include "base/error.h"
#include "base/intl.h"
#include "base/limits.h"

#include <stdarg.h>
#include <string.h>

/* A block of FLAC has at most 16 MiB. */
#define PICTURE_BYTES_MAX (15 * 1024 * 1024)

typedef enum { ONE_LINE, LINES } text_form;

static bool fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static bool fail(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    kx_error_set(error, KX_ERROR_SOFTWARE, "cannot write this sound file: %s", what);
    return false;
}

static bool check_text(const char *what, const char *text, text_form form, GError **error)
{
    if (text == NULL)
        return true;
    if (!g_utf8_validate(text, -1, NULL))
        return fail(error, _("%s is not UTF-8"), what);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_iscntrl(c) && !(form == LINES && (c == '\n' || c == '\t')))
            return fail(error, _("%s has the control character U+%04X"), what, c);
    }
    return true;
}

/* A link is ASCII that needs no escaping, and short enough to be written whole. */
static bool check_link(const char *what, const char *url, GError **error)
{
    if (url == NULL)
        return true;
    for (const char *p = url; *p != '\0'; p++)
        if (!g_ascii_isgraph(*p))
            return fail(error, _("%s is not in ASCII"), what);
    size_t n = strlen(url);
    return (n > 0 && n <= KX_LINK_BYTES_MAX) || fail(error, _("%s has %zu bytes"), what, n);
}

static bool check_chapter(const kx_master *master, const kx_tags *tags, unsigned i, GError **error)
{
    const kx_chapter_mark *mark = &tags->chapters[i];
    g_autofree char *what = g_strdup_printf(_("the title of chapter %u"), i + 1);
    size_t length = mark->title == NULL ? 0 : strlen(mark->title);

    if (length == 0 || length > KX_CHAPTER_TITLE_BYTES_MAX)
        return fail(error, _("%s has %zu bytes; it must have 1 to %d"), what, length,
                    KX_CHAPTER_TITLE_BYTES_MAX);
    if (!check_text(what, mark->title, ONE_LINE, error))
        return false;
    if (i == 0 ? mark->start != 0 : mark->start <= mark[-1].start)
        return fail(error,
                    i == 0 ? _("chapter %u must start at 0")
                           : _("chapter %u must start after the one before it"),
                    i + 1);
    if (!check_link(_("the link of a chapter"), mark->url, error))
        return false;
    if (mark->start % KX_RATE != 0)
        return fail(error, _("chapter %u does not start on a whole second"), i + 1);
    if (kx_chapter_start(master, tags, i) >= master->frames)
        return fail(error, _("chapter %u starts beyond the end"), i + 1);
    return true;
}

static bool check_lines(const kx_tags *tags, GError **error)
{
    for (unsigned i = 0; i < tags->n_lines; i++) {
        const kx_text_line *line = &tags->lines[i];
        g_autofree char *what = g_strdup_printf(_("line %u of the text"), i + 1);
        if (line->text == NULL || line->start < (i > 0 ? line[-1].start : 0))
            return fail(error, _("%s is none, or starts before the one before it"), what);
        if (!check_text(what, line->text, ONE_LINE, error))
            return false;
    }
    return true;
}

static bool check_picture(const kx_picture *cover, GError **error)
{
    return cover == NULL ||
           (cover->data != NULL && cover->n > 0 && cover->n < PICTURE_BYTES_MAX &&
            cover->type != NULL && cover->side > 0) ||
           fail(error, _("its picture is empty, or too large"));
}

bool kx_tags_check(const kx_master *master, const kx_tags *tags, GError **error)
{
    const struct {
        const char *what, *text;
    } texts[] = {{N_("the title"), tags->title},         {N_("the artist"), tags->artist},
                 {N_("the album"), tags->album},         {N_("the date"), tags->date},
                 {N_("the genre"), tags->genre},         {N_("the language"), tags->language},
                 {N_("the copyright"), tags->copyright}, {N_("the licence"), tags->license}};

    if (master->frames <= 0 || master->rate <= 0 || master->rate % KX_RATE != 0)
        return fail(error, _("there is no sound of a known rate"));
    if (tags->n_chapters < 1 || tags->n_chapters > KX_CHAPTERS_MAX)
        return fail(error, _("%u chapters; it must have 1 to %d"), tags->n_chapters,
                    KX_CHAPTERS_MAX);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (!check_text(_(texts[i].what), texts[i].text, ONE_LINE, error))
            return false;
    if (!check_text(_("the comment"), tags->comment, LINES, error))
        return false;
    for (unsigned i = 0; i < tags->n_chapters; i++)
        if (!check_chapter(master, tags, i, error))
            return false;
    return check_link(_("the link"), tags->url, error) && check_lines(tags, error) &&
           check_picture(tags->cover, error);
}

char *kx_tag_value(const char *value)
{
    if (value == NULL || *value == '\0')
        return NULL;
    size_t n = strlen(value);
    if (n > KX_TAG_BYTES_MAX)
        n = (size_t)(g_utf8_find_prev_char(value, value + KX_TAG_BYTES_MAX + 1) - value);
    return g_strndup(value, n);
}

int64_t kx_chapter_start(const kx_master *master, const kx_tags *tags, unsigned i)
{
    return tags->chapters[i].start * (master->rate / KX_RATE);
}

int64_t kx_chapter_end(const kx_master *master, const kx_tags *tags, unsigned i)
{
    return i + 1 < tags->n_chapters ? kx_chapter_start(master, tags, i + 1) : master->frames;
}
