/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cover.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "brief/moment.h"
#include "publish/cover_check.h"

#include <string.h>
#include <sys/stat.h>

#define TYPE_PNG  "image/png"
#define TYPE_JPEG "image/jpeg"

bool kx_cover_refuse(const char *shown, const char *what, const char *remedy, GError **error)
{
    g_set_error(error, KX_ERROR, KX_ERROR_DATA, "%s: %s; %s", shown, what, remedy);
    return false;
}

bool kx_cover_check_size(unsigned long width, unsigned long height, const char *shown,
                         GError **error)
{
    g_autofree char *what = NULL;

    if (width != height) {
        what = g_strdup_printf(_("the artwork is %lu x %lu pixels, not square"), width, height);
        return kx_cover_refuse(shown, what, _("crop it to a square, 3000 x 3000 at best"), error);
    }
    if (width < KX_COVER_SIDE_MIN || width > KX_COVER_SIDE_MAX) {
        what = g_strdup_printf(_("the artwork is %lu x %lu pixels, not %d to %d"), width, height,
                               KX_COVER_SIDE_MIN, KX_COVER_SIDE_MAX);
        return kx_cover_refuse(shown, what, _("save it with 3000 x 3000 pixels"), error);
    }
    return true;
}

static kx_cover *cover_new(GBytes *bytes, const char *type, const kx_picture *found)
{
    kx_cover *cover = g_new0(kx_cover, 1);

    cover->bytes = g_bytes_ref(bytes);
    cover->picture.data = g_bytes_get_data(bytes, &cover->picture.n);
    cover->picture.type = type;
    cover->picture.side = found->side;
    cover->picture.colours = found->colours;
    return cover;
}

void kx_cover_free(kx_cover *cover)
{
    if (cover == NULL)
        return;
    g_bytes_unref(cover->bytes);
    g_free(cover);
}

const char *kx_cover_suffix(const kx_cover *cover)
{
    return strcmp(cover->picture.type, TYPE_PNG) == 0 ? ".png" : ".jpg";
}

kx_cover *kx_cover_parse(GBytes *bytes, const char *name, GError **error)
{
    static const guint8 png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static const guint8 jpeg[] = {0xFF, 0xD8, 0xFF};
    g_autofree char *shown = kx_printable_name(name);
    size_t n;
    const void *data = g_bytes_get_data(bytes, &n);
    kx_picture found = {0};

    if (n > KX_COVER_BYTES_MAX) {
        kx_cover_refuse(shown, _("the artwork is larger than 10 MiB"),
                        _("save it as a JPEG of medium quality"), error);
        return NULL;
    }
    if (n >= sizeof(png) && memcmp(data, png, sizeof(png)) == 0)
        return kx_cover_check_png(data, n, shown, &found, error)
                   ? cover_new(bytes, TYPE_PNG, &found)
                   : NULL;
    if (n >= sizeof(jpeg) && memcmp(data, jpeg, sizeof(jpeg)) == 0)
        return kx_cover_check_jpeg(data, n, shown, &found, error)
                   ? cover_new(bytes, TYPE_JPEG, &found)
                   : NULL;
    kx_cover_refuse(shown,
                    n ? _("the artwork is neither a JPEG nor a PNG") : _("the artwork is empty"),
                    _("save the picture as one of the two"), error);
    return NULL;
}

kx_cover *kx_cover_load(const char *path, GError **error)
{
    g_autofree char *shown = kx_printable_name(path);
    struct stat st;

    /* What kx_file_read would say of these is not what helps with a picture. */
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        kx_error_set(error, KX_ERROR_NO_INPUT,
                     "%s: is a folder; name the picture in it as the show's cover", shown);
        return NULL;
    }
    if (stat(path, &st) == 0 && st.st_size > KX_COVER_BYTES_MAX) {
        kx_cover_refuse(shown, _("the artwork is larger than 10 MiB"),
                        _("save it as a JPEG of medium quality"), error);
        return NULL;
    }
    g_autoptr(GBytes) bytes = kx_file_read(path, KX_COVER_BYTES_MAX, error);
    if (bytes == NULL) {
        g_prefix_error(error, "%s", _("the artwork: "));
        return NULL;
    }
    return kx_cover_parse(bytes, path, error);
}

bool kx_cover_ready(const kx_show *show, kx_artist **artist, GError **error)
{
    if (show->cover == NULL)
        return (*artist = kx_artist_new(error)) != NULL;
    g_autoptr(kx_cover) own = kx_cover_load(show->cover, error);
    return own != NULL;
}

static kx_cover *drawn(kx_artist *artist, const kx_cover_words *words, unsigned side,
                       GError **error)
{
    const kx_picture made = {.side = side, .colours = KX_COVER_COLOURS};
    g_autoptr(kx_artist) own = artist ? NULL : kx_artist_new(error);
    g_autoptr(GBytes) bytes =
        artist || own ? kx_artist_draw(artist ? artist : own, words, side, error) : NULL;

    return bytes ? cover_new(bytes, TYPE_PNG, &made) : NULL;
}

kx_cover *kx_cover_show(kx_artist *artist, const kx_show *show, GError **error)
{
    if (show->cover)
        return kx_cover_load(show->cover, error);
    return drawn(artist, &(kx_cover_words){.look = show->title, .title = show->title},
                 KX_COVER_SIDE_MAX, error);
}

kx_cover *kx_cover_episode(kx_artist *artist, const kx_show *show, const char *title,
                           const char *date, unsigned side, GError **error)
{
    if (show->cover)
        return kx_cover_load(show->cover, error);
    bool named = show->title && *show->title;
    g_autofree char *day = kx_moment_day_of(date);
    kx_cover_words words = {.look = named ? show->title : title,
                            .above =
                                named && g_strcmp0(show->title, title) != 0 ? show->title : NULL,
                            .title = title,
                            .below = day};
    return drawn(artist, &words, side, error);
}
