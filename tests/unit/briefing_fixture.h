/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mastered briefing of texts, spoken by the tone engine. */
#pragma once

#include "brief/compose.h"
#include "folder_fixture.h"
#include "read/reader.h"

#include <string.h>

/* `asked`: structure, rate, and whether it discloses. */
static kx_briefing *briefing_as(const folder *f, unsigned n, const char *const *texts,
                                const kx_compose_settings *asked)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_voice) voice = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    g_autoptr(GPtrArray) documents =
        g_ptr_array_new_with_free_func((GDestroyNotify)kx_document_free);
    kx_compose_settings settings = {.engine = &kx_engine_tone,
                                    .voice = voice,
                                    .structure = asked->structure,
                                    .loudness = -16,
                                    .ceiling = -1,
                                    .rate = asked->rate,
                                    .date = "2026-03-04",
                                    .discloses = asked->discloses,
                                    .jobs = 1,
                                    .spool_dir = f->path};
    for (unsigned i = 0; i < n; i++) {
        g_ptr_array_add(documents, kx_read_bytes("a.txt", texts[i], strlen(texts[i]), &error));
        g_assert_no_error(error);
    }
    kx_briefing *briefing = kx_compose(documents, &settings, &error);
    g_assert_no_error(error);
    kx_compose_master(briefing, &settings, &error);
    g_assert_no_error(error);
    return briefing;
}

static kx_briefing *briefing_of(const folder *f, unsigned n, const char *const *texts,
                                kx_structure structure, int rate)
{
    return briefing_as(f, n, texts, &(kx_compose_settings){.structure = structure, .rate = rate});
}
