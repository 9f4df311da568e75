/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "publish/sink.h"

/* A picture of the publisher's own is the whole show's, and stands beside the feed once. */
static bool applies(const kx_edition *edition)
{
    return edition->cover && edition->show->cover == NULL;
}

static bool write_cover(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    return kx_file_write(dirfd, name, edition->cover->data, edition->cover->n, error);
}

const kx_sink kx_sink_cover = {
    .name = "png",
    .what = N_("the episode's artwork where it is drawn, 3000 x 3000 pixels"),
    .kind = KX_SINK_TEXT,
    .pictured = true,
    .file = "%s.png",
    .type = "image/png",
    .applies = applies,
    .write = write_cover,
};
