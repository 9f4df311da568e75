/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chapters as the podcast namespace's JSON 1.2. */
#include "publish/json_file.h"
#include "publish/link.h"
#include "publish/sink.h"

static bool write_chapters(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    const kx_briefing *b = edition->briefing;
    kx_json_file *file = kx_json_file_new(dirfd, name, error);
    if (file == NULL)
        return false;
    kx_json_file_member(file, "version", json_string("1.2.0"));
    kx_json_file_member(file, "title", json_string(b->title));
    kx_json_file_array_begin(file, "chapters");
    for (guint i = 0; i < b->chapters->len; i++) {
        const kx_chapter *chapter = &g_array_index(b->chapters, kx_chapter, i);
        g_autofree char *url = kx_link_of_part(b, chapter->part);
        kx_json_file_item(file, json_pack("{s:I, s:s, s:s*}", "startTime",
                                          (json_int_t)(chapter->start / KX_RATE), "title",
                                          chapter->title, "url", url));
    }
    kx_json_file_array_end(file);
    return kx_json_file_finish(file, error);
}

const kx_sink kx_sink_chapters = {
    .name = "chapters",
    .what = N_("chapters (JSON 1.2)"),
    .kind = KX_SINK_TEXT,
    .file = "%s.chapters.json",
    .type = "application/json+chapters",
    .write = write_chapters,
};
